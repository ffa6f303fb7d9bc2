"""What could not be read, known or decided: reported, never raised past the room it happened in."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]

#: Every kind of problem graphkit reports: its severity and what it means. The list is closed.
KINDS: Final[dict[str, tuple[Severity, str]]] = {
    "front-matter-syntax": ("error", "the front matter is not YAML; the body is still read"),
    "front-matter-type": ("error", "the front matter is YAML but not a mapping; the body is still read"),
    "no-front-matter": (
        "info",
        "the note has no front matter; title and date come from the text or the file name",
    ),
    "empty-file": ("warning", "the file holds no text"),
    "not-text": ("error", "the file is not text in any encoding graphkit knows"),
    "too-large": ("error", "the file is larger than the limit and is not read"),
    "unreadable": ("error", "the file or folder cannot be opened"),
    "bad-date": ("warning", "a date that is none"),
    "damaged-text": ("info", "characters were damaged by a wrong encoding and are repaired in the graph"),
    "unfilled-template": (
        "warning",
        "placeholders such as {{DATE}} were never filled in; the file is left out",
    ),
    "ambiguous-name": ("warning", "a name that may mean two people; nothing is linked"),
    "unknown-owner": ("info", "an action whose owner is not a person graphkit knows"),
    "owner-unknown": ("warning", "nobody says whose vault this is, so @Myself and 'me' mean nobody"),
    "duplicate-title": ("info", "two notes of the same title that do not record the same occasion"),
    "no-date": ("warning", "the note has no date, so what it says is undated"),
    "link-loop": ("warning", "a symbolic link that leads back to a folder above it; it is not followed"),
    "resource-limit": ("error", "reading would take more memory or time than a note may"),
    "copy": ("info", "the note repeats another; it adds places, not statements"),
    "conflicting-rights": ("warning", "two are said to decide the same thing, with nothing that keeps them apart"),
    "undecided-topic": ("warning", "meetings keep coming back to a topic that nobody decides, approves or owns"),
    "decision-without-decider": ("info", "a decision that stands, and whose note does not say who made it"),
    "open-question-without-owner": ("info", "an open question that nobody is named to settle"),
    "action-without-owner": ("info", "an action that is not done and that nobody is named for"),
    "model-failed": (
        "warning",
        "the language model gave no usable answer about a note; what graphkit reads itself is there",
    ),
    "model-discarded": ("info", "the language model said something that the note does not bear out; it is left out"),
    "not-understood": ("error", "graphkit itself failed on the note, which is left out; the rest is built"),
    "configuration": ("error", "graphkit.toml says something graphkit cannot use"),
    "curation": ("error", "graphkit.curation.toml has a line that is no answer, or two that contradict each other"),
    "curation-unused": ("warning", "an answer in graphkit.curation.toml about something that the notes do not hold"),
}


class Problem(Struct, frozen=True, order=True):
    """One thing to tell the note keeper.

    `path` is relative to the vault with `/` between its parts; `line` counts from 1 (0: the whole file);
    `hint` says what to do about it.
    """

    path: str
    line: int
    kind: str
    severity: Severity
    message: str
    hint: str


def problem(path: str, line: int, kind: str, message: str, hint: str) -> Problem:
    """A `Problem` with the severity of its kind. Raises KeyError for a kind that is not in `KINDS`."""
    return Problem(path, line, kind, KINDS[kind][0], message, hint)
