"""The lead that Break It prints is that of onnxruntime's own probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.model.damage import damaged
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.break_it.code import damage_of
from game.lab.break_it.lead import lead_of
from game.shell.files.model_file import Model
from tests.lab.break_it.breaking import drawn


@pytest.mark.parametrize("code", ["", "B1", "N40.3", "N120.7-B1", "W1", "K3.130.150", "T250-P40"])
@pytest.mark.parametrize("digit", range(0, 10, 3))
def test_it_is_the_difference_of_two_logits(
    digit: int, code: str, driver: Driver, model: Model
) -> None:
    """The logarithm of a ratio of two probabilities is the difference of their logits."""
    drawn(driver, digit).advance([do.SetDamage(code)])
    lead = lead_of(driver.state)
    assert lead is not None and driver.state.prediction.trace is not None
    x = driver.state.prediction.trace.activations[0][None]
    healthy = np.log(model.probabilities(x)[0].astype(float))
    now = np.log(model.probabilities(x, damaged(model.network, damage_of(code)))[0].astype(float))
    assert lead.digit == healthy.argmax()
    others = np.delete(now, lead.digit)
    assert lead.rival == np.delete(np.arange(10), lead.digit)[others.argmax()]
    assert lead.now == pytest.approx(now[lead.digit] - others.max(), abs=1e-3)
    assert lead.healthy == pytest.approx(healthy[lead.digit] - healthy[lead.rival], abs=1e-3)
    flip = driver.state.break_it.flip
    assert (lead.now < 0) == (flip is not None), "behind exactly where the answer has flipped"


def test_outputs_that_are_off_are_no_rivals(driver: Driver) -> None:
    drawn(driver, 7)
    first = lead_of(driver.state)
    assert first is not None
    lead = lead_of(driver.advance([do.AblateUnit(3, first.rival)]))
    assert lead is not None and lead.rival not in (first.rival, first.digit) and not lead.off
    lead = lead_of(driver.advance([do.AblateUnit(3, first.digit)]))
    assert lead is not None and lead.off
    others = ".".join(str(192 + n) for n in range(10) if n != first.digit)
    assert lead_of(driver.advance([do.SetDamage(f"K{others}")])) is None, "no rival is left"


def test_without_a_drawing_there_is_none(driver: Driver) -> None:
    assert lead_of(driver.advance([do.OpenTab("break"), do.SetDamage("W2")])) is None
