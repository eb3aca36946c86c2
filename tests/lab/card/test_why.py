"""The answer to "Why 7?": sums that add up, bars as shares are, true sentences."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.insight.explain import CHAIN, alone, why, why_not
from game.core.model.network import Network, forward
from game.lab.card.why import pixel_column, why_card, why_column
from game.words.catalogue import say
from tests.networks import broken_network, some_network, some_trace

NETWORK = some_network()
TRACE = some_trace(NETWORK)


def value(words):
    return Fraction(words.replace("−", "-"))


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 20), st.integers(1, 8))
def test_every_column_adds_up_and_bars_are_as_long_as_shares_are_large(digit, against, seed, count):
    trace = some_trace(NETWORK, seed)
    for chain in (why(NETWORK, trace, digit), why_not(NETWORK, trace, digit, against)):
        columns = [why_column(parts, count) for parts in chain.levels[:2]]
        for column in (*columns, pixel_column(chain.levels[2])):
            assert sum(value(row.contribution) for row in column.rows) == value(column.total)
            assert abs(value(column.total) - Fraction(chain.total)) <= Fraction(1, 100)
            parts = chain.levels[columns.index(column) if column in columns else 2]
            whole = np.abs(parts.contributions).sum() + abs(parts.bias)
            if digit == against and chain.against is not None:
                assert {row.share for row in column.rows} == {"–"}
                assert {row.bar for row in column.rows} == {(0, 0)}
                continue
            shown = parts.strongest(count) if column in columns else []
            exact = [abs(parts.contributions[unit]) for unit in shown]
            if column in columns:
                rest = np.delete(parts.contributions, shown)
                exact += [np.abs(rest).sum()] if len(rest) else []
            else:
                exact += [
                    np.abs(parts.contributions[sign * parts.contributions > 0]).sum()
                    for sign in (1, -1)
                ]
            for row, share in zip(column.rows, [*exact, abs(parts.bias)], strict=True):
                assert row.share.endswith(" %")
                off = float(row.share.removesuffix(" %")) - 100 * share / whole
                assert abs(off) <= 0.5 + 1e-9
                longest = max(*exact, abs(parts.bias))
                assert row.bar.up + row.bar.down == pytest.approx(share / longest, abs=1e-6)


def test_the_title_says_what_is_asked():
    assert why_card(NETWORK, TRACE, why(NETWORK, TRACE, 7)).title == ("Why 7?",)
    card = why_card(NETWORK, TRACE, why_not(NETWORK, TRACE, 7, 1))
    assert card.title[0] == "Why 7 and not 1?" and card.sum == say("sum.lead", against=1)


@pytest.mark.parametrize("number", range(12))
def test_what_is_said_of_the_strongest_neurons_is_true(number, model, assets):
    network = model.network
    trace = forward(network, assets.test_digits()[0][number])
    answer = int(trace.probabilities.argmax())
    chain = why(network, trace, answer)
    units = chain.levels[0].strongest(CHAIN[0])
    pro = int((chain.levels[0].contributions[units] > 0).sum())
    first, second = why_card(network, trace, chain).plain
    if pro == len(units):
        assert first == say("why.made", count=len(units), digit=answer)
    else:
        values = {"count": len(units), "digit": answer, "pro": pro, "con": len(units) - pro}
        assert first == say("why.most", **values)
    # Alone: all other neurons of Hidden 2 do not fire.
    off = [weight.copy() for weight in network.weights]
    others = np.delete(np.arange(64), units)
    off[2][:, others] = 0
    said = int(
        forward(Network(tuple(off), network.biases), trace.activations[0]).probabilities.argmax()
    )
    assert alone(network, trace, units.tolist()) == said
    key = "why.alone" if said == answer else "why.alone.other"
    assert second == say(key, digit=said)


def test_a_digit_that_is_not_the_answer_was_not_made(model, assets):
    network = model.network
    trace = forward(network, assets.test_digits()[0][0])
    answer, other = trace.probabilities.argsort()[::-1][:2].tolist()
    logits = trace.pre_activations[2].astype(float)
    first, second = why_card(network, trace, why(network, trace, other)).plain
    assert first.endswith(" against.")
    lead = f"{logits[answer] - logits[other]:.2f}"
    assert second == say("why.behind", answer=answer, lead=lead)
    first, second = why_card(network, trace, why_not(network, trace, other, answer)).plain
    assert second == say("why.leads", digit=answer, lead=lead)


def test_pixels_are_counted(model, assets):
    network = model.network
    trace = forward(network, assets.test_digits()[0][0])
    chain = why(network, trace, 7)
    added = chain.levels[2].contributions
    card = why_card(network, trace, chain)
    assert card.pixels[0] == say("why.pixels", count=int((added > 0).sum()), digit=7)
    assert card.pixels[1] == say("why.pixels.con", count=int((added < 0).sum()))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 3e38, 1e20])
def test_a_damaged_network_has_an_answer_that_says_so(number):
    network = broken_network(number)
    trace = some_trace(network)
    chain = why(network, trace, 3)
    for column in (why_column(chain.levels[0], 4), pixel_column(chain.levels[2])):
        if not column.note:
            assert sum(value(row.contribution) for row in column.rows) == value(column.total)
    plain = why_card(network, trace, chain).plain
    assert (plain == (say("why.broken"),)) == (not np.isfinite(chain.total))
