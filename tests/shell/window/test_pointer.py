"""Events, good and bad → intents."""

from __future__ import annotations

import math

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.lab import intents as do
from game.shell.window import pointer as pointers
from game.shell.window.pointer import RESTING, SILENCE, Pointer

SIZE = (200, 100)


def finger(kind: int, number: int, x: float = 0.5, y: float = 0.5, **more: object) -> pygame.Event:
    return pygame.Event(kind, finger_id=number, x=x, y=y, **more)


DOWN, MOVE, UP = pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP


def test_fingers_have_the_lowest_free_numbers() -> None:
    pointer = Pointer()
    given = [finger(DOWN, 70), finger(DOWN, 71), finger(UP, 70), finger(DOWN, 72)]
    assert pointer.intents(given, SIZE, 0.0) == [
        do.PointerDown(1, 100, 50),
        do.PointerDown(2, 100, 50),
        do.PointerUp(1, 100, 50),
        do.PointerDown(1, 100, 50),
    ]


def test_a_thousand_fingers_are_no_fault() -> None:
    pointer = Pointer()
    found = pointer.intents([finger(DOWN, n) for n in range(1100)], SIZE, 0.0)
    assert len({intent.pointer for intent in found if isinstance(intent, do.PointerDown)}) == 1100
    assert len(pointer.intents([], SIZE, SILENCE + 1)) == 1100


def test_a_silent_finger_is_lifted_and_draws_again_when_it_moves() -> None:
    pointer = Pointer()
    pointer.intents([finger(DOWN, 7)], SIZE, 0.0)
    assert pointer.intents([], SIZE, SILENCE - 0.1) == []
    assert pointer.intents([], SIZE, SILENCE + 0.1) == [do.PointerUp(1, 100, 50)]
    assert pointer.intents([finger(MOVE, 7, 0.1)], SIZE, 4.0) == [do.PointerDown(1, 20, 50)]
    assert pointer.intents([finger(UP, 7, 0.1)], SIZE, 4.1) == [do.PointerUp(1, 20, 50)]


def test_a_finger_that_rests_while_its_screen_tells_of_it_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    touching = {7}
    monkeypatch.setattr(pointers.touch, "get_num_fingers", lambda screen: len(touching))
    monkeypatch.setattr(pointers.touch, "get_finger", lambda screen, n: {"id": sorted(touching)[n]})
    pointer = Pointer()
    pointer.intents([finger(DOWN, 7, touch_id=3)], SIZE, 0.0)
    assert pointer.intents([], SIZE, SILENCE + 5) == []
    moved = pointer.intents([finger(MOVE, 7, 0.1, touch_id=3)], SIZE, SILENCE + 6)
    assert moved == [do.PointerMove(1, 20, 50)]
    touching.clear()  # the screen is unplugged
    assert pointer.intents([], SIZE, 2 * SILENCE + 7) == [do.PointerUp(1, 20, 50)]
    touching.add(8)
    pointer.intents([finger(DOWN, 8, touch_id=3)], SIZE, 20.0)
    assert pointer.intents([], SIZE, 21 + RESTING) == [do.PointerUp(1, 100, 50)]


def test_after_the_focus_is_lost_a_finger_says_nothing_until_it_lifts() -> None:
    pointer = Pointer()
    pointer.intents([finger(DOWN, 7)], SIZE, 0.0)
    lost = pointer.intents([pygame.Event(pygame.WINDOWFOCUSLOST)], SIZE, 0.1)
    assert lost == [do.CancelPointers()]
    assert pointer.intents([finger(MOVE, 7), finger(UP, 7)], SIZE, 0.2) == []
    assert pointer.intents([finger(DOWN, 7)], SIZE, 0.3) == [do.PointerDown(1, 100, 50)]


def test_of_many_moves_only_the_pens_all_count() -> None:
    pointer = Pointer()
    pointer.intents([finger(DOWN, 1), finger(DOWN, 2)], SIZE, 0.0)
    moves = [finger(MOVE, n, x) for x in (0.1, 0.2, 0.3) for n in (1, 2)]
    assert pointer.intents(moves, SIZE, 0.1, pen=1) == [
        do.PointerMove(1, 20, 50),
        do.PointerMove(1, 40, 50),
        do.PointerMove(1, 60, 50),
        do.PointerMove(2, 60, 50),
    ]
    late = [finger(MOVE, 2, 0.4), finger(MOVE, 2, 0.5), finger(UP, 2, 0.5), finger(DOWN, 2, 0.9)]
    later = [*late, finger(MOVE, 2, 0.8), finger(MOVE, 2, 0.7)]
    assert pointer.intents(later, SIZE, 0.2, pen=1)[-3:] == [
        do.PointerDown(2, 180, 50),
        do.PointerMove(2, 160, 50),
        do.PointerMove(2, 140, 50),
    ]


PRESS = pygame.Event(pygame.MOUSEBUTTONDOWN, pos=(1, 5), button=1)
RELEASE = pygame.Event(pygame.MOUSEBUTTONUP, pos=(6, 5), button=1)
GONE = [pygame.Event(k) for k in (pygame.WINDOWHIDDEN, pygame.WINDOWMINIMIZED,
                                  pygame.WINDOWFOCUSLOST)]  # fmt: skip


def moved(x: int, left: int = 1) -> pygame.Event:
    return pygame.Event(pygame.MOUSEMOTION, pos=(x, 5), buttons=(left, 0, 0))


@pytest.mark.parametrize("gone", [GONE, GONE[1:2], GONE[2:]])
def test_a_press_that_sdl_swallows_is_taken_from_the_next_move(gone: list[pygame.Event]) -> None:
    """The window was minimized with the button down: SDL takes it for held until it is released."""
    really = [True]
    pointer = Pointer(lambda: really[0])
    pointer.intents([PRESS, moved(2), *gone], SIZE, 0.0)
    # Still held: the stroke was ended, and is not taken up again.
    assert pointer.intents([moved(3)], SIZE, 0.1) == [do.PointerMove(0, 3, 5)]
    really[0] = False
    assert pointer.intents([moved(4)], SIZE, 0.2) == [do.PointerMove(0, 4, 5)]
    really[0] = True
    assert pointer.intents([moved(5)], SIZE, 0.3) == [do.PointerDown(0, 5, 5)]
    assert pointer.intents([moved(6)], SIZE, 0.4) == [do.PointerMove(0, 6, 5)]
    assert pointer.intents([RELEASE, moved(7, 0)], SIZE, 0.5)[0] == do.PointerUp(0, 6, 5)
    assert pointer.intents([moved(8, 0)], SIZE, 0.6) == [do.PointerMove(0, 8, 5)]


def test_a_click_that_sdl_swallows_is_one() -> None:
    really = [True]
    pointer = Pointer(lambda: really[0])
    pointer.intents([PRESS, *GONE], SIZE, 0.0)
    really[0] = False
    pointer.intents([], SIZE, 0.1)  # let go while the window was away: nothing tells, but the look
    assert pointer.intents([RELEASE], SIZE, 0.2) == [
        do.PointerDown(0, 6, 5),
        do.PointerUp(0, 6, 5),
    ]
    assert pointer.intents([RELEASE], SIZE, 0.3) == [do.PointerUp(0, 6, 5)]


def test_a_button_held_all_the_time_the_window_is_away_presses_nothing() -> None:
    pointer = Pointer(lambda: True)
    pointer.intents([PRESS, *GONE], SIZE, 0.0)
    assert pointer.intents([moved(5)], SIZE, 0.1) == [do.PointerMove(0, 5, 5)]
    assert pointer.intents([RELEASE], SIZE, 0.2) == [do.PointerUp(0, 6, 5)]


def test_where_the_system_does_not_tell_of_the_button_events_count_as_they_come() -> None:
    pointer = Pointer()
    pointer.intents([PRESS, *GONE], SIZE, 0.0)
    assert pointer.intents([moved(5)], SIZE, 0.1) == [do.PointerMove(0, 5, 5)]
    assert pointer.intents([RELEASE, PRESS], SIZE, 0.2) == [
        do.PointerUp(0, 6, 5),
        do.PointerDown(0, 1, 5),
    ]


NUMBERS = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=2), st.just(10**400), st.booleans()
)
PLACES = st.one_of(NUMBERS, st.tuples(), st.tuples(NUMBERS), st.tuples(NUMBERS, NUMBERS))
KINDS = [DOWN, MOVE, UP, pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP]
KINDS += [pygame.KEYDOWN, pygame.KEYUP, pygame.WINDOWLEAVE, pygame.QUIT, pygame.TEXTINPUT]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.dictionaries(
        st.sampled_from(["pos", "button", "finger_id", "touch_id", "x", "y", "key", "mod"]),
        PLACES,
    ),
    st.dictionaries(st.sampled_from(["unicode", "scancode", "touch"]), NUMBERS),
)
def test_no_event_is_a_fault_and_places_are_numbers(
    kind: int, values: dict[str, object], more: dict[str, object]
) -> None:
    pointer = Pointer()
    event = pygame.Event(kind, **values, **more)
    for intent in pointer.intents([event, event], SIZE, 0.0):
        for name in ("x", "y"):
            assert math.isfinite(getattr(intent, name, 0.0))
