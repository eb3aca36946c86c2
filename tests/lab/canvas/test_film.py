"""The film of a drawing: which answers get a picture, and where each moment stands."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.ink import Ink
from game.lab.canvas.film import BETWEEN, PICTURE, SIDE, answer_of, film_of, runs_of
from game.lab.state.canvas import Moment

NONE = np.zeros(0, np.float32)
#: widths of the film beside its button, px at 1080 lines: at 1024×768, and at 1920×1080
WIDTHS = (288, 354)


def rows(number: str) -> np.ndarray:
    """Probabilities of the digits of a number, (n, 10)."""
    return np.array([np.eye(10)[int(digit)] for digit in number], np.float32).reshape(-1, 10)


def moments(*numbers: str, doubts: tuple[float, ...] = ()) -> tuple[Moment, ...]:
    """Moments at which these numbers were read; ``doubts``: in the digit of each."""
    ink = Ink(448, 448, 20)
    return tuple(
        Moment(ink, nth, (), 0, np.array(doubts[nth : nth + 1], np.float32), rows(number), 1)
        for nth, number in enumerate(numbers)
    )


def film(given: tuple[Moment, ...], width: float = 354):
    return film_of(given, [moment.answers for moment in given], width)


@pytest.mark.parametrize("width", WIDTHS)
def test_each_answer_of_a_drawn_3_has_its_picture(width: float) -> None:
    given = moments(*"1" * 12, *"5" * 7, *"7" * 20, *"2" * 3, *"3" * 30)
    shown = film(given, width)
    assert [run.answer.words for run in shown.runs] == list("15723")
    assert [run.picture for run in shown.runs] == [0, 12, 19, 39, 42]


def test_doubt_is_said_and_a_sure_moment_is_pictured_rather() -> None:
    """In doubt is what the gauge or the network is not sure of; hardly a digit is none."""
    shown = film(moments(*"5577", doubts=(0.9, 0.3, 0.8, 0.05)))
    first, last = shown.runs
    assert (first.answer.words, first.picture, first.answer.sure) == ("5?", 1, False)
    assert (last.answer.words, last.picture, last.answer.sure) == ("7", 3, True)
    assert film(moments("5", doubts=(0.3,))).runs[0].answer.words == "5?"
    several = answer_of(rows("41"), np.array([0.05, 0.7], np.float32))
    assert (several.number, several.words, several.sure) == ("41", "4?", False)
    undecided = answer_of(np.full((1, 10), 0.1, np.float32), NONE)
    assert undecided.words == "?" and not undecided.sure
    assert answer_of(np.full((2, 10), np.nan, np.float32), NONE).words == "??"


numbers = st.lists(
    st.tuples(st.sampled_from(["1", "7", "42", "428", "20468135"]), st.integers(1, 40)),
    min_size=1,
    max_size=14,
)


@settings(deadline=None, max_examples=50)
@given(numbers, st.sampled_from([*WIDTHS, 480]))
def test_pictures_have_room_and_moments_their_order(
    lengths: list[tuple[str, int]], width: float
) -> None:
    given = moments(*(number for number, count in lengths for _ in range(count)))
    shown = film(given, width)
    places, pictures = shown.places(), shown.pictures()
    assert (np.diff(places) > 0).all() and places[0] > 0
    assert places[-1] == pytest.approx(shown.edges[-1]) and shown.edges[-1] <= width - SIDE + 1e-6
    assert pictures[0].x >= SIDE and pictures[-1].right <= width - SIDE + 1e-6
    assert all(b.x - a.right >= BETWEEN - 1e-6 for a, b in pairwise(pictures))
    said = [run.answer.number for run in shown.runs]
    assert all(a != b for a, b in pairwise(said)), "the same picture twice"
    firsts = [run.first for run in shown.runs]
    assert firsts == sorted(firsts)
    for run, picture in zip(shown.runs, pictures, strict=True):
        assert shown.at(*picture.center) == run.picture
    beneath = pictures[0].bottom + 40
    for moment in range(len(given)):
        begin = places[moment - 1] if moment else shown.edges[0]
        assert shown.at((begin + places[moment]) / 2, beneath) == moment
    assert shown.at(-9, beneath) == 0 and shown.at(width + 9, beneath) == len(given) - 1


@settings(deadline=None, max_examples=50)
@given(numbers)
def test_every_moment_of_an_answer_with_a_picture_marks_that(
    lengths: list[tuple[str, int]],
) -> None:
    given = moments(*(number for number, count in lengths for _ in range(count)))
    shown, runs = film(given), runs_of(given, [moment.answers for moment in given])
    assert sum(run.long for run in runs) == len(given) and runs[-1].answer == shown.runs[-1].answer
    for run in shown.runs:
        for index in range(run.first, run.first + run.long):
            assert shown.shown(index, run.answer.number) is run
            assert shown.shown(index, "9") is None


def test_more_answers_than_have_room_leave_out_the_shortest() -> None:
    given = moments(*"1" * 9, *"2", *"3" * 8, *"4", *"5" * 7, *"6", *"7" * 6, *"8", *"9" * 5, "0")
    shown = film(given, 5 * (PICTURE + BETWEEN) + 2 * SIDE)
    assert [run.answer.words for run in shown.runs] == list("13570")
