"""Which words of a sentence call which frames: words are looked up, so that most sentences cost next to nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, filterfalse
from typing import Final, Generic, TypeAlias, TypeVar

T = TypeVar("T")

#: The words and phrases of a text that call something.
Callers: TypeAlias = tuple[str, ...]

_TOKEN: Final = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*")
_MOST: Final = 100_000
#: How many combinations of callers are kept with what they call.
_KEPT: Final = 4096


class _Known(dict[str, Callers]):
    """The words that call something in what stands between two spaces ("it," "sign-off"), worked out when first met."""

    def __init__(self, calls: Callable[[str], bool]) -> None:
        super().__init__()
        self._calls = calls

    def __missing__(self, written: str) -> Callers:
        known = tuple(filter(self._calls, _TOKEN.findall(written)))
        if len(self) < _MOST:
            self[written] = known
        return known


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
        self._phrases: dict[str, list[T]] = {}
        self._after: dict[str, list[str]] = {}
        self._anywhere: list[str] = []
        for word, value in self.pairs:
            first = word.partition(" ")[0]
            if " " in word or "’" in word or word.startswith("-"):
                begun = self._after.setdefault(first, []) if _TOKEN.fullmatch(first) else self._anywhere
                if word not in begun:
                    begun.append(word)
                self._phrases.setdefault(word, []).append(value)
            elif word.endswith("="):
                self._exact.setdefault(word[:-1], []).append(value)
            else:
                self._stems.setdefault(word, []).append(value)
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}))
        self._only_begin = frozenset(word for word in self._after if not self._of(word))
        self._known = _Known(lambda word: word in self._after or bool(self._of(word)))
        self.called_by = lru_cache(_KEPT)(self._called_by)

    def _of(self, word: str) -> list[T]:
        """What a word calls by itself."""
        values = list(self._exact.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            values += self._stems.get(word[:length], ())
        return values

    def callers(self, text: str) -> Callers:
        """The words and phrases of a text in lower case that call something, each once; () for most texts."""
        words = dict.fromkeys(chain.from_iterable(map(self._known.__getitem__, text.split())))
        begun = map(self._after.__getitem__, filter(self._after.__contains__, words))
        phrases = filter(text.__contains__, chain(self._anywhere, chain.from_iterable(begun)))
        return (*filterfalse(self._only_begin.__contains__, words), *phrases)

    def _called_by(self, callers: Callers) -> tuple[T, ...]:
        """What words and phrases call, each once."""
        found: dict[int, T] = {}
        for caller in callers:
            for value in self._phrases.get(caller) or self._of(caller):
                found[id(value)] = value
        return tuple(found.values())

    def calls(self, text: str) -> tuple[T, ...]:
        """What the words of a text in lower case call, each once."""
        return self.called_by(self.callers(text))

    def any(self, text: str) -> bool:
        """Whether a word of a text in lower case calls anything."""
        return bool(self.calls(text))
