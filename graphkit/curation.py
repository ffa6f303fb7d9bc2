"""Writes answers into graphkit.curation.toml: a line for each, everything else as it stands."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.items import Array

from graphkit.graph.errors import StoreError
from graphkit.vault.curation import LISTS

_HEAD: Final = """\
# What people said about these notes, as `graphkit review` asked or by hand. One line is one answer: delete the line
# to take it back. The next `graphkit build` reads it.
"""
_INDENT: Final = "    "
#: The list that says the opposite.
_OPPOSITES: Final = {
    "one_person": "two_people", "two_people": "one_person", "one_occasion": "two_occasions",
    "two_occasions": "one_occasion", "confirmed": "rejected", "rejected": "confirmed",
}  # fmt: skip


def add_answer(file: Path, name: str, entry: list[str] | dict[str, str]) -> None:
    """Add an answer to the list `name` of a file, which is made if need be; one that is there is not added again.

    Raises StoreError when the file cannot be read or says the opposite, OSError when it cannot be written.
    """
    text = file.read_text("utf-8-sig") if file.exists() else _HEAD
    try:
        document = tomlkit.parse(text)
    except (tomlkit.exceptions.ParseError, RecursionError) as error:
        raise StoreError(f"{file} is not TOML: {error}.", "Mend the line, or delete it.") from error
    wanted: dict[str, Any] = document.unwrap()
    if _is_there(wanted.get(name, ()), entry):
        return
    opposite = _OPPOSITES.get(name, "")
    if opposite and _is_there(wanted.get(opposite, ()), entry):
        raise StoreError(f"{file} says the opposite under {opposite}.", "Delete that line first.")
    if isinstance(entry, dict) and "is" in entry and _meant(wanted.get(name, ()), entry):
        raise StoreError(f"{file} says already who `{entry['name']}` is there.", "Delete that line first.")
    wanted.setdefault(name, []).append(entry)
    if name not in document:
        if text.strip():
            document.add(tomlkit.nl())
        document.add(tomlkit.comment(LISTS[name]))
        document.add(name, tomlkit.array())
    answers = document[name]
    if not isinstance(answers, Array):
        raise StoreError(f"{file}: {name} is no list.", f"Write `{name} = [`, an answer in each line, and `]`.")
    answers.add_line(_item(entry), indent=_INDENT)
    if not answers.as_string().rstrip("]").endswith("\n"):
        answers.add_line(indent="")  # puts the bracket on a line of its own
    written = tomlkit.dumps(document)
    if tomllib.loads(written) != wanted:
        raise StoreError(f"{file} cannot be added to without a change of what it says.", "Add the line by hand.")
    new = file.with_name(file.name + ".new")
    new.write_text(written, "utf-8")
    os.replace(new, file)


def _item(entry: list[str] | dict[str, str]) -> Any:
    """An answer as it is written."""
    if isinstance(entry, list):
        return tomlkit.item(entry)
    table = tomlkit.inline_table()
    table.update(entry)
    return table


def _meant(answers: object, entry: dict[str, str]) -> bool:
    """Whether a list says whom a name means in a note."""
    return isinstance(answers, list) and any(
        isinstance(one, dict) and "is" in one and all(one.get(key) == entry[key] for key in ("name", "note"))
        for one in answers
    )


def _is_there(answers: object, entry: list[str] | dict[str, str]) -> bool:
    """Whether a list holds an answer; of pairs the order does not count."""
    if not isinstance(answers, list):
        return False
    if isinstance(entry, list):
        return any(isinstance(one, list) and sorted(map(str, one)) == sorted(entry) for one in answers)
    return entry in answers
