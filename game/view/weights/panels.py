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
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.view.weights.neurons import LAYER_NAMES, NeuronsPanel, NeuronsWordsPanel
from game.words import numbers
from game.words.catalogue import say
from game.words.numbers import figure

#: text height of the numbers beside pictures, the smallest there are, px at 1080 lines
_TICK = 20
_DECIMALS = 3
#: lines of the table that say the same before and after weights were changed
_ALONE = ("weights.count", "weights.finite")
#: the names of the blocks, as keys of the catalogue
_BLOCK_NAMES = {
    "W1": "block.W1",
    "b1": "block.b1",
    "W2": "block.W2",
    "b2": "block.b2",
    "W3": "block.W3",
    "b3": "block.b3",
}

#: key of the catalogue and number, line by line
Figures = list[tuple[str, str]]


class Compared(NamedTuple):
    """The network that answers, and the healthy one: the same where nothing was changed."""

    now: Network
    healthy: Network

    @property
    def changed(self) -> bool:
        return self.now is not self.healthy

    def shape(self, block: str, shared: bool) -> Shape:
        """The histograms of a block; ``shared``: with the same axes for all blocks."""
        return shape_of(self.healthy, self.now, block, shared)


def _compared(state: State) -> Compared | None:
    """None until there is a network."""
    if state.network is None:
        return None
    return Compared(state.network, compared_with(state, state.network))


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
        edge = theme.winner if focused else theme.positive if held else theme.panel_edge
        width = brush.px(3 if focused else 2 if held else 1.5)
        pygame.draw.rect(surface, edge, area, width, border_radius=radius)
        inner = rect.inset(brush.px(9), brush.px(5))
        words, at = brush.say(_BLOCK_NAMES[self._block]), (inner.x, inner.y + brush.px(13))
        brush.write(words, at, brush.small, theme.text, bold=held, anchor="midleft")
        if value.networks is not None:
            plot = inner.top_part(brush.px(26))[1]
            shape = value.networks.shape(self._block, value.shared)
            draw_histogram(brush, plot._replace(h=plot.h - brush.px(3)), shape)


class BlockTitle(NamedTuple):
    """The block; and whether its numbers are those of a damaged or of a taught network."""

    block: str
    damaged: bool
    taught: bool


class BlockTitlePanel(Panel[BlockTitle]):
    """Which numbers these are, and whether they were damaged or taught."""

    name = "weights.title"

    def look(self, state: State) -> BlockTitle:
        damaged = state.changed and state.break_it.damaged
        return BlockTitle(
            state.weights.block, damaged, state.changed and not state.break_it.damaged
        )

    def draw(self, brush: Brush, rect: Rect, value: BlockTitle) -> None:
        theme, size, y = brush.theme, brush.small, rect.center[1]
        notes = [""]
        if value.damaged:
            notes = [brush.say("weights.damaged.long"), brush.say("weights.damaged")]
        elif value.taught:
            notes = [brush.say("weights.taught.long"), brush.say("weights.taught")]
        pairs = [(name, note) for name in _titles(brush, value.block) for note in notes]
        room = rect.w - brush.px(20)
        name, note = next((pair for pair in pairs if _wide(brush, pair) <= room), pairs[-1])
        brush.write(name, (rect.x, y), size, theme.text, bold=True, anchor="midleft")
        brush.write(note, (rect.right, y), size, theme.damage, anchor="midright")


def _titles(brush: Brush, block: str) -> list[str]:
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
        return [brush.say("weights.b.long", **values), brush.say("weights.b", **values)]
    return [brush.say("weights.W.long", **values), brush.say("weights.W", **values)]


def _wide(brush: Brush, pair: tuple[str, str]) -> int:
    """How wide a bold title and its note are together, px."""
    return brush.width(pair[0], brush.small, True) + brush.width(pair[1], brush.small)


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
        line, size = brush.px(26), brush.px(_TICK)
        head, rest = rect.top_part(line)
        plot, axis = rest.top_part(rest.h - line)
        cut = draw_histogram(brush, plot, shape)
        end, middle = head.right, head.center[1]
        if cut:
            share = _percent(float(shape.now[len(shape.now) // 2]))
            words = brush.say("weights.middle", share=share)
            place = brush.write(words, (end, middle), size, theme.text, anchor="midright")
            end = place.left - brush.px(12)
        words = brush.say("weights.top", share=_percent(shape.top))
        if brush.width(words, size) <= end - head.x:
            brush.write(words, (head.x, middle), size, theme.muted, anchor="midleft")
        _draw_axis(brush, axis, shape)


def _draw_axis(brush: Brush, axis: Rect, shape: Shape) -> None:
    """The two ends of the axis, and 0 in its middle where there is room."""
    muted, decimals = brush.theme.muted, 3 if shape.limit < 0.1 else 2
    low, high = figure(-shape.limit, decimals), figure(shape.limit, decimals)
    if shape.cut:
        low, high = brush.say("weights.below", limit=low), brush.say("weights.above", limit=high)
    size = min(brush.fit(words, brush.px(_TICK), 0.48 * axis.w) for words in (low, high))
    y = axis.bottom - brush.px(_TICK) * 0.6
    brush.write(low, (axis.x, y), size, muted, anchor="midleft")
    brush.write(high, (axis.right, y), size, muted, anchor="midright")
    if brush.width(low, size) + brush.width(high, size) < axis.w - brush.px(30):
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
        networks, block, theme = value.networks, value.block, brush.theme
        if networks is None:
            return
        rect = rect._replace(w=rect.w - brush.px(2))  # a digit may be wider than its column
        now = _figures(statistics_of(networks.now, block))
        before = _figures(statistics_of(networks.healthy, block))
        size = _size(brush, now, before if networks.changed else None, rect)
        arrow = brush.px(36)
        widest = max(figure_width(brush.text, words, size) for _, words in now[1:])
        for row, (_, was), (key, words) in zip(rect.rows(len(now)), before, now, strict=True):
            y = row.center[1]
            brush.write(brush.say(key), (row.x, y), size, theme.muted, anchor="midleft")
            draw_figure(brush, words, (row.right, y), size, theme.text)
            if networks.changed and key not in _ALONE:
                x = row.right - widest - arrow
                draw_figure(brush, was, (x, y), size, theme.muted)
                brush.write("→", (x + arrow / 2, y), size, theme.muted, anchor="center")


def _size(brush: Brush, now: Figures, before: Figures | None, rect: Rect) -> int:
    """The largest text height at which every line fits: huge numbers are long."""
    for size in range(brush.small, 8, -1):
        wide = max(brush.width(brush.say(key), size) for key, _ in now) + brush.px(8)
        wide += max(figure_width(brush.text, words, size) for _, words in now[1:])
        if before is not None:
            wide += brush.px(36)
            wide += max(figure_width(brush.text, words, size) for _, words in before[1:])
        if wide <= rect.w:
            return size
    return 8


def _figures(found: Statistics) -> Figures:
    """Statistics in print, line by line."""
    count = ("weights.count", numbers.count(found.count))
    if found.finite < found.count:
        missing, all_ = numbers.count(found.count - found.finite), numbers.count(found.count)
        count = ("weights.finite", say("weights.finite.of", missing=missing, count=all_))
    return [
        count,
        ("weights.mean", figure(found.mean, _DECIMALS)),
        ("weights.sigma", figure(found.sigma, _DECIMALS, signed=False)),
        ("weights.low", figure(found.low, _DECIMALS)),
        ("weights.high", figure(found.high, _DECIMALS)),
        ("weights.positive", _percent(found.positive)),
        ("weights.near_zero", _percent(found.near_zero)),
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
    NeuronsWordsPanel,
    NeuronsPanel,
)
