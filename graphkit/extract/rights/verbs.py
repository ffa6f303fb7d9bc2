"""Verb forms by which a clause is recognised as one."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graphkit.extract.agents import load_lexicon

ADVERB: Final = (
    r"(?:\w+ly|now|also|then|still|always|often|mostly|just|only|never|in the end|in practice|today|together|themselves"
    r"|himself|herself|itself|both|each|all|so far|indeed|too|once again|again|alone|at present|in turn|in future|meanwhile|alike)"
)
_AUXILIARY: Final = (
    "is are was were has have had will would must should can could may might cannot does do did needs need requires"
    " require gets get makes make takes take took gives give gave goes go comes come keeps keep holds hold held remains"
    " remain stays stay shall can’t won’t doesn’t don’t isn’t aren’t wasn’t didn’t used only rests lies sits belongs acts"
    " reports says said thinks believes looks moved moves passed brings bring reviews review collects collect writes write"
)


@cache
def finite() -> str:
    """Finite verb forms, as alternatives of a regular expression: the lexicon's and the common ones."""
    words = set(_AUXILIARY.split())
    for verb in load_lexicon("rights.toml")["verb"]:
        words.update(verb["forms"].split()[:3])
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def third_forms() -> str:
    """Finite forms that can go on with the subject of the clause before: "…, and signs off on"."""
    words = {
        "is",
        "are",
        "has",
        "have",
        "had",
        "was",
        "were",
        "must",
        "should",
        "can",
        "may",
        "will",
        "would",
        "could",
        "does",
        "do",
        "cannot",
    }
    words |= {
        "makes",
        "takes",
        "gives",
        "keeps",
        "holds",
        "gets",
        "needs",
        "reports",
        "acts",
        "remains",
        "make",
        "give",
        "brings",
        "looks",
        "did",
        "don’t",
        "doesn’t",
        "can’t",
        "report",
    }
    for verb in load_lexicon("rights.toml")["verb"]:
        base, third, past, participle, _ = verb["forms"].split()
        words |= {third, past, participle}
        if base in (
            "approve",
            "decide",
            "recommend",
            "advise",
            "co-author",
            "comment",
            "prioritise",
            "prioritize",
            "own",
            "veto",
            "authorise",
            "authorize",
            "sign",
        ):
            words.add(base)
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def finite_verb() -> re.Pattern[str]:
    """A finite verb anywhere behind the first word."""
    return re.compile(rf"\s(?:{finite()})\b")


@cache
def third_form() -> re.Pattern[str]:
    """A form that goes on with the subject of the clause before, at the beginning."""
    return re.compile(rf"(?:{third_forms()})\b")
