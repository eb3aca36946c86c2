"""Painted pixels: full where they speak for, hollow where they speak against, and nothing else."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.lab.card.paint import Paint, Placing
from game.shell.files.assets import Assets
from game.view.paint.brush import Brush
from game.view.paint.on_drawing import draw_paint
from game.view.paint.text import Text
from game.view.paint.theme import Theme

INK = (238, 243, 255)


def drawn(values: dict[int, float], **changes: object) -> pygame.Surface:
    """A white canvas of 280 px, in a corner of a larger surface, with these pixels painted."""
    pygame.font.init()
    surface = pygame.Surface((400, 400))
    surface.fill(INK)
    numbers = np.zeros(784, np.float32)
    for pixel, value in values.items():
        numbers[pixel] = value
    placing = Placing(0, 0, 16, 0)  # 28 pixels of 16 canvas px are 448
    paint = Paint(numbers.tobytes(), False, placing, 1.0)._replace(**changes)  # type: ignore[arg-type]
    brush = Brush(surface, Theme(), Text(Assets().fonts))
    draw_paint(brush, Rect(60, 60, 280, 280), 280 / 448, paint)
    return surface


def at(surface: pygame.Surface, row: float, column: float) -> tuple[int, ...]:
    return tuple(surface.get_at((round(60 + 10 * column), round(60 + 10 * row))))[:3]


def test_for_is_full_and_against_is_hollow() -> None:
    theme = Theme()
    surface = drawn({3 * 28 + 5: 1.0, 3 * 28 + 9: -1.0})
    assert at(surface, 3.5, 5.5) == theme.positive
    assert at(surface, 3.5, 9.5) == theme.canvas
    assert at(surface, 3.5, 9.1) == theme.negative
    assert at(surface, 3.5, 7.5) == INK


def test_what_is_small_stays_as_it_is() -> None:
    surface = drawn({3 * 28 + 5: 1.0, 100: 0.05})
    row, column = divmod(100, 28)
    assert at(surface, row + 0.5, column + 0.5) == INK


def test_ink_fades_where_only_what_is_painted_has_color() -> None:
    surface = drawn({3 * 28 + 5: 1.0}, alone=True)
    assert max(at(surface, 20, 20)) < 120
    assert surface.get_at((10, 10))[:3] == INK, "beside the canvas"


@pytest.mark.parametrize("share", [0.25, 0.5])
def test_it_appears_little_by_little(share: float) -> None:
    theme = Theme()
    color = at(drawn({3 * 28 + 5: 1.0}, share=share), 3.5, 5.5)
    for now, ink, full in zip(color, INK, theme.positive, strict=True):
        assert now == pytest.approx(ink + share * (full - ink), abs=3)


def test_a_slant_leans_as_the_ink_did() -> None:
    placing = Placing(0, 0, 16, -0.5)
    assert placing.on_canvas(4, 10) == (4 * 16 + 0.5 * 160, 160)
    surface = drawn({10 * 28 + 4: 1.0}, placing=placing)
    x, y = placing.on_canvas(4.5, 10.5)
    assert (
        surface.get_at((round(60 + x * 280 / 448), round(60 + y * 280 / 448)))[:3]
        == Theme().positive
    )


def test_labels_stand_at_their_places() -> None:
    surface = drawn({}, labels=(("7", 14.0, 14.0),))
    ground = surface.subsurface((60 + 140 - 12, 60 + 140 - 12, 24, 24))
    colors = {tuple(ground.get_at((x, y)))[:3] for x in range(24) for y in range(24)}
    assert Theme().canvas in colors and Theme().text in colors
