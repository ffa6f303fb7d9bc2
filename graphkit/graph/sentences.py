"""Rights as sentences in plain English; the words are in `wording.toml`."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

#: Below this a reading is called unsure.
_SURE: Final = 0.7


@cache
def wording() -> dict[str, Any]:
    """wording.toml."""
    return tomllib.loads((resources.files("graphkit.graph") / "wording.toml").read_text("utf-8"))


def right_sentence(right: dict[str, Any]) -> str:
    """A row of the query decision-rights as a sentence, with everything that keeps it from being more than it is."""
    words, around = wording()[right["power"]], wording()["around"]
    who = name(right["who"], right["agent"])
    what = scope(right["scope"] or "", right["quote"] or "", right["topics"] or "") or around["unnamed"]
    form = words[_form(right)]
    if what.split()[0].casefold() in wording()["clauses"]:
        form = form.replace(" on {what}", " {what}")
    said = form.format(who=who, what=what)
    if right["to"]:
        said = around["to"].format(sentence=said, to=right["to"])
    if right["condition"]:
        first = right["condition"].split()[0].casefold()
        kinds = [kind for kind in ("extent", "amount") if first in wording()[f"{kind}s"]]
        said = around[kinds[0] if kinds else "condition"].format(sentence=said, condition=_lowered(right["condition"]))
    said = _dated(said, right)
    if right["negated"] and right["standing"] != "current":
        said = around["denied"].format(sentence=said)
    if right["standing"] == "proposed" and not right["believed_by"]:
        said = around["proposed"].format(sentence=said)
    if right["believed_by"]:
        said = _told(said, right["who"], right["believed_by"], "believed")
    elif right["stated_by"]:
        said = _told(said, right["who"], right["stated_by"], "stated")
    if right["confidence"] is not None and right["confidence"] < _SURE:
        said = around["unsure"].format(sentence=said)
    return sentence(said)


def name(label: str, iri: str) -> str:
    """A holder's name as it stands in a sentence: "the CFO", "the Pricing Council", "architects", "Ada Obi"."""
    last = label.split()[-1].casefold() if label.split() else ""
    if re.search(r"\bthe\b", label[:4], re.I):
        return label
    if ":role:" in iri or "/role/" in iri:
        return label if is_many(label, iri) or last in wording()["singular"] else f"the {label}"
    group = (":org:" in iri or "/org/" in iri) and last in wording()["groups"]
    return f"the {label}" if group else label


def is_many(label: str, iri: str) -> bool:
    """Whether a holder is several: a role in the plural."""
    if ":role:" not in iri and "/role/" not in iri:
        return False
    last = label.split()[-1] if label.split() else ""
    if last.casefold() in wording()["singular"]:
        return False
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s")) and not last.isupper()


def scope(worded: str, quote: str, topics: str = "") -> str:
    """A scope as it stands in the middle of a sentence, with the article or "every" that its quote has before it.

    What was a capital only at the start of a sentence is none.
    """
    words = worded.split()
    if not words:
        return worded
    determiners = "|".join(wording()["determiners"])
    before = re.search(rf"\b({determiners})\s+(?={re.escape(worded)})", quote, re.I)
    if before and words[0].casefold() not in wording()["determiners"]:
        return f"{before[1].lower()} {worded}"
    known = any(topic.startswith(words[0]) for topic in topics.split(", "))
    starts = quote.lstrip("-*[]x?/ ").startswith(words[0])
    return _lowered(worded) if starts and not known else worded


def sentence(text: str) -> str:
    """Text with a capital first letter and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def plain_day(day: datetime.date | str) -> str:
    """A day as people write it.

    >>> plain_day("2026-03-01")
    '1 March 2026'
    """
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    months: Iterable[str] = (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    return f"{day.day} {list(months)[day.month - 1]} {day.year}"


def _form(right: dict[str, Any]) -> str:
    if right["standing"] == "past":
        return "past"
    if right["standing"] == "proposed":
        return "should"
    if right["standing"] == "hypothetical":
        return "would"
    if right["standing"] == "future":
        return "future"
    number = "many" if is_many(right["who"], right["agent"]) else "one"
    return f"not_{number}" if right["negated"] else number


def _dated(said: str, right: dict[str, Any]) -> str:
    around = wording()["around"]
    if right["until"]:
        return str(around["until"].format(sentence=said, day=plain_day(right["until"])))
    if right["since"]:
        kind = "from" if right["standing"] == "future" else "since"
        return str(around[kind].format(sentence=said, day=plain_day(right["since"])))
    return said


def _told(said: str, who: str, by: str, kind: str) -> str:
    around = wording()["around"]
    return str(around[f"{kind}_alone" if who == by else kind].format(sentence=said, by=by))


def _lowered(text: str) -> str:
    first = text.split()[0] if text.split() else ""
    if len(first) > 1 and first[1:] != first[1:].lower():
        return text
    return text[:1].lower() + text[1:]
