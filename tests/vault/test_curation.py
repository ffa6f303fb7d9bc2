"""graphkit.curation.toml: what is read of it, and what is told of a line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.vault.curation import NAME, Curation, Meaning, Pair, Verdict, read_curation

FILE = """\
# by hand
one_person = [
    ["Ann Lee", "Annie Lee"],  # same desk
    # not sure about Bo
    ["Bo Kim", "@bokim"],
]
two_people = [["Ann Lee", "Anna Lee"]]
meant = [
    { name = "Ann", note = "a.md", is = "Ann Lee" },
    { name = "Bo", note = "a.md", is = "" },
    { name = "Cy", note = "a.md", is_not = "Cy Ray" },
]
rejected = [
    { note = "a.md", quote = "Ann decides.", kind = "right", who = "Ann", power = "Decide" },
]
"""


def read(folder: Path, text: str) -> tuple[Curation, list[tuple[int, str]]]:
    (folder / NAME).write_text(text, "utf-8")
    curation, problems = read_curation(folder)
    return curation, [(problem.line, problem.kind) for problem in problems]


def test_without_a_file_there_are_no_answers(tmp_path: Path) -> None:
    assert read_curation(tmp_path) == (Curation(), ())


def test_every_answer_has_its_line(tmp_path: Path) -> None:
    curation, problems = read(tmp_path, FILE)
    assert problems == []
    assert curation.one_person == (Pair("Ann Lee", "Annie Lee", 3), Pair("Bo Kim", "@bokim", 5))
    assert curation.two_people == (Pair("Ann Lee", "Anna Lee", 7),)
    assert curation.meant == (
        Meaning("Ann", "a.md", "Ann Lee", False, 9),
        Meaning("Bo", "a.md", "", False, 10),
        Meaning("Cy", "a.md", "Cy Ray", True, 11),
    )
    assert curation.verdicts == (Verdict("Rejected", "a.md", "Ann decides.", "right", "Ann", "Decide", 14),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('one_person = [\n  ["Ann Lee", "Annie Lee"],\n  ["Ann Lee"],\n]\n', 3),
        ('one_person = [\n  ["Ann Lee", "Ann Lee"],\n]\n', 2),
        ('one_person = [\n  ["Ann Lee", "Annie Lee"\n]\n', 3),
        ('# answers\nsame = [\n  ["Ann Lee", "Annie Lee"],\n]\n', 2),
        ('meant = [\n  { name = "Ann", is = "Ann Lee" },\n]\n', 2),
        ('meant = [\n  { name = "Ann", note = "a.md" },\n]\n', 2),
        ('meant = [\n  { name = "Ann", note = "a.md", is = "Ann Lee", way = "x" },\n]\n', 2),
        ('confirmed = [\n\n  { note = "a.md", quote = "Ann decides.", kind = "law" },\n]\n', 3),
        ('confirmed = "a.md"\n', 0),
    ],
)
def test_a_wrong_line_is_told_and_left_out(tmp_path: Path, text: str, line: int) -> None:
    curation, problems = read(tmp_path, text)
    assert problems == [(line, "curation")]
    assert curation.meant == curation.verdicts == ()


def test_what_is_right_beside_a_wrong_line_counts(tmp_path: Path) -> None:
    curation, problems = read(tmp_path, 'one_person = [\n  ["Ann Lee"],\n  ["Bo Kim", "Bob Kim"],\n]\n')
    assert curation.one_person == (Pair("Bo Kim", "Bob Kim", 3),)
    assert problems == [(2, "curation")]
