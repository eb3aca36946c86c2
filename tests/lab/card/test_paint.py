"""What is painted on the drawing lies on the ink that the network saw it from."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.ink.digit import SIDE
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.card.paint import paint_of
from game.lab.network.signals import WAVE_TICKS
from game.lab.state.state import State
from game.shell.files.assets import Assets


def painted(driver: Driver, page: str) -> State:
    """The answer with its page, when all is there; the drawing has just been answered."""
    driver.advance([do.Tick()] * WAVE_TICKS)
    driver.advance([do.AskWhy(), do.ShowAnswer(page), *[do.Tick()] * 130])
    for job in driver.jobs():
        if job.slot in ("nearest", "worth"):
            driver.advance([job.done()])
    return driver.state


def away(state: State, x: float, y: float) -> float:
    """How far a place of the canvas is from the shown digit's ink, canvas px."""
    shown = state.prediction.segments[state.prediction.shown]
    points = np.concatenate([state.canvas.ink.strokes[i] for i in shown.strokes])
    fine = np.concatenate([points + (np.roll(points, -1, axis=0) - points) * t for t in (0, 0.5)])
    return float(np.hypot(*(fine - (x, y)).T).min())


@pytest.mark.parametrize("page", ["neurons", "numbers", "ink"])
@pytest.mark.parametrize("ink", ["8", "42", "slanted"])
def test_pixels_lie_where_their_ink_is(page: str, ink: str, driver: Driver, assets: Assets) -> None:
    """Also where several digits lean, and the network saw them upright."""
    drawn = assets.samples.digits[8][0] if ink == "8" else assets.samples.numbers["42"]
    if ink == "slanted":
        lean = np.array([[1, 0], [-0.5, 1]], np.float32)
        strokes = tuple(s @ lean + np.float32((120, 0)) for s in drawn.strokes)
        drawn = type(drawn)(drawn.width, drawn.height, drawn.pen, strokes)
    driver.advance([do.ShowInk(drawn), do.Tick()])
    if ink == "slanted":
        assert driver.state.prediction.segments[0].slant
    paint = paint_of(painted(driver, page))
    assert paint is not None
    values, x = (
        np.frombuffer(paint.values, np.float32),
        driver.state.prediction.trace.activations[0],
    )
    assert not values[x == 0].any() and np.abs(values).max() == 1
    for pixel in np.flatnonzero(x > 0.9).tolist():
        row, column = divmod(pixel, SIDE)
        place = paint.placing.on_canvas(column + 0.5, row + 0.5)
        assert away(driver.state, *place) < 1.6 * paint.placing.size, (row, column)


def test_the_numbers_of_pieces_stand_apart(driver: Driver, assets: Assets) -> None:
    for digit in range(10):
        driver.advance([do.Clear(), do.ShowInk(assets.samples.digits[digit][0]), do.Tick()])
        paint = paint_of(painted(driver, "ink"))
        driver.advance([do.PinUnit(None)])
        assert paint is not None and len(paint.labels) > 2
        assert [words for words, _, _ in paint.labels] == [
            str(n + 1) for n in range(len(paint.labels))
        ]
        places = np.array([place for _, *place in paint.labels])
        apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
        np.fill_diagonal(apart, 99)
        assert apart.min() > 1.2


def test_a_smudge_is_what_the_card_says(driver: Driver, assets: Assets) -> None:
    driver.advance([do.ShowInk(assets.samples.digits[4][0]), do.Tick()])
    state = painted(driver, "nearest")
    paint = paint_of(state)
    assert paint is not None and not paint.alone
    _, neighbors, _ = state.card.neighbors
    change = min((n for n in neighbors if n.size), key=lambda n: n.size).change
    values = np.frombuffer(paint.values, np.float32)
    assert np.allclose(values, change / np.abs(change).max(), atol=1e-6)
    other = next(n for n in neighbors if n.change is not None and n.change is not change)
    driver.advance([do.ShowNearest(other.digit)])
    again = paint_of(driver.state)
    assert again is not None and again.values != paint.values


def test_jobs_are_asked_for_once_and_not_under_a_moving_pen(driver: Driver, assets: Assets) -> None:
    driver.advance([do.ShowInk(assets.samples.digits[4][0]), do.Tick()])
    driver.advance([do.Tick()] * WAVE_TICKS)
    driver.advance([do.AskWhy()])

    def slots() -> set[str]:
        return {job.slot for job in driver.jobs()}

    assert not slots() & {"nearest", "worth"}, "they belong to pages that are not open"
    driver.advance([do.ShowAnswer("nearest")])
    assert slots() == {"nearest"}
    painted(driver, "ink")
    assert not slots()
    driver.advance([do.PointerDown(0, *driver.state.stage.rect("canvas").center)])
    assert not slots()
