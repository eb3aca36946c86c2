"""The accuracy at the amounts of noise tried so far, above the slider of the noise."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.model.damage import MOST_NOISE
from game.lab.slider import SLIDER_END
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import Panel


class Tried(NamedTuple):
    """(noise in per cent of σ, accuracy 0..1) of each amount tried so far, ascending; and the noise
    now, in per cent of σ."""

    points: tuple[tuple[int, float], ...]
    noise: int


class CurvePanel(Panel[Tried]):
    """Each of its points stands above the place of that amount on the slider below it."""

    name = "break.curve"

    def look(self, state: State) -> Tried:
        return Tried(state.break_it.tried, state.break_it.damage.noise)

    def draw(self, brush: Brush, rect: Rect, value: Tried) -> None:
        theme, small = brush.theme, brush.small
        caption, rest = rect.top_part(small * LINE, brush.px(4))
        words = (brush.say("curve.empty"), brush.say("curve.empty.short"))
        if value.noise:
            words = (brush.say("curve", noise=value.noise), brush.say("curve.empty.short"))
        at = caption.x, caption.center[1]
        said = brush.choose(words, small, caption.w, bold=True)
        brush.write(said, at, small, theme.text, bold=True, anchor="midleft")
        end = brush.px(SLIDER_END)
        _draw_curve(brush, rest.inset(end, brush.px(8)), value)


def _draw_curve(brush: Brush, plot: Rect, value: Tried) -> None:
    """Accuracy upwards, 0..1, over noise to the right, 0..`MOST_NOISE`; a dot at the noise now."""
    theme, surface = brush.theme, brush.surface
    top, bottom = round(plot.y), round(plot.bottom - 1)
    for y, key, anchor in ((top, "curve.high", "topright"), (bottom, "curve.low", "bottomright")):
        pygame.draw.line(surface, theme.track, (plot.x, y), (plot.right, y), brush.px(1.5))
        brush.write(brush.say(key), (plot.right, y), brush.small, theme.muted, anchor=anchor)
    points = [
        (plot.x + plot.w * noise / MOST_NOISE, bottom - accuracy * (bottom - top))
        for noise, accuracy in value.points
    ]
    if len(points) > 1:
        pygame.draw.lines(surface, theme.text, False, points, brush.px(3))
    for (noise, _), point in zip(value.points, points, strict=True):
        if noise == value.noise:
            pygame.draw.aacircle(surface, theme.damage if noise else theme.text, point, brush.px(8))
