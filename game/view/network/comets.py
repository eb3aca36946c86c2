"""Signals on screen: comets, drawn once for every angle, size and sign.

Two things tell the sign: the color, and the head, which is round for positive signals and a bar
across the way for negative ones.
"""

from __future__ import annotations

import numpy as np
import pygame

from game.core.kept import kept
from game.lab.network.signals import Pulses
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme

#: sprites per half turn; signals run to the right
_ANGLES = 41
#: tails of the four sizes and radii of their heads, px at 1080 lines, and their brightness, 0..1
_LENGTHS = (15.0, 21.0, 29.0, 38.0)
_HEADS = (1.1, 1.45, 1.9, 2.4)
_LIGHTS = (0.42, 0.62, 0.85, 1.0)


class Comets:
    """Sprites of one theme and size; ``scale``: px on the screen per px at 1080 lines."""

    def __init__(self, theme: Theme, scale: float) -> None:
        self.scale = scale
        self._sprites: list[pygame.Surface] = []
        anchors: list[tuple[int, int]] = []
        for color, bar in ((theme.negative, True), (theme.positive, False)):
            for length, head, light in zip(_LENGTHS, _HEADS, _LIGHTS, strict=True):
                for picture in _draw(color, bar, length * scale, max(head * scale, 0.9), light):
                    sprite, anchor = _trimmed(picture)
                    self._sprites.append(sprite)
                    anchors.append(anchor)
        self._anchors = np.array(anchors, np.float32)

    def draw(self, brush: Brush, pulses: Pulses) -> None:
        """Add the pulses' light to the surface."""
        sizes = len(_LENGTHS)
        size = np.minimum((pulses.strength * sizes).astype(np.intp), sizes - 1)
        turn = np.rint((pulses.angle / np.pi + 0.5) * (_ANGLES - 1)).astype(np.intp)
        which = (pulses.positive * sizes + size) * _ANGLES + np.clip(turn, 0, _ANGLES - 1)
        order = np.argsort(which)  # the same sprite many times in a row is still in the cache
        which = which[order]
        corner = np.floor(pulses.position[order] - self._anchors[which]).astype(np.int32)
        sprites = self._sprites
        brush.surface.fblits(
            list(zip([sprites[i] for i in which.tolist()], corner.tolist(), strict=True)),
            pygame.BLEND_RGB_ADD,
        )


@kept(2)
def comets(theme: Theme, scale: float) -> Comets:
    """The sprites of a theme and size, drawn once."""
    return Comets(theme, scale)


def _draw(color: Color, bar: bool, length: float, head: float, light: float) -> np.ndarray:
    """One comet at every angle, (_ANGLES, side, side, 3), 0..255, its head in the middle.

    ``bar``: whether the head is a bar; ``length`` and ``head``, px; ``light``, 0..1.
    """
    reach = int(np.ceil(length * 1.15 + head))
    offset = np.arange(-reach, reach + 1, dtype=np.float32)
    angle = ((np.arange(_ANGLES) / (_ANGLES - 1) - 0.5) * np.pi).astype(np.float32)
    along, across = np.cos(angle)[:, None, None], np.sin(angle)[:, None, None]
    u = offset[None, None, :] * along + offset[None, :, None] * across
    v = offset[None, :, None] * along - offset[None, None, :] * across
    behind = np.clip(-u / length, 0, 1)
    width = head * (0.75 - 0.5 * behind)
    tail = (1 - behind) ** 1.5 * np.exp(-((v / width) ** 2)) * (u <= head * 0.5)
    if bar:
        shape = np.exp(-((u / (0.62 * head)) ** 2)) * np.exp(-((v / (2.1 * head)) ** 6))
        tail = tail * 0.6
        halo = np.exp(-(u**2 + v**2) / (2.6 * head) ** 2)
    else:
        shape = np.exp(-(u**2 + v**2) / (1.25 * head) ** 2)
        halo = np.exp(-(u**2 + v**2) / (2.9 * head) ** 2)
    glow = np.clip(0.9 * tail + 0.9 * shape + 0.22 * halo, 0, 1)[..., None]
    core = (np.clip(shape * 1.1 + 0.4 * tail * (1 - behind), 0, 1) ** 2)[..., None]
    hue = np.array(color, np.float32)
    return np.asarray(light * (glow * hue + (0.4 if bar else 0.7) * core * (255 - glow * hue)))


def _trimmed(picture: np.ndarray) -> tuple[pygame.Surface, tuple[int, int]]:
    """A surface as small as the visible pixels allow, and where in it the head is, px."""
    pixels = np.clip(picture, 0, 255).astype(np.uint8)
    lit = pixels.max(axis=-1) > 3
    rows, columns = np.flatnonzero(lit.any(axis=1)), np.flatnonzero(lit.any(axis=0))
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    cut = np.ascontiguousarray(pixels[top:bottom, left:right])
    sprite = pygame.Surface((cut.shape[1], cut.shape[0]), depth=32)
    sprite.blit(pygame.image.frombuffer(cut.tobytes(), sprite.get_size(), "RGB"), (0, 0))
    middle = len(pixels) // 2
    return sprite, (middle - int(left), middle - int(top))
