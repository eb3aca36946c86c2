"""Things that are no digit: scribbles, letters, signs, almost empty squares, digits that are turned
or lie over each other.

The gauge learns from the makers in ``TRAINING``. Those in ``HELD_OUT``, and their fonts, are never
used for training: they show what the gauge does with things it has not met.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models import glyphs
from models.doodles import DOODLES
from models.shapes import Shapes, Strokes, circle, line, normal, poly, smooth, turned

_Rng = np.random.Generator
#: makes one thing that is no digit
Maker = Callable[[_Rng], Strokes]


# Scribbles


def _spline(rng: _Rng) -> Strokes:
    return [smooth(rng.random((rng.integers(7, 26), 2)))]


def _wave_path(rng: _Rng) -> Strokes:
    """A sum of sines in x and in y."""
    t = np.linspace(0, 1, 120)[:, None]
    rate, phase = rng.uniform(0.8, 5, (4, 2)), rng.uniform(0, 2 * np.pi, (4, 2))
    size = rng.normal(0, 1, (4, 2))
    waves = zip(size, rate, phase, strict=True)
    return [np.sum([a * np.sin(2 * np.pi * r * t + p) for a, r, p in waves], axis=0)]


def _polyline(rng: _Rng) -> Strokes:
    points = rng.random((rng.integers(6, 16), 2))
    return [poly(*points)]


def _zigzag(rng: _Rng) -> Strokes:
    """To and fro across a line: teeth or hatching, rounded or sharp."""
    count = rng.integers(5, 22)
    x = np.linspace(0, rng.uniform(0.3, 2.5), count) + rng.normal(0, 0.03, count)
    y = np.where(np.arange(count) % 2, 0.5, -0.5) * rng.uniform(0.6, 1, count)
    knots = np.stack([x, y], axis=1)
    return turned([smooth(knots) if rng.random() < 0.5 else poly(*knots)], rng)


def _spiral(rng: _Rng) -> Strokes:
    turns = rng.uniform(1.8, 5)
    angle = np.linspace(0, 2 * np.pi * turns, 150)
    radius = np.linspace(rng.uniform(0, 0.3), 1, 150) ** rng.uniform(0.6, 1.4)
    radius *= 1 + rng.normal(0, 0.08) * np.sin(angle * rng.uniform(0.2, 0.9))
    way = rng.choice([-1, 1])
    return turned([np.stack([radius * np.cos(angle), way * radius * np.sin(angle)], axis=1)], rng)


def _coil(rng: _Rng) -> Strokes:
    """Loops along a line, as people draw to try a pen."""
    turns = rng.uniform(2.5, 8)
    t = np.linspace(0, 1, 160)
    angle = 2 * np.pi * turns * t
    x = rng.uniform(1, 4) * t + 0.5 * np.cos(angle)
    y = 0.5 * rng.uniform(0.6, 1) * np.sin(angle) + 0.3 * np.sin(t * rng.uniform(0, 6))
    return turned([np.stack([x, y], axis=1)], rng)


def _bundle(rng: _Rng) -> Strokes:
    """Several short strokes anywhere."""
    strokes = []
    for _ in range(rng.integers(3, 9)):
        knots = rng.random(2) + rng.normal(0, 0.25, (rng.integers(2, 5), 2)).cumsum(axis=0)
        strokes.append(smooth(knots))
    return strokes


# Almost empty squares


def _dots(rng: _Rng) -> Strokes:
    """Two dots or more, each a point or a speck."""
    size = rng.choice([0.0, 0.02, 0.05])
    places = rng.random((rng.integers(2, 9), 2))
    return [p + rng.normal(0, size + 1e-4, (3, 2)) for p in places]


def _dash(rng: _Rng) -> Strokes:
    """A line that does not stand upright: one that does is a 1."""
    angle = np.radians(rng.uniform(-35, 35))
    dash = line((0, 0), (np.cos(angle), np.sin(angle)), 12)
    dash[:, 1] += rng.normal(0, 0.1) * np.sin(np.pi * np.linspace(0, 1, 12))
    return [dash]


def _dashes(rng: _Rng) -> Strokes:
    """Two to four lines side by side, at any angle."""
    lines = []
    for k in range(rng.integers(2, 5)):
        ends = np.array([(0, 0.3 * k), (rng.uniform(0.6, 1.2), 0.3 * k)])
        ends += rng.normal(0, 0.08, (2, 2))
        lines.append(line(*ends))
    return turned(lines, rng)


def _tick(rng: _Rng) -> Strokes:
    """A check mark or a corner."""
    end = (rng.uniform(0.4, 1), -rng.uniform(0.4, 1))
    return [poly((-rng.uniform(0.2, 0.6), -rng.uniform(0.1, 0.6)), (0, 0), end)]


def _blot(rng: _Rng) -> Strokes:
    """One point, or an area filled with ink: a square or a disc."""
    if rng.random() < 0.2:
        return [np.zeros((1, 2))]
    high, wide = rng.uniform(0.4, 1, 2)
    rows = np.linspace(-1, 1, 17)
    half = np.sqrt(1.01 - rows**2) if rng.random() < 0.5 else np.ones(17)
    lines = [
        line((-wide * h, high * y), (wide * h, high * y)) for y, h in zip(rows, half, strict=True)
    ]
    lines = [row + rng.normal(0, 0.04, row.shape) for row in lines]
    return [np.concatenate(lines)]


# Signs


def _sign(rng: _Rng) -> Strokes:
    """An everyday sign, made by hand."""
    a = rng.uniform(0.5, 1.1)
    box = poly((0, 0), (1, 0), (1, a), (0, a), (0, 0))
    made = [
        [line((-1, 0), (1, 0)), line((0, -1), (0, 1))],
        [line((-1, -a), (1, a)), line((1, -a), (-1, a))],
        [line((-1, 0), (1, 0)), line((-1, 0.6), (1, 0.6))],
        [line((0, -1), (0.05, 0.4)), line((0.05, 0.9), (0.05, 0.95))],
        [smooth(np.array([(-0.5, -0.5), (0, -1), (0.5, -0.5), (0, 0), (0, 0.4)])),
         line((0, 0.9), (0, 0.95))],
        [line((k, -1), (k, 1)) for k in (-0.3, 0.3)]
        + [line((-1, k), (1, k)) for k in (-0.3, 0.3)],
        [line((-1, 0), (1, 0)), poly((0.5, -0.5), (1, 0), (0.5, 0.5))],
        [poly(*[(np.sin(k * 0.8 * np.pi), -np.cos(k * 0.8 * np.pi)) for k in range(6)])],
        [poly((0, -1), (1, 0.8), (-1, 0.8), (0, -1))],
        [box],
        [box, line((0, 0), (1, a)), line((1, 0), (0, a))],
        [circle(0, 0, 1), circle(-0.4, -0.3, 0.1), circle(0.4, -0.3, 0.1),
         circle(0, 0.1, 0.5, 0.05, 0.4)],
        [smooth(np.array([(0, 1), (-1, 0), (-0.8, -0.7), (-0.3, -0.8), (0, -0.3), (0.3, -0.8),
                          (0.8, -0.7), (1, 0), (0, 1)]))],
        [circle(0, 0, 0.4)] + [line((0.6 * np.cos(t), 0.6 * np.sin(t)), (np.cos(t), np.sin(t)))
                                for t in np.arange(8) * np.pi / 4],
        [poly((0, 0.3), (0, 1), (1, 1), (1, 0.3)), poly((-0.2, 0.3), (0.5, -0.4), (1.2, 0.3))],
        [circle(0, 0, 1), line((-1, 0), (1, 0)), line((0, -1), (0, 1))],
        [circle(0, -0.7, 0.3), line((0, -0.4), (0, 0.4)), line((-0.5, 0), (0.5, 0)),
         poly((-0.4, 1), (0, 0.4), (0.4, 1))],
        [circle(-0.5, 0, 0.4), circle(0.7, 0, 0.5)],
    ]  # fmt: skip
    return made[rng.integers(len(made))]


# Letters


def _letter(rng: _Rng) -> Strokes:
    if rng.random() < 0.5:
        every = glyphs.hershey(str(rng.choice(glyphs.HERSHEY_LATIN)), glyphs.LETTERS)
    else:
        every = glyphs.outline(str(rng.choice(glyphs.OUTLINE)), glyphs.LETTERS)
    return every[rng.integers(len(every))]


def _glyph(rng: _Rng) -> Strokes:
    """Signs of fonts, Gothic letters, Japanese characters."""
    if rng.random() < 0.4:
        every = glyphs.outline(str(rng.choice(glyphs.OUTLINE)), glyphs.SIGNS)
    else:
        every = glyphs.hershey(str(rng.choice(glyphs.HERSHEY_OTHER)), glyphs.LETTERS)
    return every[rng.integers(len(every))]


def _doodle(rng: _Rng) -> Strokes:
    makers = list(DOODLES)
    share = np.array(list(DOODLES.values()))
    return makers[rng.choice(len(makers), p=share / share.sum())](rng)


# Digits that are none any more

#: the digits that can be mirrored, put upside down or on their side without becoming a digit
#: again, or a letter that looks like one
_MIRRORED = (3, 4, 6, 7, 9)
_UPSIDE_DOWN = (3, 4, 7)
_ON_ITS_SIDE = (2, 3, 4, 5, 6, 7, 8, 9)


def wrong_way(digits: Shapes, rng: _Rng) -> Strokes:
    """A digit mirrored, upside down or on its side."""
    ways = [(_MIRRORED, ((-1, 0), (0, 1))), (_UPSIDE_DOWN, ((-1, 0), (0, -1)))]
    ways += [(_ON_ITS_SIDE, ((0, 1), (-1, 0))), (_ON_ITS_SIDE, ((0, -1), (1, 0)))]
    allowed, matrix = ways[rng.integers(len(ways))]
    while True:
        i = rng.integers(len(digits.labels))
        if digits.labels[i] in allowed:
            return [s @ np.array(matrix) for s in digits.strokes[i]]


def heap(digits: Shapes, rng: _Rng) -> Strokes:
    """Two digits over each other or side by side."""
    i, j = rng.integers(len(digits.labels), size=2)
    away = rng.uniform(-0.3, 0.3, 2) if rng.random() < 0.6 else (rng.uniform(0.8, 1.2), 0)
    return [*digits.strokes[i], *(s * rng.uniform(0.7, 1.2) + away for s in digits.strokes[j])]


# Other makers, for measuring only


def _wander(rng: _Rng) -> Strokes:
    """A pen that drifts: its direction changes by chance, and it stays near the middle."""
    place, angle, points = np.zeros(2), rng.uniform(0, 6.3), []
    bend, wildness = 0.0, rng.uniform(0.1, 0.35)
    for _ in range(rng.integers(120, 320)):
        bend = 0.9 * bend + rng.normal(0, wildness)
        angle += bend
        place = 0.985 * place + 0.06 * np.array([np.cos(angle), np.sin(angle)])
        points.append(place)
    return [np.array(points)]


def _arcs(rng: _Rng) -> Strokes:
    """Arcs in a chain, each with its own radius and side."""
    place, angle, points = np.zeros(2), rng.uniform(0, 6.3), []
    for _ in range(rng.integers(5, 12)):
        bend = rng.choice([-1, 1]) * rng.uniform(0.1, 0.5)
        for _ in range(rng.integers(6, 18)):
            angle += bend
            place = place + 0.1 * np.array([np.cos(angle), np.sin(angle)])
            points.append(place)
    return [np.array(points)]


def _scrub(rng: _Rng) -> Strokes:
    """Rubbing to and fro in two directions, the hand slipping as it goes."""
    strokes: Strokes = []
    for _ in range(2):
        t = np.linspace(0, rng.uniform(4, 9), 120)
        to_and_fro = np.abs(t % 2 - 1) + rng.normal(0, 0.02, 120)
        drift = np.cumsum(rng.normal(0.004, 0.02, 120))
        strokes += turned([np.stack([to_and_fro, drift], axis=1)], rng)
    return strokes


def _rays(rng: _Rng) -> Strokes:
    angles = rng.uniform(0, 2 * np.pi, rng.integers(5, 12))
    return [line((0, 0), np.array([np.cos(a), np.sin(a)]) * rng.uniform(0.4, 1)) for a in angles]


def _crumbs(rng: _Rng) -> Strokes:
    """Short ticks strewn over the square."""
    return [line(p, p + rng.normal(0, 0.05, 2), 3) for p in rng.random((rng.integers(3, 8), 2))]


def _flat_wave(rng: _Rng) -> Strokes:
    """A wavy underline."""
    x = np.linspace(0, 1, 60)
    y = rng.uniform(0.02, 0.1) * np.sin(x * rng.uniform(5, 40)) + rng.normal(0, 0.15) * x
    return [np.stack([x, y], axis=1)]


def _patch(rng: _Rng) -> Strokes:
    """A square filled with upright strokes, or a cross-hatched one."""
    a = rng.uniform(0.5, 1.3)
    lines = [line((x, 0), (x, a)) for x in np.linspace(0, 1, 14)]
    if rng.random() < 0.5:
        lines += [line((0, y), (1, y)) for y in np.linspace(0, a, 6)]
    return lines


def _font_letter(rng: _Rng) -> Strokes:
    if rng.random() < 0.3:
        every = glyphs.hershey(str(rng.choice(glyphs.HERSHEY_HELD_OUT)), glyphs.LETTERS)
    else:
        every = glyphs.outline(str(rng.choice(glyphs.OUTLINE_HELD_OUT)), glyphs.LETTERS)
    return every[rng.integers(len(every))]


def _any_letter(rng: _Rng) -> Strokes:
    """A–Z and a–z, those that look like digits included."""
    letters = glyphs.LETTERS + glyphs.LOOKALIKES
    every = glyphs.outline(str(rng.choice(glyphs.OUTLINE_HELD_OUT)), letters)
    return every[rng.integers(len(every))]


def _font_sign(rng: _Rng) -> Strokes:
    every = glyphs.hershey(
        str(rng.choice(glyphs.SIGNS_HELD_OUT)), "ACEFHKMNPRUVWXYacdefhkmnprtuvwxy"
    )
    return every[rng.integers(len(every))]


#: each maker, and how often it is chosen, relative to the others
TRAINING: dict[Maker, float] = {
    _spline: 7, _wave_path: 4, _polyline: 4, _zigzag: 5, _spiral: 3, _coil: 4, _bundle: 5,
    _dots: 5, _dash: 4, _dashes: 3, _tick: 2, _blot: 4, _sign: 5, _letter: 26, _glyph: 8,
    _doodle: 50,
}  # fmt: skip
HELD_OUT: dict[str, tuple[Maker, ...]] = {
    "scribbles": (_wander, _arcs, _scrub, _rays),
    "letters": (_font_letter,),
    "empty-ish squares": (_crumbs, _flat_wave, _patch),
    "signs": (_font_sign,),
    "letters, lookalikes included": (_any_letter,),
}


def training(count: int, digits: Shapes, rng: _Rng) -> list[Strokes]:
    """``count`` things that are no digit, of every kind that the gauge learns from."""
    makers = list(TRAINING)
    share = np.array(list(TRAINING.values()))
    made: list[Strokes] = []
    for which in rng.choice(
        len(makers) + 2, size=count, p=[*(0.88 * share / share.sum()), 0.07, 0.05]
    ):
        if which < len(makers):
            made.append(normal(makers[which](rng)))
        else:
            made.append(normal((wrong_way if which == len(makers) else heap)(digits, rng)))
    return made


def held_out(kind: str, count: int, rng: _Rng) -> list[Strokes]:
    """``count`` things of a kind in ``HELD_OUT``."""
    makers = HELD_OUT[kind]
    return [normal(makers[k % len(makers)](rng)) for k in range(count)]
