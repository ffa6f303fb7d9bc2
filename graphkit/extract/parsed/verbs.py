"""Rights that verbs say: "X signs off on S", "S is approved by X"."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.grants import NO_WORK, real_holder
from graphkit.extract.parsed.scopes import Matter, about, fronted, object_of, subject_matter
from graphkit.extract.parsed.senses import sense_of
from graphkit.extract.parsed.told import asked_claims, told_claims
from graphkit.extract.parsed.toward import LEFT, left_claims, toward_claims, toward_sense
from graphkit.extract.parsed.tree import Token, child, children, subject
from graphkit.extract.parsed.words import VerbSense, power_of, words
from graphkit.extract.statement import Power


def verb_claims(verb: Token) -> Iterator[Claim]:
    """The claims of one verb."""
    lexicon = words()
    lemma = verb.lemma_.lower()
    bare = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "pcomp") and child(verb, "aux", "auxpass") is None
    bare = bare and child(verb, "nsubj") is not None and _with(verb)
    passive = bare or (
        verb.tag_ == "VBN"
        and (
            child(verb, "nsubjpass", "auxpass", "csubjpass", "agent") is not None
            or (verb.dep_ in ("conj", "xcomp", "ccomp") and _passive(verb.head))
            or verb.dep_ in ("acl",)
        )
    )
    if passive:
        yield from _passive_claims(verb, lemma)
    else:
        sense = sense_of(verb, lexicon.verbs.get(lemma, ()))
        if sense is not None:
            yield from _active(verb, sense)
        sense = sense_of(verb, lexicon.objects.get(lemma, ()), objects=True)
        if sense is not None:
            yield from asked_claims(verb, sense)
    along = toward_sense(verb, lexicon.toward.get(lemma, ()))
    if along is not None:
        yield from toward_claims(verb, along)


def _with(verb: Token) -> bool:
    """Whether a clause stands behind "with": "with HR informed"."""
    if verb.dep_ == "pcomp":
        return bool(verb.head.lower_ == "with")
    return any(one.lower_ == "with" and one.dep_ in ("mark", "prep") for one in verb.children)


def _passive(verb: Token) -> bool:
    return child(verb, "nsubjpass", "auxpass") is not None


def _active(verb: Token, sense: VerbSense) -> Iterator[Claim]:
    found = subject(verb)
    holder = real_holder(found)
    if holder is None:
        return
    preps = sense.preps
    matter = (
        object_of(verb, preps, strict=not sense.strong, front=sense.power not in ("Perform", "Own"))
        if not (len(sense.rest) == 1 and _is_object(verb, sense.rest[0]))
        else (_about_object(verb, sense.rest[0]) or fronted(verb))
    )
    to = None
    if sense.power == "Recommend":
        to = _recipient(verb)
    if matter is None and verb.dep_ == "ccomp" and verb.head.lemma_ in ("need", "require", "take", "want"):
        asking = subject(verb.head)
        if asking is not None:
            matter = subject_matter(asking)
    yield Claim(
        sense.power, verb, holder, matter.text if matter else "", matter.head if matter else None,
        to=to, strong=sense.strong, kind="verb", bound=verb.lemma_ in ("agree", "know"),
    )  # fmt: skip


def _is_object(verb: Token, word: str) -> bool:
    return any(one.dep_ == "dobj" and (one.lower_ == word or one.lemma_ == word) for one in verb.children)


def _about_object(verb: Token, word: str) -> Matter | None:
    for one in children(verb, "dobj"):
        if word in (one.lower_, one.lemma_):
            return about(one) or object_of(verb, frozenset(("on", "over", "for", "to", "about", "of", "in", "into")))
    return None


def _recipient(verb: Token) -> Token | None:
    for one in verb.children:
        if one.lower_ in ("to", "before", "with", "past") and one.dep_ in ("prep", "dative"):
            return child(one, "pobj")
    return None


def _passive_claims(verb: Token, lemma: str) -> Iterator[Claim]:
    lexicon = words()
    topic = subject(verb)
    doer = next((p for agent in children(verb, "agent") for p in children(agent, "pobj", "pcomp")), None)
    if doer is None:
        doer = next(
            (p for one in verb.children if one.dep_ == "prep" and one.lower_ == "by" for p in children(one, "pobj")),
            None,
        )
    if doer is None and verb.dep_ != "conj":
        later = [one for one in verb.children if one.dep_ == "conj" and one.tag_ == "VBN"]
        doer = next((p for one in later for agent in children(one, "agent") for p in children(agent, "pobj")), None)
    if doer is not None and topic is not None:
        sense = sense_of(verb, lexicon.verbs.get(lemma, ()))
        matter = subject_matter(topic)
        power: Power | None = None
        if lemma in lexicon.light["make"] or lemma in ("give", "hold"):
            known = power_of(topic, lexicon.matters) if topic.pos_ in ("NOUN", "PROPN") else None
            if known is not None:
                power, matter = known[0], about(topic) or matter
            elif topic.lemma_.lower() in lexicon.light["decisions"]:
                power, matter = "Decide", about(topic) or matter
            if power is not None:
                yield Claim(power, verb, doer, matter.text, matter.head, strong=True, kind="verb")
                return
        if (lemma in lexicon.light["have"]) and topic.pos_ == "NOUN":
            held = power_of(topic, lexicon.rights)
            if held is not None and (" " in held[1] or held[0] in ("Veto", "Own")):
                matter3 = about(topic) or object_of(verb, frozenset(("on", "over", "for", "about"))) or fronted(verb)
                yield Claim(
                    held[0],
                    verb,
                    doer,
                    matter3.text if matter3 else "",
                    matter3.head if matter3 else None,
                    state=True,
                    strong=True,
                    kind="right",
                )
                return
        if sense is not None and sense.power == "Inform":
            return
        if sense is None and lemma in lexicon.objects:
            yield from told_claims(verb, lemma, topic)
            return
        if sense is None and verb.dep_ != "acl" and lemma not in NO_WORK and topic.pos_ == "NOUN":
            yield Claim("Perform", verb, doer, matter.text, matter.head, kind="work", confidence=0.5)
        if sense is not None and not (
            verb.dep_ == "acl"
            and (sense.power != "Own" or (not sense.strong and verb.lemma_ not in ("lead", "run", "head", "chair")))
        ):
            yield Claim(
                sense.power, verb, doer, matter.text, matter.head, strong=sense.strong, kind="verb",
                past_ok=False,
            )  # fmt: skip
        return
    yield from told_claims(verb, lemma, topic)
    if lemma in LEFT and topic is not None:
        yield from left_claims(verb, topic, LEFT[lemma])
