"""Row × column: the focused neuron's sum written out, term by term, and the way it takes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.insight.explain import Sum, terms
from game.core.insight.running_sum import Running, running
from game.core.kept import kept
from game.core.model.network import Network, Trace
from game.core.model.unit import SIDE, Unit
from game.core.printed import figure, power_of_ten
from game.lab.card.sentences import decimals_of
from game.lab.forward.layout import is_sum
from game.lab.forward.update import count, focused, shown
from game.lab.state.state import State
from game.view.card.terms import sign_color
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED, draw_figure, figure_width
from game.view.paint.text import LINE
from game.view.paint.widgets import box
from game.view.panel import OldPanel
from game.words.catalogue import say

#: height of a row, as a share of its text: at least, at most
_CLOSE, _LOOSE = 1.2, 1.4
#: the width of a term in the picture of the sum at most, px at 1080 lines
_WIDEST = 32


@kept(4)  # all panels of one frame ask for the same
def sum_of(network: Network, trace: Trace, unit: Unit) -> tuple[Sum, Running]:
    """A neuron's sum, and how it grows."""
    total = terms(network, trace, unit)
    return total, running(total, decimals_of(unit.layer))


def focused_sum(state: State) -> tuple[Sum, Running] | None:
    """The sum of the focused neuron; None in a step that makes none, and without a drawing."""
    if state.network is None or state.prediction.trace is None or not is_sum(state.forward.step):
        return None
    return sum_of(state.network, state.prediction.trace, focused(state))


def current_unit(state: State) -> int | None:
    """The input that is being multiplied: the term that came last, while not all have."""
    come = shown(state)
    if not is_sum(state.forward.step) or not 0 < come < count(state):
        return None
    found = focused_sum(state)
    return found[1].units[come - 1] if found and come <= len(found[1].units) else None


class Row(NamedTuple):
    """A row of the sum in print. ``cells``: where from, w, a; "" for words alone."""

    cells: tuple[str, str, str]
    worth: str
    sum: str
    #: the term that came last
    current: bool = False


def rows_of(total: Sum, line: Running, come: int, room: int) -> list[Row]:
    """At most ``room`` rows: the newest terms, or, when all have come, the largest ones, what the
    others are worth together, and the bias."""
    whole = len(line.units) + 1
    if come < whole:
        return [_row(total, line, n, n == come - 1) for n in range(max(come - room, 0), come)]
    if whole <= room:
        return [_row(total, line, n) for n in range(whole)]
    first = max(room - 2, 0)
    rows = [_row(total, line, n) for n in range(first)]
    more = whole - 1 - first
    rows.append(Row((say("forward.rest", count=more), "", ""), line.rest(first), line.sums[-2]))
    return [*rows, _row(total, line, whole - 1)]


def _row(total: Sum, line: Running, n: int, current: bool = False) -> Row:
    if n == len(line.units):
        name = f"b{LOWERED[total.unit.layer]}"
        words = say("forward.bias", name=name)
        return Row((words, "", ""), line.worths[n], line.sums[n], current)
    unit, decimals = line.units[n], decimals_of(total.unit.layer)
    where = "{}, {}".format(*divmod(unit, SIDE)) if total.unit.layer == 1 else str(unit)
    weight = figure(float(total.weights[unit]), decimals)
    value = figure(float(total.activations[unit]), 2, signed=False)
    return Row((where, weight, value), line.worths[n], line.sums[n], current)


class _TermsPanel(OldPanel):
    """Shows a sum as far as its terms have come."""

    def key(self, state: State) -> object:
        revisions = state.prediction.trace, state.network_revision
        return revisions, focused(state), shown(state)


class SumPanel(_TermsPanel):
    """The table: where from, w × a = worth, the sum so far; below the line z."""

    name = "forward.sum"
    every = 1

    def draw(self, brush: Brush, state: State) -> None:
        found = focused_sum(state)
        if found is None:
            return
        total, line = found
        rect, size = state.stage.rect(self.name), brush.px(24)
        room = int(rect.h / (size * _CLOSE)) - 2
        rows = rows_of(total, line, shown(state), room)
        high = min(rect.h / (room + 2), size * _LOOSE)
        header = self._header(total.unit.layer, line)
        size, ends, gap = self._columns(rect, header, rows, line, size)
        middle = rect.y + high / 2
        for words, end in zip(header, ends, strict=True):
            brush.write(words, (end, middle), size, brush.theme.muted, anchor="midright")
        for nth, row in enumerate(rows):
            top = rect.y + high * (nth + 1)
            if row.current:
                area = Rect(rect.x, top, rect.w, high)
                pygame.draw.rect(
                    brush.surface, brush.theme.track, box(area), border_radius=brush.px(6)
                )
            self._draw_row(brush, row, rect, top + high / 2, ends, gap, size)
        done = shown(state) == count(state)
        top = rect.y + high * (room + 1) if not done else rect.y + high * (len(rows) + 1)
        self._draw_total(brush, Rect(rect.x, top, rect.w, high), ends, size, total, line, done)

    def _header(self, layer: int, line: Running) -> tuple[str, ...]:
        value = "x" if layer == 1 else f"a{LOWERED[layer - 1]}"
        first = say("forward.from.0" if layer == 1 else "forward.from")
        worth, sums = say("forward.worth", name=value), say("forward.sum")
        if line.exponent:
            power = power_of_ten(line.exponent)
            worth = say("forward.worth.power", power=power)
            sums = say("forward.sum.power", power=power)
        return first, say("forward.w"), value, worth, sums

    def _columns(
        self, rect: Rect, header: tuple[str, ...], rows: list[Row], line: Running, size: int
    ) -> tuple[int, list[float], float]:
        """Text size, where the five columns end, and the gap between two of them."""
        widest = [float(self._text.width(words, size)) for words in header]
        # Numbers come and go: columns as wide as the largest of all stand still.
        longest = max(line.worths, key=len), max(*line.sums, line.total, key=len)
        cells = [("27, 27", "+0.000", "00.00"), *(row.cells for row in rows if row.cells[1])]
        for words in cells:
            for n, word in enumerate((*words, *longest)):
                widest[n] = max(widest[n], figure_width(self._text, word, size, n == 4))
        need = sum(widest) + 4 * self._theme.px(26)
        if need > rect.w - self._theme.px(12):
            share = (rect.w - self._theme.px(12)) / need
            size, widest = max(int(size * share), 8), [wide * share for wide in widest]
        slack = (rect.w - self._theme.px(12) - sum(widest)) / 4
        ends, x = [], rect.x + self._theme.px(6)
        for n, wide in enumerate(widest):
            x += wide + (slack if n else 0)
            ends.append(x)
        return size, ends, slack

    def _draw_row(
        self,
        brush: Brush,
        row: Row,
        rect: Rect,
        middle: float,
        ends: list[float],
        gap: float,
        size: int,
    ) -> None:
        color = sign_color(brush.theme, row.worth)
        left = draw_figure(brush, row.worth, (ends[3], middle), size, color)
        if row.cells[1]:
            shades = brush.theme.muted, sign_color(brush.theme, row.cells[1]), brush.theme.text
            for words, end, shade in zip(row.cells, ends, shades, strict=False):
                left = draw_figure(brush, words, (end, middle), size, shade)
            for between, words in ((1, "×"), (2, "=")):
                at = ends[between] + gap / 2, middle
                brush.write(words, at, size, brush.theme.muted, anchor="center")
        else:
            at = rect.x + brush.px(6), middle
            room = left - at[0] - brush.px(8)
            fits = brush.fit(row.cells[0], size, room)
            brush.write(row.cells[0], at, fits, brush.theme.muted, anchor="midleft")
        draw_figure(brush, row.sum, (ends[4], middle), size, brush.theme.text)

    def _draw_total(
        self,
        brush: Brush,
        row: Rect,
        ends: list[float],
        size: int,
        total: Sum,
        line: Running,
        done: bool,
    ) -> None:
        name = f"z{LOWERED[total.unit.layer]}"
        rule = round(row.x), round(row.y), round(row.w), brush.px(1.5)
        pygame.draw.rect(brush.surface, brush.theme.panel_edge, rule)
        color = brush.theme.text if done else brush.theme.muted
        words = brush.say("forward.total", name=name, index=total.unit.index)
        at = row.x + brush.px(6), row.center[1]
        brush.write(words, at, size, color, anchor="midleft")
        shade = sign_color(brush.theme, line.total) if done else brush.theme.muted
        end = ends[4], row.center[1]
        draw_figure(brush, line.total if done else "…", end, size, shade, True)


class PathPanel(_TermsPanel):
    """The sum so far as a picture: each term carries it up or down, until it is z."""

    name = "forward.path"
    every = 3

    def draw(self, brush: Brush, state: State) -> None:
        found = focused_sum(state)
        if found is None:
            return
        rect = state.stage.rect(self.name)
        _, line = found
        small, come = brush.px(22), shown(state)
        head, plot = rect.top_part(small * LINE, brush.px(6))
        finite = bool(np.isfinite(line.path).all())
        words = brush.say("forward.path" if finite else "forward.path.none")
        at = head.x, head.center[1]
        brush.write(words, at, brush.fit(words, small, head.w), brush.theme.muted, anchor="midleft")
        if not finite:
            return
        # Below the picture there is the number it has come to.
        plot, foot = plot.top_part(plot.h - brush.px(30))
        plot = plot.inset(brush.px(7), 0)
        plot = plot._replace(w=min(plot.w, brush.px(_WIDEST) * (len(line.path) - 1)))
        low, high = float(line.path.min()), float(line.path.max())
        span = (high - low) or 1.0
        heights = plot.bottom - (line.path - low) / span * plot.h
        zero = round(plot.bottom + low / span * plot.h)
        pygame.draw.rect(brush.surface, brush.theme.track, (plot.x, zero, plot.w, brush.px(1.5)))
        self._bars(brush, plot, heights, come)
        at_x = plot.x + plot.w * come / (len(line.path) - 1)
        pygame.draw.aacircle(brush.surface, brush.theme.winner, (at_x, heights[come]), brush.px(6))
        told = line.sums[come - 1] if come else "0"
        wide = figure_width(brush.text, told, small, True)
        right = min(max(at_x + wide / 2, plot.x + wide), foot.right), foot.center[1]
        draw_figure(brush, told, right, small, brush.theme.winner, True)

    def _bars(self, brush: Brush, plot: Rect, heights: np.ndarray, come: int) -> None:
        """One bar a term, from the sum before it to the sum after it."""
        step = plot.w / (len(heights) - 1)
        edges = np.rint(plot.x + step * np.arange(len(heights))).astype(int)
        wide = np.maximum(np.diff(edges) - (step > 6), 1)
        top = np.rint(np.minimum(heights[1:], heights[:-1])).astype(int)
        bottom = np.rint(np.maximum(heights[1:], heights[:-1])).astype(int)
        high = np.maximum(bottom - top, brush.px(1.5))
        bars = np.stack([edges[:-1], top, wide, high], axis=1).tolist()
        up = (heights[1:] < heights[:-1]).tolist()
        for n, (bar, rises) in enumerate(zip(bars, up, strict=True)):
            color = brush.theme.positive if rises else brush.theme.negative
            brush.surface.fill(color if n < come else brush.theme.track, bar)  # where it will go
