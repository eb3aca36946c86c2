"""The meter counts as an independent evaluation through onnxruntime does."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.model.accuracy import tally
from game.core.model.damage import Damage, damaged
from game.engine.lookups import Lookups
from game.lab.break_it.code import damage_of
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model


def test_counts_by_hand() -> None:
    rows = np.full((5, 10), 0.01, np.float32)
    for row, digit in enumerate((3, 3, 7, 0, 0)):
        rows[row, digit] = 0.9
    found = tally(rows, np.array([3, 4, 7, 0, 4], np.uint8))
    assert (found.right, found.count, found.share) == (3, 5, 0.6)
    assert found.by_digit[4] == 0 and found.by_digit[3] == 1
    assert found.worst == (4, 0, 1) and found.undecided == 0


def test_a_tie_is_no_answer() -> None:
    rows = np.full((3, 10), 0.1, np.float32)
    rows[1, [0, 2]], rows[2] = 0.2, np.eye(10)[4]
    found = tally(rows, np.array([0, 5, 4], np.uint8))
    assert found.undecided == 2 and found.right == 2  # a tie counts as its first digit
    assert tally(np.eye(10, dtype=np.float32), np.arange(10, dtype=np.uint8)).worst is None


#: damage that leaves the first layer's sums of use, and damage that does not
CODES = """
    - B1 W1 W2 B1-W3 K3.130.200 K5.6.7.8.9 K140-T1000 B1-K1-U40.50 B1-W2-W3 U3.50-W2
    N120.7 N250.3 Q2 P85-T250 G150.300 G3.50 N1.1-K5
"""


@pytest.mark.parametrize("code", CODES.split())
def test_the_meter_equals_an_independent_evaluation(
    code: str, model: Model, assets: Assets
) -> None:
    """In other batches, with the labels counted by hand."""
    images, labels = assets.test_digits()
    network = damaged(model.network, damage_of(code.strip("-")))
    measured = Lookups(model, assets).measure(network)
    rows = np.concatenate([model.probabilities(part, network) for part in np.split(images, 16)])
    answers = rows.argmax(axis=1)
    assert measured.right == int((answers == labels).sum())
    for digit in range(10):
        examples = labels == digit
        assert measured.confusion[digit, digit] == int((answers[examples] == digit).sum())
    assert measured.count == 10_000


def test_brightness_dims_the_digits(model: Model, assets: Assets) -> None:
    images, labels = assets.test_digits()
    network = damaged(model.network, Damage(biases_off=True))
    faint = Lookups(model, assets).measure(network, 0.1)
    rows = model.probabilities(images * np.float32(0.1), network)
    assert faint.right == int((rows.argmax(axis=1) == labels).sum())
