"""A line of strokes, and the best drawn to cut it into digits.

Strokes stand in order from left to right, and between any two neighbors there may be a cut.
Strokes that cross are never cut apart and wide gaps always are; for what lies between, every drawn
to cut is scored and the best is taken: each cut by its gap, each digit by how surely it is read,
by its height and by its width.

A recognizer alone would not do (two 1s side by side are a fine 11 and a fine 4), nor would gaps
alone (a 4 may stand open as wide as the next digit is away).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.ink.spacing import Floats, Spacing
from game.core.model.network import Array

# Lengths are in heights of a digit.
#: a group whose longer side is shorter than this is no digit
SMALLEST = 0.25
#: strokes that reach further than this past each other belong to one digit
CROSSING = 0.12
#: strokes further apart than this belong to two digits; of 894 digits that are written in several
#: parts one has a wider gap
APART = 0.42
#: parts that are wider together are not one digit; the widest of those 894 digits measures 1.65
WIDEST = 1.8
#: most parts of one digit; strokes that cross are one part
MOST_PARTS = 5
#: a group whose pen path is more than this many times its longer side is a scribble: digits of
#: pendigits have 5 at the most, and paths that are found in pictures run along each line twice
LONGEST = 20

# The evidence for a cut and for a digit, and its weights. These were fitted by maximum likelihood
# on 6,000 composed numbers and 7,494 digits of pendigits, with three trial networks, each reading
# writers it had not been trained on. bench/fit_segment.py fits weights for the shipped network, but
# only five writers are left for that. On those the weights below do as well (99.5 % of contested
# inks are cut right), and they come from thirty writers.
#: gaps are clipped to this range
GAP_RANGE = (-CROSSING, APART)
#: weights for a cut: of the constant 1; of its gap
CUT_WEIGHTS = (-0.75, 10.5)
#: weights for a digit: of ln(its probability); of the height it lacks to LOW; of its width beyond
#: WIDE; of the widest gap inside it, up to WIDEST_OPEN, less so the more probably it is a 4, the
#: digit that people leave open
DIGIT_WEIGHTS = (3.14, -10.7, -9.0, -5.3)
LOW, WIDE, WIDEST_OPEN = 0.7, 0.9, 0.2
#: probabilities are clipped to this range
SURE_RANGE = (0.05, 0.999)

#: neighboring parts [first, end) that could be a digit
Run = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """How strokes stand in a line, and the groups of them that could be a digit.

    ``parts``: groups of strokes that cross, from left to right, each as indices into the spacing.
    ``gaps``: between each part and the next, (parts − 1,). ``runs``: all groups of neighboring
    parts that could be a digit; ``sizes``: their widths and heights, (runs, 2); ``inner``: the
    widest gap within each, (runs,), 0 and up; ``contested``: whether its parts could also be
    grouped otherwise, (runs,); ``hopeless``: whether each is a scribble, see LONGEST, (runs,).
    """

    parts: list[list[int]]
    gaps: Floats
    runs: list[Run]
    sizes: Floats
    inner: Floats
    contested: NDArray[np.bool_]
    hopeless: NDArray[np.bool_]

    @property
    def asked(self) -> list[Run]:
        """The runs whose pictures a recognizer must read."""
        return [self.runs[k] for k in np.flatnonzero(self.contested & ~self.hopeless).tolist()]

    def members(self, first: int, end: int) -> list[int]:
        """The strokes of a run."""
        return [i for part in self.parts[first:end] for i in part]

    def digits(self, probabilities: Array) -> list[list[int]]:
        """The strokes of each digit from left to right, given the probabilities, (n, 10), of the
        pictures of the runs ``asked``."""
        scores = np.zeros(len(self.runs))
        which = np.flatnonzero(self.contested)
        rows = np.zeros((len(which), probabilities.shape[1]), np.float32)
        rows[~self.hopeless[which]] = probabilities
        evidence = digit_evidence(self.sizes[which], self.inner[which], rows)
        scores[which] = evidence @ DIGIT_WEIGHTS
        cuts = cut_evidence(self.gaps) @ CUT_WEIGHTS
        path = _best_path(
            len(self.parts), dict(zip(self.runs, scores.tolist(), strict=True)), cuts.tolist()
        )
        size = dict(zip(self.runs, self.sizes.max(axis=1).tolist(), strict=True))
        return [self.members(*r) for r in path if len(path) == 1 or size[r] >= SMALLEST]


def line_up(spacing: Spacing) -> Line:
    """Everything about a line of strokes except what a recognizer makes of their pictures."""
    order, starts = _parts(spacing)
    strokes, bounds = order.tolist(), np.append(starts, len(order)).tolist()
    parts = [strokes[a:b] for a, b in itertools.pairwise(bounds)]
    gaps = _gaps(spacing.free[np.ix_(order, order)], starts)
    low = np.minimum.reduceat(np.stack([spacing.left, spacing.top], axis=1)[order], starts)
    high = np.maximum.reduceat(np.stack([spacing.right, spacing.bottom], axis=1)[order], starts)
    path = np.add.reduceat(spacing.path[order], starts)
    wide = np.concatenate([[np.inf], gaps, [np.inf]])
    first: NDArray[np.intp] = np.arange(len(parts))
    inner: Floats = np.zeros(len(parts))
    left, right, drawn = low, high, path
    runs: list[Run] = []
    sizes, inners, contested, paths = [], [], [], []
    for length in range(1, MOST_PARTS + 1):
        if length > 1:  # one part more on the right
            last = first + length - 1
            left, right = np.minimum(left, low[last]), np.maximum(right, high[last])
            drawn, inner = drawn + path[last], np.maximum(inner, gaps[last - 1])
            going = (gaps[last - 1] <= APART) & ((right - left)[:, 0] <= WIDEST)
            first, inner = first[going], inner[going]
            left, right, drawn = left[going], right[going], drawn[going]
        runs += [(f, f + length) for f in first.tolist()]
        sizes.append(right - left)
        paths.append(drawn)
        inners.append(inner)
        contested.append((np.minimum(wide[first], wide[first + length]) <= APART) | (length > 1))
        going = first + length < len(parts)
        first, inner = first[going], inner[going]
        left, right, drawn = left[going], right[going], drawn[going]
    size = np.concatenate(sizes)
    hopeless = np.concatenate(paths) > LONGEST * size.max(axis=1)
    return Line(
        parts, gaps, runs, size, np.concatenate(inners), np.concatenate(contested), hopeless
    )


def _parts(spacing: Spacing) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Join strokes that cross into parts, and order the parts from left to right.

    Returns all strokes in this order, and where among them each part begins.
    """
    crossing = np.maximum(spacing.free, spacing.free.T) < -CROSSING
    np.fill_diagonal(crossing, True)
    count = len(crossing)
    # Each stroke takes the least number among those it crosses, until nothing changes.
    label = np.arange(count)
    while True:
        least = np.where(crossing, label, count).min(axis=1)
        least = np.minimum(least, least[least])
        if np.array_equal(least, label):
            break
        label = least
    part = np.unique(label, return_inverse=True)[1]
    left, right = np.full(part.max() + 1, np.inf), np.full(part.max() + 1, -np.inf)
    np.minimum.at(left, part, spacing.left)
    np.maximum.at(right, part, spacing.right)
    place = np.argsort(np.argsort(left + right, kind="stable"))[part]
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.diff(place[order], prepend=-1))
    return order, starts


def _gaps(free: Floats, starts: NDArray[np.intp]) -> Floats:
    """The gap at each place between neighboring parts, (parts − 1,): the shortest free run from
    one of the MOST_PARTS parts left of the place to one of those right of it.

    ``free``: `Spacing.free` with the strokes in the order of the parts; ``starts``: see `_parts`.
    """
    between = np.minimum.reduceat(np.minimum.reduceat(free, starts, axis=0), starts, axis=1)
    count = len(starts)
    gaps = np.full(count, np.inf)  # gaps[k]: before part k
    for before in range(1, MOST_PARTS + 1):
        for after in range(MOST_PARTS):
            found = between.diagonal(before + after)
            gaps[before : before + len(found)] = np.minimum(
                gaps[before : before + len(found)], found
            )
    return gaps[1:]


def digit_evidence(sizes: Floats, inner: Floats, probabilities: Array) -> Floats:
    """The evidence that groups are digits, (n, 4): the values that DIGIT_WEIGHTS belong to.

    ``sizes`` (n, 2): widths and heights; ``inner`` (n,): the widest gap within; ``probabilities``
    (n, 10), of which any that is not finite counts as 0.
    """
    width, height = sizes.T
    known = np.nan_to_num(probabilities, nan=0.0, posinf=0.0, neginf=0.0).astype(np.float64)
    sure = np.clip(known.max(axis=1, initial=0), *SURE_RANGE)
    return np.stack(
        [
            np.log(sure),
            np.maximum(0, LOW - height),
            np.maximum(0, width - WIDE),
            np.clip(inner, 0, WIDEST_OPEN) * (1 - known[:, 4]),
        ],
        axis=1,
    )


def cut_evidence(gaps: Floats) -> Floats:
    """The evidence for cuts at gaps (n,): the values that CUT_WEIGHTS belong to, (n, 2)."""
    return np.stack([np.ones(len(gaps)), np.clip(gaps, *GAP_RANGE)], axis=1)


def _best_path(count: int, scores: dict[Run, float], cuts: list[float]) -> list[Run]:
    """The runs, end to end, with the highest sum of their scores and those of the cuts between."""
    best, before = [0.0], [0]
    for end in range(1, count + 1):
        ways = [
            (best[first] + (cuts[first - 1] if first else 0.0) + scores[first, end], first)
            for first in range(max(0, end - MOST_PARTS), end)
            if (first, end) in scores
        ]
        total, first = max(ways)
        best.append(total)
        before.append(first)
    path: list[Run] = []
    end = count
    while end:
        path.append((before[end], end))
        end = before[end]
    return path[::-1]
