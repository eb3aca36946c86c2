"""Whole vectors and matrices as signed cells, each with the neuron looked at marked."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import Unit
from game.lab.cells import Cells
from game.lab.forward.layout import grid_in, grid_out, is_sum, layer_of
from game.lab.forward.update import focused, known
from game.lab.state.state import State
from game.view.forward.running_sum import current_unit
from game.view.paint.brush import Brush
from game.view.paint.figures import COMMA, draw_figure, figure_width, sign_color
from game.view.paint.heat_map import draw_ink_map
from game.view.paint.signed_cells import cell, colors_of, draw_vector, painted
from game.view.paint.widgets import box, draw_ring
from game.view.panel import Panel
from game.words.numbers import figure


class Vector(NamedTuple):
    """What goes into a step or comes out of it, with the indices of the cells that are marked.
    ``pointed``: where a person points, or what is pinned; ``current``: what is computed now;
    ``known``: the wave has brought the values."""

    trace: Trace
    step: int
    pointed: int | None
    current: int | None
    known: bool = True


class VectorPanel(Panel[Vector]):
    """Draws into "forward.in" what goes into the step, into "forward.out" what comes out of it."""

    every = 3

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> Vector:
        assert state.prediction.trace is not None  # without a drawing the stage has no such item
        step, layer = state.forward.step, self._grid(state.forward.step).layer
        made = step if self.name == "forward.out" else step - 1
        brought = made < 0 or known(state, made)
        if layer == layer_of(step):
            return Vector(state.prediction.trace, step, None, focused(state).index, brought)
        hovered = _index_in(state.card.hovered, layer)
        pointed = _index_in(state.card.pinned, layer) if hovered is None else hovered
        return Vector(state.prediction.trace, step, pointed, current_unit(state), brought)

    def draw(self, brush: Brush, rect: Rect, value: Vector) -> None:
        theme, grid = brush.theme, self._grid(value.step)
        values = self._values(value.trace, value.step)
        if not value.known:
            values = np.zeros_like(values)
        if grid.columns == 1:
            row = rect.rows(grid.rows)[value.current or 0]
            radius = brush.px(5)
            pygame.draw.rect(brush.surface, theme.button_down, box(row), border_radius=radius)
            _draw_outputs(brush, rect, values, value.known)
            return
        if grid.layer == 0:
            draw_ink_map(brush, rect, values)
        else:
            draw_vector(brush, rect, values, grid.columns)
        for index in (value.pointed, value.current):
            if index is not None:
                draw_ring(brush, cell(rect, index, grid.columns, len(values)), theme.text)

    def _grid(self, step: int) -> Cells:
        return grid_in(step) if self.name == "forward.in" else grid_out(step)

    def _values(self, trace: Trace, step: int) -> Array:
        """A sum makes z of the activations of the layer before; a ReLU makes activations of z."""
        given = self.name == "forward.in"
        if is_sum(step) != given:
            return trace.pre_activations[step // 2]
        return trace.activations[step // 2 if given else step // 2 + 1]


def _index_in(unit: Unit | None, layer: int) -> int | None:
    """The index of a unit if it is one of this layer."""
    return unit.index if unit is not None and unit.layer == layer else None


def _draw_outputs(brush: Brush, rect: Rect, values: Array, known: bool) -> None:
    """Ten logits, (10,), in a column: the digit, a cell, the number; where that is wider than the
    column, the cell alone tells of it."""
    theme, shades, size = brush.theme, colors_of(brush.theme, values), brush.small
    rows = rect.rows(len(values))
    for digit, (row, value) in enumerate(zip(rows, values.tolist(), strict=True)):
        side, middle = 0.62 * row.h, min(row.center[1], rect.bottom - COMMA * size)
        at = row.x + brush.px(4), middle
        brush.write(str(digit), at, size, theme.muted, anchor="midleft")
        place = Rect(row.x + brush.px(24), middle - side / 2, side, side)
        pygame.draw.rect(brush.surface, shades[digit].tolist(), box(place))
        if value < 0:  # a second cue beside color: hollow
            pygame.draw.rect(brush.surface, theme.panel, box(place.inset(0.32 * side)))
        words, right = figure(value, 2), row.right - brush.px(6)
        if known and figure_width(brush.text, words, size) <= right - place.right - brush.px(4):
            draw_figure(brush, words, (right, middle), size, sign_color(theme, words))


class StepWeights(NamedTuple):
    """The weights and biases of a step: the neuron looked at has ``row``, and what is multiplied
    now or pointed at has ``column``, None for nothing."""

    network: Network
    step: int
    row: int
    column: int | None = None


class MatrixPanel(Panel[StepWeights]):
    """All weights of a step: one row a neuron, that of the focused one between two lines."""

    name = "forward.matrix"
    every = 3

    def __init__(self) -> None:
        #: the whole matrix as a picture, and of which network, step and size it is
        self._painted: tuple[object, pygame.Surface] = (None, pygame.Surface((1, 1)))

    def look(self, state: State) -> StepWeights:
        assert state.network is not None  # without one the stage has no such item
        step, hovered = state.forward.step, _index_in(state.card.hovered, state.forward.step // 2)
        column = current_unit(state) if hovered is None else hovered
        return StepWeights(state.network, step, focused(state).index, column)

    def draw(self, brush: Brush, rect: Rect, value: StepWeights) -> None:
        area, layer = box(rect), value.step // 2
        key = value.network, layer, area.size
        if self._painted[0] != key:
            self._painted = key, painted(brush.theme, value.network.weights[layer], area.size)
        brush.surface.blit(self._painted[1], area)
        after, before = SIZES[layer + 1], SIZES[layer]
        _draw_row(brush, area, value.row, after)
        if value.column is None:
            return
        x = area.x + round((value.column + 0.5) * area.w / before)
        y = area.y + round((value.row + 0.5) * area.h / after)
        tick, wide = brush.px(10), brush.px(2)
        for top in (y - 2 * tick, y + tick):
            place = x - wide // 2, top, wide, tick
            pygame.draw.rect(brush.surface, brush.theme.text, place)


class BiasPanel(Panel[StepWeights]):
    """All biases of a step, in line with the rows of its matrix."""

    name = "forward.bias"
    every = 3

    def look(self, state: State) -> StepWeights:
        assert state.network is not None  # without one the stage has no such item
        return StepWeights(state.network, state.forward.step, focused(state).index)

    def draw(self, brush: Brush, rect: Rect, value: StepWeights) -> None:
        area, bias = box(rect), value.network.biases[value.step // 2]
        brush.surface.blit(painted(brush.theme, bias[:, None], area.size), area)
        _draw_row(brush, area, value.row, len(bias))


def _draw_row(brush: Brush, area: pygame.Rect, index: int, count: int) -> None:
    """A frame around one of the ``count`` rows of a matrix, which leaves the row itself seen."""
    high, wide = max(area.h / count, brush.px(2)), brush.px(2)
    middle = area.y + (index + 0.5) * area.h / count
    frame = pygame.Rect(area.x, round(middle - high / 2), area.w, round(high))
    frame = frame.inflate(0, 2 * wide).clamp(area)
    pygame.draw.rect(brush.surface, brush.theme.text, frame, wide)
