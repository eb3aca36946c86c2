"""Is it a digit at all? A small network of its own beside the one that reads.

It knows eleven answers, the ten digits and "nothing of the kind"; doubt is the probability of the
eleventh. It looks at the prepared picture only, never at the reading network, so it stays honest
when that one is damaged. (Doubt from the reading network's own probabilities was rejected: that
network was only ever shown digits, and calls many a letter a digit with 99 %.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.ink.digit import prepare_all
from game.core.ink.ink import Ink, Stroke, boxes
from game.core.ink.segment import Group, Segment
from game.core.model.network import Array, layers_of, softmax

#: units in each layer, input first; the last of the eleven answers is "nothing of the kind"
SIZES = (784, 256, 64, 11)
#: with this doubt or more an answer is in doubt, and the ink is hardly a digit
DOUBTFUL, HARDLY = 0.15, 0.5
#: longer side of ink, in pen diameters: up to SPECK it is a speck (doubt 1), from LARGE on it is
#: judged by its shape alone. Preparation would enlarge a speck into a perfect 1.
SPECK, LARGE = 1.0, 3.0
#: range of the mean of a picture's 784 values; outside it there is no digit, whatever the network
#: says, because it was trained on nothing like it. MNIST's 60,000 lie within 0.025..0.40.
INK_RANGE = (0.015, 0.45)
#: the doubt that shape alone cannot take away: in what is drawn in too many strokes, and in what is
#: plain and stands beside something as doubtful
MUCH = 0.3
#: in more strokes than this hardly anybody writes a digit: of 10,000 at hand, by 96 writers, none
#: has more than 3
MOST_STROKES = 4
#: ink that was left out as a speck belongs to the digit that is at most this far from it, as a
#: share of the digit's longer side
BY = 0.5
#: what is plain is doubtful if something doubtful is at most this far beside it, as a share of the
#: height
BESIDE = 0.65


@dataclass(frozen=True, slots=True, eq=False)
class Gauge:
    """Weights (SIZES[k + 1], SIZES[k]) and biases (SIZES[k + 1],) of the gauge's layers, float32,
    read-only. ValueError for other shapes, or for numbers that are not finite."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    def __post_init__(self) -> None:
        shapes = [(w.shape, b.shape) for w, b in zip(self.weights, self.biases, strict=True)]
        wanted = [((m, n), (m,)) for n, m in pairwise(SIZES)]
        if shapes != wanted:
            raise ValueError(f"weights and biases {shapes}, expected {wanted}")
        for values in (*self.weights, *self.biases):
            if not np.isfinite(values).all():
                raise ValueError("holds numbers that are not finite")
            values.flags.writeable = False


def doubt(gauge: Gauge, x: Array) -> Array:
    """Doubt in each prepared picture x, (n, 784), range 0..1: (n,), 0 a digit … 1 nothing of
    the kind, read-only."""
    return _judged(gauge, x)[0]


def smallness(size: Array, pen: float) -> Array:
    """Doubt from size alone, (n,), 0..1. ``size``: the longer side of the pen's path, (n,), and
    ``pen``: the pen's diameter, both canvas px."""
    pens = size / max(pen, 1e-6)
    return np.asarray(np.clip((LARGE - pens) / (LARGE - SPECK), 0, 1), np.float32)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gauge finds in one segment by itself. ``doubt``: 0..1; ``plain``: whether what it
    comes closest to is a 0 or a 1."""

    doubt: float
    plain: bool


#: what is judged: a segment, and all its strokes with the specks that stand by them
Judgeable = tuple[Segment, Group]


def judgeable(ink: Ink, segments: Sequence[Segment], first: int = 0) -> list[Judgeable]:
    """Each segment with its strokes and those that were left out as too small and stand by it: the
    point of a question mark, the eyes of a face. Strokes before the one numbered ``first`` are not
    looked at."""
    own = [list(segment.strokes) for segment in segments]
    taken = {stroke for strokes in own for stroke in strokes}
    specks = [i for i in range(first, len(ink.strokes)) if i not in taken]
    if specks and segments:
        strokes = [ink.strokes[i] for i in specks]
        starts = np.cumsum([0, *map(len, strokes[:-1])])
        low, high = boxes(np.concatenate(strokes), starts)
        middle = (low + high) / 2
        places = np.array([segment.box for segment in segments], np.float32)
        corner, size = places[:, :2], places[:, 2:]
        beyond = middle[:, None] - corner
        outside = np.maximum(np.maximum(-beyond, beyond - size), 0)
        away = np.hypot(*outside.transpose(2, 0, 1)) / size.max(axis=1)
        nearest = away.argmin(axis=1)
        for i, nth, far in zip(specks, nearest.tolist(), away.min(axis=1).tolist(), strict=True):
            if far <= BY:
                own[nth].append(i)
    return [(s, tuple(sorted(strokes))) for s, strokes in zip(segments, own, strict=True)]


def judge(gauge: Gauge, ink: Ink, parts: Sequence[Judgeable]) -> list[Judged]:
    """What the gauge finds in each of some parts of ``ink`` by itself."""
    if not parts:
        return []
    doubts, plain = _judged(gauge, np.array([segment.x for segment, _ in parts]))
    size = np.array([max(s.box.w, s.box.h) - ink.pen for s, _ in parts], np.float32)
    doubts = np.maximum(doubts, smallness(size, ink.pen))
    many = np.array([_lifts([ink.strokes[i] for i in s.strokes]) > MOST_STROKES for s, _ in parts])
    doubts = np.where(many, np.maximum(doubts, MUCH), doubts)
    # The reading network does not see the specks; so what it sees must be a digit, and so must the
    # whole.
    more = [nth for nth, (part, every) in enumerate(parts) if len(every) > len(part.strokes)]
    if more:
        whole = [tuple(ink.strokes[i] for i in parts[nth][1]) for nth in more]
        doubts[more] = np.maximum(doubts[more], doubt(gauge, prepare_all(whole)))
    return [Judged(float(d), bool(p)) for d, p in zip(doubts, plain, strict=True)]


def in_line(segments: Sequence[Segment], found: Sequence[Judged]) -> Array:
    """Doubt in each segment of a line, (n,), 0..1, read-only: that which is ``found`` in it by
    itself, and where it is as plain as a 0 or a 1, that from what stands close beside it. Beside an
    H an upright line is as likely an I, and a drawing falls apart into lines and circles."""
    doubts = [judged.doubt for judged in found]
    order = range(len(segments))
    for way in (order, order[::-1]):
        for before, nth in pairwise(way):
            near = _gap(segments[before].box, segments[nth].box) <= BESIDE
            if near and found[nth].plain and doubts[before] >= MUCH:
                doubts[nth] = max(doubts[nth], MUCH)
    values = np.array(doubts, np.float32)
    values.flags.writeable = False
    return values


def doubt_of(gauge: Gauge, ink: Ink, segments: Sequence[Segment]) -> Array:
    """Doubt in each segment of ``ink``: (n,), 0..1, read-only."""
    return in_line(segments, judge(gauge, ink, judgeable(ink, segments)))


def _judged(gauge: Gauge, x: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Doubt in each prepared picture x, (n, 784), and whether it comes closest to a 0 or a 1."""
    x = x.reshape(-1, SIZES[0])
    found = softmax(layers_of(gauge, x).logits)
    ink = x.mean(axis=1)
    possible = (ink >= INK_RANGE[0]) & (ink <= INK_RANGE[1])
    doubts = np.asarray(np.where(possible, found[:, -1], 1), np.float32)
    doubts.flags.writeable = False
    return doubts, found[:, :-1].argmax(axis=1) <= 1


def _lifts(strokes: Sequence[Stroke]) -> int:
    """In how many strokes these were drawn, where those that share an end count as one: paths that
    are found in a picture end wherever lines meet."""
    leads = list(range(len(strokes)))  # each stroke to another of its part, the last to itself

    def last(nth: int) -> int:
        while leads[nth] != nth:
            nth = leads[nth] = leads[leads[nth]]
        return nth

    ends: dict[bytes, int] = {}
    for nth, stroke in enumerate(strokes):
        for end in (stroke[0].tobytes(), stroke[-1].tobytes()):
            leads[last(nth)] = last(ends.setdefault(end, nth))
    return sum(lead == nth for nth, lead in enumerate(leads))


def _gap(one: Rect, other: Rect) -> float:
    """How far apart two boxes are, as a share of the higher one's height."""
    x = max(one.x, other.x) - min(one.right, other.right)
    y = max(one.y, other.y) - min(one.bottom, other.bottom)
    return math.hypot(max(x, 0), max(y, 0)) / max(one.h, other.h)
