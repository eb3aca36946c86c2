"""The words on the network's picture: captions, digits, numbers in neurons, "+114 more".

The words of the tooltip are in `tooltip`.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

import numpy as np
import pygame

from game.core.ink.reading import decided
from game.core.model.network import SIZES, Network, Trace
from game.core.model.unit import OFFSETS
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import COUNTS, Shown, carried, foot_of, mark_of
from game.view.network.captions import CaptionLine, captions
from game.view.network.neurons import face_color, level_of, output_color, ring
from game.view.network.scene import Lights, NetworkScene
from game.view.network.shock import draw_shock
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.paint.theme import readable_on
from game.words import numbers
from game.words.catalogue import spoken

#: the most of a neuron's radius that the number in it takes from side to side
_ACROSS = 1.75


class _Carried(NamedTuple):
    """What the footnote is about."""

    network: Network
    trace: Trace
    chosen: Shown
    language: str


class NetworkWords:
    """Draws all words but the tooltip's."""

    def __init__(self) -> None:
        self._captions: tuple[Hashable, list[CaptionLine]] | None = None
        self._foot: tuple[_Carried, tuple[str, ...]] | None = None

    def draw(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """Write everything but the numbers in the neurons."""
        key = (plan.key, spoken())
        if self._captions is None or self._captions[0] != key:
            self._captions = (key, captions(brush, plan))
        for line in self._captions[1]:
            _draw_caption(brush, scene, line)
        self._draw_digits(brush, scene, plan)
        if scene.view >= 1:
            self._draw_more(brush, plan)
            if scene.tag is None:
                self._draw_foot(brush, scene, plan)
        else:
            self._foot = None
        if scene.trace is None:
            self._draw_invitation(brush, plan)

    def _draw_digits(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """The digits beside the outputs. The one that wins is marked as it is told; where it is in
        doubt it is questioned instead."""
        theme, top, winner = brush.theme, scene.top, scene.winner
        radius = round(float(plan.radii[OFFSETS[3]]))
        for digit, (x, y) in enumerate(plan.positions[OFFSETS[3] :].tolist()):
            wins, at = digit == winner, (plan.label_x, y)
            color = theme.winner if wins else theme.text if digit == top else theme.muted
            words = brush.say("output.doubt", digit=digit) if digit == top != winner else str(digit)
            brush.write(words, at, plan.label_size, color, bold=wins, anchor="midleft")
            if wins:
                width = max(brush.px(2.5), 1)
                mark = ring(theme, radius + 2 * width + 1, width, theme.winner)
                brush.surface.blit(mark, mark.get_rect(center=(int(x), int(y))))
                draw_shock(brush, (x, y), radius, 1 - scene.beat, theme.winner)

    def draw_numbers(
        self,
        brush: Brush,
        scene: NetworkScene,
        plan: UnitPlan,
        lights: Lights,
        gain: list[float],
    ) -> None:
        """The activation in each neuron of the Readable view, and the probability in each output
        that has none beside it, where they can be read.

        ``lights`` and ``gain`` as for `Neurons.draw`: words on a neuron are black or white.
        """
        if scene.trace is None:
            return
        _, *hidden, _ = scene.trace.layers
        values, theme = (*hidden, scene.probabilities), brush.theme
        layers = (1, 2) if plan.bars else (1, 2, 3)
        for layer, value, light, share in zip(layers, values, lights, gain, strict=False):
            part = plan.layer(layer)
            seen = np.flatnonzero(plan.visibility[part] >= 1).tolist()
            room = _ACROSS * float(plan.radii[part][seen[0]])
            printed = _probability if layer == 3 else _activation
            words = [printed(float(value[index])) for index in seen]
            sizes = (brush.title, brush.body, brush.small)
            size = next((s for s in sizes if _widest(brush, words, s) <= room), None)
            if share < 0.5 or size is None:
                continue
            levels = level_of(light, share).tolist()
            for index, figure in zip(seen, words, strict=True):
                lamp = output_color(theme, index, scene.winner) if layer == 3 else theme.lamp
                color = readable_on(face_color(theme, levels[index], lamp))
                at = tuple(plan.positions[part][index].tolist())
                brush.write(figure, at, size, color, bold=True, anchor="center")

    def _draw_more(self, brush: Brush, plan: UnitPlan) -> None:
        """ "+114 more": the marks that stand for the neurons that are not shown; in a figure alone
        where both would meet."""
        size = brush.small
        counts = [SIZES[layer] - count for layer, count in zip((1, 2), COUNTS, strict=True)]
        words = [brush.say("more", count=count) for count in counts]
        places = [mark_of(plan, layer) for layer in (1, 2)]
        between = abs(places[1][0] - places[0][0]) - 0.5 * size
        if sum(brush.width(word, size) for word in words) / 2 > between:
            words = [brush.say("more.short", count=count) for count in counts]
        for word, at in zip(words, places, strict=True):
            brush.write(word, at, size, brush.theme.muted, anchor="center")

    def _draw_foot(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """What share of this answer the neurons shown carry, once it is told."""
        height = foot_of(plan.rect, plan.scale)
        if scene.trace is None or scene.network is None or not height or not scene.told:
            self._foot = None
            return
        if decided(scene.trace.probabilities) is None:  # no answer that they could be for
            return
        about = _Carried(scene.network, scene.trace, scene.chosen, spoken())
        if self._foot is None or self._foot[0] != about:
            first, second = (_share(share) for share in carried(*about[:3]))
            keys = ("carried", "carried.short", "carried.shortest")
            self._foot = (about, _wordings(brush, keys, first, second))
        size, room = brush.small, plan.rect.w - 2 * brush.px(20)
        most = 2 if height > 2 * brush.small else 1
        broken = [brush.wrap(words, size, room) for words in self._foot[1]]
        lines = next((lines for lines in broken if len(lines) <= most), [])
        if len(lines) > 1:  # lines of about the same length look best
            words = " ".join(lines)
            width = brush.width(words, size) / len(lines)
            while len(even := brush.wrap(words, size, round(width))) > len(lines):
                width *= 1.04
            lines = even
        y = plan.rect.bottom - height / 2 - (len(lines) / 2) * size * LINE - brush.px(8)
        for line in lines:
            at = plan.rect.center[0], y
            brush.write(line, at, size, brush.theme.muted, anchor="midtop")
            y += size * LINE

    def _draw_invitation(self, brush: Brush, plan: UnitPlan) -> None:
        """What to do: words in a box halfway down the outputs, that ends before them."""
        theme, outputs = brush.theme, slice(OFFSETS[3], None)
        size = brush.body if plan.rect.w > 600 * theme.scale else brush.small
        free = plan.positions[outputs, 0].min() - plan.radii[OFFSETS[3]] - plan.rect.center[0]
        room = min(plan.rect.w * 0.62, 2 * float(free) - 2.2 * size)
        lines = brush.wrap(brush.say("network.fire"), size, room, bold=True)
        width = max(brush.width(line, size, bold=True) for line in lines)
        step = 1.3 * size
        box = pygame.Rect(0, 0, round(width + 2.2 * size), round(step * len(lines) + 1.1 * size))
        box.center = round(plan.rect.center[0]), round(plan.positions[outputs, 1].mean())
        veil = pygame.Surface(box.size, pygame.SRCALPHA)
        round_by = min(box.h // 2, brush.px(34))
        pygame.draw.rect(veil, (*theme.ground, 232), veil.get_rect(), border_radius=round_by)
        brush.surface.blit(veil, box)
        for i, line in enumerate(lines):
            y = box.centery + (i - (len(lines) - 1) / 2) * step
            brush.write(line, (box.centerx, y), size, theme.text, bold=True, anchor="center")


def _wordings(brush: Brush, keys: tuple[str, ...], first: str, second: str) -> tuple[str, ...]:
    """The footnote in full, and in fewer words."""
    return tuple(brush.say(key, first=first, second=second) for key in keys)


def _widest(brush: Brush, words: list[str], size: int) -> int:
    """The width of the widest, px."""
    return max(brush.width(word, size, True) for word in words)


def _draw_caption(brush: Brush, scene: NetworkScene, line: CaptionLine) -> None:
    """A line above a layer: its name is muted until the wave gets there, and underlined while it is
    there."""
    theme, at = brush.theme, (line.x, line.y)
    color = theme.text if line.name and scene.reached >= line.layer else theme.muted
    place = brush.write(line.words, at, line.size, color, bold=line.name, anchor="midtop")
    if line.name and scene.passing == line.layer:
        bar = pygame.Rect(place.x, place.y - brush.px(7), place.w, brush.px(4))
        pygame.draw.rect(brush.surface, theme.text, bar, border_radius=brush.px(2))


def _activation(value: float) -> str:
    """An activation in print: two or three characters up to 999."""
    if value == 0:
        return "0"
    if not np.isfinite(value):
        return "NaN" if value != value else "∞"
    return numbers.plain(value, 0 if value >= 99.5 else 1)


def _probability(value: float) -> str:
    """A probability in three characters; one that is not certain is never printed as 1 or 0."""
    if value != value:
        return "NaN"
    if value >= 0.995:
        return numbers.local(">.99") if value < 1 else "1"
    if value < 0.005:
        return "0" if value == 0 else numbers.local("<.01")
    return numbers.plain(value, 2).lstrip("0")


def _share(share: float) -> str:
    """A share 0..1 as people read it: never "100 %" for less than all."""
    if share != share:
        return "?"
    return "> " + numbers.share(0.99, 0) if 0.995 <= share < 1 else numbers.share(share, 0)
