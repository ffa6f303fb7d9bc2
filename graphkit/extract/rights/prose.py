"""Decision rights in prose: each clause of a masked sentence is matched with the frames of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct, structs

from graphkit.extract.agents import AgentGroup, find_agents
from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.clauses import Clause, clauses
from graphkit.extract.rights.context import context_lexicon, holds
from graphkit.extract.rights.frames import Frame, frames
from graphkit.extract.rights.hit import Hit, can_hold
from graphkit.extract.rights.lookalikes import is_told, looks_alike
from graphkit.extract.rights.masks import Before, Masked, Names, mask, nobody
from graphkit.extract.rights.modality import Modality, judge
from graphkit.extract.rights.moved import moved_rights
from graphkit.extract.rights.pieces import complements, host_of, inherited, standing_work, stretches
from graphkit.extract.rights.scope import Scope
from graphkit.extract.rights.scoped import scope_of, worded
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
            for right in _rights(hit, reading, setting, stated, before_it):
                found.append(Found(right, index, match.start(), match.end()))
        known = {one.right.holder for one in found if one.clause == index}
        for frame, match, part in stretches(clause, reading.called.frames):
            hit = Hit(frame, match, match.groupdict(), part, before, masked)
            for right in _rights(hit, reading, setting, stated, before_it):
                if right.holder not in known:
                    found.append(Found(right, index, match.start(), match.end()))
    for index, hit in complements(masked, reading.clauses, reading.called.frames):
        found += _in_piece(hit, index, found, reading, setting, before_it)
    return _best(found) if len(found) > 1 else [one.right for one in found]


def _in_piece(
    hit: Hit, index: int, found: list[Found], reading: Reading, setting: Setting, earlier: list[Right]
) -> list[Found]:
    """The rights of a complement that are not known yet: as sure, present or past as the right that it belongs to."""
    stated = [one.right for one in found if one.clause <= index]
    known = {(one.right.holder, word) for one in found for word in (one.right.power, one.right.scope)}
    if not stated and hit.frame.power != "Perform":
        stated = [one.right for one in found]
    host = host_of(hit, stated)
    new = []
    for right in _rights(hit, reading, setting, [host] if host else [] if hit.frame.hosted else stated, earlier):
        if host:
            right = structs.replace(
                right,
                standing=host.standing,
                believed_by=host.believed_by,
                stated_by=host.stated_by,
                held_from=host.held_from,
                held_until=host.held_until,
                to=(host.holder,) if right.power == "Recommend" and not right.to else right.to,
            )
        done = right.power == "Perform" and (right.holder, right.scope) in known
        if (right.scope or right.to) and (right.holder, right.power) not in known and not done:
            new.append(Found(right, index, hit.match.start(), hit.match.end()))
    return new


_HOLDER_FIRST: Final = ("⟨", "only ", "both ", "either", "neithe")


def _matches(text: str, called: tuple[Frame, ...] | None) -> Iterator[tuple[Frame, re.Match[str]]]:
    """The frames that match a clause, among those that are `called` or that its words call."""
    lower = text.lower()
    holder_first = lower.startswith(_HOLDER_FIRST)
    for frame in frames().calls(lower) if called is None else called:
        if frame.piece or (frame.from_holder and not holder_first):
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


def _rights(hit: Hit, reading: Reading, setting: Setting, stated: list[Right], earlier: list[Right]) -> Iterator[Right]:
    """The rights of one hit: one for each holder, and for those by whom a matter goes to them."""
    frame = hit.frame
    works = frame.roles and reading.sentence.section != "actions" and standing_work(hit)
    if not hit.holder or not can_hold(hit, people=works) or (frame.binding and not setting.binding) or looks_alike(hit):
        return
    modality = judge(hit, setting.said, binding=setting.binding)
    if modality is not None and (frame.model or hit.clause.derived):
        modality = _undertaking(hit, modality)
    if modality is None:
        return
    scope = scope_of(hit, setting.topic, stated, earlier) or _inherited(hit, reading, earlier)
    holders, to = hit.agents(hit.holder), hit.agents("to")
    if scope is None or to == holders or any(scope.text == holder.name for holder in holders):
        return
    made = Right(
        span=Span(reading.sentence.line, reading.sentence.quote),
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


def _inherited(hit: Hit, reading: Reading, earlier: list[Right]) -> Scope | None:
    """What a right is about whose words do not say it; only for what is a right by its words alone."""
    frame = hit.frame
    if frame.weak or frame.scopes or (frame.power in ("Own", "Perform", "Recommend") and not frame.piece):
        return None
    if hit.part("scope") and not scopes.is_pronoun(hit.part("scope")):
        return None
    said = worded(hit)
    if said.text and not scopes.is_pronoun(said.text):
        return None
    text = inherited(hit, reading.clauses, earlier)
    return Scope(text, said.condition) if text and scopes.fits(frame, text) else None


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
