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
        ("X9", "'X9' is no part"),
        ("B2", "2 in 'B2' is not 1..1"),
        ("N120", "needs 2 number"),
        ("N301.7", "301 in 'N301.7' is not 0..300"),
        ("W4", "not 1..3"),
        ("K202", "not 0..201"),
        ("Q9", "not 1..8"),
        ("T5", "not 10..1000"),
        ("B1--W2", "'' is no part"),
        ("B1 W2", "is no part"),
        ("N１20.7", "is no part"),
        ("K" + "1." * 3000 + "1", "at most"),
    ],
)
def test_what_makes_no_sense_is_named(code: str, fault: str) -> None:
    with pytest.raises(ValueError, match="damage code") as caught:
        damage_of(code)
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(code: str) -> None:
    try:
        damage_of(code)
    except ValueError as error:
        assert str(error).startswith("damage code")


def test_an_adjustment_that_changes_nothing_is_left_out() -> None:
    unit = Unit(1, 3)
    damage = adjust(Damage(), Adjustment(unit, 5, 80))
    assert adjustment(damage, unit) == Adjustment(unit, 5, 80)
    assert adjust(damage, Adjustment(unit)) == Damage()
