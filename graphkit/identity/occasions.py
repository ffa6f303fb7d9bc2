"""Meetings and correspondence: what groups of notes record, who took part, who is mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from graphkit.extract.statement import Extraction
from graphkit.identity.agents import Meant, forum_of, project_of
from graphkit.identity.grouping import NoteGroup
from graphkit.identity.resolution import Occasion, Ref
from graphkit.identity.slugs import distinct, slug
from graphkit.identity.things import Things
from graphkit.identity.uses import Use

_LEADING_DAY: Final = re.compile(r"^\s*\d{4}-\d\d-\d\d[\s:–—-]*")


def occasions_of(
    groups: Sequence[NoteGroup],
    extractions: Sequence[Extraction],
    uses: Sequence[Sequence[Use]],
    meant: Sequence[Meant],
    topics: Sequence[tuple[Ref, ...]],
    things: Things,
) -> dict[int, Occasion]:
    """The occasion of each group that records one, by the group's position; `meant` is by group, `topics` by note."""
    recording = [at for at, group in enumerate(groups) if group.kind in ("meeting", "correspondence")]
    labels = {at: _label(extractions[note] for note in groups[at].members) for at in recording}
    days = {
        at: min((day for note in groups[at].members if (day := extractions[note].date)), default="") for at in recording
    }
    wanted = {}
    for at in recording:
        short = slug(_LEADING_DAY.sub("", labels[at]).partition(",")[0] or labels[at])
        first = extractions[groups[at].members[0]].path
        wanted[at] = (f"{days[at]}-{short}" if days[at] else short, f"{labels[at]}\0{first}")
    slugs = distinct(wanted)
    return {
        at: _occasion(
            Ref("meeting", slugs[at]), labels[at], days[at], groups[at],
            [extractions[note] for note in groups[at].members], [uses[note] for note in groups[at].members],
            meant[at], [topics[note] for note in groups[at].members], things,
        )
        for at in recording
    }  # fmt: skip


def _occasion(
    ref: Ref,
    label: str,
    day: str,
    group: NoteGroup,
    notes: Sequence[Extraction],
    uses: Sequence[Sequence[Use]],
    meant: Meant,
    topics: Sequence[tuple[Ref, ...]],
    things: Things,
) -> Occasion:
    listed: dict[Ref, bool] = {}
    mentioned = {ref for ref in meant.named if ref.kind in ("person", "org")}
    for used in uses:
        for use in used:
            if use.part != "participant" or (known := meant.agents.get(use.mention)) is None:
                continue
            if known.kind == "person":
                listed[known] = listed.get(known, False) or use.certain
            elif known.kind == "org":
                mentioned.add(known)
    mail = group.kind == "correspondence"
    about = dict.fromkeys(ref for refs in topics for ref in refs)
    about.update(dict.fromkeys(project for note in notes if (project := things.project(project_of(note)))))
    return Occasion(
        ref=ref,
        type="Correspondence" if mail else "Meeting",
        label=label,
        date=day,
        notes=tuple(note.path for note in notes),
        participants=() if mail else tuple(sorted(listed)),
        attended=() if mail else tuple(sorted(person for person, certain in listed.items() if certain)),
        mentions=tuple(sorted(mentioned | listed.keys() if mail else mentioned - listed.keys())),
        about=tuple(about),
        forum=next((forum for note in notes if (forum := things.forum(forum_of(note)))), None),
    )


def _label(notes: Iterable[Extraction]) -> str:
    """The title that most notes bear, of several the earliest."""
    days: dict[str, list[str]] = {}
    for note in notes:
        days.setdefault(note.title, []).append(note.date)
    return min(days, key=lambda title: (-len(days[title]), min(days[title]), title))
