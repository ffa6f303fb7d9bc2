"""How a family of notes words things: headings, attendee lists, decisions, actions. Data, not code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

from graphkit.vault.note import SectionKind

#: Where a piece of evidence is looked for.
Part = Literal["path", "place", "front", "text"]
#: What a note of this dialect is, when its words do not say otherwise; "" leaves it to its date and people.
NoteKind = Literal["", "meeting", "page", "note", "correspondence"]

_NUMBERING: Final = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*[a-z]?[.):]?\s+|[^\w\s(]+\s*)+")
_ASIDE: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


class Evidence(Struct, frozen=True):
    """One sign of a dialect, worth `weight`: any of `words` (as written) is there and `pattern`, if given, is
    found.

    `part` says where: "path"; "place" (such as "person page", "project note"); "front" (the text of the
    front-matter value `key`); "text" (the first 120 lines).
    """

    part: Part
    weight: int
    words: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    key: str = ""

    def is_in(self, text: str) -> bool:
        """Whether the text of its part shows it."""
        if not text or (self.words and not any(map(text.__contains__, self.words))):
            return False
        return self.pattern is None or self.pattern.search(text) is not None


class Signs(Struct, frozen=True):
    """The evidence of a dialect; a search through the text takes longer than all others, so its signs stand apart.

    `low` and `high` are what the text can add at least and at most.
    """

    quick: tuple[Evidence, ...] = ()
    text: tuple[Evidence, ...] = ()
    low: int = 0
    high: int = 0


def signs_of(evidence: Iterable[Evidence]) -> Signs:
    """Evidence, sorted by where it is looked for."""
    every = tuple(evidence)
    text = tuple(sign for sign in every if sign.part == "text")
    return Signs(
        tuple(sign for sign in every if sign.part != "text"),
        text,
        sum(min(sign.weight, 0) for sign in text),
        sum(max(sign.weight, 0) for sign in text),
    )


class ListWords(Struct, frozen=True):
    """How an attendee list is written.

    `entries` are patterns for one whole entry with the groups name, handle, kind, organisation and role; an
    entry that none of them matches is read as a name with an optional aside in parentheses. `group` is a
    heading or entry that gives its entries their kind (group kind); `absent` announces those who did not
    come; `certain` tells that such a list says who was there. `columns` tells what a table's column holds
    ("name", "handle", "kind", "role", "organisation", "present") by its heading; `ticks` are the cells of a
    column "present" that say yes.
    """

    certain: bool = False
    entries: tuple[re.Pattern[str], ...] = ()
    group: re.Pattern[str] | None = None
    absent: re.Pattern[str] | None = None
    columns: Mapping[str, str] = {}
    ticks: frozenset[str] = frozenset()


class ItemWords(Struct, frozen=True):
    """How decisions or actions are written.

    `items` are patterns for a whole item of their sections, `labels` for a line that is one wherever it
    stands; both with the groups text, number, owner, due, by. `nothing` is an item that says there is none;
    `columns` tells what a table's column holds ("text", "number", "owner", "due", "by", "state", "topic")
    by its heading.
    """

    items: tuple[re.Pattern[str], ...] = ()
    labels: tuple[re.Pattern[str], ...] = ()
    nothing: re.Pattern[str] | None = None
    columns: Mapping[str, str] = {}


class KindWords(Struct, frozen=True):
    """What a note is: by `key: value` lines of the front matter, by a title or folder `named` like a
    meeting's, and by what says that nobody met (`not_held`); `usual` when none of them says anything.
    """

    usual: NoteKind = ""
    named: re.Pattern[str] | None = None
    front: tuple[tuple[NoteKind, re.Pattern[str]], ...] = ()
    not_held: re.Pattern[str] | None = None


class Dialect(Struct, frozen=True):
    """The wording of one family of notes. `fields` and `front` tell what a header line or front-matter key
    means.

    Meanings are "participants", "present" (participants, and certain), "absent", "moderator", "scribe",
    "date", "source", and "person", "account", "project", "partner", "forum" for the entity a note belongs to.
    `date_order` ("month-first", "day-first") tells how this family reads 3/4/2026.
    """

    name: str
    about: str = ""
    evidence: Signs = Signs()
    least: int = 1
    headings: Mapping[str, SectionKind] = {}
    heading_patterns: tuple[tuple[SectionKind, re.Pattern[str]], ...] = ()
    default: SectionKind = "other"
    fields: Mapping[str, str] = {}
    front: Mapping[str, str] = {}
    dates: tuple[re.Pattern[str], ...] = ()
    date_order: str = ""
    attendance: ListWords = ListWords()
    titles: tuple[re.Pattern[str], ...] = ()
    decisions: ItemWords = ItemWords()
    actions: ItemWords = ItemWords()
    questions: ItemWords = ItemWords()
    speech: re.Pattern[str] | None = None
    kind: KindWords = KindWords()

    def section_kind(self, heading: str) -> SectionKind:
        """What the section under `heading` is for; "other" when the heading does not say.

        Case, numbering, leading signs and parentheses at the end do not matter.

        >>> Dialect("d", headings={"outcomes": "decisions"}).section_kind("2. Outcomes (what moved)")
        'decisions'
        """
        text = heading.strip().casefold()
        kind = self.headings.get(text)
        if kind is None:
            text = _NUMBERING.sub("", text)
            bare = _ASIDE.sub("", text).rstrip(" :.")
            kind = self.headings.get(bare)
        if kind is not None:
            return kind
        for found, pattern in self.heading_patterns:
            if pattern.search(text):
                return found
        return "other"
