"""Pinning neurons and asking why, by pointer and by keys."""

from __future__ import annotations

import numpy as np

from game.core.insight.nearest import nearest
from game.core.model.unit import Unit
from game.engine.lookups import find_worth
from game.lab import intents as do
from game.lab.card.update import near_of, neighbors_of, worth_of
from game.lab.intents import FavoriteFound
from game.lab.network.picture import plan
from game.lab.network.plan import point_of
from game.lab.stage.labels import label
from game.lab.stage.now import dock_of
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE, READY, TWO, answered, at_rest

DRAWN = at_rest(answered(READY, do.ShowInk(LINE)))


def tap(state: State, unit: Unit) -> State:
    at = point_of(plan(state), unit)
    return update(state, [do.PointerDown(0, *at), do.PointerUp(0, *at)])


def docked(state: State) -> str | None:
    """What stands below the network."""
    dock = dock_of(state)
    return None if dock is None else dock.name


def test_a_tap_pins_a_neuron_and_another_lets_go() -> None:
    unit = Unit(1, 37)
    state = tap(DRAWN, unit)
    assert state.card.pinned == unit and state.stage.has("card")
    assert tap(state, unit).card.pinned is None
    assert tap(state, Unit(2, 5)).card.pinned == Unit(2, 5)
    assert update(state, [do.Escape()]).card.pinned is None


def test_hovering_names_the_neuron_under_the_pointer() -> None:
    state = update(DRAWN, [do.PointerMove(0, *point_of(plan(DRAWN), Unit(2, 9)))])
    assert state.card.hovered == Unit(2, 9)
    assert update(state, [do.HidePointer()]).screen.hover is None


def test_keys_walk_through_the_neurons_and_open_one() -> None:
    state = DRAWN
    while state.screen.focus != "network.picture":
        state = update(state, [do.MoveFocus(1)])
    state = update(state, [do.MoveUnit(0, 1)])
    assert state.card.hovered and state.card.hovered.layer == 3
    state = update(state, [do.StepDigit(-1), do.MoveUnit(0, 1), do.PressFocused()])
    assert state.card.pinned and state.card.pinned.layer == 2


def test_why_asks_about_the_answer_and_why_not_about_the_runner_up() -> None:
    order = [int(d) for d in DRAWN.prediction.probabilities.argsort()[::-1]]
    state = update(DRAWN, [do.AskWhy()])
    assert state.card.question == (order[0], None) and docked(state) == "card"
    state = update(state, [do.AskWhyNot()])
    assert state.card.question == (order[0], order[1])
    state = tap(state, Unit(3, order[4]))
    assert state.card.question == (order[0], order[4])
    assert docked(update(state, [do.PinUnit(None)])) is None


def test_questions_end_with_the_drawing() -> None:
    state = answered(update(DRAWN, [do.AskWhy()]), do.Clear())
    assert state.card.question is None and docked(state) == "card"
    assert update(READY, [do.AskWhy()]).card.question is None


def test_answers_to_other_weights_are_dropped() -> None:
    x = np.zeros(784, np.float32)
    stale = FavoriteFound(DRAWN.network_revision - 1, Unit(1, 1), x, 1.0)
    assert update(DRAWN, [stale]).card.favorite is None
    fresh = FavoriteFound(DRAWN.network_revision, Unit(1, 1), x, 1.0)
    assert update(DRAWN, [fresh]).card.favorite is not None


def test_the_same_question_again_closes_its_answer() -> None:
    for ask in (do.AskWhy(), do.AskWhyNot()):
        asked = update(DRAWN, [ask])
        assert docked(asked) == "card"
        assert docked(update(asked, [ask])) is None


def test_an_answer_begins_with_its_neurons_and_keeps_its_page_for_another_rival() -> None:
    state = update(DRAWN, [do.AskWhy(), do.ShowAnswer("ink")])
    assert state.card.answer == "ink"
    assert update(state, [do.AskWhyNot()]).card.answer == "ink"
    assert update(state, [do.PinUnit(None), do.AskWhy()]).card.answer == "neurons"
    assert update(state, [do.ShowAnswer("nothing")]).card.answer == "ink"
    assert update(state, [do.ShowPage("numbers"), do.ShowPage("x")]).card.page == "numbers"


def test_pages_and_digits_can_be_pressed() -> None:
    state = update(DRAWN, [do.AskWhy(), do.Press("why.nearest")])
    assert state.card.answer == "nearest"
    answer = int(DRAWN.prediction.probabilities.argmax())
    digits = [item.name for item in state.stage.items if item.name.startswith("near.")]
    assert digits == [f"near.{digit}" for digit in range(10) if digit != answer]
    other = next(digit for digit in range(10) if digit != answer)
    state = update(state, [do.Press(f"near.{other}")])
    assert state.card.near == other
    # On this page a tap on an output chooses as well, but not the answer itself.
    third = next(digit for digit in range(10) if digit not in (answer, other))
    assert tap(state, Unit(3, third)).card.near == third
    assert tap(state, Unit(3, answer)).card.near == other


def found_for(state: State) -> list[do.Intent]:
    """What the engine finds for the drawing, by numpy."""
    trace, shown, read = state.prediction.trace, state.prediction.shown, state.prediction.read
    assert trace is not None and shown is not None and read is not None and state.network
    near = nearest(state.network, trace.activations[0])
    strokes = state.prediction.segments[shown].upright(read)
    worth = find_worth(state.network, trace, strokes)
    return [do.NeighborsFound(trace, near, (0.5,) * 9), worth]


def test_what_was_found_for_another_drawing_is_not_shown() -> None:
    found = found_for(DRAWN)
    state = update(update(DRAWN, [do.AskWhy()]), found)
    assert neighbors_of(state) is not None and worth_of(state) is not None
    sizes = {near.digit: near.size for near in neighbors_of(state)[0] if near.size}
    assert near_of(state) == min(sizes, key=lambda digit: sizes[digit])
    redrawn = answered(state, do.ShowInk(TWO))
    assert neighbors_of(redrawn) is None and worth_of(redrawn) is None
    assert near_of(redrawn) is None
    late = update(redrawn, found)
    assert neighbors_of(late) is None and worth_of(late) is None


def test_why_names_digits_only() -> None:
    """A pinned neuron of a hidden layer is no digit to ask about."""
    told = update(DRAWN, [do.Tick()] * 200)
    answer = int(told.prediction.probabilities.argmax())
    assert label(tap(told, Unit(1, 37)), "why") == f"Why {answer}?"
    assert label(tap(told, Unit(3, 4)), "why") == "Why 4?"
