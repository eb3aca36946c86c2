"""What is heard: a note a layer as the wave passes, one for the answer, a low one for a flip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.signals import ARRIVALS
from game.lab.sound.notes import ANSWERS, FLIP, LAYERS, Note, notes, pitch_of
from game.lab.sound.room import audible
from game.lab.state.kiosk import Kiosk
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE, READY, answered, at_rest, on_screen

DRAWN = at_rest(answered(READY, do.ShowInk(LINE)))


def heard(state: State, steps: Iterable[Intent]) -> tuple[State, list[tuple[int, Note]]]:
    """The notes of a run, each with its tick, heard tick by tick as the loop does."""
    found: list[tuple[int, Note]] = []
    for step in steps:
        before, state = state, answered(state, step)
        found += [(state.tick, note) for note in notes(before, state)]
    return state, found


def test_a_wave_is_a_note_a_layer_and_the_answer() -> None:
    state, found = heard(READY, [do.ShowInk(LINE), *[do.Tick()] * 120])
    row = state.prediction.probabilities
    assert row is not None
    winner = pitch_of(ANSWERS, int(row.argmax()))
    assert [note.pitch for _, note in found] == [
        *(pitch_of(LAYERS, layer) for layer in range(3)),
        winner,
    ]
    begun = found[0][0]
    assert [tick - begun for tick, _ in found] == pytest.approx(ARRIVALS, abs=2)
    assert heard(state, [do.Tick()] * 200)[1] == []  # the steady flow is silent
    assert len(heard(state, [do.Replay(), *[do.Tick()] * 120])[1]) == 4


def test_the_same_run_sounds_the_same() -> None:
    steps = [do.ShowInk(LINE), *[do.Tick()] * 90, do.SetDamage("W3"), *[do.Tick()] * 30]
    assert heard(READY, steps)[1] == heard(READY, steps)[1] != []


def test_ten_digits_have_ten_pitches_above_all_layers() -> None:
    digits = [pitch_of(ANSWERS, digit) for digit in range(10)]
    layers = [pitch_of(LAYERS, layer) for layer in range(3)]
    assert digits == sorted(set(digits)) and layers == sorted(set(layers))
    assert layers[0] > FLIP and layers[-1] < digits[0] and digits[-1] < 1600


def test_an_answer_that_flips_is_a_low_note() -> None:
    row = DRAWN.prediction.probabilities
    assert row is not None
    flipping = next(
        code
        for code in (f"N200.{seed}" for seed in range(30))
        if digit(answered(DRAWN, do.SetDamage(code))) != digit(DRAWN)
    )
    state, found = heard(DRAWN, [do.SetDamage(flipping), *[do.Tick()] * 100])
    assert [note.pitch for _, note in found if note.pitch == FLIP] == [FLIP]
    assert FLIP in {note.pitch for _, note in heard(state, [do.Heal(), do.Tick()])[1]}


def digit(state: State) -> int:
    row = state.prediction.probabilities
    assert row is not None
    return int(row.argmax())


def test_a_pen_that_draws_is_silent_until_it_rests() -> None:
    (x, y), step = READY.stage.rect("canvas").center, 0.5
    down = [do.PointerDown(0, x, y), *(do.PointerMove(0, x, y + step * n) for n in range(200))]
    state, found = heard(READY, down)
    assert state.prediction.trace is not None and found == []
    assert len(heard(state, [do.PointerUp(0, x, y), *[do.Tick()] * 120])[1]) == 4


def test_where_motion_is_reduced_the_answer_alone_is_heard() -> None:
    still = on_screen(READY, reduced_motion=True)
    _, found = heard(still, [do.ShowInk(LINE), *[do.Tick()] * 120])
    assert len(found) == 1 and found[0][1].pitch >= ANSWERS


def test_attract_mode_is_silent() -> None:
    attract = replace(DRAWN, kiosk=Kiosk(on=True, phase="attract"))
    waving = update(attract, [do.Tick()])
    assert notes(attract, replace(waving, prediction=DRAWN.prediction)) == ()


def test_the_volume_is_set_and_muted() -> None:
    loud = update(READY, [do.SetVolume(40)])
    assert audible(loud) and not audible(READY)
    muted = update(loud, [do.PressKey("m")])
    assert not audible(muted) and audible(update(muted, [do.PressKey("m")]))
    assert audible(update(muted, [do.SetVolume(40)]))
    assert update(READY, [do.SetVolume(10**9)]).screen.volume == 100
    assert update(READY, [do.PressKey("m")]).refused == "Sound is off: start with --sound 30"
    deaf = update(loud, [do.SoundFailed()])
    assert not audible(deaf) and update(deaf, [do.PressKey("m")]).refused
    assert update(muted, [do.BeginAnew()]).screen.muted


def test_visitors_of_a_kiosk_change_no_volume() -> None:
    visit = replace(
        on_screen(READY, volume=30), kiosk=Kiosk(on=True, phase="visit", keys=frozenset("m"))
    )
    for intent in (do.PressKey("m"), do.ToggleMute(), do.SetVolume(100)):
        assert update(visit, [intent]).screen.volume == 30
        assert not update(visit, [intent]).screen.muted
