"""Sheets that lie over the stage: the list of keys, and the question before leaving."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.lab.stage.controls import HOTKEYS
from game.lab.stage.labels import label
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.paint.widgets import box, draw_button, draw_fitted, draw_panel


def draw_sheet(brush: Brush, state: State) -> None:
    """Dim the stage and lay the state's sheet over it."""
    shade = pygame.Surface(brush.surface.get_size())
    shade.fill(brush.theme.ground)
    shade.set_alpha(190)
    brush.surface.blit(shade, (0, 0))
    rect = state.stage.rect("sheet")
    draw_panel(brush, rect)
    inner = rect.inset(brush.px(32))
    heading = brush.title
    brush.write(brush.say(f"sheet.{state.sheet}"), inner[:2], heading, brush.theme.text, bold=True)
    _, below = inner.top_part(heading * 1.6)
    controls = state.stage.controls()
    below = below._replace(h=controls[0].rect.y - brush.px(16) - below.y)
    if state.sheet == "help":
        _draw_keys(brush, below)
    elif state.sheet == "code":
        _draw_code(brush, state)
    else:
        line = brush.say("sheet.quit.line")
        brush.paragraph(line, below[:2], brush.body, brush.theme.muted, below.w)
    for item in controls:
        draw_button(brush, item.rect, label(state, item.name), state, item.name)


def _draw_keys(brush: Brush, rect: Rect) -> None:
    """One row a hotkey: its key caps, then what it does."""
    row_height = min(rect.h / len(HOTKEYS), brush.px(68))
    size = min(brush.body, int(row_height / LINE))
    for row, hotkey in zip(rect.rows(len(HOTKEYS)), HOTKEYS, strict=True):
        row = row._replace(h=row_height)
        cap = Rect(row.x, row.y + row.h * 0.08, rect.w * 0.24, row.h * 0.84)
        pygame.draw.rect(brush.surface, brush.theme.button, box(cap), border_radius=brush.px(8))
        pygame.draw.rect(
            brush.surface, brush.theme.panel_edge, box(cap), brush.px(1.5), brush.px(8)
        )
        brush.write(hotkey.label, cap.centre, size, brush.theme.text, bold=True, anchor="center")
        words, room = brush.say(hotkey.words), rect.w - cap.w - brush.px(24)
        brush.write(
            words,
            (cap.right + brush.px(24), cap.centre[1]),
            brush.fit(words, size, room),
            brush.theme.text,
            anchor="midleft",
        )


def _draw_code(brush: Brush, state: State) -> None:
    """The field for a damage's code: what has been typed, or what one might type, and below it
    what is wrong."""
    rect = state.stage.rect("sheet.field")
    size, small = brush.title, brush.small
    field, below = rect.top_part(1.6 * size, brush.px(10))
    pygame.draw.rect(brush.surface, brush.theme.canvas, box(field), border_radius=brush.px(8))
    pygame.draw.rect(brush.surface, brush.theme.winner, box(field), brush.px(2), brush.px(8))
    inner = field.inset(brush.px(14), 0)
    typed = state.typed + "▏"
    while typed and brush.width(typed, size, True) > inner.w:
        typed = typed[1:]
    at = inner.x, inner.centre[1]
    brush.write(typed, at, size, brush.theme.text, bold=True, anchor="midleft")
    words = state.typed_fault or brush.say("sheet.code.hint")
    shade = brush.theme.alert if state.typed_fault else brush.theme.muted
    draw_fitted(brush, (words,), below, small, (shade, shade))
