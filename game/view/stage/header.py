"""The header: title, what the lab is for, status; and the note beside the tabs."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.lab.break_it.code import code_of
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import shortened
from game.view.paint.widgets import draw_panel
from game.view.panel import Panel
from game.words.catalogue import brief, say
from game.words.numbers import percent


class TitlePanel(Panel[None]):
    """The lab's name and what it is for: in one line where there is room, else in two."""

    name = "title"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme, title, line = brush.theme, brush.say("title"), brush.say("line")
        middle, gap = rect.center[1], brush.px(18)
        beside = rect.w - brush.width(title, brush.title, bold=True) - gap
        small = brush.fit(line, brush.body, beside)
        if small >= brush.small:
            at = rect.x, middle
            place = brush.write(title, at, brush.title, theme.text, bold=True, anchor="midleft")
            at = place.right + gap, middle + brush.px(3)
            brush.write(line, at, small, theme.muted, anchor="midleft")
        else:
            at = rect.x, rect.y - brush.px(4)
            brush.write(title, at, brush.px(30), theme.text, bold=True)
            small = brush.fit(line, brush.px(22), rect.w)
            brush.write(line, (rect.x, rect.bottom), small, theme.muted, anchor="bottomleft")


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
        color = theme.muted if not value.loaded else theme.alert if value.alert else theme.good
        pygame.draw.aacircle(brush.surface, color, dot, brush.px(8))
        size = brush.fit(value.words, brush.small, rect.w - brush.px(60))
        at = rect.x + brush.px(44), rect.center[1]
        brush.write(value.words, at, size, theme.text, anchor="midleft")


def _status(state: State) -> str:
    if state.network is None:
        return say("status.loading")
    if not state.prediction.number:
        return say("status.broken" if state.break_it.damaged else "status.ready")
    if state.prediction.doubt >= DOUBTFUL:
        return say("status.doubt")
    if state.changed:
        how = say("status.broken" if state.break_it.damaged else "status.taught")
        return f"{how} · {say('status.read')} {brief(state.prediction.number)}"
    sure = percent(float(state.prediction.answers.max(axis=1).prod()))
    return f"{say('status.read')} {brief(state.prediction.number)} · {sure}"


class Note(NamedTuple):
    """``notice``: what has just come to an end; ``code``: the damage's, "" for none or where the
    open panel says it at more length."""

    notice: str
    code: str


class NotePanel(Panel[Note]):
    """Beside the tabs: what has just come to an end, else what is damaged."""

    name = "damage"

    def look(self, state: State) -> Note:
        code = "" if state.screen.tab == "break" else code_of(state.break_it.damage)
        return Note(state.noticed, code)

    def draw(self, brush: Brush, rect: Rect, value: Note) -> None:
        words, color = value.notice, brush.theme.winner
        if not words and value.code:
            words, color = brush.say("damage.code", code=value.code), brush.theme.alert
        size = brush.small
        if len(brush.wrap(words, size, rect.w)) > 1:
            size = min(size, int(rect.h / 2.5))
        lines = brush.wrap(words, size, rect.w)[:2]
        y = rect.center[1] - (len(lines) - 1) * size * 0.6
        for line in lines:
            line = shortened(brush.text, line, size, rect.w)
            brush.write(line, (rect.right, y), size, color, anchor="midright")
            y += size * 1.2
