"""Decision rights in prose: each clause of a masked sentence is matched with the frames of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct, structs

from graphkit.extract.agents import AgentGroup, find_agents
from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.clauses import Clause, clauses
from graphkit.extract.rights.context import context_lexicon
from graphkit.extract.rights.frames import Frame, frames
from graphkit.extract.rights.masks import TOKEN, Before, Masked, Names, mask, nobody
from graphkit.extract.rights.modality import Modality, judge
from graphkit.extract.rights.moved import moved_rights
from graphkit.extract.rights.scope import Scope
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Power, Right
from graphkit.vault.note import Span


class Reading(Struct, frozen=True):
    """A sentence taken apart: what every reader of prose (rights, acts, reporting lines) works on."""

    sentence: Sentence
    masked: Masked
    clauses: list[Clause]


class Found(Struct, frozen=True):
    """A right and where it was found: its clause and the place of its match in it."""

    right: Right
    clause: int
    start: int
    end: int


class Setting(Struct, frozen=True):
    """What a sentence's note tells about it: its day, and what its heading is about ("" when nothing)."""

    said: str = ""
    topic: str = ""


def read(sentence: Sentence, names: Names, before: Before = nobody, owner: bool = False) -> Reading:
    """Mask a sentence and cut it into clauses."""
    masked = mask(sentence.text, names, before, owner)
    return Reading(sentence, masked, clauses(masked.text) if masked.groups else [])


def agents_of(sentence: Sentence | None, names: Names) -> list[AgentGroup]:
    """The agents of the sentence before to which pronouns may refer, without those that only qualify a noun."""
    if sentence is None:
        return []
    text = sentence.text
    return [
        group
        for group in find_agents(text, names.known, names.text)
        if not (_QUALIFIED.search(text, 0, group.start) and _QUALIFIES.match(text, group.end))
    ]


_QUALIFIED: Final = re.compile(r"\b(?:the|a|an|our|their|its|this)\s$", re.IGNORECASE)
_QUALIFIES: Final = re.compile(r"\s[a-z]+")


def prose_rights(reading: Reading, setting: Setting, earlier: Iterable[Right] = ()) -> list[Right]:
    """The rights that one sentence states. `earlier` are those of the sentence before, for "it" and "that"."""
    found: list[Found] = []
    masked = reading.masked
    for index, clause in enumerate(reading.clauses):
        if clause.context.question or clause.context.void:
            continue
        before = reading.clauses[index - 1] if index else None
        moved = list(moved_rights(clause, masked, reading.sentence, setting.said, [f.right for f in found]))
        found += [Found(right, index, 0, 0) for right in moved]
        if moved:
            continue
        for frame in frames().calls(clause.text.lower()):
            if frame.must and not any(word in clause.text for word in frame.must):
                continue
            for match in _matches(frame, clause.text):
                found += _rights(frame, match, index, clause, before, reading, setting, found, list(earlier))
    return _best(found)


def _matches(frame: Frame, text: str) -> Iterator[re.Match[str]]:
    if frame.search:
        yield from frame.regex.finditer(text)
    else:
        match = frame.regex.match(text)
        if match:
            yield match


def _rights(
    frame: Frame,
    match: re.Match[str],
    index: int,
    clause: Clause,
    before: Clause | None,
    reading: Reading,
    setting: Setting,
    found: list[Found],
    earlier: list[Right],
) -> Iterator[Found]:
    masked = reading.masked
    named = match.groupdict()
    token = named.get("holder") or named.get("holder2")
    if token is None:
        return
    holders = masked.groups[int(token)]
    if (frame.weak and not masked.sure[int(token)]) or not _can_hold(frame, match, holders):
        return
    modality = judge(frame, match, clause, masked, setting.said)
    if modality is None or (clause.derived and frame.roles):
        return
    if frame.model or clause.derived:
        modality = _undertaking(frame, match, modality, masked)
        if modality is None:
            return
    scope = _scope(
        frame, match, clause, before, masked, setting, [f.right for f in found if f.clause < index], earlier
    )
    if scope is None:
        return
    to = masked.groups[int(named["to"])] if named.get("to") else ()
    if to == holders:
        return
    make = _Maker(scope, modality, reading.sentence)
    for holder in holders:
        yield Found(make(holder, frame.power, to, frame.confidence), index, match.start(), match.end())
    if named.get("via") and frame.via_power:
        for holder in masked.groups[int(named["via"])]:
            yield Found(
                make(holder, frame.via_power, holders, frame.confidence), index, match.start(), match.end()
            )


def _undertaking(frame: Frame, match: re.Match[str], modality: Modality, masked: Masked) -> Modality | None:
    """Whether "an architect-led model" or "a project, led by Ann" is in use, over or wished for, as its sentence says.

    None for a model of which the sentence says neither.
    """
    words = context_lexicon().words
    if modality.standing != "Current":
        return modality
    if words["over"].search(masked.text):
        return structs.replace(modality, standing="Past")
    if not frame.model:
        return modality
    before = match.string[: match.start()]
    abstract = words["model"].search(match["scope"])
    if words["model_wished"].search(before):
        return structs.replace(modality, standing="Proposed")
    if abstract and not words["model_used"].search(before):
        return None
    return modality


def _can_hold(frame: Frame, match: re.Match[str], holders: tuple[Mention, ...]) -> bool:
    """Whether the verb agrees with its subject, and a habit is one of those who have habits."""
    named = match.groupdict()
    if frame.roles and any(holder.kind in ("unknown", "person") for holder in holders):
        return False
    if frame.only and not (
        named.get("only") or " alone " in match.group().lower() or match.group().lower().startswith("only ")
    ):
        return False
    verb = (named.get("verb") or "").lower()
    mod = (named.get("mod") or "").lower()
    if frame.shape != "active" or not verb:
        return True
    if frame.roles and (verb.endswith("ing") or re.search(r"\b(?:will|is|are|going to|would|could)\b", mod)):
        return False
    if verb.endswith("ing"):
        return bool(
            re.search(r"\b(?:is|are|was|were|been|be|started|starts|began|begins|continues?)(?:\s\w+)*$", mod)
        )
    alone = len(holders) == 1 and holders[0].kind in ("unknown", "person")
    helped = re.search(
        r"\b(?:to|do|does|did|not|can|may|must|will|should|shall|would|could|might|cannot|help|helps)\b|n’t\b|’ll\b|’d\b",
        mod,
    )
    if (
        alone
        and not helped
        and not verb.endswith(("s", "ed"))
        and verb not in ("set", "led", "ran", "drove", "chose", "wrote", "overrode", "overridden")
    ):
        return False
    return not (helped and verb.endswith("s") and not verb.endswith("ss"))


#: A scope that is nothing but people: managing them is a reporting line.
_PEOPLE: Final = re.compile(r"\s*⟨(\d+)⟩(?:\s\w+ly)?\s*$")
_SPEAKER: Final = re.compile(r"^(?:we|you|they|i|it|he|she|people|everybody|everyone|one)$", re.IGNORECASE)


def _scope(
    frame: Frame,
    match: re.Match[str],
    clause: Clause,
    before: Clause | None,
    masked: Masked,
    setting: Setting,
    stated: list[Right],
    earlier: list[Right],
) -> Scope | None:
    """What the right is about, or None when the match is none of a right."""
    scope = _worded(frame, match, masked)
    about, condition = scopes.leads(clause, masked)
    condition = scope.condition or condition
    if not frame.people and (people := _PEOPLE.match(match.groupdict().get("scope") or "")):
        agents = masked.groups[int(people[1])]
        if any(agent.kind in ("unknown", "person", "role") for agent in agents):
            return None
    text = scope.text
    if scopes.is_pronoun(text):
        text = (
            _antecedent(frame, match, clause, text, about, before, masked, stated, earlier)
            or frame.default
            or (setting.topic if not text or stated else "")
        )
        if not text and not _may_be_empty(frame, match):
            return None
    elif (
        about
        and frame.shape in ("active", "has", "gives")
        and len(text.split()) == 1
        and text.islower()
        and text.endswith("ly")
    ):
        text = about
    if text and (not scopes.fits(frame, text) or scopes.tells(text)):
        return None
    if not text and frame.scopes:
        return None
    return Scope(text, condition)


def _worded(frame: Frame, match: re.Match[str], masked: Masked) -> Scope:
    """The scope that the words of the match give."""
    named = match.groupdict()
    if frame.model and context_lexicon().words["model"].search(match["scope"]):
        return Scope(scopes.tidy(match.string[match.start() : match.end("scope")], masked))
    if named.get("np"):
        return scopes.phrase(named["np"], masked)
    raw = named.get("scope") or named.get("scope2") or ""
    if raw.startswith(("and ", "or ", "but ", ", ")):
        return Scope("")
    if frame.shape.startswith("needs") and (_SPEAKER.match(raw.strip()) or TOKEN.fullmatch(raw.strip())):
        raw = named.get("scope3") or ""
        tail = re.match(r"\s(?:for|to|on|before)\s(.+)", named.get("tail") or "")
        return scopes.clip(raw or tail[1], masked) if raw or tail else Scope("")
    if not raw and named.get("scope3"):
        raw = named["scope3"] or ""
    if named.get("nothing"):
        noun = named.get("scope") or ""
        verb = named.get("verb2") or named.get("verb3") or ""
        return (
            scopes.left(noun, masked)
            if noun
            else Scope(verb and f"what is {verb}" if verb.endswith("ed") else verb)
        )
    if not raw:
        after = scopes.before(named.get("tail") or "")
        on = (
            re.match(r"\s(?:on|for|about|regarding)\s(.+)", named.get("tail") or "")
            if frame.power == "Recommend"
            else None
        )
        after = after or (on[1] if on else "")
        return scopes.clip(after, masked) if after else Scope("")
    behind = named.get("tail") or named.get("c") or ""
    if match.start("scope") == match.start() and frame.shape != "active":
        if not scopes.is_subject(raw):
            return Scope("it")
        scope = scopes.left(raw, masked)
        if scope.condition or not behind:
            return scope
        return Scope(scope.text, scopes.clip("x" + behind, masked).condition)
    if raw.lower().startswith("before ") and frame.power in ("Approve", "Consult"):
        raw = raw[7:]
    return scopes.clip(raw, masked)


_TOPIC: Final = re.compile(
    r"^((?:(?!it\b|there\b|this\b|that\b|he\b|she\b|they\b|we\b)[^⟨⟩,;:]){3,60}?)\s(?:is|are|was|were|go|goes|must|need|needs|will|can|may|should|has|have|come|comes)\b",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(
    r"^⟨\d+⟩(?:\s\w+ly|\snow|\salso|\sthen|\sstill)*\s\w+\s(?!to\b|in\b|at\b|on\b|that\b|for\b|with\b)([^,;]{3,60})$"
)


def _antecedent(
    frame: Frame,
    match: re.Match[str],
    clause: Clause,
    text: str,
    about: str,
    before: Clause | None,
    masked: Masked,
    stated: list[Right],
    earlier: list[Right],
) -> str:
    """What "it" or an unsaid scope means: the lead-in, a right said before, or what the clause before is about."""
    if about:
        return about
    if frame.power in ("Approve", "Veto", "Consult"):
        for lead in clause.leads:
            if lead.lower().startswith("before "):
                return scopes.clip(lead.strip(" ,")[7:], masked).text
    if (
        stated
        and stated[-1].scope
        and (text or frame.power in ("Recommend", "Consult", "Inform", "Perform", "Decide", "Approve"))
    ):
        return stated[-1].scope
    if before is not None:
        topic = _TOPIC.match(before.text)
        if topic and text and not topic[1].endswith((" not", " does", " do")):
            return scopes.tidy(topic[1], masked)
        if before.text.startswith(match.group()[:3]) or text:
            thing = _OBJECT.match(before.text)
            if thing and (frame.power == "Recommend" or text):
                return scopes.clip(thing[1], masked).text
    if text and earlier and not text.startswith(("they", "him")):
        return earlier[-1].scope
    return ""


def _may_be_empty(frame: Frame, match: re.Match[str]) -> bool:
    """Whether the right may go without a scope: somebody takes something to somebody."""
    return frame.power == "Recommend" and "to" in match.re.groupindex and bool(match["to"])


class _Maker:
    """Builds the rights of one match, which differ in holder, power and addressee only."""

    def __init__(self, scope: Scope, modality: Modality, sentence: Sentence) -> None:
        self.scope, self.modality, self.sentence = scope, modality, sentence

    def __call__(self, holder: Mention, power: Power, to: tuple[Mention, ...], confidence: float) -> Right:
        modality = self.modality
        return Right(
            span=Span(self.sentence.line, self.sentence.quote),
            holder=holder,
            power=power,
            scope=self.scope.text,
            to=to,
            standing=modality.standing,
            negated=modality.negated,
            condition=self.scope.condition,
            believed_by=modality.believed_by,
            stated_by=modality.stated_by,
            held_from=modality.held_from,
            held_until=modality.held_until,
            confidence=round(confidence * modality.factor, 2),
        )


_STRONGER: Final = {
    "Decide": ("Own", "Approve", "Perform", "Recommend"),
    "Approve": ("Own", "Perform"),
    "Veto": ("Own", "Decide", "Approve"),
    "Recommend": ("Consult",),
}


def _best(found: list[Found]) -> list[Right]:
    """One right for each holder and power of a clause: frames that overlap say the same, the surest is kept."""
    kept: list[Found] = []
    for one in sorted(
        found,
        key=lambda f: (
            -f.right.confidence,
            -bool(f.right.scope),
            len(f.right.scope),
            -len(f.right.condition),
        ),
    ):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    kept.sort(key=lambda f: (f.clause, f.start))
    result: list[Right] = []
    for one in kept:
        if one.right not in result:
            result.append(one.right)
    return result


def _same(one: Found, other: Found) -> bool:
    a, b = one.right, other.right
    if a.holder != b.holder or one.clause != other.clause or a.negated != b.negated:
        return False
    overlap = one.start < other.end and other.start < one.end
    return (
        a.power == b.power
        and (overlap or a.scope == b.scope)
        or (overlap and a.power in _STRONGER.get(b.power, ()) and a.scope == b.scope)
    )
