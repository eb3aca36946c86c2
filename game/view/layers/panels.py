"""What each layer does: four cards, of which one is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.insight.layer_facts import LayerFacts
from game.core.model.network import Network, Trace
from game.core.model.unit import OUTPUT, Unit
from game.lab.layers.layout import GRIDS, grid_in
from game.lab.layers.sentences import Look, look_at, row_figure, words_of
from game.lab.layers.update import facts_of, focused
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.layers.pictures import draw_columns, draw_lights, draw_means, draw_shares
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_ink_map, draw_signed_map
from game.view.paint.signed_cells import draw_weights
from game.view.paint.text import LINE, shortened
from game.view.paint.widgets import box, draw_fitted, draw_ring
from game.view.panel import Panel

#: lengths at 1080 lines, px: the width of a closed card's picture, and the margin around it
_PICTURE, _MARGIN = 136, 10
#: in a place less high than this the detail line is left out, and the pictures have its room
_LOW = 205
#: the least width of ten columns with digits below them, and the least size of words
_CHART, _LEAST = 160, 20
#: the sentences of each layer, from the input to the output
_NAMES = ("layer.0", "layer.1", "layer.2", "layer.3")
_FORMULAS = ("layers.formula.0", "layers.formula.1", "layers.formula.2", "layers.formula.3")
_MEANS = ("layers.means.0", "layers.means.1", "layers.means.2", "layers.means.3")
#: what stands above the picture of each layer's weights, or of what ink does; the longest first
_FIELDS = (
    ("layers.field.0.long", "layers.field.0", "layers.field.0.short"),
    ("layers.field.1.long", "layers.field.1", "layers.field.1.short"),
    ("layers.field.2.long", "layers.field.2", "layers.field.2.short"),
    ("layers.field.3.long", "layers.field.3", "layers.field.3.short"),
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


class Title(NamedTuple):
    """The layer of the open card, 0..3, and whether its network is damaged."""

    layer: int
    damaged: bool


class CardTitle(Panel[Title]):
    """The layer's name, whether its network is damaged, and its formula."""

    name = "layer.title"

    def look(self, state: State) -> Title:
        return Title(state.layers.opened, state.break_it.damaged)

    def draw(self, brush: Brush, rect: Rect, value: Title) -> None:
        theme, y, gap = brush.theme, rect.center[1], brush.px(20)
        name, at = brush.say(_NAMES[value.layer]), (rect.x, y)
        place = brush.write(name, at, brush.body, theme.text, bold=True, anchor="midleft")
        if value.damaged:
            words, at = brush.say("layers.damaged"), (place.right + gap, y)
            place = brush.write(words, at, brush.small, theme.damage, anchor="midleft")
        room = rect.right - place.right - gap
        words, size = _formula(brush, value.layer, brush.body, room)
        brush.write(words, (rect.right, y), size, theme.muted, anchor="midright")


def _formula(brush: Brush, layer: int, size: int, room: float) -> tuple[str, int]:
    """The layer's formula, the short one where ``room`` px are too few, and its size."""
    words = brush.say(_FORMULAS[layer])
    fits = brush.fit(words, size, room)
    if layer == 0 and fits < 0.85 * size:
        return brush.say("layers.formula.0.short"), size
    return words, fits


class LayerValues(NamedTuple):
    """A layer's values for a drawing, None without one, and the unit that is marked among them.
    ``chosen``: a person points at it or has pinned it; otherwise it is the strongest one."""

    trace: Trace | None
    unit: Unit
    chosen: bool


class CardCells(Panel[LayerValues]):
    """The layer's values for this drawing, and the neuron looked at among them."""

    name = "layer.cells"
    every = 2

    def look(self, state: State) -> LayerValues:
        unit = focused(state)
        chosen = unit in (state.card.hovered, state.card.pinned)
        return LayerValues(state.prediction.trace, unit, chosen)

    def draw(self, brush: Brush, rect: Rect, value: LayerValues) -> None:
        theme, layer = brush.theme, value.unit.layer
        values = None if value.trace is None else value.trace.layers[layer]
        if layer == OUTPUT:
            grid = grid_in(rect, layer)
            draw_shares(brush, grid, values)
        else:
            grid = draw_lights(brush, rect, layer, values)
        if value.chosen or layer != OUTPUT:  # the strongest output is plain to see
            color = theme.winner if value.chosen else theme.muted
            draw_ring(brush, grid.rect(value.unit.index), color)


class Neuron(NamedTuple):
    """The unit looked at, and all that is told of it. ``facts``: what was measured of these very
    weights, None until it is known; ``trace``: None without a drawing."""

    unit: Unit
    network: Network | None
    trace: Trace | None
    facts: LayerFacts | None


class NeuronLook(Panel[Neuron]):
    """The neuron looked at: its name and value, what ink does to it, and what digits do."""

    name = "layer.neuron"
    every = 3

    def look(self, state: State) -> Neuron:
        return Neuron(focused(state), state.network, state.prediction.trace, facts_of(state))

    def draw(self, brush: Brush, rect: Rect, value: Neuron) -> None:
        theme, small = brush.theme, brush.small
        look = look_at(value.network, value.trace, value.facts, value.unit)
        lines = [(look.title, brush.px(26), theme.text, True)]
        fits = brush.fit(look.detail, small, rect.w)
        if rect.h >= brush.px(_LOW) and look.detail and fits >= brush.px(_LEAST):
            lines.append((look.detail, small, theme.muted, False))
        y = rect.y
        for words, size, color, bold in lines:
            fits = brush.fit(words, size, rect.w, bold=bold)
            brush.write(words, (rect.x, y), fits, color, bold=bold)
            y += LINE * size
        below = Rect(rect.x, y, rect.w, rect.bottom - y)
        captions, pictures = below.top_part(LINE * small)
        answer = None if value.trace is None else decided(value.trace.probabilities)
        _draw_pictures(brush, captions, pictures, look, answer)


def _draw_pictures(
    brush: Brush, captions: Rect, rect: Rect, look: Look, answer: int | None
) -> None:
    """Left what ink does to a neuron, or the weights of a pixel; right its mean for each digit."""
    layer, gap = look.unit.layer, brush.px(18)
    most = rect.w - gap - max(0.48 * rect.w, brush.px(_CHART))
    side = int(most if layer == 0 else min(rect.h, most))
    left, right = rect.left_part(side, gap)
    if look.field is not None and layer == 0:
        draw_weights(brush, left, look.field)
    elif look.field is not None:
        draw_signed_map(brush, left._replace(h=side), look.field)
    right = right._replace(w=min(right.w, 3.2 * rect.h))
    draw_means(brush, right, look.means, answer)
    _draw_caption(brush, captions, left, _FIELDS[layer])
    _draw_caption(brush, captions, right, (_MEANS[layer],))


def _draw_caption(brush: Brush, row: Rect, below: Rect, keys: tuple[str, ...]) -> None:
    """The longest words that fit above a picture; smaller text is preferred to shorter words."""
    small, words = brush.small, [brush.say(key) for key in keys]
    tries = [(one, size) for size in (small, brush.px(_LEAST)) for one in words]
    fitting = [one for one, size in tries if brush.width(one, size) <= below.w]
    caption = fitting[0] if fitting else words[-1]
    at = below.x, row.center[1]
    size = brush.fit(caption, small, below.w)
    brush.write(caption, at, size, brush.theme.muted, anchor="midleft")


class Story(NamedTuple):
    """What the open card's sentences are made of: its layer, 0..3, the drawing, what was measured
    of these weights (None until known), and whether the network is damaged."""

    layer: int
    trace: Trace | None
    facts: LayerFacts | None
    damaged: bool


class CardWords(Panel[Story]):
    """What the layer does for this drawing, and what holds for all of them."""

    name = "layer.words"
    every = 6

    def look(self, state: State) -> Story:
        layer, trace = state.layers.opened, state.prediction.trace
        return Story(layer, trace, facts_of(state), state.break_it.damaged)

    def draw(self, brush: Brush, rect: Rect, value: Story) -> None:
        live, story = words_of(value.layer, value.trace, value.facts, value.damaged)
        size, text, muted = brush.small, brush.theme.text, brush.theme.muted
        # What changes with every stroke is not fitted: that would be measured again and again.
        y = brush.paragraph(live, rect[:2], size, text, rect.w)
        rest = rect.top_part(y - rect.y, brush.px(6))[1]
        draw_fitted(brush, (story,), rest, size, (muted, muted))


class Closed(NamedTuple):
    """A closed card: the drawing whose values it shows, and how its button stands."""

    trace: Trace | None
    control: Control


class ClosedCard(Panel[Closed]):
    """A row that opens a layer's card: its values, its name and its formula."""

    def __init__(self, layer: int) -> None:
        self.name = f"layer.{layer}"
        self.every = 4 + layer  # not all at once
        self._layer = layer

    def look(self, state: State) -> Closed:
        return Closed(state.prediction.trace, control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: Closed) -> None:
        theme, (held, hovered, has_focus) = brush.theme, value.control
        fill = theme.button_down if held else theme.button_hover if hovered else theme.button
        edge, width = (theme.winner, 3) if has_focus else (theme.panel_edge, 1.5)
        area, radius = box(rect), brush.px(12)
        pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
        pygame.draw.rect(brush.surface, edge, area, brush.px(width), border_radius=radius)
        inner = rect.inset(brush.px(_MARGIN))
        picture, words = inner.left_part(brush.px(_PICTURE), brush.px(18))
        self._draw_picture(brush, picture, value.trace)
        self._draw_words(brush, words, value.trace)

    def _draw_picture(self, brush: Brush, rect: Rect, trace: Trace | None) -> None:
        layer = self._layer
        values = None if trace is None else trace.layers[layer]
        if layer == OUTPUT:
            draw_columns(brush, rect, values)
        elif layer == 0:
            side = int(rect.h)
            square = Rect(rect.x + (rect.w - side) // 2, rect.y, side, side)
            draw_ink_map(brush, square, _BLANK if values is None else values)
        else:
            grid = grid_in(rect, layer)
            middle = rect._replace(x=rect.x + (rect.w - grid.size[0]) // 2)
            draw_lights(brush, middle, layer, values)

    def _draw_words(self, brush: Brush, rect: Rect, trace: Trace | None) -> None:
        theme, layer, small = brush.theme, self._layer, brush.small
        upper, lower = rect.rows(2)
        name, at = brush.say(_NAMES[layer]), (rect.x, upper.center[1])
        place = brush.write(name, at, brush.body, theme.text, bold=True, anchor="midleft")
        room = rect.right - place.right - brush.px(16)
        words = shortened(brush.text, row_figure(trace, layer), small, room)
        color = theme.winner if layer == OUTPUT else theme.text
        at = rect.right, upper.center[1]
        brush.write(words, at, small, color, anchor="midright")
        words, size = _formula(brush, layer, small, rect.w)
        at = rect.x, lower.center[1]
        brush.write(words, at, size, theme.muted, anchor="midleft")


#: the panels of this room
PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    CardFrame,
    CardTitle,
    CardCells,
    NeuronLook,
    CardWords,
    *(partial(ClosedCard, layer) for layer in range(len(GRIDS))),
)
