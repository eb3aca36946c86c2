"""The three profiles of colors: whatever is written can be read, and a switch loses nothing."""

from __future__ import annotations

from functools import cache

import numpy as np
import pygame
import pytest

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.screen import PROFILES, Screen
from game.lab.state.state import State
from game.lab.update import update
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.frame import Frame
from game.view.paint.text import Text
from game.view.paint.theme import Color, contrast, theme_of
from tests.states import differences, having
from tests.view.kiosk_tour import kiosk_tour
from tests.view.tour import tour
from tests.view.words import _writer

#: what is looked at: what is done with a drawing that has been read
STOPS: dict[str, tuple[Intent, ...]] = {
    "read": (),
    "card": (do.PinUnit(1, 32),),
    "why": (do.AskWhy(),),
    "break it": (do.OpenTab("break"), do.SetDamage("N110.7-K3.40.130")),
    "damaged": (do.SetDamage("B1-W2"),),
    "layers": (do.OpenTab("layers"),),
    "forward": (do.ShowComputation("forward"),),
    "broken softmax": (do.ShowComputation("forward"), do.SetDamage("T1000-N300.5")),
    "weights": (do.ShowComputation("weights"),),
    "gradient": (do.ShowComputation("gradient"), do.ChooseTarget(8)),
    "help": (do.ShowSheet("help"),),
    "code": (do.ShowSheet("code"),),
    "readable": (do.ToggleView(), *[do.Tick()] * 90),
}
#: numbers in neurons that are lit more or less, and what is dark on purpose: the file that writes
#: them, and the contrast they need
LARGE = ("network/words.py", 4.5)


class Weigher(Text):
    """Remembers the color of words and what they were written on."""

    def __init__(self) -> None:
        super().__init__(Assets().fonts)
        self.found: list[tuple[str, str, int, Color, Color]] = []

    def draw(self, surface, words, at, size, color, *, bold=False, anchor="topleft"):  # type: ignore[no-untyped-def]
        place = self._image(words, size, color, bold).get_rect()
        setattr(place, anchor, (round(at[0]), round(at[1])))
        area = place.clip(surface.get_clip())
        if words.strip() and area.w and area.h:
            pixels = pygame.surfarray.array3d(surface.subsurface(area)).reshape(-1, 3)
            ground = tuple(np.median(pixels, axis=0).astype(int).tolist())
            self.found.append((words, _writer(), size, color, ground))
        return super().draw(surface, words, at, size, color, bold=bold, anchor=anchor)


@cache
def weigher() -> Weigher:
    """One for all tests: rendering words is what takes the time."""
    pygame.font.init()
    return Weigher()


def faint(state: State) -> list[str]:
    """What is written on the whole screen and stands out too little."""
    text = weigher()
    frame, text.found = Frame(Assets().fonts), []
    frame._text = text
    frame.draw_all(pygame.Surface(state.screen.size, depth=32), state)
    assert text.found
    theme = theme_of(state.screen.profile, state.stage.scale)
    return [
        f"{by}: {words!r} {color} on {ground}: {contrast(color, ground):.1f}"
        for words, by, size, color, ground in text.found
        if contrast(color, ground) < _needed(by, size, theme.px(theme.title))
    ]


def _needed(by: str, size: int, large: int) -> float:
    """The contrast that words need; ``large``: from which size on they are large, px."""
    file, least = LARGE
    return least if size >= large or by.startswith(file) else 7.0


@cache
def stops(assets: Assets, model: Model) -> dict[str, State]:
    """The lab at each of STOPS, in the dark."""
    driver = Driver(State(screen=Screen(size=(1280, 800))))
    driver.load(model, assets)
    driver.advance([do.LoadSample(4), *[do.Tick()] * 150])
    read = driver.advance([do.Tick()] * 400)
    found = {}
    for name, intents in STOPS.items():
        driver.state = read
        found[name] = driver.advance(intents)
    return found


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("stop", STOPS)
def test_whatever_is_written_can_be_read(
    stop: str, profile: str, assets: Assets, model: Model
) -> None:
    state = update(stops(assets, model)[stop], [do.SetProfile(profile)])
    assert not (found := faint(state)), "\n".join(found)


@pytest.mark.storm
@pytest.mark.parametrize("profile", PROFILES)
def test_all_of_the_lab_can_be_read(profile: str, assets: Assets, model: Model) -> None:
    driver = Driver(State(screen=Screen(size=(1280, 800))))
    driver.load(model, assets)
    for stops in (tour(driver, assets), kiosk_tour(model, assets)):
        for name, state in stops:
            if name != "closed":  # dark on purpose: nobody shall look
                found = faint(having(state, profile=profile))
                assert not found, "\n".join((name, *found))


def test_a_switch_changes_colors_and_nothing_else(assets: Assets, model: Model) -> None:
    for name, before in stops(assets, model).items():
        for switch in (do.SetProfile("light"), do.NextProfile()):
            assert differences(before, update(before, [switch])) == ["screen.profile"], name


def test_the_profiles_take_turns_and_others_are_none() -> None:
    state, seen = State(), []
    for _ in PROFILES:
        state = update(state, [do.PressKey("ctrl+p")])
        seen.append(state.screen.profile)
    assert seen == ["light", "contrast", "dark"]
    assert update(state, [do.SetProfile("sepia")]).screen.profile == "dark"


def test_back_in_the_dark_all_is_as_it_was(assets: Assets, model: Model) -> None:
    read = stops(assets, model)["read"]
    surface, frame = pygame.Surface(read.screen.size, depth=32), Frame(assets.fonts)
    pictures = []
    for profile in ("dark", "light", "dark"):
        frame.draw(surface, having(read, profile=profile))
        pictures.append(pygame.surfarray.array2d(surface))
    assert np.array_equal(pictures[0], pictures[2])
    assert (pictures[0] != pictures[1]).mean() > 0.99
