"""Break It: the accuracy meter, the curve over the noise, what the damage means, and its code."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.model.accuracy import Accuracy
from game.core.model.damage import MOST_NOISE
from game.lab.break_it.code import code_of
from game.lab.break_it.sentences import about
from game.lab.stage.labels import slider_words
from game.lab.stage.sliders import SLIDER_END
from game.lab.state.state import State
from game.view.paint.text import LINE, draw_fitted, shortened
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.words.catalogue import say


class MeterPanel(Panel):
    """How many of 10,000 test digits are read right, which, and the commonest mistake."""

    name = "break.meter"

    def key(self, state: State) -> object:
        return id(state.experiment.accuracy), id(state.experiment.healthy)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        rect, experiment = state.stage.rect(self.name), state.experiment
        left, bars = rect.left_part(0.42 * rect.w, self._theme.px(20))
        now, healthy = experiment.accuracy, experiment.healthy
        self._draw_words(surface, left, now, healthy)
        self._draw_bars(surface, bars, now, healthy)

    def _draw_words(
        self, surface: pygame.Surface, rect: Rect, now: Accuracy | None, healthy: Accuracy | None
    ) -> None:
        theme, text, small = self._theme, self._text, self._theme.px(self._theme.small)
        size = theme.px(64)
        big = say("meter.wait") if now is None else shares(now)
        size = text.fit(big, size, rect.w, bold=True)
        colour = theme.muted if now is None else theme.winner
        text.draw(
            surface, big, (rect.x, rect.y + theme.px(32)), size, colour, bold=True, anchor="midleft"
        )
        lines = [] if now is None else meter_lines(now, healthy)
        y = rect.y + theme.px(72)
        for words in lines:
            text.draw(surface, words, (rect.x, y), text.fit(words, small, rect.w), theme.muted)
            y += small * LINE

    def _draw_bars(
        self, surface: pygame.Surface, rect: Rect, now: Accuracy | None, healthy: Accuracy | None
    ) -> None:
        """One column a digit; a tick marks what the healthy network reads."""
        theme, text, small = self._theme, self._text, self._theme.px(self._theme.small)
        caption, rest = rect.top_part(small * LINE)
        words = say("meter.each")
        fits = text.fit(words, small, caption.w)
        text.draw(surface, words, caption[:2], fits, theme.muted)
        columns, names = rest.top_part(rest.h - small * LINE)
        for digit, column in enumerate(columns.columns(10, theme.px(6))):
            pygame.draw.rect(surface, theme.track, box(column))
            if now is not None:
                share = float(now.by_digit[digit])
                filled = column._replace(y=column.bottom - share * column.h, h=share * column.h)
                lost = healthy is not None and share < float(healthy.by_digit[digit]) - 0.1
                pygame.draw.rect(surface, theme.alert if lost else theme.winner, box(filled))
            if healthy is not None:
                y = round(column.bottom - float(healthy.by_digit[digit]) * column.h)
                pygame.draw.rect(
                    surface, theme.text, (round(column.x), y, round(column.w), theme.px(2))
                )
            at = column.centre[0], names.bottom
            text.draw(surface, str(digit), at, small, theme.muted, anchor="midbottom")


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


class NoisePanel(Panel):
    """The caption of the noise's slider, and the accuracy at the amounts tried so far, each above
    its place on the slider."""

    name = "break.noise"

    def key(self, state: State) -> object:
        return state.experiment.tried, slider_words(state, "slide.noise")

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        track = state.stage.rect("slide.noise").inset(theme.px(SLIDER_END), 0)
        small = theme.px(theme.small)
        words = slider_words(state, "slide.noise")
        at = rect.x, rect.y + small * 0.65
        end = text.draw(surface, words, at, small, theme.text, anchor="midleft").right
        tried, noise = state.experiment.tried, state.experiment.damage.noise
        hint = say("curve" if len(tried) > 1 else "curve.empty")
        room = rect.right - end - theme.px(20)
        if text.width(hint, small) <= room:
            text.draw(surface, hint, (rect.right, at[1]), small, theme.muted, anchor="midright")
        plot = Rect(track.x, rect.y + small * LINE + theme.px(6), track.w, 0)
        plot = plot._replace(h=rect.bottom - theme.px(10) - plot.y)
        for share in (0.0, 0.5, 1.0):
            y = round(plot.bottom - 1 - share * (plot.h - 2))
            pygame.draw.line(surface, theme.track, (plot.x, y), (plot.right, y), 1)
            words = f"{100 * share:.0f} %"
            if share != 0.5:
                right = plot.right + theme.px(10), y
                anchor = "midleft"
                text.draw(surface, words, right, theme.px(20), theme.muted, anchor=anchor)
        points = [
            (plot.x + plot.w * n / MOST_NOISE, plot.bottom - 1 - share * (plot.h - 2))
            for n, share in tried
        ]
        if len(points) > 1:
            pygame.draw.lines(surface, theme.positive, False, points, theme.px(3))
        for (n, _), point in zip(tried, points, strict=True):
            if n == noise:
                pygame.draw.aacircle(surface, theme.text, point, theme.px(6))


class AboutPanel(Panel):
    """One or two sentences on the experiment touched last, with what it measurably does."""

    name = "break.words"

    def key(self, state: State) -> object:
        return about(state)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, rect = self._theme, state.stage.rect(self.name)
        draw_fitted(
            surface,
            self._text,
            about(state),
            rect,
            theme.px(theme.small),
            (theme.text, theme.muted),
        )


class CodePanel(Panel):
    """The damage's code, as much of it as there is room for."""

    name = "break.code"

    def key(self, state: State) -> object:
        return state.experiment.damage, state.copies

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        code = code_of(state.experiment.damage)
        words = say("code.is", code=code) if code else say("code.none")
        small = theme.px(theme.small)
        size = text.fit(words, theme.px(theme.body), rect.w, bold=bool(code))
        words = shortened(text, words, small, rect.w, bool(code)) if size < small else words
        size = max(size, small)
        colour = theme.text if code else theme.muted
        at = rect.x, rect.centre[1]
        text.draw(surface, words, at, size, colour, bold=bool(code), anchor="midleft")
