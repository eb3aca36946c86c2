"""Every color and size of the stage. Sizes are px at 1080 lines; `Theme.px` scales them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.core.kept import Keeper

Color = tuple[int, int, int]

_BLACK: Color = (0, 0, 0)
_WHITE: Color = (255, 255, 255)


@dataclass(frozen=True, slots=True, eq=False)
class Theme(Keeper):
    """The dark profile; `theme_of` has the others. Five colors have one meaning each, and a second
    cue beside the color: positive, negative, winner, learning, damage. Whatever must be seen to be
    used stands ≥ 3:1 on its ground, and words ≥ 7:1, large ones ≥ 4.5:1."""

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
    button_hover: Color = (32, 39, 62)
    button_down: Color = (42, 50, 77)
    track: Color = (112, 124, 158)
    text: Color = (230, 235, 248)
    muted: Color = (186, 194, 216)
    #: positive and negative weights, gradients and contributions
    positive: Color = (255, 166, 0)
    negative: Color = (100, 175, 221)
    #: the answer, where it is sure
    winner: Color = (255, 253, 221)
    #: the gradient, and what was taught
    learning: Color = (145, 48, 255)
    #: what is broken or wrong; and the ground of words that tell of it
    damage: Color = (218, 0, 69)
    damage_ground: Color = (62, 3, 25)

    #: text heights, px at 1080 lines: all there are
    small: int = 24
    body: int = 28
    title: int = 40
    large: int = 72
    result: int = 150

    #: whether marks are ink on paper rather than light in the dark (`light`)
    paper: bool = False
    #: the ground in the middle of the network's picture, and what its lines stand out from
    middle: Color = (11, 15, 30)
    lines_from: Color = (14, 19, 36)
    #: a neuron that does not fire, its rim, and its rim as it begins to fire; one that fires, and
    #: the middle of one that fires as much as can be
    face: Color = (15, 20, 36)
    rim: Color = (84, 98, 142)
    wake: Color = (170, 178, 205)
    lamp: Color = (255, 240, 214)
    hot: Color = (255, 255, 255)
    #: a pixel of the input without ink, and with a little
    pixel: Color = (30, 37, 62)
    pixel_warm: Color = (255, 226, 170)
    #: sparks that fly from damage
    spark: Color = (255, 200, 120)
    #: zero in pictures of signed numbers
    zero: Color = (0, 0, 0)
    #: how far what is strongest goes to white (on paper to black), how strong the glow around a
    #: neuron is, and what is left of the stage around a spotlight: shares, 0..1
    heat: float = 1.0
    glow: float = 0.9
    shade: float = 0.26
    #: the glow around bright lines, 0..255
    bloom: int = 110

    #: the shades in which words have the colors that are too faint for them
    positive_words: Color = (255, 182, 40)
    negative_words: Color = (140, 202, 240)
    learning_words: Color = (208, 180, 255)
    damage_words: Color = (255, 172, 196)

    def words(self, color: Color) -> Color:
        """The shade that words have where their color is this one."""
        for plain, shade in (
            (self.positive, self.positive_words),
            (self.negative, self.negative_words),
            (self.learning, self.learning_words),
            (self.damage, self.damage_words),
        ):
            if color == plain:
                return shade
        return color

    def answer(self, sure: bool) -> Color:
        """The color of an answer: only a sure one has the winner's."""
        return self.winner if sure else self.muted

    def px(self, length: float) -> int:
        """A length given at 1080 lines, in px of this screen; at least 1."""
        return max(round(length * self.scale), 1)


#: what the other profiles of PROFILES have that the dark one has not
_OTHERS: Mapping[str, Mapping[str, Any]] = {
    "dark": {},
    # Ink on paper, for bright rooms and projectors: sepia to black, vermilion and blue.
    "light": {
        "paper": True,
        "ground": (250, 248, 244),
        "panel": (255, 255, 255),
        "panel_edge": (208, 203, 192),
        "canvas": (255, 255, 255),
        "ink": (26, 24, 28),
        "edge": (128, 121, 110),
        "button": (243, 240, 234),
        "button_hover": (236, 231, 222),
        "button_down": (226, 219, 206),
        "track": (126, 120, 110),
        "text": (26, 24, 28),
        "muted": (71, 67, 63),
        "positive": (230, 80, 0),
        "negative": (40, 148, 180),
        "winner": (0, 0, 78),
        "learning": (172, 0, 255),
        "damage": (86, 0, 0),
        "damage_ground": (255, 226, 219),
        "middle": (255, 254, 251),
        "lines_from": (246, 244, 240),
        "face": (255, 254, 250),
        "rim": (144, 138, 127),
        "wake": (104, 96, 86),
        "lamp": (58, 44, 36),
        "hot": (12, 8, 8),
        "pixel": (238, 234, 226),
        "pixel_warm": (146, 122, 98),
        "spark": (200, 60, 20),
        "zero": (255, 255, 255),
        "heat": 0.5,
        "glow": 0.3,
        "shade": 0.8,
        "bloom": 60,
        "positive_words": (122, 42, 0),
        "negative_words": (0, 68, 118),
        "learning_words": (100, 8, 165),
        "damage_words": (86, 0, 0),
    },
    # White on black, and every edge clear.
    "contrast": {
        "ground": (0, 0, 0),
        "panel": (0, 0, 0),
        "panel_edge": (150, 156, 176),
        "canvas": (0, 0, 0),
        "ink": (255, 255, 255),
        "edge": (190, 196, 214),
        "button": (0, 0, 0),
        "button_hover": (34, 38, 52),
        "button_down": (46, 52, 72),
        "track": (128, 134, 154),
        "text": (255, 255, 255),
        "muted": (216, 220, 232),
        "damage_ground": (62, 0, 24),
        "middle": (0, 0, 0),
        "lines_from": (4, 4, 6),
        "face": (0, 0, 0),
        "rim": (150, 160, 190),
        "wake": (220, 224, 236),
        "pixel": (24, 26, 34),
        "heat": 0.8,
        "glow": 0.5,
        "bloom": 70,
        "positive_words": (255, 196, 60),
        "negative_words": (140, 208, 255),
        "learning_words": (212, 186, 255),
        "damage_words": (255, 176, 200),
    },
}


def theme_of(profile: str, scale: float) -> Theme:
    """The theme of one of PROFILES (`game.lab.state.screen`) at a scale, and all that is kept for
    it from now on."""
    return Theme(scale=scale, **_OTHERS[profile])


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, 1..21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(ground: Color) -> Color:
    """Black or white, whichever can be read on any ground: the contrast is 4.58 at least."""
    return max((_BLACK, _WHITE), key=lambda color: contrast(color, ground))


def _luminance(color: Color) -> float:
    """Relative luminance, 0..1 (WCAG 2.2)."""
    shares = (part / 255 for part in color)
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: Color, other: Color, share: float) -> Color:
    """A color between two: ``one`` at a ``share`` of 0, ``other`` at 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
