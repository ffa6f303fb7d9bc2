"""What a heading says of the rights below it: what they are about, and whether they are only proposed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graphkit.extract.statement import Standing
from graphkit.vault.note import Note, Section

_PROPOSED: Final = re.compile(
    r"\b(?:propos(?:al|als|ed)|suggestions?|ideas?|for discussion|options?"
    r"|draft (?:of |for )?(?:roles|rights|RACI|DACI|RAPID|charter))\b",
    re.IGNORECASE,
)
_LONGEST: Final = 60


@lru_cache(maxsize=1024)
def _proposes(heading: str) -> bool:
    return _PROPOSED.search(heading) is not None


_BINDING: Final = re.compile(
    r"\b(?:charter|by-?laws?|constitution|statutes?|governance|terms of reference|rules of procedure|standing orders"
    r"|articles of association|delegations? of authority|authority matrix|operating agreement|decision rights"
    r"|code of practice|handbook|policy)\b",
    re.IGNORECASE,
)
_TALK: Final = re.compile(
    r"\b(?:meetings?|minutes|calls?|notes|discussions?|drafts?|proposals?|proposed|workshop|review|sync|1:1|\d{4}-\d\d-\d\d)\b",
    re.IGNORECASE,
)


def is_binding(note: Note) -> bool:
    """Whether a note is no account of a talk but a charter, bylaws or the like: what it says shall be is a rule."""
    title = note.title
    if not _BINDING.search(title) or _TALK.search(title) or _TALK.search(note.path.rpartition("/")[2]):
        return False
    return all(section.kind != "attendance" for section in note.sections)


def topic_of(section: Section) -> str:
    """What a heading of its own says the text below is about; "" for one that only says the kind of section."""
    if section.level > 2 and section.kind == "other" and 2 < len(section.heading) < _LONGEST:
        return section.heading
    return ""


def standing_of(section: Section) -> Standing:
    """Proposed below a heading that says so; the title of the note says nothing about this."""
    return "Proposed" if section.level > 1 and _proposes(section.heading) else "Current"
