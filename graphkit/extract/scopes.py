"""What a scope is about: the noun phrases that name it, not those that only narrow it down."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.phrases import Chunk, chunks, is_void, names_matter
from graphkit.extract.words import word_lists

_CLAUSE: Final = re.compile(
    r"^(?:whether|if|which|what|who|whom|whose|how|when|where|how much|how many)\b", re.IGNORECASE
)
_WHO_VERB: Final = re.compile(
    r"^who\s+(?:is|are|gets?|was|were|(?:will|should|can|may)\sbe)\s+(\w+)\s+((?:into|for|to|on|in|as)\b.+)$",
    re.IGNORECASE,
)
_CONJUNCT: Final = re.compile(r"\s*(?:,\s*(?:and|or|as well as)\s+|,\s+|;\s+|\s+(?:and|or|as well as|&)\s+)")
_LINKS: Final = frozenset(
    {
        "of",
        "to",
        "for",
        "in",
        "from",
        "on",
        "into",
        "within",
        "with",
        "above",
        "over",
        "below",
        "under",
        "beyond",
    }
    | {"about", "around", "regarding", "outside", "concerning"}
)
_JOINED: Final = frozenset({"of", "to", "for", "in", "within"})
_ASIDE: Final = re.compile(r"(?:with|without|by|including|except|as|but|one|even|also)\b", re.IGNORECASE)
_ARTICLE: Final = r"the|an?|our|their|its|his|her|this|new"
#: Where a clause turns to what narrows it.
_TURN: Final = re.compile(
    r",\s(?:albeit|though|although|but|even|unless|if|provided|except|without|with|after|before|as)\b", re.IGNORECASE
)
#: "in Oslo and Bergen": a name that goes on with one behind a preposition.
_AT_NAME: Final = re.compile(r"\b(?:in|at|from|for|of|to|with|near|between|around)\s[^\W\d_a-z]\w*$")
_NAME: Final = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+")
_MOST: Final = 3


def topics_of_scope(scope: str, everywhere: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The phrases a scope is about, at most three: one for each of its conjuncts.

    "X of Y", "X to Y", "X for Y" and "X in Y" stay together unless X says nothing by itself ("changes to
    prices"), for a right about fares in winter is no right about all fares. `everywhere` are names, in lower
    case, that narrow nothing down because all the notes are about them: the company's, its product's.

    >>> topics_of_scope("changes to the fence colours"), topics_of_scope("extension of the lease")
    (('fence colours',), ('extension of the lease',))
    >>> topics_of_scope("budgets above 500 francs and the order of seeds"), topics_of_scope("the request")
    (('budgets', 'seeds'), ('request',))
    """
    text = " ".join(_idioms().sub(" ", scope).split())
    clause = _CLAUSE.match(text)
    if clause:
        rest = _TURN.split(text[clause.end() :].strip(), maxsplit=1)[0]
        return tuple(filter(_tells, _of_clause(rest, text, everywhere)))
    found: dict[str, None] = {}
    before = ""
    for part in _CONJUNCT.split(text):
        if not (_ASIDE.match(part) or (_NAME.fullmatch(part) and _AT_NAME.search(before))):
            phrase = _of_part(part, everywhere)
            if phrase and _tells(phrase):
                found.setdefault(phrase)
            before = part
    return tuple(found)[:_MOST]


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(load_lexicon('topics.toml')['idioms'])})\b", re.IGNORECASE)


def _tells(phrase: str) -> bool:
    """Whether a phrase is more than a word such as "project", of which there are many."""
    return phrase.lower() not in word_lists().void_alone


def _found(text: str, everywhere: frozenset[str]) -> list[Chunk]:
    """The chunks of a text that can be a topic, without names that are everywhere."""
    found = [chunk for chunk in chunks(text) if not is_void(chunk)]
    if not everywhere or not found:
        return found
    first, *others = (_without(chunk, everywhere) for chunk in found)
    kept = [first if first.words and names_matter(first) else found[0], *others]
    return [chunk for chunk in kept if chunk.words and not is_void(chunk)]


def _without(chunk: Chunk, everywhere: frozenset[str]) -> Chunk:
    kept = [pair for pair in zip(chunk.words, chunk.kinds, strict=True) if pair[0].lower() not in everywhere]
    return Chunk(tuple(word for word, _ in kept), tuple(kind for _, kind in kept), chunk.before)


def _of_part(text: str, everywhere: frozenset[str]) -> str:
    """The phrase one conjunct is about, "" when it has none."""
    found = _found(text, everywhere)
    if not found:
        return ""
    first = found[0]
    if names_matter(first):
        return (len(found) > 1 and _linked(first, found[1], text)) or " ".join(first.words[-4:])
    if len(found) > 1 and names_matter(found[1]) and found[1].before in _LINKS:
        return " ".join(found[1].words[-4:])
    return " ".join(first.words[-4:])


def _linked(first: Chunk, after: Chunk, text: str) -> str:
    """ "extension of the lease": two chunks that a preposition makes one; else "".

    Numbers and "all" between them leave the first alone.
    """
    if after.before not in _JOINED or len(first.words) + len(after.words) > 4:
        return ""
    between = re.search(
        rf"\b{re.escape(first.words[-1])} {after.before} (?:({_ARTICLE}) )?{re.escape(after.words[0])}\b",
        text,
        re.IGNORECASE,
    )
    if not between:
        return ""
    article = "the " if between[1] and between[1].lower() == "the" else ""
    return f"{' '.join(first.words)} {after.before} {article}{' '.join(after.words)}"


def _of_clause(rest: str, text: str, everywhere: frozenset[str]) -> tuple[str, ...]:
    """ "which suppliers get into the framework contract": the first phrase that says something."""
    verb = _WHO_VERB.match(text)
    found = [_before_subject(chunk) for chunk in _found(rest, everywhere)]
    if verb and found:
        return (f"{_gerund(verb[1])} {verb[2].rstrip('.')}",)
    at = next((at for at, chunk in enumerate(found) if names_matter(chunk)), -1)
    if at < 0:
        return (" ".join(found[0].words[-4:]),) if found else ()
    linked = _linked(found[at], found[at + 1], rest) if at + 1 < len(found) else ""
    return (linked or " ".join(found[at].words[-4:]),)


def _before_subject(chunk: Chunk) -> Chunk:
    """ "conferences" of "which conferences Orbis sponsors": a name after a common noun begins the clause."""
    for at in range(1, len(chunk.words)):
        word = chunk.words[at]
        if word[0].isupper() and word[1:].islower() and chunk.words[at - 1].islower():
            return Chunk(chunk.words[:at], chunk.kinds[:at], chunk.before)
    return chunk


def _gerund(participle: str) -> str:
    """ "hired" -> "hiring"; irregular participles stay as they are."""
    return participle[:-2] + "ing" if participle.endswith("ed") else participle
