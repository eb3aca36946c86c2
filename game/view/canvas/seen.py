"""What the network sees of the canvas: the 28×28 picture, pixel for pixel."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.digit import SIDE
from game.core.model.network import Array
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import Panel
from game.words.numbers import percent

#: the picture of a blank canvas
_BLANK = bytes(4 * SIDE**2)


class Read(NamedTuple):
    """A picture and what is read in it: its 784 float32 values as bytes, the likeliest digit, and
    its probability, 0..1."""

    x: bytes
    digit: int
    probability: float


class Seen(NamedTuple):
    """The picture that the network sees, 784 float32 values as bytes, None where nothing is read;
    and where it is held against the unprepared ink, what is read in each: prepared, unprepared.
    ``sheared``: whether a slant was taken out of it. ``inked``: whether there is ink, though maybe
    too little to be read."""

    x: bytes | None
    both: tuple[Read, Read] | None
    sheared: bool
    inked: bool


class SeenPanel(Panel[Seen]):
    """The network's input, or that beside the ink as drawn, with what is read in each."""

    name = "seen"
    every = 2

    def look(self, state: State) -> Seen:
        prediction, canvas = state.prediction, state.canvas
        inked, shown = bool(canvas.ink.strokes), prediction.shown
        if prediction.trace is None or shown is None:
            return Seen(None, None, False, inked)
        x, answer = prediction.trace.activations[0], prediction.probabilities
        sheared = prediction.segments[shown].slant != 0
        if canvas.raw_x is None or canvas.raw_answer is None or answer is None:
            return Seen(x.tobytes(), None, sheared, inked)
        both = _read(x, answer), _read(canvas.raw_x, canvas.raw_answer)
        return Seen(x.tobytes(), both, sheared, inked)

    def draw(self, brush: Brush, rect: Rect, value: Seen) -> None:
        inner = rect.inset(brush.px(20), brush.px(14))
        title, rest = inner.top_part(brush.body * 1.4)
        words = brush.say("seen")
        said = brush.choose((words,), brush.body, title.w, bold=True)
        brush.write(said, title[:2], brush.body, brush.theme.text, bold=True)
        if value.both:
            _draw_both(brush, rest, value.both, value.sheared)
        else:
            _draw_one(brush, rest, value)


def _read(x: Array, answer: Array) -> Read:
    return Read(x.tobytes(), int(answer.argmax()), float(answer.max()))


def _draw_one(brush: Brush, rect: Rect, value: Seen) -> None:
    """The picture as large as whole squares let it be, with its words beside or below it."""
    beside = min(rect.h, rect.w * 0.6) // SIDE * SIDE
    below = min(rect.w, rect.h - brush.small * LINE * 4) // SIDE * SIDE
    side = int(max(beside, below, SIDE))
    edge = pygame.Rect(round(rect.x), round(rect.y), side, side)
    brush.surface.blit(_pixels(value.x or _BLANK, side), edge)
    pygame.draw.rect(brush.surface, brush.theme.panel_edge, edge.inflate(2, 2), 1)
    if below > beside:
        place = Rect(rect.x, rect.y + side + brush.px(10), rect.w, 0)
    else:
        _, place = rect.left_part(side, brush.px(18))
    _draw_words(brush, place, value)


def _draw_words(brush: Brush, place: Rect, value: Seen) -> None:
    theme, size, y = brush.theme, brush.small, place.y
    if value.x is None:
        words = brush.say("canvas.small") if value.inked else brush.say("seen.blank")
        brush.paragraph(words, (place.x, y), size, theme.muted, place.w)
        return
    inked = int((np.frombuffer(value.x, np.float32) > 0).sum())
    how = brush.say("seen.how.sheared") if value.sheared else brush.say("seen.how")
    for words, color in (
        (brush.say("seen.size"), theme.text),
        (brush.say("seen.inked", count=inked), theme.text),
        (how, theme.muted),
    ):
        y = brush.paragraph(words, (place.x, y), size, color, place.w)
        y += size * 0.3


def _draw_both(brush: Brush, rect: Rect, both: tuple[Read, Read], sheared: bool) -> None:
    """What preparation does: the same ink prepared and as drawn, and what is read in each."""
    size, columns = brush.small, rect.columns(2, brush.px(16))
    side = max(int(min(columns[0].w, rect.h - 2 * size * LINE) // SIDE * SIDE), SIDE)
    prepared: tuple[str, ...] = (brush.say("raw.prepared"),)
    if sheared:
        prepared = brush.say("raw.prepared.sheared"), brush.say("raw.prepared.sheared.short")
    names = prepared, (brush.say("raw.raw"),)
    for column, name, read in zip(columns, names, both, strict=True):
        brush.surface.blit(_pixels(read.x, side), (round(column.x), round(column.y)))
        y = column.y + side + brush.px(4)
        sure = percent(read.probability)
        long = brush.say("raw.answer", digit=read.digit, percent=sure)
        answer = long, brush.say("raw.answer.short", digit=read.digit, percent=sure)
        for words, color in ((name, brush.theme.muted), (answer, brush.theme.text)):
            brush.write(brush.choose(words, size, column.w), (column.x, y), size, color)
            y += size * 1.2


def _pixels(x: bytes, side: int) -> pygame.Surface:
    """784 float32 values, 0..1, as gray squares, ``side`` px wide."""
    gray = (np.frombuffer(x, np.float32).reshape(SIDE, SIDE).T * 255).astype(np.uint8)
    small = pygame.surfarray.make_surface(np.repeat(gray[:, :, None], 3, axis=2))
    return pygame.transform.scale(small, (side, side))
