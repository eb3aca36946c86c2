"""Every word of the whole lab, whatever is open: inside the window, and on no other word."""

from __future__ import annotations

import pygame
import pytest

from game.commands.render import play
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from tests.view.words import SIZES, drawn_words, overlaps

OPEN: dict[str, list[Intent]] = {
    "nothing": [],
    "card": [do.PinUnit(1, 32)],
    "layers": [do.OpenTab("layers"), do.OpenLayer(2)],
    "forward": [do.SetDamage("B1-N40.7"), do.ShowComputation("forward")],
    "weights": [
        do.ShowComputation("weights"),
        do.Noticed("Exported to /home/somebody/Documents/x"),
    ],
    "gradient": [do.ShowComputation("gradient"), do.ChooseTarget(2), do.Teach()],
    "back": [do.ShowComputation("gradient"), do.ChooseTarget(2), do.ToggleWayBack()],
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", OPEN)
def test_every_word_of_the_lab_has_its_place(
    name: str, size: tuple[int, int], assets: Assets, model: Model
) -> None:
    driver = Driver(State(screen=Screen(size=size)))
    driver.load(model, assets)
    number = next(iter(assets.samples.numbers.values()))
    play(driver, [(0, do.ShowInk(number)), *((1, intent) for intent in OPEN[name])], 400)
    words = drawn_words(driver, assets)
    window = pygame.Rect((0, 0), size)
    assert all(window.contains(place) for _, place in words)
    assert overlaps(words) == []
