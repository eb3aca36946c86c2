"""Ink files by seed: good ones, ones at every limit, and ones no program should write."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

Chance = np.random.Generator

_SIDES = [448, 1, 0.001, 0.0001, 1e-40, 1e-300, 5e-324, 3, 900.5, 100_000, 1e5 + 1, 1e308]
_NUMBERS: list[Any] = [0, -0.0, 1, 0.5, -1, 1e-45, 1e-300, 1e300, 10**400, -(10**400), True, None]
_NUMBERS += [float("nan"), float("inf"), "7", [], {}, 2**63, 0.1 + 0.2, 1e-7]


_DEEP = "deep"


def ink(seed: int) -> bytes:
    chance = np.random.default_rng(seed)
    value = _drawn(chance)
    if chance.random() < 0.5:
        _change(value, chance)
    deep = int(chance.integers(1, 1_200))  # beyond what json itself would write
    text = json.dumps(value).replace(f'"{_DEEP}"', "[" * deep + "]" * deep).encode()
    if chance.random() < 0.2:
        text = _garbled(text, chance)
    return text


def _drawn(chance: Chance) -> dict[str, Any]:
    """Wanders, lines, dots and stacks on a canvas of some size, often a strange one."""
    width, height = (
        _SIDES[int(chance.integers(len(_SIDES)))] if chance.random() < 0.3 else 448 for _ in "wh"
    )
    pen = max(width, height) * float(chance.choice([1e-9, 0.01, 0.04, 0.04, 0.5, 1]))
    strokes = []
    for _ in range(int(40 ** chance.uniform(0, 1))):
        count = int(300 ** chance.uniform(0, 1))
        kind = int(chance.integers(5))
        if kind == 0:
            points = np.cumsum(chance.normal(0, 0.03, (count, 2)), axis=0) + chance.random(2)
        elif kind == 1:
            points = np.linspace(*chance.random((2, 2)), count)
        elif kind == 2:
            points = np.tile(chance.random(2), (count, 1))
        elif kind == 3:
            points = chance.integers(0, 2, (count, 2)).astype(float)
        else:
            points = chance.random((count, 2))
        strokes.append((np.clip(points, 0, 1) * [width, height]).tolist())
    return {"width": width, "height": height, "pen": pen, "strokes": strokes}


def _change(value: dict[str, Any], chance: Chance) -> None:
    def odd() -> Any:
        return _NUMBERS[int(chance.integers(len(_NUMBERS)))]

    strokes = value["strokes"]
    stroke = strokes[int(chance.integers(len(strokes)))]
    kind = int(chance.integers(7))
    if kind == 0:
        value[["width", "height", "pen", "strokes"][int(chance.integers(4))]] = odd()
    elif kind == 1:
        stroke[int(chance.integers(len(stroke)))][int(chance.integers(2))] = odd()
    elif kind == 2:
        stroke[int(chance.integers(len(stroke)))] = odd()
    elif kind == 3:
        strokes[int(chance.integers(len(strokes)))] = odd()
    elif kind == 4:
        value["extra"] = odd()
    elif kind == 5:
        del value[["width", "height", "pen", "strokes"][int(chance.integers(4))]]
    else:
        stroke.append(_DEEP)


def _garbled(text: bytes, chance: Chance) -> bytes:
    changed = bytearray(text)
    for _ in range(int(chance.integers(1, 4))):
        at = int(chance.integers(len(changed)))
        kind = int(chance.integers(5))
        if kind == 0:
            changed[at] = int(chance.integers(256))
        elif kind == 1:
            del changed[max(at, 1) :]
        elif kind == 2:
            changed[at:at] = bytes([b'\0\n\r"{}[],e9'[int(chance.integers(11))]]) * int(
                chance.choice([1, 1, 5_000])
            )
        elif kind == 3:
            return bytes(changed).decode("latin-1").encode("utf-16")
        else:
            changed[:0] = b"\xef\xbb\xbf"
    return bytes(changed)
