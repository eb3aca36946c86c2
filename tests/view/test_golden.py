"""The stage as it should look. `pytest --update-references` renews the pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame
import pytest

from game.commands.render import picture, play
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.frame import Frame

REFERENCES = Path(__file__).parent / "references"
FAILURES = Path(__file__).parents[1] / "failures"

#: a search may take another turn on another processor, so what it finds is given here
FAVORITES = np.load(Path(__file__).parents[1] / "data" / "favorites.npz")["inks"]


def liked(layer: int, index: int) -> do.FavoriteFound:
    """A favorite of the network that is loaded, with a z of its own."""
    ink = FAVORITES[index if layer == 2 else 64 + index] / np.float32(255)
    return do.FavoriteFound(1, Unit(layer, index), ink, 12.3)


BROKEN = [(0, do.OpenTab("break")), (0, do.SetDamage("B1-N120.7-W2-K3.40"))]
SCENES: dict[str, tuple[tuple[int, int], int, list[tuple[int, Intent]]]] = {
    "blank": ((1280, 720), 2, []),
    "wave": ((1280, 720), 25, [(0, do.Press("sample"))]),
    "flow": ((1280, 720), 240, [(0, do.LoadSample(7))]),
    "portrait": ((720, 1280), 240, [(0, do.LoadSample(2))]),
    "narrow": ((1024, 768), 240, [(0, do.LoadSample(8))]),
    "light": ((960, 540), 240, [(0, do.SetProfile("light")), (0, do.LoadSample(3))]),
    "board": ((1280, 720), 240, [(0, do.LoadSample(7)), (0, do.NextBoard())]),
    "board-both": ((720, 1280), 240, [(0, do.LoadSample(7)), *[(0, do.NextBoard())] * 2]),
    "readable": ((1280, 720), 240, [(0, do.LoadSample(7)), (100, do.ToggleView())]),
    "morph": ((960, 540), 118, [(0, do.LoadSample(7)), (100, do.ToggleView())]),
    "hidden-1": ((1280, 720), 240, [(0, do.LoadSample(7)), (200, do.PinUnit(1, 32))]),
    "hidden-2": (
        (1280, 720),
        240,
        [(0, do.LoadSample(7)), (200, do.PinUnit(2, 10)), (201, liked(2, 10))],
    ),
    "output": (
        (1280, 720),
        240,
        [(0, do.LoadSample(7)), (200, do.PinUnit(3, 7)), (201, liked(3, 7))],
    ),
    "why": ((1280, 720), 240, [(0, do.LoadSample(7)), (200, do.AskWhy())]),
    "why-not": (
        (1280, 720),
        240,
        [(0, do.LoadSample(7)), (200, do.AskWhy()), (201, do.AskWhyNot(1))],
    ),
    "raw": ((960, 540), 240, [(0, do.LoadSample(7)), (200, do.ToggleRaw())]),
    "scrub": ((960, 540), 240, [(0, do.LoadSample(7)), (200, do.Scrub(0.3))]),
    **{
        f"step-{steps}": (
            (960, 540),
            500,
            [
                (0, do.LoadSample(7)),
                (200, do.Replay()),
                (200, do.Pause()),
                *((210 + 60 * i, do.StepLayer(1)) for i in range(steps)),
            ],
        )
        for steps in range(4)
    },
    "break-healthy": ((1280, 720), 240, [(0, do.LoadSample(7)), (200, do.OpenTab("break"))]),
    **{
        f"break-{name}": (size, 240, [*BROKEN, (0, do.LoadSample(7)), *more])
        for name, size, more in (
            ("wide", (1280, 720), []),
            ("narrow", (1024, 768), [(200, do.SetTap("adjust")), (201, do.PressFocused())]),
            ("portrait", (720, 1280), [(210, do.AblateUnit(2, 9))]),
            ("code", (960, 540), [(210, do.PasteCode("B1-X"))]),
        )
    },
    **{
        f"layers-{card}": (
            size,
            240,
            [(0, do.LoadSample(7)), (200, do.OpenTab("layers")), (201, do.OpenLayer(card))],
        )
        for card, size in ((0, (1280, 720)), (1, (1024, 768)), (2, (1280, 720)), (3, (720, 1280)))
    },
    "layers-more": (
        (1024, 768),
        240,
        [(0, do.LoadSample(7)), (200, do.OpenTab("layers")), (201, do.MoreOfLayer())],
    ),
    "layers-blank": ((960, 540), 10, [(0, do.OpenTab("layers")), (1, do.OpenLayer(1))]),
    **{
        f"gradient-{name}": (
            size,
            ticks,
            [
                (0, do.LoadSample(7)),
                (200, do.ShowComputation("gradient")),
                (201, do.ChooseTarget(1)),
                *more,
            ],
        )
        for name, size, ticks, more in (
            ("wave", (1280, 720), 290, [(202, do.SendBack())]),
            ("narrow", (1024, 768), 240, [(202, do.SetDamage("N40.7"))]),
            ("taught", (720, 1280), 520, [(205, do.Teach()), (206, do.Teach())]),
            ("back", (1280, 720), 240, [(202, do.ToggleWayBack())]),
        )
    },
    **{
        f"forward-{step}": (
            size,
            240,
            [
                (0, do.LoadSample(7)),
                (200, do.ShowComputation("forward")),
                (201, do.ShowStep(step)),
                *more,
            ],
        )
        for step, size, more in (
            (0, (1280, 720), []),
            (1, (1024, 768), []),
            (2, (720, 1280), [(205, do.StepTerm(500))]),
            (4, (1280, 720), [(205, do.SetDamage("N60.2")), (206, do.PinUnit(3, 9))]),
            (5, (1280, 720), [(205, do.StepTerm(12))]),
        )
    },
    "forward-blank": ((1280, 720), 10, [(0, do.ShowComputation("forward"))]),
    **{
        f"weights-{block}": (
            size,
            240,
            [
                (0, do.LoadSample(7)),
                (200, do.ShowComputation("weights")),
                (201, do.ShowBlock(block)),
                *more,
            ],
        )
        for block, size, more in (
            ("W1", (1280, 720), [(202, do.SortNeurons("digit"))]),
            ("W2", (1024, 768), [(202, do.SetDamage("P60"))]),
            ("W3", (720, 1280), []),
            ("b3", (960, 540), [(202, do.MoreOfBlock()), (203, do.ShareAxes())]),
        )
    },
    "gradient-blank": ((960, 540), 10, [(0, do.ShowComputation("gradient"))]),
    "help": ((960, 540), 240, [(0, do.LoadSample(5)), (230, do.ShowSheet("help"))]),
    "quit": ((960, 540), 240, [(0, do.LoadSample(5)), (230, do.Escape())]),
}


@pytest.mark.parametrize("name", SCENES)
def test_the_stage_looks_as_it_should(
    name: str, assets: Assets, model: Model, request: pytest.FixtureRequest
) -> None:
    size, ticks, plan = SCENES[name]
    driver = Driver(State(screen=Screen(size=size)))
    driver.load(model, assets)
    play(driver, plan, ticks)
    compare(name, picture(driver, Frame(assets.fonts)), request)


def test_a_number_looks_as_it_should(
    assets: Assets, model: Model, request: pytest.FixtureRequest
) -> None:
    driver = Driver(State(screen=Screen(size=(1280, 720))))
    driver.load(model, assets)
    ink = next(iter(assets.samples.numbers.values()))
    play(driver, [(0, do.ShowInk(ink))], 90)
    compare("number", picture(driver, Frame(assets.fonts)), request)


def compare(name: str, surface: pygame.Surface, request: pytest.FixtureRequest) -> None:
    """Within 2 per channel but for fewer than 1e-5 of the pixels; else show all three."""
    path = REFERENCES / f"{name}.png"
    if request.config.getoption("--update-references"):
        REFERENCES.mkdir(exist_ok=True)
        pygame.image.save(surface, path)
        return
    assert path.exists(), f"{path} is missing: run pytest --update-references and look at it"
    actual = _pixels(surface)
    expected = _pixels(pygame.image.load(path))
    assert actual.shape == expected.shape
    off = np.abs(actual - expected).max(axis=2) > 2
    if off.mean() < 1e-5:
        return
    FAILURES.mkdir(exist_ok=True)
    difference = np.where(off[..., None], np.clip(np.abs(actual - expected) * 4, 64, 255), 0)
    sheet = np.concatenate([expected, actual, difference]).astype(np.uint8)
    shown = FAILURES / f"{name}.png"
    pygame.image.save(pygame.surfarray.make_surface(sheet), shown)
    pytest.fail(f"{off.mean():.2%} of the pixels differ: expected | actual | difference in {shown}")


def _pixels(surface: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(surface).astype(np.int16)
