"""Roles and companies that a manifest states of people."""

from __future__ import annotations

from graphkit.extract.manifest import extract_manifest
from graphkit.extract.statement import Membership

ROWS = """# People

| Name | Role | Company | Email | Aliases |
| --- | --- | --- | --- | --- |
| [[Lena Holm]] | Harbour Master | Orbis | lena@orbis.example | Leni |
| Mats Lund | | | | |
| Juno Adeyemi | formerly Head of Dredging | Tarvos | | |
| Wanda Pell | Founder | | | |

## Companies

| Name | Role |
| --- | --- |
| Orbis | supplier |
"""


def said(text: str, path: str = "_MANIFEST.md") -> list[tuple[int, str, str, str, str]]:
    extraction = extract_manifest(path, text.encode(), modified="2026-02-10")
    return [
        (one.span.line, one.who.name, one.role, one.organisation, one.standing)
        for one in extraction.statements
        if isinstance(one, Membership)
    ]


def test_each_row_about_a_person_is_a_membership_on_its_line() -> None:
    assert said(ROWS) == [
        (5, "Lena Holm", "Harbour Master", "Orbis", "Current"),
        (7, "Juno Adeyemi", "Head of Dredging", "Tarvos", "Past"),
        (8, "Wanda Pell", "Founder", "", "Current"),
    ]


def test_the_quote_is_the_row_and_the_date_that_of_the_file() -> None:
    extraction = extract_manifest("Work/_MANIFEST.md", ROWS.encode(), modified="2026-02-10")
    assert extraction.kind == "page"
    assert (extraction.date, extraction.modified) == ("", "2026-02-10")
    quotes = [statement.span.quote for statement in extraction.statements]
    assert quotes[0] == "| [[Lena Holm]] | Harbour Master | Orbis | lena@orbis.example | Leni |"


def test_a_manifest_of_projects_states_nothing_of_people() -> None:
    assert said("| Name | Role |\n| --- | --- |\n| Grey Heron | pilot |\n", "Work/Projects/_MANIFEST.md") == []


def test_a_file_that_is_no_text_states_nothing() -> None:
    assert extract_manifest("_MANIFEST.md", b"\x00\xff\x00\xfe" * 9).statements == ()
