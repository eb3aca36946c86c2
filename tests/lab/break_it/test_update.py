"""Break It: damage comes at once and goes without a trace; the games keep their rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.insight.fragile import FewestOff
from game.core.model.accuracy import tally
from game.core.model.damage import HEALTHY, Damage
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.break_it.code import code_of, damage_of
from game.lab.break_it.sentences import sentences
from game.lab.intents import Intent
from game.lab.network.picture import plan
from game.lab.rooms import SLIDERS
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.update import update
from tests.lab.break_it.breaking import drawn, run_search


def fingerprint(state: State) -> list[bytes]:
    assert state.network and state.prediction.trace
    arrays = [
        *state.network.weights,
        *state.network.biases,
        *state.prediction.trace.layers,
        state.prediction.answers,
    ]
    return [array.tobytes() for array in arrays]


harm = st.one_of(
    st.just(do.DisableBiases()),
    st.builds(do.SetNoise, st.integers(-10, 400)),
    st.just(do.NextSeed()),
    st.builds(do.CutLayer, st.integers(0, 4)),
    st.builds(do.AblateUnit, st.integers(0, 4), st.integers(-1, 130)),
    st.builds(do.PruneWeights, st.integers(-5, 120)),
    st.builds(do.RoundWeights, st.integers(-1, 12)),
    st.builds(do.SetTemperature, st.integers(0, 2000)),
    st.builds(do.SetTap, st.sampled_from(["kill", "adjust", "nonsense"])),
    st.builds(do.ShiftBias, st.integers(-80, 80)),
    st.builds(do.ScaleWeights, st.integers(-10, 400)),
    st.builds(do.SetDamage, st.sampled_from(["", "B1-N120.7-W2-K3", "nonsense", "Q1-T900"])),
    st.builds(do.FindDamage, st.sampled_from(["fewest", "noise", "nothing"])),
    st.just(do.StartChallenge()),
    st.builds(do.TurnPage, st.sampled_from([None, "games", "nothing"])),
    st.just(do.Tick()),
    st.builds(do.LoadSample, st.integers(0, 9)),
)


@settings(max_examples=40, deadline=None)
@given(script=st.lists(harm, max_size=25))
def test_healing_after_any_damage_gives_back_the_very_same_network(script: list[Intent]) -> None:
    driver = healthy_driver()
    before, network = fingerprint(driver.state), driver.state.network
    for intent in script:
        driver.advance([intent])
        state = driver.state
        assert np.isfinite(state.prediction.answers).all()
        now = state.break_it.damage
        assert damage_of(code_of(now)) == replace(now, seed=now.seed if now.noise else 0)
    driver.advance([do.Heal()])
    driver.advance([do.ShowInk(driver.state.canvas.samples[7][0]), do.Tick()])
    assert driver.state.network is network
    assert fingerprint(driver.state) == before
    assert not driver.state.break_it.damaged


def test_what_was_healed_can_come_back(driver: Driver) -> None:
    """Also what a search and a challenge took away; never while something else is done."""
    drawn(driver, 7)
    assert not driver.state.stage.has("again")
    code = "B1-N60.2-K3.130"
    for taken in ([do.Heal()], [do.FindDamage("noise"), do.FindDamage("noise")]):
        driver.advance([do.SetDamage(code)])
        network = driver.state.network
        assert driver.state.stage.has("heal") and not driver.state.stage.has("again")
        assert driver.advance(taken).network is driver.state.healthy
        driver.advance([do.Press("again")])
        assert code_of(driver.state.break_it.damage) == code
        assert np.array_equal(driver.state.network.weights[0], network.weights[0])
    driver.advance([do.StartChallenge(), do.Press("again"), do.BreakAgain()])
    assert not driver.state.changed and driver.state.stage.has("heal")
    driver.advance([do.Heal(), do.Press("again")])
    assert code_of(driver.state.break_it.damage) == code


_KEPT: list[Driver] = []


def healthy_driver() -> Driver:
    """One driver for all examples: loading a model takes longer than breaking it."""
    from game.shell.files.assets import Assets
    from game.shell.files.model_file import load

    if not _KEPT:
        assets = Assets()
        driver = Driver(State(screen=Screen(size=(960, 540))))
        driver.load(load(assets), assets)
        _KEPT.append(driver)
    driver = _KEPT[0]
    driver.advance([do.OpenTab("break"), do.ShowInk(driver.state.canvas.samples[7][0]), do.Tick()])
    return driver


def test_a_switch_answers_at_once_and_keeps_the_healthy_twin(driver: Driver) -> None:
    drawn(driver)
    state = driver.advance([do.CutLayer(2)])
    assert state.current
    answer, healthy = state.prediction.answers[0], state.prediction.healthy_answer
    assert healthy is not None and healthy.argmax() == 7
    assert state.prediction.trace is not None and not np.array_equal(answer, healthy)
    assert np.allclose(answer, state.prediction.trace.probabilities, atol=1e-5)
    assert state.break_it.about == "cut.2"
    assert driver.advance([do.CutLayer(2)]).network is state.healthy


def test_the_flip_is_noted_when_it_happens_and_held(driver: Driver) -> None:
    drawn(driver)
    assert driver.state.break_it.flip is None
    for percent in range(0, 301, 20):
        driver.advance([do.SetNoise(percent), do.Tick()])
        flip = driver.state.break_it.flip
        if flip is not None:
            break
    assert flip is not None and flip.before == 7 and flip.after != 7
    assert flip.code == f"N{percent}.0"
    driver.advance([do.Tick()] * 60)
    assert driver.state.break_it.flip is flip
    assert driver.advance([do.Heal()]).break_it.flip is None


def test_an_all_zero_network_has_no_idea(driver: Driver) -> None:
    drawn(driver)
    state = driver.advance([do.DisableBiases(), do.CutLayer(3)])
    assert state.prediction.number == "?"
    assert np.allclose(state.prediction.probabilities, 0.1)
    assert state.break_it.flip is not None and state.break_it.flip.after is None


def test_digits_are_told_apart_by_the_healthy_network(driver: Driver) -> None:
    ink = driver.state.canvas.samples[1][0]
    driver.advance([do.OpenTab("break"), do.SetDamage("B1-W1-W2-W3"), do.ShowInk(ink), do.Tick()])
    assert len(driver.state.prediction.segments) == 1


def test_tapping_switches_off_and_on_or_chooses(driver: Driver) -> None:
    drawn(driver)
    x, y = plan(driver.state).positions[784 + 30].tolist()

    def tap() -> State:
        return driver.advance([do.PointerDown(0, x, y), do.PointerUp(0, x, y)])

    assert tap().break_it.damage.ablated == (Unit(1, 30),)
    assert tap().break_it.damage.ablated == ()
    driver.advance([do.SetTap("adjust")])
    state = tap()
    assert state.break_it.unit == Unit(1, 30) and state.stage.has("slide.shift")
    state = driver.advance([do.ShiftBias(12), do.ScaleWeights(40)])
    assert code_of(state.break_it.damage) == "U30.12-G30.40"


def test_a_slider_follows_the_hand_and_the_arrow_keys(driver: Driver) -> None:
    drawn(driver)
    rect = driver.state.stage.rect("slide.noise")
    y = rect.center[1]
    state = driver.advance([do.PointerDown(0, rect.x + 2, y), do.PointerMove(0, rect.right, y)])
    assert state.break_it.damage.noise == 300
    state = driver.advance([do.PointerMove(0, *rect.center), do.PointerUp(0, *rect.center)])
    assert state.break_it.damage.noise == pytest.approx(150, abs=2)
    before = state.break_it.damage.noise
    driver.advance([do.MoveFocus(1)] * 40)
    while driver.state.screen.focus != "slide.noise":
        driver.advance([do.MoveFocus(1)])
    assert driver.advance([do.PressKey("right")]).break_it.damage.noise == before + 5


@pytest.mark.parametrize("name", SLIDERS)
def test_every_slider_sets_what_it_shows(name: str) -> None:
    slider = SLIDERS[name]
    assert list(slider.values) == sorted(set(slider.values)) and slider.neutral in slider.values
    assert slider.at(-1) == slider.set(slider.values[0])
    assert slider.at(2) == slider.set(slider.values[-1])
    for value in slider.values:
        assert slider.at(slider.share_of(value)) == slider.set(value)


def test_a_search_can_be_stopped_and_its_late_answer_is_dropped(driver: Driver) -> None:
    drawn(driver)
    number = driver.advance([do.FindDamage("fewest")]).break_it.searches
    assert driver.advance([do.FindDamage("fewest")]).break_it.search is None
    late = do.DamageFound(number, FewestOff((Unit(1, 2),), 7, 3, True, 1))
    assert driver.advance([late, do.Tick()]).break_it.damage == HEALTHY


def test_another_drawing_ends_search_and_challenge(driver: Driver) -> None:
    drawn(driver)
    driver.advance([do.FindDamage("fewest")])
    driver.advance([do.ShowInk(driver.state.canvas.samples[2][0]), do.Tick()])
    assert driver.state.break_it.search is None


def test_the_challenge_counts_neurons_and_keeps_the_best(driver: Driver) -> None:
    drawn(driver, 3)
    found = run_search(driver, "fewest")
    assert isinstance(found, FewestOff)
    driver.advance([do.StartChallenge()])
    assert driver.state.break_it.challenge is not None
    driver.advance([do.SetNoise(200), do.CutLayer(1), do.AblateUnit(3, 3)])
    assert driver.state.break_it.damage == HEALTHY, "only hidden neurons count"
    for unit in found.units:
        assert driver.state.break_it.challenge.won is None
        driver.advance([do.AblateUnit(unit.layer, unit.index)])
    game = driver.state.break_it.challenge
    assert game is not None and game.won == len(found.units) == driver.state.break_it.best
    driver.advance([do.OpenTab(None)])
    assert driver.state.break_it.best == len(found.units), "kept for the visit"


def test_folding_the_drawer_loses_nothing(driver: Driver) -> None:
    drawn(driver, 3)
    driver.advance([do.StartChallenge(), do.AblateUnit(1, 4)])
    state = driver.advance([do.Press("fold")])
    assert state.screen.tab is None and state.break_it.challenge is not None
    assert state.break_it.damage.ablated == (Unit(1, 4),) and state.network is not state.healthy
    x, y = plan(driver.state).positions[784 + 30].tolist()
    state = driver.advance([do.PointerDown(0, x, y), do.PointerUp(0, x, y)])
    assert len(state.break_it.damage.ablated) == 2 and "Off now: 2" in state.noticed
    state = driver.advance([do.PointerDown(0, x, y), do.PointerUp(0, x, y), do.OpenTab("break")])
    assert state.break_it.page == "games" and state.break_it.challenge is not None
    assert driver.advance([do.AblateUnit(1, 5)]).break_it.damage.ablated == (Unit(1, 4), Unit(1, 5))
    state = driver.advance([do.OpenTab("layers"), do.OpenTab("break"), do.Escape()])
    assert len(state.break_it.damage.ablated) == 2


def test_a_search_goes_on_while_the_drawer_is_folded(driver: Driver) -> None:
    drawn(driver)
    driver.advance([do.FindDamage("noise"), do.OpenTab(None)])
    assert driver.state.break_it.search == "noise"
    assert "search" in {job.slot for job in driver.jobs()}


def test_more_turns_to_the_other_page_shown_last_and_back(driver: Driver) -> None:
    drawn(driver)
    pages = []
    for name in ("pages", "pages", "pages", "page.code", "pages", "pages"):
        pages.append(driver.advance([do.Press(name)]).break_it.page)
    first = "experiments"
    assert pages == ["neurons", first, "neurons", "code", first, "code"]
    assert driver.advance([do.TurnPage("nonsense")]).break_it.page == "code"


def test_what_a_challenge_does_not_allow_is_said(driver: Driver) -> None:
    drawn(driver)
    driver.advance([do.StartChallenge()])
    for intent in (do.DisableBiases(), do.SetNoise(50), do.SetDamage("W2"), do.CutLayer(1)):
        driver.advance([do.Noticed("")])
        state = driver.advance([intent])
        assert state.break_it.damage == HEALTHY and "end it first" in state.noticed


def test_without_noise_another_seed_changes_nothing_and_says_why(driver: Driver) -> None:
    drawn(driver)
    state = driver.advance([do.NextSeed()])
    assert state.break_it.damage == HEALTHY and "no noise" in state.noticed
    assert driver.advance([do.SetNoise(50), do.NextSeed()]).break_it.damage.seed == 1


def test_the_meter_follows_a_moving_slider_and_drops_what_is_older(driver: Driver) -> None:
    drawn(driver)
    labels = np.arange(10, dtype=np.uint8)

    def measured(revision: int, noise: int, right: int) -> do.AccuracyMeasured:
        rows = np.eye(10, dtype=np.float32)[[*range(right), *[0] * (10 - right)]]
        return do.AccuracyMeasured(revision, Damage(noise=noise), tally(rows, labels))

    driver.advance([do.SetNoise(10), do.SetNoise(20), do.SetNoise(30)])
    now = driver.state.network_revision
    driver.advance([measured(now - 1, 20, 8)])
    assert driver.state.break_it.accuracy.share == 0.8
    driver.advance([measured(now - 2, 10, 9)])
    assert driver.state.break_it.accuracy.share == 0.8, "older than what is shown"
    driver.advance([measured(now, 30, 7)])
    assert driver.state.break_it.tried == ((20, 0.8), (30, 0.7))
    assert driver.advance([do.DisableBiases()]).break_it.tried == (), "another damage"


def test_a_code_can_be_typed_pasted_and_refused(driver: Driver) -> None:
    drawn(driver)
    driver.advance([do.ShowSheet("code")])
    for key in ("b", "1", "-", "n", "5", "0", ".", "3", "3", "backspace"):
        driver.advance([do.PressKey(key)])
    assert driver.state.screen.typed == "B1-N50.3"
    state = driver.advance([do.PressKey("return")])
    assert state.screen.sheet is None and code_of(state.break_it.damage) == "B1-N50.3"
    state = driver.advance([do.PasteCode("w2-k3\nrm -rf"), do.PressKey("return")])
    assert state.screen.sheet == "code" and "too many: W2-K3" in state.screen.typed_fault
    assert code_of(state.break_it.damage) == "B1-N50.3", "nothing lost"
    driver.advance(
        [do.PressKey("delete"), do.Press("type.W"), do.Press("type.2"), do.Press("type.ok")]
    )
    assert code_of(driver.state.break_it.damage) == "W2"


def test_damage_given_before_the_network_is_done_to_it(driver: Driver) -> None:
    early = update(State(), [do.OpenTab("break"), do.SetDamage("W2")])
    assert driver.state.healthy is not None
    loaded = update(early, [do.NetworkLoaded(driver.state.healthy)])
    assert loaded.network is not None and not loaded.network.weights[1].any()


def test_without_a_drawing_searches_and_the_challenge_ask_for_one(driver: Driver) -> None:
    driver.advance([do.OpenTab("break")])
    for intent in (do.FindDamage("fewest"), do.FindDamage("noise"), do.StartChallenge()):
        state = driver.advance([do.TurnPage("experiments"), intent])
        assert "Draw a digit first" in " ".join(sentences(state).least)
        assert state.break_it.search is None and state.break_it.challenge is None
