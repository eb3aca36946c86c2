"""The line below the network: what its colors mean, or the formula of the layer stepped to."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.insight.explain import softmax_of
from game.core.model.network import Trace
from game.core.printed import figure
from game.lab.network.playback import layer_at
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.widgets import draw_fitted
from game.view.panel import OldPanel
from game.words.catalogue import say
from game.words.numbers import percent

_MARKS = ("legend.positive", "legend.negative", "legend.top")


class LegendPanel(OldPanel):
    """Draws into "network.legend"."""

    name = "network.legend"

    def key(self, state: State) -> object:
        layer = layer_at(state)
        return layer, None if layer is None else state.prediction.trace

    def draw(self, brush: Brush, state: State) -> None:
        rect, layer = state.stage.rect(self.name), layer_at(state)
        if layer is None or state.prediction.trace is None:
            self._draw_marks(brush, rect)
            return
        words, size = formula(layer, state.prediction.trace), brush.small
        if rect.h < 2 * size:
            size = brush.fit(words, size, rect.w)
            at = (rect.x, rect.center[1])
            brush.write(words, at, size, brush.theme.winner, anchor="midleft")
        else:
            draw_fitted(brush, (words,), rect, size, (brush.theme.winner, brush.theme.winner))

    def _draw_marks(self, brush: Brush, rect: Rect) -> None:
        colors = (brush.theme.positive, brush.theme.negative, brush.theme.winner)
        size, dash, gap = brush.small, brush.px(34), brush.px(28)
        mark = dash + brush.px(10)
        widths = [brush.width(brush.say(key), size) + mark for key in _MARKS]
        # One line, or two, or one a color: whatever there is room for, if a little smaller.
        for rows in ([_MARKS], [_MARKS[:2], _MARKS[2:]], [(key,) for key in _MARKS]):
            first = widths[: len(rows[0])]
            spare = rect.w - (mark + gap) * len(first) + gap
            shrink = min(1.0, spare / (sum(first) - mark * len(first)))
            if shrink > 0.9 or rect.h < 2 * size:
                break
        size = int(min(size, rect.h / len(rows) / 1.05) * shrink)
        for row, line in zip(rows, rect.rows(len(rows)), strict=True):
            x = line.x
            for key in row:
                color = colors[_MARKS.index(key)]
                bar = pygame.Rect(round(x), round(line.center[1]) - brush.px(3), dash, brush.px(6))
                pygame.draw.rect(brush.surface, color, bar, border_radius=brush.px(3))
                at = (bar.right + brush.px(10), line.center[1])
                end = brush.write(
                    brush.say(key), at, size, brush.theme.muted, anchor="midleft"
                ).right
                x = end + gap


def formula(layer: int, trace: Trace) -> str:
    """The layer's formula with its real numbers: those of its strongest neuron."""
    if layer == 0:
        x = trace.activations[0]
        return say("step.0", count=int((x > 0).sum()), sum=f"{float(x.sum()):.1f}")
    if layer == 3:
        digit = int(trace.probabilities.argmax())
        soft = softmax_of(trace, digit)
        if not soft.finite:
            return say("softmax.broken")
        return say(
            "step.3",
            index=digit,
            z=_number(soft.logit),
            power=_number(soft.power),
            total=_number(soft.total),
            a=percent(soft.probability),
        )
    z = trace.pre_activations[layer - 1]
    a = trace.activations[layer]
    if not a.any():  # NaN counts as something
        return say(f"step.none.{layer}")
    index = int(np.nan_to_num(a, nan=np.inf).argmax())
    return say(f"step.{layer}", index=index, z=_number(z[index]), a=_number(a[index]))


def _number(value: float) -> str:
    """Three decimals with a true minus sign."""
    return figure(float(value), 3, signed=False)
