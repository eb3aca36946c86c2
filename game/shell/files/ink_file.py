"""Ink from files: JSON, JSON lines, or a picture. Whatever is wrong with them is an InkError."""

from __future__ import annotations

import json
import math
import re
import reprlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from game.core.ink.ink import MOST_POINTS, MOST_STROKES, Ink, Stroke, stroke_of
from game.shell.files.file_kind import kind_of
from game.shell.files.input_file import STDIN, bytes_of

#: largest JSON text of one ink, bytes
MOST_TEXT = 16_000_000
#: least and largest side of a canvas, and width of a pen, px: some programs count in units of the
#: canvas, with pens of 0.002
SMALLEST, LARGEST = 0.0001, 100_000
#: most values in one JSON text: what it holds besides points must not take much memory either
_MOST_VALUES = 1_000_000
#: after so many bad lines one after the other, the rest of the file is not looked at
_MOST_BAD_LINES = 1_000
#: how the names of files end that hold one ink a line
_LINES = (".jsonl", ".ndjson")
# Where one line ends an object and the next begins one: JSON would have a comma between them.
_NEXT_INK = re.compile(rb"\}[ \t\r]*\n\s*\{")
_LINE = re.compile(rb"\S[^\n]*")
_BOM = b"\xef\xbb\xbf"

_SHAPE = '{"width": …, "height": …, "pen": …, "strokes": [[[x, y], …], …]}'


class InkError(Exception):
    """A file or a line of it cannot be read: where, what is wrong, and the cure, in one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """One ink of a file, or what is wrong with it. ``place``: file, and line in ``.jsonl``."""

    place: str
    ink: Ink | InkError


def read_inks(path: Path) -> Iterator[Found]:
    """Every ink of the file at ``path``, or of standard input, one after the other; never raises
    for what is in it. What kind of file it is, its bytes say: only ``.jsonl`` is believed."""
    place = "stdin" if path == STDIN else _printable(str(path))
    try:
        try:
            raw = bytes_of(path)
            is_picture = bool(kind_of(raw))
        except ValueError as error:
            raise InkError(f"{place}: {error}") from None
        if not raw or raw.isspace():
            raise InkError(f"{place}: is empty; write {_SHAPE}")
        if is_picture:
            yield Found(place, _picture(raw, place))
        elif path.suffix.lower() in _LINES or _NEXT_INK.search(raw):
            yield from _lines(raw, place)
        else:
            yield Found(place, parse_ink(raw, place))
    except InkError as error:
        yield Found(place, error)


def parse_ink(raw: bytes, place: str) -> Ink:
    """The ink of one JSON text; raises InkError, naming ``place``, for anything else."""
    if len(raw) > MOST_TEXT:
        raise InkError(f"{place}: is larger than {MOST_TEXT // 1_000_000} MB; thin out the points")
    if len(raw) > _MOST_VALUES and sum(map(raw.count, (b"[", b"{", b","))) > _MOST_VALUES:
        raise InkError(
            f"{place}: holds more than {_MOST_VALUES:,} values; "
            f"an ink has up to {MOST_POINTS:,} points"
        )
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InkError(f"{place}: is not UTF-8 text; save the ink as UTF-8 JSON") from None
    except json.JSONDecodeError as error:
        raise InkError(
            f"{place}: is not JSON ({error.msg}, line {error.lineno}, column {error.colno}); "
            f"write {_SHAPE}"
        ) from None
    except (RecursionError, ValueError):  # a number of 5,000 figures is a bare ValueError
        raise InkError(f"{place}: is nested or long beyond reading; write {_SHAPE}") from None
    return ink_of(value, place)


def ink_of(value: object, place: str) -> Ink:
    """The ink of a JSON value; raises InkError, naming ``place``, for anything else."""
    if not isinstance(value, dict):
        raise InkError(f"{place}: is JSON but not an ink; write {_SHAPE}")
    width, height, pen = (_size(value, name, place) for name in ("width", "height", "pen"))
    strokes = value.get("strokes")
    if not isinstance(strokes, list):
        raise InkError(f'{place}: has no list "strokes"; write {_SHAPE}')
    if not strokes:
        raise InkError(f"{place}: has no strokes; draw at least one")
    if len(strokes) > MOST_STROKES:
        raise InkError(
            f"{place}: has {len(strokes):,} strokes, more than {MOST_STROKES:,}; split it"
        )
    points = sum(len(s) for s in strokes if isinstance(s, list))
    if points > MOST_POINTS:
        raise InkError(f"{place}: has {points:,} points, more than {MOST_POINTS:,}; thin them out")
    parsed = tuple(
        _stroke(stroke, (width, height), f"{place}: stroke {nth}")
        for nth, stroke in enumerate(strokes, start=1)
    )
    return Ink(width, height, pen, parsed)


def _size(value: dict[str, object], name: str, place: str) -> float:
    """A width, height or pen: a number from SMALLEST to LARGEST."""
    if name not in value:
        raise InkError(f'{place}: has no "{name}"; write {_SHAPE}')
    size = value[name]
    if not _is_number(size) or not SMALLEST <= size <= LARGEST:
        raise InkError(
            f'{place}: "{name}" is {_shown(size)}; '
            f"it must be a number from {SMALLEST:g} to {LARGEST:,} px"
        )
    return float(size)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _stroke(value: object, canvas: tuple[float, float], place: str) -> Stroke:
    if not isinstance(value, list) or not value:
        raise InkError(f"{place} is not a list of points; write [[x, y], …]")
    for nth, point in enumerate(value, start=1):
        if not isinstance(point, list) or len(point) != 2 or not all(map(_is_number, point)):
            raise InkError(f"{place}, point {nth} is {_shown(point)}; write [x, y]")
        for number, side in zip(point, canvas, strict=True):
            if isinstance(number, float) and not math.isfinite(number):
                raise InkError(f"{place}, point {nth} has {number}; give finite numbers")
            if not 0 <= number <= side:
                raise InkError(
                    f"{place}, point {nth} {_shown(point)} is outside "
                    f"the canvas of {canvas[0]:g}×{canvas[1]:g}; move it inside"
                )
    return stroke_of(value)


def _lines(raw: bytes, place: str) -> Iterator[Found]:
    """One ink for each line that is not blank; a bad line leaves the others alone."""
    at = start = len(_BOM) if raw.startswith(_BOM) else 0
    number, bad = 1, 0
    if not _LINE.search(raw, start):
        raise InkError(f"{place}: holds no ink; write one {_SHAPE} a line")
    for found in _LINE.finditer(raw, start):
        number += raw.count(b"\n", at, found.start())
        at = found.start()
        line = raw[max(raw.rfind(b"\n", start, at) + 1, start) : found.end()]
        where = f"{place} line {number}"
        try:
            yield Found(where, parse_ink(line, where))
            bad = 0
        except InkError as error:
            yield Found(where, error)
            bad += 1
        if bad == _MOST_BAD_LINES:
            raise InkError(f"{place}: holds no ink in {bad:,} lines; the rest is not read")


def _picture(raw: bytes, place: str) -> Ink:
    # Only here: pygame and scipy take longer to load than a file of strokes to read.
    from game.shell.pictures.picture_file import read_picture

    try:
        ink = read_picture(raw)
    except ValueError as error:
        raise InkError(f"{place}: {error}") from None
    if not ink.strokes:
        raise InkError(f"{place}: shows no ink; draw dark on light or light on dark")
    return ink


def _printable(text: str) -> str:
    """``text`` on one line, without anything that could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "?" for c in text)


def _shown(value: object, most: int = 60) -> str:
    """``value`` from inside a file, on one line of bounded length."""
    clean = _printable(reprlib.repr(value))
    return clean if len(clean) <= most else clean[: most - 1] + "…"
