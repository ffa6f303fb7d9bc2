"""Who is meant by a noun, and what somebody may do or does beside others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.scopes import object_of
from graphkit.extract.parsed.tree import Token, child, children, clauses_of, subject
from graphkit.extract.parsed.words import words

_GENERIC: Final = listed("generic")


def real_holder(token: Token | None) -> Token | None:
    """Who is meant by a noun that a clause tells of: "Ann is the one who …", "the right to …" that Ann has."""
    if token is None:
        return None
    lemma = token.lemma_.lower()
    head = token.head
    if lemma in _GENERIC and head.lemma_ == "be" and head is not token:
        if token.dep_ == "attr":
            other = subject(head)
            if other is not None and other.lower_ not in ("it", "there", "that", "this"):
                return other
        if token.dep_ in ("nsubj", "nsubjpass"):
            other = child(head, "attr")
            if other is not None:
                return other
    if lemma in _GENERIC and token.dep_ == "pobj" and head.lower_ == "as" and child(head.head, "auxpass") is not None:
        return subject(head.head)
    if lemma in words().granted["nouns"] and token.dep_ in ("dobj", "pobj", "attr") and lemma not in _GENERIC:
        verb = head if token.dep_ != "pobj" else head.head
        if verb.lemma_ in words().light["have"] or (verb.lemma_ == "be" and token.dep_ == "attr"):
            owner = child(token, "poss") if verb.lemma_ == "be" else None
            return owner if owner is not None else subject(verb)
        return None
    if lemma in words().granted["nouns"] and lemma not in _GENERIC:
        return child(token, "poss")
    return token


#: What is done "by" somebody without being their work.
NO_WORK: Final = listed("no_work")


def granted_claims(verb: Token) -> Iterator[Claim]:
    """ "X may V", "X gets to V", "X is free to V": what V is, X decides, when nothing else says so."""
    if verb.tag_ != "VB" or child(verb, "auxpass") is not None or verb.lemma_ in _NO_POWER:
        return
    head = verb.head
    allowed = any(one.lower_ == "may" for one in children(verb, "aux"))
    if verb.dep_ == "xcomp" and (head.lemma_ == "get" or head.lemma_ in _FREE):
        allowed = True
    if verb.dep_ == "acl" and head.lemma_ in listed("power_to"):
        allowed = True
    if verb.dep_ == "conj" and head.tag_ == "VB" and child(verb, "nsubj") is None:
        allowed = any(one.lower_ == "may" for one in children(head, "aux"))
    if not allowed:
        return
    holder = real_holder(subject(verb))
    thing = child(verb, "dobj")
    if holder is None or thing is None or thing.pos_ == "PRON":
        return
    text = str(verb.doc[verb.i : thing.right_edge.i + 1].text)
    yield Claim("Decide", verb, holder, text, thing, kind="granted", confidence=0.6)


_FREE: Final = listed("free_to")


#: What somebody may do without deciding anything.
_NO_POWER: Final = listed("no_power")


def beside_claims(doc: Any, taken: list[int]) -> Iterator[Claim]:
    """What others do where a sentence says who does what: "Ivo collects the quotes, Ann does the choosing"."""
    for verb in clauses_of(doc):
        if (
            verb.tag_ not in ("VBZ", "VBP")
            or verb.pos_ != "VERB"
            or verb.lemma_ in NO_WORK
            or verb.lemma_ in _NO_HABIT
            or verb.i in taken
        ):
            continue
        if verb.dep_ not in ("ROOT", "conj", "parataxis", "advcl", "ccomp"):
            continue
        holder, thing = child(verb, "nsubj"), child(verb, "dobj")
        if holder is None or thing is None or thing.pos_ not in ("NOUN", "PROPN"):
            continue
        matter = object_of(verb, frozenset())
        yield Claim(
            "Perform",
            verb,
            holder,
            matter.text if matter else "",
            matter.head if matter else None,
            kind="beside",
            confidence=0.5,
        )


#: What people do, think and feel that is no work.
_NO_HABIT: Final = listed("no_habit")
