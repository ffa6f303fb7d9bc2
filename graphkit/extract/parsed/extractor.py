"""Rights that a parser's reading of a sentence shows, besides those that the lexicon finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from graphkit.extract.agents import find_agents
from graphkit.extract.parsed.around import Clauses
from graphkit.extract.parsed.claim import Claim, Meaning
from graphkit.extract.parsed.gates import gate_claims
from graphkit.extract.parsed.grants import beside_claims, granted_claims
from graphkit.extract.parsed.holds import holds
from graphkit.extract.parsed.meaning import meaning
from graphkit.extract.parsed.nouns import noun_claims
from graphkit.extract.parsed.offices import office_claims
from graphkit.extract.parsed.scopes import PRONOUNS
from graphkit.extract.parsed.tree import Token, clauses_of, excluded
from graphkit.extract.parsed.verbs import verb_claims
from graphkit.extract.parsed.who import Parties
from graphkit.extract.parsed.words import words
from graphkit.extract.rights.masks import Before, Masked, Names, nobody
from graphkit.extract.rights.scope import Scope, clip, tidy
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Right, Standing
from graphkit.vault.note import Span

#: The name of this extractor in the statements that it makes.
NAME: Final = "nlp-rights"


_NOTHING: Final = Masked("", (), (), (), curly=True)


def parsed_rights(
    doc: Any, sentence: Sentence, names: Names, before: Before = nobody, known: Iterable[Right] = ()
) -> list[Right]:
    """The rights that one parsed sentence states."""
    if sentence.text.rstrip(' "”').endswith("?"):
        return []
    claims, known = list(_claims(doc)), list(known)
    if not claims and not known:
        return []
    parties = Parties(find_agents(sentence.text, names.known, names.text, acting=True), before, Clauses(sentence.text))
    found: list[tuple[Claim, Right]] = []
    last = next((right.scope for right in known if right.scope), "") or _topic(doc, parties)
    for claim in claims:
        others = bool(known) or any(claim.at.i != other.at.i for other, _ in found)
        for right in _rights(claim, parties, sentence, last, beside=others):
            if not any(_same(claim, right, *other) for other in found):
                found.append((claim, right))
                last = right.scope or last
    stated = [right for _, right in found] + known
    if any(right.standing == "Current" and not right.negated for right in stated):
        for claim in beside_claims(doc, [claim.at.i for claim, _ in found]):
            if not any(claim.holder.text in right.holder.name for right in stated):
                found += [(claim, right) for right in _rights(claim, parties, sentence, last, beside=True)]
    return [right for _, right in found]


def _either(one: Token, other: Token) -> bool:
    """Whether two verbs are the two ends of one right: "adopts it or sends it back"."""
    first, second = sorted((one, other), key=lambda token: token.i)
    return second.dep_ == "conj" and second.head.i == first.i and any(c.lower_ == "or" for c in first.children)


def _topic(doc: Any, parties: Parties) -> str:
    """What a sentence is about whose words do not say it where they are needed: its first subject that is nobody."""
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN"):
            if token.pos_ == "NOUN" and not parties.of(token):
                return _clipped(token)
            return ""
    return ""


def _clipped(token: Token) -> str:
    return clip(str(token.doc[token.left_edge.i : token.right_edge.i + 1].text), _NOTHING).text


def _claims(doc: Any) -> Iterator[Claim]:
    for verb in clauses_of(doc):
        yield from gate_claims(verb)
        yield from noun_claims(verb)
        known = list(verb_claims(verb))
        yield from known or granted_claims(verb)
    yield from office_claims(doc)


def _same(claim: Claim, right: Right, other_claim: Claim, other: Right) -> bool:
    if right.holder.name != other.holder.name:
        return False
    if _either(claim.at, other_claim.at):
        return True
    return right.power == other.power or claim.at.i == other_claim.at.i


def _rights(claim: Claim, parties: Parties, sentence: Sentence, last: str, *, beside: bool) -> Iterator[Right]:
    held = parties.of(claim.holder)
    if not held or (claim.holder.head.i == claim.at.i and claim.holder.lower_ in ("whoever", "whichever")):
        return
    said = meaning(claim)
    if said is None:
        return
    scope = _scope(claim, last)
    if not holds(claim, parties, held, said, scope, beside=beside):
        return
    standing = _standing(claim, said)
    context = parties.context(claim.at)
    if context is not None:
        if context.question or context.void:
            return
        if standing == "Current" and (context.proposed or context.hypothetical or context.past):
            standing = "Proposed" if context.proposed else "Hypothetical" if context.hypothetical else "Past"
        if (context.believed or context.rumour) and not said.sources:
            said.unnamed = True
    text = str(claim.at.doc.text)
    if words().viewed.search(text) and not said.sources:
        said.unnamed = True
    if standing == "Current" and words().wished.search(text):
        standing = "Proposed"
    believed = tuple(m for source in said.sources for m in _sources(source, parties))
    if context is not None and not believed and parties.around is not None:
        believed = parties.around.believers(context)
    if said.unnamed and not believed:
        believed = (Mention("unnamed sources", "role"),)
    stated = tuple(party.mention for speaker in said.speakers for party in parties.of(speaker))
    to = tuple(party.mention for party in parties.of(claim.to)) if claim.to is not None else ()
    for party in held:
        yield Right(
            span=Span(sentence.line, sentence.quote),
            holder=party.mention,
            power=claim.power,
            scope=scope.text,
            to=to,
            standing=standing,
            negated=said.negated,
            condition=scope.condition,
            believed_by=believed,
            stated_by=stated,
            confidence=round(claim.confidence - (0.1 if party.sure == "maybe" else 0.0), 2),
            extractor=NAME,
        )
    if standing == "Current" and not said.negated:
        for other in excluded(claim.holder):
            for party in parties.one(other):
                yield Right(
                    span=Span(sentence.line, sentence.quote), holder=party.mention, power=claim.power, scope=scope.text,
                    negated=True, condition=scope.condition, believed_by=believed, stated_by=stated,
                    confidence=0.6, extractor=NAME,
                )  # fmt: skip


def _sources(token: Token, parties: Parties) -> tuple[Mention, ...]:
    named = tuple(party.mention for party in parties.of(token))
    if not named and token.pos_ == "PROPN":
        named = (Mention(token.text),)
    return named or (Mention("unnamed sources", "role"),)


def _scope(claim: Claim, last: str) -> Scope:
    raw = claim.scope.strip()
    if (
        not raw
        or raw.lower().split()[0] in PRONOUNS - {"that", "this", "these", "those", "what", "which", "one", "so"}
        or raw.lower() in PRONOUNS
    ):
        return Scope(last if claim.power != "Own" else "")
    scope = clip(raw, _NOTHING)
    if not scope.text:
        return Scope(tidy(raw, _NOTHING, words=False), scope.condition)
    return scope


def _standing(claim: Claim, said: Meaning) -> Standing:
    if said.standing != "Current":
        return said.standing
    if said.modal in ("should", "ought"):
        return "Proposed"
    if said.modal in ("would", "could", "might"):
        return "Hypothetical"
    if said.future:
        return "Current" if words().starts.search(str(claim.at.doc.text)) else "Proposed"
    return "Current"


def added(found: Iterable[Right], known: Iterable[Right]) -> Iterator[Right]:
    """What the parse adds to the rights that the lexicon found in the same sentence."""
    known = list(known)
    for right in found:
        if not any(_covers(one, right) for one in known):
            yield right


def _covers(known: Right, right: Right) -> bool:
    one, two = known.holder.name.lower(), right.holder.name.lower()
    same = one == two or one in two or two in one
    return (same and (known.power == right.power or known.scope == right.scope)) or (
        same and known.standing != right.standing
    )
