"""The header: title, what the lab is for, status."""

from __future__ import annotations

import pygame

from game.core.ink.doubt import DOUBTFUL
from game.lab.break_it.code import code_of
from game.lab.state.state import State
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

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text = self._theme, self._text
        rect = state.stage.rect("title")
        middle, size = rect.centre[1], theme.px(theme.title)
        line, gap = say("line"), theme.px(18)
        beside = rect.w - text.width(say("title"), size, bold=True) - gap
        small = text.fit(line, theme.px(theme.body), beside)
        if small >= theme.px(theme.small):
            place = text.draw(
                surface,
                say("title"),
                (rect.x, middle),
                size,
                theme.text,
                bold=True,
                anchor="midleft",
            )
            at = (place.right + gap, middle + theme.px(3))
            text.draw(surface, line, at, small, theme.muted, anchor="midleft")
        else:
            text.draw(
                surface,
                say("title"),
                (rect.x, rect.y - theme.px(4)),
                theme.px(30),
                theme.text,
                bold=True,
            )
            small = text.fit(line, theme.px(22), rect.w)
            text.draw(surface, line, (rect.x, rect.bottom), small, theme.muted, anchor="bottomleft")
        self._draw_status(surface, state)

    def _draw_status(self, surface: pygame.Surface, state: State) -> None:
        theme = self._theme
        rect = state.stage.rect("status")
        draw_panel(surface, theme, rect, theme.button)
        dot = (round(rect.x + theme.px(26)), round(rect.centre[1]))
        alert = state.doubt >= DOUBTFUL or state.damaged
        colour = theme.alert if alert else theme.good
        colour = theme.muted if state.network is None else colour
        pygame.draw.aacircle(surface, colour, dot, theme.px(8))
        words = _status(state)
        room = rect.w - theme.px(60)
        size = self._text.fit(words, theme.px(theme.small), room)
        self._text.draw(
            surface,
            words,
            (rect.x + theme.px(44), rect.centre[1]),
            size,
            theme.text,
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

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        code, size = code_of(state.experiment.damage), theme.px(theme.small)
        words, colour = say("damage.code", code=code) if code else "", theme.alert
        if state.tab == "break":  # whose panel says it at more length
            words = ""
        if state.noticed:
            words, colour = state.noticed, theme.winner
        lines = text.wrap(words, size, rect.w)[:2]
        size = size if len(lines) < 2 else min(size, int(rect.h / 2.5))
        lines = [shortened(text, line, size, rect.w) for line in text.wrap(words, size, rect.w)[:2]]
        y = rect.centre[1] - (len(lines) - 1) * size * 0.6
        for line in lines:
            text.draw(surface, line, (rect.right, y), size, colour, anchor="midright")
            y += size * 1.2
