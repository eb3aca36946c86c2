"""The words above the layers: as much as there is room for, never overlapping."""

from __future__ import annotations

from typing import NamedTuple

from game.core.units import CAPTION, UnitPlan
from game.view.text import LINE, Text

#: name, short name and what it is made of, by layer
WORDS = (
    ("Input", "In", "784 px"),
    ("Hidden 1", "H1", "128 · ReLU"),
    ("Hidden 2", "H2", "64 · ReLU"),
    ("Output", "Out", "10 · Softmax"),
)


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
    names = [words[0] for words in WORDS]
    places = _spread(plan, text, names, size, True)
    if places is None:
        names = [words[1] for words in WORDS]
        places = _spread(plan, text, names, size, True)
    while places is None and size > 8:
        size -= 1
        places = _spread(plan, text, names, size, True)
    if places is None:
        return []
    lines = [
        Line(name, x, plan.caption_y, size, True) for name, x in zip(names, places, strict=True)
    ]
    details = [words[2] for words in WORDS]
    below = _spread(plan, text, details, size, False) if plan.caption_lines > 1 else None
    y = plan.caption_y + size * LINE * 0.95
    return lines + [
        Line(words, x, y, size, False) for words, x in zip(details, below or (), strict=False)
    ]


def _spread(
    plan: UnitPlan, text: Text, words: list[str], size: int, bold: bool
) -> list[float] | None:
    """Middles, px, of lines as near to their layers as they can stand apart; None: no room."""
    gap = 0.5 * size
    halves = [text.width(line, size, bold) / 2 for line in words]
    if 2 * sum(halves) + gap * (len(words) - 1) > plan.rect.w:
        return None
    places = [float(x) for x in plan.caption_x]
    low = plan.rect.x
    for i, half in enumerate(halves):  # push to the right, then back to the left
        places[i] = max(places[i], low + half)
        low = places[i] + half + gap
    high = plan.rect.right
    for i in reversed(range(len(words))):
        places[i] = min(places[i], high - halves[i])
        high = places[i] - halves[i] - gap
    return places
