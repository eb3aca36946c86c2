"""What the pages of "Why 7?" say that change the drawing: the nearest other answer, and what each
piece of ink is worth. Both speak of the prepared 28×28, and say so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.ink.pieces import Pieces
from game.core.insight.nearest import Neighbor
from game.core.insight.worth import Values, Worth
from game.core.model.network import Array, Trace
from game.core.printed import printed
from game.lab.card.sentences import note_of
from game.words.catalogue import say
from game.words.numbers import local, percent, plain


@dataclass(frozen=True, slots=True, eq=False)
class NearestPage:
    """The drawing made into another digit, (784,) each; ``change`` is None where no change was
    found. ``plain``: sentences, the first in bold. ``captions`` of the two pictures."""

    plain: tuple[str, ...]
    captions: tuple[str, str]
    x: Array
    change: Array | None


@dataclass(frozen=True, slots=True)
class WorthRow:
    """A part of a logit or a lead: its name, longest first; what it is worth in print, and as a
    share of the largest one, −1..1, for a bar."""

    labels: tuple[str, ...]
    worth: str
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class WorthPage:
    """What each piece of ink is worth: ``blank`` and ``rows`` add up to ``total``, in print.

    ``values`` (784,): the worth of the piece that a pixel belongs to, 0 where there is no ink.
    """

    plain: tuple[str, ...]
    blank: WorthRow
    rows: tuple[WorthRow, ...]
    total: WorthRow
    note: str
    x: Array
    values: Array
    pieces: Pieces


def nearest_page(
    trace: Trace, digit: int, found: tuple[tuple[Neighbor, ...], tuple[float, ...]]
) -> NearestPage:
    """The page of one other digit. ``found``: the nearest other answers, and onnxruntime's
    probabilities of their digits."""
    x = trace.activations[0]
    neighbors = {near.digit: (near, sure) for near, sure in zip(*found, strict=True)}
    near, sure = neighbors[digit]
    captions = say("nearest.smudge"), say("nearest.after", digit=digit)
    if near.change is None or near.size is None:
        return NearestPage((say("nearest.none", digit=digit),), captions, x, None)
    first = say("nearest.found", digit=digit)
    nearer = sum(
        other.size is not None and other.size < near.size for other, _ in neighbors.values()
    )
    amounts = {"added": plain(near.added, 1), "erased": plain(near.erased, 1)}
    rank = say("nearest.first") if nearer == 0 else say("nearest.rank", rank=nearer + 1)
    return NearestPage(
        plain=(
            first,
            say("nearest.amounts", **amounts),
            say("prepared"),
            say("nearest.verified", digit=digit, percent=percent(sure)),
            rank,
        ),
        captions=captions,
        x=x,
        change=near.change,
    )


def worth_page(
    trace: Trace, digit: int, against: int | None, found: tuple[Pieces, Worth]
) -> WorthPage:
    """What each piece is worth to a digit's logit, or to its lead over another digit's."""
    parts, worth = found
    blank, values = worth.of(digit, against)
    logits = trace.pre_activations[2]
    with np.errstate(all="ignore"):
        total = float(logits[digit]) - (0.0 if against is None else float(logits[against]))
    line = printed([blank, *values.tolist()], total, 2)
    sizes = np.abs(np.nan_to_num([blank, *values], posinf=0, neginf=0))
    shares = np.nan_to_num([blank, *values], posinf=0, neginf=0) / (sizes.max() or 1)
    names = [(say("worth.blank"),), *((str(n),) for n in range(1, parts.count + 1))]
    in_print = tuple(map(local, line.parts))
    first, *rows = map(WorthRow, names, in_print, shares.tolist())
    lead = "" if against is None else say("sum.lead", against=against)
    owned = np.append(values, 0).astype(np.float32)[parts.owner]
    return WorthPage(
        plain=(_best_piece(values, in_print[1:]), say("prepared")),
        blank=first,
        rows=tuple(rows),
        total=WorthRow(
            (lead or say("sum.logit", digit=digit), say("why.sum")), local(line.total), 0.0
        ),
        note=note_of(line.adds_up, line.exponent),
        x=trace.activations[0],
        values=owned,
        pieces=parts,
    )


def _best_piece(values: Values, in_print: tuple[str, ...]) -> str:
    """Which piece is worth most, in a sentence."""
    if not np.isfinite(values).all():
        return say("why.broken")
    best = int(values.argmax())
    return say("worth.best", piece=best + 1, worth=in_print[best])
