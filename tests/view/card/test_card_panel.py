"""What the card's panel sees of a State."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.model.unit import OFFSETS, Unit
from game.lab.stage.now import placed
from game.lab.state.card import Card
from game.lab.state.prediction import Prediction
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.view.card.card import CardPanel, Pinned, Question
from tests.networks import some_drawing, some_network, some_trace
from tests.states import having

NETWORK = some_network()
UNIT = Unit(2, 40)
PINNED = placed(
    State(
        healthy=NETWORK,
        network=NETWORK,
        screen=Screen(size=(1920, 1080)),
        prediction=Prediction(trace=some_trace(NETWORK)),
        card=Card(
            pinned=UNIT,
            favorite=(UNIT, some_drawing(1), 3.5),
            exemplars=tuple(tuple(map(some_drawing, range(6))) for _ in range(OFFSETS[-1])),
        ),
    )
)
ASKED = having(PINNED, question=(7, None))
look = CardPanel().look


def test_pictures_are_told_apart_by_what_they_hold() -> None:
    assert PINNED.card.favorite and isinstance(look(PINNED), Pinned)
    unit, x, z = PINNED.card.favorite
    pictures = tuple(tuple(map(np.copy, six)) for six in PINNED.card.exemplars)
    same = having(PINNED, favorite=(unit, x.copy(), z), exemplars=pictures)
    assert look(same) == look(PINNED)
    assert look(having(PINNED, favorite=(unit, some_drawing(2), z))) != look(PINNED)


@pytest.mark.parametrize(
    "change",
    [
        {"pinned": Unit(2, 41)},
        {"trace": None},
        {"trace": some_trace(NETWORK)},
        {"network": some_network(1)},
        {"favorite": None},
        {"favorite": (Unit(1, 3), some_drawing(1), 3.5)},
        {"exemplars": ()},
        {"question": (7, None)},
        {"size": (1280, 720)},
        {"network": None},
    ],
)
def test_the_pinned_neuron_looks_different(change: dict[str, object]) -> None:
    assert look(having(PINNED, **change)) != look(PINNED)  # type: ignore[arg-type]


def test_the_answer_to_a_question_looks_different_for_another() -> None:
    assert isinstance(look(ASKED), Question)
    assert look(replace(ASKED, tick=1)) == look(ASKED)
    assert look(replace(ASKED, card=replace(ASKED.card, question=(7, 1)))) != look(ASKED)
    assert look(
        replace(ASKED, prediction=replace(ASKED.prediction, trace=some_trace(NETWORK)))
    ) != look(ASKED)


def test_without_a_network_the_card_is_empty() -> None:
    assert (
        look(replace(PINNED, network=None, prediction=replace(PINNED.prediction, trace=None)))
        is None
    )
