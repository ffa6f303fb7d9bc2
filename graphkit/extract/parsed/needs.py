"""What a matter needs of somebody, and in whose hands it is: "S needs X's nod", "S is in X's hands"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.scopes import about, object_of, subject_matter
from graphkit.extract.parsed.tree import Token, child, children, subject
from graphkit.extract.parsed.words import power_of, words


def owner_of(noun: Token) -> Token | None:
    """Whose a noun is: "Ann's nod", "the nod of Ann", "a nod from Ann"."""
    owner = child(noun, "poss")
    if owner is not None:
        if owner.lower_ == "whose":
            clause = noun.head
            for _ in range(4):
                if clause.dep_ == "relcl":
                    return clause.head
                clause = clause.head
            return None
        return owner
    for one in noun.children:
        if one.dep_ == "prep" and one.lower_ in ("of", "from", "by"):
            found = child(one, "pobj")
            if found is not None:
                return found
    return None


_SUBJECT_TO: Final = listed("subject_to")


def needing(verb: Token, lemma: str) -> Iterator[Claim]:
    """ "S needs X's nod", "X's nod is needed for S", "nothing ships without X's nod"."""
    lexicon = words()
    topic = subject(verb)
    passive = child(verb, "nsubjpass", "auxpass") is not None
    if lemma in listed("needed") and passive and topic is not None:
        found = power_of(topic, lexicon.rights) if topic.pos_ in ("NOUN", "PROPN") else None
        owner = owner_of(topic) if found else None
        if found and owner is not None and found[0] in ("Approve", "Consult"):
            matter = object_of(verb, frozenset(("for", "on", "before", "to"))) or about(topic)
            yield Claim(
                found[0],
                verb,
                owner,
                matter.text if matter else "",
                matter.head if matter else None,
                state=True,
                strong=True,
                kind="need",
            )
        return
    if topic is None:
        return
    noun = child(verb, "dobj") if lemma in listed("needing") else None
    if noun is None and lemma in listed("hinging"):
        for one in verb.children:
            if one.dep_ == "prep" and one.lower_ in ("on", "upon", "for", "with", "to", "ahead"):
                noun = child(one, "pobj") or noun
    if noun is None and lemma == "be":
        for one in verb.children:
            if one.lower_ in _SUBJECT_TO:
                for prep in one.children:
                    noun = child(prep, "pobj") or noun
            if one.dep_ == "prep" and one.lower_ == "subject":
                noun = child(one, "pobj") or noun
    if noun is None:
        return
    for one in (noun, *[c for c in noun.children if c.dep_ == "conj"]):
        found = power_of(one, lexicon.rights)
        owner = owner_of(one)
        if owner is None:
            owner = next(
                (
                    p
                    for prep in verb.children
                    if prep.dep_ == "prep" and prep.lower_ == "from"
                    for p in children(prep, "pobj")
                ),
                None,
            )
        if (
            found
            and found[0] in ("Approve", "Consult")
            and owner is None
            and lemma in ("need", "require", "take", "await", "be")
        ):
            before = [c for c in one.children if c.dep_ == "compound" and c.lower_ not in listed("not_owners")]
            owner = before[-1] if before else None
        if found and owner is not None and found[0] in ("Approve", "Consult"):
            matter = subject_matter(topic)
            yield Claim(found[0], verb, owner, matter.text, matter.head, state=True, strong=True, kind="need")


def within(verb: Token) -> Iterator[Claim]:
    """ "S lies within X's remit", "S is in X's hands", "S is at the discretion of X"."""
    lexicon = words()
    if verb.lemma_.lower() not in listed("lying"):
        return
    topic = subject(verb)
    if topic is None or topic.lower_ in ("there",):
        return
    for prep in verb.children:
        if prep.dep_ not in ("prep", "agent", "dobj") or prep.lower_ not in listed("within"):
            continue
        noun = child(prep, "pobj")
        if noun is None:
            continue
        found = power_of(noun, lexicon.belongs)
        owner = owner_of(noun)
        if found is None or owner is None or noun.lemma_ in listed("not_within"):
            continue
        matter = subject_matter(topic)
        known = power_of(topic, lexicon.matters) if topic.pos_ == "NOUN" else None
        power = known[0] if known and known[0] in ("Decide", "Approve", "Veto") else found[0]
        if known:
            matter = about(topic) or matter
        yield Claim(power, verb, owner, matter.text, matter.head, state=True, kind="within", confidence=0.65)
