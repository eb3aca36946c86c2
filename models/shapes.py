"""Digits as strokes, many at once, and the lines that strokes are made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

#: one digit: strokes, each (n, 2), x right and y down
Strokes = list[np.ndarray]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Many digits as strokes. ``strokes``: one list for each digit; ``labels``: (n,), 0..9."""

    strokes: list[Strokes]
    labels: np.ndarray

    def where(self, wanted: np.ndarray) -> Shapes:
        """Only the digits where ``wanted``, (n,), is true."""
        chosen = np.flatnonzero(wanted)
        return Shapes([self.strokes[i] for i in chosen], self.labels[chosen])


def normal(strokes: Strokes) -> Strokes:
    """The strokes moved and scaled: the box around them is centered on 0, its longer side is 1."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    longest = max(float((high - low).max()), 1e-6)
    return [((s - (low + high) / 2) / longest).astype(np.float32) for s in strokes]


def smooth(knots: np.ndarray, per_span: int = 7) -> np.ndarray:
    """A Catmull–Rom curve through ``knots``, (n, 2)."""
    padded = np.concatenate([knots[:1], knots, knots[-1:]])
    t = np.linspace(0, 1, per_span, endpoint=False)[:, None]
    spans = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        spans.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
            + 0.5 * (3 * b - a - 3 * c + d) * t**3
        )
    return np.concatenate([*spans, knots[-1:]])


def line(a: object, b: object, count: int = 8) -> np.ndarray:
    t = np.linspace(0, 1, count)[:, None]
    return np.asarray(a, float) * (1 - t) + np.asarray(b, float) * t


def poly(*points: tuple[float, float]) -> np.ndarray:
    return np.concatenate([line(a, b) for a, b in pairwise(points)])


def circle(x: float, y: float, radius: float, start: float = 0, turns: float = 1) -> np.ndarray:
    angle = 2 * np.pi * (start + np.linspace(0, turns, max(int(24 * abs(turns)), 4)))
    return np.stack([x + radius * np.cos(angle), y + radius * np.sin(angle)], axis=1)


def turned(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """The strokes at any angle, a little squeezed."""
    angle, squeeze = rng.uniform(0, 2 * np.pi), rng.uniform(0.5, 1)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return [s @ np.diag([1, squeeze]) @ turn for s in strokes]


def blob(rng: np.random.Generator, x: float, y: float, wide: float, high: float) -> np.ndarray:
    """A closed outline: round, dented, a little open or overlapping, begun anywhere."""
    turns = rng.choice([-1, 1]) * rng.uniform(0.95, 1.12)
    angle = 2 * np.pi * (rng.random() + np.linspace(0, turns, 40))
    radius = 1 + rng.normal(0, 0.05) * np.cos(2 * angle + rng.uniform(0, 6))
    radius += rng.normal(0, 0.03) * np.cos(3 * angle + rng.uniform(0, 6))
    radius *= np.linspace(1, 1 + rng.normal(0, 0.05), 40)
    return np.stack([x + wide * radius * np.cos(angle), y + high * radius * np.sin(angle)], axis=1)


def arc(x: float, y: float, wide: float, high: float, start: float, end: float) -> np.ndarray:
    """Part of an ellipse, in turns: 0 is right, ¼ is down."""
    angle = 2 * np.pi * np.linspace(start, end, max(int(28 * abs(end - start)), 6))
    return np.stack([x + wide * np.cos(angle), y + high * np.sin(angle)], axis=1)


def maybe(rng: np.random.Generator, share: float, *strokes: np.ndarray) -> Strokes:
    return list(strokes) if rng.random() < share else []
