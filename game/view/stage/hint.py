"""The line above the network: why a key could do nothing, what has just come to an end, or a quiet
hint."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.stage.hints import line_of
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import Panel


class HintLine(NamedTuple):
    """``quiet``: it is only a hint."""

    words: str
    quiet: bool


class HintPanel(Panel[HintLine]):
    """One line, or two beside the tabs; never cut where it is a hint or a refusal."""

    name = "hint"

    def look(self, state: State) -> HintLine:
        return HintLine(*line_of(state))

    def draw(self, brush: Brush, rect: Rect, value: HintLine) -> None:
        size = brush.body if brush.width(value.words, brush.body) <= rect.w else brush.small
        color = brush.theme.muted if value.quiet else brush.theme.text
        lines = brush.wrap(value.words, size, rect.w)
        if len(lines) != 2 or rect.h < 2 * LINE * size:
            lines = [brush.choose((value.words,), size, rect.w)]
        y = rect.center[1] - (len(lines) - 1) * LINE * size / 2
        for nth, line in enumerate(lines):
            at = rect.x, y + nth * LINE * size
            brush.write(line, at, size, color, anchor="midleft")
