"""Choosing what a drawing should have been, teaching it, and undoing that."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.model.accuracy import Accuracy
from game.core.model.damage import Damage, damaged
from game.core.model.gradient import descend, gradient
from game.core.model.network import Network, forward
from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.gradient import update as gradients
from game.lab.gradient.layout import GRIDS, GUTTER
from game.lab.gradient.room import ROOM
from game.lab.gradient.story import story
from game.lab.gradient.update import BACK_TICKS, KEPT, RATE_UNIT, RATES, SHIFT_TICKS
from game.lab.rooms import SLIDERS
from game.lab.stage.labels import idle, label, on
from game.lab.state.gradient import Teaching
from game.lab.state.playback import Playback
from game.lab.state.prediction import Prediction
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.update import update
from game.words.catalogue import say
from game.words.numbers import percent
from tests.labs import READY, TWO, answered, on_screen, without_trace
from tests.networks import broken_network, some_network, some_trace

SOME = Accuracy(np.eye(10, dtype=np.intp))


def lab(network: Network | None = None, target: int | None = None, **taught: object) -> State:
    """A drawing on the canvas, which should have been ``target``, its wave run through, and the
    gradient's tab open. Nothing moves, so that a step is taken at once."""
    network = network or some_network()
    if target is not None:
        taught["targets"] = ((State().subject, target),)
    state = State(
        playback=Playback(time=1000.0),
        healthy=network,
        network=network,
        network_revision=3,
        gradient=Teaching(**taught),
        screen=Screen(
            size=(1920, 1080), tab="compute", computation="gradient", reduced_motion=True
        ),
        prediction=Prediction(trace=some_trace(network), answered_by=network),
    )
    state = replace(state, break_it=replace(state.break_it, accuracy=SOME, measured=3))
    read = replace(state.prediction, read=state.canvas.ink)  # as if the trace were of this ink
    return update(replace(state, prediction=read), [])


def same(one: Network, other: Network) -> bool:
    pairs = zip((*one.weights, *one.biases), (*other.weights, *other.biases), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def test_the_target_is_the_prediction_until_another_is_chosen() -> None:
    state = lab()
    assert state.prediction.trace is not None
    winner = int(state.prediction.trace.probabilities.argmax())
    assert gradients.target_of(state) == winner and on(state, f"target.{winner}")
    other = (winner + 3) % 10
    state = update(state, [do.Press(f"target.{other}")])
    assert gradients.target_of(state) == other
    assert [on(state, f"target.{d}") for d in range(10)] == [d == other for d in range(10)]
    assert label(state, "target.7") == "7"
    assert update(state, [do.ChooseTarget(12)]) is state
    assert gradients.target_of(update(state, [do.ChooseTarget(None)])) == winner


def test_a_step_goes_down_the_gradient_and_undo_gives_back_the_very_network() -> None:
    state = lab(rate=100, target=4)
    first = state.network
    assert first is not None and state.prediction.trace is not None
    expected = descend(first, gradient(first, state.prediction.trace, 4), 100 / RATE_UNIT)
    taught = update(state, [do.Teach()])
    assert taught.network is not None and same(taught.network, expected)
    assert taught.network_revision == 4 and taught.break_it.accuracy is None
    assert taught.card.favorite is None and taught.card.exemplars == ()
    (step,) = taught.gradient.taught
    assert step.after < step.loss and step.accuracy is SOME
    back = update(taught, [do.UndoTeach()])
    assert back.network is first
    assert back.break_it.accuracy is SOME and back.break_it.measured == back.network_revision
    assert update(back, [do.UndoTeach()]) is back


def test_steps_in_one_tick_each_follow_their_own_gradient() -> None:
    state = lab(rate=100, target=4)
    network, trace = state.network, state.prediction.trace
    assert network and trace
    for _ in range(3):
        slope = gradient(network, forward(network, trace.activations[0]), 4)
        network = descend(network, slope, 100 / RATE_UNIT)
    taught = update(state, [do.Teach()] * 3)
    assert taught.network is not None and same(taught.network, network)


def test_many_steps_keep_the_first_network() -> None:
    state = lab(rate=1, target=4)
    first = state.network
    state = update(state, [do.Teach()] * (KEPT + 5))
    assert len(state.gradient.taught) == KEPT
    state = update(state, [do.UndoTeach()] * KEPT)
    assert state.network is first and state.gradient.taught == ()


@pytest.mark.parametrize("rate", [1, 10, 1000, 100_000])
def test_a_step_says_how_many_numbers_it_moves(rate: int) -> None:
    """Foretold before the step, told after it; counted here number by number, as bits."""
    state = lab(rate=rate, target=4)
    slope = gradients.gradient_of(state)
    assert state.network is not None and slope is not None
    foretold = gradients.would_move(state.network, slope, state.gradient.rate)
    taught = update(state, [do.Teach()])
    assert taught.network is not None
    before = np.concatenate([a.ravel() for a in (*state.network.weights, *state.network.biases)])
    after = np.concatenate([a.ravel() for a in (*taught.network.weights, *taught.network.biases)])
    assert len(before) == 109_386
    count = int((before.view(np.uint32) != after.view(np.uint32)).sum())
    assert 0 < count < 109_386
    assert foretold == taught.gradient.taught[-1].moved == count


def test_steps_are_counted_beyond_those_that_are_kept() -> None:
    state = update(lab(rate=1, target=4), [do.Teach()] * (KEPT + 3))
    assert state.gradient.taught[-1].number == KEPT + 3
    assert update(state, [do.UndoTeach()]).gradient.taught[-1].number == KEPT + 2


def test_teaching_keeps_the_target_that_was_the_prediction() -> None:
    state = lab()
    winner = gradients.target_of(state)
    assert state.gradient.targets == () and winner is not None
    assert update(state, [do.Teach()]).gradient.targets == ((state.subject, winner),)


@pytest.mark.parametrize("replaced", [do.Heal(), do.SetDamage("W2"), do.SetNoise(60)])
def test_what_damage_or_healing_takes_away_undo_brings_back(replaced: do.Intent) -> None:
    """Neither is done to what was taught, for a code must mean the same everywhere. That is said,
    and undo brings the very network back, with its steps."""
    state = update(lab(target=4), [do.Teach()] * 3)
    assert state.healthy is not None and state.changed
    other = update(state, [replaced])
    assert other.network is not None and other.gradient.taught == ()
    assert same(other.network, damaged(state.healthy, other.break_it.damage))
    assert other.noticed == say("teach.aside", count=3)
    assert other.stage.has("undo.teach") and not idle(other, "undo.teach")
    back = update(other, [do.UndoTeach()])
    assert back.network is state.network and back.gradient.taught == state.gradient.taught
    assert not back.break_it.damaged and back.gradient.aside is None
    first = update(back, [do.UndoTeach()] * 3)
    assert first.network is state.healthy and update(first, [do.UndoTeach()]) is first


def test_folding_keeps_what_was_taught_and_the_banner_takes_it_back() -> None:
    state = update(lab(target=4), [do.Teach()] * 2)
    folded = update(state, [do.OpenTab(None)])
    assert folded.network is state.network and len(folded.gradient.taught) == 2
    one = update(folded, [do.Press("untaught")])
    assert len(one.gradient.taught) == 1 and one.network is state.gradient.taught[1].network
    healed = update(folded, [do.Press("heal")])
    assert healed.network is state.healthy and not healed.stage.has("untaught")
    damaged = update(healed, [do.SetDamage("W1")])
    assert damaged.stage.has("heal") and not damaged.stage.has("untaught")


def test_a_lesson_on_a_damaged_network_comes_back_with_the_damage() -> None:
    state = update(lab(target=4), [do.SetDamage("W2"), do.Teach()])
    healed = update(state, [do.Heal()])
    assert healed.network is state.healthy
    back = update(healed, [do.UndoTeach()])
    assert back.network is state.network and back.break_it.damage == Damage(cuts=(2,))


def test_each_digit_of_a_number_has_its_own_target() -> None:
    state = answered(READY, do.ShowInk(TWO))
    assert len(state.prediction.segments) == 2
    first = update(state, [do.PickDigit(0)])
    likeliest = gradients.target_of(first)
    assert likeliest is not None
    chosen = update(first, [do.ChooseTarget((likeliest + 1) % 10)])
    assert gradients.target_of(chosen) == (likeliest + 1) % 10
    assert gradients.target_of(update(chosen, [do.PickDigit(1)])) == gradients.target_of(state)
    assert gradients.target_of(update(chosen, [do.PickDigit(1), do.PickDigit(0)])) != likeliest


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_broken_network_cannot_be_taught(value: float) -> None:
    state = lab(broken_network(value))
    if not gradients.teachable(gradients.gradient_of(state)):  # type: ignore[arg-type]
        assert update(state, [do.Teach()]).network is state.network
    update(state, [do.ChooseTarget(3), do.SendBack(), do.Tick(), do.UndoTeach()])


def test_nothing_to_learn_from_a_blank_canvas() -> None:
    state = update(without_trace(lab()), [])
    assert gradients.gradient_of(state) is None and gradients.target_of(state) is None
    assert update(state, [do.Teach()]).network is state.network
    assert update(state, [do.SendBack()]).gradient.sent_at is None
    assert not state.stage.has("teach") and not state.stage.has("undo.teach")


def test_what_was_taught_can_be_undone_on_a_blank_canvas() -> None:
    state = lab(target=4)
    blank = update(without_trace(update(state, [do.Teach()])), [])
    assert blank.stage.has("undo.teach")
    assert update(blank, [do.Press("undo.teach")]).network is state.network


def moving(**taught: object) -> State:
    """The same where things move."""
    return update(on_screen(lab(**taught), reduced_motion=False), [])


def ticks(state: State, count: int) -> State:
    return update(state, [do.Tick()] * count)


def test_the_wave_ends_by_itself() -> None:
    state = update(moving(), [do.Press("backward")])
    assert gradients.wave_since(state) == 0
    state = ticks(state, BACK_TICKS - 1)
    assert gradients.wave_since(state) == BACK_TICKS - 1 and not state.stage.has("panel")
    state = ticks(state, 1)
    assert gradients.wave_since(state) is None and state.gradient.sent_at is None
    assert state.stage.has("panel") and not ROOM.moves(state)


def test_no_wave_under_reduced_motion_or_elsewhere() -> None:
    assert update(lab(), [do.SendBack()]).gradient.sent_at is None
    state = update(moving(), [do.SendBack()])
    for room, seen in (("forward", False), ("weights", False), ("gradient", True)):
        assert (gradients.wave_since(on_screen(state, computation=room)) is not None) is seen
    assert gradients.wave_since(on_screen(state, tab=None)) is not None
    assert gradients.wave_since(on_screen(state, tab="break")) is None


def test_a_step_is_taken_when_its_wave_has_reached_the_input() -> None:
    """Three seconds in the picture's full size; the answer does not come before its cause."""
    assert BACK_TICKS == 3 * 60
    before = moving(target=4)
    state = update(before, [do.Press("teach")])
    size = before.stage.rect("network.picture")
    for _ in range(BACK_TICKS - 1):
        state = ticks(state, 1)
        assert state.network is before.network and state.gradient.taught == ()
        assert not state.stage.has("panel") and ROOM.moves(state)
        assert state.stage.rect("network.picture").w > 1.3 * size.w
    state = ticks(state, 1)
    assert len(state.gradient.taught) == 1 and gradients.shift_since(state) == 0
    shift = state.gradient.shift
    assert shift is not None
    assert (shift.before, shift.after) == (before.network, state.network)
    state = ticks(state, SHIFT_TICKS - 1)
    assert not state.stage.has("panel") and ROOM.moves(state)
    state = ticks(state, 1)
    assert state.stage.rect("network.picture") == size and state.gradient.shift is None
    at_once = update(lab(target=4), [do.Teach()])
    assert state.network and at_once.network and same(state.network, at_once.network)


def test_the_drawer_comes_back_when_it_is_called_and_stays_away_when_it_is_folded() -> None:
    waving = ticks(update(moving(target=4), [do.Teach()]), 30)
    called = update(waving, [do.Press("tab.compute")])
    assert called.stage.has("panel") and called.screen.tab == "compute"
    assert gradients.wave_since(called) == 30
    folded = ticks(update(waving, [do.Escape()]), BACK_TICKS + SHIFT_TICKS)
    assert folded.screen.tab is None and not folded.stage.has("panel")
    assert len(folded.gradient.taught) == 1


def test_a_step_that_nobody_waits_for_is_taken_at_once() -> None:
    waving = ticks(update(moving(target=4), [do.Teach()]), 30)
    other = some_trace(some_network(), 5)
    for away in (
        update(waving, [do.ShowComputation("forward"), do.Tick()]),
        update(waving, [do.OpenTab("break"), do.Tick()]),
        gradients.answered(
            waving, replace(waving, prediction=replace(waving.prediction, trace=other))
        ),
    ):
        assert len(away.gradient.taught) == 1 and away.gradient.coming is None
        assert gradients.wave_since(away) is None
    again = update(waving, [do.Teach()])
    assert len(again.gradient.taught) == 1 and again.gradient.coming is not None
    assert len(ticks(again, BACK_TICKS).gradient.taught) == 2


def test_a_step_that_is_still_coming_can_be_taken_back() -> None:
    before = moving(target=4)
    waving = ticks(update(before, [do.Teach()]), 30)
    back = ticks(update(waving, [do.UndoTeach()]), 2 * BACK_TICKS)
    assert back.network is before.network and back.gradient.taught == ()
    assert back.stage.has("panel")
    damaged_ = ticks(update(waving, [do.SetDamage("W2")]), 2 * BACK_TICKS)
    assert damaged_.gradient.taught == () and damaged_.break_it.damage == Damage(cuts=(2,))


def test_undo_shifts_the_weights_back() -> None:
    first = moving(target=4)
    taught = ticks(update(first, [do.Teach()]), BACK_TICKS + SHIFT_TICKS)
    back = update(taught, [do.UndoTeach()])
    assert back.network is first.network and gradients.shift_since(back) == 0
    assert back.gradient.shift is not None and back.gradient.shift.before is taught.network
    assert back.stage.has("panel") and ROOM.moves(back)
    still = on_screen(back, reduced_motion=True)
    assert gradients.shift_since(still) is None


def test_the_wave_tells_its_story() -> None:
    """One sentence after the other, then what the step has done; nothing before and after."""
    state = moving(target=4)
    assert story(state) is None
    state, told = update(state, [do.Teach()]), []
    for _ in range(BACK_TICKS + SHIFT_TICKS):
        told.append(story(state))
        state = ticks(state, 1)
    assert story(state) is None and None not in told
    assert [one for one, _ in groupby(told)] == list(dict.fromkeys(told)) and len(set(told)) == 4
    step = state.gradient.taught[-1]
    assert percent(np.exp(-step.after)) in str(told[-1]) and "4" in str(told[0])
    assert story(update(state, [do.UndoTeach()])) == say("back.undone")
    shown = update(state, [do.SendBack()])
    assert story(ticks(shown, BACK_TICKS - 1)) == say("back.input")


def test_choosing_a_target_sends_no_wave() -> None:
    state = update(moving(), [do.Press("target.4")])
    assert state.gradient.sent_at is None and state.stage.has("panel")


def test_steps_on_another_picture_are_not_told_of_this_one() -> None:
    state = update(lab(target=4), [do.Teach(), do.Teach()])
    assert [step.of_picture for step in gradients.steps_here(state)] == [1, 2]
    assert state.network is not None
    other = replace(state.prediction, trace=some_trace(state.network, 5))
    there = replace(state, prediction=other)
    assert gradients.steps_here(there) == ()
    (step,) = gradients.steps_here(update(there, [do.Teach()]))
    assert (step.number, step.of_picture) == (3, 1)
    assert gradients.steps_here(without_trace(state)) == ()


def test_more_shows_the_way_back_and_less_teaching() -> None:
    state = lab()
    assert state.stage.has("teach.curve") and label(state, "gradient.more") == "More"
    more = update(state, [do.Press("gradient.more")])
    assert more.stage.has("gradient.blocks") and label(more, "gradient.more") == "Less"
    assert not more.stage.has("teach.curve")
    assert update(more, [do.Press("gradient.more")]).stage.has("teach.curve")


@given(st.integers(-(10**9), 10**9))
def test_the_rate_stays_in_range(rate: int) -> None:
    state = update(State(), [do.SetRate(rate)])
    assert RATES[0] <= state.gradient.rate <= RATES[-1]


def test_the_slider_reaches_every_rate() -> None:
    slider = SLIDERS["slide.rate"]
    shares = [n / (len(RATES) - 1) for n in range(len(RATES))]
    assert [slider.at(share) for share in shares] == [do.SetRate(rate) for rate in RATES]
    assert slider.share(State()) == pytest.approx(RATES.index(State().gradient.rate) / 15)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(GRIDS)), st.data())
def test_cells_name_their_neurons(name: str, data: st.DataObject) -> None:
    state, grid = lab(more=name != "gradient.outputs"), GRIDS[name]
    index = data.draw(st.integers(0, grid.columns * grid.rows - 1))
    rect = state.stage.rect(name)
    row, column = divmod(index, grid.columns)
    left = GUTTER if grid.layer == 3 else 0
    x = rect.x + left + (column + 0.5) * (rect.w - left) / grid.columns
    y = rect.y + (row + 0.5) * rect.h / grid.rows
    assert gradients.unit_at(state, name, x, y) == Unit(grid.layer, index)
    hovering = update(state, [do.PointerMove(0, x, y)])
    assert hovering.card.hovered == Unit(grid.layer, index)
    tapped = update(state, [do.PointerDown(0, x, y), do.PointerUp(0, x, y)])
    assert tapped.card.pinned == Unit(grid.layer, index)
    assert gradients.unit_at(state, name, rect.x - 1, rect.y) is None
