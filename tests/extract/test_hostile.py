"""Any text at all: nothing raises, and time grows with the length of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extract.actions import actions
from graphkit.extract.attendance import attendance
from graphkit.extract.decisions import decisions
from graphkit.extract.questions import questions
from graphkit.extract.reading import NoteReading
from graphkit.vault import read_note

from .cases import dialects

NAMES = sorted(dialects())
LINES = st.sampled_from(
    [
        "# Minutes", "## Present", "## Decisions / Action items", "## Actions", "## Open questions", "---",
        "| Ilse | x |",
        "- Ilse Brandt (PM, Quillon) @ilse", "- [?] Do it @TBD 📅", "| Name | Present |", "|---|---|",
        "**Decision 1:** ~~Lyon~~", "Ilse and (Omar", "- and", "Regrets:", "1.1 x", "**Ilse**", "- :", "- ()",
        "participants: [Ilse, {name: }]", "source: x", "title: 1:1 with", "- list (Ilse, )", "- [](x)",
        "- ~~~~", "Ilse: yes",
    ]
)  # fmt: skip


def extract(text: str, dialect: str) -> None:
    note = read_note("Work/People/Ilse Brandt/2026-03-01 - a.md", text.encode(), dialects(), dialect).note
    if note:
        reading = NoteReading(note, dialects()[dialect])
        for extractor in (attendance, actions, decisions, questions):
            for statement in extractor(reading):
                assert 0 < statement.span.line <= len(note.lines)


@given(st.lists(LINES | st.text(max_size=40), max_size=25).map("\n".join), st.sampled_from(NAMES))
def test_any_note_is_read_without_an_exception(text: str, dialect: str) -> None:
    extract(text, dialect)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize("heading", ["Attendees", "Decisions", "Actions", "Open questions", "Key Facts"])
@pytest.mark.parametrize(
    "part",
    ["(", "Ilse (", "who ", "Ilse, ", "| ", "~~", "Ilse - ", "1.", "@a ", "A ", "[a](", "Ilse to ",
     "Ilse and ", "to clarify "],
)  # fmt: skip
def test_a_very_long_line_takes_time_that_grows_with_it(part: str, heading: str, dialect: str) -> None:
    extract(f"# Minutes\n## {heading}\n- {part * 20_000}?\n", dialect)
