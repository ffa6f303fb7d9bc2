"""The YAML between the first two `---` lines, read through python-frontmatter with libyaml."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from graphkit.vault.note import FrontMatter
from graphkit.vault.plain_yaml import read_plain
from graphkit.vault.problem import Problem, problem
from graphkit.vault.salvage import salvage
from graphkit.vault.values import TooLarge, plain_mapping, plain_value

#: More lines, characters or commas than this are no front matter anybody wrote.
MAX_LINES: Final = 2_000
MAX_CHARACTERS: Final = 200_000
MAX_COMMAS: Final = 10_000
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}]*\}\}|<%.*?%>")
_YAML_LINE: Final = re.compile(r"""\s*(?:#|-\s|-$|["']?[\w{][^:#]*["']?\s*:(?:\s|$)|[\[{\]}]|\.\.\.|$)""")


class FrontMatterRead(Struct, frozen=True):
    """`body` is the index of the first line after the front matter; `placeholder` an unfilled `{{...}}` in
    it.
    """

    front: FrontMatter
    body: int
    problems: tuple[Problem, ...] = ()
    placeholder: str = ""
    placeholder_line: int = 0


class _Loader(yaml.CSafeLoader):
    """Builds plain values with a budget: libyaml shares what an alias repeats, whoever walks the values does
    not.
    """

    def get_single_data(self) -> object:
        node = self.get_single_node()
        if isinstance(node, yaml.MappingNode):
            return plain_mapping(node)
        return None if node is None else plain_value(node)


class NoteHandler(YAMLHandler):  # type: ignore[misc, unused-ignore]
    """python-frontmatter's YAML handler with `_Loader`; `load` gives (values, line of each key) for a
    mapping.
    """

    def load(self, fm: str, **kwargs: object) -> Any:
        """Load YAML text; raises yaml.YAMLError, and TooLarge for what expands beyond the budget."""
        kwargs["Loader"] = _Loader
        return super().load(fm, **kwargs)


_HANDLER: Final = NoteHandler()


def read_front_matter(path: str, lines: list[str]) -> FrontMatterRead:
    """Read the front matter of a note given as lines. Never raises: what cannot be read is a problem with its
    line.

    When the YAML is broken, the lines that can be read alone still are.
    """
    start = next((i for i, line in enumerate(lines[:20]) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return _none(path)
    first = start + 1
    end = next((i for i in range(first, min(len(lines), first + MAX_LINES)) if _closes(lines[i])), -1)
    if end < 0:
        return _never_closed(path, lines, first)
    text = "\n".join(lines[first:end])
    if len(text) > MAX_CHARACTERS or text.count(",") > MAX_COMMAS:
        return _refused(path, first, end + 1, f"the front matter has {len(text):,} characters")
    found = _PLACEHOLDER.search(text) if "{{" in text or "<%" in text else None
    placeholder = found.group() if found else ""
    at = first + 1 + text.count("\n", 0, found.start()) if found else 0
    try:
        loaded = read_plain(lines[first:end]) or _HANDLER.load(text)
    except TooLarge as error:
        return _refused(path, first, end + 1, f"the front matter's {error}")
    except (yaml.YAMLError, ValueError) as error:
        return _broken(path, lines, first, end, error, placeholder, at)
    if isinstance(loaded, tuple):
        values, places, twice = loaded
        keys = {key: line + first + 1 for key, line in places.items()}
        problems = [
            problem(
                path, line + first + 1, "front-matter-syntax",
                f'the key "{key}" stands twice; the last one counts',
                "delete one of the two lines",
            )
            for key, line in twice
        ]  # fmt: skip
        return FrontMatterRead(FrontMatter(values, keys), end + 1, tuple(problems), placeholder, at)
    if loaded is None:
        if any(line.strip() for line in lines[first:end]):
            return _none(path)  # nothing but "comments": these are headings between two rules
        return FrontMatterRead(FrontMatter({}, {}), end + 1)
    if start or not any(_YAML_LINE.match(line) and line.strip() for line in lines[first:end]):
        return _none(path)
    kind = "a list" if isinstance(loaded, list) else "a single value"
    wrong = problem(
        path, first + 1, "front-matter-type",
        f"the front matter is {kind}, expected lines of the form `key: value`",
        "give each value a key, for example `tags:` before a list",
    )  # fmt: skip
    return FrontMatterRead(FrontMatter({}, {}), end + 1, (wrong,), placeholder, at)


def _closes(line: str) -> bool:
    mark = line.rstrip()
    return mark in ("---", "...") or (mark.startswith("----") and not mark.strip("-"))


def _none(path: str) -> FrontMatterRead:
    none = problem(
        path, 1, "no-front-matter", "the note does not begin with front matter (`---`)",
        "add `---`, `date: YYYY-MM-DD`, `---` as its first lines when date or participants are not found",
    )  # fmt: skip
    return FrontMatterRead(FrontMatter({}, {}), 0, (none,))


def _refused(path: str, first: int, body: int, what: str) -> FrontMatterRead:
    wrong = problem(
        path, first, "resource-limit", f"{what}: refused, the body is still read",
        "write the values out without `&` anchors and `*` aliases, and move long text into the body",
    )  # fmt: skip
    return FrontMatterRead(FrontMatter({}, {}), body, (wrong,))


def _never_closed(path: str, lines: list[str], first: int) -> FrontMatterRead:
    end = first
    while end < min(len(lines), first + MAX_LINES) and lines[end].strip() and _continues(lines[end]):
        end += 1
    if end == first or not any(":" in line for line in lines[first:end]):
        return _none(path)
    values, keys, _ = salvage(lines, first, end, _HANDLER.load)
    wrong = problem(
        path, first, "front-matter-syntax", "the front matter is never closed",
        f"add a line `---` after line {end}",
    )  # fmt: skip
    found = next((_PLACEHOLDER.search(line) for line in lines[first:end] if _PLACEHOLDER.search(line)), None)
    return FrontMatterRead(FrontMatter(values, keys), end, (wrong,), found.group() if found else "", first + 1)


def _continues(line: str) -> bool:
    return line[0] in " \t" or _YAML_LINE.match(line) is not None


def _broken(
    path: str, lines: list[str], first: int, end: int, error: Exception, placeholder: str, at: int
) -> FrontMatterRead:
    values, keys, bad = salvage(lines, first, end, _HANDLER.load)
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in str(getattr(error, "context", "")):
        mark = getattr(error, "context_mark", None)
    line = bad or (first + 1 + mark.line if mark else first)
    line = min(line, end)
    reason = getattr(error, "problem", "") or str(error).split("\n", 1)[0]
    wrong = problem(
        path, line, "front-matter-syntax", f"not YAML: {reason}; found `{lines[line - 1].strip()[:80]}`",
        'close the quotes and brackets on this line, and put text that holds `: ` or `"` into single quotes',
    )  # fmt: skip
    return FrontMatterRead(FrontMatter(values, keys), end + 1, (wrong,), placeholder, at)
