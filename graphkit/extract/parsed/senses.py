"""Which sense of a verb a sentence has: that whose words and prepositions stand behind it."""

from __future__ import annotations

from graphkit.extract.parsed.tree import Token, child
from graphkit.extract.parsed.words import VerbSense, behind


def sense_of(verb: Token, senses: tuple[VerbSense, ...], *, objects: bool = False) -> VerbSense | None:
    """The first sense whose words stand behind the verb."""
    for sense in senses:
        if not behind(verb, sense.rest):
            continue
        if sense.preps and "" not in sense.preps and not _has_prep(verb, sense.preps):
            continue
        if not sense.rest and child(verb, "prt") is not None:
            continue
        if sense.lemma == "approve" and _has_prep(verb, frozenset(("of",))):
            continue
        return sense
    return None


def _has_prep(verb: Token, preps: frozenset[str]) -> bool:
    return any(
        (one.dep_ in ("prep", "prt", "advmod", "dative") and one.lower_ in preps)
        or (
            one.dep_ in ("ccomp", "advcl", "xcomp")
            and (
                one.left_edge.lower_ in preps
                or any(m.lower_ in preps for m in one.children if m.dep_ in ("mark", "advmod"))
            )
        )
        for one in verb.children
    )
