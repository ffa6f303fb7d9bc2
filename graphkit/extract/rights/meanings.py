"""Ways of saying what a right is not yet, no longer or not at all, put plainly before a sentence is cut."""

from __future__ import annotations

import re
from functools import cache

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.context import holds


@cache
def _rules() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    """Each rule of lexicon/meanings.toml: what calls it, what it matches, what is put there."""
    return tuple(
        (tuple(rule["when"]), re.compile(rule["regex"]), rule["by"])
        for rule in load_lexicon("meanings.toml")["reworded"]
    )


@cache
def _calls() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words, _, _ in _rules() for word in words))


def meant_plainly(text: str) -> str:
    """A stretch of a masked sentence, said plainly.

    >>> meant_plainly("⟨0⟩ is by no means in charge"), meant_plainly("⟨0⟩ is slated to lead the intake")
    ('⟨0⟩ is not in charge', '⟨0⟩ should lead the intake')
    >>> meant_plainly("⟨0⟩ lost the right to sign"), meant_plainly("⟨0⟩ is the former head of sales")
    ('⟨0⟩ used to have the right to sign', '⟨0⟩ used to be the head of sales')
    """
    if not holds(text, _calls()):
        return text
    for words, pattern, plain in _rules():
        if holds(text, words):
            text = pattern.sub(plain, text)
    return text
