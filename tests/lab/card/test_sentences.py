"""Cards say what the trace says, in numbers that add up, for any network."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.insight.explain import softmax_of
from game.core.model.network import SIZES
from game.core.model.unit import Unit
from game.lab.card.sentences import card_of, softmax_lines, table_of
from game.words.catalogue import say
from tests.networks import broken_network, some_network, some_trace

NETWORK = some_network()
TRACE = some_trace(NETWORK)
units = st.integers(1, 3).flatmap(
    lambda layer: st.integers(0, SIZES[layer] - 1).map(lambda index: Unit(layer, index))
)


def value(words):
    return Fraction(words.replace("−", "-"))


@settings(deadline=None)
@given(units, st.integers(0, 12))
def test_the_worths_of_a_table_add_up_to_its_z_and_relu_follows(unit, count):
    card = card_of(NETWORK, TRACE, unit)
    table = table_of(card.sum, count)
    terms, results = table.lines[: -table.results], table.lines[-table.results :]
    assert sum(value(line.contribution) for line in terms) == value(results[0].contribution)
    assert sum(line.cells is not None for line in table.lines) <= count
    assert not table.note
    if unit.layer < 3:
        assert value(results[1].contribution) == max(value(results[0].contribution), 0)
    else:
        assert len(results) == 1


def test_titles_and_facts():
    card = card_of(NETWORK, TRACE, Unit(1, 37))
    assert card.title == "Hidden 1 · neuron 37"
    assert card.facts[0].startswith("z = ")
    assert card_of(NETWORK, TRACE, Unit(3, 7)).title == "Output · digit 7"
    silent = int(np.flatnonzero(TRACE.activations[1] == 0)[0])
    assert "silent" in card_of(NETWORK, TRACE, Unit(1, silent)).facts


def test_hidden_1_has_its_three_pictures_and_they_multiply():
    card = card_of(NETWORK, TRACE, Unit(1, 37))
    assert (card.weights == NETWORK.weights[0][37]).all()
    assert np.allclose(card.product, card.weights * card.x)
    assert card_of(NETWORK, TRACE, Unit(2, 7)).weights is None


def test_a_blank_canvas_has_a_card_without_a_sum():
    for unit in (Unit(1, 3), Unit(2, 3), Unit(3, 3)):
        card = card_of(NETWORK, None, unit)
        assert card.sum is None and card.facts == () and card.softmax is None
        assert not card.x.any()


def test_a_pixel_has_no_card():
    with pytest.raises(ValueError):
        card_of(NETWORK, TRACE, Unit(0, 3))


def test_softmax_in_lines():
    numbers = [number for _, number in softmax_lines(softmax_of(TRACE, 4))]
    assert len(numbers) == 5 and numbers[-1].endswith(" %")


def test_what_is_said_of_a_favorite_depends_on_how_it_was_found():
    def words(unit, z):
        return card_of(NETWORK, TRACE, unit, TRACE.activations[0], z).favorite_words

    for unit in (Unit(1, 3), Unit(2, 3), Unit(3, 3)):
        good = words(unit, 3.21)
        assert [len(w) for w in good] == sorted(map(len, good), reverse=True)
        assert good[0].endswith("On it z would be +3.2.")
        assert ("more" in good[-1]) == (unit.layer == 1), "only Hidden 1's is the optimum"
        assert "none" in words(unit, float("nan"))[-1]
        assert all("100 px" in w for w in good), "what it may have is said"
    assert "none" in words(Unit(2, 3), 0.0)[-1] and "none" in words(Unit(1, 3), -1.0)[-1]
    assert "none" not in words(Unit(3, 3), -2.0)[-1] and "none" in words(Unit(3, 3), -1e4)[-1]


def test_an_average_digit_has_the_ink_that_the_card_says(assets):
    ink = (assets.test_pictures() / 255).sum(axis=1).mean()
    for kind in ("found", "exact", "none"):
        assert f"an average test digit has {ink:.0f}." in say(f"favorite.{kind}.long")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 3e38, 1e20])
@pytest.mark.parametrize("unit", [Unit(1, 3), Unit(2, 3), Unit(3, 3), Unit(3, 0)])
def test_a_damaged_network_has_cards_that_say_so(number, unit):
    network = broken_network(number)
    trace = some_trace(network)
    table = table_of(card_of(network, trace, unit).sum, 6)
    if not np.isfinite(trace.pre_activations[unit.layer - 1][unit.index]):
        assert table.note == say("card.broken")


@pytest.mark.parametrize(
    ("digits", "key", "values"),
    [
        ((3, 3, 3, 3, 3, 3), "plain.all", {"digit": 3, "all": 6}),
        ((3, 5, 3, 3, 3, 3), "plain.one", {"digit": 3, "count": 5, "all": 6}),
        ((8, 3, 3, 8, 3, 8), "plain.two", {"first": 3, "second": 8, "all": 6}),
        ((7, 1, 2, 3, 1, 2), "plain.many", {"digits": "1, 2, 3, 7", "all": 6}),
        ((4,), "plain.all", {"digit": 4, "all": 1}),
        ((), "plain.none", {}),
        (None, "plain.waiting", {}),
    ],
)
def test_the_plain_sentence_counts_the_best_test_digits(digits, key, values):
    card = card_of(NETWORK, TRACE, Unit(1, 37), digits=digits)
    assert card.plain[0] == say(key, **values)


def test_the_plain_sentence_of_an_output_counts_its_own_digit():
    card = card_of(NETWORK, TRACE, Unit(3, 7), digits=(7, 1, 7, 7, 7, 2))
    assert card.plain[0] == say("plain.output", digit=7, count=4, all=6)


def test_the_plain_sentence_says_what_a_neuron_does_here():
    first = TRACE.activations[1]
    best, silent = int(first.argmax()), int(np.flatnonzero(first == 0)[0])
    here = card_of(NETWORK, TRACE, Unit(1, best)).plain[1]
    assert here == say("plain.here", a=f"{first[best]:.2f}", rank=1, count=128)
    assert card_of(NETWORK, TRACE, Unit(1, silent)).plain[1] == say("plain.here.silent")
    assert card_of(NETWORK, None, Unit(1, silent)).plain[1] == say("card.blank")
    network = broken_network(float("nan"))
    broken = card_of(network, some_trace(network), Unit(1, 3)).plain[1]
    assert broken == say("plain.broken")
