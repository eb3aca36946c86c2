"""Network Architecture: all neurons and all weights, lit by what this drawing makes them do."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.job import Job
from game.core.model.network import Array, Trace
from game.core.model.unit import OFFSETS, Unit
from game.lab.card.update import chain_of
from game.lab.gradient.update import slope_of, wave_since
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import plan_of
from game.lab.network.signals import WAVE_TICKS, arrived, flash
from game.lab.stage.now import moving
from game.lab.state.state import State
from game.view.network import plate as plates
from game.view.network.backgrounds import PictureKey, Pictures
from game.view.network.chosen_edges import chain_ends
from game.view.network.comets import Comets, comets
from game.view.network.damage_marks import draw_spark, draw_wounds
from game.view.network.gradient_wave import draw_backward
from game.view.network.neurons import Neurons, draw_between, ring
from game.view.network.plate import Plate
from game.view.network.pulses import NetworkSignals
from game.view.network.scene import NetworkScene as NetworkScene
from game.view.network.scene import lights
from game.view.network.tooltip import draw_tooltip, tooltip
from game.view.network.words import NetworkWords
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box
from game.view.panel import Panel


class _Answer(NamedTuple):
    """What the network shows, and since which tick."""

    tick: int
    trace: Trace | None
    probabilities: tuple[float, ...] | None
    revision: int


class NetworkPanel(Panel[NetworkScene]):
    """Draws scenes. Slow pictures are made by jobs; until they are there, less is shown."""

    name = "network.picture"
    covers = True

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text
        self._answer: _Answer | None = None
        self._size: object = None
        self._comets: Comets | None = None
        self._plates: dict[Hashable, Plate] = {}
        self._neurons: tuple[Hashable, Neurons] | None = None
        self._pictures = Pictures(theme)
        self._signals = NetworkSignals()
        self._words = NetworkWords(theme, text)
        self._light: tuple[Hashable, tuple[Array, Array, Array]] | None = None
        self._tip: tuple[Hashable, tuple[str, ...]] | None = None

    def look(self, state: State) -> NetworkScene:
        answer = self._held(state)
        chain, slope, since = chain_of(state), None, wave_since(state)
        if since is not None:
            slope = slope_of(state)
        return NetworkScene(
            rect=state.stage.rect(self.name),
            network=state.network,
            network_revision=state.network_revision,
            trace=answer.trace,
            answer=answer.probabilities,
            answer_revision=answer.revision,
            tick=state.playback.time,
            fired_at=state.playback.fired_at,
            signals=state.screen.signals,
            still=state.screen.reduced_motion
            and not state.playback.paused,  # stepping moves nothing by itself
            growing=state.canvas.growing,
            dark=state.playback.dark,
            view=state.view,
            chosen=state.playback.chosen,
            pinned=state.card.pinned,
            hovered=state.card.hovered,
            chain=chain.edges if chain else (),
            layer=state.layers.card if state.screen.tab == "layers" else None,
            backward=(slope, since) if slope is not None and since is not None else None,
            damage=state.break_it.damage,
            sparks=moving(state),
        )

    def _revision(self, state):
        if getattr(self, "_rt", None) is not state.prediction.trace:
            self._rt = state.prediction.trace
            self._rn = getattr(self, "_rn", 0) + 1
        return getattr(self, "_rn", 0)

    def _held(self, state: State) -> _Answer:
        """The answer that the network shows. Under a moving pen it changes with every second
        frame only: the number beside it is current, and no eye follows neurons any faster."""
        held, now = self._answer, state.prediction.probabilities
        if (
            held
            and held.trace
            and state.prediction.trace
            and state.canvas.growing
            and 0 <= state.tick - held.tick < 2
        ):
            return held
        told = None if now is None else tuple(now.tolist())
        self._answer = _Answer(state.tick, state.prediction.trace, told, self._revision(state))
        return self._answer

    def jobs(self, scene: NetworkScene) -> list[Job]:
        """The pictures that this scene wants and that are not there, the most urgent first."""
        if scene.network is None:
            return self._comet_jobs(scene)
        self._follow(scene)
        return self._comet_jobs(scene) + self._pictures.jobs(scene)

    def accept(self, slot: str, key: Hashable, result: object) -> None:
        """Take a finished picture; one of another rectangle is dropped."""
        if isinstance(result, Comets):
            self._comets = result
            return
        if isinstance(key, PictureKey) and key.plan[:2] == self._size:  # type: ignore[index]
            self._pictures.accept(slot, key, result)

    def _comet_jobs(self, scene: NetworkScene) -> list[Job]:
        """The pulses' sprites take a quarter of a second: no frame has it. Until those of a new
        size are there, the old ones serve."""
        scale = self._theme.scale
        room = min(scene.rect.w / 900, scene.rect.h / 800)
        size = round(min(max(room, 0.45 * scale), 1.1 * scale), 2)
        if self._comets is not None and self._comets.scale == size:
            return []
        return [Job("network.comets", size, partial(comets, self._theme, size))]

    def draw(self, brush: Brush, rect: Rect, scene: NetworkScene) -> None:
        """Draw the scene into its rect and nowhere else."""
        plan = self._follow(scene)
        clip = brush.surface.get_clip()
        area = pygame.Rect(*(round(value) for value in scene.rect))
        brush.surface.set_clip(area.clip(clip))
        self._pictures.draw(brush, scene, area)
        self._draw_plate(brush, scene, plan)
        if scene.trace is not None and scene.network is not None:
            seen = self._signals.pulses(scene, plan)
            if self._comets:
                self._comets.draw(brush, seen)
        self._draw_neurons(brush, scene, plan)
        if not scene.damage.none:
            draw_wounds(brush, plan, scene.damage)
            if scene.sparks:
                draw_spark(brush, plan, scene.damage, scene.tick)
        if scene.backward is not None:
            draw_backward(brush, plan, *scene.backward)
        self._words.draw(brush, scene, plan)
        self._draw_marks(brush, scene, plan)
        brush.surface.set_clip(clip)

    def _follow(self, scene: NetworkScene) -> UnitPlan:
        plan = plan_of(scene.rect, self._theme.scale, scene.view, scene.chosen)
        if self._size != plan.key[:2]:
            self._size = plan.key[:2]
            self._plates, self._neurons = {}, None
            self._pictures = Pictures(self._theme)
        self._pictures.follow(scene)
        return plan

    def _draw_plate(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        x = scene.trace.activations[0] if scene.trace else None
        if 0 < scene.view < 1:
            plates.draw_between(brush, plan, x)
            return
        # The neurons chosen do not move the plate.
        plate = self._plates.get(plan.view)
        if plate is None:
            plate = self._plates[plan.view] = Plate(brush.theme, plan)
        plate.show(x)
        brush.surface.blit(plate.surface, plate.corner)

    def _draw_neurons(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        key = (
            scene.network_revision,
            scene.answer_revision,
            scene.trace is None,
            scene.pinned,
            scene.chain,
            scene.layer,
        )
        if self._light is None or self._light[0] != key:
            self._light = (key, lights(scene))
        come, flare = np.ones(4, np.float32), np.zeros(4, np.float32)
        if scene.since < WAVE_TICKS:
            come = arrived(scene.since) if scene.dark else come
            flare = flash(scene.since)
        gain = (come * (1 + 0.5 * flare))[1:].tolist()
        if 0 < scene.view < 1:
            draw_between(brush, plan, self._light[1], gain, brush.theme.winner)
            return
        if self._neurons is None or self._neurons[0] != plan.key:
            self._neurons = (plan.key, Neurons(plan, brush.theme))
        self._neurons[1].draw(brush, self._light[1], gain)
        if scene.view >= 1:
            self._words.draw_numbers(brush, scene, plan, self._light[1], gain)

    def _draw_marks(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """Rings around what is pinned, hovered, or a pixel of the chain; and the tooltip."""
        if scene.layer is not None:
            self._frame_layer(brush, plan, scene.layer)
        if scene.chain:
            for edge in scene.chain:
                if edge.source.layer == 0:
                    color = brush.theme.positive if edge.worth > 0 else brush.theme.negative
                    self._mark(brush, plan, edge.source, color, 2)
            for index in np.unique(np.concatenate(chain_ends(scene.chain))).tolist():
                layer = int(np.searchsorted(OFFSETS, index, side="right")) - 1
                if layer > 0:
                    unit = Unit(layer, index - OFFSETS[layer])
                    self._mark(brush, plan, unit, brush.theme.text, 1.5)
        if scene.pinned is not None:
            self._mark(brush, plan, scene.pinned, brush.theme.text, 4)
        if scene.hovered is not None:
            self._mark(brush, plan, scene.hovered, brush.theme.text, 2.5)
            key = (
                scene.network_revision,
                scene.answer_revision,
                scene.hovered,
                scene.trace is None,
            )
            if self._tip is None or self._tip[0] != key:
                self._tip = (key, tooltip(scene))
            draw_tooltip(brush, plan, scene, self._tip[1])

    def _frame_layer(self, brush: Brush, plan: UnitPlan, layer: int) -> None:
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

    def _mark(self, brush: Brush, plan: UnitPlan, unit: Unit, color: Color, width: float) -> None:
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
