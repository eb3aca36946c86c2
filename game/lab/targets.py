"""How large what is touched is at least, and how far apart: in a kiosk fingers are all there is."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

#: the least side of what is touched where the size of the screen is not known: px of a window whose
#: shorter side is 1080 px, and a share of the window's height; and where it is known, mm
LEAST, SHARE, FINGER = 54, 0.045, 15.0
#: the least gap between two of them, px of the window
APART = 8
#: the largest least side that fits in, px at 1080 lines: of a stage at least so wide and so high,
#: and of one in portrait
MOST, PORTRAIT = ((1850, 1070, 76.0), (1750, 0, 70.0), (0, 0, 62.0)), 90.0
#: so much more, px of the window, keeps a length of whole px one when both its ends are rounded
_MORE = 0.001


class Targets(NamedTuple):
    """The least side of what is touched, and the least gap, px at 1080 lines. 0: as the stage has
    them by itself, which is made for a mouse as well."""

    least: float = 0.0
    gap: float = 0.0

    def side(self, own: float) -> float:
        """A side of a control that would be ``own`` px long."""
        return max(own, self.least)

    def apart(self, own: float) -> float:
        """A gap between controls that would be ``own`` px wide."""
        return max(own, self.gap)


#: what is asked outside a kiosk: nothing
USUAL = Targets()


def targets_of(
    size: tuple[int, int], scale: float, screen_mm: tuple[float, float] | None = None
) -> Targets:
    """What a kiosk's window of ``size`` px, which fills its screen, asks of a stage of this scale.

    ``screen_mm``: width and height of the screen, where they are known. A screen so small that its
    controls would not fit in gets the largest that do; `least_mm` says how large they are.
    """
    width, height = size
    px = max(LEAST * min(size) / 1080, SHARE * height)
    if screen_mm is not None:
        px = max(FINGER * _px_a_mm(size, screen_mm), LEAST * scale)
    px = min(ceil(px), int(_most(width / scale, height / scale) * scale))
    return Targets((px + _MORE) / scale, (APART + _MORE) / scale)


def _most(width: float, height: float) -> float:
    """The largest least side that a stage of this size has room for, px at 1080 lines."""
    if width < height:
        return PORTRAIT
    return next(most for wide, high, most in MOST if width >= wide and height >= high)


def least_mm(
    size: tuple[int, int], scale: float, targets: Targets, screen_mm: tuple[float, float]
) -> float:
    """How long the least side of what is touched is on a screen, mm; FINGER is wanted."""
    return targets.least * scale / _px_a_mm(size, screen_mm)


def _px_a_mm(size: tuple[int, int], screen_mm: tuple[float, float]) -> float:
    return max(size[0] / screen_mm[0], size[1] / screen_mm[1])
