"""A tour of kiosk mode: every scene of attract mode at its end, and every sheet."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.job import Job
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.kiosk.attract import SCENES
from game.lab.kiosk.staff import HOLD, TRIES
from game.lab.state.kiosk import Kiosk
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model

#: as long as lines of a log get
_LINES = tuple(
    f"2026-11-28 09:00:00,000 INFO line {nth} that is as long as the lines of a log can be, " * 2
    for nth in range(40)
)


def kiosk_tour(model: Model, assets: Assets) -> Iterator[tuple[str, State]]:
    """The lab in kiosk mode at every stop, by name."""
    driver = Driver(State(screen=Screen(size=(960, 540)), kiosk=Kiosk(on=True)))
    driver.load(model, assets)
    driver.advance([do.Tick()])
    yield "attract", driver.state
    ends = [*(scene.at for scene in SCENES[1:]), 119.0]
    for scene, end in zip(SCENES, ends, strict=True):
        while driver.state.tick < end * 60 - 1:
            driver.advance([do.Tick()])
            if driver.state.tick % 20 == 0:
                _settle(driver)
        yield scene.words, driver.state
    yield from _sheets(driver)


def _sheets(driver: Driver) -> Iterator[tuple[str, State]]:
    def after(*intents: Intent) -> State:
        return driver.advance(intents)

    yield "visit", after(do.PointerDown(1, 300, 300), do.PointerUp(1, 300, 300), do.Tick())
    yield "kiosk, help", after(do.ShowSheet("help"), do.Tick())
    after(do.ShowSheet(None), do.PointerDown(1, 5, 5), *[do.Tick()] * HOLD, do.PointerUp(1, 5, 5))
    yield "pin", after(*(do.Press(f"pin.{key}") for key in "123456789012"))
    for nth in range(TRIES):
        yield f"pin, wrong {nth}", after(do.Press("pin.ok"), do.PinChecked(False))
        after(do.Press("pin.1"))
    after(*[do.Tick()] * 3600, do.Press("still"))
    after(do.PointerDown(1, 5, 5), *[do.Tick()] * HOLD, do.PointerUp(1, 5, 5), do.Press("pin.1"))
    yield "staff", after(do.Press("pin.ok"), do.PinChecked(True))
    yield "staff, log", after(do.Press("staff.log"), do.StaffTold("log", _LINES))
    yield "touch test", after(do.Press("staff.touch"), do.PointerDown(1, 400, 200))
    yield "cleaning", after(do.Press("staff.back"), do.Press("staff.clean"))
    after(*[do.Tick()] * 3600, do.PointerDown(1, 300, 300), do.PointerUp(1, 300, 300))
    yield "idle", after(*[do.Tick()] * 3600)
    yield "closed", after(do.SetOpen(False), *[do.Tick()] * 1200)


def _settle(driver: Driver) -> None:
    while jobs := driver.jobs():
        for job in jobs:
            driver.advance([_found(job)])


def _found(job: Job) -> Intent:
    result = job.done()
    assert isinstance(result, Intent)
    return result
