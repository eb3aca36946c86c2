"""A damage and its code are the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.model.damage import Adjustment, Damage
from game.core.model.unit import Unit
from game.lab.break_it.code import adjust, adjustment, code_of, damage_of
from tests.damages import damages


@given(damages)
def test_a_code_says_all_there_is(damage: Damage) -> None:
    assert damage_of(code_of(damage)) == damage


@given(damages, st.randoms())
def test_order_and_case_do_not_matter(damage: Damage, chance: object) -> None:
    parts = code_of(damage).split("-")
    chance.shuffle(parts)  # type: ignore[attr-defined]
    assert damage_of("-".join(parts).lower()) == damage


def test_the_code_everybody_knows() -> None:
    assert damage_of("B1-N120.7-W2-K3") == Damage(
        biases_off=True, noise=120, seed=7, cuts=(2,), ablated=(Unit(1, 3),)
    )
    assert code_of(damage_of("K3.130.200")) == "K3.130.200"
    assert damage_of("K128").ablated == (Unit(2, 0),) and damage_of("K192").ablated == (Unit(3, 0),)
    assert damage_of("U3.15-G3.50").adjusted == (Adjustment(Unit(1, 3), 15, 50),)
    assert damage_of("") == Damage() and code_of(Damage(seed=5)) == ""


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("X9", "'X9' is no damage; there are B1, N50.7, W2, K3, P40, Q4, T250, U3.15, D3.15"),
        ("B2", "B2 needs a 1: B1"),
        ("n50", "N50 needs a seed: N50.7"),
        ("N", "N needs a percentage: N50.7"),
        ("N.7", "N.7 needs a percentage: N50.7"),
        ("N50.7.3", "N50.7.3 has a number too many: N50.7"),
        ("N301.7", "N301.7: a percentage is 0 to 300, as in N300.7"),
        ("W", "W needs a layer: W2"),
        ("W4", "W4: a layer is 1 to 3, as in W3"),
        ("K202.5", "K202.5: a neuron is 0 to 201, as in K201.5"),
        ("K3.", "K3. needs a neuron: K3.3"),
        ("Q9", "Q9: a count of bits is 1 to 8, as in Q8"),
        ("T5", "T5: a percentage is 10 to 1000, as in T10"),
        ("U3", "U3 needs a shift in tenths: U3.15"),
        ("B1--W2", "There is a “-” too many: B1-W2"),
        ("B1-", "There is a “-” too many: B1"),
        ("--", "There is a “-” too many: B1"),
        ("B1 W2", "Parts are joined by “-”: B1-W2"),
        ("b1w2,n5.7", "Parts are joined by “-”: B1-W2-N5.7"),
        ("N１20.7", "'N１20.7' is no damage"),
        ("K" + "1." * 3000 + "1", "A code has at most 4,000 characters; this one has 6,002."),
    ],
)
def test_what_makes_no_sense_is_named_with_its_cure(code: str, fault: str) -> None:
    with pytest.raises(ValueError) as caught:
        damage_of(code)
    assert str(caught.value).startswith(fault)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300


@given(st.from_regex(r"\A[BNWKPQTUDG][0-9]{0,4}(\.[0-9]{0,4}){0,2}\Z"))
def test_what_is_said_to_cure_a_part_does(part: str) -> None:
    try:
        damage_of(part)
    except ValueError as error:
        damage_of(str(error).split()[-1])


@given(st.text(max_size=30) | st.text("BNWKPQTUDG0123456789.- ", max_size=60))
def test_any_text_is_read_or_refused_in_one_line(code: str) -> None:
    try:
        damage_of(code)
    except ValueError as error:
        assert str(error).isprintable() and len(str(error)) < 300


def test_an_adjustment_that_changes_nothing_is_left_out() -> None:
    unit = Unit(1, 3)
    damage = adjust(Damage(), Adjustment(unit, 5, 80))
    assert adjustment(damage, unit) == Adjustment(unit, 5, 80)
    assert adjust(damage, Adjustment(unit)) == Damage()
