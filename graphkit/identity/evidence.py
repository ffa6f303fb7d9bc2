"""What is known about people and organisations outside the notes: graphkit.toml, alias files, manifests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from graphkit.vault.config import Config, Person
from graphkit.vault.directory_files import Manifest, ManifestRow, read_aliases, read_manifest
from graphkit.vault.files import NoteFile, Vault
from graphkit.vault.place import ENTITY_FOLDERS
from graphkit.vault.problem import Problem

ListedKind = Literal["person", "organisation", "project", "forum", ""]

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


class Evidence(Struct, frozen=True):
    """Everything known before a note is opened. `owner` is whose vault it is, "" when nobody says so.

    `aliases` are pairs (canonical name, other way to write it) of people and organisations alike; `problems` are
    those of the files they come from.
    """

    owner: str = ""
    people: tuple[Person, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    listed: tuple[Listed, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(vault: Vault, files: Iterable[NoteFile], config: Config) -> Evidence:
    """What graphkit.toml and the alias files and manifests among `files` say. Never raises."""
    aliases: set[tuple[str, str]] = set()
    listed: set[Listed] = set()
    problems: list[Problem] = []
    for file in files:
        if file.kind == "note":
            continue
        data = vault.read(file)
        if isinstance(data, Problem):
            problems.append(data)
        elif file.kind == "aliases":
            pairs, found = read_aliases(file.path, data)
            aliases.update(pairs)
            problems += found
        else:
            manifest = read_manifest(file.path, data)
            listed |= listed_in(file.path, manifest)
            problems += manifest.problems
    return Evidence(config.owner, config.people, tuple(sorted(aliases)), tuple(sorted(listed)), tuple(sorted(problems)))


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
