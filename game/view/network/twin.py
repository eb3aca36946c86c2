"""The healthy network's picture beside the damaged one's."""

from __future__ import annotations

from dataclasses import replace

from game.lab.network.twin import TWIN, twin_of
from game.lab.state.state import State
from game.view.network.network import NetworkPanel
from game.view.network.scene import NetworkScene


class TwinPanel(NetworkPanel):
    """What the healthy network makes of the same ink. It is there to be compared: nothing is asked
    of it, and it moves at half the pace of frames."""

    name = TWIN
    slots = "twin"
    every = 2
    tips = False

    def look(self, state: State) -> NetworkScene:
        return replace(super().look(twin_of(state)), tag="side.healthy")
