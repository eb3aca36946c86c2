"""Lines of words in a rectangle, all in sizes of the theme: what has no room is said shorter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.core.geometry import Rect
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, shortened
from game.view.paint.theme import Color


class Line(NamedTuple):
    """One line: its wordings, long to short, its size, px, and how it looks."""

    words: tuple[str, ...]
    size: int
    color: Color
    bold: bool = False


def write_lines(brush: Brush, rect: Rect, lines: Sequence[Line]) -> float:
    """Lines from the top of the rect downwards, as many as it has room for, the most important
    first; returns the y below the last one."""
    y = rect.y
    for words, size, color, bold in lines:
        high = size * LINE
        if y + high > rect.bottom + 1:
            break
        said = brush.choose(words, size, rect.w, bold=bold)
        brush.write(said, (rect.x, y + high / 2), size, color, bold=bold, anchor="midleft")
        y += high
    return y


def write_paragraph(brush: Brush, rect: Rect, line: Line) -> float:
    """A paragraph from the top of the rect: the longest wording that has room in it, else the last
    one, cut; returns the y below it."""
    high = line.size * LINE
    room = max(int((rect.h + 1) / high), 1)
    lines: list[str] = []
    for words in line.words:
        lines = brush.wrap(words, line.size, rect.w, line.bold)
        if len(lines) <= room:
            break
    if len(lines) > room:
        rest = " ".join(lines[room - 1 :])
        lines = [*lines[: room - 1], shortened(brush.text, rest, line.size, rect.w, line.bold)]
    y = rect.y + high / 2
    for words in lines:
        at = rect.x, y
        brush.write(words, at, line.size, line.color, bold=line.bold, anchor="midleft")
        y += high
    return y - high / 2
