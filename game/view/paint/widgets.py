"""The few widgets the stage is made of: panels, buttons, tiles, bars."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.lab.stage.labels import idle, on
from game.lab.state.state import State
from game.view.paint.text import Text
from game.view.paint.theme import Colour, Theme


def box(rect: Rect) -> pygame.Rect:
    """A layout rectangle as pygame wants it; empty where a small window has left it no room."""
    x, y, width, height = (round(value) for value in rect)
    return pygame.Rect(x, y, max(width, 0), max(height, 0))


def draw_panel(
    surface: pygame.Surface, theme: Theme, rect: Rect, fill: Colour | None = None
) -> None:
    area, radius = box(rect), theme.px(14)
    pygame.draw.rect(surface, fill or theme.panel, area, border_radius=radius)
    pygame.draw.rect(surface, theme.panel_edge, area, theme.px(1.5), border_radius=radius)


def control_look(state: State, name: str) -> tuple[bool, bool, bool]:
    """Held down (or switched on), hovered, focused."""
    held = on(state, name) or any(pressed == name for _, pressed in state.presses)
    return held, state.hover == name, state.focus == name


def draw_button(
    surface: pygame.Surface,
    theme: Theme,
    text: Text,
    rect: Rect,
    words: str,
    state: State,
    name: str,
) -> None:
    """A button with its words in the middle; they shrink rather than leave it."""
    held, hovered, focused = control_look(state, name)
    fill = theme.button_down if held else theme.button_hover if hovered else theme.button
    area, radius = box(rect), theme.px(12)
    pygame.draw.rect(surface, fill, area, border_radius=radius)
    switched = on(state, name)
    edge = theme.winner if focused else theme.positive if switched else theme.panel_edge
    width = theme.px(3 if focused else 2 if switched else 1.5)
    pygame.draw.rect(surface, edge, area, width, border_radius=radius)
    size = text.fit(words, theme.px(theme.body), rect.w - theme.px(8))
    colour = theme.muted if idle(state, name) else theme.text
    text.draw(surface, words, rect.centre, size, colour, anchor="center")


def draw_bar(
    surface: pygame.Surface, theme: Theme, rect: Rect, share: float, colour: Colour
) -> None:
    """A bar filled from the left by ``share``, 0..1."""
    area = box(rect)
    radius = area.h // 2
    pygame.draw.rect(surface, theme.track, area, border_radius=radius)
    filled = area.copy()
    filled.w = round(area.w * min(max(share, 0.0), 1.0))
    if filled.w > 0:
        # A sliver narrower than its own rounding would bulge: clip the full bar instead.
        clip = surface.get_clip()
        surface.set_clip(filled.clip(clip))
        pygame.draw.rect(surface, colour, area, border_radius=radius)
        surface.set_clip(clip)
