"""No answer before its cause: until the wave is at the output, the picture shows none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.lab.network.plan import place
from game.lab.network.signals import ARRIVALS, BEAT, WAVE_TICKS
from game.view.network.bars import draw_bars
from game.view.network.legend import LegendPanel
from game.view.network.network import NetworkPanel
from game.view.network.scene import NetworkScene
from game.view.network.twin import TwinPanel
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme
from tests.lab.network.untold import untold_states, with_other_answer
from tests.view.network.scenes import RECT, THEME, brush_on, finish, network_of, pixels, scene_of


def drawn(panel: NetworkPanel, driver: Driver, scene: NetworkScene) -> np.ndarray:
    surface = pygame.Surface(driver.state.screen.size, depth=32)
    panel.draw(brush_on(surface, Theme(scale=driver.state.stage.scale)), scene.rect, scene)
    return pygame.surfarray.array3d(surface)


def test_the_picture_is_the_same_whatever_the_answer_before_it_is_told(driver: Driver) -> None:
    panel, seen = NetworkPanel(), 0
    for name, state in untold_states(driver, every=6):
        first = panel.look(state)
        other = panel.look(with_other_answer(state))
        assert first.told is False and first.answer != other.answer, name
        hovered = replace(first, hovered=Unit(3, 4)), replace(other, hovered=Unit(3, 4))
        for one, two in ((first, other), hovered)[: 1 + seen % 2]:
            assert (drawn(panel, driver, one) == drawn(panel, driver, two)).all(), name
        seen += 1
    assert seen > 30


def test_the_legend_names_no_answer_before_it_is_told(driver: Driver) -> None:
    legend = LegendPanel()
    for name, state in untold_states(driver):
        pictures = []
        for one in (state, with_other_answer(state)):
            surface = pygame.Surface((900, 40), depth=32)
            legend.draw(brush_on(surface, Theme()), Rect(0, 0, 900, 40), legend.look(one))
            pictures.append(pygame.surfarray.array3d(surface))
        assert (pictures[0] == pictures[1]).all(), name


@pytest.mark.parametrize("view", [0, 1])
def test_once_told_the_answer_is_there_and_lands_with_a_beat(view: int) -> None:
    panel, network = NetworkPanel(), network_of(0)
    base = replace(scene_of(RECT, network, 0), dark=True, view=view, bars=True)
    finish(panel, base)

    def at(since: float) -> np.ndarray:
        return pixels(panel, replace(base, tick=base.fired_at + since))

    def right(picture: np.ndarray) -> np.ndarray:
        return picture[:, 30 + RECT.w // 2 :]

    before, landing, after = (at(ARRIVALS[3] + late) for late in (-1, BEAT / 2, BEAT + 40))
    plain = pixels(panel, replace(base, tick=base.fired_at + ARRIVALS[3] + BEAT / 2, dark=False))
    assert (right(before) != right(after)).any() and (right(landing) != right(plain)).any()
    assert ARRIVALS[3] + BEAT <= WAVE_TICKS


def bars(scene: NetworkScene) -> np.ndarray:
    """The strip of bars of a large picture, (height, width)."""
    surface = pygame.Surface((1400, 700), depth=32)
    plan = place(Rect(0, 0, 1400, 700), 1.0, True)
    draw_bars(brush_on(surface, Theme()), scene, plan)
    assert plan.bars is not None
    return pygame.surfarray.array3d(surface).max(axis=2)[round(plan.bars[0]) :].T


def test_bars_are_empty_until_the_answer_is_told_then_fill() -> None:
    base = replace(scene_of(RECT, network_of(0), 0), dark=True)
    light = [
        int(bars(replace(base, tick=base.fired_at + since)).astype(int).sum())
        for since in (0, ARRIVALS[3] - 1, ARRIVALS[3] + 3, ARRIVALS[3] + BEAT)
    ]
    assert light[0] == light[1] < light[2] < light[3]


def test_a_bar_is_as_long_as_its_probability_and_stands_beside_its_output() -> None:
    answer = (0.0, 0.5, 0.0, 0.25, *[0.0] * 6)
    scene = replace(scene_of(RECT, network_of(0), 400), answer=answer)
    plan, theme = place(Rect(0, 0, 1400, 700), 1.0, True), Theme()
    picture = bars(scene)
    filled = [
        (picture[round(float(y))] > max(theme.track) + 20)[:120].sum()
        for y in plan.positions[plan.layer(3), 1]
    ]
    assert filled[1] == pytest.approx(2 * filled[3], abs=3) and filled[1] > 20
    assert filled[0] == filled[2] == 0


def test_of_a_damaged_network_both_answers_have_a_bar() -> None:
    scene = scene_of(RECT, network_of(0), 400)
    one = bars(replace(scene, answer=(1.0, *[0.0] * 9)))
    both = bars(replace(scene, answer=(1.0, *[0.0] * 9), healthy=(0.0, 1.0, *[0.0] * 8)))
    other = bars(replace(scene, answer=(1.0, *[0.0] * 9), healthy=(0.0, 0.0, 1.0, *[0.0] * 7)))
    assert (one != both).any() and (both != other).any()


def test_a_doubtful_answer_has_no_winner() -> None:
    panel, scene = NetworkPanel(), scene_of(RECT, network_of(0), 400)
    finish(panel, scene)
    sure, doubted = pixels(panel, scene), pixels(panel, replace(scene, sure=False))
    assert scene.winner is not None and replace(scene, sure=False).winner is None
    winner = np.array(THEME.winner)
    assert (sure == winner).all(axis=2).sum() > 40
    assert (doubted == winner).all(axis=2).sum() == 0


def test_the_twin_has_slots_of_its_own_and_shows_the_healthy_network(driver: Driver) -> None:
    scene = scene_of(RECT, network_of(0), 300)
    mine, others = NetworkPanel().jobs(THEME, scene), TwinPanel().jobs(THEME, scene)
    assert not {job.slot for job in mine} & {job.slot for job in others}
    assert all(job.slot.startswith("twin.") for job in others)


def test_the_words_of_a_picture_are_of_the_type_scale() -> None:
    sizes: set[int] = set()

    class Noting(Brush):
        def write(self, words, at, size, color, **more):  # type: ignore[no-untyped-def]
            sizes.add(size)
            return super().write(words, at, size, color, **more)

    theme, network = Theme(), network_of(0)
    for rect in (Rect(0, 0, 1450, 780), Rect(0, 0, 720, 550), Rect(0, 0, 480, 560)):
        for view in (0, 1):
            scene = scene_of(rect, network, 300)
            surface = pygame.Surface((1450, 780), depth=32)
            brush = Noting(*brush_on(surface, theme))
            scene = replace(scene, view=view, hovered=Unit(1, 4), bars=rect.w > 1000)
            NetworkPanel().draw(brush, rect, scene)
    assert sizes <= {theme.small, theme.body, theme.title, theme.large} and len(sizes) >= 3
