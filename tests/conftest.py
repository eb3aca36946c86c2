"""What all tests share."""

from __future__ import annotations

import os
from functools import cache

import pytest

from game.engine.driver import Driver
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model, load

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-references", action="store_true", help="renew the golden images from this run"
    )


@cache
def _assets() -> Assets:
    return Assets()


@cache
def _model() -> Model:
    return load(_assets())


@pytest.fixture
def assets() -> Assets:
    return _assets()


@pytest.fixture
def model() -> Model:
    return _model()


@pytest.fixture
def driver() -> Driver:
    """A lab with the shipped model, 960×540, nothing drawn."""
    driver = Driver(State(screen=Screen(size=(960, 540))))
    driver.load(_model(), _assets())
    return driver
