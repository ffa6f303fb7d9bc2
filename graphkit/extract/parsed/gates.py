"""Rights that something waits for: "no rent changes without X's nod", "nothing ships until X has signed"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.needs import owner_of
from graphkit.extract.parsed.scopes import PRONOUNS, Matter, subject_matter
from graphkit.extract.parsed.tree import Token, child, children, subject
from graphkit.extract.parsed.words import behind, power_of, words
from graphkit.extract.statement import Power

_NOTHING: Final = frozenset(("nothing", "nobody", "none", "no", "neither", "few"))
_APPROVING: Final = listed("approving")


def gate_claims(verb: Token) -> Iterator[Claim]:
    """The claims of what must have happened before a verb may."""
    closed = _closed(verb)
    only = any(one.lower_ == "only" for one in verb.subtree if one.i > verb.i)
    for one in verb.children:
        if one.dep_ == "prep" and one.lower_ in (
            "without",
            "with",
            "after",
            "on",
            "upon",
            "pending",
            "until",
            "before",
            "over",
            "against",
        ):
            if one.lower_ in ("over", "against"):
                yield from _objection(verb, one, closed=closed)
                continue
            if one.lower_ == "without" and not closed:
                continue
            if one.lower_ in ("with", "after", "on", "upon") and not (only and not closed):
                continue
            if one.lower_ in ("until", "before") and not closed:
                continue
            yield from _by_noun(verb, one)
            yield from _by_doing(verb, one)
        elif one.dep_ == "advcl":
            mark = {m.lower_ for m in one.children if m.dep_ in ("mark", "advmod") and m.i < one.i}
            if (closed and mark & {"until", "before", "unless", "till"}) or (
                only and mark & {"once", "when", "after", "if"}
            ):
                yield from _clause(verb, one)


def _closed(verb: Token) -> bool:
    topic = subject(verb)
    if child(verb, "neg") is not None:
        return True
    if any(one.lower_ in listed("closing") for one in verb.children):
        return True
    if topic is None:
        return False
    return topic.lower_ in _NOTHING or any(one.lower_ in ("no", "neither", "nothing") for one in topic.children)


def _matter(verb: Token) -> Matter | None:
    topic = subject(verb)
    if (
        topic is not None
        and topic.lower_ not in PRONOUNS
        and topic.pos_ in ("NOUN", "PROPN")
        and topic.lower_ not in _NOTHING
    ):
        found = subject_matter(topic)
        text = found.text
        for word in ("No ", "no ", "Nothing ", "nothing "):
            text = text.removeprefix(word)
        return Matter(text, topic)
    thing = child(verb, "dobj")
    if thing is not None:
        return subject_matter(thing)
    if topic is not None:
        for one in topic.children:
            if one.dep_ in ("prep", "relcl", "acl"):
                return Matter(str(one.doc[one.left_edge.i : one.right_edge.i + 1].text), one)
    for one in verb.children:
        if one.dep_ == "prep" and one.lower_ in ("on", "to", "from", "onto", "into"):
            inner = child(one, "pobj")
            if inner is not None:
                return subject_matter(inner)
    return None


def _claim(power: Power, verb: Token, holder: Token) -> Claim:
    matter = _matter(verb)
    return Claim(
        power,
        verb,
        holder,
        matter.text if matter else "",
        matter.head if matter else None,
        state=True,
        gate=True,
        strong=True,
        kind="gate",
    )


def _by_noun(verb: Token, prep: Token) -> Iterator[Claim]:
    noun = child(prep, "pobj")
    if noun is None:
        return
    for one in (noun, *children(noun, "conj")):
        found = power_of(one, words().rights)
        owner = owner_of(one)
        if found and owner is not None and found[0] in ("Approve", "Consult"):
            yield _claim(found[0], verb, owner)


def _by_doing(verb: Token, prep: Token) -> Iterator[Claim]:
    doing = child(prep, "pcomp")
    if doing is None:
        return
    who = child(doing, "nsubj", "poss")
    if who is not None and doing.lemma_ in _APPROVING:
        yield _claim("Approve", verb, who)


def _objection(verb: Token, prep: Token, *, closed: bool) -> Iterator[Claim]:
    """ "Nothing goes out over X's objection"."""
    noun = child(prep, "pobj")
    if noun is not None and closed and noun.lemma_ in listed("objections"):
        owner = owner_of(noun)
        if owner is not None:
            yield _claim("Veto", verb, owner)


def _clause(verb: Token, clause: Token) -> Iterator[Claim]:
    who = child(clause, "nsubj")
    passive = child(clause, "nsubjpass")
    if who is not None:
        if clause.lemma_ in _APPROVING or (clause.lemma_ == "give" and child(clause, "dobj") is not None):
            yield _claim("Approve", verb, who)
    elif passive is not None:
        senses = words().objects.get(clause.lemma_, ())
        doer = next((p for agent in children(clause, "agent") for p in children(agent, "pobj")), None)
        if doer is not None and clause.lemma_ in _APPROVING:
            yield _claim("Approve", verb, doer)
        elif senses and behind(clause, senses[0].rest):
            yield _claim(senses[0].power, verb, passive)
