"""The few widgets that all rooms share: panels, bars, rings around cells, fitted paragraphs."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.paint.theme import Color

#: thickness of the ring of the focus, and of that around cells, px at 1080 lines
_FOCUS, _THIN = 4, 3


def box(rect: Rect) -> pygame.Rect:
    """A layout rectangle in whole px, as pygame wants it; empty where a small window has left it no
    room."""
    x, y, width, height = (round(value) for value in rect)
    return pygame.Rect(x, y, max(width, 0), max(height, 0))


def draw_panel(brush: Brush, rect: Rect, fill: Color | None = None) -> None:
    """A rounded ground with an edge; ``fill``: its color, by default that of panels."""
    area, radius = box(rect), brush.px(14)
    pygame.draw.rect(brush.surface, fill or brush.theme.panel, area, border_radius=radius)
    pygame.draw.rect(
        brush.surface, brush.theme.panel_edge, area, brush.px(1.5), border_radius=radius
    )


def draw_caption(brush: Brush, rect: Rect, words: str, color: Color) -> None:
    """A caption above a control: as large as running text, and then bold, where its row is as high
    as that; else small."""
    large = rect.h >= brush.body * LINE
    size = brush.body if large else brush.small
    said = brush.choose((words,), size, rect.w, bold=large)
    brush.write(said, (rect.x, rect.center[1]), size, color, bold=large, anchor="midleft")


def draw_bar(brush: Brush, rect: Rect, share: float, color: Color) -> None:
    """A bar filled from the left by ``share``, 0..1."""
    area = box(rect)
    radius = area.h // 2
    # The empty part is a thin line: ten full tracks would be louder than what is in them.
    groove = area.inflate(0, -round(0.7 * area.h))
    pygame.draw.rect(brush.surface, brush.theme.track, groove, border_radius=groove.h // 2)
    filled = area.copy()
    filled.w = round(area.w * min(max(share, 0.0), 1.0))
    if filled.w > 0:
        # A sliver narrower than its own rounding would bulge: clip the full bar instead.
        clip = brush.surface.get_clip()
        brush.surface.set_clip(filled.clip(clip))
        pygame.draw.rect(brush.surface, color, area, border_radius=radius)
        brush.surface.set_clip(clip)


def draw_signed_bar(brush: Brush, rect: Rect, amount: float, low: float, high: float) -> None:
    """A bar from zero on a scale from ``low`` ≤ 0 to ``high`` ≥ 0, which must differ. Above zero it
    runs to the right and is orange, below zero it runs to the left and is blue."""
    theme = brush.theme
    zero = rect.x - low / (high - low) * rect.w
    end = zero + amount / (high - low) * rect.w
    color = theme.positive if amount >= 0 else theme.negative
    area = box(rect._replace(x=min(zero, end), w=abs(end - zero)))
    area.w = max(area.w, 1)
    pygame.draw.rect(brush.surface, color, area, border_radius=min(brush.px(3), area.w // 2))
    line = round(zero), area.top - brush.px(2), brush.px(1.5), area.h + 2 * brush.px(2)
    pygame.draw.rect(brush.surface, theme.muted, line)


def draw_focus(brush: Brush, rect: Rect, seam: bool = True) -> None:
    """The ring of the keyboard's focus, inside a rect: bright, on a dark seam as broad as itself.
    The seam tells it from the one edge of a switch that is on, and from any ground; around cells it
    would hide too much of them."""
    area, width, radius = box(rect), brush.px(_FOCUS if seam else _THIN), brush.px(12)
    if seam:
        inner = area.inflate(-2 * width, -2 * width)
        pygame.draw.rect(brush.surface, brush.theme.ground, inner, width, max(radius - width, 0))
    pygame.draw.rect(brush.surface, brush.theme.text, area, width, radius)


def draw_ring(brush: Brush, rect: Rect, color: Color) -> None:
    """The mark of one cell: a ring around it with a dark seam on both sides."""
    width, radius = brush.px(3), brush.px(6)
    # Around a narrow cell the ring stands wholly outside: half of it would cover the cell, and
    # pygame fills far more than a rectangle whose two edges meet.
    by = width if min(rect.w, rect.h) > 3 * width else 2 * width + 2
    area, seam = box(rect).inflate(by, by), brush.theme.canvas
    radius = min(radius, min(area.size) // 2)
    pygame.draw.rect(brush.surface, seam, area.inflate(2, 2), width + 2, border_radius=radius)
    pygame.draw.rect(brush.surface, color, area, width, border_radius=radius)
