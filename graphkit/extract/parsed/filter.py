"""Which sentences are worth a parse: those that hold a word of a right in a form that can say one."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.parsed.words import words

#: A longer stretch without a full stop is a list, a table or a transcript; a shorter one has no verb.
_LONGEST: Final = 500
_SHORTEST: Final = 12
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")


class _Forms(Struct, frozen=True):
    """`sure` are words of which one is enough, `third` are verbs in the present; `bases` need a modal or a plural
    before them, `participles` a "by" behind them.
    """

    sure: frozenset[str]
    third: frozenset[str]
    bases: frozenset[str]
    participles: frozenset[str]
    modals: frozenset[str]
    before_to: frozenset[str]
    not_before: frozenset[str]
    no_plurals: frozenset[str]
    plurals: frozenset[str]
    phrases: re.Pattern[str]


def may_state(text: str) -> bool:
    """Whether a sentence may say a right, by its words.

    >>> [may_state(text) for text in ("Ann signs the leases.", "Ann may sign leases.", "Ann signed the lease.")]
    [True, True, False]
    """
    if not _SHORTEST < len(text) < _LONGEST or text.rstrip(' "”').endswith("?"):
        return False
    forms = _forms()
    lower = text.lower()
    written = _WORD.findall(lower)
    if not forms.sure.isdisjoint(written):
        return True
    for at, word in enumerate(written):
        if word in forms.third and (not at or written[at - 1] not in forms.not_before):
            return True
        if word in forms.bases and at and _may_act(written, at, forms):
            return True
        if word == "by" and not forms.participles.isdisjoint(written[max(0, at - 3) : at]):
            return True
    return forms.phrases.search(lower) is not None


def _may_act(written: list[str], at: int, forms: _Forms) -> bool:
    """Whether the base form of a verb stands behind a modal, "has to" and the like, or a plural."""
    before = written[at - 1]
    if before == "to":
        return at > 1 and written[at - 2] in forms.before_to
    if not forms.modals.isdisjoint(written[max(0, at - 3) : at]):
        return True
    if before.endswith("ly") and at > 1:
        before = written[at - 2]
    return before in forms.plurals or (before[-1] == "s" and before not in forms.no_plurals)


def third(lemma: str) -> str:
    """The third person of a regular verb.

    >>> third("sign"), third("pass"), third("ratify")
    ('signs', 'passes', 'ratifies')
    """
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return (lemma + "d",)
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        return (lemma[:-1] + "ied",)
    return (lemma + "ed", lemma + lemma[-1] + "ed")


@cache
def _forms() -> _Forms:
    lexicon = words()
    listed = lexicon.filter
    verbs = {lemma for table in (lexicon.verbs, lexicon.objects) for lemma in table}
    nouns = {key.split()[-1] for table in (lexicon.rights, lexicon.belongs, lexicon.offices) for key in table}
    return _Forms(
        sure=frozenset(nouns | {noun + "s" for noun in nouns} | listed["sure"]) - listed["common"],
        third=frozenset(map(third, verbs)) - listed["common"],
        bases=frozenset(verbs) - listed["common"],
        participles=frozenset(form for lemma in verbs for form in _past(lemma)) | listed["participles"],
        modals=listed["modals"],
        before_to=listed["before_to"],
        not_before=listed["not_before"],
        no_plurals=listed["no_plurals"],
        plurals=listed["plurals"],
        phrases=lexicon.phrases,
    )
