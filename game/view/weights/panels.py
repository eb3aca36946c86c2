"""The parts of the weights on screen."""

from __future__ import annotations

from functools import partial

import pygame

from game.core.geometry import Rect
from game.core.model.blocks import BLOCKS, layer_of
from game.core.model.network import SIZES
from game.core.model.statistics import Statistics
from game.core.printed import figure
from game.lab.state.state import State
from game.lab.weights.update import compared_with
from game.view.control import control_of
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.histogram import Shape, described, draw_histogram, shape_of
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box
from game.view.panel import Maker, OldPanel
from game.view.weights.neurons import NeuronsPanel, UnitWords
from game.words.catalogue import say

#: numbers beside pictures: the smallest there are, px at 1080 lines
_TICK = 20
_DECIMALS = 3
#: lines of the table that stay as they are when weights change
_ALONE = ("weights.count", "weights.finite")

#: words and number, line by line
Figures = list[tuple[str, str]]


def _weights(state: State) -> tuple[object, ...]:
    """What all pictures of weights depend on."""
    return state.network_revision, state.changed, state.network is None, state.weights.shared


class BlockTile(OldPanel):
    """A block's name and its histogram, small; pressed it is shown large."""

    def __init__(self, theme: Theme, text: Text, block: str) -> None:
        self.name = f"block.{block}"
        self._block = block
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return _weights(state), control_of(state, self.name)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        held, hovered, focused_ = control_of(state, self.name)
        fill = (
            brush.theme.button_down
            if held
            else brush.theme.button_hover
            if hovered
            else brush.theme.button
        )
        area, radius = box(rect), brush.px(12)
        pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
        edge = (
            brush.theme.winner
            if focused_
            else brush.theme.positive
            if held
            else brush.theme.panel_edge
        )
        width = brush.px(3 if focused_ else 2 if held else 1.5)
        pygame.draw.rect(brush.surface, edge, area, width, border_radius=radius)
        inner = rect.inset(brush.px(9), brush.px(5))
        at, size = (inner.x, inner.y + brush.px(13)), brush.small
        brush.write(brush.say(self.name), at, size, brush.theme.text, bold=held, anchor="midleft")
        if state.network is None:
            return
        healthy = compared_with(state, state.network)
        shape = shape_of(healthy, state.network, self._block, state.weights.shared)
        plot = inner.top_part(brush.px(26))[1]
        draw_histogram(brush, plot._replace(h=plot.h - brush.px(3)), shape)


class Title(OldPanel):
    """Which numbers these are; whether they were damaged or taught."""

    name = "weights.title"

    def key(self, state: State) -> object:
        return state.weights.block, state.break_it.damaged, state.changed

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        size, y, gap = brush.small, rect.center[1], brush.px(20)
        names, notes = _names(state.weights.block), [""]
        if state.changed:
            note = "weights.damaged" if state.break_it.damaged else "weights.taught"
            notes = [brush.say(f"{note}.long"), brush.say(note)]
        pairs = [(name, note) for name in names for note in notes]
        name, note = next(
            (p for p in pairs if _wide(brush.text, p, size) + gap <= rect.w), (names[-1], notes[-1])
        )
        brush.write(name, (rect.x, y), size, brush.theme.text, bold=True, anchor="midleft")
        brush.write(note, (rect.right, y), size, brush.theme.alert, anchor="midright")


def _names(block: str) -> list[str]:
    """A block's title, the longest first."""
    layer = layer_of(block)
    values = {
        "name": say(f"block.{block}"),
        "rows": SIZES[layer],
        "columns": SIZES[layer - 1],
        "source": say(f"layer.{layer - 1}"),
        "target": say(f"layer.{layer}"),
    }
    key = f"weights.{block[0]}"
    return [say(f"{key}.long", **values), say(key, **values)]


def _wide(text: Text, pair: tuple[str, str], size: int) -> int:
    return text.width(pair[0], size, True) + text.width(pair[1], size)


class HistogramPanel(OldPanel):
    """The shown block's histogram with its axis."""

    name = "weights.histogram"
    every = 2

    def key(self, state: State) -> object:
        return _weights(state), state.weights.block

    def draw(self, brush: Brush, state: State) -> None:
        if state.network is None:
            return
        rect = state.stage.rect(self.name)
        weighing, network = state.weights, state.network
        shape = shape_of(compared_with(state, network), network, weighing.block, weighing.shared)
        line, size = brush.px(26), brush.px(_TICK)
        head, rest = rect.top_part(line)
        plot, axis = rest.top_part(rest.h - line)
        cut = draw_histogram(brush, plot, shape)
        end, middle = head.right, head.center[1]
        if cut:
            words = brush.say(
                "weights.middle", share=_percent(float(shape.now[len(shape.now) // 2]))
            )
            place = brush.write(words, (end, middle), size, brush.theme.text, anchor="midright")
            end = place.left - brush.px(12)
        words = brush.say("weights.top", share=_percent(shape.top))
        if brush.width(words, size) <= end - head.x:
            brush.write(words, (head.x, middle), size, brush.theme.muted, anchor="midleft")
        self._draw_axis(brush, axis, shape)

    def _draw_axis(self, brush: Brush, axis: Rect, shape: Shape) -> None:
        size = brush.px(_TICK)
        decimals = 3 if shape.limit < 0.1 else 2
        low, high = figure(-shape.limit, decimals), figure(shape.limit, decimals)
        if shape.cut:
            low, high = (
                brush.say("weights.below", limit=low),
                brush.say("weights.above", limit=high),
            )
        size = min(brush.fit(words, size, 0.48 * axis.w) for words in (low, high))
        y = axis.bottom - brush.px(_TICK) * 0.6
        brush.write(low, (axis.x, y), size, brush.theme.muted, anchor="midleft")
        brush.write(high, (axis.right, y), size, brush.theme.muted, anchor="midright")
        if brush.width(low, size) + brush.width(high, size) < axis.w - brush.px(30):
            brush.write("0", (axis.center[0], y), size, brush.theme.muted, anchor="center")


class NumbersPanel(OldPanel):
    """The shown block in numbers; two columns where it was changed: before and now."""

    name = "weights.numbers"
    every = 2

    def key(self, state: State) -> object:
        return _weights(state), state.weights.block

    def draw(self, brush: Brush, state: State) -> None:
        if state.network is None:
            return
        rect = state.stage.rect(self.name)
        rect = rect._replace(w=rect.w - brush.px(2))  # a digit may be wider than its column
        block, network = state.weights.block, state.network
        now = _figures(described(network, block))
        before = _figures(described(compared_with(state, network), block))
        size, arrow = self._size(now, before if state.changed else None, rect), brush.px(36)
        widest = max(figure_width(brush.text, words, size) for _, words in now[1:])
        for row, (_, was), (key, words) in zip(rect.rows(len(now)), before, now, strict=True):
            y = row.center[1]
            brush.write(brush.say(key), (row.x, y), size, brush.theme.muted, anchor="midleft")
            draw_figure(brush, words, (row.right, y), size, brush.theme.text)
            if state.changed and key not in _ALONE:
                x = row.right - widest - arrow
                draw_figure(brush, was, (x, y), size, brush.theme.muted)
                at = (x + arrow / 2, y)
                brush.write("→", at, size, brush.theme.muted, anchor="center")

    def _size(self, now: Figures, before: Figures | None, rect: Rect) -> int:
        """The largest at which every line fits: huge numbers are long."""
        theme, text = self._theme, self._text
        for size in range(theme.px(theme.small), 8, -1):
            named = max(text.width(say(key), size) for key, _ in now) + theme.px(8)
            widest = max(figure_width(text, words, size) for _, words in now[1:])
            if before is not None:
                widest += theme.px(36) + max(figure_width(text, w, size) for _, w in before[1:])
            if named + widest <= rect.w:
                return size
        return 8


def _figures(found: Statistics) -> Figures:
    """Statistics in print: word and number, line by line."""
    count = ("weights.count", f"{found.count:,}")
    if found.finite < found.count:
        count = ("weights.finite", f"{found.count - found.finite:,} of {found.count:,}")
    return [
        count,
        ("weights.mean", figure(found.mean, _DECIMALS)),
        ("weights.sigma", figure(found.sigma, _DECIMALS, signed=False)),
        ("weights.low", figure(found.low, _DECIMALS)),
        ("weights.high", figure(found.high, _DECIMALS)),
        ("weights.positive", _percent(found.positive)),
        ("weights.near_zero", _percent(found.near_zero)),
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %" if share == share else "NaN"


#: the panels of this part
PANELS: tuple[Maker, ...] = (
    *(partial(BlockTile, block=block) for block in BLOCKS),
    Title,
    HistogramPanel,
    NumbersPanel,
    UnitWords,
    NeuronsPanel,
)
