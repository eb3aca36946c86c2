"""What the cards of "What each layer does" say of a State, before anything is drawn."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.core.ink.reading import decided
from game.core.insight.effect_of_ink import field_of
from game.core.insight.layer_facts import LayerFacts
from game.core.model.network import SIZES, Array, Trace, forward
from game.core.model.unit import OUTPUT, SIDE, Unit
from game.core.printed import figure
from game.lab.layers.update import facts_of
from game.lab.state.state import State
from game.words.catalogue import percent, say

_BLANK = np.zeros(SIZES[0], np.float32)


class Look(NamedTuple):
    """A neuron looked at. ``field``: (784,), or a pixel's (128,) weights; None without a network.
    ``means``: of each digit, (10,), None until measured."""

    unit: Unit
    title: str
    detail: str
    field: Array | None
    means: Array | None


def row_figure(trace: Trace | None, layer: int) -> str:
    """A closed card's layer in a few words; "" on a blank canvas."""
    if trace is None:
        return ""
    values = trace.layers[layer]
    if layer == OUTPUT:
        digit = decided(values)
        if digit is None:
            return say("layers.figure.none")
        return say("layers.figure.3", digit=digit, share=percent(float(values[digit])))
    key = "layers.figure.hidden" if layer else "layers.figure.0"
    return say(key, count=int((values > 0).sum()), size=SIZES[layer])


def words_of(state: State) -> tuple[str, ...]:
    """The open card's paragraphs: this drawing, then what holds for all, measured."""
    layer, facts = state.layers.card, facts_of(state)
    return _live(state.prediction.trace, layer), _story(facts, layer, state.break_it.damaged)


def _live(trace: Trace | None, layer: int) -> str:
    if trace is None:
        return say(f"layers.blank.{layer}")
    values = trace.layers[layer]
    if broken := int((~np.isfinite(values)).sum()):
        return say("layers.live.broken", broken=broken, size=SIZES[layer])
    if layer == OUTPUT:
        if decided(values) is None:
            return say("layers.live.3.none")
        first, second = values.argsort(kind="stable")[:-3:-1].tolist()
        share, following = (percent(float(values[n])) for n in (first, second))
        return say("layers.live.3", first=first, share=share, second=second, next=following)
    count = int((values > 0).sum())
    if layer == 0:
        return say("layers.live.0", count=count, sum=figure(float(values.sum()), 1, signed=False))
    if not count:
        return say("layers.live.none", size=SIZES[layer])
    index = int(values.argmax())
    return say("layers.live.hidden", count=count, size=SIZES[layer], index=index)


def _story(facts: LayerFacts | None, layer: int, damaged: bool) -> str:
    if facts is None:
        return say("layers.wait")
    count = f"{facts.count:,}"
    if layer == 0:
        key = "layers.story.0.damaged" if damaged else "layers.story.0"
        return say(key, blank=facts.blank, count=count)
    words = [say("layers.anew")] if damaged else []
    if layer == OUTPUT:
        words += [say("layers.story.3", own=facts.own_outputs), _trust(facts, count)]
        return " ".join(words)
    found = facts.hidden[layer - 1]
    if found.silent.all():
        return " ".join([*words, say("layers.silent", size=SIZES[layer], count=count)])
    words.append(_strokes(facts) if layer == 1 else _loops(facts))
    typical = f"{float(np.median(found.digits_fired)):g}"
    selective = int(found.selective.sum())
    more = say("layers.story.more", digits=typical, selective=selective, size=SIZES[layer])
    return " ".join([*words, more])


def _strokes(facts: LayerFacts) -> str:
    """What sees no more than half of what the thinnest digit inks may look for a stroke."""
    if not np.isfinite(facts.spread):
        return say("layers.story.1.zero")
    digit, thin = facts.thinnest
    key = "layers.story.1" if facts.spread < thin / 2 else "layers.story.1.wide"
    return say(key, spread=f"{facts.spread:g}", digit=digit, thin=f"{thin:.0f}")


def _loops(facts: LayerFacts) -> str:
    """One neuron in twenty that is told apart by loops would be a part of the truth."""
    loops = facts.loop_detectors(2)
    key = "layers.story.2.some" if loops >= SIZES[2] / 20 else "layers.story.2"
    return say(key, loops=loops)


def _trust(facts: LayerFacts, count: str) -> str:
    if facts.right == facts.count:
        return say("layers.story.3.all", count=count)
    sure = percent(facts.sure_when_wrong)
    return say("layers.story.3.more", right=f"{facts.right:,}", count=count, sure=sure)


def look_at(state: State, unit: Unit) -> Look:
    """What the open card shows of a neuron."""
    facts, trace = facts_of(state), state.prediction.trace
    return Look(
        unit,
        _title(trace, unit),
        _detail(state, facts, unit),
        _field(state, unit),
        None if facts is None else facts.means[unit.layer][unit.index],
    )


def _title(trace: Trace | None, unit: Unit) -> str:
    row, column = divmod(unit.index, SIDE)
    key = ("layers.pixel", "layers.neuron", "layers.neuron", "layers.digit")[unit.layer]
    name = say(key, row=row, column=column, index=unit.index)
    if trace is None:
        return name
    value = float(trace.layers[unit.layer][unit.index])
    known = unit.layer == OUTPUT and np.isfinite(value)
    a = percent(value) if known else figure(value, 2, signed=False)
    return f"{name} · " + say(f"layers.value.{unit.layer}", a=a)


def _detail(state: State, facts: LayerFacts | None, unit: Unit) -> str:
    if unit.layer == OUTPUT:
        if state.prediction.trace is None:
            return ""
        z = figure(float(state.prediction.trace.pre_activations[2][unit.index]), 2)
        return say("layers.detail.3", z=z)
    if unit.layer == 0:
        if state.network is None:
            return ""
        feeds = state.network.weights[0][:, unit.index]
        plus, minus = int((feeds > 0).sum()), int((feeds < 0).sum())
        return say("layers.detail.0", plus=plus, minus=minus)
    if facts is None:
        return ""
    digits = facts.digits_of(unit.layer, unit.index)
    if not digits:
        return say("layers.detail.none")
    return say("layers.detail.fires", digits=", ".join(map(str, digits)))


def _field(state: State, unit: Unit) -> Array | None:
    network = state.network
    if network is None:
        return None
    if unit.layer == 0:
        return np.asarray(network.weights[0][:, unit.index])
    return field_of(network, state.prediction.trace or forward(network, _BLANK), unit)
