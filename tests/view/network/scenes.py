"""Scenes of the network's picture to try things on, and how they look."""

from __future__ import annotations

import os
from functools import cache

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import SIZES, Network, forward
from game.shell.files.assets import Assets
from game.view.network.network import NetworkPanel
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme

#: the color of what a panel must not draw on
OUTSIDE = (12, 200, 34)
#: where the picture stands in `pixels`
RECT = Rect(30, 40, 480, 380)
THEME = Theme(scale=0.6)


def network_of(seed: int) -> Network:
    chance = np.random.default_rng(seed)
    shapes = list(zip(SIZES[1:], SIZES, strict=False))
    weights = [(chance.normal(size=s) / np.sqrt(s[1])).astype(np.float32) for s in shapes]
    biases = [np.zeros(s[0], np.float32) for s in shapes]
    return Network(tuple(weights), tuple(biases))  # type: ignore[arg-type]


def scene_of(rect: Rect, network: Network, tick: int | None) -> NetworkScene:
    """A scene ``tick`` ticks after a drawing fired the network; None: a blank canvas."""
    x = np.zeros((28, 28), np.float32)
    x[5:23, 13:16] = 1
    trace = None if tick is None else forward(network, x.ravel())
    answer = None if trace is None else tuple(trace.probabilities.tolist())
    return NetworkScene(rect, network, trace, answer, 100 + (tick or 0), 100, 600, False)


@cache
def _text() -> Text:
    pygame.font.init()
    return Text(Assets().fonts)


def brush_on(surface: pygame.Surface, theme: Theme) -> Brush:
    return Brush(surface, theme, _text())


def finish(panel: NetworkPanel, scene: NetworkScene, theme: Theme = THEME) -> None:
    """Do all slow work that the scene wants."""
    for _ in range(3):
        for job in panel.jobs(theme, scene):
            panel.accept(job.slot, job.key, job.done())
    assert panel.jobs(theme, scene) == []


def pixels(panel: NetworkPanel, scene: NetworkScene, theme: Theme = THEME) -> np.ndarray:
    """A frame as (460, 560, 3)."""
    surface = pygame.Surface((560, 460), depth=32)
    surface.fill(OUTSIDE)
    panel.draw(brush_on(surface, theme), scene.rect, scene)
    return pygame.surfarray.array3d(surface).transpose(1, 0, 2)
