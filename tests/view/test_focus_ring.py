"""The ring of the focus: on every stop, at least 3 px broad at 1080 lines, 3:1 on its ground."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.stage.focus import stops
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.frame import Frame
from game.view.paint.theme import Color, Theme
from tests.states import having

SIZE = (1920, 1080)
OPEN: dict[str, list[Intent]] = {
    "break it, all on": [do.OpenTab("break"), do.SetDamage("B1-N60-W1-W2-W3")],
    "layers": [do.OpenTab("layers")],
    "weights": [do.ShowComputation("weights")],
    "help": [do.ShowSheet("help")],
}


def _light(color: Color) -> float:
    """WCAG's relative luminance."""
    shares = np.array(color) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize("name", OPEN)
def test_a_ring_of_three_px_is_on_every_stop_and_on_no_other(
    name: str, model: Model, assets: Assets
) -> None:
    driver = Driver(State(screen=Screen(size=SIZE, reduced_motion=True)))
    driver.load(model, assets)
    driver.advance([do.LoadSample(3), do.Tick()])
    state = driver.advance([*OPEN[name], do.Tick(), do.Tick()])
    pygame.font.init()
    frame, surface = Frame(assets.fonts), pygame.Surface(SIZE, depth=32)
    theme, rects = Theme(), state.stage.rects
    text, roles = theme.text, {item.name: item.role for item in state.stage.items}
    assert (_light(text) + 0.05) / (_light(theme.ground) + 0.05) > 3
    for stop in stops(state):
        frame.draw(surface, having(state, focus=stop))
        assert _has_ring(surface, rects[stop], text), stop
        # A switch that is on has a bright edge, too, but no seam; cells have no room for one.
        seamed = {n for n in stops(state) if _has_ring(surface, rects[n], text)}
        seamed = {n for n in seamed if _has_seam(surface, rects[n], theme)}
        assert seamed == ({stop} if roles[stop] != "cells" else set())


def _column(surface: pygame.Surface, rect: object, count: int) -> list[Color]:
    """The first px of an item from its left edge on, at half of its height."""
    x, y, _, high = (round(value) for value in rect)  # type: ignore[attr-defined]
    return [tuple(surface.get_at((x + n, y + high // 2)))[:3] for n in range(count)]


def _has_ring(surface: pygame.Surface, rect: object, text: Color) -> bool:
    return _column(surface, rect, 3) == [text] * 3


def _has_seam(surface: pygame.Surface, rect: object, theme: Theme) -> bool:
    return theme.ground in _column(surface, rect, 8)
