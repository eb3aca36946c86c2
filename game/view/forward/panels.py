"""The parts of the forward pass: the buttons of its steps, its words, and a list of them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import SIZES
from game.lab.card.sentences import percent_of, title_of
from game.lab.forward.layout import NARROW, STEPS, is_sum, layer_of
from game.lab.forward.update import count, focused, lit, shown
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.forward.relu import ReluPanel
from game.view.forward.running_sum import PathPanel, SumPanel
from game.view.forward.softmax import TEN, SoftmaxPanel
from game.view.forward.vectors import BiasPanel, MatrixPanel, VectorPanel
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED
from game.view.paint.text import LINE
from game.view.paint.widgets import box, draw_fitted
from game.view.panel import Panel, draw_invitation
from game.words.catalogue import say
from game.words.numbers import figure

#: what the parts of the sentence "compute.line" are joined by
_ARROW = " → "
#: the sentences of each step: its button with enough room and with less, and its formula
_BUTTONS = ("fstep.0", "fstep.1", "fstep.2", "fstep.3", "fstep.4", "fstep.5")
_SHORT_BUTTONS = (
    "fstep.0.short",
    "fstep.1.short",
    "fstep.2.short",
    "fstep.3.short",
    "fstep.4.short",
    "fstep.5.short",
)
_FORMULAS = (
    "forward.formula.0",
    "forward.formula.1",
    "forward.formula.2",
    "forward.formula.3",
    "forward.formula.4",
    "forward.formula.5",
)
#: without a drawing: what will come, one sentence for each part of "compute.line"
_COMING = (
    "forward.blank.0",
    "forward.blank.1",
    "forward.blank.2",
    "forward.blank.3",
    "forward.blank.4",
    "forward.blank.5",
    "forward.blank.6",
)


class StepButton(NamedTuple):
    """A step's button. ``filled``: how far the wave has come through it, px from its left edge;
    ``done``: the wave has left it; ``current``: its step is the one that is shown."""

    control: Control
    current: bool
    filled: int
    done: bool


class StepTile(Panel[StepButton]):
    """The button of a step, which fills from the left while the wave works the step out."""

    def __init__(self, step: int) -> None:
        self.name = f"fstep.{step}"
        self._step = step

    def look(self, state: State) -> StepButton:
        share, wide = lit(state, self._step), box(state.stage.rect(self.name)).w
        current = state.forward.step == self._step
        return StepButton(control_of(state, self.name), current, round(share * wide), share >= 1)

    def draw(self, brush: Brush, rect: Rect, value: StepButton) -> None:
        theme, surface, (held, hovered, has_focus) = brush.theme, brush.surface, value.control
        area, radius = box(rect), brush.px(12)
        fill = theme.button_down if held else theme.button_hover if hovered else theme.button
        pygame.draw.rect(surface, fill, area, border_radius=radius)
        clip = surface.get_clip()
        surface.set_clip(pygame.Rect(area.x, area.y, value.filled, area.h).clip(clip))
        light = theme.button_down if value.current else theme.button_hover
        pygame.draw.rect(surface, light, area, border_radius=radius)
        bar = pygame.Rect(0, 0, area.w - 2 * radius, brush.px(4))
        bar.midbottom = area.centerx, area.bottom - brush.px(4)
        pygame.draw.rect(surface, theme.winner, bar, border_radius=brush.px(2))
        surface.set_clip(clip)
        edge = theme.winner if has_focus else theme.positive if value.current else theme.panel_edge
        width = brush.px(3 if has_focus else 2 if value.current else 1.5)
        pygame.draw.rect(surface, edge, area, width, border_radius=radius)
        room, least = rect.w - brush.px(8), brush.px(22)
        # All six have long words, or all have short ones.
        long = all(brush.width(brush.say(key), least) <= room for key in _BUTTONS)
        words = brush.say((_BUTTONS if long else _SHORT_BUTTONS)[self._step])
        size = brush.fit(words, brush.small, room)
        color = theme.text if value.current or value.done else theme.muted
        brush.write(words, rect.center, size, color, anchor="center")


class LinePanel(Panel[int]):
    """The whole forward pass in one sentence, the step looked at lit. Its value: that step."""

    name = "forward.line"

    def look(self, state: State) -> int:
        return state.forward.step

    def draw(self, brush: Brush, rect: Rect, value: int) -> None:
        parts = brush.say("compute.line").split(_ARROW)
        rows, size = round(rect.h / brush.px(26)), brush.px(22)
        while size > 8 and len(_lines_of(brush, parts, size, rect.w)) > rows:
            size -= 1
        lines = _lines_of(brush, parts, size, rect.w)
        theme = brush.theme
        for line, row in zip(lines, rect.rows(rows), strict=False):
            x, y = row.x, row.center[1]
            for nth in line:
                if nth:
                    arrow = _ARROW if nth != line[0] else _ARROW[1:]
                    x = brush.write(arrow, (x, y), size, theme.muted, anchor="midleft").right
                color = theme.winner if nth == value + 1 else theme.muted
                x = brush.write(parts[nth], (x, y), size, color, anchor="midleft").right


def _lines_of(brush: Brush, parts: list[str], size: int, width: float) -> list[list[int]]:
    """The indices of the parts in each line, where lines are broken before arrows."""
    lines: list[list[int]] = [[]]
    x = 0.0
    for nth, words in enumerate(parts):
        wide = brush.width(words, size) + (brush.width(_ARROW, size) if nth else 0)
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0.0
        lines[-1].append(nth)
        x += wide
    return lines


class FormulaPanel(Panel[int]):
    """The step as a formula, and the shapes of what it takes and gives. Its value: the step."""

    name = "forward.formula"

    def look(self, state: State) -> int:
        return state.forward.step

    def draw(self, brush: Brush, rect: Rect, value: int) -> None:
        theme, two = brush.theme, rect.w < brush.px(NARROW)
        above, below = rect.top_part(rect.h * 0.56) if two else (rect, rect)
        at, words = (above.x, above.center[1]), brush.say(_FORMULAS[value])
        place = brush.write(words, at, brush.px(34), theme.text, bold=True, anchor="midleft")
        words = _shape_words(brush.say, value)
        room = rect.w if two else rect.right - place.right - brush.px(20)
        size = brush.fit(words, brush.small, room)
        at = (below.x if two else rect.right), below.center[1]
        anchor = "midleft" if two else "midright"
        brush.write(words, at, size, theme.muted, anchor=anchor)


def _shape_words(say: Callable[..., str], step: int) -> str:
    """The shapes of a step in words."""
    after, before = SIZES[layer_of(step)], SIZES[layer_of(step) - 1]
    if is_sum(step):
        return say("forward.shape.sum", after=after, before=before)
    return say("forward.shape.all" if step == STEPS - 1 else "forward.shape.each", after=after)


class FocusLines(NamedTuple):
    """Two lines: the name of the neuron looked at, and how far its value has been worked out."""

    title: str
    progress: str


class FocusPanel(Panel[FocusLines]):
    """The neuron looked at, and how far its value has been worked out."""

    name = "forward.focus"
    every = 3

    def look(self, state: State) -> FocusLines:
        return FocusLines(title_of(focused(state)), _progress_words(state))

    def draw(self, brush: Brush, rect: Rect, value: FocusLines) -> None:
        lines = (
            (value.title, brush.small, brush.theme.text, True),
            (value.progress, brush.px(22), brush.theme.muted, False),
        )
        for row, (words, most, color, bold) in zip(rect.rows(2), lines, strict=True):
            size = brush.fit(words, most, rect.w, bold=bold)
            at = row.x, row.center[1]
            brush.write(words, at, size, color, bold=bold, anchor="midleft")


def _progress_words(state: State) -> str:
    """How far the focused neuron's value has been worked out."""
    trace, step = state.prediction.trace, state.forward.step
    arrived, whole = shown(state), count(state)
    assert trace is not None  # without a drawing the stage has no such item
    index = focused(state).index
    if step == STEPS - 1:
        if arrived >= whole:
            share = percent_of(float(trace.probabilities[index]))
            return say("forward.softmax.done", share=share)
        if arrived <= TEN:
            return say("forward.softmax.adds", term=arrived)
        return say("forward.softmax.divides", term=arrived - TEN)
    if not is_sum(step):
        z = figure(float(trace.pre_activations[step // 2][index]), 2)
        a = figure(float(trace.layers[layer_of(step)][index]), 2, signed=False)
        return say("forward.relu", z=z, a=a)
    if arrived == 0:
        return say("forward.count.none")
    if arrived < whole:
        return say("forward.count", term=arrived, count=whole)
    zero = SIZES[layer_of(step) - 1] + 1 - whole
    if whole == 1:
        return say("forward.count.only", zero=zero)
    return say("forward.count.all" if zero else "forward.count.whole", count=whole, zero=zero)


class StepWordsPanel(Panel[str]):
    """What a ReLU, or the softmax, does to this drawing."""

    name = "forward.words"
    every = 3

    def look(self, state: State) -> str:
        trace, step = state.prediction.trace, state.forward.step
        assert trace is not None  # without a drawing the stage has no such item
        if step == STEPS - 1:
            return say("forward.softmax.words")
        values = trace.pre_activations[step // 2]
        if broken := int((~np.isfinite(values)).sum()):
            return say("forward.nan", broken=broken, count=len(values))
        off = int((trace.layers[layer_of(step)] == 0).sum())
        return say("forward.silent", off=off, count=len(values))

    def draw(self, brush: Brush, rect: Rect, value: str) -> None:
        draw_fitted(brush, (value,), rect, brush.small, (brush.theme.text, brush.theme.text))


class NamePanel(Panel[str]):
    """The name of a vector or matrix of the step, above its picture."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> str:
        return _name_words(self.name, state.forward.step)

    def draw(self, brush: Brush, rect: Rect, value: str) -> None:
        size = brush.fit(value, brush.px(22), rect.w)
        brush.write(value, rect.center, size, brush.theme.muted, anchor="center")


def _name_words(name: str, step: int) -> str:
    """What stands in the item ``name`` in a step; of a matrix its size as well."""
    layer = layer_of(step)
    sums = is_sum(step)
    if name == "forward.matrix.words":
        matrix = f"W{LOWERED[layer]}"
        return say("forward.matrix.words", name=matrix, after=SIZES[layer], before=SIZES[layer - 1])
    if name == "forward.bias.words":
        return f"b{LOWERED[layer]}"
    if name == "forward.out.words":
        return f"{'z' if sums else 'a'}{LOWERED[layer]}"
    if sums:
        return "x" if layer == 1 else f"a{LOWERED[layer - 1]}"
    return f"z{LOWERED[layer]}"


class SignPanel(Panel[None]):
    """The sign between two pictures of an equation."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        words = brush.say(self.name)
        size = brush.fit(words, brush.px(28), rect.w)
        brush.write(words, rect.center, size, brush.theme.text, anchor="center")


class ForwardBlankPanel(Panel[None]):
    """Without a drawing: what to do, and what will come."""

    name = "forward.blank"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme, large, small = brush.theme, brush.px(32), brush.small
        rest = draw_invitation(brush, rect, 64)
        parts = brush.say("compute.line").split(_ARROW)
        arrow = brush.width("→", large) + brush.px(12)
        across = arrow + max(brush.width(part, large) for part in parts) + brush.px(24)
        rows = rest.rows(len(parts))
        for nth, (part, key, row) in enumerate(zip(parts, _COMING, rows, strict=True)):
            left, right = row.left_part(across)
            if nth:
                brush.write("→", (row.x, left.center[1]), large, theme.muted, anchor="midleft")
            at = row.x + arrow, left.center[1]
            brush.write(part, at, large, theme.winner, anchor="midleft")
            lines = brush.wrap(brush.say(key), small, right.w)
            y = right.center[1] - small * LINE * (len(lines) - 1) / 2
            for line in lines:
                brush.write(line, (right.x, y), small, theme.muted, anchor="midleft")
                y += small * LINE


_NAMES = ("forward.matrix.words", "forward.in.words", "forward.out.words", "forward.bias.words")
_SIGNS = ("forward.sign.times", "forward.sign.plus", "forward.sign.is")
#: the panels of this room
PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    *(partial(StepTile, step) for step in range(STEPS)),
    LinePanel,
    FormulaPanel,
    MatrixPanel,
    BiasPanel,
    *(partial(VectorPanel, name) for name in ("forward.in", "forward.out")),
    *(partial(NamePanel, name) for name in _NAMES),
    *(partial(SignPanel, name) for name in _SIGNS),
    FocusPanel,
    SumPanel,
    PathPanel,
    ReluPanel,
    SoftmaxPanel,
    StepWordsPanel,
    ForwardBlankPanel,
)
