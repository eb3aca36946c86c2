"""How well numbers of several digits are found and read, as one JSON object.

    python3 bench/read_numbers.py --data ../shared/data

Numbers of 2–4 digits are composed of real pen strokes by one writer of pendigits (Alpaydın and
Alimoğlu, CC BY 4.0): digits of like height stand on one wobbling line, with gaps of 8–25 % of the
digit height between their upright boxes; a third of the numbers is then slanted until
neighboring x-ranges overlap. Every single digit of the same writers is read as well: it must
stay one. Only writers that training has not seen take part.

(The file is not called numbers.py because that name is the standard library's.)
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from game.core.ink.ink import Ink, Stroke, bounds, stroke_of
from game.core.ink.reading import Reading, read_ink
from game.core.ink.segment import segment
from game.core.model.network import probabilities
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model, load

#: one sample: label, writer, strokes with y down, tablet units
Sample = tuple[int, int, tuple[Stroke, ...]]

CANVAS = (900.0, 400.0)
GAPS = (0.08, 0.25)
#: the writers that training leaves out, see models/sources.py (which needs numba to import)
HELD_OUT = (3, 9, 14, 22, 28)


def read_pendigits(path: Path) -> Iterator[Sample]:
    """The samples of a UNIPEN file as the UCI repository ships it."""
    label = writer = -1
    strokes: list[list[tuple[float, float]]] = []
    pen_is_down = False
    with gzip.open(path, "rt", encoding="latin-1") as lines:
        for line in lines:
            words = line.split()
            if not words:
                continue
            if words[0] == ".SEGMENT" and strokes:
                yield label, writer, tuple(stroke_of(s) for s in strokes if s)
                strokes = []
            elif words[0] == ".COMMENT" and len(words) > 2 and words[1].isdigit():
                label, writer = int(words[1]), int(words[2])
            elif words[0] == ".PEN_DOWN":
                pen_is_down = True
                strokes.append([])
            elif words[0] == ".PEN_UP":
                pen_is_down = False
            elif pen_is_down:
                strokes[-1].append((float(words[0]), -float(words[1])))
    if strokes:
        yield label, writer, tuple(stroke_of(s) for s in strokes if s)


def compose(
    digits: list[Sample], random: np.random.Generator, slanted: bool
) -> tuple[Ink, list[int]]:
    """Write the digits side by side; returns the ink, and the digit that each stroke belongs to."""
    height = 100.0
    end = 0.0
    strokes: list[np.ndarray] = []
    owners: list[int] = []
    for nth, (_, _, parts) in enumerate(digits):
        left, top, right, bottom = bounds(parts)
        scale = height * random.uniform(0.9, 1.1) / max(bottom - top, 0.4 * (right - left), 1)
        rise = random.uniform(-0.05, 0.05) * height
        for part in parts:
            strokes.append((part - (left, bottom)) * scale + (end, rise))
            owners.append(nth)
        end += (right - left) * scale + random.uniform(*GAPS) * height
    if slanted:
        shear = random.uniform(0.3, 0.7) * (1 if random.random() < 0.8 else -1)
        strokes = [s - s[:, 1:] * (shear, 0) for s in strokes]
    return on_canvas(strokes, random), owners


def on_canvas(strokes: list[np.ndarray], random: np.random.Generator) -> Ink:
    """The strokes at a random size somewhere on the canvas."""
    low = np.min([s.min(axis=0) for s in strokes], axis=0)
    size = np.max([s.max(axis=0) for s in strokes], axis=0) - low
    pen = random.uniform(0.02, 0.05) * CANVAS[1]
    room = np.array(CANVAS) - 2 * pen
    scale = (room / np.maximum(size, 1)).min() * random.uniform(0.4, 0.98)
    place = pen + random.uniform(0, 1, 2) * (room - size * scale)
    return Ink(*CANVAS, pen, tuple(stroke_of((s - low) * scale + place) for s in strokes))


def numbers(
    samples: list[Sample], count: int, seed: int
) -> Iterator[tuple[Ink, list[int], str, bool]]:
    """``count`` numbers: the ink, the owner of each stroke, the number, whether it is slanted."""
    random = np.random.default_rng(seed)
    by_writer: dict[int, list[Sample]] = {}
    for sample in samples:
        by_writer.setdefault(sample[1], []).append(sample)
    hands = list(by_writer.values())
    for nth in range(count):
        hand = hands[random.integers(len(hands))]
        digits = [hand[i] for i in random.integers(len(hand), size=random.integers(2, 5))]
        ink, owners = compose(digits, random, slanted=nth % 3 == 0)
        yield ink, owners, "".join(str(d[0]) for d in digits), nth % 3 == 0


def truth(owners: list[int]) -> list[tuple[int, ...]]:
    """The strokes of each digit."""
    return [tuple(np.flatnonzero(np.array(owners) == d).tolist()) for d in range(max(owners) + 1)]


def is_found(reading: Reading, owners: list[int]) -> bool:
    """Whether each digit has its own strokes; strokes left out as specks are nobody's."""
    used = {stroke for digit in reading.digits for stroke in digit.strokes}
    expected = [tuple(i for i in strokes if i in used) for strokes in truth(owners)]
    return [digit.strokes for digit in reading.digits] == expected


def measure_numbers(model: Model, samples: list[Sample], count: int, seed: int) -> dict[str, float]:
    """Shares of numbers found and read exactly, and of digits read right; CPU time of finding."""
    found, exact, exact_slanted, digits_right, digits = [], [], [], 0, 0
    spent = []
    for ink, owners, said, slanted in numbers(samples, count, seed):
        begin = time.process_time_ns()
        segment(ink, lambda x: probabilities(model.network, x))
        spent.append((time.process_time_ns() - begin) / 1e6)
        reading = read_ink(model.network, ink)
        found.append(is_found(reading, owners))
        exact.append(reading.number == said)
        if slanted:
            exact_slanted.append(reading.number == said)
        if found[-1]:
            digits += len(said)
            digits_right += sum(a == b for a, b in zip(reading.number, said, strict=True))
    return {
        "numbers": count,
        "found_percent": percent(found),
        "exact_percent": percent(exact),
        "exact_slanted_percent": percent(exact_slanted),
        "digits_right_percent": round(100 * digits_right / digits, 2),
        "segment_cpu_ms_median": round(float(np.median(spent)), 2),
        "segment_cpu_ms_p99": round(float(np.quantile(spent, 0.99)), 2),
    }


def measure_singles(model: Model, samples: list[Sample], seed: int) -> dict[str, float]:
    """Shares of single digits that stay one, and that are read right."""
    random = np.random.default_rng(seed)
    whole, right = [], []
    for label, _, strokes in samples:
        reading = read_ink(model.network, on_canvas(list(strokes), random))
        whole.append(len(reading.digits) == 1)
        right.append(reading.number == str(label))
    return {
        "singles": len(samples),
        "whole_percent": percent(whole),
        "right_percent": percent(right),
    }


def percent(values: list[bool]) -> float:
    return round(100 * sum(values) / len(values), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with pendigits/")
    parser.add_argument("--count", type=int, default=2000, help="numbers to compose")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    file = options.data / "pendigits" / "pendigits-orig.tra.gz"
    samples = [s for s in read_pendigits(file) if s[1] in HELD_OUT]
    model = load(Assets())
    print("composing and reading numbers, half a minute …", file=sys.stderr)
    result = {"seed": options.seed, "writers": list(HELD_OUT)}
    result |= measure_numbers(model, samples, options.count, options.seed)
    result |= measure_singles(model, samples, options.seed)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
