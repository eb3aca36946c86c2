"""One drawing and how it was read, on a page to print: A4 in portrait, dark on white."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.ink import Ink, stroke_of
from game.core.ink.reading import decided
from game.core.insight.explain import softmax_of, terms
from game.core.model.network import Array, Network, Trace
from game.core.model.unit import OUTPUT, Unit
from game.view.canvas.ink_picture import InkPicture
from game.view.card.terms import draw_table
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width, sign_color
from game.view.paint.heat_map import draw_ink_map
from game.view.paint.text import LINE, Text, shortened
from game.view.paint.theme import Color, theme_of
from game.view.paint.widgets import box, draw_bar, draw_signed_bar
from game.words.numbers import figure, percent, small_figure

#: A4 at 200 dots per inch, px
SIZE = (1654, 2339)
#: white on each side, as most printers cannot print up to the edge, px: 12.7 mm
MARGIN = 100

_WHITE: Color = (255, 255, 255)
_BLACK: Color = (22, 24, 30)
#: colors on paper, and heights of text, px of the page: 26 px are 9.4 points
PAPER = replace(
    theme_of("light", 1.0),
    ground=_WHITE, panel=_WHITE, canvas=_WHITE, ink=_BLACK, text=_BLACK, winner=_BLACK,
    muted=(78, 84, 98), panel_edge=(150, 156, 170), track=(229, 232, 238),
    positive=(213, 94, 0), negative=(0, 114, 178), damage=(190, 30, 20), damage_words=(160, 20, 12),
    title=96, body=30, small=26, result=174,
)  # fmt: skip
#: height of headings, px
_HEADING = 34
#: The color of a neuron by its share of the layer's largest activation, interpolated between
#: these. It becomes darker with every share, so that a print in gray can be read as well.
_SHARES = (0.0, 0.6, 1.0)
_RAMP = (_WHITE, PAPER.positive, (66, 22, 0))

#: between parts that stand side by side, px
_GAP = 42
#: side of a picture of 28×28 pixels, px: each pixel has 16
_PICTURE = 448
#: from the top of a part, where its heading is, to what stands below that, px
_HEADED = 54
#: side of a neuron's cell, and height of the rows of cells, px
_CELL = 42
_CELLS = 8 * _CELL


def draw_page(
    text: Text,
    network: Network,
    trace: Trace,
    answer: Array,
    ink: Ink,
    note: str,
) -> pygame.Surface:
    """Draw the page of one drawing; returns a surface of SIZE.

    ``trace``: of the network on the drawing. ``answer``: onnxruntime's probabilities, (10,), which
    the bars show. ``note``: what was done to the network, in words, "" for nothing. Numbers that
    are ±∞ or NaN are printed as such.
    """
    surface = pygame.Surface(SIZE, depth=32)
    surface.fill(_WHITE)
    brush = Brush(surface, PAPER, text)
    area = Rect(0, 0, *SIZE).inset(MARGIN)
    head, area = area.top_part(172, 20)
    _draw_head(brush, head, note)
    first, area = area.top_part(548, 24)
    _draw_pictures(brush, first, trace, ink)
    _draw_answer(brush, first._replace(x=first.right - 464, w=464), answer)
    formula, area = area.top_part(64, 26)
    _draw_formula(brush, formula)
    layers, area = area.top_part(472, 26)
    _draw_layers(brush, layers, trace)
    why, foot = area.top_part(area.h - 100, 18)
    _draw_why(brush, why, network, trace, answer)
    _draw_foot(brush, foot, bool(np.isnan(np.concatenate(trace.activations)).any()))
    return surface


def _draw_head(brush: Brush, rect: Rect, note: str) -> None:
    """The lab's name and the network's shape above a line, and the note at the right."""
    size = brush.fit(brush.say("title"), PAPER.title, rect.w * 0.4, bold=True)
    title = brush.write(brush.say("title"), rect[:2], size, PAPER.text, bold=True)
    shape, at = brush.say("network.shape"), (rect.x, rect.bottom - 10)
    size = brush.fit(shape, _HEADING, rect.w)
    brush.write(shape, at, size, PAPER.muted, anchor="bottomleft")
    brush.surface.fill(PAPER.panel_edge, box(Rect(rect.x, rect.bottom, rect.w, 2)))
    if not note:
        return
    x, size = title.right + 1.5 * _GAP, PAPER.small
    lines = _lines(brush.text, note, size, rect.right - x, 3)
    for nth, line in enumerate(lines):
        at = x, title.centery + (nth - (len(lines) - 1) / 2) * size * LINE
        brush.write(line, at, size, PAPER.damage, bold=True, anchor="midleft")


def _lines(text: Text, words: str, size: int, width: float, most: int) -> list[str]:
    """Break words after spaces, "-" and "." into at most ``most`` bold lines. A longer text, such
    as a code that names all 202 neurons, ends in "…"."""
    lines = [""]
    for part in re.split(r"(?<=[ .-])", words):
        full = bool(lines[-1]) and text.width(lines[-1] + part, size, True) > width
        if full and len(lines) < most:
            lines.append("")
        lines[-1] += part
    return [*lines[:-1], shortened(text, lines[-1], size, width, bold=True)]


def _heading(brush: Brush, words: str, rect: Rect) -> None:
    """Bold words at the top left of a rect, smaller where they are wider than it."""
    size = brush.fit(words, _HEADING, rect.w, bold=True)
    brush.write(words, rect[:2], size, PAPER.text, bold=True)


def _caption(brush: Brush, words: str, rect: Rect, y: float) -> float:
    """One muted line at the left of a rect; returns the y below it."""
    size = brush.fit(words, PAPER.small, rect.w)
    return brush.write(words, (rect.x, y), size, PAPER.muted).bottom


def _draw_pictures(brush: Brush, rect: Rect, trace: Trace, ink: Ink) -> None:
    """The drawing, and beside it the picture x that the network reads."""
    x = trace.activations[0]
    left = Rect(rect.x, rect.y + _HEADED, _PICTURE, _PICTURE)
    _heading(brush, brush.say("page.ink"), left._replace(y=rect.y))
    brush.surface.blit(_ink_image(ink), box(left))
    pygame.draw.rect(brush.surface, PAPER.panel_edge, box(left), 2)
    right = left._replace(x=left.right + _GAP)
    _heading(brush, brush.say("page.x"), right._replace(y=rect.y))
    draw_ink_map(brush, right, x)
    words = brush.say("page.x.size", count=int(np.count_nonzero(x)))
    _caption(brush, words, right, right.bottom + 8)


def _ink_image(ink: Ink) -> pygame.Surface:
    """The drawing on a square of _PICTURE px. A canvas that is no square fills its length and
    stands in the middle."""
    side = max(ink.width, ink.height)
    move = np.array([side - ink.width, side - ink.height], np.float32) / 2
    strokes = tuple(stroke_of(stroke + move) for stroke in ink.strokes)
    picture = InkPicture(_PICTURE, PAPER.canvas, PAPER.ink)
    picture.show(Ink(side, side, ink.pen, strokes))
    return picture.surface


def _draw_answer(brush: Brush, rect: Rect, answer: Array) -> None:
    """The digit, large, and how probable each of the ten is."""
    top, rows = rect.top_part(212, 4)
    digit, best = decided(answer), float(np.nan_to_num(answer).max())
    at, shown = (top.x, top.center[1]), "?" if digit is None else str(digit)
    color = PAPER.damage if digit is None else PAPER.text
    place = brush.write(shown, at, PAPER.result, color, bold=True, anchor="midleft")
    side = Rect(place.right + 28, top.y, top.right - place.right - 28, top.h)
    label = brush.say("page.answer")
    size = brush.fit(label, PAPER.body, side.w)
    brush.write(label, (side.x, top.y + 60), size, PAPER.muted, anchor="midleft")
    sure = brush.say("page.none") if digit is None else percent(best)
    size = brush.fit(sure, 76, side.w, bold=True)
    brush.write(sure, (side.x, top.y + 128), size, PAPER.text, bold=True, anchor="midleft")
    room = figure_width(brush.text, percent(1.0), PAPER.small, bold=True) + 14
    for number, row in enumerate(rows.rows(10)):
        value, y, wins = float(answer[number]), row.center[1], number == digit
        color = PAPER.text if wins else PAPER.muted
        draw_figure(brush, str(number), (row.x + 20, y), PAPER.small, color, wins)
        bar = Rect(row.x + 38, y - 10, row.w - 38 - room, 20)
        draw_bar(brush, bar, value if isfinite(value) else 0.0, color)
        words = percent(value) if isfinite(value) else figure(value, 1)
        draw_figure(brush, words, (row.right, y), PAPER.small, color, wins)


def _draw_formula(brush: Brush, rect: Rect) -> None:
    """The whole forward pass on one line."""
    pygame.draw.rect(brush.surface, PAPER.track, box(rect), border_radius=12)
    words = brush.say("page.formula")
    size = brush.fit(words, _HEADING, rect.w - 40)
    brush.write(words, rect.center, size, PAPER.text, anchor="center")


def _draw_layers(brush: Brush, rect: Rect, trace: Trace) -> None:
    """a₁ and a₂ as fields of neurons, z₃ as ten signed bars."""
    x = rect.x
    for layer, name, low, columns in ((1, "layer.1", "₁", 16), (2, "layer.2", "₂", 8)):
        values = trace.activations[layer]
        part = Rect(x, rect.y, columns * _CELL, rect.h)
        _heading(brush, brush.say("page.layer", layer=brush.say(name), low=low), part)
        _draw_cells(brush, part._replace(y=rect.y + _HEADED, h=_CELLS), values, columns)
        fire = int(np.count_nonzero(values > 0))
        y = rect.y + _HEADED + _CELLS + 8
        words = brush.say("page.fire", count=len(values), fire=fire)
        y = _caption(brush, words, part, y)
        # Where one of the values is NaN, so are the least and the largest.
        least, most = (figure(float(v), 2, signed=False) for v in (values.min(), values.max()))
        words = brush.say("page.range", low=low, least=least, most=most)
        _caption(brush, words, part, y)
        x = part.right + _GAP
    part = Rect(x, rect.y, rect.right - x, rect.h)
    _heading(brush, brush.say("page.logits"), part)
    rows = part._replace(y=rect.y + _HEADED, h=_CELLS)
    _draw_logits(brush, rows, trace.pre_activations[2])


def _draw_cells(brush: Brush, rect: Rect, values: Array, columns: int) -> None:
    """One cell a neuron, row by row. A cell is the darker the more its neuron fires, and crossed
    where the activation is NaN."""
    finite = np.where(np.isfinite(values), values, 0).astype(float)
    largest = finite.max()
    share = finite / largest if largest > 0 else finite
    share = np.where(np.isposinf(values), 1, share)
    ramp = np.array(_RAMP)
    colors = np.stack([np.interp(share, _SHARES, ramp[:, c]) for c in range(3)], axis=1)
    for index, color in enumerate(np.rint(colors).astype(int).tolist()):
        row, column = divmod(index, columns)
        cell = box(Rect(rect.x + column * _CELL, rect.y + row * _CELL, _CELL, _CELL))
        pygame.draw.rect(brush.surface, color, cell)
        cell.size = _CELL + 1, _CELL + 1  # so that a cell and the next one share an edge
        pygame.draw.rect(brush.surface, PAPER.panel_edge, cell, 1)
        if np.isnan(values[index]):
            cross = cell.inflate(-20, -20)
            pygame.draw.line(brush.surface, PAPER.damage, cross.topleft, cross.bottomright, 4)
            pygame.draw.line(brush.surface, PAPER.damage, cross.topright, cross.bottomleft, 4)


def _draw_logits(brush: Brush, rect: Rect, logits: Array) -> None:
    """Ten rows, one a logit: digit, signed bar, number."""
    finite = [float(z) for z in logits if isfinite(z)]
    low, high = min((0.0, *finite)), max((0.0, *finite))
    for digit, row in enumerate(rect.rows(10)):
        z, y = float(logits[digit]), row.center[1]
        number = figure(z, 2)
        draw_figure(brush, str(digit), (row.x + 20, y), PAPER.small, PAPER.text)
        color = sign_color(PAPER, number)
        draw_figure(brush, number, (row.right, y), PAPER.small, color)
        if isfinite(z) and low < high:
            bar = Rect(row.x + 44, y - 9, row.w - 44 - 136, 18)
            draw_signed_bar(brush, bar, z, low, high)


def _draw_why(brush: Brush, rect: Rect, network: Network, trace: Trace, answer: Array) -> None:
    """The logit of the answer term by term, and the way from it to the probability. Where there is
    no answer, the first of the digits that share the largest probability stands for it."""
    digit = int(np.nan_to_num(answer).argmax())
    title = "page.sum.none" if decided(answer) is None else "page.sum"
    _heading(brush, brush.say(title, digit=digit), rect)
    table = rect._replace(y=rect.y + 52, h=rect.h - 52 - 60)
    draw_table(brush, table, terms(network, trace, Unit(OUTPUT, digit)))
    softmax = softmax_of(trace, digit)
    words = brush.say("softmax.broken")
    if softmax.finite:
        share = percent(softmax.probability)  # "> 99.9 %" stands without an "=" before it
        words = brush.say(
            "page.softmax",
            shift=figure(softmax.logit - softmax.largest, 2),
            power=small_figure(softmax.power, 3),
            total=small_figure(softmax.total, 3),
            percent=share if share[0] in "<>" else f"= {share}",
        )
    size = brush.fit(words, PAPER.body, rect.w)
    at = (rect.x, rect.bottom)
    brush.write(words, at, size, PAPER.text, bold=True, anchor="bottomleft")


def _draw_foot(brush: Brush, rect: Rect, broken: bool) -> None:
    """What the colors mean, below a line; and the cross, where the page has one (``broken``)."""
    brush.surface.fill(PAPER.panel_edge, box(rect._replace(h=2)))
    rect = rect.top_part(12)[1]
    signs, cells = rect.rows(2, 2)
    words = {"page.plus": (PAPER.positive,), "page.minus": (PAPER.negative,)}
    _draw_key(brush, signs, words)
    _draw_key(brush, cells, {"page.cells": _RAMP} | ({"page.cross": ()} if broken else {}))


def _draw_key(brush: Brush, rect: Rect, parts: Mapping[str, tuple[Color, ...]]) -> None:
    """Draw the colors of each part with the words for its key after them, all side by side. The
    words are smaller where they would be too long."""
    words = [brush.say(key) for key in parts]
    side, gap = 24, 12
    taken = sum(side * len(c) + gap for c in parts.values()) + _GAP * (len(parts) - 1)
    size = brush.fit("".join(words), PAPER.small, rect.w - taken)
    x, y = rect.x, rect.center[1]
    for line, colors in zip(words, parts.values(), strict=True):
        for nth, color in enumerate(colors):
            square = box(Rect(x + nth * side, y - side / 2, side, side))
            pygame.draw.rect(brush.surface, color, square)
            pygame.draw.rect(brush.surface, PAPER.panel_edge, square, 1)
        x += side * len(colors) + (gap if colors else 0)
        x = brush.write(line, (x, y), size, PAPER.muted, anchor="midleft").right + _GAP
