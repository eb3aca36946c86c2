"""The words above the layers: as much as there is room for, never overlapping."""

from __future__ import annotations

from typing import NamedTuple

from game.lab.network.plan import CAPTION, UnitPlan
from game.view.paint.text import LINE, Text

#: name, short name and what it is made of, by layer
WORDS = (
    ("Input", "In", "784 px"),
    ("Hidden 1", "H1", "128 · ReLU"),
    ("Hidden 2", "H2", "64 · ReLU"),
    ("Output", "Out", "10 · Softmax"),
)

#: what they are made of in the Readable view
READABLE = ("28 × 28 px", "14 of 128", "10 of 64", "10 · Softmax")


class Line(NamedTuple):
    """One line of text: its middle (top, window px), size (px), and whether it is a name."""

    words: str
    x: float
    y: float
    size: int
    name: bool


def captions(plan: UnitPlan, text: Text) -> list[Line]:
    """The lines that fit: names, then what the layers are made of; short names before small."""
    if not plan.caption_lines:
        return []
    size = max(round(CAPTION * plan.scale), 8)
    names, short, details = zip(*WORDS, strict=True)
    details = READABLE if plan.view > 0.5 else details
    wide = [text.width(name, size, True) for name in names]
    if plan.caption_lines > 1:
        both = [max(w, text.width(words, size)) for w, words in zip(wide, details, strict=True)]
        places = _spread(plan, both, size)
        if places:
            y = plan.caption_y + size * LINE * 0.95
            return _lines(names, places, plan.caption_y, size, True) + _lines(
                details, places, y, size, False
            )
    places = _spread(plan, wide, size)
    if places:
        return _lines(names, places, plan.caption_y, size, True)
    for smaller in range(size, 7, -1):
        places = _spread(plan, [text.width(name, smaller, True) for name in short], smaller)
        if places:
            return _lines(short, places, plan.caption_y, smaller, True)
    return []


def _lines(
    words: tuple[str, ...], places: list[float], y: float, size: int, name: bool
) -> list[Line]:
    return [Line(line, x, y, size, name) for line, x in zip(words, places, strict=True)]


def _spread(plan: UnitPlan, widths: list[int], size: int) -> list[float] | None:
    """Middles, px, of captions as near to their layers as they can stand; None: no room."""
    gap = 0.45 * size
    halves = [width / 2 for width in widths]
    spare = plan.rect.w - sum(widths) - gap * (len(widths) - 1)
    if spare < 0:
        return None
    inset = min(8 * plan.scale, spare / 2)  # off the picture's edge, where there is room
    places = [float(x) for x in plan.caption_x]
    low = plan.rect.x + inset
    for i, half in enumerate(halves):  # push to the right, then back to the left
        places[i] = max(places[i], low + half)
        low = places[i] + half + gap
    high = plan.rect.right - inset
    for i in reversed(range(len(widths))):
        places[i] = min(places[i], high - halves[i])
        high = places[i] - halves[i] - gap
    return places
