"""A file becomes a `Note`: bytes, lines, front matter, sections. What is wrong is told, not raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from graphkit.vault.dates import find_date, parse_date
from graphkit.vault.decode import LIMIT, read_lines
from graphkit.vault.dialect import Dialect, choose
from graphkit.vault.frontmatter import FrontMatterRead, read_front_matter
from graphkit.vault.note import Note
from graphkit.vault.place import place_of
from graphkit.vault.problem import Problem, problem
from graphkit.vault.repair import repair
from graphkit.vault.scan import Scan, scan
from graphkit.vault.values import as_list, text_of

_H1: Final = re.compile(r"#[ \t]+(.*)")
_PLACEHOLDER: Final = re.compile(r"(?:#+[ \t].*|(?:\*\*|__)[^*_]+(?:\*\*|__):?[ \t]*:?[ \t]*)(\{\{[^{}]*\}\}|<%.*?%>)")
_NAME_DATE: Final = re.compile(r"^(?:\d{4}-\d\d-\d\d|\d{8})[ _]*[-–—]*[ _]*|^\d{4}-\d\d-\d\d$")
_FIRST_LINES: Final = 12


class Read(Struct, frozen=True):
    """A note, or why there is none: `skipped` is "empty", "unreadable", "template" or "dashboard"."""

    note: Note | None
    skipped: str = ""
    problems: tuple[Problem, ...] = ()


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes: "b2:" and 32 hexadecimal digits."""
    return "b2:" + blake2b(data, digest_size=16).hexdigest()


def read_note(
    path: str, data: bytes, dialects: Mapping[str, Dialect], dialect: str | None = None, digest: str = ""
) -> Read:
    """Read one file. `path` is relative to the vault, with `/` between its parts; `dialect` names one to use,
    `digest` is that of the data where it is known.

    Never raises on any `data`. Takes some 0.3 ms for a note of 5 kB.
    """
    lines = read_lines(path, data, LIMIT)
    if isinstance(lines, Problem):
        return Read(None, "empty" if lines.kind == "empty-file" else "unreadable", (lines,))
    problems: list[Problem] = []
    if not data.isascii():
        lines, changed = repair(lines)
        if changed:
            problems.append(_damaged(path, changed))
    head = read_front_matter(path, lines)
    problems.extend(head.problems)
    placeholder = (head.placeholder, head.placeholder_line) if head.placeholder else _body_placeholder(lines, head.body)
    if placeholder:
        problems.append(_unfilled(path, *placeholder))
        return Read(None, "template", tuple(problems))
    values = head.front.values
    words = dialects[dialect] if dialect and dialect in dialects else choose(dialects, path, values, lines)
    body = scan(lines, head.body, words.section_kind)
    if words.default != "other":
        body = _with_default(body, words, lines)
    if body.queries and not body.blocks:
        return Read(None, "dashboard", tuple(problems))
    place = place_of(path)
    date = _date(path, head, body, lines, words, problems, page=place.page)
    if not date and not place.page:
        problems.append(_undated(path))
    note = Note(
        path=path,
        digest=digest or digest_of(data),
        title=_title(path, head, body, place.name if place.page else ""),
        date=date,
        dialect=words.name,
        front=head.front,
        lines=tuple(lines),
        body=head.body,
        sections=body.sections,
        blocks=body.blocks,
        links=body.links,
        tags=_tags(values, body.tags),
        fields=body.fields,
        place=place,
        problems=tuple(problems),
    )
    return Read(note, "", note.problems)


def _title(path: str, head: FrontMatterRead, body: Scan, page: str) -> str:
    title = text_of(head.front.values.get("title"))
    if title:
        return title
    for section in body.sections:
        if section.level == 1 and section.heading:
            return section.heading
    if page:
        return page
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _NAME_DATE.sub("", stem).strip() or stem


def _with_default(body: Scan, words: Dialect, lines: list[str]) -> Scan:
    """Sections whose heading says nothing get the kind that the dialect gives them, and so do a speaker's
    words.
    """
    sections = list(body.sections)
    for at, section in enumerate(sections):
        kind = section.kind
        if kind not in ("other", words.default) and words.speech is not None and section.level:
            spoken = words.speech.match(lines[section.line - 1].strip(" >"))
            if spoken and words.section_kind(section.heading) == "other":
                kind = "other"
        if kind == "other":
            sections[at] = replace(section, kind=words.default)
    return replace(body, sections=tuple(sections))


def _date(
    path: str,
    head: FrontMatterRead,
    body: Scan,
    lines: list[str],
    words: Dialect,
    problems: list[Problem],
    *,
    page: bool,
) -> str:
    """Front matter, header lines, file name, headings, first lines: the first of them that holds a day."""
    day, good = parse_date(head.front.values.get("date"), words.date_order)
    if not good:
        value = text_of(head.front.values["date"])
        problems.append(_bad_date(path, head.front.lines.get("date", 1), value))
    if day:
        return day
    for field in body.fields:
        if words.fields.get(field.key.lower()) == "date":
            day, good = parse_date(field.value, words.date_order)
            if day:
                return day
            if not good and field.key.lower() == "date":
                problems.append(_bad_date(path, field.line, field.value))
    if words.kind.usual == "page" or page:
        return ""  # the days on a page are those of other things
    for pattern in words.dates:
        found = next(filter(None, map(pattern.search, _likely(body, lines[head.body :]))), None)
        day = find_date(found.group("date"), words.date_order) if found else ""
        if day:
            return day
    day = find_date(path.rsplit("/", 1)[-1])
    if day:
        return day
    likely = _likely(body, lines[head.body :])
    return next(filter(None, (find_date(line, words.date_order) for line in likely)), "")


def _likely(body: Scan, lines: list[str]) -> list[str]:
    """Lines that may hold the date of a note: its title, then its first lines as long as they are short."""
    titles = [section.heading for section in body.sections[:8] if section.level]
    written = [line for line in lines if line.strip()][:_FIRST_LINES]
    return titles[:1] + [line for line in written if len(line) <= 100] + [t for t in titles[1:] if "date" in t.lower()]


def _tags(values: dict[str, object], found: tuple[str, ...]) -> tuple[str, ...]:
    given: dict[str, None] = {}
    for key in ("tags", "tag"):
        value = values.get(key)
        items = value.replace(",", " ").split() if isinstance(value, str) else as_list(value)
        given.update((item.lstrip("#"), None) for item in items if item.strip("# "))
    given.update(dict.fromkeys(found))
    return tuple(given)


def _body_placeholder(lines: list[str], body: int) -> tuple[str, int] | None:
    """An unfilled placeholder in a heading or header line of the first lines; elsewhere it is content."""
    for number, line in enumerate(lines[body : body + _FIRST_LINES], body + 1):
        if "{{" in line or "<%" in line:
            match = _PLACEHOLDER.match(line)
            if match:
                return match.group(1), number
    return None


def _damaged(path: str, changed: list[int]) -> Problem:
    count = len(changed)
    what = f"{count} lines were" if count > 1 else "1 line was"
    return problem(
        path, changed[0] + 1, "damaged-text",
        f"{what} damaged by a wrong encoding, this the first; repaired in the graph",
        "save the file as UTF-8 again where it was exported; graphkit does not change it",
    )  # fmt: skip


def _unfilled(path: str, placeholder: str, line: int) -> Problem:
    return problem(
        path, line, "unfilled-template", f"`{placeholder}` was never filled in, so the file is left out",
        "fill in the placeholder, or move the template into a folder Templates/",
    )  # fmt: skip


def _bad_date(path: str, line: int, value: str) -> Problem:
    return problem(
        path,
        line,
        "bad-date",
        f"`{value[:60]}` is no date",
        "write the day as YYYY-MM-DD, for example 2026-02-10",
    )


def _undated(path: str) -> Problem:
    return problem(
        path, 0, "no-date", "neither front matter, header, file name nor title says when this was",
        "add `date: YYYY-MM-DD` to the front matter",
    )  # fmt: skip
