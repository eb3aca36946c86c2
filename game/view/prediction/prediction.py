"""Prediction: the digit, how sure, ten bars, and the number when there are several digits."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.ink.reading import digit_words
from game.core.model.network import Array
from game.lab.stage.layout import TILES
from game.lab.state.state import State
from game.view.control import control_of
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box, draw_bar
from game.view.panel import OldPanel
from game.view.prediction.small import draw_small
from game.words.catalogue import brief, doubt_words
from game.words.numbers import percent


class PredictionPanel(OldPanel):
    """Draws into "prediction"; what it shows is onnxruntime's answer for the shown digit."""

    name = "prediction"

    def __init__(self, theme: Theme, text: Text) -> None:
        super().__init__(theme, text)
        self._bars: pygame.Surface | None = None

    def key(self, state: State) -> object:
        """Changes exactly when the panel must be drawn again."""
        tiles = [
            control_of(state, f"digit.{i}")
            for i in range(min(len(state.prediction.segments), TILES))
        ]
        answered = state.prediction.answered, state.prediction.answered_by, id(state.break_it.flip)
        return answered, state.prediction.shown, len(state.prediction.segments), tuple(tiles)

    def draw(self, brush: Brush, state: State) -> None:
        stage = state.stage
        if not stage.has("prediction.number"):
            draw_small(brush, state)
            self._draw_tiles(brush, state)
            return
        heading = stage.rect("prediction.heading")
        brush.write(
            brush.say("prediction"),
            heading[:2],
            brush.heading,
            brush.theme.text,
            bold=True,
        )
        self._draw_result(brush, state, stage.rect("prediction.result"))
        self._draw_bars(brush, state, stage.rect("prediction.bars"))
        self._draw_number(brush, state, stage.rect("prediction.number"))

    def _draw_result(self, brush: Brush, state: State, rect: Rect) -> None:
        probabilities = state.prediction.probabilities
        if probabilities is None:
            size = brush.body
            lines = brush.wrap(brush.say("prediction.blank"), size, rect.w)
            y = rect.center[1] - len(lines) * size * 0.65
            for line in lines:
                brush.write(line, (rect.x, y), size, brush.theme.muted)
                y += size * 1.3
            return
        if state.prediction.doubt >= DOUBTFUL:
            self._draw_doubt(brush, state, rect, probabilities)
            return
        order = probabilities.argsort()[::-1]
        digit, next_ = int(order[0]), int(order[1])
        place = brush.write(
            str(digit),
            (rect.x, rect.center[1]),
            brush.px(brush.theme.result),
            brush.theme.winner,
            bold=True,
            anchor="midleft",
        )
        x = place.right + brush.px(20)
        room = rect.right - x
        sure = percent(float(probabilities[digit]))
        size = brush.fit(sure, brush.px(54), room, bold=True)
        middle = rect.center[1] - brush.px(14)
        brush.write(sure, (x, middle), size, brush.theme.text, bold=True, anchor="midleft")
        then = brush.say(
            "prediction.next", digit=next_, percent=percent(float(probabilities[next_]))
        )
        size = brush.fit(then, brush.small, room)
        brush.write(then, (x, middle + brush.px(48)), size, brush.theme.muted, anchor="midleft")

    def _draw_doubt(self, brush: Brush, state: State, rect: Rect, probabilities: Array) -> None:
        """No digit is shouted where there hardly is one; what it comes closest to is still said."""
        at, size = (rect.x, rect.center[1]), brush.px(brush.theme.result)
        mark = brush.write("?", at, size, brush.theme.alert, bold=True, anchor="midleft")
        x = mark.right + brush.px(20)
        words = doubt_words(state.prediction.doubt)
        size = brush.fit(words, brush.px(40), rect.right - x, bold=True)
        y = rect.center[1] - brush.px(14)
        brush.write(words, (x, y), size, brush.theme.text, bold=True, anchor="midleft")
        digit = int(probabilities.argmax())
        closest = brush.say(
            "prediction.doubt", digit=digit, percent=percent(float(probabilities[digit]))
        )
        size = brush.fit(closest, brush.small, rect.right - x)
        at = (x, y + brush.px(48))
        brush.write(closest, at, size, brush.theme.muted, anchor="midleft")

    def _draw_bars(self, brush: Brush, state: State, rect: Rect) -> None:
        probabilities = state.prediction.probabilities
        area = box(rect)
        brush.surface.blit(self._empty_bars(brush, area.size), area)
        if probabilities is None:
            return
        top = int(probabilities.argmax())
        for digit, row in enumerate(rect.rows(10)):
            share = float(probabilities[digit])
            if share < 0.0005:
                continue
            wins = digit == top
            color = brush.theme.winner if wins else brush.theme.muted
            draw_bar(brush, _bar(brush, row), share, color)
            at = (row.right, row.center[1])
            shade = brush.theme.text if wins else brush.theme.muted
            brush.write(percent(share), at, brush.small, shade, anchor="midright")
            if wins:
                self._draw_digit(brush, row, digit, brush.theme.winner, bold=True)

    def _empty_bars(self, brush: Brush, size: tuple[int, int]) -> pygame.Surface:
        """Ten empty bars with their digits, drawn once: most of them are empty most of the time."""
        if self._bars is None or self._bars.get_size() != size:
            self._bars = pygame.Surface(size, depth=32)
            self._bars.fill(brush.theme.panel)
            on = brush.on(self._bars)
            for digit, row in enumerate(Rect(0, 0, *size).rows(10)):
                draw_bar(on, _bar(on, row), 0, brush.theme.track)
                self._draw_digit(on, row, digit, brush.theme.muted)
        return self._bars

    def _draw_digit(
        self, brush: Brush, row: Rect, digit: int, color: Color, bold: bool = False
    ) -> None:
        at, size = (row.x, row.center[1]), brush.px(30)
        if bold:  # over the plain one
            cover = Rect(row.x, row.y + 1, brush.px(36), row.h - 2)
            brush.surface.fill(brush.theme.panel, box(cover))
        brush.write(str(digit), at, size, color, bold=bold, anchor="midleft")

    def _draw_number(self, brush: Brush, state: State, rect: Rect) -> None:
        size = brush.small
        number = brief(state.prediction.number)
        if len(number) < 2:
            brush.paragraph(brush.say("number.hint"), rect[:2], size, brush.theme.muted, rect.w)
            return
        label = brush.write(brush.say("number"), rect[:2], size, brush.theme.muted)
        room = rect.w - label.w - brush.px(16)
        big = brush.fit(number, brush.px(54), room, bold=True)
        brush.write(
            number,
            (rect.right, rect.y - brush.px(8)),
            big,
            brush.theme.winner,
            bold=True,
            anchor="topright",
        )
        self._draw_tiles(brush, state)

    def _draw_tiles(self, brush: Brush, state: State) -> None:
        for index in range(min(len(state.prediction.answers), TILES)):
            if state.stage.has(f"digit.{index}"):
                self._draw_tile(brush, state, index)

    def _draw_tile(self, brush: Brush, state: State, index: int) -> None:
        name = f"digit.{index}"
        rect = state.stage.rect(name)
        held, hovered, focused = control_of(state, name)
        shown = index == state.prediction.shown
        fill = (
            brush.theme.button_down
            if held or shown
            else brush.theme.button_hover
            if hovered
            else brush.theme.button
        )
        edge = brush.theme.winner if shown or focused else brush.theme.panel_edge
        pygame.draw.rect(brush.surface, fill, box(rect), border_radius=brush.px(10))
        pygame.draw.rect(
            brush.surface,
            edge,
            box(rect),
            brush.px(3 if focused or shown else 1.5),
            border_radius=brush.px(10),
        )
        brush.write(
            digit_words(state.prediction.answers[index]),
            rect.center,
            brush.px(40),
            brush.theme.winner if shown else brush.theme.text,
            bold=True,
            anchor="center",
        )


def _bar(brush: Brush, row: Rect) -> Rect:
    """The bar of a row: between its digit and its percentage."""
    height, left, right = (brush.px(length) for length in (18, 40, 118))
    return Rect(row.x + left, row.center[1] - height / 2, row.w - left - right, height)
