"""Small pictures of the drawing as it was at some moment."""

from __future__ import annotations

import pygame

from game.core.ink.ink import bounds
from game.core.kept import kept
from game.lab.state.canvas import Moment
from game.view.paint.theme import Color

#: drawn so many times as large and then shrunk, which smooths all edges
_FINE = 4
#: least part of the canvas that is shown: a first short line shall not look like a finished digit
_LEAST = 0.5
#: margin around the ink, and the thinnest pen, as shares of the picture's side
_MARGIN, _PEN = 0.1, 0.07


@kept(1)
def thumbnail(moment: Moment, side: int, ground: Color, ink: Color) -> pygame.Surface:
    """The ink of a moment, ``side`` px wide and high. (Drawing it as `InkPicture` does was
    rejected: with each new answer the pen would halt for 6 ms.)"""
    drawn, large = moment.ink, side * _FINE
    left, top, right, bottom = bounds(drawn.strokes)
    size = max(right - left, bottom - top) + drawn.pen
    size = max(size, _LEAST * drawn.width)
    scale = large * (1 - 2 * _MARGIN) / size
    offset = large / 2 - scale * (left + right) / 2, large / 2 - scale * (top + bottom) / 2
    radius = max(drawn.pen * scale, _PEN * large) / 2
    picture = pygame.Surface((large, large), depth=32)
    picture.fill(ground)
    for stroke in drawn.strokes:
        points = (stroke * scale + offset).tolist()
        for point in points:
            pygame.draw.circle(picture, ink, point, radius)
        if len(points) > 1:
            pygame.draw.lines(picture, ink, False, points, round(2 * radius))
    return pygame.transform.smoothscale(picture, (side, side))
