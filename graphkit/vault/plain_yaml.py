"""Front matter as most notes write it, read without YAML: keys with one plain or quoted text, or a list of them.

What this reads, it reads as YAML does; for everything else there is YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from graphkit.vault.values import Mapped

#: Longer front matter is left to YAML, which counts what it expands to.
_MOST_CHARACTERS: Final = 10_000
#: Text in quotation marks without escapes, a day, or words that begin with a letter and hold nothing YAML heeds.
_QUOTED: Final = r"\"[^\"\\]*\"|'[^']*'"
_PLAIN: Final = r"[^\W\d_](?:[\w ./&()+'–-]*[\w./&()+'–-])?|\d{4}-\d\d-\d\d"
_LIST: Final = rf"\[ *(?:(?:{_QUOTED}) *(?:, *(?:{_QUOTED}) *)*)?\]"
_ENTRY: Final = re.compile(rf"([^\W\d_][\w-]{{0,60}}):(?: +({_QUOTED}|{_LIST}|{_PLAIN}))? *")
_ITEM: Final = re.compile(rf"( *)- +({_QUOTED}|{_PLAIN}) *")
_IN_LIST: Final = re.compile(_QUOTED)
#: Words that are no text in YAML.
_OTHER: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null"})


def read_plain(lines: Sequence[str]) -> Mapped | None:
    """The mapping that `lines` of front matter are, as `plain_mapping` gives it; None when YAML must read them."""
    if sum(map(len, lines)) > _MOST_CHARACTERS or not all(map(str.isprintable, lines)):
        return None
    values: dict[str, Any] = {}
    places: dict[str, int] = {}
    key, indent = "", -1  # the key that list items belong to, "" for none, and where they stand, -1 before the first
    for at, line in enumerate(lines):
        entry = _ENTRY.fullmatch(line)
        if entry:
            key, written = entry[1].lower(), entry[2]
            if key in places:
                return None
            places[key] = at
            values[key] = value = _value(written) if written else None
            if written:
                if value is None:
                    return None
                key = ""
            indent = -1
        elif line:
            item = _ITEM.fullmatch(line)
            value = _value(item[2]) if item and key and indent in (-1, len(item[1])) else None
            if item is None or value is None:
                return None
            if indent < 0:
                values[key] = []
            indent = len(item[1])
            values[key].append(value)
    return (values, places, []) if places else None


def _value(written: str) -> str | list[str] | None:
    """The value written so; None for what is no text."""
    if written[0] in "\"'":
        return written[1:-1]
    if written[0] == "[":
        return [quoted[1:-1] for quoted in _IN_LIST.findall(written)]
    return None if written.lower() in _OTHER else written
