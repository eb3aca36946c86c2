"""The neurons of the room of weights: what their picture shows, and the picture."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.blocks import NONE, favorite_digits, is_bias, layer_of, values_of
from game.core.model.network import SIZES, Network
from game.core.model.unit import OUTPUT, Unit
from game.lab.cells import Grid
from game.lab.state.state import State
from game.lab.weights.layout import NAMES
from game.lab.weights.update import (
    activations_of,
    compared_with,
    layer_shown,
    looked_at,
    places,
    ranked_now,
)
from game.view.paint.brush import Brush
from game.view.paint.widgets import draw_ring
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

#: by layer, 0..3, as keys of the catalogue: its name, what its neurons put out, and how they are
#: sorted by digit. The input has no neurons.
LAYER_NAMES = ("layer.0", "layer.1", "layer.2", "layer.3")
_PUT_OUT = ("", "weights.now.1", "weights.now.2", "weights.now.3")
_BY_DIGIT = ("", "weights.digit.1", "weights.digit.2", "weights.digit.3")


class NeuronsWordsPanel(Panel[tuple[str, ...]]):
    """What the picture of the neurons shows, and in which order; long to short."""

    name = "weights.words"
    every = 3

    def look(self, state: State) -> tuple[str, ...]:
        return _picture_words(state)

    def draw(self, brush: Brush, rect: Rect, value: tuple[str, ...]) -> None:
        words, at = brush.choose(value, brush.small, rect.w), (rect.x, rect.center[1])
        brush.write(words, at, brush.small, brush.theme.muted, anchor="midleft")


def _picture_words(state: State) -> tuple[str, ...]:
    """What the picture shows, or the order of its neurons."""
    layer, block = layer_shown(state), state.weights.block
    match state.weights.sort:
        case "activation":
            return _by_activation(state)
        case "digit":
            return say(_BY_DIGIT[layer]), say("weights.digit.short")
        case "norm":
            return say("weights.norm"), say("weights.norm.short")
    target, now = say(LAYER_NAMES[layer]), say(_PUT_OUT[layer])
    if block == "W1":
        return say("weights.index.W1"), say("weights.index.W1.short")
    if not is_bias(block):
        short = say("weights.index.W.short", now=now)
        return say("weights.index.W", target=target, now=now), short
    if state.changed:
        short = say("weights.index.b.changed.short", now=now)
        return say("weights.index.b.changed", target=target, now=now), short
    return say("weights.index.b", target=target, now=now), say("weights.index.b.short", now=now)


def _by_activation(state: State) -> tuple[str, ...]:
    if state.prediction.trace is None:
        return say("weights.activation.blank"), say("weights.activation.blank.short")
    match ranked_now(state):
        case None:
            return say("weights.activation.kept"), say("weights.activation.kept.short")
        case False:
            return say("weights.activation.waits"), say("weights.activation.waits.short")
    return (say("weights.activation"),)


class ShownNeurons(NamedTuple):
    """The neurons of the layer whose block is shown."""

    network: Network | None
    #: the healthy network where another one answers; else the same
    healthy: Network | None
    #: what they put out for the drawing, as bytes of float32; None without one
    activations: bytes | None
    #: one of `BLOCKS`
    block: str
    #: whether they are sorted by their favorite digit
    by_digit: bool
    #: the cells of the picture, window px; and the neuron in each, or −1 − digit for a heading
    grid: Grid
    units: tuple[int, ...]
    #: the pinned neuron and the hovered one, of any layer; and the one that is told of
    chosen: tuple[Unit, ...]
    told_of: Unit


class NeuronsPanel(Panel[ShownNeurons]):
    """The neurons of the shown layer by their weights or biases, and what they put out now."""

    name = "weights.neurons"
    every = 5

    def look(self, state: State) -> ShownNeurons:
        network, shown = state.network, state.weights
        healthy = None if network is None else compared_with(state, network)
        chosen = tuple(unit for unit in (state.card.pinned, state.card.hovered) if unit is not None)
        by_digit, values = shown.sort == "digit", activations_of(state, layer_shown(state))
        return ShownNeurons(
            network,
            healthy,
            None if values is None else values.tobytes(),
            shown.block,
            by_digit,
            *places(state),
            chosen,
            looked_at(state),
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
            picture = wall_picture(brush.theme, network, grid, units)
            brush.surface.blit(picture, (round(grid.x), round(grid.y)))
            _draw_headings(brush, grid, units)
        else:
            _draw_matrix(brush, network, value)
        put_out = value.activations
        activations = None if put_out is None else np.frombuffer(put_out, np.float32)
        draw_activations(brush, grid, units, block, activations)
        for unit in (value.told_of, *value.chosen):
            place, chosen = _place_of(brush, value, unit), unit in value.chosen
            if place is not None:
                draw_ring(brush, place, brush.theme.text if chosen else brush.theme.muted)


def _draw_headings(brush: Brush, grid: Grid, units: tuple[int, ...]) -> None:
    """The digit that the neurons of the fields after it raise most."""
    side = field_side(brush.theme, grid)
    size = brush.body if side > brush.body else brush.small
    color = brush.theme.text
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
        brush.write(str(unit), at, brush.small, brush.theme.text, anchor="center")


def _draw_matrix(brush: Brush, network: Network, value: ShownNeurons) -> None:
    """The matrix, and left of it the digits its rows stand for."""
    block, grid, units = value.block, value.grid, value.units
    layer = layer_of(block)
    place = matrix_rect(brush.theme, grid, SIZES[layer - 1])
    size = round(place.w), round(place.h)
    brush.surface.blit(matrix_picture(brush.theme, network, block, units, size), place[:2])
    if layer == OUTPUT or value.by_digit:
        digits = favorite_digits(network, layer)
        _draw_digits(brush, place, grid.cell[1], [int(digits[unit]) for unit in units])


def _draw_digits(brush: Brush, matrix: Rect, high: int, digits: list[int]) -> None:
    """One digit and one line for each group of rows, ``high`` px each, that share a digit; the
    digit is as near to the middle of its group as the other digits let it."""
    size, color = brush.small, brush.theme.text
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
