"""The panels of Break It: what the damage does in words, its code, and all the others by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from game.core.geometry import Rect
from game.core.model.damage import Damage
from game.lab.break_it.code import code_of
from game.lab.break_it.sentences import Said, sentences
from game.lab.state.state import State
from game.view.break_it.curve import CurvePanel
from game.view.break_it.lead import LeadPanel
from game.view.break_it.meter import DigitsPanel, MeterPanel
from game.view.break_it.switches import BiasesPanel, LayerSwitch, LayersWords
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import Panel


class AboutPanel(Panel[Said]):
    """What the open page says: in as many words as there is room for."""

    name = "break.words"
    every = 8

    def look(self, state: State) -> Said:
        return sentences(state)

    def draw(self, brush: Brush, rect: Rect, value: Said) -> None:
        size, lines = chosen_lines(brush, value, rect)
        y = rect.y
        for words in lines:
            brush.write(words, (rect.x, y), size, brush.theme.text)
            y += size * LINE


def chosen_lines(brush: Brush, said: Said, rect: Rect) -> tuple[int, list[str]]:
    """The text's size, px, and its lines: of the fullest version that has room in running text,
    else in small text; and where none has room, what is least to be said, if need be cut."""
    for size in (brush.body, brush.small):
        for paragraphs in said.versions:
            for parts in (paragraphs, (" ".join(paragraphs),)):  # or one after the other
                lines = [line for part in parts for line in brush.wrap(part, size, rect.w)]
                if len(lines) <= _room(rect, size):
                    return size, lines
    most = max(_room(rect, brush.small), 1)
    for parts in (said.least, said.least[-1:]):  # what was measured stands beside it as well
        lines = brush.wrap(" ".join(parts), brush.small, rect.w)
        if len(lines) <= most:
            return brush.small, lines
    last = brush.choose((" ".join(lines[most - 1 :]),), brush.small, rect.w)
    return brush.small, [*lines[: most - 1], last]


def _room(rect: Rect, size: int) -> int:
    """How many lines a rect has room for."""
    return int(rect.h / (size * LINE) + 0.1)


class CodePanel(Panel[Damage]):
    """The damage's code, cut short where there is no room for all of it."""

    name = "break.code"

    def look(self, state: State) -> Damage:
        return state.break_it.damage

    def draw(self, brush: Brush, rect: Rect, value: Damage) -> None:
        code, size = code_of(value), brush.body
        words = brush.say("code.is", code=code) if code else brush.say("code.none")
        color = brush.theme.text if code else brush.theme.muted
        said = brush.choose((words,), size, rect.w, bold=True)
        brush.write(said, (rect.x, rect.center[1]), size, color, bold=True, anchor="midleft")


PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    MeterPanel,
    LeadPanel,
    BiasesPanel,
    *(partial(LayerSwitch, name) for name in ("cut.1", "cut.2", "cut.3")),
    LayersWords,
    DigitsPanel,
    CurvePanel,
    AboutPanel,
    CodePanel,
)
