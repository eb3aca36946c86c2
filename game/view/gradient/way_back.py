"""The whole way back from the loss to the pixels, part by part: formulas, lengths, histograms."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.gradient import Gradient, norms
from game.core.model.network import Array
from game.core.model.statistics import histogram, shared_range
from game.lab.gradient.update import gradient_shown
from game.lab.state.state import State
from game.view.gradient.numbers import digits
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import Panel, draw_invitation

#: bars of a histogram; their number is odd, so that the middle one has 0 in its middle
BINS = 25
#: the formulas of the parts in the order of `blocks`, at three lengths; δ stands for ∂L/∂z
_LONG = (
    "∂L/∂z₃ = ŷ − y = ∂L/∂b₃",
    "∂L/∂W₃ = ∂L/∂z₃ a₂ᵀ",
    "∂L/∂z₂ = W₃ᵀ ∂L/∂z₃ · [z₂ > 0]",
    "∂L/∂W₂ = ∂L/∂z₂ a₁ᵀ",
    "∂L/∂z₁ = W₂ᵀ ∂L/∂z₂ · [z₁ > 0]",
    "∂L/∂W₁ = ∂L/∂z₁ xᵀ",
    "∂L/∂x = W₁ᵀ ∂L/∂z₁",
)
_MIDDLE = (
    "δ₃ = ŷ − y",
    "∂L/∂W₃ = δ₃a₂ᵀ",
    "δ₂ = W₃ᵀδ₃ [z₂>0]",
    "∂L/∂W₂ = δ₂a₁ᵀ",
    "δ₁ = W₂ᵀδ₂ [z₁>0]",
    "∂L/∂W₁ = δ₁xᵀ",
    "∂L/∂x = W₁ᵀδ₁",
)
_SHORT = ("z₃, b₃", "W₃", "z₂, b₂", "W₂", "z₁, b₁", "W₁", "x")
#: px at 1080 lines: the width of the column of lengths; the least and the most of a histogram
_NORM, _LEAST, _MOST = 116, 62, 240


class Block(NamedTuple):
    """A part of the gradient: its length √Σ(∂L/∂θ)², and a histogram of its values ≠ 0, (BINS,),
    as square roots of shares of the fullest bar."""

    norm: float
    bars: Array


@kept(1)
def blocks(gradient: Gradient) -> tuple[Block, ...]:
    """The seven parts, from the output to the pixels: z₃, W₃, z₂, W₂, z₁, W₁, x."""
    lengths = norms(gradient)
    found = []
    for layer in (3, 2, 1):
        values = gradient.pre_activations[layer - 1]
        # All other rows are 0: their neurons are off.
        rows = gradient.weights[layer - 1][values != 0]
        found.append(Block(lengths[f"b{layer}"], _bars(values)))
        found.append(Block(lengths[f"W{layer}"], _bars(rows)))
    return (*found, Block(lengths["x"], _bars(gradient.x)))


def _bars(values: Array) -> Array:
    """A histogram of the values ≠ 0, (BINS,). Square roots are taken so that the bar of a single
    value is seen as well."""
    some = values[values != 0]
    low, high = shared_range([some])
    bars = np.sqrt(histogram(some, low, high, BINS).astype(np.float32))
    return np.asarray(bars / max(float(bars.max()), 1), np.float32)


class BlocksPanel(Panel[Gradient | None]):
    """One row for each part of the gradient, from the output to the pixels: its formula, the
    histogram of its values, and its length."""

    name = "gradient.blocks"
    every = 3

    def look(self, state: State) -> Gradient | None:
        return gradient_shown(state)

    def draw(self, brush: Brush, rect: Rect, value: Gradient | None) -> None:
        if value is None:
            return
        theme, rows, size = brush.theme, rect.rows(8), brush.small
        names = _formulas(brush, rect.w)
        left = rect.x + max(brush.width(words, size) for words in names) + brush.px(14)
        room = min(left + brush.px(_MOST), rect.right - brush.px(_NORM)) - left
        end, head = rect.right - brush.px(4), rows[0].center[1]
        for title in (brush.say("gradient.values"), brush.say("gradient.values.short")):
            if brush.width(title, size) <= room:
                at = left + room / 2, head
                brush.write(title, at, size, theme.muted, anchor="center")
                break
        brush.write(brush.say("gradient.norm"), (end, head), size, theme.muted, anchor="midright")
        for row, words, block in zip(rows[1:], names, blocks(value), strict=True):
            middle = row.center[1]
            brush.write(words, (rect.x, middle), size, theme.text, anchor="midleft")
            plot = Rect(left, row.y + brush.px(4), room, row.h - brush.px(6))
            _draw_bars(brush, plot, block.bars.tolist())
            length = digits(block.norm)
            color = theme.text if isfinite(block.norm) else theme.damage
            brush.write(length, (end, middle), size, color, anchor="midright")


def _formulas(brush: Brush, width: float) -> tuple[str, ...]:
    """The longest formulas that leave room for the histograms and the lengths."""
    room = width - brush.px(_NORM + _LEAST + 14)
    for formulas in (_LONG, _MIDDLE):
        if max(brush.width(words, brush.small) for words in formulas) <= room:
            return formulas
    return _SHORT


def _draw_bars(brush: Brush, rect: Rect, heights: list[float]) -> None:
    """Bars left of the middle are of values below zero, those right of it above."""
    theme, base, middle = brush.theme, round(rect.bottom), BINS // 2
    # Filling is three times as fast as drawing rectangles, and these are 175.
    brush.surface.fill(theme.track, (round(rect.x), base, round(rect.w), brush.px(1)))
    for nth, height in enumerate(heights):
        if height > 0:
            left = round(rect.x + nth * rect.w / BINS)
            right = round(rect.x + (nth + 1) * rect.w / BINS)
            high = max(round(height * rect.h), 1)
            side = theme.negative if nth < middle else theme.positive
            color = theme.muted if nth == middle else side
            brush.surface.fill(color, (left, base - high, max(right - left - 1, 1), high))


#: the formulas of the way back, and the catalogue keys of what they say
_CHAIN = (
    ("L = −ln ŷ", "blank.loss"),
    (_LONG[0], "blank.z3"),
    *zip(
        _LONG[1:],
        ("blank.w3", "blank.z2", "blank.w2", "blank.z1", "blank.w1", "blank.x"),
        strict=True,
    ),
    ("w ← w − rate · ∂L/∂w", "blank.step"),
)
#: narrower than this, px at 1080 lines, the words stand below the formulas
_BESIDE = 300


class GradientBlankPanel(Panel[None]):
    """Without a drawing: what to do, and how the gradient will be computed."""

    name = "gradient.blank"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme, small = brush.theme, brush.small
        rows = draw_invitation(brush, rect, 56).rows(len(_CHAIN))
        across = max(brush.width(formula, small) for formula, _ in _CHAIN) + brush.px(28)
        beside = rect.w - across >= brush.px(_BESIDE)
        low = not beside and rows[0].h < 2 * small * LINE  # there is room for the words alone
        for (formula, key), row in zip(_CHAIN, rows, strict=True):
            left, right = row.left_part(across) if beside else row.top_part(row.h / 2)
            if low:
                right = row
            else:
                at = row.x, left.center[1]
                brush.write(formula, at, small, theme.text, anchor="midleft")
            lines = brush.wrap(brush.say(key), small, right.w)
            y = right.center[1] - small * LINE * (len(lines) - 1) / 2
            for line in lines:
                brush.write(line, (right.x, y), small, theme.muted, anchor="midleft")
                y += small * LINE
