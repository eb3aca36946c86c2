"""Replay files: right ones say what was done, all others are refused in one clear line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.start import start_state
from game.engine.visit.recorder import Recorder
from game.lab import intents as do
from game.lab.state.screen import Screen
from game.shell.files.assets import LESSONS, Assets
from game.shell.files.lesson_file import find_lesson
from game.shell.files.replay_file import (
    Do,
    Found,
    Load,
    ReplayError,
    Ticks,
    is_replay,
    parse_replay,
    read_replay,
)
from game.shell.files.settings import Settings
from tests.labs import LINE

MODEL = "ab" * 32
HEAD = Recorder(Screen(size=(800, 600), scale=1.25, letters="alt"), MODEL).text()


def test_what_is_recorded_is_read() -> None:
    recorder = Recorder(Screen(size=(800, 600), scale=1.25, letters="alt"), MODEL)
    recorder.loaded()
    moved = [do.PointerMove(0, 1.5, -3.0), do.PointerMove(2, 0.1, 1e-7)]
    for intents in (moved, [do.Tick()], [do.Tick()], [do.Tick()] * 3):
        recorder.advanced(intents)
    said = [do.Noticed("„\udcff“ é"), do.OpenTab(None), do.SetNoise(7), do.WishesTaken()]
    recorder.advanced(said)
    recorder.advanced([do.ShowInk(LINE)])
    recorder.asked([("accuracy", 1, int, 1)])
    recorder.advanced([do.Tick()])
    recorder.found("accuracy", 1)
    raw = recorder.text()
    assert raw.isascii() and is_replay(raw) and is_replay(b"\xef\xbb\xbf" + raw)
    found = parse_replay(raw, MODEL)
    assert (found.model, found.settings.size, found.settings.scale) == (MODEL, (800, 600), 1.25)
    assert found.settings.letters == "alt"
    *steps, shown, _, last = found.steps
    assert steps == [Load(), Do(tuple(moved)), Ticks(1, 2), Ticks(3, 1), Do(tuple(said))]
    assert last == Found("accuracy", 7) and isinstance(shown, Do)
    (ink,) = shown.intents
    assert isinstance(ink, do.ShowInk) and ink.ink.strokes[0].tolist() == LINE.strokes[0].tolist()


def test_a_replay_begins_with_every_wish_of_the_labs_owner() -> None:
    owned = Settings(
        size=(800, 600),
        left_handed=True,
        language="de",
        profile="light",
        sound=70,
        keys=(("why", ("f6", "f8")), ("pause", ())),
    )
    for low in (None, False, True):
        screen = start_state(replace(owned, low_controls=low)).screen
        found = parse_replay(Recorder(screen, MODEL).text(), MODEL)
        assert start_state(found.settings).screen == screen


@pytest.mark.parametrize("name", LESSONS)
def test_the_lesson_that_a_visit_began_with_is_in_it(name: str, assets: Assets) -> None:
    recorder = Recorder(Screen(), MODEL)
    begins = do.BeginLesson(find_lesson(name, assets))
    recorder.advanced([begins])
    assert parse_replay(recorder.text(), MODEL).steps == (Do((begins,)),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + b'{"do":[{"do":"BeginLesson"}]}', "line 2: there is no lesson"),
        (
            HEAD + b'{"do":[{"do":"BeginLesson","name":"a","lesson":{"steps":[]}}]}',
            "line 2: lesson: steps: no steps",
        ),
        (HEAD.replace(b'"keys":{}', b'"keys":{"why":["no key"]}'), "line 1: keys: keys.why: "),
        (b"", "line 1: is not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "line 1: is no JSON object"),
        (b"{}", 'is no replay; its first line must say "format"'),
        (
            HEAD.replace(b'"version":1', b'"version":2'),
            "a replay of format 2, and this lab",
        ),
        (HEAD.replace(b"abab", b"cdab", 1), "recorded with another model (cdababab…, here is abab"),
        (HEAD.replace(b"1.25", b"9"), "line 1: scale: 9 is no scale"),
        (HEAD.replace(b"[800,600]", b"[0,600]"), "line 1: size: 0x600 is too small or too large"),
        (HEAD.replace(b"[800,600]", b'"1x1"'), "line 1: size: '1x1' is no size"),
        (HEAD + b"{", "line 2: is not JSON"),
        (HEAD + b"[" * 100_000, "line 2: is nested too deeply"),
        (HEAD + b'{"ticks":NaN}', "line 2: is not JSON (NaN is no number)"),
        (HEAD + b'{"ticks":0}', 'line 2: "ticks" is 0; it must be from 1 to 1,000'),
        (HEAD + b'{"ticks":1000,"times":5184000}', "line 2: lasts longer than a day"),
        (HEAD + b'{"load":true}\n\n{"load":true}', "line 4: the model is loaded twice"),
        (HEAD + b'{"found":"x","asked":1}', 'line 2: "asked" is 1; it must be from 0 to 0'),
        (HEAD + b'{"move":[[true,1,2]]}', "line 2: [True, 1, 2] is no move"),
        (HEAD + b'{"move":[[0,1e99,2]]}', "is no move"),
        (HEAD + b'{"do":[{"do":"Fly"}]}', "line 2: expected"),
        (HEAD + b'{"do":[{"do":"NetworkLoaded"}]}', "line 2: expected"),
        (HEAD + b'{"do":[{"do":"Resize","width":9999,"height":1}]}', "line 2: 9999x1 is too small"),
        (HEAD + b'{"do":[{"do":"ShowInk","ink":{"width":1}}]}', 'line 2: ShowInk: has no "height"'),
        (HEAD + b'{"what":1}', "line 2: {'what': 1} is no step"),
    ],
)
def test_a_malformed_file_is_one_line(text: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "visit.replay.jsonl"
    path.write_bytes(text)
    with pytest.raises(ReplayError) as caught:
        read_replay(path, MODEL)
    said = str(caught.value)
    assert words in said and said.startswith(str(path)) and said.isprintable()


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match="no such file; check the name"):
        read_replay(tmp_path / "none", MODEL)


_NAMES = st.sampled_from(
    ["do", "move", "ticks", "times", "load", "found", "asked", "ink", "x", "pointer", "width"]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(_NAMES, _VALUES, max_size=3), max_size=3))
def test_whatever_lines_hold_is_read_or_refused(lines: list[dict[str, object]]) -> None:
    raw = HEAD + "\n".join(map(json.dumps, lines)).encode()
    try:
        assert len(parse_replay(raw, MODEL).steps) <= len(lines)
    except ReplayError as error:
        assert str(error).isprintable() and len(str(error)) < 400
