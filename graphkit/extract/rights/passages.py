"""The prose of a note, block by block and sentence by sentence, with what each needs of those before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from msgspec import structs

from graphkit.extract.agents import names_anything
from graphkit.extract.approvals import acts
from graphkit.extract.reporting import reporting_lines
from graphkit.extract.rights.chains import chain_rights
from graphkit.extract.rights.context import PLAIN, labelled
from graphkit.extract.rights.headings import is_binding, standing_of, topic_of
from graphkit.extract.rights.keylines import has_key, key_line, key_rights, predicate_line, speakers
from graphkit.extract.rights.letters import letter_rights
from graphkit.extract.rights.lists import label_rights, list_rights, topics_power
from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.open import is_open
from graphkit.extract.rights.prose import Reading, Setting, agents_of, prose_rights, read
from graphkit.extract.rights.routes import route_rights
from graphkit.extract.rights.worth import NOTHING, ROUTE, Called, Says, called
from graphkit.extract.sentences import PROSE_SECTIONS, Sentence
from graphkit.extract.statement import Decision, Question, ReportingLine, Right
from graphkit.vault.note import Block, Note, Section, Span

Stated: TypeAlias = Right | ReportingLine | Decision | Question

#: A longer stretch without a full stop is a list, a table or a transcript, no statement.
_LONGEST: Final = 700
_COLON: Final = (":", ":**", ":__")


def prose_statements(note: Note, names: Names, prose: Iterable[Sentence]) -> Iterator[Stated]:
    """What the paragraphs, items and quotes of a note state about rights, in the order of the file."""
    return _Passages(note, names, prose).read()


class _Passages:
    """The place in a note: the line with a colon above the list, the sentence before and what it stated."""

    def __init__(self, note: Note, names: Names, prose: Iterable[Sentence]) -> None:
        self.note = note
        self.names = names
        self.any_name = names_anything(names.known)
        self.binding = is_binding(note)
        self.sentences: dict[int, list[Sentence]] = {}
        for sentence in prose:
            self.sentences.setdefault(sentence.block, []).append(sentence)
        self.speakers: frozenset[str] | None = None
        self.lead: Block | None = None
        self.before: Sentence | None = None
        self.reading: Reading | None = None
        self.earlier: list[Right] = []

    def read(self) -> Iterator[Stated]:
        for index, block in enumerate(self.note.blocks):
            section = self.note.sections[block.section]
            if section.kind in PROSE_SECTIONS and block.kind in ("paragraph", "item", "quote"):
                yield from self.block(block, self.sentences.get(index, []), section)
                continue
            self.before, self.earlier = None, []
            if block.kind != "task":
                self.lead = None

    def block(self, block: Block, prose: list[Sentence], section: Section) -> Iterator[Stated]:
        keyed = has_key(block.text)
        if block.kind == "item":
            placed = list_rights(self.note, block, section, self.lead, self.names, keyed=keyed)
            if placed:
                yield from placed
                return
        self.follow(block)
        labelled = label_rights(self.note, block, section, self.names, standing_of(section)) if keyed else []
        if labelled:
            yield from labelled
            return
        for sentence in prose:
            known = called(sentence.text, any_name=self.any_name) if len(sentence.text) <= _LONGEST else NOTHING
            if keyed and known.worth:
                sentence, known = self.unlabelled(sentence, known)
            stated: list[Stated] = []
            if keyed or ROUTE in known.kinds:
                stated = self.fragments(block, section, sentence, known)
            line = predicate_line(sentence.text, self.names) if keyed and not stated else ""
            if line:
                sentence = structs.replace(sentence, text=line)
                known = called(line, any_name=self.any_name)
            if stated:
                yield from stated
            elif known.worth:
                if self.before is not None and sentence.block - self.before.block > 1:
                    self.before, self.earlier = None, []
                stated = list(self.told(block, section, sentence, known))
                yield from stated
            self.earlier = [one for one in stated if isinstance(one, Right)]
            self.before = sentence

    def unlabelled(self, sentence: Sentence, known: Called) -> tuple[Sentence, Called]:
        """A sentence without the name of who says it in a transcript, and what its words call."""
        key = key_line(sentence.text)
        if key is None:
            return sentence, known
        if self.speakers is None:
            self.speakers = speakers(self.note.lines)
        if key[0] not in self.speakers or not labelled(key[0], PLAIN).plain:
            return sentence, known
        return structs.replace(sentence, text=key[1]), called(key[1], any_name=self.any_name)

    def fragments(self, block: Block, section: Section, sentence: Sentence, known: Called) -> list[Stated]:
        """The rights of a sentence that is none: an escalation route, or a topic and fragments."""
        if ROUTE in known.kinds:
            routes = route_rights(sentence, self.names)
            if routes:
                return list(routes)
        lead = topics_power(section, self.lead if block.kind == "item" else None)
        return list(key_rights(sentence, self.names, standing_of(section), lead))

    def follow(self, block: Block) -> None:
        """Keep the line with a colon as long as its items last."""
        if block.text.rstrip().endswith(_COLON):
            self.lead = block
        elif block.kind != "item" or (
            self.lead is not None and self.lead.kind == "item" and block.indent <= self.lead.indent
        ):
            self.lead = None

    def told(self, block: Block, section: Section, sentence: Sentence, known: Called) -> Iterator[Stated]:
        """What a sentence states; on an entity's page a line without a subject is about the entity."""
        place = self.note.place
        subject = ""
        if place.page and place.name and block.kind == "item":
            text = _with_subject(sentence.text, place.name, place.kind)
            if text:
                sentence, subject = structs.replace(sentence, text=text), place.name
                known = called(text, any_name=True)
        if section.kind != "questions" and is_open(sentence.text):
            yield Question(Span(sentence.line, sentence.quote), sentence.text)
        if known.may_state(decided=section.kind == "decisions"):
            self.reading = self.taken_apart(sentence, known, subject)
            yield from self.stated(section, self.reading)

    def taken_apart(self, sentence: Sentence, known: Called, subject: str) -> Reading:
        """A sentence read, with the sentence before for its pronouns, unless its subject was put in."""
        if not self.names.text:
            self.names = structs.replace(self.names, text="\n".join(self.note.lines[self.note.body :]))
        if subject:
            return read(sentence, structs.replace(self.names, known=self.names.known | {subject}), called=known)
        before, reading = self.before, self.reading
        if before is None:
            return read(sentence, self.names, called=known)
        return read(sentence, self.names, lambda: agents_of(before, self.names, reading), known)

    def stated(self, section: Section, reading: Reading) -> Iterator[Stated]:
        """The rights, lines and acts of a sentence taken apart."""
        sentence, masked, says = reading.sentence, reading.masked, reading.called.says
        if not masked.groups:
            return
        setting = Setting(self.note.date, topic_of(section), self.binding)
        found = chain_rights(masked, sentence) if Says.CHAIN in says else []
        if not found and Says.LETTER in says:
            found = list(letter_rights(reading))
        if not found and reading.called.right:
            found = prose_rights(reading, setting, self.earlier)
        proposed = standing_of(section) == "Proposed"
        for right in found:
            if proposed and right.standing == "Current":
                yield structs.replace(right, standing="Proposed")
            else:
                yield right
        if Says.LINE in says:
            yield from reporting_lines(reading.clauses, masked, sentence, self.note.date)
        if not says.isdisjoint((Says.ACT, Says.AGREED)) and not self.repeated(section, sentence):
            yield from acts(reading.clauses, masked, sentence, listed=section.kind == "decisions")

    def repeated(self, section: Section, sentence: Sentence) -> bool:
        """Whether the note's list of decisions holds what a sentence elsewhere tells."""
        if section.kind == "decisions":
            return False
        words = _content(sentence.text)
        for block in self.note.blocks:
            if self.note.sections[block.section].kind == "decisions" and block.kind in ("item", "paragraph", "row"):
                listed = _content(block.text)
                if listed and len(words & listed) >= 0.6 * min(len(words), len(listed)):
                    return True
        return False


_WORD: Final = re.compile(r"[a-z0-9]{4,}")


def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


_VERB_FIRST: Final = re.compile(
    r"^(?:(?:Also|Still|Now|Currently|Formerly|No longer|Previously)\s)?(?:Has|Had|Is|Was|Leads|Led|Owns"
    r"|Owned|Runs|Ran|Decides"
    r"|Decided|Approves|Approved|Signs|Signed|Heads|Headed|Oversees|Manages|Managed|Makes|Sets|Chairs|Reports|Reported"
    r"|Recommends|Can|May|Must|Prioriti[sz]es|Vetoes|Used to|Drives|Took)\b"
)
_OFFICE_FIRST: Final = re.compile(
    r"^(?:(?P<adjective>Responsible|Accountable|In charge)|(?:The )?(?:(?:Key|Final|Main|Sole|Overall"
    r"|Formal) )*(?:[Oo]wner|[Ll]ead"
    r"|[Pp]oint person|[Pp]oint of contact|[Gg]atekeeper"
    r"|[Dd]ecision[- ]?maker|[Aa]pprover|[Dd]ecider))\s(?:for|of|on)\b"
)
_PASSIVE_FIRST: Final = re.compile(
    r"^(?:Led|Owned|Run|Approved|Decided|Managed|Headed|Overseen|Chaired)\sby\b", re.IGNORECASE
)


def _with_subject(text: str, name: str, kind: str) -> str:
    """A line of an entity's page with its entity as its subject; "" for a line that has a subject.

    >>> _with_subject("Leads the migration", "Ann Berg", "person"), _with_subject("Led by Ann", "Heron", "project")
    ('Ann Berg leads the migration', 'Heron is led by Ann')
    """
    rest = text[:1].lower() + text[1:]
    if kind == "person":
        office = _OFFICE_FIRST.match(text)
        if office:
            return f"{name} is {'' if office['adjective'] or rest.startswith('the ') else 'the '}{rest}"
        return f"{name} {rest}" if _VERB_FIRST.match(text) else ""
    if kind in ("project", "forum") and _PASSIVE_FIRST.match(text):
        return f"{name} is {rest}"
    return ""
