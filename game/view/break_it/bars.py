"""Bars that show what is left of a measure, and what damage or teaching has taken of it."""

from __future__ import annotations

import math
from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.view.paint.brush import Brush
from game.view.paint.theme import Color
from game.view.paint.widgets import box


class Measure(NamedTuple):
    """A measure ``now``, and ``before`` in the healthy network, on a scale ``low`` … ``high`` that
    holds 0; None: not known. What lies beyond the scale ends at its edge. ``damaged``: whether
    damage made the difference; otherwise teaching did, or there is none."""

    low: float
    high: float
    now: float | None
    before: float | None
    damaged: bool


def draw_measure(
    brush: Brush, rect: Rect, measure: Measure, color: Color, *, upright: bool = False
) -> None:
    """A bar from 0 to what is left, hatched from there to what it was, and a line across it there.
    ``upright``: upwards, else to the right."""
    theme, surface = brush.theme, brush.surface
    pygame.draw.rect(surface, theme.button, box(rect))
    zero = _place(measure, 0.0)
    if measure.now is not None:
        now = _place(measure, measure.now)
        if measure.before is not None:
            lost = _part(rect, now, _place(measure, measure.before), upright)
            _draw_lost(brush, lost, measure.damaged)
        pygame.draw.rect(surface, color, box(_part(rect, zero, now, upright)))
    pygame.draw.rect(surface, theme.edge, box(rect), brush.px(1.5))
    if measure.low < 0:
        _draw_line(brush, rect, zero, theme.muted, upright)
    if measure.before is not None:
        _draw_line(brush, rect, _place(measure, measure.before), theme.text, upright)


def _draw_lost(brush: Brush, rect: Rect, damaged: bool) -> None:
    """What is gone: in the color of what took it, and hatched, which is seen without colors."""
    area, step, wide = box(rect), brush.px(9), brush.px(2.5)
    if area.w < 1 or area.h < 1:
        return
    theme, surface, clip = brush.theme, brush.surface, brush.surface.get_clip()
    color = theme.damage if damaged else theme.learning
    surface.set_clip(area.clip(clip))
    pygame.draw.rect(surface, theme.damage_ground if damaged else theme.button, area)
    for x in range(area.left - area.h, area.right, step):
        start, end = (x, area.bottom), (x + area.h, area.top)
        pygame.draw.line(surface, color, start, end, wide)
    surface.set_clip(clip)


def _place(measure: Measure, value: float) -> float:
    """Where a value stands on the scale, 0..1."""
    if math.isnan(value):
        value = 0.0
    return (min(max(value, measure.low), measure.high) - measure.low) / (measure.high - measure.low)


def _part(rect: Rect, one: float, other: float, upright: bool) -> Rect:
    """The part of a bar between two places, 0..1."""
    start, end = sorted((one, other))
    if upright:
        return rect._replace(y=rect.bottom - end * rect.h, h=(end - start) * rect.h)
    return rect._replace(x=rect.x + start * rect.w, w=(end - start) * rect.w)


def _draw_line(brush: Brush, rect: Rect, place: float, color: Color, upright: bool) -> None:
    """A line across a bar, which stands out a little on both sides."""
    wide, out = brush.px(3), brush.px(3)
    if upright:
        y = round(rect.bottom - place * rect.h - wide / 2)
        line = pygame.Rect(round(rect.x) - out, y, round(rect.w) + 2 * out, wide)
    else:
        x = round(rect.x + place * rect.w - wide / 2)
        line = pygame.Rect(x, round(rect.y) - out, wide, round(rect.h) + 2 * out)
    pygame.draw.rect(brush.surface, color, line)
