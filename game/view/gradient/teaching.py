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
    gradient_shown,
    steps_here,
    teachable,
    would_move,
)
from game.lab.state.gradient import Step
from game.lab.state.state import State
from game.view.control import Button, button_of, draw_button
from game.view.gradient.numbers import digits
from game.view.paint.brush import Brush
from game.view.paint.lines import Line, write_lines, write_paragraph
from game.view.panel import Panel
from game.words.numbers import count, local, percent, share

#: below this loss, in nats, a step changes hardly anything
_LITTLE = 0.01
#: A loss that is almost 0 moves by rounding alone: a rise of no more than this is none.
_ROUNDING = 1e-6
_LOWERED = "₀₁₂₃₄₅₆₇₈₉"
#: width of the bar that marks what was taught, and from it to the words; px at 1080 lines
_MARK, _BESIDE = 5, 14


class RatePanel(Panel[int]):
    """The learning rate, in 1/RATE_UNIT, above its slider."""

    name = "teach.rate"

    def look(self, state: State) -> int:
        return state.gradient.rate

    def draw(self, brush: Brush, rect: Rect, value: int) -> None:
        rate, size = rate_words(value), brush.small
        words = brush.say("teach.rate", rate=rate), brush.say("teach.rate.short", rate=rate)
        at = rect.x, rect.center[1]
        said = brush.choose(words, size, rect.w)
        brush.write(said, at, size, brush.theme.text, anchor="midleft")


def rate_words(rate: int) -> str:
    """A rate in 1/RATE_UNIT as a decimal: "0.001"."""
    return local(f"{rate / RATE_UNIT:.5f}".rstrip("0").rstrip("."))


class TeachButton(Panel[Button]):
    """The button that teaches, with the color of learning below its words."""

    name = "teach"

    def look(self, state: State) -> Button:
        return button_of(state, self.name)

    def draw(self, brush: Brush, rect: Rect, value: Button) -> None:
        draw_button(brush, rect, value)
        bar = pygame.Rect(0, 0, round(rect.w - brush.px(28)), brush.px(_MARK))
        bar.midbottom = round(rect.center[0]), round(rect.bottom - brush.px(4))
        color = brush.theme.track if value.idle else brush.theme.learning
        pygame.draw.rect(brush.surface, color, bar, border_radius=brush.px(2))


class Losses(NamedTuple):
    """The steps on this drawing, and its loss now; None where there is none that is finite."""

    steps: tuple[Step, ...]
    now: float | None


class CurvePanel(Panel[Losses]):
    """The loss of this drawing before and after each step on it."""

    name = "teach.curve"
    every = 3

    def look(self, state: State) -> Losses:
        found = gradient_shown(state)
        known = found is not None and isfinite(found.loss)
        return Losses(steps_here(state), found.loss if found is not None and known else None)

    def draw(self, brush: Brush, rect: Rect, value: Losses) -> None:
        caption, plot = rect.top_part(brush.px(LINE))
        words = brush.say("teach.curve"), brush.say("teach.curve.short")
        said = brush.choose(words, brush.small, rect.w)
        at = rect.x, caption.center[1]
        brush.write(said, at, brush.small, brush.theme.muted, anchor="midleft")
        plot = plot.top_part(brush.px(6))[1]
        _draw_curve(brush, plot.inset(brush.px(8), brush.px(7)), value)


def _draw_curve(brush: Brush, plot: Rect, value: Losses) -> None:
    """Down from step to step; a step that raised the loss has the color of what is wrong, and ends
    in a ring."""
    theme, surface, steps = brush.theme, brush.surface, value.steps
    base = round(plot.bottom)
    pygame.draw.rect(surface, theme.track, (round(plot.x), base, round(plot.w), brush.px(2)))
    losses = [loss for step in steps for loss in (step.loss, step.after)]
    most = max([loss for loss in (*losses, value.now or 0) if isfinite(loss)], default=0) or 1
    width = plot.w / max(len(steps), 4)

    def point(nth: float, loss: float) -> tuple[float, float]:
        high = min(loss / most, 1) if isfinite(loss) else 1
        return plot.x + nth * width, plot.bottom - high * plot.h

    if not steps:
        if value.now is not None:
            pygame.draw.aacircle(surface, theme.learning, point(0, value.now), brush.px(7))
        return
    for nth, step in enumerate(steps):
        fell = step.after <= step.loss + _ROUNDING
        ends = point(nth, step.loss), point(nth + 1, step.after)
        color = theme.learning if fell else theme.damage
        pygame.draw.line(surface, color, *ends, brush.px(4))
        pygame.draw.aacircle(surface, color, ends[1], brush.px(7))
        if not fell:
            pygame.draw.aacircle(surface, theme.panel, ends[1], brush.px(4))
    pygame.draw.aacircle(surface, theme.learning, point(0, steps[0].loss), brush.px(7))


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
        teaching, here = state.gradient, steps_here(state)
        found = gradient_shown(state)
        accuracy = accuracy_known(state)
        return Taught(found, state.network, teaching.rate, teaching.taught, here, accuracy)

    def draw(self, brush: Brush, rect: Rect, value: Taught) -> None:
        if value.gradient is not None and not teachable(value.gradient):
            none = brush.say("teach.none"), brush.say("teach.none.short")
            write_paragraph(brush, rect, Line(none, brush.body, brush.theme.text))
            return
        lines = [
            *(_step_lines(brush, value.here[-1]) if value.here else _hint_lines(brush, value)),
            *_cost_lines(brush, value),
        ]
        mark = brush.px(_MARK)
        words = rect.left_part(brush.px(_BESIDE))[1] if value.steps else rect
        high = write_lines(brush, words, lines) - rect.y
        if value.steps:
            bar = pygame.Rect(round(rect.x), round(rect.y + mark), mark, round(high - 2 * mark))
            pygame.draw.rect(brush.surface, brush.theme.learning, bar, border_radius=mark // 2)


def _step_lines(brush: Brush, last: Step) -> list[Line]:
    """What the last step on this drawing has done: to its loss, to the probability of the digit
    that it should have been, to the network."""
    say, theme, small = brush.say, brush.theme, brush.small
    was, now = digits(last.loss), digits(last.after)
    loss = say("teach.loss", before=was, after=now), say("teach.loss.short", after=now)
    before, after = _probability(last.loss), _probability(last.after)
    lowered, number = _LOWERED[last.target], last.of_picture
    answer = (
        say("teach.answer", digit=last.target, before=before, after=after),
        say("teach.answer.short", lowered=lowered, before=before, after=after),
        say("teach.answer.now", lowered=lowered, after=after),
    )
    step = (
        say("teach.step", count=number, moved=count(last.moved)),
        say("teach.step.short", count=number, moved=count(last.moved)),
        say("teach.step.brief", count=number, moved=count(last.moved)),
    )
    lines = Line(loss, brush.body, theme.text, bold=True), Line(answer, small, theme.text)
    return [*lines, Line(step, small, theme.muted)]


def _cost_lines(brush: Brush, value: Taught) -> list[Line]:
    """What all steps together, on whatever drawing, have done to the accuracy."""
    if not value.steps:
        return []
    say, before, after = brush.say, value.steps[0].accuracy, _read_right(brush, value.accuracy)
    words = say("teach.now", after=after), say("teach.now.short", after=after)
    if before is not None:
        was = _read_right(brush, before)
        words = (
            say("teach.cost", before=was, after=after),
            say("teach.cost.short", before=was, after=after),
        )
    return [Line(words, brush.small, brush.theme.muted)]


def _hint_lines(brush: Brush, value: Taught) -> list[Line]:
    """What the first step would do."""
    say, theme = brush.say, brush.theme
    if value.gradient is None or value.network is None:
        return []
    if value.gradient.loss < _LITTLE:
        digit = value.gradient.target
        plain = say("teach.learned", digit=digit), say("teach.learned.short", digit=digit)
        exact = say("teach.choose"), say("teach.choose.short")
    else:
        moved = count(would_move(value.network, value.gradient, value.rate))
        plain = say("teach.hint"), say("teach.hint.short")
        exact = say("teach.moves", moved=moved), say("teach.moves.short", moved=moved)
    return [Line(plain, brush.body, theme.text), Line(exact, brush.small, theme.muted)]


def _probability(loss: float) -> str:
    """The probability that has this loss, as a percentage."""
    return percent(exp(-loss)) if isfinite(loss) else digits(loss)


def _read_right(brush: Brush, accuracy: Accuracy | None) -> str:
    """How many of the test digits are read right."""
    return brush.say("teach.wait") if accuracy is None else share(accuracy.share, 2)
