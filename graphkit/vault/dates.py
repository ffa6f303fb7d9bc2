"""Days as notes write them, as ISO 8601 text."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final

_MONTH: Final = (
    r"(?P<{0}>jan(?:u[a-z]*)?|feb(?:r?u[a-z]*)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:u[a-z]*)?"
    r"|sept?(?:em?[a-z]*)?|oct(?:o[a-z]*)?|nov(?:em[a-z]*)?|dec(?:em[a-z]*)?)\b\.?"
)
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_DATE: Final = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>[12]\d{3})(?P<sep>[-/._])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?!\d)"
    rf"|(?P<d3>\d{{1,2}}){_ORDINAL}[ \-]+(?:of +)?{_MONTH.format('m3')},?[ \-]+(?P<y3>[12]\d{{3}})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<sep2>[/.])(?P<b>\d{1,2})(?P=sep2)(?P<y5>[12]\d{3}|\d\d)(?!\d|[/.]\d)"
    rf"|(?P<y6>[12]\d{{3}})[ \-./]+{_MONTH.format('m6')}[ \-./]*(?P<d6>\d{{1,2}})(?!\d)"
    r")"
    rf"|\b{_MONTH.format('m4')} +(?P<d4>\d{{1,2}}){_ORDINAL},? +(?P<y4>[12]\d{{3}})(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*$", re.IGNORECASE)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@lru_cache(maxsize=4096)
def find_date(text: str, order: str = "") -> str:
    """The first possible day written in `text`, as YYYY-MM-DD; "" when there is none.

    Of 3/4/2026 nobody can say whether it is in March or in April, so it is read only when a weekday before it
    decides or `order` ("month-first", "day-first") is known; 25/12/2026 and 12/25/2026 say it themselves.

    >>> find_date("Friday 27 November 2020"), find_date("2026-02-30"), find_date("February 10th, 2026")
    ('2020-11-27', '', '2026-02-10')
    """
    for match in _DATE.finditer(text):
        day = _day(match, order)
        if day:
            return day
    return ""


def parse_date(value: object, order: str = "") -> tuple[str, bool]:
    """The day in the value of a date field, and whether the value is good: empty, or a possible day.

    >>> parse_date("2026-02-30"), parse_date("next Tuesday"), parse_date(None), parse_date("2026-2-1 10:00")
    (('', False), ('', False), ('', True), ('2026-02-01', True))
    """
    if isinstance(value, datetime):
        return value.date().isoformat(), True
    if isinstance(value, date):
        return value.isoformat(), True
    if isinstance(value, (list, tuple)) and len(value) == 1:
        value = value[0]
    if value is None or value in ("", [], ()):
        return "", True
    text = str(value).strip()
    day = find_date(text, order)
    return day, bool(day) or not text


def _day(match: re.Match[str], order: str) -> str:
    part = match.groupdict()
    if part["y1"]:
        day = _iso(part["y1"], part["m1"], part["d1"])
        return day or (_iso(part["y1"], part["d1"], part["m1"]) if part["sep"] == "/" else "")
    if part["y2"]:
        return _iso(part["y2"], part["m2"], part["d2"])
    if part["y3"]:
        return _iso(part["y3"], _number(part["m3"]), part["d3"])
    if part["y4"]:
        return _iso(part["y4"], _number(part["m4"]), part["d4"])
    if part["y6"]:
        return _iso(part["y6"], _number(part["m6"]), part["d6"])
    return _numeric(match.string[: match.start()], part["a"], part["b"], part["y5"], order)


def _numeric(before: str, first: str, second: str, year: str, order: str) -> str:
    """7/14/17, 14/7/2017: the only possible reading, the one a weekday before it confirms, or that of the
    order.
    """
    full = f"20{year}" if len(year) == 2 else year
    month_first, day_first = _iso(full, first, second), _iso(full, second, first)
    if len(year) == 2 and int(second) <= 12 and not month_first:
        return ""
    days = {month_first, day_first} - {""}
    if len(days) == 2:
        weekday = _WEEKDAY.search(before[-20:])
        number = _WEEKDAYS.index(weekday.group(1).lower()) if weekday else -1
        confirmed = {day for day in days if date.fromisoformat(day).weekday() == number}
        if len(confirmed) == 1:
            return confirmed.pop()
        return {"month-first": month_first, "day-first": day_first}.get(order, "")
    if len(year) == 2 and int(second) <= 12 and not order:
        return ""
    return days.pop() if len(days) == 1 else ""


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
