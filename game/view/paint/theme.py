"""Every color and size of the stage. Sizes are px at 1080 lines; `Theme.px` scales them."""

from __future__ import annotations

from dataclasses import dataclass, replace

Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Theme:
    """The dark profile. Signs use Okabe-Ito's orange and sky blue, which every kind of color
    vision tells apart (ΔE76 ≥ 87) and which stand ≥ 8:1 on the ground."""

    #: px on the screen per px at 1080 lines
    scale: float = 1.0

    ground: Color = (7, 9, 16)
    panel: Color = (15, 20, 33)
    panel_edge: Color = (46, 54, 82)
    canvas: Color = (2, 3, 7)
    ink: Color = (238, 243, 255)
    button: Color = (23, 28, 46)
    button_hover: Color = (34, 42, 68)
    button_down: Color = (52, 62, 96)
    track: Color = (33, 39, 61)
    text: Color = (230, 235, 248)
    muted: Color = (158, 166, 190)
    winner: Color = (255, 223, 140)
    positive: Color = (230, 159, 0)
    negative: Color = (86, 180, 233)
    good: Color = (120, 214, 170)
    alert: Color = (240, 110, 90)
    #: the ground of marks and words that tell of damage, and the rim around the stage
    damage: Color = (92, 20, 24)
    rim: Color = (176, 32, 36)

    #: text heights, px at 1080 lines
    title: int = 40
    heading: int = 30
    body: int = 28
    small: int = 24
    result: int = 150

    def px(self, length: float) -> int:
        """A length given at 1080 lines, in px of this screen; at least 1."""
        return max(round(length * self.scale), 1)


def broken(theme: Theme) -> Theme:
    """The profile's colors while the network is being broken: the stage turns red."""
    return replace(
        theme,
        ground=(15, 6, 8),
        panel=(29, 15, 19),
        panel_edge=(112, 44, 46),
        button=(44, 24, 29),
        button_hover=(64, 34, 40),
        button_down=(98, 46, 50),
        track=(62, 36, 42),
    )


def mixed(one: Color, other: Color, share: float) -> Color:
    """A color between two: ``one`` at a ``share`` of 0, ``other`` at 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
