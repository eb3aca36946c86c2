"""The heading of an open panel."""

from __future__ import annotations

from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.panel import Panel


class Heading(Panel):
    """The panel's title, in one line."""

    name = "panel.heading"

    def key(self, state: State) -> object:
        return state.tab

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        words = brush.say(state.tab or "title")
        size = brush.fit(words, brush.heading, rect.w, bold=True)
        at = rect.x, rect.centre[1]
        brush.write(words, at, size, brush.theme.text, bold=True, anchor="midleft")
