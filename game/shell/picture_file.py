"""Ink from pictures: find the pen's path, so that a picture is read just as a drawing is."""

from __future__ import annotations

import io
import math
import struct
import zlib

import numpy as np
import pygame
from numpy.typing import NDArray
from scipy import ndimage

from game.core.ink import Ink, stroke_of
from game.core.thin import Graph, graph_of, prune, smooth, thin

#: largest picture opened, px
MOST_PIXELS = 64_000_000

# Pictures are worked on at sizes where a stroke is a few px wide.
_LONGEST = 800
_SHORTEST = 112
#: the least difference between ink and paper, 0..255
_CONTRAST = 24
#: paper is levelled from this size up, with a window of this share of the longest side
_LEVELLED, _WINDOW = 100, 1 / 6
#: blobs smaller than this share of the tallest blob are specks
_SPECK = 0.08
#: arms of the skeleton shorter than this many pen widths are bumps of the outline
_SPUR = 0.6

_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"

Grey = NDArray[np.float32]
Mask = NDArray[np.bool_]


def read_picture(raw: bytes) -> Ink:
    """The ink of a PNG or JPEG file, in px of the picture; each of its strokes is a walk round
    one connected blob. No strokes where nothing stands out. Raises ValueError: cause and cure."""
    size = _declared_size(raw)
    if size is None:
        raise ValueError("is not a PNG or JPEG picture; save it as one")
    width, height = size
    if not 0 < width * height <= MOST_PIXELS:
        raise ValueError(f"has {width}×{height} px; scale it below {MOST_PIXELS:,} px")
    turns = _quarter_turns(raw)
    if turns % 2:
        width, height = height, width
    grey = np.rot90(_grey(raw), turns)
    if min(grey.shape) < _SHORTEST:
        grey = ndimage.zoom(
            grey, math.ceil(_SHORTEST / min(grey.shape)), order=1, grid_mode=True, mode="nearest"
        )
    blobs = _without_specks(_ink_of(grey))
    if not blobs.any():
        return Ink(width, height, 1)
    skeleton = thin(blobs)
    pen = float(blobs.sum() / skeleton.sum())
    graph = smooth(prune(graph_of(skeleton), round(_SPUR * pen)))
    scale = width / grey.shape[1]
    strokes = tuple(
        stroke_of(np.clip(graph.points[walk] * scale, 0, (width, height))) for walk in _walks(graph)
    )
    return Ink(width, height, max(pen * scale, 1.0), strokes)


def _grey(raw: bytes) -> Grey:
    """Brightness (height, width), 0..255, no larger than is worked on."""
    is_png = raw.startswith(_PNG)
    if is_png and not _is_whole(raw):
        raise ValueError("is a broken picture (cut short or changed); save it again")
    kind = "picture.png" if is_png else "picture.jpg"
    try:
        surface = pygame.image.load(io.BytesIO(raw), kind)
    except (pygame.error, MemoryError, SystemError) as error:
        raise ValueError(f"is a broken picture ({error}); save it again") from None
    surface = _shrunk(surface)
    colours = pygame.surfarray.array3d(surface).astype(np.float32)
    grey = colours @ np.array([0.299, 0.587, 0.114], np.float32)
    if surface.get_masks()[3]:
        grey = _on_paper(grey, pygame.surfarray.array_alpha(surface) / np.float32(255))
    return np.ascontiguousarray(grey.T)


def _declared_size(raw: bytes) -> tuple[int, int] | None:
    """Width and height as the file's head says them, before anything is unpacked."""
    if raw.startswith(_PNG) and len(raw) >= 24:
        return struct.unpack(">II", raw[16:24])
    if not raw.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(raw) and raw[at] == 0xFF:
        marker, length = raw[at + 1], struct.unpack(">H", raw[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _quarter_turns(raw: bytes) -> int:
    """How often a camera's picture has to be turned anticlockwise to stand upright (EXIF)."""
    start = raw.find(b"Exif\0\0", 0, 65536) + 6
    order = {b"II": "<", b"MM": ">"}.get(raw[start : start + 2])
    if start < 6 or order is None:
        return 0
    try:
        directory = start + struct.unpack_from(order + "I", raw, start + 4)[0]
        for nth in range(struct.unpack_from(order + "H", raw, directory)[0]):
            tag, _, _, value = struct.unpack_from(order + "HHIH", raw, directory + 2 + 12 * nth)
            if tag == _ORIENTATION:
                return {3: 2, 6: 3, 8: 1}.get(value, 0)
    except struct.error:  # cut short: as if it were not there
        pass
    return 0


def _is_whole(raw: bytes) -> bool:
    """Whether every chunk of a PNG file up to its end mark has the checksum it names.

    libpng would find out as well, but says so on stderr, past everyone.
    """
    at = len(_PNG)
    while at + 12 <= len(raw):
        length, kind = struct.unpack(">I4s", raw[at : at + 8])
        body = raw[at + 4 : at + 8 + length]
        at += 12 + length
        if raw[at - 4 : at] != struct.pack(">I", zlib.crc32(body)):
            return False
        if kind == b"IEND":
            return True
    return False


def _shrunk(surface: pygame.Surface) -> pygame.Surface:
    """At most _LONGEST px on its longer side, averaged; 24 or 32 bits a pixel."""
    if surface.get_bitsize() not in (24, 32):
        full = pygame.Surface(surface.get_size(), pygame.SRCALPHA, 32)
        full.blit(surface, (0, 0))
        surface = full
    longest = max(surface.get_size())
    if longest <= _LONGEST:
        return surface
    width, height = (max(1, round(side * _LONGEST / longest)) for side in surface.get_size())
    return pygame.transform.smoothscale(surface, (width, height))


def _on_paper(grey: Grey, alpha: Grey) -> Grey:
    """Lay a transparent picture on white, or on black if what it shows is bright."""
    if alpha.min() == 1:
        return grey
    shown = float((grey * alpha).sum() / max(float(alpha.sum()), 1e-6))
    return np.asarray(grey * alpha + (1 - alpha) * (255 if shown < 128 else 0), np.float32)


def _ink_of(grey: Grey) -> Mask:
    """Where the ink is: what differs from the paper, which is what the border shows."""
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    light_paper = np.median(border) > (grey.min() + grey.max()) / 2
    ink = 255 - grey if light_paper else grey
    if min(ink.shape) >= _LEVELLED:
        # Shadows and vignettes are wider than any stroke: what an opening leaves is paper.
        window = int(max(ink.shape) * _WINDOW)
        paper = ndimage.grey_opening(ink, (window, window))
        ink = ink - ndimage.uniform_filter(paper, window)
    mask = ink > _otsu(ink)
    if not mask.any() or mask.all():
        return np.zeros_like(mask)
    contrast = float(ink[mask].mean() - ink[~mask].mean())
    return mask if contrast >= _CONTRAST else np.zeros_like(mask)


def _otsu(values: Grey) -> float:
    """The threshold that parts values into the two most distinct classes (Otsu, 1979)."""
    counts, edges = np.histogram(values, 256)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    above = counts.sum() - below
    sums = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return float(edges[1:][np.nanargmax(np.nan_to_num(apart))])


def _without_specks(mask: Mask) -> Mask:
    """Only the blobs that are not tiny beside the largest one."""
    labels, count = ndimage.label(mask, np.ones((3, 3), int))
    boxes = ndimage.find_objects(labels)
    sizes = np.array([max(s.stop - s.start for s in box) for box in boxes])
    kept = np.zeros(count + 1, bool)
    if count:
        kept[1:] = sizes > _SPECK * sizes.max()
    return np.asarray(kept[labels])


def _walks(graph: Graph) -> list[list[int]]:
    """For each connected blob a walk along all its edges, there and back, as point numbers.

    Every edge is walked exactly twice, so that no part of the path weighs more than another
    in the centre of mass. (A stroke for each branch was rejected: a digit of one blob would
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
