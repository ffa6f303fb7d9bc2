"""Whether a sentence tells a task, and whose: "Ann will send the draft", "Bo: I'll look into it"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.entries import split_names
from graphkit.extract.names import mention_of
from graphkit.extract.settled import CLAUSE_END
from graphkit.extract.statement import Mention
from graphkit.extract.utterances import Utterance

_NAME: Final = r"(?:@[\w-]+|[a-z]{3,}|[A-ZÀ-Þ][\w’-]*(?: (?:(?:van|von|de|der|den|del|di|la) )?[A-ZÀ-Þ][\w’-]*){0,3})"
_NAMES: Final = rf"(?P<who>{_NAME}(?:(?:,? and |, | & |/){_NAME}){{0,4}})"
_CLAUSES: Final = re.compile(r"(?:[,;:–—]|\s--?|\.|\?)\s+(?:(?:and|so|but|then)\s)?|\s(?:and|so|but|then)\s")
_I: Final = re.compile(r"\bI[’ ]")
_BETWEEN: Final = frozenset(["and", "&", "van", "von", "de", "der", "den", "del", "di", "la"])
#: What stands before a name that begins a clause: "…, Ann to …".
_BEFORE: Final = ",;:–—.-"
#: What may stand before a name: "Acme engineer Ann Lee", "the CFO Ann Lee".
_OFFICE: Final = (
    r"(?:(?:[Tt]he )?(?:[A-Z][\w’&/.-]*(?: \([A-Z/]+\))? ){0,4}"
    r"(?i:developer|researcher|engineer|lead|manager|director|coordinator"
    r"|chair|maintainer|founder|editor|architect|officer|analyst|designer|specialist|consultant|scientist) )?[“\"]?"
)
#: "Ann Lee and Bo to …": where its "to" is at the latest.
_FURTHEST: Final = 60
_FLAGS: Final = ("begins", "person", "listed", "listed_inside")
Kind = Literal["named", "speaker", "spoken", "nobody"]


class Undertakes(Struct, frozen=True, eq=False):
    """A wording of a task, and how its owner is found."""

    regex: re.Pattern[str]
    kind: Kind
    begins: bool = False  # only where a sentence begins
    person: bool = False  # what it says of somebody only a person does
    listed: bool = False  # only of names that the note knows
    listed_inside: bool = False  # … where it does not begin a sentence


class _Lexicon(Struct, frozen=True):
    personal: re.Pattern[str]
    begins: re.Pattern[str]
    open: re.Pattern[str]
    doubt: re.Pattern[str]
    at_once: re.Pattern[str]
    nobody: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("undertaken.toml")
    never = data["never"]
    free = {key: re.compile(never[key], re.IGNORECASE) for key in ("begins", "open", "doubt", "at_once")}
    nobody = re.compile(rf"(?:.* )?{never['nobody']}(?: |$)")
    return _Lexicon(re.compile(data["personal"], re.IGNORECASE), nobody=nobody, **free)


@cache
def wordings() -> tuple[tuple[str, Undertakes], ...]:
    """Each wording of a task with the words that call it; "" where none does."""
    data = load_lexicon("undertaken.toml")
    verb = rf"(?!(?:{data['not_task']})\b)(?P<verb>{data['verbs']})\b"
    firm = rf"(?:{data['firm']})\b"
    do = rf"(?!(?:{data['not_task']}|{data['idle']})\b)\w{{2,}}\b"

    def cased(pattern: str) -> re.Pattern[str]:
        """The pattern without heed to case around its names."""
        before, _, after = pattern.partition("{N}")
        after = after.replace("{v}", verb).replace("{do}", do)
        names = _NAMES if before else _OFFICE + _NAMES + '[”"]?'
        return re.compile((f"(?i:{before})" if before else "") + names + (f"(?i:{after})" if after else ""))

    def free(pattern: str) -> re.Pattern[str]:
        return re.compile(
            pattern.replace("{v}", verb).replace("{firm}", firm).replace("{promised}", data["speaker"]["promised"]),
            re.IGNORECASE,
        )

    speaker, order = data["speaker"], data["order"]
    found: list[tuple[list[str], Undertakes]] = [
        (one["called_by"] or [""], Undertakes(cased(one["regex"]), "named", *(one.get(key, False) for key in _FLAGS)))
        for one in data["pattern"]
    ]
    found += [
        (speaker["called_by"], Undertakes(free(speaker["regex"]), "speaker")),
        (speaker["called_by"], Undertakes(free(speaker["spoken"]), "spoken")),
        (speaker["own_called_by"], Undertakes(free(speaker["own"]), "nobody", begins=True)),
        (order["someone_called_by"], Undertakes(free(order["someone"]), "nobody", begins=True)),
        (order["called_by"], Undertakes(free(order["regex"]), "nobody", begins=True)),
    ]
    return tuple((word, undertakes) for words, undertakes in found for word in words)


def undertakes(utterance: Utterance, called: Iterable[Undertakes], known: frozenset[str]) -> tuple[Mention, ...] | None:
    """Who is to do what a sentence tells; None when it tells no task, () when it is nobody's yet."""
    text = utterance.text.replace("'", "’")
    word_for_word = utterance.spoken and utterance.section == "discussion"
    starts: list[int] = []
    for wording in called:
        if wording.kind == "nobody" and word_for_word:
            continue
        if wording.kind in ("speaker", "spoken") and (word_for_word is not (wording.kind == "spoken")):
            continue
        starts = starts or [0, *(match.end() for match in _CLAUSES.finditer(text))]
        for start in starts[:1] if wording.begins else starts:
            match = wording.regex.match(text, start)
            if not match or not _is_sure(text, start, match.end()):
                continue
            if wording.kind == "named":
                listed = wording.listed or (wording.listed_inside and start > 0)
                owners = _owners(match, text, known, person=wording.person, listed=listed)
                if owners:
                    return owners
            elif wording.kind == "nobody":
                return ()
            elif not _lexicon().at_once.search(text):
                if utterance.speaker:
                    return _of_speaker(utterance.speaker, known)
                if _I.search(match.group()):
                    return ()
    return None


def _is_sure(text: str, start: int, end: int) -> bool:
    """Whether nothing in a sentence makes its task, told from `start` to `end`, a question, wish or condition."""
    lexicon = _lexicon()
    boundary = None if text.endswith("?") else CLAUSE_END.search(text, end)
    last = boundary.start() if boundary else len(text)
    return not (
        lexicon.doubt.search(text, start, end) or lexicon.begins.match(text) or lexicon.open.search(text, 0, last)
    )


def may_order(text: str, known: frozenset[str]) -> bool:
    """Whether a sentence, or one of its clauses, may begin with "Ann Lee to …".

    Nothing but names stand before its first "to", or a known name between a comma and a later one.
    """
    at = text.find(" to ")
    if at <= 0:
        return False
    if at < _FURTHEST and all(
        word[:1].isupper() or word[:1] == "@" or word in _BETWEEN or word.casefold() in known
        for word in text[:at].replace(",", " ").replace("/", " ").split()
    ):
        return True
    while at > 0:
        start = text.rfind(" ", 0, at) + 1
        while start > 1 and text[start:at].split(" ", 1)[0].casefold() in known:
            if text[start - 2] in _BEFORE:
                return True
            start = text.rfind(" ", 0, start - 1) + 1
        at = text.find(" to ", at + 1)
    return False


def _owners(
    match: re.Match[str], text: str, known: frozenset[str], *, person: bool, listed: bool
) -> tuple[Mention, ...]:
    """Those whom a wording names; () when one of them may be no person, or is not `known` where all must be."""
    lexicon = _lexicon()
    names = [part.strip() for part in re.split(r",? and |, | & |/", match["who"])]
    verb = match.groupdict().get("verb")
    for name in names:
        if name.startswith("@") or name.casefold() in known:
            continue
        if (
            listed
            or not name[0].isupper()
            or lexicon.nobody.match(name)
            or not (person or (verb and lexicon.personal.match(text, match.start("verb"))))
        ):
            return ()
    return _mentions(match["who"])


def _of_speaker(speaker: str, known: frozenset[str]) -> tuple[Mention, ...]:
    """A speaker as owner; nobody where the note lists its people and this is none of them."""
    listed = not known or any(word.strip("@,").casefold() in known for word in (speaker, *speaker.split()))
    return _mentions(speaker) if listed else ()


def _mentions(text: str) -> tuple[Mention, ...]:
    found = (mention_of(part.lstrip("@")) for part in split_names(text.replace("/", ",")))
    return tuple(dict.fromkeys(Mention(who.name, "unit" if who.kind == "unit" else "unknown") for who in found if who))
