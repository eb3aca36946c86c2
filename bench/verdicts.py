"""How surely real digits and doodles are told, as one JSON object.

    python3 bench/verdicts.py --data ../shared/data

The digits of strokes/*.jsonl.xz are by 66 writers that no training has seen; each is put on the
lab's canvas at a size of its own. Counted are those that are read right as one digit: sure, in
doubt, hardly a digit. Of the doodles in tests/data/doodles.jsonl none may be told as a sure digit.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from game.core.ink.doubt import Gauge, doubt_of
from game.core.ink.ink import Ink, stroke_of
from game.core.ink.reading import pictures_of
from game.core.ink.segment import segment
from game.core.ink.verdict import Verdict, verdict
from game.core.model.network import Array, Network, probabilities
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge
from game.shell.files.model_file import load

DOODLES = Path(__file__).resolve().parents[1] / "tests" / "data" / "doodles.jsonl"
#: canvas and pen of the lab, canvas px, and the share of the canvas that a digit is high
SIDE, PEN, SHARE = 448, 20, (0.35, 0.8)


def verdicts(network: Network, gauge: Gauge, ink: Ink) -> tuple[list[Verdict], Array]:
    """How surely each digit of an ink is told, and its probabilities, (n, 10)."""
    parts = segment(ink, lambda x: probabilities(network, x))
    if not parts:
        return [], np.zeros((0, 10), np.float32)
    rows = probabilities(network, pictures_of(parts))
    doubts = doubt_of(gauge, ink, parts).tolist()
    return [verdict(row, doubt) for row, doubt in zip(rows, doubts, strict=True)], rows


def doodles(file: Path = DOODLES) -> Iterator[tuple[str, Ink]]:
    """The doodles of a file, and what each shows."""
    for line in file.read_text("utf-8").splitlines():
        value = json.loads(line)
        strokes = tuple(stroke_of(stroke) for stroke in value["strokes"])
        yield value["label"], Ink(value["width"], value["height"], value["pen"], strokes)


def digits(file: Path, random: np.random.Generator) -> Iterator[tuple[int, Ink]]:
    """The digits of a file of strokes, each somewhere on the canvas."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            value = json.loads(line)
            strokes = [np.array(stroke, np.float64).reshape(-1, 2) for stroke in value["strokes"]]
            low = np.min([stroke.min(axis=0) for stroke in strokes], axis=0)
            size = np.max([stroke.max(axis=0) for stroke in strokes], axis=0) - low
            scale = random.uniform(*SHARE) * SIDE / max(size.max(), 1e-6)
            place = PEN / 2 + random.uniform(0, 1, 2) * (SIDE - PEN - size * scale)
            placed = tuple(stroke_of((stroke - low) * scale + place) for stroke in strokes)
            yield int(value["label"]), Ink(SIDE, SIDE, PEN, placed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    network, gauge = load(Assets()).network, load_gauge(Assets())
    result: dict[str, object] = {}
    for file in sorted((options.data / "strokes").glob("*.jsonl.xz")):
        count, counted = 0, Counter[Verdict]()
        for label, ink in digits(file, np.random.default_rng(0)):
            told, rows = verdicts(network, gauge, ink)
            count += 1
            if len(told) == 1 and int(rows[0].argmax()) == label:
                counted[told[0]] += 1
        right = sum(counted.values())
        shares = {how.value: round(100 * counted[how] / right, 2) for how in Verdict}
        result[file.name.split(".")[0]] = {"digits": count, "right": right} | shares
    kinds: dict[str, Counter[str]] = {}
    for kind, ink in doodles():
        told, _ = verdicts(network, gauge, ink)
        surest = "sure" if Verdict.SURE in told else "doubtful" if Verdict.DOUBTFUL in told else ""
        kinds.setdefault(kind, Counter())[surest or "hardly"] += 1
    print(json.dumps(result | {"doodles": kinds}, indent=2))


if __name__ == "__main__":
    main()
