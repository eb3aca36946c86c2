"""Where the four cards of "What each layer does" stand. Lengths are px at 1080 lines."""

from __future__ import annotations

from math import ceil

from game.core.geometry import Rect
from game.core.model.unit import SIDE
from game.lab.cells import Grid, grid_of
from game.lab.items import BUTTON, LOW, WIDE, Item, fold_item, row_of
from game.lab.targets import USUAL, Targets

#: height of a closed card, and of one that shares its row with the two others; the gap between
#: cards, and the padding inside the open one
CLOSED, ABREAST, BETWEEN, PADDING = 62, 92, 8, 16
#: height of the open card's title, of the line above the input's pictures, and of a line of words
TITLE, SEEN, LINE = 40, 34, 31.2
#: gap between the two pictures; the lines above the right one; and the width of a button
GAP, ABOVE, MORE = 18, 66, 110
#: from this width on, px, the buttons of the open card stand side by side
ROOMY = 600
#: the share of the open card that its words have where they stand beside its pictures
SHARE, NARROW_SHARE = 0.36, 0.43
#: lines that the plain sentence has, and what was measured: where the card is roomy, narrow, or has
#: its words beside its pictures; and what else is known of a neuron
PLAIN, MEASURED, DETAIL = 2, {"roomy": 2, "narrow": 3, "beside": 4}, 2
#: for each layer how wide its exact words would be in one line
EXACT = (1750, 2650, 2500, 1450)
#: columns and rows of a layer's cells; the output's are rows of a table
GRIDS = ((SIDE, SIDE), (16, 8), (8, 8), (1, 10))
#: how many times as long as the other a side of a hidden layer's cell may be
STRETCH = 1.5


def grid_in(rect: Rect, layer: int) -> Grid:
    """A layer's cells, as large as the rect allows, from its left and in the middle of its height.
    Cells of the output are as wide as the rect; those of Hidden 1 may stand in 8 columns."""
    columns, rows = GRIDS[layer]
    stretch = (1.0, STRETCH, STRETCH, float("inf"))[layer]
    grids = [grid_of(rect, columns, rows, stretch)]
    if layer == 1:
        grids.append(grid_of(rect, rows, columns, stretch))
    grid = max(grids, key=lambda one: one.cell[0] * one.cell[1])
    return grid._replace(y=rect.y + (rect.h - grid.size[1]) // 2)


def layers_items(inner: Rect, shape: tuple[int, bool], targets: Targets = USUAL) -> list[Item]:
    """The heading and the four cards. ``shape``: which one is open, 0..3, and whether it shows what
    was measured."""
    opened, more = shape
    between, high = targets.apart(BETWEEN), targets.side(CLOSED)
    heading, rest = inner.top_part(targets.side(BUTTON), targets.apart(8))
    heading, fold = fold_item(heading, targets)
    buttons: list[Item] = []
    if _above(inner.w - 2 * PADDING, targets):
        heading, buttons = _beside_heading(heading, opened, more, targets)
    items = [Item("panel.heading", heading, "text"), *buttons, fold]
    closed = [layer for layer in range(len(GRIDS)) if layer != opened]
    low = inner.h < LOW
    if inner.w >= WIDE or low:
        row, card = rest.top_part(targets.side(ABREAST), between)
        items += row_of(tuple(f"layer.{layer}" for layer in closed), row, between, "tile")
        return items + _open(card, opened, more, targets, low)
    tall = rest.h - len(closed) * (high + between)
    for layer in range(len(GRIDS)):
        card, rest = rest.top_part(high if layer in closed else tall, between)
        if layer in closed:
            items.append(Item(f"layer.{layer}", card, "tile"))
        else:
            items += _open(card, layer, more, targets)
    return items


def _open(card: Rect, layer: int, more: bool, targets: Targets, low: bool = False) -> list[Item]:
    """The open card: its title; its cells beside the neuron looked at; and its words, which stand
    above and below these, or left of them where the card is low."""
    title, body = card.inset(PADDING, 12).top_part(TITLE, 6)
    if body.w >= WIDE or low:
        share = SHARE if body.w >= WIDE else NARROW_SHARE
        column, pictures = body.left_part(share * body.w, GAP)
        gap = targets.apart(8)
        button = 0 if _above(body.w, targets) else targets.side(BUTTON)
        high = (DETAIL if more else MEASURED["beside"]) * LINE + 8 + button
        words, foot = column.top_part(column.h - high - 8, 8)
        measured, row = foot.top_part(high - button - 8, 8)
        below = [Item("layer.measured", measured, "text")]
        if names := _buttons(layer, more) if button else ():
            row = row._replace(w=len(names) * (targets.side(MORE) + gap) - gap)
            below += row_of(names, row, gap)
    else:
        # Lines end where words do, so that they are not full.
        exact = ceil(1.05 * EXACT[layer] / body.w) * LINE
        words, rest = body.top_part(exact if more else PLAIN * LINE * 28 / 24, 8)
        pictures, foot = rest.top_part(rest.h - _foot_height(rest.w, layer, more, targets) - 8, 8)
        below = _foot(foot, layer, more, targets)
    return [
        Item("layer.card", card, "picture"),
        Item("layer.title", title, "text"),
        Item("layer.words", words, "text"),
        *_pictures(pictures, layer, more),
        *below,
    ]


def _above(width: float, targets: Targets) -> bool:
    """Whether the open card's buttons, which are high, stand in the row of the drawer's heading."""
    return width >= WIDE and targets.side(BUTTON) > BUTTON


def _beside_heading(
    heading: Rect, layer: int, more: bool, targets: Targets
) -> tuple[Rect, list[Item]]:
    """The open card's buttons at the right of the heading, and what they leave of it."""
    names, gap = _buttons(layer, more), targets.apart(8)
    wide = len(names) * (targets.side(MORE) + gap) - gap
    heading, row = heading.left_part(heading.w - wide - gap, gap)
    return heading, row_of(names, row, gap)


def _buttons(layer: int, more: bool) -> tuple[str, ...]:
    return ("layer.more",) if layer or more else ("raw", "layer.more")


def _foot_height(width: float, layer: int, more: bool, targets: Targets) -> float:
    """The height of what was measured, and of the buttons beside it."""
    roomy = width >= ROOMY
    lines = DETAIL if more else MEASURED["roomy" if roomy else "narrow"]
    down = 1 if roomy else len(_buttons(layer, more))
    gap = targets.apart(8)
    return max(lines * LINE, down * (targets.side(BUTTON) + gap) - gap)


def _foot(rect: Rect, layer: int, more: bool, targets: Targets) -> list[Item]:
    """What was measured, and at its right the buttons."""
    names, gap, button = _buttons(layer, more), targets.apart(8), targets.side(BUTTON)
    wide = (len(names) if rect.w >= ROOMY else 1) * (targets.side(MORE) + gap) - gap
    words, place = rect.left_part(rect.w - wide - 8, 8)
    if rect.w >= ROOMY:
        buttons = row_of(names, place._replace(y=rect.bottom - button, h=button), gap)
    else:
        high = len(names) * (button + gap) - gap
        rows = place._replace(y=rect.bottom - high, h=high).rows(len(names), gap)
        buttons = [Item(name, row, "button") for name, row in zip(names, rows, strict=True)]
    return [Item("layer.measured", words, "text"), *buttons]


def _pictures(rect: Rect, layer: int, more: bool) -> list[Item]:
    """The layer's cells, and right of them the neuron looked at; above the input's pictures stands
    what they are."""
    items = []
    if layer == 0 and not more:
        above, rect = rect.top_part(SEEN)
        items.append(Item("seen", above, "text"))
    if layer == 0:
        cells, neuron = rect.columns(2, GAP)
        side = min(cells.w, cells.h)
        cells, neuron = cells._replace(h=side), neuron._replace(h=side if not more else rect.h)
    else:
        side = min(rect.h - ABOVE, 0.5 * rect.w)
        cells, neuron = rect.left_part(rect.w - max(side, 0.46 * rect.w) - GAP, GAP)
    return [*items, Item("layer.cells", cells, "cells"), Item("layer.neuron", neuron, "picture")]
