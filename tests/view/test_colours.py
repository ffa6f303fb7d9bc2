"""The colours of the powers can be told apart by people who see colours in another way, also where they are lines."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest

from graphkit.view.bundle import asset

#: What people without one kind of cones see, in linear light: G. Machado, M. Oliveira and L. Fernandes, "A
#: physiologically-based model for simulation of color vision deficiency", IEEE Transactions on Visualization and
#: Computer Graphics 15, 1291 (2009).
SIGHT = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
#: "perform" and "inform" share a grey and differ by shape alone.
POWERS = ("decide", "approve", "veto", "own", "recommend", "consult", "perform")


def linear(colour: str) -> list[float]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def lab(light: list[float]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of linear sRGB."""
    red, green, blue = (min(1.0, max(0.0, value)) for value in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_two_powers_differ_clearly(theme, sight):
    root = re.findall(r":root \{(.*?)\}", asset("page.css"), re.DOTALL)[theme]
    colours = {power: linear(re.search(rf"--{power}: (#\w{{6}});", root)[1]) for power in POWERS}
    seen = {
        power: lab([sum(a * b for a, b in zip(row, light, strict=True)) for row in SIGHT[sight]])
        for power, light in colours.items()
    }
    assert {(one, two): math.dist(seen[one], seen[two]) for one, two in combinations(POWERS, 2)
            if math.dist(seen[one], seen[two]) < 10} == {}  # fmt: skip
