"""Kiosk mode in the loop: what is shown after a visit, counted, and done for staff."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from weakref import ref

import pygame
import pytest

from game.core.job import Job
from game.lab import intents as do
from game.shell.files.kiosk_values import hash_pin, parse_opening
from game.shell.files.settings import Settings
from game.shell.process.status import STATUS
from game.shell.process.worker import IN_BACKGROUND
from tests.engine.exhibit import MIDNIGHT, Exhibit

PIN = hash_pin("2468", bytes(16))
SETTINGS = Settings(
    kiosk=True, idle=30, countdown=5, staff_pin=PIN, opening=parse_opening("09:00-17:00")
)


@pytest.fixture
def exhibit(tmp_path: Path) -> Iterator[Exhibit]:
    with Exhibit(tmp_path, (960, 540), SETTINGS) as opened:
        yield opened


def test_after_every_visit_the_first_frame_is_the_same(exhibit: Exhibit, tmp_path: Path) -> None:
    for seed in range(3):
        exhibit.visit(seed, 12)
        assert exhibit.pixels() != exhibit.first
        assert exhibit.left()
    exhibit.loop.attendant.status.close()  # type: ignore[union-attr]
    kept = json.loads((tmp_path / STATUS).read_text())
    assert (kept["visits"], kept["resets"], kept["errors"]) == (3, 3, 0)
    assert kept["phase"] == "attract" and "ink" not in json.dumps(kept)


def test_nothing_of_a_visit_is_kept(exhibit: Exhibit) -> None:
    """Neither networks nor answers, nor the theme with all that was drawn for it."""
    exhibit.touch(5, 300)
    loop, theme = exhibit.loop, ref(exhibit.loop.frame._theme)
    seen: list[ref[object]] = []
    for step in (
        [do.LoadSample(3), *[do.Tick()] * 400],
        [do.SetDamage("N60.2"), do.ShowComputation("forward"), do.ShowStep(2), *[do.Tick()] * 400],
        [do.ShowComputation("weights")],
        [do.ShowComputation("gradient"), do.ChooseTarget(5), *[do.Tick()] * 400],
        *[[do.Teach(), *[do.Tick()] * 30]] * 2,
        [do.UndoTeach(), *[do.Tick()] * 30],
    ):
        loop.driver.advance(step)
        loop.step()
        state = exhibit.state
        assert state.network is not None and state.prediction.trace is not None
        if state.network is not state.healthy:
            seen.append(ref(state.network))
        seen.append(ref(state.prediction.trace))
    assert len({one() for one in seen}) > 3
    del state
    assert exhibit.left()
    end = time.monotonic() + 10
    # The worker may be at a step of its work still.
    while any(one() for one in (theme, *seen)) and time.monotonic() < end:
        time.sleep(0.05)
        loop.step()
        gc.collect()
    assert theme() is None and [one() for one in seen] == [None] * len(seen)


@pytest.mark.storm
def test_after_fifty_visits_as_well(exhibit: Exhibit) -> None:
    for seed in range(3, 53):
        exhibit.visit(seed, 30)
        assert exhibit.left(), seed


def test_the_glass_is_dark_and_still_outside_opening_hours(exhibit: Exhibit) -> None:
    exhibit.wall = MIDNIGHT + 17 * 3600
    exhibit.settle("closed")
    dark = exhibit.pixels()
    exhibit.touch(300, 200)
    assert exhibit.pixels() == dark != exhibit.first
    exhibit.wall = MIDNIGHT + 33 * 3600
    exhibit.settle("attract")
    assert exhibit.pixels() == exhibit.first


def test_a_day_more_or_less_on_the_clock_changes_no_visit(exhibit: Exhibit) -> None:
    exhibit.visit(1, 3)
    for days in (1, -2, 1):
        exhibit.wall += days * 86_400
        exhibit.loop.step()
        assert exhibit.state.kiosk.phase == "visit"
    assert exhibit.left()


def test_the_right_pin_opens_the_staff_sheet_and_its_pages_are_filled(exhibit: Exhibit) -> None:
    driver = exhibit.loop.driver
    driver.advance([do.PointerDown(1, 5, 5), *[do.Tick()] * 301, do.PointerUp(1, 5, 5)])
    for pin, sheet in (("1357", "pin"), ("2468", "staff")):
        driver.advance([do.Press(f"pin.{key}") for key in (*pin, "ok")])
        until(exhibit, lambda: not exhibit.state.kiosk.staff.checking)
        assert exhibit.state.screen.sheet == sheet
    for page in ("log", "doctor", "counters"):
        driver.advance([do.Press(f"staff.{page}")])
        until(exhibit, lambda: bool(exhibit.state.kiosk.staff.lines))
        lines = exhibit.state.kiosk.staff.lines
        assert page != "counters" or "visits today: 1" in lines, lines
    driver.advance([do.Press("staff.exit")])
    assert exhibit.state.screen.over and exhibit.state.kiosk.leaving == "exit"


def until(exhibit: Exhibit, done: object, seconds: float = 20) -> None:
    """Steps of the loop until something is so."""
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        exhibit.loop.step()
        time.sleep(0.002)


def test_what_lies_on_the_glass_wakes_nobody_after_the_visit(exhibit: Exhibit) -> None:
    bag = {"finger_id": 3, "touch_id": 1, "x": 0.5, "y": 0.5}
    pygame.event.post(pygame.Event(pygame.FINGERDOWN, **bag))
    exhibit.loop.step()
    assert exhibit.state.kiosk.phase == "visit"
    assert exhibit.left()
    for x in (0.51, 0.49, 0.52):
        pygame.event.post(pygame.Event(pygame.FINGERMOTION, **bag | {"x": x}))
        exhibit.loop.step()
    assert exhibit.state.kiosk.attract
    pygame.event.post(pygame.Event(pygame.FINGERUP, **bag))
    pygame.event.post(pygame.Event(pygame.FINGERDOWN, **bag))
    exhibit.loop.step()
    assert exhibit.state.kiosk.phase == "visit"


def test_under_strain_attract_mode_leaves_out_frames_and_a_visit_none(
    exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, drawn = exhibit.loop, list[int]()
    loop.uncapped = False
    shown = loop.attendant.shown  # type: ignore[union-attr]
    monkeypatch.setattr(loop.attendant, "shown", lambda s: (drawn.append(s.tick), shown(s)))
    monkeypatch.setattr(loop._governor, "feed", lambda cost: exhibit.state.screen.signals)
    loop._governor.strained = True

    def gaps(*ticks: int) -> list[int]:
        """Ticks from frame to frame, where the loop passes with so many at once."""
        drawn.clear()
        for count in ticks:
            loop._draw(count, time.monotonic_ns(), time.thread_time_ns())
        return [after - before for before, after in pairwise(drawn)]

    assert gaps(2, 1, 1, 1, 1, 2, 1, 1, 3, 1, 1) == [2, 2, 2, 2, 3, 2]
    loop.driver.advance([do.PointerDown(1, 5, 300), do.PointerUp(1, 5, 300)])
    assert exhibit.state.kiosk.phase == "visit" and gaps(1, 1, 1, 1) == [1, 1, 1]


def test_attract_mode_asks_for_the_finest_pictures_only_of_what_stays(
    exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, asked = exhibit.loop, list[str]()
    wanted = [Job("quick", 1, bool), Job("fine", 1, bool, IN_BACKGROUND)]
    monkeypatch.setattr(loop.frame, "jobs", lambda state: list(wanted))
    monkeypatch.setattr(loop.driver, "jobs", list)
    monkeypatch.setattr(loop._worker, "ask", lambda slot, *rest: asked.append(slot))

    def round_of() -> list[str]:
        asked.clear()
        loop._asked = -1000
        loop._ask_jobs()
        return list(asked)

    assert exhibit.state.kiosk.attract
    assert [round_of(), round_of()] == [["quick"], ["quick", "fine"]]
    wanted[1] = Job("fine", 2, bool, IN_BACKGROUND)
    assert [round_of(), round_of()] == [["quick"], ["quick", "fine"]]
    loop.driver.advance([do.PointerDown(1, 5, 300), do.PointerUp(1, 5, 300)])
    wanted[1] = Job("fine", 3, bool, IN_BACKGROUND)
    assert round_of() == ["quick", "fine"]
