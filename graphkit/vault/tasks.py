"""A task line's text taken apart: words, owners, dates, priority and the other fields of Obsidian Tasks and
Dataview.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from graphkit.vault.dates import find_date
from graphkit.vault.owners import leading_owner, trailing_owners

Priority = Literal["", "Highest", "High", "Medium", "Low", "Lowest"]


class Task(Struct, frozen=True):
    """A task. `text` has no owner, mark or tag; dates are ISO days or ""; `bad_dates` are date fields that
    hold none.
    """

    text: str
    symbol: str = " "
    owners: tuple[str, ...] = ()
    due: str = ""
    scheduled: str = ""
    start: str = ""
    done: str = ""
    cancelled: str = ""
    created: str = ""
    priority: Priority = ""
    recurrence: str = ""
    identifier: str = ""
    depends_on: tuple[str, ...] = ()
    on_completion: str = ""
    tags: tuple[str, ...] = ()
    bad_dates: tuple[str, ...] = ()


_PRIORITY: Final = MappingProxyType(
    {"🔺": "Highest", "⏫": "High", "🔼": "Medium", "🔽": "Low", "⏬": "Lowest"}
)
_DATED: Final = MappingProxyType(
    {"📅": "due", "📆": "due", "🗓": "due", "⏳": "scheduled", "⌛": "scheduled", "🛫": "start",
     "✅": "done", "❌": "cancelled", "➕": "created"}
)  # fmt: skip
_WORDED: Final = MappingProxyType(
    {"🔁": "recurrence", "🆔": "identifier", "⛔": "depends_on", "🏁": "on_completion"}
)
_KEYS: Final = MappingProxyType(
    {"due": "due", "scheduled": "scheduled", "start": "start", "completion": "done", "done": "done",
     "cancelled": "cancelled", "canceled": "cancelled", "created": "created", "priority": "priority",
     "repeat": "recurrence", "recurrence": "recurrence", "id": "identifier", "dependson": "depends_on",
     "oncompletion": "on_completion", "owner": "owner", "assignee": "owner", "owners": "owner"}
)  # fmt: skip
_DATES: Final = frozenset(_DATED.values())

_ALL: Final = "🔺⏫🔼🔽⏬📅📆🗓⏳⌛🛫✅❌➕🔁🆔⛔🏁"
_MARK: Final = re.compile(f"([{_ALL}])[\ufe0f\ufe0e]?[ \t]*")
_INLINE: Final = re.compile(r"[\[(]([A-Za-z][A-Za-z _-]{0,24})::[ \t]*([^\[\]()]*)[\])]")
_TAG: Final = re.compile(r"(?<![^\s\0(,;])#([\w/\-]*[^\W\d_][\w/\-]*)")
_VALUE_END: Final = re.compile(f"[{_ALL}\0@#\n]|[\\[(][A-Za-z ]+::")
_DAY: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:T[\d:]+)?")
_IDENTIFIERS: Final = re.compile(r"[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*")
_WORD: Final = re.compile(r"[\w-]+")
_SPECIAL: Final = re.compile(f"[{_ALL}@#]|::")
_SPACE: Final = re.compile(r"\s+")


def parse_task(symbol: str, text: str) -> Task:
    """Take apart the text after the box `[symbol]`. Never raises.

    Marks may stand in any order, before, between and after owners. An owner is `@Name` at the end of the
    text, at its beginning, or next to a mark; its name ends at the next mark, tag or end. An e-mail address
    is no owner, and neither is a handle within a sentence.

    >>> parse_task("x", "Send the plan @Ann Lee and @Bo ✅ 2026-02-10 ⏫ #task").owners
    ('Ann Lee', 'Bo')
    """
    if not _SPECIAL.search(text):
        return Task(_clean(text), symbol)
    found: dict[str, str] = {}
    bad: list[str] = []
    if "::" in text:
        text = _INLINE.sub(lambda match: _take_inline(match, found, bad), text)
    parts: list[str] = []
    at = 0
    while mark := _MARK.search(text, at):
        parts.append(text[at : mark.start()])
        at = _take_mark(mark.group(1), text, mark.end(), found, bad)
    parts.append(text[at:])
    text = "\0".join(parts)
    tags = tuple(dict.fromkeys(tag.rstrip("/") for tag in _TAG.findall(text))) if "#" in text else ()
    if tags:
        text = _TAG.sub("\0", text)
    words, owners = _owners(text) if "@" in text else (text.replace("\0", " "), [])
    owners += [name.strip().lstrip("@") for name in found.pop("owner", "").split(",") if name.strip()]
    depends_on = tuple(_WORD.findall(found.pop("depends_on", "")))
    return Task(
        _clean(words),
        symbol,
        tuple(dict.fromkeys(owners)),
        depends_on=depends_on,
        tags=tags,
        bad_dates=tuple(bad),
        **found,  # type: ignore[arg-type]
    )


def _take_inline(match: re.Match[str], found: dict[str, str], bad: list[str]) -> str:
    name = _KEYS.get(match.group(1).replace(" ", "").replace("_", "").replace("-", "").lower())
    if name is None:
        return match.group()
    value = match.group(2).strip()
    if name == "priority":
        value = value.capitalize()
        if value in _PRIORITY.values():
            found.setdefault(name, value)
    elif name in _DATES:
        _take_date(name, value, found, bad)
    elif value:
        found[name] = (
            f"{found[name]}, {value}" if name == "owner" and name in found else found.get(name, value)
        )
    return "\0"


def _take_mark(mark: str, text: str, at: int, found: dict[str, str], bad: list[str]) -> int:
    """Note what `mark` says and return where its value ends."""
    if mark in _PRIORITY:
        found.setdefault("priority", _PRIORITY[mark])
        return at
    if mark in _DATED:
        day = _DAY.match(text, at)
        if day:
            _take_date(_DATED[mark], day.group(), found, bad)
            return day.end()
        stop = _VALUE_END.search(text, at)
        value = text[at : stop.start() if stop else len(text)]
        if len(value) > 40:  # the sentence goes on: the mark had no value
            bad.append("")
            return at
        _take_date(_DATED[mark], value.strip(), found, bad)
        return at + len(value)
    name = _WORDED[mark]
    if name == "recurrence":
        stop = _VALUE_END.search(text, at)
        end = stop.start() if stop else len(text)
        found.setdefault(name, text[at:end].strip())
        return end
    match = (_IDENTIFIERS if name == "depends_on" else _WORD).match(text, at)
    if match:
        found.setdefault(name, match.group())
        return match.end()
    return at


def _take_date(name: str, value: str, found: dict[str, str], bad: list[str]) -> None:
    day = find_date(value)
    if day:
        found.setdefault(name, day)
    else:
        bad.append(value)


def _owners(text: str) -> tuple[str, list[str]]:
    """The words without owners, and the owners; `\\0` stands where marks and tags were."""
    owners: list[str] = []
    words: list[str] = []
    parts = text.split("\0")
    for index, part in enumerate(parts):
        if "@" in part:
            if not any(word.strip() for word in words):
                part, name = leading_owner(part)
                owners += name
            part, names = trailing_owners(part, before_mark=index + 1 < len(parts))
            owners += names
        words.append(part)
    return " ".join(words), owners


def _clean(text: str) -> str:
    text = _SPACE.sub(" ", text.replace("\0", " ")).strip()
    return text.rstrip(" ,;–—-(").strip() if text[-1:] in " ,;–—-(" else text
