"""The line above the network: hints are true, change seldom, and make way for what has happened."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.stage.hints import EVERY, HINTS, hints, line_of
from game.lab.state.state import State
from game.lab.update import update
from game.words.catalogue import ENGLISH, say
from tests.labs import LINE, READY, TWO, answered, on_screen

#: its wave has run through, and all of its story has been told
DRAWN = update(answered(READY, do.ShowInk(LINE)), [do.Tick()] * 400)
#: a state for each kind of hint, and one hint that must be among those that are true there
PLACES: dict[str, tuple[list[Intent], str]] = {
    "blank": ([do.Clear()], "hint.draw"),
    "blank, with a drawer": ([do.Clear(), do.OpenTab("layers")], "hint.fold"),
    "drawn": ([], "hint.neuron"),
    "a number": ([do.ShowInk(TWO)], "hint.boxed"),
    "card": ([do.PinUnit(1, 3)], "hint.close"),
    "why": ([do.AskWhy()], "hint.against"),
    "break it": ([do.OpenTab("break")], "hint.kill"),
    "adjusting": ([do.OpenTab("break"), do.SetTap("adjust")], "hint.adjust"),
    "damaged": ([do.OpenTab("break"), do.SetDamage("W2")], "hint.code"),
    "damaged and folded": ([do.SetDamage("W2")], "hint.heal"),
    "damaged, with a drawer": ([do.SetDamage("W2"), do.OpenTab("layers")], "hint.heal"),
    "layers": ([do.OpenTab("layers")], "hint.cell"),
    "forward": ([do.ShowComputation("forward")], "hint.term"),
    "weights": ([do.ShowComputation("weights")], "hint.sort"),
    "gradient": ([do.ShowComputation("gradient")], "hint.teach"),
}


def ticks(state: State, count: int) -> list[str]:
    """What the line says after each tick."""
    said = []
    for _ in range(count):
        state = update(state, [do.Tick()])
        said.append(line_of(state)[0])
    return said


@pytest.mark.parametrize("name", PLACES)
def test_a_hint_is_true_and_every_one_that_is_has_its_turn(name: str) -> None:
    given, wanted = PLACES[name]
    state = update(answered(DRAWN, *given), [do.Tick()] * 400)
    state = on_screen(state, hint="")
    true = hints(state)
    assert wanted in true
    said = ticks(state, EVERY * len(true))
    changes = [n for n in range(1, len(said)) if said[n] != said[n - 1]]
    assert len(set(said)) == len(true) and len(changes) == len(true) - 1
    assert all(b - a == EVERY for a, b in pairwise(changes))


def test_every_hint_is_true_somewhere() -> None:
    states = [answered(DRAWN, *given) for given, _ in PLACES.values()]
    states.append(answered(READY, do.OfferInk(LINE)))
    stroke = [do.BeginStroke(50, 50), do.MovePen(50, 200), do.MovePen(90, 300), do.EndStroke()]
    grown = READY
    for intent in stroke:
        grown = answered(grown, intent)
    found = {words for state in (*states, grown) for words in hints(state)}
    assert found == {hint.words for hint in HINTS}
    assert found == {key for key in ENGLISH if key.startswith("hint.")}


def test_what_is_no_longer_true_goes_at_the_next_tick() -> None:
    state = update(answered(READY), [do.Tick()] * 3)
    assert line_of(state)[0] == say("hint.draw")
    assert state.screen.hint not in hints(update(state, [do.ShowInk(LINE), do.Tick()]))
    drawn = answered(state, do.ShowInk(LINE))
    after = update(drawn, [do.Tick()])
    assert after.screen.hint in hints(after)


def test_nothing_changes_while_somebody_draws() -> None:
    state = answered(DRAWN, do.Tick(), do.PointerDown(0, *DRAWN.stage.rect("canvas").center))
    said = ticks(state, 3 * EVERY)
    assert len(set(said)) == 1 and said[0]


def test_a_refusal_and_a_notice_come_before_a_hint_and_the_newest_first() -> None:
    state = update(READY, [do.Tick()])
    assert line_of(state)[1]
    noticed = update(state, [do.Noticed("Something has ended.")])
    assert line_of(noticed) == ("Something has ended.", False)
    refused = update(noticed, [do.Tick(), do.PressKey("w")])
    assert line_of(refused) == (say("no.drawing"), False)
    again = update(refused, [do.Tick(), do.Noticed("And once more.")])
    assert line_of(again) == ("And once more.", False)
    assert line_of(update(again, [do.Tick()] * 500))[1]


def test_hints_change_where_motion_is_reduced_as_well() -> None:
    state = answered(on_screen(READY, reduced_motion=True), do.ShowInk(LINE))
    assert len(set(ticks(state, 2 * EVERY + 1))) == 3


def test_no_hint_tells_of_a_key_that_is_not_bound() -> None:
    for letters in ("alt", "off"):
        for given, wanted in PLACES.values():
            state = on_screen(answered(DRAWN, *given), letters=letters)
            true = hints(state)
            assert wanted in true and not {"hint.why", "hint.sample", "hint.slow"} & set(true)


def test_the_whole_board_has_none() -> None:
    board = answered(DRAWN, do.NextBoard())
    assert hints(board) == () and line_of(board) == ("", True)
    assert hints(answered(board, do.OpenTab("layers")))
