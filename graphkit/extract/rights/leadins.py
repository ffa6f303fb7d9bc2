"""Items that are holders: what stands below "Needs a yes from:" or "To be told:", each with its scope or condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.masks import Masked, Names
from graphkit.extract.rights.parties import BODY, is_agent, label_lexicon, parties, party
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Span

_LONGEST: Final = 160
_PARENTHESIS: Final = re.compile(r"^(?P<who>[^()]{2,60}?)\s*\((?P<what>[^()]{2,60})\)$")
_PLACE: Final = re.compile(r"\s(?:at|from|of|in|on behalf of)\s.+$")


#: Words behind a holder that say where or what they are and not what it is about.
class Below(Struct, frozen=True):
    """The power of the holders below a lead-in, and what about ("" when it does not say).

    `sure` lead-ins make whatever stands below them a holder; below others only those known to act are.
    """

    power: Power
    about: str
    sure: bool


@lru_cache(maxsize=1024)
def holders_power(text: str) -> Below | None:
    """What a lead-in or heading says of the holders below it; None for one that has none."""
    opening = plain(text).strip(" :*_.").replace("'", "’")
    if not opening or len(opening) > 110 or opening.endswith("?"):
        return None
    opening = label_lexicon().item["closing"].sub("", opening)
    for candidate in dict.fromkeys((opening, label_lexicon().item["opening"].sub("", opening))):
        scoped = label_lexicon().item["scoped_lead"].search(candidate)
        plainer = (candidate[: scoped.start()] + candidate[scoped.end() :]).strip() if scoped else ""
        for shape, about in ((plainer, scoped["scope"] if scoped else ""), (candidate, "")):
            for regex, power in label_lexicon().holders:
                if shape and regex.search(shape):
                    tail = label_lexicon().item["tail"].search(shape) if not about else None
                    about = re.sub(r"^(?:the|an?|any|every|each)\s", "", tail["about"] if tail else about)
                    return Below(power, about, label_lexicon().sure.search(shape) is not None)
    return None


def holder_items(text: str, below: Below, topic: str, names: Names, span: Span, standing: Standing) -> Iterator[Right]:
    """The rights of one item below such a lead-in: "Ann, for anything above the stalls", "the lab (late samples)"."""
    text = plain(text).strip(" .;*_")
    if not text or len(text) > _LONGEST or text.endswith("?"):
        return
    who, scope, condition = _taken_apart(text, names)
    if not below.sure and not all(is_agent(holder.name, names) or BODY.search(holder.name) for holder in who):
        return
    for holder in who:
        yield Right(
            span,
            holder,
            below.power,
            scope or below.about or topic,
            standing=standing,
            condition=condition,
            confidence=0.85,
        )


def _taken_apart(text: str, names: Names) -> tuple[tuple[Mention, ...], str, str]:
    whole = parties(text, names)
    behind = _PARENTHESIS.match(text)
    if behind:
        who = _named(behind["who"], names)
        what = behind["what"].strip()
        if who and not label_lexicon().item["is"].match(what) and not what[:1].isupper() and not is_agent(what, names):
            return (who, *_about(what))
        return who, "", ""
    glued = label_lexicon().item["glued"].match(text)
    if glued and (len(whole) < 2 or not all(is_agent(part, names) for part in text.split(", "))):
        who = _named(glued["who"], names)
        rest = glued["rest"].strip()
        if who and not label_lexicon().item["is"].match(rest):
            return (who, *_about(rest))
        if who:
            return who, "", ""
    return whole, "", ""


def _named(text: str, names: Names) -> tuple[Mention, ...]:
    found = parties(text, names)
    if found:
        return found
    shorter = _PLACE.sub("", text)
    one = party(shorter, names) if shorter != text else None
    return (one,) if one is not None else ()


def _about(rest: str) -> tuple[str, str]:
    """What stands behind a holder as a scope and a condition."""
    when = label_lexicon().item["when"].match(rest)
    if when:
        return "", when["condition"]
    scoped = label_lexicon().item["for"].match(rest)
    text = scoped["scope"] if scoped else rest
    heavy = label_lexicon().item["heavy"].search(text)
    if heavy:
        return scopes.tidy(text[: heavy.start()], _NOBODY), heavy["condition"]
    if scoped is None and ("," in text or " and " in text):
        return scopes.tidy(text, _NOBODY), ""
    found = scopes.clip(text, _NOBODY)
    return found.text or scopes.tidy(text, _NOBODY), found.condition


_NOBODY: Final = Masked("", (), (), (), curly=True)
