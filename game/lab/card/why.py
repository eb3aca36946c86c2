"""What the answer to "Why 7?" says: plain sentences, and the same logit as three exact sums."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

import numpy as np

from game.core.ink.reading import decided
from game.core.insight.explain import CHAIN, Chain, Parts, Values, alone, sum_in_print
from game.core.model.network import Network, Trace
from game.core.printed import printed
from game.lab.card.sentences import note_of
from game.words.catalogue import say
from game.words.numbers import figure, local, share

#: the levels of "Why 7?", and the rows of its pixels
_LEVEL = ("why.layer.0", "why.layer.1", "why.layer.2")
_PIXELS = (
    ("why.for", "why.for.short"),
    ("why.against", "why.against.short"),
    ("why.bias", "why.bias.short"),
)


class Bar(NamedTuple):
    """How far a bar reaches above and below zero, as shares of the longest one's length."""

    up: float
    down: float


@dataclass(frozen=True, slots=True)
class WhyRow:
    """A part of the total: its name, longest first; its contribution and share, in print; and its
    bar, whose length is that share."""

    labels: tuple[str, str]
    contribution: str
    share: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class WhyColumn:
    """One level of "Why 7?": the strongest units, the rest, the biases, and their sum."""

    heading: str
    rows: tuple[WhyRow, ...]
    total: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class WhyCard:
    """ "Why 7?" or "Why 7 and not 1?". ``plain``: what the strongest neurons did, in sentences.
    ``strongest``: these, the strongest first. ``sum``: what all contributions add up to.
    ``pixels``: what the pixels did, in sentences."""

    title: tuple[str, ...]
    plain: tuple[str, ...]
    strongest: WhyColumn
    sum: str
    pixels: tuple[str, str]
    chain: Chain
    trace: Trace


def why_card(network: Network, trace: Trace, chain: Chain) -> WhyCard:
    """The card "Why 7?" of a chain, or "Why 7 and not 1?"."""
    if chain.against is None:
        title: tuple[str, ...] = (say("why", digit=chain.digit),)
        total = say("sum.logit", digit=chain.digit)
    else:
        asked = {"digit": chain.digit, "against": chain.against}
        title = say("why.not", **asked), say("why.not.short", **asked)
        total = say("sum.lead", against=chain.against)
    return WhyCard(
        title=title,
        plain=_plain(network, trace, chain),
        strongest=why_column(chain.levels[0], CHAIN[0]),
        sum=total,
        pixels=_pixels_in_words(chain),
        chain=chain,
        trace=trace,
    )


def _plain(network: Network, trace: Trace, chain: Chain) -> tuple[str, ...]:
    """What the strongest neurons of Hidden 2 did, and what they would say without all others."""
    units = chain.levels[0].strongest(CHAIN[0])
    added = chain.levels[0].contributions[units]
    answer, digit, against = decided(trace.probabilities), chain.digit, chain.against
    if not isfinite(chain.total):
        return (say("why.broken"),)
    if not len(units):
        return (say("why.silent"),)
    count, pro = len(units), int((added > 0).sum())
    if against is not None:
        words = say("why.put", count=count, digit=digit, against=against)
        if pro < count:
            values = {"pro": pro, "con": count - pro, "digit": digit, "against": against}
            words = say("why.put.some", count=count, **values)
        ahead = digit if chain.total >= 0 else against
        return words, say("why.leads", digit=ahead, lead=figure(abs(chain.total), 2, signed=False))
    if pro < count or digit != answer:
        words = say("why.most", count=count, digit=digit, pro=pro, con=count - pro)
    else:
        words = say("why.made", count=count, digit=digit)
    if digit == answer:
        return words, _alone(alone(network, trace, units.tolist()), digit)
    if answer is None:
        return (words,)
    lead = float(trace.pre_activations[2][answer]) - chain.total
    return words, say("why.behind", answer=answer, lead=figure(lead, 2, signed=False))


def _alone(other: int | None, digit: int) -> str:
    """What the strongest neurons would say alone."""
    if other == digit:
        return say("why.alone", digit=digit)
    return say("why.alone.none") if other is None else say("why.alone.other", digit=other)


def _pixels_in_words(chain: Chain) -> tuple[str, str]:
    """How many pixels speak for the digit, and how many against it."""
    pixels = chain.levels[2].contributions
    pro, con = int((pixels > 0).sum()), int((pixels < 0).sum())
    if chain.against is None:
        return say("why.pixels", count=pro, digit=chain.digit), say("why.pixels.con", count=con)
    against = say("why.pixels.hollow", count=con, digit=chain.against)
    return say("why.pixels", count=pro, digit=chain.digit), against


def why_column(parts: Parts, count: int) -> WhyColumn:
    """One hidden level of a chain: its ``count`` strongest units, the others, and the biases."""
    in_print = sum_in_print(parts, count, 2)
    shown = list(in_print.units)
    labels = [(say("why.neuron", index=unit), str(unit)) for unit in shown]
    contributions, groups = [*in_print.terms], [parts.contributions[[unit]] for unit in shown]
    if in_print.more:
        labels.append((say("why.rest", count=in_print.more), say("why.rest.short")))
        contributions.append(in_print.rest)
        groups.append(np.delete(parts.contributions, shown))
    labels.append((say("why.bias"), say("why.bias.short")))
    contributions.append(in_print.bias)
    note = note_of(in_print.adds_up, in_print.exponent)
    in_words = tuple(map(local, contributions))
    return _why_column(parts, labels, in_words, groups, local(in_print.total), note)


def pixel_column(parts: Parts) -> WhyColumn:
    """The pixels' level of a chain: all that speak for the digit, all that speak against it, and
    the biases. NaN counts as for, so that it shows in the sum."""
    against = parts.contributions < 0
    groups = [parts.contributions[~against], parts.contributions[against]]
    with np.errstate(all="ignore"):
        line = printed([*(float(g.sum()) for g in groups), parts.bias], parts.total, 2)
    labels = [(say(long), say(short)) for long, short in _PIXELS]
    note = note_of(line.adds_up, line.exponent)
    return _why_column(
        parts, labels, tuple(map(local, line.parts)), groups, local(line.total), note
    )


def _why_column(
    parts: Parts,
    labels: list[tuple[str, str]],
    contributions: tuple[str, ...],
    groups: list[Values],
    total: str,
    note: str,
) -> WhyColumn:
    """A column of groups of units and the bias, with the share of each (`Parts.share`), rounded to
    whole per cent: nothing on the card adds them up. Bars are as long as shares are large."""
    groups = [*groups, np.array([parts.bias])]
    with np.errstate(all="ignore"):
        shares = [parts.share(group) for group in groups]
        ups = [parts.share(np.maximum(group, 0)) for group in groups]
    known = all(map(isfinite, shares)) and parts.absolute > 0
    percents = [share(value, 0) if known else "–" for value in shares]
    longest = max(shares) if known else 0.0
    bars = [
        Bar(up / longest, (value - up) / longest) if longest > 0 else Bar(0, 0)
        for up, value in zip(ups, shares, strict=True)
    ]
    rows = tuple(map(WhyRow, labels, contributions, percents, bars))
    return WhyColumn(say(_LEVEL[parts.layer]), rows, total, note)
