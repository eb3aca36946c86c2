"""Break It: the accuracy meter, the curve over the noise, what the damage means, and its code."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.model.accuracy import Accuracy
from game.core.model.damage import MOST_NOISE
from game.lab.break_it.code import code_of
from game.lab.break_it.sentences import about
from game.lab.slider import SLIDER_END
from game.lab.stage.labels import slider_words
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, shortened
from game.view.paint.widgets import box, draw_fitted
from game.view.panel import OldPanel
from game.words.catalogue import say


class MeterPanel(OldPanel):
    """How many of 10,000 test digits are read right, which, and the commonest mistake."""

    name = "break.meter"

    def key(self, state: State) -> object:
        return id(state.break_it.accuracy), id(state.break_it.healthy)

    def draw(self, brush: Brush, state: State) -> None:
        rect, experiment = state.stage.rect(self.name), state.break_it
        left, bars = rect.left_part(0.42 * rect.w, brush.px(20))
        now, healthy = experiment.accuracy, experiment.healthy
        self._draw_words(brush, left, now, healthy)
        self._draw_bars(brush, bars, now, healthy)

    def _draw_words(
        self, brush: Brush, rect: Rect, now: Accuracy | None, healthy: Accuracy | None
    ) -> None:
        small = brush.small
        size = brush.px(64)
        big = brush.say("meter.wait") if now is None else shares(now)
        size = brush.fit(big, size, rect.w, bold=True)
        color = brush.theme.muted if now is None else brush.theme.winner
        brush.write(big, (rect.x, rect.y + brush.px(32)), size, color, bold=True, anchor="midleft")
        lines = [] if now is None else meter_lines(now, healthy)
        y = rect.y + brush.px(72)
        for words in lines:
            brush.write(words, (rect.x, y), brush.fit(words, small, rect.w), brush.theme.muted)
            y += small * LINE

    def _draw_bars(
        self, brush: Brush, rect: Rect, now: Accuracy | None, healthy: Accuracy | None
    ) -> None:
        """One column a digit; a tick marks what the healthy network reads."""
        small = brush.small
        caption, rest = rect.top_part(small * LINE)
        words = brush.say("meter.each")
        fits = brush.fit(words, small, caption.w)
        brush.write(words, caption[:2], fits, brush.theme.muted)
        columns, names = rest.top_part(rest.h - small * LINE)
        for digit, column in enumerate(columns.columns(10, brush.px(6))):
            pygame.draw.rect(brush.surface, brush.theme.track, box(column))
            if now is not None:
                share = float(now.by_digit[digit])
                filled = column._replace(y=column.bottom - share * column.h, h=share * column.h)
                lost = healthy is not None and share < float(healthy.by_digit[digit]) - 0.1
                pygame.draw.rect(
                    brush.surface, brush.theme.alert if lost else brush.theme.winner, box(filled)
                )
            if healthy is not None:
                y = round(column.bottom - float(healthy.by_digit[digit]) * column.h)
                pygame.draw.rect(
                    brush.surface,
                    brush.theme.text,
                    (round(column.x), y, round(column.w), brush.px(2)),
                )
            at = column.center[0], names.bottom
            brush.write(str(digit), at, small, brush.theme.muted, anchor="midbottom")


def shares(accuracy: Accuracy) -> str:
    """An accuracy to the digit: 10,000 digits give two decimals."""
    return f"{100 * accuracy.share:.2f} %"


def meter_lines(now: Accuracy, healthy: Accuracy | None) -> list[str]:
    """What stands below the accuracy."""
    of = say("meter.of", count=f"{now.count:,}")
    lines = [of] if healthy is None else [of, say("meter.was", share=shares(healthy))]
    if now.undecided:
        lines.append(say("meter.undecided", count=f"{now.undecided:,}"))
    elif now.worst is None:
        lines.append(say("meter.none"))
    else:
        digit, answer, times = now.worst
        lines.append(say("meter.worst", digit=digit, answer=answer, times=f"{times:,}"))
    return lines


class NoisePanel(OldPanel):
    """The caption of the noise's slider, and the accuracy at the amounts tried so far, each above
    its place on the slider."""

    name = "break.noise"

    def key(self, state: State) -> object:
        return state.break_it.tried, slider_words(state, "slide.noise")

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        track = state.stage.rect("slide.noise").inset(brush.px(SLIDER_END), 0)
        small = brush.small
        words = slider_words(state, "slide.noise")
        at = rect.x, rect.y + small * 0.65
        end = brush.write(words, at, small, brush.theme.text, anchor="midleft").right
        tried, noise = state.break_it.tried, state.break_it.damage.noise
        hint = brush.say("curve" if len(tried) > 1 else "curve.empty")
        room = rect.right - end - brush.px(20)
        if brush.width(hint, small) <= room:
            brush.write(hint, (rect.right, at[1]), small, brush.theme.muted, anchor="midright")
        plot = Rect(track.x, rect.y + small * LINE + brush.px(6), track.w, 0)
        plot = plot._replace(h=rect.bottom - brush.px(10) - plot.y)
        for share in (0.0, 0.5, 1.0):
            y = round(plot.bottom - 1 - share * (plot.h - 2))
            pygame.draw.line(brush.surface, brush.theme.track, (plot.x, y), (plot.right, y), 1)
            words = f"{100 * share:.0f} %"
            if share != 0.5:
                right = plot.right + brush.px(10), y
                anchor = "midleft"
                brush.write(words, right, brush.px(20), brush.theme.muted, anchor=anchor)
        points = [
            (plot.x + plot.w * n / MOST_NOISE, plot.bottom - 1 - share * (plot.h - 2))
            for n, share in tried
        ]
        if len(points) > 1:
            pygame.draw.lines(brush.surface, brush.theme.positive, False, points, brush.px(3))
        for (n, _), point in zip(tried, points, strict=True):
            if n == noise:
                pygame.draw.aacircle(brush.surface, brush.theme.text, point, brush.px(6))


class AboutPanel(OldPanel):
    """One or two sentences on the experiment touched last, with what it measurably does."""

    name = "break.words"

    def key(self, state: State) -> object:
        return about(state)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        draw_fitted(
            brush,
            about(state),
            rect,
            brush.small,
            (brush.theme.text, brush.theme.muted),
        )


class CodePanel(OldPanel):
    """The damage's code, as much of it as there is room for."""

    name = "break.code"

    def key(self, state: State) -> object:
        return state.break_it.damage, None

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        code = code_of(state.break_it.damage)
        words = brush.say("code.is", code=code) if code else brush.say("code.none")
        small = brush.small
        size = brush.fit(words, brush.body, rect.w, bold=bool(code))
        words = shortened(brush.text, words, small, rect.w, bool(code)) if size < small else words
        size = max(size, small)
        color = brush.theme.text if code else brush.theme.muted
        at = rect.x, rect.center[1]
        brush.write(words, at, size, color, bold=bool(code), anchor="midleft")
