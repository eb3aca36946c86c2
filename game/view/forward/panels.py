"""The parts of the forward pass on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pygame

from game.core.model.network import SIZES
from game.core.printed import figure
from game.lab.card.sentences import percent_of, title_of
from game.lab.forward.layout import NARROW, STEPS, is_sum, layer_of
from game.lab.forward.update import count, focused, lit, shown
from game.lab.state.state import State
from game.view.control import control_of
from game.view.forward.relu import ReluPanel
from game.view.forward.running_sum import PathPanel, SumPanel
from game.view.forward.softmax import TEN, SoftmaxPanel
from game.view.forward.vectors import BiasPanel, MatrixPanel, VectorPanel
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_fitted
from game.view.panel import Maker, OldPanel, draw_invitation
from game.words.catalogue import say

_ARROW = " → "
#: steps in which a step's button fills as the wave goes through it
_FILLS = 12


class StepTile(OldPanel):
    """The button of a step, which fills as the wave does it."""

    def __init__(self, theme: Theme, text: Text, step: int) -> None:
        self.name = f"fstep.{step}"
        self._step = step
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        filled = round(_FILLS * lit(state, self._step))
        return control_of(state, self.name), filled, state.forward.step == self._step

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        held, hovered, focus = control_of(state, self.name)
        current, share = state.forward.step == self._step, lit(state, self._step)
        area, radius = box(rect), brush.px(12)
        fill = (
            brush.theme.button_down
            if held
            else brush.theme.button_hover
            if hovered
            else brush.theme.button
        )
        pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
        clip = brush.surface.get_clip()
        brush.surface.set_clip(_left(area, share).clip(clip))
        lights = brush.theme.button_down if current else brush.theme.button_hover
        pygame.draw.rect(brush.surface, lights, area, border_radius=radius)
        bar = pygame.Rect(0, 0, area.w - 2 * radius, brush.px(4))
        bar.midbottom = area.centerx, area.bottom - brush.px(4)
        pygame.draw.rect(brush.surface, brush.theme.winner, bar, border_radius=brush.px(2))
        brush.surface.set_clip(clip)
        edge = (
            brush.theme.winner
            if focus
            else brush.theme.positive
            if current
            else brush.theme.panel_edge
        )
        width = brush.px(3 if focus else 2 if current else 1.5)
        pygame.draw.rect(brush.surface, edge, area, width, border_radius=radius)
        room = rect.w - brush.px(8)
        long = all(brush.width(brush.say(f"fstep.{n}"), brush.px(22)) <= room for n in range(STEPS))
        words = brush.say(self.name if long else f"{self.name}.short")
        size = brush.fit(words, brush.small, room)
        color = brush.theme.text if current or share >= 1 else brush.theme.muted
        brush.write(words, rect.center, size, color, anchor="center")


def _left(area: pygame.Rect, share: float) -> pygame.Rect:
    return pygame.Rect(area.x, area.y, round(share * area.w), area.h)


class LinePanel(OldPanel):
    """The whole forward pass in one line, the step looked at lit."""

    name = "forward.line"

    def key(self, state: State) -> object:
        return state.forward.step

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        parts = brush.say("compute.line").split(_ARROW)
        rows = round(rect.h / brush.px(26))
        size = brush.px(22)
        while size > 8 and len(lines := _broken(brush.text, parts, size, rect.w)) > rows:
            size -= 1
        lines = _broken(brush.text, parts, size, rect.w)
        for line, row in zip(lines, rect.rows(rows), strict=False):
            x = row.x
            for nth in line:
                if nth:
                    at, arrow = (x, row.center[1]), _ARROW if nth != line[0] else _ARROW[1:]
                    x = brush.write(arrow, at, size, brush.theme.muted, anchor="midleft").right
                here = nth == state.forward.step + 1
                color, at = brush.theme.winner if here else brush.theme.muted, (x, row.center[1])
                x = brush.write(parts[nth], at, size, color, anchor="midleft").right


def _broken(text: Text, parts: list[str], size: int, width: float) -> list[list[int]]:
    """The parts in lines, broken before arrows."""
    lines: list[list[int]] = [[]]
    x = 0.0
    for nth, words in enumerate(parts):
        wide = text.width(words, size) + (text.width(_ARROW, size) if nth else 0)
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0.0
        lines[-1].append(nth)
        x += wide
    return lines


class FormulaPanel(OldPanel):
    """The step as a formula, and the shapes of what it takes and gives."""

    name = "forward.formula"

    def key(self, state: State) -> object:
        return state.forward.step

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        step, two = state.forward.step, rect.w < brush.px(NARROW)
        above, below = rect.top_part(rect.h * 0.56) if two else (rect, rect)
        at = above.x, above.center[1]
        size, words = brush.px(34), brush.say(f"forward.formula.{step}")
        place = brush.write(words, at, size, brush.theme.text, bold=True, anchor="midleft")
        told = shape_words(step)
        room = rect.w if two else rect.right - place.right - brush.px(20)
        size = brush.fit(told, brush.small, room)
        at = (below.x if two else rect.right), below.center[1]
        anchor = "midleft" if two else "midright"
        brush.write(told, at, size, brush.theme.muted, anchor=anchor)


def shape_words(step: int) -> str:
    """The shapes of a step in words."""
    after, before = SIZES[layer_of(step)], SIZES[layer_of(step) - 1]
    kind = "sum" if is_sum(step) else "all" if step == STEPS - 1 else "each"
    return say(f"forward.shape.{kind}", after=after, before=before)


class FocusPanel(OldPanel):
    """The neuron looked at, and how far its value has been worked out."""

    name = "forward.focus"
    every = 3

    def key(self, state: State) -> object:
        revisions = state.prediction.trace, state.network_revision, state.forward.step
        return revisions, focused(state), shown(state)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        words = title_of(focused(state)), progress_words(state)
        for nth, (row, told) in enumerate(zip(rect.rows(2), words, strict=True)):
            bold, color = nth == 0, brush.theme.text if nth == 0 else brush.theme.muted
            size = brush.fit(told, brush.px(brush.theme.small if bold else 22), rect.w, bold=bold)
            at = row.x, row.center[1]
            brush.write(told, at, size, color, bold=bold, anchor="midleft")


def progress_words(state: State) -> str:
    """How far the focused neuron's value has been worked out."""
    step, come, whole = state.forward.step, shown(state), count(state)
    trace, index = state.prediction.trace, focused(state).index
    if trace is None:
        return ""
    if step == STEPS - 1:
        if come >= whole:
            share = percent_of(float(trace.probabilities[index]))
            return say("forward.softmax.done", share=share)
        key = "adds" if come <= TEN else "divides"
        return say(f"forward.softmax.{key}", term=come - TEN * (come > TEN))
    if not is_sum(step):
        z, a = (
            float(values[step // 2][index]) for values in (trace.pre_activations, trace.layers[1:])
        )
        return say("forward.relu", z=figure(z, 2), a=figure(a, 2, signed=False))
    if come == 0:
        return say("forward.count.none")
    if come < whole:
        return say("forward.count", term=come, count=whole)
    zero = SIZES[layer_of(step) - 1] + 1 - whole
    if whole == 1:
        return say("forward.count.only", zero=zero)
    return say("forward.count.all" if zero else "forward.count.whole", count=whole, zero=zero)


class WordsPanel(OldPanel):
    """What a ReLU, or the softmax, does to this drawing."""

    name = "forward.words"
    every = 3

    def key(self, state: State) -> object:
        return state.prediction.trace, state.forward.step

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        if state.prediction.trace is None:
            return
        words, step = brush.say("forward.softmax.words"), state.forward.step
        if step < STEPS - 1:
            values = state.prediction.trace.pre_activations[step // 2]
            broken = int((~np.isfinite(values)).sum())
            off = int((state.prediction.trace.layers[layer_of(step)] == 0).sum())
            words = brush.say("forward.silent", off=off, count=len(values))
            if broken:
                words = brush.say("forward.nan", broken=broken, count=len(values))
        colors = brush.theme.text, brush.theme.text
        draw_fitted(brush, (words,), rect, brush.small, colors)


class NamePanel(OldPanel):
    """What stands above a picture, or between two."""

    def __init__(self, theme: Theme, text: Text, name: str) -> None:
        self.name = name
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return state.forward.step

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        sign = self.name.startswith("forward.sign.")
        words = brush.say(self.name) if sign else name_words(self.name, state.forward.step)
        size = brush.fit(words, brush.px(28 if sign else 22), rect.w)
        at = rect.center
        color = brush.theme.text if sign else brush.theme.muted
        brush.write(words, at, size, color, anchor="center")


def name_words(name: str, step: int) -> str:
    """The name of a vector or matrix of a step, with its size."""
    layer = layer_of(step)
    sums = is_sum(step)
    if name == "forward.matrix.words":
        matrix = f"W{LOWERED[layer]}"
        return say(name, name=matrix, after=SIZES[layer], before=SIZES[layer - 1])
    if name == "forward.bias.words":
        return f"b{LOWERED[layer]}"
    if name == "forward.out.words":
        return f"{'z' if sums else 'a'}{LOWERED[layer]}"
    if sums:
        return "x" if layer == 1 else f"a{LOWERED[layer - 1]}"
    return f"z{LOWERED[layer]}"


class BlankPanel(OldPanel):
    """Without a drawing: what to do, and what will come."""

    name = "forward.blank"

    def key(self, state: State) -> object:
        return None

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        rest = draw_invitation(brush, rect, 64)
        parts = brush.say("compute.line").split(_ARROW)
        rows, large, small = rest.rows(len(parts)), brush.px(32), brush.small
        arrow = brush.width("→", large) + brush.px(12)
        across = arrow + max(brush.width(part, large) for part in parts) + brush.px(24)
        for nth, (part, row) in enumerate(zip(parts, rows, strict=True)):
            left, right = row.left_part(across)
            if nth:
                at = row.x, left.center[1]
                brush.write("→", at, large, brush.theme.muted, anchor="midleft")
            at = row.x + arrow, left.center[1]
            brush.write(part, at, large, brush.theme.winner, anchor="midleft")
            lines = brush.wrap(brush.say(f"forward.blank.{nth}"), small, right.w)
            y = right.center[1] - small * LINE * (len(lines) - 1) / 2
            for line in lines:
                brush.write(line, (right.x, y), small, brush.theme.muted, anchor="midleft")
                y += small * LINE


def _named(kind: Callable[..., Any], name: object) -> Callable[[Theme, Text], Any]:
    return lambda theme, text: kind(theme, text, name)


_NAMES = (
    "forward.matrix.words",
    "forward.in.words",
    "forward.out.words",
    "forward.bias.words",
    "forward.sign.times",
    "forward.sign.plus",
    "forward.sign.is",
)
#: the panels of this part
PANELS: tuple[Maker, ...] = (
    *(_named(StepTile, step) for step in range(STEPS)),
    LinePanel,
    FormulaPanel,
    MatrixPanel,
    BiasPanel,
    *(_named(VectorPanel, name) for name in ("forward.in", "forward.out")),
    *(_named(NamePanel, name) for name in _NAMES),
    FocusPanel,
    SumPanel,
    PathPanel,
    ReluPanel,
    SoftmaxPanel,
    WordsPanel,
    BlankPanel,
)
