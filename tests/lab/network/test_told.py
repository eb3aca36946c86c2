"""No answer before its cause: what the wave has told, and in which words."""

from __future__ import annotations

import re

import pytest

from game.commands.render import play
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.network.playback import beat, reached, told
from game.lab.network.signals import ARRIVALS, BEAT, WAVE_TICKS
from game.lab.network.story import STAYS, story
from game.lab.state.state import State
from game.lab.update import update
from tests.lab.network.untold import untold_states, with_other_answer
from tests.labs import LINE, READY, TWO, answered, on_screen

TICK = do.Tick()


def ticks(state: State, count: int) -> State:
    for _ in range(count):
        state = answered(state)
    return state


def drawn_by_pen(state: State) -> State:
    """With a stroke on the canvas, and the pen still on it."""
    x, y = state.stage.rect("canvas").center
    state = answered(state, do.PointerDown(0, x, y - 60))
    for down in range(-60, 61, 10):
        state = answered(state, do.PointerMove(0, x, y + down))
    return state


def test_while_a_pen_moves_all_is_live() -> None:
    state = drawn_by_pen(READY)
    assert told(state) and reached(state) == 3 and story(state) is None and beat(state) == 0
    slow = drawn_by_pen(answered(READY, *[do.NextSpeed()] * 3))
    assert told(slow)


def test_when_the_pen_leaves_a_wave_sets_out_and_tells() -> None:
    state = answered(drawn_by_pen(READY), do.PointerUp(0, *READY.stage.rect("canvas").center))
    assert not told(state) and reached(state) < 0.1
    before = reached(state)
    for _ in range(round(ARRIVALS[3]) - 2):
        state = answered(state)
        assert before < reached(state) < 3 and not told(state)
        before = reached(state)
    state = ticks(state, 2)
    assert told(state) and beat(state) > 0.8
    landing = [beat(state := answered(state)) for _ in range(round(BEAT))]
    assert landing == sorted(landing, reverse=True) and landing[-1] == 0


def test_the_story_takes_a_second_and_a_half_at_most() -> None:
    assert max(WAVE_TICKS, ARRIVALS[3] + BEAT) <= 90


def test_the_next_stroke_is_live_again() -> None:
    state = answered(drawn_by_pen(READY), do.PointerUp(0, *READY.stage.rect("canvas").center))
    assert not told(ticks(state, 10)) and told(drawn_by_pen(ticks(state, 10)))


def test_ink_that_comes_at_once_is_told_by_a_wave_and_the_timeline_is_live() -> None:
    state = ticks(answered(READY, do.ShowInk(LINE)), 200)
    assert told(state) and not told(answered(state, do.ShowInk(TWO)))
    grown = answered(drawn_by_pen(READY), do.PointerUp(0, *READY.stage.rect("canvas").center))
    grown = ticks(grown, 200)
    for share in (0.2, 0.5, 0.9):
        grown = answered(grown, do.Scrub(share))
        assert told(grown)
    assert not told(answered(grown, do.Replay()))


def test_damage_is_seen_at_once_but_not_in_slow_motion() -> None:
    state = ticks(answered(READY, do.ShowInk(LINE)), 200)
    assert told(answered(state, do.SetDamage("N40.1")))
    slow = answered(state, do.NextSpeed())
    assert told(slow) and not told(answered(slow, do.SetDamage("N40.1")))


def test_what_stands_still_stays_as_it_is_when_the_answer_changes() -> None:
    state = ticks(answered(READY, do.ShowInk(TWO)), 200)
    state = answered(state, do.Pause())
    assert told(answered(state, do.PickDigit(0)))
    first = ticks(answered(answered(state, do.Replay(), do.Pause()), do.StepLayer(1)), 60)
    other = answered(first, do.PickDigit(0), do.SetDamage("K3"))
    assert not told(other) and reached(other) == reached(first) == 1


def test_where_motion_is_reduced_all_is_told_at_once_but_in_steps() -> None:
    state = answered(on_screen(READY, reduced_motion=True), do.ShowInk(LINE))
    assert told(state) and told(answered(state, do.Replay())) and story(state) is None
    assert told(answered(state, do.Pause())), "a pause shows what is there"
    stepped = answered(answered(state, do.Pause()), do.StepLayer(1))
    assert not told(stepped) and reached(stepped) == 0
    for layer in (1, 2, 3):
        stepped = answered(stepped, do.StepLayer(1))
        assert reached(stepped) == layer and told(stepped) == (layer == 3)


def test_one_sentence_a_layer_with_the_numbers_of_this_drawing(driver: Driver) -> None:
    play(driver, [(0, do.LoadSample(7))], 400)
    assert story(driver.state) is None
    driver.advance([do.Replay(), do.Pause()])
    told_so_far = []
    for _ in range(4):
        told_so_far.append(story(driver.state))
        driver.advance([do.StepLayer(1), *[TICK] * 90])
    trace = driver.state.prediction.trace
    assert trace is not None
    fire = [int((a != 0).sum()) for a in trace.activations]
    assert told_so_far[:3] == [
        f"{fire[0]} pixels with ink enter.",
        f"{fire[1]} of 128 neurons of Hidden 1 fire.",
        f"{fire[2]} of 64 neurons of Hidden 2 combine them.",
    ]
    assert re.fullmatch(r"Output 7 is strongest: (> )?\d+\.\d %\.", told_so_far[3] or "")
    driver.advance([do.Replay(), *[TICK] * round(ARRIVALS[3] + STAYS + 2)])
    assert story(driver.state) is None


@pytest.mark.parametrize("state", [READY, update(READY, [do.Clear()])])
def test_a_blank_canvas_tells_nothing(state: State) -> None:
    assert told(state) and story(state) is None and beat(state) == 0


def test_no_sentence_names_the_answer_before_the_wave_is_there(driver: Driver) -> None:
    seen = 0
    for name, state in untold_states(driver):
        seen += 1
        assert not told(state), name
        assert story(state) == story(with_other_answer(state)), name
    assert seen > 60


def test_the_answer_rolls_over_when_weights_were_taught() -> None:
    state = ticks(answered(READY, do.ShowInk(LINE), do.ShowComputation("gradient")), 200)
    assert told(state)
    for intents in ([do.ChooseTarget(4), do.Teach()], [do.UndoTeach()]):
        before = state.network
        state = answered(state, *intents)
        for _ in range(400):
            if state.network is not before:
                break
            assert told(state), "the old answer stands while the gradient runs back"
            state = answered(state)
        assert state.network is not before and not told(state)
        state = ticks(state, 200)
        assert told(state)
