"""The governor sheds pulses on a slow machine, gives them back, and is not moved by a hiccup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.shell.window.governor import FAST, FEWEST, MOST, SLOW, Governor

MIDDLE = (SLOW + FAST) // 2
#: frames after which it judges
WINDOW = 20


def fed(governor: Governor, *costs: int) -> list[int]:
    return [governor.feed(cost) for cost in costs]


def test_slow_frames_shed_pulses_down_to_the_fewest() -> None:
    governor = Governor()
    seen = fed(governor, *[SLOW + 1] * (20 * WINDOW))
    assert seen == sorted(seen, reverse=True) and seen[0] == MOST and seen[-1] == FEWEST


def test_fast_frames_bring_them_back_to_the_most() -> None:
    governor = Governor(FEWEST)
    seen = fed(governor, *[FAST - 1] * (20 * WINDOW))
    assert seen == sorted(seen) and seen[0] == FEWEST and seen[-1] == MOST


def test_it_judges_whole_windows() -> None:
    governor = Governor()
    *waits, last = fed(governor, *[SLOW + 1] * WINDOW)
    assert set(waits) == {MOST} and last < MOST
    assert set(fed(governor, *[SLOW + 1] * (WINDOW - 1))) == {last}


def test_what_is_neither_slow_nor_fast_changes_nothing() -> None:
    governor = Governor(500)
    assert set(fed(governor, *[SLOW, MIDDLE, FAST] * WINDOW)) == {500}


def test_less_than_half_a_window_of_hiccups_changes_nothing() -> None:
    governor = Governor(500)
    hiccups = WINDOW // 2 - 1
    assert set(fed(governor, *[MIDDLE] * (WINDOW - hiccups), *[10**12] * hiccups)) == {500}
    assert set(fed(governor, *[0] * hiccups, *[MIDDLE] * (WINDOW - hiccups))) == {500}


@given(st.integers(FEWEST, MOST), st.lists(st.integers(0, 10**12), max_size=200))
def test_there_are_never_fewer_or_more_than_that(begun: int, costs: list[int]) -> None:
    assert all(FEWEST <= signals <= MOST for signals in fed(Governor(begun), *costs))
