"""The replay of a visit as a file: a head, then what was done, one JSON object a line.

    {"format": "neural-lab replay", "version": 1, "lab": …, "model": SHA-256, "settings": {…}}
    {"load": true}                  the model was ready, and loaded
    {"ticks": 1, "times": 90}       90 passes of the loop, each of 1 tick; without "times", one
    {"do": [{"do": "Clear"}, …]}    one pass with these intents
    {"move": [[0, 12.5, 30.0], …]}  one pass in which pointers only moved: pointer, x, y
    {"found": "accuracy", "asked": 7}   the job "accuracy" had come to its end, as it was to be done
                                    before pass 7 (of all, from 0); its result is worked out again

Which intents shared a pass matters: the network is asked once a pass.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from game.lab.intents import BeginLesson, Intent, PointerMove, Resize
from game.lab.intents.record import INKED, plain_intent_of
from game.lab.intents.script import LARGEST as _FARTHEST
from game.lab.stage.keys import Keys
from game.lab.state.screen import Screen
from game.shell.files.hotkeys import read_hotkeys
from game.shell.files.ink_file import InkError, ink_of
from game.shell.files.input_file import bytes_of
from game.shell.files.lesson_file import lesson_in
from game.shell.files.settings import KEYS, TABLE, Settings
from game.shell.files.values import LARGEST, parse_switch, shown

FORMAT, VERSION = "neural-lab replay", 1
#: most bytes of a replay, and of it what is recorded: the last line may need a few more. That is an
#: hour of a pointer that never rests
MOST_BYTES, MOST_RECORDED = 8_100_000, 8_000_000
#: most lines, ticks (of 1/60 s: a day) and ticks of one pass
_MOST_LINES, _MOST_TICKS, _MOST_AT_ONCE = 500_000, 24 * 3600 * 60, 1_000
#: the settings of a visit that its replay needs: those of the screen, beside its volume and hotkeys
KEPT = tuple(field.name for field in fields(Screen) if field.name in KEYS)
_HEAD = f'{{"format": "{FORMAT}"'.replace(" ", "").encode()


@dataclass(frozen=True, slots=True)
class Load:
    """The model was loaded."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """``times`` passes, each of ``count`` ticks."""

    count: int
    times: int


@dataclass(frozen=True, slots=True)
class Do:
    """One pass with these intents."""

    intents: tuple[Intent, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A job of this slot had come to its end; it was asked for before this pass."""

    slot: str
    asked: int


Step = Load | Ticks | Do | Found


@dataclass(frozen=True, slots=True)
class Replay:
    """A visit. ``lab``: the version that it was recorded with; ``model``: its file's SHA-256."""

    lab: str
    model: str
    settings: Settings
    steps: tuple[Step, ...]


class ReplayError(ValueError):
    """A replay cannot be read or played: where, what is wrong, and the cure, in one line."""


def is_replay(raw: bytes) -> bool:
    """Whether a file says at its beginning that it is a replay, of whatever version."""
    return raw[:200].lstrip(b"\xef\xbb\xbf \r\n").replace(b" ", b"").startswith(_HEAD)


def read_replay(path: Path, model: str) -> Replay:
    """The replay at ``path``; ReplayError for any other file, and for one of another model than
    the one with the SHA-256 ``model``: its answers would be others, and so all that follows."""
    try:
        return parse_replay(bytes_of(path), model)
    except ReplayError as error:
        raise ReplayError(f"{path}{error}") from None
    except ValueError as error:
        raise ReplayError(f"{path}: {error}") from None


def parse_replay(raw: bytes, model: str) -> Replay:
    """The same from a file's bytes; ReplayError, which begins with ", line 3: " or ": "."""
    if len(raw) > MOST_BYTES:
        raise ReplayError(f": is larger than {MOST_BYTES:,} bytes; record a shorter visit")
    try:
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise ReplayError(": is not UTF-8 text; save the replay anew with Ctrl+S") from None
    if len(lines) > _MOST_LINES:
        raise ReplayError(f": has more than {_MOST_LINES:,} lines; record a shorter visit")
    lab, found, settings = _head(_object(lines[0], 1))
    if found != model:
        raise ReplayError(
            f": was recorded with another model ({found[:8]}…, here is {model[:8]}…); "
            "play it with the version of the lab that has that model"
        )
    return Replay(lab, found, settings, tuple(_steps(lines)))


def _head(data: dict[str, Any]) -> tuple[str, str, Settings]:
    if data.get("format") != FORMAT:
        raise ReplayError(f': is no replay; its first line must say "format": "{FORMAT}"')
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise ReplayError(
            f": is a replay of format {shown(data.get('version'))}, and this lab reads "
            f"{VERSION}; play it with the version of the lab that made it"
        )
    lab, model, given = data.get("lab"), data.get("model"), data.get("settings")
    if not isinstance(lab, str) or len(lab) > 40:
        raise ReplayError(', line 1: has no "lab", the version that recorded it; record it anew')
    if not isinstance(model, str) or len(model) != 64:
        raise ReplayError(', line 1: has no "model", its SHA-256; record it anew')
    if not isinstance(given, dict):
        raise ReplayError(', line 1: has no "settings"; record it anew')
    values: dict[str, Any] = {}
    for name in (*KEPT, "sound", TABLE):
        if name not in given:  # an older lab had no such setting
            continue
        try:
            values[name] = _READ[name](given[name])
        except ValueError as error:
            raise ReplayError(f", line 1: {name}: {error}") from None
    return lab, model, replace(Settings(), **values)


def _size(value: object) -> tuple[int, int]:
    """A window's size, px; ValueError for one that cannot be drawn. A real window may be smaller
    than one that may be asked for."""
    if not (isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)):
        raise ValueError(f"{shown(value)} is no size: write [width, height] in pixels")
    width, height = value
    if not (1 <= width <= LARGEST[0] and 1 <= height <= LARGEST[1]):
        raise ValueError(f"{width}x{height} is too small or too large for a window")
    return width, height


def _hotkeys(value: object) -> Keys:
    """Hotkeys as a person had set them; ValueError for what is none."""
    keys, faults = read_hotkeys(value)
    if faults:
        raise ValueError(faults[0].removesuffix("; ignored"))
    return keys


def _low(value: object) -> bool | None:
    """Whether controls stood low; None where the screen decided."""
    return None if value is None else parse_switch(value)


#: how the settings of a replay are read
_READ = {**KEYS, "size": _size, "low_controls": _low, TABLE: _hotkeys}


def _steps(lines: list[str]) -> Iterator[Step]:
    """What the lines after the first one say."""
    passes = ticks = 0
    loaded = False
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            step = _step(_object(line, number), passes)
        except ReplayError:
            raise
        except ValueError as error:
            raise ReplayError(f", line {number}: {error}") from None
        if isinstance(step, Load):
            if loaded:
                raise ReplayError(f", line {number}: the model is loaded twice; record it anew")
            loaded = True
        passes += step.times if isinstance(step, Ticks) else 1
        ticks += step.count * step.times if isinstance(step, Ticks) else 0
        if ticks > _MOST_TICKS:
            raise ReplayError(f", line {number}: lasts longer than a day; record a shorter visit")
        yield step


def _step(data: dict[str, Any], passes: int) -> Step:
    """One line; ``passes``: how many there were before it."""
    if data == {"load": True}:
        return Load()
    if "ticks" in data and data.keys() <= {"ticks", "times"}:
        times = _whole(data, "times", _MOST_TICKS) if "times" in data else 1
        return Ticks(_whole(data, "ticks", _MOST_AT_ONCE), times)
    if data.keys() == {"move"} and isinstance(data["move"], list):
        return Do(tuple(map(_move, data["move"])))
    if data.keys() == {"found", "asked"} and isinstance(data["found"], str):
        return Found(data["found"][:40], _whole(data, "asked", passes, least=0))
    if data.keys() == {"do"} and isinstance(data["do"], list):
        return Do(tuple(map(_intent, data["do"])))
    raise ValueError(f'{shown(data)} is no step: write {{"do": [an intent, …]}}, or record it anew')


def _whole(data: dict[str, Any], name: str, most: int, least: int = 1) -> int:
    value = data[name]
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f'"{name}" is {shown(value)}; it must be from {least} to {most:,}')
    return int(value)


def _move(data: object) -> Intent:
    if isinstance(data, list) and len(data) == 3:
        pointer, x, y = data
        # bool is an int to Python, but True is no pointer's number
        known = type(pointer) is int and {type(x), type(y)} <= {int, float}
        if known and max(abs(pointer), abs(x), abs(y)) <= _FARTHEST:
            return PointerMove(pointer, x, y)
    raise ValueError(f"{shown(data)} is no move; write [pointer, x, y]")


def _intent(data: object) -> Intent:
    if isinstance(data, dict) and isinstance(data.get("do"), str) and data["do"] in INKED:
        try:
            return INKED[data["do"]](ink_of(data.get("ink"), data["do"]))
        except InkError as error:
            raise ValueError(str(error)) from None
    if isinstance(data, dict) and data.get("do") == BeginLesson.__name__:
        return BeginLesson(lesson_in(data.get("lesson"), data.get("name")))
    intent = plain_intent_of(data)
    if isinstance(intent, Resize):
        _size([max(intent.width, 1), max(intent.height, 1)])
    return intent


def _object(line: str, number: int) -> dict[str, Any]:
    """The JSON object of a line."""
    try:
        data = json.loads(line, parse_constant=_no_constant)
    except RecursionError:
        raise ReplayError(f", line {number}: is nested too deeply; record it anew") from None
    except ValueError as error:
        words = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise ReplayError(f", line {number}: is not JSON ({words[:80]}); record it anew") from None
    if not isinstance(data, dict):
        raise ReplayError(f", line {number}: is no JSON object; record it anew")
    return data


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")
