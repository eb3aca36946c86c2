"""The header: title, what the lab is for, status."""

from __future__ import annotations

import pygame

from game.core.ink.doubt import DOUBTFUL
from game.lab.break_it.code import code_of
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import shortened
from game.view.paint.widgets import draw_panel
from game.view.panel import Panel
from game.words.catalogue import brief, percent, say


class Header(Panel):
    """Draws into "title" and "status"."""

    name = "header"
    every = 4

    def key(self, state: State) -> object:
        return _status(state), state.damaged

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect("title")
        middle, size = rect.centre[1], brush.title
        line, gap = brush.say("line"), brush.px(18)
        beside = rect.w - brush.width(brush.say("title"), size, bold=True) - gap
        small = brush.fit(line, brush.body, beside)
        if small >= brush.small:
            place = brush.write(
                brush.say("title"),
                (rect.x, middle),
                size,
                brush.theme.text,
                bold=True,
                anchor="midleft",
            )
            at = (place.right + gap, middle + brush.px(3))
            brush.write(line, at, small, brush.theme.muted, anchor="midleft")
        else:
            brush.write(
                brush.say("title"),
                (rect.x, rect.y - brush.px(4)),
                brush.px(30),
                brush.theme.text,
                bold=True,
            )
            small = brush.fit(line, brush.px(22), rect.w)
            brush.write(line, (rect.x, rect.bottom), small, brush.theme.muted, anchor="bottomleft")
        self._draw_status(brush, state)

    def _draw_status(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect("status")
        draw_panel(brush, rect, brush.theme.button)
        dot = (round(rect.x + brush.px(26)), round(rect.centre[1]))
        alert = state.doubt >= DOUBTFUL or state.damaged
        colour = brush.theme.alert if alert else brush.theme.good
        colour = brush.theme.muted if state.network is None else colour
        pygame.draw.aacircle(brush.surface, colour, dot, brush.px(8))
        words = _status(state)
        room = rect.w - brush.px(60)
        size = brush.fit(words, brush.small, room)
        brush.write(
            words,
            (rect.x + brush.px(44), rect.centre[1]),
            size,
            brush.theme.text,
            anchor="midleft",
        )


def _status(state: State) -> str:
    if state.network is None:
        return say("status.loading")
    if not state.number:
        return say("status.broken" if state.damaged else "status.ready")
    if state.doubt >= DOUBTFUL:
        return say("status.doubt")
    if state.changed:
        how = say("status.broken" if state.damaged else "status.taught")
        return f"{how} · {say('status.read')} {brief(state.number)}"
    sure = percent(float(state.answers.max(axis=1).prod()))
    return f"{say('status.read')} {brief(state.number)} · {sure}"


class DamageNote(Panel):
    """Beside the tabs: what has just come to an end, else what is damaged."""

    name = "damage"

    def key(self, state: State) -> object:
        return state.experiment.damage, state.tab, state.noticed

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        code, size = code_of(state.experiment.damage), brush.small
        words, colour = brush.say("damage.code", code=code) if code else "", brush.theme.alert
        if state.tab == "break":  # whose panel says it at more length
            words = ""
        if state.noticed:
            words, colour = state.noticed, brush.theme.winner
        lines = brush.wrap(words, size, rect.w)[:2]
        size = size if len(lines) < 2 else min(size, int(rect.h / 2.5))
        lines = [
            shortened(brush.text, line, size, rect.w)
            for line in brush.wrap(words, size, rect.w)[:2]
        ]
        y = rect.centre[1] - (len(lines) - 1) * size * 0.6
        for line in lines:
            brush.write(line, (rect.right, y), size, colour, anchor="midright")
            y += size * 1.2
