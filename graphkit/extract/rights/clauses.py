"""A masked sentence as simple clauses, each with its subject: "Ann, who owns it, signs and Bo pays" is three."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.rights.context import PLAIN, Context, context_lexicon, hints, lead, peel, tail
from graphkit.extract.rights.relatives import described, relatives
from graphkit.extract.rights.verbs import ADVERB, finite, finite_verb, third_forms

class Clause(Struct, frozen=True):
    """`text` begins with its subject; `leads` are the lead-ins that stood before it; `negated` for "not Ann".

    `derived` clauses were within another; `kinds` are the wordings of which the sentence holds a word (`hints`)."""

    text: str
    leads: tuple[str, ...] = ()
    context: Context = PLAIN
    negated: bool = False
    derived: bool = False
    kinds: frozenset[str] = frozenset()

    def says(self, kind: str, text: str) -> bool:
        """Whether a part of the clause is worded in this way (lexicon/modality.toml, `words`)."""
        return kind in self.kinds and context_lexicon().words[kind].search(text) is not None


@cache
def _cut() -> re.Pattern[str]:
    subject = (
        rf"(?:both\s|only\s|neither\s|either\s)?⟨\d+⟩(?:’s?\s[\w-]+)?(?:,?\s(?:{ADVERB}))*\s(?:{finite()})\b"
    )
    thing = (
        r"[^,;⟨⟩]{2,60}?\s(?:is|are|must|needs?|requires?|has to|have to|should|will|goes|go|lies|rests?)\s"
    )
    return re.compile(
        r",?\s(?:(?P<turn>while|whereas|but(?! also)|although|though|even though|however,?|yet|except that)\s(?!only\s⟨)"
        r"|(?P<because>because|so that|which means that|which means|meaning that|even if)\s"
        rf"|(?P<and>and|or|and then|then|and also|and that|and now|plus)\s(?:that\s)?(?={subject}|who\s)"
        rf"|(?P<shared>and|but|or)(?:\sthen|\salso|\sthus|\sso|\sjust|\sonly)?\s(?=(?:{ADVERB}\s)?(?:{third_forms()})\b))"
        r"|,\s(?:(?P<so>so|since|as|for)\s(?=⟨|the\s|it\s|he\s|she\s|they\s)"
        rf"|(?P<comma>)(?={subject})|(?P<thing>and|but|or)\s(?={thing})"
        r"|(?P<gap>(?:and\s)?)(?=⟨\d+⟩\s(?:on|about|over|for|the|all|every|everything|those|any)\b)"
        r"|(?P<by>(?:and\s)?)(?=[^,⟨⟩]{3,60}\sby\s(?:the\s)?⟨\d+⟩))"
        rf"|(?<=⟩)\s(?P<thing2>and|or)\s(?={thing})"
    )


_HARD: Final = re.compile(r";\s|\s[–—]\s|\s-\s|\.\s(?=[A-Z⟨])")
_COLON: Final = re.compile(r":\s")
_SPACES: Final = re.compile(r"\s{2,}")
_PARENTHESIS: Final = re.compile(r"\s\(([^()]*)\)")
_COMMAS: Final = re.compile(r"\s*,(?:\s*,)+")
_CLEFT: Final = re.compile(
    r"^(?:it|that)(?:\s(?:is|was|will be|would be|has to be|should be)|’s)(?:\s\w+ly|\snow|\sstill|\sonly|\snot)*\s(⟨\d+⟩)\s(?:who|that)\s",
    re.IGNORECASE,
)
#: "Without Ann’s consent, no lease is signed": the other way round.
_WITHOUT_FIRST: Final = re.compile(r"^without\s([^,;]{3,60}),\s((?:no|nothing)\b.+)$", re.IGNORECASE)
_NOT_BUT: Final = re.compile(r"\b[Nn]ot\s(⟨\d+⟩)\sbut\s(?:rather\s)?(⟨\d+⟩)")
_NOT_ONLY: Final = re.compile(r"\b[Nn]ot only\s(⟨\d+⟩),?\sbut(?:\salso)?\s(⟨\d+⟩)")
_APPOSED: Final = re.compile(
    r"(⟨\d+⟩),\s(?:(?:now|formerly|currently|previously|the|our|a|an|his|her|their|who is|also|then|himself|herself)\s[^,⟨⟩]{2,60}|⟨\d+⟩(?:’s)?(?:\s(?:of|at|for|from|in)\s[^,⟨⟩]{2,30})?),(?=\s)"
)
_APPOSED_FIRST: Final = re.compile(
    r"(^|\s(?:that|and|but|while)\s)(?:the|our|their|his|her|its|a|an)\s(?:[\w’-]+\s){0,4}[\w’-]+,\s(⟨\d+⟩),(?=\s)", re.IGNORECASE
)
_NOT: Final = re.compile(
    r",?\s(?:and\s)?(?:not|rather than|instead of|as opposed to)\s(?:(?P<prep>by|with|to|from)\s)?(?P<who>⟨\d+⟩)(?P<poss>’s?)?(?P<comma>,?)(?=\s|$)"
)


def clauses(masked: str) -> list[Clause]:
    """The simple clauses of a masked sentence, in order. A question gives none that is not one (`context.question`)."""
    text = masked.strip().rstrip(".!")
    asked = text.endswith("?")
    text = text.rstrip("?")
    context = Context(question=True) if asked else PLAIN
    kinds = hints(text)
    text, context = tail(text, context, kinds)
    if "(" in text:
        text = _PARENTHESIS.sub(r", \1,", text)
        text = _COMMAS.sub(",", text).rstrip(", ")
    text = _NOT_ONLY.sub(r"\1 and \2", text)
    result: list[Clause] = []
    for part in _HARD.split(text):
        carried, leads = context, ()
        pieces = _COLON.split(part)
        for index, piece in enumerate(pieces):
            found = _segment(piece.strip(), carried, leads, kinds)
            result += found
            if index + 1 < len(pieces) and piece:
                leads = (*leads, piece.strip() + ", ")
                _, carried = peel(piece.strip(), carried, kinds)
    return result


def _segment(text: str, context: Context, leads: tuple[str, ...], kinds: frozenset[str]) -> list[Clause]:
    """The clauses of a stretch without semicolons, colons and dashes."""
    result: list[Clause] = []
    queue = [(_SPACES.sub(" ", text), context, leads, False)]
    extra = _not_clauses(queue[0][0])
    if extra:
        positive, negatives = extra
        queue = [
            (positive, context, leads, False),
            *((negative, context, leads, True) for negative in negatives),
        ]
    for sentence, meant, before, negated in queue:
        result += _split(sentence, meant, before, kinds, negated=negated)
    return result


def _not_clauses(text: str) -> tuple[str, list[str]] | None:
    """ "Ann, not Bo, decides" is "Ann decides", and "Bo decides" denied."""
    swapped = _NOT_BUT.search(text)
    if swapped:
        return (
            text[: swapped.start()] + swapped[2] + text[swapped.end() :],
            [text[: swapped.start()] + swapped[1] + text[swapped.end() :]],
        )
    match = _NOT.search(text)
    if not match or not match.start():
        return None
    before, after = text[: match.start()], text[match.end() :]
    positive = before + after
    tokens = list(re.finditer(r"⟨\d+⟩", before))
    if not tokens:
        return None
    if match["prep"]:
        places = [
            t
            for t in tokens
            if before[: t.start()].rstrip().endswith((match["prep"], match["prep"] + " the"))
        ]
        place = places[-1] if places else None
    elif match["poss"] or before.endswith(("⟩’s", "⟩’")) or not after:
        place = tokens[-1] if match["poss"] or before.endswith("⟩") and len(tokens) == 1 else tokens[0]
    else:
        place = tokens[-1]
    if place is None:
        return positive, []
    return positive, [before[: place.start()] + match["who"] + before[place.end() :] + after]


def _split(
    text: str, context: Context, leads: tuple[str, ...], kinds: frozenset[str], *, negated: bool
) -> list[Clause]:
    result: list[Clause] = []
    text = _WITHOUT_FIRST.sub(r"\2 without \1", text)
    text, asides = described(text)
    text = _APPOSED_FIRST.sub(r"\1\2", _APPOSED.sub(r"\1", text))
    words, text, context, leads = _introduced(text, context, leads, kinds)
    del words
    text = _CLEFT.sub(r"\1 ", text)
    text, inner = relatives(text)
    inner = [*asides, *inner]
    previous = ""
    place = 0
    carried = context
    cuts = [*_cut().finditer(text), None]
    gap = ""
    own: tuple[str, ...] = leads
    for cut in cuts:
        if cut and cut.lastgroup == "shared" and not _goes_on(text, place, cut):
            continue
        piece = text[place : cut.start() if cut else len(text)].strip(" ,")
        place = cut.end() if cut else len(text)
        kind = gap
        gap = cut.lastgroup or "" if cut else ""
        if piece:
            if kind in ("turn", "so", "because") and not _plain_sources(context):
                carried = (
                    context
                    if kind in ("so", "because")
                    else PLAIN
                    if not context.question and not context.proposed
                    else context
                )
            if kind == "shared" or (kind in ("turn", "because", "so") and _BARE.match(piece)):
                piece = _with_subject(piece, previous)
            elif kind in ("gap", "by"):
                piece = _with_verb(piece, previous)
            if kind:
                _, piece, carried, own = _introduced(piece, carried, leads if kind not in ("turn",) else (), kinds)
                piece = _CLEFT.sub(r"\1 ", piece)
            result.append(Clause(piece, own, carried, negated, kinds=kinds))
            previous = piece
    for piece in inner:
        stripped, meant = peel(piece, PLAIN if context.agreed else context, kinds)
        result.append(Clause(stripped, (), meant, negated, derived=True, kinds=kinds))
    return result


def _goes_on(text: str, place: int, cut: re.Match[str]) -> bool:
    """Whether "and signs off" goes on with the subject before it; "tentative and accepted proposals" does not."""
    before = text[place : cut.start()]
    if _OPEN.search(before):
        return False
    after = text[cut.end() :]
    if not _PARTICIPLE.match(after):
        return True
    return bool(_PAST_BEFORE.match(before)) or bool(_BY_NEXT.match(after))


_PARTICIPLE: Final = re.compile(r"(?:\w+ly\s)?(?:\w+ed|led|run|driven|chosen|set|written|overridden|ran|drove|chose|wrote)\b")
_PAST_BEFORE: Final = re.compile(r"⟨\d+⟩(?:\s\w+ly|\salso|\sthen|\shas|\shave)*\s(?:\w+ed|led|ran|chose|set|wrote|drove|gave|made|took|had|was|were)\b")
_BY_NEXT: Final = re.compile(r"(?:\w+ly\s)?[\w-]+(?:\s(?:on|off|off on))?\sby\s(?:the\s)?⟨")
#: A clause that has lost its subject: "… but do not decide on it".
_BARE: Final = re.compile(
    r"(?:is|are|has|have|must|can|may|will|should|do|does|did|was|were|cannot|don’t|doesn’t|only|never)\b(?!\s⟨)"
)
#: A verb that still waits for its object: "may negotiate" of "may negotiate and sign leases".
_OPEN: Final = re.compile(r"(?:\b(?:to|can|may|must|will|should|shall|not)|⟨\d+⟩)(?:\s\w+ly)?\s[\w-]+$")


def _plain_sources(context: Context) -> bool:
    return not (context.believed or context.stated or context.rumour or context.proposed or context.question)


def _introduced(
    text: str, context: Context, leads: tuple[str, ...], kinds: frozenset[str]
) -> tuple[str, str, Context, tuple[str, ...]]:
    """Lead-ins and matrix clauses taken off the beginning, in whatever order they come."""
    for _ in range(4):
        if not text:
            break
        words, rest, context = lead(text, context)
        if words:
            leads = (*leads, words)
        stripped, context = peel(rest, context, kinds)
        if stripped == text:
            break
        text = stripped
        if context.question or context.void:
            break
    return "", text, context, leads


_SUBJECT: Final = re.compile(r"^((?:both\s|neither\s|only\s)?⟨\d+⟩)(?=[\s,]|$)")
_THING: Final = re.compile(
    r"^((?:[^,;]{2,70}?))\s(?:is|are|was|were|must|has to|have to|needs to|need to|should|can|may|will)\s"
)


def _with_subject(piece: str, previous: str) -> str:
    subject = _SUBJECT.match(previous)
    if subject:
        return f"{subject[1]} {piece}"
    thing = _THING.match(previous)
    if thing and " by " in piece:
        return (
            f"{thing[1]} {piece}"
            if re.match(r"(?:is|are|was|were|must|has|have|needs?|should|can|may|will)\b", piece)
            else f"{thing[1]} is {piece}"
        )
    return f"{thing[1]} {piece}" if thing else piece


@cache
def _verb_of() -> re.Pattern[str]:
    return re.compile(rf"^⟨\d+⟩\s((?:(?:{ADVERB})\s)*(?:{finite()}))(?:\s(on|about|over|for|off on))?\s")


_OFFICE_OF: Final = re.compile(r"⟨\d+⟩\s((?:is|are|was|were|remains?)\s(?:responsible|accountable|in charge|(?:the|a|our)\s[\w\s-]{2,40}?))\s(?:for|of|on|over)\s")
_PASSIVE_OF: Final = re.compile(
    r"\s((?:is|are|must be|has to be|have to be)\s(?:\w+ly\s)?[\w-]+(?:\s(?:on|off|off on))?)\sby\s"
)


def _with_verb(piece: str, previous: str) -> str:
    """ "Ann decides on prices, Bo on rents": the second clause gets the verb of the first."""
    passive = _PASSIVE_OF.search(previous)
    if passive and " by " in piece and not piece.startswith("⟨"):
        return re.sub(r"\sby\s", f" {passive[1]} by ", piece, count=1)
    office = _OFFICE_OF.match(previous)
    if office and re.match(r"⟨\d+⟩\s(?:for|of|on|over)\s", piece):
        head, rest = piece.split(" ", 1)
        return f"{head} {office[1]} {rest}"
    verb = _verb_of().match(previous)
    if not verb or finite_verb().search(piece):
        return piece
    head, rest = piece.split(" ", 1)
    link = "" if not verb[2] or re.match(r"(?:on|about|over|for)\b", rest) else f" {verb[2]}"
    return f"{head} {verb[1]}{link} {rest}"
