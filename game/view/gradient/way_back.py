"""The whole way back, step by step: formulas, lengths and histograms."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.gradient.cached import BINS, Slopes, blocks, digits, slope_key
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Theme
from game.view.panel import OldPanel, draw_invitation

#: the steps in the order of `slope.blocks`, at three lengths; δ stands for ∂L/∂z
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
#: px at 1080 lines: the column of lengths, and histograms at least and at most
_NORM, _LEAST, _MOST = 92, 62, 190


class BlocksPanel(OldPanel):
    """One row a part of the gradient, from the output to the pixels."""

    name = "gradient.blocks"
    every = 3

    def __init__(self, theme: Theme, text: Text, slopes: Slopes) -> None:
        self._theme, self._text, self._slopes = theme, text, slopes

    def key(self, state: State) -> object:
        return slope_key(state)

    def draw(self, brush: Brush, state: State) -> None:
        slope = self._slopes.of(state)
        if slope is None:
            return
        rect = state.stage.rect(self.name)
        rows = rect.rows(8)
        names, size = self._names(rect.w, int(rows[0].h / LINE))
        wide = max(brush.width(words, size) for words in names) + brush.px(14)
        norm = rect.right - brush.px(4)
        end = rect.right - brush.px(_NORM)
        high = min(rect.x + wide + brush.px(_MOST), end)
        head, muted = rows[0].center[1], brush.theme.muted
        at = (rect.x + wide + high) / 2, head
        room = high - rect.x - wide
        for title in (brush.say("gradient.values"), brush.say("gradient.values.short")):
            if brush.width(title, size) <= room:
                brush.write(title, at, size, muted, anchor="center")
                break
        brush.write(brush.say("gradient.norm"), (norm, head), size, muted, anchor="midright")
        for row, words, block in zip(rows[1:], names, blocks(slope), strict=True):
            middle = row.center[1]
            brush.write(words, (rect.x, middle), size, brush.theme.text, anchor="midleft")
            plot = Rect(rect.x + wide, row.y + brush.px(4), high - rect.x - wide, row.h)
            self._plot(brush, plot._replace(h=row.h - brush.px(6)), block.counts.tolist())
            told = digits(block.norm)
            color = brush.theme.text if told not in ("NaN", "∞") else brush.theme.alert
            fits = brush.fit(told, size, brush.px(_NORM - 8))
            brush.write(told, (norm, middle), fits, color, anchor="midright")

    def _names(self, width: float, most: int) -> tuple[tuple[str, ...], int]:
        """The longest formulas that leave room for the pictures and the numbers, and their
        size."""
        theme = self._theme
        room = width - theme.px(_NORM + _LEAST + 14)
        large, small = min(theme.px(22), most), min(theme.px(20), most)
        for names in (_LONG, _MIDDLE):
            for size in (large, small):
                if max(self._text.width(words, size) for words in names) <= room:
                    return names, size
        return _SHORT, large

    def _plot(self, brush: Brush, rect: Rect, shares: list[float]) -> None:
        """Bars left of the middle are below zero, those right of it above."""
        base = round(rect.bottom)
        # Filling is three times as fast as drawing rectangles, and these are 175.
        brush.surface.fill(brush.theme.track, (round(rect.x), base, round(rect.w), brush.px(1)))
        middle = BINS // 2
        for nth, share in enumerate(shares):
            if share > 0:
                left = round(rect.x + nth * rect.w / BINS)
                right = round(rect.x + (nth + 1) * rect.w / BINS)
                high = max(round(share * rect.h), 1)
                color = brush.theme.negative if nth < middle else brush.theme.positive
                color = brush.theme.muted if nth == middle else color
                bar = (left, base - high, max(right - left - 1, 1), high)
                brush.surface.fill(color, bar)


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


class BlankPanel(OldPanel):
    """Without a drawing: what to do, and how the gradient will come."""

    name = "gradient.blank"

    def key(self, state: State) -> object:
        return None

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        rest = draw_invitation(brush, rect, 56)
        rows = rest.rows(len(_CHAIN))
        large, small = brush.body, brush.small
        across = max(brush.width(formula, large) for formula, _ in _CHAIN) + brush.px(28)
        beside = rect.w - across >= brush.px(_BESIDE)
        if not beside:
            large = min(large, int(rows[0].h / LINE / 2))
            small = min(small, large)
        for (formula, key), row in zip(_CHAIN, rows, strict=True):
            left, right = row.left_part(across)
            if not beside:
                left, right = row.top_part(row.h / 2)
            middle = left.center[1]
            brush.write(formula, (row.x, middle), large, brush.theme.winner, anchor="midleft")
            lines = brush.wrap(brush.say(key), small, right.w)
            y = right.center[1] - small * LINE * (len(lines) - 1) / 2
            for line in lines:
                brush.write(line, (right.x, y), small, brush.theme.muted, anchor="midleft")
                y += small * LINE
