"""Noun phrases of a text, cut out with word lists and no tagger, and the key under which spellings of one phrase meet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from graphkit.extract.agents import load_lexicon
from graphkit.extract.sentences import PROSE_SECTIONS, plain
from graphkit.vault.note import Note, SectionKind

#: A phrase has at most this many words.
LONGEST: Final = 4
#: Phrases of a text, and of a note.
MOST_OF_TEXT: Final = 14
MOST_OF_NOTE: Final = 60

_TOKEN: Final = re.compile(r"[^\W_]+(?:[-‐‑–’'&.+][^\W_]+)*\+*|[^\w\s]")
_PARTICLE: Final = re.compile(r"(?<=[a-z])-(out|up|off|in|on|over|back|down)(?![\w-])")
_INVERTED: Final = re.compile(
    r"(.+?) (?:of|to|for|in|within) (?:(?:the|a|an|our|your|their|its|his|her|this|all|any|each|every|both|new) )*(.+)"
)
_MULTI: Final = re.compile(r"\bmulti(?!pl|tud|med)(?=[a-z]{4})")
_FACTS: Final[frozenset[SectionKind]] = PROSE_SECTIONS | {"actions", "agenda", "discussion"}

# What a word can be in a phrase, in the order of what it says.
_STOP, _DETERMINER, _LIGHT, _ADJECTIVE, _GERUND, _VOID, _GENERIC, _NOUN = range(8)


class _Lexicon(NamedTuple):
    kinds: dict[str, int]
    ambiguous: frozenset[str]
    void: frozenset[str]
    not_alone: frozenset[str]
    same: dict[str, str]


class _Kinds(dict[str, int]):
    """What each word is, worked out when it is first met and kept (at most a few ten thousand words)."""

    def __init__(self, lexicon: _Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> int:
        kind = _kind(word, self.lexicon)
        if len(self) < 50_000:
            self[word] = kind
        return kind


class Chunk(NamedTuple):
    """A run of words that can be one noun phrase, and the word that stands before it ("" at the start or after a mark)."""

    words: tuple[str, ...]
    kinds: tuple[int, ...]
    before: str

    @property
    def weight(self) -> int:
        """How much the chunk says: two for each word that means something by itself, one for others that add to it."""
        own = sum(2 for kind in self.kinds if kind == _NOUN)
        return own + sum(1 for kind in self.kinds if kind in (_GENERIC, _ADJECTIVE, _GERUND))


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("topics.toml")
    kinds: dict[str, int] = {}
    generic = data["generic"]
    for kind, words in (
        (_GENERIC, [*generic, *map(plural, generic)]),
        (_ADJECTIVE, data["adjectives"]),
        (_LIGHT, data["light"]),
        (_VOID, data["void"]),
        (_STOP, (form for verb in data["verbs"] for form in inflected(verb))),
        (_STOP, data["irregular"]),
        (_GENERIC, data["ed_nouns"]),
        (_DETERMINER, data["determiners"]),
        (_DETERMINER, data["quantities"]),
        (_STOP, data["function_words"]),
    ):
        kinds.update(dict.fromkeys(words, kind))
    for word in (*data["ing_nouns"], *data["ly_nouns"]):
        if kinds.get(word, _STOP) == _STOP:
            kinds[word] = _NOUN
    ambiguous = frozenset(data["ambiguous"])
    for word in ambiguous:
        if kinds.get(word) == _STOP:
            kinds[word] = _GENERIC
    return _Lexicon(
        kinds,
        frozenset(data["ambiguous"]),
        frozenset(data["void"]),
        frozenset([*data["not_alone"], *map(plural, data["not_alone"])]),
        {other: word for word, others in data["same"].items() for other in others},
    )


@cache
def known_words() -> frozenset[str]:
    """All words that the lexicon lists, with their plurals and verb forms, in lower case."""
    lexicon = _lexicon()
    nouns = {*lexicon.ambiguous, *lexicon.void, *lexicon.not_alone}
    return frozenset(lexicon.kinds) | nouns | {plural(word) for word in nouns}


@cache
def _kinds() -> _Kinds:
    return _Kinds(_lexicon())


def inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb.

    >>> inflected("clarify")
    ('clarify', 'clarifies', 'clarified', 'clarifying')
    >>> inflected("plan")
    ('plan', 'plans', 'planned', 'planning')
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = verb
    if re.search(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$", verb) and not verb.endswith(("er", "en", "on", "it", "el")):
        stem = verb + verb[-1]
    return verb, third, stem + "ed", stem + "ing"


def plural(noun: str) -> str:
    """The regular plural of a noun.

    >>> plural("policy"), plural("wish"), plural("tier")
    ('policies', 'wishes', 'tiers')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def singular(word: str) -> str:
    """The regular singular of a lower-case word; a word that is none may change, which does no harm in a key.

    >>> [singular(word) for word in ("policies", "wishes", "tiers", "bus", "access", "databases", "analysis")]
    ['policy', 'wish', 'tier', 'bus', 'access', 'database', 'analysis']
    """
    if not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "us", "is", "news")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 and word not in ("series", "species") else word
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def fold(phrase: str) -> str:
    """The key of a phrase: plural and singular, hyphen and space, case, accents and "X of the Y" for "Y X" are one.

    >>> fold("Multi-Tenancy") == fold("multi tenancy") == fold("multitenancy")
    True
    >>> fold("extensions of the contract"), fold("Price Books"), fold("roll-out")
    ('contract extension', 'price book', 'rollout')
    """
    text = phrase.casefold().strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_MARKS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("'s ", " ").replace("'", "")
    if "-" in text:
        text = _PARTICLE.sub(r"\1", text).replace("-", " ")
    if len(text.split(" ", 3)) > 2:
        turned = _INVERTED.fullmatch(text)
        if turned:
            text = f"{turned[2]} {turned[1]}"
    if "multi" in text:
        text = _MULTI.sub("multi ", text)
    same = _lexicon().same
    if "e mail" in text:
        text = text.replace("e mail", "email")
    return " ".join([same.get(word, word) for word in map(singular, text.split())])


_MARKS: Final = str.maketrans({"’": "'", "‐": "-", "‑": "-", "–": "-", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d"})


def phrases_of(text: str) -> tuple[str, ...]:
    """Candidate noun phrases of a short text, the most specific first, one to four words each, at most fourteen.

    Lower case but for acronyms and names; no determiners, verbs, adverbs, numbers or times.

    >>> phrases_of("the garden budgets for larger allotments")[:2]
    ('garden budgets', 'garden')
    """
    scored: dict[str, tuple[int, int]] = {}
    for place, chunk in enumerate(chunks(text)):
        for phrase, weight in _grams(chunk):
            if phrase not in scored:
                scored[phrase] = (-weight, place)
    return tuple(sorted(scored, key=scored.__getitem__)[:MOST_OF_TEXT])


def phrase_counts(note: Note) -> dict[str, int]:
    """How often each candidate phrase occurs in a note's prose, tasks and decisions; the sixty that say most."""
    counts: Counter[str] = Counter()
    weights: dict[str, int] = {}
    for block in note.blocks:
        if note.sections[block.section].kind not in _FACTS or block.kind == "row":
            continue
        text = block.text
        if "[[" in text or "](" in text or "*" in text:
            text = plain(text)
        for chunk in chunks(text):
            for phrase, weight in _grams(chunk, telling=True):
                counts[phrase] += 1
                weights[phrase] = weight
    if len(counts) <= MOST_OF_NOTE:
        return dict(counts)
    best = sorted(counts, key=lambda phrase: (-counts[phrase] * weights[phrase], phrase))
    return {phrase: counts[phrase] for phrase in best[:MOST_OF_NOTE]}


def chunks(text: str, start: bool = True) -> list[Chunk]:
    """The runs of words of a text that can be noun phrases, in order; `start`: the text begins a sentence."""
    found: list[Chunk] = []
    kinds = _kinds()
    words: list[str] = []
    run: list[int] = []
    before = ""
    first = start
    opens = False
    for token in _TOKEN.findall(text):
        kind = kinds[token]
        if kind > _DETERMINER:
            words.append(token)
            opens = opens or first
            run.append(kind)
            first = False
            continue
        if words:
            if opens:
                words[0] = _lowered(words)
            _close(found, words, run, before, kind == _DETERMINER)
            words, run, before, opens = [], [], "", False
        if kind == _STOP:
            before = token.lower()
        first = token in ".!?:;•"
    if words:
        if opens:
            words[0] = _lowered(words)
        _close(found, words, run, before, False)
    return found


def says_something(chunk: Chunk) -> bool:
    """Whether a chunk holds a word that names a matter by itself."""
    return _NOUN in chunk.kinds


def is_void(chunk: Chunk) -> bool:
    """Whether a chunk is a word such as "thing" or "decision", which is no topic even alone as a scope."""
    return chunk.words[-1].lower() in _lexicon().void and not says_something(chunk)


def without_generic(phrase: str) -> str:
    """A phrase without the words at its end that say nothing ("garden discussion" is about the garden)."""
    kinds = _kinds()
    words = phrase.split()
    end = len(words)
    while end > 1 and kinds[words[end - 1]] in (_GENERIC, _VOID):
        end -= 1
    return " ".join(words[:end]) if words and kinds[words[end - 1]] == _NOUN else phrase


def is_telling(phrase: str) -> bool:
    """Whether a phrase is fit to be a topic by itself: it says something, and needs its last word to say it.

    >>> [is_telling(phrase) for phrase in ("garden budgets", "garden meeting", "member-led model", "things")]
    [True, False, True, False]
    """
    kinds = _kinds()
    run = [kinds[word] for word in phrase.split()]
    if run[-1] == _NOUN:
        return " " in phrase or phrase.lower() not in _lexicon().not_alone
    if run[-1] < _VOID:
        return False
    while run and run[-1] in (_GENERIC, _VOID):
        run.pop()
    if _NOUN in run:
        return run[-1] != _NOUN
    return bool(run) and run[-1] == _ADJECTIVE


def _close(found: list[Chunk], words: list[str], kinds: list[int], before: str, determiner: bool) -> None:
    """Trim a run, cut it at participles in its middle, and keep what is a phrase."""
    end = len(words)
    if determiner and words[-1].lower() in _lexicon().ambiguous:
        end -= 1
    start = 0
    for at in range(end):
        if kinds[at] == _GERUND and at + 1 < end:
            _keep(found, words, kinds, start, at, before)
            start, before = at + 1, words[at].lower()
    _keep(found, words, kinds, start, end, before)


def _keep(found: list[Chunk], words: list[str], kinds: list[int], start: int, end: int, before: str) -> None:
    while start < end and kinds[start] == _LIGHT:
        if end - start > 1 and words[start] in _MATTERS:
            break
        start += 1
    while end > start and kinds[end - 1] in (_LIGHT, _ADJECTIVE):
        end -= 1
    if end - start > 1:
        found.append(Chunk(tuple(words[start:end]), tuple(kinds[start:end]), before))
    elif end > start and kinds[start] not in (_VOID, _GERUND):
        alone = _GENERIC if words[start].lower() in _lexicon().not_alone else kinds[start]
        found.append(Chunk((words[start],), (alone,), before))


#: Light adjectives that change what the noun after them means.
_MATTERS: Final = frozenset({"major", "critical", "open", "standard", "double", "joint", "annual"})


def _grams(chunk: Chunk, telling: bool = False) -> list[tuple[str, int]]:
    """The phrases inside a chunk with what each says; `telling`: those alone that say something to their last word."""
    words, kinds, _ = chunk
    count = len(words)
    if count == 1:
        return [(words[0], 2)] if kinds[0] == _NOUN else []
    grams = []
    alone = _lexicon().not_alone
    for start in range(count):
        if kinds[start] == _LIGHT and words[start] not in _MATTERS:
            continue
        weight = 0
        noun = False
        for end in range(start, min(count, start + LONGEST)):
            kind = kinds[end]
            if kind == _NOUN:
                weight += 2
                noun = True
                if end > start or words[end].lower() not in alone:
                    grams.append((" ".join(words[start : end + 1]), weight))
            else:
                weight += 1
                if kind >= _VOID and end > start and not (telling and (noun or kinds[end - 1] != _ADJECTIVE)):
                    grams.append((" ".join(words[start : end + 1]), weight))
    return grams


def _lowered(words: list[str]) -> str:
    """The first word of a sentence: in lower case unless it is an acronym, has capitals inside or begins a name."""
    word = words[0]
    if not word[1:].islower() or (len(words) > 1 and words[1][0].isupper() and words[1][1:].islower()):
        return word
    return word.lower()


def _kind(word: str, lexicon: _Lexicon) -> int:
    lower = word.lower().replace("’", "'")
    known = lexicon.kinds.get(lower)
    if known == _STOP and word.isupper() and len(word) in (2, 3) and lower not in ("am", "is", "it", "or", "no", "ok", "cc", "re", "fw", "to", "of"):
        known = _NOUN if lower not in ("eod", "eow", "eom", "eoq", "tbd", "tba", "utc", "cet", "est", "pst", "gmt", "fwd", "fy", "the", "and", "for") else _STOP
    if known is not None:
        return known
    if word.isdigit():
        return _DETERMINER
    if len(word) == 1 or not (word[0].isalpha() or "-" in word):
        return _STOP
    if word[0].isdigit():
        return _ADJECTIVE if re.search(r"-[a-z]{3}", lower) else _STOP
    if "'" in lower:
        return _DETERMINER if lower.endswith("'s") else _STOP
    head, hyphen, tail = lower.rpartition("-")
    if hyphen and (tail.endswith(("ed", "en")) or tail in ("led", "run", "wide", "like", "free", "based", "specific", "level", "side", "only", "ready", "driven")):
        return _ADJECTIVE if head not in ("re", "pre") else _STOP
    if hyphen and (lexicon.kinds.get(head.split("-")[0], _NOUN) <= _DETERMINER or lexicon.kinds.get(tail) == _ADJECTIVE):
        return _ADJECTIVE
    if lower.endswith("ly"):
        return _STOP
    if lower.endswith("ed") and len(lower) > 4 and not word[0].isupper():
        return _STOP
    if lower.endswith("ing") and len(lower) > 5 and not word[0].isupper():
        return _GERUND
    if lower.endswith(("able", "ible", "ous", "ful", "less", "ish")) and len(lower) > 5 and lower not in ("table", "variable", "cable", "deliverable", "receivable", "payable"):
        return _ADJECTIVE
    return _NOUN
