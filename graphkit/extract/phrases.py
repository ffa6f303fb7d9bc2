"""Noun phrases of a text, cut out with word lists and no tagger."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from typing import Final, NamedTuple

from graphkit.extract.sentences import PROSE_SECTIONS, plain
from graphkit.extract.words import (
    ADJECTIVE,
    DETERMINER,
    GENERIC,
    GERUND,
    LIGHT,
    NOUN,
    STOP,
    VOID,
    word_kinds,
    word_lists,
)
from graphkit.vault.note import Note, SectionKind

#: A phrase has at most this many words.
LONGEST: Final = 4
#: Phrases of a text, and of a note.
MOST_OF_TEXT: Final = 14
MOST_OF_NOTE: Final = 60

#: Of a transcript of the length of a book the beginning counts.
_MOST_CHARACTERS: Final = 40_000

_RUN: Final = re.compile("[2-7]+")
_MARKS_APART: Final = ',;:()/"?!…–—“”[]|'
_POSSESSIVE: Final = ("'s", "’s")
_ENDS: Final = frozenset(".!?:;•*")
_BESIDE: Final = frozenset("|^")
_FACTS: Final[frozenset[SectionKind]] = PROSE_SECTIONS | {"actions", "agenda", "discussion"}


class _Phrases(NamedTuple):
    """The phrases inside a run of words, each with how much it says; `telling` need their last word to say it."""

    inside: list[tuple[str, int]]
    telling: list[tuple[str, int]]


class _Grams(dict[str, _Phrases | None]):
    """The phrases inside a run of words, if any, kept as runs come up again.

    "|" beside the words stands for a determiner, "^" before them for the beginning of a sentence.
    """

    def __missing__(self, run: str) -> _Phrases | None:
        words = [word for word in run.split() if word not in _BESIDE]
        found: list[Chunk] = []
        if words:
            if run[0] == "^":
                words[0] = _lowered(words)
            kinds = list(map(word_kinds().__getitem__, words))
            _close(found, words, kinds, "", opened=run[0] == "|", followed=run.endswith("| "))
        grams = [gram for chunk in found for gram in _grams(chunk)]
        phrases = None
        if grams:
            telling = [(phrase, weight) for phrase, weight, tells in grams if tells]
            phrases = _Phrases([(phrase, weight) for phrase, weight, _ in grams], telling)
        if len(self) < 50_000:
            self[run] = phrases
        return phrases


class _Cuts(dict[str, str]):
    """A word of a phrase as it is; for any other what ends a run of words and begins the next, a line each.

    A word may have marks about it: it is all that stands between two spaces.
    """

    def __missing__(self, written: str) -> str:
        words = [written] if written.isalnum() else _apart(f"{written} ").split()
        cut = "".join(map(_cut, words))
        if len(self) < 50_000:
            self[written] = cut
        return cut


def _cut(word: str) -> str:
    kind = word_kinds()[word]
    return f"{word} " if kind > DETERMINER else "| \n| " if kind == DETERMINER else "\n^ " if word in _ENDS else "\n"


class Chunk(NamedTuple):
    """A run of words that can be one noun phrase, and the word before it ("" at the start)."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    before: str


@cache
def _known() -> tuple[_Cuts, _Grams]:
    return _Cuts(), _Grams()


def phrases_of(text: str) -> tuple[str, ...]:
    """Candidate noun phrases of a text, of one to four words, the most specific first, at most fourteen.

    Lower case but for acronyms and names; no determiners, verbs, adverbs, numbers or times.

    >>> phrases_of("the orchard budgets for larger allotments")[:2]
    ('orchard budgets', 'orchard')
    """
    weights = dict(chain.from_iterable([phrases.inside for phrases in _in_runs(text)]))
    return tuple(sorted(weights, key=weights.__getitem__, reverse=True)[:MOST_OF_TEXT])


def phrase_counts(note: Note) -> dict[str, int]:
    """How often each candidate phrase occurs in a note's prose and tasks; the sixty that say most."""
    text = " . ".join(_facts(note))
    counts = Counter(chain.from_iterable([phrases.telling for phrases in _in_runs(text)]))
    if len(counts) <= MOST_OF_NOTE:
        return {phrase: count for (phrase, _), count in counts.items()}
    ranked: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for (phrase, weight), count in counts.items():
        ranked[count * weight][phrase] = count
    best = chain.from_iterable(sorted(ranked[value].items()) for value in sorted(ranked, reverse=True))
    return dict(islice(best, MOST_OF_NOTE))


def _facts(note: Note) -> Iterator[str]:
    """The texts of a note's prose and tasks, without marks of links and emphasis."""
    wanted = [section.kind in _FACTS for section in note.sections]
    left = _MOST_CHARACTERS
    for block in note.blocks:
        if wanted[block.section] and block.kind != "row":
            text = block.text[:left]
            left -= len(text)
            if "*" in text or ("[" in text and ("[[" in text or "](" in text)):
                text = plain(text)
            yield text


def _in_runs(text: str) -> Iterator[_Phrases]:
    """The phrases of each run of words in a text that has any."""
    cuts, grams = _known()
    runs = "".join(map(cuts.__getitem__, text.replace("\n", "\n ").split(" "))).split("\n")
    runs[0] = f"^ {runs[0]}"
    return filter(None, map(grams.__getitem__, runs))


def _tokens(text: str) -> list[str]:
    """Words and marks, apart."""
    return _apart(text).removesuffix(".").split()


def _apart(text: str) -> str:
    """A text with spaces around its marks."""
    for mark in _MARKS_APART:
        if mark in text:
            text = text.replace(mark, f" {mark} ")
    return text.replace(". ", " . ")


def chunks(text: str, start: bool = True) -> list[Chunk]:
    """The runs of words of a text that can be noun phrases, in order; `start`: the text begins a sentence."""
    tokens = _tokens(text)
    kinds = list(map(word_kinds().__getitem__, tokens))
    found: list[Chunk] = []
    for run in _RUN.finditer("".join(kinds)):
        begin, end = run.span()
        words = tokens[begin:end]
        if (start and begin == 0) or (begin and tokens[begin - 1] in _ENDS):
            words[0] = _lowered(words)
        before = begin - 1
        while before >= 0 and kinds[before] == DETERMINER:
            before -= 1
        joint = tokens[before].lower() if before >= 0 and kinds[before] == STOP else ""
        opened = begin > 0 and kinds[begin - 1] == DETERMINER
        followed = kinds[end : end + 1] == [DETERMINER]
        _close(found, words, kinds[begin:end], joint, opened=opened, followed=followed)
    return found


def says_something(chunk: Chunk) -> bool:
    """Whether a chunk holds a word that names a matter by itself."""
    return NOUN in chunk.kinds or GERUND in chunk.kinds


def names_matter(chunk: Chunk) -> bool:
    """Whether a chunk is enough for a scope: it says something, or is a noun that does where it is alone."""
    return says_something(chunk) or (len(chunk.words) == 1 and word_kinds()[chunk.words[0]] == NOUN)


def is_void(chunk: Chunk) -> bool:
    """Whether a chunk is a word such as "thing" or "decision", which is no topic even alone as a scope."""
    return chunk.words[-1].lower() in word_lists().void and not says_something(chunk)


def without_generic(phrase: str) -> str:
    """A phrase without the words at its end that say nothing ("orchard discussion" is about the orchard)."""
    kinds = word_kinds()
    words = phrase.split()
    end = len(words)
    while end > 1 and kinds[words[end - 1]] in (GENERIC, VOID):
        end -= 1
    return " ".join(words[:end]) if words and kinds[words[end - 1]] == NOUN else phrase


def is_telling(phrase: str) -> bool:
    """Whether a phrase is fit to be a topic: it says something, and needs its last word to say it.

    >>> [is_telling(words) for words in ("orchard budgets", "orchard meeting", "member-led model")]
    [True, False, True]
    """
    kinds = word_kinds()
    run = [kinds[word] for word in phrase.split()]
    if run[-1] == NOUN:
        return " " in phrase or phrase.lower() not in word_lists().not_alone
    if run[-1] < VOID:
        return False
    while run and run[-1] in (GENERIC, VOID):
        run.pop()
    if NOUN in run:
        return run[-1] != NOUN
    return bool(run) and run[-1] in (ADJECTIVE, GERUND)


def names_compound(phrase: str) -> bool:
    """Whether words name a matter together: `is_telling`, or a word that says little alone and one that says less.

    >>> [names_compound(words) for words in ("field test", "orchard meeting", "small thing")]
    [True, False, False]
    """
    first, _, rest = phrase.partition(" ")
    return is_telling(phrase) or (
        first.lower() in word_lists().not_alone and " " not in rest and word_kinds()[rest] == GENERIC
    )


def _close(
    found: list[Chunk], words: list[str], kinds: list[str], before: str, *, opened: bool, followed: bool
) -> None:
    """Trim a run, cut it at participles in its middle, and keep what is a phrase.

    `opened` and `followed`: a determiner stands before or after it. After one a gerund is a noun ("the berthing
    rules"), and what may be a verb is one before it ("review the plan").
    """
    end = len(words)
    if followed and (words[-1].lower() in word_lists().ambiguous or kinds[-1] == GERUND):
        end -= 1
    start = 0
    for at in range(end):
        if kinds[at] <= DETERMINER or (kinds[at] == GERUND and at + 1 < end and not (opened and at == 0)):
            _keep(found, words, kinds, start, at, before)
            start, before = at + 1, words[at].lower()
    _keep(found, words, kinds, start, end, before)


def _keep(found: list[Chunk], words: list[str], kinds: list[str], start: int, end: int, before: str) -> None:
    while start < end and (kinds[start] == LIGHT or (kinds[start] == GENERIC and words[start][-2:] in _POSSESSIVE)):
        if end - start > 1 and words[start] in word_lists().telling:
            break
        start += 1
    while end > start and kinds[end - 1] in (LIGHT, ADJECTIVE):
        end -= 1
    if end - start > 1:
        found.append(Chunk(tuple(words[start:end]), tuple(kinds[start:end]), before))
    elif end > start and kinds[start] != VOID:
        alone = GENERIC if words[start].lower() in word_lists().not_alone else kinds[start]
        found.append(Chunk((words[start],), (alone,), before))


def _grams(chunk: Chunk) -> list[tuple[str, int, bool]]:
    """The phrases inside a chunk, what each says, and whether it needs its last word to say it."""
    words, kinds, _ = chunk
    count = len(words)
    if count == 1:
        return [(words[0], 2, True)] if kinds[0] == NOUN else []
    grams = []
    lists = word_lists()
    for start in range(count):
        if kinds[start] == LIGHT and words[start] not in lists.telling:
            continue
        weight = 0
        noun = False
        for end in range(start, min(count, start + LONGEST)):
            kind = kinds[end]
            if kind == NOUN:
                weight += 2
                noun = True
                if end > start or words[end].lower() not in lists.not_alone:
                    grams.append((sys.intern(" ".join(words[start : end + 1])), weight, True))
            else:
                weight += 1
                if kind >= VOID and end > start:
                    tells = not noun and kinds[end - 1] in (ADJECTIVE, GERUND)
                    grams.append((sys.intern(" ".join(words[start : end + 1])), weight, tells))
    return grams


def _lowered(words: list[str]) -> str:
    """The first word of a sentence, in lower case unless it is an acronym or begins a name."""
    word = words[0]
    if not word[1:].islower() or (len(words) > 1 and words[1][0].isupper() and words[1][1:].islower()):
        return word
    return word.lower()
