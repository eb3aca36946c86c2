"""Softmax as a table: ten logits enter the sum one by one, then each is divided by it."""

from __future__ import annotations

from itertools import accumulate, product
from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import SIZES, Array, Trace
from game.core.printed import MINUS, printed
from game.lab.card.sentences import percent_of
from game.lab.forward.layout import STEPS
from game.lab.forward.update import TABLE_ROWS, focused, known, shown
from game.lab.network.playback import sure_digit
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.figures import COMMA, draw_figure, figure_width, sign_color
from game.view.paint.signed_cells import colors_of
from game.view.paint.theme import Color
from game.view.paint.widgets import box, draw_bar
from game.view.panel import Panel
from game.words.numbers import figure, local, percent, plain, small_figure

#: decimals printed of the logits, and of their powers
_LOGIT, _POWER = 2, 4
#: px at 1080 lines: the least gap between columns, and the least width of the bar of a share
_GAP, _BAR = 16, 60
#: the outputs
TEN = SIZES[-1]
#: the columns: the digit, z, z − max z, exp, the sum so far, the share. Where there is no room for
#: all, some of them while the powers enter the sum, and others while they are divided by it
_ALL = (0, 1, 2, 3, 4, 5)
_ADDING, _DIVIDING = ((0, 1, 2, 3, 4), (0, 1, 3, 4), (0, 3, 4)), ((0, 1, 3, 5), (0, 3, 5))
#: what stands above the six columns
_TITLES = (
    "forward.softmax.0",
    "forward.softmax.1",
    "forward.softmax.2",
    "forward.softmax.3",
    "forward.softmax.4",
    "forward.softmax.5",
)


class Powers(NamedTuple):
    """The softmax of ten logits in print: z, z − max z, exp of that, the sum of these so far, and
    the share of the whole sum that each has. ``powers`` add up to the last of ``sums``; powers too
    small to count in it are printed with a power of ten."""

    logits: tuple[str, ...]
    shifted: tuple[str, ...]
    powers: tuple[str, ...]
    sums: tuple[str, ...]
    shares: tuple[str, ...]


def powers_of(logits: Array, probabilities: Array) -> Powers | None:
    """The table of ten logits, (10,), and their softmax, (10,). None where a logit is not a finite
    number: then softmax has no answer."""
    if not np.isfinite(logits).all():
        return None
    exact = logits.astype(float)
    powers = np.exp(exact - exact.max())
    line = printed(powers.tolist(), float(powers.sum()), _POWER, growing=True)
    parts = tuple(words.removeprefix("+") for words in line.parts)
    units = [int(words.replace(".", "")) for words in parts]
    # What is printed is what is subtracted, so that a visitor who does the same is right.
    cents = [round(float(f"{value:.{_LOGIT}f}") * 10**_LOGIT) for value in exact.tolist()]
    return Powers(
        tuple(figure(value, _LOGIT) for value in exact.tolist()),
        tuple(figure((cent - max(cents)) / 10**_LOGIT, _LOGIT) for cent in cents),
        tuple(
            local(words) if unit else small_figure(power, 0)
            for words, unit, power in zip(parts, units, powers.tolist(), strict=True)
        ),
        tuple(plain(so_far / 10**_POWER, _POWER) for so_far in accumulate(units)),
        tuple(percent_of(share) for share in probabilities.tolist()),
    )


class SoftmaxColumns(NamedTuple):
    """How the table is set: of each of its columns the right end, px, and its title. The bars of
    the shares stand beyond the last one."""

    ends: dict[int, float]
    titles: dict[int, str]


class SoftmaxProgress(NamedTuple):
    """A drawing, the index of the output that is looked at, how much has been worked out (first ten
    powers enter the sum, then ten are divided by it), and the answer where it is sure. ``known``:
    the wave has brought the logits."""

    trace: Trace
    neuron: int
    arrived: int
    winner: int | None
    known: bool


class SoftmaxPanel(Panel[SoftmaxProgress]):
    """Draws into the table's item: a heading, a row for each of the ten outputs, and the sum."""

    name = "forward.softmax"
    every = 1

    def look(self, state: State) -> SoftmaxProgress:
        assert state.prediction.trace is not None  # without a drawing the stage has no such item
        index, arrived = focused(state).index, shown(state)
        brought = known(state, STEPS - 2)
        return SoftmaxProgress(state.prediction.trace, index, arrived, sure_digit(state), brought)

    def draw(self, brush: Brush, rect: Rect, value: SoftmaxProgress) -> None:
        theme, trace, arrived = brush.theme, value.trace, value.arrived
        powers = powers_of(trace.pre_activations[2], trace.probabilities)
        if powers is None:
            words = brush.say("softmax.broken")
            brush.paragraph(words, rect[:2], brush.body, theme.damage, rect.w)
            return
        heading, *rows, last = rect.rows(TABLE_ROWS)
        columns = _columns(brush, rect, powers, arrived)
        for n, end in columns.ends.items():
            at = end, heading.center[1]
            brush.write(columns.titles[n], at, brush.small, theme.muted, anchor="midright")
        shades, shares = colors_of(theme, trace.pre_activations[2]), trace.probabilities.tolist()
        for digit, row in enumerate(rows):
            wins, looked_at = digit == value.winner, digit == value.neuron
            shade = shades[digit].tolist() if value.known else None
            output = Output(digit, shade, shares[digit], wins, looked_at)
            _draw_output(brush, row, columns, powers, output, arrived)
        _draw_total(brush, last, columns, powers, arrived)


class Output(NamedTuple):
    """A row of the table: its digit, the color of its logit (None while that is unknown), its share
    0..1, whether it is the answer and sure, and whether it is looked at."""

    digit: int
    shade: Color | None
    share: float
    wins: bool
    looked_at: bool


def _draw_output(
    brush: Brush, row: Rect, columns: SoftmaxColumns, powers: Powers, output: Output, arrived: int
) -> None:
    """The row of one output, as far as its numbers have been worked out; framed while it enters the
    sum or is divided by it."""
    theme, surface, digit = brush.theme, brush.surface, output.digit
    area, radius, size = box(row), brush.px(6), brush.small
    if output.looked_at:
        pygame.draw.rect(surface, theme.button_down, area, border_radius=radius)
    if arrived < 2 * TEN and arrived - 1 in (digit, digit + TEN):
        pygame.draw.rect(surface, theme.text, area, brush.px(2), border_radius=radius)
    color = theme.winner if output.wins else theme.text
    logit, shifted = powers.logits[digit], powers.shifted[digit]
    cells = {0: (str(digit), color)}
    if output.shade is not None:
        cells[1] = logit, sign_color(theme, logit)
        _draw_logit(brush, row, columns, output.shade, logit.startswith(MINUS))
    if arrived > digit:
        cells |= {2: (shifted, sign_color(theme, shifted)), 3: (powers.powers[digit], theme.text)}
        cells[4] = powers.sums[digit], theme.muted
    if arrived > TEN + digit:
        cells[5] = powers.shares[digit], color
    for n, end in columns.ends.items():
        if n in cells:
            words, one = cells[n]
            bold = output.wins and n in (0, 5)
            draw_figure(brush, words, (end, row.center[1]), size, one, bold)
    if arrived > TEN + digit and 5 in columns.ends:
        x, high = columns.ends[5] + brush.px(_GAP), brush.px(14)
        bar = Rect(x, row.center[1] - brush.px(7), row.right - brush.px(6) - x, high)
        if bar.w >= brush.px(_BAR):
            draw_bar(brush, bar, output.share, theme.winner if output.wins else theme.muted)


def _draw_logit(
    brush: Brush, row: Rect, columns: SoftmaxColumns, shade: Color, negative: bool
) -> None:
    """The logit as a cell, between the digit and its number; hollow below zero, which is a second
    cue beside color."""
    side = min(0.62 * row.h, brush.px(22))
    place = Rect(columns.ends[0] + brush.px(14), row.center[1] - side / 2, side, side)
    pygame.draw.rect(brush.surface, shade, box(place))
    if negative:
        pygame.draw.rect(brush.surface, brush.theme.panel, box(place.inset(0.32 * side)))


def _draw_total(
    brush: Brush, row: Rect, columns: SoftmaxColumns, powers: Powers, arrived: int
) -> None:
    """The last row, below a rule: the sum so far, and once all shares are there, what they add up
    to."""
    theme, size = brush.theme, brush.small
    y = min(row.center[1], row.bottom - COMMA * size)
    rule = round(row.x), round(row.y), round(row.w), brush.px(1.5)
    pygame.draw.rect(brush.surface, theme.edge, rule)
    words, at = brush.say("forward.softmax.total"), (row.x + brush.px(6), y)
    brush.write(words, at, size, theme.muted, anchor="midleft")
    total = powers.sums[min(arrived, TEN) - 1] if arrived else figure(0, _POWER)
    # Without a column of its own the sum of the powers stands below these.
    end = columns.ends.get(4, columns.ends[3])
    draw_figure(brush, total, (end, y), size, theme.text, True)
    if arrived >= 2 * TEN and 5 in columns.ends:
        whole = brush.say("forward.softmax.whole")
        draw_figure(brush, whole, (columns.ends[5], y), size, theme.text, True)


def _columns(brush: Brush, rect: Rect, powers: Powers, arrived: int) -> SoftmaxColumns:
    """Columns as wide as their numbers and titles: all six, or those that are worked out now."""
    size, gap, end = brush.small, brush.px(_GAP), brush.px(6)
    share = (percent(1),)  # the widest there is
    numbers = ("0",), powers.logits, powers.shifted, powers.powers, powers.sums, share
    bold = (True, False, False, False, True, True)
    widest = [
        max(figure_width(brush.text, words, size, heavy) for words in column)
        for column, heavy in zip(numbers, bold, strict=True)
    ]
    widest[1] += brush.px(32)  # the cell before the logit
    long = [brush.say(key) for key in _TITLES]
    short = ["", *long[1:5], brush.say("forward.softmax.5.short")]
    some = _ADDING if arrived <= TEN else _DIVIDING
    for kept, titles in product((_ALL, *some), (long, short)):
        wide = {n: max(widest[n], brush.width(titles[n], size)) for n in kept}
        spare = rect.w - 2 * end - sum(wide.values()) - (len(kept) - 1) * gap
        if spare >= 0:
            break
    # The gaps grow first, by 120 % at most; the bars of the shares have what is then left.
    between = gap + min(max(spare, 0) / 8, 1.2 * gap)
    ends, x = {}, rect.x + end
    for nth, n in enumerate(kept):
        x += wide[n] + (between if nth else 0)
        ends[n] = x
    return SoftmaxColumns(ends, {n: titles[n] for n in kept})
