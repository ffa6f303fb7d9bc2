"""A question that a person can settle, with the evidence for and against."""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

from msgspec import Struct

QuestionKind = Literal["name", "pair", "occasion", "statement"]


class Choice(Struct, frozen=True):
    """One of those whom a name may mean; `score` is how much of the evidence speaks for them, all together 1."""

    id: str
    name: str
    score: float
    speaks_for: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """Where something is written."""

    path: str
    line: int
    quote: str


class Question(Struct, frozen=True):
    """Something to be answered with yes or no, or with one of `choices`.

    `id` stays the same as long as it is about the same. `about` are the two names or the two paths, the one name, or
    the holder and power of a right; `score` is the probability of yes, None where nothing tells.
    """

    id: str
    kind: QuestionKind
    text: str
    about: tuple[str, ...]
    places: tuple[Place, ...]
    score: float | None = None
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    statement: str = ""  # the kind of statement, as graphkit.curation.toml calls it


def question_id(kind: str, *about: str) -> str:
    """A name for a question that depends on nothing but what it is about."""
    return f"{kind}-{blake2b(chr(0).join(about).encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
