"""A lesson goes on and back, waits, and ends; keys, the kiosk, and every condition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.geometry import Rect
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.intents.lesson import Lesson, LessonStep
from game.lab.lesson import update as lesson
from game.lab.lesson.conditions import CONDITIONS, fault, holds
from game.lab.lesson.parts import FADE, LIT, PARTS, dark, lit
from game.lab.stage.layout import layout
from game.lab.state.kiosk import Kiosk
from game.lab.state.state import State
from game.lab.update import update
from game.words.catalogue import ENGLISH
from tests.lab.stage.test_layout import DOCKS, SIX, holds_others, meet, within
from tests.labs import LINE, READY, TWO, answered, at_rest, on_screen
from tests.states import differences


def step(words: str, **values: object) -> LessonStep:
    return LessonStep((("", words),), **values)


LESSON = Lesson(
    "x",
    (("en", "Title"), ("de", "Titel")),
    (
        step("one", spotlight=("canvas",), until="drawn", goes_on=True),
        step("two", do=(do.OpenTab("break"), do.SetDamage("B1")), until="healed"),
        step("three", do=(do.OpenTab(None),)),
    ),
)
BEGUN = update(READY, [do.BeginLesson(LESSON), do.Tick()])


def at(state: State) -> int | None:
    return state.lessons.at if state.lessons.running else None


def test_it_goes_on_and_back_and_ends() -> None:
    for on, back in (("space", "left"), ("right", "page up"), ("page down", "left")):
        state, seen = BEGUN, [at(BEGUN)]
        for key in (back, on, on, back, on, on):
            state = update(state, [do.PressKey(key), do.Tick()])
            seen.append(at(state))
        assert seen == [0, 0, 1, 2, 1, 2, None]
        assert "Title" in state.noticed
    assert at(update(BEGUN, [do.PressKey("escape")])) is None
    assert update(BEGUN, [do.PressKey("left")]).refused
    for name in ("lesson.on", "lesson.leave"):
        assert at(update(BEGUN, [do.Press(name)])) == (1 if name == "lesson.on" else None)


def test_without_a_lesson_keys_do_what_they_always_do() -> None:
    drawn = at_rest(answered(READY, do.ShowInk(LINE)))
    assert update(drawn, [do.PressKey("space")]).playback.paused
    assert update(READY, [do.PressKey("escape")]).screen.sheet == "quit"
    assert differences(READY, update(READY, [do.PressKey("page down")])) == []
    assert at(update(READY, [do.TurnLesson(1)])) is None


def test_where_the_focus_is_on_what_arrows_move_they_move_it() -> None:
    state = on_screen(update(BEGUN, [do.TurnLesson(1), do.Tick()]), focus="slide.noise")
    moved = update(state, [do.PressKey("right")])
    assert at(moved) == 1 and moved.break_it.damage.noise > 0
    assert at(update(state, [do.PressKey("space")])) == 2


def test_it_sees_when_what_it_waits_for_has_happened_and_goes_on_if_it_shall() -> None:
    drawn = at_rest(answered(BEGUN, do.ShowInk(LINE)))
    assert drawn.lessons.done == {0} and at(drawn) == 0
    assert at(update(drawn, [do.Tick()] * lesson.PAUSE)) == 1
    open_sheet = update(drawn, [do.ShowSheet("help"), *[do.Tick()] * 2 * lesson.PAUSE])
    assert at(open_sheet) == 0, "not while somebody reads something else"
    back = update(drawn, [do.TurnLesson(1), do.TurnLesson(-1), *[do.Tick()] * 2 * lesson.PAUSE])
    assert at(back) == 0 and back.lessons.done == {0}, "who goes back stays there"


def test_a_step_prepares_itself_once_and_again_on_the_way_back() -> None:
    state = update(BEGUN, [do.TurnLesson(1), do.Tick()])
    assert state.screen.tab == "break" and state.break_it.damage.biases_off
    healed = update(state, [do.Heal(), do.Tick()])
    assert not healed.changed and 1 in healed.lessons.done
    again = update(healed, [do.TurnLesson(1), do.TurnLesson(-1)])
    assert again.screen.tab == "break" and again.break_it.damage.biases_off
    same = update(again, [do.TurnLesson(-1), do.TurnLesson(1)])
    assert same.screen.tab == "break", "opening what is open closes nothing"


def test_what_needs_network_and_samples_waits_for_them() -> None:
    sample = Lesson("x", LESSON.title, (step("one", do=(do.LoadSample(7),)),))
    state = update(State(), [do.BeginLesson(sample), do.Tick()])
    assert state.lessons.pending and not state.canvas.script
    loaded = do.NetworkLoaded(READY.network), do.SamplesLoaded(READY.canvas.samples)
    state = update(state, [*loaded, do.Tick()])
    assert not state.lessons.pending and state.canvas.script


def test_a_lesson_chosen_on_the_sheet() -> None:
    other = replace(LESSON, name="y", title=(("", "Other"),))
    state = update(READY, [do.LessonsRead((LESSON, other)), do.PressKey("f2")])
    names = [item.name for item in state.stage.controls()]
    assert names == ["lesson.0", "lesson.1", "close"] and state.screen.focus == "lesson.0"
    chosen = update(state, [do.Press("lesson.1"), do.Tick()])
    assert chosen.lessons.running is other and chosen.screen.sheet is None
    assert update(state, [do.ChooseLesson(7)]).lessons.running is None
    told = update(READY, [do.LessonsRead((), "why.toml: damaged")])
    assert told.noticed == "why.toml: damaged" and told.lessons.shelf == ()


def test_a_lab_that_begins_anew_ends_it_and_keeps_the_shelf() -> None:
    anew = update(BEGUN, [do.BeginAnew(), do.Tick()])
    assert anew.lessons.running is None and anew.lessons.shelf == (LESSON,)


@pytest.mark.parametrize(
    "intent",
    [do.BeginLesson(LESSON), do.ChooseLesson(0), do.ShowSheet("lessons"), do.TurnLesson(1)],
)
def test_in_kiosk_mode_there_are_none(intent: Intent) -> None:
    state = replace(READY, kiosk=Kiosk(on=True, phase="visit"))
    state = update(state, [do.LessonsRead((LESSON,)), intent, do.Tick()])
    assert state.lessons.running is None and state.screen.sheet is None


def test_texts_are_told_in_the_language_else_in_english_else_as_they_are() -> None:
    assert lesson.said(LESSON.title, "de") == "Titel"
    assert lesson.said(LESSON.title, "fr") == "Title"
    assert lesson.said((("hi", "क"),), "fr") == "क" and lesson.said((), "fr") == ""


# --- conditions ---

DRAWN = at_rest(answered(READY, do.ShowInk(LINE)))
DIGIT = int(DRAWN.prediction.answers[0].argmax())
DAMAGED = at_rest(answered(DRAWN, do.OpenTab("break"), do.SetDamage("B1-N60.2-W1-K3")))
FLIPPED = next(
    state
    for seed in range(40)
    if holds(state := at_rest(answered(DRAWN, do.SetDamage(f"N300.{seed}"))), "flipped")
)
TAUGHT = at_rest(
    answered(
        DRAWN, do.ShowComputation("gradient"), do.ChooseTarget((DIGIT + 1) % 10), do.SendBack()
    )
)
TAUGHT = update(TAUGHT, [do.Teach(), *[do.Tick()] * 400])
#: a state in which each holds, with the words after its name, and one in which it does not
HOLDS: dict[str, tuple[State, State]] = {
    "drawn": (DRAWN, READY),
    "cleared": (READY, DRAWN),
    "answered": (DRAWN, READY),
    f"answered {DIGIT}": (DRAWN, READY),
    "several": (at_rest(answered(READY, do.ShowInk(TWO))), DRAWN),
    "pinned": (update(DRAWN, [do.PinUnit(1, 3)]), DRAWN),
    "pinned hidden1": (update(DRAWN, [do.PinUnit(1, 3)]), update(DRAWN, [do.PinUnit(2, 3)])),
    "asked": (update(DRAWN, [do.AskWhy()]), DRAWN),
    "asked ink": (update(DRAWN, [do.AskWhy(), do.ShowAnswer("ink")]), update(DRAWN, [do.AskWhy()])),
    "compared": (update(DRAWN, [do.AskWhyNot()]), update(DRAWN, [do.AskWhy()])),
    "opened": (DAMAGED, DRAWN),
    "opened break": (DAMAGED, update(DRAWN, [do.OpenTab("layers")])),
    "opened gradient": (TAUGHT, update(DRAWN, [do.ShowComputation("forward")])),
    "closed": (DRAWN, DAMAGED),
    "damaged": (DAMAGED, DRAWN),
    **{f"damaged {kind}": (DAMAGED, DRAWN) for kind in ("biases", "noise", "layer", "neuron")},
    "flipped": (FLIPPED, DRAWN),
    "healed": (DRAWN, DAMAGED),
    "targeted": (TAUGHT, DRAWN),
    "sent": (update(TAUGHT, [do.SendBack()]), DRAWN),
    "taught": (TAUGHT, DRAWN),
    "stepped": (update(DRAWN, [do.Pause()]), DRAWN),
    "readable": (update(DRAWN, [do.ToggleView()]), DRAWN),
}


@pytest.mark.parametrize("until", HOLDS)
def test_a_condition_holds_where_it_should_and_nowhere_else(until: str) -> None:
    true, false = HOLDS[until]
    assert fault(until) is None and holds(true, until) and not holds(false, until)


def test_every_condition_can_be_said_and_never_raises() -> None:
    for name, condition in CONDITIONS.items():
        assert condition.words in ENGLISH and fault(name) is None
        for word in ("", *condition.choices):
            for state in (State(), READY, DRAWN, DAMAGED, TAUGHT):
                holds(state, f"{name} {word}".strip())
    assert fault("ripe") and fault("drawn 7") and fault("pinned pixel")


# --- where it stands, and what is lit ---

#: what stands only on a panel that is narrower than it is below a band
NARROW = ("gradient.names",)


@pytest.mark.parametrize("size", SIX)
def test_the_band_takes_nothing_from_anything(size: tuple[int, int]) -> None:
    for dock in DOCKS[::3]:
        usual = layout(size, dock=dock)
        for banner in ("", "taught"):
            stage = layout(size, dock=dock, banner=banner, lessons=(True, 0))
            assert all(within(item.rect, Rect(0, 0, *size)) for item in stage.items)
            others = [item for item in stage.items if not holds_others(item)]
            for nth, one in enumerate(others):
                assert one.rect.w > 0 and one.rect.h > 0
                assert not any(meet(one.rect, other.rect) for other in others[nth + 1 :])
            names = {item.name for item in usual.items} - {item.name for item in stage.items}
            assert names <= {"title", "status", "help", "settings", "fullscreen", *NARROW}
            for name in ("lesson.back", "lesson.on"):
                assert stage.rect(name).w >= 90 * stage.scale <= stage.rect(name).h
    for board in ("network", "both"):
        stage = layout(size, board=board, lessons=(True, 0))
        below = [item for item in stage.items if not item.name.startswith(("lesson", "header"))]
        assert not any(meet(item.rect, stage.rect("lesson")) for item in below)


def test_every_part_is_somewhere_on_the_stage() -> None:
    closed = at_rest(answered(BEGUN, do.ShowInk(LINE)))
    states = [
        closed,
        *(update(closed, [do.OpenTab(tab)]) for tab in ("break", "layers", "compute")),
    ]
    states.append(update(closed, [do.PinUnit(1, 3)]))
    for name, where in PARTS.items():
        found = [where(state) for state in states]
        assert any(found), name
        for rect, state in zip(found, states, strict=True):
            assert rect is None or within(rect.rounded(), Rect(0, 0, *state.screen.size))


def test_the_light_goes_out_and_the_ring_stays() -> None:
    assert lit(BEGUN) == (BEGUN.stage.rect("canvas"),) and dark(BEGUN) == 1
    shades = [dark(update(BEGUN, [do.Tick()] * ticks)) for ticks in (LIT, LIT + 9, LIT + FADE)]
    assert shades == sorted(shades, reverse=True) and shades[-1] == 0
    assert lit(update(BEGUN, [do.Tick()] * 2 * LIT))
    assert not lit(update(BEGUN, [do.ShowSheet("help")])) and not lit(READY)
