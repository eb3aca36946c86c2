"""Whole vectors and matrices as signed cells, each with the neuron looked at marked."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.model.network import SIZES, Array
from game.core.model.unit import Unit
from game.core.printed import figure
from game.lab.cells import Cells
from game.lab.forward.layout import grid_in, grid_out, is_sum, layer_of
from game.lab.forward.update import focused
from game.lab.state.state import State
from game.view.card.terms import sign_color
from game.view.forward.running_sum import current_unit
from game.view.layers.pictures import draw_ring
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure
from game.view.paint.heat_map import draw_ink_map
from game.view.paint.signed_cells import cell, colors_of, draw_vector, painted
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box
from game.view.panel import OldPanel


def draw_outputs(brush: Brush, rect: Rect, values: Array) -> None:
    """Ten logits in a column: the digit, a cell, the number."""
    rows, shades = rect.rows(len(values)), colors_of(brush.theme, values)
    size = min(brush.small, int(rows[0].h * 0.92))
    for digit, (row, value) in enumerate(zip(rows, values.tolist(), strict=True)):
        middle, side = row.center[1], 0.62 * row.h
        at = row.x + brush.px(4), middle
        brush.write(str(digit), at, size, brush.theme.muted, anchor="midleft")
        place = Rect(row.x + brush.px(24), middle - side / 2, side, side)
        pygame.draw.rect(brush.surface, shades[digit].tolist(), box(place))
        if value < 0:
            pygame.draw.rect(brush.surface, brush.theme.panel, box(place.inset(0.32 * side)))
        words = figure(value, 2)
        room = row.right - brush.px(6) - place.right - brush.px(4)
        fits = brush.fit(words, size, room)
        color = sign_color(brush.theme, words)
        draw_figure(brush, words, (row.right - brush.px(6), middle), fits, color)


def index_in(unit: Unit | None, layer: int) -> int | None:
    """The index of a unit if it is one of this layer."""
    return unit.index if unit is not None and unit.layer == layer else None


class VectorPanel(OldPanel):
    """What goes into a step, or what comes out of it."""

    every = 3

    def __init__(self, theme: Theme, text: Text, name: str) -> None:
        self.name = name
        self._theme, self._text = theme, text

    def _grid(self, state: State) -> Cells:
        step = state.forward.step
        return grid_in(step) if self.name == "forward.in" else grid_out(step)

    def _marks(self, state: State) -> tuple[int | None, int | None]:
        """The cell to mark lightly, and the one to mark strongly."""
        layer = self._grid(state).layer
        if layer == layer_of(state.forward.step):
            focus = focused(state).index
            return None, focus
        hovered = index_in(state.card.hovered, layer)
        return index_in(state.card.pinned, layer) if hovered is None else hovered, current_unit(
            state
        )

    def key(self, state: State) -> object:
        return state.prediction.trace, state.forward.step, self._marks(state)

    def values(self, state: State) -> Array:
        assert state.prediction.trace is not None
        step = state.forward.step
        if is_sum(step) == (self.name == "forward.out"):
            return state.prediction.trace.pre_activations[step // 2]
        return state.prediction.trace.activations[
            step // 2 if self.name == "forward.in" else step // 2 + 1
        ]

    def draw(self, brush: Brush, state: State) -> None:
        if state.prediction.trace is None:
            return
        rect, grid = state.stage.rect(self.name), self._grid(state)
        values = self.values(state)
        if grid.columns == 1:
            focus = rect.rows(grid.rows)[self._marks(state)[1] or 0]
            pygame.draw.rect(
                brush.surface, brush.theme.button_down, box(focus), border_radius=brush.px(5)
            )
            draw_outputs(brush, rect, values)
            return
        if grid.layer == 0:
            draw_ink_map(brush, rect, values)
        else:
            draw_vector(brush, rect, values, grid.columns)
        given = grid.layer != layer_of(state.forward.step)
        colors = brush.theme.text, brush.theme.winner if given else brush.theme.text
        for index, color in zip(self._marks(state), colors, strict=True):
            if index is not None:
                place = cell(rect, index, grid.columns, len(values))
                draw_ring(brush, place, color)


class MatrixPanel(OldPanel):
    """All weights of a step: one row a neuron, that of the focused one between two lines."""

    name = "forward.matrix"
    every = 3

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme = theme
        self._painted: tuple[object, pygame.Surface] = (None, pygame.Surface((1, 1)))

    def _column(self, state: State) -> int | None:
        """The column of what is being multiplied, or is hovered."""
        hovered = index_in(state.card.hovered, state.forward.step // 2)
        return current_unit(state) if hovered is None else hovered

    def key(self, state: State) -> object:
        seen = state.network_revision, state.forward.step
        return seen, focused(state), self._column(state)

    def draw(self, brush: Brush, state: State) -> None:
        if state.network is None:
            return
        area, step = box(state.stage.rect(self.name)), state.forward.step
        key = state.network, step, area.size
        if self._painted[0] != key:
            image = painted(brush.theme, state.network.weights[step // 2], area.size)
            self._painted = key, image
        brush.surface.blit(self._painted[1], area)
        after, before = SIZES[step // 2 + 1], SIZES[step // 2]
        draw_row(brush, area, focused(state).index, after)
        column = self._column(state)
        if column is not None:
            x = area.x + round((column + 0.5) * area.w / before)
            y = area.y + round((focused(state).index + 0.5) * area.h / after)
            tick, wide = brush.px(10), brush.px(2)
            for top in (y - 2 * tick, y + tick):
                pygame.draw.rect(
                    brush.surface, brush.theme.winner, (x - wide // 2, top, wide, tick)
                )


class BiasPanel(OldPanel):
    """All biases of a step, in line with the rows of its matrix."""

    name = "forward.bias"
    every = 3

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme = theme

    def key(self, state: State) -> object:
        return state.network_revision, state.forward.step, focused(state)

    def draw(self, brush: Brush, state: State) -> None:
        if state.network is None:
            return
        area, bias = box(state.stage.rect(self.name)), state.network.biases[state.forward.step // 2]
        brush.surface.blit(painted(brush.theme, bias[:, None], area.size), area)
        draw_row(brush, area, focused(state).index, len(bias))


def draw_row(brush: Brush, area: pygame.Rect, index: int, count: int) -> None:
    """A frame around a row of a matrix, so that the row itself stays seen."""
    high, wide = max(area.h / count, brush.px(2)), brush.px(2)
    middle = area.y + (index + 0.5) * area.h / count
    frame = pygame.Rect(area.x, round(middle - high / 2), area.w, round(high))
    frame = frame.inflate(0, 2 * wide).clamp(area)
    pygame.draw.rect(brush.surface, brush.theme.text, frame, wide)
