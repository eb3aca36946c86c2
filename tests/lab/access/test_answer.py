"""The spoken answer: one sentence for an answer that stands, none for what passes."""

from __future__ import annotations

import pytest

from game.lab import intents as do
from game.lab.access.answer import SETTLED, Heard, answer, heard, likely
from game.lab.update import update
from tests.labs import LINE, READY, TWO, answered, at_rest

DRAWN = at_rest(answered(READY, do.ShowInk(LINE)))


def test_it_names_the_digit_and_how_likely() -> None:
    row = DRAWN.prediction.probabilities
    assert row is not None
    words = answer(DRAWN)
    assert words is not None and str(int(row.argmax())) in words and "%" in words
    assert answer(update(READY, [do.Tick()])) == "Nothing is drawn"
    number = answer(at_rest(answered(READY, do.ShowInk(TWO))))
    assert number is not None and number.startswith("Read as the number ")


def test_nothing_is_said_before_it_is_told() -> None:
    waving = answered(READY, do.ShowInk(LINE))
    assert answer(waving) is None
    held = do.PointerDown(0, *DRAWN.stage.rect("help").center)
    assert answer(update(DRAWN, [held])) is None
    pen = answered(DRAWN, do.BeginStroke(200, 200))
    assert answer(pen) is None


def test_a_drawing_is_spoken_once() -> None:
    """A drawing of a second, looked at 60 times a second: one sentence, and no half answer."""
    state, so_far, spoken = READY, Heard(), list[str]()
    steps = [do.BeginStroke(200.0, 100.0), *(do.MovePen(200.0, 100.0 + 3 * n) for n in range(60))]
    for step in (*steps, do.EndStroke(), *[do.Tick()] * 150):
        state = answered(state, step)
        before, so_far = so_far, heard(so_far, state)
        if so_far.said != before.said:
            spoken.append(so_far.said)
    assert spoken == [answer(state)]
    assert so_far.said.count("%") == 1


def test_what_stands_too_shortly_is_not_spoken() -> None:
    said = heard(Heard(), DRAWN)
    assert said.said == ""
    later = update(DRAWN, [do.Tick()] * SETTLED)
    assert heard(said, later).said == answer(DRAWN)
    cleared = heard(heard(heard(said, later), update(later, [do.Clear()])), later)
    assert cleared.said == answer(DRAWN)


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.984, "98 %"), (0.9901, "over 99 %"), (1.0, "over 99 %"), (0.5, "50 %"), (0.0, "0 %")],
)
def test_nothing_is_certain(probability: float, words: str) -> None:
    assert likely(probability) == words
