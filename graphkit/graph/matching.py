"""Which topics and which scopes of rights some words mean, exactly, nearly, or only in part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from rapidfuzz import fuzz, process

from graphkit.graph.resolve import Entity
from graphkit.graph.words import Phrase, fold, phrase

#: From here on a name is taken to be the one meant, misspelt; below, it is only asked about.
_TAKEN: Final = 86
_WORTH_ASKING: Final = 60
_MOST: Final = 40


class Match(Struct, frozen=True):
    """What words mean. `topics` and `scopes` are what they name, or more closely define; `near_topics` and
    `near_scopes` share words with them and are something else. `taken` are names put in the place of misspelt
    words, `perhaps` those that may have been meant."""

    words: Phrase
    topics: tuple[Entity, ...] = ()
    scopes: tuple[str, ...] = ()
    near_topics: tuple[Entity, ...] = ()
    near_scopes: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.topics or self.scopes)


def match(words: str, topics: Sequence[Entity], scopes: Sequence[str]) -> Match:
    """Match words against all topics and all scopes.

    A scope is meant when it has all of the words and they share its head: "discounts above 20 %" is about discounts,
    "release dates" is not about releases, nor "rounding of prices" about prices.
    """
    found = _match(words, topics, scopes)
    if found or found.near_topics or found.near_scopes:
        return found
    names = list(dict.fromkeys([name for topic in topics for name in topic.folded] + [fold(s) for s in scopes]))
    taken = process.extractOne(fold(words), names, scorer=fuzz.ratio, score_cutoff=_TAKEN)
    if taken:
        again = _match(taken[0], topics, scopes)
        labels = tuple(topic.label for topic in again.topics) or again.scopes[:1]
        return Match(again.words, again.topics, again.scopes, again.near_topics, again.near_scopes, taken=labels)
    asked = process.extract(fold(words), names, scorer=fuzz.WRatio, score_cutoff=_WORTH_ASKING, limit=3)
    label = {name: topic.label for topic in topics for name in topic.folded}
    return Match(found.words, perhaps=tuple(dict.fromkeys(label.get(name, name) for name, _, _ in asked)))


def _match(words: str, topics: Sequence[Entity], scopes: Sequence[str]) -> Match:
    wanted, folded = phrase(words), fold(words)
    if not wanted.stems:
        return Match(wanted, tuple(topic for topic in topics if folded in topic.folded))
    parts = [(topic, _parts(topic.folded, wanted)) for topic in topics]
    exact = [topic for topic in topics if folded in topic.folded]
    exact = exact or [topic for topic, names in parts if any(name.set == wanted.set for name in names)]
    near = [
        (topic, names) for topic, names in parts if topic not in exact and any(_near(wanted, name) for name in names)
    ]
    near.sort(key=lambda item: -max(len(name.set & wanted.set) / len(name.set | wanted.set) for name in item[1]))
    meant, close = [], []
    for scope in scopes:
        for name in _parts((fold(scope),), wanted):
            if wanted.set == name.set or (wanted.set <= name.set and wanted.head and wanted.head == name.head):
                meant.append(scope)
            elif _near(wanted, name):
                close.append(scope)
    return Match(
        wanted,
        tuple(exact),
        tuple(sorted(meant, key=len)[:_MOST]),
        tuple(topic for topic, _ in near[:5]),
        tuple(sorted(close, key=len)[:10]),
    )


def _parts(names: Iterable[str], wanted: Phrase) -> list[Phrase]:
    """The names as phrases, only of those that share a stem; the cheap test comes first."""
    return [phrase(name) for name in names if any(stem in name for stem in wanted.stems)]


def _near(wanted: Phrase, name: Phrase) -> bool:
    """One has all words of the other, or they share their heads and another word."""
    shared = wanted.set & name.set
    if not shared:
        return False
    whole = wanted.set <= name.set or name.set <= wanted.set
    return whole or (bool(wanted.head) and wanted.head == name.head and len(shared) > 1)
