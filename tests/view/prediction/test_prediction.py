"""What Prediction and its tiles see of a State."""

from __future__ import annotations

import pytest

from game.commands.render import play
from game.engine.driver import Driver
from game.lab import intents as do
from game.shell.files.assets import Assets
from game.view.prediction.prediction import Answer, PredictionPanel
from game.view.prediction.small import Small
from game.view.prediction.tile import TilePanel

PANEL, TILES = PredictionPanel(), [TilePanel(nth) for nth in range(2)]


@pytest.fixture
def number(driver: Driver, assets: Assets) -> Driver:
    """Several digits on the canvas."""
    play(driver, [(0, do.ShowInk(next(iter(assets.samples.numbers.values()))))], 10)
    return driver


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
    assert damaged.twin.damaged and damaged.twin.healthy == healthy.answer != damaged.answer
    driver.advance([do.Heal(), do.Tick()])
    assert PANEL.look(driver.state) == healthy
