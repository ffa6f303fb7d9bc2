"""Which words of a sentence call which frames: words are looked up, so that most sentences cost next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

T = TypeVar("T")

_TOKEN: Final = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*")
_MOST: Final = 100_000


class CallTable(Generic[T]):
    """Things by the words that call them.

    A word without space calls by its beginning ("approv": approves, approval); with an `=` after it ("run=") only
    as it is; one that holds a space, ’ or begins with a hyphen calls wherever it stands in the text.

    >>> sorted(CallTable([("approv", 1), ("run=", 2), ("final say", 3)]).calls("the final say before approval runs"))
    [1, 3]
    """

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self.pairs = tuple(pairs)
        self._stems: dict[str, list[T]] = {}
        self._exact: dict[str, list[T]] = {}
        self._after: dict[str, list[tuple[str, T]]] = {}
        self._anywhere: list[tuple[str, T]] = []
        for word, value in self.pairs:
            first = word.partition(" ")[0]
            if " " in word and _TOKEN.fullmatch(first):
                self._after.setdefault(first, []).append((word, value))
            elif " " in word or "’" in word or word.startswith("-"):
                self._anywhere.append((word, value))
            elif word.endswith("="):
                self._exact.setdefault(word[:-1], []).append(value)
            else:
                self._stems.setdefault(word, []).append(value)
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}))
        self._known: dict[str, tuple[T, ...]] = {}

    def _of(self, token: str) -> tuple[T, ...]:
        """What a word calls by itself, worked out when it is first met."""
        values = list(self._exact.get(token, ()))
        for length in self._lengths:
            if length > len(token):
                break
            values += self._stems.get(token[:length], ())
        found = tuple(values)
        if len(self._known) < _MOST:
            self._known[token] = found
        return found

    def _all(self, text: str) -> Iterator[T]:
        known, after = self._known, self._after
        for token in dict.fromkeys(_TOKEN.findall(text)):
            values = known.get(token)
            if values is None:
                values = self._of(token)
            if values:
                yield from values
            if token in after:
                for phrase, value in after[token]:
                    if phrase in text:
                        yield value
        for phrase, value in self._anywhere:
            if phrase in text:
                yield value

    def calls(self, text: str) -> list[T]:
        """What the words of a text in lower case call, each once."""
        found: dict[int, T] = {id(value): value for value in self._all(text)}
        return list(found.values())

    def any(self, text: str) -> bool:
        """Whether a word of a text in lower case calls anything."""
        return next((True for _ in self._all(text)), False)
