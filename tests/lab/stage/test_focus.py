"""The keyboard's focus: all that can be used is a stop, in reading order, and so is each cell."""

from __future__ import annotations

import pytest

from game.core.model.network import SIZES
from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.items import CONTROLS
from game.lab.network.picture import NETWORK
from game.lab.stage.controls import HOTKEYS, intent_of_control
from game.lab.stage.focus import cell_in_focus, cells_of, stops
from game.lab.state.state import State
from game.lab.update import update
from game.words.catalogue import say
from tests.labs import LINE, READY, TWO, answered, at_rest
from tests.states import having

DRAWN = at_rest(answered(READY, do.ShowInk(LINE)))
#: what is open, and which items have cells there
OPEN: dict[str, tuple[list[Intent], tuple[str, ...]]] = {
    "nothing": ([], ()),
    "card": ([do.PinUnit(1, 5)], ()),
    "why": ([do.AskWhy()], ()),
    "break it": ([do.OpenTab("break")], ()),
    **{
        f"layers {n}": ([do.OpenTab("layers"), do.OpenLayer(n)], ("layer.cells",))
        for n in (0, 2, 3)
    },
    **{
        f"forward {n}": (
            [do.ShowComputation("forward"), do.ShowStep(n)],
            ("forward.softmax",)
            if n == 5
            else ("forward.matrix", "forward.in", "forward.out")
            if n % 2 == 0
            else ("forward.in", "forward.out"),
        )
        for n in (0, 3, 5)
    },
    **{
        f"weights {name}": (
            [do.ShowComputation("weights"), do.ShowBlock(name), do.SortNeurons("digit")],
            ("weights.neurons",),
        )
        for name in ("W1", "b2", "W3")
    },
    "gradient": ([do.ShowComputation("gradient")], ("gradient.outputs",)),
    "gradient, more": (
        [do.ShowComputation("gradient"), do.ToggleWayBack()],
        ("gradient.z1", "gradient.z2"),
    ),
}


def opened(name: str) -> State:
    return answered(DRAWN, *OPEN[name][0])


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
@pytest.mark.parametrize("name", OPEN)
def test_tab_reaches_all_that_can_be_used_once_and_comes_round(
    name: str, size: tuple[int, int]
) -> None:
    state = update(opened(name), [do.Resize(*size)])
    usable = {item.name for item in state.stage.items if item.role in (*CONTROLS, "cells")}
    reached: list[str] = []
    for _ in stops(state):
        state = update(state, [do.MoveFocus(1)])
        reached.append(state.screen.focus or "")
    assert set(reached) == usable | {"canvas", NETWORK} and len(set(reached)) == len(reached)
    assert update(state, [do.MoveFocus(1)]).screen.focus == reached[0]
    back = state
    for stop in reversed(reached):
        assert back.screen.focus == stop
        back = update(back, [do.MoveFocus(-1)])


def test_stops_are_in_reading_order() -> None:
    order = [
        *("help", "canvas", "timeline", "undo", "clear", NETWORK),
        *("fold", "part.weights", "block.W1", "weights.neurons", "replay", "view", "tab.break"),
    ]
    found = stops(opened("weights W1"))
    assert [name for name in found if name in order] == order


@pytest.mark.parametrize("name", [name for name in OPEN if OPEN[name][1]])
def test_arrows_reach_every_cell_and_enter_pins_its_neuron(name: str) -> None:
    opened_wide = update(opened(name), [do.Resize(1920, 1080)])
    for item in OPEN[name][1]:
        state = having(opened_wide, focus=item)
        cells = dict(cells_of(state))
        layer = next(iter(cells)).layer
        assert set(cells) == {Unit(layer, index) for index in range(SIZES[layer])}
        if layer == 0:
            pixel = update(state, [do.StepDigit(1), do.PressFocused()])
            assert pixel.refused == say("no.pixel")
            continue
        column = _line(update(state, [do.MoveUnit(0, 1)]), do.MoveUnit(0, 1))
        rows = [having(state, hovered=unit) for unit in column]
        walked = {u for row in rows for by in (1, -1) for u in _line(row, do.StepDigit(by))}
        assert walked == set(cells)
        unit = column[-1]
        state = having(state, hovered=unit)
        assert cell_in_focus(state) == cells[unit]
        assert update(state, [do.PressFocused()]).card.pinned == unit
        assert update(state, [do.MoveFocus(1)]).card.hovered != unit


def _line(state: State, way: Intent) -> list[Unit]:
    """The neuron looked at, and all that an arrow reaches from there."""
    line: list[Unit] = []
    while not line or line[-1] != state.card.hovered:
        assert state.card.hovered
        line.append(state.card.hovered)
        state = update(state, [way])
    assert state.refused == say("no.further")
    return line


def test_a_cell_is_also_where_the_mouse_finds_it() -> None:
    for name, (_, items) in OPEN.items():
        for item in items:
            state = having(opened(name), focus=item)
            for unit, rect in cells_of(state)[:: max(len(cells_of(state)) // 7, 1)]:
                if rect.w > 2 and rect.h > 2:
                    here = update(state, [do.PointerMove(0, *rect.center)])
                    assert here.card.hovered == unit, (name, item)


def test_the_focus_goes_into_the_drawer_that_enter_opens_and_back_where_it_folds() -> None:
    state = update(having(DRAWN, focus="tab.layers"), [do.PressFocused()])
    assert state.screen.tab == "layers" and state.screen.focus == "fold"
    state = update(state, [do.OpenLayer(3)])
    assert update(state, [do.OpenTab(None)]).screen.focus == "tab.layers"
    state = having(DRAWN, focus="canvas")
    assert update(state, [do.OpenTab("break")]).screen.focus == "canvas"
    assert update(DRAWN, [do.OpenTab("break")]).screen.focus is None
    state = update(having(opened("card"), focus="unpin"), [do.PressFocused()])
    assert state.card.pinned is None and state.screen.focus == NETWORK


def test_below_a_sheet_the_focus_stays_where_it_was() -> None:
    state = update(having(DRAWN, focus="undo"), [do.ShowSheet("help")])
    assert state.screen.focus == "close"
    state = update(state, [do.MoveFocus(1), do.ShowSheet("help"), do.ShowSheet(None)])
    assert state.screen.focus == "undo"


#: what a key does for which no control of the stage stands, and why
KEYS_ONLY: dict[Intent, str] = {
    do.MoveFocus(1): "pointers need no focus",
    do.MoveFocus(-1): "pointers need no focus",
    do.PressFocused(): "pointers press what they are on",
    do.StepDigit(1): "pointers pick a digit's tile",
    do.StepDigit(-1): "pointers pick a digit's tile",
    do.MoveUnit(0, 1): "pointers touch a neuron",
    do.MoveUnit(0, -1): "pointers touch a neuron",
    **dict.fromkeys(
        (do.NudgePen(-1, 0), do.NudgePen(1, 0), do.NudgePen(0, -1), do.NudgePen(0, 1)),
        "pointers draw",
    ),
    **{do.LoadSample(digit): "Sample draws one digit after the other" for digit in range(10)},
    do.Escape(): "each of what it closes has a button; the window has its own",
    **dict.fromkeys(
        (do.NextBoard(), do.NextLanguage(), do.NextProfile(), do.ToggleLeftHanded()),
        "the settings have a button for each of what follows another",
    ),
    do.ToggleMute(): "the settings turn the sound off",
}


def test_what_a_key_does_a_control_does_as_well() -> None:
    states = [opened(name) for name in OPEN]
    states += [answered(DRAWN, do.OpenTab("break"), do.SetDamage("N60.2"))]
    states += [answered(states[-1], do.TurnPage("code"))]
    states += [answered(READY, do.ShowInk(TWO)), answered(READY, do.SetScale(1.5))]
    states += [answered(READY, do.ShowSheet("settings"))]
    names = {item.name for state in states for item in state.stage.controls()}
    pressed = {intent_of_control(name) for name in names}
    for hotkey in HOTKEYS:
        for key, intent in zip(hotkey.keys, hotkey.intents, strict=True):
            assert (intent in pressed) != (intent in KEYS_ONLY), (key, intent)
