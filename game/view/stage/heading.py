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
        words = brush.say(value)
        size = brush.fit(words, brush.heading, rect.w, bold=True)
        at = rect.x, rect.center[1]
        brush.write(words, at, size, brush.theme.text, bold=True, anchor="midleft")


class NetworkHeading(Panel[None]):
    """The network's title and shape, in one line where there is room, else in two."""

    name = "network.heading"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme = brush.theme
        place = brush.write(brush.say("network"), rect[:2], brush.heading, theme.text, bold=True)
        shape, gap = brush.say("network.shape"), brush.px(24)
        if rect.h >= 2 * place.h:
            size = brush.fit(shape, brush.small, rect.w)
            brush.write(shape, place.bottomleft, size, theme.muted)
        elif rect.right - place.right >= brush.px(360):
            size = brush.fit(shape, brush.small, rect.right - place.right - gap)
            at = place.right + gap, place.centery
            brush.write(shape, at, size, theme.muted, anchor="midleft")
