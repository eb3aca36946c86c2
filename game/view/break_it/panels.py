"""Break It: the accuracy meter, the accuracy by noise, what the damage does, and its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.model.accuracy import Accuracy
from game.core.model.damage import MOST_NOISE, Damage
from game.lab.break_it.code import code_of
from game.lab.break_it.sentences import sentences
from game.lab.slider import SLIDER_END
from game.lab.stage.labels import slider_words
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, shortened
from game.view.paint.widgets import box, draw_fitted
from game.view.panel import Panel
from game.words.numbers import count, share

#: a digit's bar is red where its accuracy is lower than the healthy one by more than this, 0..1
_LOST = 0.1


class Meter(NamedTuple):
    """The accuracy now and that of the healthy network; None until they are measured."""

    now: Accuracy | None
    healthy: Accuracy | None


class MeterPanel(Panel[Meter]):
    """How many of the 10,000 test digits the network reads right, how many of each digit, and its
    commonest mistake."""

    name = "break.meter"

    def look(self, state: State) -> Meter:
        return Meter(state.break_it.accuracy, state.break_it.healthy)

    def draw(self, brush: Brush, rect: Rect, value: Meter) -> None:
        left, bars = rect.left_part(0.42 * rect.w, brush.px(20))
        _draw_accuracy(brush, left, value)
        _draw_bars(brush, bars, value)


def _draw_accuracy(brush: Brush, rect: Rect, meter: Meter) -> None:
    """The share of right answers in large figures, and lines about it below."""
    theme, now = brush.theme, meter.now
    large = brush.say("meter.wait") if now is None else _percent(now)
    size = brush.fit(large, brush.px(64), rect.w, bold=True)
    color = theme.muted if now is None else theme.winner
    brush.write(large, (rect.x, rect.y + brush.px(32)), size, color, bold=True, anchor="midleft")
    if now is None:
        return
    y = rect.y + brush.px(72)
    for words in _meter_lines(brush, now, meter.healthy):
        size = brush.fit(words, brush.small, rect.w)
        brush.write(words, (rect.x, y), size, theme.muted)
        y += brush.small * LINE


def _percent(accuracy: Accuracy) -> str:
    """An accuracy in per cent with two decimals: one of 10,000 test digits is 0.01 %."""
    return share(accuracy.share, 2)


def _meter_lines(brush: Brush, now: Accuracy, healthy: Accuracy | None) -> list[str]:
    """What stands below the accuracy, line by line."""
    lines = [brush.say("meter.of", count=count(now.count))]
    if healthy is not None:
        lines.append(brush.say("meter.was", share=_percent(healthy)))
    if now.undecided:
        lines.append(brush.say("meter.undecided", count=count(now.undecided)))
    elif now.worst is None:
        lines.append(brush.say("meter.none"))
    else:
        digit, answer, times = now.worst
        lines.append(brush.say("meter.worst", digit=digit, answer=answer, times=count(times)))
    return lines


def _draw_bars(brush: Brush, rect: Rect, meter: Meter) -> None:
    """One bar a digit, as high as its share of right answers; a line across it marks the share
    that the healthy network reads right."""
    theme, surface, small = brush.theme, brush.surface, brush.small
    caption, rest = rect.top_part(small * LINE)
    words = brush.say("meter.each")
    brush.write(words, caption[:2], brush.fit(words, small, caption.w), theme.muted)
    columns, names = rest.top_part(rest.h - small * LINE)
    now = None if meter.now is None else meter.now.by_digit.tolist()
    healthy = None if meter.healthy is None else meter.healthy.by_digit.tolist()
    for digit, column in enumerate(columns.columns(10, brush.px(6))):
        pygame.draw.rect(surface, theme.track, box(column))
        if now is not None:
            high = now[digit] * column.h
            lost = healthy is not None and now[digit] < healthy[digit] - _LOST
            bar = box(column._replace(y=column.bottom - high, h=high))
            pygame.draw.rect(surface, theme.damage if lost else theme.winner, bar)
        if healthy is not None:
            y = round(column.bottom - healthy[digit] * column.h)
            line = round(column.x), y, round(column.w), brush.px(2)
            pygame.draw.rect(surface, theme.text, line)
        at = column.center[0], names.bottom
        brush.write(str(digit), at, small, theme.muted, anchor="midbottom")


class Noise(NamedTuple):
    """The words of the noise's slider; (noise in per cent of σ, accuracy 0..1) of each amount
    tried so far, ascending; the noise now, in per cent of σ; and the slider's rect, window px."""

    words: str
    tried: tuple[tuple[int, float], ...]
    noise: int
    slider: Rect


class NoisePanel(Panel[Noise]):
    """The words of the noise's slider, and a curve of the accuracy at the amounts of noise tried
    so far. Each of its points stands above the place of that amount on the slider."""

    name = "break.noise"

    def look(self, state: State) -> Noise:
        return Noise(
            words=slider_words(state, "slide.noise"),
            tried=state.break_it.tried,
            noise=state.break_it.damage.noise,
            slider=state.stage.rect("slide.noise"),
        )

    def draw(self, brush: Brush, rect: Rect, value: Noise) -> None:
        theme, small = brush.theme, brush.small
        at = rect.x, rect.y + small * 0.65
        end = brush.write(value.words, at, small, theme.text, anchor="midleft").right
        hint = brush.say("curve" if len(value.tried) > 1 else "curve.empty")
        if brush.width(hint, small) <= rect.right - end - brush.px(20):
            brush.write(hint, (rect.right, at[1]), small, theme.muted, anchor="midright")
        track = value.slider.inset(brush.px(SLIDER_END), 0)
        top = rect.y + small * LINE + brush.px(6)
        _draw_curve(brush, Rect(track.x, top, track.w, rect.bottom - brush.px(10) - top), value)


def _draw_curve(brush: Brush, plot: Rect, value: Noise) -> None:
    """Accuracy upwards, 0..1, over noise to the right, 0..`MOST_NOISE`; a dot at the noise now."""
    theme, surface = brush.theme, brush.surface

    def height(accuracy: float) -> float:
        return plot.bottom - 1 - accuracy * (plot.h - 2)

    for accuracy, key in ((0.0, "curve.low"), (0.5, ""), (1.0, "curve.high")):
        y = round(height(accuracy))
        pygame.draw.line(surface, theme.track, (plot.x, y), (plot.right, y), 1)
        if key:
            at = plot.right + brush.px(10), y
            brush.write(brush.say(key), at, brush.px(20), theme.muted, anchor="midleft")
    points = [(plot.x + plot.w * n / MOST_NOISE, height(accuracy)) for n, accuracy in value.tried]
    if len(points) > 1:
        pygame.draw.lines(surface, theme.positive, False, points, brush.px(3))
    for (noise, _), point in zip(value.tried, points, strict=True):
        if noise == value.noise:
            pygame.draw.aacircle(surface, theme.text, point, brush.px(6))


class AboutPanel(Panel[tuple[str, ...]]):
    """One or two sentences on the damage touched last, with what it measurably does."""

    name = "break.words"

    def look(self, state: State) -> tuple[str, ...]:
        return sentences(state)

    def draw(self, brush: Brush, rect: Rect, value: tuple[str, ...]) -> None:
        draw_fitted(brush, value, rect, brush.small, (brush.theme.text, brush.theme.muted))


class CodePanel(Panel[Damage]):
    """The damage's code, cut short where there is no room for all of it."""

    name = "break.code"

    def look(self, state: State) -> Damage:
        return state.break_it.damage

    def draw(self, brush: Brush, rect: Rect, value: Damage) -> None:
        code, small = code_of(value), brush.small
        words = brush.say("code.is", code=code) if code else brush.say("code.none")
        bold, color = bool(code), brush.theme.text if code else brush.theme.muted
        size = brush.fit(words, brush.body, rect.w, bold)
        if size < small:
            size, words = small, shortened(brush.text, words, small, rect.w, bold)
        brush.write(words, (rect.x, rect.center[1]), size, color, bold=bold, anchor="midleft")


PANELS: tuple[Callable[[], Panel[Any]], ...] = (MeterPanel, NoisePanel, AboutPanel, CodePanel)
