"""YAML nodes as plain values, and plain values as lists of text."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import yaml

_MAX_NODES: Final = 5_000
_MAX_DEPTH: Final = 40
_TAG: Final = "tag:yaml.org,2002:"
_STR: Final = _TAG + "str"
_NUMBER: Final = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})(\.\d{1,17})?")

#: What decides where a list is split, by the separator.
_SIGNS: Final = MappingProxyType({separator: re.compile(rf"[()\[\]“”\"{separator}]") for separator in ";,\n"})


class TooLarge(Exception):
    """The values of a YAML text are too many or too deep."""


#: The values of a mapping by lower-cased key, the line (from 0) of each key, and the keys given twice.
Mapped: TypeAlias = tuple[dict[str, Any], dict[str, int], list[tuple[str, int]]]


class _Budget:
    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _MAX_NODES

    def spend(self, depth: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooLarge(f"values expand to more than {_MAX_NODES:,} (an alias bomb?)")
        if depth > _MAX_DEPTH:
            raise TooLarge(f"values are nested more than {_MAX_DEPTH} deep")


def plain_mapping(node: yaml.MappingNode) -> Mapped:
    """The top-level mapping. Raises TooLarge."""
    budget = _Budget()
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    twice: list[tuple[str, int]] = []
    for key_node, value_node in node.value:
        key = _key(key_node, budget, 1).strip().lower()
        line = key_node.start_mark.line
        if key_node.tag == _TAG + "merge":
            for name, value in _merged(value_node, budget, 1).items():
                values.setdefault(name.strip().lower(), value)
                lines.setdefault(name.strip().lower(), line)
            continue
        if key in lines:
            twice.append((key, line))
        lines[key] = line
        values[key] = _plain(value_node, budget, 1)
    return values, lines, twice


def plain_value(node: yaml.Node) -> Any:
    """A node as str, int, float, bool, None, list or dict with text keys. Raises TooLarge."""
    return _plain(node, _Budget(), 0)


def _plain(node: yaml.Node, budget: _Budget, depth: int) -> Any:
    budget.spend(depth)
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _STR else _scalar(node.tag, node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, budget, depth + 1) for item in node.value]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if key_node.tag == _TAG + "merge":
            result = _merged(value_node, budget, depth + 1) | result
        else:
            result[_key(key_node, budget, depth + 1)] = _plain(value_node, budget, depth + 1)
    return result


def _key(node: yaml.Node, budget: _Budget, depth: int) -> str:
    if isinstance(node, yaml.ScalarNode):
        budget.spend(depth)
        return str(node.value)
    return text_of(_plain(node, budget, depth))


def _merged(node: yaml.Node, budget: _Budget, depth: int) -> dict[str, Any]:
    value = _plain(node, budget, depth)
    result: dict[str, Any] = {}
    for mapping in value if isinstance(value, list) else [value]:
        if isinstance(mapping, dict):
            result = mapping | result
    return result


def _scalar(tag: str, text: str) -> Any:
    """Dates stay text, and so do 12:30, 0123 and "no": what YAML 1.1 makes of those is not what was meant."""
    if tag == _TAG + "null":
        return None
    if tag == _TAG + "bool":
        word = text.lower()
        return word == "true" if word in ("true", "false") else text
    if tag in (_TAG + "int", _TAG + "float"):
        number = _NUMBER.fullmatch(text)
        if number and not text.startswith("+"):
            return float(text) if number.group(1) else int(text)
        return text
    return text


def text_of(value: object) -> str:
    """A value as one line of text: a mapping with a name is `Name (other, values)`, a list is
    comma-separated.

    >>> text_of({"name": "Ann Lee", "role": "PM"}), text_of(None), text_of(["a", 1])
    ('Ann Lee (PM)', '', 'a, 1')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        rest = {str(key).lower(): text_of(item) for key, item in value.items()}
        name = rest.pop("name", "") or rest.pop("title", "")
        if not name and len(rest) == 1:
            key, only = next(iter(rest.items()))
            original = str(next(iter(value)))
            return f"{original}: {only}" if only else original if key else ""
        others = ", ".join(filter(None, rest.values()))
        return f"{name} ({others})" if name and others else name or others
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(text_of, value)))
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def as_list(value: object) -> list[str]:
    """A value that should be a list of text, however it was written.

    Nothing, "" and [] give []; text is split at its semicolons, else at its commas, outside parentheses,
    brackets and quotation marks; mappings become one text each; lists within lists (`[[Ann]]` unquoted) are
    opened.

    >>> as_list("Ann (PM, Acme), Bo"), as_list([["Ann"], {"name": "Bo", "role": "PM"}]), as_list(None)
    (['Ann (PM, Acme)', 'Bo'], ['Ann', 'Bo (PM)'], [])
    """
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return split_list(value)
    if isinstance(value, (list, tuple)):
        result: list[str] = []
        for item in value:
            if isinstance(item, (list, tuple)):
                result.extend(as_list(item))
            elif text := text_of(item):
                result.append(text)
        return result
    text = text_of(value)
    return [text] if text else []


def split_list(text: str) -> list[str]:
    """Split text at semicolons or, when it has none, at commas, never inside (), [] or quotation marks.

    >>> split_list('Ann "the boss, mostly" Lee, Bo; Cy')
    ['Ann "the boss, mostly" Lee, Bo', 'Cy']
    """
    for separator in ";,\n":
        if separator in text:
            parts = _split(text, separator)
            if len(parts) > 1:
                return parts
    text = text.strip().strip(",;").strip()
    return [text] if text else []


def _split(text: str, separator: str) -> list[str]:
    if not any(map(text.__contains__, '(["“')):
        return [part for part in map(str.strip, text.split(separator)) if part]
    parts: list[str] = []
    depth, quoted, start = 0, False, 0
    for sign in _SIGNS[separator].finditer(text):
        char = sign[0]
        if char == separator:
            if not depth and not quoted:
                at = sign.start()
                parts.append(text[start:at])
                start = at + 1
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in "“”":
            quoted = char == "“"
        else:
            quoted = not quoted and '"' in text[sign.end() :]
    parts.append(text[start:])
    if depth and len(parts) == 1:  # a parenthesis that is never closed protects nothing
        parts = text.split(separator)
    return [part for part in map(str.strip, parts) if part]
