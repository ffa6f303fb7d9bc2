"""The words of RAPID, DACI and RACI as labels: "Driver: Ann", "Agree: finance", line by line below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graphkit.extract.rights.fields import GENERAL
from graphkit.extract.rights.keyed import key_lexicon
from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.parties import is_agent, label_lexicon, parties, party
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Block, Note, Section, Span

_NAMED: Final = re.compile(r"\b(RAPID|DACI|RACI|RASCI|RASIC|ARCI)\b", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^[*_]*(?P<key>[A-Za-z][A-Za-z/ ()-]{0,40}?)[*_]*\s*(?::(?!:)|\s[–—=-]\s)[*_]*\s*(?P<value>.+)$"
)
_LETTER: Final = re.compile(
    r"^(?P<word>[a-z]+)\s?\((?P<letter>[a-z])\)$|^(?P<letter2>[a-z])\s?\((?P<word2>[a-z]+)\)$|^\((?P<letter3>[a-z])\)\s?(?P<word3>[a-z]+)$"
)
_SCOPED_KEY: Final = re.compile(r"^(?P<word>[a-z]+)\s(?:for|on|of|in|over)\s(?P<scope>.+)$", re.IGNORECASE)
#: Words of which several may be listed; behind one of the others, what follows the comma is the scope.
_SEVERAL: Final = frozenset(
    ("contributors", "contributor", "informed", "consulted", "input", "inform", "consult", "inputs")
)


def scheme_of(text: str) -> dict[str, Power]:
    """The framework that a heading or line names; {} for none."""
    found = _NAMED.search(text)
    if not found:
        return {}
    name = found[1].lower()
    return key_lexicon().schemes[name if name in ("rapid", "daci") else "raci"]


@lru_cache(maxsize=1024)
def scheme_topic(heading: str) -> str:
    """What a heading with a framework's name is about: "DACI for the letter templates" is about the letter templates.

    >>> scheme_topic("DACI for the letter templates"), scheme_topic("Roles (RACI)"), scheme_topic("Tickets: RAPID")
    ('letter templates', '', 'Tickets')
    """
    text = re.sub(r"\([^()]*\)", "", heading)
    behind = re.search(r"\b(?:for|on|of|about|over)\s(?:the |our |an? |all )?([^:]+)$", text)
    if behind and label_lexicon().frame.search(text[: behind.start()]):
        return re.split(r",\s", behind[1])[0].strip(" .,:–—-")
    text = label_lexicon().frame.sub("", text).strip(" .,:;–—-")
    text = re.sub(r"^(?:for|on|of|the|our|in|and|as)\s+|\s+(?:in|for|of|as|and)$", "", text).strip(" .,:;–—-")
    return text if len(text) > 2 else ""


def scheme_label(text: str) -> tuple[str, str, str] | None:
    """The word of a framework before a colon, its scope and its value: "Agree for fares: Ann"; None for other lines."""
    match = _LABEL.match(text.replace("**", ""))
    if match is None:
        return None
    key, scope = match["key"].strip().lower(), ""
    letter = _LETTER.match(key)
    if letter:
        key = letter["word"] or letter["word2"] or letter["word3"]
    scoped = _SCOPED_KEY.match(key)
    if scoped:
        key, scope = scoped["word"], match["key"].strip()[scoped.start("scope") :]
    if key not in label_lexicon().columns and not any(key in scheme for scheme in key_lexicon().schemes.values()):
        return None
    return key, scope, match["value"]


def scheme_at(note: Note, block: Block, around: str) -> dict[str, Power]:
    """The framework of a line with such a label: the one named around it, or the one that its neighbours' words tell.

    Three words of one framework below each other are needed when nothing names it.
    """
    named = scheme_of(around)
    if named:
        return named
    keys: set[str] = set()
    for other in note.blocks:
        if other.section == block.section and other.kind in ("item", "paragraph") and ":" in other.text:
            for line in other.text.split("\n"):
                label = scheme_label(line)
                if label and len(label[0]) > 1:
                    keys.add(label[0])
    best = max(key_lexicon().schemes.values(), key=lambda scheme: len(keys & scheme.keys()))
    if len(keys & best.keys()) >= 3:
        return best
    columns = label_lexicon().columns
    return columns if len({columns[key] for key in keys if key in columns}) >= 2 else {}


def scheme_rights(
    note: Note, block: Block, section: Section, lead: str, names: Names, standing: Standing
) -> Iterator[Right]:
    """The rights of an item or paragraph whose lines are labels of a framework."""
    lines = block.text.split("\n")
    labels = [scheme_label(line) for line in lines]
    if not any(labels):
        return
    around = f"{section.heading} {lead}"
    scheme = scheme_at(note, block, around)
    topic = ""
    for at, (label, line) in enumerate(zip(labels, lines, strict=True)):
        power = scheme.get(label[0]) if label else None
        if label is None or power is None:
            continue
        topic = topic or matter_of(note, section, lead)
        key, scope, value = label
        holders, about = _value(plain(value), names, several=key in _SEVERAL)
        for holder in holders:
            yield Right(
                Span(block.line + at, line.strip()), holder, power, scope or about or topic,
                standing=standing, confidence=0.9,
            )  # fmt: skip


def matter_of(note: Note, section: Section, lead: str = "") -> str:
    """What the roles of a framework in a section are about, where they do not say it: its lead-in or heading, or the
    note's project or title.
    """
    own = section.level > 2 or (section.level == 2 and section.kind in ("other", "topics"))
    own = own and not GENERAL.match(section.heading)
    heading = section.heading if own or _NAMED.search(section.heading) else ""
    if lead and _NAMED.search(lead):
        found = scheme_topic(lead)
        if found:
            return found
    if heading:
        found = scheme_topic(heading)
        if found:
            return found
    if note.place.name and note.place.kind in ("project", "forum"):
        return note.place.name
    named = str(note.front.values.get("project") or note.front.values.get("topic") or "").strip('[]" ')
    return named or scheme_topic(note.title)


def _value(value: str, names: Names, *, several: bool) -> tuple[tuple[Mention, ...], str]:
    """The holders behind a label, and the scope that may follow them: "Ann Berg, next dose level"."""
    value = value.strip(" .")
    first, comma, rest = value.partition(", ")
    if comma and not several and "," not in rest:
        one = party(first, names)
        if (
            one
            and is_agent(first, names)
            and not is_agent(rest, names)
            and rest[:1].islower()
            and not rest.startswith("the ")
        ):
            return (one,), rest
    for mark in (" – ", " — ", " - ", "; "):
        who, found, about = value.partition(mark)
        if found and parties(who, names) and not is_agent(about, names):
            return parties(who, names), about
    scoped = re.match(r"^(?P<who>[^,:]{2,60}?),?\s(?:for|on)\s(?P<scope>.+)$", value)
    if scoped and parties(scoped["who"], names):
        return parties(scoped["who"], names), re.sub(r"^(?:the|all|any)\s", "", scoped["scope"])
    return parties(value, names), ""
