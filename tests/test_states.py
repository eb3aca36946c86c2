"""The comparison of States notices every field there is, however deep."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from game.lab import intents as do
from game.lab.state.state import State
from tests.labs import READY, TWO, answered, on_screen
from tests.states import differences

#: a lab in which as much as possible has happened
FULL = answered(
    answered(READY, do.ShowInk(TWO), do.ToggleRaw()),
    *(do.OpenTab("break"), do.SetDamage("B1-N120.7-W2-K3"), do.CopyCode(), do.PinUnit(1, 3)),
)
#: stands for a value that no field of a State has
OTHER = object()


def paths(value: object) -> list[tuple[str, ...]]:
    """Every field of the State, and of its parts."""
    found = []
    for field in fields(value):  # type: ignore[arg-type]
        found.append((field.name,))
        if hasattr(getattr(value, field.name), "__dataclass_fields__"):
            found += [(field.name, *rest) for rest in paths(getattr(value, field.name))]
    return found


def changed(state: object, path: tuple[str, ...]) -> object:
    """The State with another value in one field, which may be one that its part makes itself."""
    first, *rest = path
    value = changed(getattr(state, first), tuple(rest)) if rest else OTHER
    whole = object.__new__(type(state))
    for field in fields(state):  # type: ignore[arg-type]
        kept = value if field.name == first else getattr(state, field.name)
        object.__setattr__(whole, field.name, kept)
    return whole


@pytest.mark.parametrize("path", paths(FULL), ids=".".join)
def test_another_value_of_any_field_is_a_difference(
    path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.states._IDENTITIES", ())  # they work on whole States only
    other = changed(FULL, path)
    assert isinstance(other, State)
    assert differences(FULL, other) == differences(other, FULL) == [".".join(path)]


def test_the_same_intents_make_no_difference() -> None:
    again = answered(
        answered(READY, do.ShowInk(TWO), do.ToggleRaw()),
        *(do.OpenTab("break"), do.SetDamage("B1-N120.7-W2-K3"), do.CopyCode(), do.PinUnit(1, 3)),
    )
    assert again is not FULL and differences(FULL, again) == []


def test_arrays_are_compared_bit_by_bit() -> None:
    answers = FULL.prediction.answers
    for other in (np.nextafter(answers, 2), answers.astype(float), answers[:1], answers.ravel()):
        state = replace(FULL, prediction=replace(FULL.prediction, answers=other))
        assert differences(FULL, state) == ["prediction.answers"]


def test_what_a_state_knows_by_identity_counts() -> None:
    assert FULL.healthy is not None
    twin = replace(FULL.healthy)
    healthy = replace(FULL, network=FULL.healthy)
    assert differences(healthy, replace(healthy, network=twin)) == ["changed"]


def test_what_cannot_be_compared_is_named() -> None:
    one, other = (on_screen(FULL, typed=set()) for _ in range(2))
    with pytest.raises(TypeError, match=r"screen\.typed: how to compare a set"):
        differences(one, other)
