"""Front matter: well formed, damaged, hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.vault.decode import split_lines
from graphkit.vault.frontmatter import FrontMatterRead, NoteHandler, read_front_matter
from graphkit.vault.plain_yaml import read_plain
from graphkit.vault.values import as_list, split_list, text_of

from .cases import cases


def shown(found: FrontMatterRead) -> str:
    """Values by line, the body's first line, problems."""
    front = found.front
    lines = [f"{front.lines[key]} {key} = {value!r}" for key, value in front.values.items()]
    lines.append(f"body {found.body + 1}")
    lines += [f"placeholder {found.placeholder_line} {found.placeholder}"] if found.placeholder else []
    return "\n".join(lines + [f"{problem.line} {problem.kind}" for problem in found.problems])


@pytest.mark.parametrize(("text", "expected"), cases("frontmatter"))
def test_front_matter_is_read(text: str, expected: str) -> None:
    assert shown(read_front_matter("a.md", split_lines(text))) == expected


def bomb(depth: int) -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, depth)]
    return "\n".join(lines)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "yaml",
    [
        bomb(9),
        bomb(60),
        "a: &a [*a]",
        "a: &a {b: *a}",
        "a: &a {b: 1}\n" + "\n".join(f"b{n}: &b{n} {{<<: [*a, *a], x{n}: 1}}" for n in range(1_900)),
        "a: " + "[" * 90_000,
        "a: " + "[" * 300 + "]" * 300,
        "a: " + "{a: " * 5_000,
        "- " * 50_000,
        "a: [" + "1, " * 60_000 + "]",
        "a: '" + "x" * 250_000 + "'",
        "? " * 50_000,
        "{{" * 60_000,
        "a" * 150_000,
        '"' * 150_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_yaml_is_refused_at_once_and_told(yaml: str) -> None:
    lines = split_lines(f"---\n{yaml}\n---\n# The body\n")
    found = read_front_matter("a.md", lines)
    assert found.problems
    assert found.body in (0, len(lines) - 1)


def test_an_alias_bomb_is_told_as_a_resource_limit_with_its_line() -> None:
    found = read_front_matter("a.md", split_lines(f"---\n{bomb(9)}\n---\ntext\n"))
    assert [(problem.kind, problem.line) for problem in found.problems] == [("resource-limit", 1)]
    assert found.body == 11


FRAGMENTS = st.sampled_from(
    [
        "---",
        "a: b",
        "a:",
        "- x",
        "  - y",
        '"',
        "'",
        "{",
        "[",
        "]",
        "}",
        ": ",
        "#",
        "|",
        ">",
        "&a",
        "*a",
        "\t",
        "{{x}}",
        "é",
        "\0",
        "%",
        "@",
        "!!x",
    ]
)


@given(st.lists(st.lists(FRAGMENTS, max_size=5).map("".join), max_size=12) | st.lists(st.text(max_size=20)))
def test_any_lines_are_read_without_an_exception(lines: list[str]) -> None:
    text = ["---", *(line.replace("\n", " ").replace("\r", " ") for line in lines), "---", "body"]
    found = read_front_matter("a.md", text)
    assert 0 <= found.body <= len(text)
    assert all(0 < line <= len(text) for line in found.front.lines.values())
    assert found.front.lines.keys() == found.front.values.keys()
    assert all(0 < problem.line <= len(text) for problem in found.problems)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, []),
        ("", []),
        ([], []),
        ("Ann", ["Ann"]),
        ("Myself, Ann Lee", ["Myself", "Ann Lee"]),
        ("A (x, y), B", ["A (x, y)", "B"]),
        ("Ann (PM, Bo", ["Ann (PM", "Bo"]),
        ("list (A, B, C)", ["list (A, B, C)"]),
        ("Lee, Ann; Kim, Bo", ["Lee, Ann", "Kim, Bo"]),
        ('"Ann, the boss", Bo', ['"Ann, the boss"', "Bo"]),
        ("[[Lee, Ann]], Bo", ["[[Lee, Ann]]", "Bo"]),
        ([["Ann Lee"]], ["Ann Lee"]),
        (["Ann", None, "", 7, True], ["Ann", "7", "true"]),
        ([{"name": "Ann", "role": "PM", "company": "Acme"}], ["Ann (PM, Acme)"]),
        ([{"role": "PM", "company": "Acme"}], ["PM, Acme"]),
        ([{"Ann": "PM"}], ["Ann: PM"]),
        ({"name": "Ann"}, ["Ann"]),
        (7, ["7"]),
    ],
)
def test_what_should_be_a_list_is_made_one(value: object, expected: list[str]) -> None:
    assert as_list(value) == expected


@given(st.text(st.sampled_from('ab ,;()[]"“”\n'), max_size=40))
def test_splitting_loses_no_word(text: str) -> None:
    assert set("".join(split_list(text))) - set(' ,;\n"') == set(text) - set(' ,;\n"')


def test_one_line_of_text_is_made_of_any_value() -> None:
    assert text_of({"a": {"name": "x"}, "b": [1, None, 2.5]}) == "x, 1, 2.5"


_WORDS = st.sampled_from(
    [
        "Ann Lee", "no", "TRUE", "null", "~", "2026-02-30", "12", "1e5", "x: y", "a#b", "a #b", "it's", "Acme & Co.",
        "[[Ann]]", "é", "", '"Ann, Bo"', "'Ann'", "'it''s'", '"a\\n"', '"', "[]", '["Ann", "Bo"]',
        "['Ann' , \"\"]", "[Ann, Bo]", '["Ann",]',
        "{a: b}", "*a", "&a", "- b", "|", "a\u00a0b", "a\tb", "🔺", "day ", "on/off", "y",
        "---", "<<", "?", "(x)", "a, b",
    ]
)  # fmt: skip
_FORMS = st.sampled_from(
    ["{}", "key: {}", "b: {}", "Key:{}", "<<: {}", "no: {}", " key: {}", "- {}", "  - {}", "    {}", "  -{}", "{}:"]
)  # fmt: skip
_YAML_LINES = st.lists(st.builds(lambda form, words: form.format(words), _FORMS, _WORDS), max_size=6)


@given(_YAML_LINES)
def test_what_is_read_without_yaml_is_what_yaml_reads(lines: list[str]) -> None:
    plain = read_plain(lines)
    assert plain is None or plain == NoteHandler().load("\n".join(lines))


def test_usual_front_matter_is_read_without_yaml() -> None:
    lines = [
        "type: people",
        'title: "Ann, Bo: plans"',
        "date: 2026-02-10",
        "people: ['Ann', \"Bo\"]",
        "tags:",
        "  - a/b",
        "",
    ]
    assert read_plain(lines) == (
        {"type": "people", "title": "Ann, Bo: plans", "date": "2026-02-10", "people": ["Ann", "Bo"], "tags": ["a/b"]},
        {"type": 0, "title": 1, "date": 2, "people": 3, "tags": 4},
        [],
    )
