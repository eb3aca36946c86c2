"""How much of the picture is seen to move from the back row while a wave runs.

At three meters from a 24″ screen of 1080 lines the eye makes one of about 8×8 pixels. So the light
of each such block is averaged, and a block counts where its lightness (CIELAB L) changes by 8 or
more from one frame to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pygame
from numpy.typing import NDArray

from game.lab import intents as do
from game.lab.network.signals import WAVE_TICKS
from game.lab.state.state import State
from game.lab.update import update
from game.view.frame import Frame

#: side of what the eye takes for one point, px, and the change of L that it sees
BLOCK, SEEN = 8, 8.0
#: the screen looked at, px
SIZE = (1920, 1080)


def moving_percent(state: State, fonts: Mapping[str, Path]) -> float:
    """The share of pixels that is seen to change between two frames 1/60 s apart, percent: the mean
    over a wave. ``state``: with an answered drawing."""
    pygame.font.init()
    state = update(state, [do.Resize(*SIZE)])
    surface, frame = pygame.Surface(SIZE, depth=32), Frame(fonts)
    frame.draw(surface, state)
    for _ in range(3):  # some pictures wait for others
        for job in frame.jobs(state):
            frame.accept(job.slot, job.key, job.done())
        frame.draw(surface, state)
    state = update(state, [do.Replay()])
    shares, before = [], None
    for _ in range(WAVE_TICKS):
        state = update(state, [do.Tick()])
        frame.draw(surface, state)
        now = lightness(pygame.surfarray.array3d(surface))
        if before is not None:
            shares.append(float((np.abs(now - before) >= SEEN).mean()))
        before = now
    return 100 * float(np.mean(shares))


def lightness(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """CIELAB L of the mean light of each block; ``pixels``: (width, height, 3), sRGB."""
    level = np.arange(256) / 255
    linear = np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    light: NDArray[np.float32] = np.zeros((len(pixels), len(pixels[0])), np.float32)
    for channel, weight in enumerate((0.2126, 0.7152, 0.0722)):
        light += (weight * linear).astype(np.float32)[pixels[..., channel]]
    width, height = light.shape[0] // BLOCK, light.shape[1] // BLOCK
    blocks = light[: width * BLOCK, : height * BLOCK].reshape(width, BLOCK, height, BLOCK)
    y = blocks.mean(axis=(1, 3)).astype(np.float64)
    return np.asarray(np.where(y > (6 / 29) ** 3, 116 * np.cbrt(y) - 16, y * (29 / 3) ** 3))
