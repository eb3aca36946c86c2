"""The themes: five colors with one meaning each, told apart by every kind of color vision, and
words and marks that stand out from whatever they are on."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from game.core.model.network import Array
from game.lab.state.screen import PROFILES
from game.view.paint.theme import Color, Theme, contrast, theme_of

MEANINGS = ("positive", "negative", "winner", "learning", "damage")
#: linear RGB as dichromats see it: severity 1.0 of Machado, Oliveira and Fernandes (2009)
SEEN = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1, 1.08883])
#: what words and marks stand on
GROUNDS = ("ground", "middle", "panel", "canvas", "button")
TOUCHED = ("button_hover", "button_down", "damage_ground")


@pytest.fixture(params=PROFILES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return theme_of(request.param, 1.0)


def linear(color: Color) -> Array:
    share = np.array(color) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(light: Array) -> Array:
    """CIELAB of linear sRGB, (3,)."""
    share = XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(theme: Theme, one: str, other: str, by: str) -> float:
    """ΔE (CIE 1976) of two colors of a theme, as seen by a kind of color vision."""
    first, second = (lab(SEEN[by] @ linear(getattr(theme, name))) for name in (one, other))
    return float(np.linalg.norm(first - second))


@pytest.mark.parametrize("by", SEEN)
def test_five_meanings_have_five_colors(theme: Theme, by: str) -> None:
    """Five colors that stand ≥ 3:1 on their ground cannot all be further apart than ΔE 59 on the
    dark one and 57 on paper, for all four kinds of color vision (found by differential evolution),
    and there the signs are hardly orange and blue any more."""
    assert apart(theme, "positive", "negative", by) >= 75
    for one, other in combinations(MEANINGS, 2):
        assert apart(theme, one, other, by) >= 50, (one, other)


@pytest.mark.parametrize("by", SEEN)
def test_what_was_taught_is_told_from_what_is_broken(theme: Theme, by: str) -> None:
    assert apart(theme, "learning", "damage", by) >= 54


def test_what_must_be_seen_to_be_used_stands_out(theme: Theme) -> None:
    for name in (*MEANINGS, "edge", "track"):
        for ground in GROUNDS:
            assert contrast(getattr(theme, name), getattr(theme, ground)) >= 3, (name, ground)
    assert contrast(theme.damage, theme.damage_ground) >= 3
    assert contrast(theme.rim, theme.middle) >= 3 and contrast(theme.lamp, theme.middle) >= 3


def test_words_can_be_read(theme: Theme) -> None:
    shades = [theme.words(getattr(theme, name)) for name in ("text", "muted", *MEANINGS)]
    for shade in shades:
        for ground in (*GROUNDS, *TOUCHED):
            assert contrast(shade, getattr(theme, ground)) >= 7, (shade, ground)


def test_a_word_keeps_the_hue_of_what_it_means(theme: Theme) -> None:
    """The shades of words are nearer to their own color than to any other meaning's."""
    for name in ("positive", "negative", "learning", "damage"):
        shade = lab(linear(theme.words(getattr(theme, name))))
        hues = {one: lab(linear(getattr(theme, one)))[1:] for one in MEANINGS if one != "winner"}
        turn = {
            one: np.arctan2(*hue[::-1]) - np.arctan2(*shade[:0:-1]) for one, hue in hues.items()
        }
        assert min(turn, key=lambda one: abs(np.angle(np.exp(1j * turn[one])))) == name


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast((255, 0, 0), (255, 0, 0)) == 1
