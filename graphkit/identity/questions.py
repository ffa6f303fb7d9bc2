"""What a person can settle: names that stay open, people that may be one, notes of one occasion, weighty statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graphkit.extract.parsed.extractor import NAME as PARSED
from graphkit.extract.statement import LEARNED, Decision, Extraction, Membership, ReportingLine, Right
from graphkit.identity.curated import KINDS, Curated, node_of
from graphkit.identity.likeness import Profile
from graphkit.identity.names import Names, load_words
from graphkit.identity.near import near_groups
from graphkit.identity.outline import fold_text
from graphkit.identity.pairs import like_pairs
from graphkit.identity.question import Choice, Place, Question, question_id
from graphkit.identity.resolution import Entity, Occasion, Placed, Ref, Resolution, ResolvedNote
from graphkit.identity.series import series_called
from graphkit.identity.uses import Part, uses_of

#: Below this probability two people are not worth a question; thresholds are explained in docs/review.md.
LEAST: Final = 0.2
#: What hangs on knowing who is meant, by the part that a name plays.
_DEPENDS: Final[Mapping[Part, int]] = {"actor": 50, "target": 20, "member": 10, "speaker": 5, "owner": 3}


def questions(
    extractions: Mapping[str, Extraction], resolution: Resolution, curated: Curated, names: Names
) -> list[Question]:
    """Everything to ask that no answer of `curated` settles, the most important first."""
    known = _Known(extractions, resolution, names)
    return [
        *known.open_names(curated),
        *known.pairs(curated),
        *known.occasions(curated),
        *known.statements(),
    ]


class _Known:
    """What was resolved, by what questions need."""

    def __init__(self, extractions: Mapping[str, Extraction], resolution: Resolution, names: Names) -> None:
        self.extractions = extractions
        self.resolution = resolution
        self.names = names
        self.people: dict[Ref, Entity] = {one.ref: one for one in resolution.entities if one.type == "Person"}
        self.labels = {one.ref: one.label for one in resolution.entities}
        self.places: dict[Ref, Place] = {}
        self.counts: Counter[Ref] = Counter()
        self.profiles: dict[Ref, Profile[Ref]] = {ref: self.profile(person) for ref, person in self.people.items()}
        for path, note in resolution.notes.items():
            self.look_around(extractions[path], note)

    def profile(self, person: Entity) -> Profile[Ref]:
        """Somebody's full names, or all there is."""
        forms = [self.names.of(form) for form in (person.label, *person.aliases)]
        full = list(dict.fromkeys(form.key for form in forms if form.shape == "full"))
        alone = [] if person.handles and person.label.lstrip("@").casefold() in person.handles else [forms[0].key]
        return Profile(full or alone, handles=set(person.handles), mailboxes=set(person.mailboxes))

    def look_around(self, extraction: Extraction, note: ResolvedNote) -> None:
        """Enter what a note says around the people it names."""
        occasion = self.resolution.occasions.get(note.occasion) if note.occasion else None
        called = f"{occasion.label} ({occasion.date})" if occasion and occasion.date else extraction.title
        listed: set[Ref] = set()
        named: set[Ref] = set()
        for use in uses_of(extraction):
            ref = note.agents.get(use.mention)
            if ref is None or ref not in self.people:
                continue
            named.add(ref)
            self.counts[ref] += 1
            if use.part == "participant":
                listed.add(ref)
            if ref not in self.places or not self.places[ref].quote:
                self.places[ref] = Place(extraction.path, use.line, use.quote)
        series = self.series(extraction, occasion)
        for ref in named:
            profile = self.profiles[ref]
            profile.noted.add(called)
            profile.series |= series
            if ref in listed:
                profile.listed.add(called)
                profile.company |= listed - {ref, self.resolution.owner}
        for placed in note.placed:
            said = placed.statement
            if type(said) is Membership and said.standing == "Current":
                who, where = note.agents.get(said.who), note.organisations.get(said.organisation)
                if who in self.profiles and where:
                    self.profiles[who].organisations.add(self.labels[where])

    def series(self, extraction: Extraction, occasion: Occasion | None) -> set[str]:
        """What a note belongs to: its forum, project, account, folder, and the series of its file."""
        belongs = {value for field, value in extraction.entities.items() if value and field != "person"}
        if occasion and occasion.forum in self.labels:
            belongs.add(self.labels[occasion.forum])
        if extraction.place.name and extraction.place.kind != "person":
            belongs.add(extraction.place.name)
        if series := series_called(extraction):
            belongs.add(series)
        return belongs

    def open_names(self, curated: Curated) -> Iterator[Question]:
        """Whom a name means, once for all notes of an occasion; names on which rights depend come first."""
        found: dict[tuple[object, str], tuple[int, Question]] = {}
        for path, note in self.resolution.notes.items():
            for ambiguity in note.ambiguous:
                key = (note.occasion or path, self.names.key(ambiguity.name))
                if key in found:
                    continue
                choices = self.choices(path, note, ambiguity.name, ambiguity.candidates)
                one = f"Who is `{ambiguity.name}` in {path}?"
                question = Question(
                    id=question_id("name", path, self.names.key(ambiguity.name)),
                    kind="name",
                    text=one,
                    about=(ambiguity.name,),
                    places=(Place(path, ambiguity.line, ambiguity.quote),),
                    choices=choices,
                )
                found[key] = (self.weight(path, ambiguity.name), question)
        for _, question in sorted(found.values(), key=lambda one: (-one[0], one[1].places[0].path, one[1].text)):
            yield question

    def weight(self, path: str, name: str) -> int:
        """How much depends on a name in a note: what it may do or decided most, then all else."""
        return sum(_DEPENDS.get(use.part, 1) for use in uses_of(self.extractions[path]) if use.mention.name == name)

    def choices(self, path: str, note: ResolvedNote, name: str, candidates: Sequence[Ref]) -> tuple[Choice, ...]:
        """The candidates, those first who are seen most in the surroundings of the note."""
        present = {ref for ref in note.agents.values() if ref in self.people}
        occasion = self.resolution.occasions.get(note.occasion) if note.occasion else None
        here = self.series(self.extractions[path], occasion)
        weights: dict[Ref, float] = {}
        why: defaultdict[Ref, list[str]] = defaultdict(list)
        for ref in candidates:
            profile = self.profiles.get(ref)
            weights[ref] = 1.0
            if profile is None:
                continue
            if shared := profile.series & here:
                weights[ref] *= 4
                why[ref].append(f"takes part in {', '.join(sorted(shared)[:2])}")
            if met := (profile.company & present) - {ref}:
                weights[ref] *= 1 + len(met)
                why[ref].append(f"meets {', '.join(sorted(self.labels[one] for one in met)[:3])}")
            if len(profile.noted) > 2:
                weights[ref] *= 1.5
                why[ref].append(f"stands in {len(profile.noted)} notes")
        total = sum(weights.values())
        ordered = sorted(weights, key=lambda ref: (-weights[ref], self.labels[ref]))
        asked = question_id("name", path, self.names.key(name))
        return tuple(
            Choice(f"{asked}:{ref.slug}", self.labels[ref], round(weights[ref] / total, 2), tuple(why[ref]))
            for ref in ordered
        )

    def pairs(self, curated: Curated) -> Iterator[Question]:
        """People that may be one, the likeliest and most often named first."""
        settled = {frozenset((pair.one, pair.other)) for pair in (*curated.one_person(), *curated.two_people())}
        called = {ref: self.label(ref) for ref in self.people}
        asked: list[tuple[float, Question]] = []
        for pair in like_pairs(self.profiles, called, LEAST):
            one, other = sorted((pair.one, pair.other), key=lambda ref: (-self.counts[ref], called[ref]))
            nodes = [self.nodes(ref) for ref in (one, other)]
            if any(frozenset((left, right)) in settled for left in nodes[0] for right in nodes[1]):
                continue
            told = pair.likeness
            question = Question(
                id=question_id("pair", *sorted((one.slug, other.slug))),
                kind="pair",
                text=f"Are {called[one]} and {called[other]} one person?",
                about=(called[one], called[other]),
                places=tuple(self.places[ref] for ref in (one, other) if ref in self.places),
                score=told.score,
                speaks_for=told.speaks_for,
                speaks_against=told.speaks_against,
            )
            asked.append((told.score * (1 + min(self.counts[one], self.counts[other]) ** 0.5), question))
        for _, question in sorted(asked, key=lambda one: (-one[0], one[1].text)):
            yield question

    def label(self, ref: Ref) -> str:
        """How an answer names somebody: a handle with its @."""
        person = self.people[ref]
        bare = person.label.lstrip("@")
        return "@" + bare if bare.casefold() in person.handles and not self.profiles[ref].keys else person.label

    def nodes(self, ref: Ref) -> set[str]:
        person = self.people[ref]
        forms = {node_of(form, self.names) for form in (person.label, *person.aliases)}
        return forms | {"@" + handle for handle in person.handles}

    def occasions(self, curated: Curated) -> Iterator[Question]:
        """Notes that may record one occasion."""
        settled = {frozenset((pair.one, pair.other)) for pair in curated.curation.two_occasions}
        notes = list(self.extractions.values())
        groups: defaultdict[object, list[int]] = defaultdict(list)
        for at, note in enumerate(notes):
            groups[self.resolution.notes[note.path].occasion or note.path].append(at)
        for near in near_groups(notes, list(groups.values()), self.names):
            one, other = notes[near.one].path, notes[near.other].path
            if frozenset((one, other)) in settled:
                continue
            yield Question(
                id=question_id("occasion", *sorted((one, other))),
                kind="occasion",
                text=f"Do {one} and {other} record one occasion?",
                about=(one, other),
                places=(Place(one, 0, notes[near.one].title), Place(other, 0, notes[near.other].title)),
                score=near.score,
                speaks_for=near.speaks_for,
                speaks_against=near.speaks_against,
            )

    def statements(self) -> Iterator[Question]:
        """Rights, then decisions and reporting lines that are proposed, or in notes that a program wrote."""
        found: list[tuple[int, float, str, int, Question]] = []
        for path, note in self.resolution.notes.items():
            generated = self.extractions[path].generated
            for placed in note.placed:
                weight = _weight(placed)
                marked = getattr(placed.statement, "review", "")
                if weight and not placed.verdict and (marked == "Unconfirmed" or (generated and marked != "Confirmed")):
                    question = self.statement(path, note, placed, generated)
                    if question:
                        line, confidence = placed.statement.span.line, question.score or 1.0
                        found.append((weight, confidence, path, line, question))
        found.sort(key=lambda one: (one[0], one[1], one[2], one[3]))
        yield from {question.id: question for *_, question in found}.values()

    def statement(self, path: str, note: ResolvedNote, placed: Placed, generated: bool) -> Question | None:
        said = placed.statement
        about: tuple[str, ...] = ()
        if type(said) is Right:
            holder = note.agents.get(said.holder)
            if holder is None:
                return None
            text = _asked(said, self.labels.get(holder, said.holder.name))
            about = (said.holder.name or said.holder.handle, said.power)
        elif type(said) is Decision:
            text = f"Was this decided? {said.text}"
        elif type(said) is ReportingLine:
            below, above = (note.agents.get(mention) for mention in (said.who, said.to))
            if below is None or above is None:
                return None
            text = f"Does {self.labels.get(below, said.who.name)} report to {self.labels.get(above, said.to.name)}?"
            about = (said.who.name or said.who.handle,)
        else:
            return None
        quote = said.span.quote
        return Question(
            id=question_id("statement", path, KINDS[type(said)], fold_text(quote), *about),
            kind="statement",
            text=text,
            about=about,
            places=(Place(path, said.span.line, quote),),
            score=said.confidence if said.confidence < 1 else None,
            speaks_against=(_doubt(said, generated),),
            statement=KINDS[type(said)],
        )


def _doubt(said: Right | Decision | ReportingLine, generated: bool) -> str:
    if type(said) is Right and said.extractor and said.extractor != PARSED:
        if said.extractor == LEARNED:
            return "graphkit's trained reader saw it, no rule did"
        return f"a language model read it: {said.extractor}"
    return "the note was written by a program" if generated else "it is marked as proposed"


def _weight(placed: Placed) -> int:
    """The order in which statements are asked about, 0 for those that are not."""
    said = placed.statement
    if type(said) is Right:
        decides = said.power in ("Decide", "Approve", "Veto")
        return 1 if decides and said.standing == "Current" else 2
    return {Decision: 3, ReportingLine: 4}.get(type(said), 0)


def _asked(said: Right, who: str) -> str:
    """A right as a question."""
    words = load_words("questions.toml")
    what = words["powers"][said.power].format(scope=said.scope or "something")
    asked: str = words["denied" if said.negated else "standings"][said.standing].format(who=who, what=what)
    return asked
