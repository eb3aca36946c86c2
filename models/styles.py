"""Restyle real digits: the slashes, flags, feet, crossbars and curls other people write."""

from __future__ import annotations

import numpy as np

from models.shapes import Strokes


def restyle(strokes: Strokes, label: int, rng: np.random.Generator) -> Strokes:
    """The digit in another style where one is known for it, else unchanged.

    ``strokes``: in the box −½..½, y down, see ``shapes.normal``.
    """
    change = _CHANGES.get(label)
    return strokes if change is None else change(strokes, rng)


def _line(start, end, sag: float = 0.0, count: int = 8) -> np.ndarray:
    """A stroke from start to end, each (x, y), bulging sideways by ``sag`` of its length."""
    t = np.linspace(0, 1, count)[:, None]
    start, end = np.asarray(start, float), np.asarray(end, float)
    along = end - start
    side = np.array([-along[1], along[0]]) * sag * 4
    return (start + t * along + t * (1 - t) * side).astype(np.float32)


def _box(strokes: Strokes) -> tuple[np.ndarray, np.ndarray]:
    points = np.concatenate(strokes)
    return points.min(axis=0), points.max(axis=0)


def _zero(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    style = rng.random()
    if style < 0.72:
        return _slashed(strokes, rng)
    if style < 0.76:
        return [*strokes, _dot(rng)]
    return _curled(strokes, rng)


def _slashed(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """A bar through the zero, inside it or beyond, mostly from top right to bottom left."""
    low, high = _box(strokes)
    middle = (low + high) / 2 + rng.normal(0, 0.04, 2)
    half = (high - low) / 2
    reach = rng.uniform(0.55, 1.15)
    angle = rng.uniform(0.35, 1.25)
    span = np.array([np.cos(angle) * max(half[0], 0.25), -np.sin(angle) * half[1]]) * reach * 1.25
    if rng.random() < 0.17:
        span[0] = -span[0]
    ends = [middle + span, middle - span]
    if rng.random() < 0.25:
        ends.reverse()
    bar = _line(*ends, sag=rng.normal(0, 0.04))
    if rng.random() < 0.2 and len(strokes) == 1:  # without lifting the pen
        tip = strokes[0][-1]
        if np.hypot(*(tip - bar[-1])) < np.hypot(*(tip - bar[0])):
            bar = bar[::-1]
        return [np.concatenate([strokes[0], bar])]
    return [*strokes, bar]


def _dot(rng: np.random.Generator) -> np.ndarray:
    start = rng.normal(0, 0.04, 2)
    return _line(start, start + rng.normal(0, 0.05, 2), count=3)


def _curled(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """The zero's end runs on past its start, inside or outside, or stops short of it."""
    stroke = max(strokes, key=len)
    if len(strokes) > 1 or len(stroke) < 12:
        return strokes
    if rng.random() < 0.5:
        return [stroke[: -max(1, int(len(stroke) * rng.uniform(0.02, 0.1)))]]
    more = stroke[: max(3, int(len(stroke) * rng.uniform(0.05, 0.25)))]
    toward = np.linspace(0, 1, len(more))[:, None] * (rng.uniform(-0.5, 0.15) * more)
    return [np.concatenate([stroke, more + toward]).astype(np.float32)]


def _one(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """A one gets a flag, a foot or both; a bare stick may get a hook at its foot."""
    if len(strokes) != 1 or len(strokes[0]) < 2:
        return strokes
    stick = strokes[0] if strokes[0][0, 1] < strokes[0][-1, 1] else strokes[0][::-1]
    if np.hypot(*(stick[-1] - stick[0])) < 0.9:
        return strokes
    style = rng.random()
    length = np.hypot(*np.diff(stick, axis=0).T).sum()
    bare = length < 1.08 * np.hypot(*(stick[-1] - stick[0]))
    made = stick
    if bare and style < 0.75:
        made = np.concatenate([_flag(stick[0], rng), made])
    if style < 0.12 or style > 0.88:
        return [np.concatenate([made, _curl(made[-1], rng)])] if bare else [made]
    if style > 0.35:
        return [made, _foot(stick[-1], rng)]
    return [made]


def _flag(top: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The upstroke before a one: from down left to the top."""
    angle = rng.uniform(0.4, 1.3)
    length = rng.uniform(0.1, 0.5) + 0.3 * max(angle - 0.7, 0)
    start = top + length * np.array([-np.cos(angle), np.sin(angle)])
    return _line(start, top, sag=rng.normal(0, 0.07))


def _foot(bottom: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The bar a one stands on."""
    left, right = rng.uniform(0.08, 0.32, 2)
    rise = rng.normal(0, 0.1)
    middle = bottom + np.array([0, rng.normal(0, 0.025)])
    start = middle + np.array([-left, left * rise])
    return _line(start, middle + np.array([right, -right * rise]), sag=rng.normal(0, 0.03))


def _curl(bottom: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    side = np.where(rng.random() < 0.75, 1, -1)
    size = rng.uniform(0.04, 0.16)
    return _line(bottom, bottom + size * np.array([side, -rng.uniform(0.1, 0.9)]), sag=0.1 * -side)


def _five(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """The bar of a two-stroke five becomes longer, shorter, tilted, or moves away from the body."""
    if len(strokes) != 2:
        return strokes
    body, bar = sorted(strokes, key=lambda s: s[:, 1].mean(), reverse=True)
    middle = bar.mean(axis=0)
    size = np.exp(rng.normal(0, 0.3))
    tilt = rng.normal(0, 0.2)
    turned = (bar - middle) @ np.array([[1, tilt], [-tilt, 1]]) * size
    return [body, (turned + middle + rng.normal(0, 0.06, 2)).astype(np.float32)]


def _seven(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """A seven gets a crossbar or loses its only one, and may get a hook left of its top bar."""
    if len(strokes) == 2 and rng.random() < 0.15:
        return [max(strokes, key=len)]
    made = list(strokes)
    if len(strokes) == 1 and rng.random() < 0.7:
        stem = strokes[0]
        below = stem[stem[:, 1] > stem[:, 1].min() + 0.3 * np.ptp(stem[:, 1])]
        if len(below) > 3:
            height = rng.uniform(-0.12, 0.2)
            at = below[np.abs(below[:, 1] - height).argmin()]
            left, right = rng.uniform(0.08, 0.3, 2)
            rise = rng.normal(0.1, 0.25)
            start = at + np.array([-left, left * rise])
            made.append(_line(start, at + np.array([right, -right * rise]), rng.normal(0, 0.05)))
    if rng.random() < 0.45:
        top = min(made, key=lambda s: s[:, 0].min() + s[:, 1].min())
        tip = top[0]
        if tip[0] < 0 and tip[1] < -0.2:
            start = tip + np.array([rng.normal(0, 0.05), rng.uniform(0.06, 0.22)])
            made = [np.concatenate([_line(start, tip), s]) if s is top else s for s in made]
    return made


def _loose(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Each of two strokes moved and resized a little on its own. (Where strokes come from a picture
    and cross, they are more than two paths, which must not be torn apart.)"""
    if len(strokes) != 2:
        return strokes
    made = []
    for stroke in strokes:
        middle = stroke.mean(axis=0)
        size = np.exp(rng.normal(0, 0.12))
        made.append(((stroke - middle) * size + middle + rng.normal(0, 0.05, 2)).astype(np.float32))
    return made


def _tailed(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """A nine whose tail ends straight gets a hook to the left, as a g has."""
    stroke = strokes[-1]
    tip = stroke[-1]
    if len(stroke) < 8 or tip[1] < 0.46 or tip[1] - stroke[-3, 1] < 0.02:
        return strokes
    reach = rng.uniform(0.08, 0.6)
    rise = reach * rng.uniform(-0.1, 0.6)
    bend = _line(tip, tip + np.array([-reach, -rise]), sag=rng.uniform(0.05, 0.3))
    return [*strokes[:-1], np.concatenate([stroke, bend])]


_CHANGES = {0: _zero, 1: _one, 4: _loose, 5: _five, 7: _seven, 9: _tailed}
