"""Tasks told in prose: "Ann will send the draft", "Bo: I'll look into it", "Ann agreed to ask the bank"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.entries import split_names
from graphkit.extract.names import mention_of
from graphkit.extract.reading import NoteReading
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.statement import Action, Mention
from graphkit.extract.utterances import Utterance, content, known_people, told_again, utterances
from graphkit.vault.dates import find_date
from graphkit.vault.note import Span

_NAME: Final = r"(?:@[\w-]+|[a-z]{3,}|[A-ZÀ-Þ][\w’-]*(?: (?:(?:van|von|de|der|den|del|di|la) )?[A-ZÀ-Þ][\w’-]*){0,3})"
_NAMES: Final = rf"(?P<who>{_NAME}(?:(?:,? and |, | & |/){_NAME}){{0,4}})"
_CLAUSES: Final = re.compile(r"(?:[,;:–—]|\s-|\.|\?)\s+(?:(?:and|so|but|then)\s)?|\s(?:and|so|but|then)\s")
_DUE: Final = re.compile(r"\b(?:by|until|due|before|on)[ ]+((?:\w+,?[ ])?[\w.,/-]{3,12}(?: \d{1,4})?)")


class _Pattern(Struct, frozen=True):
    regex: re.Pattern[str]
    begins: bool  # only where a sentence begins
    passive: bool


class _Lexicon(Struct, frozen=True):
    patterns: tuple[_Pattern, ...]
    speaker: re.Pattern[str]
    spoken: re.Pattern[str]
    own: re.Pattern[str]
    order: re.Pattern[str]
    someone: re.Pattern[str]
    personal: re.Pattern[str]
    begins: re.Pattern[str]
    open: re.Pattern[str]
    doubt: re.Pattern[str]
    at_once: re.Pattern[str]
    nobody: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("undertaken.toml")
    verb = rf"(?!(?:{data['not_task']})\b)(?P<verb>{data['verbs']})\b"
    firm = rf"(?P<verb>{data['firm']})\b"

    def cased(pattern: str) -> str:
        """The pattern without heed to case around its names."""
        before, names, after = pattern.partition("{N}")
        return f"(?i:{before})" * bool(before) + _NAMES * bool(names) + f"(?i:{after.replace('{v}', verb)})" * bool(after)

    def free(pattern: str, verbs: str = verb) -> re.Pattern[str]:
        return re.compile(pattern.replace("{v}", verbs).replace("{firm}", firm), re.IGNORECASE)

    never = data["never"]
    return _Lexicon(
        tuple(
            _Pattern(re.compile(cased(one["regex"])), one.get("begins", False), one.get("passive", False))
            for one in data["pattern"]
        ),
        free(data["speaker"]["regex"]),
        free(data["speaker"]["spoken"]),
        free(data["speaker"]["own"]),
        free(data["order"]["regex"]),
        free(data["order"]["someone"]),
        free(data["personal"]),
        free(never["begins"]),
        free(never["open"]),
        free(never["doubt"]),
        free(never["at_once"]),
        re.compile(rf"(?:.* )?{never['nobody']}(?: |$)"),
    )


@cache
def _called() -> CallTable[str]:
    return CallTable((word, word) for word in load_lexicon("undertaken.toml")["called_by"])


def undertaken(reading: NoteReading) -> Iterator[Action]:
    """The tasks that a note tells outside its lists, each once: those that it lists already are left out."""
    told: list[frozenset[str]] | None = None
    known = known_people(reading)
    for utterance in utterances(reading, _called(), known):
        owners = undertakes(utterance, known)
        if owners is None:
            continue
        if told is None:
            told = [content(action.text) for _, action in reading.tasks]
            told += [content(item.text) for kind in ("actions", "decisions") for item in reading.items(kind)]
        words = content(utterance.text)
        if told_again(words, told):
            continue
        told.append(words)
        by = _DUE.search(utterance.text)
        due = find_date(by.group(1)) if by else ""
        span = Span(utterance.line, utterance.quote)
        yield Action(span, utterance.text, owners=owners, due=due, confidence=0.8)


def undertakes(utterance: Utterance, known: frozenset[str]) -> tuple[Mention, ...] | None:
    """Who is to do what a sentence tells; None when it tells no task, () when it is nobody's yet."""
    lexicon, text = _lexicon(), utterance.text
    if not _called().callers(text.lower()) or lexicon.open.search(text):
        return None
    if lexicon.begins.match(text):
        return None
    verbatim = utterance.spoken and utterance.section == "discussion"
    starts = [0, *(match.end() for match in _CLAUSES.finditer(text))]
    for pattern in lexicon.patterns:
        for start in starts if not pattern.begins else [0]:
            match = pattern.regex.match(text, start)
            if match and not lexicon.doubt.search(text, start, match.end()) and (owners := _owners(match, text, known)):
                return owners
    if utterance.speaker:
        regex = lexicon.spoken if verbatim else lexicon.speaker
        if any(regex.match(text, start) for start in starts) and not lexicon.at_once.search(text):
            return _of_speaker(utterance.speaker, known)
    if verbatim:
        return None
    if lexicon.own.match(text) or lexicon.someone.match(text) or lexicon.order.match(text):
        return ()
    return None


def _owners(match: re.Match[str], text: str, known: frozenset[str]) -> tuple[Mention, ...]:
    """Those whom a wording names; () when one of them may be no person."""
    lexicon = _lexicon()
    names = [part.strip() for part in re.split(r",? and |, | & |/", match["who"])]
    verb = match.groupdict().get("verb")
    for name in names:
        if name.startswith("@") or name.casefold() in known:
            continue
        if not name[0].isupper() or lexicon.nobody.match(name) or not verb or not lexicon.personal.match(text, match.start("verb")):
            return ()
    return _mentions(match["who"])


def _of_speaker(speaker: str, known: frozenset[str]) -> tuple[Mention, ...]:
    """A speaker as owner; nobody where the note lists its people and this is none of them."""
    listed = not known or any(word.strip("@,").casefold() in known for word in (speaker, *speaker.split()))
    return _mentions(speaker) if listed else ()


def _mentions(text: str) -> tuple[Mention, ...]:
    found = (mention_of(part.lstrip("@")) for part in split_names(text.replace("/", ",")))
    return tuple(dict.fromkeys(Mention(who.name, "unit" if who.kind == "unit" else "unknown") for who in found if who))
