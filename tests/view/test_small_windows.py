"""Windows smaller than the stage, or of odd shapes: less is seen, and nothing goes wrong."""

from __future__ import annotations

import pygame
import pytest

from game.engine.driver import Driver
from game.lab import intents as do
from game.shell.files.assets import Assets
from game.view.frame import Frame

SHAPES = [(320, 240), (1600, 500), (300, 900), (640, 480), (1, 1), (2000, 300)]
OPENED = [
    [do.PinUnit(1, 5)],
    [do.PinUnit(2, 5)],
    [do.PinUnit(3, 7)],
    [do.AskWhy()],
    [do.OpenTab("break"), do.SetTap("adjust"), do.PinUnit(1, 3)],
    [do.OpenTab("layers")],
    [do.ShowComputation("forward")],
    [do.ShowComputation("weights")],
    [do.ShowComputation("gradient"), do.Teach()],
    [do.ShowSheet("help")],
    [do.ShowSheet("code")],
]


@pytest.mark.parametrize("size", SHAPES)
def test_everything_can_be_open_in_any_window(
    size: tuple[int, int], driver: Driver, assets: Assets
) -> None:
    pygame.font.init()
    frame, surface = Frame(assets.fonts), pygame.Surface(size, depth=32)
    driver.advance([do.Resize(*size), do.ShowInk(driver.state.canvas.samples[4][0]), do.Tick()])
    for opened in OPENED:
        driver.advance([*opened, do.Tick()])
        frame.draw(surface, driver.state)
        driver.advance([do.ShowSheet(None), do.OpenTab(None), do.PinUnit(None), do.Tick()])
        frame.draw(surface, driver.state)
