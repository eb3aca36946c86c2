"""The seal of Live Computation: how far the ten probabilities shown are from onnxruntime's, the
numbers that the answer is made of."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.panel import Panel
from game.words.numbers import small_figure

#: the largest difference that rounding in another order explains; how large it is differs between
#: processors
SAME = 1e-6
#: a probability further from onnxruntime's than this is a warning
TRUSTED = 1e-4


def difference(state: State) -> float | None:
    """The largest |ŷ shown − ŷ by onnxruntime| of the ten, for the weights shown; None where
    nothing is drawn or answered, or the answer is no number."""
    trace, answer = state.prediction.trace, state.prediction.probabilities
    if trace is None or answer is None or not state.current:
        return None
    if not np.isfinite(trace.pre_activations[2]).all():  # then ŷ stands for "no idea"
        return None
    return float(np.abs(trace.probabilities.astype(float) - answer).max())


class SealPanel(Panel[float | None]):
    """Draws the `difference`, or that there is none to tell of."""

    name = "seal"
    every = 3

    def look(self, state: State) -> float | None:
        return difference(state)

    def draw(self, brush: Brush, rect: Rect, value: float | None) -> None:
        theme = brush.theme
        color = theme.text
        if value is None:
            long, short, color = brush.say("seal.blank"), brush.say("seal.blank.short"), theme.muted
        elif value <= SAME:
            long, short = brush.say("seal.same"), brush.say("seal.same.short")
        else:
            off = small_figure(value, 2)
            long = brush.say("seal.good", difference=off)
            short = brush.say("seal.good.short", difference=off)
            if value > TRUSTED:
                long, short = brush.say("seal.bad", difference=off), brush.say("seal.bad.short")
                color = theme.damage
        words = brush.choose((long, short), brush.small, rect.w - brush.px(28))
        at = rect.right, rect.center[1]
        place = brush.write(words, at, brush.small, theme.muted, anchor="midright")
        dot = place.left - brush.px(16), rect.center[1]
        pygame.draw.aacircle(brush.surface, color, dot, brush.px(8))
