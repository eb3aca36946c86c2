"""What a neuron's card says: words and numbers, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from game.core.insight.explain import (
    Softmax,
    Sum,
    softmax_of,
    sum_in_print,
    terms,
)
from game.core.kept import kept
from game.core.model.damage import SILENT_LOGIT
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import OUTPUT, SIDE, Unit
from game.core.printed import power_of_ten
from game.words.catalogue import say, spoken
from game.words.numbers import figure, listed, local, percent, small_figure

_LAYER = ("layer.0", "layer.1", "layer.2", "layer.3")
#: what a favorite is, in a longer and a shorter sentence; in Hidden 1 it is exact
_FAVORITE_EXACT = ("favorite.exact.long", "favorite.exact")
_FAVORITE_FOUND = ("favorite.found.long", "favorite.found")
_FAVORITE_NONE = ("favorite.none.long", "favorite.none")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sum. ``contribution``: what the row adds, in print; ``amount``: the same as a
    number, for a bar, or None.

    A row of a product has ``cells``: its label and the factors w and a, in print. Any other row has
    ``labels``: its words, longest first.
    """

    contribution: str
    cells: tuple[str, str, str] | None = None
    labels: tuple[str, ...] = ()
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sum, row by row; the last ``results`` rows stand below the line. ``note``: a remark, or
    ""."""

    header: tuple[str, str, str, str]
    lines: tuple[Line, ...]
    results: int
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class NeuronCard:
    """All that a pinned neuron's card shows. Pictures are (784,), read-only."""

    unit: Unit
    title: str
    #: a shorter name
    brief: str
    #: what it fires for, and what it does for this drawing, in sentences
    plain: tuple[str, ...]
    #: z, a and rank in words; empty on a blank canvas
    facts: tuple[str, ...]
    #: None on a blank canvas
    sum: Sum | None
    softmax: Softmax | None
    #: the drawing, 0..1, and for Hidden 1 the weights and their product with it, signed
    x: Array
    weights: Array | None
    product: Array | None
    #: the favorite ink; None until it is computed
    favorite: Array | None
    #: sentences about it, longest first
    favorite_words: tuple[str, ...]
    #: the digits that fire it most, strongest first; None until they are known
    exemplars: tuple[Array, ...] | None


def card_of(
    network: Network,
    trace: Trace | None,
    unit: Unit,
    favorite: Array | None = None,
    favorite_z: float = 0.0,
    exemplars: tuple[Array, ...] | None = None,
    digits: tuple[int, ...] | None = None,
    waits: bool = False,
) -> NeuronCard:
    """The card of a neuron of Hidden 1, Hidden 2 or Output; ValueError for a pixel.

    ``trace``: None on a blank canvas, and where the neuron ``waits`` for the signal. ``favorite``
    and ``exemplars``: see `core.insight`, and ``digits``: what people call the exemplars; None
    while the worker computes them.
    """
    if not 1 <= unit.layer <= OUTPUT:
        raise ValueError(f"{unit} has no card")
    x = np.zeros(SIZES[0], np.float32) if trace is None else trace.activations[0]
    weights = network.weights[0][unit.index] if unit.layer == 1 else None
    product = None
    if weights is not None:
        with np.errstate(all="ignore"):
            product = np.asarray(weights * x, np.float32)
    total = None if trace is None else terms(network, trace, unit)
    return NeuronCard(
        unit=unit,
        title=title_of(unit),
        brief=say("card.title.short", index=unit.index),
        plain=(_fires_for(unit, digits), _fires_here(total, waits)),
        facts=_facts(total),
        sum=total,
        softmax=softmax_of(trace, unit.index) if trace and unit.layer == OUTPUT else None,
        x=x,
        weights=weights,
        product=product,
        favorite=favorite,
        favorite_words=_favorite_words(unit, None if favorite is None else favorite_z),
        exemplars=exemplars,
    )


def _favorite_words(unit: Unit, z: float | None) -> tuple[str, ...]:
    """What is said of a favorite, longest first. ``z``: the neuron's z for it; None until it is
    computed."""
    keys = _FAVORITE_EXACT if unit.layer == 1 else _FAVORITE_FOUND
    if z is not None and not z > (SILENT_LOGIT if unit.layer == OUTPUT else 0):
        keys = _FAVORITE_NONE
    long, short = map(say, keys)
    if z is None:
        return long, short
    reached = say("favorite.z", z=figure(z, 1))
    return f"{long} {reached}", f"{short} {reached}", short


def _fires_for(unit: Unit, digits: tuple[int, ...] | None) -> str:
    """Which digits fire a neuron most, in a sentence that test digits bear out."""
    if digits is None:
        return say("plain.waiting")
    if not digits:
        return say("plain.none")
    values, counts = np.unique(digits, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    best, count, all_ = int(values[order[0]]), int(counts[order[0]]), len(digits)
    if unit.layer == OUTPUT:
        own = digits.count(unit.index)
        return say("plain.output", digit=unit.index, count=own, all=all_)
    if count == all_:
        return say("plain.all", digit=best, all=all_)
    if 2 * count > all_:
        return say("plain.one", digit=best, count=count, all=all_)
    if len(values) > 2:
        return say("plain.many", digits=listed(sorted(values.tolist())), all=all_)
    first, second = sorted(values.tolist())
    return say("plain.two", first=first, second=second, all=all_)


def _fires_here(total: Sum | None, waits: bool) -> str:
    """What a neuron does for this drawing, in a sentence; on a blank canvas, what to do."""
    if total is None:
        return say("prediction.pending") if waits else say("card.blank")
    layer = total.unit.layer
    if total.rank is None or not isfinite(total.a):
        return say("plain.broken")
    values = {"rank": total.rank, "count": SIZES[layer]}
    if layer == OUTPUT:
        return say("plain.here.output", a=percent_of(total.a), **values)
    if total.a == 0:
        return say("plain.here.silent")
    return say("plain.here", a=figure(total.a, 2, signed=False), **values)


def title_of(unit: Unit) -> str:
    """The name of a neuron."""
    key = "card.title.output" if unit.layer == OUTPUT else "card.title"
    return say(key, layer=say(_LAYER[unit.layer]), index=unit.index)


def _facts(total: Sum | None) -> tuple[str, ...]:
    if total is None:
        return ()
    layer = total.unit.layer
    rank = "–" if total.rank is None else total.rank
    ranked = say("card.rank", rank=rank, count=SIZES[layer])
    z = figure(total.z, decimals_of(layer))
    if layer == OUTPUT:
        return say("card.logit", z=z), percent_of(total.a), ranked
    if total.a == 0:
        return say("card.z", z=z), say("card.silent")
    a = figure(total.a, decimals_of(layer), signed=False)
    return say("card.z", z=z), say("card.a", a=a), ranked


def decimals_of(layer: int) -> int:
    """Digits printed after the point: a pixel adds hundredths, a neuron tenths."""
    return 3 if layer == 1 else 2


def table_of(total: Sum, count: int) -> Table:
    """The sum of a unit with its ``count`` largest terms written out."""
    return _table(total, count, spoken())


@kept(4)  # drawing measures a table before it draws it
def _table(total: Sum, count: int, language: str) -> Table:
    """The same in a language, which is spoken now."""
    layer, decimals = total.unit.layer, decimals_of(total.unit.layer)
    in_print = sum_in_print(total.parts, count, decimals)
    lines = []
    for unit, contribution in zip(in_print.units, in_print.terms, strict=True):
        label = "{}, {}".format(*divmod(unit, SIDE)) if layer == 1 else str(unit)
        weight = figure(float(total.weights[unit]), decimals)
        value = figure(float(total.activations[unit]), 2, signed=False)
        amount = float(total.parts.contributions[unit])
        lines.append(Line(local(contribution), cells=(label, weight, value), amount=amount))
    if in_print.more:
        with np.errstate(all="ignore"):
            rest = float(np.delete(total.parts.contributions, list(in_print.units)).sum())
        keys = "card.rest", "card.rest.brief", "card.rest.short"
        labels = tuple(say(key, count=in_print.more) for key in keys)
        lines.append(Line(local(in_print.rest), labels=labels, amount=rest))
    bias = local(in_print.bias)
    lines.append(Line(bias, labels=(say("card.bias"),), amount=total.parts.bias))
    words = say("card.sum.logit" if layer == OUTPUT else "card.sum")
    results = [Line(local(in_print.total), labels=(words,))]
    if layer != OUTPUT:
        a = local(in_print.total) if total.z > 0 else figure(total.a, decimals, signed=False)
        labels = say("card.relu"), say("card.relu.short")
        results.append(Line(a.removeprefix("+"), labels=labels))
    values = ("card.x", "card.wx") if layer == 1 else ("card.activation", "card.wa")
    first = say("card.pixel") if layer == 1 else say(_LAYER[layer - 1])
    header = (first, say("card.w"), say(values[0]), say(values[1]))
    note = note_of(in_print.adds_up, in_print.exponent)
    return Table(header, (*lines, *results), len(results), note)


def softmax_lines(softmax: Softmax) -> tuple[tuple[tuple[str, str], str], ...]:
    """An output's way from logit to probability: (words, shorter words), number line by line."""
    figures = {
        ("softmax.logit", "softmax.logit.short"): figure(softmax.logit, 2),
        ("softmax.shift", "softmax.shift.short"): figure(softmax.logit - softmax.largest, 2),
        ("softmax.exp", "softmax.exp.short"): small_figure(softmax.power, 3),
        ("softmax.sum", "softmax.sum.short"): small_figure(softmax.total, 3),
        ("softmax.probability", "softmax.probability.short"): percent_of(softmax.probability),
    }
    return tuple(((say(long), say(short)), number) for (long, short), number in figures.items())


def percent_of(share: float) -> str:
    """A share as people read it; "–" where it is not a number."""
    return percent(share) if np.isfinite(share) else "–"


def note_of(adds_up: bool, exponent: int) -> str:
    """A remark below a sum: that it has no result, or the power of ten that its numbers are in
    units of; "" where there is nothing to remark."""
    if not adds_up:
        return say("card.broken")
    return say("card.units", power=power_of_ten(exponent)) if exponent else ""
