"""Paragraphs that fit: of several wordings the longest one that a place has room for."""

from __future__ import annotations

from game.core.geometry import Rect
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, shortened
from game.view.paint.theme import Color


def draw_paragraph(
    brush: Brush, wordings: tuple[str, ...], rect: Rect, size: int, color: Color
) -> float:
    """The first of some wordings, long to short, whose lines the rect has room for; else as many
    lines of the last one, cut with an ellipsis. Returns the y below them."""
    most = max(int((rect.h + 0.3 * size) / (size * LINE)), 1)
    for words in wordings:
        lines = brush.wrap(words, size, rect.w)
        if len(lines) <= most:
            break
    else:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], shortened(brush.text, rest, size, rect.w)]
    y = rect.y
    for line in lines:
        brush.write(line, (rect.x, y), size, color)
        y += size * LINE
    return y
