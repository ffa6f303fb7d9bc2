"""Which topics a vault has, and which of them a statement or an occasion is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.folding import fold
from graphkit.extract.phrases import is_telling
from graphkit.extract.proper import proper_words
from graphkit.extract.scopes import topics_of_scope
from graphkit.extract.statement import Action, Attendance, Decision, Extraction, Question, Right, Statement
from graphkit.identity.resolution import Entity, Ref
from graphkit.identity.slugs import distinct, slug

#: Topics of a statement, and of a note.
MOST_OF_STATEMENT: Final = 3
MOST_OF_NOTE: Final = 6
_MOST_ALIASES: Final = 8
#: Notes a phrase has to occur in before it is a topic: (notes of the vault, for several words, for one word).
_SPREAD: Final = ((30, 2, 3), (300, 2, 4), (3_000, 3, 6), (30_000, 4, 12), (1 << 60, 6, 24))
#: A single word need not occur in more notes than this.
_MOST_SPREAD: Final = 30
#: How often a note has to use a single word before it is a topic for that.
_OFTEN: Final = 4
#: In a vault of more notes than this, what one note alone repeats is no topic.
_SMALL: Final = 30


class _Found(Struct):
    """Topic keys with the ways they are written; `wording` holds the scopes that came down to a topic."""

    written: defaultdict[str, Counter[str]]
    wording: defaultdict[str, Counter[str]]


class Topics:
    """The topics of a vault. Built by `resolve_topics`."""

    def __init__(
        self, entities: tuple[Entity, ...], keys: dict[str, Ref], everywhere: frozenset[str] = frozenset()
    ) -> None:
        self.entities = entities
        self._keys = keys
        self._everywhere = everywhere
        self._phrases: dict[str, str] = {}
        self._scopes: dict[tuple[str, str, tuple[str, ...]], tuple[Ref, ...]] = {}
        self._texts: dict[tuple[str, ...], tuple[Ref, ...]] = {}

    def named(self, phrase: str) -> Ref | None:
        """The topic that a phrase names, whatever its spelling."""
        return self._keys.get(self._key(phrase))

    def of_statement(self, extraction: Extraction, statement: Statement) -> tuple[Ref, ...]:
        """The topics a statement is about, the most specific first, at most three.

        A right is about the topics of its scope alone; attendance and memberships are about none.
        """
        if isinstance(statement, Right):
            at = (statement.scope, extraction.place.name, extraction.topics)
            refs = self._scopes.get(at)
            if refs is None:
                refs = self._scopes[at] = self._of_scope(statement.scope, extraction)
            return refs
        if isinstance(statement, Action | Decision | Question):
            return self._of_phrases(statement.phrases)
        return ()

    def of_note(self, extraction: Extraction) -> tuple[Ref, ...]:
        """What an occasion is about: what its note says so of, then what its statements are, at most six."""
        refs: dict[Ref, None] = {}
        for topic in extraction.topics:
            ref = self.named(topic)
            if ref:
                refs[ref] = None
        weights: Counter[Ref] = Counter()
        for statement in extraction.statements:
            weight = 1 if isinstance(statement, Action) else 2
            for ref in self.of_statement(extraction, statement):
                weights[ref] += weight
        refs.update((ref, None) for ref, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])))
        return tuple(refs)[:MOST_OF_NOTE]

    def _key(self, phrase: str) -> str:
        key = self._phrases.get(phrase)
        if key is None:
            key = self._phrases[phrase] = fold(phrase)
        return key

    def _of_scope(self, scope: str, extraction: Extraction) -> tuple[Ref, ...]:
        keys = (
            self._in_context(self._key(phrase), extraction)
            for phrase in topics_of_scope(scope, self._everywhere)
        )
        return tuple(dict.fromkeys(self._keys[key] for key in keys if key in self._keys))[:MOST_OF_STATEMENT]

    def _in_context(self, key: str, extraction: Extraction) -> str:
        """ "the pilot" in a note on the Orbis pilot, or filed under Orbis: the key of the Orbis pilot."""
        if " " in key:
            return key
        stated = {self._key(topic) for topic in extraction.topics}
        narrower = [topic for topic in stated if topic.endswith(f" {key}") and topic in self._keys]
        for name in (extraction.place.name, *extraction.entities.values()):
            words = self._key(name).split()
            narrower += [
                topic
                for end in range(1, len(words) + 1)
                if (topic := f"{' '.join(words[:end])} {key}") in self._keys
            ]
        return narrower[0] if len(set(narrower)) == 1 else key

    def _of_phrases(self, phrases: tuple[str, ...]) -> tuple[Ref, ...]:
        refs = self._texts.get(phrases)
        if refs is None:
            refs = self._texts[phrases] = self._specific(phrases)
        return refs

    def _specific(self, phrases: tuple[str, ...]) -> tuple[Ref, ...]:
        """The topics among phrases, without those whose words another of them holds."""
        taken: list[frozenset[str]] = []
        refs: dict[Ref, None] = {}
        for phrase in phrases:
            key = self._key(phrase)
            ref = self._keys.get(key)
            if ref is None or ref in refs:
                continue
            words = frozenset(key.split())
            if any(words < other for other in taken):
                continue
            taken.append(words)
            refs[ref] = None
            if len(refs) == MOST_OF_STATEMENT:
                break
        return tuple(refs)


def resolve_topics(extractions: Sequence[Extraction], names: Iterable[str] = ()) -> Topics:
    """The topics of all notes together; the order of the notes does not matter.

    A phrase is a topic when a note states it outright, when a right's scope or a question is about it, or
    when notes repeat it and it says enough. `names` are names of people and organisations known from
    elsewhere: they, like those the notes mention, are no topics.
    """
    found = _Found(defaultdict(Counter), defaultdict(Counter))
    barred = _Barred(extractions, names)
    distinct_notes = _distinct(extractions)
    spread: Counter[str] = Counter()
    for extraction in distinct_notes:
        spread.update(extraction.phrases.keys())
    everywhere = _everywhere(spread, len(distinct_notes))
    for extraction in extractions:
        for topic in extraction.topics:
            _add(found, topic, 5, barred)
        for statement in extraction.statements:
            if isinstance(statement, Right):
                phrases = topics_of_scope(statement.scope, everywhere)
                for phrase in phrases:
                    _add(found, phrase, 2, barred, statement.scope if len(phrases) == 1 else "")
            elif isinstance(statement, Question):
                for phrase in _asked(statement, barred):
                    _add(found, phrase, 2, barred)
    _repeated(found, distinct_notes, spread, barred)
    return _topics(found, everywhere)


def _distinct(extractions: Sequence[Extraction]) -> list[Extraction]:
    """The notes without copies, which say nothing anew."""
    notes: dict[frozenset[tuple[str, int]], Extraction] = {}
    for extraction in extractions:
        notes.setdefault(frozenset(extraction.phrases.items()), extraction)
    return list(notes.values())


def _everywhere(spread: Counter[str], notes: int) -> frozenset[str]:
    """Names that a sixth of all notes use, in lower case."""
    least = max(_SMALL // 3, notes // 6)
    return frozenset(
        phrase.lower()
        for phrase, count in spread.items()
        if count >= least and phrase[0].isupper() and " " not in phrase and phrase[1:].islower()
    )


def _add(found: _Found, phrase: str, weight: int, barred: _Barred, scope: str = "") -> None:
    key = fold(phrase)
    if not key or barred(phrase, key):
        return
    found.written[key][phrase] += weight
    if scope and len(scope) <= 48 and fold(scope) != key:
        found.wording[key][scope] += 1


def _asked(question: Question, barred: _Barred) -> list[str]:
    """What a question is about: its phrases of several words, each of other words; else its first word."""
    chosen: list[str] = []
    taken: set[str] = set()
    for phrase in question.phrases:
        if not is_telling(phrase) or (" " not in phrase and chosen) or barred.repeated(phrase):
            continue
        words = set(fold(phrase).split())
        if not words & taken:
            taken |= words
            chosen.append(phrase)
            if " " not in phrase or len(chosen) == MOST_OF_STATEMENT:
                break
    return chosen


class _Barred:
    """Says which phrases are names of people or organisations and so no topics."""

    def __init__(self, extractions: Sequence[Extraction], names: Iterable[str]) -> None:
        people: set[str] = set()
        others: set[str] = set(names)
        for extraction in extractions:
            for mention, _ in extraction.names:
                (people if mention.kind == "person" else others).add(mention.name)
            for statement in extraction.statements:
                if isinstance(statement, Attendance):
                    people.add(statement.who.name)
                elif isinstance(statement, Action | Question):
                    people.update(owner.name for owner in statement.owners)
                elif isinstance(statement, Right) and statement.holder.kind in ("unknown", "person"):
                    people.add(statement.holder.name)
            place = extraction.place
            if place.kind == "person":
                people.add(place.name)
            elif place.kind == "organisation":
                others.add(place.name)
            for key, name in extraction.entities.items():
                if key == "person":
                    people.add(name)
                elif key in ("account", "partner"):
                    others.add(name)
        self.people = frozenset(fold(name) for name in people)
        self.given = frozenset(key.split()[0] for key in self.people if key)
        self.parts = frozenset(part for key in self.people for part in key.split() if len(part) > 2)
        self.others = {fold(name) for name in (*others, *proper_words().places) if name}
        self.others |= {key.rsplit(" ", 1)[0] for key in self.others if " " in key}
        agents = load_lexicon("agents.toml")
        self.roles = frozenset(fold(word) for word in (*agents["acronyms"], *agents["departments"]))

    def __call__(self, phrase: str, key: str) -> bool:
        if key in self.people or key in self.others:
            return True
        words = key.split()
        if words[0] in self.given and (len(words) == 1 or phrase[0].isupper()):
            return True
        if phrase.islower():
            return False
        return any(word[0].isupper() and fold(word) in self.parts for word in phrase.split())

    def repeated(self, phrase: str) -> bool:
        """Whether a phrase is a name, a role or a department, which mere repetition does not make a topic."""
        if all(word[0].isupper() and word[1:].islower() for word in phrase.split()):
            return True
        key = fold(phrase)
        return key in self.roles or self(phrase, key)


def _repeated(found: _Found, notes: list[Extraction], spread: Counter[str], barred: _Barred) -> None:
    """Add the phrases that several notes, or several statements of one, have in common."""
    occurs: Counter[str] = Counter()
    acted: set[str] = set()
    repeated: Counter[str] = Counter()
    small = len(notes) <= _SMALL
    for extraction in notes:
        occurs.update(extraction.phrases)
        here: set[str] = set()
        for statement in extraction.statements:
            if isinstance(statement, Action | Decision | Question):
                here.update(statement.phrases)
        acted |= here
        if small:
            keys: Counter[str] = Counter()
            for phrase, count in extraction.phrases.items():
                keys[fold(phrase)] += count
            done = {fold(phrase) for phrase in here}
            for key, count in keys.items():
                if count > 1 and key in done:
                    repeated[key] = max(repeated[key], count)
    several, one = next((several, one) for most, several, one in _SPREAD if len(notes) <= most)
    one = max(one, min(len(notes) // 15, _MOST_SPREAD))
    least = 1 if len(notes) <= 3_000 else 2
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    wanted: set[str] = set()
    for phrase, count in spread.items():
        if count >= least:
            key = fold(phrase)
            counts[key][phrase] += count
            totals[key] += occurs[phrase]
            if phrase in acted:
                wanted.add(key)
    chosen: dict[str, Counter[str]] = {}
    for key in sorted(wanted - found.written.keys()):
        written = counts[key]
        several_words = " " in key
        special = several_words or any(not phrase.islower() or "-" in phrase for phrase in written)
        if (
            sum(written.values()) >= (several if several_words else one)
            or repeated[key] >= (2 if special else _OFTEN)
        ) and not any(barred.repeated(phrase) or not is_telling(phrase) for phrase in written):
            chosen[key] = written
    for key in _parts_only(chosen, found.written.keys() | chosen.keys(), totals):
        del chosen[key]
    found.written.update(chosen)


def _parts_only(chosen: Iterable[str], keys: Iterable[str], totals: Counter[str]) -> list[str]:
    """The chosen keys that hardly ever occur but as a part of longer ones."""
    inside: Counter[str] = Counter()
    for key in keys:
        words = key.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if end - start < len(words):
                    inside[" ".join(words[start:end])] += totals[key]
    return [key for key in chosen if inside[key] and totals[key] - inside[key] < (1 if " " in key else 2)]


def _topics(found: _Found, everywhere: frozenset[str]) -> Topics:
    names = distinct({key: (slug(key), key) for key in sorted(found.written)})
    refs = {key: Ref("topic", name) for key, name in names.items()}
    entities = []
    for key in sorted(refs, key=lambda key: refs[key]):
        ways = sorted(found.written[key].items(), key=lambda item: (-item[1], _capitals(item[0]), item[0]))
        label = ways[0][0]
        said = dict.fromkeys(way for way, _ in ways[1:] if way.casefold() != label.casefold())
        said.update((way, None) for way, _ in sorted(found.wording[key].items(), key=lambda i: (-i[1], i[0])))
        if (
            label.casefold() != key
            and fold(label) == key
            and any(f" {p} " in label for p in ("of", "to", "for", "in", "within"))
        ):
            said[key] = None
        aliases = tuple(way for way in said if way != label)[:_MOST_ALIASES]
        entities.append(
            Entity(refs[key], "Concept", label, tuple(sorted(aliases)), broader=_broader(key, refs))
        )
    return Topics(tuple(entities), refs, everywhere)


def _capitals(phrase: str) -> int:
    """How far a phrase is from how it is written inside a sentence: title case counts against it."""
    return sum(1 for word in phrase.split() if word[0].isupper() and word[1:].islower())


def _broader(key: str, refs: dict[str, Ref]) -> Ref | None:
    """ "cloud pricing" is under "pricing": the topic of the longest ending that is one."""
    words = key.split()
    for at in range(1, len(words)):
        ref = refs.get(" ".join(words[at:]))
        if ref and is_telling(" ".join(words[at:])):
            return ref
    return None
