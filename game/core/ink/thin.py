"""A picture of ink → its pen path: thinning to one pixel (Zhang and Suen, 1984), then
straight pieces.

Everything here also takes a stack of pictures, (count, height, width), and works on all at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Mask = NDArray[np.bool_]
Index = NDArray[np.intp]
Points = NDArray[np.float32]

# The eight neighbors (row, column) of a pixel, clockwise from the one above; bit k of a
# neighborhood code says whether neighbor k is ink.
_AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
# A pixel and its eight neighbors, within one picture of a stack.
_EIGHT = np.pad(np.ones((1, 3, 3), int), ((1, 1), (0, 0), (0, 0)))
_SMOOTHINGS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A skeleton as points joined by edges.

    ``picture``: (n,), which picture of the stack a point is in. ``points``: (n, 2), x and y,
    px. ``edges``: (e, 2), each a pair of points, each pair once.
    """

    picture: Index
    points: Points
    edges: Index

    @property
    def degree(self) -> Index:
        """How many edges meet at each point, shape (n,)."""
        return np.bincount(self.edges.ravel(), minlength=len(self.points)).astype(np.intp)


def _removable(first_pass: bool) -> Mask:
    """For each of 256 neighborhoods, whether Zhang and Suen remove the pixel in the middle."""
    code = np.arange(256)
    bits = (code[:, None] >> np.arange(8)) & 1
    count = bits.sum(axis=1)
    # The neighbors stand in a ring, so the last is followed by the first, as np.roll has it.
    rises = ((bits == 0) & (np.roll(bits, -1, axis=1) == 1)).sum(axis=1)
    up, right, down, left = bits[:, 0], bits[:, 2], bits[:, 4], bits[:, 6]
    if first_pass:
        side = (up * right * down == 0) & (right * down * left == 0)
    else:
        side = (up * right * left == 0) & (up * down * left == 0)
    return np.asarray((count >= 2) & (count <= 6) & (rises == 1) & side)


_PASSES = (_removable(True), _removable(False))


def thin(mask: Mask) -> Mask:
    """The skeleton of the ink, one pixel wide; same shape as ``mask``, (…, height, width).

    Every connected blob keeps at least one pixel, so that dots stay.
    """
    stack = np.asarray(mask, bool).reshape(-1, *mask.shape[-2:])
    ink = np.pad(stack, ((0, 0), (1, 1), (1, 1)))
    flat = ink.ravel()
    width = ink.shape[-1]
    offsets = [row * width + column for row, column in _AROUND]
    mark = np.zeros(len(flat), np.intp)
    before = gone = looked_at = np.flatnonzero(flat)
    for nth, removable in enumerate(cycle(_PASSES)):
        # A pass that has left a pixel can remove it later only if a neighbor has gone since, in one
        # of the last two passes. So a blot costs no more than its outline.
        if nth >= len(_PASSES):
            looked_at = _inked_beside(np.concatenate([before, gone]), flat, offsets, mark)
        code = np.zeros(len(looked_at), np.uint8)
        for bit, offset in enumerate(offsets):
            code |= flat[looked_at + offset].astype(np.uint8) << np.uint8(bit)
        before, gone = gone, looked_at[removable[code] & flat[looked_at]]
        flat[gone] = False
        if not len(before) and not len(gone):
            break
    skeleton = ink[:, 1:-1, 1:-1]
    return _with_dots(stack, skeleton).reshape(mask.shape)


def _inked_beside(pixels: Index, flat: Mask, offsets: list[int], mark: Index) -> Index:
    """The inked neighbors of ``pixels``, each once. ``mark``: as long as ``flat``, to write on."""
    beside = (pixels[:, None] + np.array(offsets)).ravel()
    beside = beside[flat[beside]]
    order = np.arange(len(beside))
    mark[beside] = order
    return np.asarray(beside[mark[beside] == order])


def _with_dots(stack: Mask, skeleton: Mask) -> Mask:
    """Give each blob that thinning has removed entirely (2×2 px) one pixel back."""
    blobs, count = ndimage.label(stack, _EIGHT)
    kept = np.zeros(count + 1, bool)
    kept[blobs[skeleton]] = True
    lost = np.flatnonzero(~kept[1:]) + 1
    places, first = np.unique(blobs, return_index=True)
    skeleton = skeleton.copy()
    skeleton.reshape(-1)[first[np.isin(places, lost)]] = True
    return skeleton


def graph_of(skeleton: Mask) -> Graph:
    """Join neighboring pixels so that a junction is one point with its arms.

    Diagonal neighbors are joined only where no path over a corner joins them already (or there
    would be little triangles), and a 2×2 block on three sides only (or it would be a square).
    """
    stack = np.asarray(skeleton, bool).reshape(-1, *skeleton.shape[-2:])
    ink = np.pad(stack, ((0, 0), (1, 1), (1, 1)))
    flat, width = ink.ravel(), ink.shape[-1]
    alive = np.flatnonzero(flat)
    number = np.zeros(len(flat), np.intp)
    number[alive] = np.arange(len(alive))
    pairs = []
    for row, column in ((0, 1), (1, 0), (1, 1), (1, -1)):
        other = alive + row * width + column
        joined = flat[other]
        if row and column:
            joined = joined & ~flat[alive + column] & ~flat[alive + width]
        elif column:
            joined = joined & ~(flat[alive - width] & flat[alive - width + 1])
        pairs.append(np.stack([number[alive[joined]], number[other[joined]]], axis=1))
    picture, y, x = np.unravel_index(alive, ink.shape)
    points = np.stack([x, y], axis=1).astype(np.float32) - np.float32(0.5)
    return Graph(picture.astype(np.intp), points, np.concatenate(pairs))


def prune(graph: Graph, spur: int) -> Graph:
    """Cut off arms of up to ``spur`` edges between a dead end and a junction: thinning leaves them
    where the outline has a bump."""
    count, degree = len(graph.points), graph.degree
    ends = np.concatenate([graph.edges, graph.edges[:, ::-1]])
    ends = ends[np.argsort(ends[:, 0], kind="stable")]
    first = np.searchsorted(ends[:, 0], np.arange(count))
    here = np.flatnonzero(degree == 1)
    before = here
    arm = [here]
    cut: list[Index] = []
    for _ in range(spur):
        if not len(here):
            break
        one = ends[first[here], 1]
        two = ends[first[here] + degree[here] - 1, 1]
        here, before = np.where(one == before, two, one), here
        cut += [step[degree[here] > 2] for step in arm]
        going = degree[here] == 2
        here, before = here[going], before[going]
        arm = [step[going] for step in arm] + [here]
    keep = np.ones(count, bool)
    keep[np.concatenate([*cut, np.zeros(0, np.intp)])] = False
    number = np.cumsum(keep) - 1
    edges = graph.edges[keep[graph.edges].all(axis=1)]
    return Graph(graph.picture[keep], graph.points[keep], number[edges])


def smooth(graph: Graph) -> Graph:
    """Round off the stairs: each point with two neighbors moves half way to the middle of these."""
    points = graph.points.astype(float)
    inner = (graph.degree == 2)[:, None]
    one, two = graph.edges.T
    for _ in range(_SMOOTHINGS):
        around = np.zeros_like(points)
        for axis in range(2):
            around[:, axis] = np.bincount(one, points[two, axis], len(points))
            around[:, axis] += np.bincount(two, points[one, axis], len(points))
        points = np.where(inner, (points + around / 2) / 2, points)
    return Graph(graph.picture, points.astype(np.float32), graph.edges)


def pieces(skeleton: Mask, spur: int = 0) -> tuple[Points, Points]:
    """Starts and ends, each (s, 2), px, of the straight pieces of one skeleton, (height, width).

    Arms of up to ``spur`` px that hang on a junction are left out. A lone pixel is a piece of
    length 0.
    """
    graph = smooth(prune(graph_of(skeleton), spur))
    alone = graph.points[graph.degree == 0]
    starts, ends = graph.points[graph.edges[:, 0]], graph.points[graph.edges[:, 1]]
    return np.concatenate([starts, alone]), np.concatenate([ends, alone])
