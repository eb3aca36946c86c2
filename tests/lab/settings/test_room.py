"""Settings: each has a control that sets it, live, and all can be kept; none of them in a kiosk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.lab import intents as do
from game.lab.settings.layout import rows
from game.lab.state.kiosk import Kiosk
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.state.wishes import WriteSettings
from game.lab.update import update
from game.words.catalogue import language_name, offered, say
from tests.labs import LINE, answered
from tests.networks import some_network
from tests.view.words import SIZES

LAB = update(State(screen=Screen(size=(1280, 800))), [do.NetworkLoaded(some_network())])
SHEET = update(LAB, [do.ShowSheet("settings")])


def pressed(state: State, name: str) -> State:
    x, y = state.stage.rect(name).center
    return update(state, [do.PointerDown(1, x, y), do.PointerUp(1, x, y)])


@pytest.mark.parametrize(
    ("control", "field", "value"),
    [
        ("language.1", "language", "de"),
        ("motion.reduced", "reduced_motion", True),
        ("letters.off", "letters", "off"),
        ("board.network", "board", "network"),
    ],
)
def test_a_finger_sets_each(control: str, field: str, value: object) -> None:
    assert getattr(pressed(SHEET, control).screen, field) == value


def test_the_sheet_has_every_setting_and_shows_which_is_on() -> None:
    from game.lab.stage.labels import label, on

    for row in rows()[:-1]:  # the last one opens other things
        lit = [name for name in row.controls if on(SHEET, name)]
        assert len(lit) == 1, row
    assert [label(SHEET, f"language.{n}") for n in range(len(offered()))] == [
        language_name(code) for code in offered()
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", offered())
def test_no_control_of_the_sheet_lies_on_another(size: tuple[int, int], language: str) -> None:
    state = update(SHEET, [do.Resize(*size), do.SetLanguage(language)])
    places = [item.rect for item in state.stage.items[state.stage.sheet :]][1:]
    sheet = state.stage.rect("sheet")
    for nth, one in enumerate(places):
        assert sheet.holds(one.x, one.y) and sheet.holds(one.right - 1, one.bottom - 1)
        for other in places[nth + 1 :]:
            assert (
                one.right <= other.x
                or other.right <= one.x
                or (one.bottom <= other.y or other.bottom <= one.y)
            )


def test_a_language_changes_all_words_and_nothing_else() -> None:
    before = answered(LAB, do.ShowInk(LINE))
    after = update(before, [do.SetLanguage("fr")])
    assert say("clear") != "Clear"
    assert after.prediction == before.prediction and after.canvas.ink is before.canvas.ink
    again = update(after, [do.NextLanguage()] * len(offered()))
    assert again.screen.language == "fr" and say("clear") != "Clear"
    english = update(after, [do.SetLanguage("en")])
    assert english.stage == before.stage and say("clear") == "Clear"
    assert update(english, [do.SetLanguage("xx"), do.PickLanguage(99)]) == english


def test_what_is_kept_are_the_settings_as_they_are() -> None:
    state = update(SHEET, [do.SetLetters("alt"), do.SetReducedMotion(True), do.KeepSettings()])
    wish = next(wish for wish in state.wishes if isinstance(wish, WriteSettings))
    kept = dict(wish.values)
    assert (kept["language"], kept["letters"], kept["reduced_motion"]) == ("en", "alt", True)


def test_a_lab_that_begins_anew_keeps_them() -> None:
    state = update(SHEET, [do.SetLanguage("de"), do.SetLetters("alt"), do.BeginAnew()])
    assert (state.screen.language, state.screen.letters) == ("de", "alt")


def test_a_kiosk_has_the_language_only() -> None:
    kiosk = replace(LAB, kiosk=Kiosk(on=True, phase="visit"))
    locked = [do.ShowSheet("settings"), do.SetReducedMotion(True), do.SetLetters("off")]
    state = update(kiosk, [*locked, do.ShowBoard("network"), do.KeepSettings()])
    assert state.screen.sheet is None and not state.wishes and not state.screen.reduced_motion
    assert pressed(state, "language").screen.language == "de"


@pytest.mark.parametrize("size", SIZES)
def test_at_the_largest_scale_all_are_there_part_by_part(size: tuple[int, int]) -> None:
    state = update(SHEET, [do.Resize(*size), do.SetScale(1.5)])
    seen: set[str] = set()
    for _ in range(len(rows())):
        stage = state.stage
        sheet = stage.rect("sheet")
        seen |= {item.name for item in stage.controls()}
        assert all(sheet.holds(*item.rect.center) for item in stage.controls())
        if not stage.has("settings.on"):
            break
        state = update(state, [do.Press("settings.on")])
    assert {name for row in rows() for name in row.controls} <= seen


def test_a_board_that_is_chosen_has_nothing_on_it() -> None:
    """With a card open the network would not be alone."""
    state = update(answered(LAB, do.ShowInk(LINE)), [do.PinUnit(2, 5), do.ShowSheet("settings")])
    assert state.card.pinned is not None
    state = pressed(state, "board.network")
    assert state.card.pinned is None and state.screen.sheet is None
    assert not state.stage.has("canvas") and not state.stage.has("card")
