"""Whatever may be read, by kind and number: `case("ink", 7)` is the same each time.

Of ten, three are valid, and what they say is known; the others were valid before something befell
them, or are words of the format in any order, or noise, or as large as a reader takes them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from tests.storms import binaries, inks, lessons, mutations, texts
from tests.storms.test_script_storm import line_of
from tests.storms.test_settings_storm import settings_of

Change = Callable[[bytes, bytes, Random], bytes]
_TEXT: Change = partial(mutations.mutated, text=True)


@dataclass(frozen=True, slots=True)
class Case:
    """``says``: what a reader must make of the bytes, where that is known; None otherwise."""

    raw: bytes
    ending: str
    says: object = None


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file. ``valid``: one of it; ``storm``: what another storm has of it; ``change``:
    what befalls it; ``words``: what it is made of; ``most``: bytes that its reader takes, and some.
    """

    ending: str
    valid: Callable[[Random], texts.Said]
    storm: Callable[[int], bytes]
    words: tuple[bytes, ...]
    most: int
    change: Change = _TEXT


def _settings_storm(seed: int) -> bytes:
    """The other storm's, or many settings that nobody knows, with long names."""
    chance = Random(seed)
    if chance.random() < 0.8:
        return settings_of(seed)
    keys = (f"{nth}{chance.choice('abé.') * chance.randint(0, 200)}z" for nth in range(12))
    return "\n".join(f'"{key}" = {nth}' for nth, key in enumerate(keys)).encode()


def _script_storm(seed: int) -> bytes:
    chance = Random(seed)
    lines = (line_of(chance) for _ in range(chance.choice((1, 3, 10))))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _code_storm(seed: int) -> bytes:
    """Parts over and over: the more there are, the longer each new one takes."""
    chance = Random(seed)
    letters = chance.choice(("K", "U", "G", "UDG", "BNWKPQTUDG", "ABCÉ²"))
    part = "{}{}.{}" if letters != "K" else chance.choice(("{}{}", " "))
    parts = (
        part.format(chance.choice(letters), chance.randint(0, 203), chance.randint(0, 60))
        for _ in range(int(1500 ** chance.random()))
    )
    return chance.choice(("-", "-", "-", "--", " ", "- ", "-\n")).join(parts).encode()


def _status_storm(seed: int) -> bytes:
    """One field with another value."""
    chance = Random(seed)
    value = json.loads(texts.status(chance)[0])
    odd = ("", "\ud800", "9999-12-31", "0001-01-01", "2026-11-28T12", "²", "x" * 5000, 2**53 + 1)
    odd += (-1, True, 0.5, None, [], {}, "20261128T120000+2359", "2026-W48-6", "a\n", "1" * 64)
    value[chance.choice(sorted(value))] = chance.choice(odd)
    return json.dumps(value).encode()


def _replay_storm(seed: int) -> bytes:
    """Lines of a valid replay, in any order, some of them twice, and lines of a script."""
    chance = Random(seed)
    head, *lines = texts.replay(chance)[0].splitlines(True)
    lines += [line_of(chance).encode("utf-8", "surrogatepass") + b"\n" for _ in range(2)]
    return head + b"".join(chance.choices(lines, k=chance.choice((1, 5, 40))))


_JSON = (b"{", b"}", b"[", b"]", b",", b":", b'"', b"1", b"0.5", b"null", b"\n", b" ")
_INK = (*_JSON, b'"width":448', b'"height":448', b'"pen":20', b'"strokes":', b"[[1,2],[3,4]]", b",")
_SCRIPT = (*_JSON, b'{"do":"Pause"}\n', b'"do"', b'"MovePen"', b'"at"', b'"x"', b'{"do":"Clear"}')
_REPLAY = (*_SCRIPT, b'{"load":true}\n', b'{"ticks":1}\n', b'"times"', b'"found"', b'"asked"')
_TOML = (
    b"a",
    b".",
    b"=",
    b"[",
    b"]",
    b"[[",
    b"{",
    b"}",
    b"size",
    b"scale",
    b"\n",
    b'"',
    b"1",
    b"#",
)
_STATUS = (*_JSON, b'"version":"1"', b'"pid":1', b'"day":"2026-11-28"', b'"phase"', b'"visits":')
_CODE = (b"B1", b"N1.2", b"W2", b"K3", b"-", b".", b"P40", b"U3.15", b"G3.50", b"0", b"99", b"K")

_LINES = Form(".jsonl", texts.ink_lines, inks.ink, _INK, 17_000_000)
_TEXT_INK = replace(_LINES, ending=".json", valid=texts.ink)
FORMS: dict[str, Form] = {
    "ink": _TEXT_INK,
    "lines": _LINES,
    "read": _TEXT_INK,
    "png": Form(
        ".png",
        binaries.png_picture,
        partial(binaries.storm_of, b"\x89PNG"),
        (b"\x89PNG\r\n\x1a\n", b"IHDR", b"IDAT", b"IEND", b"\0\0\0\r", b"\0\0\0\0"),
        5_000_000,
        binaries.png_changed,
    ),
    "jpeg": Form(
        ".jpg",
        binaries.jpeg_picture,
        partial(binaries.storm_of, b"\xff\xd8"),
        (
            b"\xff\xd8\xff",
            b"\xff\xc0\0\x0b",
            b"\xff\xda",
            b"\xff\xd9",
            b"\xff\xc4",
            b"\xff\xdb",
            b"\0",
        ),
        5_000_000,
        partial(mutations.mutated, text=False),
    ),
    "settings": Form(".toml", texts.settings, _settings_storm, _TOML, 70_000),
    "lesson": Form(".toml", lessons.lesson, lessons.storm, lessons.WORDS, 280_000),
    "code": Form(".txt", texts.code, _code_storm, _CODE, 4_100),
    "script": Form(".jsonl", texts.script, _script_storm, _SCRIPT, 8_100_000),
    "replay": Form(".jsonl", texts.replay, _replay_storm, _REPLAY, 8_200_000),
    "play": Form(".jsonl", texts.script, _script_storm, _SCRIPT, 2_000),
    "status": Form(".json", texts.status, _status_storm, _STATUS, 17_000),
    "onnx": Form(
        ".onnx",
        binaries.onnx_model,
        binaries.onnx_noise,
        (b"\x08\x08", b"\x3a\x80", b"\x0a\x00", b"\x2a", b"\x12\x01", b"\xff\xff", b"Gemm", b"W1"),
        4_300_000,
        binaries.onnx_changed,
    ),
}


def case(kind: str, seed: int) -> Case:
    """The input of a kind that has this number."""
    form, chance = FORMS[kind], Random(f"{kind}:{seed}")
    way = seed % 10
    if way == 8:
        return Case(mutations.noise(chance, form.words), form.ending)
    if way == 3:
        return Case(form.storm(seed), form.ending)
    raw, says = form.valid(chance)
    if way < 3:
        return Case(raw, form.ending, says)
    if way == 9 and chance.random() < 0.05:
        return Case(mutations.swollen(raw, form.most, chance, form.words), form.ending)
    if way == 9:
        raw = form.storm(seed)
    return Case(form.change(raw, form.valid(chance)[0], chance), form.ending)
