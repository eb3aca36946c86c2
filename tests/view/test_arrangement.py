"""However the stage is arranged, what is drawn bit by bit is what it would be if drawn anew."""

from __future__ import annotations

import pytest

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.kiosk import Kiosk
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.model_file import Model
from tests.twice import Twice
from tests.view.test_incremental import FEW, TICK

#: a row of changes that are drawn one after the other
VISITS: dict[str, tuple[tuple[int, int], tuple[Intent, ...]]] = {
    "scale": (
        (800, 600),
        (
            do.PressKey("ctrl++"),
            do.SetScale(1.5),
            do.Press("turn"),
            do.OpenTab("break"),
            do.SetDamage("K3-N60.2"),
            do.Press("turn"),
            do.ShowSheet("help"),
            do.Press("help.on"),
            do.ShowSheet(None),
            do.PinUnit(1, 32),
            do.PressKey("ctrl+0"),
        ),
    ),
    "mirror": (
        (800, 600),
        (
            do.PressKey("ctrl+m"),
            do.OpenTab("layers"),
            do.PinUnit(2, 10),
            do.AskWhy(),
            do.SetLeftHanded(False),
        ),
    ),
    "low": (
        (640, 1120),
        (
            do.SetLowControls(True),
            do.OpenTab("break"),
            do.Press("turn"),
            do.SetDamage("K3"),
            do.ToggleLeftHanded(),
            do.SetLowControls(None),
        ),
    ),
}


@pytest.mark.parametrize("name", [pytest.param("scale", marks=pytest.mark.storm), "mirror", "low"])
def test_a_stage_arranged_anew_is_drawn_as_if_it_had_always_been_so(
    name: str, model: Model
) -> None:
    size, steps = VISITS[name]
    driver = Driver(State(screen=Screen(size=size)))
    driver.load(model, FEW)
    twice = Twice(driver, FEW)
    twice.play(do.LoadSample(4), *[TICK] * 90)
    for nth, intent in enumerate(steps):
        twice.play(intent)
        assert not twice.difference(f"arranged-{name}-{nth}", paint=False), intent


def test_in_a_kiosk_the_owners_arrangement_stays_and_is_nobodys_else(model: Model) -> None:
    screen = Screen(size=(1366, 768), scale=1.5, left_handed=True)
    kiosk = Kiosk(on=True, idle=60, countdown=60, keys=frozenset({"ctrl++", "ctrl+m"}))
    driver = Driver(State(screen=screen, kiosk=kiosk))
    driver.load(model, FEW)
    driver.advance([TICK])
    first = driver.state
    assert first.kiosk.attract and first.stage.has("attract")
    x, y = first.stage.rect("canvas").center
    driver.advance([do.PointerDown(1, x, y), do.PointerUp(1, x, y), TICK])
    for locked in (
        *(do.PressKey("ctrl++"), do.PressKey("ctrl+m"), do.SetScale(0.75)),
        *(do.SetLeftHanded(False), do.SetLowControls(True)),
    ):
        driver.advance([locked, TICK])
        assert driver.state.screen.as_at_start() == first.screen.as_at_start()
    driver.advance([do.Press("turn"), TICK])
    assert driver.state.stage.page == "network"  # pages are for visitors
    driver.advance([TICK] * 240)
    assert driver.state.kiosk.attract and driver.state.stage == first.stage
    assert driver.state.screen == first.screen
