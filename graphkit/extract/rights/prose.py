"""Decision rights in prose: each clause of a masked sentence is matched with the frames of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct, structs

from graphkit.extract.agents import AgentGroup, find_agents
from graphkit.extract.rights.clauses import Clause, clauses
from graphkit.extract.rights.context import context_lexicon, holds
from graphkit.extract.rights.frames import Frame, frames
from graphkit.extract.rights.hit import Hit, can_hold
from graphkit.extract.rights.lookalikes import is_told, looks_alike
from graphkit.extract.rights.masks import Before, Masked, Names, mask, nobody
from graphkit.extract.rights.modality import Modality, judge
from graphkit.extract.rights.moved import moved_rights
from graphkit.extract.rights.scoped import scope_of
from graphkit.extract.rights.worth import Called, Says, called_masked
from graphkit.extract.rights.worth import called as calls_of
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Power, Right
from graphkit.vault.note import Span


class Reading(Struct, frozen=True):
    """A sentence taken apart: what every reader of prose (rights, acts, reporting lines) works on."""

    sentence: Sentence
    masked: Masked
    clauses: list[Clause]
    called: Called


class Setting(Struct, frozen=True):
    """What a sentence's note tells about it: its day, what its heading is about, whether it is a charter."""

    said: str = ""
    topic: str = ""
    binding: bool = False


class Found(Struct, frozen=True):
    """A right and where it was found: its clause and the place of its match in it."""

    right: Right
    clause: int
    start: int = 0
    end: int = 0


def read(sentence: Sentence, names: Names, before: Before = nobody, called: Called | None = None) -> Reading:
    """Mask a sentence and cut it into clauses; `called` is what its words call, where that is known."""
    known = called if called is not None else calls_of(sentence.text, any_name=True)
    masked = mask(sentence.text, names, before, acting=bool(known.frames))
    if not masked.groups:
        return Reading(sentence, masked, [], known)
    known = called_masked(known, masked.text, len(masked.groups))
    parts = clauses(masked.text, known.kinds) if known.may_state(decided=True) else []
    return Reading(sentence, masked, parts, known)


_QUALIFIED: Final = re.compile(r"\b(?:the|a|an|our|their|its|this)\s$", re.IGNORECASE)
_QUALIFIES: Final = re.compile(r"\s[a-z]+")


def agents_of(sentence: Sentence, names: Names, reading: Reading | None) -> list[AgentGroup]:
    """The agents of a sentence to which the next one's pronouns may refer, without those that only qualify a noun.

    `reading` is the sentence's own, if it was read.
    """
    text = sentence.text
    known = reading is not None and reading.sentence is sentence
    found = reading.masked.found if known and reading else find_agents(text, names.known, names.text)
    return [
        group for group in found if not (_QUALIFIED.search(text, 0, group.start) and _QUALIFIES.match(text, group.end))
    ]


def prose_rights(reading: Reading, setting: Setting, earlier: Iterable[Right] = ()) -> list[Right]:
    """The rights that one sentence states. `earlier` are those of the sentence before, for "it" and "that"."""
    found: list[Found] = []
    masked = reading.masked
    if is_told(masked.text):
        return []
    before_it = list(earlier)
    previous: Clause | None = None
    moving = Says.MOVED in reading.called.says
    for index, clause in enumerate(reading.clauses):
        before, previous = previous, clause
        if clause.context.question or clause.context.void:
            continue
        stated = [one.right for one in found]
        moved = moved_rights(clause, masked, reading.sentence, setting.said, stated, called=moving)
        if moved:
            found += [Found(right, index) for right in moved]
            continue
        alone = len(reading.clauses) == 1
        for frame, match in _matches(clause.text, reading.called.frames if alone else None):
            hit = Hit(frame, match, match.groupdict(), clause, before, masked)
            for right in _rights(hit, reading.sentence, setting, stated, before_it):
                found.append(Found(right, index, match.start(), match.end()))
    return _best(found) if len(found) > 1 else [one.right for one in found]


_HOLDER_FIRST: Final = ("⟨", "only ", "both ", "either", "neithe")


def _matches(text: str, called: tuple[Frame, ...] | None) -> Iterator[tuple[Frame, re.Match[str]]]:
    """The frames that match a clause, among those that are `called` or that its words call."""
    lower = text.lower()
    holder_first = lower.startswith(_HOLDER_FIRST)
    for frame in frames().calls(lower) if called is None else called:
        if frame.from_holder and not holder_first:
            continue
        if frame.must and not holds(text, frame.must):
            continue
        regex = frame.regex
        if frame.search:
            for match in regex.finditer(text):
                yield frame, match
        else:
            found = regex.match(text)
            if found:
                yield frame, found


def _rights(
    hit: Hit, sentence: Sentence, setting: Setting, stated: list[Right], earlier: list[Right]
) -> Iterator[Right]:
    """The rights of one hit: one for each holder, and for those by whom a matter goes to them."""
    frame = hit.frame
    if not hit.holder or not can_hold(hit) or (frame.binding and not setting.binding) or looks_alike(hit):
        return
    modality = judge(hit, setting.said, binding=setting.binding)
    if modality is not None and (frame.model or hit.clause.derived):
        modality = _undertaking(hit, modality)
    if modality is None:
        return
    scope = scope_of(hit, setting.topic, stated, earlier)
    holders, to = hit.agents(hit.holder), hit.agents("to")
    if scope is None or to == holders or any(scope.text == holder.name for holder in holders):
        return
    made = Right(
        span=Span(sentence.line, sentence.quote),
        holder=holders[0],
        power=frame.power,
        scope=scope.text,
        to=to,
        standing=modality.standing,
        negated=modality.negated,
        condition=scope.condition,
        believed_by=modality.believed_by,
        stated_by=modality.stated_by,
        held_from=modality.held_from,
        held_until=modality.held_until,
        confidence=round(frame.confidence * modality.factor, 2),
    )
    yield from _held(made, holders, frame.power, to)
    if frame.via_power:
        yield from _held(made, hit.agents("via"), frame.via_power, holders)


def _held(made: Right, holders: tuple[Mention, ...], power: Power, to: tuple[Mention, ...]) -> Iterator[Right]:
    for holder in holders:
        yield structs.replace(made, holder=holder, power=power, to=to)


def _undertaking(hit: Hit, modality: Modality) -> Modality | None:
    """Whether "an architect-led model" or "a project, led by Ann" is in use, over or wished for, as its sentence says.

    None for a model of which the sentence says neither.
    """
    words = context_lexicon().words
    if modality.standing != "Current":
        return modality
    if words["over"].search(hit.masked.text):
        return structs.replace(modality, standing="Past")
    if not hit.frame.model:
        return modality
    before = hit.match.string[: hit.match.start()]
    if words["model_wished"].search(before):
        return structs.replace(modality, standing="Proposed")
    if words["model"].search(hit.part("scope")) and not words["model_used"].search(before):
        return None
    return modality


_STRONGER: Final = {
    "Decide": ("Own", "Approve", "Perform", "Recommend"),
    "Approve": ("Own", "Perform"),
    "Veto": ("Own", "Decide", "Approve"),
    "Recommend": ("Consult",),
}


def _best(found: list[Found]) -> list[Right]:
    """One right for each holder and power of a clause: frames that overlap say the same, the surest is kept."""
    kept: list[Found] = []
    for one in sorted(found, key=_rank):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    kept.sort(key=lambda f: (f.clause, f.start))
    return list(dict.fromkeys(one.right for one in kept))


def _rank(found: Found) -> tuple[float, bool, int, int]:
    right = found.right
    return -right.confidence, not right.scope, len(right.scope), -len(right.condition)


def _same(one: Found, other: Found) -> bool:
    a, b = one.right, other.right
    if a.holder != b.holder or one.clause != other.clause or a.negated != b.negated:
        return False
    overlap = one.start < other.end and other.start < one.end
    if a.power == b.power:
        return overlap or a.scope == b.scope
    return overlap and a.scope == b.scope and a.power in _STRONGER.get(b.power, ())
