"""Whether a claim is a right: who holds it can, and what it is about is no single thing."""

from __future__ import annotations

import re
from typing import Final

from graphkit.extract.parsed.claim import Claim, Meaning
from graphkit.extract.parsed.scopes import PRONOUNS
from graphkit.extract.parsed.tense import is_told
from graphkit.extract.parsed.tree import Token, child, text_of
from graphkit.extract.parsed.who import Parties, Party
from graphkit.extract.parsed.words import words
from graphkit.extract.rights.lookalikes import is_other_sense, is_possessed
from graphkit.extract.rights.scope import Scope


def holds(claim: Claim, parties: Parties, held: list[Party], said: Meaning, scope: Scope, *, beside: bool) -> bool:
    """Whether a claim is one: who holds it can, and what it is about is no single thing."""
    lexicon = words()
    sure = all(party.sure == "sure" for party in held)
    once = lexicon.once.search(_clause_text(claim.at))
    many = bool(lexicon.many.match(claim.scope.strip())) or _plural(claim.matter)
    if claim.power == "Own" and claim.matter is not None and claim.matter.lemma_.lower() in lexicon.people["meetings"]:
        return False
    if claim.power == "Own" and claim.at.lemma_ in ("lead", "run", "head") and is_other_sense(claim.scope):
        return False
    if claim.kind == "object-active" and said.modal in ("would", "could", "might", "should"):
        return False
    if said.standing == "Proposed" and claim.kind == "verb" and not (many or claim.power in ("Own", "Veto")):
        return False
    if claim.power == "Recommend" and claim.kind == "verb" and not (many or claim.to is not None):
        return False
    if claim.bound and not said.modal:
        return False
    if said.future and (once or not (many or claim.state)):
        return False
    if said.future and claim.kind == "verb" and not claim.strong and not lexicon.starts.search(str(claim.at.doc.text)):
        return False
    if _is_some(claim.holder) and claim.power in ("Own", "Perform", "Consult") and claim.kind in ("verb", "beside"):
        return False
    if claim.at.tag_ == "VBN" and claim.kind in ("verb", "work") and not many and child(claim.at, "auxpass") is None:
        return False
    if not beside and claim.kind == "verb" and claim.power == "Perform" and said.modal == "must":
        return False
    alone = not beside and claim.kind in ("verb", "work") and not said.modal
    if alone and claim.power == "Inform":
        return False
    if alone and claim.power == "Perform" and any(party.mention.kind == "unknown" for party in held):
        return False
    every = lexicon.many.match(claim.scope.strip())
    if alone and claim.power == "Veto" and not claim.strong and claim.at.tag_ != "VBN" and not every:
        return False
    lies = claim.kind in ("toward", "within", "belongs-own", "belongs-of") and claim.matter is not None
    if lies and said.standing == "Past" and not is_told(claim.at):
        return False
    if lies and any(party.sure == "sure" for party in parties.of(claim.matter)):
        return False
    if claim.power == "Recommend" and not claim.strong and claim.to is None:
        return False
    if (
        claim.kind == "verb"
        and not claim.strong
        and claim.power in ("Own", "Perform", "Consult", "Recommend")
        and (
            said.modal in ("should", "may", "could", "might", "would")
            or any(one.lower_ in ("can", "just") for one in claim.at.children)
        )
    ):
        return False
    if claim.power == "Own" and claim.matter is not None and claim.matter.lemma_ in ("say", "word", "veto", "vote"):
        return False
    if claim.power in ("Own", "Perform") and claim.kind in ("verb", "work", "beside") and claim.matter is not None:
        whom = parties.of(claim.matter)
        if whom and whom[0].sure == "sure" and (whom[0].mention.kind != "unit"):
            return False
    if (claim.at.lemma_ == "own" or (claim.kind == "office" and claim.power == "Own")) and (
        is_possessed(claim.scope) or (claim.kind == "verb" and _single(claim.matter))
    ):
        return False
    if said.negated and claim.kind in ("verb", "right") and _EXCEPT.search(claim.scope):
        return False
    if (
        claim.power == "Recommend"
        and not claim.strong
        and (claim.matter is None or claim.matter.dep_ not in ("dobj", "nsubjpass"))
    ):
        return False
    if claim.kind == "belongs" and claim.power == "Own" and not scope.text:
        return False
    if claim.kind in ("right", "belongs", "gate", "need", "word", "making"):
        return sure or (claim.strong and bool(scope.text))
    if claim.kind == "beside":
        return (
            sure and not once and said.standing == "Current" and not said.negated and not said.modal and not said.future
        )
    if claim.kind == "work":
        return many and not once and said.standing == "Current" and not said.negated and not said.modal
    if claim.power == "Inform" and claim.kind == "verb" and not claim.strong:
        thing = child(claim.at, "dobj")
        if thing is None or thing.lemma_ not in lexicon.people["told"] or said.modal in ("would", "could", "might"):
            return False
        return sure and not once and said.standing == "Current" and not said.future and bool(scope.text)
    if claim.kind in ("verb",):
        if claim.strong:
            if not scope.text and not said.modal:
                return False
            return (sure or bool(scope.text)) and not (once and not many)
        if not scope.text or not sure or once:
            return False
        pronoun = claim.scope.strip().lower().split(" ")[0] in PRONOUNS or not claim.scope
        if pronoun:
            return claim.power in ("Decide", "Approve", "Veto") and said.standing == "Current" and not said.future
        if said.modal in ("may", "must") and _single(claim.matter) and claim.power in ("Decide", "Approve", "Veto"):
            return all(p.mention.kind != "unknown" for p in held)
        if (
            claim.power == "Perform"
            and _definite(claim.matter)
            and said.standing == "Current"
            and not said.modal
            and not said.future
        ):
            return all(p.mention.kind != "unknown" for p in held)
        if said.future or said.modal in ("should", "would", "could", "might"):
            return many
        return many or (claim.power not in ("Perform",) and not said.negated and _definite(claim.matter))
    if claim.kind == "granted":
        return (
            sure
            and (many or said.negated)
            and not once
            and all(p.mention.kind != "unknown" or said.modal for p in held)
        )
    if claim.kind == "object":
        return sure and bool(scope.text) and not once
    if claim.kind == "object-active":
        return sure and bool(scope.text) and many and not once and said.standing == "Current"
    if not scope.text:
        return False
    if claim.kind in ("toward", "within", "belongs-own", "belongs-of", "office"):
        return sure and not (once and claim.kind == "toward")
    return sure


_OTHER: Final = frozenset(("conj", "ccomp", "advcl", "relcl", "parataxis", "csubj"))


def _clause_text(verb: Token) -> str:
    """The words of a verb's own clause."""
    parts = [text_of(one.left_edge, one.right_edge) for one in verb.children if one.dep_ not in _OTHER]
    return " ".join([verb.text, *parts])


_EXCEPT: Final = re.compile(r"\b(?:without|unless|until|before|except)\b")


def _is_some(holder: Token) -> bool:
    """Whether a holder is anybody of a kind: "an installer who builds cold rooms"."""
    return any(one.lower_ in ("a", "an") and one.dep_ == "det" for one in holder.children)


def _single(matter: Token | None) -> bool:
    if matter is None or matter.lemma_ == "%":
        return True
    return any(one.lower_ in ("a", "an", "his", "their", "her", "%") or one.like_num for one in matter.children)


def _plural(matter: Token | None) -> bool:
    if matter is None:
        return False
    if any(one.dep_ == "nummod" for one in matter.children):
        return False
    if matter.tag_ in ("NNS", "NNPS", "VBG"):
        return True
    if matter.tag_ == "NN" and not any(one.dep_ in ("det", "poss", "nummod") for one in matter.children):
        return True
    return any(one.lower_ in ("every", "each", "any", "all") for one in matter.children)


def _definite(matter: Token | None) -> bool:
    return matter is not None and any(one.lower_ == "the" for one in matter.children)
