"""The files that dialects are written in: `graphkit/dialects/*.toml`, and a user's own folder of the same
form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, get_args

from graphkit.vault.note import SectionKind
from graphkit.vault.problem import Problem, problem
from graphkit.vault.wording import Dialect, Evidence, ItemWords, KindWords, ListWords, NoteKind, Part, signs_of

_LINE_IN_ERROR: Final = re.compile(r"at line (\d+)")
_SECTION_KINDS: Final[tuple[str, ...]] = get_args(SectionKind)
_PARTS: Final[tuple[str, ...]] = get_args(Part)
_NOTE_KINDS: Final[tuple[str, ...]] = get_args(NoteKind)
_MEANINGS: Final = (
    "participants", "present", "absent", "moderator", "scribe", "date", "source",
    "person", "account", "project", "partner", "forum",
)  # fmt: skip
_COLUMNS: Final = ("text", "number", "owner", "due", "by", "state", "topic", "ignored")
_LIST_COLUMNS: Final = ("name", "handle", "kind", "role", "organisation", "present", "ignored")
_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "": ("name", "about", "extends", "choose", "sections", "fields", "front", "dates", "attendance", "titles",
         "decisions", "actions", "questions", "discussion", "kind"),
    "choose": ("least", "evidence"),
    "evidence": ("part", "key", "words", "pattern", "weight"),
    "attendance": ("certain", "entries", "group", "absent", "columns", "ticks"),
    "titles": ("patterns",),
    "dates": ("patterns", "order"),
    "items": ("items", "labels", "nothing", "columns"),
    "discussion": ("speech",),
    "kind": ("usual", "named", "not_held", "meeting", "page", "note", "correspondence"),
}  # fmt: skip


def load_dialects(folder: Path | None = None) -> tuple[dict[str, Dialect], list[Problem]]:
    """The shipped dialects and those of `folder` by name; one of the same name in `folder` replaces the
    shipped one.

    A file that is no TOML, or says something graphkit cannot use, is told as a problem of kind
    "configuration" and left out; the others are still loaded. Never raises.
    """
    problems: list[Problem] = []
    found: dict[str, tuple[_File, dict[str, Any]]] = {}
    for file, own in _sources(folder, problems):
        read = _read(file, own, problems)
        if read:
            found[read[0].name] = read
    dialects: dict[str, Dialect] = {}
    for name in sorted(found):
        _build(name, found, dialects, problems, ())
    return dialects, problems


def _sources(folder: Path | None, problems: list[Problem]) -> Iterable[tuple[Traversable | Path, bool]]:
    shipped = [file for file in files("graphkit").joinpath("dialects").iterdir() if file.name.endswith(".toml")]
    yield from ((file, False) for file in sorted(shipped, key=lambda file: file.name))
    if folder is None:
        return
    try:
        own = sorted(file for file in folder.iterdir() if file.suffix == ".toml")
    except OSError as error:
        problems.append(
            problem(
                folder.name, 0, "configuration",
                f"the folder of dialects cannot be opened: {error.strerror or error}",
                "correct `path` in [dialects] of graphkit.toml",
            )
        )  # fmt: skip
        return
    yield from ((file, True) for file in own)


def _read(file: Traversable | Path, own: bool, problems: list[Problem]) -> tuple[_File, dict[str, Any]] | None:
    path = f"{file.parent.name}/{file.name}" if isinstance(file, Path) else file.name
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        problems.append(problem(path, 0, "configuration", f"cannot be read: {error}", "save it as UTF-8 text"))
        return None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _LINE_IN_ERROR.search(str(error))
        line = int(at.group(1)) if at else 0
        problems.append(
            problem(path, line, "configuration", f"not TOML: {error}", "mend this line; the dialect is left out")
        )
        return None
    reader = _File(path, text, str(data.get("name") or file.name.removesuffix(".toml")))
    reader.known(data, "")
    return reader, data


def _build(
    name: str,
    found: Mapping[str, tuple[_File, dict[str, Any]]],
    dialects: dict[str, Dialect],
    problems: list[Problem],
    above: tuple[str, ...],
) -> Dialect | None:
    """Build a dialect after the one it extends; those that extend each other extend nothing."""
    if name in dialects:
        return dialects[name]
    reader, data = found[name]
    base: Dialect | None = None
    parent = reader.text(data, "extends")
    if parent and (parent not in found or parent in (*above, name)):
        near = get_close_matches(parent, [other for other in found if other != name], 1)
        hint = f"did you mean `{near[0]}`?" if near else "name another dialect, or delete the line"
        reader.tell("extends", f"`extends` names `{parent}`, which is no other dialect", hint)
    elif parent:
        base = _build(parent, found, dialects, problems, (*above, name))
    dialect = reader.dialect(data, base or Dialect(""))
    problems.extend(reader.problems)
    if reader.problems:
        return None
    dialects[name] = dialect
    return dialect


class _File:
    """Takes a dialect out of a parsed file and tells of each value that is not as expected."""

    def __init__(self, path: str, text: str, name: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.name = name
        self.problems: list[Problem] = []

    def dialect(self, data: dict[str, Any], base: Dialect) -> Dialect:
        choose = self.table(data, "choose")
        sections = self.table(data, "sections")
        headings, patterns = self.sections(sections)
        attendance = self.table(data, "attendance")
        default = self.text(sections, "default") or base.default
        least = choose.get("least", 1)
        if not isinstance(least, int) or least < 1:
            self.tell("least", "`least` is no number above 0", "write `least = 3`")
            least = 1
        return Dialect(
            name=self.name,
            about=self.text(data, "about"),
            evidence=signs_of(self.evidence(choose)),
            least=least,
            headings={**base.headings, **headings},
            heading_patterns=(*patterns, *base.heading_patterns),
            default=default,  # type: ignore[arg-type]
            fields={**base.fields, **self.meanings(data, "fields")},
            front={**base.front, **self.meanings(data, "front")},
            dates=self.patterns(self.table(data, "dates"), "patterns", group="date") or base.dates,
            date_order=self.order(self.table(data, "dates")) or base.date_order,
            attendance=ListWords(
                certain=self.flag(attendance, "certain", base.attendance.certain),
                entries=self.patterns(attendance, "entries", group="name") or base.attendance.entries,
                group=self.pattern(attendance, "group", re.IGNORECASE) or base.attendance.group,
                absent=self.pattern(attendance, "absent", re.IGNORECASE) or base.attendance.absent,
                columns={**base.attendance.columns, **self.columns(attendance, _LIST_COLUMNS)},
                ticks=base.attendance.ticks | {tick.casefold() for tick in self.texts(attendance, "ticks")},
            ),
            titles=self.patterns(self.table(data, "titles"), "patterns", group="other") or base.titles,
            decisions=self.items(data, "decisions", base.decisions),
            actions=self.items(data, "actions", base.actions),
            questions=self.items(data, "questions", base.questions),
            speech=self.pattern(self.table(data, "discussion"), "speech", 0) or base.speech,
            kind=self.kind(self.table(data, "kind"), base.kind),
        )

    def sections(
        self, table: dict[str, Any]
    ) -> tuple[dict[str, SectionKind], list[tuple[SectionKind, re.Pattern[str]]]]:
        """Words are whole headings; `/…/` is a pattern found anywhere in one. The first kind that matches
        counts.
        """
        headings: dict[str, SectionKind] = {}
        patterns: list[tuple[SectionKind, re.Pattern[str]]] = []
        for kind in table:
            if kind == "default":
                if table[kind] not in _SECTION_KINDS:
                    self.unknown("default", str(table[kind]), _SECTION_KINDS, "kind of section")
                continue
            if kind not in _SECTION_KINDS:
                self.unknown(kind, kind, _SECTION_KINDS, "kind of section")
                continue
            for word in self.texts(table, kind):
                if len(word) > 2 and word[0] == word[-1] == "/":
                    pattern = self.compiled(word[1:-1], re.IGNORECASE)
                    if pattern:
                        patterns.append((kind, pattern))  # type: ignore[arg-type]
                else:
                    headings.setdefault(word.strip().casefold(), kind)  # type: ignore[arg-type]
        return headings, patterns

    def evidence(self, choose: dict[str, Any]) -> Iterable[Evidence]:
        for item in self.tables(choose, "evidence"):
            self.known(item, "evidence")
            part = self.text(item, "part")
            if part not in _PARTS:
                self.unknown("part", part, _PARTS, "part of a note")
                continue
            weight = item.get("weight", 1)
            if not isinstance(weight, int):
                self.tell("weight", f"`weight` is {weight!r}, expected a whole number", "write `weight = 1`")
                continue
            words, pattern = (
                self.texts(item, "words"),
                self.pattern(item, "pattern", re.IGNORECASE | re.MULTILINE),
            )
            if not words and pattern is None:
                self.tell("part", "evidence without `words` and `pattern`", "say what is to be found")
                continue
            yield Evidence(part, weight, words, pattern, self.text(item, "key").lower())  # type: ignore[arg-type]

    def meanings(self, data: dict[str, Any], name: str) -> dict[str, str]:
        """`meaning = ["key", …]` turned round, keys lower-cased."""
        table = self.table(data, name)
        result: dict[str, str] = {}
        for meaning in table:
            if meaning not in _MEANINGS:
                self.unknown(meaning, meaning, _MEANINGS, "meaning of a field")
                continue
            result.update((key.lower(), meaning) for key in self.texts(table, meaning))
        return result

    def items(self, data: dict[str, Any], name: str, base: ItemWords) -> ItemWords:
        table = self.table(data, name)
        self.known(table, "items", name)
        return ItemWords(
            items=self.patterns(table, "items", group="text") or base.items,
            labels=self.patterns(table, "labels", group="text") or base.labels,
            nothing=self.pattern(table, "nothing", re.IGNORECASE) or base.nothing,
            columns={**base.columns, **self.columns(table, _COLUMNS)},
        )

    def columns(self, table: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
        """`column = ["heading", …]` turned round, headings without case."""
        columns: dict[str, str] = {}
        given = self.table(table, "columns")
        for column in given:
            if column not in names:
                self.unknown(column, column, names, "column")
                continue
            columns.update((heading.casefold(), column) for heading in self.texts(given, column))
        return columns

    def kind(self, table: dict[str, Any], base: KindWords) -> KindWords:
        self.known(table, "kind")
        usual = self.text(table, "usual") or base.usual
        if usual not in _NOTE_KINDS:
            self.unknown("usual", usual, tuple(filter(None, _NOTE_KINDS)), "kind of note")
        front: list[tuple[NoteKind, re.Pattern[str]]] = []
        for kind in ("correspondence", "page", "note", "meeting"):
            front += [(kind, pattern) for pattern in self.patterns(table, kind, re.IGNORECASE)]
        return KindWords(
            usual=usual,  # type: ignore[arg-type]
            named=self.pattern(table, "named", re.IGNORECASE) or base.named,
            front=(*front, *base.front),
            not_held=self.pattern(table, "not_held", re.IGNORECASE) or base.not_held,
        )

    def known(self, table: dict[str, Any], name: str, shown: str = "") -> None:
        for key in table:
            if key not in _KEYS[name]:
                self.unknown(key, key, _KEYS[name], f"key of [{shown or name}]" if name else "part of a dialect")

    def table(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        value = data.get(key, {})
        if not isinstance(value, dict):
            self.tell(key, f"`{key}` is no table", f"write a line `[{key}]`")
            return {}
        if key in _KEYS and key not in ("choose", "kind"):
            self.known(value, key)
        elif key == "choose":
            self.known(value, "choose")
        return value

    def tables(self, data: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.tell(key, f"`{key}` is no list of tables", f"write `[[choose.{key}]]` before each")
            return []
        return value

    def text(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.tell(key, f"`{key}` is {value!r}, expected text", f'write `{key} = "…"`')
            return ""
        return value.strip()

    def texts(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        self.tell(key, f"`{key}` is no list of texts", f'write `{key} = ["…", "…"]`')
        return ()

    def order(self, dates: dict[str, Any]) -> str:
        order = self.text(dates, "order")
        if order and order not in ("month-first", "day-first"):
            self.unknown("order", order, ("month-first", "day-first"), "order of dates")
        return order

    def flag(self, table: dict[str, Any], key: str, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            self.tell(key, f"`{key}` is {value!r}, expected true or false", f"write `{key} = true`")
            return default
        return value

    def patterns(self, table: dict[str, Any], key: str, flags: int = 0, group: str = "") -> tuple[re.Pattern[str], ...]:
        """Compiled patterns; each must have the named `group`, if one is given."""
        found = list(filter(None, (self.compiled(text, flags) for text in self.texts(table, key))))
        for pattern in found:
            if group and group not in pattern.groupindex:
                self.tell(
                    pattern.pattern,
                    f"`{pattern.pattern.strip()[:60]}` has no group `{group}`",
                    f"write (?P<{group}>…)",
                )
        return tuple(found)

    def pattern(self, table: dict[str, Any], key: str, flags: int) -> re.Pattern[str] | None:
        text = self.text(table, key)
        return self.compiled(text, flags) if text else None

    def compiled(self, text: str, flags: int) -> re.Pattern[str] | None:
        """Spaces and comments count as written unless the pattern begins with `(?x)`."""
        try:
            return re.compile(text, flags)
        except (re.error, RecursionError, OverflowError) as error:
            self.tell(text, f"`{text.strip()[:60]}` is no regular expression: {error}", "mend the pattern")
            return None

    def unknown(self, key: str, value: str, names: tuple[str, ...], what: str) -> None:
        near = get_close_matches(value, names, 1, 0.6)
        hint = f"did you mean `{near[0]}`?" if near else "known are " + ", ".join(names)
        self.tell(key, f"`{value}` is no {what} graphkit knows", hint)

    def tell(self, text: str, message: str, hint: str) -> None:
        first = text.strip().split("\n", 1)[0]
        line = next((number for number, line in enumerate(self.lines, 1) if first and first in line), 0)
        self.problems.append(problem(self.path, line, "configuration", message, hint))
