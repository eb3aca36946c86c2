"""The parts of the forward pass: the buttons of its steps, its words, and a list of them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import SIZES
from game.lab.card.sentences import percent_of, title_of
from game.lab.forward.layout import STEPS, is_sum, layer_of
from game.lab.forward.update import count, focused, lit, shown, waits
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.forward.relu import ReluPanel
from game.view.forward.running_sum import PathPanel, SumPanel
from game.view.forward.softmax import TEN, SoftmaxPanel
from game.view.forward.vectors import BiasPanel, MatrixPanel, VectorPanel
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED
from game.view.paint.lines import Line, write_lines
from game.view.paint.text import LINE
from game.view.paint.widgets import box
from game.view.panel import Panel, draw_invitation
from game.words.catalogue import say
from game.words.numbers import figure

#: what the parts of the sentence "compute.line" are joined by, and what stands for some of them
_ARROW, _MORE = " → ", "…"
#: lines that this sentence has
_LINES = 2
#: the sentences of each step: its button with enough room and with less; what it does, in long and
#: in short; and its formula
_BUTTONS = ("fstep.0", "fstep.1", "fstep.2", "fstep.3", "fstep.4", "fstep.5")
_SHORT_BUTTONS = (
    "fstep.0.short",
    "fstep.1.short",
    "fstep.2.short",
    "fstep.3.short",
    "fstep.4.short",
    "fstep.5.short",
)
_PLAIN = (
    "forward.plain.0",
    "forward.plain.1",
    "forward.plain.2",
    "forward.plain.1",
    "forward.plain.4",
    "forward.plain.5",
)
_SHORT_PLAIN = (
    "forward.plain.0.short",
    "forward.plain.1.short",
    "forward.plain.2.short",
    "forward.plain.1.short",
    "forward.plain.4.short",
    "forward.plain.5.short",
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
        area, radius, small = box(rect), brush.px(12), brush.small
        fill = theme.button_down if held else theme.button_hover if hovered else theme.button
        pygame.draw.rect(surface, fill, area, border_radius=radius)
        clip = surface.get_clip()
        surface.set_clip(pygame.Rect(area.x, area.y, value.filled, area.h).clip(clip))
        light = theme.button_down if value.current else theme.button_hover
        pygame.draw.rect(surface, light, area, border_radius=radius)
        bar = pygame.Rect(0, 0, area.w - 2 * radius, brush.px(4))
        bar.midbottom = area.centerx, area.bottom - brush.px(4)
        pygame.draw.rect(surface, theme.text, bar, border_radius=brush.px(2))
        surface.set_clip(clip)
        edge = theme.text if has_focus or value.current else theme.edge
        width = brush.px(4 if has_focus else 3 if value.current else 1.5)
        pygame.draw.rect(surface, edge, area, width, border_radius=radius)
        room = rect.w - brush.px(8)
        # All six have long words, or all have short ones.
        long = all(brush.width(brush.say(key), small) <= room for key in _BUTTONS)
        words = brush.say((_BUTTONS if long else _SHORT_BUTTONS)[self._step])
        color = theme.text if value.current or value.done else theme.muted
        brush.write(words, rect.center, small, color, anchor="center")


class LinePanel(Panel[int]):
    """The whole forward pass in one sentence, the step looked at lit. Its value: that step."""

    name = "forward.line"

    def look(self, state: State) -> int:
        return state.forward.step

    def draw(self, brush: Brush, rect: Rect, value: int) -> None:
        parts, size, theme = brush.say("compute.line").split(_ARROW), brush.small, brush.theme
        for wording in (list(range(len(parts))), _some(value + 1, len(parts) - 1)):
            said = [_MORE if nth is None else parts[nth] for nth in wording]
            lines = _lines_of(brush, said, rect.w)
            if len(lines) <= _LINES:
                break
        for line, row in zip(lines, rect.rows(_LINES), strict=False):
            x, y = row.x, row.center[1]
            for nth in line:
                if nth:
                    arrow = _ARROW if nth != line[0] else _ARROW[1:]
                    x = brush.write(arrow, (x, y), size, theme.muted, anchor="midleft").right
                lit = wording[nth] == value + 1
                color = theme.text if lit else theme.muted
                x = brush.write(said[nth], (x, y), size, color, bold=lit, anchor="midleft").right


def _some(lit: int, last: int) -> list[int | None]:
    """The indices of the parts of the short sentence: the first, the first step or the one looked
    at, and the last; None stands for parts that are left out."""
    kept = sorted({0, 1 if lit == last else lit, last})
    some: list[int | None] = [0]
    for before, nth in pairwise(kept):
        some += [nth] if nth == before + 1 else [None, nth]
    return some


def _lines_of(brush: Brush, parts: list[str], width: float) -> list[list[int]]:
    """The indices of the parts in each line, where lines are broken before arrows; every part is
    given the room that it has in bold."""
    lines: list[list[int]] = [[]]
    size, x = brush.small, 0.0
    for nth, words in enumerate(parts):
        wide = brush.width(words, size, bold=True) + (brush.width(_ARROW, size) if nth else 0)
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0.0
        lines[-1].append(nth)
        x += wide
    return lines


class StepWords(NamedTuple):
    """A step, and what was measured of it for this drawing: of a ReLU how many of its values are 0,
    and how many are not finite."""

    step: int
    off: int = 0
    broken: int = 0


class StepWordsPanel(Panel[StepWords]):
    """What a step does in plain words, and below that in exact ones."""

    name = "forward.words"
    every = 3

    def look(self, state: State) -> StepWords:
        trace, step = state.prediction.trace, state.forward.step
        assert trace is not None  # without a drawing the stage has no such item
        if is_sum(step) or step == STEPS - 1:
            return StepWords(step)
        broken = int((~np.isfinite(trace.pre_activations[step // 2])).sum())
        return StepWords(step, int((trace.layers[layer_of(step)] == 0).sum()), broken)

    def draw(self, brush: Brush, rect: Rect, value: StepWords) -> None:
        theme, say = brush.theme, brush.say
        plain = say(_PLAIN[value.step]), say(_SHORT_PLAIN[value.step])
        exact = _exact_words(say, value)
        color = theme.damage if value.broken else theme.muted
        lines = Line(plain, brush.body, theme.text), Line(exact, brush.small, color)
        write_lines(brush, rect, lines)


def _exact_words(say: Callable[..., str], value: StepWords) -> tuple[str, ...]:
    """The formula and the shapes of a step, or what was measured of it; long to short."""
    formula, step = say(_FORMULAS[value.step]), value.step
    after, before = SIZES[layer_of(step)], SIZES[layer_of(step) - 1]
    if is_sum(step):
        shape = say("forward.shape.sum", after=after, before=before)
        return f"{formula}:  {shape}", shape
    if step == STEPS - 1:
        return say("forward.exact.5"), formula
    if value.broken:
        broken = say("forward.nan", broken=value.broken, count=after)
        return broken, say("forward.nan.short", broken=value.broken)
    silent = say("forward.silent", off=value.off, count=after)
    return f"{formula}:  {silent}", silent


class FocusLines(NamedTuple):
    """Two lines, each long to short: the name of the neuron looked at, and how far its value has
    been worked out."""

    title: tuple[str, ...]
    progress: tuple[str, ...]


class FocusPanel(Panel[FocusLines]):
    """The neuron looked at, and how far its value has been worked out."""

    name = "forward.focus"
    every = 3

    def look(self, state: State) -> FocusLines:
        unit = focused(state)
        title = title_of(unit), say("forward.neuron", index=unit.index)
        return FocusLines(title, _progress_words(state))

    def draw(self, brush: Brush, rect: Rect, value: FocusLines) -> None:
        theme, size = brush.theme, brush.small
        # Devanagari needs all the height there is.
        up, down = (0.6, 0.6) if rect.h > 2.4 * size else (0.55, 0.52)
        lines = (value.title, theme.text, True, -up), (value.progress, theme.muted, False, down)
        for words, color, bold, side in lines:
            said = brush.choose(words, size, rect.w, bold=bold)
            at = rect.x, rect.center[1] + side * size
            brush.write(said, at, size, color, bold=bold, anchor="midleft")


def _progress_words(state: State) -> tuple[str, ...]:
    """How far the focused neuron's value has been worked out; long to short."""
    trace, step = state.prediction.trace, state.forward.step
    arrived, whole = shown(state), count(state)
    assert trace is not None  # without a drawing the stage has no such item
    index = focused(state).index
    if waits(state):
        return (say("forward.wait"),)
    if step == STEPS - 1:
        if arrived >= whole:
            share = percent_of(float(trace.probabilities[index]))
            return (say("forward.softmax.done", share=share),)
        if arrived <= TEN:
            short = say("forward.softmax.adds.short", term=arrived)
            return say("forward.softmax.adds", term=arrived), short
        return (say("forward.softmax.divides", term=arrived - TEN),)
    if not is_sum(step):
        z = figure(float(trace.pre_activations[step // 2][index]), 2)
        a = figure(float(trace.layers[layer_of(step)][index]), 2, signed=False)
        return say("forward.relu", z=z, a=a), say("forward.relu.short", a=a)
    if arrived == 0:
        return (say("forward.count.none"),)
    if arrived < whole:
        return (say("forward.count", term=arrived, count=whole),)
    zero = SIZES[layer_of(step) - 1] + 1 - whole
    if whole == 1:
        return say("forward.count.only", zero=zero), say("forward.count.only.short")
    short = say("forward.count.whole", count=whole)
    return (say("forward.count.all", count=whole, zero=zero), short) if zero else (short,)


class NamePanel(Panel[tuple[str, ...]]):
    """The name of a vector or matrix of the step, above its picture; long to short."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> tuple[str, ...]:
        return _name_words(self.name, state.forward.step)

    def draw(self, brush: Brush, rect: Rect, value: tuple[str, ...]) -> None:
        small = brush.small
        words = brush.choose(value, small, rect.w)
        brush.write(words, rect.center, small, brush.theme.muted, anchor="center")


def _name_words(name: str, step: int) -> tuple[str, ...]:
    """What stands in the item ``name`` in a step, long to short; of a matrix its size as well."""
    layer = layer_of(step)
    sums = is_sum(step)
    if name == "forward.matrix.words":
        matrix, after, before = f"W{LOWERED[layer]}", SIZES[layer], SIZES[layer - 1]
        return say("forward.matrix.words", name=matrix, after=after, before=before), matrix
    if name == "forward.bias.words":
        return (f"b{LOWERED[layer]}",)
    if name == "forward.out.words":
        return (f"{'z' if sums else 'a'}{LOWERED[layer]}",)
    if sums:
        return ("x" if layer == 1 else f"a{LOWERED[layer - 1]}",)
    return (f"z{LOWERED[layer]}",)


class SignPanel(Panel[None]):
    """The sign between two pictures of an equation."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        words, color = brush.say(self.name), brush.theme.text
        brush.write(words, rect.center, brush.body, color, anchor="center")


class ForwardBlankPanel(Panel[None]):
    """Without a drawing: what to do, and what will come."""

    name = "forward.blank"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        theme, body, small = brush.theme, brush.body, brush.small
        rest = draw_invitation(brush, rect, 64)
        parts = brush.say("compute.line").split(_ARROW)
        arrow = brush.width(_ARROW[1:], body)
        across = arrow + max(brush.width(part, body) for part in parts) + brush.px(24)
        rows = rest.rows(len(parts))
        for nth, (part, key, row) in enumerate(zip(parts, _COMING, rows, strict=True)):
            left, right = row.left_part(across)
            y = left.center[1]
            if nth:
                brush.write(_ARROW[1:], (row.x, y), body, theme.muted, anchor="midleft")
            brush.write(part, (row.x + arrow, y), body, theme.text, anchor="midleft")
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
    StepWordsPanel,
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
    ForwardBlankPanel,
)
