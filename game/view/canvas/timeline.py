"""The timeline under the canvas, a film of the drawing: a picture wherever its answer changed, and
below them how the ten probabilities moved."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import Array, Network
from game.lab.canvas.film import ABOVE, PICTURE, Film, Run, answer_of, film_of
from game.lab.canvas.timeline import answers_of
from game.lab.network.playback import told
from game.lab.state.canvas import Moment
from game.lab.state.state import State
from game.view.canvas.thumbnail import thumbnail
from game.view.control import Control, control_of
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.paint.theme import Color
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.words.catalogue import brief

#: px at 1080 lines: between the answers and the curves, and below these
_GAP, _BOTTOM = 2, 8


class Timeline(NamedTuple):
    """``scrub``: which of the moments is shown, None for all of the drawing. ``network`` and its
    ``revision``: what says the answers. ``told``: whether that of the moment shown may be seen."""

    moments: tuple[Moment, ...]
    network: Network | None
    revision: int
    scrub: int | None
    told: bool
    control: Control


class TimelinePanel(Panel[Timeline]):
    """For each answer its picture and its words; below them one curve for each digit that ever led,
    and a handle to scrub with."""

    name = "timeline"
    every = 4

    def look(self, state: State) -> Timeline:
        canvas, control = state.canvas, control_of(state, self.name)
        return Timeline(
            moments=canvas.moments,
            network=state.network,
            revision=state.network_revision,
            scrub=canvas.scrub,
            told=told(state),
            control=control,
        )

    def draw(self, brush: Brush, rect: Rect, value: Timeline) -> None:
        _draw_ground(brush, rect)
        if len(value.moments) < 2:
            _draw_hint(brush, rect)
            return
        moments, scale = value.moments, brush.theme.scale
        answers = answers_of(moments, value.network, value.revision)
        film = film_of(moments, answers, rect.w / scale)
        now = len(moments) - 1 if value.scrub is None else value.scrub
        said = answer_of(answers[now], moments[now].doubts)
        shown = film.shown(now, said.number)
        _draw_pictures(brush, rect, film, value, shown)
        above = brush.px(ABOVE + PICTURE + _GAP) + round(brush.small * LINE)
        curves = rect.top_part(above)[1]
        curves = curves._replace(h=max(curves.h - brush.px(_BOTTOM), 1))
        color = brush.theme.answer(said.sure and value.told)
        x = rect.x + scale * np.array([film.edges[0], *film.places()], np.float32)
        pairs = zip(answers, moments, strict=True)
        rows = np.array([answers[0][moments[0].newest], *(own[m.newest] for own, m in pairs)])
        _draw_cuts(brush, curves, [rect.x + edge * scale for edge in film.edges[1:-1]])
        _draw_curves(brush, curves, x, rows, int(rows[now + 1].argmax()), color)
        _draw_handle(brush, curves, float(x[now + 1]), value.control)


def _draw_ground(brush: Brush, rect: Rect) -> None:
    """The ground of a control."""
    area, radius = box(rect), brush.px(12)
    pygame.draw.rect(brush.surface, brush.theme.button, area, border_radius=radius)
    pygame.draw.rect(brush.surface, brush.theme.edge, area, brush.px(1.5), border_radius=radius)


def _draw_hint(brush: Brush, rect: Rect) -> None:
    """What will stand here, in the middle of the empty timeline."""
    size = brush.small
    width = min(rect.w - brush.px(24), brush.px(300))
    lines = brush.wrap(brush.say("timeline.hint"), size, width)
    y = rect.center[1] - len(lines) * size * LINE / 2
    for line in lines:
        brush.write(line, (rect.center[0], y), size, brush.theme.muted, anchor="midtop")
        y += size * LINE


def _draw_pictures(
    brush: Brush, rect: Rect, film: Film, value: Timeline, shown: Run | None
) -> None:
    """The picture of each answer, and its words below it. ``shown``: the answer that the lab gives
    now, which is marked, and has no words before they may be seen."""
    theme, side = brush.theme, brush.px(PICTURE)
    for run, at in zip(film.runs, film.pictures(), strict=True):
        place = pygame.Rect(0, 0, side, side)
        place.center = tuple(
            round(a + b * theme.scale) for a, b in zip(rect, at.center, strict=False)
        )
        moment = value.moments[run.picture]
        brush.surface.blit(thumbnail(moment, side, theme.canvas, theme.ink), place)
        color, width = (theme.text, 3) if run is shown else (theme.edge, 1.5)
        pygame.draw.rect(brush.surface, color, place, brush.px(width), brush.px(4))
        if value.told or run is not shown:
            words, color = brief(run.answer.words), theme.answer(run.answer.sure)
            brush.write(words, place.midbottom, brush.small, color, bold=True, anchor="midtop")


def _draw_cuts(brush: Brush, rect: Rect, places: list[float]) -> None:
    """Lines where the answer changed."""
    for x in places:
        line = box(Rect(x, rect.y, brush.px(1.5), rect.h))
        pygame.draw.rect(brush.surface, brush.theme.panel_edge, line)


def _draw_curves(brush: Brush, rect: Rect, x: Array, rows: Array, top: int, color: Color) -> None:
    """The curves of the digits that ever led; that of ``top`` lies over the others, in its own
    color. ``rows``: probabilities, (n, 10), at the places ``x``, (n,), window px."""
    y = rect.bottom - rect.h * np.nan_to_num(rows)
    for digit in sorted(set(rows.argmax(axis=1).tolist()), key=lambda digit: digit == top):
        points = np.stack([x, y[:, digit]], axis=1).tolist()
        shade, width = (color, 3) if digit == top else (brush.theme.muted, 2)
        pygame.draw.lines(brush.surface, shade, False, points, brush.px(width))


def _draw_handle(brush: Brush, rect: Rect, x: float, control: Control) -> None:
    """Where the moment stands that is shown."""
    handle = pygame.Rect(0, 0, brush.px(8), round(rect.h) + brush.px(8))
    handle.center = round(x), round(rect.center[1])
    handle.right = min(handle.right, round(rect.right) - brush.px(4))
    pygame.draw.rect(brush.surface, brush.theme.text, handle, border_radius=brush.px(4))
    if control.focused:
        around = handle.inflate(brush.px(8), brush.px(8))
        pygame.draw.rect(brush.surface, brush.theme.text, around, brush.px(2), brush.px(6))
