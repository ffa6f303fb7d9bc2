"""Verb forms by which a clause is recognised as one (lexicon/grammar.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from graphkit.extract.agents import load_lexicon


@cache
def grammar() -> dict[str, Any]:
    """The small words and verb groups, read once per process."""
    return load_lexicon("grammar.toml")


@cache
def more_verbs() -> dict[str, Any]:
    """The verbs and patterns of lexicon/verbs.toml, with the classes of words that they name filled in."""
    data = load_lexicon("verbs.toml")
    classes: dict[str, str] = data["classes"]
    for entry in (*data["verb"], *data["pattern"]):
        for name in ("scopes", "not_scopes"):
            for word, words in classes.items():
                if name in entry:
                    entry[name] = entry[name].replace("{" + word + "}", words.strip())
    return data


@cache
def right_verbs() -> tuple[dict[str, Any], ...]:
    """Every verb of rights.toml, verbs.toml and phrases.toml, one by one, with its forms and options."""
    listed = (*more_verbs()["verb"], *load_lexicon("phrases.toml")["verb"])
    more = [verb | {"forms": forms} for verb in listed for forms in verb.get("verbs", [verb.get("forms")])]
    return (*load_lexicon("rights.toml")["verb"], *more)


#: Adverbs, as a regular expression; likewise auxiliaries with adverbs, forms of "be", and "on", "about", "over".
ADVERB: Final[str] = grammar()["adverb"]
MOD: Final = rf"(?P<mod>(?:,?\s(?:{ADVERB}|{grammar()['modal']}))*)"
BE: Final[str] = grammar()["be"]
ON: Final[str] = grammar()["on"]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def finite() -> str:
    """Finite verb forms, as alternatives of a regular expression: the common ones and those of rights.toml."""
    words = set(grammar()["finite"].split())
    for verb in right_verbs():
        words.update(verb["forms"].split()[:3])
    return _alternatives(words)


@cache
def bases() -> str:
    """Base forms of what somebody may do, as alternatives of a regular expression."""
    words = {"be", "become", "get", "have", "hold", "keep", "make", "take", "give", "go", "run", "look", "act"}
    words.update(verb["forms"].split()[0] for verb in right_verbs())
    return _alternatives(words)


@cache
def third_forms() -> str:
    """Finite forms that can go on with the subject of the clause before: "…, and signs off on"."""
    words = set(grammar()["shared"].split())
    bases = set(grammar()["shared_bases"].split())
    for verb in right_verbs():
        base, third, past, participle, _ = verb["forms"].split()
        words |= {third, past, participle}
        if base in bases:
            words.add(base)
    return _alternatives(words)


@cache
def finite_verb() -> re.Pattern[str]:
    """A finite verb anywhere behind the first word."""
    return re.compile(rf"\s(?:{finite()})\b")


@cache
def third_form() -> re.Pattern[str]:
    """A form that goes on with the subject of the clause before, at the beginning."""
    return re.compile(rf"(?:{third_forms()})\b")


def with_words(regex: str) -> str:
    """A pattern with the words of nominal.toml and phrases.toml in its slots."""
    for slot, text in _words().items():
        regex = regex.replace(slot, text)
    return regex


@cache
def _words() -> dict[str, str]:
    given = load_lexicon("nominal.toml")["words"] | load_lexicon("phrases.toml")["words"]
    given |= load_lexicon("pieces.toml")["slots"]
    words = {"{" + name + "}": text for name, text in given.items()}
    for inner in ("{ok}", "{okays}", "{fin}"):
        words = {slot: text.replace(inner, words[inner]) for slot, text in words.items()}
    return words
