"""A parsed sentence: who does what is found along its dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from graphkit.extract.parsed.lists import listed

#: spaCy's token; a parsed sentence is walked by `head`, `children` and `dep_`.
Token: TypeAlias = Any

SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_RELATIVE: Final = frozenset(("who", "that", "which", "whom"))
#: "A wish to own" is nobody who owns.
_DESIRES: Final = listed("desires")
_CLAUSAL: Final = ("conj", "xcomp", "acomp", "relcl", "acl", "advcl", "ccomp", "pcomp")
#: Verbs of which another verb has the same subject: "has to sign", "gets to choose".
_RAISING: Final = 6


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependencies, None when there is none."""
    for one in token.children:
        if one.dep_ in deps:
            return one
    return None


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of the dependencies, in the order of the sentence."""
    return [one for one in token.children if one.dep_ in deps]


def subject(verb: Token) -> Token | None:
    """Who or what a verb is said of: its own subject, that of the verb it is joined to, or what a relative is about."""
    for _ in range(_RAISING):
        found = child(verb, *SUBJECTS)
        if found is not None:
            if found.lower_ in _RELATIVE and found.dep_ != "csubj":
                clause = _relative_clause(verb)
                if clause is not None:
                    return clause
                return None
            return found
        aside = next((one for one in verb.lefts if one.dep_ == "advcl" and one.tag_ == "VBG"), None)
        told = child(aside, "nsubj") if aside is not None else None
        if told is not None and verb.dep_ in ("conj", "ROOT"):
            return told
        head = verb.head
        if head is verb or verb.dep_ not in _CLAUSAL:
            return None
        if verb.dep_ in ("acl", "relcl"):
            if head.pos_ not in ("NOUN", "PROPN", "PRON") or (verb.dep_ == "acl" and head.lemma_ in _DESIRES):
                return None
            return head
        if verb.dep_ == "xcomp":
            given = child(head, "dobj")
            if given is not None and head.lemma_ not in ("have", "need", "get"):
                return given
        verb = head
    return None


def _relative_clause(verb: Token) -> Token | None:
    """What "who" and "that" stand for in a clause, None when that is not known."""
    for _ in range(_RAISING):
        if verb.dep_ == "relcl":
            head = verb.head
            if head.dep_ == "pobj" and head.head.lower_ == "as" and head.head.head.pos_ == "PROPN":
                return head.head.head
            return head
        if verb.dep_ == "ccomp" and verb.head.lemma_ == "be":
            cleft = child(verb.head, "attr")
            return cleft if cleft is not None and cleft.i < verb.i else None
        if verb.dep_ not in ("conj", "xcomp") or verb.head is verb:
            return None
        verb = verb.head
    return None


def joined(head: Token) -> list[Token]:
    """A noun and those joined to it by "and", "or" and commas, without verbs."""
    found = [head]
    for one in head.children:
        if (
            one.dep_ == "conj"
            and child(one, "neg") is None
            and not _instead(head, one)
            and one.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "X")
        ):
            found += joined(one)
    return found


def _instead(head: Token, other: Token) -> bool:
    """Whether "rather than" or "instead of" joins two nouns."""
    return any(
        one.dep_ in ("cc", "prep", "advmod", "mark")
        and head.i < one.i < other.i
        and one.lower_ in ("than", "rather", "instead", "not")
        for one in (*head.children, *head.head.children)
    )


def excluded(head: Token) -> list[Token]:
    """Those whom a noun is set against: "the board, not the squads"."""
    return [
        one
        for one in head.children
        if one.dep_ in ("conj", "appos")
        and (child(one, "neg") is not None or (one.dep_ == "conj" and _instead(head, one)))
        and one.pos_ in ("NOUN", "PROPN")
    ] + [one for one in head.children if one.dep_ == "appos" and one.i > 1 and _not_before(one)]


def _not_before(noun: Token) -> bool:
    first = noun.left_edge
    return first.i > 0 and first.nbor(-1).lower_ == "not" and child(noun, "neg") is None


def text_of(first: Token, last: Token) -> str:
    """The words from one token to another as they are written."""
    return str(first.doc[first.i : last.i + 1].text)


def denied(noun: Token) -> bool:
    """Whether "no" or "neither" stands in front of a noun."""
    return any(one.dep_ == "det" and one.lower_ in ("no", "neither", "little") for one in noun.children)


def clause_end(verb: Token) -> Token:
    """The last word of what belongs to a verb, before the clause that is joined to it."""
    end = verb
    for one in verb.rights:
        if one.dep_ in ("cc", "conj", "parataxis") or (one.dep_ == "ccomp" and one.i > end.i + 1 and _own(one)):
            break
        if one.dep_ == "punct" and one.lower_ in (";", ":", "–", "—", ".", "?", "!"):
            break
        if one.dep_ == "advcl" and _own(one) and not _limits(one):
            break
        end = one.right_edge
    while end.is_punct and end.i > verb.i:
        end = end.nbor(-1)
    return end


def _own(verb: Token) -> bool:
    return child(verb, *SUBJECTS) is not None


def _limits(verb: Token) -> bool:
    """Whether a clause says when what is said before it applies."""
    mark = child(verb, "mark", "advmod")
    return mark is not None and mark.lower_ in ("if", "when", "unless", "once", "where", "whenever", "before", "until")


def clauses_of(doc: Any) -> Iterator[Token]:
    """The words that can be predicates."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            yield token
