"""Whole vectors and matrices as signed cells, each with the neuron looked at marked."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.forward_layout import Grid, grid_in, grid_out, is_sum, layer_of
from game.core.geometry import Rect
from game.core.kept import kept
from game.core.network import SIZES, Array
from game.core.printed import figure
from game.core.units import Unit
from game.lab.forward import focused
from game.lab.state import State
from game.view.card_table import sign_colour
from game.view.cells import axis, cell
from game.view.figures import draw_figure
from game.view.heat_map import draw_ink_map
from game.view.layer_pictures import draw_ring
from game.view.multiply import current_unit
from game.view.panel import Panel
from game.view.text import Text
from game.view.theme import Theme
from game.view.widgets import box

Pixels = NDArray[np.uint32]
#: steps of colour from 0 to full
_STEPS = 255
#: few weights are far larger than all others: this share of them gets less than full colour
_FULL = 0.99


def colours_of(theme: Theme, values: Array, full_at: float = 1.0) -> NDArray[np.uint8]:
    """Signed numbers, (…,), as colours, (…, 3), by the largest |finite number| of them, or by
    what a share of ``full_at`` of them does not exceed; what is not a number is an alert."""
    finite = np.nan_to_num(values, nan=0, posinf=0, neginf=0)
    size = np.abs(finite)
    largest = float(size.max(initial=0))
    if full_at < 1:
        nth = int(full_at * (size.size - 1))
        largest = float(np.partition(size, nth, axis=None)[nth]) or largest
    with np.errstate(all="ignore"):
        steps = np.clip(values / np.float32(largest or 1), -1, 1) * _STEPS + _STEPS
    steps = np.where(np.isnan(values), 2 * _STEPS + 1, steps)
    return _table(theme)[np.rint(steps).astype(np.intp)]


@kept(1)
def _table(theme: Theme) -> NDArray[np.uint8]:
    """The colours of −1 … 1 in steps, and of what is not a number, (2·_STEPS + 2, 3)."""
    share = np.linspace(-1, 1, 2 * _STEPS + 1)[:, None]
    full = np.where(share < 0, theme.negative, theme.positive)
    ground = np.array(theme.canvas)
    # Brightness as the eye counts it: half of the largest looks half as bright, not a fifth.
    mixed = ground + (full - ground) * np.abs(share) ** 0.7
    return np.rint(np.vstack([mixed, theme.alert])).astype(np.uint8)


def draw_vector(
    surface: pygame.Surface, theme: Theme, rect: Rect, values: Array, columns: int
) -> None:
    """Signed numbers, (n,), as cells, row by row; a dark middle where they are below zero."""
    area = box(rect)
    index = _places(area.size, columns, len(values) // columns)
    shades = colours_of(theme, values)
    middle = np.where((values < 0)[:, None], np.array(theme.panel, np.uint8), shades)
    gap = np.broadcast_to(np.array(theme.panel, np.uint8), shades.shape)
    table = _packed(np.stack([shades, gap, middle], axis=1).reshape(-1, 3))
    image = pygame.Surface(area.size, depth=32)
    pygame.surfarray.pixels2d(image).T[:] = table.take(index)
    surface.blit(image, area)


def _packed(colours: NDArray[np.uint8]) -> Pixels:
    red, green, blue = colours.astype(np.uint32).T
    return np.asarray(red << 16 | green << 8 | blue, np.uint32)


@lru_cache(maxsize=16)
def _places(size: tuple[int, int], columns: int, rows: int) -> NDArray[np.intp]:
    """For each pixel, (h, w): three times its cell, + 1 in a gap, + 2 in a cell's middle."""
    (column, side, in_x), (row, top, in_y) = (
        axis(length, count) for length, count in zip(size, (columns, rows), strict=True)
    )
    place = 3 * (row[:, None] * columns + column[None])
    gap = top[:, None] | side[None]
    middle = ~gap & in_y[:, None] & in_x[None]
    return np.asarray(place + gap + 2 * middle, np.intp)


def draw_outputs(
    surface: pygame.Surface, theme: Theme, text: Text, rect: Rect, values: Array
) -> None:
    """Ten logits in a column: the digit, a cell, the number."""
    rows, shades = rect.rows(len(values)), colours_of(theme, values)
    size = min(theme.px(theme.small), int(rows[0].h * 0.92))
    for digit, (row, value) in enumerate(zip(rows, values.tolist(), strict=True)):
        middle, side = row.centre[1], 0.62 * row.h
        at = row.x + theme.px(4), middle
        text.draw(surface, str(digit), at, size, theme.muted, anchor="midleft")
        place = Rect(row.x + theme.px(24), middle - side / 2, side, side)
        pygame.draw.rect(surface, shades[digit].tolist(), box(place))
        if value < 0:
            pygame.draw.rect(surface, theme.panel, box(place.inset(0.32 * side)))
        words = figure(value, 2)
        room = row.right - theme.px(6) - place.right - theme.px(4)
        fits = text.fit(words, size, room)
        colour = sign_colour(theme, words)
        draw_figure(surface, text, words, (row.right - theme.px(6), middle), fits, colour)


def index_in(unit: Unit | None, layer: int) -> int | None:
    """The index of a unit if it is one of this layer."""
    return unit.index if unit is not None and unit.layer == layer else None


class VectorPanel(Panel):
    """What goes into a step, or what comes out of it."""

    every = 3

    def __init__(self, theme: Theme, text: Text, name: str) -> None:
        self.name = name
        self._theme, self._text = theme, text

    def _grid(self, state: State) -> Grid:
        step = state.forward.step
        return grid_in(step) if self.name == "forward.in" else grid_out(step)

    def _marks(self, state: State) -> tuple[int | None, int | None]:
        """The cell to mark lightly, and the one to mark strongly."""
        layer = self._grid(state).layer
        if layer == layer_of(state.forward.step):
            focus = focused(state).index
            return None, focus
        hovered = index_in(state.hovered, layer)
        return index_in(state.pinned, layer) if hovered is None else hovered, current_unit(state)

    def key(self, state: State) -> object:
        return state.trace_revision, state.forward.step, self._marks(state)

    def values(self, state: State) -> Array:
        assert state.trace is not None
        step = state.forward.step
        if is_sum(step) == (self.name == "forward.out"):
            return state.trace.pre_activations[step // 2]
        return state.trace.activations[step // 2 if self.name == "forward.in" else step // 2 + 1]

    def draw(self, surface: pygame.Surface, state: State) -> None:
        if state.trace is None:
            return
        theme, rect, grid = self._theme, state.stage.rect(self.name), self._grid(state)
        values = self.values(state)
        if grid.columns == 1:
            focus = rect.rows(grid.rows)[self._marks(state)[1] or 0]
            pygame.draw.rect(surface, theme.button_down, box(focus), border_radius=theme.px(5))
            draw_outputs(surface, theme, self._text, rect, values)
            return
        if grid.layer == 0:
            draw_ink_map(surface, theme, rect, values)
        else:
            draw_vector(surface, theme, rect, values, grid.columns)
        given = grid.layer != layer_of(state.forward.step)
        colours = theme.text, theme.winner if given else theme.text
        for index, colour in zip(self._marks(state), colours, strict=True):
            if index is not None:
                place = cell(rect, index, grid.columns, len(values))
                draw_ring(surface, theme, place, colour)


class MatrixPanel(Panel):
    """All weights of a step: one row a neuron, that of the focused one between two lines."""

    name = "forward.matrix"
    every = 3

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme = theme
        self._painted: tuple[object, pygame.Surface] = (None, pygame.Surface((1, 1)))

    def _column(self, state: State) -> int | None:
        """The column of what is being multiplied, or is hovered."""
        hovered = index_in(state.hovered, state.forward.step // 2)
        return current_unit(state) if hovered is None else hovered

    def key(self, state: State) -> object:
        seen = state.network_revision, state.forward.step
        return seen, focused(state), self._column(state)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        if state.network is None:
            return
        theme, area, step = self._theme, box(state.stage.rect(self.name)), state.forward.step
        key = state.network, step, area.size
        if self._painted[0] != key:
            image = painted(theme, state.network.weights[step // 2], area.size)
            self._painted = key, image
        surface.blit(self._painted[1], area)
        after, before = SIZES[step // 2 + 1], SIZES[step // 2]
        draw_row(surface, theme, area, focused(state).index, after)
        column = self._column(state)
        if column is not None:
            x = area.x + round((column + 0.5) * area.w / before)
            y = area.y + round((focused(state).index + 0.5) * area.h / after)
            tick, wide = theme.px(10), theme.px(2)
            for top in (y - 2 * tick, y + tick):
                pygame.draw.rect(surface, theme.winner, (x - wide // 2, top, wide, tick))


class BiasPanel(Panel):
    """All biases of a step, in line with the rows of its matrix."""

    name = "forward.bias"
    every = 3

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme = theme

    def key(self, state: State) -> object:
        return state.network_revision, state.forward.step, focused(state)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        if state.network is None:
            return
        area, bias = box(state.stage.rect(self.name)), state.network.biases[state.forward.step // 2]
        surface.blit(painted(self._theme, bias[:, None], area.size), area)
        draw_row(surface, self._theme, area, focused(state).index, len(bias))


def draw_row(
    surface: pygame.Surface, theme: Theme, area: pygame.Rect, index: int, count: int
) -> None:
    """A frame around a row of a matrix, so that the row itself stays seen."""
    high, wide = max(area.h / count, theme.px(2)), theme.px(2)
    middle = area.y + (index + 0.5) * area.h / count
    frame = pygame.Rect(area.x, round(middle - high / 2), area.w, round(high))
    frame = frame.inflate(0, 2 * wide).clamp(area)
    pygame.draw.rect(surface, theme.text, frame, wide)


def painted(theme: Theme, values: Array, size: tuple[int, int]) -> pygame.Surface:
    """A matrix, (rows, columns), as a picture of a size in px."""
    colours = colours_of(theme, values, _FULL)
    small = pygame.surfarray.make_surface(colours.transpose(1, 0, 2))
    # Cells of equal size: enlarged by a whole number, then averaged down to what there is.
    times = [-(-size[n] // small.get_size()[n]) for n in (0, 1)]
    wide, high = small.get_size()
    image = pygame.transform.scale(small, (wide * times[0], high * times[1]))
    return image if image.get_size() == size else pygame.transform.smoothscale(image, size)
