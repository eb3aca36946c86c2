"""The words above the layers: as many as there is room for, and none over another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.lab.network.plan import CAPTION, UnitPlan
from game.view.paint.brush import Brush
from game.view.paint.text import LINE

#: keys of the catalogue, layer by layer: names, short names, what the layers are made of, and how
#: much of them the Readable view shows
NAMES = ("layer.0", "layer.1", "layer.2", "layer.3")
SHORT = ("caption.input", "caption.hidden_1", "caption.hidden_2", "caption.output")
MADE_OF = (
    "caption.input.made_of",
    "caption.hidden_1.made_of",
    "caption.hidden_2.made_of",
    "caption.output.made_of",
)
READABLE = (
    "caption.input.readable",
    "caption.hidden_1.readable",
    "caption.hidden_2.readable",
    "caption.output.made_of",
)


class CaptionLine(NamedTuple):
    """One line of text: its layer, its middle (top, window px), size (px), and whether it is a
    name."""

    layer: int
    words: str
    x: float
    y: float
    size: int
    name: bool


def caption_pitch(brush: Brush) -> float:
    """From the top of one line of captions to that of the next, px."""
    return brush.px(CAPTION) * LINE * 0.95


def captions(brush: Brush, plan: UnitPlan) -> list[CaptionLine]:
    """The lines that there is room for: names with what the layers are made of, else names alone,
    else short names."""
    if not plan.caption_lines:
        return []
    size, top = brush.px(CAPTION), plan.caption_y
    names = [brush.say(key) for key in NAMES]
    if plan.caption_lines > 1:
        details = [brush.say(key) for key in (READABLE if plan.view > 0.5 else MADE_OF)]
        pairs = zip(names, details, strict=True)
        both = [max(brush.width(a, size, True), brush.width(b, size)) for a, b in pairs]
        places = _spread(plan, both, size, 0.8)
        if places:
            below = _lines(details, places, top + caption_pitch(brush), size, False)
            return _lines(names, places, top, size, True) + below
    for words in (names, [brush.say(key) for key in SHORT]):
        places = _spread(plan, [brush.width(name, size, True) for name in words], size)
        if places:
            return _lines(words, places, top, size, True)
    return []


def _lines(
    words: Sequence[str], places: list[float], y: float, size: int, name: bool
) -> list[CaptionLine]:
    return [
        CaptionLine(layer, line, x, y, size, name)
        for layer, (line, x) in enumerate(zip(words, places, strict=True))
    ]


def _spread(
    plan: UnitPlan, widths: list[int], size: int, apart: float = 0.45
) -> list[float] | None:
    """The middles of four captions, window px, each as near to its layer's as it can stand; None
    where there is no room. ``widths``, px; ``size``: of the text, px; ``apart``: least gap between
    two, in sizes."""
    gap = apart * size
    halves = [width / 2 for width in widths]
    right = plan.rect.right if plan.bars is None else plan.bars[0] - gap
    spare = right - plan.rect.x - sum(widths) - gap * (len(widths) - 1)
    if spare < 0:
        return None
    inset = min(8 * plan.scale, spare / 2)  # off the picture's edge, where there is room
    places = [float(x) for x in plan.caption_x]
    low = plan.rect.x + inset
    for i, half in enumerate(halves):  # push each to the right of the one before, then back
        places[i] = max(places[i], low + half)
        low = places[i] + half + gap
    high = right - inset
    for i in reversed(range(len(widths))):
        places[i] = min(places[i], high - halves[i])
        high = places[i] - halves[i] - gap
    return places
