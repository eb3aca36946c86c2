"""A swipe on a drawer's ground folds it, and nothing in it is lost."""

from __future__ import annotations

import pytest

from game.core.geometry import Rect
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.picture import NETWORK
from game.lab.stage.drawer import FAR
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE, READY, answered, at_rest

DRAWN = at_rest(answered(READY, do.ShowInk(LINE)))
#: what opens each drawer
DRAWERS: dict[str, list[Intent]] = {
    "break": [do.OpenTab("break"), do.SetDamage("W2")],
    "layers": [do.OpenTab("layers")],
    "forward": [do.ShowComputation("forward")],
    "card": [do.PinUnit(1, 5)],
    "why": [do.AskWhy()],
}
SIZES = [(1920, 1080), (1024, 768), (1080, 1920)]


def opened(name: str, size: tuple[int, int]) -> State:
    return answered(DRAWN, do.Resize(*size), *DRAWERS[name])


def drawer(state: State) -> Rect:
    return state.stage.rect("panel" if state.stage.has("panel") else "card")


def away(state: State) -> tuple[float, float]:
    """The direction in which a drawer goes: away from the network, right or down, one of them 0."""
    panel, picture = drawer(state), state.stage.rect(NETWORK)
    if panel.y >= picture.bottom:
        return 0, 1
    return (1 if panel.x >= picture.right else -1), 0


def swiped(state: State, right: float, down: float, pointer: int = 2) -> State:
    """After a swipe from the drawer's ground, so many px at 1080 lines to the right and down."""
    panel, scale = drawer(state), state.stage.scale
    x, y = panel.x + 3, panel.y + 3  # the edge of a drawer is always ground
    end = x + right * scale, y + down * scale
    path = [do.PointerDown(pointer, x, y), do.PointerMove(pointer, *end)]
    return answered(state, *path, do.PointerUp(pointer, *end))


def is_open(state: State) -> bool:
    return state.stage.has("panel") or state.stage.has("card")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DRAWERS)
def test_a_swipe_away_from_the_network_folds_a_drawer(name: str, size: tuple[int, int]) -> None:
    state = opened(name, size)
    right, down = away(state)
    far = FAR + 5
    assert not is_open(swiped(state, far * right + 20 * down, far * down + 20 * right))
    assert is_open(swiped(state, 40 * right, 40 * down)), "too short"
    assert is_open(swiped(state, -far * right, -far * down)), "towards the network"
    assert is_open(swiped(state, far * (right or 1), far * (down or 1))), "neither way"


def test_what_was_made_in_a_folded_drawer_stays() -> None:
    state = opened("break", (1920, 1080))
    right, down = away(state)
    folded = swiped(state, 300 * right, 300 * down)
    assert folded.screen.tab is None and folded.break_it.damage == state.break_it.damage
    assert folded.changed


def test_a_finger_on_the_ground_neither_draws_nor_presses() -> None:
    state = opened("break", (1920, 1080))
    panel = drawer(state)
    down = update(state, [do.PointerDown(1, panel.x + 3, panel.y + 3)])
    assert down.canvas.ink is state.canvas.ink and down.canvas.pen_pointer is None
    lost = update(down, [do.CancelPointers(), do.PointerUp(1, panel.x + 3, panel.bottom + 900)])
    assert is_open(lost), "a press that was ended folds nothing"


def test_a_drawer_that_has_a_page_for_itself_is_swiped_down() -> None:
    large = answered(DRAWN, do.Resize(1024, 768), do.SetScale(1.5), *DRAWERS["layers"])
    assert is_open(large) and not large.stage.has(NETWORK)
    assert is_open(swiped(large, FAR + 20, 0)) and is_open(swiped(large, 0, -FAR - 20))
    assert not is_open(swiped(large, 0, FAR + 20))
