"""What the trained network sees in the sentences of a note in which the rules read nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphkit.extract.rights.headings import standing_of
from graphkit.extract.rights.masks import Names
from graphkit.extract.sentences import PROSE_SECTIONS, Sentence
from graphkit.extract.statement import Decision, Question, ReportingLine, Right
from graphkit.vault.note import Note

#: What stands in a list of decisions or questions is one, and no standing right.
_SECTIONS: Final = PROSE_SECTIONS - {"decisions", "questions"}


def learned(
    note: Note, names: Names, prose: list[Sentence], told: list[Right | ReportingLine | Decision | Question]
) -> Iterator[Right]:
    """The rights that the network adds to what is `told`: what a rule reads in a sentence stays as it read it."""
    read = {one.span for one in told if isinstance(one, (Right, ReportingLine))}
    lines = {(span.line, span.quote) for span in read}
    open_: list[Sentence] = []
    before: list[Sentence | None] = []
    for at, sentence in enumerate(prose):
        if sentence.section not in _SECTIONS or "::" in sentence.text:
            continue
        if (sentence.line, sentence.quote) in lines:
            continue
        last = prose[at - 1] if at else None
        open_.append(sentence)
        before.append(last if last and sentence.block - last.block <= 1 else None)
    if not open_:
        return
    from graphkit.extract.learned import learned_rights  # numpy is loaded only where there is something to read

    sections = [note.sections[note.blocks[sentence.block].section] for sentence in open_]
    yield from learned_rights(open_, names, map(standing_of, sections), before)
