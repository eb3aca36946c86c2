"""The neurons of the weights tab: what is said of them, and their picture."""

from __future__ import annotations

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
from game.core.model.network import SIZES, Network
from game.core.model.unit import OUTPUT, Unit
from game.core.printed import figure
from game.lab.cells import Grid
from game.lab.state.state import State
from game.lab.weights.layout import NAMES
from game.lab.weights.update import activations_of, compared_with, focused, layer_shown, places
from game.view.layers.pictures import draw_ring
from game.view.paint.brush import Brush
from game.view.paint.widgets import draw_fitted
from game.view.panel import OldPanel
from game.view.weights.wall import (
    draw_activations,
    draw_biases,
    field_side,
    matrix_picture,
    matrix_rect,
    wall_picture,
)
from game.words.catalogue import say


class UnitWords(OldPanel):
    """The neuron looked at in numbers; else what the picture shows, and in which order."""

    name = "weights.words"
    every = 3

    def key(self, state: State) -> object:
        return _said(state)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        looked_at = focused(state) is not None
        color = brush.theme.winner if looked_at else brush.theme.muted
        size = brush.small
        draw_fitted(brush, (_said(state),), rect, size, (color, color))


def _said(state: State) -> str:
    unit, layer, weighing = focused(state), layer_shown(state), state.weights
    if unit is not None and state.network is not None:
        return _unit_words(state, state.network, unit)
    match weighing.sort:
        case "activation" if state.prediction.trace is None:
            return say("weights.activation.blank")
        case "digit":
            return say(f"weights.digit.{layer}")
        case "activation" | "norm":
            return say(f"weights.{weighing.sort}")
    kind = "W1" if weighing.block == "W1" else weighing.block[0]
    if kind == "b" and state.changed:
        kind = "b.changed"
    target, now = say(f"layer.{layer}"), say(f"weights.now.{layer}")
    return say(f"weights.index.{kind}", target=target, now=now)


def _unit_words(state: State, network: Network, unit: Unit) -> str:
    layer, index = unit.layer, unit.index
    outer = layer == OUTPUT
    norm = figure(float(weight_norms(network, layer)[index]), 2, signed=False)
    bias = figure(float(network.biases[layer - 1][index]), 2)
    said = [
        say("weights.unit.3" if outer else "weights.unit", index=index),
        say("weights.unit.norm", value=norm),
        say("weights.unit.bias", value=bias),
    ]
    values = activations_of(state, layer)
    if values is not None:
        now = figure(float(values[index]), 2, signed=False)
        said.append(say("weights.unit.now.3" if outer else "weights.unit.now", value=now))
    digit = int(favorite_digits(network, layer)[index])
    if not outer and digit != NONE:
        said.append(say("weights.unit.digit", digit=digit))
    return " · ".join(said)


class NeuronsPanel(OldPanel):
    """The neurons of the shown layer by their weights or biases, and what they put out now."""

    name = "weights.neurons"
    every = 2

    def key(self, state: State) -> object:
        weights = state.network_revision, state.changed, state.network is None
        drawing = state.prediction.trace, state.prediction.trace is None
        order = state.weights.sort, state.weights.ranked
        return weights, state.weights.block, drawing, order, _marked(state)

    def draw(self, brush: Brush, state: State) -> None:
        if state.network is None:
            return
        network, block = state.network, state.weights.block
        grid, units = places(state)
        if is_bias(block):
            healthy = compared_with(state, network)
            biases = values_of(network, block), values_of(healthy, block)
            draw_biases(brush, grid, biases, units)
            if layer_of(block) == OUTPUT:
                self._draw_names(brush, grid, units)
        elif block == "W1":
            brush.surface.blit(
                wall_picture(network, brush.theme, grid, units), (round(grid.x), round(grid.y))
            )
            self._draw_headings(brush, grid, units)
        else:
            self._draw_matrix(brush, state, network, grid, units)
        values = activations_of(state, layer_of(block))
        draw_activations(brush, grid, units, block, values)
        for unit in _marked(state):
            self._mark(brush, grid, units, block, unit)

    def _draw_headings(self, brush: Brush, grid: Grid, units: tuple[int, ...]) -> None:
        """The digits that the fields after them favour."""
        side = field_side(brush.theme, grid)
        for place, unit in enumerate(units):
            if unit < 0:
                cell = grid.rect(place)
                at = cell.x + side / 2, cell.y + side / 2
                brush.write(
                    _named(-1 - unit),
                    at,
                    brush.px(34),
                    brush.theme.winner,
                    bold=True,
                    anchor="center",
                )

    def _draw_names(self, brush: Brush, grid: Grid, units: tuple[int, ...]) -> None:
        """The digits of the outputs, below their columns."""
        for place, unit in enumerate(units):
            cell = grid.rect(place)
            at = cell.center[0], cell.bottom + brush.px(NAMES / 2)
            size = brush.small
            brush.write(str(unit), at, size, brush.theme.winner, anchor="center")

    def _draw_matrix(
        self,
        brush: Brush,
        state: State,
        network: Network,
        grid: Grid,
        units: tuple[int, ...],
    ) -> None:
        """The matrix, and left of it the digits its rows stand for."""
        block = state.weights.block
        place = matrix_rect(brush.theme, grid, values_of(network, block).shape[1])
        size = round(place.w), round(place.h)
        brush.surface.blit(matrix_picture(network, brush.theme, block, units, size), place[:2])
        if layer_of(block) == OUTPUT or state.weights.sort == "digit":
            digits = favorite_digits(network, layer_of(block))
            self._draw_digits(brush, grid, place, [int(digits[unit]) for unit in units])

    def _draw_digits(self, brush: Brush, grid: Grid, place: Rect, digits: list[int]) -> None:
        """Each group of rows has its digit, as near to its middle as the others let it."""
        size = brush.px(24)
        starts = [n for n, digit in enumerate(digits) if n == 0 or digit != digits[n - 1]]
        ends = [*starts[1:], len(digits)]
        high, x = grid.cell[1], place.x - brush.px(6)
        middles = [place.y + high * (a + b) / 2 for a, b in zip(starts, ends, strict=True)]
        wanted = spread(middles, min(size, place.h / len(starts)), place.y, place.bottom)
        for start, end, y in zip(starts, ends, wanted, strict=True):
            top, below = place.y + start * high + 2, place.y + end * high - 2
            line = (x, round(top)), (x, round(max(below, top + 1)))
            pygame.draw.line(brush.surface, brush.theme.muted, *line, brush.px(2))
            at = x - brush.px(16), y
            color = brush.theme.winner
            brush.write(_named(digits[start]), at, size, color, anchor="center")

    def _mark(
        self,
        brush: Brush,
        grid: Grid,
        units: tuple[int, ...],
        block: str,
        unit: Unit,
    ) -> None:
        """A frame around a neuron's cell; around its column, where its weights lead on."""
        layer = layer_of(block)
        if unit.layer == layer:
            place = grid.rect(units.index(unit.index))
            if block == "W1":
                side = field_side(brush.theme, grid)
                place = place._replace(w=side, h=side)
            elif not is_bias(block):
                left = matrix_rect(brush.theme, grid, SIZES[layer - 1])
                place = Rect(left.x, place.y, left.w, place.h)
        elif unit.layer == layer - 1 and block in ("W2", "W3"):
            matrix = matrix_rect(brush.theme, grid, SIZES[layer - 1])
            wide = matrix.w / SIZES[layer - 1]
            place = Rect(matrix.x + unit.index * wide, matrix.y, wide, matrix.h)
        else:
            return
        draw_ring(brush, place, brush.theme.winner)


def _marked(state: State) -> tuple[Unit, ...]:
    """The pinned neuron and the hovered one."""
    return tuple(unit for unit in (state.card.pinned, state.card.hovered) if unit is not None)


def _named(digit: int) -> str:
    return say("weights.no_digit") if digit == NONE else str(digit)


def spread(wanted: list[float], apart: float, low: float, high: float) -> list[float]:
    """Ascending places, moved as little as need be to stand ``apart`` within (low, high)."""
    places = list(wanted)
    places[0] = max(places[0], low + apart / 2)
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + apart)
    places[-1] = min(places[-1], high - apart / 2)
    for n in range(len(places) - 2, -1, -1):
        places[n] = min(places[n], places[n + 1] - apart)
    return places
