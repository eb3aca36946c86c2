"""Where the settings stand on their sheet: a row for each, its name at the left. Lengths are px at
1080 lines."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.items import TOUCH, Item, row_by
from game.lab.needed import needed, room_for
from game.lab.targets import Targets
from game.words.catalogue import language_name, offered

#: how loud each control of the sound makes it, per cent
VOLUMES = {"sound.off": 0, "sound.soft": 30, "sound.loud": 80}
#: most languages that the sheet has room for
LANGUAGES = 6
#: width of the sheet, and of the space around and between its parts
WIDE, AROUND, GAP = 1160, 32, 10
#: height of the title
TITLE = 60


class Row(NamedTuple):
    """A setting: the catalogue key of its name, and the controls that set it."""

    words: str
    controls: tuple[str, ...]


def rows() -> tuple[Row, ...]:
    """All settings, from the top."""
    languages = tuple(f"language.{nth}" for nth in range(len(offered()[:LANGUAGES])))
    return (
        Row("settings.language", languages),
        Row("settings.profile", ("profile.dark", "profile.light", "profile.contrast")),
        Row("settings.scale", ("scale.less", "scale.usual", "scale.more")),
        Row("settings.hand", ("hand.right", "hand.left")),
        Row("settings.controls", ("controls.usual", "controls.low")),
        Row("settings.sound", tuple(VOLUMES)),
        Row("settings.motion", ("motion.full", "motion.reduced")),
        Row("settings.letters", ("letters.on", "letters.alt", "letters.off")),
        Row("settings.board", ("board.all", "board.both", "board.network")),
        Row("settings.open", ("open.lessons", "open.save", "open.export")),
    )


def _needed(control: str) -> float:
    """The width that a control's words need; a language is named in itself."""
    kind, _, nth = control.partition(".")
    if kind != "language":
        return needed(control)
    return room_for(language_name(offered()[int(nth)]))


def settings_items(area: Rect, targets: Targets, part: int) -> list[Item]:
    """The sheet in the middle of an area: names and controls of all settings, or, where it has no
    room for all, of a part of them; below them what shows the next part, what keeps them, and what
    closes the sheet."""
    high, gap = targets.side(TOUCH), targets.apart(GAP)
    wide = min(WIDE, area.w)
    room = int((area.h - 2 * AROUND - TITLE - high) // (high + gap))
    settings = rows()
    parts = -(-len(settings) // max(room, 1))
    count = -(-len(settings) // parts)
    tall = min(2 * AROUND + TITLE + (count + 1) * (high + gap), area.h)
    x, y = area.center
    panel = Rect(x - wide / 2, y - tall / 2, wide, tall)
    inner = panel.inset(AROUND)
    items, place = [Item("sheet", panel, "panel")], inner._replace(y=inner.y + TITLE, h=high)
    name = needed(*(row.words for row in settings))
    for row in settings[part % parts * count :][:count]:
        words, buttons = place.left_part(min(name, 0.3 * inner.w), GAP)
        shares = {control: _needed(control) for control in row.controls}
        items += [Item(row.words, words, "text"), *row_by(shares, buttons, gap, targets.least)]
        place = place._replace(y=place.bottom + gap)
    last = inner._replace(y=inner.bottom - high, h=high)
    more = ("settings.on",) if parts > 1 else ()
    shares = {name: needed(name) for name in (*more, "settings.keep", "close")}
    return items + row_by(shares, last, gap, targets.least)
