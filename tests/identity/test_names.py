"""A written name, understood."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.identity.names import Names
from graphkit.identity.slugs import distinct, slug


def _cases() -> list[Any]:
    cases = tomllib.loads((Path(__file__).parent / "data" / "names.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case["input"], case["expected"], id=case["title"]) for case in cases]


@pytest.mark.parametrize(("written", "expected"), _cases())
def test_how_a_name_is_understood(written: str, expected: str) -> None:
    name = Names().of(written)
    assert f"{name.shape}: {name.key}" == expected


@given(st.text(max_size=40))
def test_any_text_is_understood(written: str) -> None:
    name = Names().of(written)
    assert name.shape != "full" or name.key
    assert Names().of(written) == name


@given(st.text(max_size=200))
def test_a_slug_is_short_lower_case_ascii(text: str) -> None:
    short = slug(text)
    assert short
    assert len(short) <= 80
    assert set(short) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not short.startswith("-")
    assert not short.endswith("-")


@given(st.dictionaries(st.integers(), st.tuples(st.sampled_from(["a", "b", "a-b"]), st.text(max_size=4)), max_size=8))
def test_slugs_are_distinct_in_any_order(wanted: dict[int, tuple[str, str]]) -> None:
    wanted = {key: (base, f"{difference}{key}") for key, (base, difference) in wanted.items()}
    names = distinct(wanted)
    assert len(set(names.values())) == len(wanted)
    assert distinct(dict(reversed(wanted.items()))) == names
