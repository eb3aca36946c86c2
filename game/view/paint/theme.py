"""Every color and size of the stage. Sizes are px at 1080 lines; `Theme.px` scales them."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.kept import Keeper

Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Theme(Keeper):
    """The dark profile. Five colors have one meaning each, and a second cue beside the color:
    positive, negative, winner, learning, damage. Whatever must be seen to be used stands ≥ 3:1 on
    its ground."""

    #: px on the screen per px at 1080 lines
    scale: float = 1.0

    ground: Color = (7, 9, 16)
    panel: Color = (15, 20, 33)
    panel_edge: Color = (46, 54, 82)
    canvas: Color = (2, 3, 7)
    ink: Color = (238, 243, 255)
    #: outlines of whatever can be used
    edge: Color = (102, 114, 150)
    button: Color = (23, 28, 46)
    button_hover: Color = (34, 42, 68)
    button_down: Color = (52, 62, 96)
    track: Color = (96, 107, 140)
    text: Color = (230, 235, 248)
    muted: Color = (164, 172, 196)
    #: positive and negative weights, gradients and contributions
    positive: Color = (230, 159, 0)
    negative: Color = (86, 180, 233)
    #: the answer, where it is sure
    winner: Color = (255, 246, 200)
    #: the gradient, and what was taught
    learning: Color = (137, 60, 224)
    #: what is broken or wrong; and the ground of words that tell of it
    damage: Color = (218, 6, 90)
    damage_ground: Color = (84, 8, 34)

    #: text heights, px at 1080 lines: all there are
    small: int = 24
    body: int = 28
    title: int = 40
    large: int = 72
    result: int = 150

    def answer(self, sure: bool) -> Color:
        """The color of an answer: only a sure one has the winner's."""
        return self.winner if sure else self.muted

    def px(self, length: float) -> int:
        """A length given at 1080 lines, in px of this screen; at least 1."""
        return max(round(length * self.scale), 1)


def mixed(one: Color, other: Color, share: float) -> Color:
    """A color between two: ``one`` at a ``share`` of 0, ``other`` at 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
