"""Sheets that lie over the stage: help, the question before leaving, and the field for a damage's
code."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.stage.keys import Keys
from game.lab.stage.sheets import typed_words
from game.lab.state.state import State
from game.view.control import Button, button_of, draw_button
from game.view.paint.brush import Brush
from game.view.paint.widgets import box, draw_focus, draw_panel
from game.view.panel import Panel
from game.view.stage.help import draw_help
from game.words.catalogue import say

#: how much of the stage below a sheet is covered, of 255
SHADE = 190
#: the title of each sheet
_TITLES = {
    "help": "sheet.help",
    "settings": "sheet.settings",
    "quit": "sheet.quit",
    "code": "sheet.code",
    "lessons": "lessons",
}
#: sheets that are full of buttons or lists, and say something only where a key could do nothing
_FULL = ("help", "lessons")


class Sheet(NamedTuple):
    """What lies on the stage: which sheet, which page of help and which part of it (None: all),
    what letters do, which hotkeys were changed, what is typed into it, what it says, whether that
    is of something wrong, its buttons where they stand, and the place for what is typed; window
    px."""

    name: str
    page: str
    part: int | None
    letters: str
    keys: Keys
    typed: str
    said: str
    wrong: bool
    buttons: tuple[tuple[Rect, Button], ...]
    field: Rect | None
    #: names of settings, where they stand
    names: tuple[tuple[Rect, str], ...] = ()


class SheetPanel(Panel[Sheet]):
    """Draws the sheet that is open. It must not be asked for its look while there is none."""

    name = "sheet"

    def look(self, state: State) -> Sheet:
        screen, stage, field = state.screen, state.stage, "sheet.field"
        assert screen.sheet is not None
        return Sheet(
            screen.sheet,
            screen.help,
            screen.sheet_part if stage.has("help.on") else None,
            screen.letters,
            screen.keys,
            screen.typed,
            _said(state),
            bool(screen.typed_fault) and not state.refused,
            tuple((item.rect, button_of(state, item.name)) for item in stage.controls()),
            stage.rect(field) if stage.has(field) else None,
            tuple(
                (item.rect, say(item.name))
                for item in stage.items[stage.sheet :]
                if item.role == "text" and screen.sheet == "settings"
            ),
        )

    def draw(self, brush: Brush, rect: Rect, value: Sheet) -> None:
        draw_panel(brush, rect)
        inner = rect.inset(brush.px(32))
        words = brush.say(_TITLES[value.name])
        brush.write(words, inner[:2], brush.title, brush.theme.text, bold=True)
        bottom = max(place.y for place, _ in value.buttons)
        above = max((place.bottom for place, _ in value.buttons if place.y < bottom), default=0)
        below = inner.top_part(max(2 * brush.title, above + brush.px(26) - inner.y))[1]
        below = below._replace(h=bottom - brush.px(16) - below.y)
        if value.field is not None:
            _draw_field(brush, value.field, value)
        elif value.name == "settings":
            for place, name in value.names:
                at = place.x, place.center[1]
                brush.write(name, at, brush.body, brush.theme.text, anchor="midleft")
        elif value.name in _FULL:
            if value.name == "help":
                draw_help(brush, below, value.page, value.part, value.letters, value.keys)
            at = inner.x, bottom + brush.px(14)
            brush.write(value.said, at, brush.body, brush.theme.text)
        else:
            brush.paragraph(value.said, below[:2], brush.body, brush.theme.text, below.w)
        for place, button in value.buttons:
            draw_button(brush, place, button)
            if button.control.focused:
                draw_focus(brush, place)


def _said(state: State) -> str:
    """What the sheet says: why a key could do nothing, or what it is about."""
    if state.refused or state.screen.sheet in _FULL:
        return state.refused
    if state.screen.sheet == "quit":
        return say("sheet.quit.line")
    return state.screen.typed_fault or typed_words(state)


def _draw_field(brush: Brush, rect: Rect, sheet: Sheet) -> None:
    """The field for a damage's code: what has been typed, and below it what that does, or what is
    wrong with it."""
    theme, size, round_ = brush.theme, brush.title, brush.px(8)
    field, below = rect.top_part(1.6 * size, brush.px(10))
    pygame.draw.rect(brush.surface, theme.canvas, box(field), border_radius=round_)
    pygame.draw.rect(brush.surface, theme.text, box(field), brush.px(2), round_)
    inner = field.inset(brush.px(14), 0)
    typed = sheet.typed + "▏"
    while typed and brush.width(typed, size, True) > inner.w:
        typed = typed[1:]
    at = inner.x, inner.center[1]
    brush.write(typed, at, size, theme.text, bold=True, anchor="midleft")
    bar, words = below.left_part(brush.px(6), brush.px(12))
    below = words if sheet.wrong else below
    size, step = brush.small, 1.2 * brush.small
    lines, most = brush.wrap(sheet.said, size, below.w), int(below.h / step)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], brush.choose((rest,), size, below.w)]
    if sheet.wrong:  # words in that color would be hard to read: a bar beside them has it
        bar = bar._replace(h=step * len(lines))
        pygame.draw.rect(brush.surface, theme.damage, box(bar), border_radius=brush.px(3))
    for nth, line in enumerate(lines):
        at = below.x, below.y + step * nth
        brush.write(line, at, size, theme.text if sheet.wrong else theme.muted)
