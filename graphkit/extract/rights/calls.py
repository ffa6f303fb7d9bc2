"""Which words of a sentence call which frames: words are looked up, so that most sentences cost next to nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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


class Kept(dict[str, tuple[T, ...]]):
    """What is found for a word, or for what stands between two spaces, worked out when it is first met."""

    def __init__(self, find: Callable[[str], tuple[T, ...]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, written: str) -> tuple[T, ...]:
        found = self._find(written)
        if len(self) < _MOST:
            self[written] = found
        return found

    def of(self, written: Iterable[str]) -> Iterator[T]:
        """What is found for each, one after the other."""
        return chain.from_iterable(map(self.__getitem__, written))


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
        #: The phrases by the word with which each begins; one that begins with none by itself.
        self._after: dict[str, list[str]] = {}
        for word, value in self.pairs:
            first = word.partition(" ")[0]
            if " " in word or "’" in word or word.startswith("-"):
                begun = self._after.setdefault(first if _TOKEN.fullmatch(first) else word, [])
                if word not in begun:
                    begun.append(word)
                self._phrases.setdefault(word, []).append(value)
            elif word.endswith("="):
                self._exact.setdefault(word[:-1], []).append(value)
            else:
                self._stems.setdefault(word, []).append(value)
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}))
        self._anywhere = tuple((word, word.split()[0]) for word in self._after if not _TOKEN.fullmatch(word))
        self.begin = frozenset(self._after)
        self._only_begin = frozenset(word for word in self._after if not self._of(word))
        self._chunks = Kept(self.words_of)
        self._values = Kept(lambda caller: tuple(self._phrases.get(caller) or self._of(caller)))
        self.called_by = lru_cache(_KEPT)(self.values)

    def words_of(self, chunk: str) -> Callers:
        """The words that call something, or begin what does, in what stands between two spaces of a lower-case text."""
        words = [word for word in _TOKEN.findall(chunk) if word in self._after or self._of(word)]
        for phrase, first in self._anywhere:
            if chunk.startswith(first) if phrase[0] == " " else first in chunk:
                words.append(phrase)
        return tuple(words)

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
        words = dict.fromkeys(self._chunks.of(text.split()))
        return (*filterfalse(self._only_begin.__contains__, words), *self.phrases(words, text)) if words else ()

    def phrases(self, words: Iterable[str], text: str) -> Iterator[str]:
        """The phrases that stand in a text; `words` are those of its chunks (`words_of`)."""
        begun = map(self._after.__getitem__, filter(self._after.__contains__, words))
        return filter(text.__contains__, chain.from_iterable(begun))

    def values(self, callers: Iterable[str]) -> tuple[T, ...]:
        """What words and phrases call, each once."""
        return tuple({id(value): value for value in self._values.of(callers)}.values())

    def calls(self, text: str) -> tuple[T, ...]:
        """What the words of a text in lower case call, each once."""
        return self.called_by(self.callers(text))

    def any(self, text: str) -> bool:
        """Whether a word of a text in lower case calls anything."""
        return bool(self.callers(text))
