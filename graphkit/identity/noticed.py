"""What could not be known or is told twice: problems for `graphkit check`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graphkit.extract.statement import Extraction
from graphkit.identity.agents import Meant
from graphkit.identity.directory import Directory, Person
from graphkit.identity.grouping import NoteGroup
from graphkit.identity.names import Names
from graphkit.identity.outline import fold_text
from graphkit.identity.resolution import Ambiguity, Ref, ResolvedNote
from graphkit.identity.slugs import slug
from graphkit.identity.uses import Use
from graphkit.vault.problem import Problem, problem

_WRITE_IN_FULL: Final = "write the full name in this note, or give the alias in graphkit.toml"


def ambiguities_of(note: Ref, used: Sequence[Use], meant: Meant) -> tuple[Ambiguity, ...]:
    """The names of a note that stay open, at each line where a statement needs them, else at the first.

    A name that is only mentioned in prose counts if several may bear it.
    """
    if not meant.open:
        return ()
    found: dict[tuple[str, int], Use] = {}
    stated: set[str] = set()
    for use in sorted(used, key=lambda use: (use.part in ("participant", "named"), use.line)):
        name = use.mention.name
        if use.mention not in meant.open or (use.part == "named" and len(meant.open[use.mention]) < 2):
            continue
        if use.part in ("participant", "named") and name in stated:
            continue
        stated.add(name)
        found.setdefault((name, use.line), use)
    return tuple(
        Ambiguity(
            Ref("mention", f"{note.slug}-{line}-{slug(name)}"), name, line, use.quote or name,
            tuple(Ref("person", person.slug) for person in meant.open[use.mention]),
        )
        for (name, line), use in found.items()
    )  # fmt: skip


def ambiguous_names(path: str, found: Iterable[Ambiguity], people: Mapping[Ref, Person]) -> Iterator[Problem]:
    """Tell the keeper which names stay open."""
    for ambiguity in found:
        labels = [people[ref].label for ref in ambiguity.candidates]
        if len(labels) > 1:
            message = f"`{ambiguity.name}` may mean {', '.join(labels[:-1])} or {labels[-1]}; nothing is linked"
        else:
            message = f"`{ambiguity.name}` may mean {labels[0]}, but nothing in this note says so; nothing is linked"
        yield problem(path, ambiguity.line, "ambiguous-name", message, _WRITE_IN_FULL)


def unknown_owners(
    path: str, used: Iterable[Use], meant: Meant, directory: Directory, names: Names
) -> Iterator[Problem]:
    """Tell the keeper which tasks belong to somebody nobody knows."""
    for use in used:
        if use.part != "owner" or use.mention in meant.agents or use.mention in meant.open:
            continue
        name = names.of(use.mention.name)
        if name.shape in ("nobody", "self"):
            continue
        cut = name.key in directory.cut_short
        why = "seems to be cut short" if cut else "is nobody the notes know"
        yield problem(
            path, use.line, "unknown-owner",
            f"`@{name.written}` {why}, so this task has no owner",
            "write the full name after the @" if cut else _WRITE_IN_FULL,
        )  # fmt: skip


def unknown_keeper(extractions: Sequence[Extraction], uses: Sequence[Sequence[Use]], names: Names) -> Iterator[Problem]:
    """Tell the keeper, once, that nobody says whose vault it is; only where a note says "@Myself"."""
    for extraction, used in zip(extractions, uses, strict=True):
        for use in used:
            if names.of(use.mention.name).shape == "self":
                yield problem(
                    extraction.path, use.line, "owner-unknown",
                    f"`{use.mention.name}` means the owner of the vault, and nobody says who that is",
                    'add `owner = "Full Name"` under [vault] in graphkit.toml, or build with --owner',
                )  # fmt: skip
                return


def copies(
    groups: Iterable[NoteGroup], extractions: Sequence[Extraction], repeats: Mapping[int, int]
) -> Iterator[Problem]:
    """Tell which notes repeat an earlier one of the same occasion."""
    for group in groups:
        first, *others = group.members
        for at in others:
            count = repeats.get(at, 0)
            repeated = f"and repeats {count} of its statements" if count else "and states nothing of its own"
            yield problem(
                extractions[at].path, 0, "copy",
                f"records the same as {extractions[first].path} {repeated}",
                "nothing needs doing: it adds a place to what it repeats",
            )  # fmt: skip


def equal_titles(groups: Sequence[NoteGroup], extractions: Sequence[Extraction]) -> Iterator[Problem]:
    """Tell, once for each title, that notes of one title record different occasions."""
    titles: defaultdict[str, list[int]] = defaultdict(list)
    for group in groups:
        if group.kind != "page":
            titles[fold_text(extractions[group.members[0]].title)].append(group.members[0])
    for title, notes in titles.items():
        if title and len(notes) > 1:
            first, second, *others = (extractions[at].path for at in notes)
            more = f" and of {len(others)} more" if others else ""
            yield problem(
                second, 0, "duplicate-title", f"has the title of {first}{more}, and records another occasion",
                "give the two different titles, so that search results can be told apart",
            )  # fmt: skip


def problems(
    notes: Sequence[Extraction],
    uses: Sequence[Sequence[Use]],
    groups: Sequence[NoteGroup],
    meant: Sequence[Meant],
    directory: Directory,
    names: Names,
    resolved: Mapping[str, ResolvedNote],
    repeats: Mapping[int, int],
    owner: Person | None,
) -> tuple[Problem, ...]:
    """Everything to tell, sorted; `meant` is by group."""
    people = {Ref("person", person.slug): person for person in directory.people}
    found: set[Problem] = set()
    for group, names_there in zip(groups, meant, strict=True):
        for at in group.members:
            path = notes[at].path
            found.update(ambiguous_names(path, resolved[path].ambiguous, people))
            found.update(unknown_owners(path, uses[at], names_there, directory, names))
    if owner is None:
        found.update(unknown_keeper(notes, uses, names))
    found.update(copies(groups, notes, repeats))
    found.update(equal_titles(groups, notes))
    return tuple(sorted(found))
