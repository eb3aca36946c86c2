"""The neuron that the open card looks at: what ink does to it, or what the ten digits do; on the
input's card the ink as drawn may take its place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.insight.layer_facts import LayerFacts
from game.core.model.network import Network, forward
from game.core.model.unit import Unit
from game.lab.layers.sentences import Drawing, Look, look_at, means_caption
from game.lab.layers.update import chosen, drawing_of, facts_of, focused, values_of
from game.lab.state.state import State
from game.view.layers.pictures import draw_lights, draw_means
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_signed_map
from game.view.paint.signed_cells import draw_weights
from game.view.paint.text import LINE
from game.view.panel import Panel


class Neuron(NamedTuple):
    """The unit looked at, and all that is told of it. ``x``: the drawing as bytes of float32, None
    without one; ``told``: whether the answer may be seen; ``facts``: what was measured of these
    very weights, None until it is known; ``means``: it is shown, and not what ink does."""

    unit: Unit
    chosen: bool
    network: Network | None
    x: bytes | None
    told: bool
    facts: LayerFacts | None
    means: bool


class Raw(NamedTuple):
    """The ink as drawn in 784 numbers, as bytes of float32; None where there is none."""

    x: bytes | None


class NeuronLook(Panel[Neuron | Raw]):
    """The neuron looked at: its name, and what ink does to it or what it does for the digits."""

    name = "layer.neuron"
    every = 6

    def look(self, state: State) -> Neuron | Raw:
        layers, raw_x = state.layers, state.canvas.raw_x
        if state.canvas.raw and layers.opened == 0 and not layers.more:
            return Raw(None if raw_x is None else raw_x.tobytes())
        unit = focused(state)
        return Neuron(
            unit,
            chosen(state) == unit,
            state.network,
            values_of(state, 0),
            drawing_of(state).told,
            facts_of(state),
            layers.more,
        )

    def draw(self, brush: Brush, rect: Rect, value: Neuron | Raw) -> None:
        if isinstance(value, Raw):
            x = None if value.x is None else np.frombuffer(value.x, np.float32)
            draw_lights(brush, rect, 0, x)
            return
        look = _look_at(value)
        size, theme = brush.small, brush.theme
        name = brush.choose(look.name, size, rect.w, bold=True)
        brush.write(name, rect[:2], size, theme.text, bold=True)
        wordings = (means_caption(value.unit),) if value.means else look.caption
        caption = brush.choose(wordings, size, rect.w)
        brush.write(caption, (rect.x, rect.y + LINE * size), size, theme.muted)
        below = rect.top_part(2 * LINE * size, brush.px(3))[1]
        if value.means:
            draw_means(brush, below._replace(w=min(below.w, 1.6 * below.h)), look.means)
        elif look.field is not None and look.unit.layer == 0:
            draw_weights(brush, below, look.field)
        elif look.field is not None:
            side = int(min(below.w, below.h))
            draw_signed_map(brush, Rect(below.x, below.y, side, side), look.field, dark=True)


def _look_at(value: Neuron) -> Look:
    trace = None
    if value.network is not None and value.x is not None:
        trace = forward(value.network, np.frombuffer(value.x, np.float32))
    drawing = Drawing(trace, False, False, value.told)
    return look_at(value.network, drawing, value.facts, value.unit, value.chosen)
