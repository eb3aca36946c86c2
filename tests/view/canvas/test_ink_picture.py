"""The picture of the ink is the same, however the ink came about."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.ink.ink import Ink, stroke_of
from game.view.canvas.ink_picture import InkPicture

BLANK = Ink(448, 448, 20)


def new_picture() -> InkPicture:
    return InkPicture(300, (0, 0, 0), (255, 255, 255))


def pixels(picture: InkPicture) -> bytes:
    return bytes(picture.surface.get_buffer().raw)


def at_once(ink: Ink) -> bytes:
    picture = new_picture()
    picture.show(ink)
    return pixels(picture)


def test_ink_taken_back_is_gone_from_the_picture() -> None:
    random = np.random.default_rng(2)
    strokes = tuple(stroke_of(random.uniform(20, 400, (9, 2))) for _ in range(4))

    def shown(*counts: int) -> bytes:
        picture = new_picture()
        for count in counts:
            picture.show(Ink(448, 448, 20, strokes[:count]))
        return pixels(picture)

    assert shown(3, 4, 3) == shown(3)
    assert shown(2, 3, 4, 2) == shown(2)
    assert shown(3, 4, 3, 4, 3) == shown(3)
    assert shown(4, 0) == shown(0)


@pytest.mark.parametrize("seed", range(6))
def test_ink_that_grew_looks_like_ink_drawn_at_once(seed: int) -> None:
    """Points near each other and far apart, dots, corners, and strokes taken back."""
    random = np.random.default_rng(seed)
    picture, ink, earlier = new_picture(), BLANK, [BLANK]
    for _ in range(120):
        chance = random.random()
        if chance < 0.08 or not ink.strokes:
            earlier.append(ink)
            ink = ink.begin(*random.uniform(-5, 453, 2).tolist())
        elif chance < 0.12:
            ink = earlier.pop() if earlier else BLANK
        else:
            step = random.normal(0, random.choice([1, 8, 60]), 2)
            ink = ink.extend(*(ink.strokes[-1][-1] + step).tolist())
        if random.random() < 0.6:
            picture.show(ink)
            assert pixels(picture) == at_once(ink)


def test_a_stroke_that_goes_on_after_one_was_taken_back_looks_as_if_at_once() -> None:
    random = np.random.default_rng(3)
    first = BLANK.begin(100, 100)
    for x, y in random.uniform(90, 200, (6, 2)).tolist():
        first = first.extend(x, y)
    picture = new_picture()
    for ink in (first, first.begin(300, 300).extend(310, 340), first, first.extend(150, 40)):
        picture.show(ink)
        assert pixels(picture) == at_once(ink)
