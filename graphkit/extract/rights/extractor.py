"""All that a note says about who decides: prose, lists, fields and tables read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from msgspec import structs

from graphkit.extract.approvals import acts
from graphkit.extract.reporting import field_lines, reporting_lines
from graphkit.extract.rights.chains import chain_rights
from graphkit.extract.rights.fields import field_rights
from graphkit.extract.rights.keyed import filled, key_lexicon, labelled, lead_power, topic_and_holder
from graphkit.extract.rights.letters import letter_rights
from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.open import is_open
from graphkit.extract.rights.prose import Reading, Setting, agents_of, prose_rights, read
from graphkit.extract.rights.tables import table_rights
from graphkit.extract.rights.worth import Called, Says, called
from graphkit.extract.sentences import Sentence, block_sentences, plain
from graphkit.extract.statement import Decision, Question, ReportingLine, Right, Standing
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Block, Note, Section, SectionKind, Span
from graphkit.vault.values import as_list

Stated: TypeAlias = Right | ReportingLine | Decision | Question

#: Sections whose text is somebody's account of the matter; a transcript's discussion is not.
_KINDS: Final[frozenset[SectionKind]] = frozenset(
    {"information", "summary", "decisions", "questions", "other", "topics"}
)
#: What belongs to the note's people and never to what they decide about.
_LISTED: Final = (
    "participants",
    "attendees",
    "with",
    "present",
    "people",
    "person",
    "invitees",
    "members",
    "author",
    "owner",
)
_PARENTHESES: Final = re.compile(r"\s*\([^()]*\)")


def rights(note: Note, dialect: Dialect | None = None) -> Iterable[Stated]:
    """The decision rights, reporting lines, single acts and open questions about rights that a note states.

    Discussion, agenda, attendance, tasks and code say none; `dialect` is not needed.
    """
    del dialect
    names = names_of(note)
    yield from field_rights(note, names)
    yield from field_lines(note, names)
    if any(block.kind == "row" for block in note.blocks):
        yield from table_rights(note, names)
    yield from _of_prose(note, names)


def names_of(note: Note) -> Names:
    """The names that a note lists, whole and in parts."""
    known: set[str] = set()
    values: list[str] = []
    for key in _LISTED:
        if note.front.values.get(key):
            values += as_list(note.front.values[key])
    for field in note.fields:
        if field.key.lower() in _LISTED:
            values += as_list(field.value)
    if note.place.kind == "person":
        values.append(note.place.name)
    for value in values:
        name = _PARENTHESES.sub("", value).strip('[]@*" ')
        if 1 < len(name) < 60 and name[0].isupper():
            known.add(name)
            known.update(part for part in name.split() if len(part) > 2 and part[0].isupper())
    known.discard("The")
    return Names(frozenset(known), forum=note.place.name if note.place.kind == "forum" else "")


def _of_prose(note: Note, names: Names) -> Iterator[Stated]:
    lead: Block | None = None
    before: Sentence | None = None
    earlier: list[Right] = []
    for index, block in enumerate(note.blocks):
        section = note.sections[block.section]
        if section.kind not in _KINDS or block.kind not in ("paragraph", "item", "quote"):
            before, earlier = None, []
            if block.kind != "task":
                lead = None
            continue
        listed = list(_of_list(note, block, section, lead, names)) if block.kind == "item" else []
        if listed:
            yield from listed
            continue
        if block.text.rstrip().endswith((":", ":**", ":__")):
            lead = block
        elif block.kind != "item" or (
            lead is not None and lead.kind == "item" and block.indent <= lead.indent
        ):
            lead = None
        if block.kind == "paragraph" and ":" in block.text and len(block.text) < 160:
            span = Span(block.line, block.text)
            found = list(labelled(block.text, names, span, "", _standing_of(section)))
            if found:
                yield from found
                continue
        for sentence in block_sentences(block, index, section.kind):
            text = sentence.text
            known = called(text)
            if known.worth:
                if not names.text:
                    names = structs.replace(names, text="\n".join(note.lines[note.body :]))
                if before is not None and sentence.block - before.block > 1:
                    before, earlier = None, []
                reading = _reading(note, block, sentence, names, before, known)
                found = list(_of_sentence(note, section, reading, earlier))
                yield from found
                earlier = [one for one in found if isinstance(one, Right)]
            else:
                earlier = []
            before = sentence


def _reading(
    note: Note, block: Block, sentence: Sentence, names: Names, before: Sentence | None, known: Called
) -> Reading:
    """A sentence read; on an entity's page a line without a subject ("Leads the migration") is about the entity."""
    if note.place.page and note.place.name and block.kind == "item" and _SUBJECTLESS.match(sentence.text):
        text = sentence.text[0].lower() + sentence.text[1:]
        if note.place.kind == "person":
            named = structs.replace(sentence, text=f"{note.place.name} {text}")
            return read(named, structs.replace(names, known=names.known | {note.place.name}))
        if note.place.kind in ("project", "forum") and _PASSIVE.match(sentence.text):
            return read(
                structs.replace(sentence, text=f"{note.place.name} is {text}"),
                structs.replace(names, known=names.known | {note.place.name}))
    return read(sentence, names, lambda: agents_of(before, names), known)


_SUBJECTLESS: Final = re.compile(
    r"^(?:(?:Also|Still|Now|Currently|Formerly|No longer|Previously)\s)?(?:Has|Had|Is|Was|Leads|Led|Owns|Owned|Runs|Ran|Decides|Decided|Approves|Approved|Signs|Signed"
    r"|Heads|Headed|Oversees|Manages|Managed|Makes|Sets|Chairs|Reports|Reported|Recommends|Responsible|Accountable|Can|May|Must|Prioriti[sz]es|Vetoes|Used to|Drives|Took)\b"
)
_PASSIVE: Final = re.compile(
    r"^(?:Led|Owned|Run|Approved|Decided|Managed|Headed|Overseen|Chaired)\sby\b", re.IGNORECASE
)


def _of_sentence(note: Note, section: Section, reading: Reading, earlier: list[Right]) -> Iterator[Stated]:
    sentence = reading.sentence
    if section.kind != "questions" and is_open(sentence.text):
        yield Question(Span(sentence.line, sentence.quote), sentence.text)
    if not reading.masked.groups:
        return
    said = note.date
    standing = _standing_of(section)
    stages = chain_rights(reading.masked, sentence)
    stated = stages or list(letter_rights(reading)) or prose_rights(reading, Setting(said, _topic(section)), earlier)
    for right in stated:
        yield (
            structs.replace(right, standing="Proposed")
            if standing == "Proposed" and right.standing == "Current"
            else right
        )
    if Says.LINE in reading.called.says:
        yield from reporting_lines(reading.clauses, reading.masked, sentence, said)
    if Says.ACT in reading.called.says and not _repeated(note, section, sentence):
        yield from acts(reading.clauses, reading.masked, sentence)


def _topic(section: Section) -> str:
    """What a heading of its own says the text below is about; "" for a heading that only says its kind."""
    return (
        section.heading
        if section.level > 2 and section.kind == "other" and 2 < len(section.heading) < 60
        else ""
    )


def _standing_of(section: Section) -> Standing:
    return "Proposed" if section.level > 1 and section.heading and _PROPOSED.search(section.heading) else "Current"


_PROPOSED: Final = re.compile(
    r"\b(?:propos(?:al|als|ed)|suggestions?|ideas?|for discussion|options?|draft (?:of |for )?(?:roles|rights|RACI|DACI|RAPID|charter))\b", re.IGNORECASE
)


def _repeated(note: Note, section: Section, sentence: Sentence) -> bool:
    """Whether the note's list of decisions holds what a sentence elsewhere tells."""
    if section.kind == "decisions":
        return False
    words = _content(sentence.text)
    for block in note.blocks:
        if note.sections[block.section].kind == "decisions" and block.kind in ("item", "paragraph", "row"):
            listed = _content(block.text)
            if listed and len(words & listed) >= 0.6 * min(len(words), len(listed)):
                return True
    return False


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9]{4,}", text.lower()))


def _of_list(
    note: Note, block: Block, section: Section, lead: Block | None, names: Names
) -> Iterator[Stated]:
    """What an item says by standing where it stands: below "Approval is needed from:", "Who decides what", or labelled."""
    span = Span(block.line, block.text)
    heading = section.heading
    draft = key_lexicon().draft
    standing: Standing = (
        "Proposed" if (section.level > 1 and draft.search(heading)) or (lead is not None and draft.search(lead.text)) else "Current"
    )
    opening = plain(lead.text).rstrip(" :*") if lead is not None else ""
    if opening:
        power = lead_power(opening)
        if power:
            yield from topic_and_holder(block.text, power, names, span, standing)
            return
        sentence = filled(opening, block.text)
        if sentence and called(sentence).right and len(block.text) < 90:
            reading = read(Sentence(sentence, block.text, block.line, 0, section.kind), names)
            for right in prose_rights(reading, Setting(note.date, _topic(section))):
                yield structs.replace(right, standing=standing) if right.standing == "Current" else right
            return
    power = lead_power(heading) if heading and section.kind != "decisions" else None
    if power and block.indent == 0:
        found = list(topic_and_holder(block.text, power, names, span, standing))
        if found:
            yield from found
            return
    if ":" in block.text and block.indent == 0 and len(block.text) < 160:
        yield from labelled(block.text, names, span, _label_topic(note, section), standing)


def _label_topic(note: Note, section: Section) -> str:
    if (
        section.level > 1
        and section.kind in ("other", "topics")
        and section.heading
        and not lead_power(section.heading)
    ):
        return section.heading
    return note.place.name if note.place.page and note.place.kind in ("project", "forum") else ""
