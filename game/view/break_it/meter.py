"""How many test digits the network reads right: all in one bar, and each digit in one."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.core.model.accuracy import Accuracy
from game.lab.state.state import State
from game.view.break_it.bars import Measure, draw_measure
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import Panel
from game.words.numbers import count, share


class Meter(NamedTuple):
    """The accuracy now and that of the healthy network; None until they are measured. ``damaged``:
    whether the difference is damage."""

    now: Accuracy | None
    healthy: Accuracy | None
    damaged: bool


def _look(state: State) -> Meter:
    return Meter(state.break_it.accuracy, state.break_it.healthy, state.break_it.damaged)


class MeterPanel(Panel[Meter]):
    """The share of the 10,000 test digits that are read right, in figures and as a bar."""

    name = "break.meter"

    def look(self, state: State) -> Meter:
        return _look(state)

    def draw(self, brush: Brush, rect: Rect, value: Meter) -> None:
        theme, now, healthy = brush.theme, value.now, value.healthy
        high, below = brush.px(14), brush.small * LINE
        head, rest = rect.top_part(rect.h - high - below)
        roomy = now is not None and head.h > 1.05 * brush.large
        size = brush.large if roomy else brush.title
        words = brush.say("meter.wait") if now is None else _percent(now)
        color, at = theme.muted if now is None else theme.text, (head.x, head.center[1])
        place = brush.write(words, at, size, color, bold=True, anchor="midleft")
        bar, line = rest.top_part(high)
        left, was = (None if known is None else known.share for known in (now, healthy))
        measure = Measure(0, 1, left, was, value.damaged)
        draw_measure(brush, bar.inset(0, brush.px(1)), measure, theme.text)
        if now is not None:
            words = brush.choose(
                (brush.say("meter.of", count=count(now.count)),), brush.small, rect.w
            )
            brush.write(words, (line.x, line.bottom), brush.small, theme.text, anchor="bottomleft")
        if healthy is not None:
            words = brush.say("meter.healthy", share=_percent(healthy))
            beside = brush.width(words, brush.small) <= rect.right - place.right - brush.px(14)
            at = (rect.right, head.center[1]) if beside else (rect.right, line.bottom)
            anchor = "midright" if beside else "bottomright"
            brush.write(words, at, brush.small, theme.muted, anchor=anchor)


def _percent(accuracy: Accuracy) -> str:
    """An accuracy in per cent with two decimals: one of 10,000 test digits is 0.01 %."""
    return share(accuracy.share, 2)


class DigitsPanel(Panel[Meter]):
    """How many of each digit are read right, and the commonest mistake."""

    name = "break.digits"

    def look(self, state: State) -> Meter:
        return _look(state)

    def draw(self, brush: Brush, rect: Rect, value: Meter) -> None:
        theme, small = brush.theme, brush.small
        caption, rest = rect.top_part(small * LINE, brush.px(4))
        at = caption.x, caption.center[1]
        title = brush.say("meter.each")
        place = brush.write(title, at, small, theme.text, bold=True, anchor="midleft")
        if value.now is not None:
            left = place.right + brush.px(16)
            words = brush.choose((_mistakes(brush, value.now), ""), small, rect.right - left)
            brush.write(words, (rect.right, at[1]), small, theme.muted, anchor="midright")
        columns, names = rest.top_part(rest.h - small * LINE)
        now = None if value.now is None else value.now.by_digit.tolist()
        healthy = None if value.healthy is None else value.healthy.by_digit.tolist()
        for digit, column in enumerate(columns.columns(10, brush.px(12))):
            read, before = now and now[digit], healthy and healthy[digit]
            measure = Measure(0, 1, read, before, value.damaged)
            bar = column._replace(y=column.y + brush.px(3), h=column.h - brush.px(3))
            draw_measure(brush, bar, measure, theme.text, upright=True)
            at = column.center[0], names.bottom
            brush.write(str(digit), at, small, theme.muted, anchor="midbottom")


def _mistakes(brush: Brush, now: Accuracy) -> str:
    if now.undecided:
        return brush.say("meter.undecided", count=count(now.undecided))
    if now.worst is None:
        return brush.say("meter.none")
    digit, answer, times = now.worst
    return brush.say("meter.worst", digit=digit, answer=answer, times=count(times))
