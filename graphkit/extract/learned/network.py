"""The network: dilated convolutions over a sentence, then over a sentence as one holder sees it. numpy, no training.

First pass: which words are holders. Second pass, for each holder: its power, its state, and which words are its scope,
condition, whom it goes to, who believes or says it. The layers are those of `training/network.py`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from threadpoolctl import ThreadpoolController

from graphkit.extract.learned.words import Word, ending, entry, shape

Floats: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.intp]

_REACH: Final = 11
_NEAR: Final = 6
#: Words whose features are kept for the next sentence.
_REMEMBERED: Final = 50_000


class Seen(Struct, frozen=True):
    """What the second pass says of holders: one row each.

    `powers` [n, 9] are probabilities, the first of "none"; `states` [n, 6] those of the four standings, then of
    being negated and being believed; `slots` [n, words, 6] those of no slot, scope, condition, to, believed_by,
    stated_by.
    """

    powers: Floats
    states: Floats
    slots: Floats


class _Features(Struct, frozen=True):
    """Vectors [sentences, words, 100], and numbers [sentences, words] of shapes, endings and powers."""

    vectors: Floats
    shapes: Places
    endings: Places
    powers: Places

    def of(self, rows: Places, longest: int) -> _Features:
        """Of some sentences only, cut to the longest."""
        return _Features(
            self.vectors[rows, :longest],
            self.shapes[rows, :longest],
            self.endings[rows, :longest],
            self.powers[rows, :longest],
        )


class Network:
    """Weights and table, read once for a process."""

    def __init__(self, weights: dict[str, npt.NDArray[np.generic]]) -> None:
        table = weights.pop("words").tobytes().decode().split("\n")
        self.rows = {word: row for row, word in enumerate(table)}
        powers = weights.pop("lexicon").tobytes().decode().split("\n")
        self.powers = {word: int(power) for word, power in (line.split() for line in powers)}
        vectors = weights.pop("table")
        self.table = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), vectors.dtype)])  # the last: of no word
        self.seen: dict[str, tuple[int, int, int, int]] = {}
        self.scale = float(weights.pop("scale"))
        self.weights: dict[str, Floats] = {name: value.astype(np.float32) for name, value in weights.items()}
        self.first = self._dilations("b1")
        self.second = self._dilations("b2")
        self.narrow = self._dilations("gate.b1")

    def _dilations(self, name: str) -> tuple[int, ...]:
        return tuple(int(one) for one in self.weights.pop(f"{name}.dilations"))

    def features(self, sentences: list[list[Word]]) -> tuple[_Features, Floats]:
        """What is known of each word of sentences, and mask [sentences, words, 1]."""
        longest = max(map(len, sentences))
        size = (len(sentences), longest)
        mask = np.zeros((*size, 1), np.float32)
        vectors = np.zeros((*size, self.table.shape[1]), np.float32)
        shapes, endings, powers = (np.zeros(size, np.intp) for _ in range(3))
        for at, words in enumerate(sentences):
            mask[at, : len(words)] = 1
            seen = np.array([self._seen(word) for word, _, _ in words], np.intp)
            vectors[at, : len(words)] = self.table[seen[:, 0]]
            shapes[at, : len(words)], endings[at, : len(words)], powers[at, : len(words)] = seen[:, 1:].T
            shapes[at, 0] = shape(words[0][0], 0)
        vectors *= self.scale
        return _Features(vectors, shapes, endings, powers), mask

    def _seen(self, word: str) -> tuple[int, int, int, int]:
        """The row, shape, ending and power of a word that does not begin its sentence."""
        known = self.seen.get(word)
        if known is None:
            if len(self.seen) > _REMEMBERED:
                self.seen.clear()
            known = (
                self.rows.get(entry(word), len(self.rows)),
                shape(word, 1),
                ending(word),
                self.powers.get(word.lower(), 0),
            )
            self.seen[word] = known
        return known

    def gate(self, features: _Features, mask: Floats) -> Floats:
        """Probabilities [sentences] that a sentence holds any right."""
        x = self._words("gate.", features, mask, self.narrow)
        logits = np.where(mask > 0, self._linear("gate.out", x), np.float32(-1e9)).max(1)[:, 0]
        result: Floats = 1 / (1 + np.exp(-logits))
        return result

    def encode(self, features: _Features, mask: Floats) -> Floats:
        """States [sentences, words, width]."""
        return self._words("", features, mask, self.first) * mask

    def _words(self, part: str, features: _Features, mask: Floats, dilations: tuple[int, ...]) -> Floats:
        w = self.weights
        x = np.concatenate(
            [
                features.vectors,
                w[f"{part}shape.weight"][features.shapes],
                w[f"{part}suf.weight"][features.endings],
                w[f"{part}lex.weight"][features.powers],
            ],
            -1,
        )
        x = self._linear(f"{part}inp", x) * mask
        for at, dilation in enumerate(dilations):
            x = self._block(f"{part}b1.{at}", x, mask, dilation)
        return self._norm(f"{part}n1", x)

    def holders(self, states: Floats) -> Floats:
        """Probabilities [sentences, words, 3] that a word is no holder, begins one, goes on with one."""
        return _softmax(self._linear("tag", states))

    def look(self, states: Floats, mask: Floats, rows: Places, starts: Places, ends: Places) -> Seen:
        """The second pass over holders: the sentences they stand in, their first words and those behind the last."""
        seen, mask = states[rows], mask[rows]
        place = np.arange(seen.shape[1])[None]
        first, last = starts[:, None], ends[:, None]
        inside = ((place >= first) & (place < last)).astype(np.float32)[..., None]
        count = inside.sum(1)
        holder = (seen * inside).sum(1) / count
        away = np.where(place < first, first - place, np.where(place >= last, place - last + 1, 0))
        far = _NEAR + np.floor(np.log2(np.maximum(away, 1) / _NEAR) * 2).astype(np.intp)
        away = np.minimum(np.where(away > _NEAR, far, away), _REACH)
        away = np.where(place < first, -away, away) + _REACH + 1
        x = self._linear("wt", seen) + self._linear("wh", holder)[:, None] + self.weights["rel.weight"][away]
        x = np.maximum(x, 0) * mask
        for at, dilation in enumerate(self.second):
            x = self._block(f"b2.{at}", x, mask, dilation)
        x = self._norm("n2", x) * mask
        weight = _softmax(np.where(mask > 0, self._linear("att", x), np.float32(-1e9)), 1)
        pool = [(x * weight[..., at : at + 1]).sum(1) for at in range(4)]
        held = (x * inside).sum(1) / count
        powers = (self._linear("ev", x) * weight[..., :1]).sum(1)
        powers = powers + self._linear("pw", np.concatenate([held, pool[1]], -1))
        states = self._linear("st", np.concatenate([pool[2], pool[3], held], -1))
        return Seen(
            _softmax(powers),
            np.concatenate([_softmax(states[:, :4]), 1 / (1 + np.exp(-states[:, 4:]))], -1),
            _softmax(self._linear("slots", x)),
        )

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _norm(self, name: str, x: Floats) -> Floats:
        share = np.full((x.shape[-1], 1), 1 / x.shape[-1], np.float32)  # a product is faster than a mean
        x = x - x @ share
        x /= np.sqrt((x * x) @ share + np.float32(1e-5))
        result: Floats = x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result

    def _block(self, name: str, x: Floats, mask: Floats, dilation: int) -> Floats:
        y = self._norm(f"{name}.norm", x) * mask
        wide = np.zeros((y.shape[0], y.shape[1] + 2 * dilation, y.shape[2]), np.float32)
        wide[:, dilation:-dilation] = y
        size = y.shape[1]
        near = np.concatenate([wide[:, at * dilation : at * dilation + size] for at in range(3)], -1)
        return x + np.maximum(self._linear(f"{name}.conv", near), 0)


def _softmax(x: Floats, axis: int = -1) -> Floats:
    x = np.exp(x - x.max(axis, keepdims=True))
    result: Floats = x / x.sum(axis, keepdims=True)
    return result


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Without threads of numpy's own: for products this small they only wait for each other, and for other work."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


@cache
def network() -> Network:
    """The network of the package."""
    data = files("graphkit.extract.learned").joinpath("rights.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        return Network(dict(stored))
