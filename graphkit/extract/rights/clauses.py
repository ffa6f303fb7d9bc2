"""A masked sentence as simple clauses, each with its subject: "Ann, who owns it, signs and Bo pays" is three."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.context import PLAIN, Context, context_lexicon, hints, holds, lead, peel, tail
from graphkit.extract.rights.context import labelled as meant
from graphkit.extract.rights.contrast import contrasted, is_mild
from graphkit.extract.rights.ellipsis import BARE, goes_on, labelled, with_subject, with_verb
from graphkit.extract.rights.meanings import meant_plainly
from graphkit.extract.rights.relatives import described, relatives
from graphkit.extract.rights.reworded import completed, reworded
from graphkit.extract.rights.singled import echoed, plainly
from graphkit.extract.rights.verbs import ADVERB, finite, third_forms


class Clause(Struct, frozen=True):
    """`text` begins with its subject; `leads` are the lead-ins that stood before it; `negated` for "not Ann".

    `derived` clauses were within another; `kinds` are the wordings of which the sentence holds a word (`hints`).
    """

    text: str
    leads: tuple[str, ...] = ()
    context: Context = PLAIN
    negated: bool = False
    derived: bool = False
    kinds: frozenset[str] = frozenset()

    def says(self, kind: str, text: str) -> bool:
        """Whether a part of the clause is worded in this way (lexicon/modality.toml, `words`)."""
        return kind in self.kinds and context_lexicon().words[kind].search(text) is not None


_HARD: Final = re.compile(r";\s|\s[–—]\s|\s-\s|\.\s(?=[A-Z⟨])")
_HARD_MARKS: Final = (";", " –", " —", " -", ". ")
_QUOTES: Final = re.compile(r'["“”]')
_SPACES: Final = re.compile(r"\s{2,}")
_PARENTHESIS: Final = re.compile(r"\s\(([^()]*)\)")
_COMMAS: Final = re.compile(r"\s*,(?:\s*,)+")
#: "Without Ann’s consent, no lease is signed": the other way round.
_WITHOUT_FIRST: Final = re.compile(r"^without\s([^,;]{3,60}?),?\s((?:no|nothing|not an?)\b.+)$", re.IGNORECASE)
_APPOSED: Final = re.compile(
    r"(⟨\d+⟩),\s(?:(?:now|formerly|currently|previously|the|our|a|an|his|her|their|who is|also|then|himself|herself)"
    r"\s[^,⟨⟩]{2,60}|⟨\d+⟩(?:’s)?(?:\s(?:of|at|for|from|in)\s[^,⟨⟩]{2,30})?),(?=\s)"
)
_APPOSED_FIRST: Final = re.compile(
    r"(^|\s(?:that|and|but|while)\s)(?:the|our|their|his|her|its|a|an)\s(?:[\w’-]+\s){0,4}[\w’-]+,\s(⟨\d+⟩),(?=\s)",
    re.IGNORECASE,
)


@cache
def _opening() -> re.Pattern[str]:
    words = load_lexicon("pieces.toml")["words"]
    return re.compile(rf"{words['opening']}\s|{words['reported_that']}(?=[^⟨])", re.IGNORECASE)


def opened(text: str) -> str:
    """A sentence without "for now" before its subject, and without "it was noted that".

    >>> opened("For now the targets are fixed by ⟨0⟩, with input from ⟨1⟩")
    'the targets are fixed by ⟨0⟩, with input from ⟨1⟩'
    """
    match = _opening().match(text)
    return text[match.end() :] if match else text


@cache
def _cut() -> re.Pattern[str]:
    """Where one clause ends and the next begins; the group that is matched says how they are joined."""
    subject = rf"(?:both\s|only\s|neither\s|either\s)?⟨\d+⟩(?:’s?\s[\w-]+)?(?:,?\s(?:{ADVERB}))*\s(?:{finite()})\b"
    thing = r"[^,;⟨⟩]{2,60}?\s(?:is|are|must|needs?|requires?|has to|have to|should|will|goes|go|lies|rests?)\s"
    return re.compile(
        r",?\s(?:(?P<turn>while|whereas|but(?! also)|although|though|even though|however,?|yet"
        r"|except that)\s(?!only\s⟨)"
        r"|(?P<because>because|so that|which means that|which means|meaning that|even if)\s"
        rf"|(?P<and>and|or|and then|then|and also|and that|and now|plus)\s(?:that\s)?(?={subject}|who\s)"
        r"|(?P<shared>and|but|or)(?:\sthen|\salso|\sthus|\sso|\sjust|\sonly)?"
        rf"\s(?=(?:{ADVERB}\s)?(?:{third_forms()})\b))"
        r"|,\s(?:(?P<so>so|since|as|for)\s(?=⟨|the\s|it\s|he\s|she\s|they\s)"
        rf"|(?P<comma>)(?:that\s|where\s)?(?={subject})|(?P<thing>and|but|or)\s(?={thing})"
        r"|(?P<gap>(?:and\s)?)(?=⟨\d+⟩\s(?:on|about|over|for|the|all|every|everything|those|any)\b)"
        r"|(?P<by>(?:and\s)?)(?!(?:after|before|following|subject|once|when|if|despite|not|usually)\b)(?=[^,⟨⟩]{3,60}\sby\s(?:the\s)?⟨\d+⟩))"
        rf"|(?<=⟩)\s(?P<thing2>and|or)\s(?={thing})"
        r"|\sand(?P<gap2>)\s(?=⟨\d+⟩\s(?:on|about|over|anything|everything|those above|those below|the rest)\b)"
    )


@cache
def _aside_before_verb() -> re.Pattern[str]:
    """ "heads it and, as of May, also signs": what stands between "and" and the verb that it belongs to."""
    return re.compile(
        r"\s(and|but),\s((?:as of|since|from|until|till|in|at|for|on|starting|with|if|when)\s[^,;⟨⟩]{2,40}),"
        rf"\s((?:{ADVERB}\s)?(?:{third_forms()}|{finite()})\b[^,;]*)"
    )


def clauses(masked: str, kinds: frozenset[str] | None = None) -> list[Clause]:
    """The simple clauses of a masked sentence, in order. A question gives none that is not one (`context.question`).

    `kinds` are the wordings of which the sentence holds a word, worked out when they are not given.
    """
    text = opened(masked.strip().rstrip(".!"))
    if '"' in text or "“" in text:
        text = _QUOTES.sub("", text).rstrip(".!")
    context = Context(question=True) if text.endswith("?") else PLAIN
    text = text.rstrip("?")
    kinds = hints(text) if kinds is None else kinds
    text, context = tail(text, context, kinds)
    if "(" in text:
        text = _COMMAS.sub(",", _PARENTHESIS.sub(r", \1,", text)).rstrip(", ")
    result: list[Clause] = []
    for part in _HARD.split(text) if holds(text, _HARD_MARKS) else (text,):
        carried = context
        leads: tuple[str, ...] = ()
        *openings, rest = labelled(part).split(": ") if ": " in part else (part,)
        for opening in openings:
            result += _segment(opening.strip(), carried, leads, kinds)
            leads = (*leads, opening.strip() + ", ")
            _, carried = peel(opening.strip(), carried, kinds)
            carried = meant(opening.strip(), carried)
        result += _segment(rest.strip(), carried, leads, kinds)
    return result


def _segment(text: str, context: Context, leads: tuple[str, ...], kinds: frozenset[str]) -> list[Clause]:
    """The clauses of a stretch without semicolons, colons and dashes."""
    said, denied = contrasted(reworded(meant_plainly(_SPACES.sub(" ", text) if "  " in text else text)))
    result = _split(said, context, leads, kinds, negated=False) if said else []
    if denied and is_mild(text) and any(_meant_only(clause.context) for clause in result):
        return result
    for sentence in denied:
        result += _split(sentence, context, leads, kinds, negated=True)
    return result


def _meant_only(context: Context) -> bool:
    """Whether a clause is believed or wished for."""
    return bool(context.believed) or context.rumour or context.proposed or context.hypothetical


def _split(
    text: str, context: Context, leads: tuple[str, ...], kinds: frozenset[str], *, negated: bool
) -> list[Clause]:
    inner: list[str] = []
    if text.startswith(("without", "Without")):
        text = _WITHOUT_FIRST.sub(r"\2 without \1", text)
    if "⟩, " in text:
        text, inner = described(text)
        text = _APPOSED.sub(r"\1", text)
    if ", ⟨" in text:
        text = _APPOSED_FIRST.sub(r"\1\2", text)
    if " and, " in text or " but, " in text:
        text = _aside_before_verb().sub(r" \1 \3 \2", text)
    text, context, leads = _introduced(text, context, leads, kinds)
    said = plainly(text)
    if said != text:
        text, context = peel(said, context)
    text, relative = relatives(text)
    result = _parts(text, context, leads, kinds, negated=negated)
    for piece in (*inner, *relative):
        stripped, meant = peel(piece, PLAIN if context.agreed else context, kinds)
        result.append(Clause(stripped, (), meant, negated, derived=True, kinds=kinds))
    return result


def _parts(
    text: str, context: Context, leads: tuple[str, ...], kinds: frozenset[str], *, negated: bool
) -> list[Clause]:
    """The clauses of a sentence whose lead-ins and relative clauses are gone, each with its subject and verb."""
    result: list[Clause] = []
    previous = kind = ""
    place = 0
    carried, own = context, leads
    for cut in (*_cut().finditer(text), None):
        if cut and cut.lastgroup == "shared" and not goes_on(text[place : cut.start()], text[cut.end() :]):
            continue
        piece = text[place : cut.start() if cut else len(text)].strip(" ,")
        place = cut.end() if cut else len(text)
        joined, kind = kind, (cut.lastgroup or "") if cut else ""
        if not piece:
            continue
        if joined in ("turn", "so", "because"):
            carried = _carried(context, joined)
        if joined == "shared" or (joined in ("turn", "because", "so") and BARE.match(piece)):
            piece = with_subject(piece, previous)
        elif joined in ("gap", "gap2", "by"):
            piece = with_verb(piece, previous)
        if joined:
            piece, carried, own = _introduced(piece, carried, () if joined == "turn" else leads, kinds)
            piece = plainly(piece)
        piece = completed(piece, previous)
        if previous and "only ⟨" in piece:
            piece = echoed(piece, previous)
        result.append(Clause(piece, own, carried, negated, kinds=kinds))
        previous = piece
    return result


def _carried(context: Context, joined: str) -> Context:
    """What still holds behind "but": questions and proposals do, somebody's belief does not."""
    if joined == "turn" and not (context.question or context.proposed):
        return PLAIN
    return context


def _introduced(
    text: str, context: Context, leads: tuple[str, ...], kinds: frozenset[str]
) -> tuple[str, Context, tuple[str, ...]]:
    """Lead-ins and matrix clauses taken off the beginning, in whatever order they come."""
    for _ in range(4):
        words, rest, context = lead(text, context)
        if words:
            leads = (*leads, words)
        stripped, context = peel(rest, context, kinds)
        if stripped == text:
            break
        text = stripped
        if not text or context.question or context.void:
            break
    return text, context, leads
