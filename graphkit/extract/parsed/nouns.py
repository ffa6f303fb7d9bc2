"""Rights that nouns say: "X has the final say on S", "X makes the call", "X's word is final"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphkit.extract.parsed.belongs import BE, being, falling
from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.grants import real_holder
from graphkit.extract.parsed.lists import listed
from graphkit.extract.parsed.needs import needing, owner_of, within
from graphkit.extract.parsed.scopes import Matter, about, fronted, object_of, qualified
from graphkit.extract.parsed.tree import Token, child, denied, subject
from graphkit.extract.parsed.words import power_of, words

_ABOUT_SAY: Final = frozenset(
    ("on", "over", "about", "for", "in", "of", "as", "when", "to", "into", "regarding", "concerning")
)


def noun_claims(verb: Token) -> Iterator[Claim]:
    """The claims of a verb with the nouns that go with it."""
    lemma = verb.lemma_.lower()
    light = words().light
    if lemma == "fall":
        yield from falling(verb)
    if lemma in BE:
        yield from being(verb)
    if lemma in light["have"] or lemma in light["give"]:
        yield from _holding(verb, lemma)
    if lemma in light["make"]:
        yield from _making(verb)
    yield from needing(verb, lemma)
    yield from within(verb)
    yield from _word_counts(verb)


def _holding(verb: Token, lemma: str) -> Iterator[Claim]:
    """ "X has the final say on S", "X gives the nod"."""
    lexicon = words()
    noun = child(verb, "dobj")
    if noun is None and lemma == "have" and child(verb, "nsubjpass") is None:
        noun = child(verb, "attr")
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return
    passive = child(verb, "nsubjpass") is not None
    holder = real_holder(subject(verb))
    found = power_of(noun, lexicon.rights)
    given = passive and lemma in ("give", "grant", "hand", "accord", "leave")
    if found is None or holder is None or (passive and not given):
        return
    power, key = found
    article = next((one.lower_ for one in noun.children if one.dep_ in ("det", "poss")), "")
    refused = denied(noun)
    giving = not given and lemma in lexicon.light["give"] and lemma not in lexicon.light["have"]
    matter = about(noun) or _linked(verb, noun) or fronted(verb)
    to_do = next((one for one in noun.children if one.dep_ in ("acl", "relcl", "xcomp") and one.tag_ == "VB"), None)
    if given and power not in ("Decide", "Veto", "Own"):
        return
    if key == "say" and (article in ("a", "some", "any") or (not article and not refused)):
        power = "Decide" if refused or _negative(verb) else "Consult"
    if key in listed("say_nouns") and power == "Decide":
        if to_do is not None:
            if lexicon.verbs.get(to_do.lemma_):
                return
            matter = Matter(str(to_do.doc[to_do.i : to_do.right_edge.i + 1].text), to_do)
        elif key in listed("single_say") and (article != "the" or matter is None):
            return
    if power in ("Own", "Perform", "Consult", "Inform", "Recommend") and matter is None:
        return
    if power == "Own" and (
        article in ("a", "an", "his", "her", "their", "its")
        or noun.tag_ == "NNS"
        or any(c.dep_ == "nummod" for c in noun.children)
    ):
        return
    if lemma == "take" and verb.tag_ == "VBD":
        return
    if (
        power in ("Approve", "Consult")
        and any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in noun.children)
        and not giving
    ):
        return
    if power == "Decide" and any(c.dep_ == "nummod" for c in noun.children):
        return
    if power == "Decide" and matter is None and " " not in key and article not in ("the", "no") and key not in ("say",):
        return
    if giving and power in ("Own", "Perform", "Inform", "Recommend"):
        return
    if not giving and power in ("Inform",):
        return
    if (
        power == "Approve"
        and not giving
        and (
            lemma in listed("not_approving")
            or (matter is None and "right" not in key and "power" not in key and "authority" not in key)
        )
    ):
        return
    if power == "Decide" and giving and key not in listed("given_say"):
        return
    if lemma in listed("offering") and power not in ("Consult",):
        return
    yield Claim(
        power, verb, holder, matter.text if matter else "", matter.head if matter else None,
        state=not giving, strong=power in ("Decide", "Veto", "Approve"), denied=refused, kind="right",
    )  # fmt: skip


def _negative(verb: Token) -> bool:
    return child(verb, "neg") is not None


def _linked(verb: Token, noun: Token) -> Matter | None:
    """A matter that the parse hangs on the verb: "gives the nod to every hire"."""
    for one in verb.rights:
        if one.i > noun.i and one.dep_ in ("prep", "dative") and one.lower_ in _ABOUT_SAY:
            matter = child(one, "pobj", "pcomp")
            if matter is not None:
                return Matter(str(one.doc[matter.left_edge.i : matter.right_edge.i + 1].text), matter)
        if (
            one.i > noun.i
            and one.dep_ in ("advcl", "ccomp")
            and one.left_edge.tag_ in ("WRB", "WP", "WDT")
            and one.left_edge.lower_ not in ("when", "where")
        ):
            return Matter(str(one.doc[one.left_edge.i : one.right_edge.i + 1].text), one)
    return None


def _making(verb: Token) -> Iterator[Claim]:
    """ "X makes the call on S"."""
    noun = child(verb, "dobj")
    if noun is None or noun.lemma_.lower() not in words().light["decisions"] or child(verb, "nsubjpass") is not None:
        return
    holder = real_holder(subject(verb))
    if holder is None:
        return
    if verb.lemma_ in ("have", "get", "own") and not any(one.lower_ in ("final", "last") for one in noun.children):
        return
    article = next((one.lower_ for one in noun.children if one.dep_ in ("det", "poss")), "")
    plural = noun.tag_ == "NNS"
    if article in ("a", "an", "some") or (verb.lemma_ in ("take", "get", "have") and noun.lemma_ == "call"):
        return
    matter = about(noun) or _linked(verb, noun) or (Matter(qualified(noun), noun) if qualified(noun) else None)
    if matter is None and not (article == "the" or plural):
        return
    yield Claim(
        "Decide",
        verb,
        holder,
        matter.text if matter else "",
        matter.head if matter else None,
        strong=True,
        kind="making",
    )


_FINAL: Final = listed("binding")


def _word_counts(verb: Token) -> Iterator[Claim]:
    """ "X's word is final", "X's vote decides"."""
    topic = subject(verb)
    if topic is None or topic.lemma_.lower() not in listed("words_that_count"):
        return
    owner = owner_of(topic)
    if owner is None:
        return
    good = verb.lemma_ in listed("counting") and topic.lemma_ in listed("counted")
    if verb.lemma_ == "be":
        good = any(
            one.lower_ in _FINAL or any(c.lower_ in _FINAL for c in one.children)
            for one in verb.children
            if one.i > verb.i
        )
    if good and verb.tag_ != "VBD":
        matter = about(topic) if child(topic, "poss") is not None else None
        matter = matter or object_of(verb, frozenset(("on", "over", "for", "in", "about"))) or fronted(verb)
        yield Claim(
            "Decide",
            verb,
            owner,
            matter.text if matter else "",
            matter.head if matter else None,
            state=True,
            strong=True,
            kind="word",
        )
