"""How a claim is meant: its standing, negation and source, as the words around its predicate say."""

from __future__ import annotations

from typing import Final

from graphkit.extract.parsed.claim import Claim, Meaning
from graphkit.extract.parsed.complements import below_noun, complement
from graphkit.extract.parsed.infinitives import infinitive
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.tense import MODALS, auxiliaries, is_negated, is_past, is_told, lasted
from graphkit.extract.parsed.tree import Token, child, denied
from graphkit.extract.parsed.words import words

_DEEPEST: Final = 12


_CASE: Final = listed("case_marks")


_TIME: Final = listed("time_marks")


def meaning(claim: Claim) -> Meaning | None:
    """How a claim is meant; None when it is none: a question, a single act, a case that is only supposed."""
    found = Meaning(negated=claim.denied)
    node = claim.at
    if not _own(claim, node, found):
        return None
    for _ in range(_DEEPEST):
        up = _above(claim, node, found)
        if up is None:
            return found
        if up is False:
            return None
        node = up
    return found


def _own(claim: Claim, verb: Token, found: Meaning) -> bool:
    """Read the auxiliaries, negation and tense of the predicate's own verb."""
    aux = auxiliaries(verb)
    lowers = {one.lower_ for one in aux}
    for modal in ("should", "ought", "could", "would", "might"):
        if modal in lowers or (modal == "would" and ("'d" in lowers or "’d" in lowers)):
            found.modal = modal
    if lowers & {"must", "may", "can", "shall", "cannot", "ca"}:
        found.modal = found.modal or "may"
    if lowers & {"will", "'ll", "’ll", "wo"}:
        found.future = True
    if is_negated(verb) and not claim.gate:
        found.negated = not found.negated
    told = is_past(verb, aux)
    if told == "perfect" and lowers & {"had", "'d"} and (claim.state or is_told(verb)):
        found.standing = "Past"
    elif told == "perfect" and not claim.state:
        return False
    if told == "past":
        if not claim.state and not claim.past_ok and not lasted(verb) and not is_told(verb):
            return False
        found.standing = "Past"
    if told == "progressive" and not claim.state:
        return False
    if (
        verb.tag_ == "VB"
        and "to" in lowers
        and child(verb, "nsubj") is not None
        and verb.dep_ in ("acl", "ROOT", "dep")
    ):
        return False
    if any(one.tag_ == "VB" and one.lower_ == "be" for one in aux) and not lowers & MODALS:
        found.standing = "Proposed"
    topic = child(verb, "nsubj", "nsubjpass")
    active = claim.kind in ("verb", "object-active", "making", "right") and not claim.gate
    if active and topic is not None and _is_nobody(topic):
        found.negated = not found.negated
    return True


def _is_nobody(topic: Token) -> bool:
    """Whether a subject denies what is said of it: "nobody", "no engineer"."""
    if topic.lower_ in ("nobody", "none", "nothing"):
        return True
    return any(
        one.lower_ in ("no", "neither") and one.dep_ in ("det", "preconj", "cc", "advmod") for one in topic.children
    )


def _above(claim: Claim, node: Token, found: Meaning) -> Token | bool | None:
    """Read what stands above a verb; the next verb to look at, None at the top, False when it is no right."""
    dep, head = node.dep_, node.head
    if head is node:
        return None
    marks = {one.lower_ for one in node.children if one.dep_ in ("mark", "advmod") and one.i < node.i}
    marks |= {one.lower_ for one in node.children if one.tag_ in ("WDT", "WP", "WP$", "WRB") and one.i < node.i}
    if dep == "advcl":
        if marks & _CASE or _inverted(node):
            return False
        if marks & _TIME and not claim.gate and claim.kind != "relative":
            return False
        if node.tag_ == "VB" and child(node, "nsubj") is None and not _copula_for(node):
            return False  # a purpose: "to decide on it"
        if head.lemma_ in listed("wishing"):
            found.standing = "Proposed"
        if node.tag_ == "VBG" and child(node, "nsubj", "nsubjpass", "aux") is None:
            return False
        if head.lemma_ == "be":
            topic = child(head, "nsubj")
            if topic is not None and topic.lemma_ in words().meant["wish_nouns"]:
                found.standing = "Proposed"
            if node.tag_ == "VB":
                if is_negated(head):
                    found.negated = not found.negated
                aux = {one.lower_ for one in auxiliaries(head)}
                found.modal = next((m for m in ("should", "would", "could", "might") if m in aux), found.modal)
                if is_past(head, auxiliaries(head)) == "past":
                    found.standing = "Past"
        return head if head.pos_ in ("VERB", "AUX") else None
    if dep in ("relcl", "acl"):
        return _attribute(claim, node, head, found)
    if dep == "conj":
        governor = head
        if child(node, "nsubj", "nsubjpass", "expl") is None and head.pos_ in ("VERB", "AUX"):
            return _shared(claim, node, head, found)
        while governor.dep_ == "conj":
            governor = governor.head
        return _above(claim, governor, found) if governor.dep_ in ("ccomp", "xcomp", "pcomp") else None
    if dep == "xcomp":
        return infinitive(claim, node, head, found)
    if dep in ("ccomp", "csubj", "pcomp", "oprd", "parataxis", "attr", "acomp", "dep", "csubjpass"):
        return complement(claim, node, head, marks, found)
    return head if head.pos_ in ("VERB", "AUX") else None


def _attribute(claim: Claim, node: Token, noun: Token, found: Meaning) -> Token | bool | None:
    """A clause that qualifies a noun: how the verb of the noun is meant counts for what it tells of the noun too."""
    if any(one.dep_ == "mark" and one.lower_ in ("that", "whether", "if") for one in node.children):
        return below_noun(noun, found)
    if denied(noun) and node.tag_ == "VB":
        found.negated = not found.negated
    verb = noun.head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX") or verb.head is verb:
            break
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    aux = {one.lower_ for one in auxiliaries(verb)}
    for modal in ("should", "would", "could", "might"):
        if modal in aux:
            found.modal = modal
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and child(verb, "auxpass") is not None:
        doer = next(
            (p for agent in verb.children if agent.dep_ == "agent" for p in agent.children if p.dep_ == "pobj"), None
        )
        found.sources, found.unnamed = ((doer,), False) if doer is not None else ((), True)
    if noun.dep_ == "attr" and verb.lemma_ == "be" and is_negated(verb):
        found.negated = not found.negated
    if noun.dep_ == "dobj" and verb.lemma_ in listed("wishing_for"):
        found.standing = "Proposed"
    if noun.dep_ == "dobj" and verb.lemma_ in words().light["have"] and node.tag_ == "VB":
        if is_negated(verb):
            found.negated = not found.negated
        if is_past(verb, auxiliaries(verb)) == "past":
            found.standing = "Past"
        found.modal = found.modal or "may"
    return verb


def _shared(claim: Claim, node: Token, head: Token, found: Meaning) -> Token | bool | None:
    """The verb with which another shares its subject: "may veto or amend"."""
    if node.tag_ in ("VBP", "VBZ") and head.tag_ == "VBD" and not claim.state:
        return None
    if head.dep_ in ("relcl", "acl"):
        return None
    return _above(claim, head, found)


def _copula_for(node: Token) -> bool:
    return any(one.lower_ == "for" for one in node.children)


def _inverted(node: Token) -> bool:
    first = next(iter(node.children), None)
    return first is not None and first.lower_ in ("should", "were", "had") and first.dep_ == "aux" and first.i < node.i
