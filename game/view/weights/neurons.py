"""The neurons of the room of weights: what is said of them, and their picture."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.model.blocks import (
    NONE,
    favorite_digits,
    is_bias,
    layer_of,
    values_of,
    weight_norms,
)
from game.core.model.network import SIZES, Network, Trace
from game.core.model.unit import OUTPUT, Unit
from game.lab.cells import Grid
from game.lab.state.state import State
from game.lab.weights.layout import NAMES
from game.lab.weights.update import activations_of, compared_with, focused, layer_shown, places
from game.view.paint.brush import Brush
from game.view.paint.widgets import draw_fitted, draw_ring
from game.view.panel import Panel
from game.view.weights.wall import (
    draw_activations,
    draw_biases,
    field_side,
    matrix_picture,
    matrix_rect,
    wall_picture,
)
from game.words.catalogue import say
from game.words.numbers import figure

#: by layer, 0..3, as keys of the catalogue: its name, what its neurons put out, and how they are
#: sorted by digit. The input has no neurons.
LAYER_NAMES = ("layer.0", "layer.1", "layer.2", "layer.3")
_PUT_OUT = ("", "weights.now.1", "weights.now.2", "weights.now.3")
_BY_DIGIT = ("", "weights.digit.1", "weights.digit.2", "weights.digit.3")


class Sentence(NamedTuple):
    """``of_unit``: it is about one neuron, not about the whole picture."""

    words: str
    of_unit: bool


class NeuronsWordsPanel(Panel[Sentence]):
    """The neuron looked at in numbers; without one, what the picture shows, and in which order."""

    name = "weights.words"
    every = 3

    def look(self, state: State) -> Sentence:
        unit, network = focused(state), state.network
        if unit is not None and network is not None:
            return Sentence(_unit_words(state, network, unit), True)
        return Sentence(_picture_words(state), unit is not None)

    def draw(self, brush: Brush, rect: Rect, value: Sentence) -> None:
        color = brush.theme.winner if value.of_unit else brush.theme.muted
        draw_fitted(brush, (value.words,), rect, brush.small, (color, color))


def _picture_words(state: State) -> str:
    """What the picture shows, or the order of its neurons."""
    layer, block = layer_shown(state), state.weights.block
    match state.weights.sort:
        case "activation":
            blank = state.prediction.trace is None
            return say("weights.activation.blank" if blank else "weights.activation")
        case "digit":
            return say(_BY_DIGIT[layer])
        case "norm":
            return say("weights.norm")
    key = "weights.index.W1" if block == "W1" else "weights.index.W"
    if is_bias(block):
        key = "weights.index.b.changed" if state.changed else "weights.index.b"
    return say(key, target=say(LAYER_NAMES[layer]), now=say(_PUT_OUT[layer]))


def _unit_words(state: State, network: Network, unit: Unit) -> str:
    """A neuron in numbers: its weights' norm, its bias, what it puts out, the digit it raises."""
    layer, index = unit.layer, unit.index
    output = layer == OUTPUT
    norm = figure(float(weight_norms(network, layer)[index]), 2, signed=False)
    bias = figure(float(network.biases[layer - 1][index]), 2)
    said = [
        say("weights.unit.3" if output else "weights.unit", index=index),
        say("weights.unit.norm", value=norm),
        say("weights.unit.bias", value=bias),
    ]
    values = activations_of(state, layer)
    if values is not None:
        now = figure(float(values[index]), 2, signed=False)
        said.append(say("weights.unit.now.3" if output else "weights.unit.now", value=now))
    digit = int(favorite_digits(network, layer)[index])
    if not output and digit != NONE:
        said.append(say("weights.unit.digit", digit=digit))
    return " · ".join(said)


class ShownNeurons(NamedTuple):
    """The neurons of the layer whose block is shown."""

    network: Network | None
    #: the healthy network where another one answers; else the same
    healthy: Network | None
    #: the drawing's forward pass
    trace: Trace | None
    #: one of `BLOCKS`
    block: str
    #: whether they are sorted by their favorite digit
    by_digit: bool
    #: the cells of the picture, window px; and the neuron in each, or −1 − digit for a heading
    grid: Grid
    units: tuple[int, ...]
    #: the pinned neuron and the hovered one, of any layer
    marked: tuple[Unit, ...]


class NeuronsPanel(Panel[ShownNeurons]):
    """The neurons of the shown layer by their weights or biases, and what they put out now."""

    name = "weights.neurons"
    every = 2

    def look(self, state: State) -> ShownNeurons:
        network, shown = state.network, state.weights
        healthy = None if network is None else compared_with(state, network)
        marked = tuple(unit for unit in (state.card.pinned, state.card.hovered) if unit is not None)
        by_digit = shown.sort == "digit"
        return ShownNeurons(
            network, healthy, state.prediction.trace, shown.block, by_digit, *places(state), marked
        )

    def draw(self, brush: Brush, rect: Rect, value: ShownNeurons) -> None:
        network, healthy, block = value.network, value.healthy, value.block
        grid, units = value.grid, value.units
        if network is None or healthy is None:
            return
        if is_bias(block):
            biases = values_of(network, block), values_of(healthy, block)
            draw_biases(brush, grid, biases, units)
            if layer_of(block) == OUTPUT:
                _draw_names(brush, grid, units)
        elif block == "W1":
            picture = wall_picture(network, brush.theme, grid, units)
            brush.surface.blit(picture, (round(grid.x), round(grid.y)))
            _draw_headings(brush, grid, units)
        else:
            _draw_matrix(brush, network, value)
        layer = layer_of(block)
        activations = None if value.trace is None else value.trace.layers[layer]
        draw_activations(brush, grid, units, block, activations)
        for unit in value.marked:
            place = _place_of(brush, value, unit)
            if place is not None:
                draw_ring(brush, place, brush.theme.winner)


def _draw_headings(brush: Brush, grid: Grid, units: tuple[int, ...]) -> None:
    """The digit that the neurons of the fields after it raise most."""
    side = field_side(brush.theme, grid)
    size, color = brush.px(34), brush.theme.winner
    for place, unit in enumerate(units):
        if unit < 0:
            cell, words = grid.rect(place), _digit_words(brush, -1 - unit)
            at = cell.x + side / 2, cell.y + side / 2
            brush.write(words, at, size, color, bold=True, anchor="center")


def _draw_names(brush: Brush, grid: Grid, units: tuple[int, ...]) -> None:
    """The digits of the outputs, below their columns."""
    for place, unit in enumerate(units):
        cell = grid.rect(place)
        at = cell.center[0], cell.bottom + brush.px(NAMES / 2)
        brush.write(str(unit), at, brush.small, brush.theme.winner, anchor="center")


def _draw_matrix(brush: Brush, network: Network, value: ShownNeurons) -> None:
    """The matrix, and left of it the digits its rows stand for."""
    block, grid, units = value.block, value.grid, value.units
    layer = layer_of(block)
    place = matrix_rect(brush.theme, grid, SIZES[layer - 1])
    size = round(place.w), round(place.h)
    brush.surface.blit(matrix_picture(network, brush.theme, block, units, size), place[:2])
    if layer == OUTPUT or value.by_digit:
        digits = favorite_digits(network, layer)
        _draw_digits(brush, place, grid.cell[1], [int(digits[unit]) for unit in units])


def _draw_digits(brush: Brush, matrix: Rect, high: int, digits: list[int]) -> None:
    """One digit and one line for each group of rows, ``high`` px each, that share a digit; the
    digit is as near to the middle of its group as the other digits let it."""
    size, color = brush.px(24), brush.theme.winner
    starts = [n for n, digit in enumerate(digits) if n == 0 or digit != digits[n - 1]]
    ends = [*starts[1:], len(digits)]
    x = matrix.x - brush.px(6)
    middles = [matrix.y + high * (a + b) / 2 for a, b in zip(starts, ends, strict=True)]
    wanted = spread(middles, min(size, matrix.h / len(starts)), matrix.y, matrix.bottom)
    for start, end, y in zip(starts, ends, wanted, strict=True):
        top, below = matrix.y + start * high + 2, matrix.y + end * high - 2
        line = (x, round(top)), (x, round(max(below, top + 1)))
        pygame.draw.line(brush.surface, brush.theme.muted, *line, brush.px(2))
        at = x - brush.px(16), y
        brush.write(_digit_words(brush, digits[start]), at, size, color, anchor="center")


def _place_of(brush: Brush, value: ShownNeurons, unit: Unit) -> Rect | None:
    """Where a neuron is marked: its own cell; or its column, where its weights lead on into the
    shown layer. None where it is not in the picture."""
    grid, block, layer = value.grid, value.block, layer_of(value.block)
    if unit.layer == layer:
        place = grid.rect(value.units.index(unit.index))
        if block == "W1":
            side = field_side(brush.theme, grid)
            return place._replace(w=side, h=side)
        if is_bias(block):
            return place
        matrix = matrix_rect(brush.theme, grid, SIZES[layer - 1])
        return Rect(matrix.x, place.y, matrix.w, place.h)
    if unit.layer == layer - 1 and block in ("W2", "W3"):
        matrix = matrix_rect(brush.theme, grid, SIZES[layer - 1])
        wide = matrix.w / SIZES[layer - 1]
        return Rect(matrix.x + unit.index * wide, matrix.y, wide, matrix.h)
    return None


def _digit_words(brush: Brush, digit: int) -> str:
    return brush.say("weights.no_digit") if digit == NONE else str(digit)


def spread(wanted: list[float], apart: float, low: float, high: float) -> list[float]:
    """Ascending places, moved as little as need be so that they stand at least ``apart`` from each
    other and ``apart``/2 from the ends ``low`` and ``high``."""
    places = list(wanted)
    places[0] = max(places[0], low + apart / 2)
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + apart)
    places[-1] = min(places[-1], high - apart / 2)
    for n in range(len(places) - 2, -1, -1):
        places[n] = min(places[n], places[n + 1] - apart)
    return places
