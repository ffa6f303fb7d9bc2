"""Files about who there is: YAML files of aliases, and `_MANIFEST.md` tables of entities."""

from __future__ import annotations

from typing import Any, Final

import yaml
from msgspec import Struct

from graphkit.vault.decode import read_lines
from graphkit.vault.frontmatter import MAX_CHARACTERS
from graphkit.vault.note import Block, SectionKind
from graphkit.vault.problem import Problem, problem
from graphkit.vault.repair import repair
from graphkit.vault.scan import scan
from graphkit.vault.values import TooLarge, as_list, plain_value, text_of

_ALIAS_KEYS: Final = ("aliases", "alias", "misspellings", "also", "variants", "names")


class _NamesLoader(yaml.CSafeLoader):
    def get_single_data(self) -> object:
        node = self.get_single_node()
        return None if node is None else plain_value(node)


class ManifestRow(Struct, frozen=True):
    """One entity of a manifest: its cells by lower-cased column name, and the heading above its table."""

    line: int
    heading: str
    cells: dict[str, str]


class Manifest(Struct, frozen=True):
    """The rows of all tables of a manifest, in their order."""

    rows: tuple[ManifestRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_aliases(path: str, data: bytes) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    """Pairs (canonical name, other way to write it) of a YAML file. Never raises.

    Understands `Name: [alias, …]`, `Name: alias, alias`, `Name: {aliases: […], misspellings: […]}`, lists of
    `{name: …, aliases: […]}`, and any of these under group headings (`people: …`).
    """
    lines = read_lines(path, data)
    if isinstance(lines, Problem):
        return (), (lines,)
    lines, _ = repair(lines)
    text = "\n".join(line for line in lines if line.strip() not in ("---", "..."))
    if len(text) > MAX_CHARACTERS * 10:
        return (), (_wrong(path, 0, "resource-limit", "more text than a list of names has"),)
    try:
        loaded = yaml.load(text, Loader=_NamesLoader)
    except TooLarge as error:
        return (), (_wrong(path, 0, "resource-limit", str(error)),)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", "") or str(error)
        return (), (_wrong(path, mark.line + 1 if mark else 0, "front-matter-syntax", f"not YAML: {reason}"),)
    pairs: dict[tuple[str, str], None] = {}
    _collect(loaded, pairs, 0)
    return tuple(pair for pair in pairs if pair[0] and pair[1] and pair[0] != pair[1]), ()


def _collect(value: Any, pairs: dict[tuple[str, str], None], depth: int) -> None:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                _entry(text_of(item.get("name") or item.get("canonical")), item, pairs)
        return
    if not isinstance(value, dict):
        return
    for name, inner in value.items():
        if isinstance(inner, dict):
            if any(key.lower() in _ALIAS_KEYS for key in inner):
                _entry(name, inner, pairs)
            else:
                _collect(inner, pairs, depth + 1)
        elif isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            _collect(inner, pairs, depth + 1)
        else:
            pairs.update(((name.strip(), alias), None) for alias in as_list(inner))


def _entry(name: str, item: dict[str, Any], pairs: dict[tuple[str, str], None]) -> None:
    for key, value in item.items():
        if key.lower() in _ALIAS_KEYS:
            pairs.update(((name.strip(), alias), None) for alias in as_list(value))


def read_manifest(path: str, data: bytes) -> Manifest:
    """The tables of a `_MANIFEST.md`. The first row of each table names its columns. Never raises."""
    lines = read_lines(path, data)
    if isinstance(lines, Problem):
        return Manifest((), (lines,))
    lines, _ = repair(lines)
    found = scan(lines, 0, _no_kind)
    rows: list[ManifestRow] = []
    head: Block | None = None
    last = -1
    for block in found.blocks:
        if block.kind != "row":
            continue
        if head is None or block.section != head.section or block.line > last + 2:
            head = block
        elif any(block.cells):
            names = [cell.strip("* ").lower() for cell in head.cells]
            cells = dict(zip(names, block.cells, strict=False))
            rows.append(ManifestRow(block.line, found.sections[block.section].heading, cells))
        last = block.line
    return Manifest(tuple(rows))


def _no_kind(_heading: str) -> SectionKind:
    return "other"


def _wrong(path: str, line: int, kind: str, message: str) -> Problem:
    return problem(path, line, kind, message, "write one line per name: `Canonical Name: [other, ways]`")
