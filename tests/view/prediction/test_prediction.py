"""What Prediction and its tiles see of a State, and what stands in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.commands.render import play
from game.core.ink.ink import Ink, stroke_of
from game.core.ink.verdict import Verdict
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.network.playback import told
from game.lab.state.state import State
from game.lab.update import update
from game.shell.files.assets import Assets
from game.view.canvas.canvas import CanvasPanel
from game.view.control import ButtonPanel
from game.view.panel import Panel
from game.view.prediction.prediction import Answer, PredictionPanel
from game.view.prediction.small import Small
from game.view.prediction.tile import TilePanel
from game.view.stage.header import StatusPanel
from game.words.catalogue import say
from game.words.numbers import percent
from tests.lab.network.untold import untold_states, with_other_answer
from tests.view.words import SIZES, drawn_words

PANEL, TILES = PredictionPanel(), [TilePanel(nth) for nth in range(2)]


@pytest.fixture
def number(driver: Driver, assets: Assets) -> Driver:
    """Several digits on the canvas, whose wave has arrived."""
    play(driver, [(0, do.ShowInk(next(iter(assets.samples.numbers.values()))))], 100)
    return driver


def with_answer(state: State, row: list[float], doubt: float) -> State:
    """The same with another answer for the one digit drawn, and how sure that is."""
    prediction = state.prediction
    assert prediction.read is not None and len(prediction.segments) == 1
    prediction = replace(prediction, doubts=np.array([doubt], np.float32))
    given = do.AnswersInferred(prediction.read, np.array([row], np.float32))
    return update(replace(state, prediction=prediction), [given])


def row(top: float, digit: int = 7) -> list[float]:
    return [top if nth == digit else (1 - top) / 9 for nth in range(10)]


def test_another_digit_is_shown_once_it_is_picked(number: Driver) -> None:
    number.advance([do.PickDigit(0)])
    first, tiles = PANEL.look(number.state), [tile.look(number.state) for tile in TILES]
    assert [tile.shown for tile in tiles] == [True, False]
    assert "".join(tile.digit for tile in tiles) == number.state.prediction.number[:2]
    number.advance([do.PickDigit(1)])
    second, tiles = PANEL.look(number.state), [tile.look(number.state) for tile in TILES]
    assert [tile.shown for tile in tiles] == [False, True]
    assert second != first and second.answer != first.answer


def test_a_tile_under_the_mouse_changes_nothing_but_itself(number: Driver) -> None:
    seen, tiles = PANEL.look(number.state), [tile.look(number.state) for tile in TILES]
    number.advance([do.PointerMove(0, *number.state.stage.rect("digit.0").center)])
    assert PANEL.look(number.state) == seen
    assert TILES[0].look(number.state) != tiles[0]
    assert TILES[1].look(number.state) == tiles[1]


def test_beside_a_panel_a_damaged_network_has_its_healthy_twin(driver: Driver) -> None:
    play(driver, [(0, do.LoadSample(7))], 240)
    assert isinstance(PANEL.look(driver.state), Answer)
    driver.advance([do.OpenTab("break")])
    healthy = PANEL.look(driver.state)
    assert isinstance(healthy, Small) and healthy.twin is None
    driver.advance([do.SetDamage("W3")])
    damaged = PANEL.look(driver.state)
    assert isinstance(damaged, Small) and damaged.twin is not None
    assert damaged.twin.damaged and damaged.twin.healthy == healthy.now != damaged.now
    driver.advance([do.Heal(), do.Tick()])
    assert PANEL.look(driver.state) == healthy


@pytest.mark.parametrize(
    ("answer", "doubt", "large", "words"),
    [
        (row(0.98), 0.0, "7", [percent(0.98)]),
        (row(0.98), 0.3, "7?", [percent(0.98), say("doubt.some")]),
        (row(0.4), 0.0, "7?", [percent(0.4), say("prediction.doubt")]),
        (row(0.98), 0.7, "?", [say("prediction.hardly"), say("prediction.fool")]),
        ([0.1] * 10, 0.0, "?", [say("prediction.undecided")]),
    ],
    ids=["sure", "doubted", "unlikely", "hardly", "undecided"],
)
def test_the_answer_is_told_as_surely_as_it_is(
    driver: Driver,
    assets: Assets,
    answer: list[float],
    doubt: float,
    large: str,
    words: list[str],
) -> None:
    play(driver, [(0, do.LoadSample(7))], 400)
    driver.state = with_answer(driver.state, answer, doubt)
    for size in SIZES[4:]:  # the least room for it
        driver.advance([do.Resize(*size)])
        panel = driver.state.stage.rect("prediction")
        drawn = [said for said, at in drawn_words(driver, assets) if panel.holds(*at.center)]
        assert large in drawn and (large == "7") == ("7" in drawn), (size, drawn)
        assert all(said in " ".join(drawn) for said in words), (size, drawn)


@pytest.mark.parametrize("tab", [None, "layers"])
def test_no_answer_is_told_before_the_wave_has_reached_the_output(
    driver: Driver, tab: str | None
) -> None:
    panels: list[Panel[Any]] = [PANEL, *TILES, StatusPanel(), CanvasPanel()]
    panels += [ButtonPanel("why"), ButtonPanel("why_not")]
    driver.advance([do.OpenTab(tab), do.Tick()])
    for name, state in untold_states(driver):
        for panel in panels:
            other = panel.look(with_other_answer(state))
            assert panel.look(state) == other, (name, panel.name)


def test_the_number_is_told_when_the_wave_has_reached_the_output(
    driver: Driver, assets: Assets
) -> None:
    ink = next(iter(assets.samples.numbers.values()))
    driver.advance([do.ShowInk(ink), do.Tick()])
    assert not told(driver.state)
    while not told(driver.state):
        assert [tile.look(driver.state).digit for tile in TILES] == ["", ""]
        driver.advance([do.Tick()])
    assert [tile.look(driver.state).digit for tile in TILES] == ["4", "2"]


def dashes(count: int) -> Ink:
    """Upright lines side by side: a number of as many ones."""
    places = np.linspace(20, 428, count)
    return Ink(448, 448, 4, tuple(stroke_of([(x, 200), (x, 228)]) for x in places))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tab", [None, "layers"])
def test_every_digit_of_a_number_can_be_reached(
    driver: Driver, size: tuple[int, int], tab: str | None
) -> None:
    def press(name: str) -> State:
        at = driver.state.stage.rect(name).center
        return driver.advance([do.PointerDown(0, *at), do.PointerUp(0, *at)])

    for count in (3, 9, 24):
        driver.advance([do.Resize(*size), do.Clear(), do.OpenTab(None)])
        driver.advance([do.ShowInk(dashes(count)), do.Tick(), do.OpenTab(tab)])
        assert len(driver.state.prediction.segments) == count
        driver.advance([do.PickDigit(0)])
        seen: list[int] = []
        for _ in range(count):
            tiles = [name for name in driver.state.stage.rects if name.startswith("digit.")]
            for name in tiles:
                if name not in ("digit.back", "digit.on"):
                    shown = press(name).prediction.shown
                    seen += [shown] if shown is not None else []
            if "digit.on" not in tiles or len(set(seen)) == count:
                break
            press("digit.on")
        assert set(seen) == set(range(count)), (count, seen)


def test_a_doubtful_place_of_a_number_is_a_question_mark(driver: Driver) -> None:
    scribble = [(40, 120), (150, 300), (60, 320), (180, 130), (30, 200), (170, 220), (90, 110)]
    ink = Ink(448, 448, 20, (stroke_of(scribble), stroke_of([(380, 100), (372, 320)])))
    play(driver, [(0, do.ShowInk(ink))], 100)
    prediction = driver.state.prediction
    assert prediction.verdicts == (Verdict.HARDLY, Verdict.SURE)
    assert prediction.said == "?1" and len(prediction.number) == 2
    assert [tile.look(driver.state).sure for tile in TILES] == [False, True]
