"""RACI, DACI and RAPID tables, and tables with a column for who decides or approves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from graphkit.extract.rights.keyed import holders_of, key_lexicon
from graphkit.extract.rights.masks import Names
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Block, Note, Span

_LETTERS: Final = re.compile(r"^[RACIDPS](?:\s?[/,&+]\s?[RACIDPS]){0,2}$|^-$|^–$|^—$|^$", re.IGNORECASE)
_COLUMNS: Final[tuple[tuple[re.Pattern[str], Power], ...]] = (
    (
        re.compile(
            r"^(?:decides|decider|decision[ -]?maker|decision by|decided by|who decides|final (?:say"
            r"|decision)|decide)s?$",
            re.IGNORECASE,
        ),
        "Decide",
    ),
    (
        re.compile(
            r"^(?:approves|approver|approval|approved by|sign-?off|signs off|who approves|approval by)s?$",
            re.IGNORECASE,
        ),
        "Approve",
    ),
    (re.compile(r"^(?:vetoe?s?|can veto|veto right)$", re.IGNORECASE), "Veto"),
    (re.compile(r"^(?:accountable)$", re.IGNORECASE), "Own"),
    (re.compile(r"^(?:recommends|recommender|recommended by|recommend)s?$", re.IGNORECASE), "Recommend"),
    (re.compile(r"^(?:consulted|consults|consult|input|contributors?)$", re.IGNORECASE), "Consult"),
    (re.compile(r"^(?:informed|inform)$", re.IGNORECASE), "Inform"),
    (re.compile(r"^(?:responsible)$", re.IGNORECASE), "Perform"),
    (re.compile(r"^(?:performs|performed by|perform)$", re.IGNORECASE), "Perform"),
    (re.compile(r"^(?:driver|owner)s?$", re.IGNORECASE), "Own"),
)


def table_rights(note: Note, names: Names) -> Iterator[Right]:
    """The rights of a note's tables. Tables in sections of actions, attendance or agenda hold none."""
    for rows in _tables(note):
        section = note.sections[rows[0].section]
        if section.kind in (
            "actions",
            "attendance",
            "absence",
            "agenda",
            "discussion",
            "ignored",
            "links",
            "decisions",
        ):
            continue
        around = f"{section.heading} {_before(note, rows[0])}"
        standing: Standing = "Proposed" if key_lexicon().draft.search(around) else "Current"
        found = list(_columns(rows, names, standing)) or list(_letters(rows, names, standing, around))
        yield from found


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


def _columns(rows: list[Block], names: Names, standing: Standing) -> Iterator[Right]:
    """A column that is called "Decides" or "Approver" says so of the topic in each row's first cell."""
    header = [plain(cell).strip(" *_:") for cell in rows[0].cells]
    powers: dict[int, Power] = {}
    lower = {cell.lower() for cell in header}
    daci = {"driver", "approver"} <= {cell.rstrip("s") for cell in lower}
    for index, cell in enumerate(header[1:], 1):
        for regex, power in _COLUMNS:
            if regex.match(cell):
                powers[index] = "Decide" if daci and power == "Approve" else power
                break
    if not any(power in ("Decide", "Approve", "Veto", "Own", "Recommend", "Consult") for power in powers.values()):
        return
    if set(powers.values()) <= {"Own", "Perform"} and "accountable" not in lower:
        return
    for row in rows[1:]:
        topic = plain(row.cells[0]).strip(" *_") if row.cells else ""
        if not topic or len(topic) > 100:
            continue
        for index, power in powers.items():
            if index < len(row.cells):
                for holder in holders_of(row.cells[index], names):
                    yield Right(
                        Span(row.line, row.raw.strip()),
                        holder,
                        power,
                        topic,
                        standing=standing,
                        confidence=0.95,
                    )


def _letters(rows: list[Block], names: Names, standing: Standing, around: str) -> Iterator[Right]:
    """A table of letters: topics down and agents across, or the other way round."""
    cells = [cell.strip(" *_") for row in rows[1:] for cell in row.cells[1:]]
    used = [cell for cell in cells if cell and cell not in "-–—"]
    if len(used) < 2 or any(not _LETTERS.match(cell) for cell in used):
        return
    scheme = _scheme({letter.lower() for cell in used for letter in re.findall(r"[A-Za-z]", cell)}, around)
    if not scheme:
        return
    across = [holders_of(cell, names) for cell in rows[0].cells[1:]]
    down = [holders_of(row.cells[0], names) if row.cells else () for row in rows[1:]]
    corner = rows[0].cells[0].strip(" *_") if rows[0].cells else ""
    agents_across = not key_lexicon().people.match(corner) and _weight(across) >= _weight(down)
    for number, row in enumerate(rows[1:]):
        for index, cell in enumerate(row.cells[1:]):
            if index >= len(across):
                continue
            holders: tuple[Mention, ...] = across[index] if agents_across else down[number]
            topic = plain(row.cells[0] if agents_across else rows[0].cells[index + 1]).strip(" *_")
            if not topic:
                continue
            for letter in re.findall(r"[a-z]", cell.lower()):
                power = scheme.get(letter)
                if power:
                    for holder in holders:
                        yield Right(
                            Span(row.line, row.raw.strip()),
                            holder,
                            power,
                            topic,
                            standing=standing,
                            confidence=0.95,
                        )


def _weight(found: list[tuple[Mention, ...]]) -> float:
    """How much the cells of a row or column look like agents: full names and roles count twice."""
    score = sum(2 if " " in m.name or m.kind != "unknown" else 1 for mentions in found for m in mentions[:1])
    return score / max(1, len(found))


def _scheme(letters: set[str], around: str) -> dict[str, Power]:
    """The framework that the letters, or words nearby, name; {} when they could be several."""
    schemes = key_lexicon().schemes
    for name in ("rapid", "daci", "raci"):
        if re.search(rf"\b{name}\b", around, re.IGNORECASE):
            return schemes[name]
    if letters <= {"r", "a", "c", "i", "s"} and "c" in letters | {"c" if letters == {"r", "a"} else ""}:
        return schemes["raci"]
    if letters <= {"d", "a", "c", "i"} and {"d", "c"} <= letters:
        return schemes["daci"]
    if letters <= {"r", "a", "p", "i", "d"} and ({"p", "d"} <= letters or {"r", "d"} <= letters):
        return schemes["rapid"]
    return {}
