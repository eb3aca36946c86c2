"""What a window shows, drawn bit by bit, is what it would show if all were drawn anew.

A frame redraws a part of the stage only where that part's value (`Panel.look`) is another one.
Random visits find values that leave something out: after each beat of a visit the picture that has
been kept up to date must equal, pixel by pixel, one that is drawn from nothing. One thing is no
fault, and is kept out: a part may show what is a few ticks old while things move. So ticks pass,
undrawn, before two pictures are compared: more of them than any part may wait.

`pytest -m storm tests/view/test_incremental.py` makes more visits; VISITS says how many.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.kiosk import Kiosk
from game.lab.state.screen import PROFILES, Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from tests.twice import Difference, Twice
from tests.visits import SIZES, Visit

#: beats of a visit
BEATS = 38
#: shares of beats after which the slow pictures are painted, and one of the look-ups is done
PAINTED, LOOKED_UP = 0.5, 0.3
TICK = do.Tick()


class FewDigits(Assets):
    """The shipped files, but for most of the test digits: reading them all takes seconds."""

    def test_pictures(self) -> NDArray[np.uint8]:
        return super().test_pictures()[:300]

    def test_labels(self) -> NDArray[np.uint8]:
        return super().test_labels()[:300]


FEW = FewDigits()


def lab(
    model: Model, size: tuple[int, int], reduced_motion: bool = False, profile: str = "dark"
) -> Twice:
    screen = Screen(size=size, reduced_motion=reduced_motion, profile=profile)
    driver = Driver(State(screen=screen))
    driver.load(model, FEW)
    return Twice(driver, FEW)


def drawn(model: Model, reduced_motion: bool = False) -> Twice:
    """A lab that has drawn a sample, and whose picture is finished."""
    twice = lab(model, (1280, 800), reduced_motion)
    twice.play(do.LoadSample(4), *[TICK] * 150)
    assert not twice.difference("drawn")
    return twice


def faults(model: Model, seed: int, size: tuple[int, int]) -> Iterator[tuple[str, Difference]]:
    """The differences of one visit, each with what was done before it."""
    chance = np.random.default_rng([seed, 1])
    twice = lab(model, size, reduced_motion=seed % 4 == 3, profile=PROFILES[seed % len(PROFILES)])
    name = f"incremental-{seed}-{size[0]}x{size[1]}"
    for beat, intents in zip(range(BEATS), Visit(twice.driver, FEW, seed).beats(), strict=False):
        twice.play(*intents, chance=chance)
        if chance.random() < LOOKED_UP:
            twice.look_up(chance)
        if found := twice.difference(f"{name}-{beat}", chance.random() < PAINTED):
            yield f"seed {seed}, beat {beat}, {_short(intents)}", found
    if found := twice.last_difference(f"{name}-end"):
        yield f"seed {seed}, at the end, beside a frame that is new", found


def check(model: Model, seed: int, size: tuple[int, int]) -> None:
    """No differences; else one line for each set of items that differ."""
    found: dict[tuple[str, ...], str] = {}
    for when, difference in faults(model, seed, size):
        found.setdefault(difference.names, f"{when}: {difference}")
    if found:
        pytest.fail("\n".join(found.values()))


@pytest.mark.parametrize("seed", range(4))
def test_drawing_what_changed_is_as_good_as_drawing_all(seed: int, model: Model) -> None:
    check(model, seed, SIZES[seed % 3 == 1])


@pytest.mark.storm
@pytest.mark.parametrize("seed", range(100, 100 + int(os.environ.get("VISITS", "40"))))
def test_however_long_people_stay(seed: int, model: Model) -> None:
    check(model, seed, SIZES[seed % len(SIZES)])


def test_a_code_is_seen_as_it_is_typed(model: Model) -> None:
    twice = lab(model, (1280, 800))
    twice.play(do.ShowSheet("code"))
    for key in "k3-":
        twice.play(do.PressKey(key))
        assert not twice.difference(f"typed-{key}")


def test_what_is_wrong_with_a_code_is_seen_at_once(model: Model) -> None:
    twice = lab(model, (1280, 800))
    twice.play(do.PasteCode("x9k9999"))
    twice.play(do.PressKey("ok"))
    assert not twice.difference("typed-wrong")


def test_the_timeline_shows_the_answer_that_damage_gives(model: Model) -> None:
    twice = drawn(model)
    twice.play(do.OpenTab("break"))
    twice.play(do.SetDamage("W3"))
    assert not twice.difference("timeline-damaged")


def test_a_switch_is_seen_to_be_on_after_the_press(model: Model) -> None:
    twice = drawn(model)
    twice.play(do.OpenTab("layers"), do.OpenLayer(0))
    x, y, width, height = twice.driver.state.stage.rect("raw")
    place = x + width / 2, y + height / 2
    twice.play(do.PointerMove(0, *place))
    twice.play(do.PointerDown(0, *place))
    twice.play(do.PointerUp(0, *place))
    assert not twice.difference("switch")


def test_a_pause_ends_the_sparks_of_damage(model: Model) -> None:
    twice = drawn(model)
    twice.play(do.OpenTab("break"), do.SetDamage("K3.40.140"))
    assert not twice.difference("sparks")
    for nth in range(4):  # a spark glows for half of the time
        twice.play(do.Pause())
        assert not twice.difference(f"sparks-{nth}")
        twice.play(do.Pause(), *[TICK] * 9)


def test_fewer_pulses_are_seen_in_a_pause(model: Model) -> None:
    twice = drawn(model)
    twice.play(do.Pause())
    twice.play(do.SetSignals(0))
    assert not twice.difference("pulses")


def test_a_pause_is_seen_where_motion_is_reduced(model: Model) -> None:
    twice = drawn(model, reduced_motion=True)
    twice.play(do.Pause())
    assert not twice.difference("pause-reduced")


def test_a_step_back_to_where_the_wave_stands_is_seen(model: Model) -> None:
    twice = drawn(model)
    twice.play(do.ShowInk(FEW.samples.digits[7][0]), TICK, do.Pause())
    assert not twice.difference("flowing")
    twice.play(do.StepLayer(-1))
    assert not twice.difference("dark")


def test_pulses_end_with_the_neuron_that_readable_hides(model: Model) -> None:
    twice = drawn(model)
    twice.play(do.PinUnit(1, 77))
    twice.play(do.ToggleView())
    for _ in range(20):
        twice.play(TICK)
    assert not twice.last_difference("hidden-neuron")


def test_another_profile_is_seen_at_once_wherever_one_is(model: Model) -> None:
    twice = drawn(model)
    for opened in (do.OpenTab("break"), do.ShowSheet("help")):
        twice.play(opened)
        twice.play(do.NextProfile())
        assert not twice.difference(f"profile-{type(opened).__name__}")


def test_ink_that_grew_is_the_ink_that_is_drawn_at_once(model: Model) -> None:
    twice, corner = lab(model, (1280, 800)), (60.0, 140.0)
    points = [(0, 0), (40, 90), (110, 100), (160, 60), (120, 10)]
    x, y = corner
    twice.play(do.PointerDown(0, x, y))
    for right, down in points:
        twice.play(do.PointerMove(0, x + right, y + down))
    twice.play(do.PointerUp(0, x, y))
    assert not twice.last_difference("grown-ink", ink=True)


def _short(intents: list[Intent]) -> str:
    """Intents in one line; a row of ticks is one word."""
    words: list[str] = []
    for word in (str(intent)[:60] for intent in intents):
        if not words or words[-1].split(" ×")[0] != word:
            words.append(f"{word} ×1")
        else:
            words[-1] = f"{word} ×{int(words[-1].split(' ×')[1]) + 1}"
    return ", ".join(words).replace(" ×1,", ",").removesuffix(" ×1")


def kiosk(model: Model) -> Twice:
    driver = Driver(State(screen=Screen(size=(1280, 800)), kiosk=Kiosk(on=True, idle=1800)))
    driver.load(model, FEW)
    driver.advance([TICK])
    return Twice(driver, FEW)


def test_the_sheets_of_kiosk_mode(model: Model) -> None:
    twice = kiosk(model)
    x, y = twice.driver.state.stage.rect("canvas").center
    twice.play(do.PointerDown(1, x, y), do.PointerUp(1, x, y), do.PointerDown(1, 4, 4))
    assert not twice.difference("woken")
    twice.play(*[TICK] * 301, do.PointerUp(1, 4, 4))
    for intent in (do.Press("pin.1"), do.Press("pin.ok"), do.PinChecked(False), do.Press("pin.2"),
                   do.Press("pin.ok"), do.PinChecked(True), do.StaffTold("counters", ("a: 1",)),
                   do.Press("staff.motion"), do.Press("staff.touch"), do.PointerDown(1, 40, 400),
                   do.Press("staff.back"), do.Press("staff.clean")):  # fmt: skip
        twice.play(intent)
        assert not twice.difference(f"kiosk-{type(intent).__name__}"), intent
    twice.play(*[TICK] * 3600)
    assert twice.driver.state.kiosk.attract and not twice.difference("kiosk-rests")
    twice.play(do.PressKey("x"), *[TICK] * 1830)
    for _ in range(3):
        twice.play(*[TICK] * 70)
        assert twice.driver.state.screen.sheet == "idle" and not twice.difference("kiosk-idle")


@pytest.mark.storm
def test_attract_mode(model: Model) -> None:
    twice = kiosk(model)
    chance = np.random.default_rng(1)
    for second in range(122):
        for _ in range(4):
            twice.play(*[TICK] * 15)
            twice.look_up(chance)
        if second % 3 == 0:
            assert not twice.difference(f"attract-{second}", second % 2 == 0), second
