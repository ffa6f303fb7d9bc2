"""Which topics a vault has, and which of them a statement or an occasion is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from graphkit.extract.phrases import fold, is_telling
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
#: In a vault of more notes than this, what one note alone repeats is no topic.
_SMALL: Final = 30

_Written = dict[str, Counter[str]]


class _Found(Struct):
    """Topic keys with the ways they are written; `wording` holds the scopes that came down to a topic."""

    written: defaultdict[str, Counter[str]]
    wording: defaultdict[str, Counter[str]]


class Topics:
    """The topics of a vault. Built by `resolve_topics`."""

    def __init__(self, entities: tuple[Entity, ...], keys: dict[str, Ref]) -> None:
        self.entities = entities
        self._keys = keys
        self._phrases: dict[str, str] = {}
        self._scopes: dict[str, tuple[Ref, ...]] = {}
        self._texts: dict[tuple[str, ...], tuple[Ref, ...]] = {}

    def named(self, phrase: str) -> Ref | None:
        """The topic that a phrase names, whatever its spelling."""
        return self._keys.get(self._key(phrase))

    def of_statement(self, extraction: Extraction, statement: Statement) -> tuple[Ref, ...]:
        """The topics a statement is about, the most specific first, at most three.

        A right is about the topics of its scope alone; attendance, memberships and reporting lines about none.
        """
        if isinstance(statement, Right):
            refs = self._scopes.get(statement.scope)
            if refs is None:
                refs = self._scopes[statement.scope] = self._of_scope(statement.scope)
            return refs
        if isinstance(statement, Action | Decision | Question):
            return self._of_phrases(statement.phrases)
        return ()

    def of_note(self, extraction: Extraction) -> tuple[Ref, ...]:
        """What an occasion is about: what the note says so of, then its rights, decisions and questions, at most six."""
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

    def _of_scope(self, scope: str) -> tuple[Ref, ...]:
        refs = (self.named(phrase) for phrase in topics_of_scope(scope))
        return tuple(dict.fromkeys(ref for ref in refs if ref))[:MOST_OF_STATEMENT]

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

    A phrase is a topic when a note states it outright, when a right's scope or a question is about it, or when notes
    repeat it and it says enough. `names` are names of people and organisations known from elsewhere: they, like
    those the notes mention, are no topics.
    """
    found = _Found(defaultdict(Counter), defaultdict(Counter))
    barred = _Barred(extractions, names)
    for extraction in extractions:
        for topic in extraction.topics:
            _add(found, topic, 5, barred)
        for statement in extraction.statements:
            if isinstance(statement, Right):
                for phrase in topics_of_scope(statement.scope):
                    _add(found, phrase, 2, barred, statement.scope)
            elif isinstance(statement, Question):
                for phrase in _asked(statement):
                    _add(found, phrase, 2, barred)
    _repeated(found, extractions, barred)
    return _topics(found)


def _add(found: _Found, phrase: str, weight: int, barred: _Barred, scope: str = "") -> None:
    key = fold(phrase)
    if not key or barred(phrase, key):
        return
    found.written[key][phrase] += weight
    if scope and len(scope) <= 48 and fold(scope) != key:
        found.wording[key][scope] += 1


def _asked(question: Question) -> tuple[str, ...]:
    """What a question is about: its most specific phrases of several words, else its most specific one."""
    several = tuple(phrase for phrase in question.phrases if " " in phrase and is_telling(phrase))
    if several:
        best = several[0]
        others = (p for p in several if not set(fold(p).split()) & set(fold(best).split()))
        return (best, *list(others)[:1])
    return question.phrases[:1]


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
        self.others = {fold(name) for name in others if name}
        self.others |= {key.rsplit(" ", 1)[0] for key in self.others if " " in key}

    def __call__(self, phrase: str, key: str) -> bool:
        if key in self.people or key in self.others:
            return True
        words = key.split()
        if words[0] in self.given and (len(words) == 1 or phrase[0].isupper()):
            return True
        if phrase.islower():
            return False
        return any(word[0].isupper() and fold(word) in self.parts for word in phrase.split())


def _repeated(found: _Found, extractions: Sequence[Extraction], barred: _Barred) -> None:
    """Add the phrases that several notes, or several statements of one, have in common."""
    notes: dict[frozenset[tuple[str, int]], Extraction] = {}
    for extraction in extractions:
        notes.setdefault(frozenset(extraction.phrases.items()), extraction)  # copies say nothing anew
    spread: Counter[str] = Counter()
    acted: set[str] = set()
    repeated: Counter[str] = Counter()
    small = len(notes) <= _SMALL
    for extraction in notes.values():
        spread.update(extraction.phrases.keys())
        here: set[str] = set()
        for statement in extraction.statements:
            if isinstance(statement, Action | Decision | Question):
                here.update(statement.phrases)
        acted |= here
        if small:
            for phrase, count in extraction.phrases.items():
                if count > 1 and phrase in here:
                    repeated[phrase] = max(repeated[phrase], count)
    several, one = next((several, one) for most, several, one in _SPREAD if len(notes) <= most)
    least = 1 if len(notes) <= 3_000 else 2
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    done: set[str] = set()
    for phrase, count in spread.items():
        if count >= least and is_telling(phrase):
            key = fold(phrase)
            counts[key][phrase] += count
            if phrase in acted:
                done.add(key)
    for key, written in counts.items():
        if key not in done or key in found.written:
            continue
        total = sum(written.values())
        here_twice = max((repeated[phrase] for phrase in written), default=0)
        special = " " in key or any(not phrase.islower() for phrase in written)
        if (
            total >= (several if " " in key else one)
            or (special and here_twice >= 2)
            or here_twice >= 3
            or (small and special and total >= 2)
        ) and not any(barred(phrase, key) for phrase in written):
            found.written[key] = written
    for key in _parts_only(found.written, counts):
        del found.written[key]


def _parts_only(written: _Written, counts: defaultdict[str, Counter[str]]) -> list[str]:
    """Keys that occur only as a part of one longer topic."""
    totals = {key: sum(c.values()) for key, c in counts.items()}
    gone: set[str] = set()
    for key in written:
        words = key.split()
        total = totals.get(key, 0)
        if len(words) < 3 or not total:
            continue
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                part = " ".join(words[start:end])
                if part != key and part in written and totals.get(part) == total and not max(written[part].values()) >= 5:
                    gone.add(part)
    return sorted(gone)


def _topics(found: _Found) -> Topics:
    names = distinct({key: (slug(key), key) for key in sorted(found.written)})
    refs = {key: Ref("topic", name) for key, name in names.items()}
    entities = []
    for key in sorted(refs, key=lambda key: refs[key]):
        ways = sorted(found.written[key].items(), key=lambda item: (-item[1], _capitals(item[0]), item[0]))
        label = ways[0][0]
        said = dict.fromkeys(way for way, _ in ways[1:] if way.casefold() != label.casefold())
        said.update((way, None) for way, _ in sorted(found.wording[key].items(), key=lambda i: (-i[1], i[0])))
        if label.casefold() != key and fold(label) == key and any(f" {p} " in label for p in ("of", "to", "for", "in", "within")):
            said[key] = None
        aliases = tuple(way for way in said if way != label)[:_MOST_ALIASES]
        entities.append(Entity(refs[key], "Concept", label, tuple(sorted(aliases)), broader=_broader(key, refs)))
    return Topics(tuple(entities), refs)


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
