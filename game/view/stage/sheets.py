"""Sheets that lie over the stage: the list of keys, the question before leaving, and the field for
a damage's code."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.stage.controls import HOTKEYS
from game.lab.state.state import State
from game.view.control import Button, button_of, draw_button
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.paint.widgets import box, draw_fitted, draw_panel
from game.view.panel import Panel

#: how much of the stage below a sheet is covered, of 255
SHADE = 190
#: the title of each sheet
_TITLES = {"help": "sheet.help", "quit": "sheet.quit", "code": "sheet.code"}


class Sheet(NamedTuple):
    """What lies on the stage: which sheet, what is typed into it and what is wrong with that, its
    buttons where they stand, and the place for what is typed; window px."""

    name: str
    typed: str
    fault: str
    buttons: tuple[tuple[Rect, Button], ...]
    field: Rect | None


class SheetPanel(Panel[Sheet]):
    """Draws the sheet that is open. It must not be asked for its look while there is none."""

    name = "sheet"

    def look(self, state: State) -> Sheet:
        assert state.screen.sheet is not None
        stage, name = state.stage, "sheet.field"
        buttons = tuple((item.rect, button_of(state, item.name)) for item in stage.controls())
        field = stage.rect(name) if stage.has(name) else None
        return Sheet(
            state.screen.sheet, state.screen.typed, state.screen.typed_fault, buttons, field
        )

    def draw(self, brush: Brush, rect: Rect, value: Sheet) -> None:
        draw_panel(brush, rect)
        inner = rect.inset(brush.px(32))
        words = brush.say(_TITLES[value.name])
        brush.write(words, inner[:2], brush.title, brush.theme.text, bold=True)
        _, below = inner.top_part(brush.title * 1.6)
        below = below._replace(h=value.buttons[0][0].y - brush.px(16) - below.y)
        if value.field is not None:
            _draw_field(brush, value.field, value)
        elif value.name == "help":
            _draw_keys(brush, below)
        else:
            line = brush.say("sheet.quit.line")
            brush.paragraph(line, below[:2], brush.body, brush.theme.muted, below.w)
        for place, button in value.buttons:
            draw_button(brush, place, button)


def _draw_keys(brush: Brush, rect: Rect) -> None:
    """One row a hotkey: its key caps, then what it does."""
    theme, surface, round_ = brush.theme, brush.surface, brush.px(8)
    row_height = min(rect.h / len(HOTKEYS), brush.px(68))
    size = min(brush.body, int(row_height / LINE))
    for row, hotkey in zip(rect.rows(len(HOTKEYS)), HOTKEYS, strict=True):
        row = row._replace(h=row_height)
        cap = Rect(row.x, row.y + row.h * 0.08, rect.w * 0.24, row.h * 0.84)
        pygame.draw.rect(surface, theme.button, box(cap), border_radius=round_)
        pygame.draw.rect(surface, theme.panel_edge, box(cap), brush.px(1.5), round_)
        brush.write(hotkey.label, cap.center, size, theme.text, bold=True, anchor="center")
        words, left = brush.say(hotkey.words), cap.right + brush.px(24)
        fits = brush.fit(words, size, rect.w - cap.w - brush.px(24))
        brush.write(words, (left, cap.center[1]), fits, theme.text, anchor="midleft")


def _draw_field(brush: Brush, rect: Rect, sheet: Sheet) -> None:
    """The field for a damage's code: what has been typed, or what one might type, and below it
    what is wrong."""
    theme, size, round_ = brush.theme, brush.title, brush.px(8)
    field, below = rect.top_part(1.6 * size, brush.px(10))
    pygame.draw.rect(brush.surface, theme.canvas, box(field), border_radius=round_)
    pygame.draw.rect(brush.surface, theme.winner, box(field), brush.px(2), round_)
    inner = field.inset(brush.px(14), 0)
    typed = sheet.typed + "▏"
    while typed and brush.width(typed, size, True) > inner.w:
        typed = typed[1:]
    at = inner.x, inner.center[1]
    brush.write(typed, at, size, theme.text, bold=True, anchor="midleft")
    words = sheet.fault or brush.say("sheet.code.hint")
    shade = theme.damage if sheet.fault else theme.muted
    draw_fitted(brush, (words,), below, brush.small, (shade, shade))
