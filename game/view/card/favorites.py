"""What fires a neuron most: its favorite input, which is computed, beside real test digits."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.model.network import Array
from game.lab.card.sentences import NeuronCard
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_ink_map
from game.view.paint.theme import Theme
from game.view.paint.widgets import box

#: heights of a line of captions and of a line of running text, px at 1080 lines
CAPTION, _LINE = 32, 29
#: gaps between thumbnails, and between the favorite and the digits, px at 1080 lines
_NEAR, _FAR = 6, 22
#: between the thumbnails and the explanation below them, px at 1080 lines
_BELOW = 8
#: how many test digits are shown
_DIGITS = 6
#: where thumbnails would be smaller than this, the explanation is left out, px at 1080 lines
_LEAST = 50


def favorites_height(brush: Brush, width: float, card: NeuronCard, alone: bool = False) -> float:
    """The height that `draw_favorites` needs for one row of thumbnails as large as the width
    allows, px.

    ``alone``: the digits stand without the favorite.
    """
    lines = brush.wrap(card.favorite_words[-1], brush.small, width)
    above = brush.px(CAPTION) + _side(brush.theme, width, 1, alone)
    return above + brush.px(_BELOW) + len(lines) * brush.px(_LINE)


def draw_favorites(brush: Brush, rect: Rect, card: NeuronCard, alone: bool = False) -> None:
    """Draw six test digits under a caption, and the favorite to the left of them unless they are
    ``alone``. Where there is room, lines below explain what "favorite" means; the more room there
    is, the longer the explanation.
    """
    theme, size = brush.theme, brush.small
    caption, near = brush.px(CAPTION), brush.px(_NEAR)
    lines = brush.wrap(card.favorite_words[-1], size, rect.w)
    below = brush.px(_BELOW) + len(lines) * brush.px(_LINE)
    if rect.h < caption + brush.px(_LEAST) + below:
        lines, below = [], 0
    room = rect.h - caption - below
    rows = 1 if alone or 2 * _side(theme, rect.w, 2) + near > room else 2
    side = min(_side(theme, rect.w, rows, alone), (room - (rows - 1) * near) / rows)
    large = rows * side + (rows - 1) * near
    spread = (_DIGITS // rows) * (side + near) - near
    digits = Rect(rect.right - spread, rect.y + caption, spread, large)
    # The caption may be wider than six small thumbnails. Then it begins to the left of them.
    start, words = digits.x, brush.say("exemplars")
    if not alone:
        key = "picture.favorite" if lines else "picture.favorite.computed"
        favorite = Rect(rect.x, digits.y, large, large)
        end = draw_computed_favorite(brush, favorite, card, brush.say(key))
        latest = rect.right - brush.width(words, size)
        if not end + brush.px(_FAR) / 2 < start < latest:
            start = latest
    brush.write(words, (start, digits.y - caption / 2), size, theme.muted, anchor="midleft")
    _draw_digits(brush, digits, card.exemplars, side, rows)
    if lines:
        lines = _longest(brush, card, rect.w, rect.bottom - digits.bottom)
    for nth, line in enumerate(lines):
        at = rect.x, digits.bottom + brush.px(_BELOW) + nth * brush.px(_LINE)
        brush.write(line, at, size, theme.muted)


def draw_computed_favorite(brush: Brush, rect: Rect, card: NeuronCard, caption: str) -> float:
    """Draw the favorite into a square rect, or an empty square until it is computed, with its
    caption above the rect; returns the right end of the caption, px."""
    at = rect.x, rect.y - brush.px(CAPTION) / 2
    place = brush.write(caption, at, brush.small, brush.theme.muted, anchor="midleft")
    if card.favorite is None:
        _draw_empty(brush, rect, "")
    else:
        draw_ink_map(brush, rect, card.favorite)
    return place.right


def _side(theme: Theme, width: float, rows: int, alone: bool = False) -> float:
    """The side of the largest thumbnails that fit the width, px, where six of them stand in
    ``rows`` rows. The favorite, which is as high as all rows, stands beside them unless they are
    ``alone``."""
    columns = _DIGITS // rows
    if alone:
        return (width - (columns - 1) * theme.px(_NEAR)) / columns
    gaps = theme.px(_FAR) + (columns - 1 + rows - 1) * theme.px(_NEAR)
    return (width - gaps) / (rows + columns)


def _longest(brush: Brush, card: NeuronCard, width: float, height: float) -> list[str]:
    """The longest explanation of "favorite" whose lines fit the room below the thumbnails; the
    shortest one where none fits."""
    for words in card.favorite_words:
        lines = brush.wrap(words, brush.small, width)
        if len(lines) * brush.px(_LINE) + brush.px(_BELOW) <= height + brush.px(2):
            break
    return lines


def _draw_digits(
    brush: Brush, rect: Rect, exemplars: tuple[Array, ...] | None, side: float, rows: int
) -> None:
    """Thumbnails of test digits, ``side`` px wide; words instead where there are none."""
    if not exemplars:
        words = brush.say("waiting" if exemplars is None else "exemplars.none")
        _draw_empty(brush, rect, words)
        return
    columns, step = _DIGITS // rows, side + brush.px(_NEAR)
    for n, x in enumerate(exemplars[:_DIGITS]):
        row, column = divmod(n, columns)
        draw_ink_map(brush, Rect(rect.x + column * step, rect.y + row * step, side, side), x)


def _draw_empty(brush: Brush, rect: Rect, words: str) -> None:
    """The outline of a picture that is not there, or not yet, with words in its middle."""
    pygame.draw.rect(brush.surface, brush.theme.track, box(rect), brush.px(1))
    if words:
        size = brush.fit(words, brush.small, rect.w - brush.px(8))
        brush.write(words, rect.center, size, brush.theme.muted, anchor="center")
