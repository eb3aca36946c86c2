"""The headings: of an open panel, and of the network."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.panel import Panel

#: shorter words for a drawer's title
_BRIEF = {"break": "break.brief"}


class PanelHeading(Panel[str]):
    """The open panel's title, in one line."""

    name = "panel.heading"

    def look(self, state: State) -> str:
        return state.screen.tab or "title"

    def draw(self, brush: Brush, rect: Rect, value: str) -> None:
        wordings = (brush.say(value), brush.say(_BRIEF.get(value, value)))
        words = brush.choose(wordings, brush.body, rect.w, bold=True)
        at = rect.x, rect.center[1]
        brush.write(words, at, brush.body, brush.theme.text, bold=True, anchor="midleft")


class NetworkHeading(Panel[None]):
    """The network's title and shape."""

    name = "network.heading"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme, at, gap = brush.theme, (rect.x, rect.center[1]), brush.px(24)
        words, shape = brush.say("network"), brush.say("network.shape")
        wide = brush.width(words, brush.body, bold=True) + gap + brush.width(shape, brush.body)
        size = brush.body if wide <= rect.w else brush.small
        if 0.86 * wide > rect.w:  # the captions in the picture tell the shape, too
            shape = ""
            size = brush.body
        place = brush.write(words, at, size, theme.text, bold=True, anchor="midleft")
        at = place.right + gap, rect.center[1]
        brush.write(shape, at, size, theme.muted, anchor="midleft")
