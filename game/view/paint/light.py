"""Light on a dark ground, and ink on paper: the same marks, given or taken away.

A dark stage is lit: what glows is added to it, black adds nothing, and where much meets it is
bright. Paper is inked: light there is what ink takes from white. It is subtracted, so that nothing
is black again, and where much meets it is dark. So all marks are computed once, in the hue that the
theme's light has. Marks that run over each other in great numbers are stamps: on paper each pixel
keeps the darker of paper and stamp, or a stream of blue ones would be black.
"""

from __future__ import annotations

import numpy as np
import pygame
from numpy.typing import NDArray

from game.view.paint.theme import Color, Theme


def hue_of(theme: Theme, color: Color) -> Color:
    """What light in full is made of that shows as ``color``: the color itself; on paper, what has
    to be taken from white."""
    if not theme.paper:
        return color
    red, green, blue = color
    return 255 - red, 255 - green, 255 - blue


def blending(theme: Theme) -> int:
    """How light is laid on the stage: pygame's flag."""
    return pygame.BLEND_RGB_SUB if theme.paper else pygame.BLEND_RGB_ADD


def stamping(theme: Theme) -> int:
    """How stamps are laid on the stage: pygame's flag."""
    return pygame.BLEND_RGB_MIN if theme.paper else pygame.BLEND_RGB_ADD


def stamp_of(theme: Theme, light: NDArray[np.uint8]) -> pygame.Surface:
    """Light, (height, width, 3), as a stamp."""
    pixels = np.ascontiguousarray(255 - light if theme.paper else light)
    size = pixels.shape[1], pixels.shape[0]
    stamp = pygame.Surface(size, depth=32)
    stamp.blit(pygame.image.frombuffer(pixels.tobytes(), size, "RGB"), (0, 0))
    return stamp


def dim(theme: Theme, picture: pygame.Surface, left: int) -> None:
    """Leave ``left`` of 255 of a picture: the rest goes into the dark; on paper, into the paper."""
    if not theme.paper:
        picture.fill((left, left, left), special_flags=pygame.BLEND_RGB_MULT)
        return
    paper = pygame.Surface(picture.get_size(), depth=32)
    paper.fill(theme.ground)
    paper.set_alpha(255 - left)
    picture.blit(paper, (0, 0))
