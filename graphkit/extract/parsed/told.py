"""Who is asked or told: "X is consulted on S", "they keep X informed of S"."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.grants import real_holder
from graphkit.extract.parsed.scopes import Matter, fronted, subject_matter
from graphkit.extract.parsed.senses import sense_of
from graphkit.extract.parsed.tree import Token, child, subject
from graphkit.extract.parsed.words import VerbSense, words


def told_claims(verb: Token, lemma: str, topic: Token | None) -> Iterator[Claim]:
    """ "X is consulted on S"."""
    sense = sense_of(verb, words().objects.get(lemma, ()), objects=True)
    if sense is not None and topic is not None and verb.dep_ != "acl":
        matter = _object_matter(verb, sense)
        holder = real_holder(topic)
        if holder is not None:
            yield Claim(
                sense.power, verb, holder, matter.text if matter else "", matter.head if matter else None,
                strong=True, kind="object",
            )  # fmt: skip


def _object_matter(verb: Token, sense: VerbSense) -> Matter | None:
    preps = frozenset(("on", "about", "over", "of", "for", "regarding", "in"))
    for one in verb.rights:
        if one.dep_ == "prep" and one.lower_ in preps:
            matter = child(one, "pobj", "pcomp")
            if matter is not None:
                return Matter(str(matter.doc[matter.left_edge.i : matter.right_edge.i + 1].text), matter)
        if one.dep_ in ("prep", "advcl", "mark") and one.left_edge.lower_ in (
            "before",
            "when",
            "whenever",
            "after",
            "once",
            "if",
        ):
            inner = child(one, "pobj", "pcomp") if one.dep_ == "prep" else one
            if inner is not None:
                thing = child(inner, "nsubj", "nsubjpass", "dobj") if one.dep_ == "advcl" else inner
                if thing is not None and thing.pos_ in ("NOUN", "PROPN"):
                    return subject_matter(thing)
        if one.dep_ == "ccomp" and one.left_edge.tag_ in ("WRB", "WP", "WDT"):
            return Matter(str(one.doc[one.left_edge.i : one.right_edge.i + 1].text), one)
    return fronted(verb)


def asked_claims(verb: Token, sense: VerbSense) -> Iterator[Claim]:
    holder = child(verb, "dobj", "dative")
    if holder is None:
        for one in verb.children:
            if one.dep_ in ("prep", "dative") and one.lower_ in (*sense.rest, "with", "to"):
                holder = child(one, "pobj")
    if len(sense.rest) == 1 and holder is not None and sense.rest[0] in (holder.lower_, holder.lemma_):
        holder = child(verb, "dative")
    doer = subject(verb)
    posted = next((one for one in verb.children if one.lower_ in sense.rest and child(one, "nsubj") is not None), None)
    if posted is not None:
        holder = child(posted, "nsubj")
    if holder is None or doer is None or verb.dep_ == "relcl":
        return
    matter = _object_matter(verb, sense)
    yield Claim(
        sense.power, verb, holder, matter.text if matter else "", matter.head if matter else None,
        kind="object-active", confidence=0.65,
    )  # fmt: skip
