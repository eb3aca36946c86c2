"""Network Architecture: all neurons and all weights, lit by what this drawing makes them do."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.network import Array, Network, Trace
from game.core.signals import (
    ARRIVALS,
    WAVE_TICKS,
    Signals,
    arrived,
    choose,
    flash,
    front_x,
    pulses,
)
from game.core.units import OFFSETS, UnitPlan, place
from game.lab.words import say
from game.view.captions import Line, captions
from game.view.comets import comets
from game.view.edge_surfaces import Lit, Rest, lit_by, rest_of
from game.view.job import Job
from game.view.neurons import LEVELS, disc, glow, ring
from game.view.plate import Plate
from game.view.text import Text
from game.view.theme import Colour, Theme

#: light of a firing neuron, and of an output
_LIGHT: Colour = (255, 240, 214)
#: softness of the wave's front, and width of its light, px at 1080 lines
_FRONT = 90
_BEAM = 150
#: ticks over which a new live picture replaces the one before
_CROSSFADE = 8


@dataclass(frozen=True, slots=True, eq=False)
class NetworkScene:
    """What the picture shows at one tick."""

    #: the picture, window px
    rect: Rect
    network: Network | None
    network_revision: int
    #: None: nothing is drawn on the canvas
    trace: Trace | None
    #: onnxruntime's probabilities, (10,), or None to show the trace's
    answer: Array | None
    answer_revision: int
    tick: int
    #: the tick at which this answer began
    fired_at: int
    #: how many pulses to show
    signals: int
    #: reduced motion: everything stands lit and nothing runs
    still: bool


#: sprites and their top left corners, window px
Stamps = list[tuple[pygame.Surface, tuple[int, int]]]


class _Wave(NamedTuple):
    """The wave that runs or ran last. ``dark``: nothing was lit before it."""

    began: int
    dark: bool


class NetworkPicture:
    """Draws scenes. Slow pictures are made by jobs; until they are there, less is shown."""

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text
        self._plan: UnitPlan | None = None
        self._plate: Plate | None = None
        self._captions: list[Line] = []
        self._rest: tuple[Hashable, Rest] | None = None
        self._lit: tuple[Hashable, Lit] | None = None
        self._before: pygame.Surface | None = None
        self._changed_at: int | None = None
        self._wave: _Wave | None = None
        self._first_revision = 0
        self._signals: tuple[Hashable, Signals] | None = None
        self._stamps: tuple[Hashable, Stamps, Stamps] | None = None

    def jobs(self, scene: NetworkScene) -> list[Job]:
        """The pictures that this scene wants and that are not there."""
        if scene.network is None:
            return []
        plan = self._planned(scene)
        key = (plan.key, scene.network_revision)
        if self._rest is None or self._rest[0] != key:
            return [Job("network.rest", key, partial(rest_of, plan, scene.network, self._theme))]
        if scene.trace is None:
            return []
        live_key = (*key, scene.answer_revision)
        if self._lit is not None and self._lit[0] == live_key:
            return []
        rest = self._rest[1]
        run = partial(lit_by, plan, scene.network, scene.trace, self._theme, rest)
        return [Job("network.live", live_key, run)]

    def accept(self, slot: str, key: Hashable, result: object) -> None:
        """Take a finished picture. One of an earlier answer than is shown is dropped; one of
        an answer that was overtaken meanwhile is not, or a growing stroke would show none."""
        if slot == "network.rest" and isinstance(result, Rest):
            self._rest = (key, result)
            self._lit = self._before = None
        elif slot == "network.live" and isinstance(result, Lit) and isinstance(key, tuple):
            if self._rest is None or key[:2] != self._rest[0] or key[2] < self._first_revision:
                return
            if self._lit is not None and isinstance(self._lit[0], tuple):
                if self._lit[0][2] >= key[2]:
                    return
                self._before = self._lit[1].surface
                self._changed_at = None
            self._lit = (key, result)

    def draw(self, surface: pygame.Surface, scene: NetworkScene) -> None:
        """Draw the scene into its rect and nowhere else."""
        plan = self._planned(scene)
        self._follow(scene)
        clip = surface.get_clip()
        area = pygame.Rect(*(round(value) for value in scene.rect))
        surface.set_clip(area.clip(clip))
        since = self._since(scene)
        self._draw_weights(surface, scene, plan, area, since)
        assert self._plate
        self._plate.show(scene.trace.activations[0] if scene.trace else None)
        surface.blit(self._plate.surface, self._plate.corner)
        if scene.trace is not None and scene.network is not None:
            self._draw_signals(surface, scene, scene.network, plan, since)
        self._draw_neurons(surface, scene, plan, since)
        self._draw_words(surface, scene, plan, since)
        surface.set_clip(clip)

    def _planned(self, scene: NetworkScene) -> UnitPlan:
        plan = place(scene.rect, self._theme.scale)
        if self._plan is None or plan.key != self._plan.key:
            self._plan = plan
            self._plate = Plate(self._theme, plan)
            self._captions = captions(plan, self._text)
            self._rest = self._lit = self._before = None
        return plan

    def _follow(self, scene: NetworkScene) -> None:
        """Begin a wave where one is due. A stroke that grows changes the answer every frame:
        its wave runs to the end before the next one sets off."""
        if scene.trace is None:
            self._wave = self._lit = self._before = self._signals = None
        elif self._wave is None:
            self._wave = _Wave(scene.fired_at, dark=True)
            self._first_revision = scene.answer_revision
            self._lit = self._before = None
        elif scene.fired_at > self._wave.began + WAVE_TICKS:
            self._wave = _Wave(scene.fired_at, dark=False)

    def _since(self, scene: NetworkScene) -> float:
        """Ticks since the wave set off; infinity where none runs."""
        if self._wave is None or scene.still:
            return math.inf
        return max(scene.tick - self._wave.began, 0)

    def _draw_weights(
        self,
        surface: pygame.Surface,
        scene: NetworkScene,
        plan: UnitPlan,
        area: pygame.Rect,
        since: float,
    ) -> None:
        if self._rest is None:
            surface.fill(self._theme.ground, area)
            return
        rest = self._rest[1]
        if scene.trace is None:
            surface.blit(rest.bright, area)
            return
        if self._lit is None:
            surface.blit(rest.dim, area)
            return
        lit = self._lit[1].surface
        assert self._wave
        if since >= WAVE_TICKS:
            self._draw_crossfaded(surface, scene, lit, area)
            return
        front = front_x(plan, since) - area.x
        if self._wave.dark:
            surface.blit(rest.dim, area)
            _reveal(surface, lit, area, front, self._theme.px(_FRONT))
        else:
            self._draw_crossfaded(surface, scene, lit, area)
        _beam(surface, lit, area, front, self._theme.px(_BEAM))

    def _draw_crossfaded(
        self, surface: pygame.Surface, scene: NetworkScene, lit: pygame.Surface, area: pygame.Rect
    ) -> None:
        surface.blit(lit, area)
        if self._before is None or scene.still:
            return
        if self._changed_at is None:
            self._changed_at = scene.tick
        share = (scene.tick - self._changed_at) / _CROSSFADE
        if not 0 <= share < 1:
            self._before = None
            return
        self._before.set_alpha(round(255 * (1 - share)))
        surface.blit(self._before, area)

    def _draw_signals(
        self,
        surface: pygame.Surface,
        scene: NetworkScene,
        network: Network,
        plan: UnitPlan,
        since: float,
    ) -> None:
        assert scene.trace and self._wave
        # A small picture would drown in as many pulses as a large one carries.
        share = plan.rect.w * plan.rect.h / (500_000 * plan.scale**2)
        count = round(scene.signals * min(max(share, 0.3), 1))
        key = (scene.network_revision, scene.answer_revision, count)
        if self._signals is None or self._signals[0] != key:
            self._signals = (key, choose(network, scene.trace, count))
        tick = 0 if scene.still else scene.tick
        seen = pulses(self._signals[1], plan, tick, since, self._wave.dark)
        room = min(plan.rect.w / 900, plan.rect.h / 800)
        size = min(max(room, 0.45 * self._theme.scale), 1.1 * self._theme.scale)
        comets(self._theme, round(size, 2)).draw(surface, seen)

    def _draw_neurons(
        self, surface: pygame.Surface, scene: NetworkScene, plan: UnitPlan, since: float
    ) -> None:
        levels = _levels(scene, since, self._wave is None or self._wave.dark)
        key = (plan.key, *(part.tobytes() for part in levels))
        if self._stamps is None or self._stamps[0] != key:
            self._stamps = (key, *self._stamped(plan, levels))
        surface.fblits(self._stamps[1], pygame.BLEND_RGB_ADD)
        surface.fblits(self._stamps[2])

    def _stamped(self, plan: UnitPlan, levels: list[np.ndarray]) -> tuple[Stamps, Stamps]:
        """The glows to add and then the discs to draw."""
        glows: Stamps = []
        discs: Stamps = []
        for layer in (1, 2, 3):
            part = plan.layer(layer)
            radius = max(round(float(plan.radii[part.start])), 1)
            colour = self._theme.winner if layer == 3 else _LIGHT
            where = np.floor(plan.positions[part]).astype(int).tolist()
            for (x, y), level in zip(where, levels[layer - 1].tolist(), strict=True):
                body = disc(radius, level, colour)
                discs.append((body, (x - radius - 1, y - radius - 1)))
                if level > 2:
                    light = glow(radius, level, colour)
                    reach = light.get_width() // 2
                    glows.append((light, (x - reach, y - reach)))
        return glows, discs

    def _draw_words(
        self, surface: pygame.Surface, scene: NetworkScene, plan: UnitPlan, since: float
    ) -> None:
        theme, text = self._theme, self._text
        for line in self._captions:
            colour = theme.text if line.name else theme.muted
            at = line.x, line.y
            text.draw(surface, line.words, at, line.size, colour, bold=line.name, anchor="midtop")
        settled = self._wave is None or not self._wave.dark or since > ARRIVALS[3] + 4
        top = _top(scene) if settled else None
        radius = round(float(plan.radii[OFFSETS[3]]))
        for digit, (x, y) in enumerate(plan.positions[OFFSETS[3] :].tolist()):
            wins = digit == top
            text.draw(
                surface,
                str(digit),
                (plan.label_x, y),
                plan.label_size,
                theme.winner if wins else theme.muted,
                bold=wins,
                anchor="midleft",
            )
            if wins:
                width = max(theme.px(2.5), 1)
                mark = ring(radius + 2 * width + 1, width, theme.winner)
                surface.blit(mark, mark.get_rect(center=(int(x), int(y))))
        if scene.trace is None:
            self._draw_invitation(surface, plan)

    def _draw_invitation(self, surface: pygame.Surface, plan: UnitPlan) -> None:
        theme, text = self._theme, self._text
        large = plan.rect.w > 600 * theme.scale
        size = theme.px(theme.body if large else theme.small)
        lines = text.wrap(say("network.fire"), size, plan.rect.w * 0.62, bold=True)
        width = max(text.width(line, size, bold=True) for line in lines)
        step = 1.3 * size
        box = pygame.Rect(0, 0, round(width + 2.2 * size), round(step * len(lines) + 1.1 * size))
        box.center = round(plan.rect.centre[0]), round(plan.positions[OFFSETS[1] :, 1].mean())
        veil = pygame.Surface(box.size, pygame.SRCALPHA)
        round_by = min(box.h // 2, theme.px(34))
        pygame.draw.rect(veil, (*theme.ground, 232), veil.get_rect(), border_radius=round_by)
        surface.blit(veil, box)
        for i, line in enumerate(lines):
            y = box.centery + (i - (len(lines) - 1) / 2) * step
            at = box.centerx, y
            text.draw(surface, line, at, size, theme.text, bold=True, anchor="center")


def _levels(scene: NetworkScene, since: float, dark: bool) -> list[np.ndarray]:
    """Steps of brightness of Hidden 1, Hidden 2 and the output."""
    if scene.trace is None:
        return [np.zeros(len(layer), int) for layer in (range(128), range(64), range(10))]
    come = arrived(since) if dark else np.ones(4, np.float32)
    flare = flash(since) if math.isfinite(since) else np.zeros(4, np.float32)
    levels = []
    for layer in (1, 2, 3):
        value = np.nan_to_num(scene.trace.layers[layer], posinf=0, neginf=0)
        if layer == 3:
            value = scene.answer if scene.answer is not None else value
            light = np.clip(np.nan_to_num(value), 0, 1)
        else:
            light = np.sqrt(np.maximum(value, 0) / (value.max(initial=0) or 1)) * 0.9
        light = light * come[layer] * (1 + 0.5 * flare[layer])
        levels.append(np.rint(np.clip(light, 0, 1) * (LEVELS - 1)).astype(int))
    return levels


def _top(scene: NetworkScene) -> int | None:
    if scene.trace is None:
        return None
    answer = scene.answer if scene.answer is not None else scene.trace.probabilities
    return int(np.argmax(answer)) if np.isfinite(answer).all() else None


def _reveal(
    surface: pygame.Surface, lit: pygame.Surface, area: pygame.Rect, front: float, soft: int
) -> None:
    """Show the lit picture left of the front, fading out over ``soft`` px before it."""
    strips = max(soft // 3, 1)
    edge = round(front) - soft
    if edge > 0:
        surface.blit(lit, area.topleft, (0, 0, edge, area.h))
    for i in range(strips):
        left, right = edge + soft * i // strips, edge + soft * (i + 1) // strips
        lit.set_alpha(round(255 * (1 - (i + 0.5) / strips)))
        surface.blit(lit, (area.x + left, area.y), (left, 0, right - left, area.h))
    lit.set_alpha(None)


def _beam(
    surface: pygame.Surface, lit: pygame.Surface, area: pygame.Rect, front: float, width: int
) -> None:
    """The light of the wave: the lit picture once more, around the front."""
    window = pygame.Rect(round(front) - width // 2, 0, width, area.h)
    seen = window.clip(lit.get_rect())
    if not seen.w:
        return
    strip = lit.subsurface(seen).copy()
    strip.fill((14, 19, 36), special_flags=pygame.BLEND_RGB_SUB)  # the ground does not shine
    strip.blit(_profile(width, area.h), (window.x - seen.x, 0), special_flags=pygame.BLEND_RGB_MULT)
    at = area.x + seen.x, area.y
    surface.blit(strip, at, special_flags=pygame.BLEND_RGB_ADD)


_PROFILES: dict[tuple[int, int], pygame.Surface] = {}


def _profile(width: int, height: int) -> pygame.Surface:
    """Grey bars, bright in the middle; multiplied with the picture they make the beam."""
    if (width, height) not in _PROFILES:
        _PROFILES.clear()
        bars = pygame.Surface((width, height), depth=32)
        for x in range(width):
            level = round(150 * math.sin(math.pi * (x + 0.5) / width) ** 2)
            bars.fill((level, level, level), (x, 0, 1, height))
        _PROFILES[width, height] = bars
    return _PROFILES[width, height]
