"""What follows from the other fields of the State: what is open, where everything stands, and
whether it moves."""

from __future__ import annotations

from dataclasses import replace

from game.lab.canvas.update import lift
from game.lab.gradient.update import hides_drawer
from game.lab.rooms import BY_NAME, ROOMS
from game.lab.stage.layout import is_low, layout, scale_of
from game.lab.stage.panels import Dock
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.lab.targets import USUAL, targets_of
from game.words.catalogue import speak

#: ticks between two moves of everything, and the moves: no further than the margins are wide
BURN_IN = 7200
_SHIFTS = ((0, 0), (6, 0), (6, 6), (0, 6))


def dock_of(state: State) -> Dock | None:
    """The drawer that is open: a tab's, or the card's."""
    card, drawn = state.card, state.prediction.trace is not None
    name, owner = state.screen.tab, state.screen.room
    if name is None and (card.pinned is not None or (card.question is not None and drawn)):
        name = owner = "card"
    if name is None or owner is None or hides_drawer(state):
        return None
    room = BY_NAME[owner]
    assert room.items is not None
    return Dock(name, room.items, room.shape(state))


def placed(state: State) -> State:
    """The state with the stage that follows from its other fields; from now on its language is
    spoken."""
    speak(state.screen.language)
    dock = dock_of(state)
    state = _turned(state, dock)
    screen, digits = state.screen, len(state.prediction.segments)
    several = digits if digits > 1 else 0  # one digit has no tile
    banner = "taught" if state.gradient.taught else "damaged" if state.changed else ""
    if screen.tab == "break":  # there the drawer says it
        banner = ""
    kiosk = "" if not state.kiosk.on else "attract" if state.kiosk.attract else "visit"
    stage = layout(
        screen.size,
        screen.scale,
        several,
        screen.sheet,
        dock,
        banner,
        targets_of(screen.size, scale_of(screen.size, screen.scale), screen.mm) if kiosk else USUAL,
        kiosk,
        shift_of(state),
        screen.board,
        screen.language,
        (state.lessons.running is not None, len(state.lessons.shelf) if screen.sheet else 0),
        screen.stage_page,
        screen.left_handed,
        is_low(screen.low_controls, screen.mm),
        screen.sheet_part if screen.sheet == "settings" else 0,
    )
    if stage is state.stage:
        return state
    if state.canvas.pen_pointer is not None and not stage.has("canvas"):
        state = lift(state)  # its page was turned away under the pen
    return replace(state, stage=stage)


def _turned(state: State, dock: Dock | None) -> State:
    """On the page of a drawer that has just opened; and not on that of one that is closed."""
    page, name = state.screen.stage_page, dock.name if dock else ""
    if name and name != state.stage.dock:
        page = "drawer"
    elif not name and page == "drawer":
        page = "network"
    if page == state.screen.stage_page:
        return state
    return shown(state, stage_page=page)


def shift_of(state: State) -> tuple[int, int]:
    """How far everything is moved, window px: in attract mode round a square, one step each
    `BURN_IN` ticks, so that nothing that stands still burns in."""
    if not state.kiosk.attract:
        return 0, 0
    return _SHIFTS[state.tick // BURN_IN % len(_SHIFTS)]


def moving(state: State) -> bool:
    """Whether the picture changes with time by itself."""
    return state.kiosk.attract or any(room.moves(state) for room in ROOMS)
