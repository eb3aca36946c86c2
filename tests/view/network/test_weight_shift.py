"""When teaching has moved the weights, those that moved most are seen to, and then no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import Network
from game.lab import intents as do
from game.lab.gradient.update import SHIFT_TICKS
from game.lab.network.plan import place
from game.view.network.look import Look
from game.view.network.weight_shift import draw_weight_shift
from game.view.paint.theme import Theme
from tests.labs import LINE, READY, answered
from tests.view.network.scenes import brush_on, network_of, scene_of

RECT = Rect(0, 0, 900, 600)


def light(before: Network, after: Network, passed: float) -> np.ndarray:
    surface = pygame.Surface((900, 600), depth=32)
    scene = replace(scene_of(RECT, after, 300), shift=(before, after, passed))
    draw_weight_shift(brush_on(surface, Theme()), place(RECT), scene)
    return pygame.surfarray.array3d(surface).astype(int)


def moved(network: Network, layer: int, row: int, column: int, by: float) -> Network:
    weights = [weight.copy() for weight in network.weights]
    weights[layer][row, column] += by
    return replace(network, weights=tuple(weights))


def test_the_light_swells_and_goes() -> None:
    before = network_of(0)
    after = moved(before, 1, 5, 7, 0.5)
    lit = [int(light(before, after, passed).sum()) for passed in (0, 0.2, 0.5, 0.8, 1)]
    assert lit[0] == lit[4] == 0 and lit[1] < lit[2] > lit[3] > 0


def test_only_what_moved_glows_what_fell_in_pieces() -> None:
    before, plan = network_of(0), place(RECT)
    rose, fell = (light(before, moved(before, 1, 5, 7, by), 0.5).max(axis=2) for by in (0.5, -0.5))
    start, end = plan.positions[784 + 7], plan.positions[784 + 128 + 5]
    lit = []
    for picture in (rose, fell):
        along = [start + (end - start) * share for share in np.linspace(0.02, 0.98, 60)]
        lit.append([picture[round(float(x)), round(float(y))] > 0 for x, y in along])
    assert all(lit[0]) and not all(lit[1]) and any(lit[1])
    assert np.count_nonzero(np.diff(np.array(lit[1], int)) == -1) >= 3
    assert not light(before, before, 0.5).any()


def test_numbers_that_are_none_do_not_raise() -> None:
    before = network_of(0)
    light(before, moved(before, 0, 3, 4, np.nan), 0.5)
    light(before, moved(before, 2, 3, 4, np.inf), 0.5)


def test_a_step_of_teaching_is_seen_for_its_time() -> None:
    state = answered(READY, do.ShowInk(LINE), do.ShowComputation("gradient"))
    for _ in range(200):
        state = answered(state)
    state, look, seen = answered(state, do.ChooseTarget(4), do.Teach()), Look(), 0
    for _ in range(600):
        shift = look.seen(state, "network.picture").shift
        assert shift is None or (shift[1] is state.network and 0 <= shift[2] < 1)
        seen += shift is not None
        state = answered(state)
    assert SHIFT_TICKS - 2 <= seen <= SHIFT_TICKS
