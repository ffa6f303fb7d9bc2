"""What could not be read, known or decided: what the build told, and what the graph shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graphkit.graph.resolve import lookup
from graphkit.graph.result import Result
from graphkit.vault.problem import KINDS, Problem, problem

if TYPE_CHECKING:
    from graphkit.graph.knowledge import KnowledgeGraph

_SEVERITIES: Final = ("error", "warning", "info")
#: How kinds of the same severity are ordered: what changes an answer comes before what is missing from one, that
#: before what only might be. A kind that is not named comes after these.
_WEIGHTS: Final = (
    "unreadable", "not-text", "too-large", "resource-limit", "not-understood", "configuration", "curation",
    "front-matter-syntax", "front-matter-type",
    "conflicting-rights", "owner-unknown", "ambiguous-name", "undecided-topic",
    "bad-date", "no-date", "unfilled-template", "empty-file", "link-loop", "model-failed",
    "decision-without-decider", "open-question-without-owner", "unknown-owner", "action-without-owner",
    "curation-unused", "duplicate-title", "model-discarded", "damaged-text", "no-front-matter", "copy",
)  # fmt: skip
#: A topic is told of when so many meetings were about it.
_OFTEN: Final = 3
_ACTIVE: Final = ("open", "inprogress", "suggested")


def check(kg: KnowledgeGraph) -> list[Problem]:
    """Every problem, the one that matters most first: by severity, then by kind, then by place.

    Raises StoreError when the problems of the build cannot be read.
    """
    found = {(p.path, p.line, p.kind): p for p in kg.problems()}
    for told in _shown(kg):
        # An owner that is not known is told of already, and is not missing.
        known = told.kind == "action-without-owner" and (told.path, told.line, "unknown-owner") in found
        dated = told.kind == "no-date" and any((told.path, line, "no-date") in found for line in (0, 1))
        if not known and not dated:
            found.setdefault((told.path, told.line, told.kind), told)
    return sorted(found.values(), key=_weight)


def _weight(told: Problem) -> tuple[int, int, str, int, str]:
    kind = _WEIGHTS.index(told.kind) if told.kind in _WEIGHTS else len(_WEIGHTS)
    return _SEVERITIES.index(told.severity), kind, told.path, told.line, told.message


def _shown(kg: KnowledgeGraph) -> Iterator[Problem]:
    yield from _conflicts(kg)
    yield from _ambiguous(kg)
    yield from _undecided(kg)
    yield from _undated(kg)
    for row in _rows(kg, "decisions-without-decider"):
        if row["state"] == "standing":
            yield _at(
                row, "decision-without-decider",
                f"the note does not say who decided: {row['decision']}",
                f"add who it was{_of(row['in_the_room'])}; being in the room is not deciding",
            )  # fmt: skip
    for row in _rows(kg, "open-questions"):
        if not row["owner"]:
            yield _at(
                row, "open-question-without-owner", f"nobody is named to settle: {row['question']}",
                "name somebody in the note, for example with an action and its @owner",
            )  # fmt: skip
    for row in _rows(kg, "actions"):
        if not row["owner"] and row["state"] in _ACTIVE:
            yield _at(
                row, "action-without-owner", f"nobody is named for: {row['action']}",
                "write the owner behind the task as @First Last, or mark it done or cancelled",
            )  # fmt: skip


def _conflicts(kg: KnowledgeGraph) -> Iterator[Problem]:
    """One for each topic and pair, however many notes say so."""
    told: set[tuple[str, frozenset[str]]] = set()
    for row in _rows(kg, "conflicting-rights"):
        pair = (row["topic"], frozenset((row["who"], row["other"])))
        if pair not in told:
            told.add(pair)
            yield _at(
                row, "conflicting-rights",
                f"{row['who']} and {row['other']} are both said to decide on {row['topic']}; "
                f"the other sentence is in {row['other_path']}:{row['other_line']}",
                "ask which of them decides, and write it into a later note, with what keeps the two apart",
            )  # fmt: skip


def _ambiguous(kg: KnowledgeGraph) -> Iterator[Problem]:
    for row in _rows(kg, "ambiguous-names"):
        candidates = (row["candidates"] or "").replace(", ", " or ") or "several people"
        yield _at(
            row, "ambiguous-name", f"`{row['name']}` may mean {candidates}; nothing is linked",
            "write the full name in this note, or give the alias in graphkit.toml",
        )  # fmt: skip


def _undecided(kg: KnowledgeGraph) -> Iterator[Problem]:
    for row in _rows(kg, "undecided-topics", meetings=_OFTEN):
        # Without a question it may be a mere subject of talk.
        if row["questions"] and not row["others"]:
            yield _at(
                row, "undecided-topic",
                f"{row['meetings']} meetings were about {row['topic']}, questions are open, and nobody is stated to "
                "decide, approve or own it",
                f"see `graphkit who {row['topic']}`, ask who decides, and write it into a note",
            )  # fmt: skip


def _undated(kg: KnowledgeGraph) -> Iterator[Problem]:
    rows = kg.sparql(lookup("undated"))
    assert isinstance(rows, Result)
    for row in rows:
        yield _at(
            row, "no-date", f"{row['count']} statements are undated, so no question about a day finds them",
            "give the note a date: `date: YYYY-MM-DD` in its front matter, or the day in the file's name",
        )  # fmt: skip


def _of(room: str | None) -> str:
    return f" ({room} attended)" if room else ""


def _rows(kg: KnowledgeGraph, query: str, **parameters: object) -> Result:
    rows = kg.query(query, limit=None, **parameters)
    assert isinstance(rows, Result)
    return rows


def _at(row: dict[str, Any], kind: str, message: str, hint: str) -> Problem:
    assert kind in KINDS
    return problem(row["path"] or "", row["line"] or 0, kind, message, hint)
