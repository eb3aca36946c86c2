"""Walking through the forward pass: steps, terms, the neuron looked at, sums that add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.doubt import DOUBTFUL
from game.core.ink.verdict import verdict
from game.core.insight.explain import terms
from game.core.insight.running_sum import running
from game.core.model.network import SIZES, Network
from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.forward import update as forward
from game.lab.forward.layout import STEPS, grid_in, grid_out, layer_of
from game.lab.forward.update import PACES, count, focused, known, lit, shown
from game.lab.network.playback import sure_digit
from game.lab.network.signals import ARRIVALS
from game.lab.stage.labels import label, on
from game.lab.state.forward import Forward
from game.lab.state.playback import Playback
from game.lab.state.prediction import Prediction
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import on_screen, without_trace
from tests.networks import broken_network, some_network, some_trace
from tests.states import having


def lab(network: Network | None = None, **shows: object) -> State:
    """A drawing on the canvas, and the forward pass open."""
    network = network or some_network()
    trace = some_trace(network)
    state = State(
        healthy=network,
        network=network,
        forward=Forward(seen=(None, trace, None), **shows),
        screen=Screen(size=(1920, 1080), tab="compute", computation="forward"),
        prediction=Prediction(trace=trace),
        playback=Playback(dark=False),
    )
    return update(replace(state, prediction=replace(state.prediction, read=state.canvas.ink)), [])


def at(state: State, time: float) -> State:
    """So many ticks after a wave set out before which all is dark."""
    return replace(state, playback=replace(state.playback, dark=True, time=float(time)))


def ticks(state: State, number: int) -> State:
    return update(state, [do.Tick()] * number)


def test_terms_come_at_the_pace_until_the_sum_is_done() -> None:
    state = lab(step=4)
    whole = count(state)
    assert shown(state) == 0 and whole > 10
    assert shown(ticks(state, 5 * PACES[0])) == 5
    state = update(state, [do.NextPace(), do.NextPace()])
    state = ticks(state, whole - 1)
    assert shown(state) == whole - 1 and state.forward.playing
    state = ticks(state, 1)
    assert shown(state) == whole and not state.forward.playing
    assert label(state, "fterm.pace") == "15×"
    assert shown(update(state, [do.PlayTerms()])) == 0


def test_stepping_halts_and_stays_within_the_sum() -> None:
    state = update(lab(step=4), [do.StepTerm(3), do.StepTerm(-1)])
    assert shown(state) == 2 and not state.forward.playing
    assert shown(ticks(state, 60)) == 2
    assert shown(update(state, [do.StepTerm(-9)])) == 0
    assert shown(update(state, [do.StepTerm(9999)])) == count(state)
    assert shown(update(state, [do.StepTerm(9999), do.StepTerm(-1)])) == count(state) - 1


def test_play_halts_and_goes_on() -> None:
    state = update(ticks(lab(step=4), 45), [do.PlayTerms()])
    assert shown(ticks(state, 60)) == shown(state) == 3
    assert label(state, "fterm.play") != label(lab(), "fterm.play")
    assert shown(ticks(update(state, [do.PlayTerms()]), 15)) == 4
    paused = replace(state, playback=replace(state.playback, paused=True, fired_at=-999.0))
    assert shown(ticks(paused, 60)) == 3 and label(paused, "fterm.play") == "▶▶"
    going = update(paused, [do.PlayTerms()])
    assert not going.playback.paused and shown(ticks(going, 30)) == 5


def test_another_step_neuron_or_drawing_begins_anew() -> None:
    done = update(lab(step=4), [do.StepTerm(9999)])
    assert shown(update(done, [do.ShowStep(2)])) == 0
    assert shown(ticks(update(done, [do.PinUnit(3, 7)]), 1)) == 0
    again = replace(done.prediction, trace=some_trace(some_network(), 1))
    assert shown(ticks(replace(done, prediction=again), 1)) == 0
    assert update(done, [do.ShowStep(6)]) is done


def test_without_motion_all_is_there_at_once() -> None:
    state = update(on_screen(lab(), reduced_motion=True), [do.ShowStep(2)])
    assert shown(state) == count(state) > 1
    assert shown(ticks(state, 30)) == count(state)
    assert shown(update(state, [do.PlayTerms()])) == count(state)
    assert shown(update(state, [do.StepTerm(-1)])) == count(state) - 1


def test_under_a_moving_pen_the_whole_sum_is_shown() -> None:
    state = lab(step=0)
    assert shown(replace(state, canvas=replace(state.canvas, pen_pointer=0))) == count(state)


def test_the_neuron_looked_at_is_the_pinned_one_or_the_strongest() -> None:
    state = lab(step=0)
    assert state.prediction.trace is not None
    strongest = int(state.prediction.trace.activations[1].argmax())
    assert focused(state) == Unit(1, strongest)
    assert focused(replace(state, card=replace(state.card, pinned=Unit(1, 5)))) == Unit(1, 5)
    assert focused(replace(state, card=replace(state.card, pinned=Unit(2, 5)))) == Unit(
        1, strongest
    )
    hovering = replace(state, card=replace(state.card, pinned=Unit(1, 5), hovered=Unit(1, 8)))
    assert focused(hovering) == Unit(1, 8) and shown(hovering) == count(hovering)


def test_the_step_follows_a_wave_that_is_stepped() -> None:
    state = lab(step=1)
    for layer, step in enumerate((0, 2, 4, 5)):
        stopped = replace(
            state,
            playback=replace(
                state.playback, paused=True, fired_at=10.0, time=10.0 + ARRIVALS[layer]
            ),
        )
        assert ticks(stopped, 1).forward.step == step
        chosen = update(ticks(stopped, 1), [do.ShowStep(3)])
        assert ticks(chosen, 5).forward.step == 3


def test_steps_light_up_one_after_the_other() -> None:
    state = lab()
    for since in range(0, 100, 3):
        shares = [lit(at(state, since), step) for step in range(STEPS)]
        assert shares == sorted(shares, reverse=True)
    assert lit(at(state, 0), 0) == 0 and lit(at(state, 99), 5) == 1
    still = on_screen(at(state, 0), reduced_motion=True)
    assert [lit(still, step) for step in range(STEPS)] == [1] * STEPS


def test_on_a_blank_canvas_nothing_is_there_to_step_through() -> None:
    state = update(without_trace(lab()), [])
    assert state.stage.has("forward.blank") and not state.stage.has("fterm.play")
    for intent in (do.StepTerm(1), do.PlayTerms(), do.NextPace(), do.ShowStep(5), do.Tick()):
        state = update(state, [intent])
    assert shown(state) == count(state) == 0 and lit(state, 0) == 0


def test_the_answer_waits_for_the_wave() -> None:
    """Softmax, logits and winner are seen when the wave has been there; under a pen at once."""
    state = update(at(lab(step=5), 0), [do.StepTerm(9999)])
    for since in range(0, 100, 2):
        here = at(state, since)
        told = since >= ARRIVALS[3]
        assert (shown(here) > 0) is told and known(here, 5) is told
        sums = replace(here, forward=replace(here.forward, step=4, term=None))
        assert (shown(sums) > 0) is told
        assert (sure_digit(here) is not None) <= told
        assert known(here, 4) is told
    drawing = at(state, 0)
    drawing = replace(drawing, canvas=replace(drawing.canvas, pen_pointer=0))
    assert shown(drawing) == count(drawing)


def test_only_a_sure_answer_wins() -> None:
    state = at(lab(step=5), 99)
    trace = state.prediction.trace
    assert trace is not None
    for shares, doubt, sure in (
        ([0.91, *[0.01] * 9], 0.0, 0),
        ([0.91, *[0.01] * 9], DOUBTFUL / 2, 0),
        ([0.91, *[0.01] * 9], DOUBTFUL, None),
        ([0.0974, *[0.1003] * 9], 0.0, None),
        ([0.49, 0.43, *[0.01] * 8], 0.0, None),
    ):
        asked = replace(trace, probabilities=np.array(shares, np.float32))
        values = {"trace": asked, "verdicts": (verdict(asked.probabilities, doubt),)}
        values |= {"segments": (None,), "picked": 0}
        assert sure_digit(having(state, **values)) == sure


def test_buttons() -> None:
    state = at(lab(), 99)
    for step in range(STEPS):
        state = update(state, [do.Press(f"fstep.{step}")])
        assert state.forward.step == step and on(state, f"fstep.{step}")
        assert not on(state, f"fstep.{(step + 1) % STEPS}")
    before = shown(state)
    assert shown(update(state, [do.Press("fterm.on")])) == before + 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, STEPS - 1), st.sampled_from(["in", "out", "matrix", "softmax"]), st.data())
def test_cells_name_their_neurons(step: int, kind: str, data: st.DataObject) -> None:
    state, name = lab(step=step), f"forward.{kind}"
    if not state.stage.has(name):
        assert forward.unit_at(state, name, 0, 0) is None
        return
    rect, layer = state.stage.rect(name), layer_of(step)
    columns, rows, top = 1, SIZES[layer], 0
    if kind in ("in", "out"):
        layer, columns, rows = grid_in(step) if kind == "in" else grid_out(step)
    elif kind == "softmax":
        top = 1
    index = data.draw(st.integers(0, columns * rows - 1))
    row, column = divmod(index, columns)
    x = rect.x + (column + 0.5) * rect.w / columns
    y = rect.y + (row + top + 0.5) * rect.h / (rows + 2 * top)
    assert forward.unit_at(state, name, x, y) == Unit(layer, index)
    assert update(state, [do.PointerMove(0, x, y)]).card.hovered == Unit(layer, index)
    if layer:
        tapped = update(state, [do.PointerDown(0, x, y), do.PointerUp(0, x, y)])
        assert tapped.card.pinned == Unit(layer, index)
    assert forward.unit_at(state, name, rect.x - 1, rect.y) is None


@given(st.integers(0, 30), st.integers(1, 3), st.integers(0, 9), st.floats(0.01, 1e6))
def test_printed_sums_grow_to_z(seed: int, layer: int, index: int, scale: float) -> None:
    network = some_network(seed, scale)
    trace = some_trace(network, seed)
    total = terms(network, trace, Unit(layer, index))
    line = running(total, 3)
    assert line.adds_up and len(line.sums) == len(line.contributions) == len(line.units) + 1
    digits = len(line.total.partition(".")[2])

    def units(words: str) -> int:
        return round(float(words.replace("−", "-")) * 10**digits)

    so_far = 0
    for contribution, after in zip(line.contributions, line.sums, strict=True):
        so_far += units(contribution)
        assert units(after) == so_far
    assert line.sums[-1] == line.total
    for first in range(0, len(line.units), 7):
        before = units(line.sums[first - 1]) if first else 0
        assert before + units(line.rest(first)) == units(line.sums[-2])
    unit = 10.0 ** (line.exponent - digits)
    exact = [*total.parts.contributions[list(line.units)].tolist(), total.parts.bias]
    for contribution, after, part, path in zip(
        line.contributions, line.sums, exact, np.cumsum(exact), strict=True
    ):
        scale = 10.0**line.exponent
        assert abs(float(contribution.replace("−", "-")) * scale - part) < unit * (1 + 1e-6)
        assert abs(float(after.replace("−", "-")) * scale - path) < unit * (0.5 + 1e-6)
    sizes = np.abs(total.parts.contributions[list(line.units)])
    assert (np.diff(sizes) <= 0).all()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e38])
def test_broken_networks_do_not_raise(value: float) -> None:
    state = lab(broken_network(value))
    for step in range(STEPS):
        state = update(state, [do.ShowStep(step), do.Tick(), do.StepTerm(3), do.StepTerm(999)])
        for index in (3, 5):
            pinned = replace(state, card=replace(state.card, pinned=Unit(layer_of(step), index)))
            assert 0 <= shown(pinned) <= count(pinned)
            assert state.network is not None and state.prediction.trace is not None
            line = running(terms(state.network, state.prediction.trace, focused(pinned)), 3)
            assert line.sums[-1] and line.rest(2)
