"""The canvas: its hint, its ink, a box around each of several digits, and the gauge of doubt."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.ink.ink import Ink
from game.core.ink.verdict import Verdict
from game.core.kept import kept
from game.lab.card.paint import Paint, paint_of
from game.lab.network.playback import told
from game.lab.state.canvas import READ
from game.lab.state.prediction import Prediction
from game.lab.state.state import State
from game.view.canvas.crosshair import Crosshair, crosshair_of, draw_crosshair
from game.view.canvas.ink_picture import InkPicture
from game.view.paint.brush import Brush
from game.view.paint.on_drawing import draw_paint
from game.view.paint.text import LINE
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_bar
from game.view.panel import Panel
from game.words.catalogue import doubt_words


class DigitBox(NamedTuple):
    """The box around one of several digits, canvas px.

    ``digit`` is the one read in it, "?" where it is not sure, and "" before there is an answer, or
    before it is told. ``sure``: whether it is; ``shown``: whether the network shows this digit.
    """

    box: Rect
    digit: str
    sure: bool
    shown: bool


class Drawing(NamedTuple):
    """``hint``: whether it asks for a drawing. ``digits`` is empty unless there are several.
    ``doubt``: whether the shown one is a digit at all, 0 (it is) … 1; None where nothing is judged.
    ``small``: whether all the ink is a dot. ``unread``: whether there are more strokes than are
    read."""

    ink: Ink
    hint: bool
    digits: tuple[DigitBox, ...]
    doubt: float | None
    small: bool
    unread: bool
    #: what the answer to "Why 7?" paints on it
    paint: Paint | None = None
    #: the keyboard's pen, where that is at hand
    pen: Crosshair | None = None


class CanvasPanel(Panel[Drawing]):
    """Under a moving pen this panel alone is drawn at once, before the next frame is due."""

    name = "canvas"
    covers = True

    def __init__(self) -> None:
        self._picture: InkPicture | None = None

    def look(self, state: State) -> Drawing:
        canvas, prediction = state.canvas, state.prediction
        return Drawing(
            ink=canvas.ink,
            hint=not canvas.ink.strokes and not canvas.script,
            digits=_digits(prediction, told(state)) if len(prediction.segments) > 1 else (),
            doubt=prediction.doubt if len(prediction.doubts) else None,
            small=bool(canvas.ink.strokes and not canvas.growing and not prediction.segments),
            unread=canvas.first_read > 0,
            paint=paint_of(state),
            pen=crosshair_of(state),
        )

    def draw(self, brush: Brush, rect: Rect, value: Drawing) -> None:
        picture = self._picture_of(brush.theme, round(rect.w))
        picture.show(value.ink)
        brush.surface.blit(picture.surface, box(rect))
        if value.paint is not None:
            draw_paint(brush, rect, rect.w / value.ink.width, value.paint)
        if value.hint:
            _draw_hint(brush, rect)
        for found in value.digits:
            _draw_digit_box(brush, rect, rect.w / value.ink.width, found)
        if value.doubt is not None:
            _draw_gauge(brush, rect, value.doubt)
        if value.small:
            _draw_note(brush, rect, (brush.say("canvas.small"), brush.say("canvas.small.short")))
        if value.unread:
            words = brush.say("canvas.unread", count=READ)
            _draw_note(brush, rect, (words, brush.say("canvas.unread.short", count=READ)))
        if value.pen is not None:
            draw_crosshair(brush, rect, rect.w / value.ink.width, value.pen)
        _draw_edge(brush, rect)

    def _picture_of(self, theme: Theme, side: int) -> InkPicture:
        """The picture of the ink, ``side`` px wide, with all that it has drawn so far."""
        if self._picture is None or self._picture.surface.get_width() != side:
            self._picture = InkPicture(side, theme.canvas, theme.ink)
        return self._picture


def _digits(prediction: Prediction, ready: bool) -> tuple[DigitBox, ...]:
    """The boxes of all digits. What is read in them is taken from ``said``, which has a character
    for each, rather than from the arrays of answers: that is quicker, and every move of the pen
    asks for it."""
    said, shown = prediction.said if ready else "", prediction.shown
    sure = [how is Verdict.SURE for how in prediction.verdicts] if ready else []
    return tuple(
        DigitBox(found.box, said[nth : nth + 1], nth < len(sure) and sure[nth], nth == shown)
        for nth, found in enumerate(prediction.segments)
    )


def _draw_hint(brush: Brush, rect: Rect) -> None:
    """What to do here, in the middle of the blank canvas."""
    size = brush.body
    lines = brush.wrap(brush.say("canvas.hint"), size, rect.w * 0.8)
    y = rect.center[1] - len(lines) * size * LINE / 2
    for line in lines:
        brush.write(line, (rect.center[0], y), size, brush.theme.muted, anchor="midtop")
        y += size * LINE


def _draw_note(brush: Brush, rect: Rect, words: tuple[str, ...]) -> None:
    """A line along the top, on a ground of its own: what of the ink is not read. ``words``: long to
    short."""
    row = Rect(rect.x, rect.y, rect.w, brush.px(52)).inset(brush.px(8))
    pygame.draw.rect(brush.surface, brush.theme.button, box(row), border_radius=brush.px(6))
    said = brush.choose(words, brush.small, row.w - brush.px(16))
    brush.write(said, row.center, brush.small, brush.theme.text, anchor="center")


def _draw_gauge(brush: Brush, rect: Rect, doubt: float) -> None:
    """A bar along the bottom is full where this is surely a digit, and empty where it is none."""
    words, size = doubt_words(doubt), brush.small
    row = Rect(rect.x, rect.bottom - brush.px(40), rect.w, brush.px(30)).inset(brush.px(18), 0)
    color = brush.theme.text if doubt < DOUBTFUL else brush.theme.muted
    brush.write(words, (row.right, row.center[1]), size, color, anchor="midright")
    width, height = row.w - brush.width(words, size) - brush.px(16), brush.px(8)
    bar = Rect(row.x, row.center[1] - height / 2, width, height)
    draw_bar(brush, bar, 1 - doubt, color)


def _draw_digit_box(brush: Brush, rect: Rect, scale: float, found: DigitBox) -> None:
    """``scale``: window px per canvas px."""
    x, y, w, h = (length * scale for length in found.box)
    around = box(Rect(rect.x + x, rect.y + y, w, h).inset(-brush.px(6)))
    area = around.clip(box(rect.inset(brush.px(3))))
    edge = brush.theme.text if found.shown else brush.theme.muted
    width = brush.px(3 if found.shown else 1.5)
    pygame.draw.rect(brush.surface, edge, area, width, brush.px(8))
    color = brush.theme.answer(found.sure)
    # The digit stands above its box where there is room, else inside its top.
    if area.top - rect.y > brush.title * LINE:
        at, anchor = (area.centerx, area.top - brush.px(4)), "midbottom"
    else:
        at, anchor = (area.centerx, area.top), "midtop"
    brush.write(found.digit, at, brush.title, color, bold=True, anchor=anchor)


def _draw_edge(brush: Brush, rect: Rect) -> None:
    """A rounded edge, and the ground over the corners outside it. The corners are kept as pictures:
    drawing a rounded rectangle of this size takes longer than all the ink of a frame."""
    area, radius, width = box(rect), brush.px(14), brush.px(2)
    for side in (
        (area.left, area.top, area.w, width),
        (area.left, area.bottom - width, area.w, width),
        (area.left, area.top, width, area.h),
        (area.right - width, area.top, width, area.h),
    ):
        brush.surface.fill(brush.theme.edge, side)
    corners = _corners(brush.theme, radius, width)
    left, top, right, bottom = area.left, area.top, area.right - radius, area.bottom - radius
    places = ((left, top), (right, top), (left, bottom), (right, bottom))
    brush.surface.blits(list(zip(corners, places, strict=True)))


@kept(2)
def _corners(theme: Theme, radius: int, width: int) -> list[pygame.Surface]:
    """Pictures of the corners, with ground, edge and canvas: top left, top right, bottom left and
    bottom right."""
    image = pygame.Surface((radius, radius), pygame.SRCALPHA)
    image.fill(theme.ground)
    pygame.draw.aacircle(image, theme.edge, (radius, radius), radius)
    pygame.draw.aacircle(image, theme.canvas, (radius, radius), radius - width)
    return [pygame.transform.flip(image, x, y) for y in (False, True) for x in (False, True)]
