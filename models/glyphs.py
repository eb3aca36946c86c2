"""Letters and signs as pen strokes: Hershey's vector fonts, and outline fonts thinned to lines.

Letters that are written like digits (O, l, S, Z, b …) are left out: nobody can tell them apart.
"""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path

import numpy as np
import pygame
from HersheyFonts import HersheyFonts

from game.core.ink.digit import SIDE
from models import sources
from models.shapes import Strokes, normal

#: letters that are written like these digits: 0 0 0 | 1 1 | 5 5 | 2 2 | 8 6 | 9 9
LOOKALIKES = "OoDIlSsZzBbgq"
LETTERS = "".join(c for c in string.ascii_letters if c not in LOOKALIKES)
SIGNS = "#$%&*+<=>?@^~"

HERSHEY_LATIN = ("futural", "futuram", "cursive", "rowmans", "rowmand", "timesr", "timesi")
HERSHEY_OTHER = ("japanese", "markers", "gothiceng", "gothicger")
HERSHEY_HELD_OUT = ("scripts", "scriptc", "timesrb", "rowmant")
SIGNS_HELD_OUT = ("astrology", "music", "meteorology", "greeks")

_FONTS = Path("/usr/share/fonts")
_DEJAVU = "truetype/dejavu/DejaVu"
_URW = "opentype/urw-base35/"
OUTLINE = tuple(
    f"{_DEJAVU}{name}.ttf"
    for name in ("Sans", "Sans-ExtraLight", "Sans-Oblique", "SansMono", "Serif", "Serif-Italic")
)
OUTLINE_HELD_OUT = (
    *(f"{_URW}{name}.otf" for name in ("NimbusRoman-Regular", "NimbusSans-Regular", "P052-Italic")),
    *(f"{_URW}{name}.otf" for name in ("URWGothic-Book", "Z003-MediumItalic", "URWBookman-Light")),
    "truetype/noto/NotoMono-Regular.ttf",
)


@cache
def hershey(font: str, characters: str) -> tuple[Strokes, ...]:
    """The characters of one of Hershey's fonts; one that the font lacks is left out."""
    fonts = HersheyFonts()
    fonts.load_default_font(font)
    found = []
    for glyph in fonts.glyphs_for_text(characters):
        strokes = [_dense(np.array(s, np.float32)) for s in glyph.strokes if len(s)]
        if strokes and np.ptp(np.concatenate(strokes), axis=0).max() > 0:
            found.append(normal(strokes))
    return tuple(found)


@cache
def outline(font: str, characters: str) -> tuple[Strokes, ...]:
    """The characters of an outline font, drawn 20 px high and thinned as MNIST's pictures are."""
    pygame.font.init()
    writer = pygame.font.Font(_FONTS / font, 48)
    pictures = np.array([_picture(writer, character) for character in characters])
    shapes = sources.strokes_of_pictures(pictures, np.zeros(len(pictures), np.int64))
    return tuple(shapes.strokes)


def _picture(writer: pygame.font.Font, character: str) -> np.ndarray:
    """One character's ink scaled to 20 px in the middle of 28×28: (784,) uint8."""
    ink = writer.render(character, True, "white", "black")
    ink.set_colorkey("black")
    ink = ink.subsurface(ink.get_bounding_rect()).convert(24)
    scale = 20 / max(ink.get_size())
    size = [max(round(side * scale), 2) for side in ink.get_size()]
    ink = pygame.transform.smoothscale(ink, size)
    page = pygame.Surface((SIDE, SIDE))
    page.blit(ink, ((SIDE - size[0]) // 2, (SIDE - size[1]) // 2))
    return pygame.surfarray.array3d(page)[:, :, 0].T.reshape(-1)


def _dense(stroke: np.ndarray) -> np.ndarray:
    """The stroke with more points, (n, 2), so that a line bends when it is distorted."""
    if len(stroke) < 2:
        return stroke
    lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    along = np.union1d(np.linspace(0, lengths[-1], 10), lengths)
    return np.stack([np.interp(along, lengths, stroke[:, k]) for k in (0, 1)], axis=1)
