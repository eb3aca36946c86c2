"""Break It on screen: nothing clipped or overlapping, and healing leaves no pixel behind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pygame
import pytest

from game.commands.render import picture, play
from game.engine.driver import Driver
from game.engine.lookups import Lookups
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.picture import plan
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.control import ButtonPanel
from game.view.frame import Frame
from game.view.network.damage_marks import SPARK_EVERY
from game.view.network.network import NetworkPanel
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme
from game.view.panel import Panel
from game.view.panels import PANELS
from tests.view.words import SIZES, Recorder, Words, overlaps, recorder

#: what is done to the drawing of an 8, and the page that is looked at
STATES: dict[str, list[Intent]] = {
    "healthy": [],
    "broken": [do.SetDamage("B1-N120.7-W2-K3.40.130"), do.SetNoise(240)],
    "no idea": [do.SetDamage("B1-W3-T1000-Q1-P100")],
    "all at once": [do.SetDamage("B1-N300.999-W1-W2-W3-K3.130-P100-Q1-T1000-U5.50-G5.300")],
    "no output": [do.SetDamage("K192.193.194.195.196.197.198.199.200.201")],
    "neurons": [do.AblateUnit(1, 75), do.TurnPage("neurons")],
    "nobody chosen": [do.TurnPage("neurons"), do.SetTap("adjust")],
    "adjusted": [do.SetDamage("U130.12-G130.250"), do.SetTap("adjust"), do.TurnPage("neurons")],
    "weights": [do.SetDamage("B1-N120.7-P40-Q4-T250"), do.TurnPage("weights")],
    "games": [do.TurnPage("games")],
    "searching": [do.FindDamage("fewest")],
    "challenge": [do.StartChallenge(), do.AblateUnit(1, 3)],
    "accuracy": [*map(do.SetNoise, (20, 80, 300, 120)), do.TurnPage("accuracy")],
    "code": [do.SetDamage("B1-N120.7-K3.40.130"), do.TurnPage("code")],
    "no code": [do.TurnPage("code")],
    "long code": [do.SetDamage("K" + ".".join(map(str, range(202)))), do.TurnPage("code")],
}
#: what stands on the first page at every size
HEADING = "Break It Mode — damage the network and watch it fail"


def lab(size: tuple[int, int], assets: Assets, model: Model, intents: list[Intent]) -> Driver:
    driver = Driver(State(screen=Screen(size=size)))
    driver.load(model, assets)
    ink = assets.samples.digits[8][0]
    play(driver, [(0, do.ShowInk(ink)), (1, do.OpenTab("break")), *((2, i) for i in intents)], 120)
    state, measure = driver.state, Lookups(model, assets).measure
    assert state.network is not None
    now = state.network_revision, state.break_it.damage, measure(state.network)
    driver.advance([do.AccuracyMeasured(*now), do.HealthyMeasured(measure(model.network))])
    return driver


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STATES)
def test_every_word_has_its_place(
    name: str, size: tuple[int, int], assets: Assets, model: Model
) -> None:
    """Whatever page is open: no word in another's way or beyond its panel, and all in the few sizes
    of the theme."""
    driver = lab(size, assets, model, STATES[name])
    state, text = driver.state, recorder()
    panel = pygame.Rect(*state.stage.rect("panel"))
    surface, theme = pygame.Surface(size, depth=32), Theme(state.stage.scale)
    words: Words = []
    for make in PANELS:
        part = make()
        if state.stage.has(part.name) and panel.contains(state.stage.rect(part.name)):
            words += _written(part, state, Brush(surface, theme, text), text)
    for item in state.stage.controls():
        if panel.contains(item.rect) and item.role == "button" and item.name not in OWN:
            words += _written(ButtonPanel(item.name), state, Brush(surface, theme, text), text)
    assert overlaps(words) == []
    said = [each for each, _ in words]
    if state.break_it.page == "experiments":
        assert HEADING in said and "of 10,000 test digits" in said
        assert {"Disable biases", "Zero layer weights"} <= set(said)
        assert any(each.startswith("Weight noise: ") for each in said)
    cut = [each for each in said if each.endswith("…") and not each.endswith(GOING_ON)]
    assert cut == [] or name in ("all at once", "long code")


#: the ends of words that go on, and are not cut
GOING_ON = ("measuring …", "Searching …", "network …", "Type…")
#: what has a panel of its own
OWN = ("biases", "cut.1", "cut.2", "cut.3")


def _written(part: Panel[Any], state: State, brush: Brush, text: Recorder) -> Words:
    """What a panel writes: all of it in its rect, and none of it in another size."""
    text.drawn, rect = [], pygame.Rect(*state.stage.rect(part.name))
    theme = brush.theme
    part.draw(brush, state.stage.rect(part.name), part.look(state))
    sizes = {brush.px(size) for size in (theme.small, theme.body, theme.title, theme.large)}
    for words, ink, size, *_ in text.drawn:
        assert rect.contains(ink), (part.name, words, ink, rect)
        assert size in sizes, (part.name, words, size)
    return [(one.words, one.ink) for one in text.drawn]


def test_healing_gives_back_every_pixel(driver: Driver, assets: Assets) -> None:
    driver.advance([do.LoadSample(5)])
    driver.advance([do.Tick()] * 200)
    driver.advance([do.Pause()])
    before = picture(driver, Frame(assets.fonts))
    for code in ("B1-N200.3", "W1-K3.4.5", "P50-Q2-T300-U3.9"):
        driver.advance([do.OpenTab("break"), do.SetDamage(code), do.Tick()])
        broken = picture(driver, Frame(assets.fonts))
        assert broken.get_buffer().raw != before.get_buffer().raw
        driver.advance([do.Heal(), do.OpenTab(None), *[do.Tick()] * 120])
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
