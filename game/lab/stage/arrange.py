"""How large all is, on which side and how high it stands, and which page of it is seen."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.canvas.update import lift
from game.lab.intents import Intent
from game.lab.state.screen import SCALES, STEPS
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.words.catalogue import say


def _arranged(state: State, **changes: object) -> State:
    """With another arrangement; strokes and presses end, as where the window gets another size."""
    return shown(lift(state), presses=(), hover=None, **changes)


def set_scale(state: State, factor: float) -> State:
    """Everything ``factor`` times as large as by itself."""
    low, high = SCALES
    if not low <= factor <= high:  # no number is neither
        factor = high if factor > high else low if factor < low else state.screen.scale
    if factor == state.screen.scale:
        return state
    return _arranged(state, scale=float(factor))


def step_scale(state: State, by: int) -> State:
    """One of STEPS larger or smaller; 0: the usual scale."""
    return set_scale(state, _stepped(state.screen.scale, by))


def set_left_handed(state: State, on: bool) -> State:
    """The stage mirrored, or not."""
    if on == state.screen.left_handed:
        return state
    return _arranged(state, left_handed=on)


def set_low_controls(state: State, on: bool | None) -> State:
    """What is touched stands low, or as usual."""
    if on == state.screen.low_controls:
        return state
    return _arranged(state, low_controls=on)


def turn_page(state: State) -> State:
    """The next page."""
    page = state.stage.next_page
    return _arranged(state, stage_page=page) if page else state


def refuses(state: State, intent: Intent) -> str:
    """Why one of the arrangement's intents could do nothing now; "" where it can."""
    match intent:
        case do.TurnStage() if not state.stage.pages:
            return say("no.page")
        case do.StepScale(by) if _stepped(state.screen.scale, by) == state.screen.scale:
            return say(("no.scale.usual", "no.scale.more", "no.scale.less")[(by > 0) - (by < 0)])
    return ""


def _stepped(scale: float, by: int) -> float:
    """The next step above a scale, or below it; the scale itself where there is none."""
    if by == 0:
        return 1.0
    if by > 0:
        return min((step for step in STEPS if step > scale), default=scale)
    return max((step for step in STEPS if step < scale), default=scale)
