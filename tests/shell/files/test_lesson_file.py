"""Lessons from files: a lesson, or one clear line for each thing that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.commands import lesson as command
from game.lab import intents as do
from game.lab.intents.lesson import Lesson
from game.lab.lesson.actions import ACTIONS
from game.lab.rooms import OWNERS
from game.lab.stage.controls import CONTROLS
from game.shell.files.assets import AssetError, Assets
from game.shell.files.lesson_file import (
    MOST_BYTES,
    MOST_LINE,
    find_lesson,
    known_parts,
    lesson_of,
    read_lesson,
    shipped_lessons,
)
from game.shell.files.place import LESSON_NAMES, MOST_FAULTS, LessonError
from tests.lab.stage.test_layout import DOCKS
from tests.lab.stage.test_layout import layout as stage_of

GOOD = """\
title = "T"
minutes = 3
[[steps]]
say.en = "Draw."
say.de = "Zeichnet."
spotlight = ["canvas", "undo", "gradient.loss"]
until = "answered 7"
go = "on"
do = [{do = "OpenTab"}, {do = "LoadSample", digit = 7}, {do = "PinUnit", layer = 1, index = 3}]
question = "Q"
answer = '''
over
two lines'''
[[steps]]
say = "End."
"""


def read(text: str) -> Lesson:
    return lesson_of(text.encode(), "a.toml", "a")


def faults(text: str) -> list[str]:
    with pytest.raises(LessonError) as caught:
        read(text)
    return caught.value.faults


def test_a_lesson_is_read() -> None:
    lesson = read(GOOD)
    first, last = lesson.steps
    assert (lesson.name, lesson.title, lesson.minutes) == ("a", (("", "T"),), 3)
    assert first.say == (("en", "Draw."), ("de", "Zeichnet."))
    assert first.spotlight == ("canvas", "undo", "gradient.loss")
    assert (first.until, first.goes_on) == ("answered 7", True)
    assert first.do == (do.OpenTab(None), do.LoadSample(7), do.PinUnit(1, 3))
    assert first.answer == (("", "over two lines"),)
    assert (last.say, last.until, last.do) == ((("", "End."),), "", ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("canvas", "weight", "line 6, step 1: spotlight: 'weight' is no part"),
        ("canvas", "weight", "known are canvas, film, network"),
        ("answered 7", "answered x", "line 7, step 1: until: 'answered x' is nothing to wait for"),
        ("answered 7", "ripe", "known are drawn, cleared, answered"),
        ('go = "on"', 'go = "off"', "line 8, step 1: go: 'off'"),
        ('until = "answered 7"', "", "step 1: go: there is nothing to wait for"),
        ('say = "End."', "", "line 14, step 2: say: is missing"),
        ('say = "End."', 'say = " "', "line 15, step 2: say: is empty"),
        ('say = "End."', "say = 3", "line 15, step 2: say: 3 is no text"),
        ('say = "End."', 'say = "' + "x" * 151 + '"', "say: has 151 characters; at most 150"),
        ("say.de", "say.german", "step 1: say: 'german' is no language"),
        ('title = "T"', "", "a.toml: title: is missing"),
        ("minutes = 3", "minutes = -3", "line 2: minutes: -3 is no time"),
        ("minutes", "minuts", "a.toml, line 2: 'minuts' is no key here; known are title"),
        ("question", "ask", "line 10, step 1: 'ask' is no key here; known are say"),
        ("LoadSample", "Quit", "step 1: do: {'digit': 7, 'do': 'Quit'} is nothing a lesson does"),
        ("LoadSample", "Export", "is nothing a lesson does; known are "),
        ("digit = 7", "digit = true", "LoadSample.digit cannot be True"),
        ("digit = 7", "digit = 7, at = 2", "do: a lesson has no times"),
        ("[[steps]]", "[[steps", "not TOML: Expected"),
        ("T", "\\u0007", "title: holds signs that cannot be shown"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_its_cure(old: str, new: str, said: str) -> None:
    found = faults(GOOD.replace(old, new, 1))
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("a.toml") and fault.isprintable() for fault in found)


def test_every_fault_is_told_but_not_too_many() -> None:
    text = "[[steps]]\nsay = 1\nuntil = 2\nspotlight = 3\n" * 20
    found = faults(text)
    assert len(found) == MOST_FAULTS and "line 2, step 1: say" in "".join(found)
    with pytest.raises(LessonError, match=r"and 60 more: `neural-lab lesson --check`"):
        read(text)


def test_a_file_without_steps() -> None:
    for text in ('title = "T"', 'title = "T"\nsteps = 3', 'title = "T"\nsteps = []'):
        assert "no steps; write [[steps]]" in faults(text)[0]


def test_files_of_bounded_size(tmp_path: Path) -> None:
    assert "more than 262,144 bytes" in faults("#" * (MOST_BYTES + 1))[0]
    assert "line 2: more than 2,000 characters" in faults("\n" + "a" * (MOST_LINE + 1))[0]
    assert "at most 40" in faults('title = "T"\n' + '[[steps]]\nsay = "x"\n' * 41)[0]
    with pytest.raises(LessonError, match="no such file"):
        read_lesson(tmp_path / "none.toml")
    with pytest.raises(LessonError, match="is a folder"):
        read_lesson(tmp_path)


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_a_lesson_or_one_line(raw: bytes) -> None:
    _tried(raw)


VALUES = st.recursive(
    st.sampled_from(
        ['"x"', '"canvas"', "1", "true", "1e400", '"drawn"', "2020-01-01", '"\\u0000"']
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["title", "say", "say.de", "spotlight", "until", "go", "do", "question", '"ü"', "steps"]
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.just("[[steps]]"), st.tuples(KEYS, VALUES).map(" = ".join)), max_size=9)
)
def test_any_toml_is_a_lesson_or_one_line(lines: list[str]) -> None:
    _tried("\n".join(lines).encode())


def _tried(raw: bytes) -> None:
    try:
        lesson = lesson_of(raw, "a.toml", "a")
    except LessonError as error:
        for line in (str(error), *error.faults):
            assert line.startswith("a.toml") and line.isprintable() and len(line) < 700, line
    else:
        assert lesson.steps and all(step.say for step in lesson.steps)


def test_everything_on_the_stage_can_be_lit_and_nothing_else() -> None:
    names = set(OWNERS) | set(CONTROLS)
    for dock in DOCKS:
        for size in ((1920, 1080), (1080, 1920), (1024, 768)):
            for digits, banner in ((0, ""), (9, "taught")):
                stage = stage_of(size, 1.0, digits, None, dock, banner, lessons=(True, 0))
                names |= {item.name for item in stage.items}
    assert names - known_parts() == {"lesson"}


def test_a_lesson_can_neither_leave_nor_write_nor_change_the_window() -> None:
    forbidden = {"Quit", "Export", "ToggleFullscreen", "Resize", "Press", "PressKey", "ShowSheet"}
    assert not forbidden & set(ACTIONS) and all(hasattr(do, name) for name in ACTIONS)


def test_a_lesson_is_found_by_its_name_or_its_file(tmp_path: Path) -> None:
    assets = Assets()
    assert find_lesson("why", assets).name == "why"
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    assert find_lesson(str(path), assets).name == "mine"
    with pytest.raises(LessonError, match=r"'whhy': no lesson of that name.*first-look, why"):
        find_lesson("whhy", assets)


def test_a_damaged_lesson_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    assets = Assets()
    bad = assets.sha256("assets/lessons/why.toml")
    monkeypatch.setitem(assets._hashes, "assets/lessons/why.toml", bad[::-1])
    lessons, fault = shipped_lessons(assets)
    assert [one.name for one in lessons] == [name for name in LESSON_NAMES if name != "why"]
    assert "why.toml: damaged" in fault and assets.lesson_faults() == [fault]
    with pytest.raises(AssetError, match=r"why\.toml: damaged"):
        find_lesson("why", assets)
    assert assets.faults() == []


def test_check_says_what_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    assert command.run(str(path)) == 0
    assert capsys.readouterr().out == "mine: a lesson of 2 steps, in de, en\n"
    path.write_text(GOOD.replace("canvas", "weight").replace("go =", "og ="))
    assert command.run(str(path)) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2 and all(str(path) in line for line in said)
