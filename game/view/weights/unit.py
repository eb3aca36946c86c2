"""The neuron that the room of weights looks at: its own weights as a picture, and its numbers."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

from game.core.geometry import Rect
from game.core.model.blocks import NONE, favorite_digits, weight_norms
from game.core.model.network import Network
from game.core.model.unit import OUTPUT, Unit
from game.lab.state.state import State
from game.lab.weights.update import activations_of, focused, looked_at
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_signed_map
from game.view.paint.signed_cells import draw_weights
from game.view.paint.text import LINE
from game.view.panel import Panel
from game.words.catalogue import say
from game.words.numbers import figure, percent

#: a place that many times as wide as high has the picture's words beside it
_BROAD = 1.1
_PUTS_OUT = ("", "weights.unit.now.1", "weights.unit.now.2", "weights.unit.now.3")


#: the same in different words, long to short
Wordings = tuple[str, ...]


class ShownUnit(NamedTuple):
    """A neuron, whether a person chose it, and what it puts out, in print; "" without a drawing."""

    network: Network | None
    unit: Unit
    chosen: bool
    value: str


class UnitPanel(Panel[ShownUnit]):
    """The neuron looked at: its weights, what it puts out, and which digit it raises."""

    name = "weights.unit"
    every = 8

    def look(self, state: State) -> ShownUnit:
        unit, chosen = looked_at(state), focused(state) is not None
        values = activations_of(state, unit.layer)
        value = "" if values is None else _printed(unit.layer, float(values[unit.index]))
        return ShownUnit(state.network, unit, chosen, value)

    def draw(self, brush: Brush, rect: Rect, value: ShownUnit) -> None:
        size, network, unit = brush.small, value.network, value.unit
        if network is None:
            return
        facts, high = _facts(network, unit, value.value), LINE * size
        if beside := rect.w > _BROAD * rect.h:
            picture, words = rect.left_part(min(rect.h, 0.5 * rect.w), brush.px(14))
        else:
            words, picture = rect.top_part(high, brush.px(2))
            picture = picture._replace(h=min(picture.w, picture.h - len(facts) * high))
        name = brush.choose(_name(value), size, words.w, bold=True)
        brush.write(name, words[:2], size, brush.theme.text, bold=True)
        weights = network.weights[unit.layer - 1][unit.index]
        if unit.layer == 1:
            side = int(min(picture.w, picture.h))
            square = Rect(picture.x, picture.y, side, side)
            draw_signed_map(brush, square, weights, dark=True)
            end = square.bottom
        else:
            end = draw_weights(brush, picture, weights).bottom
        below = words.top_part(high)[1] if beside else rect.top_part(end - rect.y, brush.px(6))[1]
        _draw_facts(brush, below, facts)


def _name(value: ShownUnit) -> Wordings:
    """The neuron, and why it is the one looked at."""
    index = value.unit.index
    name = say("weights.unit.3" if value.unit.layer == OUTPUT else "weights.unit", index=index)
    if value.chosen:
        return say("layers.chosen", name=name), say("layers.chosen.short", name=name), name
    if not value.value:
        return (name,)
    return say("layers.strongest", name=name), say("layers.strongest.short", name=name), name


def _draw_facts(brush: Brush, rect: Rect, facts: tuple[Wordings, ...]) -> None:
    """One in a line, or two where there are too few lines."""
    size, high = brush.small, LINE * brush.small
    lines = facts
    if len(facts) * high > rect.h + 0.3 * size:
        pairs = (facts[n : n + 2] for n in range(0, len(facts), 2))
        lines = tuple(tuple(map(" · ".join, _each(pair))) for pair in pairs)
    for n, wordings in enumerate(lines):
        if (n + 1) * high > rect.h + 0.3 * size:
            return
        at = rect.x, rect.y + n * high
        brush.write(brush.choose(wordings, size, rect.w), at, size, brush.theme.muted)


def _each(facts: tuple[Wordings, ...]) -> list[Wordings]:
    """Some facts side by side: all in their longest words, then all in their shortest."""
    return [tuple(words[0] for words in facts), tuple(words[-1] for words in facts)]


def _printed(layer: int, value: float) -> str:
    """What a neuron of a layer puts out, in print."""
    known = layer == OUTPUT and isfinite(value)
    return percent(value) if known else figure(value, 2, signed=False)


def _facts(network: Network, unit: Unit, value: str) -> tuple[Wordings, ...]:
    """A neuron in numbers. ``value``: what it puts out now; "" without a drawing."""
    layer, index = unit.layer, unit.index
    said: list[Wordings] = []
    if value:
        said.append((say(_PUTS_OUT[layer], value=value),))
    bias = figure(float(network.biases[layer - 1][index]), 2)
    said.append((say("weights.unit.bias", value=bias),))
    norm = figure(float(weight_norms(network, layer)[index]), 2, signed=False)
    said.append((say("weights.unit.norm", value=norm),))
    digit = int(favorite_digits(network, layer)[index])
    if layer != OUTPUT and digit != NONE:
        long = say("weights.unit.digit", digit=digit)
        said.append((long, say("weights.unit.digit.short", digit=digit)))
    return tuple(said)
