"""A task line's text taken apart: words, owners, dates, priority and the other fields of Obsidian Tasks and
Dataview.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from graphkit.vault.dates import find_date
from graphkit.vault.lines import one_spaced
from graphkit.vault.owners import leading_owner, trailing_owners

Priority = Literal["", "Highest", "High", "Medium", "Low", "Lowest"]


class Task(Struct, frozen=True, gc=False):
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


_PRIORITY: Final = MappingProxyType({"🔺": "Highest", "⏫": "High", "🔼": "Medium", "🔽": "Low", "⏬": "Lowest"})
_DATED: Final = MappingProxyType(
    {"📅": "due", "📆": "due", "🗓": "due", "⏳": "scheduled", "⌛": "scheduled", "🛫": "start",
     "✅": "done", "❌": "cancelled", "➕": "created"}
)  # fmt: skip
_WORDED: Final = MappingProxyType({"🔁": "recurrence", "🆔": "identifier", "⛔": "depends_on", "🏁": "on_completion"})
_KEYS: Final = MappingProxyType(
    {"due": "due", "scheduled": "scheduled", "start": "start", "completion": "done", "done": "done",
     "cancelled": "cancelled", "canceled": "cancelled", "created": "created", "priority": "priority",
     "repeat": "recurrence", "recurrence": "recurrence", "id": "identifier", "dependson": "depends_on",
     "oncompletion": "on_completion", "owner": "owner", "assignee": "owner", "owners": "owner"}
)  # fmt: skip
_DATES: Final = frozenset(_DATED.values())

_ALL: Final = "🔺⏫🔼🔽⏬📅📆🗓⏳⌛🛫✅❌➕🔁🆔⛔🏁"
_DAY: Final = r"\d{4}-\d{1,2}-\d{1,2}(?:T[\d:]+)?"
_MARK: Final = re.compile(f"([{_ALL}])[\ufe0f\ufe0e]?[ \t]*({_DAY})?")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_INLINE: Final = re.compile(r"[\[(]([A-Za-z][A-Za-z _-]{0,24})::[ \t]*([^\[\]()]*)[\])]")
_TAG: Final = re.compile(r"#(?<![^\s\0(,;]#)([\w/\-]*[^\W\d_][\w/\-]*)")
_VALUE_END: Final = re.compile(f"[{_ALL}\0@#\n]|[\\[(][A-Za-z ]+::")
_HYPHEN_OF_DAY: Final = re.compile(r"-(?<=\d{4}-)\d")
_IDENTIFIERS: Final = re.compile(r"[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*")
_WORD: Final = re.compile(r"[\w-]+")
_STATED: Final = MappingProxyType(
    {"due": "due", "by": "due", "until": "due", "": "due", "done": "done", "completed": "done",
     "finished": "done", "closed": "done", "scheduled": "scheduled", "start": "start", "starts": "start",
     "created": "created", "cancelled": "cancelled", "canceled": "cancelled"}
)  # fmt: skip
_STATED_WORDS: Final = "|".join(filter(None, _STATED))
#: A date in words: in parentheses anywhere, such as "(done) 2026-03-24".
_IN_PARENTHESES: Final = re.compile(
    rf"\((?:({_STATED_WORDS})\)[ \t]{{0,3}}:?[ \t]{{0,3}}({_DAY})"
    rf"|({_STATED_WORDS}):?[ \t]{{1,3}}({_DAY})\))",
    re.IGNORECASE,
)
#: The same without parentheses, behind an owner.
_BEHIND_OWNER: Final = re.compile(
    rf"@[^\0@#\d]{{0,60}}?[^\0@#\d\s](?=[ \t,;])[ \t,;–-]{{0,3}}?(?:\b({_STATED_WORDS}):?)?"
    rf"[ \t]{{1,3}}({_DAY})[ \t.]{{0,3}}(?=$|[\0#\n])",
    re.IGNORECASE,
)
#: Of these, or of the marks, one is in a task with fields, tags or owners.
_SPECIAL: Final = ("@", "#", "::", "(")


def parse_task(symbol: str, text: str) -> Task:
    """Take apart the text after the box `[symbol]`. Never raises.

    Marks may stand in any order, before, between and after owners. An owner is `@Name` at the end of the
    text, at its beginning, or next to a mark; its name ends at the next mark, tag or end. An e-mail address
    is no owner, and neither is a handle within a sentence.

    >>> parse_task("x", "Send the plan @Ann Lee and @Bo ✅ 2026-02-10 ⏫ #task").owners
    ('Ann Lee', 'Bo')
    """
    if text.isascii() and not any(map(text.__contains__, _SPECIAL)):
        return Task(_clean(text), symbol)
    found: dict[str, str] = {}
    bad: list[str] = []
    if "::" in text:
        text = _INLINE.sub(lambda match: _take_inline(match, found, bad), text)
    if not text.isascii():
        text = _without_marks(text, found, bad)
    if "-" in text and _HYPHEN_OF_DAY.search(text):
        text = _dates_in_words(text, found, bad)
    tags: list[str] = []
    if "#" in text:
        pieces = _TAG.split(text)
        tags = [tag.rstrip("/") for tag in pieces[1::2]]
        text = "\0".join(pieces[::2])
    owners: list[str] = []
    words = _without_owners(text, owners) if "@" in text else text.replace("\0", " ")
    if "owner" in found:
        owners += [name.strip().lstrip("@") for name in found.pop("owner").split(",") if name.strip()]
    return Task(
        _clean(words),
        symbol,
        tuple(dict.fromkeys(owners)),
        depends_on=tuple(_WORD.findall(found.pop("depends_on", ""))),
        tags=tuple(dict.fromkeys(tags)),
        bad_dates=tuple(bad),
        **found,  # type: ignore[arg-type]
    )


def _without_marks(text: str, found: dict[str, str], bad: list[str]) -> str:
    """The text with `\\0` in place of each mark and its value."""
    strange = _NOT_ASCII.search(text)
    first = strange.start() if strange else 0  # one range is searched for faster than eighteen marks
    parts = _MARK.split(text[first:])
    parts[0] = text[:first] + parts[0]
    for at in range(1, len(parts), 3):
        mark, day = parts[at : at + 2]
        if day and mark in _DATED:
            _take_date(_DATED[mark], day, found, bad)
        else:
            rest = f"{day or ''}{parts[at + 2]}"
            parts[at + 2] = rest[_take_mark(mark, rest, found, bad) :]
    return "\0".join(parts[::3])


def _dates_in_words(text: str, found: dict[str, str], bad: list[str]) -> str:
    """The text without dates that stand where a mark cannot be written."""

    def take(match: re.Match[str]) -> str:
        word, day = (match.group(1), match.group(2)) if match.group(2) else (match.group(3), match.group(4))
        _take_date(_STATED[word.lower()], day, found, bad)
        return "\0"

    if "(" in text:
        text = _IN_PARENTHESES.sub(take, text)
    behind = _BEHIND_OWNER.search(text) if "@" in text else None
    if behind:
        _take_date(_STATED[(behind.group(1) or "").lower()], behind.group(2), found, bad)
        cut = behind.start(1) if behind.group(1) else behind.start(2)
        text = f"{text[:cut]}\0{text[behind.end() :]}"
    return text


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
        found[name] = f"{found[name]}, {value}" if name == "owner" and name in found else found.get(name, value)
    return "\0"


def _take_mark(mark: str, text: str, found: dict[str, str], bad: list[str]) -> int:
    """Note what `mark`, which no day follows, says before `text`, and return where its value ends."""
    if mark in _PRIORITY:
        found.setdefault("priority", _PRIORITY[mark])
        return 0
    if mark in _DATED:
        stop = _VALUE_END.search(text)
        value = text[: stop.start()] if stop else text
        if len(value) > 40:  # the sentence goes on: the mark had no value
            bad.append("")
            return 0
        _take_date(_DATED[mark], value.strip(), found, bad)
        return len(value)
    name = _WORDED[mark]
    if name == "recurrence":
        stop = _VALUE_END.search(text)
        end = stop.start() if stop else len(text)
        found.setdefault(name, text[:end].strip())
        return end
    match = (_IDENTIFIERS if name == "depends_on" else _WORD).match(text)
    if match:
        found.setdefault(name, match.group())
        return match.end()
    return 0


def _take_date(name: str, value: str, found: dict[str, str], bad: list[str]) -> None:
    day = find_date(value)
    if day:
        found.setdefault(name, day)
    else:
        bad.append(value)


def _without_owners(text: str, owners: list[str]) -> str:
    """The words without owners, which are added to `owners`; `\\0` stands where marks and tags were."""
    words: list[str] = []
    parts = text.split("\0")
    for index, part in enumerate(parts):
        if "@" in part:
            if not words:
                part, names = leading_owner(part)
                owners += names
            part, names = trailing_owners(part, before_mark=index + 1 < len(parts))
            owners += names
        if part and not part.isspace():
            words.append(part)
    return " ".join(words)


def _clean(text: str) -> str:
    text = one_spaced(text.replace("\0", " "))
    return text.rstrip(" ,;–—-(").strip() if text[-1:] in " ,;–—-(" else text
