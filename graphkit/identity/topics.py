"""Which topics a vault has, and which of them a statement or an occasion is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from graphkit.extract.folding import fold
from graphkit.extract.phrases import is_telling
from graphkit.extract.statement import Action, Decision, Extraction, Question, Right, Statement
from graphkit.identity.candidates import Candidates, Keys, ScopePhrases, candidates
from graphkit.identity.resolution import Entity, Ref
from graphkit.identity.slugs import distinct, slug

#: Topics of a statement, and of a note.
MOST_OF_STATEMENT: Final = 3
MOST_OF_NOTE: Final = 6
_MOST_ALIASES: Final = 8


class Topics:
    """The topics of a vault. Built by `resolve_topics`."""

    def __init__(self, entities: tuple[Entity, ...], refs: dict[str, Ref], keys: Keys, scopes: ScopePhrases) -> None:
        self.entities = entities
        self._refs = refs
        self._keys = keys
        self._scope_phrases = scopes
        self._known = _Known(refs, keys)
        self._scopes: dict[tuple[str, str, tuple[str, ...]], tuple[Ref, ...]] = {}

    def named(self, phrase: str) -> Ref | None:
        """The topic that a phrase names, whatever its spelling."""
        return self._refs.get(self._keys[phrase])

    def of_statement(self, extraction: Extraction, statement: Statement) -> tuple[Ref, ...]:
        """The topics a statement is about, the most specific first, at most three.

        A right is about the topics of its scope alone; attendance and memberships are about none.
        """
        if type(statement) is Action or type(statement) is Decision or type(statement) is Question:
            return self._specific(statement.phrases)
        if type(statement) is Right:
            at = (statement.scope, extraction.place.name, extraction.topics)
            refs = self._scopes.get(at)
            if refs is None:
                refs = self._scopes[at] = self._of_scope(statement.scope, extraction)
            return refs
        return ()

    def of_statements(self, extraction: Extraction) -> list[tuple[Ref, ...]]:
        """The topics of each statement of a note."""
        return [self.of_statement(extraction, statement) for statement in extraction.statements]

    def of_note(self, extraction: Extraction, about: Sequence[tuple[Ref, ...]]) -> tuple[Ref, ...]:
        """What an occasion is about: what its note says so of, then what its statements are (`about`), at most six."""
        refs: dict[Ref, None] = {}
        for topic in extraction.topics:
            known = self._known[topic]
            if known:
                refs[known.ref] = None
        weights: dict[Ref, int] = {}
        for statement, topics in zip(extraction.statements, about, strict=True):
            if topics:
                weight = 1 if type(statement) is Action else 2
                for ref in topics:
                    weights[ref] = weights.get(ref, 0) + weight
        ranked = sorted(weights)
        ranked.sort(key=weights.__getitem__, reverse=True)  # of equal weight, those in front stay there
        refs.update(dict.fromkeys(ranked))
        return tuple(refs)[:MOST_OF_NOTE]

    def _of_scope(self, scope: str, extraction: Extraction) -> tuple[Ref, ...]:
        keys = (self._in_context(self._keys[phrase], extraction) for phrase in self._scope_phrases[scope])
        return tuple(dict.fromkeys(self._refs[key] for key in keys if key in self._refs))[:MOST_OF_STATEMENT]

    def _in_context(self, key: str, extraction: Extraction) -> str:
        """ "the pilot" in a note on the Orbis pilot, or filed under Orbis: the key of the Orbis pilot."""
        if " " in key:
            return key
        stated = {self._keys[topic] for topic in extraction.topics}
        narrower = [topic for topic in stated if topic.endswith(f" {key}") and topic in self._refs]
        for name in (extraction.place.name, *extraction.entities.values()):
            words = self._keys[name].split()
            narrower += [
                topic for end in range(1, len(words) + 1) if (topic := f"{' '.join(words[:end])} {key}") in self._refs
            ]
        return narrower[0] if len(set(narrower)) == 1 else key

    def _specific(self, phrases: tuple[str, ...]) -> tuple[Ref, ...]:
        """The topics among phrases, without those whose words another of them holds."""
        known = self._known
        found: list[_Topic] = []
        for phrase in phrases:
            topic = known[phrase]
            if topic is None or topic in found:
                continue
            words = topic.words
            for other in found:
                if words < other.words:
                    break
            else:
                found.append(topic)
                if len(found) == MOST_OF_STATEMENT:
                    break
        return tuple([topic.ref for topic in found])


class _Topic(Struct, frozen=True, eq=False):
    """A topic with the words of its key."""

    ref: Ref
    words: frozenset[str]


class _Known(dict[str, _Topic | None]):
    """The topic of each phrase asked for, None for no topic."""

    def __init__(self, refs: Mapping[str, Ref], keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self._topics = {key: _Topic(ref, frozenset(key.split())) for key, ref in refs.items()}

    def __missing__(self, phrase: str) -> _Topic | None:
        topic = self[phrase] = self._topics.get(self._keys[phrase])
        return topic


def resolve_topics(extractions: Sequence[Extraction], names: Iterable[str] = ()) -> Topics:
    """The topics of all notes together; the order of the notes does not matter.

    A phrase is a topic when a note states it outright, when a right's scope or a question is about it, or
    when notes repeat it and it says enough. `names` are names of people and organisations known from
    elsewhere: they, like those the notes mention, are no topics.
    """
    return _topics(candidates(extractions, names))


def _topics(found: Candidates) -> Topics:
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
        entities.append(Entity(refs[key], "Concept", label, tuple(sorted(aliases)), broader=_broader(key, refs)))
    return Topics(tuple(entities), refs, found.keys, found.scopes)


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
