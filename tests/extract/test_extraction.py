"""All that one note says, collected."""

from __future__ import annotations

import msgspec
import pytest

from graphkit.extract.extraction import extract_note
from graphkit.extract.statement import Action, Attendance, Decision, Extraction

from .cases import read


def extraction(text: str, path: str = "2026-03-01 - Talk.md", **given: object) -> Extraction:
    reading = read(text, path)
    return extract_note(reading.note, reading.dialect, **given)  # type: ignore[arg-type]


def front(*lines: str, body: str = "text\n") -> str:
    return "\n".join(["---", *lines, "---", body])


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        (front("source: transcript", "type: people", "date: 2026-03-01"), "a.md", "meeting"),
        (front("source: email", "type: people", "date: 2026-03-01"), "a.md", "correspondence"),
        (front("type: draft-reply", "date: 2026-03-01"), "a.md", "correspondence"),
        (front("type: journal", "date: 2026-03-01"), "a.md", "note"),
        (front("type: person", "name: Ilse Brandt"), "a.md", "page"),
        ("# Ilse Brandt\n", "Work/People/Ilse Brandt/README.md", "page"),
        ("Coffee, no agenda.\n", "Work/People/Ilse Brandt/2026-03-01 - Coffee.md", "meeting"),
        ("# Minutes\n## Present\n- Ilse Brandt\n", "2026-03-01.md", "meeting"),
        ("# Minutes\n## Present\nThe meeting was cancelled.\n", "2026-03-01.md", "note"),
        ("# Bread\nFlour and water.\n", "2026-03-01 - Bread.md", "note"),
        ("# Minutes\n## Present\n- Ilse Brandt\n", "undated.md", "note"),
    ],
)
def test_a_note_is_a_meeting_mail_a_page_or_a_note(text: str, path: str, kind: str) -> None:
    assert extraction(text, path).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        front("source: transcript", "source_ref: /home/ib/Notes/Sources/2026-03-01 - call.md"),
        front("source: Sources/2026-03-01 - call.md"),
        front('source_ref: "[[Sources/2026-03-01 - call]]"'),
        front("type: people", body="## Key Facts\n- x\n\n---\n\n*Source: [[2026-03-01 - call|call]]*\n"),
    ],
)
def test_the_source_is_the_same_however_it_is_given(text: str) -> None:
    assert extraction(text).source == "2026-03-01 - call"


def test_what_kind_of_source_it_was_is_no_source() -> None:
    found = extraction(front("source: transcript"))
    assert (found.source, found.source_kind) == ("", "transcript")


@pytest.mark.parametrize(
    ("text", "path", "entities"),
    [
        (front("person: Ilse Brandt"), "a.md", {"person": "Ilse Brandt"}),
        (front('person: ""'), "Work/People/Ilse Brandt/2026-03-01.md", {"person": "Ilse Brandt"}),
        (front('project: "[[Projects/Fair|the fair]]"'), "a.md", {"project": "Fair"}),
        (front('account: ""'), "Work/Customers and Partners/Quillon/2026-03-01.md", {"account": "Quillon"}),
        (front("rob_forum: Board"), "a.md", {"forum": "Board"}),
        ("# T\n**Account**: [[Quillon]]\n**Project**: [[]]\n", "a.md", {"account": "Quillon"}),
    ],
)
def test_a_note_belongs_to_what_its_fields_or_folder_say(text: str, path: str, entities: dict[str, str]) -> None:
    assert extraction(text, path).entities == entities


def test_a_note_is_generated_or_private_when_it_says_so() -> None:
    found = extraction(front("tags: [type/people, generated]", "private: true"))
    assert (found.generated, found.private) == (True, True)
    assert not extraction("text #generated\n").generated
    assert extraction("text\n", private=True).private


def test_pages_state_aliases_and_addresses() -> None:
    found = extraction(
        front("name: Ilse Brandt", "aliases: [Illi, IB]", "email: Ilse@quillon.example"),
        "Work/People/Ilse Brandt/README.md",
    )
    assert found.aliases == (("Ilse Brandt", "Illi"), ("Ilse Brandt", "IB"))
    assert found.mailboxes == (("Ilse Brandt", "ilse@quillon.example"),)


def test_only_a_note_that_is_not_generated_marks_its_suggestions() -> None:
    (written,) = [s for s in extraction("- [?] Paint\n").statements if isinstance(s, Action)]
    text = front("tags: [generated]", body="- [?] Paint\n")
    (generated,) = [s for s in extraction(text).statements if isinstance(s, Action)]
    assert (written.review, generated.review) == ("Unconfirmed", "")


def test_an_extraction_survives_its_way_between_processes() -> None:
    text = front("participants: [Ilse Brandt]", "source: transcript", body="## Decisions\n- Lyon\n- [ ] Go\n")
    found = extraction(text)
    assert {type(s) for s in found.statements} >= {Attendance, Decision, Action}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Extraction) == found


def test_every_statement_has_its_line_and_quote() -> None:
    text = "# Minutes\n## Present\n- Ilse Brandt\n## Decisions\n- Lyon\n## Open questions\n- Who pays?\n"
    for statement in extraction(text).statements:
        assert statement.span.line > 0
        assert statement.span.quote in text


def test_the_days_that_a_page_names_are_not_its_own() -> None:
    text = "# Fair\n\nstarted:: 2026-02-01\n\n- contract until 2026-06-30\n"
    found = extraction(text, "Projects/Fair/README.md")
    assert (found.kind, found.date) == ("page", "")
