"""A card grows, and a chain comes back to the pixels: as functions of the tick."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from game.lab import intents as do
from game.lab.card.act import grown, leader, moves, painted, traced
from game.lab.card.paint import paint_of
from game.lab.network.picture import plan
from game.lab.network.plan import point_of
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE, READY, answered, at_rest, on_screen

DRAWN = at_rest(answered(READY, do.ShowInk(LINE)))


def after(state: State, count: int) -> list[State]:
    """The state after each of so many ticks."""
    states = [state]
    for _ in range(count):
        states.append(update(states[-1], [do.Tick()]))
    return states


def test_the_chain_comes_back_from_the_output_to_the_pixels_in_two_seconds() -> None:
    states = after(update(DRAWN, [do.AskWhy()]), 120)
    ways = [traced(state) for state in states]
    assert ways[0] == 3 and ways[-1] == 0
    assert all(before >= later for before, later in pairwise(ways))
    arrived = next(tick for tick, way in enumerate(ways) if way == 0)
    assert 80 <= arrived <= 120, "some 1.5 to 2 s"
    # Only then are the pixels painted on the drawing.
    assert all(painted(state) == 0 for state in states[:arrived])
    assert paint_of(states[arrived - 1]) is None and paint_of(states[-1]) is not None
    assert painted(states[-1]) == 1
    assert moves(states[arrived]) and not moves(states[-1])


def test_another_question_sets_out_anew() -> None:
    done = after(update(DRAWN, [do.AskWhy()]), 130)[-1]
    assert traced(update(done, [do.AskWhyNot()])) == 3


def test_a_card_grows_and_then_rests() -> None:
    states = after(update(DRAWN, [do.PinUnit(1, 3)]), 20)
    sizes = [grown(state) for state in states]
    assert sizes[0] == 0 and sizes[-1] == 1 and all(a <= b for a, b in pairwise(sizes))
    assert moves(states[0]) and not moves(states[-1])


@pytest.mark.parametrize("intent", [do.AskWhy(), do.PinUnit(1, 3)])
def test_with_reduced_motion_all_is_there_at_once(intent: do.Intent) -> None:
    state = update(on_screen(DRAWN, reduced_motion=True), [intent])
    assert grown(state) == 1 and traced(state) == 0 and painted(state) == 1 and not moves(state)


def test_nothing_is_painted_under_a_moving_pen_or_an_open_drawer() -> None:
    done = after(update(DRAWN, [do.AskWhy()]), 130)[-1]
    assert paint_of(done) is not None
    assert paint_of(update(done, [do.PointerDown(0, *done.stage.rect("canvas").center)])) is None
    assert paint_of(update(done, [do.OpenTab("layers")])) is None
    assert paint_of(update(done, [do.PinUnit(None)])) is None


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)])
def test_the_line_to_the_card_passes_no_other_output(size: tuple[int, int]) -> None:
    state = update(DRAWN, [do.Resize(*size), do.PinUnit(1, 60)])
    for index in range(128):
        state = update(state, [do.PinUnit(1, index)]) if index != 60 else state
        (x, y), *_, (end_x, end_y) = leader(state)
        places = plan(state)
        assert (x, y) == point_of(places, state.card.pinned)
        if end_y == y and end_x != x:
            outputs = places.positions[-10:, 1]
            assert abs(outputs - end_y).min() > places.radii[-1]
    for digit in range(10):
        path = leader(update(state, [do.PinUnit(3, digit)]))
        places = plan(state)
        heights = np.delete(places.positions[-10:, 1], digit)
        for (one_x, one_y), (_, other_y) in pairwise(path):
            low, high = sorted((one_y, other_y))
            beside = one_x > places.label_x  # to the right of all outputs
            assert beside or not ((low < heights) & (heights < high)).any()
