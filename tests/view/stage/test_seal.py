"""The seal tells agreement from disagreement."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.engine.driver import Driver
from game.lab import intents as do
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme
from game.view.stage.seal import TRUSTED, SealPanel, difference
from tests.states import having
from tests.view.words import recorder


def _words(off: float | None) -> str:
    """What the seal says of a difference."""
    text = recorder()
    text.drawn = []
    surface = pygame.Surface((600, 60), depth=32)
    SealPanel().draw(Brush(surface, Theme(), text), Rect(0, 0, 600, 60), off)
    return " ".join(words for words, *_ in text.drawn)


@pytest.mark.parametrize("code", ["", "B1-N180.7", "W2-K3.140", "Q1-P60"])
def test_numpy_and_onnxruntime_agree_on_any_network(code: str, driver: Driver) -> None:
    driver.advance([do.OpenTab("break"), do.SetDamage(code), do.OpenTab("compute")])
    assert difference(driver.state) is None
    driver.advance([do.ShowInk(driver.state.canvas.samples[5][0]), do.Tick()])
    off = difference(driver.state)
    assert off is not None and off < TRUSTED / 10
    words = _words(off)
    assert words.startswith("ŷ is onnxruntime’s"), "it says that it compares ŷ"
    assert (" within 10⁻⁶" in words) == (off <= 1e-6)


@pytest.mark.parametrize("off", [None, 1e-7, 3.2e-5, 0.02])
@pytest.mark.parametrize("wide", [388, 188, 167])
def test_it_says_it_shorter_where_there_is_less_room(off: float | None, wide: int) -> None:
    text = recorder()
    text.drawn = []
    surface = pygame.Surface((600, 60), depth=32)
    SealPanel().draw(Brush(surface, Theme(), text), Rect(0, 0, wide, 60), off)
    ((words, ink, size, *_),) = text.drawn
    assert size == Theme().small and "…" not in words and ink.left >= 24


def test_a_difference_is_a_warning(driver: Driver) -> None:
    driver.advance([do.ShowInk(driver.state.canvas.samples[5][0]), do.Tick()])
    assert driver.state.prediction.trace is not None
    wrong = driver.state.prediction.trace.probabilities.copy()
    wrong[3] += np.float32(3e-4)
    trace = replace(driver.state.prediction.trace, probabilities=wrong)
    state = having(driver.state, trace=trace)
    off = difference(state)
    assert off == pytest.approx(3e-4, rel=0.01)
    assert _words(off).startswith("ŷ is not")


def test_where_there_is_no_answer_nothing_is_compared(driver: Driver) -> None:
    """Both sides say 1/10 each for an answer that is no number: that is no agreement."""
    driver.advance([do.ShowInk(driver.state.canvas.samples[5][0]), do.Tick()])
    trace = driver.state.prediction.trace
    assert trace is not None
    logits = np.full(10, np.nan, np.float32)
    broken = replace(trace, pre_activations=(*trace.pre_activations[:2], logits))
    assert difference(having(driver.state, trace=broken)) is None
