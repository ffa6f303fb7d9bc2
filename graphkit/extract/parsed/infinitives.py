"""Infinitives: "has to approve", "is free to choose", "is said to decide"."""

from __future__ import annotations

from graphkit.extract.parsed.claim import Claim, Meaning
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.tense import auxiliaries, is_negated, is_past
from graphkit.extract.parsed.tree import Token, child
from graphkit.extract.parsed.words import words


def infinitive(claim: Claim, node: Token, head: Token, found: Meaning) -> Token | bool | None:
    """ "has to approve", "gets to choose", "wants to decide"."""
    lexicon = words()
    lemma = head.lemma_.lower()
    if lemma in lexicon.granted["adjectives"] and head.dep_ in (
        "acomp",
        "pcomp",
        "conj",
        "ROOT",
        "amod",
        "ccomp",
        "oprd",
        "attr",
        "advcl",
        "relcl",
        "xcomp",
        "acl",
    ):
        if is_negated(head) and head.tag_ != "JJ":
            found.negated = not found.negated
        found.modal = found.modal or "may"
        if head.dep_ in ("acomp", "conj", "attr", "oprd") and head.head.lemma_ == "be":
            be = head.head
            if be.tag_ == "VB" and not auxiliaries(be):
                found.standing = "Proposed"
            if is_negated(be):
                found.negated = not found.negated
            if is_past(be, auxiliaries(be)) == "past":
                found.standing = "Past"
            held = {one.lower_ for one in auxiliaries(be)}
            found.modal = next((m for m in ("should", "would", "could", "might") if m in held), found.modal)
            return be
        if head.pos_ in ("VERB", "AUX"):
            told = is_past(head, auxiliaries(head))
            if told == "past":
                found.standing = "Past"
            return head
        return None
    if lemma == "use" and head.tag_ == "VBD":
        found.standing = "Past"
        return head
    if lemma in lexicon.meant["passive_belief"] and child(head, "auxpass") is not None:
        if lemma == "suppose" or lemma == "expect":
            found.modal = "should" if lemma == "suppose" else "must"
        else:
            doer = next(
                (p for agent in head.children if agent.dep_ == "agent" for p in agent.children if p.dep_ == "pobj"),
                None,
            )
            if doer is not None:
                found.sources = (doer,)
            else:
                found.unnamed = True
        return head
    if lemma in lexicon.meant["seem"]:
        found.unnamed = True
        return head
    if lemma in ("go",) and head.tag_ == "VBG":
        found.future = True
        return head
    if lemma in listed("wishing"):
        found.standing = "Proposed"
        return head
    if head.tag_ == "VBG" and child(head, "nsubj", "aux") is None and head.dep_ in ("advcl", "pcomp", "acl"):
        return False
    if lemma in listed("raising"):
        aux = auxiliaries(head)
        if is_negated(head) and not claim.gate:
            if lemma in ("have", "need"):
                return False
            found.negated = not found.negated
        told = is_past(head, aux)
        if told == "past":
            if not (claim.state or lemma in ("have", "get", "be")):
                return False
            found.standing = "Past"
        if told == "perfect":
            return False
        lowers = {one.lower_ for one in aux}
        for modal in ("should", "could", "would", "might"):
            if modal in lowers:
                found.modal = modal
        if lowers & {"will", "'ll"}:
            found.future = True
        if lemma == "ought":
            found.modal = "should"
        if lemma in ("have", "need", "be"):
            found.modal = found.modal or "must"
        return head
    if claim.kind in ("granted",):
        return head
    return False
