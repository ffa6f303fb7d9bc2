"""What golden files say of a corpus file, by the places they name; and what graphkit says of it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.extract.extraction import extract_note
from graphkit.extract.statement import Extraction
from graphkit.vault import Dialect, load_dialects, read_note

GOLDENS = Path(__file__).parents[1] / "golden" / "corpora"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


@cache
def dialects() -> dict[str, Dialect]:
    """The shipped dialects."""
    found, problems = load_dialects()
    assert not problems
    return found


class Golden:
    """One golden file; `text("12:3-18")` is columns 3 to 18 of line 12 of the corpus file, both from 1."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.data: dict[str, Any] = tomllib.load(file)
        self.path = str(self.data["file"])
        self.name = f"{path.parent.name}/{path.stem}"
        self.lines = (CORPORA / self.path).read_bytes().decode("utf-8").replace("\r\n", "\n").split("\n")

    def text(self, place: str) -> str:
        """The text at a place, or "" for none."""
        if not place:
            return ""
        line, start, end = map(int, re.split(r"[:-]", place))
        return self.lines[line - 1][start - 1 : end]

    def entries(self, name: str) -> list[dict[str, Any]]:
        """The tables of a name."""
        return list(self.data.get(name, []))


def extraction(path: str) -> Extraction | None:
    """What graphkit reads out of a corpus file; None when it holds no note."""
    read = read_note(path, (CORPORA / path).read_bytes(), dialects())
    return extract_note(read.note, dialects()[read.note.dialect]) if read.note else None
