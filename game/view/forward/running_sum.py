"""Row × column: the focused neuron's sum written out term by term, and its path as a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.insight.explain import Sum, terms
from game.core.insight.running_sum import Running, running
from game.core.kept import kept
from game.core.model.network import Network, Trace
from game.core.model.unit import SIDE, Unit
from game.core.printed import power_of_ten
from game.lab.card.sentences import decimals_of
from game.lab.forward.layout import is_sum
from game.lab.forward.update import count, focused, shown
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED, draw_figure, figure_width, sign_color
from game.view.paint.text import LINE
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.words.numbers import figure, local

#: height of a row, as a share of its text: at least, at most
_CLOSE, _LOOSE = 1.2, 1.4
#: the width of a term in the picture of the sum at most, px at 1080 lines
_WIDEST = 32


@kept(4)  # all panels of one frame ask for the same
def sum_of(trace: Trace, network: Network, unit: Unit) -> tuple[Sum, Running]:
    """A neuron's sum, and how it grows."""
    total = terms(network, trace, unit)
    return total, running(total, decimals_of(unit.layer))


class Progress(NamedTuple):
    """A neuron's sum, of whose ``whole`` number of terms (the last is the bias) ``arrived`` are
    shown."""

    network: Network
    trace: Trace
    unit: Unit
    arrived: int
    whole: int

    @property
    def sum(self) -> tuple[Sum, Running]:
        return sum_of(self.trace, self.network, self.unit)


def progress_of(state: State) -> Progress | None:
    """The sum of the focused neuron; None in a step that makes none, and without a drawing."""
    network, trace = state.network, state.prediction.trace
    if network is None or trace is None or not is_sum(state.forward.step):
        return None
    return Progress(network, trace, focused(state), shown(state), count(state))


def current_unit(state: State) -> int | None:
    """The input that is being multiplied: that of the last term that has arrived. None while none
    has, and when all have."""
    progress = progress_of(state)
    if progress is None or not 0 < progress.arrived < progress.whole:
        return None
    units = progress.sum[1].units
    return units[progress.arrived - 1] if progress.arrived <= len(units) else None


class Row(NamedTuple):
    """A row of the sum in print. ``cells``: where from, w, a; in a row for something else the first
    has words and the others are "". ``current``: its term is the last one that has arrived."""

    cells: tuple[str, str, str]
    contribution: str
    sum: str
    current: bool = False


def rows_of(
    say: Callable[..., str], total: Sum, line: Running, arrived: int, room: int
) -> list[Row]:
    """At most ``room`` rows: the newest terms; or, when all have arrived, the largest ones, what
    the others contribute together, and the bias. ``say``: the catalogue."""
    whole = len(line.units) + 1
    if arrived < whole:
        first = max(arrived - room, 0)
        return [_row(say, total, line, n, n == arrived - 1) for n in range(first, arrived)]
    if whole <= room:
        return [_row(say, total, line, n) for n in range(whole)]
    first = max(room - 2, 0)
    rows = [_row(say, total, line, n) for n in range(first)]
    more = whole - 1 - first
    rows.append(
        Row(
            (say("forward.rest", count=more), "", ""), local(line.rest(first)), local(line.sums[-2])
        )
    )
    return [*rows, _row(say, total, line, whole - 1)]


def _row(say: Callable[..., str], total: Sum, line: Running, n: int, current: bool = False) -> Row:
    """The row of the nth term, or, after the last one, of the bias."""
    layer = total.unit.layer
    printed = local(line.contributions[n]), local(line.sums[n])
    if n == len(line.units):
        words = say("forward.bias", name=f"b{LOWERED[layer]}")
        return Row((words, "", ""), *printed, current)
    unit = line.units[n]
    where = "{}, {}".format(*divmod(unit, SIDE)) if layer == 1 else str(unit)
    weight = figure(float(total.weights[unit]), decimals_of(layer))
    activation = figure(float(total.activations[unit]), 2, signed=False)
    return Row((where, weight, activation), *printed, current)


#: the columns of the table: where from, w, a, contribution, the sum so far; and what is left of
#: them where numbers are too long for all
_ALL, _FEWER = (0, 1, 2, 3, 4), ((0, 3, 4), (3, 4), (4,))


class SumColumns(NamedTuple):
    """How the table is set: the right end of each column that it has, and half of the gap between
    two of them; px."""

    ends: dict[int, float]
    gap: float


class _SumPart(Panel[Progress]):
    """A part of the stage that shows how far the focused neuron's sum has been worked out."""

    def look(self, state: State) -> Progress:
        progress = progress_of(state)
        assert progress is not None  # in other steps, and without a drawing, it has no such part
        return progress


class SumPanel(_SumPart):
    """The table: where a term comes from, w × a = contribution, the sum so far; below a rule z."""

    name = "forward.sum"

    def look(self, state: State) -> Progress:
        # Terms may come with every tick; under a pen all numbers change, and nobody reads them.
        self.every = 3 if state.canvas.growing else 1
        return super().look(state)

    def draw(self, brush: Brush, rect: Rect, value: Progress) -> None:
        theme, size, (total, line) = brush.theme, brush.small, value.sum
        room = int(rect.h / (size * _CLOSE)) - 2
        rows = rows_of(brush.say, total, line, value.arrived, room)
        high = min(rect.h / (room + 2), size * _LOOSE)
        header = _header(brush, total.unit.layer, line)
        columns = _columns(brush, rect, header, rows, line)
        middle = rect.y + high / 2
        for n, end in columns.ends.items():
            brush.write(header[n], (end, middle), size, theme.muted, anchor="midright")
        for nth, row in enumerate(rows, 1):
            place = Rect(rect.x, rect.y + high * nth, rect.w, high)
            if row.current:
                radius = brush.px(6)
                pygame.draw.rect(brush.surface, theme.button_down, box(place), border_radius=radius)
            _draw_row(brush, place, row, columns)
        done = value.arrived == value.whole
        below = 1 + (len(rows) if done else room)  # z stands still while terms come
        place = Rect(rect.x, rect.y + high * below, rect.w, high)
        _draw_total(brush, place, columns, total, line.total if done else None)


def _header(brush: Brush, layer: int, line: Running) -> tuple[str, ...]:
    """What stands above the five columns."""
    activation = "x" if layer == 1 else f"a{LOWERED[layer - 1]}"
    first = brush.say("forward.from.0" if layer == 1 else "forward.from")
    contribution = brush.say("forward.contribution", name=activation)
    sums = brush.say("forward.sum")
    if line.exponent:
        power = power_of_ten(line.exponent)
        contribution = brush.say("forward.contribution.power", name=activation, power=power)
        sums = brush.say("forward.sum.power", power=power)
    return first, brush.say("forward.w"), activation, contribution, sums


def _columns(
    brush: Brush, rect: Rect, header: tuple[str, ...], rows: list[Row], line: Running
) -> SumColumns:
    """Columns that fill the rect; the last ones where there is no room for all."""
    size, edge, least = brush.small, brush.px(6), brush.px(17)
    widest = [float(brush.width(words, size)) for words in header]
    # Numbers come and go: columns as wide as the largest of all stand still.
    longest = max(line.contributions, key=len), max(*line.sums, line.total, key=len)
    cells = [("27, 27", "+0.000", "0.00"), *(row.cells for row in rows if row.cells[1])]
    for words in cells:
        for n, word in enumerate((*words, *longest)):
            widest[n] = max(widest[n], figure_width(brush.text, word, size, n == 4))
    room = rect.w - 2 * edge
    kept: tuple[int, ...] = _ALL
    for fewer in _FEWER:
        if sum(widest[n] for n in kept) + (len(kept) - 1) * least <= room:
            break
        kept = fewer
    gap = (room - sum(widest[n] for n in kept)) / max(len(kept) - 1, 1)
    ends, x = {}, rect.x + edge
    for nth, n in enumerate(kept):
        x += widest[n] + (gap if nth else 0)
        ends[n] = x if len(kept) > 1 else rect.right - edge
    return SumColumns(ends, gap)


def _draw_row(brush: Brush, place: Rect, row: Row, columns: SumColumns) -> None:
    theme, size, (ends, gap), middle = brush.theme, brush.small, columns, place.center[1]
    left = ends[4]
    if 3 in ends:
        color = sign_color(theme, row.contribution)
        left = draw_figure(brush, row.contribution, (ends[3], middle), size, color)
    if row.cells[1]:
        shades = theme.muted, sign_color(theme, row.cells[1]), theme.text
        for n, (words, shade) in enumerate(zip(row.cells, shades, strict=True)):
            if n in ends:
                draw_figure(brush, words, (ends[n], middle), size, shade)
        for between, words in ((1, "×"), (2, "=")):
            if between in ends:
                at = ends[between] + gap / 2, middle
                brush.write(words, at, size, theme.muted, anchor="center")
    elif 0 in ends:
        at = place.x + brush.px(6), middle
        words = brush.choose((row.cells[0],), size, left - at[0] - brush.px(8))
        brush.write(words, at, size, theme.muted, anchor="midleft")
    draw_figure(brush, row.sum, (ends[4], middle), size, theme.text)


def _draw_total(brush: Brush, place: Rect, columns: SumColumns, total: Sum, z: str | None) -> None:
    """The last row, below a rule: z in print, or an ellipsis while terms are missing (None)."""
    theme, size, middle = brush.theme, brush.small, place.center[1]
    rule = round(place.x), round(place.y), round(place.w), brush.px(1.5)
    pygame.draw.rect(brush.surface, theme.edge, rule)
    shade = theme.muted if z is None else sign_color(theme, z)
    end = columns.ends[4], middle
    left = draw_figure(brush, "…" if z is None else z, end, size, shade, True)
    name, at = f"z{LOWERED[total.unit.layer]}", (place.x + brush.px(6), middle)
    words = brush.say("forward.total", name=name, index=total.unit.index), name
    color = theme.muted if z is None else theme.text
    said = brush.choose(words, size, left - at[0] - brush.px(8))
    brush.write(said, at, size, color, anchor="midleft")


class PathPanel(_SumPart):
    """The sum so far as a picture: each term carries it up or down, until it is z."""

    name = "forward.path"
    every = 3

    def draw(self, brush: Brush, rect: Rect, value: Progress) -> None:
        theme, small, (_, line) = brush.theme, brush.small, value.sum
        head, plot = rect.top_part(small * LINE, brush.px(6))
        finite = bool(np.isfinite(line.path).all())
        names = brush.say("forward.path"), brush.say("forward.path.short")
        said = brush.choose(names if finite else (brush.say("forward.path.none"),), small, head.w)
        brush.write(said, (head.x, head.center[1]), small, theme.muted, anchor="midleft")
        if not finite:
            return
        # Below the picture stands the number that the sum has come to.
        plot, foot = plot.top_part(plot.h - brush.px(32))
        plot = plot.inset(brush.px(7), 0)
        count, arrived = len(line.path) - 1, value.arrived
        plot = plot._replace(w=min(plot.w, brush.px(_WIDEST) * count))
        low, high = float(line.path.min()), float(line.path.max())
        span = (high - low) or 1.0
        heights = plot.bottom - (line.path - low) / span * plot.h
        zero = round(plot.bottom + low / span * plot.h)
        pygame.draw.rect(brush.surface, theme.track, (plot.x, zero, plot.w, brush.px(1.5)))
        _draw_bars(brush, plot, heights, arrived)
        x = plot.x + plot.w * arrived / count
        pygame.draw.aacircle(brush.surface, theme.text, (x, heights[arrived]), brush.px(7))
        words = line.sums[arrived - 1] if arrived else "0"
        wide = figure_width(brush.text, words, small, True)
        right = min(max(x + wide / 2, plot.x + wide), foot.right), foot.center[1]
        draw_figure(brush, words, right, small, theme.text, True)


def _draw_bars(brush: Brush, plot: Rect, heights: NDArray[np.float64], arrived: int) -> None:
    """One bar a term, from the sum before it to the sum after it, both in ``heights``, px; those
    that have not arrived are dark and show where the sum will go."""
    theme, step = brush.theme, plot.w / (len(heights) - 1)
    edges = np.rint(plot.x + step * np.arange(len(heights))).astype(int)
    wide = np.maximum(np.diff(edges) - (step > 6), 1)
    top = np.rint(np.minimum(heights[1:], heights[:-1])).astype(int)
    bottom = np.rint(np.maximum(heights[1:], heights[:-1])).astype(int)
    high = np.maximum(bottom - top, brush.px(1.5))
    bars = np.stack([edges[:-1], top, wide, high], axis=1).tolist()
    up = (heights[1:] < heights[:-1]).tolist()
    for n, (bar, rises) in enumerate(zip(bars, up, strict=True)):
        color = theme.positive if rises else theme.negative
        brush.surface.fill(color if n < arrived else theme.track, bar)
