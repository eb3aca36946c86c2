"""The gradient on screen: every text in its place, every sum right, nothing raises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.commands.render import play
from game.core.geometry import Rect
from game.core.model.gradient import gradient
from game.core.model.network import Network, forward, softmax
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.gradient.update import BACK_TICKS, SHIFT_TICKS
from game.lab.network.plan import place
from game.lab.stage.labels import on
from game.lab.state.gradient import Teaching
from game.lab.state.state import State
from game.lab.update import update
from game.view.gradient.numbers import digits, signed
from game.view.gradient.outputs import OutputsPanel, TargetTile, of_output, sum_words
from game.view.gradient.panels import (
    PANELS,
    CellsPanel,
    LossPanel,
    PixelsPanel,
    SignsPanel,
    UnitPanel,
    loss_words,
    slope_of_ink,
)
from game.view.gradient.teaching import CurvePanel, RatePanel, TeachingPanel, rate_words
from game.view.network.gradient_wave import draw_gradient_wave
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme
from game.view.panel import Panel
from tests.networks import broken_network, some_drawing, some_network, some_trace
from tests.states import having
from tests.view.words import SIZES, check_apart, computing, panel_words, recorder

#: until a step has been taken and seen
LATER = [do.Tick()] * (BACK_TICKS + SHIFT_TICKS)


def check(state: State, theme: Theme) -> dict[str, list[str]]:
    """Draw all panels; every text must lie in its item, and apart from all others."""
    return panel_words(PANELS, state, theme)


def lab(
    size: tuple[int, int],
    network: Network | None = None,
    target: int | None = None,
    **shown: Any,
) -> State:
    targets = () if target is None else ((State().subject, target),)
    part = Teaching(targets, **shown)
    return computing(size, "gradient", network, gradient=part)


@pytest.mark.parametrize("size", SIZES)
def test_every_text_lies_in_its_place(size: tuple[int, int], driver: Driver) -> None:
    theme = Theme(scale=lab(size).stage.scale)
    blank = having(lab(size), trace=None)
    assert check(blank, theme)["gradient.blank"]
    for more in (False, True):
        check(lab(size, more=more), theme)
        check(lab(size, some_network(scale=1e3), more=more), theme)
        check(lab(size, broken_network(np.nan), more=more), theme)
    play(driver, [(0, do.LoadSample(3)), (0, do.ShowComputation("gradient"))], 100)
    shipped = having(driver.state, size=size)
    check(shipped, theme)
    check(having(shipped, time=0.0), theme)
    for target in (8, 1):
        driver.advance([do.ChooseTarget(target), do.Teach(), *LATER])
        for more in (False, True):
            part = replace(driver.state.gradient, more=more)
            shown = having(replace(driver.state, gradient=part), size=size)
            assert shown.stage.has("gradient.blocks") is more
            check(having(shown, hovered=Unit(1, 127), pinned=None), theme)
            check(having(shown, hovered=None, pinned=Unit(2, 63)), theme)
            check(having(shown, hovered=Unit(0, 5), pinned=Unit(3, 8)), theme)
    gone = having(shown, trace=None)
    assert check(gone, theme)["teach.words"]


@pytest.mark.parametrize("size", SIZES)
def test_what_a_step_did_stands_in_the_strip_of_teaching(
    size: tuple[int, int], driver: Driver
) -> None:
    """The loss before and after, and how likely the digit is now, uncut."""
    play(driver, [(0, do.LoadSample(3)), (0, do.ShowComputation("gradient"))], 100)
    driver.advance([do.ChooseTarget(8), do.SetRate(50), do.Teach(), *LATER])
    state = having(driver.state, size=size)
    (step,) = state.gradient.taught
    words = check(state, Theme(scale=state.stage.scale))["teach.words"]
    assert digits(step.after) in words[0] and words[1].endswith("%") and len(words) == 4
    assert not [line for line in words if line.endswith("…")]
    assert {"teach", "undo.teach", "teach.curve", "slide.rate"} <= state.stage.rects.keys()


def test_colors_of_signs_are_for_signs_alone() -> None:
    """Teaching and the loss have the color of learning; a digit that is likely has none."""
    state = having(lab((1920, 1080), target=4), pinned=None)
    theme = Theme(scale=state.stage.scale)
    signs, others = (theme.positive, theme.negative), (theme.winner, theme.damage)
    taught = update(having(state, reduced_motion=True), [do.Teach(), do.Tick()])
    for make in PANELS:
        panel = make()
        if not taught.stage.has(panel.name):
            continue
        surface, rect = pygame.Surface(state.screen.size, depth=32), taught.stage.rect(panel.name)
        panel.draw(Brush(surface, theme, recorder()), rect, panel.look(taught))
        drawn = pygame.surfarray.array2d(surface.subsurface([round(px) for px in rect]))
        seen = {tuple(surface.unmap_rgb(color))[:3] for color in np.unique(drawn).tolist()}
        assert not seen & set(others), panel.name
        if panel.name.startswith("teach"):
            assert not seen & set(signs), panel.name
        if panel.name in ("teach", "teach.words", "teach.curve", "gradient.loss"):
            assert theme.learning in seen, panel.name


def test_until_the_answer_is_told_nothing_is_said_of_it() -> None:
    state = lab((1920, 1080))
    early = having(state, time=0.0)
    words = check(early, Theme(scale=state.stage.scale))
    assert words["gradient.outputs"] == ["ŷ", "y", "ŷ − y"]
    assert not any(on(early, f"target.{digit}") for digit in range(10))
    assert sum(on(state, f"target.{digit}") for digit in range(10)) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shows", ["teaching", "all", "undo"])
def test_items_do_not_overlap(size: tuple[int, int], shows: str) -> None:
    state = lab(size, more=shows == "all")
    if shows == "undo":
        state = update(having(state, reduced_motion=True), [do.Teach()])
        state = having(state, trace=None)
    parts = [item for item in state.stage.items if item.role != "panel"]
    own = [
        i for i in parts if i.name.startswith(("gradient", "target", "lesson", "slide", "teach"))
    ]
    own += [i for i in parts if i.name in ("undo.teach", "backward")]
    check_apart(own, state.stage.rect("panel"))
    for one in own:
        if one.role in ("button", "slider"):
            assert one.rect.h >= 53 * state.stage.scale and one.rect.w >= 54 * state.stage.scale


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30, 0.0])
def test_broken_networks_do_not_raise(value: float) -> None:
    network = broken_network(value)
    if value == 0:
        none = [np.zeros_like(weight) for weight in network.weights]
        network = Network(tuple(none), network.biases)  # type: ignore[arg-type]
    state = lab((1280, 800), network, target=4)
    check(having(state, hovered=None, pinned=Unit(1, 3)), Theme(scale=state.stage.scale))
    assert state.prediction.trace is not None
    brush = Brush(pygame.Surface((400, 300), depth=32), Theme(), recorder())
    slope = gradient(network, state.prediction.trace, 4)
    plan = place(state.stage.rect("network.picture"))
    for since in range(0, BACK_TICKS, 7):
        draw_gradient_wave(brush, plan, slope, since)


def test_drawing_twice_gives_equal_pixels() -> None:
    state = lab((1280, 800), target=4)
    pictures = []
    for _ in range(2):
        surface = pygame.Surface(state.screen.size, depth=32)
        brush = Brush(surface, Theme(scale=state.stage.scale), recorder())
        for kind in PANELS:
            panel = kind()
            if state.stage.has(panel.name):
                panel.draw(brush, state.stage.rect(panel.name), panel.look(state))
        pictures.append(surface.get_buffer().raw)
    assert pictures[0] == pictures[1]


def test_two_labs_do_not_show_each_other() -> None:
    """Gradients are kept with their traces, which two labs do not share."""
    network = some_network()
    one, other = (
        having(lab((1280, 800), network), trace=some_trace(network, seed)) for seed in (1, 2)
    )
    first = check(one, Theme(scale=one.stage.scale))["gradient.loss"]
    assert check(other, Theme(scale=one.stage.scale))["gradient.loss"] != first
    assert check(one, Theme(scale=one.stage.scale))["gradient.loss"] == first


@given(hnp.arrays(np.float32, 10, elements=st.floats(-60, 60, width=32)), st.integers(0, 9))
def test_printed_sums_add_up(logits: np.ndarray, target: int) -> None:
    says, left = sum_words(softmax(logits), target)
    cents = [round(100 * float(words)) for words in says]
    assert sum(cents) == 100
    rest = [round(100 * float(words.replace("−", "-"))) for words in left]
    assert sum(rest) == 0
    assert rest == [c - 100 * (d == target) for d, c in enumerate(cents)]


def test_an_output_is_written_out_as_the_difference_that_it_is() -> None:
    found = gradient(some_network(), some_trace(some_network()), 4)
    for digit in range(10):
        says, right, is_ = of_output(found, digit).replace(" − ", " = ").split(" = ")
        assert right == str(int(digit == 4))
        assert round(100 * (float(says) - int(right))) == round(100 * float(is_.replace("−", "-")))


def test_ink_shows_only_what_can_be_done() -> None:
    network, x = some_network(), some_drawing()
    slope = slope_of_ink(gradient(network, forward(network, x), 4), x)
    assert (slope[x == 0] <= 0).all() and (slope[x == 1] >= 0).all() and slope.any()


def test_more_ink_where_it_helps_lowers_the_loss() -> None:
    network, x = some_network(), some_drawing()
    slope = gradient(network, forward(network, x), 4)
    moved = (x - 1e-3 * slope_of_ink(slope, x) / np.abs(slope.x).max()).astype(np.float32)
    assert gradient(network, forward(network, moved), 4).loss < slope.loss


def test_numbers_in_words() -> None:
    cases = {0: "0", 347.81: "348", 10.52: "10.5", 5.42: "5.42", 0.0154: "0.015"}
    cases |= {8.7e-4: "8.7·10⁻⁴", 2.1e7: "2.1·10⁷", np.inf: "∞", 999.7: "1000", 99.97: "100.0"}
    assert {value: digits(value) for value in cases} == cases
    assert (signed(-0.5), signed(0.5), signed(0)) == ("−0.500", "+0.500", "0")
    assert digits(np.nan) == signed(np.nan) == "NaN"
    assert loss_words(np.log(2), 7)[0] == "Loss L = −ln ŷ₇ = −ln 0.500 = 0.693"
    assert loss_words(3e-6, 3)[0] == "Loss L = −ln ŷ₃ = −ln (1 − 3.0·10⁻⁶) = 3.0·10⁻⁶"
    assert [rate_words(rate) for rate in (1, 10, 50_000, 100_000)] == [
        "0.00001", "0.0001", "0.5", "1",
    ]  # fmt: skip


def wave_picture(since: float) -> pygame.Surface:
    network = some_network()
    plan = place(Rect(0, 0, 600, 400))
    surface = pygame.Surface((600, 400), depth=32)
    brush = Brush(surface, Theme(), recorder())
    draw_gradient_wave(brush, plan, gradient(network, some_trace(network), 4), since)
    return surface


def test_the_wave_runs_from_right_to_left_and_leaves_nothing() -> None:
    assert not any(wave_picture(-1).get_buffer().raw)
    assert not any(wave_picture(BACK_TICKS).get_buffer().raw)
    assert wave_picture(40).get_buffer().raw == wave_picture(40).get_buffer().raw
    middles = []
    for since in (6, 20, 40, 60, 80):
        light = pygame.surfarray.array3d(wave_picture(since)).sum(axis=(1, 2)).astype(float)
        middles.append(float((light * np.arange(600)).sum() / light.sum()))
    assert middles == sorted(middles, reverse=True)


CELLS, TARGET = partial(CellsPanel, "gradient.z1"), partial(TargetTile, 2)
#: a step, from being asked for to being taken
TAUGHT = (do.Teach(), *[do.Tick()] * BACK_TICKS)


@pytest.mark.parametrize(
    ("kind", "intent", "differs"),
    [
        *(
            (kind, do.ChooseTarget(2), True)
            for kind in (
                LossPanel,
                OutputsPanel,
                PixelsPanel,
                SignsPanel,
                TARGET,
                CELLS,
                TeachingPanel,
            )
        ),
        *((kind, TAUGHT, True) for kind in (LossPanel, PixelsPanel, CurvePanel, TeachingPanel)),
        *((kind, do.Teach(), False) for kind in (LossPanel, CurvePanel, TeachingPanel)),
        *((kind, do.Tick(), False) for kind in (LossPanel, OutputsPanel, CELLS, TeachingPanel)),
        (RatePanel, do.SetRate(5000), True),
        (TeachingPanel, do.SetRate(5000), True),
        (CurvePanel, do.SetRate(5000), False),
        (UnitPanel, do.PinUnit(2, 5), True),
        (CELLS, do.PinUnit(1, 5), True),
        (CELLS, do.PinUnit(2, 5), False),
        (OutputsPanel, do.PinUnit(3, 5), True),
        (OutputsPanel, do.PinUnit(2, 5), False),
    ],
)
def test_a_panel_looks_at_what_it_shows_and_at_nothing_else(
    kind: Callable[[], Panel[object]], intent: do.Intent | tuple[do.Intent, ...], differs: bool
) -> None:
    state, panel = lab((1280, 800), target=4), kind()
    intents = intent if isinstance(intent, tuple) else (intent,)
    assert (panel.look(state) != panel.look(update(state, intents))) is differs
