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
    if rect.w >= brush.px(_TWO):
        left, right = rect.columns(2, brush.px(2 * _GAP))
        both = [(left, hotkeys[:half]), (right, hotkeys[half:])]
        if part is None or all(sum(_heights(brush, *one, brush.small)) <= rect.h for one in both):
            for place, some in both:
                _draw_keys(brush, place, some, half, brush.small)
            return
    rows = _part(_heights(brush, rect, hotkeys, brush.body), rect.h, part)
    _draw_keys(brush, rect, hotkeys[rows], len(hotkeys[rows]), brush.body)


def _heights(brush: Brush, rect: Rect, hotkeys: tuple[Hotkey, ...], size: int) -> list[float]:
    """The heights that rows of keys need: words of two lines need higher ones."""
    room = rect.w - brush.px(_GAP) - _caps(brush, hotkeys, size)
    lines = [len(brush.wrap(brush.say(one.words), size, room)) for one in hotkeys]
    return [max(_LINE, 0.3 + 1.2 * count) * size for count in lines]


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
    """One row a hotkey: its cap, then what it does. What is left of the height is shared out among
    so many rows."""
    round_, wide = brush.px(8), _caps(brush, hotkeys, size)
    heights = _heights(brush, rect, hotkeys, size)
    needed = sum(heights) + (rows - len(heights)) * _LINE * size
    more = min((rect.h - needed) / rows, brush.px(_ROW) - max(heights))
    for high, hotkey in zip(heights, hotkeys, strict=True):
        line, rect = rect.top_part(high + more)
        left, right = line.left_part(wide, brush.px(_GAP))
        cap = left._replace(y=left.center[1] - 0.85 * size, h=1.7 * size)
        pygame.draw.rect(brush.surface, brush.theme.button, box(cap), border_radius=round_)
        pygame.draw.rect(brush.surface, brush.theme.edge, box(cap), brush.px(1.5), round_)
        brush.write(hotkey.label, cap.center, size, brush.theme.text, bold=True, anchor="center")
        _write(brush, right, brush.say(hotkey.words), size)


def _caps(brush: Brush, hotkeys: tuple[Hotkey, ...], size: int) -> float:
    """The width that the caps of keys need."""
    widest = max(brush.width(hotkey.label, size, True) for hotkey in hotkeys)
    return max(_CAP * size, widest + 1.2 * size)


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
