"""The words on the network's picture: captions, digits, numbers in neurons, the footnote."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.ink.reading import decided
from game.core.model.network import SIZES, Array
from game.core.model.unit import OFFSETS
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import COUNTS, carried, foot_of, mark_of
from game.lab.network.signals import ARRIVALS
from game.view.network.captions import captions
from game.view.network.neurons import LEVELS, level_of, ring
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Color, Theme

#: numbers in neurons: share of the radius, and the smallest that are shown, px at 1080 lines
_NUMBER = 0.82
_SMALLEST = 15.0
#: words on a lit neuron
_DARK: Color = (24, 22, 30)


class NetworkWords:
    """Draws all words but the tooltip."""

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text
        self._foot: tuple[object, str] | None = None

    def draw(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        for line in captions(plan, brush.text):
            color = brush.theme.text if line.name else brush.theme.muted
            at = line.x, line.y
            brush.write(line.words, at, line.size, color, bold=line.name, anchor="midtop")
        self._draw_digits(brush, scene, plan)
        if scene.view >= 1:
            self._draw_more(brush, plan)
            self._draw_foot(brush, scene, plan)
        if scene.trace is None:
            self._draw_invitation(brush, plan)

    def _draw_digits(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        settled = not scene.dark or scene.since > ARRIVALS[3] + 4
        top = scene.top if settled else None
        radius = round(float(plan.radii[OFFSETS[3]]))
        for digit, (x, y) in enumerate(plan.positions[OFFSETS[3] :].tolist()):
            wins = digit == top
            brush.write(
                str(digit),
                (plan.label_x, y),
                plan.label_size,
                brush.theme.winner if wins else brush.theme.muted,
                bold=wins,
                anchor="midleft",
            )
            if wins:
                width = max(brush.px(2.5), 1)
                mark = ring(brush.theme, radius + 2 * width + 1, width, brush.theme.winner)
                brush.surface.blit(mark, mark.get_rect(center=(int(x), int(y))))

    def draw_numbers(
        self,
        brush: Brush,
        scene: NetworkScene,
        plan: UnitPlan,
        lights: tuple[Array, Array, Array],
        gain: list[float],
    ) -> None:
        """The activation in each neuron of the Readable view, where it can be read."""
        if scene.trace is None:
            return
        _, *hidden, _ = scene.trace.layers
        values = (*hidden, scene.probabilities)
        for layer, value, light, share in zip((1, 2, 3), values, lights, gain, strict=True):
            part = plan.layer(layer)
            seen = np.flatnonzero(plan.visibility[part] >= 1).tolist()
            radius = float(plan.radii[part][seen[0]])
            size = round(_NUMBER * radius)
            if share < 0.5 or size < _SMALLEST * plan.scale:
                continue
            levels = level_of(light, share).tolist()
            print_ = _probability if layer == 3 else _activation
            for index in seen:
                words = print_(float(value[index]))
                fits = brush.fit(words, size, 1.6 * radius, True)
                color = _DARK if levels[index] > 0.66 * LEVELS else brush.theme.text
                at = tuple(plan.positions[part][index].tolist())
                brush.write(words, at, fits, color, bold=True, anchor="center")

    def _draw_more(self, brush: Brush, plan: UnitPlan) -> None:
        """The marks that stand for the neurons that are not shown."""
        size = brush.small
        for layer, count in zip((1, 2), COUNTS, strict=True):
            words = brush.say("more", count=SIZES[layer] - count)
            color = brush.theme.muted
            brush.write(words, mark_of(plan, layer), size, color, anchor="center")

    def _draw_foot(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """What share of this answer the neurons shown carry."""
        height = foot_of(plan.rect, plan.scale)
        if scene.trace is None or scene.network is None or not height:
            return
        if decided(scene.trace.probabilities) is None:  # no answer that they could be for
            return
        key = (scene.network_revision, scene.answer_revision, scene.chosen)
        if self._foot is None or self._foot[0] != key:
            shares = carried(scene.network, scene.trace, scene.chosen)
            first, second = (_percent(share) for share in shares)
            self._foot = (key, brush.say("carried", first=first, second=second))
        size, words = brush.small, self._foot[1]
        room = plan.rect.w - 2 * brush.px(20)
        most = 2 if height > 2 * brush.small else 1
        while len(brush.wrap(words, size, room)) > most and size > 8:
            size -= 1
        count = len(brush.wrap(words, size, room))
        # Lines of about the same length.
        width = brush.width(words, size) / count
        while len(lines := brush.wrap(words, size, round(width))) > count:
            width *= 1.04
        y = plan.rect.bottom - height / 2 - (len(lines) / 2) * size * LINE - brush.px(8)
        for line in lines:
            at = plan.rect.center[0], y
            brush.write(line, at, size, brush.theme.muted, anchor="midtop")
            y += size * LINE

    def _draw_invitation(self, brush: Brush, plan: UnitPlan) -> None:
        large = plan.rect.w > 600 * brush.theme.scale
        size = brush.px(brush.theme.body if large else brush.theme.small)
        lines = brush.wrap(brush.say("network.fire"), size, plan.rect.w * 0.62, bold=True)
        width = max(brush.width(line, size, bold=True) for line in lines)
        step = 1.3 * size
        box = pygame.Rect(0, 0, round(width + 2.2 * size), round(step * len(lines) + 1.1 * size))
        box.center = round(plan.rect.center[0]), round(plan.positions[OFFSETS[3] :, 1].mean())
        veil = pygame.Surface(box.size, pygame.SRCALPHA)
        round_by = min(box.h // 2, brush.px(34))
        pygame.draw.rect(veil, (*brush.theme.ground, 232), veil.get_rect(), border_radius=round_by)
        brush.surface.blit(veil, box)
        for i, line in enumerate(lines):
            y = box.centery + (i - (len(lines) - 1) / 2) * step
            at = box.centerx, y
            brush.write(line, at, size, brush.theme.text, bold=True, anchor="center")


def _activation(value: float) -> str:
    """An activation in two or three characters."""
    if value == 0:
        return "0"
    if not np.isfinite(value):
        return "NaN" if value != value else "∞"
    return f"{value:.0f}" if value >= 99.5 else f"{value:.1f}"


def _probability(value: float) -> str:
    """A probability in three characters; one that is not certain is never printed as 1 or 0."""
    if value != value:
        return "NaN"
    if value >= 0.995:
        return ">.99" if value < 1 else "1"
    return "0" if value == 0 else "<.01" if value < 0.005 else f"{value:.2f}".lstrip("0")


def _percent(share: float) -> str:
    if share != share:
        return "?"
    return "> 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"
