"""Ink → digits: which strokes belong together, left to right.

Strokes stand in order from left to right, and between any two neighbours there may be a cut.
Strokes that cross are never cut apart and wide gaps always are; for what lies between, every way
to cut is scored and the best is taken: each cut by its gap, each digit by how surely it is read,
by its height and by its width.

A recogniser alone would not do (two 1s side by side are a fine 11 and a fine 4), nor would gaps
alone (a 4 may stand open as wide as the next digit is away).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.core.digit import PEN, SIDE, draw, fit, segments_of
from game.core.geometry import Rect
from game.core.ink import Ink, Stroke, bounds
from game.core.network import Array
from game.core.spacing import Spacing, measure

#: pictures (n, 784) → probabilities (n, 10)
Recognise = Callable[[Array], Array]

# Lengths are in heights of a digit.
#: strokes smaller than this are specks, and left out
SPECK = 0.08
#: whole groups smaller than this are no digit
SMALLEST = 0.25
#: ink smaller than this is a dot, in pen diameters
DOT = 1.0
#: strokes that reach this far past each other are of one digit
CROSSING = 0.12
#: strokes this far from each other are of two digits; of 894 digits in parts one stands wider
APART = 0.42
#: parts that spread wider are not of one digit; the widest of those 894 has 1.65
WIDEST = 1.8
#: points closer than this are left out while ways to cut are compared: one px of 28
LIGHT = 0.06
#: pieces of strokes drawn at once
PORTION = 8192
#: what the slant of upright digits measures, Δx per −Δy
USUAL_SLANT = 0.15
#: most strokes of one digit, after crossing ones are taken as one
MOST_PARTS = 5

# Evidence for a cut and for a digit, and what it weighs. The weights were fitted by maximum
# likelihood on 6,000 composed numbers and 7,494 digits of pendigits, with three trial networks,
# each reading writers it had not been trained on. bench/fit_segment.py fits them for the shipped
# network, which leaves five writers to do it with: these do as well there (99.5 % of contested
# inks) and come from thirty hands.
#: how much of a gap counts
GAP_RANGE = (-CROSSING, APART)
#: for a cut: one; its gap
CUT_WEIGHTS = (-0.75, 10.5)
#: for a digit: ln(probability); height lacking to LOW; width beyond WIDE; gap inside, unless it
#: is a 4, the digit that people leave open
DIGIT_WEIGHTS = (3.14, -10.7, -9.0, -5.3)
LOW, WIDE, WIDEST_OPEN = 0.7, 0.9, 0.2
#: what a probability is taken for at least and at most
SURE_RANGE = (0.05, 0.999)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The ink of one digit.

    ``strokes``: indices into the ink's strokes, rising. ``box``: around the ink with the width
    of the pen, canvas px. ``x``: the picture the network reads, shape (784,), 0..1, read-only;
    of several digits it shows each without the slant they share.
    """

    strokes: tuple[int, ...]
    box: Rect
    x: Array


def segment(ink: Ink, recognise: Recognise) -> tuple[Segment, ...]:
    """The digits of ``ink`` from left to right; none for blank ink or mere dots.

    ``recognise`` is called at most once, with a picture for each group of strokes in question.
    """
    kept = _without_specks(ink)
    if not kept:
        return ()
    strokes = tuple(ink.strokes[i] for i in kept)
    if len(strokes) == 1:  # one stroke is never split: nothing to measure
        return (Segment((kept[0],), _box(strokes, ink.pen), prepare_all([strokes])[0]),)
    spacing = measure(strokes)
    parts = _parts(spacing)
    gaps = _gaps(spacing, parts)
    runs = _runs(spacing, parts, gaps)
    asked = [run for run in runs if _is_in_question(run, gaps)]
    scores = dict.fromkeys(runs, 0.0)
    if asked:
        light = [_lightened(stroke, spacing.height * LIGHT) for stroke in strokes]
        sure = recognise(prepare_all([tuple(light[i] for i in runs[run]) for run in asked]))
        for run, row in zip(asked, sure, strict=True):
            evidence = digit_evidence(spacing.size(runs[run]), gaps[run[0] : run[1] - 1], row)
            scores[run] = _weighed(DIGIT_WEIGHTS, evidence)
    groups = [runs[run] for run in _best_path(gaps, scores)]
    digits = [g for g in groups if len(groups) == 1 or max(spacing.size(g)) >= SMALLEST]
    inks = [tuple(strokes[i] for i in group) for group in digits]
    pictures = _pictures(inks, spacing.slant)
    return tuple(
        Segment(tuple(kept[i] for i in group), _box(own, ink.pen), picture)
        for group, own, picture in zip(digits, inks, pictures, strict=True)
    )


def _pictures(digits: list[tuple[Stroke, ...]], slant: float) -> Array:
    """What the network reads of each digit: if they are several, without the hand's slant.

    All digits of a number lean alike, so their slant can be told, and taking it out raises
    slanted numbers read exactly from 93 % to 97 %. A single digit's slant is as good as its
    shape (a 7 leans anyway): taking that out lowers what is read by 0.2 points.
    """
    if len(digits) > 1:
        straight = np.array([[1, 0], [slant - USUAL_SLANT, 1]], np.float32)
        digits = [tuple(stroke @ straight for stroke in digit) for digit in digits]
    return prepare_all(digits)


def prepare_all(groups: list[tuple[Stroke, ...]]) -> Array:
    """``digit.prepare`` for many groups of strokes in one go: (n, 784), read-only."""
    if not groups:
        return np.zeros((0, SIDE**2), np.float32)
    pieces = [fit(*segments_of(group)) for group in groups]
    starts = np.concatenate([own for own, _ in pieces])
    ends = np.concatenate([own for _, own in pieces])
    picture = np.repeat(np.arange(len(pieces)), [len(own) for own, _ in pieces])
    pens = np.full(len(pieces), PEN, np.float32)
    x = np.zeros((len(pieces), SIDE**2), np.float32)
    # In portions: a scribble of 100,000 points would take a gigabyte at once.
    for at in range(0, len(starts), PORTION):
        part = slice(at, at + PORTION)
        x = np.maximum(x, draw(starts[part], ends[part], picture[part], len(pieces), pens))
    x.flags.writeable = False
    return x


def _without_specks(ink: Ink) -> list[int]:
    """Indices of the strokes that are more than a speck; none if all the ink is a dot."""
    if not ink.strokes:
        return []
    sizes = [float(np.ptp(stroke, axis=0).max()) for stroke in ink.strokes]
    left, top, right, bottom = bounds(ink.strokes)
    if max(right - left, bottom - top) <= DOT * ink.pen:
        return []
    speck = SPECK * max(sizes)
    return [i for i, size in enumerate(sizes) if size > speck]


def _parts(spacing: Spacing) -> list[list[int]]:
    """Strokes with those they cross, in order from left to right."""
    crossing = np.maximum(spacing.free, spacing.free.T) < -CROSSING
    unseen = set(range(len(crossing)))
    parts = []
    while unseen:
        part = [unseen.pop()]
        for i in part:
            more = [j for j in unseen if crossing[i, j]]
            unseen.difference_update(more)
            part += more
        parts.append(part)
    return sorted(parts, key=lambda p: spacing.left[p].min() + spacing.right[p].max())


def _gaps(spacing: Spacing, parts: list[list[int]]) -> list[float]:
    """The gap at each place between neighbours: the least between those left and right of it."""
    gaps = []
    for k in range(1, len(parts)):
        before = [i for part in parts[max(0, k - MOST_PARTS) : k] for i in part]
        after = [i for part in parts[k : k + MOST_PARTS] for i in part]
        gaps.append(float(spacing.free[np.ix_(before, after)].min()))
    return gaps


def _runs(
    spacing: Spacing, parts: list[list[int]], gaps: list[float]
) -> dict[tuple[int, int], list[int]]:
    """All groups of neighbouring parts, [first, end), that could be a digit: their strokes."""
    runs = {}
    for first, part in enumerate(parts):
        runs[first, first + 1] = sorted(part)
        members = list(part)
        for end in range(first + 2, min(first + MOST_PARTS, len(parts)) + 1):
            members += parts[end - 1]
            if gaps[end - 2] > APART or spacing.size(members)[0] > WIDEST:
                break
            runs[first, end] = sorted(members)
    return runs


def digit_evidence(
    size: tuple[float, float], gaps: list[float], probabilities: Array
) -> tuple[float, float, float, float]:
    """What speaks for a group of this width and height, with these gaps within, being a digit:
    the values that DIGIT_WEIGHTS weigh."""
    width, height = size
    sure = float(np.clip(probabilities.max(), *SURE_RANGE))
    inner = float(np.clip(max(gaps, default=0), 0, WIDEST_OPEN))
    return (
        math.log(sure),
        max(0.0, LOW - height),
        max(0.0, width - WIDE),
        inner * (1 - float(probabilities[4])),
    )


def cut_evidence(gap: float) -> tuple[float, float]:
    """What speaks for a cut at this gap: the values that CUT_WEIGHTS weigh."""
    return 1.0, min(max(gap, GAP_RANGE[0]), GAP_RANGE[1])


def _best_path(gaps: list[float], scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The runs, end to end, with the highest sum of their scores and those of the cuts."""
    count = len(gaps) + 1
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for end in range(1, count + 1):
        ways = []
        for first in range(max(0, end - MOST_PARTS), end):
            if (first, end) in scores:
                cut = _weighed(CUT_WEIGHTS, cut_evidence(gaps[first - 1])) if first else 0.0
                total, path = best[first]
                ways.append((total + cut + scores[first, end], [*path, (first, end)]))
        best.append(max(ways))
    return best[count][1]


def _weighed(weights: tuple[float, ...], evidence: tuple[float, ...]) -> float:
    return sum(w * e for w, e in zip(weights, evidence, strict=True))


def _is_in_question(run: tuple[int, int], gaps: list[float]) -> bool:
    """Whether its parts could also go together otherwise."""
    first, end = run
    return end - first > 1 or min(gaps[max(first - 1, 0) : end], default=np.inf) <= APART


def _lightened(stroke: Stroke, step: float) -> Stroke:
    """The same path with points no closer than ``step``: as good for a rough look."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*(stroke[1:] - stroke[:-1]).T))])
    first = np.unique((along / step).astype(np.intp), return_index=True)[1]
    return np.asarray(stroke[np.append(first, len(stroke) - 1)])


def _box(strokes: tuple[Stroke, ...], pen: float) -> Rect:
    left, top, right, bottom = bounds(strokes)
    return Rect(left - pen / 2, top - pen / 2, right - left + pen, bottom - top + pen)
