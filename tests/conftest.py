"""What all tests share."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from game.engine.driver import Driver
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model, load

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

HERE = Path(__file__).resolve().parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-references", action="store_true", help="renew the golden images from this run"
    )


#: folders whose tests only reckon and draw; all others start programs and open windows
INSIDE = {"core", "lab", "view", "words"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process have all that starts programs and opens windows, one after the other, since
    these would disturb each other's times; the other tests stay together by file, and fill up."""
    folder = {item: item.path.relative_to(HERE).parts[0] for item in items}
    items.sort(key=lambda item: folder[item] in INSIDE)  # stable; the long group begins at once
    for item in items:
        group = str(item.path) if folder[item] in INSIDE else "outside"
        item.add_marker(pytest.mark.xdist_group(group))


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
