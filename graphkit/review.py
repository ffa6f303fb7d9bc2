"""What only a person can say of a graph: questions, and answers that the next build takes as evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from graphkit.curation import add_answer
from graphkit.extract.statement import Extraction
from graphkit.graph.errors import StoreError
from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.identity.curated import Curated
from graphkit.identity.names import Names
from graphkit.identity.question import Question
from graphkit.identity.questions import questions
from graphkit.identity.resolve import resolve
from graphkit.ledger import read_extractions, read_ledger
from graphkit.scan import Scan
from graphkit.vault.curation import curation_file, read_curation

_NO_VAULT: Final = "Which notes the graph was made from is not known."


class Answer(Struct, frozen=True):
    """A line that was added to `file`: `entry` in one of its lists."""

    file: str
    added_to: str
    entry: list[str] | dict[str, str]


class Review:
    """The questions that the notes of a graph leave, the most important first, and the ways to answer them."""

    def __init__(self, vault: Path, asked: list[Question]) -> None:
        self.vault = vault
        self.questions = asked
        self._by_id = {question.id: question for question in asked}

    def accept(self, id: str) -> Answer:
        """Say yes to a question, or choose one of those whom a name may mean. Raises StoreError for an unknown id."""
        question, choice = self._find(id)
        if question.kind == "name":
            if not choice and len(question.choices) != 1:
                known = ", ".join(one.id for one in question.choices)
                raise StoreError(f"{id} has several answers.", f"Accept one of {known}.")
            person = choice or question.choices[0].name
            return self._add("meant", {"name": question.about[0], "note": question.places[0].path, "is": person})
        if question.kind == "pair":
            return self.merge(*question.about)
        if question.kind == "occasion":
            return self._add("one_occasion", list(question.about))
        return self._add("confirmed", _statement(question))

    def reject(self, id: str) -> Answer:
        """Say no to a question: none of those whom a name may mean, or, with the id of one of them, not this one.

        Raises StoreError for an unknown id.
        """
        question, choice = self._find(id)
        if question.kind == "name":
            where = {"name": question.about[0], "note": question.places[0].path}
            return self._add("meant", {**where, "is_not": choice} if choice else {**where, "is": ""})
        if question.kind == "pair":
            return self.split(*question.about)
        if question.kind == "occasion":
            return self._add("two_occasions", list(question.about))
        return self._add("rejected", _statement(question))

    def merge(self, name: str, other: str) -> Answer:
        """Say that two names (handles with their @) are one person's, who is to be called by the first."""
        return self._add("one_person", [name, other])

    def split(self, name: str, other: str) -> Answer:
        """Say that two names are two people's."""
        return self._add("two_people", [name, other])

    def _find(self, id: str) -> tuple[Question, str]:
        """The question, and the name of the choice that the id is of, if it is of one."""
        question = self._by_id.get(id.partition(":")[0])
        choice = next((one.name for one in question.choices if one.id == id), "") if question else ""
        if question is None or (":" in id and not choice):
            raise StoreError(f"There is no question {id}.", "List them: graphkit review --list")
        return question, choice

    def _add(self, name: str, entry: list[str] | dict[str, str]) -> Answer:
        file = curation_file(self.vault)
        add_answer(file, name, entry)
        return Answer(str(file), name, entry)


def review(kg: KnowledgeGraph) -> Review:
    """What the notes of a graph leave open, as they were when it was built, with all answers given since.

    Raises StoreError when the folder of the notes is not known, or the answers cannot be read.
    """
    generation = kg.store.generation
    if kg.vault is None or generation is None:
        raise StoreError(_NO_VAULT, "Name them with --vault.")
    ledger = read_ledger(generation.side)
    if ledger is None:
        raise StoreError("The graph was written by another version of graphkit.", "Run: graphkit build")
    _, wrong = read_curation(kg.vault)
    if wrong:
        raise StoreError(f"{wrong[0].path}:{wrong[0].line}: {wrong[0].message}.", f"First {wrong[0].hint}.")
    scan = Scan(kg.vault, generation.path.parents[1], ledger.owner, ledger.dialect)
    decode = msgspec.msgpack.Decoder(Extraction).decode
    stored = read_extractions(generation.side, ledger, list(ledger.entries))
    extractions = {path: decode(data) for path, data in stored.items()}
    resolution = resolve(list(extractions.values()), scan.evidence, scan.config)
    names = Names()
    curated = Curated(scan.evidence.curation, names)
    return Review(kg.vault, questions(extractions, resolution, curated, names))


def _statement(question: Question) -> dict[str, str]:
    """How an answer names a statement: by its note and its words, and whose it is."""
    place = question.places[0]
    entry = {"note": place.path, "quote": place.quote, "kind": question.statement}
    entry.update(zip(("who", "power"), question.about, strict=False))
    return entry
