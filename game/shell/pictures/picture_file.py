"""Ink from pictures: find the pen's path, so that a picture is read just as a drawing is."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from game.core.ink.ink import MOST_STROKES, Ink, stroke_of
from game.core.ink.thin import Graph, graph_of, prune, smooth, thin
from game.shell.pictures.bitmap import LONGEST, Gray, gray_of

#: shorter pictures are enlarged to this, px: a stroke is to be a few px wide
_SHORTEST = 112
#: the least difference between ink and paper, 0..255
_CONTRAST = 24
#: the brightness of the paper is leveled in pictures whose shorter side has at least this many px,
#: with a window whose side is this share of the longer side
_LEVELED, _WINDOW = 100, 1 / 6
#: blobs smaller than this share of the tallest blob are specks
_SPECK = 0.08
#: arms of the skeleton shorter than this many pen widths are bumps of the outline
_SPUR = 0.6
#: points of all walks: the fullest photo at hand, of ruled paper in bad light, has 17,600, and
#: 100,000 are not read within a second
_MOST_WALKED = 60_000

Mask = NDArray[np.bool_]


def read_picture(raw: bytes) -> Ink:
    """The ink of a PNG or JPEG file, in px of the picture set upright; each of its strokes is a
    walk round one connected blob. No strokes where nothing stands out. Raises ValueError: cause
    and cure."""
    gray, head = gray_of(raw)
    width, height = head.width, head.height
    if head.orientation >= 5:
        width, height = height, width
    blobs, count = _without_specks(_ink_of(_enlarged(gray)))
    if not count:
        return Ink(width, height, 1)
    skeleton = thin(blobs)
    if count > MOST_STROKES or 2 * skeleton.sum() > _MOST_WALKED:
        raise ValueError("shows more than writing; crop it to the digits")
    pen = float(blobs.sum() / skeleton.sum())
    graph = smooth(prune(graph_of(skeleton), round(_SPUR * pen)))
    scale = width / blobs.shape[1]
    strokes = tuple(
        stroke_of(np.clip(graph.points[walk] * scale, 0, (width, height))) for walk in _walks(graph)
    )
    return Ink(width, height, max(pen * scale, 1.0), strokes)


def _enlarged(gray: Gray) -> Gray:
    """At least _SHORTEST px on its shorter side, unless a long, narrow picture would become too
    large."""
    short, size = min(gray.shape), gray.size
    times = min(math.ceil(_SHORTEST / short), math.isqrt(LONGEST**2 // size))
    if times <= 1:
        return gray
    return np.asarray(ndimage.zoom(gray, times, order=1, grid_mode=True, mode="nearest"))


def _ink_of(gray: Gray) -> Mask:
    """Where the ink is: what differs from the paper, which is what the border shows."""
    border = np.concatenate([gray[0], gray[-1], gray[:, 0], gray[:, -1]])
    light_paper = np.median(border) > (gray.min() + gray.max()) / 2
    ink = 255 - gray if light_paper else gray
    if min(ink.shape) >= _LEVELED:
        # Shadows and dark corners are wider than any stroke: what is left by an opening, which
        # removes everything narrower than the window, is the paper.
        window = int(max(ink.shape) * _WINDOW)
        paper = ndimage.grey_opening(ink, (window, window))
        ink = ink - ndimage.uniform_filter(paper, window)
    if np.ptp(ink) < _CONTRAST:
        return np.zeros(ink.shape, bool)
    mask = ink > _otsu(ink)
    contrast = float(ink[mask].mean() - ink[~mask].mean())
    return mask if contrast >= _CONTRAST else np.zeros_like(mask)


def _otsu(values: Gray) -> float:
    """The threshold that divides values into the two most distinct classes (Otsu, 1979)."""
    counts, edges = np.histogram(values, 256)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    above = counts.sum() - below
    sums = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return float(edges[1:][np.nanargmax(np.nan_to_num(apart))])


def _without_specks(mask: Mask) -> tuple[Mask, int]:
    """Only the blobs that are not tiny beside the largest one, and how many they are."""
    labels, count = ndimage.label(mask, np.ones((3, 3), int))
    boxes = ndimage.find_objects(labels)
    sizes = np.array([max(s.stop - s.start for s in box) for box in boxes])
    kept = np.zeros(count + 1, bool)
    if count:
        kept[1:] = sizes > _SPECK * sizes.max()
    return np.asarray(kept[labels]), int(kept.sum())


def _walks(graph: Graph) -> list[list[int]]:
    """For each connected blob a walk along all its edges, there and back, as point numbers.

    Every edge is walked exactly twice, so that no part of the path weighs more than another
    in the center of mass. (A stroke for each branch was rejected: a digit of one blob would
    have to be put together again.)
    """
    around: list[list[int]] = [[] for _ in graph.points]
    for one, two in graph.edges.tolist():
        around[one].append(two)
        around[two].append(one)
    seen = [False] * len(around)
    done: set[tuple[int, int]] = set()
    walks = []
    for start in range(len(around)):
        if seen[start]:
            continue
        seen[start] = True
        walk, trail = [start], [start]
        while trail:
            here = trail[-1]
            there = around[here].pop() if around[here] else None
            if there is None:
                trail.pop()
                walk += trail[-1:]
            elif (there, here) not in done:
                done.add((here, there))
                if seen[there]:
                    walk += [there, here]
                else:
                    seen[there] = True
                    walk.append(there)
                    trail.append(there)
        walks.append(walk)
    return walks
