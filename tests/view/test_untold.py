"""No answer before its cause, on the whole stage: whatever is open, until the wave has told it no
panel, no control and no word shows which answer there is."""

from __future__ import annotations

import pygame
import pytest

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.stage.now import placed
from game.lab.state.state import State
from game.view.control import ButtonPanel
from game.view.paint.theme import Theme
from game.view.panel import Panel
from game.view.panels import PANELS
from tests.lab.network.untold import untold_states, with_other_answer
from tests.view.words import recording

#: what is open while the wave runs
OPENINGS: dict[str, list[Intent]] = {
    "nothing": [],
    "hidden neuron": [do.PinUnit(2, 10)],
    "output": [do.PinUnit(3, 1)],
    "output, numbers": [do.PinUnit(3, 1), do.ShowPage("numbers")],
    "why": [do.AskWhy(1)],
    "why, numbers": [do.AskWhy(1), do.ShowAnswer("numbers")],
    "why, nearest": [do.AskWhy(1), do.ShowAnswer("nearest")],
    "why, ink": [do.AskWhy(1), do.ShowAnswer("ink")],
    "break it": [do.OpenTab("break")],
    "break it, games": [do.OpenTab("break"), do.TurnPage("games")],
    "break it, weights": [do.OpenTab("break"), do.TurnPage("weights")],
    **{f"layer {n}": [do.OpenTab("layers"), do.OpenLayer(n)] for n in range(4)},
    "layer 3, more": [do.OpenTab("layers"), do.OpenLayer(3), do.MoreOfLayer()],
    **{f"forward {n}": [do.ShowComputation("forward"), do.ShowStep(n)] for n in (0, 2, 4, 5)},
    "weights": [do.ShowComputation("weights")],
    "gradient": [do.ShowComputation("gradient")],
    "the way back": [do.ShowComputation("gradient"), do.ToggleWayBack()],
}


def parts(state: State) -> dict[str, Panel[object]]:
    """All parts of the stage, by their names; the network's picture and its legend left out:
    `tests/view/network/test_told.py` looks at these. So is a sum: its columns are as wide as its
    result is long, and `tests/lab/forward` sees that no term of an output's has come."""
    made: dict[str, Panel[object]] = {panel.name: panel for panel in (make() for make in PANELS)}
    buttons = {n.name: ButtonPanel(n.name) for n in state.stage.items if n.role == "button"}
    shown = {item.name for item in state.stage.items} - {"network.legend", "forward.sum"}
    return {name: panel for name, panel in {**buttons, **made}.items() if name in shown}


def same(panel: Panel[object], one: State, other: State) -> bool:
    """Whether a part of the stage looks the same in two states of one layout: by its value, or,
    since values hold whole Traces, by its pixels."""
    values = panel.look(one), panel.look(other)
    rect = one.stage.rect(panel.name)
    if values[0] == values[1] or rect != other.stage.rect(panel.name):
        return values[0] == values[1]
    pixels = []
    for value in values:
        surface = pygame.Surface(one.screen.size, depth=32)
        panel.draw(recording(surface, Theme(scale=one.stage.scale)), rect, value)
        pixels.append(surface.get_buffer().raw)
    return pixels[0] == pixels[1]


@pytest.mark.parametrize("name", OPENINGS)
def test_nothing_shows_which_answer_is_coming(name: str, driver: Driver) -> None:
    told: dict[str, str] = {}
    for when, state in untold_states(driver, OPENINGS[name], every=12):
        other = placed(with_other_answer(state))
        assert parts(state).keys() == parts(other).keys(), when
        found = {name: when for name, part in parts(state).items() if not same(part, state, other)}
        told = found | told
    assert told == {}
