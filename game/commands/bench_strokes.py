"""What `bench` measures of a canvas that nobody clears, and of ten fingers at once."""

from __future__ import annotations

import threading
import time

import numpy as np
import pygame

from game.commands.bench_measures import canvas_of, statistics
from game.core.ink.ink import Ink, Stroke, stroke_of
from game.engine.loop import Loop
from game.lab import intents as do
from game.lab.canvas.update import TAP
from game.lab.state.canvas import CANVAS, PEN

#: strokes and points on the canvas; frames of one round of the pen. The pen goes round twice, and
#: only the second round counts: by then the first wave has run through the network
STROKES, POINTS, FRAMES = 300, 10_000, 60


def measure_strokes(loop: Loop, seconds: float) -> dict[str, object]:
    """Frames while a digit is drawn: on a blank canvas, among 300 strokes of 10,000 points, and at
    the end of one stroke of as many points. The three take turns, so that a busy machine slows
    all of them alike.

    The ratios are of means: among many strokes only every second frame reads, see
    `prediction.update.MANY`.
    """
    inks = {"blank": (), "many": _scattered(STROKES, POINTS), "long": _scattered(1, POINTS)}
    costs: dict[str, list[float]] = {name: [] for name in inks}
    loop.uncapped = True
    # The first round warms up, and is not counted.
    for nth in range(max(round(seconds), 3) + 1):
        for name, strokes in inks.items():
            frames = _drawn(loop, strokes, goes_on=name == "long")
            costs[name] += frames if nth else []
    loop.uncapped = False
    mean = {name: float(np.mean(frames)) for name, frames in costs.items()}
    return {
        "blank_canvas_frame_cpu_ms": statistics(np.array(costs["blank"])),
        "many_strokes_frame_cpu_ms": statistics(np.array(costs["many"])),
        "long_stroke_frame_cpu_ms": statistics(np.array(costs["long"])),
        "many_strokes_ratio": round(mean["many"] / mean["blank"], 3),
        "long_stroke_ratio": round(mean["long"] / mean["blank"], 3),
    }


def measure_fingers(loop: Loop, seconds: float) -> dict[str, object]:
    """Time between frames while ten fingers move at once, each with 100 events a second; the first
    of them draws."""
    width, height = loop.driver.state.screen.size
    middles = [canvas_of(loop).center]
    middles += [(width * (0.3 + 0.07 * n), height * (0.3 + 0.05 * n)) for n in range(9)]

    def post(kind: int, finger: int, angle: float) -> None:
        x = (middles[finger][0] + 0.06 * height * float(np.sin(angle))) / width
        y = (middles[finger][1] + 0.06 * height * float(np.cos(angle))) / height
        pygame.event.post(pygame.Event(kind, finger_id=finger, touch_id=1, x=x, y=y))

    def play() -> None:
        end, step = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            for finger in range(10):
                down, up = step % 80 == 0, step % 80 == 79
                name = pygame.FINGERDOWN if down else pygame.FINGERUP if up else pygame.FINGERMOTION
                post(name, finger, step / 9 + finger)
            step += 1
            time.sleep(0.01)

    loop.driver.advance([do.Clear()])
    shown: list[float] = []
    loop.on_frame = lambda cpu, wall: shown.append(time.monotonic())
    hands = threading.Thread(target=play)
    hands.start()
    while hands.is_alive():
        loop.step()
    loop.on_frame = None
    loop.driver.advance([do.CancelPointers(), do.Clear()])
    gaps = np.diff(shown[10:]) * 1e3
    late = float((gaps > 33).mean())
    return {"ten_fingers_frame_ms": statistics(gaps), "ten_fingers_late_share": round(late, 4)}


def _scattered(strokes: int, points: int) -> tuple[Stroke, ...]:
    """Strokes that wander over the canvas, the same every time."""
    random, found = np.random.default_rng(9), []
    for _ in range(strokes):
        steps = random.normal(0, TAP, (points // strokes, 2))
        path = random.uniform(0, CANVAS, 2) + np.cumsum(steps, axis=0)
        # A path that leaves the canvas is folded back at its edge.
        found.append(stroke_of(np.abs((path + CANVAS) % (2 * CANVAS) - CANVAS)))
    return tuple(found)


def _drawn(loop: Loop, strokes: tuple[Stroke, ...], goes_on: bool) -> list[float]:
    """Thread CPU time of each frame, ms, while the pen goes round on a canvas with these strokes.
    ``goes_on``: it continues the last of them."""
    advance = loop.driver.advance
    advance([do.ShowInk(Ink(CANVAS, CANVAS, PEN, strokes))])
    for _ in range(10):
        loop.step()
    costs: list[float] = []
    loop.on_frame = lambda cpu, wall: costs.append(cpu / 1e6)
    canvas = canvas_of(loop)
    for nth in range(2 * FRAMES):
        angle = 2 * np.pi * nth / FRAMES
        x = canvas.x + canvas.w * (0.5 + 0.2 * float(np.sin(angle)))
        y = canvas.y + canvas.h * (0.5 - 0.3 * float(np.cos(angle)))
        if goes_on:
            share = (x - canvas.x) / canvas.w, (y - canvas.y) / canvas.h
            advance([do.MovePen(share[0] * CANVAS, share[1] * CANVAS)])
        else:
            advance([do.PointerMove(0, x, y) if nth else do.PointerDown(0, x, y)])
        loop.step()
    loop.on_frame = None
    advance([do.PointerUp(0, canvas.x, canvas.y), do.Clear()])
    return costs[-FRAMES:]
