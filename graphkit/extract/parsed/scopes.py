"""What a claim is about, taken from the parse: the object, a prepositional phrase or an embedded question."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.tree import Token, child, clause_end, text_of

#: Prepositions in front of a matter.
ON: Final = frozenset(
    (
        "on",
        "over",
        "about",
        "for",
        "of",
        "in",
        "to",
        "regarding",
        "concerning",
        "around",
        "across",
        "at",
        "with",
        "into",
        "from",
        "upon",
    )
)
_ABOUT: Final = frozenset(
    ("on", "over", "about", "for", "regarding", "concerning", "around", "across", "of", "in", "to", "upon")
)
_VERB_ABOUT: Final = frozenset(("on", "over", "about", "for", "regarding", "concerning", "upon"))
#: Prepositions behind an office: "the owner of", "a steward for".
OFFICE: Final = frozenset(("of", "for", "on", "over"))
_ASKING: Final = listed("asking")
PRONOUNS: Final = listed("pronouns")


class Matter(Struct, frozen=True):
    """What a claim is about: its words with what limits it, and its noun."""

    text: str
    head: Token | None = None


def object_of(verb: Token, preps: frozenset[str], *, strict: bool = False, front: bool = True) -> Matter | None:
    """The matter of an active verb, None when there is none."""
    bare = not preps or "" in preps
    if verb.dep_ == "relcl" and (relative := _relative(verb)) is not None:
        return relative
    for one in verb.rights:
        if bare and one.dep_ in ("dobj", "oprd", "attr", "npadvmod") and one.dep_ == "dobj":
            return _from(one, verb)
        if one.dep_ == "prep" and (one.lower_ in preps or (bare and not strict and one.lower_ in _VERB_ABOUT)):
            matter = child(one, "pobj", "pcomp")
            if matter is not None:
                return _from(matter, verb)
        if one.dep_ == "dative":
            continue
        if one.dep_ in ("ccomp", "xcomp", "csubj", "pcomp") and (bare or one.left_edge.lower_ in preps):
            if one.left_edge.lower_ in _ASKING or one.left_edge.dep_ == "dobj":
                return _from(one, verb)
            if one.dep_ == "xcomp" and bare and one.left_edge.lower_ == "to":
                return None
    return fronted(verb) if front else None


def _relative(verb: Token) -> Matter | None:
    """What a clause qualifies, where that is its object: "the exam over which she presides", "a pot Ann guards"."""
    noun = verb.head
    own = child(verb, "nsubj", "nsubjpass")
    if own is None or own.lower_ in ("who", "that", "which") or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    takes = child(verb, "dobj")
    if takes is not None and takes.lower_ not in ("which", "that", "whom"):
        return None
    if takes is None and any(
        one.dep_ == "prep" and any(p.dep_ == "pobj" and p.lower_ not in ("which", "whom") for p in one.children)
        for one in verb.children
    ):
        return None
    last = noun
    for one in noun.rights:
        if one.i >= verb.left_edge.i:
            break
        last = one.right_edge if not one.is_punct else last
    last = last if last.i < verb.left_edge.i else noun
    return Matter(text_of(noun.left_edge, last), noun)


def fronted(verb: Token) -> Matter | None:
    """What stands in front as the matter: "On tariffs, the board …"."""
    for one in verb.lefts:
        if one.dep_ == "prep" and one.lower_ in ("on", "for", "in", "over", "with", "regarding", "about", "as"):
            matter = child(one, "pobj", "pcomp")
            if matter is not None and one.i <= verb.sent.start + 1:
                if one.lower_ in ("in", "with", "as", "for") and matter.ent_type_ == "DATE":
                    return None
                return Matter(text_of(matter.left_edge, matter.right_edge), matter)
    return None


def _from(matter: Token, verb: Token) -> Matter:
    """The words of a matter and what limits it, to the end of its clause."""
    end = clause_end(verb)
    last = end if end.i > matter.right_edge.i else matter.right_edge
    return Matter(text_of(matter.left_edge, last), matter)


def subject_matter(token: Token) -> Matter:
    """A subject as a matter, with what limits it."""
    return Matter(text_of(token.left_edge, token.right_edge), token)


def about(noun: Token, preps: frozenset[str] = _ABOUT) -> Matter | None:
    """The matter behind a noun: "the final say on tariffs", None when there is none."""
    for one in noun.rights:
        if one.dep_ == "prep" and one.lower_ in preps:
            matter = child(one, "pobj", "pcomp")
            if matter is not None:
                return Matter(text_of(matter.left_edge, matter.right_edge), matter)
        if one.dep_ in ("acl", "relcl", "ccomp") and one.left_edge.lower_ in _ASKING:
            return Matter(text_of(one.left_edge, one.right_edge), one)
    return None


def qualified(noun: Token) -> str:
    """The matter in front of a noun: "hiring decisions"."""
    before = [one for one in noun.children if one.dep_ in ("compound", "amod") and one.i < noun.i]
    return text_of(before[0].left_edge, before[-1]) if before and before[0].dep_ == "compound" else ""
