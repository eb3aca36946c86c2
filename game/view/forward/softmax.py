"""Softmax as a table: ten logits enter the sum one by one, then each is divided by it."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.model.network import SIZES, Array
from game.core.printed import figure, printed, small_figure
from game.lab.card.sentences import percent_of
from game.lab.forward.layout import STEPS
from game.lab.forward.update import TABLE_ROWS, focused, shown
from game.lab.state.state import State
from game.view.card.terms import sign_color
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.signed_cells import colors_of
from game.view.paint.widgets import box, draw_bar
from game.view.panel import OldPanel

#: digits printed of the logits, and of their powers
_LOGIT, _POWER = 2, 4
#: px at 1080 lines: between columns at least; the bar of a share at least
_GAP, _BAR = 16, 60
TEN = SIZES[-1]


class Powers(NamedTuple):
    """The softmax of ten logits in print. ``powers`` add up to the last of ``sums``, but for
    those too small to count there, which have a power of ten."""

    logits: tuple[str, ...]
    shifted: tuple[str, ...]
    powers: tuple[str, ...]
    sums: tuple[str, ...]
    shares: tuple[str, ...]


def powers_of(logits: Array, probabilities: Array) -> Powers | None:
    """None where a logit is not a finite number: then softmax has no answer."""
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
            words if unit else small_figure(power, 0)
            for words, unit, power in zip(parts, units, powers.tolist(), strict=True)
        ),
        tuple(f"{units_so_far / 10**_POWER:.{_POWER}f}" for units_so_far in accumulate(units)),
        tuple(percent_of(share) for share in probabilities.tolist()),
    )


class SoftmaxPanel(OldPanel):
    """Draws into the table's item, whose rows are the ten outputs."""

    name = "forward.softmax"
    every = 1

    def key(self, state: State) -> object:
        return state.prediction.trace, focused(state), shown(state)

    def draw(self, brush: Brush, state: State) -> None:
        trace = state.prediction.trace
        if trace is None or state.forward.step != STEPS - 1:
            return
        rect = state.stage.rect(self.name)
        table = powers_of(trace.pre_activations[2], trace.probabilities)
        if table is None:
            size = brush.body
            words = brush.say("softmax.broken")
            brush.paragraph(words, rect[:2], size, brush.theme.alert, rect.w)
            return
        rows = rect.rows(TABLE_ROWS)
        size = min(brush.small, int(rows[0].h * 0.86))
        size, ends, titles = _columns(brush, rect, table, size)
        for words, end in zip(titles, ends, strict=True):
            at = end, rows[0].center[1]
            brush.write(words, at, size, brush.theme.muted, anchor="midright")
        come, focus = shown(state), focused(state).index
        shades = colors_of(brush.theme, trace.pre_activations[2])
        answer = decided(trace.probabilities)
        for digit, row in enumerate(rows[1:-1]):
            if digit == focus:
                pygame.draw.rect(
                    brush.surface, brush.theme.track, box(row), border_radius=brush.px(6)
                )
            enters = come - 1 == digit or come - 1 - TEN == digit
            if enters and come < 2 * TEN:
                edge = box(row)
                pygame.draw.rect(
                    brush.surface, brush.theme.winner, edge, brush.px(2), border_radius=brush.px(6)
                )
            color = shades[digit].tolist()
            self._draw_cell(brush, row, ends, color, table.logits[digit].startswith("−"))
            self._draw_row(brush, row, ends, size, table, digit, come, digit == answer)
            if come > TEN + digit:
                bar = Rect(ends[5] + brush.px(_GAP), row.center[1] - brush.px(7), 0, brush.px(14))
                bar = bar._replace(w=rect.right - brush.px(6) - bar.x)
                if bar.w >= brush.px(_BAR):
                    shade = brush.theme.winner if digit == answer else brush.theme.muted
                    draw_bar(brush, bar, float(trace.probabilities[digit]), shade)
        self._draw_total(brush, rows[-1], ends, size, table, come)

    def _draw_cell(
        self, brush: Brush, row: Rect, ends: list[float], color: list[int], below: bool
    ) -> None:
        """The logit as a cell, between the digit and its number."""
        side = min(0.62 * row.h, brush.px(22))
        at = ends[0] + brush.px(14)
        place = Rect(at, row.center[1] - side / 2, side, side)
        pygame.draw.rect(brush.surface, color, box(place))
        if below:
            pygame.draw.rect(brush.surface, brush.theme.panel, box(place.inset(0.32 * side)))

    def _draw_row(
        self,
        brush: Brush,
        row: Rect,
        ends: list[float],
        size: int,
        table: Powers,
        digit: int,
        come: int,
        wins: bool,
    ) -> None:
        y = row.center[1]
        in_sum, divided = come > digit, come > TEN + digit
        shade = brush.theme.winner if wins else brush.theme.text
        logit = table.logits[digit]
        cells = [(str(digit), shade), (logit, sign_color(brush.theme, logit))]
        if in_sum:
            shifted = table.shifted[digit]
            cells += [
                (shifted, sign_color(brush.theme, shifted)),
                (table.powers[digit], brush.theme.text),
            ]
            cells.append((table.sums[digit], brush.theme.muted))
        if divided:
            cells.append((table.shares[digit], shade))
        for n, ((words, color), end) in enumerate(zip(cells, ends, strict=False)):
            draw_figure(brush, words, (end, y), size, color, wins and n in (0, 5))

    def _draw_total(
        self,
        brush: Brush,
        row: Rect,
        ends: list[float],
        size: int,
        table: Powers,
        come: int,
    ) -> None:
        y = row.center[1]
        rule = round(row.x), round(row.y), round(row.w), brush.px(1.5)
        pygame.draw.rect(brush.surface, brush.theme.panel_edge, rule)
        at = row.x + brush.px(6), y
        brush.write(
            brush.say("forward.softmax.total"), at, size, brush.theme.muted, anchor="midleft"
        )
        total = table.sums[min(come, TEN) - 1] if come else figure(0, _POWER)
        draw_figure(brush, total, (ends[4], y), size, brush.theme.text, True)
        if come >= 2 * TEN:
            draw_figure(brush, "100 %", (ends[5], y), size, brush.theme.text, True)


def _columns(
    brush: Brush, rect: Rect, table: Powers, size: int
) -> tuple[int, list[float], list[str]]:
    """Text size, where the six columns end, and their titles; the bars have what is left."""
    numbers = ("0",), table.logits, table.shifted, table.powers, table.sums, ("> 99.9 %",)
    bold = (True, False, False, False, True, True)
    titles = [brush.say(f"forward.softmax.{n}") for n in range(6)]
    widest = [
        max(figure_width(brush.text, words, size, heavy) for words in column)
        for column, heavy in zip(numbers, bold, strict=True)
    ]
    widest[1] += brush.px(32)  # the cell before the logit
    if sum(widest) + brush.width(titles[5], size) > rect.w:
        titles[5] = brush.say("forward.softmax.5.short")
    widest = [
        max(wide, brush.width(title, size)) for wide, title in zip(widest, titles, strict=True)
    ]
    gap, end = brush.px(_GAP), brush.px(6)
    need = sum(widest) + 5 * gap + end
    if need > rect.w:
        size = max(int(size * (rect.w - 5 * gap - end) / sum(widest)), 8)
        widest = [round(wide * (rect.w - 5 * gap - end) / sum(widest)) for wide in widest]
    spare = rect.w - sum(widest) - 5 * gap - end
    # Rooms between columns grow first, up to a half again; then bars have the rest.
    gap += min(spare / 8, 1.2 * gap) if spare > 0 else 0
    ends, x = [], rect.x + end
    for n, wide in enumerate(widest):
        x += wide + (gap if n else 0)
        ends.append(x)
    return size, ends, titles
