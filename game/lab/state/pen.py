"""The pen that the keyboard moves over the canvas: its part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.state.canvas import CANVAS

#: the item of the canvas, which takes the focus as controls do
CANVAS_ITEM = "canvas"
#: the number of this pen as a pointer: the mouse is 0, fingers are 1 and up
KEYS = -1


@dataclass(frozen=True, slots=True)
class Pen:
    """Where it is, and what it is doing. It is down while `Canvas.pen_pointer` is KEYS."""

    #: the crosshair, whole canvas px
    at: tuple[int, int] = (CANVAS // 2, CANVAS // 2)
    #: the corner that the line is being drawn to; None: none is being drawn
    to: tuple[int, int] | None = None
    #: the directions (−1, 0 or 1 to the right, and down) of the arrow keys that are held down
    held: tuple[tuple[int, int], ...] = ()
    #: whether they move it slowly, and since which tick they are held
    fine: bool = False
    since: int = 0
