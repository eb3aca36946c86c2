"""What each layer does: four cards, of which one is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import Array
from game.core.model.unit import OUTPUT, Unit
from game.lab.layers.layout import GRIDS, grid_in
from game.lab.layers.sentences import exact_words, measured_words, plain_words, row_figure
from game.lab.layers.update import (
    chosen,
    detail_of,
    drawing_of,
    facts_of,
    focused,
    values_of,
)
from game.lab.network.playback import sure_digit
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.layers.neuron import NeuronLook
from game.view.layers.pictures import draw_columns, draw_lights, draw_shares
from game.view.layers.seen import SeenPanel
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_ink_map
from game.view.paint.lines import Line, write_paragraph
from game.view.paint.widgets import box, draw_ring
from game.view.panel import Panel

#: width of a closed card's picture, the margin around what stands in the card, and the height from
#: which on its words take two lines, px at 1080 lines
_PICTURE, _MARGIN, _TWO = 76, 8, 80
#: the sentences of each layer, from the input to the output
_NAMES = ("layer.0", "layer.1", "layer.2", "layer.3")
_FORMULAS = (
    ("layers.formula.0", "layers.formula.0.short"),
    ("layers.formula.1",),
    ("layers.formula.2",),
    ("layers.formula.3", "layers.formula.3.short"),
)
_BLANK = np.zeros(784, np.float32)


class CardFrame(Panel[None]):
    """The edge of the open card. All other parts of the card lie on it."""

    name = "layer.card"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        color, width, radius = brush.theme.muted, brush.px(2), brush.px(12)
        pygame.draw.rect(brush.surface, color, box(rect), width, border_radius=radius)


class CardTitle(Panel[int]):
    """The name of the open card's layer, 0..3, and its formula."""

    name = "layer.title"

    def look(self, state: State) -> int:
        return state.layers.opened

    def draw(self, brush: Brush, rect: Rect, value: int) -> None:
        theme, size, y = brush.theme, brush.body, rect.center[1]
        name, at = brush.say(_NAMES[value]), (rect.x, y)
        place = brush.write(name, at, size, theme.text, bold=True, anchor="midleft")
        words = _formula(brush, value, size, rect.right - place.right - brush.px(18))
        brush.write(words, (rect.right, y), size, theme.muted, anchor="midright")


def _formula(brush: Brush, layer: int, size: int, room: float) -> str:
    """The layer's formula, the short one where ``room`` px are too few."""
    return brush.choose(tuple(brush.say(key) for key in _FORMULAS[layer]), size, room)


class LayerValues(NamedTuple):
    """A layer's values for a drawing as bytes of float32, None without a drawing or before they are
    told; the unit that is marked among them; whether a person chose it; and the digit that is the
    sure answer."""

    values: bytes | None
    unit: Unit
    chosen: bool
    sure: int | None


class CardCells(Panel[LayerValues]):
    """The layer's values for this drawing, and the neuron looked at among them."""

    name = "layer.cells"
    every = 4

    def look(self, state: State) -> LayerValues:
        values, unit = values_of(state, state.layers.opened), focused(state)
        return LayerValues(values, unit, chosen(state) == unit, sure_digit(state))

    def draw(self, brush: Brush, rect: Rect, value: LayerValues) -> None:
        layer, values = value.unit.layer, _array(value.values)
        if layer == OUTPUT:
            grid = grid_in(rect, layer)
            draw_shares(brush, grid, values, value.sure)
        else:
            grid = draw_lights(brush, rect, layer, values)
        if value.chosen or (layer != OUTPUT and values is not None):
            # The strongest output is plain to see.
            color = brush.theme.text if value.chosen else brush.theme.muted
            draw_ring(brush, grid.rect(value.unit.index), color)


def _array(values: bytes | None) -> Array | None:
    return None if values is None else np.frombuffer(values, np.float32)


class Said(NamedTuple):
    """Words, long to short, and whether they are the exact ones."""

    wordings: tuple[str, ...]
    exact: bool


class CardWords(Panel[Said]):
    """What the layer does for this drawing, in plain words; or how it is exactly."""

    name = "layer.words"
    every = 6

    def look(self, state: State) -> Said:
        layer, drawing = state.layers.opened, drawing_of(state)
        if state.layers.more:
            return Said(exact_words(drawing, facts_of(state), layer, not state.changed), True)
        return Said(plain_words(drawing, layer), False)

    def draw(self, brush: Brush, rect: Rect, value: Said) -> None:
        size = brush.small if value.exact else brush.body
        write_paragraph(brush, rect, Line(value.wordings, size, brush.theme.text))


class CardMeasured(Panel[tuple[str, ...]]):
    """What was measured of the layer; beside the exact words, what else is known of the neuron
    looked at."""

    name = "layer.measured"
    every = 6

    def look(self, state: State) -> tuple[str, ...]:
        if state.layers.more:
            return (detail_of(state),)
        return measured_words(drawing_of(state), facts_of(state), state.layers.opened)

    def draw(self, brush: Brush, rect: Rect, value: tuple[str, ...]) -> None:
        write_paragraph(brush, rect, Line(value, brush.small, brush.theme.muted))


class Closed(NamedTuple):
    """A closed card: its layer's values as bytes, what is said of them, the digit that is the sure
    answer, and how its button stands."""

    values: bytes | None
    figure: tuple[str, ...]
    sure: int | None
    control: Control


class ClosedCard(Panel[Closed]):
    """A row that opens a layer's card: its values, its name and its formula."""

    def __init__(self, layer: int) -> None:
        self.name = f"layer.{layer}"
        self.every = 5 + layer  # not all at once
        self._layer = layer

    def look(self, state: State) -> Closed:
        layer = self._layer
        figure = row_figure(drawing_of(state), layer)
        sure = sure_digit(state) if layer == OUTPUT else None
        return Closed(values_of(state, layer), figure, sure, control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: Closed) -> None:
        theme, (held, hovered, has_focus) = brush.theme, value.control
        fill = theme.button_down if held else theme.button_hover if hovered else theme.button
        edge, width = (theme.text, 4) if has_focus else (theme.edge, 1.5)
        area, radius = box(rect), brush.px(12)
        pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
        pygame.draw.rect(brush.surface, edge, area, brush.px(width), border_radius=radius)
        inner = rect.inset(brush.px(_MARGIN + 2), brush.px(_MARGIN))
        if rect.h >= brush.px(_TWO):
            upper, formula = inner.top_part(inner.h - 1.3 * brush.small)
            words = _formula(brush, self._layer, brush.small, formula.w)
            at = formula.x, formula.center[1]
            brush.write(words, at, brush.small, theme.muted, anchor="midleft")
            self._draw_row(brush, upper._replace(h=upper.h - brush.px(6)), value, ("",))
        else:
            self._draw_row(brush, inner, value, _FORMULAS[self._layer])

    def _draw_row(self, brush: Brush, rect: Rect, value: Closed, formulas: tuple[str, ...]) -> None:
        """Picture, name, formula and figure in a row."""
        theme, layer, small, gap = brush.theme, self._layer, brush.small, brush.px(16)
        picture, words = rect.left_part(brush.px(_PICTURE), brush.px(12))
        self._draw_picture(brush, picture, value)
        y = words.center[1]
        name, at = brush.say(_NAMES[layer]), (words.x, y)
        end = brush.write(name, at, small, theme.text, bold=True, anchor="midleft").right
        if formulas[0]:
            said = _formula(brush, layer, small, words.right - end - gap)
            at = end + gap, y
            end = brush.write(said, at, small, theme.muted, anchor="midleft").right
        room = words.right - end - gap
        figure = next((one for one in value.figure if brush.width(one, small) <= room), "")
        brush.write(figure, (words.right, y), small, theme.text, anchor="midright")

    def _draw_picture(self, brush: Brush, rect: Rect, value: Closed) -> None:
        layer, values = self._layer, _array(value.values)
        if layer == OUTPUT:
            draw_columns(brush, rect, values, value.sure)
        elif layer == 0:
            side = int(min(rect.h, rect.w))
            square = Rect(rect.x + (rect.w - side) // 2, rect.y, side, side)
            draw_ink_map(brush, square, _BLANK if values is None else values)
        else:
            grid = grid_in(rect, layer)
            middle = rect._replace(x=rect.x + (rect.w - grid.size[0]) // 2)
            draw_lights(brush, middle, layer, values)


#: the panels of this room
PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    CardFrame,
    CardTitle,
    SeenPanel,
    CardCells,
    NeuronLook,
    CardWords,
    CardMeasured,
    *(partial(ClosedCard, layer) for layer in range(len(GRIDS))),
)
