"""Break It on screen: nothing clipped or overlapping, and healing leaves no pixel behind."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.commands.render import picture, play
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.picture import plan
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.frame import Frame
from game.view.network.damage_marks import SPARK_EVERY
from game.view.network.network import NetworkPanel
from tests.view.words import SIZES, drawn_words, overlaps

STATES: dict[str, list[Intent]] = {
    "healthy": [],
    "broken": [do.SetDamage("B1-N120.7-W2-K3.40.130"), do.SetNoise(240)],
    "adjusted": [do.SetTap("adjust"), do.PinUnit(None), do.SetDamage("U130.12-G130.250")],
    "no idea": [do.SetDamage("B1-W3-T1000-Q1-P100")],
    "found": [do.FindDamage("fewest")],
    "challenge": [do.StartChallenge(), do.AblateUnit(1, 3)],
    "long code": [do.SetDamage("K" + ".".join(map(str, range(202))))],
}


def lab(size: tuple[int, int], assets: Assets, model: Model, intents: list[Intent]) -> Driver:
    driver = Driver(State(screen=Screen(size=size)))
    driver.load(model, assets)
    ink = assets.samples.digits[8][0]
    play(driver, [(0, do.ShowInk(ink)), (1, do.OpenTab("break")), *((2, i) for i in intents)], 120)
    return driver


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STATES)
def test_every_word_has_its_place(
    name: str, size: tuple[int, int], assets: Assets, model: Model
) -> None:
    driver = lab(size, assets, model, STATES[name])
    words = drawn_words(driver, assets)
    stage = driver.state.stage
    for item in stage.items:
        if item.name == "panel" or item.name.startswith(("break.", "slide.", "panel.")):
            assert item.rect.x >= 0 and item.rect.right <= size[0]
            assert item.rect.y >= 0 and item.rect.bottom <= size[1]
    panel = pygame.Rect(*stage.rect("panel"))
    assert any(panel.contains(place) for _, place in words)
    for said, place in words:
        assert pygame.Rect((0, 0), size).contains(place), said
        if panel.colliderect(place):
            assert panel.contains(place), said
    assert overlaps(words) == []


def test_healing_gives_back_every_pixel(driver: Driver, assets: Assets) -> None:
    driver.advance([do.LoadSample(5)])
    driver.advance([do.Tick()] * 200)
    driver.advance([do.Pause()])
    before = picture(driver, Frame(assets.fonts))
    for code in ("B1-N200.3", "W1-K3.4.5", "P50-Q2-T300-U3.9"):
        driver.advance([do.OpenTab("break"), do.SetDamage(code), do.Tick()])
        broken = picture(driver, Frame(assets.fonts))
        assert broken.get_buffer().raw != before.get_buffer().raw
        driver.advance([do.OpenTab(None), do.Tick()])
        # The timeline shows answers as they were given: look at everything else.
        after = picture(driver, Frame(assets.fonts))
        timeline = pygame.Rect(*driver.state.stage.rect("timeline"))
        for surface in (before, after):
            surface.fill((0, 0, 0), timeline)
        assert before.get_buffer().raw == after.get_buffer().raw


def test_damage_marks_show_and_sparks_are_rare(driver: Driver, assets: Assets) -> None:
    driver.advance([do.OpenTab("break"), do.LoadSample(5)])
    driver.advance([do.Tick()] * 200)
    plain = network_pixels(driver, assets)
    driver.advance([do.AblateUnit(1, 60)])
    x, y = plan(driver.state).positions[784 + 60].astype(int)
    rect = driver.state.stage.rect("network.picture")
    mark = network_pixels(driver, assets)[int(y - rect.y) - 3 :, int(x - rect.x) - 3 :][:7, :7]
    assert (mark[..., 0] > mark[..., 1] + 40).any(), "red where it was"
    assert not np.array_equal(plain, network_pixels(driver, assets))
    assert SPARK_EVERY >= 30, "two a second at most"


def network_pixels(driver: Driver, assets: Assets) -> np.ndarray:
    rect = pygame.Rect(*driver.state.stage.rect("network.picture"))
    surface = picture(driver, Frame(assets.fonts)).subsurface(rect)
    return pygame.surfarray.array3d(surface).transpose(1, 0, 2).astype(int)


def test_reduced_motion_has_no_sparks(assets: Assets, model: Model) -> None:
    driver = Driver(State(screen=Screen(size=(960, 540), reduced_motion=True)))
    driver.load(model, assets)
    driver.advance([do.LoadSample(5), do.OpenTab("break"), do.AblateUnit(1, 3), do.Tick()])
    driver.advance([do.Tick()] * 60)
    scene = NetworkPanel().look(driver.state)
    assert not scene.damage.none and not scene.moving
