"""The nearest other answer and the worth of ink, in words and numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.digit import prepare
from game.core.ink.pieces import pieces
from game.core.insight.nearest import Neighbor
from game.core.insight.worth import worth
from game.core.model.network import forward
from game.engine import lookups
from game.engine.lookups import find_neighbors
from game.lab.card.pages import nearest_page, worth_page
from game.shell.files.assets import Assets
from game.shell.files.model_file import load
from game.words.catalogue import say
from tests.networks import broken_network

ASSETS = Assets()
MODEL = load(ASSETS)


def units(words):
    return round(float(words.replace("−", "-")) * 100)


@settings(max_examples=20, derandomize=True, deadline=None)
@given(sample=st.integers(0, 9), digit=st.integers(0, 9), against=st.none() | st.integers(0, 9))
def test_the_rows_add_up_to_the_printed_logit_or_lead(sample, digit, against):
    network, ink = MODEL.network, ASSETS.samples.digits[sample][0]
    trace = forward(network, prepare(ink.strokes))
    parts = pieces(ink.strokes, trace.activations[0])
    found = parts, worth(network, trace.activations[0], parts.owner, parts.count)
    page = worth_page(trace, digit, against, found)
    assert units(page.blank.worth) + sum(units(row.worth) for row in page.rows) == units(
        page.total.worth
    )
    logits = trace.pre_activations[2].astype(float)
    total = logits[digit] - (0 if against is None else logits[against])
    assert abs(units(page.total.worth) / 100 - total) <= 0.005 + 1e-6
    assert max(abs(row.share) for row in (page.blank, *page.rows)) in (pytest.approx(1), 0)
    assert page.plain[-1] == say("prepared"), "it is said what it speaks of"


def test_a_page_of_another_digit_says_how_and_that_it_was_verified(model, assets):
    trace = forward(model.network, assets.test_digits()[0][0])
    found = find_neighbors(model, model.network, trace)
    sizes = {near.digit: near.size for near in found.neighbors if near.size is not None}
    nearest = min(sizes, key=lambda digit: sizes[digit])
    for digit in sizes:
        page = nearest_page(trace, digit, (found.neighbors, found.sure))
        assert page.plain[0] == say("nearest.found", digit=digit)
        assert (say("nearest.first") in page.plain) == (digit == nearest)
        assert say("prepared") in page.plain
        row = model.probabilities((trace.activations[0] + page.change)[None])[0]
        assert row.argmax() == digit
        assert f"onnxruntime: {digit}, {100 * row[digit]:.1f} %." in page.plain


def test_what_onnxruntime_does_not_confirm_is_not_claimed(model, assets, monkeypatch):
    """A change that numpy takes for a 9, but onnxruntime does not, counts as not found."""
    trace = forward(model.network, assets.test_digits()[0][0])
    nothing = np.zeros(784, np.float32)
    monkeypatch.setattr(lookups, "nearest", lambda *_: (Neighbor(9, nothing, 0.0),))
    found = find_neighbors(model, model.network, trace)
    assert found.neighbors[0].change is None
    page = nearest_page(trace, 9, (found.neighbors, found.sure))
    assert page.plain == (say("nearest.none", digit=9),) and page.change is None


def test_a_broken_network_has_pages_that_say_so(model):
    network = broken_network(float("nan"))
    ink_x = np.zeros(784, np.float32)
    ink_x[300:340] = 1
    trace = forward(network, ink_x)
    found = find_neighbors(model, network, trace)
    assert all(near.change is None for near in found.neighbors)
