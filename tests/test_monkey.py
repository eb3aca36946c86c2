"""Somebody presses everything: whatever happens in whatever order, the lab draws its next frame,
and a screen reader can be told what there is."""

from __future__ import annotations

import random
from dataclasses import replace

import pygame
import pytest

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.access.tree import tree
from game.lab.intents import Intent
from game.lab.stage.controls import HOTKEYS
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.frame import Frame

SCREENS = [
    Screen(size=(1280, 720)),
    Screen(size=(1024, 768), scale=1.5, left_handed=True),
    Screen(size=(720, 1280), low_controls=True),
    Screen(size=(640, 480)),
]
KEYS = [key for hotkey in HOTKEYS for key in hotkey.keys]
CODES = ["", "B1-W3", "N300.5", "T10-Q1", "P100", "K3.4.5.6-W1", "U3.50-G3.300", "B1-W1-W2-W3"]
PARTS = ["forward", "weights", "gradient"]
#: what takes too long to be done each time
SLOW = ("facts", "network.rest", "search")


def anything(chance: random.Random, state: State) -> list[Intent]:
    """What a hand, a key or a script might do next."""
    match chance.randrange(8):
        case 0 | 1:
            names = [item.name for item in state.stage.controls()]
            return [do.Press(chance.choice([*names, "none"]))]  # the whole board has no control
        case 2 | 3:
            rect = chance.choice(state.stage.items).rect
            x, y = rect.x + chance.random() * rect.w, rect.y + chance.random() * rect.h
            slid = x + chance.uniform(-40, 40), y + chance.uniform(-40, 40)
            return [do.PointerDown(0, x, y), do.PointerMove(0, *slid), do.PointerUp(0, x, y)]
        case 4:
            return [do.PressKey(chance.choice(KEYS))]
        case 5:
            return [do.SetDamage(chance.choice(CODES)), do.ShowComputation(chance.choice(PARTS))]
        case 6:
            return [do.PinUnit(chance.randint(1, 3), chance.randint(0, 9)), do.Tick()]
    return [do.Tick()] * chance.randint(1, 30)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("seed", range(4))
def test_a_monkey_breaks_nothing(seed: int, assets: Assets, model: Model) -> None:
    pygame.font.init()
    chance, driver = random.Random(seed), Driver(State(screen=SCREENS[seed]))
    driver.load(model, assets)
    frame, surface = Frame(assets.fonts), pygame.Surface(SCREENS[seed].size, depth=32)
    for nth in range(120):
        for intent in anything(chance, driver.state):
            driver.advance([intent])
        driver.state = replace(driver.state, screen=replace(driver.state.screen, over=False))
        frame.draw(surface, driver.state)
        assert tree(driver.state, "").root.children
        if nth % 10 == 0:
            for job in [*driver.jobs(), *frame.jobs(driver.state)]:
                if job.slot in SLOW:
                    continue
                result = job.done()
                if isinstance(result, Intent):
                    driver.advance([result])
                else:
                    frame.accept(job.slot, job.key, result)


def test_asking_for_raw_ink_on_a_blank_canvas_asks_for_nothing(driver: Driver) -> None:
    assert driver.advance([do.ToggleRaw()]).canvas.raw
    assert driver.advance([do.Tick()]).prediction.number == ""
