"""Phrases that are topics: stated, in a right's scope, asked about, or repeated, and nobody's name."""

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
from graphkit.extract.statement import Action, Attendance, Decision, Extraction, Mention, Question, Right

#: What a note that states a topic outright counts for in choosing its label, and a scope or question.
_STATED: Final = 5
_SCOPED: Final = 2
#: A question has at most this many topics.
_MOST_ASKED: Final = 3
#: A scope that is longer is no other way to write its topic.
_LONGEST_WORDING: Final = 48
#: Notes a phrase has to occur in before it is a topic: (notes of the vault, for several words, for one word).
_SPREAD: Final = ((30, 2, 3), (300, 2, 4), (3_000, 3, 6), (30_000, 4, 12), (1 << 60, 6, 24))
#: A single word need not occur in more notes than this.
_MOST_SPREAD: Final = 30
#: How often a note has to use a single word before it is a topic for that.
_OFTEN: Final = 4
#: In a vault of more notes than this, what one note alone repeats is no topic.
_SMALL: Final = 30


class ScopePhrases(dict[str, tuple[str, ...]]):
    """What each scope asked for is about; `everywhere` are the names that all the notes are about."""

    def __init__(self, everywhere: frozenset[str]) -> None:
        super().__init__()
        self._everywhere = everywhere

    def __missing__(self, scope: str) -> tuple[str, ...]:
        phrases = self[scope] = topics_of_scope(scope, self._everywhere)
        return phrases


class Keys(dict[str, str]):
    """The key of each phrase asked for."""

    def __missing__(self, phrase: str) -> str:
        key = self[phrase] = fold(phrase)
        return key


class Candidates(Struct):
    """Topic keys with the ways they are written; `wording` holds the scopes that came down to a topic.

    `keys` and `scopes` are tables of what phrases and scopes come down to.
    """

    keys: Keys
    scopes: ScopePhrases
    written: defaultdict[str, Counter[str]]
    wording: defaultdict[str, Counter[str]]


def candidates(extractions: Sequence[Extraction], names: Iterable[str]) -> Candidates:
    """The topics of all notes; `names` are known to be no topics."""
    notes = _distinct(sorted(extractions, key=lambda extraction: extraction.path))
    keys = Keys()
    barred = _Barred(extractions, names, keys)
    spread: Counter[str] = Counter()
    for note in notes:
        spread.update(note.phrases.keys())
    scoped = ScopePhrases(_everywhere(spread, len(notes)))
    found = Candidates(keys, scoped, defaultdict(Counter), defaultdict(Counter))
    stated: Counter[str] = Counter()
    scopes: Counter[str] = Counter()
    asked: Counter[tuple[str, ...]] = Counter()
    for extraction in extractions:
        stated.update(extraction.topics)
        for said in extraction.statements:
            if type(said) is Right:
                scopes[said.scope] += 1
            elif type(said) is Question:
                asked[said.phrases] += 1
    for topic, count in stated.items():
        _add(found, topic, count * _STATED, barred)
    for scope, count in scopes.items():
        phrases = scoped[scope]
        for phrase in phrases:
            _add(found, phrase, count * _SCOPED, barred, scope if len(phrases) == 1 else "")
    for phrases, count in asked.items():
        for phrase in _asked(phrases, barred):
            _add(found, phrase, count * _SCOPED, barred)
    _repeated(found, notes, spread, barred)
    return found


def _distinct(extractions: Sequence[Extraction]) -> list[Extraction]:
    """The notes without copies, which say nothing anew."""
    phrases = [frozenset(extraction.phrases) for extraction in extractions]
    alike = Counter(phrases)
    known: set[tuple[frozenset[tuple[str, int]], frozenset[str]]] = set()
    notes = []
    for extraction, words in zip(extractions, phrases, strict=True):
        if alike[words] > 1:
            quotes = frozenset([said.span.quote for said in extraction.statements])
            key = (frozenset(extraction.phrases.items()), quotes)
            if key in known:
                continue
            known.add(key)
        notes.append(extraction)
    return notes


def _everywhere(spread: Counter[str], notes: int) -> frozenset[str]:
    """Names that a sixth of all notes use, in lower case."""
    least = max(_SMALL // 3, notes // 6)
    return frozenset(
        phrase.lower()
        for phrase, count in spread.items()
        if count >= least and phrase[0].isupper() and " " not in phrase and phrase[1:].islower()
    )


def _add(found: Candidates, phrase: str, weight: int, barred: _Barred, scope: str = "") -> None:
    key = found.keys[phrase]
    if not key or barred(phrase, key):
        return
    found.written[key][phrase] += weight
    if scope and len(scope) <= _LONGEST_WORDING and found.keys[scope] != key:
        found.wording[key][scope] += weight


def _asked(phrases: tuple[str, ...], barred: _Barred) -> list[str]:
    """What a question is about: its phrases of several words, each of other words; else its first word."""
    chosen: list[str] = []
    taken: set[str] = set()
    for phrase in phrases:
        if not is_telling(phrase) or (" " not in phrase and chosen) or barred.repeated(phrase):
            continue
        words = set(barred.keys[phrase].split())
        if not words & taken:
            taken |= words
            chosen.append(phrase)
            if " " not in phrase or len(chosen) == _MOST_ASKED:
                break
    return chosen


class _Barred:
    """Says which phrases are names of people or organisations and so no topics."""

    def __init__(self, extractions: Sequence[Extraction], names: Iterable[str], keys: Keys) -> None:
        self.keys = keys
        people: set[str] = set()
        others: set[str] = set(names)
        owners: set[tuple[Mention, ...]] = set()
        for extraction in extractions:
            for mention, _ in extraction.names:
                (people if mention.kind == "person" else others).add(mention.name)
            for said in extraction.statements:
                if type(said) is Attendance:
                    people.add(said.who.name)
                elif type(said) is Action or type(said) is Question:
                    owners.add(said.owners)
                elif type(said) is Right and said.holder.kind in ("unknown", "person"):
                    people.add(said.holder.name)
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
        people.update(owner.name for named in owners for owner in named)
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
        return any(word[0].isupper() and self.is_part(self.keys[word]) for word in phrase.split())

    def is_part(self, key: str) -> bool:
        """Whether a word is part of a person's name; a double one has two keys."""
        return key in self.parts or (" " in key and self.parts.issuperset(key.split()))

    def repeated(self, phrase: str) -> bool:
        """Whether a phrase is a name, a role or a department, which mere repetition does not make a topic."""
        if all(word[0].isupper() and word[1:].islower() for word in phrase.split()):
            return True
        key = self.keys[phrase]
        return key in self.roles or self(phrase, key)


def _repeated(found: Candidates, notes: list[Extraction], spread: Counter[str], barred: _Barred) -> None:
    """Add the phrases that several notes, or several statements of one, have in common."""
    again: defaultdict[str, int] = defaultdict(int)  # how often a phrase occurs in notes that already have it
    acted: set[str] = set()
    for extraction in notes:
        for phrase, count in extraction.phrases.items():
            if count > 1:
                again[phrase] += count - 1
        for said in extraction.statements:
            if type(said) is Action or type(said) is Decision or type(said) is Question:
                acted.update(said.phrases)
    repeated = _repeated_in_one(notes) if len(notes) <= _SMALL else Counter[str]()
    several, one = next((several, one) for most, several, one in _SPREAD if len(notes) <= most)
    one = max(one, min(len(notes) // 15, _MOST_SPREAD))
    least = 1 if len(notes) <= 3_000 else 2
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    wanted: set[str] = set()
    for phrase, count in spread.items():
        if count >= least:
            key = found.keys[phrase]
            counts[key][phrase] += count
            totals[key] += count + again.get(phrase, 0)
            if phrase in acted:
                wanted.add(key)
    chosen: dict[str, Counter[str]] = {}
    for key in sorted(wanted - found.written.keys()):
        written = counts[key]
        several_words = " " in key
        special = several_words or any(not phrase.islower() or "-" in phrase for phrase in written)
        if (
            sum(written.values()) >= (several if several_words else one) or repeated[key] >= (2 if special else _OFTEN)
        ) and not any(barred.repeated(phrase) or not is_telling(phrase) for phrase in written):
            chosen[key] = written
    for key in _parts_only(chosen, found.written.keys() | chosen.keys(), totals):
        del chosen[key]
    found.written.update(chosen)


def _repeated_in_one(notes: Iterable[Extraction]) -> Counter[str]:
    """The keys of which one note's tasks, decisions or questions speak: how often at most a note says them."""
    repeated: Counter[str] = Counter()
    for extraction in notes:
        done: set[str] = set()
        for said in extraction.statements:
            if isinstance(said, Action | Decision | Question):
                done.update(map(fold, said.phrases))
        keys: Counter[str] = Counter()
        for phrase, count in extraction.phrases.items():
            keys[fold(phrase)] += count
        for key, count in keys.items():
            if count > 1 and key in done:
                repeated[key] = max(repeated[key], count)
    return repeated


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
