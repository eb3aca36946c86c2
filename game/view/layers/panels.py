"""What each layer does: four cards, of which one is open."""

from __future__ import annotations

from functools import partial

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.model.unit import OUTPUT
from game.lab.layers.layout import GRIDS, grid_in
from game.lab.layers.sentences import Look, look_at, row_figure, words_of
from game.lab.layers.update import focused
from game.lab.state.state import State
from game.view.control import control_of
from game.view.layers.pictures import draw_columns, draw_lights, draw_means, draw_ring, draw_shares
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_ink_map, draw_signed_map
from game.view.paint.signed_cells import draw_weights
from game.view.paint.text import LINE, Text, shortened
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_fitted
from game.view.panel import Maker, OldPanel
from game.words.catalogue import say

#: a closed card's picture: the widest, and the margin around it
_MINI, _MARGIN = 136, 10
#: below this height the detail line gives way to the pictures
_LOW = 205
#: the least width of ten columns with digits below them, and of any words' size
_CHART, _LEAST = 160, 20
#: words for a picture, longest first
_LENGTHS = (".long", "", ".short")
_BLANK = np.zeros(784, np.float32)


def _drawing(state: State) -> tuple[object, ...]:
    """What all pictures of values depend on."""
    return state.prediction.trace, state.prediction.trace is None, state.network_revision


class CardFrame(OldPanel):
    """The edge of the open card."""

    name = "layer.card"

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme = theme

    def key(self, state: State) -> object:
        return state.layers.card

    def draw(self, brush: Brush, state: State) -> None:
        area = box(state.stage.rect(self.name))
        pygame.draw.rect(
            brush.surface, brush.theme.muted, area, brush.px(2), border_radius=brush.px(12)
        )


class CardTitle(OldPanel):
    """The layer's name and formula; whether its network is damaged."""

    name = "layer.title"

    def key(self, state: State) -> object:
        return state.layers.card, state.break_it.damaged

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        layer, y, gap = state.layers.card, rect.center[1], brush.px(20)
        at, size = (rect.x, y), brush.heading
        name = brush.say(f"layer.{layer}")
        left = brush.write(name, at, size, brush.theme.text, bold=True, anchor="midleft").right
        if state.break_it.damaged:
            at, size = (left + gap, y), brush.small
            words = brush.say("layers.damaged")
            left = brush.write(words, at, size, brush.theme.alert, anchor="midleft").right
        words, size = _formula(brush.text, layer, brush.body, rect.right - left - gap)
        brush.write(words, (rect.right, y), size, brush.theme.muted, anchor="midright")


def _formula(text: Text, layer: int, size: int, room: float) -> tuple[str, int]:
    """The layer's formula, short where it must be, and its size."""
    words = say(f"layers.formula.{layer}")
    if layer == 0 and text.width(words, size) > room:
        fits = text.fit(words, size, room)
        if fits < 0.85 * size:
            return say("layers.formula.0.short"), size
    return words, text.fit(words, size, room)


class CardCells(OldPanel):
    """The layer's values for this drawing, and the neuron looked at among them."""

    name = "layer.cells"
    every = 2

    def key(self, state: State) -> object:
        return _drawing(state), focused(state), state.card.pinned

    def draw(self, brush: Brush, state: State) -> None:
        layer, rect = state.layers.card, state.stage.rect(self.name)
        values = None if state.prediction.trace is None else state.prediction.trace.layers[layer]
        if layer == OUTPUT:
            grid = grid_in(rect, layer)
            draw_shares(brush, grid, values)
        else:
            grid = draw_lights(brush, rect, layer, values)
        unit = focused(state)
        held = unit in (state.card.hovered, state.card.pinned)
        if held or layer != OUTPUT:  # the strongest output is plain to see
            cell = grid.rect(unit.index)
            draw_ring(brush, cell, brush.theme.winner if held else brush.theme.muted)


class NeuronLook(OldPanel):
    """The neuron looked at: its name and value, what ink does to it, and what digits do."""

    name = "layer.neuron"
    every = 3

    def key(self, state: State) -> object:
        return _drawing(state), focused(state), id(state.layers.responses)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        look, small = look_at(state, focused(state)), brush.small
        lines = [(look.title, brush.px(26), brush.theme.text, True)]
        fits = brush.fit(look.detail, small, rect.w)
        if rect.h >= brush.px(_LOW) and look.detail and fits >= brush.px(_LEAST):
            lines.append((look.detail, small, brush.theme.muted, False))
        y = rect.y
        for words, size, color, bold in lines:
            fits = brush.fit(words, size, rect.w, bold=bold)
            brush.write(words, (rect.x, y), fits, color, bold=bold)
            y += LINE * size
        pictures = Rect(rect.x, y, rect.w, rect.bottom - y)
        captions, pictures = pictures.top_part(LINE * small)
        self._draw_pictures(brush, state, look, captions, pictures)

    def _draw_pictures(
        self, brush: Brush, state: State, look: Look, captions: Rect, rect: Rect
    ) -> None:
        layer = look.unit.layer
        gap = brush.px(18)
        most = rect.w - gap - max(0.48 * rect.w, brush.px(_CHART))
        side = int(most if layer == 0 else min(rect.h, most))
        left, right = rect.left_part(side, gap)
        if look.field is not None and layer == 0:
            draw_weights(brush, left, look.field)
        elif look.field is not None:
            draw_signed_map(brush, left._replace(h=side), look.field)
        answer = (
            None
            if state.prediction.trace is None
            else decided(state.prediction.trace.probabilities)
        )
        right = right._replace(w=min(right.w, 3.2 * rect.h))
        draw_means(brush, right, look.means, answer)
        self._draw_caption(brush, captions, left, [f"layers.field.{layer}{n}" for n in _LENGTHS])
        self._draw_caption(brush, captions, right, [f"layers.means.{layer}"])

    def _draw_caption(self, brush: Brush, row: Rect, below: Rect, keys: list[str]) -> None:
        """The longest words that fit above a picture."""
        small, least = brush.small, brush.px(_LEAST)
        fitting = [key for key in keys if brush.width(brush.say(key), small) <= below.w]
        fitting += [key for key in keys if brush.width(brush.say(key), least) <= below.w]
        words = brush.say((fitting or keys[-1:])[0])
        at = below.x, row.center[1]
        size = brush.fit(words, small, below.w)
        brush.write(words, at, size, brush.theme.muted, anchor="midleft")


class CardWords(OldPanel):
    """What the layer does for this drawing, and what holds for all of them."""

    name = "layer.words"
    every = 6

    def key(self, state: State) -> object:
        return words_of(state)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        size, (live, story) = brush.small, words_of(state)
        # What changes with every stroke is not fitted: that would be measured again and again.
        y = brush.paragraph(live, (rect.x, rect.y), size, brush.theme.text, rect.w)
        rest = rect.top_part(y - rect.y, brush.px(6))[1]
        draw_fitted(brush, (story,), rest, size, (brush.theme.muted, brush.theme.muted))


class ClosedCard:
    """A row that opens a layer's card: its values, its name and its formula."""

    def __init__(self, layer: int, theme: Theme, text: Text) -> None:
        self.name = f"layer.{layer}"
        self.every = 4 + layer  # not all at once
        self._layer = layer
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return _drawing(state), control_of(state, self.name)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        held, hovered, pointed = control_of(state, self.name)
        fill = (
            brush.theme.button_down
            if held
            else brush.theme.button_hover
            if hovered
            else brush.theme.button
        )
        edge = brush.theme.winner if pointed else brush.theme.panel_edge
        area, radius = box(rect), brush.px(12)
        pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
        pygame.draw.rect(
            brush.surface, edge, area, brush.px(3 if pointed else 1.5), border_radius=radius
        )
        margin = brush.px(_MARGIN)
        picture, words = rect.inset(margin).left_part(brush.px(_MINI), brush.px(18))
        self._draw_picture(brush, state, picture)
        self._draw_words(brush, state, words)

    def _draw_picture(self, brush: Brush, state: State, rect: Rect) -> None:
        layer = self._layer
        values = None if state.prediction.trace is None else state.prediction.trace.layers[layer]
        if layer == OUTPUT:
            draw_columns(brush, rect, values)
            return
        if layer == 0:
            side = int(rect.h)
            square = Rect(rect.x + (rect.w - side) // 2, rect.y, side, side)
            draw_ink_map(brush, square, _BLANK if values is None else values)
            return
        grid = grid_in(rect, layer)
        middle = rect._replace(x=rect.x + (rect.w - grid.size[0]) // 2)
        draw_lights(brush, middle, layer, values)

    def _draw_words(self, brush: Brush, state: State, rect: Rect) -> None:
        layer = self._layer
        upper, lower = rect.rows(2)
        at, body = (rect.x, upper.center[1]), brush.body
        name = brush.say(f"layer.{layer}")
        left = brush.write(name, at, body, brush.theme.text, bold=True, anchor="midleft").right
        words, small = row_figure(state.prediction.trace, layer), brush.small
        words = shortened(brush.text, words, small, rect.right - left - brush.px(16))
        color = brush.theme.winner if layer == OUTPUT else brush.theme.text
        at = rect.right, upper.center[1]
        brush.write(words, at, small, color, anchor="midright")
        words, size = _formula(brush.text, layer, small, rect.w)
        at = rect.x, lower.center[1]
        brush.write(words, at, size, brush.theme.muted, anchor="midleft")


#: the panels of this part
PANELS: tuple[Maker, ...] = (
    CardFrame,
    CardTitle,
    CardCells,
    NeuronLook,
    CardWords,
    *(partial(ClosedCard, layer) for layer in range(len(GRIDS))),
)
