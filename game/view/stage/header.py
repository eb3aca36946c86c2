"""The header: title, what the lab is for, status; and the banner of a changed network."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.ink.verdict import Verdict
from game.lab.break_it.code import code_of
from game.lab.network.playback import told
from game.lab.sound.room import audible
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
    """``words``: what the lab is doing; ``mark``: what its dot stands for; ``sound``: "on", "off"
    where it is muted or cannot be, "" where none is wanted."""

    words: str
    mark: str
    sound: str = ""
    #: the words where they would not fit beside that sign; "": they do
    short: str = ""


class StatusPanel(Panel[Status]):
    """What the lab is doing, in a word or two: never the answer."""

    name = "status"
    every = 4

    def look(self, state: State) -> Status:
        return _status(state)._replace(sound=_sound(state))

    def draw(self, brush: Brush, rect: Rect, value: Status) -> None:
        theme = brush.theme
        draw_panel(brush, rect, theme.button)
        dot = (round(rect.x + brush.px(26)), round(rect.center[1]))
        marks = {"damage": theme.damage, "learning": theme.learning, "good": theme.text}
        color = marks.get(value.mark, theme.muted)
        pygame.draw.aacircle(brush.surface, color, dot, brush.px(8))
        sign = brush.px(36) if value.sound else 0
        said = (value.words, value.short) if value.short else (value.words,)
        words = brush.choose(said, brush.small, rect.w - brush.px(56) - sign)
        at = rect.x + brush.px(44), rect.center[1]
        brush.write(words, at, brush.small, theme.text, anchor="midleft")
        if value.sound:
            _draw_speaker(brush, (rect.right - brush.px(26), rect.center[1]), value.sound == "on")


def _draw_speaker(brush: Brush, at: tuple[float, float], on: bool) -> None:
    """A loudspeaker: with waves, or crossed out."""
    (x, y), color, unit = at, brush.theme.text if on else brush.theme.muted, brush.px(26) / 26

    def point(right: float, down: float) -> tuple[float, float]:
        return x + unit * right, y + unit * down

    box_and_horn = ((-13, -5), (-8, -5), (-1, -11), (-1, 11), (-8, 5), (-13, 5))
    pygame.draw.aalines(brush.surface, color, True, [point(*place) for place in box_and_horn])
    pygame.draw.polygon(brush.surface, color, [point(*place) for place in box_and_horn])
    waves = [[(4, -5), (7, 0), (4, 5)], [(8, -9), (13, 0), (8, 9)]]
    cross = [[(3, -5), (13, 5)], [(3, 5), (13, -5)]]
    for line in waves if on else cross:
        points = [point(*place) for place in line]
        pygame.draw.lines(brush.surface, color, False, points, brush.px(2))


def _sound(state: State) -> str:
    """Whether sound is on; in attract mode there is none."""
    if not state.screen.volume or state.kiosk.attract:
        return ""
    return "on" if audible(state) else "off"


def _status(state: State) -> Status:
    prediction = state.prediction
    if state.network is None:
        return Status(say("status.loading"), "waiting", short=say("status.loading.short"))
    if prediction.verdicts and not told(state):
        return Status(say("status.reading"), "waiting")
    if state.break_it.damaged:
        return Status(say("status.broken"), "damage")
    if state.changed:
        return Status(say("status.taught"), "learning")
    if not prediction.verdicts:
        return Status(say("status.ready"), "good", short=say("status.ready.short"))
    if any(how is not Verdict.SURE for how in prediction.verdicts):
        return Status(say("status.doubt"), "doubt")
    return Status(say("status.read"), "good")


class Banner(NamedTuple):
    """``code``: the damage's, "" for none; ``steps``: how many steps were taught."""

    code: str
    steps: int


class BannerPanel(Panel[Banner]):
    """What was done to the network, for as long as it is not the one of the file."""

    name = "banner"
    covers = True

    def look(self, state: State) -> Banner:
        taught = state.gradient.taught
        return Banner(code_of(state.break_it.damage), taught[-1].number if taught else 0)

    def draw(self, brush: Brush, rect: Rect, value: Banner) -> None:
        ground, edge = brush.theme.damage_ground, brush.theme.damage
        words: tuple[str, ...] = (
            brush.say("banner.damaged", code=value.code),
            brush.say("banner.damaged.short"),
        )
        if value.steps and value.code:
            both = brush.say("banner.both", code=value.code, count=value.steps)
            words = both, brush.say("banner.both.short")
        elif value.steps:
            ground, edge = brush.theme.panel, brush.theme.learning
            words = (
                brush.say("banner.taught", count=value.steps),
                brush.say("banner.taught.short", count=value.steps),
                brush.say("banner.taught.shorter", count=value.steps),
                brush.say("status.taught"),
            )
        area, radius = box(rect), brush.px(12)
        brush.surface.fill(brush.theme.ground, area)
        pygame.draw.rect(brush.surface, ground, area, border_radius=radius)
        pygame.draw.rect(brush.surface, edge, area, brush.px(2), border_radius=radius)
        said = brush.choose(words, brush.body, rect.w - brush.px(32))
        at = rect.x + brush.px(16), rect.center[1]
        brush.write(said, at, brush.body, brush.theme.text, anchor="midleft")
