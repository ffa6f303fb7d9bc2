"""Texts without the names in them: each name, handle and address that is known gives way to an invented one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from graphkit.extract.words import known_words

_WORD: Final = re.compile(r"[^\W_]+")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_HANDLE: Final = re.compile(r"(?<![\w@])@[\w-]+")
_LINK: Final = re.compile(r"\bhttps?://\S+")
#: Words of one name may be parted by so little.
_BETWEEN: Final = re.compile(r"[\s._,'’\-]{0,2}")
_LONGEST: Final = 6
#: From here on letters need no spaces between words.
_UNSPACED: Final = 0x2E80


class Person(Struct, frozen=True):
    """All ways in which one person is written, and the invented name (given, family)."""

    names: tuple[str, ...]
    invented: tuple[str, str]


class Unnaming:
    """Takes the names of some people out of texts.

    A full name gives way to the invented full name, a first name to the invented first name; one that may be
    several people's to `somebody`. Case and accents make no difference: what is too much is better than a name; only
    what is an ordinary word and written small ("will", where there is a Will) stays.

    >>> texts = Unnaming([Person(("Ada Lovelace", "ada42"), ("Juno", "Quill"))], somebody="Somebody")
    >>> texts.text("Ask Ada Lovelace; ada's call (@ada42, ada@example.org), says LOVELACE.")
    "Ask Juno Quill; Juno's call (@Juno, address), says Quill."
    """

    def __init__(self, people: Iterable[Person], *, somebody: str, ambiguous: Iterable[str] = ()) -> None:
        self._somebody = somebody
        self._ordinary = known_words()
        self._whole: dict[tuple[str, ...], str] = {}
        self._single: dict[str, str] = {}
        self._unspaced: dict[str, str] = {}
        for person in people:
            for name in person.names:
                self._add(name, person.invented)
        for name in ambiguous:
            for word in folded(name):
                self._learn(word, somebody)

    def _add(self, name: str, invented: tuple[str, str]) -> None:
        full = " ".join(invented)
        if any(ord(letter) >= _UNSPACED for letter in name):
            self._unspaced[name] = full
        written = [found[0] for found in _WORD.finditer(name)]
        words = folded(name)
        if len(words) > 1:
            known = self._whole.setdefault(tuple(words), full)
            if known != full:
                self._whole[tuple(words)] = self._somebody
            self._learn("".join(words), full)
        for at, (word, original) in enumerate(zip(words, written, strict=True)):
            # "van" and "de" in a name are words of their own.
            if len(words) == 1 or original[0].isupper() or not original.isascii():
                self._learn(word, invented[0] if at == 0 or len(words) == 1 else invented[1])

    def _learn(self, word: str, invented: str) -> None:
        if len(word) > 1:
            known = self._single.setdefault(word, invented)
            if known != invented:
                self._single[word] = self._somebody

    def text(self, text: str) -> str:
        """The text without the names."""
        text = _ADDRESS.sub("address", _LINK.sub("link", text))
        for name, invented in self._unspaced.items():
            text = text.replace(name, invented)
        text = _HANDLE.sub(lambda found: f"@{self._handle(found[0][1:])}", text)
        words = list(_WORD.finditer(text))
        folded = [_folded(word[0]) for word in words]
        parts: list[str] = []
        done = at = 0
        while at < len(words):
            length, invented = self._at(text, words, folded, at)
            if length:
                parts += [text[done : words[at].start()], invented]
                done = words[at + length - 1].end()
            at += length or 1
        return "".join([*parts, text[done:]])

    def _handle(self, handle: str) -> str:
        """What stands for a handle: nobody writes one but to name somebody."""
        words = folded(handle)
        return (self._single.get("".join(words)) or self._whole.get(tuple(words)) or self._somebody).replace(" ", "")

    def _at(self, text: str, words: list[re.Match[str]], folded: list[str], at: int) -> tuple[int, str]:
        """How many words from here on are a name, and what stands for it."""
        for length in range(min(_LONGEST, len(words) - at), 1, -1):
            invented = self._whole.get(tuple(folded[at : at + length]))
            if invented and all(
                _BETWEEN.fullmatch(text, words[number].end(), words[number + 1].start())
                for number in range(at, at + length - 1)
            ):
                return length, invented
        word = folded[at]
        found = self._single.get(word) or self._single.get(word.rstrip("0123456789"))
        # Two letters and ordinary words are a name only as written: "Jo", not "jo", "Will", not "will".
        small = not words[at][0][0].isupper()
        if not found or (small and (len(word) == 2 or word in self._ordinary)):
            return 0, ""
        return 1, found


def invent(iris: Iterable[str], known: Mapping[str, str], choices: Iterable[str]) -> dict[str, str]:
    """An invented name for each IRI: the one it has, else the next that nobody has."""
    taken = set(known.values())
    free = (name for name in choices if name not in taken)
    return {**known, **{iri: next(free) for iri in iris if iri not in known}}


def folded(name: str) -> list[str]:
    """The words of a name without case and accents."""
    return [_folded(found[0]) for found in _WORD.finditer(name)]


def _folded(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold()
