"""Since when and until when a right is held: date expressions as ISO days, relative to when it was said."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH: Final = "|".join([*_MONTHS, *(month[:3] for month in _MONTHS), "sept"])
_DAY: Final = (
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<only>20\d\d)\b(?!-)|Q(?P<quarter>[1-4])(?:\s(?P<qyear>20\d\d))?"
    rf"|(?:the\s)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{_MONTH})\b\.?"
    r"(?:\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d:])\b,?)?(?:\s(?P<year>20\d\d))?"
    r"|(?P<word>the end of last year|last year|last month|this year|this month|next month|next year|last week))"
)
SINCE: Final = re.compile(
    rf"\b(?:ever since|since|from|as of|starting(?: in| from| on| with)?|effective(?: from)?|beginning(?: in)?|in|on)\s"
    rf"(?P<end>(?:the\s)?(?:end|beginning|start|middle)\sof\s)?{_DAY}",
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"(?=(?:last|this|next)\s)(?P<end>){_DAY}", re.IGNORECASE)
UNTIL: Final = re.compile(
    rf"\b(?:until|till|up to|through|before|by)\s(?P<end>(?:the\s)?end\sof\s)?{_DAY}", re.IGNORECASE
)
#: What every date expression holds.
_DATED: Final = re.compile(r"\d|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Ee]nd|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


def since(text: str, said: str, *, moved: bool = False) -> str:
    """The first day of "since …", "from …", "as of …"; with `moved` also of "in May" and "on 1 May". "" when none."""
    if not _DATED.search(text):
        return ""
    for match in SINCE.finditer(text):
        if match.group().lower().startswith(("in ", "on ")) and not moved:
            continue
        return day(match, said)
    if moved:
        bare = _BARE.search(text)
        return day(bare, said) if bare else ""
    return ""


def until(text: str, said: str) -> str:
    """The last day of "until …", "" when none.

    A day is meant with that day, a month or "last year" with all of it, a year without it.
    """
    if "ntil" not in text and not _DATED.search(text):
        return ""
    for match in UNTIL.finditer(text):
        if match.group().lower().startswith(("up to", "before", "by")) and not (
            match["month"] or match["iso"] or match.group().lower().startswith("before 20")
        ):
            continue
        if match.group().lower().startswith("by"):
            continue
        return day(match, said, end=True)
    return ""


def ahead(end: str, text: str, said: str) -> str:
    """An end without a year, of what holds on the day it is said, is one to come."""
    if not end or not said or end >= said or _YEARED.search(text):
        return end
    first = dt.date.fromisoformat(end[:8] + "01")
    later = first.replace(year=first.year + 1)
    if (later - dt.date.fromisoformat(said)).days > _FURTHEST:
        return end
    if dt.date.fromisoformat(end) == _next_month(first) - dt.timedelta(days=1):
        return (_next_month(later) - dt.timedelta(days=1)).isoformat()
    return later.replace(day=int(end[8:])).isoformat()


#: An end that is further ahead, in days, is one that is past.
_FURTHEST: Final = 270
_YEARED: Final = re.compile(r"20\d\d|\blast\b")


def day_before(iso: str) -> str:
    """The day before an ISO day; "" for ""."""
    return (dt.date.fromisoformat(iso) - dt.timedelta(days=1)).isoformat() if iso else ""


def day_after(iso: str) -> str:
    """The day after an ISO day; "" for ""."""
    return (dt.date.fromisoformat(iso) + dt.timedelta(days=1)).isoformat() if iso else ""


def day(match: re.Match[str], said: str, end: bool = False) -> str:
    """The ISO day of a date expression, relative to the ISO day it was said ("" when that is not known)."""
    reference = dt.date.fromisoformat(said) if said else None
    named = match.groupdict()
    try:
        if named["iso"]:
            return str(named["iso"])
        if named["word"]:
            return _relative(named["word"].lower(), reference, end)
        if named["only"]:
            year = int(named["only"])
            if not end:
                return f"{year}-01-01"
            return f"{year}-12-31" if named.get("end") else f"{year - 1}-12-31"
        if named["quarter"]:
            year = int(named["qyear"] or (reference.year if reference else 0))
            month = 3 * int(named["quarter"]) - 2
            first = dt.date(year, month, 1)
            return (_next_month(dt.date(year, month + 2, 1)) - dt.timedelta(days=1) if end else first).isoformat()
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(named["month"].lower()[:3]))
        number = named["day"] or named["day2"]
        if named["year"]:
            year = int(named["year"])
        elif reference:
            year = _nearest_year(reference, month, end)
        else:
            return ""
        if number:
            return dt.date(year, month, int(number)).isoformat()
        first = dt.date(year, month, 1)
        if end or (named.get("end") and "end" in named["end"]):
            return (_next_month(first) - dt.timedelta(days=1)).isoformat()
        return first.isoformat()
    except ValueError:
        return ""


def _relative(word: str, reference: dt.date | None, end: bool) -> str:
    if reference is None:
        return ""
    if "year" in word:
        year = reference.year + {"last": -1, "this": 0, "next": 1}[word.split()[-2]]
        return f"{year}-12-31" if end or word.startswith("the end") else f"{year}-01-01"
    first = reference.replace(day=1)
    if word == "last month":
        return (
            (first - dt.timedelta(days=1)).isoformat()
            if end
            else (first - dt.timedelta(days=1)).replace(day=1).isoformat()
        )
    if word == "next month":
        return _next_month(first).isoformat()
    return "" if word == "last week" else first.isoformat()


def _next_month(first: dt.date) -> dt.date:
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _nearest_year(reference: dt.date, month: int, end: bool) -> int:
    """A month without a year: the nearest one, looking at most half a year ahead (for an end, two months)."""
    ahead = (month - reference.month) % 12
    if ahead <= (2 if end else 6):
        return reference.year + (1 if month < reference.month else 0)
    return reference.year - (1 if month > reference.month else 0)
