"""The keyboard's pen: arrows move a crosshair, and Enter draws lines from corner to corner.

That needs no key to be held, no two keys at once, and no timing: a line has any direction. (A pen
that leaves ink under the arrows has eight directions, and only for hands that can hold two keys.)
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, hypot
from typing import Any

from game.lab.canvas.update import begin_stroke, end_stroke, move_pen
from game.lab.state.canvas import CANVAS
from game.lab.state.pen import CANVAS_ITEM, KEYS
from game.lab.state.state import State

#: how far one press of an arrow moves the pen, and of one with Shift, canvas px
STEP, FINE = 16, 4
#: ticks after which a held arrow glides, and ticks after which it is faster by 1 px a tick
HOLD, FASTER = 20, 8
#: canvas px a tick: at first, at most, and with Shift
SLOW, FAST, CAREFUL = 2, 9, 1
#: between two points of a line, canvas px, and points a tick: a line grows as under a hand
APART, POINTS_A_TICK = 6.0, 2


def is_down(state: State) -> bool:
    """Whether the keyboard's pen is on the canvas."""
    return state.canvas.pen_pointer == KEYS


def at_hand(state: State) -> bool:
    """Whether the arrows move the pen: the canvas has the focus."""
    return state.screen.focus == CANVAS_ITEM and state.stage.has(CANVAS_ITEM)


def step(state: State, x: int, y: int, fine: bool = False) -> State:
    """An arrow went down: one step to the right (x = 1, −1: left) or down (y), and on for as long
    as the key is held; ``fine``: by small ones. At the edge nothing is changed."""
    pen, by = state.pen, FINE if fine else STEP
    at = _moved(pen.at, (x, y), by)
    if at == pen.at:
        return state
    held = (*(way for way in pen.held if way != (x, y)), (x, y))
    return _with(state, at=at, held=held, fine=fine, since=state.tick)


def release(state: State, x: int, y: int) -> State:
    """The arrow of this direction is held no more."""
    held = tuple(way for way in state.pen.held if way != (x, y))
    return state if held == state.pen.held else _with(state, held=held)


def press(state: State) -> State:
    """Put the pen down; or draw a line to where it is now; or, where it has not moved since the
    last corner, lift it. While another pointer draws, nothing is changed."""
    if not is_down(state):
        return _put_down(state) if state.canvas.pen_pointer is None else state
    state = _arrived(state)
    if _last(state) == state.pen.at:
        return end_stroke(state)
    state = _with(state, to=state.pen.at)
    return _arrived(state) if state.screen.reduced_motion else state


def leave(state: State) -> State:
    """The pen is at hand no more: a line is finished, the pen lifted, and no key held."""
    if is_down(state):
        state = end_stroke(_arrived(state))
    pen = state.pen
    return _with(state, to=None, held=()) if pen.to is not None or pen.held else state


def advance(state: State) -> State:
    """One tick: held arrows move the pen, and the line grows."""
    if not at_hand(state):
        return leave(state)
    if not is_down(state) and state.pen.to is not None:  # an undo, say, has taken the stroke away
        state = _with(state, to=None)
    if _glides(state):
        state = _with(state, at=_glided(state))
    return _drawn(state, POINTS_A_TICK)


def moves(state: State) -> bool:
    """Whether it goes on by itself: a line grows, or an arrow is held."""
    return state.pen.to is not None or (bool(state.pen.held) and _glided(state) != state.pen.at)


def corner(state: State) -> tuple[float, float] | None:
    """Where the next line begins, canvas px; None while the pen is up."""
    if not is_down(state) or not state.canvas.ink.strokes:
        return None
    return state.pen.to or _last(state)


def at_corner(state: State) -> bool:
    """Whether Enter would lift the pen: it has not moved since the last corner."""
    return corner(state) in (None, state.pen.at)


def _put_down(state: State) -> State:
    drawn = begin_stroke(state, *state.pen.at)
    if drawn.canvas.ink is state.canvas.ink:  # the canvas is full
        return drawn
    return replace(drawn, canvas=replace(drawn.canvas, pen_pointer=KEYS))


def _arrived(state: State) -> State:
    """With the whole of the line that is being drawn."""
    return _drawn(state, ceil(2 * CANVAS / APART))


def _drawn(state: State, points: int) -> State:
    """With so many more points of the line that is being drawn."""
    for _ in range(points if is_down(state) else 0):
        to = state.pen.to
        if to is None:
            break
        x, y = _last(state)
        far = hypot(to[0] - x, to[1] - y)
        if far <= APART:
            state = _with(move_pen(state, *to), to=None)
        else:
            share = APART / far
            state = move_pen(state, x + (to[0] - x) * share, y + (to[1] - y) * share)
    return state


def _last(state: State) -> tuple[float, float]:
    """The newest point of the ink."""
    x, y = state.canvas.ink.strokes[-1][-1]
    return float(x), float(y)


def _glides(state: State) -> bool:
    return bool(state.pen.held) and state.tick - state.pen.since > HOLD


def _glided(state: State) -> tuple[int, int]:
    """Where held arrows move the pen in a tick."""
    pen = state.pen
    since = max(state.tick - pen.since - HOLD, 0)
    speed = CAREFUL if pen.fine else min(SLOW + since // FASTER, FAST)
    x, y = (sum(way[axis] for way in pen.held) for axis in (0, 1))
    return _moved(pen.at, (x, y), speed)


def _moved(at: tuple[int, int], way: tuple[int, int], by: int) -> tuple[int, int]:
    x, y = (min(max(here + by * to, 0), CANVAS) for here, to in zip(at, way, strict=True))
    return x, y


def _with(state: State, **changes: Any) -> State:
    return replace(state, pen=replace(state.pen, **changes))
