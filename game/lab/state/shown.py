"""The State with other fields of the stage's part of it: what every room may change there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.lab.state.state import State


def shown(state: State, **changes: Any) -> State:
    """With other fields of `State.screen`."""
    return replace(state, screen=replace(state.screen, **changes))


def noticed(state: State, words: str) -> State:
    """With a notice, which stands for a while."""
    return shown(state, notice=words, noticed_at=state.tick)
