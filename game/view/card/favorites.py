"""What a neuron likes: its favorite input, computed, beside the real digits that fire it most."""

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
#: between thumbnails; between the favorite and the digits
_NEAR, _FAR = 6, 22
_DIGITS = 6
#: smallest thumbnails beside which the words below them are worth their room
_LEAST = 50


def strip_height(brush: Brush, width: float, card: NeuronCard, alone: bool = False) -> float:
    """What `draw_strip` needs with one row of thumbnails as large as the width allows, px.

    ``alone``: without the favorite.
    """
    about = len(_about(brush, card.favorite_words[-1], width)) * brush.px(_LINE)
    return brush.px(CAPTION) + _side(brush.theme, width, 1, alone) + brush.px(8) + about


def draw_strip(
    brush: Brush,
    rect: Rect,
    card: NeuronCard,
    alone: bool = False,
) -> None:
    """Six digits, and before them the favorite unless they are ``alone``, under captions.

    Below, where there is room, what "favorite" means, at more length where there is more.
    """
    size, caption, near = brush.small, brush.px(CAPTION), brush.px(_NEAR)
    about = _about(brush, card.favorite_words[-1], rect.w)
    below = brush.px(8) + len(about) * brush.px(_LINE)
    if rect.h < caption + brush.px(_LEAST) + below:
        about, below = [], 0
    room = rect.h - caption - below
    rows = 1 if alone or 2 * _side(brush.theme, rect.w, 2) + near > room else 2
    side = min(_side(brush.theme, rect.w, rows, alone), (room - (rows - 1) * near) / rows)
    large = rows * side + (rows - 1) * near
    spread = (_DIGITS // rows) * (side + near) - near
    # Captions may be wider than six small thumbnails, which then stand apart.
    digits = Rect(rect.right - spread, rect.y + caption, spread, large)
    start = digits.x
    if not alone:
        key = "picture.favorite" if about else "picture.favorite.computed"
        favorite = Rect(rect.x, digits.y, large, large)
        end = draw_favorite(brush, favorite, card, brush.say(key))
        latest = rect.right - brush.width(brush.say("exemplars"), size)
        if not end + brush.px(_FAR) / 2 < start < latest:
            start = latest
    at = (start, digits.y - caption / 2)
    brush.write(brush.say("exemplars"), at, size, brush.theme.muted, anchor="midleft")
    _draw_digits(brush, digits, card.exemplars, side, rows)
    if about:
        about = _longest(brush, card, rect.w, rect.bottom - digits.bottom)
    for nth, words in enumerate(about):
        at = (rect.x, digits.bottom + brush.px(8) + nth * brush.px(_LINE))
        brush.write(words, at, size, brush.theme.muted)


def draw_favorite(
    brush: Brush,
    rect: Rect,
    card: NeuronCard,
    caption: str,
) -> float:
    """The favorite in a square rect, its caption above; returns the caption's right end, px."""
    at = (rect.x, rect.y - brush.px(CAPTION) / 2)
    size = brush.small
    place = brush.write(caption, at, size, brush.theme.muted, anchor="midleft")
    if card.favorite is None:
        _draw_empty(brush, rect, "")
    else:
        draw_ink_map(brush, rect, card.favorite)
    return place.right


def _side(theme: Theme, width: float, rows: int, alone: bool = False) -> float:
    """The largest thumbnails of which six in ``rows`` rows, and a favorite as high as those
    rows, fit the width."""
    columns = _DIGITS // rows
    if alone:
        return (width - (columns - 1) * theme.px(_NEAR)) / columns
    gaps = theme.px(_FAR) + (columns - 1 + rows - 1) * theme.px(_NEAR)
    return (width - gaps) / (rows + columns)


def _about(brush: Brush, words: str, width: float) -> list[str]:
    return brush.wrap(words, brush.small, width)


def _longest(brush: Brush, card: NeuronCard, width: float, height: float) -> list[str]:
    """The lines that say most of what "favorite" means in the room below the thumbnails."""
    for words in card.favorite_words:
        lines = _about(brush, words, width)
        if len(lines) * brush.px(_LINE) + brush.px(8) <= height + brush.px(2):
            break
    return lines


def _draw_digits(
    brush: Brush,
    rect: Rect,
    exemplars: tuple[Array, ...] | None,
    side: float,
    rows: int,
) -> None:
    if not exemplars:
        words = brush.say("waiting" if exemplars is None else "exemplars.none")
        _draw_empty(brush, rect, words)
        return
    columns, near = _DIGITS // rows, brush.px(_NEAR)
    for n, x in enumerate(exemplars[:_DIGITS]):
        row, column = divmod(n, columns)
        corner = rect.x + column * (side + near), rect.y + row * (side + near)
        draw_ink_map(brush, Rect(*corner, side, side), x)


def _draw_empty(brush: Brush, rect: Rect, words: str) -> None:
    """A place for what is not there (yet)."""
    pygame.draw.rect(brush.surface, brush.theme.track, box(rect), brush.px(1))
    if words:
        size = brush.fit(words, brush.small, rect.w - brush.px(8))
        brush.write(words, rect.center, size, brush.theme.muted, anchor="center")
