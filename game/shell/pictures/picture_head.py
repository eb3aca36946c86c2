"""What is known of a picture before it is unpacked."""

from __future__ import annotations

from dataclasses import dataclass

#: largest picture opened, px: a phone's "64 megapixels" are up to 65
MOST_PIXELS = 66_000_000
#: longest side, px, which is JPEG's too: with sides from 131,072 px on, pygame-ce 2.5.8's
#: `smoothscale` gives wrong colors and writes beyond its memory
LONGEST_SIDE = 65_535

BROKEN = "is a broken picture (cut short or changed); save it again"


@dataclass(frozen=True, slots=True)
class Head:
    """``width``, ``height``: px, as stored. ``orientation``: 1..8, as EXIF counts.

    ``cmyk``: whether its four channels are cyan, magenta, yellow and black; ``negative``: whether
    these are stored as the light that is left, as Adobe does. ``may_lack``: whether the library
    would paint what is missing at the end of the file gray, without an error.
    """

    width: int
    height: int
    orientation: int = 1
    cmyk: bool = False
    negative: bool = False
    may_lack: bool = False


def check_size(width: int, height: int) -> None:
    """Raise ValueError for a picture without pixels, with more than MOST_PIXELS, or longer than
    LONGEST_SIDE."""
    if not width or not height:
        raise ValueError(BROKEN)
    if max(width, height) > LONGEST_SIDE:
        raise ValueError(f"has {width}×{height} px; crop it to {LONGEST_SIDE:,} px a side")
    if width * height > MOST_PIXELS:
        raise ValueError(f"has {width}×{height} px; scale it below {MOST_PIXELS:,} px")
