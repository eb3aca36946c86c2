"""A part of the stage that draws itself, and only when it must."""

from __future__ import annotations

from collections.abc import Callable

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme


class Panel:
    """Draws into the item of the stage that has its name, and nowhere else."""

    name: str
    #: ticks between two pictures while things move: nobody reads numbers 60 times a second
    every: int = 1

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        """Changes exactly when ``draw`` would draw something else."""
        raise NotImplementedError

    def draw(self, brush: Brush, state: State) -> None:
        raise NotImplementedError


#: what makes a panel for one set of colours and sizes
Maker = Callable[[Theme, Text], Panel]


def draw_invitation(brush: Brush, rect: Rect, high: float) -> Rect:
    """Without a drawing: what to do, in a line ``high`` px at 1080 lines; returns what is left."""
    head, rest = rect.top_part(brush.px(high), brush.px(4))
    words = brush.say("compute.blank")
    size = brush.fit(words, brush.body, rect.w)
    brush.write(words, (rect.x, head.centre[1]), size, brush.theme.text, anchor="midleft")
    return rest
