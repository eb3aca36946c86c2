"""Distort digits as hands do, and draw them exactly as ``game.core.ink.digit`` does, fast.

The drawing is compiled from loops here because a training run draws tens of millions of digits;
``tests/models/test_training.py`` compares it with ``game.core.ink.digit.draw``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from game.core.ink.digit import BOX, CENTER, PEN, SIDE
from models.shapes import Strokes

_WAVES = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """How strong each distortion is. Lengths are shares of the digit's longer side."""

    rotation: float = 0.16  # standard deviation, radians
    slant: float = 0.22  # standard deviation of x moved per y
    aspect: float = 0.22  # standard deviation of ln(width / height)
    bend: float = 0.05  # standard deviation of x or y moved per product of coordinates
    wave: float = 0.026  # standard deviation of each elastic wave's height
    hook: float = 0.12  # share of stroke ends that get a hook
    trim: float = 0.12  # share of stroke ends that lose a bit
    step: float = 0.35  # share of digits drawn on a coarse grid of pointer positions
    pen: float = 0.12  # standard deviation of ln(pen / PEN)


#: no distortion at all: ink is prepared as the program prepares it
STILL = Amount(0, 0, 0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Flat:
    """Digits as three flat arrays: ``points`` (p, 2); ``stroke``: the point at which each stroke
    begins, and last the number of points, (strokes + 1,); ``digit``: the stroke with which each
    digit begins, and last the number of strokes, (digits + 1,)."""

    points: np.ndarray
    stroke: np.ndarray
    digit: np.ndarray


def flatten(digits: list[Strokes]) -> Flat:
    every = [stroke for strokes in digits for stroke in strokes]
    lengths = [len(s) for s in every]
    counts = [len(strokes) for strokes in digits]
    return Flat(
        np.concatenate(every).astype(np.float32),
        np.concatenate([[0], np.cumsum(lengths)]),
        np.concatenate([[0], np.cumsum(counts)]),
    )


def pictures(digits: list[Strokes], rng: np.random.Generator, amount: Amount) -> np.ndarray:
    """Distort and draw digits: (n, 784) uint8, where 255 stands for 1."""
    flat = flatten(digits)
    out = np.zeros((len(digits), SIDE * SIDE), np.uint8)
    limits = np.array(
        [
            amount.rotation,
            amount.slant,
            amount.aspect,
            amount.bend,
            amount.wave,
            amount.hook,
            amount.trim,
            amount.step,
            amount.pen,
        ]
    )
    _all(flat.points, flat.stroke, flat.digit, limits, rng, out)
    return out


@numba.njit(cache=True)
def _all(points, stroke, digit, limits, rng, out):
    for n in range(len(out)):
        first, last = digit[n], digit[n + 1]
        size = stroke[last] - stroke[first]
        work = np.empty((size + 6 * (last - first), 2), np.float64)
        ends = np.empty(last - first, np.int64)
        used = 0
        for s in range(first, last):
            used = _stroke(points[stroke[s] : stroke[s + 1]], work, used, limits, rng)
            ends[s - first] = used
        _bend(work[:used], limits, rng)
        if rng.random() < limits[7]:
            _snap(work[:used], rng)
        pen = PEN * np.exp(limits[8] * rng.standard_normal())
        _fit_and_draw(work[:used], ends, pen, out[n])


@numba.njit(cache=True)
def _stroke(points, work, used, limits, rng):
    """Copy one stroke to ``work``, trimming its ends or adding hooks; returns ``used`` afterwards.

    ``used``: how many points of ``work`` are in use.
    """
    begin, end = 0, len(points)
    if end > 8:
        if rng.random() < limits[6]:
            begin = int(rng.random() * 0.12 * end)
        if rng.random() < limits[6]:
            end -= int(rng.random() * 0.12 * end)
    if end - begin > 4 and rng.random() < limits[5]:
        used = _hook(points[begin], points[begin + 2], work, used, rng, True)
    for k in range(begin, end):
        work[used] = points[k]
        used += 1
    if end - begin > 4 and rng.random() < limits[5]:
        used = _hook(points[end - 1], points[end - 3], work, used, rng, False)
    return used


@numba.njit(cache=True)
def _hook(tip, inner, work, used, rng, before):
    """Add a point beyond the tip, where the pen landed early or left late."""
    angle = np.arctan2(tip[1] - inner[1], tip[0] - inner[0]) + 1.1 * rng.standard_normal()
    length = 0.02 + 0.09 * rng.random() ** 2
    if not before:
        work[used, 0] = tip[0]
        work[used, 1] = tip[1]
        used += 1
    work[used, 0] = tip[0] + length * np.cos(angle)
    work[used, 1] = tip[1] + length * np.sin(angle)
    return used + 1


@numba.njit(cache=True)
def _bend(points, limits, rng):
    """Rotate, slant, stretch, bend and wave, in place."""
    strength = 0.4 + 1.2 * rng.random()  # some digits neat, some wild
    turn = strength * limits[0] * rng.standard_normal()
    slant = strength * limits[1] * rng.standard_normal()
    stretch = np.exp(strength * limits[2] * rng.standard_normal() / 2)
    bends = strength * limits[3] * rng.standard_normal(6)
    frequency = np.empty((_WAVES, 2))
    height = np.empty((_WAVES, 2))
    phase = np.empty(_WAVES)
    for w in range(_WAVES):
        angle = 2 * np.pi * rng.random()
        rate = 2 * np.pi * (0.4 + 1.4 * rng.random())
        frequency[w, 0], frequency[w, 1] = rate * np.cos(angle), rate * np.sin(angle)
        height[w, 0] = strength * limits[4] * rng.standard_normal()
        height[w, 1] = strength * limits[4] * rng.standard_normal()
        phase[w] = 2 * np.pi * rng.random()
    cosine, sine = np.cos(turn), np.sin(turn)
    for k in range(len(points)):
        x, y = points[k, 0], points[k, 1]
        dx = 2 * (bends[0] * x * x + bends[1] * x * y + bends[2] * y * y)
        dy = 2 * (bends[3] * x * x + bends[4] * x * y + bends[5] * y * y)
        for w in range(_WAVES):
            value = np.sin(frequency[w, 0] * x + frequency[w, 1] * y + phase[w])
            dx += height[w, 0] * value
            dy += height[w, 1] * value
        x, y = (x + dx) * stretch, (y + dy) / stretch
        x += slant * y
        points[k, 0] = cosine * x - sine * y
        points[k, 1] = sine * x + cosine * y


@numba.njit(cache=True)
def _snap(points, rng):
    """Put points on whole pixels of a canvas on which the digit is 16 to 90 px high."""
    size = 16 * np.exp(rng.random() * 1.73)
    shake = 0.4 * rng.random()
    for k in range(len(points)):
        for axis in range(2):
            value = points[k, axis] * size + shake * rng.standard_normal()
            points[k, axis] = np.floor(value + 0.5) / size


@numba.njit(cache=True)
def _fit_and_draw(points, ends, pen, row):
    """``digit.fit`` then ``digit.draw`` for one digit; ``ends``: where each stroke ends."""
    low_x, low_y = points[:, 0].min(), points[:, 1].min()
    high_x, high_y = points[:, 0].max(), points[:, 1].max()
    longest = max(high_x - low_x, high_y - low_y)
    scale = (BOX - pen) / longest if longest > 0 else 1.0
    total, sum_x, sum_y = 0.0, 0.0, 0.0
    begin = 0
    for end in ends:
        for k in range(begin, end - 1):
            length = np.hypot(points[k + 1, 0] - points[k, 0], points[k + 1, 1] - points[k, 1])
            total += length
            sum_x += length * (points[k, 0] + points[k + 1, 0]) / 2
            sum_y += length * (points[k, 1] + points[k + 1, 1]) / 2
        begin = end
    if total > 0:
        middle_x, middle_y = sum_x / total, sum_y / total
    else:
        middle_x, middle_y = points[:, 0].mean(), points[:, 1].mean()
    reach = pen / 2
    move_x = max(CENTER - scale * middle_x, reach - scale * low_x)
    move_y = max(CENTER - scale * middle_y, reach - scale * low_y)
    move_x = min(move_x, SIDE - reach - scale * high_x)
    move_y = min(move_y, SIDE - reach - scale * high_y)
    value = np.zeros(SIDE * SIDE, np.float64)
    begin = 0
    for end in ends:
        for k in range(begin, max(end - 1, begin + 1)):
            after = min(k + 1, end - 1)
            _piece(
                scale * points[k, 0] + move_x,
                scale * points[k, 1] + move_y,
                scale * points[after, 0] + move_x,
                scale * points[after, 1] + move_y,
                reach + 0.5,
                value,
            )
        begin = end
    for p in range(SIDE * SIDE):
        row[p] = np.uint8(255 * value[p] + 0.5)


@numba.njit(cache=True, fastmath=True)
def _piece(x0, y0, x1, y1, edge, value):
    """Draw one straight piece; ``edge``: distance, px, from which a pixel stays empty."""
    along_x, along_y = x1 - x0, y1 - y0
    squared = max(along_x * along_x + along_y * along_y, 1e-12)
    left = max(int(np.floor(min(x0, x1) - edge - 0.5)), 0)
    right = min(int(np.ceil(max(x0, x1) + edge - 0.5)), SIDE - 1)
    top = max(int(np.floor(min(y0, y1) - edge - 0.5)), 0)
    bottom = min(int(np.ceil(max(y0, y1) + edge - 0.5)), SIDE - 1)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            dx, dy = column + 0.5 - x0, row + 0.5 - y0
            t = min(max((dx * along_x + dy * along_y) / squared, 0.0), 1.0)
            dx -= t * along_x
            dy -= t * along_y
            distance = dx * dx + dy * dy
            if distance < edge * edge:
                ink = min(edge - np.sqrt(distance), 1.0)
                if ink > value[row * SIDE + column]:
                    value[row * SIDE + column] = ink
