"""A lab to try things on, without onnxruntime: ink, a network, and a driver's answers by numpy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.ink import Ink, stroke_of
from game.core.model.network import probabilities
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.signals import WAVE_TICKS
from game.lab.state.canvas import CANVAS, PEN
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.update import update
from tests.networks import some_network

LINE = Ink(CANVAS, CANVAS, PEN, (stroke_of([(200, 100), (200, 300)]),))
TWO = Ink(
    CANVAS, CANVAS, PEN, (stroke_of([(90, 100), (90, 300)]), stroke_of([(300, 100), (300, 300)]))
)
READY = update(
    State(screen=Screen(size=(1280, 720))),
    [do.NetworkLoaded(some_network()), do.SamplesLoaded(tuple((LINE, TWO) for _ in range(10)))],
)


def answered(state: State, *given: Intent) -> State:
    """Apply intents and a tick, and answer as the driver does, with numpy for onnxruntime."""
    state = update(state, [*given, do.Tick()])
    ink, network, healthy = state.prediction.read, state.network, state.healthy
    if not state.wants_answers or ink is None or network is None or healthy is None:
        return state
    x, raw_x = np.stack([found.x for found in state.prediction.segments]), state.canvas.raw_x
    rows = probabilities(network, x)
    raw = None if raw_x is None else probabilities(network, raw_x[None])[0]
    twin = probabilities(healthy, x) if state.changed else None
    return update(state, [do.AnswersInferred(ink, rows, raw, twin)])


def at_rest(state: State) -> State:
    """The same when the wave has run through, so that the answer is told."""
    return update(state, [do.Tick()] * WAVE_TICKS)


def on_screen(state: State, **changes: object) -> State:
    """The same with other fields of its screen."""
    return replace(state, screen=replace(state.screen, **changes))


def without_trace(state: State) -> State:
    """The same as it is before a drawing is answered."""
    return replace(state, prediction=replace(state.prediction, trace=None))
