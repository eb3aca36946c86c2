"""What the cards of the layers say: true of the model that ships, and of a broken one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.ink.verdict import Verdict
from game.core.insight.layer_facts import layer_facts
from game.core.model.network import SIZES, Network, Trace, forward
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.layers.sentences import (
    Look,
    detail_words,
    exact_words,
    look_at,
    measured_words,
    plain_words,
    row_figure,
)
from game.lab.layers.update import (
    chosen,
    detail_of,
    drawing_of,
    facts_of,
    focused,
)
from game.lab.network.playback import sure_digit
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.words.catalogue import say
from game.words.numbers import percent
from tests.lab.layers.test_update import at_rest, drawn, measured

BROKEN = ("", "N120.7", "B1-N300.2", "W1", "W2", "W1-W2-W3", "P100", "K3")


def said(state: State, layer: int) -> tuple[str, str, str]:
    """The longest words of a card: plain, measured, exact."""
    drawing, facts = drawing_of(state), facts_of(state)
    return (
        plain_words(drawing, layer)[0],
        measured_words(drawing, facts, layer)[0],
        exact_words(drawing, facts, layer, not state.changed)[0],
    )


def look(state: State, unit: Unit) -> Look:
    """What the open card shows of a neuron."""
    picked = chosen(state) == unit
    return look_at(state.network, drawing_of(state), facts_of(state), unit, picked)


def trace_of(state: State) -> Trace:
    assert state.prediction.trace is not None
    return state.prediction.trace


def test_the_plain_words_count_this_drawing(driver: Driver) -> None:
    state = drawn(driver)
    trace = trace_of(state)
    x, a1, a2, answer = trace.layers
    assert f" {int((x > 0).sum())} are above 0." in said(state, 0)[0]
    assert f" {int((a1 > 0).sum())} find their pattern" in said(state, 1)[0]
    assert f" {int((a2 > 0).sum())} of them fire" in said(state, 2)[0]
    assert said(state, 3)[0].endswith(f"{percent(float(answer[3]))} for 3.")
    figures = [row_figure(drawing_of(state), layer)[0] for layer in range(4)]
    assert figures == [
        f"{int((x > 0).sum())} of 784 inked",
        f"{int((a1 > 0).sum())} of 128 fire",
        f"{int((a2 > 0).sum())} of 64 fire",
        f"3: {percent(float(answer[3]))}",
    ]


def test_what_a_layer_is_said_to_do_it_does(driver: Driver) -> None:
    """Every neuron of Hidden 1 has weights of both signs, and so has every neuron of Hidden 2."""
    network = driver.state.network
    assert network is not None
    for weights in network.weights[:2]:
        assert (weights > 0).any(axis=1).all() and (weights < 0).any(axis=1).all()
    trace = trace_of(drawn(driver))
    assert trace.pre_activations[2].shape == (10,)
    assert float(trace.probabilities.sum()) == pytest.approx(1)


def test_the_measured_words_are_true_of_the_shipped_model(driver: Driver) -> None:
    """Reckoned anew, neuron by neuron and digit by digit."""
    drawn(driver)
    state, assets = measured(driver), Assets()
    network, pictures, labels = state.network, assets.test_pictures(), assets.test_labels()
    assert network is not None
    needed = []
    for row in network.weights[0].astype(float):
        power, held = np.sort(row**2)[::-1], 0.0
        for count, one in enumerate(power, start=1):
            held += one
            if held >= power.sum() / 2:
                needed.append(count)
                break
    thin = (pictures[labels == 1] > 0).sum(axis=1).mean()
    assert said(state, 1)[1] == (
        f"Half of a typical neuron’s weight lies on {np.median(needed):g} of 784 cells; a whole 1 "
        f"inks {thin:.0f}. So it looks at a part."
    )
    assert np.median(needed) < thin / 2
    a2 = np.maximum(pictures / np.float32(255) @ network.weights[0].T + network.biases[0], 0)
    z2 = a2 @ network.weights[1].T + network.biases[1]
    fires = np.array([(z2[labels == digit] > 0).mean(axis=0) > 0.5 for digit in range(10)])
    loops = sum(set(np.flatnonzero(column)) == {0, 6, 8, 9} for column in fires.T)
    assert f"{loops} of 64 do." in said(state, 2)[1] and f"{loops} of 64 fire" in said(state, 2)[2]
    assert f"usually fires for {np.median(fires.sum(axis=0)):g} of 10 digits" in said(state, 2)[2]
    answers = np.exp(np.maximum(z2, 0) @ network.weights[2].T + network.biases[2])
    answers /= answers.sum(axis=1, keepdims=True)
    right = answers.argmax(axis=1) == labels
    sure = answers[~right].max(axis=1).mean()
    assert f"reads {right.sum():,} of 10,000 test digits right" in said(state, 3)[1]
    assert f"still {sure:.1%} sure".replace("%", " %") in said(state, 3)[1]
    blank = int((pictures == 0).all(axis=0).sum())
    assert f"{blank} cells have no ink in any of 10,000" in said(state, 0)[1]


def test_until_it_is_measured_nothing_is_claimed(driver: Driver) -> None:
    state = drawn(driver)
    for layer in (1, 2, 3):
        assert said(state, layer)[1:] == (say("layers.wait"), say("layers.wait"))
    assert said(state, 0)[1] == say("seen.how")


def test_damage_is_measured_anew_and_says_so(driver: Driver) -> None:
    drawn(driver)
    driver.advance([do.SetDamage("N120.7")])
    state = measured(driver)
    for layer in (1, 2, 3):
        assert said(state, layer)[2].startswith(say("layers.anew"))
    assert "is spread over" in said(state, 1)[1]  # noise is everywhere


def test_a_dot_is_ink_that_is_too_little(driver: Driver) -> None:
    driver.advance([do.OpenTab("layers"), do.Tick()])
    assert "Draw a digit" in said(driver.state, 0)[0]
    canvas = driver.state.stage.rect("canvas")
    driver.advance([do.PointerDown(0, *canvas.center), do.Tick()])
    state = driver.advance([do.PointerUp(0, *canvas.center), do.Tick(), do.Tick()])
    assert state.canvas.ink.strokes and state.prediction.trace is None
    assert said(state, 0)[0] == say("layers.dot")


def test_the_ink_of_several_digits_is_said_to_be_sheared(driver: Driver) -> None:
    number = next(iter(Assets().samples.numbers.values()))
    driver.advance([do.ShowInk(number)])
    state = at_rest(driver)
    assert len(state.prediction.segments) > 1
    assert say("seen.how.sheared") in said(state, 0)[1]
    assert say("seen.how.sheared") not in said(drawn(driver), 0)[1]


def test_no_answer_is_told_before_the_wave_is_there(driver: Driver) -> None:
    drawn(driver)
    state = driver.advance([do.Replay(), do.Pause(), do.OpenLayer(3), do.Tick()])
    words = [*said(state, 3), *row_figure(drawing_of(state), 3), detail_of(state)]
    seen = look(state, focused(state))
    assert not any("3:" in one or "for 3" in one for one in (*words, *seen.name, *seen.caption))
    assert sure_digit(state) is None and detail_of(state) == ""
    driver.advance([do.Pause()])
    state = at_rest(driver)
    assert sure_digit(state) == 3 and "for 3." in said(state, 3)[0]


def test_an_answer_in_doubt_is_no_sure_one(driver: Driver) -> None:
    state = drawn(driver)
    assert sure_digit(state) == 3
    doubtful = replace(state.prediction, verdicts=(Verdict.HARDLY,))
    assert sure_digit(replace(state, prediction=doubtful)) is None


def test_a_neuron_says_why_it_is_looked_at(driver: Driver) -> None:
    state = drawn(driver, do.OpenLayer(1))
    index = int(trace_of(state).activations[1].argmax())
    assert look(state, focused(state)).name[0] == f"Neuron {index} · strongest"
    state = driver.advance([do.PinUnit(1, 5), do.Tick()])
    assert look(state, focused(state)).name[0] == "Neuron 5 · your pick"
    driver.advance([do.LoadSample(7)])
    state = at_rest(driver)
    seen = look(state, focused(state))
    assert seen.name[0] == "Neuron 5 · your pick"
    assert seen.caption[0].startswith(f"a = {trace_of(state).activations[1][5]:.2f} ·")
    state = driver.advance([do.PinUnit(None), do.Clear(), do.Tick()])
    assert look(state, focused(state)).name == ("Neuron 0",)


def test_a_pixel_is_named_by_its_row_and_column(driver: Driver) -> None:
    state = drawn(driver, do.OpenLayer(0))
    network, x = state.network, trace_of(state).activations[0]
    assert network is not None
    seen = look(state, Unit(0, 28 * 5 + 12))
    assert seen.name[0].startswith("Row 5, col 12")
    assert seen.caption[0].startswith(f"x = {x.reshape(28, 28)[5, 12]:.2f} ·")
    feeds = network.weights[0][:, 28 * 5 + 12]
    assert detail_words(network, drawing_of(state), None, Unit(0, 28 * 5 + 12)) == say(
        "layers.detail.0", plus=int((feeds > 0).sum()), minus=int((feeds < 0).sum())
    )


@pytest.mark.parametrize("code", BROKEN)
@pytest.mark.parametrize("blank", [False, True])
def test_nothing_is_left_unsaid_of_a_broken_network(driver: Driver, code: str, blank: bool) -> None:
    drawn(driver, do.SetDamage(code))
    if blank:
        driver.advance([do.Clear(), do.Tick()])
    for state in (driver.state, measured(driver)):
        for layer in range(4):
            opened = replace(state, layers=replace(state.layers, opened=layer))
            assert all(said(opened, layer))
            assert all(look(opened, focused(opened)).name)
            detail_of(opened)
            row_figure(drawing_of(opened), layer)


def test_a_layer_without_numbers_is_not_called_silent(driver: Driver) -> None:
    state = drawn(driver)
    lost = np.full(128, np.nan, np.float32)
    trace = trace_of(state)
    broken = replace(trace, activations=(trace.activations[0], lost, trace.activations[2]))
    state = replace(state, prediction=replace(state.prediction, trace=broken))
    assert "128 of 128 values are ∞ or not a number" in said(state, 1)[0]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38, 0.0])
def test_networks_without_numbers_are_measured_without_raising(
    driver: Driver, value: float
) -> None:
    network, assets = driver.state.network, Assets()
    assert network is not None
    weights = [w.copy() for w in network.weights]
    weights[0][:64] = value
    weights[1][3:] = value
    odd = Network((weights[0], weights[1], weights[2]), network.biases)
    pictures, labels = assets.test_pictures()[:300], assets.test_labels()[:300]
    facts = layer_facts(odd, pictures, labels)
    assert 0 <= facts.right <= 300
    trace = forward(odd, pictures[0] / np.float32(255))
    state, revision = driver.state, driver.state.network_revision
    state = replace(
        state,
        network=odd,
        layers=replace(state.layers, responses=facts, measured=revision),
        prediction=replace(state.prediction, trace=trace),
    )
    for layer in range(4):
        opened = replace(state, layers=replace(state.layers, opened=layer))
        assert all(said(opened, layer))
        for index in (0, SIZES[layer] - 1):
            look(opened, Unit(layer, index))
        row_figure(drawing_of(opened), layer)
