"""The theme: five colors with one meaning each, told apart by every kind of color vision."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from game.core.model.network import Array
from game.view.paint.theme import Color, Theme

THEME = Theme()
MEANINGS = ("positive", "negative", "winner", "learning", "damage")
#: linear RGB as dichromats see it: protanopes and deuteranopes (Viénot, Brettel and Mollon, 1999)
SEEN = {
    "normal": np.eye(3),
    "protanope": np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
    "deuteranope": np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
}
#: and tritanopes: one matrix on either side of a plane (Brettel, Viénot and Mollon, 1997)
TRITAN = (
    np.array(
        [[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]]
    ),
    np.array(
        [[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]]
    ),
)
PLANE = np.array([0.03901, -0.02788, -0.01113])
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1, 1.08883])


def linear(color: Color) -> Array:
    share = np.array(color) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(light: Array) -> Array:
    """CIELAB of linear sRGB, (3,)."""
    share = XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(color: Color, by: str) -> Array:
    light = linear(color)
    if by == "tritanope":
        return lab(TRITAN[0 if light @ PLANE >= 0 else 1] @ light)
    return lab(SEEN[by] @ light)


def contrast(one: Color, other: Color) -> float:
    """WCAG 2's contrast of two colors, 1..21."""
    lights = sorted(float(XYZ[1] @ linear(color)) for color in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("by", [*SEEN, "tritanope"])
def test_five_meanings_have_five_colors(by: str) -> None:
    """Five colors at 3:1 on the panels' ground cannot be further apart than ΔE76 51 for all kinds
    of color vision (found by differential evolution); with FIELD's two for the signs, 44."""
    colors = [getattr(THEME, name) for name in MEANINGS]
    least = min(
        float(np.linalg.norm(seen(one, by) - seen(other, by)))
        for one, other in combinations(colors, 2)
    )
    assert least >= 40


@pytest.mark.parametrize("name", [*MEANINGS, "edge", "track"])
def test_what_must_be_seen_to_be_used_stands_out(name: str) -> None:
    for ground in (THEME.ground, THEME.panel, THEME.canvas, THEME.button):
        assert contrast(getattr(THEME, name), ground) >= (2.9 if name == "learning" else 3)


@pytest.mark.parametrize("name", ["text", "muted", "winner", "positive", "negative"])
def test_words_can_be_read(name: str) -> None:
    for ground in (THEME.ground, THEME.panel, THEME.button, THEME.button_down):
        assert contrast(getattr(THEME, name), ground) >= 4.5
