"""What the auxiliaries of a verb say: whether it is denied, over, or told of a time that is."""

from __future__ import annotations

from typing import Final

from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.tree import Token, child, children
from graphkit.extract.parsed.words import words

MODALS: Final = listed("modals")


def is_told(verb: Token) -> bool:
    """Whether the sentence tells of a time that is over."""
    return words().former.search(verb.sent.text) is not None


def _many(verb: Token) -> bool:
    """Whether a verb whose past looks like its present has a subject in the plural."""
    topic = child(verb, "nsubj")
    return topic is not None and topic.tag_ in ("NNS", "NNPS")


def lasted(verb: Token) -> bool:
    """Whether a past tense tells what was so for a time."""
    return any(
        one.lower_ in listed("lasting") or (one.lower_ in ("until", "till") and one.dep_ in ("prep", "mark"))
        for one in verb.children
    )


def auxiliaries(verb: Token) -> list[Token]:
    found = children(verb, "aux", "auxpass")
    if (
        verb.dep_ == "conj"
        and not found
        and child(verb, "nsubj", "nsubjpass") is None
        and verb.tag_ in ("VB", "VBN", "VBG")
    ):
        head = verb.head
        if head.pos_ in ("VERB", "AUX"):
            return auxiliaries(head)
    return found


def is_negated(verb: Token) -> bool:
    if verb.i and verb.nbor(-1).lower_ in ("neither", "nor", "never", "not"):
        return True
    if child(verb, "neg") is not None:
        return True
    if any(one.lower_ == "longer" and any(c.lower_ == "no" for c in one.children) for one in verb.children):
        return True
    if any(
        one.lower_ in ("never", "hardly", "nowhere", "neither", "nor")
        and one.dep_ in ("advmod", "neg", "preconj", "cc")
        and one.i < verb.i
        for one in verb.children
    ):
        return True
    if (
        verb.dep_ == "conj"
        and child(verb, "nsubj", "nsubjpass") is None
        and verb.tag_ == "VB"
        and verb.head.pos_ == "VERB"
    ):
        return is_negated(verb.head)
    return False


def is_past(verb: Token, aux: list[Token]) -> str:
    lowers = {one.lower_ for one in aux}
    if lowers & {"has", "have", "'ve", "’ve"} and verb.tag_ == "VBN" and not lowers & {"must", "may", "can", "to"}:
        return "perfect"
    if lowers & {"has", "have"} and verb.tag_ == "VBD":
        return "perfect"
    if (
        verb.tag_ == "VBD"
        and not aux
        and verb.dep_ in ("advcl", "pcomp")
        and any(c.lower_ == "with" for c in verb.children)
    ):
        return ""
    if verb.tag_ == "VBN" and not aux and verb.dep_ not in ("acl", "conj", "pcomp", "advcl", "xcomp", "ccomp"):
        return "past" if child(verb, "agent") is None else ""
    if "had" in lowers and verb.tag_ == "VBN":
        return "perfect"
    if lowers & {"was", "were", "did"}:
        return "past"
    if verb.tag_ == "VBD" and verb.lower_ == verb.lemma_ and _many(verb) and not is_told(verb):
        return ""
    if verb.tag_ == "VBD" and not lowers & {"must", "may", "can", "will", "to", "does", "do"}:
        return "past"
    if verb.tag_ == "VBG" and lowers & {"is", "are", "'s", "’s", "'re", "’re", "am", "was", "were", "been"}:
        return "progressive"
    return ""
