"""The forward pass on screen: every text in its place, sums that add up, nothing raises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.commands.render import play
from game.core.geometry import Rect
from game.core.model.network import Network, softmax
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.forward.layout import STEPS, is_sum, layer_of
from game.lab.state.forward import Forward
from game.lab.state.state import State
from game.view.forward.panels import PANELS
from game.view.forward.relu import fallen, stacked
from game.view.forward.running_sum import progress_of, rows_of
from game.view.forward.softmax import powers_of
from game.view.forward.vectors import VectorPanel
from game.view.paint.brush import Brush
from game.view.paint.signed_cells import colors_of, draw_vector, painted
from game.view.paint.theme import Theme
from game.words.catalogue import say
from tests.networks import broken_network
from tests.states import having
from tests.view.words import SIZES, check_apart, computing, panel_words, recorder


def check(state: State, theme: Theme) -> dict[str, list[str]]:
    """Draw all panels; every text must lie in its item, and apart from all others."""
    return panel_words(PANELS, state, theme)


def lab(size: tuple[int, int], network: Network | None = None, **shows: object) -> State:
    part = Forward(**shows)  # type: ignore[arg-type]
    return computing(size, "forward", network, forward=part)


@pytest.mark.parametrize("size", SIZES)
def test_every_text_lies_in_its_place(size: tuple[int, int], driver: Driver) -> None:
    theme = Theme(scale=lab(size).stage.scale)
    assert check(having(lab(size), trace=None), theme)["forward.blank"]
    play(driver, [(0, do.LoadSample(3)), (0, do.ShowComputation("forward"))], 100)
    shipped = having(driver.state, size=size)
    for step in range(STEPS):
        for term in (0, 3, 17, None):
            check(having(shipped, forward=Forward(step, term)), theme)
        layer = layer_of(step)
        pinned = having(shipped, forward=Forward(step, 5), pinned=Unit(layer, 7))
        check(having(pinned, hovered=Unit(layer - 1, 9)), theme)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", range(STEPS))
def test_the_line_of_all_steps_is_there_whole_or_with_an_ellipsis(
    step: int, size: tuple[int, int]
) -> None:
    state = lab(size, step=step, term=None)
    found = check(state, Theme(scale=state.stage.scale))
    parts = say("compute.line").split(" → ")
    line = [words for words in found["forward.line"] if words.strip() != "→"]
    assert line == parts if "…" not in line else set(line) <= {*parts, "…"}
    assert line[0] == parts[0] and line[-1] == parts[-1] and parts[step + 1] in line
    assert [len(found[f"fstep.{n}"]) for n in range(STEPS)] == [1] * STEPS
    plain, exact = found["forward.words"]
    assert plain.endswith(".") and "…" not in plain + exact


def test_what_a_step_makes_is_dark_until_the_wave_has_come_through() -> None:
    for step in range(STEPS - 1):
        pictures = []
        for time in (0.0, 1000.0):
            state = having(lab((1280, 800), step=step), time=time)
            vector = VectorPanel("forward.out")
            surface = pygame.Surface(state.screen.size, depth=32)
            brush = Brush(surface, Theme(scale=state.stage.scale), recorder())
            vector.draw(brush, state.stage.rect("forward.out"), vector.look(state))
            pictures.append(pygame.surfarray.array3d(surface).astype(int))
        colored = [int((np.ptp(one, axis=2) > 60).sum()) for one in pictures]
        assert colored[0] < 0.1 * colored[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30, 0.0])
def test_broken_networks_are_shown_as_they_are(size: tuple[int, int], value: float) -> None:
    network = broken_network(value)
    if value == 0:
        none = [np.zeros_like(weight) for weight in network.weights]
        network = Network(tuple(none), network.biases)  # type: ignore[arg-type]
    theme = Theme(scale=lab(size).stage.scale)
    for step in range(STEPS):
        for term in (1, None):
            state = lab(size, network, step=step, term=term)
            check(state, theme)
            check(having(state, pinned=Unit(layer_of(step), 3)), theme)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", range(STEPS))
def test_items_do_not_overlap(size: tuple[int, int], step: int) -> None:
    state = lab(size, step=step)
    own = [i for i in state.stage.items if i.name.startswith(("forward.", "fstep.", "fterm."))]
    check_apart(own, state.stage.rect("panel"))
    for one in own:
        if one.role in ("button", "tile"):
            assert one.rect.h >= 53 * state.stage.scale and one.rect.w >= 53 * state.stage.scale


def test_drawing_twice_gives_equal_pixels_and_terms_change_them() -> None:
    for step in range(STEPS):
        pictures = []
        for term in (2, 2, 4):
            state = lab((1280, 800), step=step, term=term)
            surface = pygame.Surface(state.screen.size, depth=32)
            brush = Brush(surface, Theme(scale=state.stage.scale), recorder())
            for make in PANELS:
                panel = make()
                if state.stage.has(panel.name):
                    panel.draw(brush, state.stage.rect(panel.name), panel.look(state))
            pictures.append(surface.get_buffer().raw)
        assert pictures[0] == pictures[1] != pictures[2]


def test_a_step_fills_by_whole_pixels_and_draws_just_those() -> None:
    state = lab((1280, 800), step=3)
    tile = next(panel for make in PANELS if (panel := make()).name == "fstep.0")
    theme, rect = Theme(scale=state.stage.scale), state.stage.rect("fstep.0")
    times = np.linspace(0, 30, 400).tolist()
    states = [replace(state, playback=replace(state.playback, time=time)) for time in times]
    values = {tile.look(state): None for state in states}
    assert rect.w / 2 < len(values) <= rect.w + 3
    for value in list(values)[20:-20]:
        surface = pygame.Surface(state.screen.size, depth=32)
        tile.draw(Brush(surface, theme, recorder()), rect, value)
        y = round(rect.bottom) - theme.px(6)
        lit = [x for x in range(state.screen.size[0]) if surface.get_at((x, y))[:3] == theme.text]
        assert lit[-1] == round(rect.x) + value.filled - 1


def test_looks_differ_with_what_is_shown_and_with_nothing_else() -> None:
    def differ(state: State, other: State) -> set[str]:
        panels = [panel for make in PANELS if state.stage.has((panel := make()).name)]
        return {panel.name for panel in panels if panel.look(state) != panel.look(other)}

    state = lab((1280, 800), step=2, term=3)
    card = replace(state.card, hovered=Unit(3, 1))
    assert not differ(state, replace(state, tick=7, card=card))
    term = replace(state, forward=Forward(2, 4))
    come = {"forward.in", "forward.matrix", "forward.focus", "forward.sum", "forward.path"}
    assert differ(state, term) == come
    other = replace(state, card=replace(state.card, pinned=Unit(2, 5)))
    assert {"forward.matrix", "forward.bias", "forward.out", "forward.sum"} <= differ(state, other)
    assert state.prediction.trace is not None
    trace = replace(state.prediction.trace)
    drawn = replace(state, prediction=replace(state.prediction, trace=trace))
    assert {"forward.in", "forward.out", "forward.sum", "forward.path"} <= differ(state, drawn)


def test_the_last_term_lands_on_z() -> None:
    for step in filter(is_sum, range(STEPS)):
        state = lab((1920, 1080), step=step)
        progress = progress_of(state)
        assert progress is not None
        total, line = progress.sum
        z = float(line.total.replace("−", "-"))
        assert z == pytest.approx(total.z, abs=0.006)
        whole = progress.whole
        for room in (4, 6, 12):
            rows = rows_of(say, total, line, whole, room)
            assert len(rows) == min(room, whole) and rows[-1].sum == line.total
            contributions = [float(row.contribution.replace("−", "-")) for row in rows]
            assert sum(contributions) == pytest.approx(z, abs=1e-9)
        coming = rows_of(say, total, line, 3, 5)
        assert [row.current for row in coming] == [False, False, True]


@given(hnp.arrays(np.float32, 10, elements=st.floats(-60, 60, width=32)))
def test_printed_softmax_adds_up(logits: np.ndarray) -> None:
    table = powers_of(logits, softmax(logits))
    assert table is not None
    so_far, true = 0.0, 0.0
    exact = np.exp(logits.astype(float) - logits.astype(float).max())
    for power, after, number in zip(table.powers, table.sums, exact, strict=True):
        so_far += float(power) if "·" not in power else 0.0
        true += number
        assert f"{so_far:.4f}" == after
        assert abs(so_far - true) < 0.5001e-4, "the sum so far is true in its last digit"
        assert "·" in power or abs(float(power) - number) < 1.0001e-4
    number = [float(words.replace("−", "-")) for words in table.logits]
    shifted = [float(words.replace("−", "-")) for words in table.shifted]
    assert shifted == pytest.approx([value - max(number) for value in number], abs=1e-9)


def test_softmax_without_an_answer() -> None:
    logits = np.array([0, np.nan, *range(8)], np.float32)
    assert powers_of(logits, softmax(logits)) is None


@given(hnp.arrays(np.float32, 64, elements=st.floats(-9, 9, width=32)), st.integers(0, 70))
def test_what_is_below_zero_falls_furthest_first(values: np.ndarray, come: int) -> None:
    gone = fallen(values, come)
    assert gone.sum() == min(come, (values < 0).sum())
    assert not gone[values >= 0].any()
    left = values[(values < 0) & ~gone]
    assert not len(left) or not gone.any() or values[gone].max() <= left.min()


def test_dots_stand_on_each_other() -> None:
    assert stacked(np.array([1.0, 25, 2, 3, 24]), 10).tolist() == [0, 0, 1, 2, 1]


def test_colors_of_signs_and_of_what_is_no_number() -> None:
    theme = Theme()
    shades = colors_of(theme, np.array([1, -1, 0, np.inf, np.nan], np.float32)).tolist()
    expected = theme.positive, theme.negative, theme.canvas, theme.positive, theme.damage
    assert [tuple(shade) for shade in shades] == list(expected)
    assert colors_of(theme, np.zeros((3, 4), np.float32)).shape == (3, 4, 3)


def test_maps_show_every_value() -> None:
    theme, surface = Theme(), pygame.Surface((100, 100), depth=32)
    values = np.array([1, -1, 0, 1], np.float32)
    draw_vector(Brush(surface, theme, recorder()), Rect(10, 20, 40, 40), values, 2)
    assert surface.get_at((15, 25))[:3] == theme.positive
    assert surface.get_at((33, 25))[:3] == theme.negative
    assert surface.get_at((40, 30))[:3] == theme.panel  # hollow: below zero
    image = painted(theme, np.array([[1, 0], [-1, 0]], np.float32), (50, 40))
    assert image.get_size() == (50, 40)
    assert image.get_at((5, 5))[:3] == theme.positive
    assert image.get_at((5, 35))[:3] == theme.negative
