"""What can still be read of broken front matter, one key at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import yaml

from graphkit.vault.values import TooLarge

_KEY: Final = re.compile(r"""["']?([A-Za-z_][\w .-]{0,60}?)["']?\s*:(?:\s+(.*))?$""")
_ITEM: Final = re.compile(r"\s*-\s+(.*)")


def salvage(
    lines: list[str], first: int, end: int, load: Callable[[str], Any]
) -> tuple[dict[str, Any], dict[str, int], int]:
    """Read `lines[first:end]` key by key: values, the file line of each key, and the first line that is not
    YAML (or 0).

    A key with the lines that belong to it is first read as YAML (`load`, which gives a tuple for a mapping);
    where that fails, its text is taken as it stands, without quotes and brackets.
    """
    values: dict[str, Any] = {}
    keys: dict[str, int] = {}
    bad = 0
    at = first
    while at < end:
        match = _KEY.match(lines[at])
        stop = at + 1
        while stop < end and (lines[stop][:1] in (" ", "\t") or _ITEM.match(lines[stop]) or not lines[stop].strip()):
            stop += 1
        if not match:
            if lines[at].strip() and not lines[at].startswith("#") and not bad:
                bad = at + 1
            at = stop
            continue
        key = match.group(1).strip().lower()
        try:
            loaded = load("\n".join(lines[at:stop]))
            value = loaded[0].get(key) if isinstance(loaded, tuple) else None
        except (yaml.YAMLError, ValueError, TooLarge):
            bad = bad or at + 1
            value = _rough(match.group(2) or "", lines[at + 1 : stop])
        if not (key in values and value in (None, "", [])):
            values[key] = value
            keys[key] = at + 1
        at = stop
    return values, keys, bad


def _rough(value: str, below: list[str]) -> Any:
    value = value.strip()
    items = [_bare(match.group(1)) for line in below if (match := _ITEM.match(line))]
    if items and not value:
        return [item for item in items if item]
    if value.startswith("["):
        parts = [_bare(part) for part in value.strip("[]").split(",")]
        return [part for part in parts if part]
    return _bare(value)


def _bare(text: str) -> str:
    return text.strip().strip("\"'").strip()
