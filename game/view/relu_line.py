"""ReLU on the number line: all z of a layer above, all a below; what is under 0 falls to 0."""

from __future__ import annotations

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.forward_layout import layer_of
from game.core.geometry import Rect
from game.core.network import Array
from game.core.printed import figure
from game.lab.card import decimals_of
from game.lab.forward import focused, shown
from game.lab.state import State
from game.lab.words import say
from game.view.text import Text
from game.view.theme import Theme

_LOWERED = "₀₁₂₃"
#: a dot's radius, px at 1080 lines
_DOT = 5


def fallen(values: Array, come: int) -> NDArray[np.bool_]:
    """Which of the values, (n,), have fallen to 0: the first ``come`` of those below it, the
    furthest below first."""
    order = np.argsort(np.where(values < 0, values, 0), kind="stable")[:come]
    mask = np.zeros(len(values), bool)
    mask[order] = values[order] < 0
    return mask


def stacked(x: NDArray[np.float64], wide: float) -> NDArray[np.intp]:
    """How many dots, ``wide`` px each, stand below each one where x, (n,), puts it."""
    columns = np.floor(x / wide).astype(np.intp)
    order = np.argsort(columns, kind="stable")
    ranked = columns[order]
    first = np.searchsorted(ranked, ranked)
    place = np.empty(len(x), np.intp)
    place[order] = np.arange(len(x)) - first
    return place


class ReluPanel:
    """Draws into the item between the cells before and after."""

    name = "forward.relu"
    every = 4

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return state.trace_revision, state.forward.step, focused(state), shown(state)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        if state.trace is None:
            return
        theme, rect, layer = self._theme, state.stage.rect(self.name), layer_of(state.forward.step)
        values = state.trace.pre_activations[layer - 1]
        finite = values[np.isfinite(values)].astype(float)
        low, high = min(finite.min(initial=0), -1e-6), max(finite.max(initial=0), 1e-6)
        room = Rect(rect.x, rect.y, rect.w, rect.h).inset(theme.px(30), 0)
        place = room.x + (np.nan_to_num(values.astype(float)) - low) / (high - low) * room.w
        zero = room.x - low / (high - low) * room.w
        above, below = rect.y + 0.36 * rect.h, rect.bottom - theme.px(64)
        gone = fallen(values, shown(state))
        seen = np.isfinite(values)
        self._lines(surface, (above, below), place, zero, values, gone & seen, seen)
        self._dots(surface, (above, below), place, zero, values, gone, seen)
        self._axes(surface, rect, (above, below), zero, (room.x, low), (room.right, high), layer)
        self._told(surface, rect, zero, below, int(gone.sum()))
        self._focus(surface, state, (above, below), place, zero, gone)

    def _axes(
        self,
        surface: pygame.Surface,
        rect: Rect,
        at: tuple[float, float],
        zero: float,
        left: tuple[float, float],
        right: tuple[float, float],
        layer: int,
    ) -> None:
        theme, text, small = self._theme, self._text, self._theme.px(22)
        thick = theme.px(2)
        for y, name in zip(at, ("z", "a"), strict=True):
            line = round(rect.x), round(y), round(rect.w), thick
            pygame.draw.rect(surface, theme.muted, line)
            tick = round(zero) - thick // 2, round(y) - theme.px(7), thick, theme.px(14) + thick
            pygame.draw.rect(surface, theme.text, tick)
            words, where = f"{name}{_LOWERED[layer]}", (rect.x, y - theme.px(20))
            text.draw(surface, words, where, small, theme.text, bold=True, anchor="midleft")
        y = at[1] + theme.px(20)
        words = figure(right[1], 1)
        end = min(right[0], rect.right - text.width(words, small) / 2)
        text.draw(surface, "0", (zero, y), small, theme.text, anchor="center")
        if end - zero > theme.px(50):
            text.draw(surface, words, (end, y), small, theme.positive, anchor="center")
        words = figure(left[1], 1)
        start = max(left[0], rect.x + text.width(words, small) / 2)
        if zero - start > theme.px(50):
            text.draw(surface, words, (start, y), small, theme.negative, anchor="center")

    def _lines(
        self,
        surface: pygame.Surface,
        at: tuple[float, float],
        place: NDArray[np.float64],
        zero: float,
        values: Array,
        gone: NDArray[np.bool_],
        seen: NDArray[np.bool_],
    ) -> None:
        """From each z to its a."""
        above, below = at
        theme = self._theme
        dark = _mixed(theme.panel, theme.negative, 0.45)
        for x in place[gone].tolist():
            pygame.draw.aaline(surface, dark, (x, above), (zero, below))
        warm = _mixed(theme.panel, theme.positive, 0.45)
        for x in place[(values > 0) & seen].tolist():
            pygame.draw.line(surface, warm, (round(x), above), (round(x), below))

    def _dots(
        self,
        surface: pygame.Surface,
        at: tuple[float, float],
        place: NDArray[np.float64],
        zero: float,
        values: Array,
        gone: NDArray[np.bool_],
        seen: NDArray[np.bool_],
    ) -> None:
        """All of them on the upper line, and on the lower one those that stay as they are."""
        theme, radius = self._theme, self._theme.px(_DOT)
        shown_values, xs = values[seen], place[seen]
        heights = stacked(xs, 2 * radius + theme.px(1))
        room = at[0] - theme.px(44) - self._top
        pitch = min(2 * radius + theme.px(1), room / max(int(heights.max(initial=0)), 1))
        for x, level, value, off in zip(
            xs.tolist(), heights.tolist(), shown_values.tolist(), gone[seen].tolist(), strict=True
        ):
            full = theme.positive if value > 0 else theme.negative if value < 0 else theme.muted
            y = at[0] - radius - theme.px(1) - level * pitch
            colour = _mixed(theme.panel, full, 0.4) if off else full
            pygame.draw.aacircle(surface, colour, (x, y), radius)
            if value < 0:
                pygame.draw.aacircle(surface, theme.panel, (x, y), radius * 0.45)
            elif value > 0:
                pygame.draw.aacircle(surface, full, (x, at[1]), radius)
        if gone.any():
            pygame.draw.aacircle(surface, theme.negative, (zero, at[1]), radius + theme.px(2))

    #: the top of the item, for what stands on the upper line
    _top = 0.0
