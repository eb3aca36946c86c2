"""A recorded visit, done again: equal States and equal pixels, whatever was done.

`pytest -m storm tests/engine/test_replay.py` replays 10,000 intents of each of INTENTS' visitors.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pygame
import pytest

from game.engine.driver import Driver
from game.engine.recorder import Recorder
from game.engine.replay import Replayer
from game.engine.start import start_state
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.state import State
from game.shell.files.assets import MODEL, Assets
from game.shell.files.model_file import Model
from game.shell.files.replay_file import read_replay
from game.shell.files.settings import Settings
from game.view.frame import Frame
from tests.states import differences
from tests.visits import SIZES, Visit

#: passes between two looks at State and pixels
EVERY = 100
#: what takes too long to be done twice in the ordinary suite
SLOW = ("facts.noise", "facts.alone", "search")


class Recorded:
    """A lab that is recorded, with a hand that does anything and a worker that is late."""

    def __init__(self, seed: int, model: Model, assets: Assets) -> None:
        state = start_state(Settings(size=SIZES[seed % len(SIZES)]))
        self.recorder = Recorder(state.screen, assets.sha256(MODEL))
        self.driver = Driver(state, self.recorder)
        self._chance = Visit(self.driver, assets, seed).chance
        self._beats = Visit(self.driver, assets, seed).beats()
        self.intents = self.passes = 0
        self.driver.advance([do.Resize(*state.screen.size)])
        self.driver.advance([do.Tick()])
        self.driver.load(model, assets)
        self.passes = 3
        self._late: list[tuple[str, object, Intent]] = []

    def go(self) -> None:
        """A few passes."""
        beat = next(self._beats)
        self.intents += len(beat)
        for size in iter(lambda: int(self._chance.integers(1, 4)), None):
            some, beat = beat[:size], beat[size:]
            if not some:
                break
            self._pass(*some)
        for _ in range(int(self._chance.integers(0, 3))):
            self._pass(*[do.Tick()] * int(self._chance.choice([1, 1, 2, 16])))
        if self._late and self._chance.random() < 0.5:
            self.driver.take(*self._late.pop(0))
            self.passes += 1
        if self._chance.random() < 0.1:
            for job in self.driver.jobs():
                late = any(job[:2] == one[:2] for one in self._late)
                if job.slot not in SLOW and len(self._late) < 2 and not late:
                    found = job.done()
                    assert isinstance(found, Intent)
                    self._late.append((job.slot, job.key, found))

    def _pass(self, *intents: Intent) -> None:
        self.driver.advance(intents)
        self.passes += 1


def pixels(state: State, assets: Assets) -> bytes:
    """What the screen shows of a State before any slow picture is there."""
    pygame.font.init()
    surface = pygame.Surface(state.screen.size, depth=32)
    Frame(assets.fonts).draw(surface, state)
    return surface.get_buffer().raw


def again(seed: int, intents: int, model: Model, assets: Assets, path: Path) -> None:
    lab = Recorded(seed, model, assets)
    seen: list[tuple[int, State]] = []
    while lab.intents < intents:
        lab.go()
        if not seen or lab.passes >= seen[-1][0] + EVERY:
            seen.append((lab.passes, lab.driver.state))
    seen.append((lab.passes, lab.driver.state))
    path.write_bytes(lab.recorder.text())
    replayer = Replayer(read_replay(path, assets.sha256(MODEL)), model, assets)
    for number in itertools.count(1):
        state = replayer.step()
        if number == seen[0][0]:
            before = seen.pop(0)[1]
            assert not differences(before, state), f"seed {seed}, pass {number}"
            assert pixels(before, assets) == pixels(state, assets), f"seed {seed}, pass {number}"
        if replayer.over:
            break
    assert not seen and number == lab.passes
    assert replayer.driver.recorder is not None
    assert replayer.driver.recorder.text() == path.read_bytes(), "a replay records itself"
    replayer.close()


def test_a_visit_done_again_is_the_same(model: Model, assets: Assets, tmp_path: Path) -> None:
    again(1, 300, model, assets, tmp_path / "visit.jsonl")


@pytest.mark.storm
@pytest.mark.parametrize("seed", range(int(os.environ.get("VISITS", "6"))))
def test_ten_thousand_intents_done_again(
    seed: int, model: Model, assets: Assets, tmp_path: Path
) -> None:
    again(seed, 10_000, model, assets, tmp_path / "visit.jsonl")
