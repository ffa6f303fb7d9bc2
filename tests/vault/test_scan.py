"""The line scanner, on small notes that a person can check by eye."""

from __future__ import annotations

import pytest

from graphkit.vault.decode import split_lines
from graphkit.vault.scan import Scan, scan

from .cases import cases, section_kind


def shown(found: Scan) -> str:
    """Sections and blocks in the order of their lines, then links, fields and tags."""
    lines: list[tuple[int, int, str]] = [
        (section.line, 0, f"{section.line} {'#' * section.level} {section.heading} ({section.kind})")
        for section in found.sections[1:]
    ]
    latest = {section.line: index for index, section in enumerate(found.sections)}
    for block in found.blocks:
        text = " ¦ ".join(block.cells) if block.kind == "row" else block.text.replace("\n", "⏎")
        kind = f"task[{block.symbol}]" if block.kind == "task" else block.kind
        depth = "" if block.kind == "row" else f" {block.indent}"
        marker = f" {block.marker}" if block.marker else ""
        newest = max(line for line in latest if line <= block.line)
        elsewhere = f" ^{found.sections[block.section].heading}" if latest[newest] != block.section else ""
        lines.append((block.line, 1, f"{block.line} {kind}{depth}{marker} | {text}{elsewhere}"))
    rest = [f"link {x.line} {'!' * x.embed}{x.target} | {x.alias}".rstrip() for x in found.links]
    rest += [f"field {x.line} {x.key} = {x.value}" for x in found.fields]
    rest += [f"tag {tag}" for tag in found.tags]
    rest += [f"queries {found.queries}"] if found.queries else []
    return "\n".join([text for _, _, text in sorted(lines)] + rest)


@pytest.mark.parametrize(("text", "expected"), cases("scan"))
def test_a_note_is_cut_into_sections_and_blocks(text: str, expected: str) -> None:
    assert shown(scan(split_lines(text), 0, section_kind)) == expected


def test_a_block_gives_the_line_of_each_of_its_characters() -> None:
    (block,) = scan(["# T", "", "one", "two three"], 0, section_kind).blocks
    at = block.text.index("three")
    assert block.line + block.text.count("\n", 0, at) == 4


def test_the_raw_line_of_a_block_is_kept_as_written() -> None:
    (block,) = scan(["  - [?] call Bo   "], 0, section_kind).blocks
    assert block.raw == "  - [?] call Bo"


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "[a](" * 50_000,
        "[[" * 100_000,
        "|" * 200_000,
        "> " * 100_000,
        "`" * 100_001,
        "` " * 100_000,
        "**" * 100_000,
        "#" * 200_000,
        "@" * 200_000,
        "%%" * 100_001,
        "<!--" * 50_000,
        "- " * 100_000,
        "a::" * 70_000,
        "(a::" * 50_000,
        " " * 200_000 + "x",
        "```\n" * 30_001,
        "~~~a\n" * 30_001,
        "- [ ] x\n" * 30_000,
        "\n".join(" " * depth + "- x" for depth in range(1_000)),
        "# a\n" * 30_000,
        "> [!a] b\n" * 30_000,
        "_" * 200_000,
        "1" * 200_000 + ".",
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_text_is_scanned_in_time_that_grows_with_its_length(text: str) -> None:
    scan(split_lines(text), 0, section_kind)
