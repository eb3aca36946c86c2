"""What a search found plays as theater: one spotlight after the other, and then the sentence."""

from __future__ import annotations

import pytest

from game.core.insight.fragile import FewestOff, LeastNoise
from game.core.model.damage import HEALTHY, Damage
from game.core.model.unit import OUTPUT, Unit
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.break_it.code import code_of
from game.lab.break_it.lead import lead_of
from game.lab.break_it.play import AFTER, BACK_EVERY, BEFORE, HOLD, LONGEST, light_of
from game.lab.break_it.sentences import outcome, sentences
from game.lab.stage.now import moving
from game.lab.state.state import State
from tests.lab.break_it.breaking import drawn, run_search
from tests.states import having


def played(driver: Driver) -> list[State]:
    """The states of the play, tick by tick, until the outcome is told."""
    states = [driver.state]
    while states[-1].break_it.playing and len(states) < 2000:
        states.append(driver.advance([do.Tick()]))
    return states


def told(state: State) -> str:
    return " ".join(sentences(state).versions[0])


def test_one_spotlight_after_the_other_then_it_holds_and_is_told(driver: Driver) -> None:
    drawn(driver, 3)
    found = run_search(driver, "fewest")
    assert isinstance(found, FewestOff) and len(found.units) > 1 and found.after is not None
    states = played(driver)
    lights = [s.break_it.spotlight.unit for s in states if s.break_it.spotlight]
    order = [unit for n, unit in enumerate(lights) if n == 0 or unit != lights[n - 1]]
    assert order == [*found.units, Unit(OUTPUT, found.after)], "at last on the new answer"
    for count, unit in enumerate(found.units):
        lit = [s for s in states if s.break_it.spotlight and s.break_it.spotlight.unit == unit]
        offs = [len(s.break_it.damage.ablated) for s in lit]
        assert offs == sorted(offs) and set(offs) == {count, count + 1}, "lit, and then off"
        assert offs.count(count) >= BEFORE - 1
    leads = [lead_of(s) for s in states]
    assert leads[0] is not None and leads[0].now == leads[0].healthy > 0
    assert leads[-1] is not None and leads[-1].now < 0 and leads[-1].rival == found.after
    flipped = [s for s in states if s.break_it.flip is not None]
    assert flipped[-1].tick - flipped[0].tick == AFTER + HOLD >= 90
    assert all(told(s) != " ".join(outcome(s.break_it)) for s in flipped[:-1])
    assert told(states[-1]) == " ".join(outcome(states[-1].break_it))
    assert light_of(states[-1]) is None and not driver.state.break_it.playing


def test_while_it_plays_frames_follow_and_the_rest_stays_dark(driver: Driver) -> None:
    drawn(driver, 3)
    run_search(driver, "fewest")
    states = played(driver)[1:-1]
    assert all(moving(state) for state in states)
    shares = [light[1] for state in states if (light := light_of(state))]
    assert len(shares) == len(states), "no flicker between two neurons"
    assert shares == sorted(shares) and 0 < shares[0] < 1 == shares[-1]


def test_healing_plays_it_backwards(driver: Driver) -> None:
    drawn(driver, 3)
    found = run_search(driver, "fewest")
    assert isinstance(found, FewestOff)
    played(driver)
    driver.advance([do.Heal()])
    back = []
    for _ in range(BACK_EVERY * (len(found.units) + 2)):
        driver.advance([do.Tick()])
        back.append(len(driver.state.break_it.damage.ablated))
        assert driver.state.break_it.spotlight is None
    assert back[-1] == 0 and driver.state.network is driver.state.healthy
    assert back == sorted(back, reverse=True) and len(set(back)) == len(found.units) + 1


def test_reduced_motion_jumps(driver: Driver) -> None:
    drawn(driver, 3)
    driver.state = having(driver.state, reduced_motion=True)
    found = run_search(driver, "fewest")
    assert isinstance(found, FewestOff)
    state = driver.state
    assert len(state.break_it.damage.ablated) == len(found.units) and not state.break_it.playing
    assert told(state) == " ".join(outcome(state.break_it))


def test_many_neurons_take_no_longer(driver: Driver) -> None:
    drawn(driver, 3)
    units = tuple(Unit(1, n) for n in range(60))
    number = driver.advance([do.FindDamage("fewest")]).break_it.searches
    driver.advance([do.DamageFound(number, FewestOff(units, 3, None, False, 1))])
    assert len(played(driver)) < 1.3 * LONGEST + HOLD
    assert len(driver.state.break_it.damage.ablated) == 60


@pytest.mark.parametrize("intent", [do.DisableBiases(), do.FindDamage("noise"), do.Heal()])
def test_whoever_does_something_else_ends_the_play(driver: Driver, intent: do.Intent) -> None:
    drawn(driver, 3)
    run_search(driver, "fewest")
    driver.advance([do.Tick()] * (BEFORE + AFTER + 5))
    assert driver.state.break_it.spotlight is not None
    assert driver.advance([intent]).break_it.spotlight is None


def test_another_drawing_ends_the_play(driver: Driver) -> None:
    drawn(driver, 3)
    run_search(driver, "fewest")
    driver.advance([do.ShowInk(driver.state.canvas.samples[2][0]), do.Tick()])
    assert not driver.state.break_it.playing and driver.state.break_it.found is None


@pytest.mark.parametrize("name", ["fewest", "noise"])
def test_where_the_drawer_is_folded_the_outcome_is_a_notice(driver: Driver, name: str) -> None:
    drawn(driver, 3)
    run_search(driver, name)
    driver.advance([do.OpenTab(None)])
    states = played(driver)
    assert states[-2].noticed == "" and states[-1].noticed == outcome(states[-1].break_it)[0]


def test_the_smallest_noise_plays_to_the_level_that_flips(driver: Driver) -> None:
    drawn(driver, 3)
    found = run_search(driver, "noise")
    assert isinstance(found, LeastNoise) and found.level is not None
    levels = [state.break_it.damage.noise for state in played(driver)]
    assert levels == sorted(levels) and len(set(levels)) > 10
    assert driver.state.break_it.damage == Damage(noise=found.level, seed=found.seed)
    assert driver.state.break_it.flip is not None and "Exact" in told(driver.state)
    below = code_of(Damage(noise=found.level - 1, seed=found.seed))
    assert driver.advance([do.SetDamage(below)]).break_it.flip is None
    assert driver.advance([do.SetDamage("")]).break_it.damage == HEALTHY
