"""Who a noun phrase of a parsed sentence names, and whether it can be somebody."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

from graphkit.extract.agents import AgentGroup
from graphkit.extract.holder_words import holder_words
from graphkit.extract.parsed.around import Clauses
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.tree import Token, joined, text_of
from graphkit.extract.parsed.words import words as parsed_words
from graphkit.extract.rights.context import Context
from graphkit.extract.rights.masks import Before
from graphkit.extract.statement import AgentKind, Mention

Sure = Literal["sure", "maybe"]


class Party(Struct, frozen=True):
    """Somebody a noun phrase names: `maybe` when it is only no thing."""

    mention: Mention
    sure: Sure
    head: int


_SINGULAR: Final = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_PLURAL: Final = frozenset(("they", "them", "their", "theirs", "themselves"))
_OPEN: Final = frozenset(("whoever", "whichever", "whomever"))
_BODIES: Final = listed("bodies")  # fmt: skip
_PEOPLE_ENDS: Final = (
    "er", "or", "ist", "ian", "ee", "man", "woman", "men", "women", "eer",
)  # fmt: skip
_ORDINAL: Final = re.compile(
    r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+ieth|\w+teenth"
)
_SMALL: Final = frozenset(
    ("compound", "amod", "nmod", "nummod", "poss", "case", "punct", "npadvmod", "advmod", "quantmod")
)


class Parties:
    """The agents of one sentence: those graphkit knows by its lexicon, and what the parse adds."""

    def __init__(self, groups: list[AgentGroup], before: Before, around: Clauses | None = None) -> None:
        self.groups = groups
        self.before = before
        self.around = around

    def context(self, verb: Token) -> Context | None:
        """How the clause of a verb is meant by what introduces it."""
        return self.around.of(verb) if self.around is not None else None

    def of(self, head: Token) -> list[Party]:
        """Everybody named by a noun and those joined to it; [] when one of them is a thing."""
        found: list[Party] = []
        for one in joined(head):
            named = self.one(one)
            if not named:
                return found if found and one.pos_ != "PRON" else []
            found += named
        return found

    def one(self, head: Token) -> list[Party]:
        """Whom one noun names, without those joined to it."""
        lower = head.lower_
        if lower in _SINGULAR or lower in _PLURAL:
            meant = self._meant(head, singular=lower in _SINGULAR)
            return [Party(mention, "sure", head.i) for mention in meant]
        if lower in _OPEN or (head.i and head.nbor(-1).lower_ in _OPEN):
            return self._open(head)
        if lower == "each" or (head.pos_ in ("PRON", "NUM") and lower == "one"):
            inner = next(
                (p for of in head.children if of.lower_ == "of" for p in of.children if p.dep_ == "pobj"), None
            )
            return self.one(inner) if inner is not None else []
        if head.pos_ == "PRON" or head.pos_ in ("NUM", "DET", "ADV", "VERB", "AUX", "ADP"):
            known = self._known(head)
            return (
                [Party(known[0], "sure", head.i)]
                if known and head.pos_ in ("VERB", "NUM", "ADV") and head.text[0].isupper()
                else []
            )
        if lower in parsed_words().people["months"] and head.dep_ != "poss" and not self._whole(head):
            return []
        if _ORDINAL.fullmatch(lower) or lower in holder_words().nobody:
            return []
        first, last = phrase(head)
        if first.lower_ in ("no", "nobody", "none"):
            return []
        known = self._known(head)
        written = _bare(first, last)
        if known and known[0].kind in ("unknown", "person"):
            if known[1] or head.pos_ == "PROPN":
                return [Party(self._longer(known[0], written), "sure", head.i)]
            return [Party(known[0], "maybe", head.i)]
        if not written or (not written[0].isalnum() and written[0] != "@"):
            return []
        kind: AgentKind = "unit" if head.lemma_.lower() in _BODIES else "role"
        if known:
            owner = any(one.dep_ == "case" for one in head.children)
            longer = known[0].name if not owner and len(known[0].name) > len(written) else written
            return [Party(Mention(longer, known[0].kind), "sure" if known[1] else "maybe", head.i)]
        if head.pos_ == "PROPN" and not _is_thing(head) and (head.i > 2 or first.i < head.i):
            return [Party(Mention(written, "unknown"), "maybe", head.i)]
        if _is_thing(head):
            return []
        return [Party(Mention(written, kind), "sure" if _is_people(head) else "maybe", head.i)]

    def _known(self, head: Token) -> tuple[Mention, bool] | None:
        for group in self.groups:
            if group.start <= head.idx < group.end:
                if len(group.agents) == 1:
                    return group.agents[0], group.sure
                for agent in group.agents:
                    if head.text in agent.name:
                        return agent, group.sure
        return None

    def _whole(self, head: Token) -> bool:
        """Whether a word that is also a month is part of a longer name, or does something itself."""
        return any(group.start <= head.idx < group.end and " " in group.agents[0].name for group in self.groups)

    def _longer(self, known: Mention, written: str) -> Mention:
        return known

    def _open(self, head: Token) -> list[Party]:
        start = head if head.lower_ in _OPEN else head.nbor(-1)
        clause = head.head if head.dep_ in ("nsubj", "nsubjpass") else head
        if head.dep_ in ("nsubj", "nsubjpass") and clause.dep_ in ("csubj", "pcomp", "nsubj", "csubjpass", "ccomp"):
            return [Party(Mention(text_of(start, clause.right_edge), "role"), "sure", head.i)]
        relative = next((one for one in head.children if one.dep_ == "relcl"), None)
        if relative is not None:
            return [Party(Mention(text_of(start, relative.right_edge), "role"), "sure", head.i)]
        return []

    def _meant(self, head: Token, *, singular: bool) -> tuple[Mention, ...]:
        """Whom a pronoun means: the only one before it in its sentence, else the only one of the sentence before."""
        here = [group.agents for group in self.groups if group.end <= head.idx and _fits(group, singular)]
        candidates = list(dict.fromkeys(here))
        if not candidates:
            candidates = list(dict.fromkeys(group.agents for group in self.before() if _fits(group, singular)))
        if len(candidates) == 1:
            return candidates[0]
        return self._subject(head) if singular else ()

    def _subject(self, pronoun: Token) -> tuple[Mention, ...]:
        """The subject of the clause on which the pronoun's own depends: "Ann says that she leads it"."""
        verb = pronoun.head
        for _ in range(8):
            if verb.head is verb:
                return ()
            dep, verb = verb.dep_, verb.head
            if dep in ("ccomp", "advcl", "relcl", "conj", "parataxis"):
                topic = next((one for one in verb.children if one.dep_ == "nsubj"), None)
                if topic is not None and topic.i < pronoun.i and topic.pos_ in ("PROPN", "NOUN"):
                    named = self.one(topic)
                    if len(named) == 1 and named[0].mention.kind in ("unknown", "person"):
                        return (named[0].mention,)
        return ()


def _fits(group: AgentGroup, singular: bool) -> bool:
    agents = group.agents
    if singular:
        return len(agents) == 1 and (
            agents[0].kind in ("unknown", "person") or (agents[0].kind == "role" and not agents[0].name.endswith("s"))
        )
    return len(agents) > 1 or agents[0].kind == "unit" or (agents[0].kind == "role" and agents[0].name.endswith("s"))


def phrase(head: Token) -> tuple[Token, Token]:
    """The first and last word of a noun with what qualifies it: "the head of tooling", without clauses."""
    first = head
    for one in head.lefts:
        if one.dep_ in _SMALL or one.dep_ == "det":
            first = min(first, one.left_edge, key=lambda token: token.i)
            break
    last = head
    for one in head.rights:
        if one.dep_ == "prep" and one.lower_ == "of" and one.i == last.i + 1:
            last = one.right_edge
            inner = next((p for p in one.children if p.dep_ == "pobj"), None)
            if inner is not None:
                last = phrase(inner)[1]
        elif one.dep_ == "case":
            continue
        else:
            break
    return first, last


def _bare(first: Token, last: Token) -> str:
    skip = listed("left_out")
    while first.i < last.i and (first.lower_ in skip or first.is_punct):
        first = first.nbor(1)
    return text_of(first, last)


def _is_thing(head: Token) -> bool:
    words = holder_words()
    lower, lemma = head.lower_, head.lemma_.lower()
    lists = parsed_words().people
    if lemma in lists["never"] or lower in lists["never"]:
        return True
    if words.are_people(lower) or lemma in words.agents or lower in words.agents or lemma in lists["nouns"]:
        return False
    if lower in lists["departments"] and not any(one.dep_ == "det" for one in head.children):
        return False
    if lower in words.things or lemma in words.things or lower in words.nobody:
        return True
    return bool(words.ending.search(lemma))


def _is_people(head: Token) -> bool:
    words = holder_words()
    lower, lemma = head.lower_, head.lemma_.lower()
    lists = parsed_words().people
    if lemma in lists["never"] or lower in lists["never"]:
        return False
    if lower in lists["departments"] and not any(one.dep_ == "det" for one in head.children):
        return True
    return (
        lemma in lists["nouns"]
        or words.are_people(lower)
        or lemma in words.people
        or lemma in _BODIES
        or lemma in words.agents
        or (head.pos_ == "NOUN" and lemma.endswith(_PEOPLE_ENDS) and lemma not in words.things)
    )
