"""By when something is to be done or settled: "by 12 March", "until Friday", "before the end of May"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from graphkit.extract.rights import dates
from graphkit.vault.dates import find_date

_BY: Final = re.compile(r"\b(?:by|until|till|due(?: on| by)?|before|no later than|deadline:?)\s", re.IGNORECASE)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY: Final = re.compile(
    rf"(?:the\s)?(?:(?P<word>today|tomorrow|(?:the )?end of (?:the |this )?week|(?:the )?end of (?:the |this )?month)"
    rf"|(?P<next>next\s)?(?P<day>{'|'.join(_DAYS)}))\b",
    re.IGNORECASE,
)


def due_in(text: str, said: str) -> str:
    """The ISO day by which a text of the ISO day `said` wants something done; "" when it names none.

    >>> due_in("Send the plan by 12 March", "2026-03-01"), due_in("Send it by Friday", "2026-03-03")
    ('2026-03-12', '2026-03-06')
    >>> due_in("Written by May", ""), due_in("Send it", "2026-03-01")
    ('', '')
    """
    for by in _BY.finditer(text):
        rest = text[by.end() : by.end() + 40]
        weekday = _WEEKDAY.match(rest)
        if weekday:
            return _of_weekday(weekday, said)
        full = find_date(rest[:24]) if rest[:1].isdigit() or rest[:1].isalpha() else ""
        if full:
            return full
        named = dates.UNTIL.match(f"until {rest}")
        if named and (named["month"] is None or named["month"][0].isupper()):
            return dates.ahead(dates.day(named, said, end=True), named.group(), said)
    return ""


def _of_weekday(match: re.Match[str], said: str) -> str:
    if not said:
        return ""
    day = dt.date.fromisoformat(said)
    word = (match["word"] or "").lower()
    if word == "today":
        return said
    if word == "tomorrow":
        return (day + dt.timedelta(days=1)).isoformat()
    if word.endswith("month"):
        return ((day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)).isoformat()
    wanted = _DAYS.index(match["day"].lower()) if match["day"] else _DAYS.index("friday")
    ahead = (wanted - day.weekday()) % 7 or (0 if word else 7)
    return (day + dt.timedelta(days=ahead)).isoformat()
