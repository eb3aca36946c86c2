"""The band of a lesson: which step it is at, and the one sentence of that step."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.lesson.update import said
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.lines import Line, write_paragraph
from game.view.paint.text import LINE
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.words.catalogue import say

#: width of the step's number, and the margin around the sentence, px at 1080 lines
_NUMBER, _MARGIN = 96, 14


class Band(NamedTuple):
    """``number``: which step of how many; ``words``: its sentence; ``mark``: "done" once what it
    waits for has happened, "waiting" before, "" where it waits for nothing."""

    number: str
    words: str
    mark: str


class BandPanel(Panel[Band]):
    """Draws the band."""

    name = "lesson"

    def look(self, state: State) -> Band:
        lessons, step = state.lessons, state.lessons.step
        if step is None or lessons.running is None:
            return Band("", "", "")
        number = say("lesson.number", at=lessons.at + 1, all=len(lessons.running.steps))
        mark = "done" if lessons.at in lessons.done else "waiting" if step.until else ""
        return Band(number, said(step.say, state.screen.language), mark)

    def draw(self, brush: Brush, rect: Rect, value: Band) -> None:
        theme, area = brush.theme, box(rect)
        pygame.draw.rect(brush.surface, theme.button, area, border_radius=brush.px(14))
        pygame.draw.rect(brush.surface, theme.edge, area, brush.px(2), brush.px(14))
        number, _ = rect.left_part(brush.px(_NUMBER))
        x, y = number.x + number.w / 2 + brush.px(6), number.center[1]
        high = brush.body * LINE
        at = x, y - (high / 2 if value.mark else 0)
        brush.write(value.number, at, brush.body, theme.muted, bold=True, anchor="center")
        if value.mark:
            _draw_mark(brush, (round(x), round(y + high / 2)), value.mark == "done")
        inner = self.words_in(brush, rect)
        size = self.size_of(brush, value.words, inner)
        high = min(len(brush.wrap(value.words, size, inner.w)) * size * LINE, inner.h)
        inner = inner._replace(y=inner.center[1] - high / 2, h=high)
        write_paragraph(brush, inner, Line((value.words,), size, theme.text))

    @staticmethod
    def words_in(brush: Brush, rect: Rect) -> Rect:
        """Where the sentence stands in the band."""
        return rect.left_part(brush.px(_NUMBER))[1].inset(brush.px(_MARGIN), 0)

    @staticmethod
    def size_of(brush: Brush, words: str, rect: Rect) -> int:
        """The largest size at which the words have room, px; else the smallest."""
        for size in (brush.title, brush.body):
            if len(brush.wrap(words, size, rect.w)) * size * LINE <= rect.h:
                return size
        return brush.small


def _draw_mark(brush: Brush, at: tuple[int, int], done: bool) -> None:
    """A tick in a disc, or a ring that waits for it."""
    theme, radius = brush.theme, brush.px(15)
    pygame.draw.aacircle(brush.surface, theme.text, at, radius, 0 if done else brush.px(3))
    if done:
        x, y = at
        points = [(x - 0.5 * radius, y), (x - 0.1 * radius, y + 0.42 * radius)]
        points.append((x + 0.52 * radius, y - 0.4 * radius))
        pygame.draw.lines(brush.surface, theme.button, False, points, brush.px(5))


PANELS = (BandPanel,)
