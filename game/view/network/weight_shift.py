"""The weights that a step of teaching moved most glow in the color of learning."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.kept import kept
from game.core.model.network import SIZES, Array, Network
from game.core.model.unit import OFFSETS
from game.lab.network.plan import UnitPlan
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.theme import mixed

#: the most weights that glow, into Hidden 1, into Hidden 2 and into the output
COUNTS = (60, 50, 40)
#: a weight that fell is drawn in so many pieces with gaps between them
_PIECES = 4
#: widths of the weakest and of the strongest at the height of the pulse, px at 1080 lines
_THIN, _WIDE = 1.5, 6.0


class _Moved(NamedTuple):
    """n weights: places of both ends among all 986 units, and how far each moved as a share of the
    farthest of its layer, −1..1; each (n,)."""

    source: NDArray[np.intp]
    target: NDArray[np.intp]
    share: Array


def draw_weight_shift(brush: Brush, plan: UnitPlan, scene: NetworkScene) -> None:
    """What rose glows as a whole line, what fell in pieces; the light swells and goes."""
    if scene.shift is None:
        return
    before, after, passed = scene.shift
    light = float(np.sin(np.pi * passed))
    if light < 0.01:  # the sine of π is not quite 0
        return
    theme, moved = brush.theme, _moved(after, before)
    seen = (plan.visibility[moved.source] > 0.5) & (plan.visibility[moved.target] > 0.5)
    starts, ends = plan.positions[moved.source[seen]], plan.positions[moved.target[seen]]
    bright = mixed(theme.learning, theme.text, 0.45 * light)
    for start, end, share in zip(starts, ends, moved.share[seen].tolist(), strict=True):
        size = abs(share) ** 0.5
        color = mixed(theme.ground, bright, light * (0.35 + 0.65 * size))
        width = brush.px((_THIN + (_WIDE - _THIN) * size) * light)
        pieces = 1 if share > 0 else _PIECES
        along = np.arange(pieces)[:, None] / pieces
        first = start + (end - start) * along
        last = start + (end - start) * (along + (1 if pieces == 1 else 0.6) / pieces)
        for a, b in zip(first.tolist(), last.tolist(), strict=True):
            pygame.draw.line(brush.surface, color, a, b, width)


@kept(1)  # the same for all frames of a shift
def _moved(after: Network, before: Network) -> _Moved:
    found = []
    for layer, count in enumerate(COUNTS):
        with np.errstate(all="ignore"):
            change = (after.weights[layer] - before.weights[layer]).ravel()
        change = np.nan_to_num(change, posinf=0, neginf=0)
        size = np.abs(change)
        best = np.argpartition(size, len(size) - count)[len(size) - count :]
        best = np.sort(best[size[best] > 0])
        row, column = np.divmod(best, SIZES[layer])
        largest = size.max(initial=0) or np.float32(1)
        found.append((OFFSETS[layer] + column, OFFSETS[layer + 1] + row, change[best] / largest))
    return _Moved(*(np.concatenate(values) for values in zip(*found, strict=True)))
