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
from game.view.forward.relu import ReluPanel
from game.view.forward.running_sum import PathPanel, SumPanel
from game.view.forward.softmax import TEN, SoftmaxPanel
from game.view.forward.vectors import BiasPanel, MatrixPanel, VectorPanel
from game.view.paint.figures import LOWERED
from game.view.paint.text import LINE, Text, draw_fitted
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, control_look
from game.view.panel import Maker, Panel, draw_invitation
from game.words.catalogue import say

_ARROW = " → "
#: steps in which a step's button fills as the wave goes through it
_FILLS = 12


class StepTile(Panel):
    """The button of a step, which fills as the wave does it."""

    def __init__(self, theme: Theme, text: Text, step: int) -> None:
        self.name = f"fstep.{step}"
        self._step = step
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        filled = round(_FILLS * lit(state, self._step))
        return control_look(state, self.name), filled, state.forward.step == self._step

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        held, hovered, focus = control_look(state, self.name)
        current, share = state.forward.step == self._step, lit(state, self._step)
        area, radius = box(rect), theme.px(12)
        fill = theme.button_down if held else theme.button_hover if hovered else theme.button
        pygame.draw.rect(surface, fill, area, border_radius=radius)
        clip = surface.get_clip()
        surface.set_clip(_left(area, share).clip(clip))
        lights = theme.button_down if current else theme.button_hover
        pygame.draw.rect(surface, lights, area, border_radius=radius)
        bar = pygame.Rect(0, 0, area.w - 2 * radius, theme.px(4))
        bar.midbottom = area.centerx, area.bottom - theme.px(4)
        pygame.draw.rect(surface, theme.winner, bar, border_radius=theme.px(2))
        surface.set_clip(clip)
        edge = theme.winner if focus else theme.positive if current else theme.panel_edge
        width = theme.px(3 if focus else 2 if current else 1.5)
        pygame.draw.rect(surface, edge, area, width, border_radius=radius)
        room = rect.w - theme.px(8)
        long = all(text.width(say(f"fstep.{n}"), theme.px(22)) <= room for n in range(STEPS))
        words = say(self.name if long else f"{self.name}.short")
        size = text.fit(words, theme.px(theme.small), room)
        colour = theme.text if current or share >= 1 else theme.muted
        text.draw(surface, words, rect.centre, size, colour, anchor="center")


def _left(area: pygame.Rect, share: float) -> pygame.Rect:
    return pygame.Rect(area.x, area.y, round(share * area.w), area.h)


class LinePanel(Panel):
    """The whole forward pass in one line, the step looked at lit."""

    name = "forward.line"

    def key(self, state: State) -> object:
        return state.forward.step

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        parts = say("compute.line").split(_ARROW)
        rows = round(rect.h / theme.px(26))
        size = theme.px(22)
        while size > 8 and len(lines := _broken(text, parts, size, rect.w)) > rows:
            size -= 1
        lines = _broken(text, parts, size, rect.w)
        for line, row in zip(lines, rect.rows(rows), strict=False):
            x = row.x
            for nth in line:
                if nth:
                    at, arrow = (x, row.centre[1]), _ARROW if nth != line[0] else _ARROW[1:]
                    x = text.draw(surface, arrow, at, size, theme.muted, anchor="midleft").right
                here = nth == state.forward.step + 1
                colour, at = theme.winner if here else theme.muted, (x, row.centre[1])
                x = text.draw(surface, parts[nth], at, size, colour, anchor="midleft").right


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


class FormulaPanel(Panel):
    """The step as a formula, and the shapes of what it takes and gives."""

    name = "forward.formula"

    def key(self, state: State) -> object:
        return state.forward.step

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        step, two = state.forward.step, rect.w < theme.px(NARROW)
        above, below = rect.top_part(rect.h * 0.56) if two else (rect, rect)
        at = above.x, above.centre[1]
        size, words = theme.px(34), say(f"forward.formula.{step}")
        place = text.draw(surface, words, at, size, theme.text, bold=True, anchor="midleft")
        told = shape_words(step)
        room = rect.w if two else rect.right - place.right - theme.px(20)
        size = text.fit(told, theme.px(theme.small), room)
        at = (below.x if two else rect.right), below.centre[1]
        anchor = "midleft" if two else "midright"
        text.draw(surface, told, at, size, theme.muted, anchor=anchor)


def shape_words(step: int) -> str:
    """The shapes of a step in words."""
    after, before = SIZES[layer_of(step)], SIZES[layer_of(step) - 1]
    kind = "sum" if is_sum(step) else "all" if step == STEPS - 1 else "each"
    return say(f"forward.shape.{kind}", after=after, before=before)


class FocusPanel(Panel):
    """The neuron looked at, and how far its value has been worked out."""

    name = "forward.focus"
    every = 3

    def key(self, state: State) -> object:
        revisions = state.trace_revision, state.network_revision, state.forward.step
        return revisions, focused(state), shown(state)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        words = title_of(focused(state)), progress_words(state)
        for nth, (row, told) in enumerate(zip(rect.rows(2), words, strict=True)):
            bold, colour = nth == 0, theme.text if nth == 0 else theme.muted
            size = text.fit(told, theme.px(theme.small if bold else 22), rect.w, bold=bold)
            at = row.x, row.centre[1]
            text.draw(surface, told, at, size, colour, bold=bold, anchor="midleft")


def progress_words(state: State) -> str:
    """How far the focused neuron's value has been worked out."""
    step, come, whole = state.forward.step, shown(state), count(state)
    trace, index = state.trace, focused(state).index
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


class WordsPanel(Panel):
    """What a ReLU, or the softmax, does to this drawing."""

    name = "forward.words"
    every = 3

    def key(self, state: State) -> object:
        return state.trace_revision, state.forward.step

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, rect = self._theme, state.stage.rect(self.name)
        if state.trace is None:
            return
        words, step = say("forward.softmax.words"), state.forward.step
        if step < STEPS - 1:
            values = state.trace.pre_activations[step // 2]
            broken = int((~np.isfinite(values)).sum())
            off = int((state.trace.layers[layer_of(step)] == 0).sum())
            words = say("forward.silent", off=off, count=len(values))
            if broken:
                words = say("forward.nan", broken=broken, count=len(values))
        colours = theme.text, theme.text
        draw_fitted(surface, self._text, (words,), rect, theme.px(theme.small), colours)


class NamePanel(Panel):
    """What stands above a picture, or between two."""

    def __init__(self, theme: Theme, text: Text, name: str) -> None:
        self.name = name
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return state.forward.step

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, rect = self._theme, state.stage.rect(self.name)
        sign = self.name.startswith("forward.sign.")
        words = say(self.name) if sign else name_words(self.name, state.forward.step)
        size = self._text.fit(words, theme.px(28 if sign else 22), rect.w)
        at = rect.centre
        colour = theme.text if sign else theme.muted
        self._text.draw(surface, words, at, size, colour, anchor="center")


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


class BlankPanel(Panel):
    """Without a drawing: what to do, and what will come."""

    name = "forward.blank"

    def key(self, state: State) -> object:
        return None

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        rest = draw_invitation(surface, theme, text, rect, 64)
        parts = say("compute.line").split(_ARROW)
        rows, large, small = rest.rows(len(parts)), theme.px(32), theme.px(theme.small)
        arrow = text.width("→", large) + theme.px(12)
        across = arrow + max(text.width(part, large) for part in parts) + theme.px(24)
        for nth, (part, row) in enumerate(zip(parts, rows, strict=True)):
            left, right = row.left_part(across)
            if nth:
                at = row.x, left.centre[1]
                text.draw(surface, "→", at, large, theme.muted, anchor="midleft")
            at = row.x + arrow, left.centre[1]
            text.draw(surface, part, at, large, theme.winner, anchor="midleft")
            lines = text.wrap(say(f"forward.blank.{nth}"), small, right.w)
            y = right.centre[1] - small * LINE * (len(lines) - 1) / 2
            for line in lines:
                text.draw(surface, line, (right.x, y), small, theme.muted, anchor="midleft")
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
