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
from game.engine.start import start_state
from game.engine.visit.recorder import Recorder
from game.engine.visit.replay import Replayer
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.intents.record import INKED, PLAIN
from game.lab.intents.script import SCRIPTABLE
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import MODEL, Assets
from game.shell.files.model_file import Model
from game.shell.files.replay_file import Do, ReplayError, parse_replay, read_replay
from game.shell.files.settings import Settings
from game.view.frame import Frame
from tests.states import differences
from tests.visits import SIZES, Visit

#: passes between two looks at State and pixels
EVERY = 100
#: what takes too long to be done twice in the ordinary suite
SLOW = ("facts.noise", "facts.alone", "search")


#: intents that a replay writes down
WRITTEN = SCRIPTABLE.keys() | PLAIN.keys() | INKED.keys() | {"BeginLesson"}


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
    again(1, 80, model, assets, tmp_path / "visit.jsonl")


def test_a_replay_without_what_it_takes_ends_with_one_line(model: Model, assets: Assets) -> None:
    head = Recorder(Screen(), assets.sha256(MODEL)).text()
    text = head + b'{"load":true}\n{"found":"accuracy","asked":1}\n'
    replayer = Replayer(parse_replay(text, assets.sha256(MODEL)), model, assets)
    replayer.step()
    with pytest.raises(ReplayError, match=r"nothing asked for “accuracy”; .*record it anew"):
        replayer.step()
    replayer.close()


def test_a_full_recorder_ends_at_a_whole_line_and_says_when(assets: Assets) -> None:
    model = assets.sha256(MODEL)
    recorder = Recorder(Screen(), model, most=2_000)
    for nth in range(100):
        recorder.advanced([do.MovePen(nth, 0.5), do.Tick()])
    full = recorder.full_at
    assert full is not None and 10 < full < 100
    steps = parse_replay(recorder.text(), model).steps
    assert len(steps) == full and steps[-1] == Do((do.MovePen(full - 1, 0.5), do.Tick()))


def test_ticks_take_one_line_however_many_they_are(assets: Assets) -> None:
    recorder = Recorder(Screen(), assets.sha256(MODEL))
    before = len(recorder.text())
    for _ in range(20_000):
        recorder.advanced([do.Tick()])
    assert len(recorder.text()) < before + 40


def test_every_intent_is_written_down_or_worked_out_again() -> None:
    """All but what jobs find, what is loaded, what the driver answers, and what only kiosk mode
    has, where nothing is recorded."""
    others = {"NetworkLoaded", "GaugeLoaded", "SamplesLoaded", "AnswersInferred"}
    others |= {"PinChecked", "SetOpen", "Slept", "StaffTold", "ScreenMeasured", "LessonsRead"}
    kinds = [getattr(do, name) for name in do.__all__ if name not in ("Intent", "FromOutside")]
    unknown = {kind.__name__ for kind in kinds if kind.__name__ not in WRITTEN}
    found = {name for name in unknown if name.endswith(("Found", "Measured"))}
    assert unknown - found == others - found and "AccuracyMeasured" in found


@pytest.mark.storm
@pytest.mark.parametrize("seed", range(int(os.environ.get("VISITS", "6"))))
def test_ten_thousand_intents_done_again(
    seed: int, model: Model, assets: Assets, tmp_path: Path
) -> None:
    again(seed, 10_000, model, assets, tmp_path / "visit.jsonl")
