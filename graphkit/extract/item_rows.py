"""One decision or action of a table's row, by what the table's first row says of its columns."""

from __future__ import annotations

import re
from typing import Final

from graphkit.extract.item import Item, read_item
from graphkit.extract.sentences import plain
from graphkit.vault.note import Block, Span
from graphkit.vault.wording import ItemWords

_NUMBER: Final = re.compile(r"[*_#\s]*\d+(?:\.\d+)*[*_.:)\s]*")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)*")
_LONGEST_NUMBER: Final = 24
#: A text of so few words does not say what it is about.
_BARE: Final = 5


def columns_of(block: Block, words: ItemWords) -> tuple[str, ...]:
    """What each column of a table holds, by its first row; () when that row heads nothing known."""
    names = [words.columns.get(cell.strip(" *_:").casefold(), "") for cell in block.cells]
    if "text" not in names and "number" in names[1:]:
        names[len(names) - 1 - names[::-1].index("number")] = "text"
    return tuple(names) if names.count("") < len(names) and ("text" in names or len(names) > 1) else ()


def row_item(block: Block, columns: tuple[str, ...], words: ItemWords) -> Item | None:
    """The item of a row; None when it says there is none. What is too short to say what it is about gets the
    cell that does.
    """
    cells = block.cells
    given: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell and column not in given:
            given[column] = plain(cell)
    about = given.pop("topic", "")
    if about and "text" not in given and "state" in given:
        given["text"] = f"{about}: {given.pop('state')}"
    elif about and len(given.get("text", "").split()) <= _BARE:
        given["text"] = f"{about}: {given['text']}" if given.get("text") else ""
    if columns and not given.get("text"):
        return None
    if not columns:
        rest = list(filter(None, cells))
        if rest and _NUMBER.fullmatch(rest[0]) and len(rest) > 1:
            given["number"] = plain(rest.pop(0))
        if not rest:
            return None
        given["text"] = rest[0]
    text = given["text"] if columns else plain(given["text"])
    item = read_item(text, block.line, words)
    if item is None:
        return None
    number = given.get("number", "")
    if not number and columns and not columns[0]:
        number = plain(cells[0])
    digits = _DIGITS.search(number)
    number = digits.group() if digits and len(number) <= _LONGEST_NUMBER else ""
    return Item(
        Span(block.line, " ".join(block.text.split())), item.text, item.number or number,
        given.get("owner", "") or item.owner, given.get("by", ""), given.get("due", "") or item.due,
        given.get("state", "") or item.state,
    )  # fmt: skip
