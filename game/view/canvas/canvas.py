"""The canvas with its ink, its buttons, and what the network sees of it."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.ink.reading import digit_words
from game.core.kept import kept
from game.lab.state.canvas import READ
from game.lab.state.state import State
from game.view.canvas.ink_picture import InkPicture
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_bar
from game.view.panel import OldPanel
from game.words.catalogue import doubt_words


class CanvasPanel(OldPanel):
    """Draws into "canvas": hint, ink, and a box around each of several digits."""

    name = "canvas"

    def __init__(self, theme: Theme, text: Text) -> None:
        super().__init__(theme, text)
        self._picture: InkPicture | None = None

    def key(self, state: State) -> object:
        answered = state.prediction.answered, state.prediction.answered_by
        return state.canvas.ink, state.prediction.read, answered, state.prediction.shown

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect("canvas")
        side = round(rect.w)
        if self._picture is None or self._picture.surface.get_width() != side:
            self._picture = InkPicture(side, brush.theme.canvas, brush.theme.ink)
        self._picture.show(state.canvas.ink)
        brush.surface.blit(self._picture.surface, box(rect))
        if not state.canvas.ink.strokes and not state.canvas.script:
            self._draw_hint(brush, rect)
        if len(state.prediction.segments) > 1:
            for index in range(len(state.prediction.segments)):
                self._draw_digit_box(brush, state, rect, index)
        if len(state.prediction.doubts):
            self._draw_gauge(brush, state, rect)
        if state.canvas.first_read:
            self._draw_unread(brush, rect)
        _draw_edge(brush, rect)

    def _draw_hint(self, brush: Brush, rect: Rect) -> None:
        size = brush.body
        lines = brush.wrap(brush.say("canvas.hint"), size, rect.w * 0.8)
        y = rect.center[1] - len(lines) * size * LINE / 2
        for line in lines:
            brush.write(line, (rect.center[0], y), size, brush.theme.muted, anchor="midtop")
            y += size * LINE

    def _draw_unread(self, brush: Brush, rect: Rect) -> None:
        """Along the top, on a ground of its own: what of so much ink is read."""
        words = brush.say("canvas.unread", count=READ)
        row = Rect(rect.x, rect.y, rect.w, brush.px(44)).inset(brush.px(8))
        pygame.draw.rect(brush.surface, brush.theme.button, box(row), border_radius=brush.px(6))
        size = brush.fit(words, brush.small, row.w - brush.px(16))
        brush.write(words, row.center, size, brush.theme.text, anchor="center")

    def _draw_gauge(self, brush: Brush, state: State, rect: Rect) -> None:
        """Along the bottom: is it a digit at all? The bar grows with the doubt."""
        doubt = state.prediction.doubt
        words, size = doubt_words(doubt), brush.small
        row = Rect(rect.x, rect.bottom - brush.px(40), rect.w, brush.px(30)).inset(brush.px(18), 0)
        color = brush.theme.alert if doubt >= DOUBTFUL else brush.theme.muted
        width = brush.width(words, size)
        at = (row.right, row.center[1])
        brush.write(words, at, size, color, anchor="midright")
        height = brush.px(8)
        bar = Rect(row.x, row.center[1] - height / 2, row.w - width - brush.px(16), height)
        draw_bar(brush, bar, doubt, color)

    def _draw_digit_box(self, brush: Brush, state: State, rect: Rect, index: int) -> None:
        scale = rect.w / state.canvas.ink.width
        found = state.prediction.segments[index].box
        area = box(
            Rect(
                rect.x + found.x * scale, rect.y + found.y * scale, found.w * scale, found.h * scale
            ).inset(-brush.px(6))
        ).clip(box(rect.inset(brush.px(3))))
        shown = index == state.prediction.shown
        color = brush.theme.winner if shown else brush.theme.muted
        pygame.draw.rect(brush.surface, color, area, brush.px(3 if shown else 1.5), brush.px(8))
        if index < len(state.prediction.answers):
            digit = digit_words(state.prediction.answers[index])
            # Above the box where there is room, else inside its top.
            above = area.top - rect.y > brush.px(44)
            brush.write(
                digit,
                (area.centerx, area.top - brush.px(4) if above else area.top),
                brush.px(36),
                color,
                bold=True,
                anchor="midbottom" if above else "midtop",
            )


def _draw_edge(brush: Brush, rect: Rect) -> None:
    """A rounded edge, with the ground over the corners outside it. The corners are kept: drawing
    a rounded rectangle of this size takes longer than all the ink of a frame."""
    area, radius, width = box(rect), brush.px(14), brush.px(2)
    for side in (
        (area.left, area.top, area.w, width),
        (area.left, area.bottom - width, area.w, width),
        (area.left, area.top, width, area.h),
        (area.right - width, area.top, width, area.h),
    ):
        brush.surface.fill(brush.theme.panel_edge, side)
    corners = _corners(brush.theme, radius, width)
    left, top, right, bottom = area.left, area.top, area.right - radius, area.bottom - radius
    places = ((left, top), (right, top), (left, bottom), (right, bottom))
    brush.surface.blits(list(zip(corners, places, strict=True)))


@kept(2)
def _corners(theme: Theme, radius: int, width: int) -> list[pygame.Surface]:
    """Ground, edge and canvas: left and right of the top, then of the bottom."""
    image = pygame.Surface((radius, radius), pygame.SRCALPHA)
    image.fill(theme.ground)
    pygame.draw.aacircle(image, theme.panel_edge, (radius, radius), radius)
    pygame.draw.aacircle(image, theme.canvas, (radius, radius), radius - width)
    return [pygame.transform.flip(image, x, y) for y in (False, True) for x in (False, True)]
