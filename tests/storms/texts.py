"""Valid ink, settings, damage codes and scripts by chance, and what each of them says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from random import Random
from typing import Any

from game.core.ink.ink import MOST_POINTS, MOST_STROKES
from game.core.model.damage import (
    MOST_GAIN,
    MOST_NOISE,
    MOST_SHIFT,
    NEURONS,
    SEEDS,
    TEMPERATURES,
    Adjustment,
    Damage,
    neuron,
)
from game.engine.visit.recorder import Recorder
from game.lab import intents as do
from game.lab.break_it.code import code_of
from game.lab.intents import Intent
from game.lab.intents.script import OLD_NAMES, SCRIPTABLE
from game.lab.stage.controls import CONTROLS, HOTKEYS
from game.lab.state.screen import LETTERS, PROFILES, SCALES, Screen
from game.shell.files.kiosk_values import Opening
from game.shell.files.place import languages
from game.shell.files.replay_file import Do, Step, Ticks
from game.shell.process.status import COUNTERS

_KEYS = tuple(key for hotkey in HOTKEYS for key in hotkey.keys)
_SAID = (*CONTROLS, *_KEYS, "break", "forward", "weights", "gradient", "help", "code", "quit", "W1")
_SAID += (
    "B1-W3",
    "P100-Q1-T10",
    "fewest",
    "",
    "\0",
    "\x1b[2J",
    "🙂",
    "\ud800",
    "\udfff",
    "é" * 900,
)
_BOM = b"\xef\xbb\xbf"

#: valid bytes, and what a reader must make of them
#: the SHA-256 that replays by chance name
MODEL = "5e" * 32

Said = tuple[bytes, object]


def ink(chance: Random) -> Said:
    """One ink as JSON, written in one of many ways; what it says is the JSON value."""
    value = _ink(chance, large=chance.random() < 0.005)
    return _spelled(value, chance), [value]


def ink_lines(chance: Random) -> Said:
    values = [_ink(chance) for _ in range(chance.randint(1, 6))]
    end = chance.choice((b"\n", b"\r\n", b"\n\n", b" \n\t\n"))
    raw = end.join(_spelled(value, chance, one_line=True) for value in values)
    return raw + end * chance.randint(0, 2), values


def _ink(chance: Random, large: bool = False) -> dict[str, Any]:
    """``large``: up to all that one ink may have."""
    sides = (0.0001, 0.5, 1, 28, 448, 448, 448.5, 1920, 100_000)
    width, height = chance.choice(sides), chance.choice(sides)
    pen = chance.choice((0.0001, 0.002, 1, 18, 20, 25.5, 100_000))
    strokes = []
    count = int((MOST_STROKES if large else 12) ** chance.random())
    longest, least = (MOST_POINTS / count, 0.7) if large else (60, 0)
    for _ in range(count):
        x, y = chance.random(), chance.random()
        stroke = []
        for _ in range(int(longest ** chance.uniform(least, 1))):
            x = min(max(x + chance.gauss(0, 0.05), 0), 1)
            y = min(max(y + chance.gauss(0, 0.05), 0), 1)
            stroke.append([x * width, y * height])
        if chance.random() < 0.2 and min(width, height) >= 1:
            stroke = [[int(x), int(y)] for x, y in stroke]
        strokes.append(stroke)
    value: dict[str, Any] = {"width": width, "height": height, "pen": pen, "strokes": strokes}
    if chance.random() < 0.2:
        value[chance.choice(_SAID)] = chance.choice(([], {}, None, "}\n{", [[]], 1e300))
    items = list(value.items())
    chance.shuffle(items)
    return dict(items)


def _spelled(value: object, chance: Random, one_line: bool = False) -> bytes:
    indent = None if one_line or chance.random() < 0.8 else chance.randint(0, 3)
    between = chance.choice(((", ", ": "), (",", ":"), (" , ", " :\t")))
    text = json.dumps(value, indent=indent, separators=between).encode()
    return text if one_line or chance.random() < 0.8 else _BOM + text + b"\r\n"


def settings(chance: Random) -> Said:
    """Some of the keys with values that they may have, and those values."""
    width = chance.randint(640, 3840)
    size = (width, chance.randint(480, 3840 * 2160 // width if width > 1920 else 4320))
    known: dict[str, tuple[object, str]] = {}
    switches = ("left_handed", "low_controls", "screen_reader", "autosave")
    for key in ("fullscreen", "reduced_motion", *switches):
        on = chance.random() < 0.5
        known[key] = on, str(on).lower()
    known["size"] = size, chance.choice(('"{}x{}"', "'{}X{}'", '"{}×{}"')).format(*size)
    scale = chance.choice((1, *SCALES, 1.25, round(chance.uniform(*SCALES), 6)))
    known["scale"] = scale, str(scale)
    for key, choices in (("letters", LETTERS), ("profile", PROFILES), ("language", languages())):
        word = chance.choice(choices)
        known[key] = word, f'"{word}"'
    sound = chance.randint(0, 100)
    known["sound"] = sound, str(sound)
    known["keys"] = (("why", ("f6",)), ("pause", ())), '{why = "f6", pause = ""}'
    display = chance.randrange(64)
    known["display"] = display, str(display)
    known |= _kiosk(chance)
    chosen = chance.sample(sorted(known), chance.randint(0, len(known)))
    lines = []
    for key in chosen:
        name, equals = chance.choice((key, f'"{key}"')), chance.choice((" = ", "=", "\t=\t"))
        lines.append(f"{name}{equals}{known[key][1]}{chance.choice(('', ' # é🙂', ' '))}")
        lines += [""] * chance.choice((0, 0, 1))
    text = chance.choice(("\n", "\r\n")).join(lines).encode()
    return chance.choice((b"", _BOM)) + text, {key: known[key][0] for key in chosen}


def _kiosk(chance: Random) -> dict[str, tuple[object, str]]:
    """The values that settings of a kiosk have, and how they are written."""
    known: dict[str, tuple[object, str]] = {"kiosk": (True, "true")}
    for key, least, most in (("idle", 30, 3600), ("countdown", 1, 600), ("hub_every", 1, 86_400)):
        seconds = chance.choice((least, most, round(chance.uniform(least, most), 3)))
        known[key] = seconds, str(seconds)
    keys = [chance.choice(("1", "space", "F1", "é")) for _ in range(chance.choice((0, 1, 64)))]
    known["kiosk_keys"] = tuple(key.lower() for key in keys), json.dumps(keys, ensure_ascii=False)
    begins, ends = chance.randrange(0, 720), chance.randrange(720, 1441)
    times = [f"{minute // 60:02}:{minute % 60:02}" for minute in (begins, ends)]
    hours = f'"{"-".join(times)}"'
    days = [(begins, ends), *[None] * 5, (begins, ends)]
    known["opening"] = chance.choice(
        (
            (Opening(((begins, ends),) * 7), hours),
            (Opening(tuple(days)), f"{{mon={hours},sun={hours}}}"),
        )
    )
    pin = f"scrypt${chance.randbytes(16).hex()}${chance.randbytes(32).hex()}"
    known["staff_pin"] = pin, f"'{pin}'"
    sides = chance.randint(50, 10_000), chance.uniform(50, 10_000)
    known["screen_mm"] = sides, f"[{sides[0]}, {sides[1]},]"
    hub = chance.choice(("", "http://localhost:8080", "https://10.0.0.1/a?b=c%20#d"))
    known["hub"] = hub, f'"{hub}"'
    return known


def status(chance: Random) -> Said:
    """A lab's status, and its fields."""
    value: dict[str, Any] = {
        "version": chance.choice(("0.1.0", "1.0.0rc1+dirty")),
        "model_sha256": chance.choice(("", chance.randbytes(32).hex())),
        "pid": chance.choice((1, 4_194_304, 2**31, 2**53)),
        "up_since": "2026-11-28T12:00:00+01:00",
        "last_frame": chance.choice(("2026-11-28T12:00:00+01:00", "1971-01-01T00:00:00-23:59")),
        "phase": chance.choice(("attract", "visit", "start")),
        "visits_today": chance.choice((0, 7, 2**53)),
    }
    value |= {name: chance.choice((0, 1, 2**53)) for name in COUNTERS}
    value["day"] = "2026-11-28"
    return _spelled(value, chance), value


def code(chance: Random) -> Said:
    """A damage's code, its parts in any order and case, and the damage."""

    def often(value: object, otherwise: object) -> Any:
        return value if chance.random() < 0.4 else otherwise

    noise = often(chance.randint(1, MOST_NOISE), 0)
    chosen = sorted(chance.sample(range(NEURONS), chance.choice((0, 0, 1, 3, NEURONS))))
    changes = (
        Adjustment(
            neuron(number),
            chance.randint(-MOST_SHIFT, MOST_SHIFT),
            often(chance.randint(0, MOST_GAIN), 100),
        )
        for number in sorted(chance.sample(range(NEURONS), chance.choice((0, 0, 1, 3, 30))))
    )
    damage = Damage(
        biases_off=often(True, False),
        noise=noise,
        seed=chance.randrange(SEEDS) if noise else 0,
        cuts=tuple(sorted(chance.sample((1, 2, 3), chance.randint(0, 3)))),
        ablated=tuple(map(neuron, chosen)),
        pruned=often(chance.randint(0, 100), 0),
        bits=often(chance.randint(1, 8), None),
        adjusted=tuple(c for c in changes if c != Adjustment(c.unit)),
        temperature=often(chance.randint(*TEMPERATURES), 100),
    )
    parts = code_of(damage).split("-")
    if chance.random() < 0.5:
        chance.shuffle(parts)
    text = "-".join(parts)
    text = chance.choice((text, text.lower(), f"  {text}\n"))
    return text.encode(), damage


def script(chance: Random) -> Said:
    """Lines of intents with values of the right types, and the ticks and intents they are."""
    steps, lines = [], []
    for _ in range(int(20 ** chance.random())):
        name = chance.choice(sorted(SCRIPTABLE))
        values = _values(name, chance)
        said: dict[str, object] = {"do": name, **values}
        at = 0.0
        if chance.random() < 0.4:
            at = said["at"] = chance.choice((0, 0.25, 1, 3600, chance.uniform(0, 3600)))
        old = [old for old, new in OLD_NAMES.items() if new == name]
        said["do"] = chance.choice([name, name, *old])
        steps.append((round(at * 60), SCRIPTABLE[name](**values)))
        lines += [json.dumps(said, ensure_ascii=_has_surrogate(said) or chance.random() < 0.5)]
        lines += [" "] * chance.choice((0, 0, 0, 1))
    text = chance.choice(("\n", "\r\n")).join(lines).encode()
    plan: list[tuple[int, Intent]] = steps
    return chance.choice((b"", _BOM)) + text + b"\n" * chance.randint(0, 2), plan


def replay(chance: Random) -> Said:
    """A head and passes of a visit, as the recorder writes them, and what the passes are."""
    recorder = Recorder(Screen(size=(chance.randint(1, 3840), chance.randint(1, 2160))), MODEL)
    steps: list[Step] = []
    for _ in range(int(20 ** chance.random())):
        name, ticks = chance.choice(sorted(SCRIPTABLE)), chance.randint(1, 16)
        x, y = chance.uniform(-50, 2000), float(chance.randint(-50, 2000))
        passes: tuple[list[Intent], ...] = (
            [do.PointerMove(chance.randint(0, 10), x, y)],
            [SCRIPTABLE[name](**_values(name, chance)), do.Tick()],
            [do.Noticed(chance.choice(_SAID)), do.WishesTaken()],
            [do.Tick()] * ticks,
        )
        intents = chance.choice(passes)
        times = chance.choice((1, 1, 300))
        ticking = all(isinstance(intent, do.Tick) for intent in intents)
        before = steps[-1] if steps else None
        for _ in range(times):
            recorder.advanced(intents)
        if not ticking:
            steps += [Do(tuple(intents))] * times
        elif isinstance(before, Ticks) and before.count == len(intents):
            steps[-1] = Ticks(before.count, before.times + times)
        else:
            steps.append(Ticks(len(intents), times))
    return chance.choice((b"", _BOM)) + recorder.text(), tuple(steps)


def _has_surrogate(said: Mapping[str, object]) -> bool:
    """JSON can name half a character, and UTF-8 cannot write it."""
    return any("\ud800" <= c <= "\udfff" for value in said.values() for c in str(value))


def _values(name: str, chance: Random) -> dict[str, Any]:
    if name == "Resize":  # these are checked as a window's are
        return {"width": chance.randint(640, 3840), "height": chance.randint(480, 2160)}
    values: dict[str, Any] = {}
    for field in fields(SCRIPTABLE[name]):
        kind, _, nothing = str(field.type).partition(" | ")
        near, far = chance.randint(-3, 210), chance.choice((10**9, -(10**9), 1000, 0, -1))
        values[field.name] = {
            "int": near if chance.random() < 0.7 else far,
            "float": chance.choice((chance.uniform(-50, 2000), far, 1e-300, -0.0)),
            "bool": chance.random() < 0.5,
            "str": chance.choice(_SAID),
        }[kind]
        if nothing and chance.random() < 0.2:
            values[field.name] = None
    return values
