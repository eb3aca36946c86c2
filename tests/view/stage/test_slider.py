"""Sliders: what must be seen of them stands out, and their color says what they do."""

from __future__ import annotations

import pygame
import pytest

from game.core.geometry import Rect
from game.lab.rooms import SLIDERS
from game.view.control import Control
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme
from game.view.stage.slider import Knob, SliderPanel
from tests.view.words import recorder

THEME, PLACE = Theme(), Rect(0, 0, 400, 54)
CALM = Control(held=False, hovered=False, focused=False)


def luminance(color: Color) -> float:
    """WCAG 2.2's relative luminance."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in _unit(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _unit(color: Color) -> list[float]:
    return [part / 255 for part in color]


def contrast(one: Color, other: Color) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def drawn(name: str, share: float, neutral: float, control: Control = CALM) -> pygame.Surface:
    surface = pygame.Surface((400, 54), depth=32)
    surface.fill(THEME.panel)
    brush = Brush(surface, THEME, recorder())
    SliderPanel(name).draw(brush, PLACE, Knob(share, neutral, control))
    return surface


def at(surface: pygame.Surface, x: int, y: int = 27) -> Color:
    red, green, blue, _ = surface.get_at((x, y))
    return red, green, blue


@pytest.mark.parametrize("name", SLIDERS)
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_track_and_knob_stand_out_from_their_ground(name: str, share: float) -> None:
    picture = drawn(name, share, 0.5)
    knob = round(20 + share * 360)
    rim, track = at(picture, knob, 27 - 16), at(picture, 370 if share < 0.9 else 30)
    assert contrast(rim, THEME.panel) >= 3 and contrast(track, THEME.panel) >= 3
    assert contrast(at(picture, knob), THEME.text) >= 2, "the inside is told from the rim"


@pytest.mark.parametrize("name", ["slide.noise", "slide.prune", "slide.heat"])
def test_damage_has_its_color_only_where_there_is_any(name: str) -> None:
    assert at(drawn(name, 0.5, 0.5), 200) == THEME.edge
    broken = drawn(name, 0.9, 0.5)
    assert at(broken, 344) == THEME.damage and at(broken, 260) == THEME.damage
    assert at(broken, 100) == THEME.track
    assert at(broken, 260, 27 - 7) == THEME.damage, "the filled part is thicker: a second cue"
    assert at(broken, 100, 27 - 7) == THEME.panel


def test_the_learning_rate_has_the_color_of_learning() -> None:
    picture = drawn("slide.rate", 0.4, 0.0)
    assert at(picture, 164) == THEME.learning and at(picture, 60) == THEME.learning


def test_focus_is_seen() -> None:
    focused = Control(held=False, hovered=False, focused=True)
    calm, lit = drawn("slide.rate", 0.4, 0.0), drawn("slide.rate", 0.4, 0.0, focused)
    assert at(calm, 164, 27 - 21) != THEME.text and at(lit, 164, 27 - 21) == THEME.text
