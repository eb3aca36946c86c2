"""The few widgets the stage is made of: panels, buttons, tiles, bars."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.lab.stage.labels import idle, on
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.paint.theme import Colour


def box(rect: Rect) -> pygame.Rect:
    """A layout rectangle as pygame wants it; empty where a small window has left it no room."""
    x, y, width, height = (round(value) for value in rect)
    return pygame.Rect(x, y, max(width, 0), max(height, 0))


def draw_panel(brush: Brush, rect: Rect, fill: Colour | None = None) -> None:
    area, radius = box(rect), brush.px(14)
    pygame.draw.rect(brush.surface, fill or brush.theme.panel, area, border_radius=radius)
    pygame.draw.rect(
        brush.surface, brush.theme.panel_edge, area, brush.px(1.5), border_radius=radius
    )


def control_look(state: State, name: str) -> tuple[bool, bool, bool]:
    """Held down (or switched on), hovered, focused."""
    held = on(state, name) or any(pressed == name for _, pressed in state.presses)
    return held, state.hover == name, state.focus == name


def draw_button(
    brush: Brush,
    rect: Rect,
    words: str,
    state: State,
    name: str,
) -> None:
    """A button with its words in the middle; they shrink rather than leave it."""
    held, hovered, focused = control_look(state, name)
    fill = (
        brush.theme.button_down
        if held
        else brush.theme.button_hover
        if hovered
        else brush.theme.button
    )
    area, radius = box(rect), brush.px(12)
    pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
    switched = on(state, name)
    edge = (
        brush.theme.winner
        if focused
        else brush.theme.positive
        if switched
        else brush.theme.panel_edge
    )
    width = brush.px(3 if focused else 2 if switched else 1.5)
    pygame.draw.rect(brush.surface, edge, area, width, border_radius=radius)
    size = brush.fit(words, brush.body, rect.w - brush.px(8))
    colour = brush.theme.muted if idle(state, name) else brush.theme.text
    brush.write(words, rect.centre, size, colour, anchor="center")


def draw_bar(brush: Brush, rect: Rect, share: float, colour: Colour) -> None:
    """A bar filled from the left by ``share``, 0..1."""
    area = box(rect)
    radius = area.h // 2
    pygame.draw.rect(brush.surface, brush.theme.track, area, border_radius=radius)
    filled = area.copy()
    filled.w = round(area.w * min(max(share, 0.0), 1.0))
    if filled.w > 0:
        # A sliver narrower than its own rounding would bulge: clip the full bar instead.
        clip = brush.surface.get_clip()
        brush.surface.set_clip(filled.clip(clip))
        pygame.draw.rect(brush.surface, colour, area, border_radius=radius)
        brush.surface.set_clip(clip)


def draw_fitted(
    brush: Brush,
    words: tuple[str, ...],
    rect: Rect,
    size: int,
    colours: tuple[Colour, Colour],
) -> float:
    """Paragraphs from the top of the rect, smaller where they must be; the first one in the first
    colour. Returns the y below the last one."""
    while size > 8 and _height(brush, words, size, rect.w) > rect.h:
        size -= 1
    y = rect.y
    for nth, paragraph in enumerate(words):
        y += 0.25 * size if nth else 0
        y = brush.paragraph(paragraph, (rect.x, y), size, colours[nth > 0], rect.w)
    return y


def _height(brush: Brush, words: tuple[str, ...], size: int, width: float) -> float:
    lines = sum(len(brush.wrap(paragraph, size, width)) for paragraph in words)
    return lines * size * LINE + 0.25 * size * (len(words) - 1)
