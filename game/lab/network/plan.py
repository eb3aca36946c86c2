"""Where every neuron stands: one plan feeds drawing, signals and hit-testing.

The picture reads left to right. The input is a 28×28 plate seen at an angle; Hidden 1 and
Hidden 2 are honeycombs whose columns step down to the right as the plate does; the output is
ten large discs. Positions are plain arrays, so that two plans can be morphed into each other.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.model.arrays import fixed
from game.core.model.network import SIZES, Array
from game.core.model.unit import OFFSETS, SIDE, Unit

#: size of the captions' text, and sizes that the output's digits may have, px at 1080 lines
CAPTION = 24
LABELS = (72, 40, 28)
#: the most of the distance between two outputs that their digits may take
_LABEL_SHARE = 0.92
#: width of the "?" beside an output's digit in doubt, in its size
_QUESTION = 0.54
#: the strip for the ten bars right of the output: its share of the width, its least and largest
#: width, and the gap on its left
STRIP, STRIP_GAP = (0.22, 216, 310), 22


@dataclass(frozen=True, slots=True, eq=False)
class UnitPlan:
    """Positions and sizes of all 986 units for one rectangle. Arrays are float32, read-only."""

    #: the picture, window px
    rect: Rect
    #: px on the screen per px at 1080 lines
    scale: float
    #: centers, (986, 2), window px
    positions: Array
    #: radii, (986,), px; those of the input are half of a cell's smaller side
    radii: Array
    #: 0 hidden … 1 shown, (986,)
    visibility: Array
    #: the plate's top left corner, (2,), window px
    plate_corner: Array
    #: one cell to the right and one cell down, (2, 2), px
    plate_steps: Array
    #: middle of each layer, (4,), window px
    caption_x: Array
    #: top of the captions, window px, and how many lines there is room for, 0..2
    caption_y: float
    caption_lines: int
    #: left edge of the output's digits, window px, and their size, px
    label_x: float
    label_size: int
    #: left and right edge of the bars beside the output, window px; None: they are not in here
    bars: tuple[float, float] | None = None
    #: neurons shown of Hidden 1 and of Hidden 2, from top to bottom; (): all are shown
    chosen: tuple[tuple[int, ...], ...] = ()
    #: 0 Everything … 1 Readable
    view: float = 0.0

    @property
    def key(self) -> Hashable:
        """Two plans with equal keys are equal."""
        return self.rect, self.scale, self.bars, self.chosen, self.view

    def layer(self, layer: int) -> slice:
        """Where a layer's units stand in the arrays."""
        return slice(OFFSETS[layer], OFFSETS[layer + 1])

    @property
    def plate(self) -> Rect:
        """The smallest rectangle that holds the plate, window px."""
        corners = self.plate_corner + SIDE * np.array([(0, 0), (1, 0), (0, 1), (1, 1)]) @ (
            self.plate_steps
        )
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        return Rect(float(left), float(top), float(right - left), float(bottom - top))


class Division(NamedTuple):
    """How a picture's rectangle is divided, window px."""

    #: where the layers stand
    body: Rect
    margin: float
    #: lines of captions above the body, 0..2
    lines: int
    #: left and right edge of the bars; None: none
    bars: tuple[float, float] | None


def divided(rect: Rect, scale: float, foot: float = 0.0, bars: bool = False) -> Division:
    """The layers stand below the captions and above ``foot`` px for a footnote. ``bars``: whether
    the ten probabilities stand at the right."""
    lines = 2 if rect.h >= 380 * scale else 1 if rect.h >= 150 * scale else 0
    # Captions keep their size while the rectangle shrinks, but never take over.
    band = lines * 1.25 * CAPTION * scale
    margin = max(0.025 * min(rect.w, rect.h), 6 * scale)
    share, least, most = STRIP
    strip = min(max(share * rect.w, least * scale), most * scale) if bars else 0.0
    wide = rect.w - 2 * margin - strip
    body = Rect(rect.x + margin, rect.y + band + margin, wide, rect.h - band)
    beside = (body.right + STRIP_GAP * scale, rect.right - margin) if bars else None
    body = body._replace(h=max(body.h - 2 * margin - foot, 1))
    if body.h > 1.45 * body.w:  # in a tall, narrow panel lines would be too steep to follow
        body = Rect(body.x, body.y + (body.h - 1.45 * body.w) / 2, body.w, 1.45 * body.w)
    return Division(body, margin, lines, beside)


def labelled(pitch: float, body: Rect, scale: float) -> tuple[int, Rect]:
    """The size of the output's digits, px: the largest that there is room for; and the body without
    the room for the "?" of one in doubt. ``pitch``: the distance between two outputs, px."""
    room = min(_LABEL_SHARE * pitch, 0.085 * body.w) / scale
    label = round(next((size for size in LABELS if size <= room), LABELS[-1]) * scale)
    return label, body._replace(w=body.w - _QUESTION * label)


@lru_cache(maxsize=16)
def place(rect: Rect, scale: float = 1.0, bars: bool = False) -> UnitPlan:
    """Fit all units into the rectangle. ``scale``: px on the screen per px at 1080 lines."""
    body, margin, lines, beside_output = divided(rect, scale, bars=bars)
    pitch = 0.93 * body.h / 10
    label, body = labelled(pitch, body, scale)
    output_radius = min(0.36 * pitch, 0.028 * body.w)
    beside = output_radius + max(0.35 * output_radius, 8 * scale)  # room for the winner's ring
    output_x = body.right - 0.66 * label - beside

    corner, steps = _plate(body)
    hidden_1, radius_1 = _honeycomb(128, body, body.x + 0.49 * body.w, 0.115 * body.w, 1.0)
    hidden_2, radius_2 = _honeycomb(64, body, body.x + 0.735 * body.w, 0.035 * body.w, 0.93)
    radius_2 = min(radius_2, 1.35 * radius_1)
    cells = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(-1, 2)
    output_y = body.center[1] + pitch * (np.arange(10) - 4.5)
    positions = np.concatenate(
        [
            corner + (cells + 0.5) @ steps,
            hidden_1,
            hidden_2,
            np.stack([np.full(10, output_x), output_y], axis=1),
        ]
    )
    cell = min(steps[0, 0], steps[1, 1]) / 2
    radii = np.repeat((cell, radius_1, radius_2, output_radius), SIZES)
    middles = [positions[OFFSETS[k] : OFFSETS[k + 1], 0].mean() for k in range(4)]
    return UnitPlan(
        rect=rect,
        scale=scale,
        positions=fixed(positions),
        radii=fixed(radii),
        visibility=fixed(np.ones(OFFSETS[-1])),
        plate_corner=fixed(corner),
        plate_steps=fixed(steps),
        caption_x=fixed(np.array(middles)),
        caption_y=rect.y + margin / 2,
        caption_lines=lines,
        label_x=output_x + beside,
        label_size=max(label, 1),
        bars=beside_output,
    )


def _plate(body: Rect) -> tuple[np.ndarray, np.ndarray]:
    """The corner, (2,), and the steps, (2, 2), of the input plate, which leans to the right."""
    width = 0.21 * body.w
    # How much lower its right edge is, which shows the angle it is seen at.
    drop = min(0.42 * width, 0.24 * body.h)
    height = min(0.74 * body.h, 2.1 * width)
    top = body.center[1] - (height + drop) / 2
    steps = np.array([(width / SIDE, drop / SIDE), (0, height / SIDE)])
    return np.array([body.x, top]), steps


def _honeycomb(
    count: int, body: Rect, middle: float, width: float, share: float
) -> tuple[np.ndarray, float]:
    """Centers, (count, 2), of units in slanted columns, and the radius that keeps them apart.

    Tries several numbers of columns and keeps that with the largest discs. ``width``: from the
    first column to the last, at most; ``share``: of the body's height.
    """
    best: tuple[float, int, float, float] = (0.0, 0, 0.0, 0.0)
    for columns in (2, 4, 8):
        rows = count // columns
        pitch = share * body.h / (rows + (columns - 1) / 2)
        spacing = min(width / (columns - 1), pitch)
        nearest = min(pitch, float(np.hypot(spacing, pitch / 2)), 2 * spacing)
        if nearest > best[0]:
            best = (nearest, columns, pitch, spacing)
    nearest, columns, pitch, spacing = best
    if pitch >= 12:  # whole pixels, so that equal gaps look equal
        pitch, spacing = 2 * float(pitch // 2), float(np.floor(spacing))
    row, column = np.divmod(np.arange(count), columns)
    x = middle + spacing * (column - (columns - 1) / 2)
    y = pitch * (row + column / 2)
    y += np.floor(body.center[1] - (y.min() + y.max()) / 2) + 0.5
    x += np.floor(x[0]) + 0.5 - x[0]
    return np.stack([x, y], axis=1), 0.36 * nearest


def blend(one: UnitPlan, other: UnitPlan, share: float) -> UnitPlan:
    """A plan between two of the same rectangle, ``share`` 0 ``one`` … 1 ``other``."""
    part = np.float32(share)

    def mixed(name: str) -> Array:
        a, b = getattr(one, name), getattr(other, name)
        return fixed(a + (b - a) * part)

    return replace(
        other,
        positions=mixed("positions"),
        radii=mixed("radii"),
        visibility=mixed("visibility"),
        plate_corner=mixed("plate_corner"),
        plate_steps=mixed("plate_steps"),
        caption_x=mixed("caption_x"),
        label_x=one.label_x + (other.label_x - one.label_x) * share,
        label_size=round(one.label_size + (other.label_size - one.label_size) * share),
        view=share,
    )


def point_of(plan: UnitPlan, unit: Unit) -> tuple[float, float]:
    """The middle of a unit, window px."""
    x, y = plan.positions[OFFSETS[unit.layer] + unit.index]
    return float(x), float(y)


def unit_at(plan: UnitPlan, x: float, y: float) -> Unit | None:
    """The unit under a point in window px: the nearest neuron in reach, else the input's cell."""
    reach = np.maximum(1.5 * plan.radii, 14 * plan.scale)[OFFSETS[1] :]
    away = np.hypot(*(plan.positions[OFFSETS[1] :] - np.array((x, y), np.float32)).T)
    away[(away > reach) | (plan.visibility[OFFSETS[1] :] < 0.5)] = np.inf
    nearest = int(away.argmin())
    if np.isfinite(away[nearest]):
        index = nearest + OFFSETS[1]
        layer = 1 if index < OFFSETS[2] else 2 if index < OFFSETS[3] else 3
        return Unit(layer, index - OFFSETS[layer])
    column, row = np.floor(np.linalg.solve(plan.plate_steps.T, (x, y) - plan.plate_corner))
    if 0 <= column < SIDE and 0 <= row < SIDE:
        return Unit(0, int(row) * SIDE + int(column))
    return None
