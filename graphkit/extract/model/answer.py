"""What a language model answered, checked against the note: what the note does not bear out is left out and counted."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final, Literal

import msgspec
from msgspec import Struct

from graphkit.extract.model.passages import Part, Passages
from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.parties import party
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Span

#: Nobody has measured how sure a model is, so a reading of one is as likely wrong as right.
CONFIDENCE: Final = 0.5

#: Why a statement is left out: it is not of the form that was asked for, or words that it names are not in the note.
Fault = Literal["form", "quote", "holder", "scope", "other"]

#: Marks that models write plain, each for one character.
_PLAIN: Final = str.maketrans("’‘‛“”„‐‑–—", "'''\"\"\"----")


class NoAnswer(ValueError):
    """The text is not the JSON that was asked for."""


class _Answer(Struct):
    rights: list[msgspec.Raw]


class _Said(Struct, frozen=True):
    quote: str
    holder: str
    power: Power
    standing: Standing
    scope: str = ""
    to: tuple[str, ...] = ()
    negated: bool = False
    condition: str = ""
    believed_by: tuple[str, ...] = ()
    stated_by: tuple[str, ...] = ()


class Checked(Struct, frozen=True):
    """The rights of an answer that the note bears out, and why how many others are left out."""

    rights: tuple[Right, ...]
    faults: Counter[Fault]


def parse(answer: str) -> list[msgspec.Raw]:
    """The statements of an answer, each as JSON that is not yet looked at. Raises NoAnswer."""
    try:
        return msgspec.json.decode(answer, type=_Answer).rights
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NoAnswer(str(error)) from error


def checked(answer: str, part: Part, note: Passages, extractor: str) -> Checked:
    """What an answer about `part` says, as statements of `extractor` that nobody has confirmed. Raises NoAnswer.

    Lines and quotes come from the note: each right has the whole sentences that its quote lies in.
    """
    check = _Check(part, note, extractor)
    rights: dict[Right, None] = {}
    faults: Counter[Fault] = Counter()
    for raw in parse(answer):
        found = check.right(raw)
        if isinstance(found, Right):
            rights[found] = None
        else:
            faults[found] += 1
    return Checked(tuple(rights), faults)


class _Check:
    def __init__(self, part: Part, note: Passages, extractor: str) -> None:
        self.part = part
        self.plain = note.plain
        self.names = Names(frozenset(note.known))
        self.extractor = extractor

    def right(self, raw: msgspec.Raw) -> Right | Fault:
        try:
            said = msgspec.json.decode(raw, type=_Said)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return "form"
        quoted = self.sentences(said.quote)
        if not quoted:
            return "quote"
        near = " ".join(sentence.text for sentence in quoted)
        holder = self.agent(said.holder, near)
        if holder is None:
            return "holder"
        scope = self.words(said.scope, near)
        if scope is None:
            return "scope"
        condition = self.words(said.condition, near)
        others = [self.agents(names, near) for names in (said.to, said.believed_by, said.stated_by)]
        if condition is None or None in others:
            return "other"
        to, believed_by, stated_by = (found or () for found in others)
        return Right(
            span=Span(quoted[0].line, " ".join(sentence.quote for sentence in quoted)),
            holder=holder,
            power=said.power,
            scope=scope,
            to=to,
            standing=said.standing,
            negated=said.negated,
            condition=condition,
            believed_by=believed_by,
            stated_by=stated_by,
            review="Unconfirmed",
            confidence=CONFIDENCE,
            extractor=self.extractor,
        )

    def sentences(self, quote: str) -> tuple[Sentence, ...]:
        """The sentences of one block that a quote lies in; () when it is not in the note as it stands."""
        wanted = _folded(quote)
        if not wanted:
            return ()
        for block in self.part.blocks:
            start = _folded(" ".join(sentence.text for sentence in block)).find(wanted)
            if start < 0:
                continue
            found, at = [], 0
            for sentence in block:
                if at < start + len(wanted) and start < at + len(sentence.text):
                    found.append(sentence)
                at += len(sentence.text) + 1
            return tuple(found)
        return ()

    def words(self, text: str, near: str) -> str | None:
        """The words of the note, as the note writes them, that a text consists of; None when they are not there."""
        wanted = _folded(text).strip(" .,;:")
        if not wanted:
            return ""
        for place in (near, self.plain):
            match = _whole(wanted).search(place.translate(_PLAIN))
            if match:
                return place[match.start() : match.end()]
        return None

    def agent(self, name: str, near: str) -> Mention | None:
        """Who is named; None where the note does not have the name, or where it is none."""
        found = self.words(name, near)
        return party(found, self.names) if found else None

    def agents(self, names: tuple[str, ...], near: str) -> tuple[Mention, ...] | None:
        found = [self.agent(name, near) for name in names]
        return None if None in found else tuple(dict.fromkeys(one for one in found if one))


def _folded(text: str) -> str:
    """In one line, as quotes are, with plain marks: a character for each character."""
    return " ".join(text.split()).translate(_PLAIN)


@cache
def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
