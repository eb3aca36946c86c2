"""Measure the picture of the network and print one JSON object: median and p99, CPU ms.

    python -m bench.network_picture [rounds]

It measures the CPU time of its own thread, so that other work on a shared machine counts little.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.job import finished
from game.core.model.network import SIZES, Network, forward
from game.lab.network.plan import place
from game.shell.files.assets import Assets
from game.view.network.network import NetworkPanel
from game.view.network.pictures.all_weights import paint_weights
from game.view.network.pictures.weight_surfaces import lit_by, rest_of
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme

#: the panel with the dock closed, px, and px on the screen per px at 1080 lines
SIZES_OF_PANEL = {"1080p": (960, 860, 1.0), "4k": (1920, 1720, 2.0)}
SIGNALS = 1000


def network() -> Network:
    """Weights spread as those of a trained network: a few are large, most are small."""
    chance = np.random.default_rng(0)
    shapes = list(zip(SIZES[1:], SIZES, strict=False))
    weights = [(chance.laplace(size=s) / np.sqrt(s[1])).astype(np.float32) for s in shapes]
    biases = [np.full(s[0], 0.05, np.float32) for s in shapes]
    return Network(tuple(weights), tuple(biases))  # type: ignore[arg-type]


def drawing(shift: int) -> np.ndarray:
    """A thick ring, (784,), with as much ink as a digit; five shifts give five drawings."""
    y, x = np.mgrid[:28, :28]
    away = np.hypot(x - 12 - shift % 5, (y - 14) * 0.7)
    return np.clip(2 - np.abs(away - 6), 0, 1).astype(np.float32).ravel()


def measured(work: Callable[[int], object], rounds: int) -> dict[str, float]:
    """Median and p99 of the CPU ms of ``work``; the first two rounds only warm up."""
    times = []
    for i in range(rounds + 2):
        begin = time.thread_time()
        work(i)
        times.append((time.thread_time() - begin) * 1000)
    times = times[2:]
    return {
        "median": round(float(np.median(times)), 2),
        "p99": round(float(np.percentile(times, 99)), 2),
    }


def measure(width: int, height: int, scale: float, rounds: int) -> dict[str, object]:
    theme, net = Theme(scale=scale), network()
    rect = Rect(10, 10, width, height)
    plan = place(rect, scale)
    traces = [forward(net, drawing(i)) for i in range(5)]
    panel = NetworkPanel()
    surface = pygame.Surface((width + 20, height + 20), depth=32)
    brush = Brush(surface, theme, Text(Assets().fonts))
    trace, rest = traces[0], finished(rest_of(plan, net, theme))
    answer = tuple(trace.probabilities.tolist())
    scene = NetworkScene(rect, net, trace, answer, 1000, 1000, SIGNALS, still=False)
    panel.draw(brush, rect, scene)
    for _ in range(2):
        for job in panel.jobs(theme, scene):
            panel.accept(job.slot, job.key, job.done())

    def drawn(i: int) -> None:
        panel.draw(brush, rect, replace(scene, tick=2000 + i))

    def fired(i: int) -> None:
        panel.draw(brush, rect, replace(scene, tick=1000 + i % 90))

    def grown(i: int) -> None:  # another answer every frame, as under a moving pen
        panel.draw(brush, rect, replace(scene, tick=2000 + i, trace=traces[i % 5], answer=None))

    return {
        "paint_weights": measured(
            lambda i: finished(paint_weights(plan, net.weights)), rounds // 10
        ),
        "contributions_finished": measured(
            lambda i: lit_by(plan, net, traces[i % 5], theme, rest), rounds // 4
        ),
        "draw_wave": measured(fired, rounds),
        "draw_flow": measured(drawn, rounds),
        "draw_growing": measured(grown, rounds),
    }


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    pygame.font.init()
    print(json.dumps({name: measure(*size, rounds) for name, size in SIZES_OF_PANEL.items()}))


if __name__ == "__main__":
    main()
