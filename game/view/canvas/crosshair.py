"""The keyboard's pen on the canvas: a crosshair, and the line that Enter would draw to it."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.canvas import pen
from game.lab.state.canvas import PEN
from game.lab.state.state import State
from game.view.paint.brush import Brush

#: px at 1080 lines: how far the arms of the cross reach, the gap in its middle, and its thickness
_REACH, _MIDDLE, _THICK = 34, 8, 4


class Crosshair(NamedTuple):
    """Where the pen is, and the corner from which the next line goes there; None: the pen is up.
    Canvas px."""

    at: tuple[float, float]
    corner: tuple[float, float] | None


def crosshair_of(state: State) -> Crosshair | None:
    """What is seen of the keyboard's pen; None where the arrows do not move it."""
    return Crosshair(state.pen.at, pen.corner(state)) if pen.at_hand(state) else None


def draw_crosshair(brush: Brush, rect: Rect, scale: float, value: Crosshair) -> None:
    """``rect``: the canvas; ``scale``: window px per canvas px."""
    surface, theme = brush.surface, brush.theme
    x, y = (round(start + scale * at) for start, at in zip(rect[:2], value.at, strict=True))
    if value.corner is not None:
        start = tuple(edge + scale * at for edge, at in zip(rect[:2], value.corner, strict=True))
        pygame.draw.line(surface, theme.muted, start, (x, y), brush.px(_THICK))
        pygame.draw.circle(surface, theme.muted, (x, y), scale * PEN / 2, brush.px(2))
    reach, middle, thick = brush.px(_REACH), brush.px(_MIDDLE), brush.px(_THICK)
    seam = brush.px(2)
    # On a seam of the canvas's color, so that it is seen on ink as well.
    for color, wide in ((theme.canvas, seam), (theme.text, 0)):
        for way in (-1, 1):
            low, high = sorted((way * middle, way * reach))
            for place in (
                (x + low, y - thick // 2, high - low, thick),
                (x - thick // 2, y + low, thick, high - low),
            ):
                pygame.draw.rect(surface, color, pygame.Rect(place).inflate(2 * wide, 2 * wide))
