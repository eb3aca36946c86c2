"""The whole picture of a State: parts that are drawn again only when they look different."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pygame

from game.core.job import Job
from game.lab.items import Item
from game.lab.kiosk.layout import SHEETS as KIOSK_SHEETS
from game.lab.stage.focus import cell_in_focus
from game.lab.stage.layout import Stage
from game.lab.stage.now import moving
from game.lab.state.state import State
from game.view.control import ButtonPanel
from game.view.kiosk.sheets import KioskSheetPanel
from game.view.lesson.light import draw_light, light_of
from game.view.network.network import NetworkPanel
from game.view.network.twin import TwinPanel
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme, theme_of
from game.view.paint.widgets import box, draw_focus, draw_panel, draw_ring
from game.view.panel import Panel
from game.view.panels import PANELS
from game.view.stage.sheets import SHADE, SheetPanel
from game.words.catalogue import speak

#: items whose ground is a panel
GROUND = ("prediction", "panel", "card", "block.noise", "block.cuts")
#: thickness of the rim around a damaged network, px at 1080 lines
RIM = 8


class Frame:
    """Draws a State onto one surface and says which parts of it changed."""

    def __init__(self, fonts: Mapping[str, Path]) -> None:
        self._text = Text(fonts)
        self._theme = Theme()
        self._stage: Stage | None = None
        #: scale and profile of theme and panels, and whether the ground is that of a damaged
        #: network; None: it is still to be built
        self._look: tuple[float, str, bool | None] = (0.0, "", None)
        #: that of the words that were drawn
        self._language = ""
        #: what the background shows
        self._ground: object = None
        self._background = pygame.Surface((1, 1))
        #: every panel by its name; and what stands on the stage, in the order of drawing
        self._panels: dict[str, Panel[Any]] = {}
        self._parts: list[tuple[Item, Panel[Any]]] = []
        #: for each part those that lie on it, and are drawn again with it
        self._above: dict[str, list[str]] = {}
        #: those whose slow pictures the worker makes
        self._networks: tuple[NetworkPanel, ...] = ()
        self._sheets: tuple[Panel[Any], Panel[Any]] = SheetPanel(), KioskSheetPanel()
        #: the stage that lies under a sheet or a light
        self._under: pygame.Surface | None = None
        self._drawn: dict[str, object] = {}
        self._drawn_at: dict[str, int] = {}

    def draw(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        """Draw what changed since the last call; returns the changed parts, px."""
        speak(state.screen.language)
        if state.screen.language != self._language:
            self._language, self._drawn = state.screen.language, {}
        stage = self._stage_under(surface, state)
        changed = self._follow(stage, state)
        fresh = not self._drawn
        if fresh:
            stage.blit(self._background, (0, 0))
        for item, panel in self._parts:
            changed += self._draw_part(stage, state, item, panel)
        changed = [surface.get_rect()] if fresh else changed
        if stage is surface:
            return changed
        if state.screen.sheet is None:
            return self._cast_light(surface, state, stage, changed)
        return self._lay_sheet(surface, state, stage, changed)

    def draw_all(self, surface: pygame.Surface, state: State) -> None:
        """Draw everything anew, also panels that would wait for a later tick."""
        self.forget()
        self.draw(surface, state)

    def forget(self) -> None:
        """What was drawn may no longer be on the screen: the next `draw` draws everything."""
        self._drawn = {}

    def draw_ink(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        """Draw only the canvas, at once: a moving pen does not wait until the frame is due. Returns
        the changed parts, px."""
        seen = state.stage.has("canvas") and not state.screen.sheet
        if self._stage is not state.stage or not self._drawn or not seen:
            return []
        item = next(item for item, _ in self._parts if item.name == "canvas")
        stage = surface if self._under is None else self._under
        changed = self._draw_part(stage, state, item, self._panels["canvas"])
        return changed if stage is surface else self._cast_light(surface, state, stage, changed)

    def jobs(self, state: State) -> list[Job]:
        """Slow work wanted now, for the worker."""
        if self._stage is not state.stage:
            return []
        self._dress(state)
        seen = [network for network in self._networks if state.stage.has(network.name)]
        return [job for one in seen for job in one.jobs(self._theme, one.look(state))]

    def accept(self, slot: str, key: object, result: object) -> None:
        """Take the result of a job."""
        for network in self._networks:
            if slot.split(".")[0] == network.slots:
                network.accept(slot, key, result)
                self._drawn.pop(network.name, None)

    def _follow(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        """Make ready for another stage. Where only a few items differ from those of the stage
        before, only these are wiped out; returns the wiped parts, px."""
        before, stage, size = self._stage, state.stage, surface.get_size()
        look = (stage.scale, state.screen.profile, state.break_it.damaged)
        if before is stage and look == self._look and size == self._background.get_size():
            return []
        self._dress(state)
        self._stage, self._look = stage, look
        self._parts, self._above = self._parts_of(stage)
        ground = (size, look, [item for item in stage.items if item.name in GROUND])
        if before is None or ground != self._ground or before.sheet or stage.sheet:
            self._ground, self._drawn = ground, {}
            self._build(size)
            return []
        moved = set(before.items) ^ set(stage.items)
        wiped = [box(item.rect) for item in moved if item in before.items]
        for area in wiped:
            surface.blit(self._background, area, area)
        for item in stage.items:
            if item in moved or box(item.rect).collidelist(wiped) >= 0:
                self._drawn.pop(item.name, None)
        return wiped

    def _dress(self, state: State) -> None:
        """The theme of a state, and panels that have not drawn anything in another one."""
        dress = state.stage.scale, state.screen.profile
        if dress == self._look[:2]:
            return
        self._look = (*dress, None)
        self._theme = theme_of(state.screen.profile, state.stage.scale)
        self._networks = NetworkPanel(), TwinPanel()
        self._panels = {panel.name: panel for panel in (make() for make in PANELS)}
        self._panels |= {network.name: network for network in self._networks}

    def _parts_of(self, stage: Stage) -> tuple[list[tuple[Item, Panel[Any]]], dict[str, list[str]]]:
        """The items of a stage that draw themselves, without the sheet's; and for each of them the
        names of those that lie on it."""
        parts: list[tuple[Item, Panel[Any]]] = []
        for item in stage.items[: stage.sheet]:
            if item.name in self._panels:
                parts.append((item, self._panels[item.name]))
            elif item.role == "button":
                parts.append((item, ButtonPanel(item.name)))
        areas = [box(item.rect) for item, _ in parts]
        above = {
            item.name: [parts[n][0].name for n in area.collidelistall(areas) if n > nth]
            for nth, ((item, _), area) in enumerate(zip(parts, areas, strict=True))
        }
        return parts, above

    def _build(self, size: tuple[int, int]) -> None:
        """A new background: the ground, the panels' grounds and the rim of damage."""
        assert self._stage
        if self._background.get_size() != size:  # new memory of this size takes 4 ms
            self._background = pygame.Surface(size, depth=32)
        self._background.fill(self._theme.ground)
        for name in GROUND:
            if self._stage.has(name):
                draw_panel(self._brush(self._background), self._stage.rect(name))
        if self._look[2]:
            rim = self._theme.px(RIM)
            pygame.draw.rect(self._background, self._theme.damage, ((0, 0), size), rim)

    def _draw_part(
        self, surface: pygame.Surface, state: State, item: Item, panel: Panel[Any]
    ) -> list[pygame.Rect]:
        """Draw a panel again, unless its value is the one that was drawn, or it still has to wait
        (`Panel.every`); returns where, px."""
        looks, focused = panel.look(state), state.screen.focus == item.name
        cell = cell_in_focus(state) if focused else None
        value = (looks, focused, cell)
        drawn = self._drawn.get(item.name, self)
        waited = state.tick - self._drawn_at.get(item.name, 0)
        if drawn == value or (drawn is not self and moving(state) and 0 <= waited < panel.every):
            return []
        self._drawn[item.name], self._drawn_at[item.name] = value, state.tick
        for name in self._above[item.name]:
            self._drawn.pop(name, None)
        area = box(item.rect)
        if not panel.covers:
            surface.blit(self._background, area, area)
        surface.set_clip(area)
        brush = self._brush(surface)
        panel.draw(brush, item.rect, looks)
        if focused:
            draw_focus(brush, item.rect, seam=item.role != "cells")
        if cell is not None:
            draw_ring(brush, cell, self._theme.text)
        surface.set_clip(None)
        return [area]

    def _stage_under(self, surface: pygame.Surface, state: State) -> pygame.Surface:
        """The surface that the stage is drawn on: one of its own while a sheet or a lesson's light
        lies over it. On another one than before, everything is drawn."""
        covered = state.screen.sheet is not None or bool(light_of(state).parts)
        size = surface.get_size()
        if covered and (self._under is None or self._under.get_size() != size):
            self._under, self._drawn = pygame.Surface(size, depth=32), {}
        elif not covered and self._under is not None:
            self._under, self._drawn = None, {}
        return self._under or surface

    def _lay_sheet(
        self,
        surface: pygame.Surface,
        state: State,
        stage: pygame.Surface,
        changed: list[pygame.Rect],
    ) -> list[pygame.Rect]:
        """Show the changed parts of the stage, dimmed, and draw the sheet again if it looks
        different or lies on one of them; returns all changed parts, px."""
        panel = self._sheets[state.screen.sheet in KIOSK_SHEETS]
        sheet, value = box(state.stage.rect("sheet")), panel.look(state)
        if self._drawn.get("sheet", self) != value or sheet.collidelist(changed) >= 0:
            changed = [*changed, sheet]
        for area in changed:
            surface.blit(stage, area, area)
            shade = pygame.Surface(area.size)
            shade.fill(self._theme.ground)
            shade.set_alpha(SHADE)
            surface.blit(shade, area)
        if sheet in changed or surface.get_rect() in changed:
            self._drawn["sheet"] = value
            panel.draw(self._brush(surface), state.stage.rect("sheet"), value)
        return changed

    def _cast_light(
        self,
        surface: pygame.Surface,
        state: State,
        stage: pygame.Surface,
        changed: list[pygame.Rect],
    ) -> list[pygame.Rect]:
        """Show the changed parts of the stage in the light of a lesson, or all of it where that is
        another one; returns all changed parts, px."""
        light = light_of(state)
        if self._drawn.get("light", self) != light:
            self._drawn["light"], changed = light, [surface.get_rect()]
        return draw_light(self._brush(surface), stage, light, changed)

    def _brush(self, surface: pygame.Surface) -> Brush:
        return Brush(surface, self._theme, self._text)
