"""Creatures and plants as people doodle them: faces, animals, people of sticks, trees, flowers.

Every maker draws its subject a little differently each time: other parts, other proportions.
Lengths are shares of a size that `normal` takes out afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.shapes import Strokes, arc, blob, circle, line, maybe, poly, smooth

_Rng = np.random.Generator
Maker = Callable[[_Rng], Strokes]


# Faces and animals


def eyes(rng: _Rng, y: float, apart: float, size: float) -> Strokes:
    kind, eyes = rng.integers(5), []
    for x in (-apart, apart):
        if kind == 0:
            eyes.append(line((x, y), (x + 0.02, y + 0.02), 3))
        elif kind == 1:
            eyes.append(blob(rng, x, y, size, size * rng.uniform(0.8, 1.5)))
        elif kind == 2:
            eyes.append(line((x, y - size), (x, y + size)))
        elif kind == 3:
            eyes.append(arc(x, y, size, size, 0.5, 1))
        else:
            eyes += [blob(rng, x, y, 1.3 * size, size), line((x, y), (x + 0.02, y + 0.02), 3)]
    return eyes


def _mouth(rng: _Rng, y: float, wide: float) -> Strokes:
    deep, kind = rng.uniform(0.1, 0.45), rng.integers(6)
    if kind == 0:
        return [line((-wide, y), (wide, y + rng.normal(0, 0.05)))]
    if kind == 1:
        return [arc(0, y + deep, wide, deep, 0.5, 1)]
    if kind == 2:
        return [arc(0, y, wide, deep, 0, 0.5), line((-wide, y), (wide, y))]
    if kind == 3:
        return [blob(rng, 0, y + 0.05, 0.3 * wide, 0.1)]
    return [arc(0, y, wide, deep, 0, 0.5)]


def face(rng: _Rng) -> Strokes:
    high = rng.uniform(0.8, 1.2)
    strokes = eyes(rng, -rng.uniform(0.15, 0.45), rng.uniform(0.2, 0.45), rng.uniform(0.05, 0.16))
    seen = rng.random()
    strokes = [] if seen < 0.12 else strokes  # eyes too small to count are left out
    strokes += _mouth(rng, rng.uniform(0.15, 0.4), rng.uniform(0.25, 0.65))
    strokes += maybe(rng, 0.3, poly((0, -0.1), (rng.normal(0, 0.1), 0.15), (0.05, 0.15)))
    if seen < 0.85:
        strokes.append(blob(rng, 0, 0, 1, high))
    if rng.random() < 0.15:
        strokes += [
            line((x, -0.9 * high), (1.3 * x, -1.2 * high)) for x in (-0.4, -0.2, 0, 0.2, 0.4)
        ]
    return strokes


def _ear(rng: _Rng, x: float, y: float, size: float) -> np.ndarray:
    lean = np.sign(x) * rng.uniform(0, 0.3)
    if rng.random() < 0.7:
        return poly((x - size, y), (x + lean, y - rng.uniform(1.5, 3) * size), (x + size, y + 0.1))
    return blob(rng, x, y - size, size * rng.uniform(0.5, 1.2), size * rng.uniform(1, 2.5))


def _cat_face(rng: _Rng) -> Strokes:
    """An animal's face: ears on an outline or as a part of it, whiskers."""
    high, ear = rng.uniform(0.7, 1.05), rng.uniform(0.15, 0.35)
    strokes = []
    if rng.random() < 0.6:
        strokes += [blob(rng, 0, 0, 1, high)]
        strokes += [_ear(rng, x, -0.75 * high, ear) for x in (-0.65, 0.65)]
    else:
        top, tip = -0.6 * high, -rng.uniform(1, 1.6) * high
        edge = [(-0.9, 0.1), (-0.8, tip), (-0.4, top), (0.4, top), (0.8, tip), (0.9, 0.1)]
        chin = [(0.55, 0.7 * high), (0, 0.9 * high), (-0.55, 0.7 * high), (-0.9, 0.1)]
        strokes += [poly(*edge), smooth(np.array([edge[-1], *chin]))]
    if rng.random() < 0.8:
        strokes += eyes(rng, -0.2, rng.uniform(0.3, 0.5), rng.uniform(0.07, 0.15))
        strokes += maybe(rng, 0.5, poly((-0.1, 0.15), (0.1, 0.15), (0, 0.25), (-0.1, 0.15)))
        strokes += maybe(
            rng, 0.6, arc(-0.15, 0.3, 0.15, 0.15, 0.5, 0), arc(0.15, 0.3, 0.15, 0.15, 0.5, 0)
        )
    if rng.random() < 0.5:
        for side in (-1, 1):
            for y in np.linspace(0.1, 0.5, rng.integers(2, 4)):
                strokes.append(
                    line((side * 0.4, y), (side * rng.uniform(1, 1.5), y + rng.normal(0, 0.08)))
                )
    return strokes


def _animal(rng: _Rng) -> Strokes:
    """A head on a body: sitting or on legs, with ears and a tail."""
    wide, high = rng.uniform(0.5, 1.1), rng.uniform(0.5, 1)
    standing, head = rng.random() < 0.5, rng.uniform(0.3, 0.6)
    x, y = (-wide, -high) if standing else (0, -high - 0.8 * head)
    strokes = [blob(rng, 0, 0, wide, high), blob(rng, x, y, head, head)]
    strokes += [_ear(rng, x + side * 0.6 * head, y - 0.7 * head, 0.3 * head) for side in (-1, 1)]
    if standing:
        for foot in np.linspace(-0.7, 0.7, rng.integers(2, 5)) * wide:
            strokes.append(
                line((foot, 0.7 * high), (foot + rng.normal(0, 0.05), high + rng.uniform(0.2, 0.7)))
            )
    start = (wide * 0.9, 0.3 * high)
    bend = np.array(
        [start, (wide + 0.4, 0), (wide + 0.4, -0.5), (wide + rng.uniform(0, 0.8), -0.8)]
    )
    strokes += maybe(rng, 0.8, smooth(bend))
    if rng.random() < 0.6:
        strokes += [s * 0.5 * head + np.array([x, y]) for s in eyes(rng, -0.2, 0.4, 0.15)]
    return strokes


def _fish(rng: _Rng) -> Strokes:
    tail = rng.uniform(0.3, 0.7)
    body = blob(rng, 0, 0, 1, rng.uniform(0.35, 0.7))
    end = poly((0.95, 0), (0.95 + tail, -tail), (0.95 + tail, tail), (0.95, 0))
    way = rng.choice([-1, 1])
    return [s * (way, 1) for s in (body, end, *maybe(rng, 0.7, circle(-0.5, -0.1, 0.06)))]


def _winged(rng: _Rng) -> Strokes:
    """A butterfly, or a bird in the distance."""
    if rng.random() < 0.3:
        return [arc(-0.5, 0, 0.5, rng.uniform(0.3, 0.6), 0.5, 1), arc(0.5, 0, 0.5, 0.4, 0.5, 1)]
    wings = [
        blob(rng, side * 0.5, y, 0.45, rng.uniform(0.3, 0.5))
        for side in (-1, 1)
        for y in (-0.4, 0.4)
    ]
    return [line((0, -0.8), (0, 0.8)), *wings, *maybe(rng, 0.5, line((0, -0.8), (0.3, -1.2)))]


def _snail(rng: _Rng) -> Strokes:
    angle = np.linspace(0, 2 * np.pi * rng.uniform(1.5, 3), 80)
    shell = np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.linspace(0.1, 0.7, 80)[:, None]
    foot = line((-1.2, 0.7), (0.9, 0.7))
    return [shell, foot, *maybe(rng, 0.8, smooth(np.array([(-1.2, 0.7), (-1.4, 0.3), (-1.2, 0)])))]


def _figure(rng: _Rng) -> Strokes:
    """A person of sticks."""
    head, hip = rng.uniform(0.2, 0.4), rng.uniform(0.4, 0.8)
    arms = rng.uniform(-0.3, 0.3, 2)
    return [
        blob(rng, 0, -head, head, head * rng.uniform(0.9, 1.3)),
        line((0, 0), (0, hip)),
        poly((-0.5, 0.25 + arms[0]), (0, 0.15), (0.5, 0.25 + arms[1])),
        poly((-rng.uniform(0.15, 0.5), 1.4), (0, hip), (rng.uniform(0.15, 0.5), 1.4)),
    ]


# Plants and the sky


def _tree(rng: _Rng) -> Strokes:
    """A crown on a trunk."""
    crown, wide = rng.integers(3), rng.uniform(0.5, 1)
    foot, half = rng.uniform(0.7, 1.8), rng.choice([0.0, 0.1, 0.2])
    if crown == 0:
        leaves = blob(rng, 0, 0, wide, rng.uniform(0.6, 1))
    elif crown == 1:
        leaves = cloud(rng)[0] * (wide, 0.8)
    else:
        leaves = poly((0, -1.2), (-wide, 0.5), (wide, 0.5), (0, -1.2))
    top = 0.5 if crown == 2 else rng.uniform(0.6, 0.85)
    trunk = [
        line((rng.normal(x, 0.06), top), (rng.normal(x, 0.08), top + foot)) for x in {-half, half}
    ]
    if half and rng.random() < 0.3:
        trunk = [poly((-half, top), (-half, top + foot), (half, top + foot), (half, top))]
    more = maybe(rng, 0.25, circle(-0.2, 0, 0.06), circle(0.25, 0.2, 0.06), circle(0.1, -0.3, 0.06))
    return [leaves, *trunk, *more]


def _fir(rng: _Rng) -> Strokes:
    tiers = rng.integers(2, 5)
    low = np.arange(1, tiers + 1) / tiers
    wide, back = low * rng.uniform(0.5, 0.9), low * rng.uniform(0.1, 0.4)
    kind = rng.integers(3)
    if kind == 0:  # one outline
        side = [p for w, b, y in zip(wide, back, low, strict=True) for p in ((w, y), (b, y))][:-1]
        ring = [(0, 0), *side, *[(-x, y) for x, y in reversed(side)], (0, 0)]
        edge = [poly(*ring)]
    elif kind == 1:  # triangles
        edge = [
            poly((0, y - 0.6), (-w, y), (w, y), (0, y - 0.6))
            for w, y in zip(wide, low, strict=True)
        ]
    else:
        return _branches(rng)
    half = rng.uniform(0.05, 0.15)
    return [*edge, poly((-half, 1), (-half, 1.3), (half, 1.3), (half, 1))]


def _branches(rng: _Rng) -> Strokes:
    """A trunk with branches that rise or hang."""
    strokes, rise = [line((0, 0), (rng.normal(0, 0.1), 1.5))], rng.choice([-1, 1])
    count = rng.integers(2, 5)
    for k in range(count):
        y = (k + 0.3) / (count + 1) * 1.4 + (0.1 if rise < 0 else 0)
        long = rng.uniform(0.25, 0.6) * (0.5 + k / count if rise > 0 else 1)
        for side in (-1, 1):
            end = (side * long, y + rise * long * rng.uniform(0.5, 1.2))
            strokes.append(line((0, y + rng.normal(0, 0.05)), end))
    return strokes


def _flower(rng: _Rng) -> Strokes:
    count, size = rng.integers(4, 9), rng.uniform(0.2, 0.4)
    strokes = [blob(rng, 0, 0, 0.3, 0.3)]
    for a in np.arange(count) * 2 * np.pi / count:
        strokes.append(blob(rng, 0.6 * np.cos(a), 0.6 * np.sin(a), size, size))
    if rng.random() < 0.7:
        strokes.append(line((0, 0.8), (rng.normal(0, 0.1), rng.uniform(1.6, 2.5))))
        strokes += maybe(rng, 0.5, blob(rng, 0.3, 1.6, 0.3, 0.15), blob(rng, -0.3, 1.7, 0.3, 0.15))
    return strokes


def _sun(rng: _Rng) -> Strokes:
    count, inner = rng.integers(5, 14), rng.uniform(1, 1.3)
    rays = [
        line((inner * np.cos(a), inner * np.sin(a)), (1.7 * np.cos(a), 1.7 * np.sin(a)))
        for a in np.arange(count) * 2 * np.pi / count
    ]
    return [blob(rng, 0, 0, 0.9, 0.9), *rays, *maybe(rng, 0.3, *face(rng))]


def cloud(rng: _Rng) -> Strokes:
    count, flat = rng.integers(5, 10), rng.uniform(0.5, 1)
    angle = np.linspace(0, 2 * np.pi, 12 * count)
    radius = 1 + rng.uniform(0.12, 0.3) * np.abs(np.sin(count * angle / 2))
    return [np.stack([radius * np.cos(angle), flat * radius * np.sin(angle)], axis=1)]


def _moon(rng: _Rng) -> Strokes:
    deep, way = rng.uniform(0.2, 0.7), rng.choice([-1, 1])
    outer, inner = arc(0, 0, 1, 1, 0.25, 0.75), arc(0, 0, deep, 1, 0.75, 0.25)
    return [np.concatenate([outer, inner]) * (way, 1)]


#: each maker, and how often it is chosen, relative to the others
CREATURES: dict[Maker, float] = {
    face: 5, _cat_face: 4, _animal: 6, _fish: 1, _winged: 1, _snail: 1, _figure: 2,
    _tree: 4, _fir: 3, _branches: 1, _flower: 2, _sun: 1.5, cloud: 1, _moon: 0.7,
}  # fmt: skip
