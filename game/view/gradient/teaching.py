"""Teaching on screen: the learning rate, the curve of the loss, and what a step has done."""

from __future__ import annotations

from math import exp, isfinite

import pygame

from game.core.geometry import Rect
from game.core.model.accuracy import Accuracy
from game.lab.gradient.layout import LINE
from game.lab.gradient.update import RATE_UNIT, accuracy_known, teachable, would_move
from game.lab.state.gradient import Step
from game.lab.state.state import State
from game.view.gradient.cached import Slopes, digits, slope_key
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import draw_fitted
from game.view.panel import OldPanel
from game.words.catalogue import say
from game.words.numbers import percent

#: below this loss there is hardly anything to learn
_LEARNED = 0.01


class RatePanel(OldPanel):
    """The learning rate, above its slider."""

    name = "lesson.rate"

    def key(self, state: State) -> object:
        return state.gradient.rate

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        words = brush.say("lesson.rate", rate=rate_words(state.gradient.rate))
        size = brush.fit(words, brush.small, rect.w)
        at = rect.x, rect.center[1]
        brush.write(words, at, size, brush.theme.text, anchor="midleft")


def rate_words(rate: int) -> str:
    """A rate in 1/RATE_UNIT as a decimal: "0.001"."""
    return f"{rate / RATE_UNIT:.5f}".rstrip("0").rstrip(".")


class CurvePanel(OldPanel):
    """The loss before and after each step."""

    name = "lesson.curve"
    every = 3

    def key(self, state: State) -> object:
        return tuple((step.loss, step.after) for step in state.gradient.taught)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        caption, plot = rect.top_part(brush.px(LINE))
        taught = state.gradient.taught
        words = brush.say("lesson.curve")
        if taught:
            last = taught[-1]
            before, after = digits(last.loss), digits(last.after)
            words = brush.say("lesson.curve.step", before=before, after=after)
        size = brush.fit(words, brush.small, rect.w)
        at = rect.x, caption.center[1]
        brush.write(
            words, at, size, brush.theme.text if taught else brush.theme.muted, anchor="midleft"
        )
        self._draw_curve(brush, plot.inset(brush.px(6), brush.px(5)), taught)

    def _draw_curve(self, brush: Brush, plot: Rect, taught: tuple[Step, ...]) -> None:
        for share in (0.0, 1.0):
            y = round(plot.bottom - share * plot.h)
            pygame.draw.line(
                brush.surface, brush.theme.track, (plot.x, y), (plot.right, y), brush.px(1)
            )
        losses = [loss for step in taught for loss in (step.loss, step.after)]
        if not losses:
            return
        most = max([loss for loss in losses if isfinite(loss)], default=0) or 1
        width = plot.w / max(len(taught), 4)

        def point(nth: float, loss: float) -> tuple[float, float]:
            share = min(loss / most, 1) if isfinite(loss) else 1
            return plot.x + nth * width, plot.bottom - share * plot.h

        for nth, step in enumerate(taught):
            # A loss that is as good as none moves by rounding only.
            fell = step.after <= step.loss + 1e-6
            ends = point(nth, step.loss), point(nth + 1, step.after)
            color = brush.theme.good if fell else brush.theme.alert
            pygame.draw.aaline(brush.surface, color, *ends, brush.px(3))
            pygame.draw.aacircle(brush.surface, color, ends[1], brush.px(4))
        pygame.draw.aacircle(brush.surface, brush.theme.text, point(0, taught[0].loss), brush.px(4))


class LessonPanel(OldPanel):
    """What the last step did to this drawing, and all of them to the test digits."""

    name = "lesson.words"
    every = 3

    def __init__(self, theme: Theme, text: Text, slopes: Slopes) -> None:
        self._theme, self._text, self._slopes = theme, text, slopes

    def key(self, state: State) -> object:
        taught = state.gradient.taught
        return slope_key(state), len(taught), id(accuracy_known(state)), state.gradient.rate

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        colors = brush.theme.text, brush.theme.winner
        draw_fitted(brush, self._words(state), rect, brush.small, colors)

    def _words(self, state: State) -> tuple[str, ...]:
        taught, slope = state.gradient.taught, self._slopes.of(state)
        if slope is not None and not teachable(slope):
            return (say("lesson.none"),)
        if taught:
            last = taught[-1]
            step = say(
                "lesson.step",
                count=last.number,
                moved=f"{last.moved:,}",
                digit=last.target,
                before=_share(last.loss),
                after=_share(last.after),
            )
            before, after = taught[0].accuracy, accuracy_known(state)
            if before is None:
                return step, say("lesson.now", after=_right(after))
            return step, say("lesson.cost", before=_right(before), after=_right(after))
        if slope is not None and slope.loss < _LEARNED:
            return (say("lesson.learned", digit=slope.target),)
        if slope is None:
            return ()
        return (say("lesson.hint", moved=f"{would_move(state, slope):,}"),)


def _share(loss: float) -> str:
    """The probability that a loss stands for."""
    return percent(exp(-loss)) if isfinite(loss) else digits(loss)


def _right(accuracy: Accuracy | None) -> str:
    return say("lesson.wait") if accuracy is None else f"{100 * accuracy.share:.2f} %"
