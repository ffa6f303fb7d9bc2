"""What is known about people and organisations outside the notes: graphkit.toml, answers, alias files, manifests."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from graphkit.extract.manifest import Listed, listed_in
from graphkit.vault.config import Config, Person
from graphkit.vault.curation import Curation, read_curation
from graphkit.vault.directory_files import read_aliases, read_manifest
from graphkit.vault.files import NoteFile, Vault
from graphkit.vault.problem import Problem


class Evidence(Struct, frozen=True):
    """Everything known before a note is opened. `owner` is whose vault it is, "" when nobody says so.

    `aliases` are pairs (canonical name, other way to write it) of people and organisations alike; `curation` is
    what people answered, `problems` are those of the files all this comes from.
    """

    owner: str = ""
    people: tuple[Person, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    listed: tuple[Listed, ...] = ()
    curation: Curation = Curation()
    problems: tuple[Problem, ...] = ()


def gather(vault: Vault, files: Iterable[NoteFile], config: Config) -> Evidence:
    """What graphkit.toml, the answers of people and the alias files and manifests among `files` say. Never raises."""
    aliases: set[tuple[str, str]] = set()
    listed: set[Listed] = set()
    curation, found = read_curation(vault.root)
    problems = list(found)
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
    return Evidence(
        owner=config.owner,
        people=config.people,
        aliases=tuple(sorted(aliases)),
        listed=tuple(sorted(listed)),
        curation=curation,
        problems=tuple(sorted(problems)),
    )
