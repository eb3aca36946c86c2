"""What `bench` measures of frames under a moving pen, of slow pictures, of damage, of insight."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.ink.digit import prepare
from game.core.ink.ink import Ink
from game.core.insight.nearest import nearest
from game.core.insight.worth import MOST, worth
from game.engine.loop import Loop
from game.lab import intents as do
from game.lab.intents import Intent

#: measured times, (n,)
Times = NDArray[np.floating[Any]]


def measure_frames(loop: Loop, seconds: float) -> dict[str, object]:
    """Frames, uncapped, while a pen draws one sample after the other."""
    cpu, wall, elapsed = drawn(loop, seconds)
    return {
        "frame_cpu_ms": statistics(cpu),
        "frame_wall_ms": statistics(wall),
        "frames_per_second": round(len(cpu) / elapsed, 1),
        "signals": loop.driver.state.screen.signals,
    }


def drawn(loop: Loop, seconds: float) -> tuple[Times, Times, float]:
    """Thread CPU and wall time of each frame under a moving pen, ms, and what it all took, s."""
    costs: list[tuple[int, int]] = []
    loop.on_frame = lambda cpu, wall: costs.append((cpu, wall))
    loop.uncapped = True
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if not loop.driver.state.canvas.script:
            loop.driver.advance([do.LoadSample()])
        loop.step()
    elapsed = time.monotonic() - begun
    loop.uncapped, loop.on_frame = False, None
    cpu, wall = np.array(costs[10:] or costs).T / 1e6
    return cpu, wall, elapsed


def measure_pictures(loop: Loop, seconds: float) -> dict[str, object]:
    """How long the slow pictures take to reach the screen, and the slowest frame meanwhile."""
    figures: dict[str, object] = {}
    network = loop.driver.state.network
    assert network
    for name, slot in (
        ("live", "network.live"),
        ("weights_first", "network.rest.fast"),
        ("weights", "network.rest"),
    ):
        took: list[float] = []
        walls: list[int] = []
        for _ in range(8):
            until(loop, lambda: False, 0.6)  # the previous picture is done by then
            arrived: list[str] = []
            loop.on_picture = arrived.append
            loop.on_frame = _into(walls)
            begun = time.monotonic()
            # A copy: the very same network would be no change.
            loaded = do.NetworkLoaded(replace(network))
            loop.driver.advance([do.ShowInk(_other(loop)) if name == "live" else loaded])
            until(loop, partial(arrived.__contains__, slot))
            took.append((time.monotonic() - begun) * 1e3)
            loop.on_picture = loop.on_frame = None
        figures[f"{name}_picture_ms"] = statistics(np.array(took))
        figures[f"{name}_worst_frame_ms"] = round(max(walls, default=0) / 1e6, 1)
    return figures


def measure_damage(loop: Loop, seconds: float) -> dict[str, object]:
    """How long each move of the noise slider, and each neuron off, takes to reach the screen."""
    loop.driver.advance([do.OpenTab("break"), do.LoadSample(7)])
    until(loop, lambda: finished_drawing(loop))
    until(loop, lambda: loop.driver.state.break_it.facts is not None, 20)
    figures: dict[str, object] = {}
    changes: dict[str, Callable[[int], Intent]] = {
        "noise": lambda n: do.SetNoise(40 + 15 * n),
        "one_neuron": lambda n: do.AblateUnit(1, 5 * n),
    }
    for name, change in changes.items():
        took: dict[str, list[float]] = {"answer": [], "accuracy": [], "first": [], "full": []}
        walls: list[int] = []
        loop.driver.advance([do.SetDamage("")])
        for n in range(12):
            until(loop, lambda: False, 0.5)
            arrived: dict[str, float] = {}
            loop.on_picture = _first_into(arrived)
            loop.on_frame = _into(walls)
            begun = time.monotonic()
            loop.driver.advance([change(n)])
            pygame.event.post(pygame.Event(pygame.USEREVENT))  # a person's event wakes the loop
            loop.step()
            took["answer"].append(time.monotonic() - begun)
            until(loop, lambda: _measured(loop))
            took["accuracy"].append(time.monotonic() - begun)
            until(loop, partial(arrived.__contains__, "network.rest"), 20)
            took["first"].append(arrived.get("network.rest.fast", arrived["network.rest"]) - begun)
            took["full"].append(arrived["network.rest"] - begun)
            loop.on_picture = loop.on_frame = None
        figures |= {f"{name}_{key}_ms": statistics(np.array(v) * 1e3) for key, v in took.items()}
        figures[f"{name}_worst_frame_ms"] = round(max(walls) / 1e6, 1)
    loop.driver.advance([do.OpenTab(None)])
    return figures | _dragged(loop, seconds)


def _measured(loop: Loop) -> bool:
    """Whether the accuracy shown is that of the weights shown."""
    return loop.driver.state.break_it.measured == loop.driver.state.network_revision


def _dragged(loop: Loop, seconds: float) -> dict[str, object]:
    """Frames while the noise changes in every frame."""
    loop.driver.advance([do.OpenTab("break")])
    walls: list[int] = []
    loop.on_frame = _into(walls)
    measured, last = 0, None
    begun = time.monotonic()
    while time.monotonic() - begun < seconds / 2:
        loop.driver.advance([do.SetNoise(round(150 + 149 * np.sin(3 * time.monotonic())))])
        loop.step()
        now = loop.driver.state.break_it.tried
        measured, last = measured + (now is not last), now
    elapsed = time.monotonic() - begun
    loop.on_frame = None
    loop.driver.advance([do.OpenTab(None)])
    return {
        "drag_frame_wall_ms": statistics(np.array(walls) / 1e6),
        "drag_frames_per_second": round(len(walls) / elapsed, 1),
        "drag_accuracies_per_second": round(measured / elapsed, 1),
    }


def measure_panels(loop: Loop, seconds: float) -> dict[str, object]:
    """Frames under a moving pen with each panel open; the forward pass plays its terms."""
    figures: dict[str, object] = {}
    for name in ("break", "layers", "forward", "weights", "gradient"):
        tab = name in ("break", "layers")
        loop.driver.advance([do.OpenTab(None), do.Clear()])
        loop.driver.advance([do.OpenTab(name) if tab else do.ShowComputation(name)])
        until(loop, lambda: False, 1.5)  # the worker has measured what the panel shows by then
        cpu, wall, _ = drawn(loop, seconds / 2)
        figures[f"{name}_drawing_cpu_ms"] = statistics(cpu)
        figures[f"{name}_drawing_wall_ms"] = statistics(wall)
    loop.driver.advance([do.OpenTab(None), do.Clear()])
    return figures


def measure_insight(loop: Loop, seconds: float) -> dict[str, object]:
    """CPU that Why's two instruments take for each sample: the nine nearest other answers, and what
    twelve pieces of its ink are worth. And how many of the nine were found, on average."""
    network = loop.driver.state.network
    assert network
    near: list[int] = []
    ink: list[int] = []
    found: list[int] = []
    end = time.monotonic() + seconds / 2
    while not near or time.monotonic() < end:
        for inks in loop.driver.state.canvas.samples:
            x = prepare(inks[0].strokes)
            owner = np.where(x > 0, np.arange(len(x)) % MOST, -1)
            begun = time.thread_time_ns()
            neighbors = nearest(network, x)
            between = time.thread_time_ns()
            worth(network, x, owner, MOST)
            ink.append(time.thread_time_ns() - between)
            near.append(between - begun)
            found.append(sum(one.change is not None for one in neighbors))
    return {
        "nearest_cpu_ms": statistics(np.array(near) / 1e6),
        "nearest_found": round(float(np.mean(found)), 2),
        "worth_cpu_ms": statistics(np.array(ink) / 1e6),
    }


def canvas_of(loop: Loop) -> Rect:
    """Where the canvas is; where it is on another page of the stage, that one is turned to."""
    while not loop.driver.state.stage.has("canvas"):
        loop.driver.advance([do.TurnStage()])
    return loop.driver.state.stage.rect("canvas")


def until(loop: Loop, done: Callable[[], bool], seconds: float = 5) -> None:
    """Let the loop run until something is so, or time is up."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        loop.step()


def finished_drawing(loop: Loop) -> bool:
    """Whether the sample has been drawn, and answered."""
    state = loop.driver.state
    return not state.canvas.script and state.prediction.trace is not None


def _into(walls: list[int]) -> Callable[[int, int], None]:
    """Collects the wall time of each frame, ns: for `Loop.on_frame`."""
    return lambda cpu, wall: walls.append(wall)


def _first_into(arrived: dict[str, float]) -> Callable[[str], None]:
    """Notes when each picture first arrives, monotonic s, by its slot: for `Loop.on_picture`."""

    def note(slot: str) -> None:
        arrived.setdefault(slot, time.monotonic())

    return note


def _other(loop: Loop) -> Ink:
    """Another drawing than the one on the canvas."""
    samples = loop.driver.state.canvas.samples
    return samples[loop.driver.state.tick % 10][0]


def statistics(values: Times) -> dict[str, float]:
    """Median and 99th percentile."""
    return {
        "median": round(float(np.median(values)), 3),
        "p99": round(float(np.percentile(values, 99)), 3),
    }
