"""A ring that spreads from a neuron and fades: an answer that lands, a neuron that goes out."""

from __future__ import annotations

import pygame

from game.view.paint.brush import Brush
from game.view.paint.light import hue_of, stamp_of, stamping
from game.view.paint.theme import Color

#: the ring's last radius, in radii of the neuron and in px at 1080 lines beyond these
_RADII, _BEYOND = 1.6, 46.0
#: its first width, px at 1080 lines
_WIDTH = 9.0


def draw_shock(
    brush: Brush, at: tuple[float, float], radius: float, share: float, color: Color
) -> None:
    """Lay the light of a ring around a neuron of ``radius`` px; ``share``: how far it has spread,
    0 … 1, at which nothing is left."""
    if not 0 <= share < 1:
        return
    eased = 1 - (1 - share) ** 2
    last = _RADII * radius + brush.px(_BEYOND)
    reach, width = radius + (last - radius) * eased, max(brush.px(_WIDTH * (1 - share)), 1)
    side = 2 * round(last + brush.px(_WIDTH)) + 1
    light = pygame.Surface((side, side), depth=32)
    faded = tuple(round(part * (1 - share)) for part in hue_of(brush.theme, color))
    pygame.draw.aacircle(light, faded, (side // 2, side // 2), reach, width)
    stamp = stamp_of(brush.theme, pygame.surfarray.pixels3d(light).transpose(1, 0, 2))
    place = light.get_rect(center=(int(at[0]), int(at[1])))
    brush.surface.blit(stamp, place, special_flags=stamping(brush.theme))
