"""Attract mode: a loop of two minutes, each step of which does something."""

from __future__ import annotations

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.kiosk.attract import LOOP, SCENES, due, told_at
from game.lab.stage.refusals import refusal
from game.lab.state.kiosk import Kiosk
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.words.catalogue import say
from tests.states import differences


def test_the_loop_takes_two_minutes_and_every_step_comes_in_it() -> None:
    steps = sum(len(scene.steps) for scene in SCENES)
    assert LOOP >= 120 * 60 and sum(len(due(tick)) for tick in range(LOOP)) == steps > 50
    assert not any(due(tick) for tick in range(120))  # it begins in stillness
    told = {told_at(tick) for tick in range(LOOP)}
    assert told == {"", *(scene.words for scene in SCENES)}
    assert all(say(key) for key in told if key)


def test_every_step_does_something_and_the_loop_ends_as_it_began(
    model: Model, assets: Assets
) -> None:
    driver = Driver(State(screen=Screen(size=(1280, 720)), kiosk=Kiosk(on=True)))
    driver.load(model, assets)
    first = driver.advance([do.Tick()])
    assert first.kiosk.attract and first.tick == 0
    read, damaged = set(), False
    for tick in range(1, LOOP):
        before = driver.state
        for intent in due(tick):
            assert not refusal(before, intent), (tick / 60, intent)
        driver.advance([do.Tick()])
        assert not driver.state.refused
        if due(tick):
            assert differences(driver.state, before) != ["tick"]
        read.add(driver.state.prediction.said)
        damaged = damaged or driver.state.changed
    assert {"3", "8", "5"} <= read and damaged
    last = driver.advance([do.Tick()])
    paths = differences(last, first)
    moved = {path for path in paths if not path.startswith("stage.")}
    assert moved <= {"tick", "network_revision", "canvas.drawing", "canvas.drawings"}
