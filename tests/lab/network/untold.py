"""Every way in which a wave tells an answer, and the states before it has.

Whatever shows answers is held to this: of a state before the answer is told, and of the same state
with another answer, it must show the same.

    for name, state in untold_states(driver):
        assert panel.look(state) == panel.look(with_other_answer(state)), name
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.playback import SPEEDS, told
from game.lab.state.state import State
from tests.labs import LINE

TICK = do.Tick()
#: more ticks than any wave needs at full speed
LONG = 240


def untold_states(
    driver: Driver, opening: Sequence[Intent] = (), every: int = 3
) -> Iterator[tuple[str, State]]:
    """States after the pen, in replay, in slow motion and in steps, before the answer is told, each
    with a name. ``driver``: with a model and a blank canvas. ``opening``: what is done once the
    first answer has been told; ``every``: of how many ticks one is seen."""
    canvas = driver.state.stage.rect("canvas")
    x, y = canvas.center
    driver.advance([do.PointerDown(0, x, canvas.y + 0.2 * canvas.h), TICK])
    for share in np.linspace(0.2, 0.8, 12).tolist():
        driver.advance([do.PointerMove(0, x, canvas.y + share * canvas.h), TICK])
    yield from _until_told(driver, "after the pen", [do.PointerUp(0, x, y)], every)
    driver.advance([*opening, *[TICK] * LONG])
    yield from _until_told(driver, "replayed", [do.Replay()], every)
    yield from _until_told(driver, "other ink", [do.ShowInk(LINE)], every)
    yield from _until_told(driver, "undone", [do.Undo()], every)
    driver.advance([do.NextSpeed()] * (len(SPEEDS) - 1))
    yield from _until_told(driver, "slow", [do.Replay()], 4 * every)
    yield from _until_told(driver, "damaged in slow motion", [do.SetDamage("N40.1")], 4 * every)
    driver.advance([do.SetDamage(""), do.NextSpeed(), *[TICK] * LONG])
    driver.advance([do.Replay(), do.Pause()])
    for nth in range(3):
        yield f"step {nth}", driver.state
        driver.advance([do.StepLayer(1)])
        while not driver.state.playback.paused:
            if not told(driver.state):
                yield f"step {nth}, on its way", driver.state
            driver.advance([TICK])
    assert told(driver.state)
    for nth in range(3):
        driver.advance([do.StepLayer(-1)])
        yield f"{nth + 1} steps back", driver.state


def _until_told(
    driver: Driver, name: str, given: list[do.Intent], every: int
) -> Iterator[tuple[str, State]]:
    """What is seen from some intents on until the answer is told; one state of ``every``."""
    driver.advance([*given, TICK])
    assert not told(driver.state), name
    for tick in range(2000):
        if told(driver.state):
            driver.advance([TICK] * LONG)
            return
        if tick % every == 0:
            yield f"{name}, tick {tick}", driver.state
        driver.advance([TICK])
    raise AssertionError(f"{name}: the answer is never told")


def with_other_answer(state: State) -> State:
    """The same state, had the output said something else of every digit."""
    prediction, trace = state.prediction, state.prediction.trace
    assert trace is not None
    *hidden, logits = trace.pre_activations
    other = replace(
        trace,
        pre_activations=(*hidden, np.roll(logits, 3)),
        probabilities=np.roll(trace.probabilities, 3),
    )
    number, said = (
        "".join(digit if digit == "?" else str((int(digit) + 3) % 10) for digit in digits)
        for digits in (prediction.number, prediction.said)
    )
    return replace(
        state,
        prediction=replace(
            prediction,
            trace=other,
            answers=np.roll(prediction.answers, 3, axis=1),
            healthy_answers=np.roll(prediction.healthy_answers, 3, axis=1),
            number=number,
            said=said,
        ),
    )
