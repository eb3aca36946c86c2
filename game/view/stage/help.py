"""The pages of help: what fingers and the mouse do, and the list of keys."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.lab.stage.controls import Hotkey, bound
from game.lab.stage.help import HELP
from game.lab.stage.keys import Keys
from game.view.paint.brush import Brush
from game.view.paint.widgets import box

#: least width of a key's cap, in heights of its words; and px at 1080 lines: width of a gesture,
#: the gap beside both, and the width from which keys stand in two columns
_CAP, _GESTURE, _GAP, _TWO = 5.9, 380, 20, 1100
#: height of the tallest row, px at 1080 lines
_ROW = 84
#: least height of a key's row, in heights of its words
_LINE = 1.8


def draw_help(
    brush: Brush, rect: Rect, page: str, part: int | None, letters: str, keys: Keys
) -> None:
    """A page of help, or, where it has no room for all, a part of it; None: all of it, anyway.
    ``letters``: one of LETTERS; ``keys``: the hotkeys that settings changed."""
    if HELP[page]:
        _draw_gestures(brush, rect, HELP[page], part)
        return
    hotkeys = bound(letters, keys)
    half = -(-len(hotkeys) // 2)
    if rect.w >= brush.px(_TWO) and (part is None or half * _LINE * brush.small <= rect.h):
        left, right = rect.columns(2, brush.px(2 * _GAP))
        _draw_keys(brush, left, hotkeys[:half], half, brush.small)
        _draw_keys(brush, right, hotkeys[half:], half, brush.small)
        return
    # Words of two lines need higher rows; all rows are alike.
    room = rect.w - brush.px(_GAP) - max(_cap(brush, one, brush.body) for one in hotkeys)
    lines = max(len(brush.wrap(brush.say(one.words), brush.body, room)) for one in hotkeys)
    high = max(_LINE, 0.3 + 1.2 * lines) * brush.body
    rows = _part([high] * len(hotkeys), rect.h, part)
    _draw_keys(brush, rect, hotkeys[rows], len(hotkeys[rows]), brush.body)


def _part(heights: list[float], room: float, part: int | None) -> slice:
    """Which rows, of these heights, are seen in so much room: all, or those of a part."""
    if part is None:
        return slice(len(heights))
    ends, left = [0], room
    for nth, high in enumerate(heights):
        if high > left and nth > ends[-1]:
            ends.append(nth)
            left = room
        left -= high
    nth = part % len(ends)
    return slice(ends[nth], (*ends, len(heights))[nth + 1])


def _draw_gestures(
    brush: Brush, rect: Rect, rows: tuple[tuple[str, str], ...], part: int | None
) -> None:
    """One row a gesture: what one does, then what comes of it."""
    size, gap = brush.body, brush.px(_GAP)
    left, right = rect.left_part(min(brush.px(_GESTURE), 0.4 * rect.w), gap)
    heights = [
        (0.2 + 1.2 * max(len(brush.wrap(brush.say(gesture), size, left.w, True)), lines)) * size
        for gesture, outcome in rows
        for lines in [len(brush.wrap(brush.say(outcome), size, right.w))]
    ]
    rows = rows[_part(heights, rect.h, part)]
    for line, (gesture, outcome) in zip(_rows(brush, rect, len(rows)), rows, strict=True):
        left, right = line.left_part(min(brush.px(_GESTURE), 0.4 * line.w), gap)
        _write(brush, left, brush.say(gesture), size, bold=True)
        _write(brush, right, brush.say(outcome), size)


def _draw_keys(brush: Brush, rect: Rect, hotkeys: tuple[Hotkey, ...], rows: int, size: int) -> None:
    """One row a hotkey: its cap, then what it does."""
    round_ = brush.px(8)
    wide = max(_cap(brush, hotkey, size) for hotkey in hotkeys)
    for line, hotkey in zip(_rows(brush, rect, rows), hotkeys, strict=False):
        left, right = line.left_part(wide, brush.px(_GAP))
        high = 1.7 * size
        cap = left._replace(y=left.center[1] - high / 2, h=high)
        pygame.draw.rect(brush.surface, brush.theme.button, box(cap), border_radius=round_)
        pygame.draw.rect(brush.surface, brush.theme.edge, box(cap), brush.px(1.5), round_)
        brush.write(hotkey.label, cap.center, size, brush.theme.text, bold=True, anchor="center")
        _write(brush, right, brush.say(hotkey.words), size)


def _cap(brush: Brush, hotkey: Hotkey, size: int) -> float:
    """The width that a key's cap needs."""
    return max(_CAP * size, brush.width(hotkey.label, size, True) + 1.2 * size)


def _rows(brush: Brush, rect: Rect, count: int) -> list[Rect]:
    """Equal rows from the top of a rect."""
    return rect._replace(h=min(rect.h, count * brush.px(_ROW))).rows(count)


def _write(brush: Brush, rect: Rect, words: str, size: int, bold: bool = False) -> None:
    """Words in one or two lines, in the middle of a row's height."""
    lines = brush.wrap(words, size, rect.w, bold)
    y = rect.center[1] - (len(lines) - 1) * 0.6 * size
    for line in lines:
        brush.write(line, (rect.x, y), size, brush.theme.text, bold=bold, anchor="midleft")
        y += 1.2 * size
