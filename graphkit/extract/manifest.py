"""What a manifest says: whom and what it lists, and the roles and companies of people as a note says them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from graphkit.extract.parentheses import parse_parentheses
from graphkit.extract.statement import Extraction, Membership, Mention, Standing
from graphkit.vault.decode import read_lines
from graphkit.vault.directory_files import Manifest, ManifestRow, read_manifest
from graphkit.vault.note import Span
from graphkit.vault.place import ENTITY_FOLDERS, place_of
from graphkit.vault.problem import Problem
from graphkit.vault.read import digest_of

ListedKind = Literal["person", "organisation", "project", "forum", ""]

#: How sure a row is.
_ROW: Final = 0.95
_SEPARATORS: Final = re.compile(r"\s*[,;]\s*")
_MAILBOX: Final = re.compile(r"[^\s<>()\[\]]+@[^\s<>()\[\]]+")
_KINDS: Final[dict[str, ListedKind]] = {
    "person": "person", "organisation": "organisation", "project": "project", "forum": "forum",
}  # fmt: skip
_HEADINGS: Final[tuple[tuple[ListedKind, tuple[str, ...]], ...]] = (
    ("person", ("people", "person", "contacts", "colleagues", "team", "stakeholders")),
    ("organisation", ("organisation", "organization", "compan", "customer", "partner", "account", "vendor")),
    ("project", ("project",)),
    ("forum", ("forum", "rob", "meeting", "council")),
)
_PERSONAL_COLUMNS: Final = frozenset({"role", "email", "e-mail", "mail", "my relationship", "relationship"})


class Listed(Struct, frozen=True, order=True):
    """A row of a manifest: `kind` is what the manifest says it is, "" when it does not say."""

    name: str
    kind: ListedKind
    role: str = ""
    organisation: str = ""
    mailbox: str = ""
    aliases: tuple[str, ...] = ()


def extract_manifest(path: str, data: bytes, *, private: bool = False, modified: str = "") -> Extraction:
    """What the manifest at `path` states of people: a page whose rows are memberships, each with its line.

    It is dated by `modified`, the day its file was last changed. Never raises.
    """
    lines = read_lines(path, data)
    manifest = read_manifest(path, data)
    statements = [] if isinstance(lines, Problem) else [*_memberships(path, manifest, lines)]
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return Extraction(
        path=path,
        digest=digest_of(data),
        title=stem.strip("_ ").capitalize(),
        date="",
        kind="page",
        dialect="generic",
        generated=False,
        private=private,
        source="",
        source_kind="",
        place=place_of(path),
        entities={},
        statements=tuple(statements),
        names=(),
        topics=(),
        phrases={},
        modified=modified,
    )


def _memberships(path: str, manifest: Manifest, lines: list[str]) -> Iterator[Membership]:
    """The role and company of each person listed."""
    for row in manifest.rows:
        entry = _listed(path, row)
        if entry is None or entry.kind != "person" or not (entry.role or entry.organisation):
            continue
        role, standing = entry.role, _standing(entry.role)
        if standing == "Past":
            role = parse_parentheses(role)[0].role or role
        span = Span(row.line, lines[row.line - 1].strip())
        yield Membership(span, Mention(entry.name, "person"), entry.organisation, role, standing, _ROW)


def _standing(role: str) -> Standing:
    """ "Past" for a role that is a former one."""
    found = parse_parentheses(role) if role else []
    return "Past" if found and all(one.standing == "Past" for one in found) else "Current"


def listed_in(path: str, manifest: Manifest) -> set[Listed]:
    """Whom and what the manifest at `path` lists.

    >>> row = ManifestRow(3, "People", {"name": "Ines Varga", "company": "Orbis", "aliases": "Ines, IV"})
    >>> listed_in("_MANIFEST.md", Manifest((row,)))
    {Listed(name='Ines Varga', kind='person', role='', organisation='Orbis', mailbox='', aliases=('Ines', 'IV'))}
    """
    return {entry for row in manifest.rows if (entry := _listed(path, row))}


def _listed(path: str, row: ManifestRow) -> Listed | None:
    cells = row.cells
    name = _plain(cells.get("name") or cells.get("person") or next(iter(cells.values()), ""))
    if not name:
        return None
    mailbox = _MAILBOX.search(cells.get("email") or cells.get("e-mail") or cells.get("mail") or "")
    others = _plain(cells.get("aliases") or cells.get("alias") or cells.get("also known as") or "")
    return Listed(
        name=name,
        kind=_kind(path, row),
        role=_plain(cells.get("role") or cells.get("title") or ""),
        organisation=_plain(cells.get("company") or cells.get("organisation") or cells.get("organization") or ""),
        mailbox=mailbox.group() if mailbox else "",
        aliases=tuple(alias for alias in _SEPARATORS.split(others) if alias),
    )


def _kind(path: str, row: ManifestRow) -> ListedKind:
    """Which kind of thing a row lists: its folder says it, else its heading, else columns that only people have."""
    for folder in reversed(path.split("/")[:-1]):
        if kind := _KINDS.get(ENTITY_FOLDERS.get(folder.strip().lower(), "")):
            return kind
    heading = row.heading.lower()
    for known, words in _HEADINGS:
        if any(word in heading for word in words):
            return known
    return "person" if _PERSONAL_COLUMNS & row.cells.keys() else ""


def _plain(cell: str) -> str:
    """A cell without link brackets and emphasis; a link's alias is what it is called."""
    cell = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]", r"\1", cell)
    return cell.strip(" *_`")
