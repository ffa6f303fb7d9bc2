"""What is said of who decides something: sentences with their sources."""

from __future__ import annotations

import datetime
from typing import Any, Final, cast

import msgspec
from msgspec import Struct

#: The groups of rights in the order in which they are told.
GROUPS: Final = (
    "decides", "approves", "owns", "involved", "hearsay", "proposed", "unconfirmed", "denied", "past", "related",
)  # fmt: skip


class Source(Struct, frozen=True):
    """Where it is written: `places` counts the notes that say it in these words, `copies` are the others of them."""

    path: str
    line: int | None
    date: datetime.date | None
    quote: str
    places: int = 1
    copies: tuple[str, ...] = ()


class Said(Struct, frozen=True):
    """A right as a sentence, in one of `GROUPS`; several statements of the same are one, the newest first.

    `statements` are IRIs, one for each of `sources`.
    """

    holder: str
    power: str
    scope: str
    condition: str
    sentence: str
    group: str
    fact: bool
    standing: str
    negated: bool
    believed_by: str
    stated_by: str
    topics: str
    confidence: float
    agent: str
    statements: tuple[str, ...]
    sources: tuple[Source, ...]


class Item(Struct, frozen=True):
    """A decision, a question, an occasion, or a name that may mean several, as a sentence."""

    sentence: str
    source: Source


class WhoAnswer(Struct, frozen=True):
    """What is known of who decides `topic`.

    `topics` are the labels it was matched to; `taken` says that words were taken to be misspelt, `perhaps` what may
    have been meant. `conflicts` name those who are each said to decide it. `room` is filled when nobody decides.
    """

    topic: str
    as_of: datetime.date | None
    topics: tuple[str, ...]
    taken: tuple[str, ...]
    perhaps: tuple[str, ...]
    rights: tuple[Said, ...]
    conflicts: tuple[tuple[str, ...], ...]
    decisions: tuple[Item, ...]
    questions: tuple[Item, ...]
    unresolved: tuple[Item, ...]
    room: tuple[Item, ...]

    def holders(self, *groups: str, power: str = "") -> list[str]:
        """The labels of those who hold the rights of some groups, each once."""
        rights = [right for right in self.rights if right.group in groups and power in ("", right.power)]
        return list(dict.fromkeys(right.holder for right in rights))

    @property
    def decides(self) -> list[str]:
        """Who is stated to decide."""
        return self.holders("decides")

    @property
    def approves(self) -> list[str]:
        """Who has to agree or can veto."""
        return self.holders("approves")

    @property
    def owns(self) -> list[str]:
        """Who is responsible."""
        return self.holders("owns")

    @property
    def recommends(self) -> list[str]:
        """Who makes the recommendation."""
        return self.holders("involved", power="recommend")

    @property
    def hearsay(self) -> list[str]:
        """Who is only said or believed to decide."""
        return self.holders("hearsay", power="decide")

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON can hold it, with the lists of labels beside it."""
        labels = {name: getattr(self, name) for name in ("decides", "approves", "owns", "recommends", "hearsay")}
        return {**labels, **cast("dict[str, Any]", msgspec.to_builtins(self))}

    def to_text(self) -> str:
        """The answer for people."""
        from graphkit.graph.telling import tell

        return tell(self)

    def __str__(self) -> str:
        return self.to_text()
