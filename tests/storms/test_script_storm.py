"""Scripts of every kind, by seed: one line, or a picture; never a traceback, slow, or large."""

from __future__ import annotations

import json
import random
import resource
import time
from dataclasses import fields, replace
from pathlib import Path

import pygame
import pytest

from game.commands.render import play, scripted
from game.engine.driver import Driver
from game.lab.intents import Intent, LoadSample
from game.lab.intents.script import SCRIPTABLE
from game.lab.stage.controls import CONTROLS, HOTKEYS
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.view.frame import Frame

_NUMBERS = (0, 1, -1, 2, 3, 7, 9, 64, 127, 128, 201, 300, 640, 800, 1000, 10**9, -(10**9), 10**30)
_WORDS = (
    *CONTROLS, *(key for hotkey in HOTKEYS for key in hotkey.keys), "break", "layers", "compute",
    "forward", "weights", "gradient", "help", "quit", "code", "fewest", "noise", "kill", "adjust",
    "W1", "b3", "norm", "digit", "activation", "B1-W3", "N300.999", "P100-Q1-T10", "U3.50-G3.300",
    "digit.99", "", "\0", "🙂", "x" * 5000,
)  # fmt: skip
#: bytes of memory that a storm may add to what the process has
_BYTES = 400_000_000


def line_of(chance: random.Random) -> str:
    """One line: mostly an intent with values near the edges of what makes sense."""
    if chance.random() < 0.03:
        return chance.choice(["", "{", "null", "[[", '{"do":7}', "\ufeff", '{"do":"Pause"}x'])
    name = chance.choice(sorted(SCRIPTABLE))
    step: dict[str, object] = {"do": name}
    for field in fields(SCRIPTABLE[name]):
        kind = str(field.type)
        if "None" in kind and chance.random() < 0.2:
            continue
        near = chance.randint(-3, 210) if "int" in kind else chance.uniform(-50, 1000)
        step[field.name] = (
            chance.choice(_WORDS)
            if "str" in kind
            else near
            if chance.random() < 0.6
            else chance.choice(_NUMBERS)
        )
    if name == "Resize":
        step |= {"width": chance.randint(640, 1600), "height": chance.randint(480, 1600)}
    if chance.random() < 0.3:
        step["at"] = chance.choice([0, 0.1, 0.5, -1, 1e9]) if chance.random() < 0.1 else 0.25
    return json.dumps(step, ensure_ascii=False)


def storm(seeds: range, folder: Path, model: Model, assets: Assets, draw_every: int) -> int:
    """Carry the scripts of these seeds out; returns how many made sense."""
    pygame.font.init()
    path, carried = folder / "script.jsonl", 0
    for seed in seeds:
        chance = random.Random(seed)
        lines = [line_of(chance) for _ in range(chance.choice([3, 10, 40]))]
        path.write_text("\n".join(lines), "utf-8")
        begun = time.process_time()
        try:
            plan = scripted(path)
        except ValueError as error:
            words = str(error)
            assert str(path) in words and "\n" not in words and len(words) < 2500, seed
            # What is left of it without that line is carried out all the same.
            plan = [step for line in lines for step in _alone(path, line)]
        driver = Driver(State(screen=Screen(size=(960, 540))))
        driver.load(model, assets)
        carried += len(plan)
        play(driver, [(0, LoadSample(seed % 10)), *plan], 20)
        if seed % draw_every == 0:
            state = replace(driver.state, screen=replace(driver.state.screen, over=False))
            Frame(assets.fonts).draw(pygame.Surface(state.screen.size, depth=32), state)
            for job in driver.jobs():
                if job.slot == "favorite":
                    driver.advance([result] if isinstance(result := job.done(), Intent) else [])
        assert time.process_time() - begun < 2, seed
    return carried


def _alone(path: Path, line: str) -> list[tuple[int, Intent]]:
    path.write_text(line, "utf-8")
    try:
        return scripted(path)
    except ValueError:
        return []


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_fifty_scripts(tmp_path: Path, model: Model, assets: Assets) -> None:
    assert storm(range(50), tmp_path, model, assets, 10) > 250


@pytest.mark.storm
def test_five_thousand_scripts(tmp_path: Path, model: Model, assets: Assets) -> None:
    before = peak()
    assert storm(range(10_000, 15_000), tmp_path, model, assets, 10) > 25_000
    assert peak() - before < _BYTES
