"""The line below the network: what its colors mean, or the formula of the layer stepped to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.insight.explain import softmax_of
from game.core.model.network import Trace
from game.lab.network.playback import layer_at
from game.lab.state.state import State
from game.view.network.comets import comet
from game.view.network.damage_marks import draw_cross
from game.view.network.neurons import ring
from game.view.paint.brush import Brush
from game.view.paint.light import stamping
from game.view.panel import Panel
from game.words.catalogue import say
from game.words.numbers import figure, percent, plain

#: what always has a place, and what has one while it is in play
_ALWAYS = ("legend.positive", "legend.negative", "legend.top")
_SHORT = {
    "legend.positive": "legend.positive.short",
    "legend.negative": "legend.negative.short",
    "legend.top": "legend.top.short",
}
#: lengths of a sample's way, and of a mark that does not move; from a mark to its words, and from
#: words to the next mark: px at 1080 lines
_WAY, _MARK, _GAP, _NEXT = 96, 32, 12, 30
#: ticks that a sample needs for its way, and those between two pictures of it
_TURN, _EVERY = 64.0, 2
#: which of the comets' sizes is shown
_SIZE = 1
#: what the two hidden layers do, with their strongest neuron; and where none of it fires
_HIDDEN = {1: "step.1", 2: "step.2"}
_SILENT = {1: "step.none.1", 2: "step.none.2"}


class Stepped(NamedTuple):
    """The layer that a person has stepped to, 0..3, and the numbers that have arrived there."""

    layer: int
    trace: Trace


class Meanings(NamedTuple):
    """How far the samples have run, 0..1, and which meanings have a place, by their keys."""

    turn: float
    keys: tuple[str, ...]


class LegendPanel(Panel[Stepped | Meanings]):
    """The formula of the layer stepped to; otherwise what the network's colors mean."""

    name = "network.legend"
    every = _EVERY

    def look(self, state: State) -> Stepped | Meanings:
        layer, trace = layer_at(state), state.prediction.trace
        if layer is not None and trace is not None:
            return Stepped(layer, trace)
        taught = bool(state.gradient.taught) or state.gradient.sent_at is not None
        learning = ("legend.learning",) if taught else ()
        damage = ("legend.damage",) if state.break_it.damaged else ()
        ticks = (
            0.6 * _TURN if state.screen.reduced_motion else state.playback.time // _EVERY * _EVERY
        )
        return Meanings(ticks % _TURN / _TURN, (*_ALWAYS, *learning, *damage))

    def draw(self, brush: Brush, rect: Rect, value: Stepped | Meanings) -> None:
        if isinstance(value, Meanings):
            _draw_meanings(brush, rect, value)
            return
        words, size, at = formula(value.layer, value.trace), brush.small, (rect.x, rect.center[1])
        said = brush.choose((words,), size, rect.w)
        brush.write(said, at, size, brush.theme.text, anchor="midleft")


def _draw_meanings(brush: Brush, rect: Rect, value: Meanings) -> None:
    """Each mark and its words, in one line; in few words where there is no room for more."""
    size, y = brush.small, rect.center[1]
    ways = [
        brush.px(_MARK if key in ("legend.top", "legend.damage") else _WAY) for key in value.keys
    ]
    short = tuple(_SHORT.get(key, key) for key in value.keys)
    for keys, apart in ((value.keys, _NEXT), (short, _NEXT), (short, _NEXT / 2)):
        words, near = [brush.say(key) for key in keys], brush.px(apart)
        wide = sum(brush.width(word, size) for word in words) + sum(ways)
        wide += len(words) * brush.px(_GAP) + (len(words) - 1) * near
        if wide <= rect.w:
            break
    x = rect.x
    for key, word, way in zip(value.keys, words, ways, strict=True):
        if x + way + brush.px(_GAP) + brush.width(word, size) > rect.right + 1:
            return  # what comes last is in play for a while only
        _draw_mark(brush, key, Rect(x, rect.y, way, rect.h), value.turn)
        at = x + way + brush.px(_GAP), y
        place = brush.write(word, at, size, brush.theme.muted, anchor="midleft")
        x = place.right + near


def _draw_mark(brush: Brush, key: str, rect: Rect, turn: float) -> None:
    """What the words of a key are about, as it looks in the picture."""
    theme, (x, y) = brush.theme, rect.center
    match key:
        case "legend.positive":
            _draw_run(brush, rect, comet(theme, theme.scale, theme.positive, True, _SIZE), turn)
        case "legend.negative":
            _draw_run(brush, rect, comet(theme, theme.scale, theme.negative, False, _SIZE), turn)
        case "legend.learning":
            back = comet(theme, theme.scale, theme.learning, True, _SIZE)
            _draw_run(brush, rect, pygame.transform.flip(back, True, False), 1 - turn)
        case "legend.top":
            pygame.draw.aacircle(brush.surface, theme.winner, (x, y), brush.px(8))
            mark = ring(theme, brush.px(13), max(brush.px(2.5), 1), theme.winner)
            brush.surface.blit(mark, mark.get_rect(center=(round(x), round(y))))
        case _:
            draw_cross(brush, (x, y), brush.px(9))


def _draw_run(brush: Brush, rect: Rect, sample: pygame.Surface, turn: float) -> None:
    """A comet somewhere on its way, which is marked with a line."""
    surface, clip = brush.surface, brush.surface.get_clip()
    area = pygame.Rect(round(rect.x), round(rect.y), round(rect.w), round(rect.h))
    y = area.centery
    pygame.draw.line(surface, brush.theme.panel_edge, (area.x, y), (area.right, y), brush.px(2))
    surface.set_clip(area.clip(clip))
    place = sample.get_rect(midleft=(area.x + round(turn * area.w) - sample.get_width() // 2, y))
    surface.blit(sample, place, special_flags=stamping(brush.theme))
    surface.set_clip(clip)


def formula(layer: int, trace: Trace) -> str:
    """The formula of a layer, 0..3, with real numbers: of a hidden layer, those of its strongest
    neuron; of the output, those of the digit read; of the input, how much of it is inked."""
    if layer == 0:
        x = trace.activations[0]
        return say("step.0", count=int((x > 0).sum()), sum=plain(float(x.sum()), 1))
    if layer == 3:
        digit = int(trace.probabilities.argmax())
        soft = softmax_of(trace, digit)
        if not soft.finite:
            return say("softmax.broken")
        return say(
            "step.3",
            index=digit,
            z=_number(soft.logit),
            power=_number(soft.power),
            total=_number(soft.total),
            a=percent(soft.probability),
        )
    z = trace.pre_activations[layer - 1]
    a = trace.activations[layer]
    if not a.any():  # NaN counts as something
        return say(_SILENT[layer])
    index = int(np.nan_to_num(a, nan=np.inf).argmax())
    return say(_HIDDEN[layer], index=index, z=_number(z[index]), a=_number(a[index]))


def _number(value: float) -> str:
    """A number with three decimals and a true minus sign."""
    return figure(float(value), 3, signed=False)
