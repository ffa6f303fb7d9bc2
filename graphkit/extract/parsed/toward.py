"""Matters that go to somebody: "refunds go through X", "the decision rests with X", "is left to X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.scopes import about, subject_matter
from graphkit.extract.parsed.tree import Token, child, children, subject
from graphkit.extract.parsed.words import VerbSense, power_of, words
from graphkit.extract.statement import Power

_ANYTHING: Final = listed("anything")


LEFT: Final[dict[str, Power]] = {
    "leave": "Decide", "reserve": "Decide", "delegate": "Own", "entrust": "Own", "hand": "Own", "assign": "Own",
    "vest": "Decide", "allocate": "Own", "devolve": "Decide", "report": "Inform", "copy": "Inform",
    "disclose": "Inform",
}  # fmt: skip


def left_claims(verb: Token, topic: Token, power: Power) -> Iterator[Claim]:
    for one in verb.children:
        if one.lower_ in ("to", "with", "for", "in") and one.dep_ in ("prep", "dative"):
            holder = child(one, "pobj")
            if holder is not None:
                known = power_of(topic, words().matters)
                matter = subject_matter(topic)
                if known is not None:
                    power, matter = known[0], about(topic) or matter
                yield Claim(power, verb, holder, matter.text, matter.head, kind="toward", confidence=0.65)
                return


def toward_sense(verb: Token, senses: tuple[VerbSense, ...]) -> tuple[VerbSense, Token] | None:
    for sense in senses:
        holder = _along(verb, sense.rest)
        if holder is not None:
            return sense, holder
    return None


def _along(verb: Token, rest: tuple[str, ...]) -> Token | None:
    """What stands behind a verb and its prepositions: "comes down to X"."""
    if not rest:
        return child(verb, "dobj")
    at: list[Token] = [verb]
    for word in rest:
        following = [
            one
            for token in at
            for one in token.children
            if one.i > verb.i and one.lower_ == word and one.dep_ != "agent"
        ]
        if not following:
            last = at[-1]
            following = [one for one in verb.children if one.lower_ == word and one.i > last.i and one.dep_ != "agent"]
        if not following:
            return None
        at = following
    for token in at:
        found = child(token, "pobj")
        if found is not None:
            return found
    return None


def toward_claims(verb: Token, sensed: tuple[VerbSense, Token]) -> Iterator[Claim]:
    sense, goal = sensed
    topic = subject(verb)
    if topic is None or verb.dep_ == "acl":
        return
    if topic.pos_ == "PRON" and topic.lower_ not in _ANYTHING:
        return
    if (
        verb.lemma_ == "be"
        and sense.rest[0] in ("for", "with", "in", "at", "by")
        and child(verb, "acomp", "attr") is not None
    ):
        return
    if verb.lemma_ == "cross" and goal.lemma_ not in ("desk", "table"):
        return
    holder = goal
    if goal.lemma_.lower() in listed("desks"):
        owner = child(goal, "poss")
        if owner is None:
            owner = next((p for of in goal.children if of.lower_ == "of" for p in children(of, "pobj")), None)
        if owner is None:
            return
        holder = owner
    known = power_of(topic, words().matters) if topic.pos_ in ("NOUN", "PROPN") else None
    matter = subject_matter(topic)
    power = sense.power
    if known is not None:
        if known[0] in ("Decide", "Approve", "Veto", "Own", "Perform", "Recommend"):
            power = known[0]
        matter = about(topic) or matter
    elif sense.power == "Inform" or (
        sense.power == "Decide" and " ".join((sense.lemma, *sense.rest)) not in listed("rests_with")
    ):
        return
    yield Claim(power, verb, holder, matter.text, matter.head, state=True, kind="toward", confidence=0.65)
