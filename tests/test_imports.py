"""The house keeps its rules (tests/rules.py), and each of them bites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.house import File, House
from tests.rules import (
    ACROSS_ROOMS,
    EVERYWHERE,
    FLOORS,
    LONGEST_FILE,
    LONGEST_FUNCTION,
    MOST_FILES,
    PRIVATE,
    RULES,
    STOREYS,
    Rule,
    by_full_name,
    downwards,
    floor_of,
    libraries,
    lies_in,
    no_circles,
    no_globals,
    no_identity,
    no_private_names,
    no_star,
    rooms_apart,
    small_files,
    small_folders,
    small_functions,
    storey_of,
    storeys,
)

ROOT = Path(__file__).resolve().parents[1]
GAME = House.at(ROOT, "game")
BESIDE = House.at(ROOT, "tests", "bench", "models")


def reason(rule: Rule) -> str:
    return rule.__name__


@pytest.mark.parametrize("rule", RULES, ids=reason)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    assert rule(GAME) == [], rule.__doc__


@pytest.mark.parametrize("rule", EVERYWHERE, ids=reason)
def test_what_stands_beside_the_house_is_small_as_well(rule: Rule) -> None:
    assert rule(BESIDE) == [], rule.__doc__


def test_every_file_has_its_floor_and_storey() -> None:
    floors = {name: floor_of(name) for name in GAME}
    assert set(floors.values()) == set(FLOORS)
    for name, floor in floors.items():
        if floor != "top" and not GAME[name].path.endswith("__init__.py"):
            storey_of(name)


def test_a_new_room_has_its_storey_and_a_new_file_beside_the_rooms_has_none() -> None:
    assert storey_of("game.lab.new.update") == storey_of("game.lab.card.update")
    assert storey_of("game.lab.new.layout") == storey_of("game.lab.card.layout")
    with pytest.raises(ValueError, match=r"game\.lab\.new is on no storey"):
        storey_of("game.lab.new")


def test_every_storey_has_its_files() -> None:
    for floor, names in STOREYS.items():
        for name in " ".join(names).split():
            assert any(lies_in(module, f"game.{floor}.{name}") for module in GAME), (floor, name)


LONG = "x = 1\n"
PLANTED: tuple[tuple[Rule, Mapping[str, str]], ...] = (
    (by_full_name, {"lab/update": "from . import rooms"}),
    (by_full_name, {"lab/stage/now": "from ..state import state"}),
    (no_star, {"lab/update": "from game.lab.intents import *"}),
    (downwards, {"core/job": "from game.lab.update import update", "lab/update": ""}),
    (downwards, {"lab/update": "import game.view.frame", "view/frame": ""}),
    (downwards, {"view/frame": "from game.shell import files", "shell/files/__init__": ""}),
    (downwards, {"shell/window/clock": "import game.view.frame as f", "view/frame": ""}),
    (downwards, {"engine/loop": "from game.commands import exit", "commands/exit": ""}),
    (downwards, {"commands/exit": "def f():\n    import game.app", "app": ""}),
    (storeys, {"lab/state/card": "from game.lab.rooms import ROOMS", "lab/rooms": ""}),
    (storeys, {"lab/forward/layout": "import game.lab.state.card", "lab/state/card": ""}),
    (storeys, {"lab/card/room": "import game.lab.stage.now", "lab/stage/now": ""}),
    (storeys, {"view/paint/text": "import game.view.panel", "view/panel": ""}),
    (storeys, {"lab/new/layout": "import game.lab.new.update", "lab/new/update": ""}),
    (storeys, {"core/model/unit": "import game.core.insight.why", "core/insight/why": ""}),
    (no_circles, {"core/job": "import game.core.kept", "core/kept": "import game.core.job"}),
    (
        no_circles,
        {
            "view/card/why": "from game.view.card.terms import draw",
            "view/card/terms": "def draw():\n    from game.view.card import neuron",
            "view/card/neuron": "from game.view.card.why import width",
        },
    ),
    (rooms_apart, {"view/card/why": "import game.view.layers.panels", "view/layers/panels": ""}),
    (
        rooms_apart,
        {
            "view/page/page": "from game.view.canvas.ink_picture import InkPicture",
            "view/canvas/ink_picture": "",
            "view/card/terms": "",
        },
    ),
    (libraries, {"lab/update": "import time"}),
    (libraries, {"core/ink/thin": "def f():\n    from pygame import draw"}),
    (libraries, {"engine/driver": "import onnxruntime as ort"}),
    (libraries, {"app": "from models import train"}),
    (libraries, {"shell/files/assets": "import pickle"}),
    (no_identity, {"view/panel": "def key(state):\n    return id(state.trace)"}),
    (no_globals, {"lab/rooms": "ROOMS = [v for v in globals().values()]"}),
    (no_private_names, {"lab/update": "from game.lab.card.update import _chain"}),
    (no_private_names, {"lab/update": "from game.lab.card import update\nupdate._chain(1)"}),
    (no_private_names, {"core/model/damage": "noise_of.__wrapped__(3)"}),
    (no_private_names, {"shell/process/options": "import argparse\nargparse._SubParsersAction"}),
    (no_private_names, {"view/paint/text": "from scipy.sparse import _sparsetools"}),
    (no_private_names, {"view/frame": "def f(panel):\n    return panel._kept"}),
    (small_files, {"lab/update": LONG * (LONGEST_FILE + 1)}),
    (small_functions, {"lab/update": "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION}),
    (small_folders, {f"lab/room{n}": "" for n in range(MOST_FILES + 1)}),
)


def planted(files: Mapping[str, str]) -> House:
    return House(File(f"game/{name}.py", text) for name, text in files.items())


@pytest.mark.parametrize(
    ("rule", "files"), PLANTED, ids=[f"{reason(r)}-{n}" for n, (r, _) in enumerate(PLANTED)]
)
def test_a_planted_fault_is_found(rule: Rule, files: Mapping[str, str]) -> None:
    assert len(rule(planted(files))) == 1


def test_every_rule_has_a_planted_fault_and_a_reason() -> None:
    assert {rule for rule, _ in PLANTED} == set(RULES)
    assert all(rule.__doc__ for rule in RULES)
    assert all(ACROSS_ROOMS.values()) and all(PRIVATE.values())


@pytest.mark.parametrize("rule", RULES, ids=reason)
def test_what_is_allowed_is_let_through(rule: Rule) -> None:
    house = planted(
        {
            "__init__": "__version__ = '1'",
            "start": "import os\nimport _signal\n_signal.signal(2, lambda: os._exit(1))",
            "lab/update": "from __future__ import annotations\n"
            "from game import __version__\nfrom game.lab.state.state import State\n"
            "def update(state, rect):\n    return rect._replace(x=type(state).__name__)",
            "lab/state/state": "import numpy\nfrom game.core.kept import kept\n" + LONG * 390,
            "core/kept": "class Kept:\n    def __init__(self):\n        self._values = {}\n"
            "    def get(self):\n        return self._values",
            "shell/process/signals": "import time\nfrom pygame._sdl2 import touch",
        }
    )
    assert rule(house) == []


def test_every_file_has_its_line_in_the_description_of_the_house() -> None:
    described, folder = set(), ""
    for line in (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines():
        if found := re.fullmatch(r"\*\*(game/\S*)\*\*", line):
            folder = found[1]
        elif found := re.match(r"- `(\w+)`:", line):
            described.add(f"{folder}{found[1]}.py")
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "game").rglob("*.py")
        if path.name != "__init__.py" or path.stat().st_size > 600
    }
    assert described == files
