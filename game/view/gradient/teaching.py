"""Teaching on screen: the learning rate, the curve of the loss, and what a step has done."""

from __future__ import annotations

from math import exp, isfinite
from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.model.accuracy import Accuracy
from game.core.model.gradient import Gradient
from game.core.model.network import Network
from game.lab.gradient.layout import LINE
from game.lab.gradient.update import (
    RATE_UNIT,
    accuracy_known,
    gradient_of,
    steps_here,
    teachable,
    would_move,
)
from game.lab.state.gradient import Step
from game.lab.state.state import State
from game.view.gradient.numbers import digits
from game.view.paint.brush import Brush
from game.view.paint.widgets import draw_fitted
from game.view.panel import Panel
from game.words.numbers import count, local, percent, share

#: below this loss, in nats, a step changes hardly anything
_LITTLE = 0.01
#: A loss that is almost 0 moves by rounding alone: a rise of no more than this is none.
_ROUNDING = 1e-6


class RatePanel(Panel[int]):
    """The learning rate, in 1/RATE_UNIT, above its slider."""

    name = "teach.rate"

    def look(self, state: State) -> int:
        return state.gradient.rate

    def draw(self, brush: Brush, rect: Rect, value: int) -> None:
        words = brush.say("teach.rate", rate=rate_words(value))
        size = brush.fit(words, brush.small, rect.w)
        brush.write(words, (rect.x, rect.center[1]), size, brush.theme.text, anchor="midleft")


def rate_words(rate: int) -> str:
    """A rate in 1/RATE_UNIT as a decimal: "0.001"."""
    return local(f"{rate / RATE_UNIT:.5f}".rstrip("0").rstrip("."))


class CurvePanel(Panel[tuple[Step, ...]]):
    """The loss before and after each step on this drawing."""

    name = "teach.curve"
    every = 3

    def look(self, state: State) -> tuple[Step, ...]:
        return steps_here(state)

    def draw(self, brush: Brush, rect: Rect, value: tuple[Step, ...]) -> None:
        caption, plot = rect.top_part(brush.px(LINE))
        words, color = brush.say("teach.curve"), brush.theme.muted
        if value:
            before, after = digits(value[-1].loss), digits(value[-1].after)
            words = brush.say("teach.curve.step", before=before, after=after)
            color = brush.theme.text
        size = brush.fit(words, brush.small, rect.w)
        brush.write(words, (rect.x, caption.center[1]), size, color, anchor="midleft")
        self._draw_curve(brush, plot.inset(brush.px(6), brush.px(5)), value)

    def _draw_curve(self, brush: Brush, plot: Rect, steps: tuple[Step, ...]) -> None:
        theme, surface = brush.theme, brush.surface
        for y in (round(plot.bottom), round(plot.bottom - plot.h)):
            pygame.draw.line(surface, theme.track, (plot.x, y), (plot.right, y), brush.px(1))
        losses = [loss for step in steps for loss in (step.loss, step.after)]
        if not losses:
            return
        most = max([loss for loss in losses if isfinite(loss)], default=0) or 1
        width = plot.w / max(len(steps), 4)

        def point(nth: float, loss: float) -> tuple[float, float]:
            high = min(loss / most, 1) if isfinite(loss) else 1
            return plot.x + nth * width, plot.bottom - high * plot.h

        for nth, step in enumerate(steps):
            fell = step.after <= step.loss + _ROUNDING
            ends = point(nth, step.loss), point(nth + 1, step.after)
            color = theme.text if fell else theme.damage
            pygame.draw.aaline(surface, color, *ends, brush.px(3))
            pygame.draw.aacircle(surface, color, ends[1], brush.px(4))
        pygame.draw.aacircle(surface, theme.text, point(0, steps[0].loss), brush.px(4))


class Taught(NamedTuple):
    """``gradient``: of the drawing, None without one; ``rate``: in 1/RATE_UNIT; ``steps``: those
    done, oldest first; ``here``: those of them on this drawing; ``accuracy``: of the network now,
    None until it is measured."""

    gradient: Gradient | None
    network: Network | None
    rate: int
    steps: tuple[Step, ...]
    here: tuple[Step, ...]
    accuracy: Accuracy | None


class TeachingPanel(Panel[Taught]):
    """What the last step did to this drawing, before the first step what it would do; and what all
    steps did to the accuracy."""

    name = "teach.words"
    every = 3

    def look(self, state: State) -> Taught:
        rate, steps = state.gradient.rate, state.gradient.taught
        return Taught(
            gradient_of(state), state.network, rate, steps, steps_here(state), accuracy_known(state)
        )

    def draw(self, brush: Brush, rect: Rect, value: Taught) -> None:
        if value.gradient is not None and not teachable(value.gradient):
            words: tuple[str, ...] = (brush.say("teach.none"),)
        else:
            words = _step_words(brush, value) if value.here else _hint(brush, value)
            words += _cost_words(brush, value)
        colors = brush.theme.text, brush.theme.winner
        draw_fitted(brush, words, rect, brush.small, colors)


def _step_words(brush: Brush, value: Taught) -> tuple[str, ...]:
    """What the last step on this drawing has done."""
    last = value.here[-1]
    step = brush.say(
        "teach.step",
        count=last.of_picture,
        moved=count(last.moved),
        digit=last.target,
        before=_probability(last.loss),
        after=_probability(last.after),
    )
    return (step,)


def _cost_words(brush: Brush, value: Taught) -> tuple[str, ...]:
    """What all steps together, on whatever drawing, have done to the accuracy."""
    if not value.steps:
        return ()
    before, after = value.steps[0].accuracy, _read_right(brush, value.accuracy)
    if before is None:
        return (brush.say("teach.now", after=after),)
    return (brush.say("teach.cost", before=_read_right(brush, before), after=after),)


def _hint(brush: Brush, value: Taught) -> tuple[str, ...]:
    """What the first step would do."""
    if value.gradient is None or value.network is None:
        return ()
    if value.gradient.loss < _LITTLE:
        return (brush.say("teach.learned", digit=value.gradient.target),)
    moved = would_move(value.network, value.gradient, value.rate)
    return (brush.say("teach.hint", moved=count(moved)),)


def _probability(loss: float) -> str:
    """The probability that has this loss, as a percentage."""
    return percent(exp(-loss)) if isfinite(loss) else digits(loss)


def _read_right(brush: Brush, accuracy: Accuracy | None) -> str:
    """How many of the test digits are read right."""
    return brush.say("teach.wait") if accuracy is None else share(accuracy.share, 2)
