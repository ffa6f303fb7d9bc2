"""Clauses below a verb or noun: believed, said, wished for, asked, or a cleft."""

from __future__ import annotations

from typing import Final

from graphkit.extract.parsed.claim import Claim, Meaning
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.tense import auxiliaries, is_negated, is_past
from graphkit.extract.parsed.tree import Token, child
from graphkit.extract.parsed.words import words

_QUESTION: Final = frozenset(("whether", "if"))


WH: Final = frozenset(("who", "what", "which", "how", "whose", "whom"))


def complement(claim: Claim, node: Token, head: Token, marks: set[str], found: Meaning) -> Token | bool | None:
    """A clause below a verb: believed, said, wished for, asked, or a cleft."""
    meant = words().meant
    lemma = head.lemma_.lower()
    if node.dep_ == "pcomp" and marks & (WH | _QUESTION | {"when", "where", "why"}):
        return False
    if node.dep_ == "pcomp":
        if child(node, "nsubj", "nsubjpass") is None:
            return False
        verb = head.head
        if verb.lemma_ in meant["belief"] and child(verb, "auxpass") is not None:
            found.unnamed = True
        return verb if verb.pos_ in ("VERB", "AUX") and verb is not head else None
    if head.pos_ == "NOUN":
        return below_noun(head, found)
    if head.pos_ not in ("VERB", "AUX") and not head.tag_.startswith("VB"):
        return None
    if marks & _QUESTION and node.dep_ != "parataxis":
        return False
    if (
        marks & WH
        and claim.holder.dep_ not in ("attr",)
        and node.dep_ in ("ccomp", "pcomp", "csubj")
        and not _cleft(node)
    ):
        return False
    if _cleft(node):
        return _governor(claim, head, found)
    if lemma == "be":
        topic = child(head, "nsubj")
        noun = topic.lemma_.lower() if topic is not None else ""
        if noun in meant["wish_nouns"]:
            found.standing = "Proposed"
        elif noun in meant["question_nouns"]:
            return False
        elif noun in meant["belief_nouns"]:
            owner = child(topic, "poss") if topic is not None else None
            if owner is not None:
                found.sources = (owner,)
            else:
                found.unnamed = True
        return _governor(claim, head, found)
    if lemma == "have" and _speaker(head) in listed("hearsay_nouns"):
        found.unnamed = True
        return _governor(claim, head, found)
    if is_negated(head) and node.dep_ == "ccomp":
        if lemma in meant["belief"]:
            found.negated = not found.negated
        else:
            return False
    if node.tag_ == "VB" and lemma in ("see", "hear", "watch", "feel"):
        return False
    if lemma in meant["doubt"] or (
        head.tag_ == "VBG" and lemma in ("assume", "suppose", "provide", "imagine", "grant")
    ):
        return False
    speaker = child(head, "nsubj")
    passive = child(head, "nsubjpass") is not None or child(head, "auxpass") is not None
    if node.dep_ in ("ccomp", "parataxis", "csubj", "csubjpass", "oprd", "xcomp"):
        if lemma in meant["wish"] and not (lemma in meant["said"] and node.tag_ in ("VBZ", "VBP")):
            found.standing = "Proposed"
            return _governor(claim, head, found)
        if lemma in meant["belief"]:
            if passive or speaker is None:
                found.unnamed = True
            else:
                found.sources = (speaker,)
            return _governor(claim, head, found)
        if lemma in meant["said"]:
            if passive:
                if lemma in ("say", "report", "tell"):
                    found.unnamed = True
            elif speaker is not None and lemma not in listed("not_speaking"):
                found.speakers = (speaker,)
            return _governor(claim, head, found)
        if lemma in ("have", "let", "see", "allow") and is_past(head, auxiliaries(head)):
            found.standing = "Past"
        if lemma == "let" and speaker is None and head.tag_ == "VB":
            found.standing = "Proposed"
        if lemma in listed("letting"):
            return _governor(claim, head, found)
    if node.dep_ == "ccomp" and node.i < head.i and child(head, "nsubj") is not None and head.i > node.right_edge.i:
        return _governor(claim, head, found)
    if node.dep_ == "pcomp":
        return False
    if (
        node.dep_ in ("dep", "attr", "acomp", "ccomp", "parataxis")
        and child(node, "nsubj", "nsubjpass") is not None
        and "that" not in marks
    ):
        return _governor(claim, head, found)
    return head if head.tag_ in ("VBZ", "VBP") or node.dep_ != "ccomp" else False


def below_noun(noun: Token, found: Meaning) -> Token | bool | None:
    """A clause that says what a noun holds: "the view that Ann decides"."""
    meant, lemma = words().meant, noun.lemma_.lower()
    if lemma in meant["question_nouns"]:
        return False
    if lemma in meant["wish_nouns"]:
        found.standing = "Proposed"
    verb = noun.head
    for _ in range(3):
        if verb.pos_ in ("VERB", "AUX") or verb.head is verb:
            break
        verb = verb.head
    if lemma in meant["belief_nouns"]:
        owner = child(noun, "poss") or (child(verb, "nsubj") if verb.pos_ in ("VERB", "AUX") else None)
        if owner is not None:
            found.sources = (owner,)
        else:
            found.unnamed = True
    return verb if verb.pos_ in ("VERB", "AUX") else None


def _speaker(verb: Token) -> str:
    topic = child(verb, "nsubj")
    return topic.lemma_.lower() if topic is not None else ""


def _cleft(node: Token) -> bool:
    head = node.head
    first = child(head, "nsubj", "expl")
    return (
        node.dep_ in ("ccomp", "advcl", "relcl") and head.lemma_ == "be" and first is not None and first.lower_ == "it"
    )


def _governor(claim: Claim, head: Token, found: Meaning) -> Token | bool | None:
    aux = {one.lower_ for one in auxiliaries(head)}
    if aux & {"would", "'d", "might", "could"} and head.lemma_.lower() not in words().meant["wish"]:
        found.modal = "would"
    if "should" in aux:
        found.modal = "should"
    return head
