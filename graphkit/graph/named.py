"""Named queries: `queries/*.rq`, SPARQL that people read, with a header that describes and types its parameters.

# title: Who decides what
# description: one or two sentences, which may go on
#   in lines that begin with three spaces
# param topic: text? = "" -- words of the topic
# param as_of: date? -- what held on that day
# column who: who it is
# follow: agent -> receiver as step -- keep rows that a chain of rows links to the first parameter
SELECT ?who { … FILTER(!BOUND(?param_as_of) || ?date <= ?param_as_of) }
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast, get_args

from msgspec import Struct

from graphkit.graph.errors import QueryError

ParameterType: TypeAlias = Literal["text", "date", "integer", "agent", "topic", "iri"]
TYPES: Final[tuple[ParameterType, ...]] = get_args(ParameterType)

_HEAD: Final = re.compile(r"#\s?(title|description|param|column|follow)\b\s*(.*)")
_PARAMETER: Final = re.compile(r"([a-z][a-z0-9_]*):\s*([a-z]+)(\?)?\s*(?:=\s*(\"[^\"]*\"|[^\s\"]+))?\s*(?:--\s*(.*))?$")
_FOLLOW: Final = re.compile(r":\s*(\w+)\s*->\s*(\w+)\s+as\s+(\w+)\s*(?:--.*)?$")
_COLUMN: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):\s*(.*)$")


class Parameter(Struct, frozen=True):
    """One parameter: the query uses it as `?param_<name>`. `default` is text as a person would type it, or None."""

    name: str
    type: ParameterType
    optional: bool = False
    default: str | None = None
    description: str = ""

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return not self.optional and self.default is None


class Follow(Struct, frozen=True):
    """Rows are links from one column to another: only those are kept that lead on from the first parameter, and the
    column `step` counts how far. SPARQL's own paths cannot look at the dates and standings of what they follow."""

    source: str
    target: str
    step: str


class NamedQuery(Struct, frozen=True):
    """A query with its description, its parameters in order, and what its columns mean."""

    name: str
    title: str
    description: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    columns: dict[str, str] = {}
    follow: Follow | None = None

    @classmethod
    def parse(cls, name: str, text: str) -> NamedQuery:
        """Read a query with its header. Raises QueryError, with the line, for a header that cannot be read.

        >>> text = "# title: All\\n# param who: agent -- whose\\nSELECT * { ?param_who ?p ?o }"
        >>> query = NamedQuery.parse("all", text)
        >>> query.parameters
        (Parameter(name='who', type='agent', optional=False, default=None, description='whose'),)
        """
        title = description = ""
        parameters: list[Parameter] = []
        columns: dict[str, str] = {}
        follow: Follow | None = None
        for line, kind, content in _entries(text):
            if kind == "title":
                title = content.removeprefix(":").strip()
            elif kind == "description":
                description = content.removeprefix(":").strip()
            elif kind == "param":
                parameters.append(_parameter(content, line))
            elif kind == "follow":
                follow = _follow(content, line)
            elif match := _COLUMN.match(content):
                columns[match[1]] = match[2]
            else:
                raise QueryError(f"{content!r} describes no column.", "Write: # column who: who it is", line)
        twice = {p.name for p in parameters if [q.name for q in parameters].count(p.name) > 1}
        if twice:
            raise QueryError(f"The parameter {min(twice)} is declared twice.", "Keep one.")
        return cls(name, title or name, description, text, tuple(parameters), columns, follow)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def _entries(text: str) -> list[tuple[int, str, str]]:
    """Line, kind and content of each header entry, continuation lines joined."""
    entries: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        if entries and line.startswith("#   "):
            start, kind, content = entries[-1]
            entries[-1] = (start, kind, f"{content} {line[1:].strip()}")
        elif match := _HEAD.match(line):
            entries.append((number, match[1], match[2].strip()))
    return entries


def _follow(content: str, line: int) -> Follow:
    match = _FOLLOW.match(content)
    if match is None:
        raise QueryError(f"{content!r} says nothing to follow.", "Write: # follow: from -> to as step", line)
    return Follow(*match.groups())


def _parameter(content: str, line: int) -> Parameter:
    match = _PARAMETER.match(content)
    if match is None:
        raise QueryError(
            f"{content!r} describes no parameter.", "Write: # param as_of: date? -- what held on that day", line
        )
    name, kind, optional, default, description = match.groups()
    if kind not in TYPES:
        raise QueryError(f"{kind!r} is no type of parameter.", f"Use one of {', '.join(TYPES)}.", line)
    if default and default.startswith('"'):
        default = default[1:-1]
    return Parameter(name, cast(ParameterType, kind), bool(optional), default, description or "")


def shipped_folder() -> Path:
    """Where the queries that come with graphkit are: in the wheel, or beside the package in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_share" / "queries"
    return installed if installed.is_dir() else package.parent / "queries"


def read_folder(folder: Path) -> dict[str, NamedQuery]:
    """The queries of a folder by name, in the order of their names. Raises QueryError, naming the file."""
    found = {}
    for path in sorted(folder.glob("*.rq")):
        try:
            found[path.stem] = NamedQuery.parse(path.stem, path.read_text("utf-8"))
        except (QueryError, UnicodeDecodeError) as error:
            raise QueryError(f"{path}: {error}") from error
    return found
