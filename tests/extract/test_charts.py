"""Organisation charts that are nested lists."""

from __future__ import annotations

import pytest

from graphkit.extract.charts import charts
from tests.extract.cases import cases, read


@pytest.mark.parametrize(("text", "expected"), cases("charts"))
def test_a_chart_says_who_reports_to_whom(text: str, expected: str) -> None:
    found = charts(read(text.lstrip("\n")))
    assert "\n".join(f"{one.span.line} {one.who.name} > {one.to.name}" for one in found) == expected
