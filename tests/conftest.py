"""What all tests share."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from game.engine.driver import Driver
from game.engine.start import prepare
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model, load
from tests.processes import TELLS

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# Programs that tests start would compile every module anew each time: 1.3 s that nobody else waits.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

HERE = Path(__file__).resolve().parent


def pytest_sessionstart() -> None:
    """All languages are offered before anything is laid out, as in the program."""
    _assets()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-references", action="store_true", help="renew the golden images from this run"
    )


#: folders whose tests only reckon and draw; all others start programs and open windows
INSIDE = {"core", "lab", "view", "words"}


class ByFile(LoadScopeScheduling):
    """One process has all that starts programs and opens windows, one after the other, since these
    would disturb each other's times; the other tests stay together by file, and fill up, and so
    does each storm by itself. (By files as pytest-xdist has it, each file of windows could go to
    another process; and its groups do nothing with this pytest, which has no `Item._nodeid` to
    write them into.)"""

    def _split_scope(self, nodeid: str) -> str:
        file = Path(nodeid.partition("::")[0])
        if file.parts[1] == "storms":
            return nodeid
        return "outside" if _outside(file) else str(file)


def _outside(file: Path) -> bool:
    """Whether tests start programs. ``file``: theirs, from the checkout's root."""
    return file.parts[1] not in INSIDE


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The one long group begins at once; then come the files that look at the whole stage."""
    path = {item: item.path.relative_to(HERE.parent) for item in items}
    items.sort(key=lambda item: (not _outside(path[item]), len(path[item].parts)))


@cache
def _assets() -> Assets:
    assets = Assets()
    assert prepare(assets) == []
    return assets


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


@pytest.fixture
def telling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for `tests.processes.interrupted`."""
    folder = tmp_path_factory.mktemp("telling")
    (folder / "sitecustomize.py").write_text(TELLS)
    return folder
