"""Neurons on screen: discs of every brightness and their glows, drawn once and stamped."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.kept import kept
from game.core.model.network import Array
from game.lab.network.plan import UnitPlan
from game.view.network.scene import Lights
from game.view.paint.brush import Brush
from game.view.paint.light import blending, hue_of
from game.view.paint.theme import Color, Theme, mixed

#: steps of brightness from dark to brightest
LEVELS = 24

#: what is drawn, and where its corner comes to lie, px of the window
_Placed = tuple[pygame.Surface, list[int]]


class _Layer(NamedTuple):
    """The neurons of a layer that a plan shows, n of them."""

    #: their indices in the layer, (n,)
    seen: NDArray[np.intp]
    #: px
    radius: int
    #: centers in whole px of the window, (n, 2)
    middle: NDArray[np.intp]


class Neurons:
    """The neurons of one plan; stamps are laid out again only when a level changes."""

    def __init__(self, plan: UnitPlan, theme: Theme) -> None:
        self._theme = theme
        self._readable = bool(plan.chosen)
        self._layers: list[_Layer] = []
        for layer in (1, 2, 3):
            part = plan.layer(layer)
            seen = np.flatnonzero(plan.visibility[part] > 0)
            radius = max(round(float(plan.radii[part][seen[0]])), 1)
            middle = np.floor(plan.positions[part][seen]).astype(np.intp)
            self._layers.append(_Layer(seen, radius, middle))
        self._levels: tuple[int | None, list[list[int]]] = (None, [])
        self._glows: list[_Placed] = []
        self._discs: list[_Placed] = []

    def draw(self, brush: Brush, lights: Lights, gain: list[float], winner: int | None) -> None:
        """Stamp the neurons. ``gain``: what the light of Hidden 1, Hidden 2 and the output is
        multiplied with, as the wave has reached them or not. ``winner``: the output that has the
        winner's color."""
        levels = [
            level_of(light[layer.seen], share).tolist()
            for light, share, layer in zip(lights, gain, self._layers, strict=True)
        ]
        if (winner, levels) != self._levels:
            self._levels = winner, levels
            self._glows, self._discs = [], []
            outputs = [output_color(self._theme, digit, winner) for digit in range(len(levels[2]))]
            for layer, values in zip(self._layers[:2], levels[:2], strict=True):
                self._stamp(layer, [(level, self._theme.lamp) for level in values])
            self._stamp(self._layers[2], list(zip(levels[2], outputs, strict=True)))
        brush.surface.fblits(self._glows, blending(brush.theme))
        brush.surface.fblits(self._discs, pygame.BLEND_PREMULTIPLIED)

    def _stamp(self, layer: _Layer, looks: list[tuple[int, Color]]) -> None:
        """Lay out the discs and the glow of a layer. ``looks``: level and color of each neuron;
        levels as low as 2 have no glow."""
        theme, (_, radius, middle) = self._theme, layer
        draw, reach = (face, _reach(radius)) if self._readable else (disc, radius)
        discs = {look: draw(theme, radius, *look) for look in set(looks)}
        corners = (middle - discs[looks[0]].get_width() // 2).tolist()
        self._discs += [(discs[look], at) for look, at in zip(looks, corners, strict=True)]
        glows = {look: glow(theme, reach, *look) for look in set(looks)}
        corners = (middle - glows[looks[0]].get_width() // 2).tolist()
        lit = [(glows[look], at) for look, at in zip(looks, corners, strict=True) if look[0] > 2]
        if lit:
            self._glows.append(_joined(lit))


def _joined(glows: list[_Placed]) -> _Placed:
    """The glows of a layer as one: they overlap so much that it is a fifth of their pixels."""
    places = [surface.get_rect(topleft=at) for surface, at in glows]
    whole = places[0].unionall(places[1:])
    light = pygame.Surface(whole.size, depth=32)
    moved = [(surface, (x - whole.x, y - whole.y)) for surface, (x, y) in glows]
    light.fblits(moved, pygame.BLEND_RGB_ADD)
    return light, [whole.x, whole.y]


def prepare_stamps(plan: UnitPlan, theme: Theme) -> None:
    """Draw all stamps of a Readable plan. The worker does so: it would take a whole frame."""
    for layer in (1, 2, 3):
        radius = max(round(float(plan.radii[plan.layer(layer)].max())), 1)
        for level in range(LEVELS):
            for color in (theme.winner, theme.muted) if layer == 3 else (theme.lamp,):
                face(theme, radius, level, color)
                glow(theme, _reach(radius), level, color)


def _reach(radius: int) -> int:
    """The radius that a large neuron's glow is drawn for, px: it is smaller than the neuron's, or
    the glows would drown the edges between them."""
    return max(round(0.6 * radius), 1)


def level_of(light: Array, gain: float) -> np.ndarray:
    """Steps of brightness, 0..LEVELS − 1."""
    return np.asarray(np.rint(np.clip(light * gain, 0, 1) * (LEVELS - 1)).astype(int))


def draw_neurons_between(
    brush: Brush, plan: UnitPlan, lights: Lights, gain: list[float], winner: int | None
) -> None:
    """Neurons on their way from one view to the other: no stamp would serve two frames."""
    surface, theme = brush.surface, brush.theme
    for layer, light, share in zip((1, 2, 3), lights, gain, strict=True):
        part = plan.layer(layer)
        levels = (level_of(light, share) / (LEVELS - 1)).tolist()
        count = len(levels)
        colors = [output_color(theme, n, winner) for n in range(count)] if layer == 3 else []
        whole = zip(
            plan.positions[part].tolist(),
            plan.radii[part].tolist(),
            plan.visibility[part].tolist(),
            levels,
            colors or [theme.lamp] * count,
            strict=True,
        )
        # Those that stay are drawn over those that leave.
        for at, radius, seen, level, color in sorted(whole, key=lambda one: one[2]):
            # The small lamp in a dark disc becomes a disc that is lit evenly.
            fill = mixed(theme.face, color, level**1.8)
            dark = mixed(theme.middle, mixed(theme.face, fill, plan.view), seen)
            rim = mixed(dark, mixed(theme.rim, color, level), seen)
            pygame.draw.aacircle(surface, rim, at, radius)
            pygame.draw.aacircle(surface, dark, at, max(radius - 1.5, 0.5))
            if level > 0.05 and radius > 2:
                lamp = max(radius * level**0.6 - 1.5, 0.5)
                lit = mixed(dark, mixed(color, fill, plan.view), seen)
                pygame.draw.aacircle(surface, lit, at, lamp)


def output_color(theme: Theme, digit: int, winner: int | None) -> Color:
    """The light of an output."""
    return theme.winner if digit == winner else theme.muted


@kept(256)
def disc(theme: Theme, radius: int, level: int, color: Color) -> pygame.Surface:
    """A disc of ``radius`` px with soft edges, lit to ``level`` 0..LEVELS − 1 in ``color``. Its
    colors are multiplied with its alpha: so it is drawn faster.

    It hides the lines behind it, so that each neuron stands clear.
    """
    share = level / (LEVELS - 1)
    side = 2 * radius + 3
    away = _distance(side)
    rim_width = min(max(0.16 * radius, 1.0), 2.5)
    rim = mixed(mixed(theme.rim, theme.wake, min(share * 3, 1)), color, share)
    inner = np.clip(radius - rim_width - away + 0.5, 0, 1)[..., None]
    pixels = np.array(rim) * (1 - inner) + np.array(theme.face) * inner
    # The lamp inside grows with the level: a little light is a small bright point rather than
    # a gray disc, so levels are told apart from afar.
    lamp = np.clip((radius - rim_width) * share**0.6 - away + 0.5, 0, 1)[..., None]
    lamp = lamp * min(2 * share**0.5, 1)
    heart = np.exp(-((away / (0.75 * radius)) ** 2))[..., None] * share
    pixels += (np.array(color) + (np.array(theme.hot) - np.array(color)) * heart - pixels) * lamp
    alpha = np.clip(radius - away + 0.5, 0, 1)
    return _surface(np.dstack([pixels, alpha * 255])).premul_alpha()


def face_color(theme: Theme, level: int, color: Color) -> Color:
    """What a large neuron is filled with at a level, 0..LEVELS − 1."""
    return mixed(theme.face, color, (level / (LEVELS - 1)) ** 1.8)


@kept(128)
def face(theme: Theme, radius: int, level: int, color: Color) -> pygame.Surface:
    """A large disc that a number can be read on: all of it is lit evenly, to ``level``, and its
    colors are as those of `disc`."""
    share = level / (LEVELS - 1)
    side = 2 * radius + 3
    away = _distance(side)
    rim = np.array(mixed(theme.rim, color, min(0.25 + share, 1)))
    inner = np.clip(radius - max(0.07 * radius, 1.5) - away + 0.5, 0, 1)[..., None]
    fill = np.array(face_color(theme, level, color))
    alpha = np.clip(radius - away + 0.5, 0, 1)
    return _surface(np.dstack([rim * (1 - inner) + fill * inner, alpha * 255])).premul_alpha()


@kept(256)
def glow(theme: Theme, radius: int, level: int, color: Color) -> pygame.Surface:
    """Light around a neuron of ``radius`` px; it falls to nothing at 3.4 radii."""
    share = level / (LEVELS - 1)
    reach = round(3.4 * radius)
    away = _distance(2 * reach + 1) / reach
    light = np.clip(1 - away, 0, 1) ** 2.4 * share**1.2 * theme.glow
    pixels = (
        np.rint(light[..., None] * np.array(hue_of(theme, color))).clip(0, 255).astype(np.uint8)
    )
    side = len(pixels)
    sprite = pygame.Surface((side, side), depth=32)
    sprite.blit(pygame.image.frombuffer(pixels.tobytes(), (side, side), "RGB"), (0, 0))
    return sprite


@kept(16)
def ring(theme: Theme, radius: int, width: int, color: Color) -> pygame.Surface:
    """A thin soft ring, which marks the top prediction and chosen neurons; px."""
    side = 2 * (radius + width) + 3
    away = _distance(side)
    alpha = np.clip(width / 2 + 0.5 - np.abs(away - radius), 0, 1)
    return _surface(np.dstack([np.broadcast_to(color, (side, side, 3)), alpha * 255]))


def _distance(side: int) -> np.ndarray:
    """Distance of every pixel from the middle of a square of odd side, px."""
    offset = np.arange(side) - side // 2
    return np.asarray(np.hypot(offset[:, None], offset[None, :]))


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
