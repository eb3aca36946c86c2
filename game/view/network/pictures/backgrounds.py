"""The slow pictures of the network: asked of the worker, kept, and faded into each other.

There are four kinds: all weights; over them the contributions of one drawing; the few edges of the
Readable view; and one of these three, dimmed, under the edges of a pinned neuron or of a chain.
"""

from __future__ import annotations

from functools import partial

import pygame

from game.core.job import Job
from game.core.model.network import Network, Trace
from game.lab.network.plan import UnitPlan
from game.lab.network.signals import WAVE_TICKS, front_x, trace_x
from game.view.network.pictures.chosen_edges import (
    Focus,
    darkened,
    focus_picture,
    readable_picture,
)
from game.view.network.pictures.fading import Fading, PictureKey, Setting, blend
from game.view.network.pictures.weight_surfaces import Lit, Rest, lit_by, rest_of
from game.view.network.scene import NetworkScene
from game.view.network.wave import beam, reveal, reveal_back
from game.view.paint.brush import Brush

#: softness of the wave's front, and width of its light, px at 1080 lines
_FRONT = 40
_BEAM = 120


class Pictures:
    """All pictures of one setting; until one is there, less is shown."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        #: the network and the trace that were followed last, and their numbers
        self._network: Network | None = None
        self._trace: Trace | None = None
        self._weights = 0
        self._answer = 0
        #: the number of the first answer since the canvas was blank, or became so
        self._first_answer = 0
        self._focus: Focus | None = None
        self._rest: tuple[PictureKey, Rest] | None = None
        #: all weights where nothing is drawn
        self._alone = Fading()
        self._lit, self._readable = Fading(), Fading()
        #: the focus in Everything and in Readable
        self._focused = (Fading(), Fading())
        self._tick: float | None = None
        #: a ground, and the same as it is behind a chain
        self._night: tuple[pygame.Surface, pygame.Surface] | None = None

    def follow(self, scene: NetworkScene) -> None:
        """Number what is new in the scene; forget the pictures of a drawing that was cleared."""
        if scene.network is not self._network:
            self._network, self._weights = scene.network, self._weights + 1
        if scene.trace is not self._trace:
            cleared_or_begun = scene.trace is None or self._trace is None
            self._trace, self._answer = scene.trace, self._answer + 1
            if cleared_or_begun:
                self._first_answer = self._answer
                self._lit, self._readable = Fading(), Fading()
                self._focused = (Fading(), Fading())
        self._focus = Focus(scene.pinned, scene.chain) if scene.focused else None

    def bare(self, scene: NetworkScene) -> bool:
        """Whether not even a first picture of the scene in Everything is there."""
        return self._rest is None or (
            scene.trace is not None and scene.view < 1 and self._lit.key is None
        )

    def jobs(self, scene: NetworkScene) -> list[Job]:
        """The pictures that are wanted and not there, the most urgent first."""
        assert scene.network is not None
        theme, network, trace = self.setting.theme, scene.network, scene.trace
        plan = self.setting.plan(0, scene.chosen)
        wanted: list[Job] = []
        final: list[Job] = []
        if self._rest is not None and trace is not None and scene.view < 1:
            paint = partial(lit_by, plan, network, trace, theme, self._rest[1])
            fine = self._key()._replace(behind=self._rest[0])
            coarse = fine._replace(fine=False)
            if self._lit.key not in (fine, coarse):
                wanted.append(Job("live", coarse, partial(paint, quick=True)))
            if self._lit.key != fine and not scene.growing:
                final.append(Job("live.fine", fine, paint, 2))
        if scene.view > 0:
            wanted += self._readable_jobs(scene)
        rest = self._key()._replace(answer=0)
        if self._rest is None or self._rest[0] != rest:
            first = rest._replace(fine=False)
            if self._rest is None or self._rest[0] != first:
                run = partial(rest_of, plan, network, theme, quick=True)
                # Changed weights are seen first; what a drawing makes of them comes after.
                wanted.insert(0, Job("rest.fast", first, run, 0))
            final.append(Job("rest", rest, partial(rest_of, plan, network, theme), 2))
        return self._focus_jobs(scene) + wanted + final

    def _key(self) -> PictureKey:
        """The key of a picture of what was followed last."""
        return PictureKey(self.setting, self._weights, self._answer)

    def _readable_jobs(self, scene: NetworkScene) -> list[Job]:
        assert scene.network is not None
        theme, key = self.setting.theme, self._key()._replace(shown=scene.chosen)
        if self._readable.key == key:
            return []
        plan = self.setting.plan(1, scene.chosen)
        run = partial(readable_picture, plan, scene.network, scene.trace, theme)
        return [Job("readable", key, run)]

    def _focus_jobs(self, scene: NetworkScene) -> list[Job]:
        if self._focus is None or 0 < scene.view < 1:
            return []
        readable = scene.view >= 1
        behind = self._picture_behind(scene, readable)
        if behind is None:
            return []
        under, surface = behind
        shown = scene.chosen if readable else None
        key = self._key()._replace(shown=shown, focus=self._focus, behind=under)
        if self._focused[readable].key == key:
            return []
        assert scene.network is not None
        theme = self.setting.theme
        plan = self.setting.plan(float(readable), scene.chosen)
        focus = self._focus
        run = partial(focus_picture, plan, scene.network, scene.trace, theme, surface, focus)
        return [Job("pin", key, run)]

    def _picture_behind(
        self, scene: NetworkScene, readable: bool
    ) -> tuple[PictureKey, pygame.Surface] | None:
        """What a focus is painted over; None: it is not there yet."""
        if not readable and scene.trace is None:
            return None if self._rest is None else (self._rest[0], self._rest[1].bright)
        over = self._readable if readable else self._lit
        return None if over.key is None or over.now is None else (over.key, over.now)

    def accept(self, slot: str, key: PictureKey, result: object) -> None:
        """Take a finished picture.

        One that is older than what is shown is dropped. One whose answer was overtaken while it
        was painted is not, or a growing stroke would show none.
        """
        if key.setting is not self.setting:
            return
        if isinstance(result, Rest):
            if self._rest is None or self._rest[0].age < key.age:
                self._rest = (key, result)
                # Behind a drawing's picture nobody would see it fade, and the old one takes memory.
                self._alone.put(key, result.bright, fade=self._trace is None)
            return
        if key.answer < self._first_answer:  # of a drawing that was cleared
            return
        if isinstance(result, Lit):
            if self._lit.older_than(key):
                self._lit.put(key, result.surface)
        elif slot.endswith(".readable") and isinstance(result, pygame.Surface):
            # Other neurons may be shown for the same answer.
            if self._readable.key is None or self._readable.key.age <= key.age:
                self._readable.put(key, result)
        elif isinstance(result, pygame.Surface) and key.focus == self._focus:
            focused = self._focused[key.shown is not None]
            same = focused.key is not None and focused.key.focus == key.focus
            focused.put(key, result, fade=same)

    def draw(self, brush: Brush, scene: NetworkScene, area: pygame.Rect) -> None:
        """What lies behind the neurons of a scene, all over ``area``."""
        passed = scene.tick - self._tick if self._tick is not None and not scene.still else 0.0
        self._tick = scene.tick
        if scene.view <= 0.5:
            self._draw_view(brush, scene, area, False, passed)
        if scene.view >= 1:
            self._draw_view(brush, scene, area, True, passed)
        elif scene.view > 0:
            self._draw_between(brush, scene, area)

    def _draw_between(self, brush: Brush, scene: NetworkScene, area: pygame.Rect) -> None:
        """Everything, drawn already, fades to the ground; then Readable fades in."""
        if self._rest is None:
            brush.surface.fill(brush.theme.ground, area)
        else:
            blend(brush.surface, self._rest[1].ground, area, min(2 * scene.view, 1))
        over = (self._in_focus(True) or self._readable).now
        if scene.view > 0.5 and over is not None:
            blend(brush.surface, over, area, 2 * scene.view - 1)

    def _in_focus(self, readable: bool) -> Fading | None:
        """The picture of what is in focus; None where there is none, or not yet."""
        focused = self._focused[readable]
        if self._focus is None or focused.key is None or focused.key.focus != self._focus:
            return None
        return focused

    def _night_of(self, ground: pygame.Surface) -> pygame.Surface:
        """The ground as dim as a chain's picture has it."""
        if self._night is None or self._night[0] is not ground:
            self._night = ground, darkened(self.setting.theme, ground)
        return self._night[1]

    def _draw_view(
        self, brush: Brush, scene: NetworkScene, area: pygame.Rect, readable: bool, passed: float
    ) -> None:
        """One of the two views, with its wave. ``passed``: ticks since the last frame."""
        rest = self._rest[1] if self._rest else None
        dim = None if rest is None else rest.ground if readable else rest.dim
        full = self._in_focus(readable) or (self._readable if readable else self._lit)
        if full.now is None and scene.trace is None and not readable:
            full = self._alone
        if full.now is None:
            if dim is None:
                brush.surface.fill(brush.theme.ground, area)
            else:
                brush.surface.blit(dim, area)
            return
        since, plan = scene.since, self.setting.plan(float(readable), scene.chosen)
        if scene.traced and rest is not None and full is self._in_focus(readable):
            back = trace_x(plan, scene.traced) - area.x
            night = self._night_of(rest.ground)
            brush.surface.blit(night, area)
            reveal_back(brush, night, full.now, area, back, brush.px(_FRONT))
            beam(brush, full.now, area, back, brush.px(_BEAM))
            return
        dead = _dead(plan, scene)
        if since >= WAVE_TICKS or dim is None:
            full.draw(brush, area, scene, passed, dead)
            return
        front = front_x(plan, since) - area.x
        if scene.dark:
            brush.surface.blit(dim, area)
            reveal(brush, dim, full.now, area, front, brush.px(_FRONT))
        else:
            full.draw(brush, area, scene, passed, dead)
        beam(brush, full.now, area, front, brush.px(_BEAM))


def _dead(plan: UnitPlan, scene: NetworkScene) -> float | None:
    """How far wires have died, px from the picture's left; None where none are dying."""
    if scene.dying is None:
        return None
    layer, share = scene.dying
    left = float(plan.positions[plan.layer(layer - 1), 0].max())
    end = float(plan.positions[plan.layer(3), 0].max()) + _BEAM * plan.scale
    return left + (end - left) * share - plan.rect.x
