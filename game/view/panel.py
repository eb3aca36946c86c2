"""A part of the stage: what it shows of a State, and how that is drawn."""

from __future__ import annotations

from typing import Generic, TypeVar

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE

Value = TypeVar("Value")


class Panel(Generic[Value]):
    """Draws into the item of the stage that has its name, and nowhere else.

    ``look`` says what of a State it shows, as a small frozen value; ``draw`` draws that value and
    sees nothing else. So the value is the key as well: while it stays equal, so do the pixels, and
    nothing is drawn. A value holds no arrays, whose == says nothing; it holds what they belong to
    (a Trace, a Network), or their numbers as a tuple.
    """

    name: str
    #: ticks between two pictures while things move: nobody reads numbers 60 times a second
    every: int = 1
    #: whether it fills its whole rectangle, so that nothing need be wiped out before
    covers: bool = False

    def look(self, state: State) -> Value:
        """What is shown of this state. Asked with every frame: it must be quick."""
        raise NotImplementedError

    def draw(self, brush: Brush, rect: Rect, value: Value) -> None:
        """Draw a value into ``rect``, window px, on the panel's ground."""
        raise NotImplementedError


def draw_invitation(brush: Brush, rect: Rect, high: float) -> Rect:
    """Without a drawing: what to do, ``high`` px high at 1080 lines, or as high as it must be;
    returns the rest of the rect below it."""
    lines = brush.wrap(brush.say("compute.blank"), brush.body, rect.w)
    tall = brush.body * LINE
    head, rest = rect.top_part(max(brush.px(high), len(lines) * tall), brush.px(4))
    y = head.center[1] - tall * (len(lines) - 1) / 2
    for nth, line in enumerate(lines):
        at = rect.x, y + nth * tall
        brush.write(line, at, brush.body, brush.theme.text, anchor="midleft")
    return rest
