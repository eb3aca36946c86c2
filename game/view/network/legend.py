"""The line below the network: what its colors mean, or the formula of the layer stepped to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.insight.explain import softmax_of
from game.core.model.network import Trace
from game.lab.network.playback import layer_at
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.widgets import draw_fitted
from game.view.panel import Panel
from game.words.catalogue import say
from game.words.numbers import figure, percent, plain

_MARKS = ("legend.positive", "legend.negative", "legend.top")
#: what the two hidden layers do, with their strongest neuron; and where none of it fires
_HIDDEN = {1: "step.1", 2: "step.2"}
_SILENT = {1: "step.none.1", 2: "step.none.2"}


class Stepped(NamedTuple):
    """The layer that a person has stepped to, 0..3, and the numbers that have arrived there."""

    layer: int
    trace: Trace


class LegendPanel(Panel[Stepped | None]):
    """The formula of the layer stepped to; otherwise what the network's colors mean."""

    name = "network.legend"

    def look(self, state: State) -> Stepped | None:
        layer, trace = layer_at(state), state.prediction.trace
        return None if layer is None or trace is None else Stepped(layer, trace)

    def draw(self, brush: Brush, rect: Rect, value: Stepped | None) -> None:
        if value is None:
            _draw_marks(brush, rect)
            return
        words, size, color = formula(value.layer, value.trace), brush.small, brush.theme.winner
        if rect.h < 2 * size:
            at, size = (rect.x, rect.center[1]), brush.fit(words, size, rect.w)
            brush.write(words, at, size, color, anchor="midleft")
        else:
            draw_fitted(brush, (words,), rect, size, (color, color))


def _draw_marks(brush: Brush, rect: Rect) -> None:
    """A dash in each color and its meaning, in one line, in two, or in one line for each color:
    the first of these that there is room for, perhaps a little smaller."""
    theme, size, dash, gap = brush.theme, brush.small, brush.px(34), brush.px(28)
    colors = dict(zip(_MARKS, (theme.positive, theme.negative, theme.winner), strict=True))
    mark = dash + brush.px(10)
    widths = [brush.width(brush.say(key), size) + mark for key in _MARKS]
    for rows in ([_MARKS], [_MARKS[:2], _MARKS[2:]], [(key,) for key in _MARKS]):
        first = widths[: len(rows[0])]
        spare = rect.w - (mark + gap) * len(first) + gap
        shrink = min(1.0, spare / (sum(first) - mark * len(first)))
        if shrink > 0.9 or rect.h < 2 * size:
            break
    size = int(min(size, rect.h / len(rows) / 1.05) * shrink)
    for row, line in zip(rows, rect.rows(len(rows)), strict=True):
        x, y = line.x, line.center[1]
        for key in row:
            bar = pygame.Rect(round(x), round(y) - brush.px(3), dash, brush.px(6))
            pygame.draw.rect(brush.surface, colors[key], bar, border_radius=brush.px(3))
            at = bar.right + brush.px(10), y
            place = brush.write(brush.say(key), at, size, theme.muted, anchor="midleft")
            x = place.right + gap


def formula(layer: int, trace: Trace) -> str:
    """The formula of a layer, 0..3, with real numbers: of a hidden layer, those of its strongest
    neuron; of the output, those of the digit read; of the input, how much of it is inked."""
    if layer == 0:
        x = trace.activations[0]
        return say("step.0", count=int((x > 0).sum()), sum=plain(float(x.sum()), 1))
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
        return say(_SILENT[layer])
    index = int(np.nan_to_num(a, nan=np.inf).argmax())
    return say(_HIDDEN[layer], index=index, z=_number(z[index]), a=_number(a[index]))


def _number(value: float) -> str:
    """A number with three decimals and a true minus sign."""
    return figure(float(value), 3, signed=False)
