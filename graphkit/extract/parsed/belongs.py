"""What is somebody's own, and what somebody is: "S is X's call", "X is the owner of S"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.grants import real_holder
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.scopes import OFFICE, PRONOUNS, Matter, about, object_of, qualified, subject_matter
from graphkit.extract.parsed.tree import Token, child, children, denied, subject
from graphkit.extract.parsed.words import power_of, words
from graphkit.extract.statement import Power

BE: Final = frozenset(("be", "remain", "stay", "become", "act", "serve", "count"))


def being(verb: Token) -> Iterator[Claim]:
    lexicon = words()
    topic = subject(verb)
    attr = child(verb, "attr")
    if attr is None:
        for one in verb.children:
            if one.dep_ == "prep" and one.lower_ == "as":
                attr = child(one, "pobj")
    if topic is not None and attr is not None:
        owner = child(attr, "poss")
        possessed = power_of(attr, lexicon.belongs)
        office = power_of(attr, lexicon.offices)
        if child(attr, "case") is not None or attr.lower_ in ("his", "hers", "theirs", "mine", "ours", "yours"):
            yield from _of_somebody(verb, topic, attr)
        elif possessed and owner is not None and owner.lower_ != "whose":
            matter = about(attr) if topic.lower_ in PRONOUNS else subject_matter(topic)
            if topic.lower_ == "it" and matter is None:
                matter = _extraposed(verb, attr)
            known = power_of(topic, lexicon.matters) if topic.lower_ not in PRONOUNS else None
            if known is not None and known[0] == possessed[0]:
                matter = about(topic) or matter
            yield Claim(
                possessed[0],
                verb,
                owner,
                matter.text if matter else "",
                matter.head if matter else None,
                state=True,
                strong=True,
                kind="belongs",
            )
        elif office is not None:
            yield from _office(verb, real_holder(topic), attr, office[0])
        else:
            named = power_of(topic, lexicon.offices)
            if named is not None:
                yield from _office(verb, attr, topic, named[0])
        behind_of = next((p for of in attr.children if of.lower_ == "of" for p in children(of, "pobj")), None)
        one_of_many = any(one.lower_ in ("a", "an") for one in attr.children)
        if possessed and owner is None and behind_of is not None and topic.lower_ not in PRONOUNS and not one_of_many:
            yield Claim(
                possessed[0],
                verb,
                behind_of,
                subject_matter(topic).text,
                topic,
                state=True,
                kind="belongs-of",
                confidence=0.6,
            )
    if topic is not None:
        yield from _responsible(verb, topic)
        yield from _for_somebody(verb, topic)


def _for_somebody(verb: Token, topic: Token) -> Iterator[Claim]:
    """ "Tariffs are for the council to fix"."""
    if (
        verb.lemma_ != "be"
        or topic.lower_ in ("it", "this", "that", "there")
        or topic.lemma_.lower() in words().meant["wish_nouns"]
    ):
        return
    for one in verb.children:
        if (
            one.dep_ in ("advcl", "xcomp", "ccomp")
            and one.tag_ == "VB"
            and any(m.lower_ == "for" and m.dep_ == "mark" for m in one.children)
        ):
            holder = child(one, "nsubj")
            if holder is not None:
                sense = words().verbs.get(one.lemma_, ())
                power: Power = sense[0].power if sense else "Decide"
                yield Claim(
                    power,
                    verb,
                    holder,
                    subject_matter(topic).text,
                    topic,
                    state=True,
                    kind="belongs-of",
                    confidence=0.65,
                )


def falling(verb: Token) -> Iterator[Claim]:
    """ "It falls to X to settle S"."""
    topic = child(verb, "nsubj", "expl")
    act = child(verb, "xcomp", "advcl", "ccomp")
    if topic is None or topic.lower_ != "it" or act is None or act.tag_ != "VB":
        return
    for prep in verb.children:
        if prep.lower_ in ("to", "on", "upon") and prep.dep_ in ("prep", "dative"):
            holder = child(prep, "pobj")
            senses = words().verbs.get(act.lemma_, ())
            power: Power = senses[0].power if senses else "Own"
            matter = object_of(act, frozenset()) or Matter(str(act.doc[act.i : act.right_edge.i + 1].text), act)
            if holder is not None:
                yield Claim(power, verb, holder, matter.text, matter.head, state=True, strong=True, kind="belongs")


def _extraposed(verb: Token, attr: Token) -> Matter | None:
    for one in (*verb.rights, *attr.rights):
        if one.dep_ in ("ccomp", "csubj", "xcomp", "advcl", "acl") and one.i > attr.i:
            return Matter(str(one.doc[one.left_edge.i : one.right_edge.i + 1].text), one)
    return None


def _of_somebody(verb: Token, topic: Token, attr: Token) -> Iterator[Claim]:
    """ "The call on tariffs is Ida's"."""
    known = power_of(topic, words().matters) if topic.lower_ not in PRONOUNS else None
    to_verb = child(attr, "xcomp", "acl", "relcl") or child(verb, "xcomp", "advcl", "ccomp")
    if known is not None:
        matter = about(topic) or (Matter(qualified(topic), topic) if qualified(topic) else None)
        yield Claim(
            known[0],
            verb,
            attr,
            matter.text if matter else "",
            matter.head if matter else None,
            state=True,
            strong=True,
            kind="belongs",
        )
    elif to_verb is not None and to_verb.tag_ == "VB":
        matter = subject_matter(topic)
        sense = words().verbs.get(to_verb.lemma_, ())
        power: Power = sense[0].power if sense and sense[0].power in ("Decide", "Approve", "Veto") else "Decide"
        yield Claim(power, verb, attr, matter.text, matter.head, state=True, strong=True, kind="belongs")
    elif topic.lower_ not in PRONOUNS and topic.tag_ not in ("NNP", "PRP") and _ends(attr):
        yield Claim(
            "Own", verb, attr, subject_matter(topic).text, topic, state=True, kind="belongs-own", confidence=0.6
        )


def _ends(owner: Token) -> bool:
    """Whether "Ann's" ends what is said, and is not "Ann is"."""
    last = child(owner, "case") or owner
    if last.i + 1 >= len(last.doc):
        return True
    following = last.nbor(1)
    return bool(following.is_punct or following.lower_ in ("and", "but", "alone", "now", "while", "too", "entirely"))


def _office(verb: Token, holder: Token | None, noun: Token, power: Power) -> Iterator[Claim]:
    """ "X is the owner of S"."""
    if holder is None or holder.i == noun.i:
        return
    matter = about(noun, OFFICE) or (object_of(verb, OFFICE) if noun.dep_ == "attr" else None)
    if matter is None and (noun.lemma_.endswith("owner") or power in ("Decide", "Approve")):
        before = qualified(noun)
        matter = Matter(before, noun) if before else None
    if matter is None:
        return
    yield Claim(power, verb, holder, matter.text, matter.head, state=True, kind="office", denied=denied(noun))


def _responsible(verb: Token, topic: Token) -> Iterator[Claim]:
    """ "X is responsible for S", "X is in charge of S"."""
    holder = real_holder(topic)
    if holder is None:
        return
    for one in verb.children:
        if one.dep_ == "acomp" and one.lower_ in ("responsible", "accountable", "answerable", "liable"):
            for prep in one.children:
                if prep.dep_ == "prep" and prep.lower_ in ("for",):
                    matter = child(prep, "pobj", "pcomp")
                    if matter is not None:
                        yield Claim(
                            "Own",
                            verb,
                            holder,
                            subject_matter(matter).text,
                            matter,
                            state=True,
                            strong=True,
                            kind="office",
                        )
        if one.dep_ in ("prep", "acomp", "advmod") and one.lower_ in ("in", "at", "on", "behind"):
            noun = child(one, "pobj")
            if noun is not None and noun.lower_ in listed("in_charge"):
                matter2 = about(noun) or object_of(verb, frozenset(("for", "of", "on")))
                if matter2 is not None:
                    yield Claim("Own", verb, holder, matter2.text, matter2.head, state=True, strong=True, kind="office")
