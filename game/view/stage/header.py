"""The header: title, what the lab is for, status; and the banner of a changed network."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.lab.break_it.code import code_of
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.widgets import box, draw_panel
from game.view.panel import Panel
from game.words.catalogue import say


class TitlePanel(Panel[None]):
    """The lab's name and what it is for: beside it or below it, or not at all beside a banner."""

    name = "title"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme, gap = brush.theme, brush.px(18)
        title, line = brush.say("title"), brush.say("line")
        room = rect.w - brush.width(title, brush.title, bold=True) - gap
        sizes = [size for size in (brush.body, brush.small) if brush.width(line, size) <= room]
        if not sizes and brush.width(line, brush.small) <= rect.w:  # one below the other
            at, below = (rect.x, rect.y), (rect.x, rect.bottom)
            brush.write(title, at, brush.body, theme.text, bold=True)
            brush.write(line, below, brush.small, theme.muted, anchor="bottomleft")
            return
        at = rect.x, rect.center[1]
        place = brush.write(title, at, brush.title, theme.text, bold=True, anchor="midleft")
        if sizes:
            at = place.right + gap, rect.center[1] + brush.px(3)
            brush.write(line, at, sizes[0], theme.muted, anchor="midleft")


class Status(NamedTuple):
    """``loaded``: there is a network; ``alert``: the answer is not to be trusted."""

    words: str
    loaded: bool
    alert: bool


class StatusPanel(Panel[Status]):
    """What the lab is doing, in a few words."""

    name = "status"
    every = 4

    def look(self, state: State) -> Status:
        alert = state.prediction.doubt >= DOUBTFUL or state.break_it.damaged
        return Status(_status(state), state.network is not None, alert)

    def draw(self, brush: Brush, rect: Rect, value: Status) -> None:
        theme = brush.theme
        draw_panel(brush, rect, theme.button)
        dot = (round(rect.x + brush.px(26)), round(rect.center[1]))
        color = theme.muted if not value.loaded else theme.damage if value.alert else theme.text
        pygame.draw.aacircle(brush.surface, color, dot, brush.px(8))
        words = brush.choose((value.words,), brush.small, rect.w - brush.px(56))
        at = rect.x + brush.px(44), rect.center[1]
        brush.write(words, at, brush.small, theme.text, anchor="midleft")


def _status(state: State) -> str:
    if state.network is None:
        return say("status.loading")
    if not state.prediction.number:
        return say("status.broken" if state.break_it.damaged else "status.ready")
    if state.prediction.doubt >= DOUBTFUL:
        return say("status.doubt")
    if state.changed:
        return say("status.broken" if state.break_it.damaged else "status.taught")
    return say("status.read")


class Banner(NamedTuple):
    """``code``: the damage's, "" for none; ``steps``: how many steps were taught."""

    code: str
    steps: int


class BannerPanel(Panel[Banner]):
    """What was done to the network, for as long as it is not the one of the file."""

    name = "banner"
    covers = True

    def look(self, state: State) -> Banner:
        return Banner(code_of(state.break_it.damage), len(state.gradient.taught))

    def draw(self, brush: Brush, rect: Rect, value: Banner) -> None:
        ground, edge = brush.theme.damage_ground, brush.theme.damage
        words: tuple[str, ...] = (
            brush.say("banner.damaged", code=value.code),
            brush.say("banner.damaged.short"),
        )
        if not value.code:
            ground, edge = brush.theme.panel, brush.theme.learning
            words = brush.say("banner.taught", count=value.steps), brush.say("banner.taught.short")
        area, radius = box(rect), brush.px(12)
        brush.surface.fill(brush.theme.ground, area)
        pygame.draw.rect(brush.surface, ground, area, border_radius=radius)
        pygame.draw.rect(brush.surface, edge, area, brush.px(2), border_radius=radius)
        said = brush.choose(words, brush.body, rect.w - brush.px(32))
        at = rect.x + brush.px(16), rect.center[1]
        brush.write(said, at, brush.body, brush.theme.text, anchor="midleft")
