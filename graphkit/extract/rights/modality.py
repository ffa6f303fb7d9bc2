"""How a right is said: standing, negation, belief, condition, and since or until when."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from graphkit.extract.rights.frames import Frame, Lexicon
from graphkit.extract.statement import Mention, Standing

_UNNAMED = Mention("unnamed sources", "role")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join([*_MONTHS, *(month[:3] for month in _MONTHS)])
_DAY = rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?:the\s)?(?P<day>\d{{1,2}})?(?:st|nd|rd|th)?(?:\sof)?\s?(?P<month>{_MONTH})\b\.?(?:\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b,?)?(?:\s(?P<year>\d{{4}}))?|Q(?P<quarter>[1-4])(?:\s(?P<qyear>\d{{4}}))?|(?P<only>20\d\d)\b|(?P<word>last year|last month|the end of last year|now|today|this year))"
_SINCE = re.compile(rf"\b(?:since|from|as of|starting(?: in| from| on| with)?|effective(?: from)?|beginning(?: in)?)\s{_DAY}", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:until|till|up to|through|before)\s(?:the end of\s)?{_DAY}", re.IGNORECASE)
_TURN = re.compile(r"\b(?:but|however|whereas|although|though|;)\b|;")


class Modality(Struct, frozen=True):
    standing: Standing
    negated: bool
    believed_by: tuple[Mention, ...]
    stated_by: tuple[Mention, ...]
    held_from: str
    held_until: str
    factor: float


def day(match: re.Match[str], said: str, end: bool = False) -> str:
    """The ISO day of a date expression, relative to the day it was said (ISO or ""); "" when it cannot be told.

    A month or year without a day is its first day, or with `end` the last day before it (until May: 30 April).
    """
    if match["iso"]:
        return match["iso"]
    reference = dt.date.fromisoformat(said) if said else None
    try:
        if match["word"]:
            if not reference or match["word"].lower() in ("now", "today", "this year"):
                return ""
            if "year" in match["word"].lower():
                return f"{reference.year - 1}-12-31" if end else f"{reference.year - 1}-01-01"
            first = reference.replace(day=1)
            return (first - dt.timedelta(days=1)).isoformat() if end else (first - dt.timedelta(days=1)).replace(day=1).isoformat()
        if match["only"] or match["quarter"]:
            year = int(match["only"] or match["qyear"] or (reference.year if reference else 0))
            if not year:
                return ""
            first = dt.date(year, 3 * int(match["quarter"] or 1) - 2, 1)
        else:
            month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(match["month"].lower()[:3]))
            number = match["day"] or match["day2"]
            if match["year"]:
                year = int(match["year"])
            elif reference:
                year = _nearest_year(reference, month, end)
            else:
                return ""
            first = dt.date(year, month, int(number or 1))
            if number:
                return first.isoformat()
        return (first - dt.timedelta(days=1)).isoformat() if end else first.isoformat()
    except ValueError:
        return ""


def _nearest_year(reference: dt.date, month: int, end: bool) -> int:
    """A month without a year: the nearest one, looking back for an end and at most half a year ahead for a start."""
    ahead = (month - reference.month) % 12
    limit = 2 if end else 6
    return reference.year + (1 if month < reference.month else 0) if ahead <= limit else reference.year - (1 if month > reference.month else 0)


def people(token: str | None, groups: list[tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """Whom a source slot names: the agents of its group, or the unnamed ones ("several contacts")."""
    if not token:
        return (_UNNAMED,)
    if token.startswith("⟨"):
        return groups[int(token[1:-1])]
    return (Mention(token, "role"),)


def judge(
    lexicon: Lexicon, frame: Frame, match: re.Match[str], text: str, clause: tuple[int, int], groups: list[tuple[Mention, ...]], said: str
) -> Modality | None:
    """The modality of a frame found in masked `text`, or None when the sentence only asks."""
    words = lexicon.modality
    start, end = match.span()
    before = text[clause[0] : start]
    earlier = text[: clause[0]]
    turn = list(_TURN.finditer(earlier))
    reach = (earlier[turn[-1].end() :] if turn else earlier) + before
    named = match.groupdict()
    mod = (named.get("mod") or "") + " " + (named.get("verb") or "")
    inner = _inner(match, text)
    tail = text[end : clause[1]]
    if words["question"].search(before + " " + inner) or words["question"].search(reach) or text.rstrip().endswith("?"):
        return None

    believed: tuple[Mention, ...] = ()
    stated: tuple[Mention, ...] = ()
    factor = 1.0
    if "hearsay" in named and named["hearsay"]:
        believed = people(named.get("source"), groups)
    held = list(lexicon.belief.finditer(reach))
    if held:
        believed = people(held[-1]["source"], groups)
    told = list(lexicon.stated.finditer(reach)) or list(lexicon.accord.finditer(text))
    if told:
        source = people(told[-1]["source"], groups)
        if told[-1]["source"].startswith("⟨"):
            stated = source
        else:
            believed = believed or source
    if not believed and (words["hearsay"].search(before) or words["hearsay"].search(inner) or words["hearsay"].search(earlier[-60:])):
        believed = (_UNNAMED,)

    negated = bool(words["negation"].search(inner)) or frame.shape == "rather-than" or bool(re.search(r"\b(?:not|never|nobody|neither)\b[^,]*$", before))
    standing: Standing = "Current"
    ended = bool(words["ended"].search(inner) or words["ended"].search(before))
    if ended:
        standing, negated = "Past", False
    elif "used to" in inner or words["past"].search(before) or words["past"].search(inner) or frame.past_form:
        standing = "Past"
    elif named.get("proposed") or words["proposed"].search(inner) or words["proposed"].search(reach):
        standing = "Proposed"
    elif words["hypothetical"].search(inner) or words["hypothetical"].search(before):
        standing = "Hypothetical"
    elif words["past_verbs"].search(inner):
        standing = "Past"
    elif words["future"].search(inner):
        factor = 0.8

    until = _UNTIL.search(inner + tail) or _UNTIL.search(before)
    since = _SINCE.search(inner + tail) or _SINCE.search(before)
    held_until = day(until, said, end=True) if until else ""
    held_from = day(since, said) if since else ""
    if standing == "Current" and held_until and said and held_until <= said:
        standing = "Past"
    return Modality(standing, negated, believed, stated, held_from, held_until, factor)


def _inner(match: re.Match[str], text: str) -> str:
    """The words of a match that are not its scope: only they say whether the right is negated, past or proposed."""
    start, end = match.span()
    scope = match.span("scope") if "scope" in match.re.groupindex else (-1, -1)
    if scope[0] < 0:
        return text[start:end]
    return f"{text[start : scope[0]]} {text[scope[1] : end]}"
