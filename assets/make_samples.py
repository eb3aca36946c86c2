"""Write assets/samples.json: real pen strokes to load with the keys 0–9.

    python assets/make_samples.py PENDIGITS-ORIG.TRA.GZ
    python assets/make_manifest.py

The strokes are from "Pen-Based Recognition of Handwritten Digits" (NOTICE.md says whose and under
which licence). They were picked by eye, three of each digit, by three writers; here they are
only scaled, turned the right way up (the tablet's y points up) and centered on the canvas.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np

#: canvas px
CANVAS = 448
DIGIT_PEN, NUMBER_PEN = 20, 13
#: longest side of a digit, and width of a number, as shares of the canvas
DIGIT_SIZE, NUMBER_SIZE = 0.65, 0.8
#: gap between the digits of a number, as a share of their height
GAP = 0.3

#: places in the file, counted from 0
DIGITS = {
    0: (26, 439, 183),
    1: (4, 151, 744),
    2: (142, 339, 18),
    3: (303, 338, 56),
    4: (25, 6, 821),
    5: (173, 85, 284),
    6: (59, 42, 772),
    7: (126, 388, 32),
    8: (309, 23, 258),
    9: (13, 615, 190),
}
#: numbers by one hand each
NUMBERS = {"42": (438, 18), "1975": (522, 415, 442, 179)}


def segments(path: Path) -> list[list[np.ndarray]]:
    """The strokes of every digit in a UNIPEN file: arrays (n, 2), y turned to point down."""
    found: list[list[list[list[float]]]] = []
    for line in gzip.decompress(path.read_bytes()).decode("latin-1").splitlines():
        if line.startswith(".SEGMENT"):
            found.append([])
        elif line.startswith(".PEN_DOWN"):
            found[-1].append([])
        elif line.startswith(" ") and found:
            x, y = line.split()
            found[-1][-1].append([float(x), -float(y)])
    return [[np.array(stroke) for stroke in strokes if stroke] for strokes in found]


def centered(strokes: list[np.ndarray], scale: float, pen: int) -> dict:
    """Ink as `read` takes it: the strokes scaled, in the middle of the canvas."""
    points = np.concatenate(strokes)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    moved = [((stroke - middle) * scale + CANVAS / 2).round(1).tolist() for stroke in strokes]
    return {"width": CANVAS, "height": CANVAS, "pen": pen, "strokes": moved}


def side_by_side(digits: list[list[np.ndarray]]) -> list[np.ndarray]:
    """The strokes of several digits on one line, in the size they were written in."""
    line: list[np.ndarray] = []
    x = 0.0
    for strokes in digits:
        points = np.concatenate(strokes)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        line += [stroke + np.array([x - left, -bottom]) for stroke in strokes]
        x += right - left + GAP * (bottom - top)
    return line


def extent(strokes: list[np.ndarray]) -> np.ndarray:
    """Width and height."""
    return np.ptp(np.concatenate(strokes), axis=0)


def main() -> None:
    source = segments(Path(sys.argv[1]))
    digits: dict[str, list[dict]] = {}
    for digit, places in DIGITS.items():
        chosen = [source[place] for place in places]
        digits[str(digit)] = [
            centered(s, DIGIT_SIZE * CANVAS / extent(s).max(), DIGIT_PEN) for s in chosen
        ]
    numbers: dict[str, dict] = {}
    for number, places in NUMBERS.items():
        line = side_by_side([source[place] for place in places])
        scale = NUMBER_SIZE * CANVAS / extent(line)[0]
        numbers[number] = centered(line, scale, NUMBER_PEN)
    text = json.dumps({"digits": digits, "numbers": numbers}, separators=(",", ":"))
    Path(__file__).with_name("samples.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
