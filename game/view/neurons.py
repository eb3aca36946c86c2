"""Neurons on screen: discs of every brightness with their glow, drawn once and stamped."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame

from game.core.network import Array
from game.core.units import UnitPlan
from game.view.theme import Colour

#: light of a firing neuron
_LIGHT: Colour = (255, 240, 214)
#: steps from dark to brightest
LEVELS = 24
#: the face of a neuron that does not fire, and its rim
_FACE = (15, 20, 36)
_RIM = (84, 98, 142)
#: rim of one that fires a little
_WAKE = (170, 178, 205)


class Neurons:
    """The neurons of one plan; stamps are laid out again only when a level changes."""

    def __init__(self, plan: UnitPlan, winner: Colour) -> None:
        """``winner``: the light of the output's neurons."""
        self._layers = []
        for layer in (1, 2, 3):
            part = plan.layer(layer)
            radius = max(round(float(plan.radii[part.start])), 1)
            colour = winner if layer == 3 else _LIGHT
            discs = [disc(radius, level, colour) for level in range(LEVELS)]
            glows = [glow(radius, level, colour) for level in range(LEVELS)]
            middle = np.floor(plan.positions[part]).astype(int)
            self._layers.append(
                (
                    discs,
                    glows,
                    (middle - discs[0].get_width() // 2).tolist(),
                    (middle - glows[0].get_width() // 2).tolist(),
                )
            )
        self._levels: list[list[int]] = []
        self._glows: list[tuple[pygame.Surface, list[int]]] = []
        self._discs: list[tuple[pygame.Surface, list[int]]] = []

    def draw(
        self, surface: pygame.Surface, lights: tuple[Array, Array, Array], gain: list[float]
    ) -> None:
        """``lights``: brightness of each layer's neurons, 0..1, before that layer's gain."""
        levels = [
            np.rint(np.clip(light * share, 0, 1) * (LEVELS - 1)).astype(int).tolist()
            for light, share in zip(lights, gain, strict=True)
        ]
        if levels != self._levels:
            self._levels = levels
            self._glows, self._discs = [], []
            for (discs, glows, corners, reaches), values in zip(self._layers, levels, strict=True):
                self._discs += [(discs[v], at) for v, at in zip(values, corners, strict=True)]
                self._glows += [
                    (glows[v], at) for v, at in zip(values, reaches, strict=True) if v > 2
                ]
        surface.fblits(self._glows, pygame.BLEND_RGB_ADD)
        surface.fblits(self._discs)


@lru_cache(maxsize=256)
def disc(radius: int, level: int, colour: Colour) -> pygame.Surface:
    """A disc of ``radius`` px with soft edges, lit to ``level`` 0..LEVELS − 1 in ``colour``.

    It hides the lines behind it, so that each neuron stands clear.
    """
    share = level / (LEVELS - 1)
    side = 2 * radius + 3
    away = _distance(side)
    rim_width = min(max(0.16 * radius, 1.0), 2.5)
    rim = _mixed(_mixed(_RIM, _WAKE, min(share * 3, 1)), colour, share)
    inner = np.clip(radius - rim_width - away + 0.5, 0, 1)[..., None]
    pixels = np.array(rim) * (1 - inner) + np.array(_FACE) * inner
    # The lamp inside grows with the level: a little light is a small bright point rather than
    # a grey disc, so levels are told apart from afar.
    lamp = np.clip((radius - rim_width) * share**0.6 - away + 0.5, 0, 1)[..., None]
    lamp = lamp * min(2 * share**0.5, 1)
    heart = np.exp(-((away / (0.75 * radius)) ** 2))[..., None] * share
    pixels += (np.array(colour) + (255 - np.array(colour)) * heart - pixels) * lamp
    alpha = np.clip(radius - away + 0.5, 0, 1)
    return _surface(np.dstack([pixels, alpha * 255]))


@lru_cache(maxsize=256)
def glow(radius: int, level: int, colour: Colour) -> pygame.Surface:
    """Light to be added around a neuron; twice as wide as the disc and falling to nothing."""
    share = level / (LEVELS - 1)
    reach = round(3.4 * radius)
    away = _distance(2 * reach + 1) / reach
    light = np.clip(1 - away, 0, 1) ** 2.4 * share**1.2 * 0.9
    pixels = np.rint(light[..., None] * np.array(colour)).clip(0, 255).astype(np.uint8)
    side = len(pixels)
    sprite = pygame.Surface((side, side), depth=32)
    sprite.blit(pygame.image.frombuffer(pixels.tobytes(), (side, side), "RGB"), (0, 0))
    return sprite


@lru_cache(maxsize=16)
def ring(radius: int, width: int, colour: Colour) -> pygame.Surface:
    """A thin soft ring, the mark of the top prediction."""
    side = 2 * (radius + width) + 3
    away = _distance(side)
    alpha = np.clip(width / 2 + 0.5 - np.abs(away - radius), 0, 1)
    return _surface(np.dstack([np.broadcast_to(colour, (side, side, 3)), alpha * 255]))


def _distance(side: int) -> np.ndarray:
    """Distance of every pixel from the middle of a square of odd side, px."""
    offset = np.arange(side) - side // 2
    return np.asarray(np.hypot(offset[:, None], offset[None, :]))


def _mixed(a: Colour, b: Colour, share: float) -> Colour:
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def _surface(pixels: np.ndarray) -> pygame.Surface:
    """RGBA, (side, side, 4), as a surface."""
    data = np.rint(pixels).clip(0, 255).astype(np.uint8)
    size = (data.shape[1], data.shape[0])
    surface = pygame.Surface(size, pygame.SRCALPHA)
    surface.blit(
        pygame.image.frombuffer(data.tobytes(), size, "RGBA"),
        (0, 0),
        special_flags=pygame.BLEND_RGBA_MAX,
    )
    return surface
