"""What the wave tells as it passes: a plain sentence a layer, with this drawing's numbers."""

from __future__ import annotations

import numpy as np

from game.core.ink.reading import decided
from game.core.model.network import Trace
from game.lab.network.playback import hides, reached, since
from game.lab.network.signals import ARRIVALS
from game.lab.state.state import State
from game.words.catalogue import say
from game.words.numbers import percent

#: ticks that the last sentence stays after the wave has reached the output, to be read
STAYS = 200.0


def story(state: State) -> str | None:
    """The sentence of the layer that the wave has come to; None where no wave tells."""
    trace = state.prediction.trace
    if trace is None or not hides(state) or since(state) > ARRIVALS[3] + STAYS:
        return None
    layer = int(reached(state))
    if layer == 0:
        return say("story.input", count=_firing(trace, 0))
    if layer == 3:
        answer = state.prediction.probabilities
        return _output(trace.probabilities if answer is None else answer)
    count = _firing(trace, layer)
    if layer == 1:
        return say("story.hidden_1", count=count) if count else say("story.hidden_1.none")
    return say("story.hidden_2", count=count) if count else say("story.hidden_2.none")


def _firing(trace: Trace, layer: int) -> int:
    """How many units of a layer are not 0; NaN counts as something."""
    return int(np.count_nonzero(trace.activations[layer]))


def _output(answer: np.ndarray) -> str:
    """``answer``: (10,)."""
    digit = decided(answer)
    if digit is None:
        return say("story.output.none")
    return say("story.output", digit=digit, percent=percent(float(answer[digit])))
