"""Reads the cases of this folder's TOML files, and says what a note's statements are in their notation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from graphkit.extract.rights import rights
from graphkit.extract.statement import Decision, Question, ReportingLine, Right
from graphkit.vault.note import FrontMatter, Note, Place
from graphkit.vault.scan import scan

HERE = Path(__file__).parent
SAID = "2026-03-10"


class Case(Struct, frozen=True):
    text: str
    rights: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    question: bool = False


def load(name: str) -> list[Case]:
    """The cases of a file."""
    data = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return [
        Case(
            case["text"].strip(),
            tuple(case.get("rights", ())),
            tuple(case.get("lines", ())),
            tuple(case.get("decided", ())),
            case.get("question", False),
        )
        for case in data["case"]
    ]


def note_of(text: str, place: Place | None = None, front: dict[str, object] | None = None) -> Note:
    """A note with this Markdown under the heading "Key Information", said on SAID."""
    lines = ["# A talk", "", "## Key Information", "", *text.split("\n")]
    found = scan(
        lines,
        0,
        lambda heading: (
            "information" if heading == "Key Information" else "decisions" if heading == "Decisions" else "other"
        ),
    )
    return Note(
        path="note.md",
        digest="",
        title="A talk",
        date=SAID,
        dialect="generic",
        front=FrontMatter(front or {}, {}),
        lines=tuple(lines),
        body=0,
        sections=found.sections,
        blocks=found.blocks,
        links=found.links,
        tags=found.tags,
        fields=found.fields,
        place=place or Place(),
    )


def written(right: Right) -> str:
    """A right in the notation of the cases."""
    flags = []
    if right.standing != "Current":
        flags.append(right.standing.lower())
    if right.negated:
        flags.append("not")
    if right.condition:
        flags.append(f"if={right.condition}")
    for name, agents in (("to", right.to), ("by", right.believed_by), ("said", right.stated_by)):
        if agents:
            flags.append(f"{name}={'+'.join(agent.name for agent in agents)}")
    for name, day in (("from", right.held_from), ("until", right.held_until)):
        if day:
            flags.append(f"{name}={day}")
    return " | ".join([right.holder.name, right.power, right.scope, " ".join(flags)]).removesuffix(" | ")


def line_written(line: ReportingLine) -> str:
    """A reporting line in the notation of the cases."""
    flags = [line.standing.lower()] if line.standing != "Current" else []
    flags += ["not"] if line.negated else []
    return f"{line.who.name} > {line.to.name}" + (f" | {' '.join(flags)}" if flags else "")


class Answer(Struct, frozen=True):
    """What was found in a case's text, in the notation of the cases."""

    rights: tuple[str, ...]
    lines: tuple[str, ...]
    decided: tuple[str, ...]
    question: bool


def read(text: str) -> Answer:
    """What the rules find in a text; what the trained reader adds is tested in tests/extract/learned."""
    statements = [one for one in rights(note_of(text)) if not (isinstance(one, Right) and one.extractor)]
    return Answer(
        tuple(written(s) for s in statements if isinstance(s, Right)),
        tuple(line_written(s) for s in statements if isinstance(s, ReportingLine)),
        tuple(m.name for s in statements if isinstance(s, Decision) for m in s.decided_by),
        any(isinstance(s, Question) for s in statements),
    )


def matches(expected: str, found: str) -> bool:
    """Whether a found right is the expected one: holder, power and flags equal, the scope's words contained."""
    want, got = _parts(expected), _parts(found)
    return (
        want[0].casefold() == got[0].casefold()
        and want[1] == got[1]
        and all(word in got[2].casefold() for word in want[2].casefold().split())
        and want[3] == got[3]
    )


def _parts(text: str) -> tuple[str, str, str, frozenset[str]]:
    holder, power, scope, flags = (*(part.strip() for part in text.split(" | ")), "", "", "", "")[:4]
    found = re.findall(
        r"(?:if|to|by|said|from|until)=.*?(?=\s(?:if|to|by|said|from|until)=|\s(?:past|not|proposed|hypothetical)(?:\s|$)|$)|past|not|proposed|hypothetical",
        flags,
    )
    return holder, power.rstrip(" |"), scope, frozenset(part.casefold() for part in found)


class Score(Struct, frozen=True):
    """How many expected statements were found, and how many found ones were expected."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def score(cases: Iterable[Case]) -> tuple[Score, list[str]]:
    """The score over all cases, and a line for each that is wrong."""
    right = found = expected = 0
    wrong: list[str] = []
    for case in cases:
        answer = read(case.text)
        want = [*case.rights, *case.lines, *case.decided, *(["?"] if case.question else [])]
        got = [*answer.rights, *answer.lines, *answer.decided, *(["?"] if answer.question else [])]
        left = list(got)
        hits = 0
        for one in want:
            hit = next(
                (g for g in left if (one == g or (" | " in one and " > " not in one and matches(one, g)))),
                None,
            )
            if hit is not None:
                left.remove(hit)
                hits += 1
        right, found, expected = right + hits, found + len(got), expected + len(want)
        if hits < len(want) or left:
            wrong.append(f"{case.text}\n   expected {want}\n   found    {got}")
    return Score(right, found, expected), wrong


if __name__ == "__main__":
    for name in ("cases_dev.toml", "cases_heldout.toml"):
        total, wrong = score(load(name))
        print(
            f"{name}: precision {total.precision:.3f}, recall {total.recall:.3f}"
            f" ({total.right} of {total.expected}, {total.found} found)"
        )
        if name == "cases_dev.toml":
            print("\n".join(wrong))
