"""Rights that stand in a piece of a sentence: behind a connective, or in a complement such as "with input from Ann"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import structs

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.clauses import Clause
from graphkit.extract.rights.context import PLAIN, Context
from graphkit.extract.rights.frames import Frame
from graphkit.extract.rights.hit import Hit
from graphkit.extract.rights.masks import TOKEN, Masked
from graphkit.extract.rights.verbs import finite
from graphkit.extract.statement import Right

#: What is longer is a paragraph without full stops, of which one part says nothing of the next.
_LONGEST: Final = 250


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(load_lexicon("pieces.toml")["words"][name], re.IGNORECASE)


@cache
def _inserted() -> re.Pattern[str]:
    """What stands between a holder and the verb: "Ann, as chair, decides", "Bo in facilities looks after"."""
    text = load_lexicon("pieces.toml")["words"]["inserted"]
    return re.compile(rf"(⟨\d+⟩){text}(?=\s(?:\w+ly\s|now\s|also\s|alone\s)?(?:{finite()})\b)")


def stretches(clause: Clause, frames: Sequence[Frame]) -> Iterator[tuple[Frame, re.Match[str], Clause]]:
    """The frames that match a clause from one of its agents on, behind a connective; not behind "if" or "when"."""
    whole = _words("aside").sub("", clause.text) if ", " in clause.text else clause.text
    if whole != clause.text:
        yield from _matching(frames, whole, clause)
    frames = [frame for frame in frames if frame.from_holder]
    if not frames:
        return
    for token in TOKEN.finditer(clause.text):
        start = token.start()
        before = clause.text[:start]
        text = clause.text[start:]
        if start and not _words("connective").search(before):
            continue
        ends = _words("boundary").search(text)
        text = text[: ends.start()] if ends else text
        bare = _inserted().sub(r"\1", text, count=1)
        if not start and bare == text:
            continue
        context = _context(before, clause.context) if start else clause.context
        if context is None:
            continue
        yield from _matching(frames, bare, structs.replace(clause, context=context))


def _matching(frames: Iterable[Frame], text: str, clause: Clause) -> Iterator[tuple[Frame, re.Match[str], Clause]]:
    for frame in frames:
        match = None if frame.piece or frame.search else frame.regex.match(text)
        if match:
            yield frame, match, structs.replace(clause, text=text)


def _context(before: str, context: Context) -> Context | None:
    """How what stands behind `before` is meant; None when nobody says that it is so."""
    if _words("unsaid").search(before):
        return None
    if not _words("that").search(before):
        return context
    if _words("wished").search(before):
        return structs.replace(context, proposed=True)
    if _words("told").search(before):
        return context
    sources = TOKEN.findall(before)
    return structs.replace(context, believed=(f"⟨{sources[-1]}⟩" if sources else "somebody",))


def complements(masked: Masked, clauses: Sequence[Clause], frames: Sequence[Frame]) -> Iterator[tuple[int, Hit]]:
    """The frames of pieces.toml that match anywhere in a sentence, each with the place of the clause that it is of."""
    if len(masked.text) > _LONGEST:
        return
    for frame in frames:
        if not frame.piece:
            continue
        for match in frame.regex.finditer(masked.text):
            index = _clause(clauses, match)
            clause = clauses[index]
            if clause.context.question or clause.context.void or _words("unsaid_before").match(masked.text):
                continue
            yield index, Hit(frame, match, match.groupdict(), structs.replace(clause, derived=False), None, masked)


def _clause(clauses: Sequence[Clause], match: re.Match[str]) -> int:
    """The clause of a match: the first that names its holder, which may be told of in several."""
    named = match.groupdict()
    token = f"⟨{named.get('holder') or named.get('holder2')}⟩"
    for index, clause in enumerate(clauses):
        if token in clause.text:
            return index
    return 0


def host_of(hit: Hit, stated: Sequence[Right]) -> Right | None:
    """The right that a complement belongs to: the last one stated of somebody else."""
    if not hit.frame.hosted:
        return None
    holders = hit.agents(hit.holder)
    return next((right for right in reversed(stated) if right.holder not in holders and right.scope), None)


def standing_work(hit: Hit) -> bool:
    """Whether a clause tells what somebody does as their part of the work, not what they do once.

    "Ann drafts the budgets" does, "Ann drafts the letter" and "Ann drafts the budgets by Friday" do not.
    """
    verb, scope = hit.part("verb").lower(), hit.part("scope")
    if hit.frame.shape != "active" or hit.part("mod").strip() or not verb.endswith("s") or verb.endswith("ss"):
        return False
    return bool(_words("several").search(scope)) and not _words("once").search(hit.masked.text)


_TOPIC: Final = re.compile(
    r"^(?:(?:the|our|all|any|every|each)\s)?(?P<topic>(?!it\b|there\b|this\b|that\b|he\b|she\b|they\b|we\b|you\b|i\b)[^⟨⟩,;:]{3,60}?)"
    r"\s(?:is|are|goes?|must|needs?|will|can|may|has|have|comes?|requires?)\b",
    re.IGNORECASE,
)


def inherited(hit: Hit, clauses: Sequence[Clause], earlier: Sequence[Right]) -> str:
    """What a right without a scope is about: what the sentence's first clause, or the sentence before, is about."""
    hosted = hit.frame.hosted
    if hosted and _words("past").search(hit.masked.text[: hit.match.start()]):
        return ""
    reported = _words("reported").match(hit.masked.text)
    if reported:
        return scopes.left(reported["topic"] or reported["topic2"] or reported["topic3"], hit.masked).text
    token = f"⟨{hit.part(hit.holder)}⟩"
    for clause in clauses:
        topic = _TOPIC.match(clause.text)
        if topic and clause.context in (PLAIN, hit.clause.context) and not _words("no_topic").match(topic["topic"]):
            return scopes.left(topic["topic"], hit.masked).text
        if token in clause.text:
            break
    return earlier[-1].scope if earlier and not hosted else ""
