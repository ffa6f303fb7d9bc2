"""RACI, DACI and RAPID tables, and tables with a column for who decides or approves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from graphkit.extract.rights.keyed import holders_of, key_lexicon
from graphkit.extract.rights.masks import Names
from graphkit.extract.rights.parties import label_lexicon, parties
from graphkit.extract.rights.schemes import matter_of, scheme_of
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Block, Note, Span

_LETTERS: Final = re.compile(r"^[RACIDPSO](?:\s?[/,&+]?\s?[RACIDPSO]){0,2}$|^-$|^–$|^—$|^$|^x$", re.IGNORECASE)
_NOTHING: Final = frozenset(("", "-", "–", "—", ".", "/", "n/a", "none"))
#: Sections whose tables are of something else.
_OTHERS: Final = frozenset(
    ("actions", "attendance", "absence", "agenda", "discussion", "ignored", "links", "decisions")
)
#: The words of a legend: "A = approves, C: consulted".
_LEGEND: Final = re.compile(
    r"(?<![\w])[*_(\"“]{0,2}([A-Z])[*_)\"”]{0,2}\s?(?:=|:|–|-|\bis\b|\bfor\b|\bmeans\b|\bstands for\b)\s?"
    r"([A-Za-z-]+(?: (?:off|maker|say|asked|told|consulted|informed|veto))?)"
)


def table_rights(note: Note, names: Names) -> Iterator[Right]:
    """The rights of a note's tables. Tables in sections of actions, attendance or agenda hold none."""
    for rows in _tables(note):
        section = note.sections[rows[0].section]
        if section.kind in _OTHERS:
            continue
        around = f"{section.heading} {_before(note, rows[0])}"
        legend = _legend(note, rows)
        draft = key_lexicon().draft.search(section.heading if legend else around)
        table = Table(rows, names, matter_of(note, section), "Proposed" if draft else "Current", around)
        yield from table.by_column() or table.by_row() or table.by_cell(legend)


def _tables(note: Note) -> Iterator[list[Block]]:
    rows: list[Block] = []
    last = None
    for block in note.blocks:
        if block.kind == "row" and (last is None or last.kind != "row" or block.line - last.line <= 2):
            rows.append(block)
        else:
            if len(rows) > 1:
                yield rows
            rows = [block] if block.kind == "row" else []
        last = block
    if len(rows) > 1:
        yield rows


def _before(note: Note, row: Block) -> str:
    """The block right before a table, in its section."""
    for before, after in pairwise(note.blocks):
        if after is row:
            return before.text if before.section == row.section and before.kind != "row" else ""
    return ""


def _legend(note: Note, rows: list[Block]) -> dict[str, Power]:
    """What a legend in the section says of the letters; {} when there is none."""
    words = legend_words()
    for block in note.blocks:
        if block.section == rows[0].section and block.kind != "row" and len(block.text) < _LONGEST_LEGEND:
            found = {
                match[1].lower(): words[match[2].lower()]
                for match in _LEGEND.finditer(plain(block.text))
                if match[2].lower() in words and words[match[2].lower()]
            }
            if len(found) > 1:
                return found
    return {}


_LONGEST_LEGEND: Final = 400


@cache
def legend_words() -> dict[str, Power]:
    """The words that say a power in a cell, a column's heading or a legend."""
    lexicon = key_lexicon()
    return {**lexicon.schemes["raci"], **lexicon.schemes["rapid"], **lexicon.behind, **label_lexicon().columns}


def power_of(cell: str, scheme: dict[str, Power]) -> Power | None:
    """The power that the heading of a column or row says: "Approver(s)", "Who decides?", "(D) Driver"."""
    word = _MARKED.sub("", cell.lower().strip(" *_:?.")).strip(" *_:?.")
    for form in (word, word.removesuffix("s"), word.removesuffix("(s)")):
        power = scheme.get(form) if len(form) > 1 else None
        power = power or label_lexicon().columns.get(form)
        if power:
            return power
    return None


_MARKED: Final = re.compile(r"^\(?[a-z]\)?\s?[-–:=]\s|^\([a-z]\)\s|\s\([a-z]{1,2}\)$|^[a-z]\s(?=\()|[()]")


class Table(Struct, frozen=True):
    """The rows of one table, the first its header.

    `matter` is what all of it is about, `around` its heading and the text before it.
    """

    rows: list[Block]
    names: Names
    matter: str
    standing: Standing
    around: str

    def by_column(self) -> list[Right]:
        """A column that is called "Decides" or "Approver" says so of the topic in each row's first cell."""
        header = [plain(cell).strip(" *_:") for cell in self.rows[0].cells]
        scheme = self.scheme_of_words(header[1:])
        powers = {at: power for at, cell in enumerate(header) if at and (power := power_of(cell, scheme))}
        lower = {cell.lower() for cell in header}
        if not set(powers.values()) - {"Own", "Perform", "Inform"} and not (lower & _OUTRIGHT and len(powers) > 1):
            return []
        if len(powers) < 3 and any(label_lexicon().table["day"].match(cell) for cell in header):
            return []
        found = []
        for row in self.rows[1:]:
            topic = plain(row.cells[0]).strip(" *_") if row.cells else ""
            if topic and len(topic) <= 100:
                for at, power in powers.items():
                    if at < len(row.cells):
                        found += self.made(row, row.cells[at], power, topic)
        return found

    def by_row(self) -> list[Right]:
        """Rows that are called "Driver" and "Approver", each with its people, for one topic or for one a column."""
        first = [plain(row.cells[0]).strip(" *_:") if row.cells else "" for row in self.rows[1:]]
        scheme = self.scheme_of_words(first)
        powers = [power_of(cell, scheme) for cell in first]
        if sum(power is not None for power in powers) < max(2, len(first) - 1) or not set(powers) - {
            "Own",
            "Perform",
            None,
        }:
            return []
        header = [plain(cell).strip(" *_:") for cell in self.rows[0].cells]
        people = [at for at, cell in enumerate(header) if at and key_lexicon().people.match(cell)]
        found = []
        for row, power in zip(self.rows[1:], powers, strict=True):
            for at in people[:1] or range(1, len(header)):
                about = self.matter if people else header[at]
                if power and about and at < len(row.cells):
                    found += self.made(row, row.cells[at], power, about)
        return found

    def by_cell(self, legend: dict[str, Power]) -> list[Right]:
        """A table of letters or words of power: topics down and agents across, or the other way round."""
        cells = [cell.strip(" *_") for row in self.rows[1:] for cell in row.cells[1:]]
        used = [cell for cell in cells if cell.lower() not in _NOTHING]
        scheme: dict[str, Power] = {}
        letters = {letter.lower() for cell in used for letter in _LETTER.findall(cell)}
        if len(used) > 1 and legend and letters <= legend.keys() and all(len(cell) < 8 for cell in used):
            scheme = legend
        elif len(used) > 1 and all(_LETTERS.match(cell) for cell in used):
            scheme = _scheme(letters, f"{self.around} {self.rows[0].text}")
        elif len(used) > 1 and all(_in_words(cell) for cell in used):
            scheme = label_lexicon().columns
        if not scheme:
            return []
        header = self.rows[0].cells
        across = [parties(cell, self.names) for cell in header[1:]]
        down = [parties(row.cells[0], self.names) if row.cells else () for row in self.rows[1:]]
        corner = header[0].strip(" *_") if header else ""
        surely = _weight(header[1:], self.names) >= _weight(
            [row.cells[0] for row in self.rows[1:] if row.cells], self.names
        )
        agents_across = not key_lexicon().people.match(corner) and (
            bool(label_lexicon().table["topics"].match(corner)) or surely
        )
        found = []
        for number, row in enumerate(self.rows[1:]):
            for index, cell in enumerate(row.cells[1:]):
                if index >= len(across):
                    continue
                holders = across[index] if agents_across else down[number]
                topic = plain(row.cells[0] if agents_across else header[index + 1]).strip(" *_")
                topic = self.matter if not agents_across and _ROLE.search(topic) else topic
                words = _in_words(cell) or _LETTER.findall(cell.lower())
                for word in words if topic else ():
                    power = scheme.get(word)
                    found += [self.right(row, holder, power, topic) for holder in holders if power]
        return found

    def scheme_of_words(self, cells: list[str]) -> dict[str, Power]:
        """The framework whose words most cells are: the one named around the table, or told by its words."""
        named = scheme_of(self.around)
        if named:
            return named
        keys = {_MARKED.sub("", cell.lower()).strip(" *_:?.") for cell in cells}
        keys |= {key.removesuffix("s") for key in keys}
        best = max(key_lexicon().schemes.values(), key=lambda scheme: len(keys & scheme.keys()))
        return best if len(keys & best.keys()) > 1 else {}

    def made(self, row: Block, cell: str, power: Power, topic: str) -> list[Right]:
        return [self.right(row, holder, power, topic) for holder in parties(cell, self.names)]

    def right(self, row: Block, holder: Mention, power: Power, topic: str) -> Right:
        return Right(Span(row.line, row.raw.strip()), holder, power, topic, standing=self.standing, confidence=0.95)


#: A column that makes a table a log of single acts.
#: Tables in which letters are marks.
#: A column of powers, headed by none of the topics.
_ROLE: Final = re.compile(r"\b(?:roles?|rights?|powers?|parts?|say|raci|daci|rapid)\b", re.IGNORECASE)
_LETTER: Final = re.compile(r"[A-Za-z]")
#: Columns that say a right beside none that decides.
_OUTRIGHT: Final = frozenset(("accountable", "accountable (a)", "responsible", "responsible (r)"))


#: What the corner of a table is called whose rows are topics.
def _in_words(cell: str) -> list[str]:
    """The words of power that a cell holds and nothing else: "decides", "consulted, informed"."""
    parts = [part.strip(" *_.").lower() for part in re.split(r"[,/&+]|\band\b|<br ?/?>", plain(cell)) if part.strip()]
    return parts if parts and all(part in label_lexicon().columns for part in parts) else []


def _weight(cells: Sequence[str], names: Names) -> float:
    """How much the cells of a row or column look like agents: full names and roles count twice."""
    found = [holders_of(cell, names) for cell in cells]
    score = sum(2 if " " in m.name or m.kind != "unknown" else 1 for mentions in found for m in mentions[:1])
    return score / max(1, len(found))


def _scheme(letters: set[str], around: str) -> dict[str, Power]:
    """The framework that the letters, or words nearby, name; {} when they could be several."""
    schemes = key_lexicon().schemes
    named = scheme_of(around)
    if named:
        return named
    if label_lexicon().table["marks"].search(around):
        return {}
    if (
        letters <= {"r", "a", "c", "i", "s", "o"}
        and "r" in letters
        and "c" in letters | {"c" if letters == {"r", "a"} else ""}
    ):
        return schemes["raci"]
    if letters <= {"d", "a", "c", "i"} and {"d", "c"} <= letters:
        return schemes["daci"]
    if letters <= {"r", "a", "p", "i", "d"} and ({"p", "d"} <= letters or {"r", "d"} <= letters):
        return schemes["rapid"]
    return {}
