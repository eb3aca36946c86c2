"""The headings: of an open panel, and of the network."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.panel import Panel


class PanelHeading(Panel[str]):
    """The open panel's title, in one line."""

    name = "panel.heading"

    def look(self, state: State) -> str:
        return state.screen.tab or "title"

    def draw(self, brush: Brush, rect: Rect, value: str) -> None:
        words = brush.choose((brush.say(value),), brush.body, rect.w, bold=True)
        at = rect.x, rect.center[1]
        brush.write(words, at, brush.body, brush.theme.text, bold=True, anchor="midleft")


class NetworkHeading(Panel[None]):
    """The network's title and shape."""

    name = "network.heading"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme, size, at = brush.theme, brush.body, (rect.x, rect.center[1])
        words = brush.say("network")
        place = brush.write(words, at, size, theme.text, bold=True, anchor="midleft")
        at = place.right + brush.px(24), rect.center[1]
        brush.write(brush.say("network.shape"), at, size, theme.muted, anchor="midleft")
