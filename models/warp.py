"""Distort MNIST pictures: move, turn, slant, stretch, wave, and make their strokes thicker or
thinner."""

from __future__ import annotations

import numba
import numpy as np

from game.core.ink.digit import SIDE

_KNOTS = 5  # elastic displacement is drawn at random on a grid of this side and interpolated
_WAVE = 0.75  # standard deviation of the displacement of a knot, px
_ROTATION = 0.14  # standard deviation, radians
_SLANT = 0.13
_SCALE = 0.08  # standard deviation of ln(scale), each axis
_MOVE = 0.45  # standard deviation, px
_THICKEN = 0.45  # furthest share of the way to the thickest or thinnest neighbor


@numba.njit(cache=True)
def warp(pictures: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Distort each picture, (n, 784) uint8, afresh; same shape and type."""
    out = np.zeros_like(pictures)
    shifts = np.empty((2, _KNOTS, _KNOTS))
    for n in range(len(pictures)):
        source = pictures[n].astype(np.float64).reshape(SIDE, SIDE)
        if rng.random() < 0.7:
            source = _thicken(source, _THICKEN * (2 * rng.random() - 1))
        for a in range(2):
            for i in range(_KNOTS):
                for j in range(_KNOTS):
                    shifts[a, i, j] = _WAVE * rng.standard_normal()
        turn, slant = _ROTATION * rng.standard_normal(), _SLANT * rng.standard_normal()
        wide = np.exp(_SCALE * rng.standard_normal())
        high = np.exp(_SCALE * rng.standard_normal())
        move_x, move_y = _MOVE * rng.standard_normal(), _MOVE * rng.standard_normal()
        contrast = 1 + 0.6 * rng.random()
        cosine, sine = np.cos(turn), np.sin(turn)
        for row in range(SIDE):
            for column in range(SIDE):
                x, y = column - 14.0 + move_x, row - 14.0 + move_y
                x, y = cosine * x - sine * y, sine * x + cosine * y
                x, y = (x + slant * y) * wide, y * high
                grid_x, grid_y = column / 27 * (_KNOTS - 1), row / 27 * (_KNOTS - 1)
                x += _between(shifts[0], grid_x, grid_y)
                y += _between(shifts[1], grid_x, grid_y)
                value = _between_or_empty(source, x + 14.0, y + 14.0)
                # Interpolation blurs; more contrast makes the edges as steep as they were.
                value = min(max((value - 127.5) * contrast + 127.5, 0.0), 255.0)
                out[n, row * SIDE + column] = np.uint8(value + 0.5)
    return out


@numba.njit(cache=True)
def _thicken(source, share):
    """Move each pixel toward the most inked (share > 0) or the emptiest of it and its neighbors.

    ``share``: of the way, −1..1. A pixel has four neighbors here.
    """
    out = source.copy()
    for row in range(1, SIDE - 1):
        for column in range(1, SIDE - 1):
            here = source[row, column]
            up, down = source[row - 1, column], source[row + 1, column]
            left, right = source[row, column - 1], source[row, column + 1]
            if share > 0:
                goal = max(here, up, down, left, right)
            else:
                goal = min(here, up, down, left, right)
            out[row, column] = here + abs(share) * (goal - here)
    return out


@numba.njit(cache=True)
def _between(grid, x, y):
    """Bilinear value of a grid at x, y inside it."""
    column, row = min(int(x), _KNOTS - 2), min(int(y), _KNOTS - 2)
    u, v = x - column, y - row
    above = grid[row, column] * (1 - u) + grid[row, column + 1] * u
    below = grid[row + 1, column] * (1 - u) + grid[row + 1, column + 1] * u
    return above * (1 - v) + below * v


@numba.njit(cache=True)
def _between_or_empty(grid, x, y):
    """Bilinear value of a picture at x, y; empty outside."""
    if x <= 0 or y <= 0 or x >= SIDE - 1 or y >= SIDE - 1:
        return 0.0
    column, row = int(x), int(y)
    u, v = x - column, y - row
    above = grid[row, column] * (1 - u) + grid[row, column + 1] * u
    below = grid[row + 1, column] * (1 - u) + grid[row + 1, column + 1] * u
    return above * (1 - v) + below * v
