"""One listed decision or action, read from the text of its bullet, line or cell."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from graphkit.extract.sentences import plain
from graphkit.vault.note import Span
from graphkit.vault.wording import ItemWords

_STRUCK: Final = re.compile(r"~~.*?~~")
_LETTER: Final = re.compile(r"[^\W_]")


class Item(Struct, frozen=True, gc=False):
    """One decision or action as the note states it. `text` is plain; `owner`, `by`, `due` and `state` are as
    written.

    `label` is true for a line that says itself what it is ("Decision: …"), `mixed` for an item of a section
    that holds both decisions and actions.
    """

    span: Span
    text: str
    number: str = ""
    owner: str = ""
    by: str = ""
    due: str = ""
    state: str = ""
    label: bool = False
    mixed: bool = False
    block: int = -1


def read_item(written: str, line: int, words: ItemWords) -> Item | None:
    """An item from its text; None when it says there is none. What is struck through is left out."""
    quote = written
    text = _STRUCK.sub("", written) if "~~" in written else written
    given: dict[str, str] = {}
    label = False
    for patterns in (words.items, words.labels):
        match = next((found for found in (p.match(text) for p in patterns) if found), None)
        if match:
            given = {name: (value or "").strip() for name, value in match.groupdict().items()}
            label = patterns is words.labels
            text = given["text"]
            break
    text = plain(text).strip().strip("|").rstrip()
    if not _LETTER.search(text) or (words.nothing is not None and words.nothing.match(text)):
        return None
    return Item(
        Span(line, quote), text, given.get("number", ""), given.get("owner", ""), given.get("by", ""),
        given.get("due", ""), given.get("state", ""), label=label,
    )  # fmt: skip
