"""Draws the doodles of tests/data/doodles.jsonl: what visitors draw to see what the lab says.

    python3 bench/draw_doodles.py > tests/data/doodles.jsonl

Ten subjects, each in several ways, as strokes of an unsteady hand on the lab's canvas. The gauge
never learns from them: models/negatives.py has makers of its own.
"""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
#: canvas and pen of the lab, canvas px
SIDE, PEN = 448, 20


def line(*points: tuple[float, float]) -> Points:
    """Straight from point to point."""
    t = np.linspace(0, 1, 12)[:, None]
    parts = [np.array(a) * (1 - t) + np.array(b) * t for a, b in pairwise(points)]
    return np.concatenate(parts)


def curve(*points: tuple[float, float]) -> Points:
    """A smooth line through the points (Catmull and Rom)."""
    knots = np.array([points[0], *points, points[-1]], float)
    t = np.linspace(0, 1, 10, endpoint=False)[:, None]
    spans = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(knots, knots[1:], knots[2:], knots[3:], strict=False)
    ]
    return np.concatenate([*spans, knots[-1:]])


def arc(
    x: float, y: float, wide: float, high: float, start: float = -90, end: float = 280
) -> Points:
    """Part of an ellipse, in degrees: 0 is right, 90 is down. A whole one overlaps a little."""
    angle = np.radians(np.linspace(start, end, max(int(abs(end - start) / 8), 6)))
    return np.stack([x + wide * np.cos(angle), y + high * np.sin(angle)], axis=1)


def dot(x: float, y: float, size: float = 2) -> Points:
    return line((x, y), (x + size, y + size))


def spiral(turns: float, inner: float, outer: float, start: float = 0, power: float = 1) -> Points:
    angle = np.linspace(0, 2 * np.pi * turns, int(24 * abs(turns))) + np.radians(start)
    radius = inner + (outer - inner) * np.linspace(0, 1, len(angle)) ** power
    return np.stack([200 + radius * np.cos(angle), 200 + radius * np.sin(angle)], axis=1)


def star(points: int, radius: float, skip: int, start: float = -90) -> Points:
    """Drawn in one go from tip to tip, ``skip`` tips on each time."""
    angles = np.radians(start + np.arange(points + 1) * skip * 360 / points)
    tips = [(200 + radius * np.cos(a), 200 + radius * np.sin(a)) for a in angles]
    return line(*tips)


def outline(points: int, outer: float, inner: float) -> Points:
    """The outline of a star."""
    corners = [
        (200 + r * np.sin(k * np.pi / points), 200 - r * np.cos(k * np.pi / points))
        for k, r in enumerate([outer, inner] * points + [outer])
    ]
    return line(*corners)


HEART = ((200, 130), (165, 75), (105, 80), (85, 140), (125, 215), (200, 300))

DOODLES: dict[str, tuple[tuple[Points, ...], ...]] = {
    "smiley": (
        (arc(200, 200, 130, 130), dot(155, 160), dot(245, 160), arc(200, 205, 70, 65, 160, 20)),
        (arc(200, 200, 140, 130, 20, 375), line((155, 140), (155, 185)), line((245, 140),
            (245, 183)),
         curve((130, 230), (160, 275), (205, 290), (250, 270), (275, 225))),
        (arc(200, 210, 110, 120), arc(160, 175, 12, 14), arc(240, 175, 12, 14),
         arc(200, 225, 50, 45, 0, 180)),
        (arc(200, 200, 150, 150, 0, 360), dot(150, 150, 6), dot(250, 150, 6),
         line((200, 180), (190, 215), (208, 215)), curve((120, 235), (200, 300), (285, 230))),
        (arc(155, 150, 8, 10), arc(245, 150, 8, 10), arc(200, 190, 95, 95, 170, 10),
         arc(200, 190, 150, 155, 90, 460)),
        (dot(150, 130, 8), dot(250, 130, 8), arc(200, 170, 110, 100, 170, 10)),
        (arc(200, 200, 120, 128, -90, 265), dot(160, 165, 4), dot(240, 168, 4),
         line((150, 250), (250, 250))),
    ),
    "cat": (
        (arc(200, 220, 110, 100), line((110, 160), (105, 80), (165, 127)),
         line((235, 126), (295, 78), (292, 162)), dot(165, 200), dot(235, 200),
         line((190, 235), (210, 235), (200, 248), (190, 235)), line((120, 235), (55, 220)),
         line((120, 250), (55, 258)), line((280, 235), (345, 220)), line((280, 250), (345, 258))),
        (curve((110, 300), (90, 220), (100, 110), (150, 150), (200, 145), (250, 150), (300, 108),
               (310, 220), (285, 300), (200, 325), (110, 300)),
         arc(160, 215, 14, 18), arc(240, 215, 14, 18), curve((165, 270), (185, 285), (200, 265),
                                                            (215, 285), (235, 270))),
        (line((100, 200), (95, 90), (160, 140), (240, 140), (305, 90), (300, 200)),
         arc(200, 200, 100, 95, 0, 180), dot(160, 190, 5), dot(240, 190, 5), line((200, 220),
            (200, 245)),
         line((170, 255), (200, 245), (230, 255))),
        (arc(140, 130, 50, 45), line((100, 105), (98, 60), (128, 85)), line((152, 84), (180, 58),
            (182, 103)),
         arc(240, 250, 110, 80), curve((345, 240), (385, 200), (375, 140), (400, 110)),
         line((180, 320), (178, 375)), line((220, 330), (222, 380)), line((270, 330), (272, 380)),
         line((310, 310), (318, 375))),
        (arc(200, 210, 115, 115), line((105, 145), (100, 60), (160, 100)),
         line((240, 100), (300, 60), (297, 146)), dot(160, 190, 4), dot(240, 190, 4),
         arc(180, 240, 20, 18, 180, 0), arc(220, 240, 20, 18, 180, 0)),
        (line((130, 120), (120, 60), (165, 95), (235, 95), (280, 60), (270, 120)),
         curve((130, 120), (115, 170), (150, 215), (200, 225), (250, 215), (285, 170), (270, 120)),
         curve((155, 220), (110, 300), (115, 380), (200, 390), (285, 380), (290, 300), (245, 220)),
         curve((290, 350), (350, 350), (370, 280), (340, 240)), dot(175, 150), dot(225, 150),
         line((190, 180), (210, 180))),
    ),
    "tree": (
        (line((180, 380), (180, 260)), line((225, 380), (225, 262)),
         curve((180, 262), (110, 265), (80, 200), (115, 140), (160, 90), (230, 85), (290, 130),
               (320, 200), (285, 262), (222, 262))),
        (line((200, 60), (110, 180), (290, 180), (200, 60)), line((200, 130), (90, 290),
            (310, 290), (200, 130)),
         line((180, 290), (180, 360), (220, 360), (220, 290))),
        (line((200, 390), (200, 150)), line((200, 240), (130, 160)), line((200, 210), (275, 130)),
         line((200, 150), (150, 80)), line((200, 150), (245, 75))),
        (line((200, 50), (100, 300), (300, 300), (200, 50)), line((200, 300), (200, 375))),
        (arc(200, 150, 100, 95), line((200, 245), (200, 385))),
        (line((200, 60), (140, 140), (175, 140), (110, 230), (165, 230), (80, 320), (320, 320),
              (235, 230), (290, 230), (225, 140), (260, 140), (200, 60)),
         line((185, 320), (185, 380), (215, 380), (215, 320))),
        (curve((175, 380), (185, 300), (165, 235)), curve((230, 380), (222, 300), (240, 238)),
         curve((165, 235), (110, 240), (90, 195), (110, 160), (100, 110), (150, 95), (190, 60),
            (235, 90),
               (290, 95), (300, 150), (320, 195), (290, 240), (240, 238)), dot(160, 150, 6),
            dot(240, 170, 6)),
        (line((200, 380), (200, 90)), line((200, 130), (150, 180)), line((200, 130), (250, 180)),
         line((200, 190), (130, 250)), line((200, 190), (270, 250)), line((200, 250), (110, 320)),
         line((200, 250), (290, 320))),
    ),
    "?": (
        (curve((130, 130), (150, 75), (210, 60), (265, 95), (260, 155), (215, 200), (200, 240),
            (200, 285)),
         dot(200, 350, 4)),
        (curve((110, 150), (115, 90), (180, 55), (255, 75), (280, 140), (230, 190), (195, 215),
            (192, 270)),
         arc(192, 335, 9, 9)),
        (curve((140, 120), (170, 80), (230, 80), (255, 125), (225, 175), (205, 200), (205, 250)),
         line((205, 310), (206, 322))),
        (arc(200, 140, 80, 80, 180, 420), line((235, 210), (200, 245), (200, 300)),
            dot(199, 365, 8)),
        (curve((120, 115), (200, 55), (290, 120), (205, 205), (203, 300)), dot(203, 372, 3)),
        (curve((150, 160), (140, 100), (195, 70), (250, 100), (245, 150), (205, 185), (190, 220),
            (215, 250),
               (205, 280)), dot(200, 340, 5)),
    ),
    "HI": (
        (line((60, 100), (60, 300)), line((170, 100), (170, 300)), line((60, 200), (170, 200)),
         line((290, 100), (290, 300))),
        (line((70, 90), (65, 310)), line((65, 205), (175, 195)), line((180, 85), (178, 312)),
         line((250, 90), (340, 88)), line((295, 90), (297, 308)), line((250, 308), (342, 306))),
        (line((50, 130), (55, 290)), line((140, 125), (145, 295)), line((55, 215), (142, 208)),
         line((225, 125), (228, 292))),
        (line((90, 120), (80, 280)), line((175, 118), (165, 285)), line((85, 205), (170, 200)),
         line((262, 115), (250, 282))),
        (line((40, 80), (40, 350)), line((40, 210), (190, 210)), line((190, 80), (190, 350)),
         line((280, 80), (400, 80)), line((340, 80), (340, 350)), line((280, 350), (400, 350))),
        (line((110, 150), (112, 260)), line((170, 148), (171, 262)), line((111, 205), (170, 204)),
         line((235, 150), (236, 258))),
        (line((60, 100), (62, 300)), line((62, 190), (160, 190)), line((160, 100), (160, 300)),
         line((250, 160), (250, 300)), dot(250, 105, 4)),
    ),
    "square": (
        (line((100, 100), (300, 100), (300, 300), (100, 300), (100, 100)),),
        (line((90, 110), (92, 310), (310, 308), (305, 105), (85, 112)),),
        (line((110, 110), (110, 290)), line((110, 110), (290, 110)), line((290, 110), (290, 290)),
         line((110, 290), (290, 290))),
        (line((300, 90), (110, 90), (110, 280), (302, 282), (300, 85)),),
        (line((120, 80), (120, 300), (300, 300)), line((120, 80), (298, 78), (300, 305))),
        (line((60, 60), (360, 60), (360, 360), (60, 360), (60, 55)),),
        (line((150, 120), (320, 120), (318, 270), (152, 272), (148, 122)),),
        (line((130, 80), (290, 84), (286, 320), (126, 316), (130, 76)),),
    ),
    "star": (
        (star(5, 150, 2),),
        (outline(5, 160, 65),),
        (line((200, 60), (200, 340)), line((80, 130), (320, 270)), line((320, 130), (80, 270))),
        (line((200, 70), (100, 330), (340, 160), (60, 160), (300, 330), (200, 70)),),
        (outline(5, 130, 75),),
        (line((200, 60), (90, 260), (310, 260), (200, 60)), line((200, 330), (90, 130),
            (310, 130), (200, 330))),
        (line((200, 50), (200, 350)), line((50, 200), (350, 200)), line((95, 95), (305, 305)),
         line((305, 95), (95, 305))),
        (star(5, 110, 2, -80),),
        (outline(4, 160, 55),),
        (outline(6, 150, 85),),
    ),
    "spiral": (
        (spiral(3, 5, 150),),
        (spiral(-2.5, 10, 140, 90),),
        (spiral(4, 0, 160, 200),),
        (spiral(2, 5, 140, 30, 0.9),),
        (spiral(-3.5, 150, 10, 0),),
        (spiral(2.2, 12, 130, 180, 1.2),),
        (spiral(5, 5, 170),),
    ),
    "heart": (
        (np.concatenate([curve(*HEART), curve(*[(400 - x, y) for x, y in reversed(HEART)])]),),
        (curve(*HEART), curve(*[(400 - x, y) for x, y in HEART])),
        (curve((200, 120), (260, 60), (330, 100), (325, 180), (260, 260), (200, 330), (140, 265),
            (75, 185),
               (70, 100), (140, 62), (200, 122)),),
        (np.concatenate([arc(145, 140, 60, 55, 150, 360), arc(255, 140, 60, 55, 180, 390)]),
         line((92, 165), (200, 320), (308, 165))),
        (np.concatenate([curve((200, 340), (120, 250), (70, 160), (110, 85), (170, 90), (198, 150)),
                         curve((200, 150), (235, 85), (300, 90), (325, 160), (280, 250),
            (198, 342))]),),
        (np.concatenate([curve((205, 160), (180, 110), (130, 115), (120, 165), (160, 220),
            (205, 265)),
                         curve((205, 265), (260, 215), (290, 160), (270, 112), (225, 118),
            (203, 162))]),),
    ),
    "house": (
        (line((100, 180), (100, 340), (300, 340), (300, 180), (100, 180), (200, 80), (300, 180)),),
        (line((90, 190), (90, 350), (310, 350), (310, 190), (90, 190)), line((70, 195), (200, 70),
            (330, 195)),
         line((175, 350), (175, 270), (225, 270), (225, 350))),
        (line((110, 340), (110, 180), (200, 90), (290, 180), (290, 340), (105, 340)),),
        (line((100, 340), (300, 340), (100, 180), (300, 180), (200, 80), (100, 180), (100, 340),
            (300, 180),
              (300, 340)),),
        (line((100, 190), (100, 350)), line((300, 190), (300, 350)), line((100, 350), (300, 350)),
         line((80, 200), (200, 90), (320, 200)), line((130, 230), (180, 230), (180, 275),
            (130, 275), (130, 230)),
         line((220, 350), (220, 260), (265, 260), (265, 350))),
        (line((120, 200), (120, 330), (280, 330), (280, 200)), line((100, 205), (200, 100),
            (300, 205)),
         line((260, 160), (260, 100), (285, 100), (285, 185))),
    ),
}  # fmt: skip


def by_hand(strokes: tuple[Points, ...], rng: np.random.Generator) -> list[list[list[float]]]:
    """The strokes as a hand draws them: turned and stretched a little, unsteady, anywhere on the
    canvas, with a point every 5 px or so."""
    every = np.concatenate(strokes)
    middle, size = (every.max(axis=0) + every.min(axis=0)) / 2, np.ptp(every, axis=0).max()
    turn, scale = rng.normal(0, 0.05), min(rng.uniform(0.7, 1.15), 380 / size)
    matrix = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = matrix @ np.diag([rng.uniform(0.92, 1.08), 1])
    done = []
    for stroke in strokes:
        length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
        along = np.linspace(0, length[-1], max(int(length[-1] / 5), 2))
        points = np.stack([np.interp(along, length, stroke[:, k]) for k in (0, 1)], axis=1)
        slow = along[:, None] / rng.uniform(60, 140, 2) + rng.uniform(0, 6.3, 2)
        points += min(0.012 * size, 0.1 * length[-1]) * np.sin(slow) + rng.normal(0, 1.5, 2)
        done.append((points - middle) @ matrix.T)
    reach = (SIDE - PEN) / 2 - np.abs(np.concatenate(done)).max(axis=0)
    place = SIDE / 2 + rng.uniform(-1, 1, 2) * np.clip(reach, 0, 60)
    return [[[round(float(v), 1) for v in p] for p in stroke + place] for stroke in done]


def main() -> None:
    for kind, drawings in DOODLES.items():
        for nth, strokes in enumerate(drawings):
            drawn = by_hand(strokes, np.random.default_rng((11, len(kind), nth)))
            ink = {"width": SIDE, "height": SIDE, "pen": PEN, "label": kind, "strokes": drawn}
            print(json.dumps(ink, separators=(",", ":")))


if __name__ == "__main__":
    main()
