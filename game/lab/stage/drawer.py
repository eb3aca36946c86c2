"""The drawer that is open: its ground, and the swipe that folds it."""

from __future__ import annotations

from game.lab.card.update import pin
from game.lab.network.picture import NETWORK
from game.lab.stage.open import open_tab
from game.lab.state.state import State

#: what a press on a drawer's ground is called
GROUND = "drawer"
#: how far a swipe must lead, px at 1080 lines, and how much further than to the side
FAR, STRAIGHT = 110, 1.5
#: a drawer's item: a tab's, or the card's
_ITEMS = ("panel", "card")


def over_drawer(state: State, x: float, y: float) -> bool:
    """Whether a point of the window is on the drawer."""
    stage = state.stage
    here = any(stage.has(name) and stage.rect(name).holds(x, y) for name in _ITEMS)
    return here and state.screen.sheet is None


def fold(state: State) -> State:
    """Fold the drawer; what was made in it stays."""
    return open_tab(state, None) if state.screen.tab else pin(state, None)


def swiped_away(state: State, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a swipe leads away from the network, to where a drawer goes; down from a page that it
    has for itself."""
    stage = state.stage
    name = next((name for name in _ITEMS if stage.has(name)), None)
    if name is None:
        return False
    drawer, picture = stage.rect(name), stage.rects.get(NETWORK)
    right, down = end[0] - start[0], end[1] - start[1]
    if picture is None or drawer.y >= picture.bottom:
        along, aside = down, right
    else:
        along, aside = right if drawer.x >= picture.right else -right, down
    return along >= FAR * stage.scale and along >= STRAIGHT * abs(aside)
