"""The rights that a parser finds in a note besides those that graphkit read without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from graphkit.extract.agents import find_agents
from graphkit.extract.parsed.extractor import added, parsed_rights
from graphkit.extract.parsed.filter import may_state
from graphkit.extract.rights.extractor import names_of
from graphkit.extract.rights.headings import standing_of
from graphkit.extract.rights.lookalikes import is_told
from graphkit.extract.rights.masks import Names
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import ReportingLine, Right, Statement
from graphkit.vault.note import Note


def more_rights(nlp: Any, note: Note, prose: Iterable[Sentence], known: Iterable[Statement]) -> Iterator[Right]:
    """What the parser `nlp` adds to what is `known` of the sentences of a note. What is known stays as it is."""
    asked = [sentence for sentence in _with_before(prose) if may_state(sentence[0].text)]
    if not asked:
        return
    names = names_of(note)
    names = replace(names, text="\n".join(note.lines[note.body :]))
    read: dict[tuple[int, str], list[Right]] = {}
    lines: set[tuple[int, str]] = set()
    for said in known:
        if isinstance(said, Right):
            read.setdefault((said.span.line, said.span.quote), []).append(said)
        elif isinstance(said, ReportingLine):
            lines.add((said.span.line, said.span.quote))
    docs = nlp.pipe([sentence.text for sentence, _ in asked])
    for (sentence, before), doc in zip(asked, docs, strict=True):
        place = (sentence.line, sentence.quote)
        if is_told(sentence.text):
            continue
        stated = read.get(place, [])
        proposed = standing_of(note.sections[note.blocks[sentence.block].section]) == "Proposed"
        for right in added(_found(doc, sentence, before, names, stated), stated):
            yield replace(right, standing="Proposed") if proposed and right.standing == "Current" else right


def _found(doc: Any, sentence: Sentence, before: Sentence | None, names: Names, stated: list[Right]) -> list[Right]:
    return parsed_rights(
        doc, sentence, names, lambda: find_agents(before.text, names.known, names.text) if before else [], stated
    )


def _with_before(prose: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence | None]]:
    before: Sentence | None = None
    for sentence in prose:
        near = before is not None and sentence.block - before.block <= 1
        yield sentence, before if near else None
        before = sentence
