"""Ink from files: JSON, JSON lines, or a picture. All that can be wrong is an InkError."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from game.core.ink import Ink, Stroke, stroke_of

#: largest file read, bytes
MOST_BYTES = 48_000_000
#: largest JSON text of one ink, bytes
MOST_TEXT = 16_000_000
#: most points in one ink; a minute of drawing at 1,000 points a second is 60,000
MOST_POINTS = 100_000
#: most strokes in one ink
MOST_STROKES = 1_000
#: largest side of a canvas and largest pen, px
LARGEST = 100_000
#: how files of pictures end
PICTURES = (".png", ".jpg", ".jpeg")

_SHAPE = '{"width": …, "height": …, "pen": …, "strokes": [[[x, y], …], …]}'


class InkError(Exception):
    """A file or a line of it cannot be read: where, what is wrong, and the cure, in one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """One ink of a file, or what is wrong with it. ``place``: file, and line in ``.jsonl``."""

    place: str
    ink: Ink | InkError


def read_inks(path: Path) -> Iterator[Found]:
    """Every ink of the file at ``path``, one after the other; never raises for what is in it."""
    place = _printable(str(path))
    try:
        raw = _bytes_of(path, place)
        if path.suffix.lower() == ".jsonl":
            yield from _lines(raw, place)
        elif path.suffix.lower() in PICTURES:
            yield Found(place, _picture(raw, place))
        else:
            yield Found(place, parse_ink(raw, place))
    except InkError as error:
        yield Found(place, error)


def parse_ink(raw: bytes, place: str) -> Ink:
    """The ink of one JSON text; raises InkError, naming ``place``, for anything else."""
    if len(raw) > MOST_TEXT:
        raise InkError(f"{place}: {_too_large(MOST_TEXT)}; thin out the points")
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
    return _ink(value, place)


def _ink(value: object, place: str) -> Ink:
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
    """A width, height or pen: a number above 0 and up to LARGEST."""
    if name not in value:
        raise InkError(f'{place}: has no "{name}"; write {_SHAPE}')
    size = value[name]
    if not _is_number(size) or not 0 < size <= LARGEST:
        raise InkError(
            f'{place}: "{name}" is {_shown(repr(size))}; '
            f"it must be a number above 0 and up to {LARGEST:,} px"
        )
    return float(size)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _stroke(value: object, canvas: tuple[float, float], place: str) -> Stroke:
    if not isinstance(value, list) or not value:
        raise InkError(f"{place} is not a list of points; write [[x, y], …]")
    for nth, point in enumerate(value, start=1):
        if not isinstance(point, list) or len(point) != 2 or not all(map(_is_number, point)):
            raise InkError(f"{place}, point {nth} is {_shown(repr(point))}; write [x, y]")
        for number, side in zip(point, canvas, strict=True):
            if isinstance(number, float) and not math.isfinite(number):
                raise InkError(f"{place}, point {nth} has {number}; give finite numbers")
            if not 0 <= number <= side:
                raise InkError(
                    f"{place}, point {nth} [{_shown(str(point[0]))}, {_shown(str(point[1]))}] is "
                    f"outside the canvas of {canvas[0]:g}×{canvas[1]:g}; move it inside"
                )
    return stroke_of(value)


def _lines(raw: bytes, place: str) -> Iterator[Found]:
    """One ink for each line that is not blank; a bad line leaves the others alone."""
    blank = True
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        blank = False
        where = f"{place} line {number}"
        try:
            yield Found(where, parse_ink(line, where))
        except InkError as error:
            yield Found(where, error)
    if blank:
        raise InkError(f"{place}: holds no ink; write one {_SHAPE} a line")


def _picture(raw: bytes, place: str) -> Ink:
    # Only here: pygame and scipy take longer to load than a file of strokes to read.
    from game.shell.picture_file import read_picture

    try:
        ink = read_picture(raw)
    except ValueError as error:
        raise InkError(f"{place}: {error}") from None
    if not ink.strokes:
        raise InkError(f"{place}: shows no ink; draw dark on light or light on dark")
    return ink


def _bytes_of(path: Path, place: str) -> bytes:
    try:
        if path.is_dir():
            raise InkError(f"{place}: is a folder; name the files in it")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InkError(f"{place}: no such file; check the name") from None
    except PermissionError:
        raise InkError(f"{place}: may not be read; allow it with chmod +r") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InkError(f"{place}: cannot be read ({reason}); check the file") from None
    if len(raw) > MOST_BYTES:
        raise InkError(f"{place}: {_too_large(MOST_BYTES)}; split it into smaller files")
    if not raw.strip():
        raise InkError(f"{place}: is empty; write {_SHAPE}")
    return raw


def _too_large(most: int) -> str:
    return f"is larger than {most // 1_000_000} MB"


def _printable(text: str) -> str:
    """``text`` on one line, without anything that could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "?" for c in text)


def _shown(text: str, most: int = 60) -> str:
    """``text`` from inside a file, on one line of bounded length."""
    clean = _printable(text)
    return clean if len(clean) <= most else clean[: most - 1] + "…"
