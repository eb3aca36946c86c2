"""Prediction: the digit, how sure, ten bars, and the number when there are several digits."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.model.network import Array
from game.lab.stage.layout import TILES
from game.lab.state.state import State, digit_words
from game.view.paint.text import Text
from game.view.paint.theme import Colour, Theme
from game.view.paint.widgets import box, control_look, draw_bar
from game.view.panel import Panel
from game.view.prediction.small import draw_small
from game.words.catalogue import brief, doubt_words, percent, say


class PredictionPanel(Panel):
    """Draws into "prediction"; what it shows is onnxruntime's answer for the shown digit."""

    name = "prediction"

    def __init__(self, theme: Theme, text: Text) -> None:
        super().__init__(theme, text)
        self._bars: pygame.Surface | None = None

    def key(self, state: State) -> object:
        """Changes exactly when the panel must be drawn again."""
        tiles = [control_look(state, f"digit.{i}") for i in range(min(len(state.segments), TILES))]
        answered = state.answer_revision, state.answered_network, id(state.experiment.flip)
        return answered, state.shown, len(state.segments), tuple(tiles)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, stage = self._theme, state.stage
        if not stage.has("prediction.number"):
            draw_small(surface, theme, self._text, state)
            self._draw_tiles(surface, state)
            return
        heading = stage.rect("prediction.heading")
        self._text.draw(
            surface, say("prediction"), heading[:2], theme.px(theme.heading), theme.text, bold=True
        )
        self._draw_result(surface, state, stage.rect("prediction.result"))
        self._draw_bars(surface, state, stage.rect("prediction.bars"))
        self._draw_number(surface, state, stage.rect("prediction.number"))

    def _draw_result(self, surface: pygame.Surface, state: State, rect: Rect) -> None:
        theme, text = self._theme, self._text
        probabilities = state.probabilities
        if probabilities is None:
            size = theme.px(theme.body)
            lines = text.wrap(say("prediction.blank"), size, rect.w)
            y = rect.centre[1] - len(lines) * size * 0.65
            for line in lines:
                text.draw(surface, line, (rect.x, y), size, theme.muted)
                y += size * 1.3
            return
        if state.doubt >= DOUBTFUL:
            self._draw_doubt(surface, state, rect, probabilities)
            return
        order = probabilities.argsort()[::-1]
        digit, next_ = int(order[0]), int(order[1])
        place = text.draw(
            surface,
            str(digit),
            (rect.x, rect.centre[1]),
            theme.px(theme.result),
            theme.winner,
            bold=True,
            anchor="midleft",
        )
        x = place.right + theme.px(20)
        room = rect.right - x
        sure = percent(float(probabilities[digit]))
        size = text.fit(sure, theme.px(54), room, bold=True)
        middle = rect.centre[1] - theme.px(14)
        text.draw(surface, sure, (x, middle), size, theme.text, bold=True, anchor="midleft")
        then = say("prediction.next", digit=next_, percent=percent(float(probabilities[next_])))
        size = text.fit(then, theme.px(theme.small), room)
        text.draw(surface, then, (x, middle + theme.px(48)), size, theme.muted, anchor="midleft")

    def _draw_doubt(
        self, surface: pygame.Surface, state: State, rect: Rect, probabilities: Array
    ) -> None:
        """No digit is shouted where there hardly is one; what it comes closest to is still said."""
        theme, text = self._theme, self._text
        mark = text.draw(
            surface, "?", (rect.x, rect.centre[1]), theme.px(theme.result), theme.alert,
            bold=True, anchor="midleft",
        )  # fmt: skip
        x = mark.right + theme.px(20)
        words = doubt_words(state.doubt)
        size = text.fit(words, theme.px(40), rect.right - x, bold=True)
        y = rect.centre[1] - theme.px(14)
        text.draw(surface, words, (x, y), size, theme.text, bold=True, anchor="midleft")
        digit = int(probabilities.argmax())
        closest = say("prediction.doubt", digit=digit, percent=percent(float(probabilities[digit])))
        size = text.fit(closest, theme.px(theme.small), rect.right - x)
        at = (x, y + theme.px(48))
        text.draw(surface, closest, at, size, theme.muted, anchor="midleft")

    def _draw_bars(self, surface: pygame.Surface, state: State, rect: Rect) -> None:
        theme, probabilities = self._theme, state.probabilities
        area = box(rect)
        surface.blit(self._empty_bars(area.size), area)
        if probabilities is None:
            return
        top = int(probabilities.argmax())
        for digit, row in enumerate(rect.rows(10)):
            share = float(probabilities[digit])
            if share < 0.0005:
                continue
            wins = digit == top
            colour = theme.winner if wins else theme.muted
            draw_bar(surface, theme, self._bar(row), share, colour)
            at = (row.right, row.centre[1])
            shade, size = theme.text if wins else theme.muted, theme.px(theme.small)
            self._text.draw(surface, percent(share), at, size, shade, anchor="midright")
            if wins:
                self._draw_digit(surface, row, digit, theme.winner, bold=True)

    def _empty_bars(self, size: tuple[int, int]) -> pygame.Surface:
        """Ten empty bars with their digits, drawn once: most of them are empty most of the time."""
        if self._bars is None or self._bars.get_size() != size:
            self._bars = pygame.Surface(size, depth=32)
            self._bars.fill(self._theme.panel)
            for digit, row in enumerate(Rect(0, 0, *size).rows(10)):
                draw_bar(self._bars, self._theme, self._bar(row), 0, self._theme.track)
                self._draw_digit(self._bars, row, digit, self._theme.muted)
        return self._bars

    def _bar(self, row: Rect) -> Rect:
        """The bar of a row: between its digit and its percentage."""
        height, left, right = (self._theme.px(length) for length in (18, 40, 118))
        return Rect(row.x + left, row.centre[1] - height / 2, row.w - left - right, height)

    def _draw_digit(
        self, surface: pygame.Surface, row: Rect, digit: int, colour: Colour, bold: bool = False
    ) -> None:
        at, size = (row.x, row.centre[1]), self._theme.px(30)
        if bold:  # over the plain one
            cover = Rect(row.x, row.y + 1, self._theme.px(36), row.h - 2)
            surface.fill(self._theme.panel, box(cover))
        self._text.draw(surface, str(digit), at, size, colour, bold=bold, anchor="midleft")

    def _draw_number(self, surface: pygame.Surface, state: State, rect: Rect) -> None:
        theme, text = self._theme, self._text
        size = theme.px(theme.small)
        number = brief(state.number)
        if len(number) < 2:
            text.paragraph(surface, say("number.hint"), rect[:2], size, theme.muted, rect.w)
            return
        label = text.draw(surface, say("number"), rect[:2], size, theme.muted)
        room = rect.w - label.w - theme.px(16)
        big = text.fit(number, theme.px(54), room, bold=True)
        text.draw(
            surface,
            number,
            (rect.right, rect.y - theme.px(8)),
            big,
            theme.winner,
            bold=True,
            anchor="topright",
        )
        self._draw_tiles(surface, state)

    def _draw_tiles(self, surface: pygame.Surface, state: State) -> None:
        for index in range(min(len(state.answers), TILES)):
            if state.stage.has(f"digit.{index}"):
                self._draw_tile(surface, state, index)

    def _draw_tile(self, surface: pygame.Surface, state: State, index: int) -> None:
        theme = self._theme
        name = f"digit.{index}"
        rect = state.stage.rect(name)
        held, hovered, focused = control_look(state, name)
        shown = index == state.shown
        fill = (
            theme.button_down if held or shown else theme.button_hover if hovered else theme.button
        )
        edge = theme.winner if shown or focused else theme.panel_edge
        pygame.draw.rect(surface, fill, box(rect), border_radius=theme.px(10))
        pygame.draw.rect(
            surface,
            edge,
            box(rect),
            theme.px(3 if focused or shown else 1.5),
            border_radius=theme.px(10),
        )
        self._text.draw(
            surface,
            digit_words(state.answers[index]),
            rect.centre,
            theme.px(40),
            theme.winner if shown else theme.text,
            bold=True,
            anchor="center",
        )
