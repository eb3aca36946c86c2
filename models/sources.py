"""The digits to learn from: pen strokes of pendigits, and MNIST as pictures and as pen paths."""

from __future__ import annotations

import gzip
import pickle
from itertools import pairwise
from pathlib import Path

import numba
import numpy as np
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from game.core.ink import thin
from models.shapes import Shapes, Strokes, normal

#: writers of pendigits that training never sees
HELD_OUT = (3, 9, 14, 22, 28)

#: MNIST is enlarged this many times before it is thinned
_ENLARGE = 2
#: value, 0..1, from which an enlarged pixel counts as ink
_INK = 0.45
#: arms of at most this length come from bumps of the outline, enlarged px
_SPUR = 4
#: how many loops each digit must show: a 6 without its loop is no 6, an 8 with only one is a 9
_LOOPS = np.array([0, 0, 0, 0, 0, 0, 1, 0, 2, 0])
#: ink per length of path, px, above which a missing loop is taken to be filled
_THICK = 2.6


def read_pendigits(path: Path) -> tuple[Shapes, np.ndarray]:
    """All digits of a UNIPEN text file, with y down; and the writer of each, (n,)."""
    digits: list[Strokes] = []
    labels: list[int] = []
    writers: list[int] = []
    stroke: list[tuple[float, float]] = []
    pen_down = False
    for line in gzip.decompress(path.read_bytes()).decode("latin-1").splitlines():
        words = line.split()
        if not words:
            continue
        if words[0] == ".COMMENT" and len(words) >= 3 and words[1].isdigit():
            labels.append(int(words[1]))
            writers.append(int(words[2]))
            digits.append([])
        elif words[0] == ".PEN_DOWN":
            pen_down, stroke = True, []
        elif words[0] == ".PEN_UP":
            pen_down = False
            if stroke and digits:
                digits[-1].append(np.array(stroke, np.float32))
        elif pen_down and words[0][0] != ".":
            stroke.append((float(words[0]), -float(words[1])))
    kept = [i for i, strokes in enumerate(digits) if strokes]
    shapes = Shapes([normal(digits[i]) for i in kept], np.array(labels)[kept])
    return shapes, np.array(writers)[kept]


def read_mnist(folder: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    """Pictures (n, 784) uint8 and labels (n,) of ``part``: "train" or "t10k"."""
    images = gzip.decompress((folder / f"{part}-images-idx3-ubyte.gz").read_bytes())
    labels = gzip.decompress((folder / f"{part}-labels-idx1-ubyte.gz").read_bytes())
    pictures = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 784)
    return pictures, np.frombuffer(labels, np.uint8, offset=8).astype(np.int64)


def strokes_of_pictures(pictures: np.ndarray, labels: np.ndarray) -> Shapes:
    """The pen paths of MNIST pictures, (n, 784) uint8; one that has none is left out."""
    digits: list[Strokes] = []
    for begin in range(0, len(pictures), 2000):
        stack = pictures[begin : begin + 2000].reshape(-1, 28, 28).astype(np.float32) / 255
        large = ndimage.zoom(
            stack, (1, _ENLARGE, _ENLARGE), order=1, grid_mode=True, mode="nearest"
        )
        graph = thin.smooth(thin.prune(thin.graph_of(thin.thin(large > _INK)), _SPUR))
        path, first = _walk(graph.edges, len(graph.points))
        some = _by_picture(graph, path, first, len(stack))
        filled = _filled(graph, stack, labels[begin : begin + 2000])
        digits += [[] if lost else s for s, lost in zip(some, filled, strict=True)]
    kept = [i for i, strokes in enumerate(digits) if strokes]
    return Shapes([normal(digits[i]) for i in kept], labels[kept])


def _filled(graph: thin.Graph, stack: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Which pictures, (n,), are so thick that a loop is filled: their path shows another digit."""
    points = np.bincount(graph.picture, minlength=len(stack))
    edges = np.bincount(graph.picture[graph.edges[:, 0]], minlength=len(stack))
    joined = coo_array((np.ones(len(graph.edges)), graph.edges.T), (len(graph.points),) * 2)
    part = connected_components(joined)[1]
    first = np.unique(part, return_index=True)[1]
    parts = np.bincount(graph.picture[first], minlength=len(stack))
    thickness = stack.sum(axis=(1, 2)) / np.maximum(edges / _ENLARGE, 1)
    return (edges - points + parts < _LOOPS[labels]) & (thickness > _THICK)


def cached_paths(pictures: np.ndarray, labels: np.ndarray, file: Path) -> Shapes:
    """``strokes_of_pictures``, read from ``file`` if an earlier run wrote it."""
    if file.exists():
        return pickle.loads(file.read_bytes())
    shapes = strokes_of_pictures(pictures, labels)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".part")
    partial.write_bytes(pickle.dumps(shapes))
    partial.replace(file)
    return shapes


def _by_picture(
    graph: thin.Graph, path: np.ndarray, first: np.ndarray, count: int
) -> list[Strokes]:
    digits: list[Strokes] = [[] for _ in range(count)]
    for begin, end in pairwise(first):
        points = graph.points[path[begin:end]]
        # Every second point: half the work to draw, and no visible difference.
        some = np.concatenate([points[:-1:2], points[-1:]])
        digits[graph.picture[path[begin]]].append(some)
    return digits


@numba.njit(cache=True)
def _touching(edges: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the edges of each point begin in the list, and the list: all edges, point by point."""
    start = np.zeros(count + 1, np.int64)
    for e in range(len(edges)):
        start[edges[e, 0] + 1] += 1
        start[edges[e, 1] + 1] += 1
    start = np.cumsum(start)
    fill = start.copy()
    touching = np.empty(2 * len(edges), np.int64)
    for e in range(len(edges)):
        for side in range(2):
            point = edges[e, side]
            touching[fill[point]] = e
            fill[point] += 1
    return start, touching


@numba.njit(cache=True)
def _walk(edges: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Paths through a graph of ``count`` points that use each edge once: the points of all paths
    one after another, and where each path begins (and the last one ends)."""
    start, touching = _touching(edges, count)
    used = np.zeros(len(edges), np.bool_)
    path = np.empty(2 * len(edges) + count, np.int64)
    first = [0]
    size = 0
    for loops in range(2):  # open paths between ends and junctions first, then closed rings
        for begin in range(count):
            if loops == 0 and start[begin + 1] - start[begin] == 2:
                continue
            for k in range(start[begin], start[begin + 1]):
                if used[touching[k]]:
                    continue
                edge, here = touching[k], begin
                path[size] = here
                size += 1
                while True:
                    used[edge] = True
                    here = edges[edge, 0] + edges[edge, 1] - here
                    path[size] = here
                    size += 1
                    if start[here + 1] - start[here] != 2 or here == begin:
                        break
                    edge = touching[start[here]] + touching[start[here] + 1] - edge
                first.append(size)
    return path[:size], np.array(first)
