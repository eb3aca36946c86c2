"""Things, shapes, marks and words as people doodle them, besides creatures and plants.

Every maker draws its subject a little differently each time: other parts, other proportions, in one
stroke or in many. Lengths are shares of a size that `normal` takes out afterwards.
"""

from __future__ import annotations

import numpy as np

from models import glyphs
from models.creatures import CREATURES, Maker
from models.shapes import Strokes, arc, blob, circle, line, maybe, poly, smooth

_Rng = np.random.Generator


def _in_one(rng: _Rng, corners: np.ndarray) -> Strokes:
    """A closed polygon in one stroke, or in several, each side with ends of its own."""
    count = len(corners)
    begin, way = rng.integers(count), rng.choice([-1, 1])
    ring = np.roll(corners, -begin, axis=0)[::way]
    ring = np.concatenate([ring, ring[:1]])
    if rng.random() < 0.6:
        ring[-1] += rng.normal(0, 0.04, 2)
        return [poly(*ring)]
    cuts = np.flatnonzero(rng.random(count - 1) < 0.6) + 1
    parts = np.split(np.arange(count), cuts)
    return [poly(*ring[p[0] : p[-1] + 2]) + rng.normal(0, 0.02, 2) for p in parts]


# Things


def _house(rng: _Rng) -> Strokes:
    high, roof, over = rng.uniform(0.6, 1.3), rng.uniform(0.4, 0.9), rng.choice([0, 0, 0.2])
    strokes = _in_one(rng, np.array([(-0.7, 0), (0.7, 0), (0.7, high), (-0.7, high)]))
    tip = poly((-0.7 - over, 0), (0, -roof), (0.7 + over, 0))
    kind = rng.random()
    if kind < 0.25:  # the outline in one stroke, without the line below the roof
        ring = [(-0.7, high), (-0.7, 0), (0, -roof), (0.7, 0), (0.7, high), (-0.7, high)]
        strokes, tip = [poly(*ring)], poly(*ring[:2])
    strokes.append(tip)
    strokes += maybe(
        rng, 0.5, poly((-0.1, high), (-0.1, 0.5 * high), (0.2, 0.5 * high), (0.2, high))
    )
    strokes += maybe(
        rng, 0.3, poly((-0.5, 0.2), (-0.25, 0.2), (-0.25, 0.45), (-0.5, 0.45), (-0.5, 0.2))
    )
    strokes += maybe(
        rng, 0.3, poly((0.35, -0.45 * roof), (0.35, -roof), (0.55, -roof), (0.55, -0.2))
    )
    strokes += maybe(rng, 0.15, line((-0.7, 0), (0.7, high)), line((0.7, 0), (-0.7, high)))
    return strokes


def _polygon(rng: _Rng) -> Strokes:
    """Squares above all, and other closed shapes with corners, empty or crossed."""
    if rng.random() < 0.6:
        a, lean = rng.uniform(0.6, 1.35), rng.normal(0, 0.08)
        corners = np.array(
            [(0, 0), (1, lean), (1 + rng.normal(0, 0.06), a), (0, a + rng.normal(0, 0.05))]
        )
    else:
        count = rng.choice([3, 4, 5, 6, 8])
        angle = 2 * np.pi * (np.arange(count) + rng.normal(0, 0.06, count)) / count + rng.choice(
            [0, 0.5, 1.6]
        )
        corners = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    strokes = _in_one(rng, corners)
    if rng.random() < 0.25 and len(corners) == 4:
        a, b, c, d = corners
        crossed = [
            [line(a, c), line(b, d)],
            [line((a + b) / 2, (c + d) / 2), line((a + d) / 2, (b + c) / 2)],
        ]
        crossed += [[poly(a, (a + b + c + d) / 4, b)], [s * 0.5 + 0.25 for s in strokes]]
        strokes += crossed[rng.integers(4)]
    return strokes


def _star(rng: _Rng) -> Strokes:
    tips, inner, begin = rng.integers(4, 9), rng.uniform(0.3, 0.65), rng.normal(0, 0.1)
    kind = rng.integers(4)
    if kind == 0:
        angle = begin + np.pi * np.arange(2 * tips + 1) / tips
        radius = np.where(np.arange(2 * tips + 1) % 2, inner, 1) * rng.normal(1, 0.05, 2 * tips + 1)
        radius[-1] = radius[0]
        return [poly(*np.stack([radius * np.sin(angle), -radius * np.cos(angle)], axis=1))]
    if kind == 1:
        angle = begin + 0.8 * np.pi * (np.arange(6) + rng.integers(5))
        radius = rng.normal(1, 0.06, 6)
        return [poly(*np.stack([radius * np.sin(angle), -radius * np.cos(angle)], axis=1))]
    if kind == 2:
        up = [(np.sin(a), -np.cos(a)) for a in 2 * np.pi * np.arange(4) / 3]
        return [poly(*up), -poly(*up) + rng.normal(0, 0.05, 2)]
    angles = begin + np.pi * np.arange(rng.integers(3, 6)) / 3
    angles = begin + np.pi * np.arange(len(angles)) / len(angles) + rng.normal(0, 0.08, len(angles))
    ends = np.stack([np.sin(angles), -np.cos(angles)], axis=1) * rng.uniform(
        0.8, 1, (len(angles), 1)
    )
    return [line(-e, e) for e in ends]


def _heart(rng: _Rng) -> Strokes:
    dip, side, top = rng.uniform(-0.5, -0.1), rng.uniform(0.7, 1.1), -rng.uniform(0.7, 1)
    half = [
        (0, dip),
        (0.25 * side, top + 0.1),
        (0.6 * side, top),
        (side, -0.4),
        (0.6 * side, 0.3),
        (0, 1),
    ]
    right = smooth(np.array(half) + rng.normal(0, 0.05, (6, 2)))
    left = smooth(np.array(half) * (-1, 1) + rng.normal(0, 0.05, (6, 2)))
    if rng.random() < 0.4:
        return [left, right]
    ring = np.concatenate([right, left[::-1]])
    return [ring if rng.random() < 0.5 else np.concatenate([left[::-1], right])]


def _question(rng: _Rng) -> Strokes:
    """A question mark or an exclamation mark, with its point."""
    neck = rng.uniform(0.1, 0.6)
    wide = rng.uniform(0.3, 0.65)
    hook = [(-wide, -0.5), (-0.6 * wide, -0.9), (0, -1), (wide, -0.75), (0.9 * wide, -0.35)]
    bow = np.array([*hook, (0.3 * wide, 0), (0, 0.25), (0, 0.25 + neck)])
    bow = (bow + rng.normal(0, 0.05, bow.shape))[rng.integers(2) :]
    if rng.random() < 0.1:
        bow = line((0, -1), (rng.normal(0, 0.05), 0.25 + neck))
    size = rng.uniform(0, 0.08)
    y = 0.25 + neck + size + rng.uniform(0.12, 0.5)
    kind = rng.integers(3)
    if kind == 0:
        return [smooth(bow), blob(rng, rng.normal(0, 0.04), y, size, size)]
    return [smooth(bow), line((0, y), (rng.normal(0, 0.03), y + size), 3)]


def _arrow(rng: _Rng) -> Strokes:
    tip, wide = rng.uniform(0.2, 0.5), rng.uniform(0.15, 0.4)
    shaft = smooth(np.array([(-1, rng.normal(0, 0.3)), (0, rng.normal(0, 0.15)), (1, 0)]))
    angle = 2 * np.pi * rng.random()
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return [s @ turn for s in (shaft, poly((1 - tip, -wide), (1, 0), (1 - tip, wide)))]


def _lightning(rng: _Rng) -> Strokes:
    corners = [(0.3, -1), (-0.4, 0.1), (0.05, 0.1), (-0.3, 1), (0.5, -0.2), (0.05, -0.2), (0.5, -1)]
    ring = np.array([*corners, corners[0]]) + rng.normal(0, 0.06, (8, 2))
    return [poly(*ring)]


def _boat(rng: _Rng) -> Strokes:
    hull = poly((-1, 0), (1, 0), (0.6, 0.4), (-0.6, 0.4), (-1, 0))
    mast, high = rng.normal(0, 0.1), rng.uniform(0.8, 1.4)
    sail = poly((mast, -high), (mast + rng.uniform(0.4, 0.8), -0.15), (mast, -0.15))
    return [hull, line((mast, 0), (mast, -high)), sail, *maybe(rng, 0.4, sail * (-0.8, 1))]


def _car(rng: _Rng) -> Strokes:
    high = rng.uniform(0.3, 0.6)
    roof = poly((-0.6, -0.2), (-0.4, -0.2 - high), (0.4, -0.2 - high), (0.7, -0.2))
    body = poly((-1, -0.2), (1, -0.2), (1, 0.3), (-1, 0.3), (-1, -0.2))
    return [body, roof, blob(rng, -0.5, 0.35, 0.2, 0.2), blob(rng, 0.5, 0.35, 0.2, 0.2)]


def _cup(rng: _Rng) -> Strokes:
    lean, wide = rng.uniform(0, 0.25), rng.uniform(0.5, 0.9)
    side = poly((-wide, -0.7), (-wide + lean, 0.7), (wide - lean, 0.7), (wide, -0.7))
    rim = [line((-wide, -0.7), (wide, -0.7)), blob(rng, 0, -0.7, wide, 0.15)][rng.integers(2)]
    return [side, rim, *maybe(rng, 0.8, arc(wide - lean / 2, 0, 0.4, 0.35, -0.25, 0.25))]


def _umbrella(rng: _Rng) -> Strokes:
    handle = [(0, 0), (0, 1), (0.15, 1.2), (0.3, 1)]
    top = [arc(0, 0, 1, rng.uniform(0.6, 1), 0.5, 1), line((-1, 0), (1, 0))]
    return [*top, smooth(np.array(handle) * (rng.choice([-1, 1]), 1))]


def _hung(rng: _Rng) -> Strokes:
    """A balloon, a lollipop, a key, a spoon: a shape at the middle of a line's end."""
    shape = [blob(rng, 0, 0, rng.uniform(0.4, 0.8), 0.7)]
    if rng.random() < 0.25:
        angle = np.linspace(0, 12, 60)
        shape = [
            np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.linspace(0, 0.7, 60)[:, None]
        ]
    end = rng.uniform(1.3, 2.4)
    string = smooth(np.array([(0, 0.7), (rng.normal(0, 0.12), 1.1), (rng.normal(0, 0.12), end)]))
    teeth = [line((0, end - y), (0.25, end - y)) for y in (0.05, 0.25)]
    way = rng.choice([-1, 1])
    return [s * (1, way) for s in (*shape, string, *maybe(rng, 0.2, *teeth))]


def _mushroom(rng: _Rng) -> Strokes:
    cap = [arc(0, 0, 1, rng.uniform(0.6, 1), 0.5, 1), line((-1, 0), (1, 0))]
    half = rng.uniform(0.15, 0.35)
    stem = poly((-half, 0), (-half, 0.9), (half, 0.9), (half, 0))
    return [*cap, stem, *maybe(rng, 0.4, circle(-0.4, -0.3, 0.12), circle(0.3, -0.4, 0.12))]


def _ice_cream(rng: _Rng) -> Strokes:
    balls = [blob(rng, 0, -0.4 - 0.6 * k, 0.5, 0.45) for k in range(rng.integers(1, 4))]
    return [poly((-0.5, 0), (0, rng.uniform(1, 1.7)), (0.5, 0), (-0.5, 0)), *balls]


def _ghost(rng: _Rng) -> Strokes:
    waves = np.linspace(1, -1, 25)
    hem = np.stack([waves, 1 + 0.15 * np.cos(waves * rng.uniform(6, 12))], axis=1)
    body = np.concatenate([arc(0, -0.3, 1, 1, 0.5, 1), hem, [(-1, -0.3)]])
    return [body, circle(-0.3, -0.3, 0.12), circle(0.3, -0.3, 0.12)]


def _crown(rng: _Rng) -> Strokes:
    count, low = rng.integers(3, 6), rng.uniform(0.2, 0.5)
    teeth = [(-1 + k / count, -0.6 if k % 2 == 0 else low - 0.4) for k in range(2 * count + 1)]
    return [poly((-1, 0.6), *teeth, (1, 0.6), (-1, 0.6))]


def _note(rng: _Rng) -> Strokes:
    head = blob(rng, -0.25, 0.8, 0.28, 0.2)
    if rng.random() < 0.5:
        return [
            head,
            blob(rng, 0.75, 0.8, 0.28, 0.2),
            poly((0, 0.8), (0, -0.8), (1, -0.8), (1, 0.8)),
        ]
    return [head, line((0, 0.8), (0, -0.8)), smooth(np.array([(0, -0.8), (0.3, -0.5), (0.4, 0)]))]


def _glasses(rng: _Rng) -> Strokes:
    size = rng.uniform(0.35, 0.5)
    rims = [blob(rng, x, 0, size, size) for x in (-0.6, 0.6)]
    return [
        *rims,
        line((-0.6 + size, 0), (0.6 - size, -0.05)),
        *maybe(rng, 0.5, line((-1, 0), (-1.4, -0.3))),
    ]


def _flag(rng: _Rng) -> Strokes:
    long, high = rng.uniform(0.7, 1.3), rng.uniform(0.4, 0.8)
    cloth = poly((0, -1), (long, -1), (long, -1 + high), (0, -1 + high))
    return [
        line((0, -1.05), (0, 1)),
        cloth,
        *maybe(rng, 0.4, line((0, -1 + high / 2), (long, -1 + high / 2))),
    ]


def _ladder(rng: _Rng) -> Strokes:
    """Rails with rungs, a fence, a grid."""
    count, wide = rng.integers(2, 6), rng.uniform(0.3, 1)
    rungs = [line((0, y), (wide, y + rng.normal(0, 0.03))) for y in np.linspace(0.1, 1.3, count)]
    lines = [line((0, 0), (0, 1.4)), line((wide, 0), (wide, 1.4)), *rungs]
    return [s[:, ::-1] for s in lines] if rng.random() < 0.3 else lines


def _word(rng: _Rng) -> Strokes:
    """Two or three letters close together, of one hand."""
    font = str(rng.choice(glyphs.HERSHEY_LATIN[:4]))
    every = glyphs.hershey(font, glyphs.LETTERS + glyphs.LOOKALIKES)
    strokes: Strokes = []
    for _ in range(rng.integers(2, 4)):
        letter = every[rng.integers(len(every))]
        right = max((float(s[:, 0].max()) for s in strokes), default=0.0)
        left = min(float(s[:, 0].min()) for s in letter)
        place = np.array([right - left + rng.uniform(0.05, 0.3), 0])
        strokes += [s + place for s in letter]
    return strokes


#: each maker, and how often it is chosen, relative to the others
DOODLES: dict[Maker, float] = CREATURES | {
    _house: 5, _polygon: 6, _star: 4, _heart: 3, _question: 4, _arrow: 1.5, _lightning: 0.7,
    _boat: 0.8, _car: 0.8, _cup: 0.8, _umbrella: 0.8, _hung: 1.5, _mushroom: 1, _ice_cream: 0.8,
    _ghost: 0.6, _crown: 0.6, _note: 0.7, _glasses: 0.5, _flag: 0.7, _ladder: 1, _word: 2,
}  # fmt: skip
