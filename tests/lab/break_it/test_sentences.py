"""What Break It says of an experiment is what an independent evaluation measures."""

from __future__ import annotations

import re

import numpy as np
import pytest

from game.core.ink.verdict import Verdict
from game.core.insight.damage_facts import NOISE_SEEDS, NOISES
from game.core.job import finished
from game.core.model.damage import Damage, damaged
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.engine.lookups import Lookups
from game.lab import intents as do
from game.lab.break_it.code import damage_of
from game.lab.break_it.sentences import SURE, in_short, sentences
from game.lab.gradient.update import BACK_TICKS
from game.lab.intents import Intent
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.words import numbers
from tests.lab.break_it.breaking import drawn
from tests.states import having

_KEPT: dict[str, Intent] = {}


@pytest.fixture
def measured(driver: Driver, model: Model, assets: Assets) -> Driver:
    """A lab that has measured its facts; once, for it takes some seconds. What takes longest is
    asked for only by whoever touches that experiment."""
    lookups = Lookups(model, assets)
    driver.advance([do.OpenTab("break")])
    for slot, touched in {
        "facts": [],
        "facts.noise": [do.SetNoise(50), do.TurnPage("code")],
        "facts.alone": [do.Heal(), do.TurnPage("neurons")],
    }.items():
        driver.advance(touched)
        jobs = {job.slot: job for job in lookups.jobs(driver.state) if job.slot[:5] == "facts"}
        assert set(jobs) == {slot}
        if slot not in _KEPT:
            _KEPT[slot] = finished(jobs[slot].run())
        driver.advance([_KEPT[slot]])
    driver.advance([do.Heal(), do.TurnPage("code")])
    return driver


def right(model: Model, assets: Assets, damage: Damage, brightness: float = 1) -> float:
    images, labels = assets.test_digits()
    rows = model.probabilities(images * np.float32(brightness), damaged(model.network, damage))
    return float((rows.argmax(axis=1) == labels).mean())


def said(driver: Driver, *intents: do.Intent) -> str:
    """The fullest version of what the open page says."""
    driver.advance(intents)
    return " ".join(sentences(driver.state).versions[0])


def take_accuracy(driver: Driver, model: Model, assets: Assets) -> None:
    """Measure how the present network reads the test digits."""
    state, lookups = driver.state, Lookups(model, assets)
    assert state.network is not None
    found = lookups.measure(state.network)
    driver.advance([do.AccuracyMeasured(state.network_revision, state.break_it.damage, found)])


def test_biases(measured: Driver, model: Model, assets: Assets) -> None:
    words = said(measured, do.DisableBiases())
    faint = [right(model, assets, Damage(biases_off=off), 0.1) for off in (False, True)]
    plain = [right(model, assets, Damage(biases_off=off)) for off in (False, True)]
    for share in (*plain, *faint):
        assert f"{100 * share:.2f} %" in words


def test_without_biases_brightness_cannot_change_the_answer(model: Model, assets: Assets) -> None:
    images, _ = assets.test_digits()
    network = damaged(model.network, Damage(biases_off=True))
    faint, full = (
        model.probabilities(images[:2000] * np.float32(share), network).argmax(axis=1)
        for share in (0.1, 1.0)
    )
    assert (faint == full).mean() > 0.999  # float32 may round a tie either way


def test_noise(measured: Driver, model: Model, assets: Assets) -> None:
    """Worst and best of all seeds it says it measured, each read by onnxruntime alone; the ends
    of the spans and every fifth seed of the others."""
    words = said(measured, do.SetNoise(50))
    assert f"worst and best of {len(NOISE_SEEDS)} seeds" in words
    for percent in NOISES:
        low, high = map(float, re.search(rf"{percent} % → ([\d.]+)–([\d.]+) %", words).groups())  # type: ignore[union-attr]
        shares = [
            100 * right(model, assets, Damage(noise=percent, seed=seed))
            for seed in (NOISE_SEEDS if percent == 50 else NOISE_SEEDS[::5])
        ]
        assert all(low - 0.051 <= share <= high + 0.051 for share in shares)
        if percent == 50:
            assert (f"{min(shares):.1f}", f"{max(shares):.1f}") == (f"{low:.1f}", f"{high:.1f}")


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_cuts(layer: int, measured: Driver, model: Model, assets: Assets) -> None:
    words = said(measured, do.CutLayer(layer))
    network = damaged(model.network, Damage(cuts=(layer,)))
    images, _ = assets.test_digits()
    rows = model.probabilities(images[:500], network)
    assert (rows.argmax(axis=1) == rows[0].argmax()).all(), "whatever one draws"
    assert f"the answer is {rows[0].argmax()} ({100 * rows[0].max():.1f} %)" in words
    assert f"{100 * right(model, assets, Damage(cuts=(layer,))):.2f} %" in words
    count = f"{model.network.weights[layer - 1].size:,}"
    assert f"All {count} weights" in words


def test_where_a_cut_stops_the_signal(driver: Driver) -> None:
    """Which layers still see the drawing is what the sentences say."""
    driver.advance([do.OpenTab("break")])
    for layer in (1, 2, 3):
        driver.advance([do.SetDamage(f"W{layer}")])
        traces = []
        for digit in (3, 8):
            driver.advance([do.ShowInk(driver.state.canvas.samples[digit][0]), do.Tick()])
            traces.append(driver.state.prediction.trace)
        one, other = traces
        same = [
            np.array_equal(a, b)
            for a, b in zip(one.pre_activations, other.pre_activations, strict=True)
        ]
        assert same == [n >= layer for n in (1, 2, 3)]


def test_pruning_rounding_heat_and_neurons(measured: Driver, model: Model, assets: Assets) -> None:
    words = said(measured, do.TurnPage("weights"), do.PruneWeights(30))
    for percent in (50, 80, 90):
        share = right(model, assets, Damage(pruned=percent))
        assert f"{percent} % → {100 * share:.1f} %" in words
    words = said(measured, do.RoundWeights(4))
    for bits in (4, 3, 2, 1):
        assert f"{bits} bit → {100 * right(model, assets, Damage(bits=bits)):.1f} %" in words
    words = said(measured, do.SetTemperature(200))
    assert f"T = 4: {100 * right(model, assets, Damage(temperature=400)):.2f} %" in words


def test_each_hidden_neuron_alone(measured: Driver, model: Model, assets: Assets) -> None:
    """All 192, by numpy, from weights and biases; the two ends by onnxruntime."""
    words = said(measured, do.Heal(), do.TurnPage("neurons"), do.AblateUnit(1, 4))
    found = re.search(
        r"Each of the 192 .* leaves ([\d.]+) % \(Hidden (\d) · neuron (\d+)\) to ([\d.]+) %",
        words,
    )
    assert found is not None
    images, labels = assets.test_digits()
    (w1, w2, w3), (b1, b2, b3) = (
        [array.astype(float) for array in arrays]
        for arrays in (model.network.weights, model.network.biases)
    )
    first = np.maximum(images.astype(float) @ w1.T + b1, 0)
    second = np.maximum(first @ w2.T + b2, 0)
    shares = {}
    for index in range(128):
        kept = np.delete(first, index, axis=1) @ np.delete(w2, index, axis=1).T + b2
        answers = (np.maximum(kept, 0) @ w3.T + b3).argmax(axis=1)
        shares[1, index] = (answers == labels).mean()
    for index in range(64):
        kept = np.delete(second, index, axis=1) @ np.delete(w3, index, axis=1).T + b3
        shares[2, index] = (kept.argmax(axis=1) == labels).mean()
    low, layer, index, high = found.groups()
    assert f"{100 * min(shares.values()):.2f}" == low
    assert f"{100 * max(shares.values()):.2f}" == high
    worst = Unit(int(layer), int(index))
    assert f"{100 * right(model, assets, Damage(ablated=(worst,))):.2f}" == low


def test_rounding_leaves_as_many_values_as_it_says(model: Model) -> None:
    for bits in (2, 3, 4, 8):
        for weight in damaged(model.network, Damage(bits=bits)).weights:
            steps = np.rint(weight / np.abs(weight).max() * (2 ** (bits - 1) - 1))
            assert len(np.unique(weight)) <= len(set(steps.ravel().tolist())) <= 2**bits - 1
            gaps = np.diff(np.unique(weight)) / np.abs(weight).max() * (2 ** (bits - 1) - 1)
            assert gaps == pytest.approx(np.rint(gaps), abs=1e-3), "evenly spaced"
    for healthy, weight in zip(
        model.network.weights, damaged(model.network, Damage(bits=1)).weights, strict=True
    ):
        assert weight == pytest.approx(np.sign(healthy) * np.abs(healthy).mean(), rel=1e-5)


@pytest.mark.parametrize("temperature", [10, 50, 400, 1000])
def test_the_winner_stays_at_any_temperature(
    temperature: int, model: Model, assets: Assets
) -> None:
    images, _ = assets.test_digits()
    hot = model.probabilities(images, damaged(model.network, Damage(temperature=temperature)))
    assert (hot.argmax(axis=1) == model.probabilities(images).argmax(axis=1)).all()


def test_a_taught_network_is_not_called_healed(driver: Driver) -> None:
    heal = [do.OpenTab("break"), do.DisableBiases(), do.Heal()]
    assert "Healed" in said(driver, *heal)
    driver.advance([do.ShowInk(driver.state.canvas.samples[4][0]), do.Tick()])
    driver.advance([do.OpenTab("compute"), do.ShowComputation("gradient"), do.ChooseTarget(7)])
    driver.advance([do.Teach(), *[do.Tick()] * BACK_TICKS])
    assert "Nothing is damaged" in said(driver, do.OpenTab("break"))


def test_until_measured_it_says_so(driver: Driver) -> None:
    words = said(driver, do.OpenTab("break"), do.DisableBiases())
    assert words == "With all biases off: measuring …"
    assert "Measuring" in said(driver, do.TurnPage("neurons"))
    assert "Measuring" in said(driver, do.TurnPage("code"), do.SetNoise(50))


def test_a_code_is_put_into_words(driver: Driver) -> None:
    code = "B1-N120.7-W2-K3.130.200-P40-Q4-T250-D3.15-G3.50"
    words = said(driver, do.OpenTab("break"), do.TurnPage("code"), do.SetDamage(code))
    assert words == (
        "The same code makes the same damage anywhere. "
        "Damaged: all biases off; noise of 120 % of σ, seed 7; W₂ = 0; off in Hidden 1: 3; "
        "off in Hidden 2: 2; off in Output: 8; the smallest 40 % of each layer’s weights pruned; "
        "weights rounded to 4 bit; softmax temperature 2.5; "
        "Hidden 1 · neuron 3: bias −1.5, incoming weights 50 %."
    )
    assert "Healed" in said(driver, do.TurnPage("experiments"), do.SetDamage(""))


@pytest.mark.parametrize("code", ["B1-N60.7", "W2-K3.40", "N120.7-P40-Q3-T250", "B1"])
def test_the_first_page_speaks_of_all_that_is_on(
    code: str, driver: Driver, model: Model, assets: Assets
) -> None:
    """Whatever was touched last: with this very damage so many digits are read right."""
    drawn(driver, 4).advance([do.SetDamage(code)])
    take_accuracy(driver, model, assets)
    damage = driver.state.break_it.damage
    share = f"{100 * right(model, assets, damage):.2f} %"
    for words in (said(driver), " ".join(sentences(driver.state).versions[-1])):
        assert in_short(damage) in words and share in words
    assert share in " ".join(sentences(driver.state).least)
    driver.advance([do.NextSeed(), do.CutLayer(3)])
    assert share not in said(driver) and "measuring" in said(driver), "of other weights"


def test_what_is_on_is_named_in_short() -> None:
    assert in_short(damage_of("B1-N60.7-W2")) == "all biases off + 60 % noise + W₂ = 0"
    assert in_short(damage_of("K3-U3.5")) == "1 neuron off + 1 neuron adjusted"
    assert in_short(damage_of("K3.4-Q1-T50")) == "2 neurons off + 1 bit weights + softmax T = 0.5"
    assert in_short(damage_of("B1-N60.7-W1-W2-K3")) == "5 kinds of damage together"


def test_sure_but_wrong_is_said(driver: Driver) -> None:
    """Of every answer that flips, exactly those that are sure are called so."""
    drawn(driver, 4)
    seen = set()
    for seed in range(40):
        driver.advance([do.SetDamage(f"N150.{seed}")])
        now, healthy = driver.state.prediction.probabilities, driver.state.prediction.healthy_answer
        assert now is not None and healthy is not None and healthy.argmax() == 4
        sure = now.argmax() != 4 and now.max() >= SURE
        for paragraphs in (*sentences(driver.state).versions, sentences(driver.state).least):
            words = " ".join(paragraphs)
            assert ("Sure but wrong" in words) == sure
            assert not sure or f"{now.argmax()} with {numbers.percent(float(now.max()))}" in words
        seen.add("sure" if sure else "held" if now.argmax() == 4 else "flipped")
    assert seen == {"sure", "held", "flipped"}


def test_of_what_is_no_digit_nobody_says_what_is_wrong(driver: Driver) -> None:
    drawn(driver, 4)
    for seed in range(40):
        driver.advance([do.SetDamage(f"N150.{seed}")])
        if "Sure but wrong" in said(driver):
            break
    driver.state = having(driver.state, verdicts=(Verdict.HARDLY,))
    assert "Sure but wrong" not in said(driver) and "flips from 4" in said(driver)


def test_in_a_challenge_the_first_page_says_what_is_allowed(driver: Driver) -> None:
    drawn(driver, 4).advance([do.StartChallenge()])
    assert "Off now: 0" in said(driver)
    assert "Off now: 1" in said(driver, do.AblateUnit(1, 3))
    assert "end it first" in said(driver, do.TurnPage("experiments"))
