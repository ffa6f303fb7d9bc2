"""Where every statement stands, what it is called, what it is about, and what it changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from graphkit.extract.statement import Action, Decision, Extraction, Question, Right
from graphkit.identity.agents import Meant
from graphkit.identity.answers import answers
from graphkit.identity.changes import Decided, changes, waits_for
from graphkit.identity.copies import Copies, Standing, statement_refs
from graphkit.identity.curated import Curated
from graphkit.identity.grouping import NoteGroup
from graphkit.identity.resolution import LinkName, Placed, Ref
from graphkit.identity.slugs import distinct, slug

_PAGES: Final = ("readme", "index")
#: "… by 6 March", at the end of a question that has a day.
_UNTIL: Final = re.compile(r"\b(?:by|until|before|due)\s[^,;]{2,24}?[.?]?$", re.IGNORECASE)


def note_refs(notes: Sequence[Extraction]) -> list[Ref]:
    """A name for each note: its file's, of README and index pages their folder's."""
    wanted = {}
    for at, note in enumerate(notes):
        *folders, file = note.path.split("/")
        stem = file.rpartition(".")[0] or file
        if stem.casefold() in _PAGES and folders:
            stem = folders[-1]
        wanted[at] = (slug(stem), note.path)
    slugs = distinct(wanted)
    return [Ref("note", slugs[at]) for at in range(len(notes))]


def placed_statements(
    notes: Sequence[Extraction],
    texts: Sequence[Sequence[str]],
    about: Sequence[Sequence[tuple[Ref, ...]]],
    refs: Sequence[Ref],
    groups: Sequence[NoteGroup],
    meant: Sequence[Meant],
    curated: Curated,
) -> tuple[list[tuple[Placed, ...]], Copies]:
    """The statements that stand in each note, and what repeats what.

    `texts` are what the statements of each note say, `about` their topics, `meant` what the names in each group mean,
    `curated` what people said of statements.
    """
    copies = Copies(notes, texts, about, pages=any(group.kind == "page" for group in groups))
    for group, found in sorted(zip(groups, meant, strict=True), key=lambda pair: pair[0].kind == "page"):
        copies.take(group.members, found, page=group.kind == "page")
    meant_in: list[Meant] = [Meant()] * len(notes)
    for group, found in zip(groups, meant, strict=True):
        for at in group.members:
            meant_in[at] = found
    standing = [statement for found in copies.standing for statement in found]
    names = statement_refs(standing, refs, meant_in)
    links = _links(standing, notes, names, groups)
    placed: list[list[Placed]] = [[] for _ in notes]
    judged = bool(curated.curation.verdicts)
    for position, stands in enumerate(standing):
        also_in = tuple([refs[at] for at in stands.also]) if stands.also else ()
        changed = tuple(links[position]) if position in links else ()
        paths = [notes[at].path for at in (stands.at, *stands.also)] if judged else []
        verdict = curated.verdict(stands.statement, paths) if judged else ""
        placed[stands.at].append(Placed(names[position], stands.statement, stands.about, also_in, changed, verdict))
    return [tuple(there) for there in placed], copies


def _matter(question: Question) -> str:
    """What a question is about: its text without those who are to settle it, and without the day."""
    text = question.text
    for owner in question.owners:
        text = text.replace(owner.name, " ")
    return text if not question.due else _UNTIL.sub(" ", text)


def _links(
    standing: Sequence[Standing],
    notes: Sequence[Extraction],
    refs: Sequence[Ref],
    groups: Sequence[NoteGroup],
) -> dict[int, list[tuple[LinkName, Ref]]]:
    """What each statement changes or waits for, by its position."""
    links: defaultdict[int, list[tuple[LinkName, Ref]]] = defaultdict(list)
    decisions: list[int] = []
    decided: list[Decided] = []
    questions: list[int] = []
    asked: list[Decided] = []
    replies: list[int] = []
    told: list[Decided] = []
    tasks: defaultdict[str, list[int]] = defaultdict(list)
    waiting: list[tuple[int, tuple[str, ...]]] = []
    for at, stands in enumerate(standing):
        said = stands.statement
        if type(said) is Decision:
            decisions.append(at)
            decided.append(Decided(notes[stands.at].date, said.text))
            replies.append(at)
            told.append(decided[-1])
        elif type(said) is Question:
            questions.append(at)
            asked.append(Decided(notes[stands.at].date, _matter(said)))
        elif type(said) is Right:
            if said.standing == "Current" and not said.negated and not said.believed_by and said.scope:
                replies.append(at)
                told.append(Decided(notes[stands.at].date, said.span.quote))
        elif type(said) is Action:
            if said.identifier:
                tasks[said.identifier].append(at)
            if said.depends_on:
                waiting.append((at, said.depends_on))
    for later, change, earlier in changes(decided):
        links[decisions[later]].append((change, refs[decisions[earlier]]))
    for question, reply in answers(asked, told):
        links[replies[reply]].append(("answers", refs[questions[question]]))
    for at, wanted in waiting:
        near = frozenset(
            bearer
            for identifier in wanted
            for bearer in tasks.get(identifier, ())
            if standing[bearer].at == standing[at].at
        )
        for other in waits_for(tasks, wanted, near):
            links[at].append(("dependsOn", refs[other]))
    return links
