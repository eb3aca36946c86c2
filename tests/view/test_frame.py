"""Properties of the whole picture that no golden image can show."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.commands.render import picture, play
from game.engine.driver import Driver
from game.engine.finish import finish
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.stage.layout import Item, layout
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.frame import Frame

SIZES = [(1920, 1080), (3840, 2160), (1366, 768), (1280, 800), (1024, 768), (1080, 1920)]


def test_drawing_twice_gives_equal_pixels(driver: Driver, assets: Assets) -> None:
    play(driver, [(0, do.LoadSample(6))], 100)
    first = picture(driver, Frame(assets.fonts))
    second = picture(driver, Frame(assets.fonts))
    assert first.get_buffer().raw == second.get_buffer().raw


def test_redrawing_only_what_changed_ends_in_the_same_picture(
    driver: Driver, assets: Assets
) -> None:
    frame, surface = Frame(assets.fonts), pygame.Surface((960, 540), depth=32)
    pygame.font.init()
    for step in (
        [do.LoadSample(4)],
        [do.Tick()] * 100,
        [do.PointerMove(0, 60, 400)],
        [do.ShowSheet("help")],
        [do.ShowSheet(None), do.MoveFocus(1)],
        [do.Undo(), do.LoadSample(9)],
        [do.Tick()] * 90,
        [do.Tick()] * 200,
        [do.Tick()] * 10,
    ):
        for intent in step:
            driver.advance([intent])
        frame.draw(surface, driver.state)
        while jobs := frame.jobs(driver.state):
            for job in jobs:
                frame.accept(job.slot, job.key, job.done())
        frame.draw(surface, driver.state)
    whole = picture(driver, Frame(assets.fonts))
    assert surface.get_buffer().raw == whole.get_buffer().raw


def test_another_stage_wipes_out_what_stood_elsewhere(driver: Driver, assets: Assets) -> None:
    frame, surface = Frame(assets.fonts), pygame.Surface((960, 540), depth=32)
    pygame.font.init()
    several = next(iter(assets.samples.numbers.values()))
    for step in (
        [do.ShowInk(several), do.OpenTab("compute")],
        [do.ShowStep(1)],
        [do.Clear()],
        [do.ShowInk(driver.state.canvas.samples[4][0])],
        [do.ShowComputation("weights"), do.ShowInk(several)],
        [do.ShowBlock("b2")],
        [do.ShowComputation("gradient"), do.ChooseTarget(3)],
        [do.OpenTab("layers"), do.OpenLayer(3)],
        [do.OpenTab("break"), do.SetTap("adjust"), do.PinUnit(1, 4)],
        [do.SetTap("kill"), do.AblateUnit(1, 4)],
        [do.OpenTab(None), do.PinUnit(3, 4)],
    ):
        for intent in (*step, do.Tick()):
            driver.advance([intent])
        for _ in range(20):
            frame.draw(surface, driver.state)
            for job in [*frame.jobs(driver.state), *driver.jobs()]:
                result = job.done()
                if isinstance(result, Intent):
                    driver.advance([result])
                else:
                    frame.accept(job.slot, job.key, result)
            driver.advance([do.Tick()] * 5)
        frame.draw(surface, driver.state)
        whole = picture(driver, Frame(assets.fonts))
        assert surface.get_buffer().raw == whole.get_buffer().raw, step


def test_nothing_moves_on_a_blank_canvas(driver: Driver, assets: Assets) -> None:
    frame, surface = Frame(assets.fonts), pygame.Surface((960, 540), depth=32)
    pygame.font.init()
    frame.draw(surface, driver.state)
    while jobs := frame.jobs(driver.state):
        for job in jobs:
            frame.accept(job.slot, job.key, job.done())
    frame.draw(surface, driver.state)
    driver.advance([do.Tick()] * 5)
    assert frame.draw(surface, driver.state) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("digits", [0, 2, 6])
def test_panels_and_controls_do_not_overlap(size: tuple[int, int], digits: int) -> None:
    stage = layout(size, 1.0, digits)
    whole = [item for item in stage.items if item.role in ("panel", "canvas")]
    controls = list(stage.controls())
    for group in (whole, controls):
        for i, a in enumerate(group):
            assert a.rect.x >= 0 and a.rect.right <= size[0], a
            assert a.rect.y >= 0 and a.rect.bottom <= size[1], a
            for b in group[i + 1 :]:
                assert not _overlap(a, b), (a, b)


@pytest.mark.parametrize("size", SIZES)
def test_everything_touchable_is_large_enough(size: tuple[int, int]) -> None:
    stage = layout(size, 1.0, 6)
    for item in stage.controls():
        assert item.rect.h >= 54 * stage.scale
        assert item.rect.w >= 44 * stage.scale


def _overlap(a: Item, b: Item) -> bool:
    return not (
        a.rect.right <= b.rect.x
        or b.rect.right <= a.rect.x
        or a.rect.bottom <= b.rect.y
        or b.rect.bottom <= a.rect.y
    )


@pytest.mark.parametrize("profile", ["dark", "light"])
def test_in_another_language_or_profile_all_is_drawn_as_if_it_had_always_been_so(
    assets: Assets, model: Model, profile: str
) -> None:
    """Language and colors change on a frame that has drawn another state; nothing of that stays."""
    pygame.font.init()
    driver = Driver(State(screen=Screen(size=(960, 600))))
    driver.load(model, assets)
    used, surface = Frame(assets.fonts), pygame.Surface((960, 600), depth=32)
    driver.advance([do.LoadSample(3), *[do.Tick()] * 200, do.ToggleView(), *[do.Tick()] * 60])
    for intents in ([], [do.AskWhy()], [do.OpenTab("layers")], [do.ShowSheet("help")]):
        driver.advance([do.SetLanguage("en"), *intents, *[do.Tick()] * 30])
        finish(driver, used, surface)
        driver.advance([do.SetLanguage("de"), do.SetProfile(profile), *[do.Tick()] * 30])
        finish(driver, used, surface)
        fresh = pygame.Surface((960, 600), depth=32)
        finish(driver, Frame(assets.fonts), fresh)
        assert np.array_equal(pygame.surfarray.array3d(surface), pygame.surfarray.array3d(fresh))
