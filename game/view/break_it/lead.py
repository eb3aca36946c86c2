"""The lead of the answer over its rival: in words, and as a bar."""

from __future__ import annotations

import math
from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.break_it.lead import Lead, lead_of
from game.lab.network.playback import told
from game.lab.state.state import State
from game.view.break_it.bars import Measure, draw_measure
from game.view.paint.brush import Brush
from game.view.panel import Panel
from game.words.catalogue import say
from game.words.numbers import figure

#: the least width of the bar, px at 1080 lines
_BAR = 88


class Ahead(NamedTuple):
    """The lead; where there is none, words to say so; whether the network is another than that of
    the file, and whether it is damaged."""

    lead: Lead | None
    none: str
    changed: bool
    damaged: bool


class LeadPanel(Panel[Ahead]):
    """How far the answer was ahead of its rival, and how far it is now."""

    name = "break.lead"
    every = 3

    def look(self, state: State) -> Ahead:
        none = say("lead.blank") if state.prediction.trace is None else ""
        if not told(state):
            none = say("prediction.pending")
        return Ahead(lead_of(state), none, state.changed, state.break_it.damaged)

    def draw(self, brush: Brush, rect: Rect, value: Ahead) -> None:
        theme, lead = brush.theme, value.lead
        size = brush.body if rect.h > brush.px(36) else brush.small
        at = rect.x, rect.center[1]
        if lead is None:
            said = brush.choose((value.none,), size, rect.w)
            brush.write(said, at, size, theme.muted, anchor="midleft")
            return
        words = _words(brush, lead, value.changed)
        numbers = math.isfinite(lead.now) and math.isfinite(lead.healthy) and not lead.off
        longer = brush.say("lead.logits", words=words) if numbers else words
        room = rect.w - brush.px(_BAR + 16)
        barred = brush.width(words, brush.small, bold=True) <= room
        room = room if barred else rect.w
        size = size if brush.width(words, size, bold=True) <= room else brush.small
        said = brush.choose((longer, words), size, room, bold=True)
        place = brush.write(said, at, size, theme.text, bold=True, anchor="midleft")
        if barred:
            left = place.right + brush.px(16)
            bar = Rect(left, rect.y, rect.right - left, rect.h).inset(brush.px(2), rect.h * 0.2)
            _draw_bar(brush, bar, lead, value)


def _draw_bar(brush: Brush, rect: Rect, lead: Lead, value: Ahead) -> None:
    """The lead now, to the right of the middle in the color of what is positive, to the left in
    that of what is negative; and hatched what is gone of the healthy network's lead."""
    reach = 1.15 * max(1.0, abs(lead.healthy)) if math.isfinite(lead.healthy) else 1.0
    color = brush.theme.positive if lead.now >= 0 else brush.theme.negative
    before = lead.healthy if value.changed else None
    draw_measure(brush, rect, Measure(-reach, reach, lead.now, before, value.damaged), color)


def _words(brush: Brush, lead: Lead, changed: bool) -> str:
    if lead.off:
        return brush.say("lead.off", digit=lead.digit)
    if not (math.isfinite(lead.now) and math.isfinite(lead.healthy)):
        return brush.say("lead.none")
    names = {"digit": lead.digit, "rival": lead.rival}
    now, healthy = (figure(number, 1, signed=False) for number in (lead.now, lead.healthy))
    if not changed:
        return brush.say("lead.healthy", digit=lead.digit, rival=lead.rival, now=now)
    key = "lead.ahead" if lead.now > 0 else "lead.behind" if lead.now < 0 else "lead.level"
    return brush.say(key, **names, healthy=healthy, now=now)
