"""Single edges: two cues for the sign, even light, nothing outside the picture."""

from __future__ import annotations

import numpy as np
import pytest

from game.view.network.pictures.ribbons import Ribbons, paint
from game.view.paint.theme import Theme

SIZE = 400, 300


def painted(
    light: float, width: float = 5.0, dashed: bool = True, end: tuple[float, float] = (380, 150)
) -> np.ndarray:
    """One ribbon as (height, width, 3)."""
    ribbons = Ribbons(
        np.array([(20, 150)], np.float32),
        np.array([end], np.float32),
        np.array([width], np.float32),
        np.array([light], np.float32),
    )
    picture = paint(SIZE, ribbons, Theme(), dashed)
    return np.stack([picture >> 16, picture >> 8 & 255, picture & 255], axis=-1).astype(int)


def test_the_sign_shows_in_color_and_in_dashes() -> None:
    plus, minus = painted(1.0), painted(-1.0)
    assert (plus[150, 60:340, 0] > plus[150, 60:340, 2]).all()  # orange, unbroken
    line = minus[150, 60:340]
    lit = line.max(axis=1) > 60
    assert (line[lit][:, 2] > line[lit][:, 0]).all()  # blue
    assert np.count_nonzero(np.diff(lit.astype(int)) == 1) >= 5 and not lit.all()
    assert (painted(-1.0, dashed=False)[150, 60:340].max(axis=1) > 60).all()


@pytest.mark.parametrize("light", [1.0, -1.0])
def test_wide_ribbons_are_wide_and_strong_ones_bright(light: float) -> None:
    rows = [(painted(light, width).max(axis=2) > 60).any(axis=1).sum() for width in (1, 4, 8)]
    assert rows[0] < rows[1] < rows[2] <= 10
    assert painted(light * 0.3).max(axis=2).sum() < painted(light).max(axis=2).sum()


def test_what_lies_outside_is_drawn_in() -> None:
    assert painted(1.0, 9.0, end=(4000, -3000)).any()
    assert painted(-1.0, 9.0, end=(-50, 5000)).any()


def test_nothing_to_draw_is_black() -> None:
    none = Ribbons(*(np.zeros(s, np.float32) for s in ((0, 2), (0, 2), 0, 0)))
    assert not paint(SIZE, none, Theme()).any()
