"""How well the not-a-digit gauge tells digits from other ink, and its cost, as one JSON object.

    python3 bench/doubt.py

The pictures in tests/data/doubt.npz are digits that training never saw, and scribbles, letters,
signs and empty-ish squares from makers and fonts that training never saw; models/DOUBT.md says
how they were made. AUROC: how often one of these has more doubt than a digit; the bar is 0.97.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy.stats import rankdata

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from game.core.ink.doubt import HARDLY, doubt
from game.core.model.network import Array
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge

EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "data" / "doubt.npz"
#: the kinds that issue 3 sets the bar for
ASKED = ("scribbles", "letters", "empty-ish squares")


def examples(file: Path) -> tuple[dict[str, Array], dict[str, Array]]:
    """Digits and others by name, each (n, 784), 0..1."""
    sides: dict[str, dict[str, Array]] = {"digit": {}, "other": {}}
    with np.load(file, allow_pickle=False) as stored:
        for name in stored.files:
            side, kind = name.split(": ", 1)
            sides[side][kind] = np.asarray(stored[name] / 255, np.float32)
    return sides["digit"], sides["other"]


def auroc(digits: Array, others: Array) -> float:
    """How often one of ``others`` has more doubt than one of ``digits``; ties count half."""
    ranks = rankdata(np.concatenate([others, digits]))[: len(others)]
    pairs = len(others) * len(digits)
    return float((ranks.sum() - len(others) * (len(others) + 1) / 2) / pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=EXAMPLES)
    options = parser.parse_args()
    gauge = load_gauge(Assets())
    digits, others = examples(options.data)
    believed = {name: doubt(gauge, x) for name, x in digits.items()}
    caught = {kind: doubt(gauge, x) for kind, x in others.items()}
    caught["asked for"] = np.concatenate([caught[kind] for kind in ASKED])
    one, spent = next(iter(digits.values()))[:1], []
    for _ in range(500):
        begin = time.perf_counter_ns()
        doubt(gauge, one)
        spent.append((time.perf_counter_ns() - begin) / 1e6)
    result = {
        "digits_believed_percent": {
            name: round(100 * float((values < HARDLY).mean()), 2)
            for name, values in believed.items()
        },
        "others_caught_percent": {
            kind: round(100 * float((values >= HARDLY).mean()), 2)
            for kind, values in caught.items()
        },
        "auroc": {
            name: {kind: round(auroc(values, theirs), 4) for kind, theirs in caught.items()}
            for name, values in believed.items()
        },
        "ms_per_digit_median": round(float(np.median(spent)), 4),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
