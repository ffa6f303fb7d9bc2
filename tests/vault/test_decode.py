"""Bytes to lines."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.vault.decode import decode, read_lines, split_lines
from graphkit.vault.problem import Problem

TEXT = "# Café – Ω\nzwei 📅\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
    ids=[
        "utf-8",
        "utf-8 with mark",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
        "utf-16-le bare",
        "utf-16-be bare",
    ],
)
def test_text_is_read_in_every_encoding_of_unicode(data: bytes) -> None:
    assert decode(data) == TEXT


def test_windows_1252_is_read_where_the_text_is_not_utf_8() -> None:
    assert decode("Café – “so”".encode("cp1252")) == "Café – “so”"


def test_one_bad_byte_costs_one_line() -> None:
    assert decode("Ω\n".encode() + b"Caf\xe9\n" + "Ω".encode()) == "Ω\nCafé\nΩ"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(end: str) -> None:
    assert split_lines(end.join(["a", "", "b\x0b\x0c\u2028\x85c", ""])) == ["a", "", "b\x0b\x0c\u2028\x85c"]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    found = read_lines("a.md", data)
    assert isinstance(found, Problem)
    assert found.kind == "empty-file"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, bytes(range(256)) * 20, b"\x00\x01" * 500, b"\x01\x02\x03" * 9],
)
def test_a_binary_file_is_not_text(data: bytes) -> None:
    found = read_lines("a.md", data)
    assert isinstance(found, Problem)
    assert found.kind == "not-text"


def test_a_file_above_the_limit_is_not_decoded() -> None:
    found = read_lines("a.md", b"x" * 11, limit=10)
    assert isinstance(found, Problem)
    assert found.kind == "too-large"


def test_a_single_zero_byte_does_not_make_text_binary() -> None:
    assert decode(b"a line of text with one zero\0 byte\n") == "a line of text with one zero\ufffd byte\n"


@given(st.binary())
def test_any_bytes_give_lines_or_a_problem(data: bytes) -> None:
    found = read_lines("a.md", data)
    assert isinstance(found, Problem) or not any("\n" in line or "\r" in line for line in found)
