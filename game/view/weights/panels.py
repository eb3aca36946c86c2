"""The weights on screen: the six blocks, and one of them large, as a histogram and in numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isnan
from typing import Any, NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.model.blocks import BLOCKS, is_bias, layer_of
from game.core.model.network import SIZES, Network
from game.core.model.statistics import Statistics
from game.lab.state.state import State
from game.lab.weights.update import compared_with
from game.view.control import Control, control_of
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.histogram import Shape, draw_histogram, shape_of, statistics_of
from game.view.paint.text import LINE
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.view.weights.neurons import LAYER_NAMES, NeuronsPanel, NeuronsWordsPanel
from game.view.weights.unit import UnitPanel
from game.words import numbers
from game.words.catalogue import say
from game.words.numbers import figure

_DECIMALS = 3
#: lines of the table that say the same before and after weights were changed
_COUNT, _FINITE = ("weights.count",), ("weights.finite",)
_ALONE = (_COUNT, _FINITE)
#: what the outline of the histogram is, long to short
_DAMAGED = ("weights.damaged.long", "weights.damaged")
_TAUGHT = ("weights.taught.long", "weights.taught")
#: the names of the blocks, as keys of the catalogue
_BLOCK_NAMES = {
    "W1": "block.W1",
    "b1": "block.b1",
    "W2": "block.W2",
    "b2": "block.b2",
    "W3": "block.W3",
    "b3": "block.b3",
}

#: keys of the catalogue, long to short, and number, line by line
Figures = list[tuple[tuple[str, ...], str]]


class Compared(NamedTuple):
    """The network that answers, and the healthy one: the same where nothing was changed.
    ``taught``: it was taught, and not damaged."""

    now: Network
    healthy: Network
    taught: bool

    @property
    def changed(self) -> bool:
        return self.now is not self.healthy

    def shape(self, block: str, shared: bool) -> Shape:
        """The histograms of a block; ``shared``: with the same axes for all blocks."""
        return shape_of(self.healthy, self.now, block, shared)

    def before(self, theme: Theme) -> Color:
        """The color of what was before: it says why that is no more."""
        return theme.learning if self.taught else theme.damage


def _compared(state: State) -> Compared | None:
    """None until there is a network."""
    if state.network is None:
        return None
    taught = state.changed and not state.break_it.damaged
    return Compared(state.network, compared_with(state, state.network), taught)


class BlockButton(NamedTuple):
    """``shared``: the axes are the same for all blocks."""

    networks: Compared | None
    shared: bool
    control: Control


class BlockTile(Panel[BlockButton]):
    """A block's name and its histogram, small; pressing it shows the block large."""

    def __init__(self, block: str) -> None:
        self.name = f"block.{block}"
        self._block = block

    def look(self, state: State) -> BlockButton:
        return BlockButton(_compared(state), state.weights.shared, control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: BlockButton) -> None:
        theme, surface, (held, hovered, focused) = brush.theme, brush.surface, value.control
        fill = theme.button_down if held else theme.button_hover if hovered else theme.button
        area, radius = box(rect), brush.px(12)
        pygame.draw.rect(surface, fill, area, border_radius=radius)
        width = brush.px(4 if focused else 3 if held else 1.5)
        edge = theme.text if focused or held else theme.edge
        pygame.draw.rect(surface, edge, area, width, border_radius=radius)
        inner = rect.inset(brush.px(9), brush.px(5))
        words, at = brush.say(_BLOCK_NAMES[self._block]), (inner.x, inner.y + brush.px(13))
        brush.write(words, at, brush.small, theme.text, bold=held, anchor="midleft")
        if (networks := value.networks) is not None:
            plot = inner.top_part(brush.px(30))[1]
            plot = plot._replace(h=plot.h - brush.px(3))
            shape = networks.shape(self._block, value.shared)
            draw_histogram(brush, plot, shape, networks.before(theme))


class BlockTitlePanel(Panel[str]):
    """Which numbers these are."""

    name = "weights.title"

    def look(self, state: State) -> str:
        return state.weights.block

    def draw(self, brush: Brush, rect: Rect, value: str) -> None:
        words = brush.choose(_titles(brush, value), brush.body, rect.w, bold=True)
        at = rect.x, rect.center[1]
        brush.write(words, at, brush.body, brush.theme.text, bold=True, anchor="midleft")


def _titles(brush: Brush, block: str) -> tuple[str, ...]:
    """A block's title, the longest first."""
    layer = layer_of(block)
    values = {
        "name": brush.say(_BLOCK_NAMES[block]),
        "rows": SIZES[layer],
        "columns": SIZES[layer - 1],
        "source": brush.say(LAYER_NAMES[layer - 1]),
        "target": brush.say(LAYER_NAMES[layer]),
    }
    if is_bias(block):
        return brush.say("weights.b.long", **values), brush.say("weights.b", **values)
    return brush.say("weights.W.long", **values), brush.say("weights.W", **values)


class LegendPanel(Panel[Compared | None]):
    """What the outline of the histogram is, where there is one."""

    name = "weights.legend"

    def look(self, state: State) -> Compared | None:
        return _compared(state) if state.changed else None

    def draw(self, brush: Brush, rect: Rect, value: Compared | None) -> None:
        if value is None:
            return
        wide, y = brush.px(34), rect.center[1]
        line = Rect(rect.x, y - brush.px(2), wide, brush.px(4))
        pygame.draw.rect(brush.surface, value.before(brush.theme), box(line))
        keys = _TAUGHT if value.taught else _DAMAGED
        wordings = tuple(brush.say(key) for key in keys)
        words = brush.choose(wordings, brush.small, rect.w - wide - brush.px(12))
        at = rect.x + wide + brush.px(12), y
        brush.write(words, at, brush.small, brush.theme.text, anchor="midleft")


class Plot(NamedTuple):
    networks: Compared | None
    block: str
    shared: bool


class HistogramPanel(Panel[Plot]):
    """The shown block's histogram with its axis."""

    name = "weights.histogram"
    every = 2

    def look(self, state: State) -> Plot:
        return Plot(_compared(state), state.weights.block, state.weights.shared)

    def draw(self, brush: Brush, rect: Rect, value: Plot) -> None:
        if value.networks is None:
            return
        theme, shape = brush.theme, value.networks.shape(value.block, value.shared)
        line, size = round(LINE * brush.small), brush.small
        head, rest = rect.top_part(line)
        plot, axis = rest.top_part(rest.h - line)
        cut = draw_histogram(brush, plot, shape, value.networks.before(theme))
        end, middle = head.right, head.center[1]
        if cut:
            share = _percent(float(shape.now[len(shape.now) // 2]))
            wordings = (
                brush.say("weights.middle", share=share),
                brush.say("weights.middle.short", share=share),
            )
            words = brush.choose(wordings, size, head.w)
            place = brush.write(words, (end, middle), size, theme.text, anchor="midright")
            end = place.left - brush.px(16)
        words = brush.say("weights.top", share=_percent(shape.top))
        if brush.width(words, size) <= end - head.x:
            brush.write(words, (head.x, middle), size, theme.muted, anchor="midleft")
        _draw_axis(brush, axis, shape)


def _draw_axis(brush: Brush, axis: Rect, shape: Shape) -> None:
    """The two ends of the axis, and 0 in its middle where there is room."""
    muted, size, decimals = brush.theme.muted, brush.small, 3 if shape.limit < 0.1 else 2
    low, high = figure(-shape.limit, decimals), figure(shape.limit, decimals)
    if shape.cut:
        low, high = brush.say("weights.below", limit=low), brush.say("weights.above", limit=high)
    low, high = (brush.choose((words,), size, 0.48 * axis.w) for words in (low, high))
    y = axis.center[1] + brush.px(2)
    brush.write(low, (axis.x, y), size, muted, anchor="midleft")
    brush.write(high, (axis.right, y), size, muted, anchor="midright")
    if 2 * max(brush.width(low, size), brush.width(high, size)) < axis.w - brush.px(40):
        brush.write("0", (axis.center[0], y), size, muted, anchor="center")


class Numbers(NamedTuple):
    networks: Compared | None
    block: str


class NumbersPanel(Panel[Numbers]):
    """The shown block in numbers; in two columns, before and now, where it was changed."""

    name = "weights.numbers"
    every = 2

    def look(self, state: State) -> Numbers:
        return Numbers(_compared(state), state.weights.block)

    def draw(self, brush: Brush, rect: Rect, value: Numbers) -> None:
        networks, block, theme, size = value.networks, value.block, brush.theme, brush.small
        if networks is None:
            return
        now = _figures(statistics_of(networks.now, block))
        before = _figures(statistics_of(networks.healthy, block))
        columns = 1 if rect.h >= 1.15 * size * len(now) else 2
        each = -(-len(now) // columns)
        places = [
            row._replace(w=row.w - brush.px(2))  # a digit may be wider than its column
            for column in rect.columns(columns, brush.px(40))
            for row in column.rows(each)
        ]
        arrow, widest, wider = brush.px(36), _widest(brush, now), _widest(brush, before)
        # Huge numbers leave no room for those before.
        both = networks.changed and widest + arrow + wider < 0.7 * places[0].w
        for row, (_, was), (keys, words) in zip(places, before, now, strict=False):
            y, alone = row.center[1], keys in _ALONE
            taken = figure_width(brush.text, words, size) if alone else widest
            taken += 0 if alone or not both else arrow + wider
            wordings = tuple(brush.say(key) for key in keys)
            name = brush.choose(wordings, size, row.w - taken - brush.px(10))
            brush.write(name, (row.x, y), size, theme.muted, anchor="midleft")
            draw_figure(brush, words, (row.right, y), size, theme.text)
            if both and not alone:
                x = row.right - widest - arrow
                draw_figure(brush, was, (x, y), size, theme.muted)
                brush.write("→", (x + arrow / 2, y), size, theme.muted, anchor="center")


def _widest(brush: Brush, figures: Figures) -> int:
    """The width of a column of numbers, px."""
    shown = [words for keys, words in figures if keys not in _ALONE]
    return max(figure_width(brush.text, words, brush.small) for words in shown)


def _figures(found: Statistics) -> Figures:
    """Statistics in print, line by line."""
    count = (_COUNT, numbers.count(found.count))
    if found.finite < found.count:
        missing, all_ = numbers.count(found.count - found.finite), numbers.count(found.count)
        count = (_FINITE, say("weights.finite.of", missing=missing, count=all_))
    return [
        count,
        (("weights.mean",), figure(found.mean, _DECIMALS)),
        (("weights.sigma", "weights.sigma.short"), figure(found.sigma, _DECIMALS, signed=False)),
        (("weights.low",), figure(found.low, _DECIMALS)),
        (("weights.high",), figure(found.high, _DECIMALS)),
        (("weights.positive",), _percent(found.positive)),
        (("weights.near_zero", "weights.near_zero.short"), _percent(found.near_zero)),
    ]


def _percent(value: float) -> str:
    """A share as a percentage, "12.3 %"; "NaN" where there are no finite numbers."""
    return numbers.figure(value, 1) if isnan(value) else numbers.share(value)


#: the panels of this room
PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    *(partial(BlockTile, block) for block in BLOCKS),
    BlockTitlePanel,
    HistogramPanel,
    NumbersPanel,
    LegendPanel,
    NeuronsWordsPanel,
    NeuronsPanel,
    UnitPanel,
)
