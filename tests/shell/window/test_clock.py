"""The clock pays out all the time it is given, in whole ticks, and never hurries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.shell.window.clock import TICK, TICKS_A_SECOND, Clock

#: time between two looks at the clock, ns: what frames take, and less than six ticks
steps = st.lists(st.integers(0, 6 * TICK), max_size=200)


@given(st.integers(0, 10**18), steps)
def test_all_time_becomes_ticks_however_it_is_cut(start: int, taken: list[int]) -> None:
    clock, now, due = Clock(start, most=1000), start, 0
    for step in taken:
        now += step
        due += clock.ticks(now)
    assert due == (now - start) // TICK


def test_a_second_has_sixty_ticks() -> None:
    clock = Clock(0)
    assert sum(clock.ticks(ms * 1_000_000) for ms in range(1, 1002)) == TICKS_A_SECOND


def test_no_tick_is_due_before_its_time() -> None:
    clock = Clock(0)
    assert clock.ticks(TICK - 1) == 0 and clock.ticks(TICK) == 1 and clock.ticks(TICK) == 0


def test_after_a_sleep_a_few_ticks_are_paid_and_the_rest_is_forgotten() -> None:
    clock = Clock(0, most=6)
    hour = 3600 * 1_000_000_000
    assert clock.ticks(hour) == 6
    assert clock.ticks(hour + TICK) == 1, "nothing is owed any more"


def test_time_that_goes_back_counts_as_none() -> None:
    clock = Clock(10 * TICK)
    assert clock.ticks(5 * TICK) == 0
    assert clock.ticks(6 * TICK) == 1, "and time goes on from there"


@given(st.integers(0, 10**18), steps)
def test_whoever_waits_as_long_as_it_says_finds_a_tick(start: int, taken: list[int]) -> None:
    clock, now = Clock(start), start
    for step in taken:
        now += step
        clock.ticks(now)
    wait = clock.wait(now)
    assert 0 < wait <= TICK
    assert clock.wait(now + wait) == 0 and clock.wait(now + 2 * wait) == 0
    assert clock.ticks(now + wait - 1) == 0 and clock.ticks(now + wait) == 1
