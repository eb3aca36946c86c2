"""A slow picture that was made, what it shows, and how it takes the place of the one before.

It fades in or, where wires die, a front runs through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import Shown, plan_of
from game.view.network.pictures.chosen_edges import Focus
from game.view.network.scene import NetworkScene
from game.view.network.wave import beam, reveal
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme

#: ticks over which a new picture replaces the one before; and while damage strikes
_CROSSFADE, _STRUCK = 8, 26
#: where less time than this passes between two frames, it counts as standing still, ticks
_STILL = 0.05
#: softness of the front behind which wires are dead, and width of its light, px at 1080 lines
_SOFT, _GLOW = 26, 80


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """The rectangle, window px, and the colors that pictures are painted for.

    A setting equals itself only. So a picture that the worker began for an earlier one is known,
    even if that stood in the same place.
    """

    rect: Rect
    theme: Theme
    #: whether bars stand beside the output
    bars: bool

    def plan(self, view: float, chosen: Shown) -> UnitPlan:
        """Where all units stand."""
        return plan_of(self.rect, self.theme.scale, view, chosen, self.bars)


class PictureKey(NamedTuple):
    """What a picture shows.

    ``weights`` and ``answer`` are numbers that `Pictures` gives to the networks and the traces in
    the order in which it gets to see them. They tell which of two pictures is the later one, and
    hold nothing alive. ``answer`` is 0 where the picture is the same for all drawings.
    """

    setting: Setting
    weights: int
    answer: int
    #: False: painted coarsely, for a first look
    fine: bool = True
    #: the neurons of the Readable view; None: this is a picture of Everything
    shown: Shown | None = None
    focus: Focus | None = None
    #: the picture that this one was painted over
    behind: PictureKey | None = None

    @property
    def age(self) -> tuple[Any, ...]:
        """Of two pictures of the same kind the later one has the larger age."""
        behind = () if self.behind is None else self.behind.age
        return self.weights, behind, self.answer, self.fine


class Fading:
    """The newest picture of a kind, which fades in over the one before."""

    def __init__(self) -> None:
        self.key: PictureKey | None = None
        self.now: pygame.Surface | None = None
        self._before: pygame.Surface | None = None
        self._changed_at: float | None = None
        #: the picture through which a front runs
        self._dying: pygame.Surface | None = None

    def put(self, key: PictureKey, surface: pygame.Surface, fade: bool = True) -> None:
        self._before = self.now if fade else None
        self.key, self.now, self._changed_at = key, surface, None

    def older_than(self, key: PictureKey) -> bool:
        """Whether a picture with this key is later than the newest so far."""
        return self.key is None or self.key.age < key.age

    def draw(
        self,
        brush: Brush,
        area: pygame.Rect,
        scene: NetworkScene,
        passed: float,
        front: float | None,
    ) -> None:
        """``passed``: ticks since the last frame. Where time stands still, what is new is there
        at once: no later frame would end the fade. ``front``: how far wires have died, px from the
        area's left; None: none are dying."""
        assert self.now is not None
        if front is not None:
            self._draw_dying(brush, self.now, area, front)
            return
        self._dying = None
        brush.surface.blit(self.now, area)
        if self._before is None:
            return
        if self._changed_at is None:
            self._changed_at = scene.tick if abs(passed) >= _STILL else scene.tick - _STRUCK
        lasts = _STRUCK if scene.going_out or scene.shift else _CROSSFADE
        share = (scene.tick - self._changed_at) / lasts
        if not scene.moving or not 0 <= share < 1:
            self._before = None
            return
        blend(brush.surface, self._before, area, 1 - share)

    def _draw_dying(
        self, brush: Brush, now: pygame.Surface, area: pygame.Rect, front: float
    ) -> None:
        """The new picture up to the front, and beyond it the one that was there when it set out."""
        if self._dying is None:
            self._dying = now
        self._before = None
        brush.surface.blit(self._dying, area)
        reveal(brush, self._dying, now, area, front, brush.px(_SOFT))
        beam(brush, self._dying, area, front, brush.px(_GLOW), brush.theme.damage)


def blend(
    surface: pygame.Surface, picture: pygame.Surface, area: pygame.Rect, share: float
) -> None:
    """Lay a picture over what is there, ``share`` 0..1 of it."""
    # SDL takes ten times as long for an alpha of 255 as for a copy.
    alpha = round(255 * share)
    picture.set_alpha(alpha if alpha < 255 else None)
    surface.blit(picture, area)
    picture.set_alpha(None)
