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
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Colour, Theme
from game.words.catalogue import say

#: numbers in neurons: share of the radius, and the smallest that are shown, px at 1080 lines
_NUMBER = 0.82
_SMALLEST = 15.0
#: words on a lit neuron
_DARK: Colour = (24, 22, 30)


class NetworkWords:
    """Draws all words but the tooltip."""

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text
        self._foot: tuple[object, str] | None = None

    def draw(self, surface: pygame.Surface, scene: NetworkScene, plan: UnitPlan) -> None:
        theme, text = self._theme, self._text
        for line in captions(plan, text):
            colour = theme.text if line.name else theme.muted
            at = line.x, line.y
            text.draw(surface, line.words, at, line.size, colour, bold=line.name, anchor="midtop")
        self._draw_digits(surface, scene, plan)
        if scene.view >= 1:
            self._draw_more(surface, plan)
            self._draw_foot(surface, scene, plan)
        if scene.trace is None:
            self._draw_invitation(surface, plan)

    def _draw_digits(self, surface: pygame.Surface, scene: NetworkScene, plan: UnitPlan) -> None:
        theme, text = self._theme, self._text
        settled = not scene.dark or scene.since > ARRIVALS[3] + 4
        top = scene.top if settled else None
        radius = round(float(plan.radii[OFFSETS[3]]))
        for digit, (x, y) in enumerate(plan.positions[OFFSETS[3] :].tolist()):
            wins = digit == top
            text.draw(
                surface,
                str(digit),
                (plan.label_x, y),
                plan.label_size,
                theme.winner if wins else theme.muted,
                bold=wins,
                anchor="midleft",
            )
            if wins:
                width = max(theme.px(2.5), 1)
                mark = ring(theme, radius + 2 * width + 1, width, theme.winner)
                surface.blit(mark, mark.get_rect(center=(int(x), int(y))))

    def draw_numbers(
        self,
        surface: pygame.Surface,
        scene: NetworkScene,
        plan: UnitPlan,
        lights: tuple[Array, Array, Array],
        gain: list[float],
    ) -> None:
        """The activation in each neuron of the Readable view, where it can be read."""
        if scene.trace is None:
            return
        answer = scene.answer if scene.answer is not None else scene.trace.probabilities
        values = (scene.trace.activations[1], scene.trace.activations[2], answer)
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
                fits = self._text.fit(words, size, 1.6 * radius, True)
                colour = _DARK if levels[index] > 0.66 * LEVELS else self._theme.text
                at = tuple(plan.positions[part][index].tolist())
                self._text.draw(surface, words, at, fits, colour, bold=True, anchor="center")

    def _draw_more(self, surface: pygame.Surface, plan: UnitPlan) -> None:
        """The marks that stand for the neurons that are not shown."""
        size = self._theme.px(self._theme.small)
        for layer, count in zip((1, 2), COUNTS, strict=True):
            words = say("more", count=SIZES[layer] - count)
            colour = self._theme.muted
            self._text.draw(surface, words, mark_of(plan, layer), size, colour, anchor="center")

    def _draw_foot(self, surface: pygame.Surface, scene: NetworkScene, plan: UnitPlan) -> None:
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
            self._foot = (key, say("carried", first=first, second=second))
        size, words = self._theme.px(self._theme.small), self._foot[1]
        room = plan.rect.w - 2 * self._theme.px(20)
        most = 2 if height > 2 * self._theme.px(self._theme.small) else 1
        while len(self._text.wrap(words, size, room)) > most and size > 8:
            size -= 1
        count = len(self._text.wrap(words, size, room))
        # Lines of about the same length.
        width = self._text.width(words, size) / count
        while len(lines := self._text.wrap(words, size, round(width))) > count:
            width *= 1.04
        y = plan.rect.bottom - height / 2 - (len(lines) / 2) * size * LINE - self._theme.px(8)
        for line in lines:
            at = plan.rect.centre[0], y
            self._text.draw(surface, line, at, size, self._theme.muted, anchor="midtop")
            y += size * LINE

    def _draw_invitation(self, surface: pygame.Surface, plan: UnitPlan) -> None:
        theme, text = self._theme, self._text
        large = plan.rect.w > 600 * theme.scale
        size = theme.px(theme.body if large else theme.small)
        lines = text.wrap(say("network.fire"), size, plan.rect.w * 0.62, bold=True)
        width = max(text.width(line, size, bold=True) for line in lines)
        step = 1.3 * size
        box = pygame.Rect(0, 0, round(width + 2.2 * size), round(step * len(lines) + 1.1 * size))
        box.center = round(plan.rect.centre[0]), round(plan.positions[OFFSETS[3] :, 1].mean())
        veil = pygame.Surface(box.size, pygame.SRCALPHA)
        round_by = min(box.h // 2, theme.px(34))
        pygame.draw.rect(veil, (*theme.ground, 232), veil.get_rect(), border_radius=round_by)
        surface.blit(veil, box)
        for i, line in enumerate(lines):
            y = box.centery + (i - (len(lines) - 1) / 2) * step
            at = box.centerx, y
            text.draw(surface, line, at, size, theme.text, bold=True, anchor="center")


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
