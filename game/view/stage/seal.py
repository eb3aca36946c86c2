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
#: width of the dot before the words, px at 1080 lines
_DOT = 28


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
        theme, size = brush.theme, brush.small
        color = theme.muted if value is None else theme.text if value <= TRUSTED else theme.damage
        room = rect.w - brush.px(_DOT)
        words = brush.choose(_words(brush, value), size, room)
        at = rect.right, rect.center[1]
        place = brush.write(words, at, size, theme.muted, anchor="midright")
        dot, radius = (place.left - brush.px(_DOT) / 2, rect.center[1]), brush.px(8)
        pygame.draw.aacircle(brush.surface, color, dot, radius)
        if value is None or value > TRUSTED:  # a second cue beside color: hollow
            pygame.draw.aacircle(brush.surface, theme.panel, dot, 0.55 * radius)


def _words(brush: Brush, value: float | None) -> tuple[str, str]:
    """What is said of a difference, at length and in short."""
    if value is None:
        return brush.say("seal.blank"), brush.say("seal.blank.short")
    if value <= SAME:
        return brush.say("seal.same"), brush.say("seal.same.short")
    by = small_figure(value, 2)
    if value <= TRUSTED:
        return brush.say("seal.good", difference=by), brush.say("seal.good.short", difference=by)
    return brush.say("seal.bad", difference=by), brush.say("seal.bad.short", difference=by)
