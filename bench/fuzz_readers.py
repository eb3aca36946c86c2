"""What bench/fuzz.py gives its inputs to: the program's own readers, and what each promises.

A promise that is not kept is Broken; every exception but the promised ones gets through.
"""

from __future__ import annotations

import io
import json
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np
import pygame

from game.commands.read import read_all
from game.commands.render import play, scripted
from game.core.ink.ink import MOST_POINTS, MOST_STROKES, Ink
from game.core.model.damage import (
    MOST_GAIN,
    MOST_NOISE,
    MOST_SHIFT,
    SEEDS,
    TEMPERATURES,
    Damage,
)
from game.engine.driver import Driver
from game.lab.break_it.code import code_of, damage_of
from game.lab.intents import Intent, LoadSample
from game.lab.intents.lesson import Lesson
from game.lab.lesson.conditions import fault
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge
from game.shell.files.ink_file import LARGEST, SMALLEST, Found, InkError, read_inks
from game.shell.files.lesson_file import read_lesson
from game.shell.files.model_file import SHAPES, Model, ModelError, load
from game.shell.files.place import LessonError
from game.shell.files.replay_file import ReplayError, Ticks, read_replay
from game.shell.files.settings import Settings, load_settings
from game.shell.files.values import SCALES, check_size
from game.shell.pictures.picture_head import BROKEN, MOST_PIXELS
from game.shell.process.options import LONGEST
from game.shell.process.status import STATUS, StatusError, report
from game.view.frame import Frame
from tests.storms.cases import Case
from tests.storms.texts import MODEL

#: most characters of the line that says what is wrong, beside the name of the file
MOST_LINE = 400
#: ticks for which a script is carried out
_TICKS = 10
#: times that a file may have been written at, s since 1970
_TOUCHED = (1.8e9, 0, -1, -62_135_596_800, 253_402_300_799, 1e12, 2**40)


class Broken(Exception):
    """``promise``: what was not kept, in the same words for every input; ``words``: how."""

    def __init__(self, promise: str, words: object = "") -> None:
        super().__init__(promise)
        self.promise, self.words = promise, f"{words}"


@dataclass(frozen=True, slots=True)
class Reader:
    """``read``: what the program does with a file; its time and memory count. ``refuses``: what it
    may raise. ``check``: whether it accepted the file, told from what it gave, or from what it
    raised; Broken where that is not as promised."""

    read: Callable[[Path], Any]
    check: Callable[[Any, Path, Case], bool]
    refuses: type[Exception] | tuple[()] = ()


def keep(promise: str, kept: object, words: object = "") -> None:
    if not kept:
        raise Broken(promise, words)


def line(error: object, path: Path) -> str:
    """What an error says of a file: one line that can be printed as it is."""
    words = str(error)
    keep("the line is printable, one line", words and words.isprintable(), repr(words[:1000]))
    size = len(words.replace(str(path), ""))
    shown = f"{size} characters: {words[:1000]}"
    keep(f"the line has at most {MOST_LINE} characters", size <= MOST_LINE, shown)
    return words


def read_strokes(path: Path) -> list[Found]:
    return list(read_inks(path))


def check_strokes(found: list[Found], path: Path, tried: Case) -> bool:
    """JSON, one ink or one a line."""
    keep("there is something to say", found)
    accepted = [_found(item, path) for item in found]
    if isinstance(tried.says, list):
        keep("valid ink is accepted", all(accepted), [str(item.ink) for item in found][:3])
        keep("every ink is found", len(found) == len(tried.says), len(found))
    values = tried.says if isinstance(tried.says, list) else _values(path, tried.raw, len(found))
    for item, value in zip(found, values, strict=False):
        if isinstance(item.ink, Ink):
            _same_ink(item.ink, value)
    return all(accepted)


def _values(path: Path, raw: bytes, count: int) -> list[Any]:
    """What JSON says of a file with one ink in it, as json alone reads it."""
    if count != 1 or path.suffix != ".json":
        return []
    try:
        return [json.loads(raw.decode("utf-8-sig"))]
    except (ValueError, RecursionError):  # then it was refused, or is one line among blank ones
        return []


def _found(item: Found, path: Path) -> bool:
    """Whether it is an ink; Broken where that, or what is said instead, is not as promised."""
    line(item.place, path)
    if isinstance(item.ink, InkError):
        keep("the line names the place", line(item.ink, path).startswith(item.place), item.ink)
        return False
    _check_ink(item.ink, MOST_PIXELS if item.place.endswith((".png", ".jpg")) else LARGEST)
    return True


def _check_ink(ink: object, largest: float) -> None:
    assert isinstance(ink, Ink), ink
    sides = (ink.width, ink.height, ink.pen)
    keep("sizes are in range", all(SMALLEST <= side <= largest for side in sides), sides)
    keep("there is a stroke", 1 <= len(ink.strokes) <= MOST_STROKES, len(ink.strokes))
    keep("there are few points", ink.points <= MOST_POINTS, ink.points)
    corner = np.array([ink.width, ink.height], np.float32)
    for stroke in ink.strokes:
        shape = stroke.ndim == 2 and stroke.shape[1] == 2 and len(stroke) >= 1
        keep("strokes are (n, 2) of float32", shape and stroke.dtype == np.float32, stroke.shape)
        keep("strokes are read-only", not stroke.flags.writeable)
        inside = bool(((stroke >= 0) & (stroke <= corner)).all())
        keep("points are on the canvas", inside, (stroke.min(), stroke.max(), corner))


def _same_ink(ink: Ink, value: Any) -> None:
    """Broken where an ink is not what JSON says."""
    sides = [float(value[name]) for name in ("width", "height", "pen")]
    keep("the canvas is as in the file", [ink.width, ink.height, ink.pen] == sides, sides)
    keep("no stroke is lost", len(ink.strokes) == len(value["strokes"]))
    for stroke, points in zip(ink.strokes, value["strokes"], strict=True):
        same = np.array_equal(stroke, np.array(points, np.float32))
        keep("points are as in the file", same, points[:3])


def read_digits(path: Path) -> tuple[int, str, str]:
    """`neural-lab read`: exit status, stdout, stderr."""
    _, model, gauge = _loaded()
    out, err = io.StringIO(), io.StringIO()
    status = read_all([path], model.probabilities, model.network, gauge, out, err)
    return status, out.getvalue(), err.getvalue()


def check_digits(found: tuple[int, str, str], path: Path, tried: Case) -> bool:
    status, out, err = found
    answers = out.splitlines()
    for answer in answers:
        for digit in json.loads(answer)["digits"]:
            keep("digits are 0..9", digit["digit"] in range(10), digit)
            sure = 0 <= digit["probability"] <= 1 and 0 <= digit["doubt"] <= 1
            keep("probability and doubt are 0..1", sure, digit)
            keep("boxes are finite", all(map(math.isfinite, digit["box"])), digit)
    said = [words for words in err.splitlines() if not words.startswith("read ")]
    for words in said:
        keep("a complaint is an InkError's", words.startswith(f"neural-lab: {path}"), words)
        line(words, path)
    keep("status tells complaints", status == (2 if said else 0), (status, said[:1]))
    keep("there is a line", answers or said)
    if tried.says is not None:
        keep("valid ink is read", not said, said[:1])
    return not said


@cache
def _loaded() -> tuple[Assets, Model, Any]:
    assets = Assets()
    return assets, load(assets), load_gauge(assets)


def check_picture(found: list[Found], path: Path, tried: Case) -> bool:
    """A damaged head leaves text, so perhaps many lines."""
    keep("there is something to say", found)
    accepted = all([_found(item, path) for item in found])
    if tried.says is not None and isinstance(found[0].ink, Ink):
        size = (found[0].ink.width, found[0].ink.height)
        keep("a picture has its size", size == tried.says, (size, tried.says))
    elif tried.says is not None:
        words = str(found[0].ink)
        keep("a valid picture can be opened", BROKEN not in words and "rare" not in words, words)
    return accepted


def refused(error: Any, path: Path, tried: Case, promise: str) -> bool:
    """A file is refused by one line that names it; and what is valid is not: the ``promise``."""
    words = line(error, path)
    keep("the line names the file", words.startswith(str(path)), words)
    keep(promise, tried.says is None, words)
    return False


def check_settings(read: tuple[Settings, list[str]], path: Path, tried: Case) -> bool:
    found, notices = read
    for notice in notices:
        keep("the line names the file", line(notice, path).startswith(f"{path}: "), notice)
    if found.size is not None:
        check_size(*found.size)
    keep("scale is in range", SCALES[0] <= found.scale <= SCALES[1], found.scale)
    keep("display is in range", found.display is None or 0 <= found.display < 64, found.display)
    for switch in (found.fullscreen, found.reduced_motion):
        keep("switches are on or off", isinstance(switch, bool), switch)
    if isinstance(tried.says, dict):
        keep("valid settings count", found == replace(Settings(), **tried.says), (found, notices))
    return not notices


def read_status_file(path: Path) -> dict[str, Any]:
    """`neural-lab status` finds the file by its name and its folder, and the time in its head."""
    folder = path.with_suffix("")
    folder.mkdir()
    there = path.rename(folder / STATUS)
    try:
        touched = _TOUCHED[there.stat().st_size % len(_TOUCHED)]
        os.utime(there, (touched, touched))
        return report(folder)
    finally:
        there.rename(path)
        folder.rmdir()


def check_status(fields: Any, path: Path, tried: Case) -> bool:
    if isinstance(fields, StatusError):
        return refused(fields, path.with_suffix("") / STATUS, tried, "a valid status is read")
    keep("it is one printable line", json.dumps(fields).isprintable(), fields)
    keep("its age is 0 or more", 0 <= fields["last_frame_age_s"] < math.inf, fields)
    if isinstance(tried.says, dict):
        same = all(fields[name] == tried.says[name] for name in tried.says if name != "last_frame")
        keep("a status is read as what it says", same, fields)
    return True


def check_lesson(lesson: Any, path: Path, tried: Case) -> bool:
    if isinstance(lesson, LessonError):
        for words in (lesson, *lesson.faults):
            keep("the line names the file", line(words, path).startswith(str(path)), words)
        keep("a valid lesson is read", tried.says is None, lesson)
        return False
    if isinstance(tried.says, Lesson):
        keep(
            "a lesson is read as what it says",
            replace(tried.says, name=path.stem) == lesson,
            lesson,
        )
    for step in lesson.steps:
        keep("every step says something", all(words for _, words in step.say) and step.say, step)
        keep("what is waited for is known", not step.until or fault(step.until) is None, step)
    return True


def read_code(path: Path) -> Damage:
    """A code comes from the command line, where bytes that are no UTF-8 become surrogates."""
    return damage_of(path.read_bytes().decode("utf-8", "surrogateescape"))


def check_code(damage: Any, path: Path, tried: Case) -> bool:
    if isinstance(damage, ValueError):
        keep("a code that was made is read", tried.says is None, line(damage, path))
        return False
    keep("a code is read as what it says", tried.says in (None, damage), damage)
    # A seed without noise is no damage, so a code made of it does not tell it.
    named = damage if damage.noise else replace(damage, seed=0)
    keep("a damage has a code", damage_of(code_of(damage)) == named, damage)
    keep("noise is in range", 0 <= damage.noise <= MOST_NOISE and 0 <= damage.seed < SEEDS, damage)
    low, high = TEMPERATURES
    keep("temperature is in range", low <= damage.temperature <= high, damage)
    keep("pruning is in range", 0 <= damage.pruned <= 100, damage)
    keep("bits are in range", damage.bits is None or 1 <= damage.bits <= 8, damage)
    for change in damage.adjusted:
        small = abs(change.shift) <= MOST_SHIFT and 0 <= change.gain <= MOST_GAIN
        keep("adjustments are in range", small, change)
    return True


def check_script(plan: Any, path: Path, tried: Case) -> bool:
    if isinstance(plan, ValueError):
        return refused(plan, path, tried, "a valid script is read")
    keep("a script is read as what it says", tried.says in (None, plan), plan[:3])
    for tick, intent in plan:
        keep("ticks are in range", type(tick) is int and 0 <= tick <= LONGEST * 60, tick)
        keep("steps are intents", isinstance(intent, Intent), intent)
    return True


def check_replay(replay: Any, path: Path, tried: Case) -> bool:
    if isinstance(replay, ReplayError):
        return refused(replay, path, tried, "a valid replay is read")
    keep("a replay is read as what it says", tried.says in (None, replay.steps), replay.steps[:3])
    ticks = sum(step.count * step.times for step in replay.steps if isinstance(step, Ticks))
    keep("ticks are in range", 0 <= ticks <= 24 * 3600 * 60, ticks)
    return True


def play_script(path: Path) -> bool:
    """Carry out the first intents of a script that makes sense; returns whether it does."""
    try:
        plan = scripted(path)
    except ValueError:
        return False  # what it is told then, "script" has looked at
    assets, model, _ = _loaded()
    driver = Driver(State(screen=Screen(size=(960, 540))))
    driver.load(model, assets)
    play(driver, [(0, LoadSample(3)), *plan[:10]], _TICKS)
    if path.stat().st_size % 8 == 0:
        pygame.font.init()
        state = replace(driver.state, screen=replace(driver.state.screen, over=False))
        Frame(assets.fonts).draw(pygame.Surface(state.screen.size, depth=32), state)
    return True


def read_model(path: Path) -> Model:
    """A model is only loaded if its hash is right; here it would be."""
    return Model(path.read_bytes(), str(path))


def check_model(model: Any, path: Path, tried: Case) -> bool:
    if isinstance(model, ModelError):
        return refused(model, path, tried, "a valid model is loaded")
    for weights, bias, layer in zip(
        model.network.weights, model.network.biases, (1, 2, 3), strict=True
    ):
        keep("weights have their shape", weights.shape == SHAPES[f"W{layer}"], weights.shape)
        keep("biases have their shape", bias.shape == SHAPES[f"b{layer}"], bias.shape)
        keep("weights are finite", np.isfinite(weights).all() and np.isfinite(bias).all())
    rows = model.probabilities(np.full((1, 784), 0.5, np.float32))
    keep("probabilities are ten", rows.shape == (1, 10), rows.shape)
    keep("they sum to 1", abs(float(rows.sum()) - 1) < 1e-4 and float(rows.min()) >= 0, rows)
    return True


READERS: Mapping[str, Reader] = {
    "ink": Reader(read_strokes, check_strokes),
    "lines": Reader(read_strokes, check_strokes),
    "read": Reader(read_digits, check_digits),
    "png": Reader(read_strokes, check_picture),
    "jpeg": Reader(read_strokes, check_picture),
    "settings": Reader(lambda path: load_settings({}, (path,)), check_settings),
    "lesson": Reader(read_lesson, check_lesson, LessonError),
    "code": Reader(read_code, check_code, ValueError),
    "script": Reader(scripted, check_script, ValueError),
    "replay": Reader(lambda path: read_replay(path, MODEL), check_replay, ReplayError),
    "play": Reader(play_script, lambda played, *_: bool(played)),
    "status": Reader(read_status_file, check_status, StatusError),
    "onnx": Reader(read_model, check_model, ModelError),
}
