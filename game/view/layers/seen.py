"""What the network sees: the line above the input's picture, and beside it the ink as drawn."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.core.ink.reading import digit_words
from game.core.model.network import Array
from game.lab.layers.layout import GAP
from game.lab.network.playback import told
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.panel import Panel
from game.words.numbers import percent


class Read(NamedTuple):
    """What is read in a picture: the likeliest digit in words, and its probability, 0..1."""

    digit: str
    probability: float


class Seen(NamedTuple):
    """Whether the prepared picture is held against the ink as drawn, and what is read in each, None
    where nothing is, or before the answer is told: prepared, as drawn."""

    raw: bool
    reads: tuple[Read | None, Read | None]


class SeenPanel(Panel[Seen]):
    """What the pictures below it are; with the ink as drawn beside it, what is read in each."""

    name = "seen"
    every = 2

    def look(self, state: State) -> Seen:
        canvas = state.canvas
        if not canvas.raw or not told(state):
            return Seen(canvas.raw, (None, None))
        return Seen(True, (_read(state.prediction.probabilities), _read(canvas.raw_answer)))

    def draw(self, brush: Brush, rect: Rect, value: Seen) -> None:
        if not value.raw:
            _draw_heading(brush, rect)
            return
        names = brush.say("raw.prepared"), brush.say("raw.raw")
        columns = rect.columns(2, brush.px(GAP))
        for column, name, read in zip(columns, names, value.reads, strict=True):
            wordings: tuple[str, ...] = (name,)
            if read is not None:
                share = percent(read.probability)
                wordings = (
                    brush.say("raw.answer", name=name, digit=read.digit, percent=share),
                    brush.say("raw.answer.short", name=name, digit=read.digit),
                )
            words = brush.choose(wordings, brush.small, column.w)
            brush.write(words, column[:2], brush.small, brush.theme.text)


def _draw_heading(brush: Brush, rect: Rect) -> None:
    """ "What the network sees", and what it is, where there is room."""
    theme, size = brush.theme, brush.small
    place = brush.write(brush.say("seen"), rect[:2], size, theme.text, bold=True)
    words, room = brush.say("seen.size"), rect.right - place.right - brush.px(GAP)
    if brush.width(words, size) <= room:
        brush.write(words, (rect.right, rect.y), size, theme.muted, anchor="topright")


def _read(answer: Array | None) -> Read | None:
    return None if answer is None else Read(digit_words(answer), float(answer.max()))
