"""Digits made from control points: the styles that neither pendigits nor MNIST has enough of.

Coordinates: x right, y down, a digit about −½..½ high. Every number below is drawn at random
around a hand-made shape; rotation, slant, aspect and waves come later, in ``models.pen``.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from models.shapes import Strokes

_Rng = np.random.Generator
_JITTER = 0.032  # standard deviation of a control point

_PER_SPAN = 6
_T = np.linspace(0, 1, _PER_SPAN, endpoint=False)[:, None]
#: Catmull–Rom weights of the four control points around a span, (_PER_SPAN, 4)
_BLEND = 0.5 * np.hstack(
    [
        -_T + 2 * _T**2 - _T**3,
        2 - 5 * _T**2 + 3 * _T**3,
        _T + 4 * _T**2 - 3 * _T**3,
        -(_T**2) + _T**3,
    ]
)


def prototype(label: int, rng: _Rng) -> Strokes:
    """One digit in a style drawn at random."""
    return _MAKERS[label](rng)


def _curve(control: list[tuple[float, float]], rng: _Rng, jitter: float = _JITTER) -> np.ndarray:
    """A smooth stroke through jittered control points."""
    knots = np.array(control, float) + rng.normal(0, jitter, (len(control), 2))
    padded = np.concatenate([knots[:1], knots, knots[-1:]])
    spans = np.stack([padded[k : len(padded) - 3 + k] for k in range(4)])
    points = np.einsum("tk,ksd->std", _BLEND, spans).reshape(-1, 2)
    return np.concatenate([points, knots[-1:]]).astype(np.float32)


def _arc(middle, radius, start: float, sweep: float, rng: _Rng, drift: float = 0.0) -> np.ndarray:
    """Part of an ellipse from angle ``start`` by ``sweep``, degrees, clockwise on screen from
    the right; the radius grows by ``drift`` on the way."""
    angle = np.radians(np.linspace(start, start + sweep, 28))
    wobble = 1 + rng.normal(0, 0.05) * np.cos(2 * angle) + rng.normal(0, 0.05) * np.cos(angle)
    size = (wobble * np.linspace(1, 1 + drift, 28))[:, None]
    unit = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return (np.asarray(middle) + unit * size * np.asarray(radius)).astype(np.float32)


def _line(*points, rng: _Rng, jitter: float = _JITTER) -> np.ndarray:
    """Straight pieces with corners."""
    knots = np.array(points, float) + rng.normal(0, jitter, (len(points), 2))
    t = np.linspace(0, 1, 6)[:, None]
    spans = [a + t * (b - a) for a, b in pairwise(knots)]
    return np.concatenate(spans).astype(np.float32)


def _join(*parts: np.ndarray) -> np.ndarray:
    """Parts written without lifting the pen, each moved to begin where the last one ended."""
    out = [parts[0]]
    for part in parts[1:]:
        out.append(part[1:] - part[0] + out[-1][-1])
    return np.concatenate(out)


def _zero(rng: _Rng) -> Strokes:
    wide = rng.uniform(0.17, 0.46)
    turn = rng.choice([-1, 1], p=[0.75, 0.25])
    start = rng.normal(-85, 35)
    sweep = rng.normal(360, 16)
    drift = rng.normal(0, 0.35 if rng.random() < 0.2 else 0.12)
    ring = _arc((0, 0), (wide, 0.5), start, turn * sweep, rng, drift)
    if rng.random() < 0.6:
        return [ring]
    reach = rng.uniform(0.5, 1.3)
    x, y = wide * reach * rng.uniform(0.5, 1), 0.45 * reach * rng.uniform(0.4, 1)
    side = rng.choice([1, -1], p=[0.82, 0.18])
    bar = _curve([(side * x, -y), (0, 0), (-side * x, y)], rng)
    return [_join_to(ring, bar)] if rng.random() < 0.2 else [ring, bar]


def _join_to(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Both strokes as one: the way between them is drawn as well."""
    return np.concatenate([first, second])


def _one(rng: _Rng) -> Strokes:
    lean = rng.normal(0.06, 0.12)
    stem = _curve([(lean, -0.5), (0, 0), (-lean, 0.5)], rng, 0.018)
    style = rng.random()
    if style < 0.12:
        return [stem]
    strokes = [stem]
    if style < 0.9:
        angle = rng.uniform(0.35, 1.35)
        length = rng.uniform(0.12, 0.6) + 0.4 * max(angle - 0.75, 0)
        tip = (lean - length * np.cos(angle), -0.5 + length * np.sin(angle))
        flag = _curve([tip, ((tip[0] + lean) / 2, (tip[1] - 0.5) / 2), (lean, -0.5)], rng, 0.024)
        if rng.random() < 0.25:  # a hook under the flag
            hook = _line((tip[0] + rng.normal(0, 0.04), tip[1] + 0.07), tip, rng=rng, jitter=0.02)
            flag = _join(hook, flag)
        strokes = [_join(flag, stem)]
    if style > 0.48:
        left, right = rng.uniform(0.06, 0.32, 2)
        y = 0.5 + rng.normal(0, 0.02)
        foot = _curve([(-lean - left, y), (-lean, y), (-lean + right, y)], rng, 0.018)
        if rng.random() < 0.25:
            strokes = [_join_to(strokes[0], foot)]
        else:
            strokes.append(foot)
    return strokes


def _two(rng: _Rng) -> Strokes:
    wide = rng.uniform(0.2, 0.36)
    top = rng.uniform(-0.4, -0.2)
    style = rng.random()
    if style < 0.15:  # like a Z
        head = _curve([(-wide, -0.45), (0, -0.5), (wide, -0.45)], rng)
        down = _line((wide, -0.45), (-wide, 0.45), rng=rng)
        return [_join(head, down, _foot_of_two(wide, rng))]
    head = [(-wide, top), (-wide * 0.5, -0.46), (0.05, -0.5), (wide * 0.95, -0.3)]
    if rng.random() < 0.25:  # a curl where the pen lands
        head = [(-wide * 0.6, top + 0.1), (-wide * 0.9, top + 0.06), *head]
    slope = rng.uniform(0.0, 0.2)
    down = [(wide * 0.6, slope - 0.1), (-wide * 0.1, slope + 0.13)]
    if style < 0.5:
        return [_join(_curve([*head, *down, (-wide, 0.45)], rng), _foot_of_two(wide, rng))]
    size = rng.uniform(0.04, 0.16)  # a loop at the lower left
    x = -wide + rng.uniform(-0.05, 0.1)
    loop = [
        (x + 0.06, 0.42),
        (x - size * 0.6, 0.47),
        (x - size * 0.8, 0.45 - size),
        (x + size * 0.4, 0.43 - size),
    ]
    tail = [(0.02, 0.44), (wide * 0.8, 0.48), (wide * rng.uniform(1, 1.5), 0.42)]
    return [_curve([*head, *down, *loop, *tail], rng, 0.02)]


def _foot_of_two(wide: float, rng: _Rng) -> np.ndarray:
    reach = wide * rng.uniform(0.8, 1.5)
    bow = rng.normal(0, 0.05)
    return _curve([(-wide, 0.45), (0, 0.45 + bow), (reach, 0.45 - bow)], rng)


def _three(rng: _Rng) -> Strokes:
    wide = rng.uniform(0.2, 0.34)
    waist = rng.uniform(-0.14, 0.04)
    inner = rng.uniform(-0.2, 0.12)
    belly = [
        (inner, waist),
        (wide * 0.75, waist + 0.08),
        (wide, 0.24),
        (wide * 0.4, 0.47),
        (-wide * 0.4, 0.48),
        (-wide, rng.uniform(0.25, 0.45)),
    ]
    style = rng.random()
    if style < 0.25:  # flat top
        top = _line((-wide, -0.48), (wide * 0.9, -0.48), (inner, waist), rng=rng)
        return [_join(top, _curve(belly, rng))]
    over = wide * rng.uniform(0.5, 1.1)
    head = [(-over, rng.uniform(-0.44, -0.3)), (-over * 0.3, -0.49), (over * 0.8, -0.38)]
    if rng.random() < 0.25:
        head.insert(0, (-over * 0.8, head[0][1] + 0.1))
    head.append((over * 0.7, (waist - 0.32) / 2))
    if style < 0.6:
        return [_join(_curve([*head, (inner, waist)], rng), _curve(belly, rng))]
    size = rng.uniform(0.03, 0.12)  # a loop at the waist
    loop = [
        (inner, waist + size * 0.3),
        (inner - size, waist + size * 0.2),
        (inner - size * 0.7, waist - size),
        (inner + size * 0.5, waist - size * 0.2),
    ]
    return [_curve([*head, *loop, *belly[1:]], rng, 0.022)]


def _four(rng: _Rng) -> Strokes:
    bar = rng.uniform(-0.02, 0.25)
    stem = rng.uniform(-0.02, 0.2)
    left, right = -rng.uniform(0.26, 0.4), stem + rng.uniform(0.05, 0.28)
    foot = (stem + rng.normal(-0.03, 0.05), bar + rng.uniform(0.18, 0.6))
    style = rng.random()
    if style < 0.2:  # closed, stem last
        arms = _line((stem, -0.5), (left, bar), (right, bar), rng=rng)
        return [arms, _line((stem, -0.5 + rng.normal(0, 0.04)), foot, rng=rng)]
    if style < 0.35:  # closed, one stroke from the bar's right
        return [_line((right, bar), (left, bar), (stem, -0.5), foot, rng=rng)]
    start = (rng.uniform(left, stem - 0.05), rng.uniform(-0.5, -0.4))
    tall = rng.uniform(-0.5, bar - 0.12)
    if style < 0.55:  # the way back up to the stem is drawn
        return [_line(start, (left, bar), (stem, bar - 0.03), (stem, tall), foot, rng=rng)]
    if style < 0.62:  # the same, narrow, the bar low and short
        low = rng.uniform(0.05, 0.3)
        x = rng.uniform(0.02, 0.12)
        leg = _curve([(-0.12, -0.5), (-0.18, -0.15), (-0.2, low), (0.02, low), (x + 0.1, low)], rng)
        short = _line(
            (x, low - rng.uniform(0.1, 0.35)), (x, low + rng.uniform(0.12, 0.35)), rng=rng
        )
        return [leg, short] if rng.random() < 0.6 else [_join_to(leg, short)]
    if style < 0.72:  # rounded, like a u with a long right leg
        deep = [
            (left, -0.45),
            (left * 0.95, bar * 0.6 - 0.1),
            (left * 0.4, bar),
            (right, bar - 0.02),
        ]
        return [_curve(deep, rng), _line((stem + 0.05, tall), foot, rng=rng)]
    if style < 0.8:  # a loop in the lower left corner
        size = rng.uniform(0.04, 0.1)
        loop = [(left - size, bar), (left - size / 2, bar + size), (left + size, bar)]
        arms = _curve([start, (left, bar - size), *loop, (right, bar)], rng, 0.02)
        return [arms, _line((stem, tall), foot, rng=rng)]
    return [
        _line(start, (left, bar), (right, bar), rng=rng),
        _line((stem, tall), foot, rng=rng),
    ]


def _five(rng: _Rng) -> Strokes:
    wide = rng.uniform(0.2, 0.34)
    waist = rng.uniform(-0.15, 0.02)
    reach = wide * rng.uniform(0.7, 1.4)
    belly = [
        (-wide * 0.9, waist),
        (0, waist - 0.08),
        (wide, 0.15),
        (wide * 0.5, 0.46),
        (-wide * 0.4, 0.48),
        (-wide * 1.05, rng.uniform(0.28, 0.45)),
    ]
    top = rng.uniform(-0.52, -0.42)
    style = rng.random()
    if style < 0.25:  # one stroke with corners
        head = _line((reach, top), (-wide * 0.8, top), (-wide * 0.9, waist), rng=rng)
        return [_join(head, _curve(belly, rng))]
    if style < 0.45:  # one stroke like an S
        head = [
            (reach, top),
            (0, top - 0.02),
            (-wide * 0.8, top + 0.12),
            (-wide * 0.7, waist - 0.05),
        ]
        return [_curve([*head, *belly[1:]], rng)]
    body = _join(_line((-wide * 0.8, top), (-wide * 0.9, waist), rng=rng), _curve(belly, rng))
    if style < 0.55:
        body = _curve([(-wide * 0.7, top), *belly[1:]], rng)
    shift = rng.normal(0, 0.05, 2)
    bar = _curve([(-wide * 0.8, top), (0.05, top), (reach, top)], rng) + shift
    return [body, bar.astype(np.float32)]


def _six(rng: _Rng) -> Strokes:
    wide = rng.uniform(0.18, 0.34)
    ring = rng.uniform(-0.12, 0.16)
    start = rng.uniform(-0.25, 0.35)
    bow = rng.uniform(0.0, 1.0)
    spine = [(start, -0.5), ((start - wide) / 2 - 0.08 * bow, -0.28), (-wide * 0.95, 0.05)]
    close = rng.uniform(0.1, 1.4)
    bowl = [
        (-wide, 0.26),
        (-wide * 0.4, 0.48),
        (wide * 0.55, 0.45),
        (wide, (ring + 0.45) / 2),
        (wide * 0.3, ring),
        (-wide * 0.5, ring + 0.1),
    ]
    last = (-wide * (0.5 + 0.55 * close), ring + 0.1 + 0.15 * close)
    return [_curve([*spine, *bowl, last], rng, 0.024)]


def _seven(rng: _Rng) -> Strokes:
    wide = rng.uniform(0.2, 0.4)
    foot = (rng.uniform(-0.3, 0.12), 0.5)
    corner = (wide, -0.47 + rng.normal(0, 0.03))
    if rng.random() < 0.25:  # rounded, without a corner
        start = (-wide, rng.uniform(-0.42, -0.2))
        over = [start, (-wide * 0.5, -0.47), (wide * 0.4, -0.46), (wide, -0.34)]
        stroke = _curve([*over, (wide * 0.5, -0.05), foot], rng)
        return _crossed(stroke, rng)
    head = _curve([(-wide, -0.45), (0, -0.46 + rng.normal(0, 0.05)), corner], rng)
    if rng.random() < 0.4:  # a hook at the left
        drop = rng.uniform(0.05, 0.25)
        head = _join(_line((-wide, -0.45 + drop), (-wide, -0.45), rng=rng, jitter=0.02), head)
    if rng.random() < 0.5:
        stem = _line(corner, foot, rng=rng)
    else:
        bow = rng.uniform(0.02, 0.2)
        stem = _curve([corner, ((corner[0] + foot[0]) / 2 - bow, 0.0), foot], rng)
    return _crossed(_join(head, stem), rng)


def _crossed(seven: np.ndarray, rng: _Rng) -> Strokes:
    """The seven, more often than not with a bar through its stem."""
    if rng.random() < 0.42:
        return [seven]
    stem = seven[seven[:, 1] > -0.3]
    height = rng.uniform(-0.15, 0.32)
    x, y = stem[np.abs(stem[:, 1] - height).argmin()]
    left, right = rng.uniform(0.06, 0.32, 2)
    rise = rng.normal(0.1, 0.25)
    bar = [(x - left, y + rise * left), (x, y), (x + right, y - rise * right)]
    return [seven, _curve(bar, rng, 0.024)]


def _eight(rng: _Rng) -> Strokes:
    top, low = rng.uniform(0.07, 0.26), rng.uniform(0.1, 0.34)
    waist = rng.uniform(-0.12, 0.06)
    if rng.random() < 0.3:  # two rings
        first = _arc(
            (rng.normal(0, 0.02), (waist - 0.5) / 2),
            (top, (waist + 0.5) / 2),
            rng.uniform(-150, 90),
            rng.choice([-1, 1]) * rng.normal(362, 12),
            rng,
        )
        second = _arc(
            (rng.normal(0, 0.03), (waist + 0.5) / 2),
            (low, (0.5 - waist) / 2),
            rng.normal(-90, 40),
            rng.choice([-1, 1]) * rng.normal(362, 12),
            rng,
        )
        return [first, second] if rng.random() < 0.6 else [_join_to(first, second)]
    close = rng.uniform(-0.08, 0.1)
    path = [
        (top * 0.9, -0.36 - close),
        (0, -0.5),
        (-top, -0.32),
        (-top * 0.3, waist - 0.06),
        (low * 0.6, waist + 0.12),
        (low, 0.3),
        (0, 0.5),
        (-low, 0.3),
        (-low * 0.5, waist + 0.1),
        (top * 0.5, waist - 0.1),
        (top * 0.95, -0.3 - close),
    ]
    if rng.random() < 0.35:  # closed all the way round
        path.append((top * 0.6, -0.42))
    if rng.random() < 0.3:
        path = [(-x, y) for x, y in path]
    return [_curve(path, rng, 0.024)]


def _nine(rng: _Rng) -> Strokes:
    wide = rng.uniform(0.16, 0.32)
    chin = rng.uniform(-0.32, 0.14)
    start = (wide * rng.uniform(0.5, 1.1), -0.5 + rng.uniform(0.02, 0.2))
    ring = [
        start,
        (wide * 0.2, -0.49),
        (-wide * 0.85, -0.38),
        (-wide * 0.9, (chin - 0.3) / 2 - 0.04),
        (-wide * 0.2, chin),
        (wide * 0.7, (chin - 0.3) / 2),
        (wide, -0.4),
    ]
    style = rng.random()
    if style < 0.35:  # straight tail
        tail = _line((wide, -0.38), (wide + rng.normal(-0.06, 0.09), 0.5), rng=rng)
        return [_join(_curve(ring, rng, 0.024), tail)]
    if style < 0.6:  # curved
        end = rng.uniform(-1.4, 0.4) * wide
        return [_curve([*ring, (wide * 1.05, -0.05), (wide * 0.7, 0.25), (end, 0.5)], rng, 0.024)]
    reach = rng.uniform(0.7, 2.8) * wide  # hooked, like a g
    under = [(wide * rng.uniform(0.85, 1.15), 0.1), (wide * 0.8, 0.38), (wide * 0.1, 0.5)]
    last = [(-reach * 0.6, 0.48), (-reach, rng.uniform(0.22, 0.46))]
    return [_curve([*ring, *under, *last], rng, 0.024)]


_MAKERS: tuple[Callable[[_Rng], Strokes], ...] = (
    _zero,
    _one,
    _two,
    _three,
    _four,
    _five,
    _six,
    _seven,
    _eight,
    _nine,
)
