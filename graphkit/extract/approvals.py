"""Single acts of deciding told in prose ("the request was approved by Ann"): decisions with deciders, no rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.rights.clauses import Clause, clauses
from graphkit.extract.rights.context import context_lexicon
from graphkit.extract.rights.masks import Masked, Names, mask, nobody
from graphkit.extract.sentences import Sentence, plain
from graphkit.extract.statement import Decision, Mention
from graphkit.vault.note import Span


class _Lexicon(Struct, frozen=True):
    patterns: tuple[re.Pattern[str], ...]
    listed: tuple[re.Pattern[str], ...]
    aside: re.Pattern[str]
    listed_aside: re.Pattern[str]
    that: re.Pattern[str]
    agreed: re.Pattern[str]
    outside: re.Pattern[str]
    background: re.Pattern[str]
    what: re.Pattern[str]
    object: re.Pattern[str]
    light: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("acts.toml")
    never = data["never"]
    patterns = [entry["regex"].replace("{H}", r"⟨(?P<holder>\d+)⟩") for entry in data["pattern"]]

    def compiled(personal: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p.replace("{personal}", personal) + "$", re.IGNORECASE) for p in patterns)

    return _Lexicon(
        compiled(never["personal"]),
        compiled(r"(?!)"),
        re.compile(data["aside"]["regex"], re.IGNORECASE),
        re.compile(data["aside"]["listed"], re.IGNORECASE),
        re.compile(data["that"]["regex"], re.IGNORECASE),
        re.compile(data["that"]["agreed"], re.IGNORECASE),
        re.compile(never["outside"], re.IGNORECASE),
        re.compile(never["background"], re.IGNORECASE),
        re.compile(never["what"], re.IGNORECASE),
        re.compile(never["object"], re.IGNORECASE),
        re.compile(never["light"], re.IGNORECASE),
    )


@cache
def _words() -> CallTable[bool]:
    data = load_lexicon("acts.toml")
    return CallTable((word, True) for word in (*data["called_by"], *data["agreed_called_by"]))


def acted(text: str) -> bool:
    """Whether a text holds a word by which an act of deciding could be told."""
    return _words().any(text.lower())


def acts(parts: list[Clause], masked: Masked, sentence: Sentence, *, listed: bool = False) -> Iterator[Decision]:
    """The decision that a sentence tells, with all its deciders; at most one, for one sentence is its text.

    `listed`: it stands among a note's decisions, where "Ann decided to wait" and "Ann and Bo agreed to …" are some.
    """
    deciders = _deciders(parts, masked, listed=listed)
    if deciders:
        yield Decision(Span(sentence.line, sentence.quote), sentence.text, deciders, confidence=0.85)


def deciders(text: str, names: Names) -> tuple[Mention, ...]:
    """Who decided, as the text of a note's decision says it: () when it does not.

    >>> [mention.name for mention in deciders("The lease was approved by Ann Berg.", Names())]
    ['Ann Berg']
    """
    if not acted(text):
        return ()
    masked = mask(plain(text), names, nobody)
    return _deciders(clauses(masked.text), masked, listed=True) if masked.groups else ()


def _deciders(parts: list[Clause], masked: Masked, *, listed: bool) -> tuple[Mention, ...]:
    lexicon, words = _lexicon(), context_lexicon().words
    found: list[Mention] = []
    if not listed and lexicon.background.search(masked.text):
        return ()
    for clause in parts:
        context = clause.context
        if not context.is_said or context.believed or context.rumour or context.past or clause.negated:
            continue
        if not acted(clause.text):
            continue
        for pattern in lexicon.listed if listed else lexicon.patterns:
            match = pattern.match(clause.text)
            if not match:
                continue
            what = masked.unmask(match["what"] or "")
            around = f"{' '.join(clause.leads)} {match.groupdict().get('tail') or ''} {what}"
            if (
                words["negation"].search(match.groupdict().get("mod") or "")
                or _HABIT.search(around)
                or lexicon.what.match(what)
            ):
                break
            if not listed and lexicon.light.match(match["verb"]) and not lexicon.object.search(what):
                break
            holders = masked.groups[int(match["holder"])]
            if not listed and any(lexicon.outside.search(holder.name) for holder in holders):
                break
            if masked.sure[int(match["holder"])]:
                found += [holder for holder in holders if holder not in found]
            break
    if masked.text.rstrip().endswith("?"):
        return tuple(found)
    for told in (lexicon.aside, lexicon.that, *((lexicon.listed_aside, lexicon.agreed) if listed else ())):
        match = told.search(masked.text)
        if match:
            found += [holder for holder in masked.groups[int(match["holder"])] if holder not in found]
    return tuple(found)


_HABIT: Final = re.compile(
    r"\b(?:until (?:last|recently|then|now|\d{4}|the)|always|every time|used to|in the past|formerly"
    r"|previously|whenever|as a rule|if|back then|in (?:the|those) (?:good )?(?:old|early) days"
    r"|in (?:his|her|their) (?:last|old|former|previous) \w+)\b|^under ⟨\d+⟩,",
    re.IGNORECASE,
)
