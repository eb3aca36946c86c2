"""What Break It says of an experiment is what an independent evaluation measures."""

from __future__ import annotations

import re

import numpy as np
import pytest

from game.core.damage import Damage, damaged
from game.core.facts import NOISES, THROWS, Facts
from game.driver import Driver
from game.lab import intents as do
from game.lab.about import about
from game.lookups import Lookups
from game.shell.assets import Assets
from game.shell.model_file import Model
from game.view.job import finished

_KEPT: list[Facts] = []


@pytest.fixture
def measured(driver: Driver, model: Model, assets: Assets) -> Driver:
    """A lab that has measured its facts; once, for it takes a second."""
    if not _KEPT:
        lookups = Lookups(model, assets)
        driver.advance([do.OpenTab("break")])
        job = next(job for job in lookups.jobs(driver.state) if job.slot == "facts")
        _KEPT.append(finished(job.run()).facts)
    driver.advance([do.OpenTab("break"), do.FactsMeasured(_KEPT[0])])
    return driver


def right(model: Model, assets: Assets, damage: Damage, brightness: float = 1) -> float:
    images, labels = assets.test_digits()
    rows = model.probabilities(images * np.float32(brightness), damaged(model.network, damage))
    return float((rows.argmax(axis=1) == labels).mean())


def said(driver: Driver, *intents: do.Intent) -> str:
    driver.advance(intents)
    return " ".join(about(driver.state))


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
    words = said(measured, do.SetNoise(50))
    for percent in NOISES:
        shares = [right(model, assets, Damage(noise=percent, seed=seed)) for seed in THROWS]
        assert f"{percent} % → {100 * np.mean(shares):.1f} %" in words


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
            driver.advance([do.ShowInk(driver.state.samples[digit][0]), do.Tick()])
            traces.append(driver.state.trace)
        one, other = traces
        same = [
            np.array_equal(a, b)
            for a, b in zip(one.pre_activations, other.pre_activations, strict=True)
        ]
        assert same == [n >= layer for n in (1, 2, 3)]


def test_pruning_rounding_heat_and_neurons(measured: Driver, model: Model, assets: Assets) -> None:
    words = said(measured, do.PruneWeights(30))
    for percent in (50, 80, 90):
        share = right(model, assets, Damage(pruned=percent))
        assert f"{percent} % → {100 * share:.1f} %" in words
    words = said(measured, do.RoundWeights(4))
    for bits in (4, 3, 2, 1):
        assert f"{bits} bit → {100 * right(model, assets, Damage(bits=bits)):.1f} %" in words
    words = said(measured, do.HeatSoftmax(200))
    assert f"T = 4: {100 * right(model, assets, Damage(heat=400)):.2f} %" in words
    words = said(measured, do.Heal(), do.KillUnit(1, 4))
    low, high = (float(n) for n in re.search(r"leaves ([\d.]+) % to ([\d.]+) %", words).groups())  # type: ignore[union-attr]
    share = 100 * right(model, assets, Damage(killed=(driver_unit(),)))
    assert low - 0.005 <= share <= high + 0.005


def driver_unit() -> do.Unit:
    """One of the neurons the sentence speaks of: every twelfth of the hidden ones."""
    return do.Unit(1, 24)


def test_until_measured_it_says_so(driver: Driver) -> None:
    driver.advance([do.OpenTab("break"), do.DisableBiases()])
    assert "Measuring" in " ".join(about(driver.state))


def test_a_code_is_put_into_words(driver: Driver) -> None:
    code = "B1-N120.7-W2-K3.130.200-P40-Q4-T250-D3.15-G3.50"
    words = said(driver, do.OpenTab("break"), do.SetDamage(code))
    assert words.startswith(
        "Damaged: all biases off; noise of 120 % of σ, throw 7; W₂ cut; off in Hidden 1: 3; "
        "off in Hidden 2: 2; off in Output: 8; the smallest 40 % of each layer’s weights pruned; "
        "weights rounded to 4 bit; softmax temperature 2.5; "
        "Hidden 1 · neuron 3: bias −1.5, incoming weights 50 %."
    )
    assert "Healed" in said(driver, do.SetDamage(""))
