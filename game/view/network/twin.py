"""The healthy network's picture beside the damaged one's."""

from __future__ import annotations

from dataclasses import replace

from game.lab.network.twin import TWIN, twin_of
from game.lab.stage.now import moving
from game.lab.state.state import State
from game.view.network.look import HELD, Look
from game.view.network.network import NetworkPanel
from game.view.network.scene import NetworkScene


class TwinLook(Look):
    """Sees the healthy network, at every second tick while things move: it is there to be compared,
    and a frame that draws the other picture need not draw this one."""

    def pace(self, state: State) -> tuple[int, int]:
        held, _ = super().pace(state)
        if not held and moving(state):
            held = HELD
        return held, held // 2

    def seen(self, state: State, name: str) -> NetworkScene:
        return replace(
            super().seen(twin_of(state), name), tag="side.healthy", shift=None, spotlight=None
        )


class TwinPanel(NetworkPanel):
    """What the healthy network makes of the same ink. Nothing is asked of it."""

    name = TWIN
    slots = "twin"
    tips = False
    looks = TwinLook
