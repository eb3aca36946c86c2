"""The canvas with its ink, its buttons, and what the network sees of it."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.kept import kept
from game.lab.state.state import READ, State, digit_words
from game.view.canvas.ink_picture import InkPicture
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_bar
from game.view.panel import Panel
from game.words.catalogue import doubt_words, say


class CanvasPanel(Panel):
    """Draws into "canvas": hint, ink, and a box around each of several digits."""

    name = "canvas"

    def __init__(self, theme: Theme, text: Text) -> None:
        super().__init__(theme, text)
        self._picture: InkPicture | None = None

    def key(self, state: State) -> object:
        answered = state.answer_revision, state.answered_network
        return state.ink_revision, state.read_revision, answered, state.shown

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, rect = self._theme, state.stage.rect("canvas")
        side = round(rect.w)
        if self._picture is None or self._picture.surface.get_width() != side:
            self._picture = InkPicture(side, theme.canvas, theme.ink)
        self._picture.show(state.ink)
        surface.blit(self._picture.surface, box(rect))
        if not state.ink.strokes and not state.script:
            self._draw_hint(surface, rect)
        if len(state.segments) > 1:
            for index in range(len(state.segments)):
                self._draw_digit_box(surface, state, rect, index)
        if len(state.doubts):
            self._draw_gauge(surface, state, rect)
        if state.first_read:
            self._draw_unread(surface, rect)
        _draw_edge(surface, theme, rect)

    def _draw_hint(self, surface: pygame.Surface, rect: Rect) -> None:
        theme = self._theme
        size = theme.px(theme.body)
        lines = self._text.wrap(say("canvas.hint"), size, rect.w * 0.8)
        y = rect.centre[1] - len(lines) * size * LINE / 2
        for line in lines:
            self._text.draw(surface, line, (rect.centre[0], y), size, theme.muted, anchor="midtop")
            y += size * LINE

    def _draw_unread(self, surface: pygame.Surface, rect: Rect) -> None:
        """Along the top, on a ground of its own: what of so much ink is read."""
        theme, words = self._theme, say("canvas.unread", count=READ)
        row = Rect(rect.x, rect.y, rect.w, theme.px(44)).inset(theme.px(8))
        pygame.draw.rect(surface, theme.button, box(row), border_radius=theme.px(6))
        size = self._text.fit(words, theme.px(theme.small), row.w - theme.px(16))
        self._text.draw(surface, words, row.centre, size, theme.text, anchor="center")

    def _draw_gauge(self, surface: pygame.Surface, state: State, rect: Rect) -> None:
        """Along the bottom: is it a digit at all? The bar grows with the doubt."""
        theme, doubt = self._theme, state.doubt
        words, size = doubt_words(doubt), theme.px(theme.small)
        row = Rect(rect.x, rect.bottom - theme.px(40), rect.w, theme.px(30)).inset(theme.px(18), 0)
        colour = theme.alert if doubt >= DOUBTFUL else theme.muted
        width = self._text.width(words, size)
        at = (row.right, row.centre[1])
        self._text.draw(surface, words, at, size, colour, anchor="midright")
        height = theme.px(8)
        bar = Rect(row.x, row.centre[1] - height / 2, row.w - width - theme.px(16), height)
        draw_bar(surface, theme, bar, doubt, colour)

    def _draw_digit_box(
        self, surface: pygame.Surface, state: State, rect: Rect, index: int
    ) -> None:
        theme = self._theme
        scale = rect.w / state.ink.width
        found = state.segments[index].box
        area = box(
            Rect(
                rect.x + found.x * scale, rect.y + found.y * scale, found.w * scale, found.h * scale
            ).inset(-theme.px(6))
        ).clip(box(rect.inset(theme.px(3))))
        shown = index == state.shown
        colour = theme.winner if shown else theme.muted
        pygame.draw.rect(surface, colour, area, theme.px(3 if shown else 1.5), theme.px(8))
        if index < len(state.answers):
            digit = digit_words(state.answers[index])
            # Above the box where there is room, else inside its top.
            above = area.top - rect.y > theme.px(44)
            self._text.draw(
                surface,
                digit,
                (area.centerx, area.top - theme.px(4) if above else area.top),
                theme.px(36),
                colour,
                bold=True,
                anchor="midbottom" if above else "midtop",
            )


def _draw_edge(surface: pygame.Surface, theme: Theme, rect: Rect) -> None:
    """A rounded edge, with the ground over the corners outside it. The corners are kept: drawing
    a rounded rectangle of this size takes longer than all the ink of a frame."""
    area, radius, width = box(rect), theme.px(14), theme.px(2)
    for side in (
        (area.left, area.top, area.w, width),
        (area.left, area.bottom - width, area.w, width),
        (area.left, area.top, width, area.h),
        (area.right - width, area.top, width, area.h),
    ):
        surface.fill(theme.panel_edge, side)
    corners = _corners(theme, radius, width)
    left, top, right, bottom = area.left, area.top, area.right - radius, area.bottom - radius
    places = ((left, top), (right, top), (left, bottom), (right, bottom))
    surface.blits(list(zip(corners, places, strict=True)))


@kept(2)
def _corners(theme: Theme, radius: int, width: int) -> list[pygame.Surface]:
    """Ground, edge and canvas: left and right of the top, then of the bottom."""
    image = pygame.Surface((radius, radius), pygame.SRCALPHA)
    image.fill(theme.ground)
    pygame.draw.aacircle(image, theme.panel_edge, (radius, radius), radius)
    pygame.draw.aacircle(image, theme.canvas, (radius, radius), radius - width)
    return [pygame.transform.flip(image, x, y) for y in (False, True) for x in (False, True)]
