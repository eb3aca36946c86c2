"""The status says what the lab does, and never the answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.commands.render import play
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.state.state import State
from game.lab.update import update
from game.view.stage.header import StatusPanel
from game.words.catalogue import ENGLISH, say

STATUS = StatusPanel()


def said(state: State) -> str:
    return STATUS.look(state).words


def test_the_status_follows_what_the_lab_does(driver: Driver) -> None:
    assert said(State()) == say("status.loading")
    assert said(driver.state) == say("status.ready")
    play(driver, [(0, do.LoadSample(7))], 400)
    assert said(driver.state) == say("status.read")
    driver.advance([do.Replay(), do.Tick()])
    assert said(driver.state) == say("status.reading")
    driver.advance([do.Tick()] * 100)
    assert said(driver.state) == say("status.read")
    driver.advance([do.SetDamage("B1")])
    assert (said(driver.state), STATUS.look(driver.state).mark) == (say("status.broken"), "damage")
    driver.advance([do.Heal(), do.Tick()])
    driver.advance([do.ChooseTarget(8), do.Teach(), *[do.Tick()] * 200])
    driver.advance([do.Tick()] * 200)  # and the answer to the weights that it taught
    assert (said(driver.state), STATUS.look(driver.state).mark) == (
        say("status.taught"),
        "learning",
    )


def test_ink_in_doubt_is_no_damage(driver: Driver) -> None:
    play(driver, [(0, do.LoadSample(7))], 400)
    state, read = driver.state, driver.state.prediction.read
    assert read is not None
    doubted = replace(state.prediction, doubts=np.array([0.4], np.float32))
    given = do.AnswersInferred(read, state.prediction.answers)
    state = update(replace(state, prediction=doubted), [given])
    assert (said(state), STATUS.look(state).mark) == (say("status.doubt"), "doubt")


def test_no_status_has_a_digit() -> None:
    words = [words for key, words in ENGLISH.items() if key.startswith("status.")]
    assert len(words) >= 6
    assert not any(character.isdigit() or character == "{" for word in words for character in word)


def test_it_shows_whether_there_is_sound(driver: Driver) -> None:
    assert STATUS.look(driver.state).sound == ""
    driver.advance([do.SetVolume(30)])
    assert STATUS.look(driver.state).sound == "on"
    driver.advance([do.ToggleMute()])
    assert STATUS.look(driver.state).sound == "off"
    driver.advance([do.ToggleMute(), do.SoundFailed()])
    assert STATUS.look(driver.state).sound == "off"
