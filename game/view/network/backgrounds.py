"""The slow pictures of the network: asked of the worker, kept, and melted into each other."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Any, NamedTuple

import pygame

from game.core.job import Job
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import START, plan_of
from game.lab.network.signals import WAVE_TICKS, front_x
from game.view.network.chosen_edges import focus_picture, readable_picture
from game.view.network.neurons import prepare
from game.view.network.plate import cells_of
from game.view.network.scene import NetworkScene
from game.view.network.wave import beam, reveal
from game.view.network.weight_surfaces import Lit, Rest, lit_by, rest_of
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme

#: softness of the wave's front, and width of its light, px at 1080 lines
_FRONT = 90
_BEAM = 150
#: ticks over which a new picture replaces the one before
_CROSSFADE = 8
#: time that passes less than this between two frames stands still, ticks
_STILL = 0.05


class PictureKey(NamedTuple):
    """What a picture shows. ``what``: the neuron and chain in focus; ``behind``: the key of the
    picture behind it."""

    plan: Hashable
    network: int
    #: 0 coarse, 1 final
    quality: int
    answer: int
    blank: bool
    behind: Hashable = None
    what: Any = None


class _Fading:
    """The newest picture of a kind, which melts out of the one before."""

    def __init__(self) -> None:
        self.key: PictureKey | None = None
        self.now: pygame.Surface | None = None
        self._before: pygame.Surface | None = None
        self._changed_at: float | None = None

    def put(self, key: PictureKey, surface: pygame.Surface, melt: bool = True) -> None:
        self._before = self.now if melt else None
        self.key, self.now, self._changed_at = key, surface, None

    def draw(self, brush: Brush, area: pygame.Rect, tick: float, passed: float) -> None:
        """``passed``: ticks since the last frame. Where time stands still, what is new is there
        at once."""
        assert self.now is not None
        brush.surface.blit(self.now, area)
        if self._before is None:
            return
        if self._changed_at is None:
            self._changed_at = tick if abs(passed) >= _STILL else tick - _CROSSFADE
        share = (tick - self._changed_at) / _CROSSFADE
        if not 0 <= share < 1:
            self._before = None
            return
        _melt(brush.surface, self._before, area, 1 - share)


class Pictures:
    """All pictures of one rectangle; until one is there, less is shown."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._rest: tuple[PictureKey, Rest] | None = None
        self._lit, self._readable = _Fading(), _Fading()
        #: in focus, in Everything and in Readable
        self._focus = (_Fading(), _Fading())
        self._stamped = False
        self._blank = True
        self._first_revision = 0
        self._what: Any = None
        self._tick: float | None = None

    def follow(self, scene: NetworkScene) -> None:
        """Forget the pictures of a drawing that was cleared."""
        blank = scene.trace is None
        if blank != self._blank:
            self._blank = blank
            self._first_revision = scene.answer_revision
            self._lit, self._readable = _Fading(), _Fading()
            self._focus = (_Fading(), _Fading())
        self._what = (scene.pinned, scene.chain) if scene.focused else None

    def jobs(self, scene: NetworkScene) -> list[Job]:
        """The pictures that are wanted and not there, the most urgent first."""
        assert scene.network is not None
        theme, network, trace = self._theme, scene.network, scene.trace
        plan = plan_of(scene.rect, theme.scale, 0, scene.chosen)
        key = PictureKey(plan.key, scene.network_revision, 1, scene.answer_revision, trace is None)
        wanted: list[Job] = []
        final: list[Job] = []
        if self._rest is not None and trace is not None and scene.view < 1:
            paint = partial(lit_by, plan, network, trace, theme, self._rest[1])
            live = key._replace(behind=self._rest[0])
            coarse = live._replace(quality=0)
            if self._lit.key not in (live, coarse):
                wanted.append(Job("network.live", coarse, partial(paint, quick=True)))
            if self._lit.key != live and not scene.growing:
                final.append(Job("network.live.fine", live, paint, 2))
        if scene.view > 0:
            wanted += self._readable_jobs(scene)
        rest = key._replace(answer=0, blank=True)
        if self._rest is None or self._rest[0] != rest:
            first = rest._replace(quality=0)
            if self._rest is None or self._rest[0] != first:
                run = partial(rest_of, plan, network, theme, quick=True)
                # Changed weights are seen first; what a drawing makes of them comes after.
                wanted.insert(0, Job("network.rest.fast", first, run, 0))
            final.append(Job("network.rest", rest, partial(rest_of, plan, network, theme), 2))
        return self._focus_jobs(scene) + wanted + final + self._stamp_jobs(scene)

    def _stamp_jobs(self, scene: NetworkScene) -> list[Job]:
        """Readable's neurons and plate, before anyone asks for them: a frame has no time."""
        plan = plan_of(scene.rect, self._theme.scale, 1, START)
        if self._stamped:
            return []
        key = PictureKey(plan.key, 0, 0, 0, False)
        return [Job("network.stamps", key, partial(_stamp, plan, self._theme), 2)]

    def _readable_jobs(self, scene: NetworkScene) -> list[Job]:
        assert scene.network is not None
        plan = plan_of(scene.rect, self._theme.scale, 1, scene.chosen)
        key = PictureKey(
            plan.key, scene.network_revision, 1, scene.answer_revision, scene.trace is None
        )
        if self._readable.key == key:
            return []
        run = partial(readable_picture, plan, scene.network, scene.trace, self._theme)
        return [Job("network.readable", key, run)]

    def _focus_jobs(self, scene: NetworkScene) -> list[Job]:
        end = 0 if scene.view <= 0 else 1
        if self._what is None or 0 < scene.view < 1:
            return []
        behind: pygame.Surface | None
        if end:
            behind, under = self._readable.now, self._readable.key
        elif scene.trace is not None:
            behind, under = self._lit.now, self._lit.key
        else:
            rest = self._rest
            behind, under = (rest[1].bright, rest[0]) if rest else (None, None)
        if behind is None or under is None:
            return []
        assert scene.network is not None
        plan = plan_of(scene.rect, self._theme.scale, end, scene.chosen)
        key = PictureKey(
            plan.key,
            scene.network_revision,
            1,
            scene.answer_revision,
            scene.trace is None,
            under,
            self._what,
        )
        if self._focus[end].key == key:
            return []
        run = partial(
            focus_picture, plan, scene.network, scene.trace, self._theme, behind, self._what
        )
        return [Job("network.pin", key, run)]

    def accept(self, slot: str, key: PictureKey, result: object) -> None:
        """Take a finished picture. One of an earlier answer than is shown is dropped; one of
        an answer that was overtaken meanwhile is not, or a growing stroke would show none."""
        if slot == "network.stamps":
            self._stamped = True
            return
        if isinstance(result, Rest):
            if self._rest is None or self._rest[0][1:3] < key[1:3]:
                self._rest = (key, result)
            return
        if key.blank != self._blank or key.answer < self._first_revision:
            return
        if isinstance(result, Lit):
            if self._lit.key is None or _age(self._lit.key) < _age(key):
                self._lit.put(key, result.surface)
        elif slot == "network.readable" and isinstance(result, pygame.Surface):
            if self._readable.key is None or _age(self._readable.key) <= _age(key):
                self._readable.put(key, result)
        elif isinstance(result, pygame.Surface) and key.what == self._what:
            focus = self._focus[round(key.plan[3])]  # type: ignore[index]
            focus.put(key, result, melt=focus.key is not None and focus.key.what == key.what)

    def draw(self, brush: Brush, scene: NetworkScene, area: pygame.Rect) -> None:
        """The background of the scene."""
        passed = scene.tick - self._tick if self._tick is not None and not scene.still else 0.0
        self._tick = scene.tick
        if scene.view <= 0.5:
            self._draw_end(brush, scene, area, 0, passed)
        if scene.view >= 1:
            self._draw_end(brush, scene, area, 1, passed)
        elif scene.view > 0:
            self._draw_between(brush, scene, area)

    def _draw_between(self, brush: Brush, scene: NetworkScene, area: pygame.Rect) -> None:
        """Everything, drawn already, goes down to the ground; then Readable comes up from it."""
        late = scene.view > 0.5
        if self._rest is None:
            brush.surface.fill(brush.theme.ground, area)
        else:
            _melt(brush.surface, self._rest[1].ground, area, min(2 * scene.view, 1))
        over = self._in_focus(1).now or self._readable.now
        if late and over is not None:
            _melt(brush.surface, over, area, 2 * scene.view - 1)

    def _in_focus(self, end: int) -> _Fading:
        """The picture of what has all the light; an empty one while there is none."""
        focus = self._focus[end]
        if self._what is None or focus.key is None or focus.key.what != self._what:
            return _Fading()
        return focus

    def _draw_end(
        self,
        brush: Brush,
        scene: NetworkScene,
        area: pygame.Rect,
        end: int,
        passed: float,
    ) -> None:
        """One of the two views, with its wave."""
        rest = self._rest[1] if self._rest else None
        dim = None if rest is None else rest.ground if end else rest.dim
        full = self._in_focus(end)
        if full.now is None:
            full = self._readable if end else self._lit
        if full.now is None:
            if dim is None or rest is None:
                brush.surface.fill(brush.theme.ground, area)
            else:
                brush.surface.blit(rest.bright if scene.trace is None and not end else dim, area)
            return
        since = scene.since
        if since >= WAVE_TICKS or dim is None:
            full.draw(brush, area, scene.tick, passed)
            return
        plan: UnitPlan = plan_of(scene.rect, brush.theme.scale, end, scene.chosen)
        front = front_x(plan, since) - area.x
        if scene.dark:
            brush.surface.blit(dim, area)
            reveal(brush, dim, full.now, area, front, brush.px(_FRONT))
        else:
            full.draw(brush, area, scene.tick, passed)
        beam(brush, full.now, area, front, brush.px(_BEAM))


def _stamp(plan: UnitPlan, theme: Theme) -> None:
    prepare(plan, theme)
    cells_of(plan)


def _melt(
    surface: pygame.Surface, picture: pygame.Surface, area: pygame.Rect, share: float
) -> None:
    """Lay a picture over what is there, ``share`` 0..1 of it."""
    # SDL takes ten times as long for an alpha of 255 as for a copy.
    alpha = round(255 * share)
    picture.set_alpha(alpha if alpha < 255 else None)
    surface.blit(picture, area)
    picture.set_alpha(None)


def _age(key: PictureKey) -> tuple[Any, ...]:
    """Of one plan, a larger age is a newer picture."""
    behind = key.behind[1:3] if isinstance(key.behind, tuple) else ()
    return (key.network, behind, key.answer, key.quality)
