"""The sheets of kiosk mode: the countdown, the staff's PIN and sheet, the touch test, and the
pictures of a glass that is dead."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.kiosk.layout import CELLS
from game.lab.kiosk.staff import TRIES
from game.lab.kiosk.update import seconds_left
from game.lab.state.kiosk import Staff
from game.lab.state.state import State
from game.view.control import Button, button_of, draw_button
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, shortened
from game.view.paint.theme import mixed, theme_of
from game.view.paint.widgets import box, draw_panel
from game.view.panel import Panel
from game.words.catalogue import say

#: how bright the words on a dark picture are, 0..1
_DIM = 0.22


class KioskSheet(NamedTuple):
    """Which sheet, what it says, its buttons where they stand, and the place for words between,
    window px; ``lines``: of the staff's page; ``typed``: how many digits of the PIN; ``lit``: cells
    of the touch test; ``share``: what is left of the countdown."""

    name: str
    said: str
    buttons: tuple[tuple[Rect, Button], ...]
    field: Rect | None
    lines: tuple[str, ...] = ()
    typed: int = 0
    lit: frozenset[tuple[int, int]] = frozenset()
    share: float = 0.0


class KioskSheetPanel(Panel[KioskSheet]):
    """Draws a sheet of kiosk mode. It must not be asked for its look while another one is open."""

    name = "sheet"

    def look(self, state: State) -> KioskSheet:
        name, stage, staff = state.screen.sheet, state.stage, state.kiosk.staff
        assert name is not None
        sheet = KioskSheet(
            name,
            _said(state, staff),
            tuple((item.rect, button_of(state, item.name)) for item in stage.controls()),
            stage.rect("sheet.field") if stage.has("sheet.field") else None,
        )
        match name:
            case "idle":
                left = seconds_left(state)
                return sheet._replace(share=left / max(-(-state.kiosk.countdown // 60), 1))
            case "pin":
                return sheet._replace(typed=len(staff.typed))
            case "staff":
                return sheet._replace(lines=staff.lines)
            case "touch":
                return sheet._replace(lit=staff.touched)
        return sheet

    def draw(self, brush: Brush, rect: Rect, value: KioskSheet) -> None:
        match value.name:
            case "touch":
                _draw_cells(brush, rect, value)
            case "cleaning" | "closed":
                _draw_dark(brush, rect, value)
            case "idle":
                _draw_idle(brush, rect, value)
            case _:
                draw_panel(brush, rect)
                assert value.field is not None
                _draw_pin(brush, value.field, value) if value.name == "pin" else _draw_page(
                    brush, value.field, value
                )
        for place, button in value.buttons:
            draw_button(brush, place, button)


def _said(state: State, staff: Staff) -> str:
    match state.screen.sheet:
        case "idle":
            return say("idle.line", seconds=seconds_left(state))
        case "cleaning":
            return say("cleaning.line", seconds=-(-staff.cleaning // 60))
        case "touch":
            return say("touch.line", count=len(staff.touched), all=CELLS[0] * CELLS[1])
        case "staff":
            return "" if staff.lines else say("staff.waiting")
        case "pin" if staff.wait:
            return say("pin.wait", seconds=-(-staff.wait // 60))
        case "pin" if staff.checking:
            return say("pin.checking")
        case "pin" if staff.wrong and not staff.typed:
            return say("pin.wrong", left=TRIES - staff.wrong)
    return ""


def _draw_idle(brush: Brush, rect: Rect, sheet: KioskSheet) -> None:
    """The question, and a bar that runs out."""
    draw_panel(brush, rect)
    inner, theme = rect.inset(brush.px(32)), brush.theme
    x = inner.center[0]
    button = sheet.buttons[0][0]
    title, middle = brush.say("idle.title"), (inner.y + button.y) / 2
    brush.write(
        title, (x, middle - brush.large), brush.large, theme.text, bold=True, anchor="center"
    )
    brush.write(sheet.said, (x, middle), brush.title, theme.text, anchor="center")
    bar = box(Rect(inner.x, middle + brush.large * 0.8, inner.w, brush.px(16)))
    radius = bar.h // 2
    pygame.draw.rect(brush.surface, theme.track, bar, border_radius=radius)
    bar.w = max(round(bar.w * sheet.share), bar.h)
    pygame.draw.rect(brush.surface, theme.winner, bar, border_radius=radius)


def _draw_pin(brush: Brush, rect: Rect, sheet: KioskSheet) -> None:
    """A dot for each digit, or what is wrong."""
    theme = brush.theme
    x = rect.center[0]
    title = brush.say("pin.line")
    brush.write(title, (x, rect.y), brush.title, theme.text, bold=True, anchor="midtop")
    y = (rect.y + brush.title * LINE + rect.bottom) / 2
    if sheet.said:
        lines = brush.wrap(sheet.said, brush.body, rect.w)
        for nth, line in enumerate(lines):
            at = x, y + (nth - (len(lines) - 1) / 2) * brush.body * LINE
            brush.write(line, at, brush.body, theme.text, anchor="center")
        return
    step = brush.px(34)
    for nth in range(sheet.typed):
        at = round(x + (nth - (sheet.typed - 1) / 2) * step), round(y)
        pygame.draw.aacircle(brush.surface, theme.winner, at, brush.px(10))


def _draw_page(brush: Brush, rect: Rect, sheet: KioskSheet) -> None:
    """The lines of a page, the newest below."""
    theme, high = brush.theme, brush.small * LINE
    title = brush.say("staff")
    brush.write(title, rect[:2], brush.title, theme.text, bold=True)
    below = rect.top_part(1.4 * brush.title)[1]
    lines = [
        line
        for words in sheet.lines or (sheet.said,)
        for line in brush.wrap(words, brush.small, below.w)
    ]
    for nth, line in enumerate(lines[-max(int(below.h / high), 1) :]):
        said = shortened(brush.text, line, brush.small, below.w)
        brush.write(said, (below.x, below.y + nth * high), brush.small, theme.text)


def _draw_cells(brush: Brush, rect: Rect, sheet: KioskSheet) -> None:
    """Cells to touch, each in another gray so that the screen is tested as well."""
    theme, (columns, rows) = brush.theme, CELLS
    brush.surface.fill(theme.ground, box(rect))
    for row, line in enumerate(rect.rows(rows)):
        for column, cell in enumerate(line.columns(columns)):
            share = (row * columns + column) / (columns * rows - 1)
            gray = mixed((0, 0, 0), (255, 255, 255), share)
            area = box(cell.rounded())
            pygame.draw.rect(brush.surface, gray, area)
            if (column, row) in sheet.lit:
                pygame.draw.rect(brush.surface, theme.positive, area.inflate(-4, -4))
            pygame.draw.rect(brush.surface, theme.edge, area, 1)
    at = rect.center[0], rect.y + brush.px(40)
    wide = brush.width(sheet.said, brush.body) + brush.px(40)
    words = Rect(at[0] - wide / 2, at[1] - brush.px(28), wide, brush.px(56))
    draw_panel(brush, words)
    brush.write(sheet.said, at, brush.body, theme.text, anchor="center")


def _draw_dark(brush: Brush, rect: Rect, sheet: KioskSheet) -> None:
    """Almost nothing: the glass is dead, and black in every profile."""
    theme = theme_of("dark", brush.theme.scale)
    brush.surface.fill((0, 0, 0), box(rect))
    bright = sheet.name == "cleaning"
    color = theme.text if bright else mixed((0, 0, 0), theme.muted, _DIM)
    at = rect.center
    words = brush.say("cleaning") if bright else brush.say("closed")
    brush.write(words, at, brush.large, color, bold=True, anchor="center")
    if bright:
        below = at[0], at[1] + brush.large
        brush.write(sheet.said, below, brush.title, color, anchor="center")
