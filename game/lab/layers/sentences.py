"""What the cards of "What each layer does" say of a drawing and of what was measured.

Where there is a choice of words, they come from long to short.
"""

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

Wordings = tuple[str, ...]

#: what a layer does, without a drawing
_BLANK_CARDS = (
    ("layers.blank.0", "layers.blank.0.short"),
    ("layers.blank.1", "layers.blank.1.short"),
    ("layers.blank.2", "layers.blank.2.short"),
    ("layers.blank.3", "layers.blank.3.short"),
)
#: what a neuron puts out, by its layer; and what the picture below its name is
_VALUES = ("layers.value.0", "layers.value.1", "layers.value.2", "layers.value.3")
_FIELDS = (
    ("layers.field.0.long", "layers.field.0"),
    ("layers.field.1.long", "layers.field.1"),
    ("layers.field.2.long", "layers.field.2"),
    ("layers.field.3.long", "layers.field.3"),
)
_MEANS = ("layers.means.0", "layers.means.1", "layers.means.2", "layers.means.3")
_BLANK = np.zeros(SIZES[0], np.float32)


class Drawing(NamedTuple):
    """What the cards tell of the drawing. ``trace``: None without one that is read; ``dot``: ink is
    there, but too little to be read; ``sheared``: whether a slant was taken out of it; ``told``:
    whether the answer may be seen yet."""

    trace: Trace | None
    dot: bool
    sheared: bool
    told: bool


class Look(NamedTuple):
    """A neuron that the open card looks at. ``name``, ``caption``: in words, long to short.
    ``field``: the effect of ink on it, (784,), or a pixel's weights, (128,); None without a
    network. ``means``: its mean value for each digit, (10,); None until measured."""

    unit: Unit
    name: Wordings
    caption: Wordings
    field: Array | None
    means: Array | None


def row_figure(drawing: Drawing, layer: int) -> Wordings:
    """A closed card's layer in a few words; "" on a blank canvas."""
    trace = drawing.trace
    if trace is None or (layer == OUTPUT and not drawing.told):
        return ("",)
    values = trace.layers[layer]
    if layer == OUTPUT:
        digit = decided(values)
        if digit is None:
            return (say("layers.figure.none"), "")
        return (say("layers.figure.3", digit=digit, share=percent(float(values[digit]))), "")
    key = "layers.figure.hidden" if layer else "layers.figure.0"
    return (say(key, count=int((values > 0).sum()), size=SIZES[layer]), "")


def prepared_words(sheared: bool) -> str:
    """How ink becomes the picture that the network sees; ``sheared``: a slant was taken out."""
    return say("seen.how.sheared" if sheared else "seen.how")


def plain_words(drawing: Drawing, layer: int) -> Wordings:
    """What a layer does, and what it does for this drawing."""
    if drawing.dot and layer == 0:
        return say("layers.dot"), say("layers.dot.short")
    if drawing.trace is None:
        long, brief = _BLANK_CARDS[layer]
        return say(long), say(brief)
    values = drawing.trace.layers[layer]
    if layer == OUTPUT and not drawing.told:
        return say("layers.plain.3.untold"), say("layers.plain.3.untold.short")
    if broken := int((~np.isfinite(values)).sum()):
        return (say("layers.plain.broken", broken=broken, size=SIZES[layer]),)
    if layer == OUTPUT:
        digit = decided(values)
        if digit is None:
            return (say("layers.plain.3.none"),)
        share = percent(float(values[digit]))
        return (
            say("layers.plain.3", digit=digit, share=share),
            say("layers.plain.3.short", digit=digit, share=share),
        )
    count = int((values > 0).sum())
    if layer and not count:
        return (say("layers.plain.none", size=SIZES[layer]),)
    if layer == 0:
        return (say("layers.plain.0", count=count), say("layers.plain.0.short", count=count))
    if layer == 1:
        return (say("layers.plain.1", count=count), say("layers.plain.1.short", count=count))
    return (say("layers.plain.2", count=count), say("layers.plain.2.short", count=count))


def measured_words(drawing: Drawing, facts: LayerFacts | None, layer: int) -> Wordings:
    """What was measured of a layer, in plain words. ``facts``: None until they are known for these
    weights."""
    if layer == 0:
        how = prepared_words(drawing.sheared)
        if facts is None:
            return (how,)
        blank = say("layers.measured.0", blank=facts.blank, count=thousands(facts.count))
        return (f"{how} {blank}", how)
    if facts is None:
        return (say("layers.wait"),)
    count = thousands(facts.count)
    if layer == OUTPUT:
        if facts.right == facts.count:
            return (say("layers.measured.3.all", count=count),)
        right, sure = thousands(facts.right), percent(facts.sure_when_wrong)
        return (
            say("layers.measured.3", right=right, count=count, sure=sure),
            say("layers.measured.3.short", right=right, count=count, sure=sure),
        )
    found = facts.hidden[layer - 1]
    if found.silent.all():
        return (say("layers.silent", size=SIZES[layer], count=count),)
    return _strokes(facts) if layer == 1 else _loops(facts)


def _strokes(facts: LayerFacts) -> Wordings:
    """Whether neurons look at parts of digits: where half of a typical neuron's Σw² lies on fewer
    than half as many pixels as the thinnest digit inks."""
    if not np.isfinite(facts.spread):
        return (say("layers.measured.1.zero"),)
    (digit, ink), spread = facts.thinnest, short(facts.spread)
    thin = plain(ink, 0)
    key = "layers.measured.1" if facts.spread < ink / 2 else "layers.measured.1.wide"
    return (
        say(key, spread=spread, digit=digit, thin=thin),
        say("layers.measured.1.short", spread=spread, digit=digit, thin=thin),
    )


def _loops(facts: LayerFacts) -> Wordings:
    """Whether neurons detect loops: partly, where at least one in twenty does."""
    loops = facts.loop_detectors(2)
    key = "layers.measured.2.some" if loops >= SIZES[2] / 20 else "layers.measured.2"
    return say(key, loops=loops), say("layers.measured.2.short", loops=loops)


def exact_words(
    drawing: Drawing, facts: LayerFacts | None, layer: int, untouched: bool
) -> Wordings:
    """The same exactly, and all else that was measured. ``untouched``: the network is the one of
    the file."""
    if layer == 0:
        x = None if drawing.trace is None else drawing.trace.layers[0]
        total = "0" if x is None else figure(float(x.sum()), 1, signed=False)
        return (say("layers.exact.0", sum=total),)
    if facts is None:
        return (say("layers.wait"),)
    words = _exact(facts, layer)
    return (words,) if untouched else (f"{say('layers.anew')} {words}", words)


def _exact(facts: LayerFacts, layer: int) -> str:
    """What was measured of a layer but the input."""
    if layer == OUTPUT:
        return say("layers.exact.3", own=facts.own_outputs)
    found = facts.hidden[layer - 1]
    typical = short(float(np.median(found.digits_fired)))
    selective = int(found.selective.sum())
    more = say("layers.exact.more", digits=typical, selective=selective, size=SIZES[layer])
    if layer == 2:
        first = say("layers.exact.2", loops=facts.loop_detectors(2))
    elif np.isfinite(facts.spread):
        digit, thin = facts.thinnest
        spread = short(facts.spread)
        first = say("layers.exact.1", spread=spread, digit=digit, thin=plain(thin, 0))
    else:
        first = say("layers.measured.1.zero")
    return f"{first} {more}"


def detail_words(
    network: Network | None, drawing: Drawing, facts: LayerFacts | None, unit: Unit
) -> str:
    """What else is known of a neuron; "" where nothing is."""
    if unit.layer == OUTPUT:
        if drawing.trace is None or not drawing.told:
            return ""
        return say(
            "layers.detail.3", z=figure(float(drawing.trace.pre_activations[2][unit.index]), 2)
        )
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
        return say("layers.detail.none", index=unit.index)
    return say("layers.detail.fires", index=unit.index, digits=listed(digits))


def look_at(
    network: Network | None,
    drawing: Drawing,
    facts: LayerFacts | None,
    unit: Unit,
    chosen: bool,
) -> Look:
    """What the open card shows of a neuron. ``chosen``: a person chose it, so that it need not be
    what this drawing would have one look at."""
    means = None if facts is None else facts.means[unit.layer][unit.index]
    field = _field(network, drawing.trace, unit)
    return Look(unit, _name(drawing, unit, chosen), _caption(drawing, unit), field, means)


def _name(drawing: Drawing, unit: Unit, chosen: bool) -> Wordings:
    """A neuron's name, and why it is the one looked at."""
    row, column = divmod(unit.index, SIDE)
    key = ("layers.pixel", "layers.neuron", "layers.neuron", "layers.digit")[unit.layer]
    name = say(key, row=row, column=column, index=unit.index)
    if chosen:
        return say("layers.chosen", name=name), say("layers.chosen.short", name=name), name
    if drawing.trace is None or (unit.layer == OUTPUT and not drawing.told):
        return (name,)
    if unit.layer == 0:
        return say("layers.strongest.pixel", name=name), name
    return say("layers.strongest", name=name), say("layers.strongest.short", name=name), name


def _caption(drawing: Drawing, unit: Unit) -> Wordings:
    """What a neuron puts out, and what the picture below is."""
    long, field = (say(key) for key in _FIELDS[unit.layer])
    if drawing.trace is None or (unit.layer == OUTPUT and not drawing.told):
        return long, field
    value = float(drawing.trace.layers[unit.layer][unit.index])
    known = unit.layer == OUTPUT and np.isfinite(value)
    a = percent(value) if known else figure(value, 2, signed=False)
    out = say(_VALUES[unit.layer], a=a)
    return f"{out} · {long}", f"{out} · {field}", out


def means_caption(unit: Unit) -> str:
    """What the columns for the ten digits are."""
    return say(_MEANS[unit.layer])


def _field(network: Network | None, trace: Trace | None, unit: Unit) -> Array | None:
    if network is None:
        return None
    if unit.layer == 0:
        return np.asarray(network.weights[0][:, unit.index])
    return effect_of_ink(network, trace or forward(network, _BLANK), unit)
