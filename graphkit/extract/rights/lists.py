"""Items that state a right by where they stand: below "Approval is needed from:", "Who decides what", or labelled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import structs

from graphkit.extract.rights.headings import topic_of
from graphkit.extract.rights.keyed import filled, key_lexicon, labelled, lead_power, powers_behind, topic_and_holder
from graphkit.extract.rights.keylines import key_rights
from graphkit.extract.rights.leadins import holder_items, holders_power
from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.parties import label_lexicon
from graphkit.extract.rights.prose import Setting, prose_rights, read
from graphkit.extract.rights.schemes import scheme_rights
from graphkit.extract.rights.worth import called
from graphkit.extract.sentences import Sentence, plain
from graphkit.extract.statement import Power, Right, Standing
from graphkit.vault.note import Block, Note, Section, Span

#: An item that is longer is prose.
_LONGEST_NAME: Final = 90
_LONGEST_LABEL: Final = 160


def list_rights(
    note: Note, block: Block, section: Section, lead: Block | None, names: Names, *, keyed: bool
) -> list[Right]:
    """The rights of one item; `lead` is the line with a colon at its end that it stands below, None without one.

    `keyed` tells that the item holds a mark that may stand behind a label (`has_key`).
    """
    span = Span(block.line, block.text)
    draft = key_lexicon().draft
    proposed = (section.level > 1 and draft.search(section.heading)) or (lead and draft.search(lead.text))
    standing: Standing = "Proposed" if proposed else "Current"
    opening = plain(lead.text).rstrip(" :*") if lead is not None else ""
    if keyed:
        found = list(scheme_rights(note, block, section, opening, names, standing))
        if found:
            return found
    if keyed:
        line = Sentence(plain(block.text), block.text, block.line, 0, section.kind)
        found = key_rights(line, names, standing, topics_power(section, lead))
        if found:
            return found
    if opening:
        power = lead_power(opening)
        if power:
            return list(topic_and_holder(block.text, power, names, span, standing))
        below = holders_power(opening)
        if below:
            return list(holder_items(block.text, below, topic_of(section), names, span, standing))
        found = list(_filled(note, block, section, opening, names, standing))
        if found:
            return found
    elif block.indent == 0 and section.level > 1 and section.kind == "other":
        below = holders_power(section.heading)
        if below:
            return list(holder_items(block.text, below, "", names, span, standing))
    power = lead_power(section.heading) if section.heading and section.kind != "decisions" else None
    if power and block.indent == 0:
        found = list(topic_and_holder(block.text, power, names, span, standing))
        if found:
            return found
    if ":" in block.text and block.indent == 0 and len(block.text) < _LONGEST_LABEL:
        found = list(labelled(block.text, names, span, _label_topic(note, section), standing))
        return found or list(powers_behind(block.text, names, span, standing))
    return []


def topics_power(section: Section, lead: Block | None) -> Power | None:
    """The power that a lead-in or heading gives to "topic: holder" below it, None when it says nothing of this kind."""
    for text in (plain(lead.text).rstrip(" :*") if lead is not None else "", section.heading):
        for regex, power in label_lexicon().topics if text else ():
            if regex.search(text):
                return power
    return None


def label_rights(note: Note, block: Block, section: Section, names: Names, standing: Standing) -> list[Right]:
    """The rights of a paragraph that is a label and its agents: "Approver for travel: Ann", or a framework's labels."""
    if block.kind == "paragraph":
        placed = list(scheme_rights(note, block, section, "", names, standing))
        if placed:
            return placed
    if block.kind != "paragraph" or ":" not in block.text or len(block.text) >= _LONGEST_LABEL:
        return []
    span = Span(block.line, block.text)
    found = list(labelled(block.text, names, span, "", standing))
    return found or list(powers_behind(block.text, names, span, standing))


def _filled(
    note: Note, block: Block, section: Section, opening: str, names: Names, standing: Standing
) -> Iterator[Right]:
    """ "Approval for the lease is needed from:" with the item put in, read as a sentence."""
    sentence = filled(opening, block.text)
    if not sentence or len(block.text) >= _LONGEST_NAME:
        return
    known = called(sentence)
    if not known.right:
        return
    reading = read(Sentence(sentence, block.text, block.line, 0, section.kind), names, called=known)
    for right in prose_rights(reading, Setting(note.date, topic_of(section))):
        yield structs.replace(right, standing=standing) if right.standing == "Current" else right


def _label_topic(note: Note, section: Section) -> str:
    """What a label without a scope is about: its heading, or the page's entity."""
    titled = section.level > 1 and section.kind in ("other", "topics") and section.heading
    if titled and not lead_power(section.heading):
        return section.heading
    return note.place.name if note.place.page and note.place.kind in ("project", "forum") else ""
