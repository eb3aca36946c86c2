"""Network Architecture: all neurons and all weights, lit by what this drawing makes them do."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.network import SIZES, Array, Network, Trace
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
from game.view.neurons import Neurons, ring
from game.view.plate import Plate
from game.view.text import Text
from game.view.theme import Theme
from game.view.wave_light import beam, reveal

#: softness of the wave's front, and width of its light, px at 1080 lines
_FRONT = 90
_BEAM = 150
#: ticks over which a new live picture replaces the one before
_CROSSFADE = 8
#: ticks between two choices of signals while the answer keeps changing
_CHOOSE_EVERY = 4


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


class _Wave(NamedTuple):
    """The wave that runs or ran last. ``dark``: nothing was lit before it."""

    began: int
    dark: bool


class _LitKey(NamedTuple):
    """What a lit picture shows; of one plan, a larger key is a newer picture."""

    plan: Hashable
    #: revisions of the weights: of the contributions, and of the background behind them
    network: int
    behind: int
    answer: int


class _Chosen(NamedTuple):
    """The signals on show, and at which tick they were chosen."""

    key: Hashable
    tick: int
    signals: Signals

    def due(self, scene: NetworkScene) -> bool:
        """Whether to choose again: under a moving pen the answer changes every frame, and no
        eye follows single pulses that fast."""
        return scene.still or not 0 <= scene.tick - self.tick < _CHOOSE_EVERY


class NetworkPicture:
    """Draws scenes. Slow pictures are made by jobs; until they are there, less is shown."""

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text
        self._plan: UnitPlan | None = None
        self._plate: Plate | None = None
        self._neurons: Neurons | None = None
        self._captions: list[Line] = []
        self._rest: tuple[tuple[Any, ...], Rest] | None = None
        self._lit: tuple[_LitKey, Lit] | None = None
        self._before: pygame.Surface | None = None
        self._changed_at: int | None = None
        self._wave: _Wave | None = None
        self._first_revision = 0
        self._signals: _Chosen | None = None
        self._light: tuple[Hashable, tuple[Array, Array, Array]] | None = None

    def jobs(self, scene: NetworkScene) -> list[Job]:
        """The pictures that this scene wants and that are not there, the most urgent first."""
        if scene.network is None:
            return []
        plan = self._planned(scene)
        self._follow(scene)
        wanted = []
        rest_key = (plan.key, scene.network_revision)
        if self._rest is not None and scene.trace is not None:
            # Right after the weights have changed, contributions come on the old background:
            # they take a tenth of the time that all weights do.
            behind, rest = self._rest
            key = _LitKey(plan.key, scene.network_revision, behind[1], scene.answer_revision)
            if self._lit is None or self._lit[0] != key:
                run = partial(lit_by, plan, scene.network, scene.trace, self._theme, rest)
                wanted.append(Job("network.live", key, run))
        if self._rest is None or self._rest[0] != rest_key:
            run = partial(rest_of, plan, scene.network, self._theme)
            wanted.append(Job("network.rest", rest_key, run))
        return wanted

    def accept(self, slot: str, key: Hashable, result: object) -> None:
        """Take a finished picture. One of an earlier answer than is shown is dropped; one of
        an answer that was overtaken meanwhile is not, or a growing stroke would show none."""
        if self._plan is None or not isinstance(key, tuple) or key[0] != self._plan.key:
            return
        if slot == "network.rest" and isinstance(result, Rest):
            self._rest = (key, result)
        elif isinstance(key, _LitKey) and isinstance(result, Lit):
            if self._wave is None or key.answer < self._first_revision:
                return
            if self._lit is not None:
                if self._lit[0][1:] >= key[1:]:
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
            self._neurons = Neurons(plan, self._theme.winner)
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
            reveal(surface, rest.dim, lit, area, front, self._theme.px(_FRONT))
        else:
            self._draw_crossfaded(surface, scene, lit, area)
        beam(surface, lit, area, front, self._theme.px(_BEAM))

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
        if self._signals is None or (self._signals.key != key and self._signals.due(scene)):
            self._signals = _Chosen(key, scene.tick, choose(network, scene.trace, count))
        tick = 0 if scene.still else scene.tick
        seen = pulses(self._signals.signals, plan, tick, since, self._wave.dark)
        room = min(plan.rect.w / 900, plan.rect.h / 800)
        size = min(max(room, 0.45 * self._theme.scale), 1.1 * self._theme.scale)
        comets(self._theme, round(size, 2)).draw(surface, seen)

    def _draw_neurons(
        self, surface: pygame.Surface, scene: NetworkScene, plan: UnitPlan, since: float
    ) -> None:
        assert self._neurons
        key = (scene.network_revision, scene.answer_revision, scene.trace is None)
        if self._light is None or self._light[0] != key:
            self._light = (key, _lights(scene))
        come, flare = np.ones(4, np.float32), np.zeros(4, np.float32)
        if self._wave and since < WAVE_TICKS:
            come = arrived(since) if self._wave.dark else come
            flare = flash(since)
        gain = (come * (1 + 0.5 * flare))[1:].tolist()
        self._neurons.draw(surface, self._light[1], gain)

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


def _lights(scene: NetworkScene) -> tuple[Array, Array, Array]:
    """Brightness of Hidden 1, Hidden 2 and the output once the wave has passed, 0..1."""
    if scene.trace is None:
        return tuple(np.zeros(size, np.float32) for size in SIZES[1:])  # type: ignore[return-value]
    _, *hidden, answer = scene.trace.layers
    lights = []
    for value in hidden:
        fired = np.maximum(np.nan_to_num(value, posinf=0, neginf=0), 0)
        lights.append(np.sqrt(fired / (fired.max(initial=0) or 1)) * np.float32(0.9))
    answer = answer if scene.answer is None else scene.answer
    return lights[0], lights[1], np.clip(np.nan_to_num(answer), 0, 1)


def _top(scene: NetworkScene) -> int | None:
    if scene.trace is None:
        return None
    answer = scene.answer if scene.answer is not None else scene.trace.probabilities
    return int(np.argmax(answer)) if np.isfinite(answer).all() else None
