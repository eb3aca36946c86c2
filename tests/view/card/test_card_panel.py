"""What the card's panel sees of a State, how it grows, and the line to its neuron."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.core.model.unit import OFFSETS, Unit
from game.lab.card.act import GROWTH
from game.lab.network.picture import plan
from game.lab.network.plan import point_of
from game.lab.stage.now import placed
from game.lab.state.card import Card
from game.lab.state.prediction import Prediction
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.view.card.card import Asked, CardPanel, LeaderPanel, Pinned, Waiting
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
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
            exemplar_digits=tuple((3,) * 6 for _ in range(OFFSETS[-1])),
        ),
    )
)
ASKED = having(PINNED, question=(7, None), dark=False)


def look(state: State) -> Pinned | Asked | Waiting | None:
    opened = CardPanel().look(placed(state))
    return None if opened is None else opened.says


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
        {"exemplar_digits": tuple((4,) * 6 for _ in range(OFFSETS[-1]))},
        {"page": "numbers"},
        {"question": (7, None)},
        {"network": None},
    ],
)
def test_the_pinned_neuron_looks_different(change: dict[str, object]) -> None:
    assert look(having(PINNED, **change)) != look(PINNED)


def test_the_answer_to_a_question_looks_different_for_another() -> None:
    assert isinstance(look(ASKED), Asked)
    assert look(replace(ASKED, tick=1)) == look(ASKED)
    for changed in ({"question": (7, 1)}, {"answer": "ink"}, {"trace": some_trace(NETWORK)}):
        assert (look(having(ASKED, **changed)) == look(ASKED)) is False  # no essay on two Traces


def test_a_question_and_an_output_wait_until_the_answer_is_told() -> None:
    assert isinstance(look(having(ASKED, dark=True)), Waiting)
    output = having(PINNED, pinned=Unit(3, 7), dark=False)
    waiting = having(output, dark=True)
    assert look(output).trace is not None and look(waiting).trace is None and look(waiting).waits
    assert look(having(PINNED, dark=True)).trace is not None, "a hidden neuron is no answer"


def test_without_a_network_the_card_is_empty() -> None:
    assert look(having(PINNED, network=None, trace=None)) is None


def grown(ticks: int, size: tuple[int, int], still: bool = False) -> np.ndarray:
    """The pixels of the card ``ticks`` after it was opened, True where it is not the ground."""
    pygame.font.init()
    state = having(PINNED, size=size, opened=100, tick=100 + ticks, reduced_motion=still)
    state, theme = placed(state), Theme(scale=placed(state).stage.scale)
    rect, surface = state.stage.rect("card"), pygame.Surface(size)
    panel = CardPanel()
    brush = Brush(surface, theme, Text(Assets().fonts))
    surface.fill(theme.ground)
    value = panel.look(state)
    panel.draw(brush, rect, value)
    area = surface.subsurface((rect.x, rect.y, rect.w, rect.h))
    return np.asarray((pygame.surfarray.array3d(area) != theme.ground).any(axis=2))


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
def test_a_card_grows_out_of_the_end_of_its_line(size: tuple[int, int]) -> None:
    parts = [grown(ticks, size) for ticks in (1, GROWTH // 2, GROWTH - 1)]
    shares = [float(part.mean()) for part in parts]
    assert 0 < shares[0] < shares[1] < shares[2]
    state = placed(having(PINNED, size=size))
    end = LeaderPanel().look(state)
    assert end is not None
    card, columns = state.stage.rect("card"), np.flatnonzero(parts[0].any(axis=1))
    rows = np.flatnonzero(parts[0].any(axis=0))
    x, y = end[0] - card.x, end[1] - card.y
    assert columns[0] - 2 <= x <= columns[-1] + 2 and rows[0] - 2 <= y <= rows[-1] + 2
    assert (grown(1, size, still=True) == grown(GROWTH, size)).all(), "reduced motion"


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)])
def test_the_line_leads_from_the_neuron_to_the_card(size: tuple[int, int]) -> None:
    """It crosses the gap where the network's picture leaves it, and is seen there."""
    state = placed(having(PINNED, size=size))
    end, gap = LeaderPanel().look(state), state.stage.rect("card.leader")
    card, picture = state.stage.rect("card"), state.stage.rect("network.picture")
    assert end is not None
    x, y = point_of(plan(state), UNIT)
    if gap.h > gap.w:
        assert end[0] == card.x and abs(end[1] - y) < picture.h / 10
    else:
        assert end == (x, card.y)
    surface = pygame.Surface(size)
    theme = Theme(scale=state.stage.scale)
    LeaderPanel().draw(Brush(surface, theme, Text(Assets().fonts)), gap, end)
    lit = (pygame.surfarray.array3d(surface) == theme.text).all(axis=2)
    columns, rows = np.flatnonzero(lit.any(axis=1)), np.flatnonzero(lit.any(axis=0))
    assert (columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1)[gap.w > gap.h] in (
        round(gap.w if gap.h > gap.w else gap.h),
    )


def test_a_neuron_that_readable_does_not_show_has_no_line() -> None:
    hidden = next(i for i in range(64) if i not in PINNED.playback.chosen.second)
    state = placed(having(PINNED, pinned=Unit(2, hidden), readable=True, switched_at=-1000))
    assert LeaderPanel().look(state) is None
