"""Network Architecture: all neurons and all weights, lit by what this drawing makes them do."""

from __future__ import annotations

import math
from collections.abc import Hashable
from functools import partial
from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.job import Job
from game.core.model.unit import OFFSETS, OUTPUT, Unit
from game.lab.card.act import Path
from game.lab.card.layout import LEADER
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import START, plan_of
from game.lab.network.signals import WAVE_TICKS, arrived, flash
from game.lab.state.state import State
from game.view.network import plate as plates
from game.view.network.bars import draw_bars
from game.view.network.comets import Comets, comets
from game.view.network.damage_marks import (
    draw_damage_marks,
    draw_dying_wires,
    draw_shocks,
    draw_spark,
)
from game.view.network.gradient_wave import draw_gradient_wave
from game.view.network.look import Look
from game.view.network.neurons import Neurons, draw_neurons_between, prepare_stamps, ring
from game.view.network.pictures.backgrounds import Pictures
from game.view.network.pictures.chosen_edges import chain_ends
from game.view.network.pictures.fading import PictureKey, Setting
from game.view.network.plate import Plate
from game.view.network.pulses import NetworkSignals
from game.view.network.scene import Lights, NetworkScene, lights
from game.view.network.tag import draw_tag
from game.view.network.tooltip import Tooltip
from game.view.network.weight_shift import draw_weight_shift
from game.view.network.words import NetworkWords
from game.view.paint.brush import Brush
from game.view.paint.spotlight import draw_spotlight
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box
from game.view.panel import Panel


class _CometsKey(NamedTuple):
    """What the pulses' sprites are drawn for. ``scale``: px per px at 1080 lines."""

    theme: Theme
    scale: float


class NetworkPanel(Panel[NetworkScene]):
    """Draws scenes. Slow pictures are made by jobs; until they are there, less is shown."""

    name = "network.picture"
    covers = True
    #: what the slots of its jobs begin with, and whether the neuron under the mouse gets a tooltip
    slots = "network"
    tips = True
    #: what sees in a State what is shown of it
    looks: type[Look] = Look

    def __init__(self) -> None:
        self._look = self.looks()
        self._pictures: Pictures | None = None
        self._comets: tuple[_CometsKey, Comets] | None = None
        #: the plates of this setting: of Everything and of Readable
        self._plates: dict[bool, Plate] = {}
        self._neurons: tuple[Hashable, Neurons] | None = None
        self._signals = NetworkSignals()
        self._words = NetworkWords()
        self._tooltip = Tooltip()
        self._lights: tuple[Hashable, Lights] | None = None

    def look(self, state: State) -> NetworkScene:
        return self._look.scene(state, self.name)

    def jobs(self, theme: Theme, scene: NetworkScene) -> list[Job]:
        """The pictures that this scene wants and that are not there, the most urgent first."""
        if scene.network is None:
            wanted = self._comets_jobs(theme, scene)
        else:
            pictures = self._follow(theme, scene)
            wanted = pictures.jobs(scene)
            # The lines come before the pulses that run along them, and before the other view.
            if not pictures.bare(scene):
                wanted += self._comets_jobs(theme, scene)
                wanted += self._stamp_jobs(pictures.setting, scene)
        return [job._replace(slot=f"{self.slots}.{job.slot}") for job in wanted]

    def accept(self, slot: str, key: Hashable, result: object) -> None:
        """Take a finished picture; one that was asked for another setting is dropped."""
        if isinstance(result, Comets) and isinstance(key, _CometsKey):
            self._comets = (key, result)
        elif self._pictures is None:
            return
        elif isinstance(result, Plate):
            if key is self._pictures.setting:
                self._plates.setdefault(True, result)
        elif isinstance(key, PictureKey):
            self._pictures.accept(slot, key, result)

    def _comets_jobs(self, theme: Theme, scene: NetworkScene) -> list[Job]:
        """The pulses' sprites take a quarter of a second: no frame has it. Until those of a new
        size are there, the old ones serve; but none in other colors do."""
        scale = theme.scale
        room = min(scene.rect.w / 900, scene.rect.h / 800) / scale
        # In steps, so that a panel that opens seldom needs others.
        key = _CometsKey(theme, round(min(max(room, 0.5), 1.1), 1) * scale)
        if self._comets is not None and self._comets[0] == key:
            return []
        return [Job("comets", key, partial(comets, *key))]

    def _stamp_jobs(self, setting: Setting, scene: NetworkScene) -> list[Job]:
        """Readable's neurons and plate, before anyone asks for them: a frame has no time."""
        if True in self._plates or scene.alone:
            return []
        return [Job("stamps", setting, partial(_stamp, setting), 2)]

    def draw(self, brush: Brush, rect: Rect, scene: NetworkScene) -> None:
        """Draw the scene into its rect, which is ``rect``, and nowhere else."""
        surface = brush.surface
        pictures = self._follow(brush.theme, scene)
        plan = plan_of(rect, brush.theme.scale, scene.view, scene.chosen, scene.bars)
        clip = surface.get_clip()
        area = pygame.Rect(*(round(value) for value in rect))
        surface.set_clip(area.clip(clip))
        pictures.draw(brush, scene, area)
        self._draw_plate(brush, scene, plan)
        draw_dying_wires(brush, plan, scene)
        draw_weight_shift(brush, plan, scene)
        if scene.trace is None or scene.network is None or scene.traced:
            self._signals.forget()
        else:
            pulses = self._signals.pulses(scene, plan)
            # What runs forward would only hide what runs back.
            sprites = self._comets
            if sprites and sprites[0].theme is brush.theme and scene.gradient is None:
                sprites[1].draw(brush, pulses)
        if scene.pinned is not None and scene.leader:
            _draw_leader(brush, plan, scene.pinned, scene.leader)
        self._draw_neurons(brush, scene, plan)
        draw_shocks(brush, plan, scene)
        if not scene.damage.none:
            draw_damage_marks(brush, plan, scene.damage)
            if scene.moving:
                draw_spark(brush, plan, scene.damage, scene.tick)
        if scene.spotlight is not None:
            _draw_spotlight(brush, plan, area, *scene.spotlight)
        if scene.gradient is not None:
            draw_gradient_wave(brush, plan, *scene.gradient)
        draw_bars(brush, scene, plan)
        self._words.draw(brush, scene, plan)
        self._draw_marks(brush, scene, plan)
        if self.tips:
            self._tooltip.draw(brush, scene, plan)
        if scene.tag is not None:
            draw_tag(brush, plan, scene.tag)
        surface.set_clip(clip)

    def _follow(self, theme: Theme, scene: NetworkScene) -> Pictures:
        """The pictures of the scene's setting, made ready for the scene."""
        pictures = self._pictures
        if (
            pictures is None
            or pictures.setting.rect != scene.rect
            or pictures.setting.theme is not theme
            or pictures.setting.bars != scene.bars
        ):
            pictures = self._pictures = Pictures(Setting(scene.rect, theme, scene.bars))
            self._plates, self._neurons = {}, None
        pictures.follow(scene)
        return pictures

    def _draw_plate(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        x = scene.trace.activations[0] if scene.trace else None
        if 0 < scene.view < 1:
            plates.draw_plate_between(brush, plan, x)
            return
        readable = scene.view >= 1
        plate = self._plates.get(readable)
        if plate is None:  # which neurons Readable shows does not move the plate
            plate = self._plates[readable] = Plate(brush.theme, plan)
        plate.show(x)
        brush.surface.blit(plate.surface, plate.corner, special_flags=pygame.BLEND_PREMULTIPLIED)

    def _draw_neurons(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        come = math.ceil(scene.traced)
        key = (scene.trace, scene.answer, scene.sure, scene.pinned, scene.chain, come, scene.layer)
        if self._lights is None or self._lights[0] != key:
            self._lights = (key, lights(scene))
        lit = self._lights[1]
        reached, flare = np.ones(4, np.float32), np.zeros(4, np.float32)
        if scene.since < WAVE_TICKS:
            reached = arrived(scene.since) if scene.dark else reached
            flare = flash(scene.since)
        gain = (reached * (1 + 0.5 * flare))[1:].tolist()
        if 0 < scene.view < 1:
            draw_neurons_between(brush, plan, lit, gain, scene.winner)
            return
        if self._neurons is None or self._neurons[0] != plan.key:
            self._neurons = (plan.key, Neurons(plan, brush.theme))
        self._neurons[1].draw(brush, lit, gain, scene.winner)
        if scene.view >= 1:
            self._words.draw_numbers(brush, scene, plan, lit, gain)

    def _draw_marks(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """A frame around the layer explained; rings around the neurons of a chain, the pinned and
        the hovered one, and the outlines of the chain's pixels in the color of their sign."""
        theme = brush.theme
        if scene.layer is not None:
            _frame_layer(brush, plan, scene.layer)
        if scene.chain:
            for edge in scene.chain if not scene.traced else ():
                if edge.source.layer == 0:
                    color = theme.positive if edge.contribution > 0 else theme.negative
                    _mark(brush, plan, edge.source, color, 2)
            for index in np.unique(np.concatenate(chain_ends(scene.chain))).tolist():
                layer = int(np.searchsorted(OFFSETS, index, side="right")) - 1
                if layer > 0 and layer >= scene.traced:
                    _mark(brush, plan, Unit(layer, index - OFFSETS[layer]), theme.text, 1.5)
        if scene.pinned is not None:
            _mark(brush, plan, scene.pinned, theme.text, 4)
        if scene.hovered is not None:
            _mark(brush, plan, scene.hovered, theme.text, 2.5)


def _stamp(setting: Setting) -> Plate:
    """Draw the stamps of Readable's neurons, and make its plate. (The neurons of START are as large
    as any others.)"""
    plan = setting.plan(1, START)
    prepare_stamps(plan, setting.theme)
    return Plate(setting.theme, plan)


def _draw_spotlight(
    brush: Brush, plan: UnitPlan, area: pygame.Rect, unit: Unit, share: float
) -> None:
    """All light on a neuron, where the picture shows it."""
    here = OFFSETS[unit.layer] + unit.index
    if plan.visibility[here] >= 0.5:
        at = plan.positions[here].tolist()
        draw_spotlight(brush, area, at, float(plan.radii[here]), share)


def _frame_layer(brush: Brush, plan: UnitPlan, layer: int) -> None:
    """A frame around a whole layer."""
    part = plan.layer(layer)
    seen = plan.visibility[part] > 0.5
    at, radius = plan.positions[part][seen], float(plan.radii[part][seen].max())
    (left, top), (right, bottom) = at.min(axis=0).tolist(), at.max(axis=0).tolist()
    if layer == 0:
        frame = plan.plate.inset(-brush.px(6))
    else:
        frame = Rect(left, top, right - left, bottom - top).inset(-radius - brush.px(6))
    area = box(frame).clip(box(plan.rect))
    pygame.draw.rect(brush.surface, brush.theme.winner, area, brush.px(2), brush.px(10))


def _draw_leader(brush: Brush, plan: UnitPlan, unit: Unit, path: Path) -> None:
    """The line from a pinned neuron to its card, as far as the picture goes, on a dark seam. It
    begins beside the neuron, or beyond the digit that stands beside an output."""
    (x, y), (to_x, to_y), *_ = path
    away = float(plan.radii[OFFSETS[unit.layer] + unit.index]) + brush.px(7)
    if unit.layer == OUTPUT:
        away = plan.label_x - x + brush.width(str(unit.index), plan.label_size, True) + brush.px(7)
    far = math.hypot(to_x - x, to_y - y)
    share = min(away / far, 1) if far else 0
    points = [(x + (to_x - x) * share, y + (to_y - y) * share), *path[1:]]
    wide = brush.px(LEADER)
    for color, width in ((brush.theme.ground, 3 * wide), (brush.theme.text, wide)):
        pygame.draw.lines(brush.surface, color, False, points, width)


def _mark(brush: Brush, plan: UnitPlan, unit: Unit, color: Color, width: float) -> None:
    """A ring around a neuron, or the outline of a pixel; ``width`` px at 1080 lines."""
    here = OFFSETS[unit.layer] + unit.index
    if plan.visibility[here] < 0.5:
        return
    wide = brush.px(width)
    if unit.layer == 0:
        pygame.draw.polygon(brush.surface, color, plates.outline(plan, unit.index), wide)
        return
    x, y = plan.positions[here].tolist()
    mark = ring(brush.theme, round(float(plan.radii[here])) + wide + 1, wide, color)
    brush.surface.blit(mark, mark.get_rect(center=(int(x), int(y))))
