"""The seal of Live Computation: how far the ten probabilities shown are from onnxruntime's, the
numbers that the answer is made of."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.printed import small_figure
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.panel import Panel
from game.words.catalogue import say

#: what rounding in another order does; how much of it there is differs between processors
SAME = 1e-6
#: a probability further from onnxruntime's than this is a warning
TRUSTED = 1e-4


def difference(state: State) -> float | None:
    """The largest |ŷ shown − ŷ by onnxruntime| of the ten, for the weights shown; None where
    nothing is drawn or answered, or the answer is no number."""
    answer = state.probabilities
    if state.trace is None or answer is None or state.answered_network != state.network_revision:
        return None
    if not np.isfinite(state.trace.pre_activations[2]).all():  # then ŷ stands for "no idea"
        return None
    return float(np.abs(state.trace.probabilities.astype(float) - answer).max())


class SealPanel(Panel):
    """Draws into "seal"."""

    name = "seal"
    every = 3

    def key(self, state: State) -> object:
        return state.trace_revision, state.answered_network, state.trace is None

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        words, colour = _words(state), brush.theme.good
        off = difference(state)
        if off is None:
            colour = brush.theme.muted
        elif not off <= TRUSTED:
            colour = brush.theme.alert
        size = brush.fit(words, brush.small, rect.w - brush.px(28))
        at = rect.right, rect.centre[1]
        place = brush.write(words, at, size, brush.theme.muted, anchor="midright")
        dot = place.left - brush.px(16), rect.centre[1]
        pygame.draw.aacircle(brush.surface, colour, dot, brush.px(8))


def _words(state: State) -> str:
    off = difference(state)
    if off is None:
        return say("seal.blank")
    if off <= SAME:
        return say("seal.same")
    return say("seal.good" if off <= TRUSTED else "seal.bad", difference=small_figure(off, 2))
