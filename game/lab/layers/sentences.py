"""What the cards of "What each layer does" say of a drawing and of what was measured."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.core.ink.reading import decided
from game.core.insight.effect_of_ink import effect_of_ink
from game.core.insight.layer_facts import LayerFacts
from game.core.model.network import SIZES, Array, Network, Trace, forward
from game.core.model.unit import OUTPUT, SIDE, Unit
from game.words.catalogue import say
from game.words.numbers import count as thousands
from game.words.numbers import figure, listed, percent, plain, short

_BLANK_CARDS = ("layers.blank.0", "layers.blank.1", "layers.blank.2", "layers.blank.3")
#: what a neuron puts out, by its layer
_VALUES = ("layers.value.0", "layers.value.1", "layers.value.2", "layers.value.3")
_BLANK = np.zeros(SIZES[0], np.float32)


class Look(NamedTuple):
    """A neuron that the open card looks at. ``field``: the effect of ink on it, (784,), or a
    pixel's weights, (128,); None without a network. ``means``: its mean value for each digit,
    (10,); None until measured."""

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


def words_of(
    layer: int, trace: Trace | None, facts: LayerFacts | None, damaged: bool
) -> tuple[str, str]:
    """A card's two paragraphs: what its layer does for this drawing, and what it does for all of
    them, as measured. ``layer``: 0..3; ``facts``: None until they are known for these weights."""
    return _live(trace, layer), _story(facts, layer, damaged)


def _live(trace: Trace | None, layer: int) -> str:
    if trace is None:
        return say(_BLANK_CARDS[layer])
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
    count = thousands(facts.count)
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
    typical = short(float(np.median(found.digits_fired)))
    selective = int(found.selective.sum())
    more = say("layers.story.more", digits=typical, selective=selective, size=SIZES[layer])
    return " ".join([*words, more])


def _strokes(facts: LayerFacts) -> str:
    """Whether neurons detect strokes: partly, where half of a typical neuron's Σw² lies on fewer
    than half as many pixels as the thinnest digit inks."""
    if not np.isfinite(facts.spread):
        return say("layers.story.1.zero")
    digit, thin = facts.thinnest
    key = "layers.story.1" if facts.spread < thin / 2 else "layers.story.1.wide"
    return say(key, spread=short(facts.spread), digit=digit, thin=plain(thin, 0))


def _loops(facts: LayerFacts) -> str:
    """Whether neurons detect loops: partly, where at least one in twenty does."""
    loops = facts.loop_detectors(2)
    key = "layers.story.2.some" if loops >= SIZES[2] / 20 else "layers.story.2"
    return say(key, loops=loops)


def _trust(facts: LayerFacts, count: str) -> str:
    """How far the outputs' shares can be trusted."""
    if facts.right == facts.count:
        return say("layers.story.3.all", count=count)
    sure = percent(facts.sure_when_wrong)
    return say("layers.story.3.more", right=thousands(facts.right), count=count, sure=sure)


def look_at(
    network: Network | None, trace: Trace | None, facts: LayerFacts | None, unit: Unit
) -> Look:
    """What the open card shows of a neuron. ``trace``: None without a drawing; ``facts``: None
    until they are known for these weights."""
    return Look(
        unit,
        _title(trace, unit),
        _detail(network, trace, facts, unit),
        _field(network, trace, unit),
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
    return f"{name} · " + say(_VALUES[unit.layer], a=a)


def _detail(
    network: Network | None, trace: Trace | None, facts: LayerFacts | None, unit: Unit
) -> str:
    if unit.layer == OUTPUT:
        if trace is None:
            return ""
        z = figure(float(trace.pre_activations[2][unit.index]), 2)
        return say("layers.detail.3", z=z)
    if unit.layer == 0:
        if network is None:
            return ""
        feeds = network.weights[0][:, unit.index]
        plus, minus = int((feeds > 0).sum()), int((feeds < 0).sum())
        return say("layers.detail.0", plus=plus, minus=minus)
    if facts is None:
        return ""
    digits = facts.digits_of(unit.layer, unit.index)
    if not digits:
        return say("layers.detail.none")
    return say("layers.detail.fires", digits=listed(digits))


def _field(network: Network | None, trace: Trace | None, unit: Unit) -> Array | None:
    if network is None:
        return None
    if unit.layer == 0:
        return np.asarray(network.weights[0][:, unit.index])
    return effect_of_ink(network, trace or forward(network, _BLANK), unit)
