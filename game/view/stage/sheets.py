"""Sheets that lie over the stage: the list of keys, and the question before leaving."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.lab.stage.controls import HOTKEYS
from game.lab.stage.labels import label
from game.lab.state.state import State
from game.view.paint.text import LINE, Text, draw_fitted
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_button, draw_panel
from game.words.catalogue import say


def draw_sheet(surface: pygame.Surface, theme: Theme, text: Text, state: State) -> None:
    """Dim the stage and lay the state's sheet over it."""
    shade = pygame.Surface(surface.get_size())
    shade.fill(theme.ground)
    shade.set_alpha(190)
    surface.blit(shade, (0, 0))
    rect = state.stage.rect("sheet")
    draw_panel(surface, theme, rect)
    inner = rect.inset(theme.px(32))
    heading = theme.px(theme.title)
    text.draw(surface, say(f"sheet.{state.sheet}"), inner[:2], heading, theme.text, bold=True)
    _, below = inner.top_part(heading * 1.6)
    controls = state.stage.controls()
    below = below._replace(h=controls[0].rect.y - theme.px(16) - below.y)
    if state.sheet == "help":
        _draw_keys(surface, theme, text, below)
    elif state.sheet == "code":
        _draw_code(surface, theme, text, state)
    else:
        line = say("sheet.quit.line")
        text.paragraph(surface, line, below[:2], theme.px(theme.body), theme.muted, below.w)
    for item in controls:
        draw_button(surface, theme, text, item.rect, label(state, item.name), state, item.name)


def _draw_keys(surface: pygame.Surface, theme: Theme, text: Text, rect: Rect) -> None:
    """One row a hotkey: its key caps, then what it does."""
    row_height = min(rect.h / len(HOTKEYS), theme.px(68))
    size = min(theme.px(theme.body), int(row_height / LINE))
    for row, hotkey in zip(rect.rows(len(HOTKEYS)), HOTKEYS, strict=True):
        row = row._replace(h=row_height)
        cap = Rect(row.x, row.y + row.h * 0.08, rect.w * 0.24, row.h * 0.84)
        pygame.draw.rect(surface, theme.button, box(cap), border_radius=theme.px(8))
        pygame.draw.rect(surface, theme.panel_edge, box(cap), theme.px(1.5), theme.px(8))
        text.draw(surface, hotkey.label, cap.centre, size, theme.text, bold=True, anchor="center")
        words, room = say(hotkey.words), rect.w - cap.w - theme.px(24)
        text.draw(
            surface,
            words,
            (cap.right + theme.px(24), cap.centre[1]),
            text.fit(words, size, room),
            theme.text,
            anchor="midleft",
        )


def _draw_code(surface: pygame.Surface, theme: Theme, text: Text, state: State) -> None:
    """The field for a damage's code: what has been typed, or what one might type, and below it
    what is wrong."""
    rect = state.stage.rect("sheet.field")
    size, small = theme.px(theme.title), theme.px(theme.small)
    field, below = rect.top_part(1.6 * size, theme.px(10))
    pygame.draw.rect(surface, theme.canvas, box(field), border_radius=theme.px(8))
    pygame.draw.rect(surface, theme.winner, box(field), theme.px(2), theme.px(8))
    inner = field.inset(theme.px(14), 0)
    typed = state.typed + "▏"
    while typed and text.width(typed, size, True) > inner.w:
        typed = typed[1:]
    at = inner.x, inner.centre[1]
    text.draw(surface, typed, at, size, theme.text, bold=True, anchor="midleft")
    words = state.typed_fault or say("sheet.code.hint")
    shade = theme.alert if state.typed_fault else theme.muted
    draw_fitted(surface, text, (words,), below, small, (shade, shade))
