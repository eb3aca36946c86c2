"""Measure the shipped gauge: python -m models.evaluate_doubt --data ../shared/data

It compares digits with things that are no digit, all from writers, pictures, makers and fonts that
training never saw. ``--examples`` saves some of both for the tests.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from bench.doubt import auroc
from game.core.ink.doubt import Gauge, doubt
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge
from models import negatives, pen, sources
from models.shapes import Shapes

#: how many things of each kind are made, and with which seed
_COUNT, _SEED = 2000, 5
#: how many pictures of each kind the tests keep, and the seed that chooses them
_KEPT, _KEPT_SEED = 150, 6


def held_out_digits(data: Path) -> dict[str, np.ndarray]:
    """Digits that training never saw, prepared as the program prepares ink: (n, 784), 0..1."""
    rng = np.random.default_rng(9)
    shapes, writers = sources.read_pendigits(data / "pendigits" / "pendigits-orig.tra.gz")
    held = shapes.where(np.isin(writers, sources.HELD_OUT))
    pictures, labels = sources.read_mnist(data / "mnist", "t10k")
    paths = sources.strokes_of_pictures(pictures[:5000], labels[:5000])
    drawn = {"unseen writers": held, "MNIST test, pen paths": paths}
    sets = {name: prepared(s, rng) for name, s in drawn.items()}
    return sets | {"MNIST test, pictures": pictures[:5000].astype(np.float32) / 255}


def held_out_others(count: int, seed: int) -> dict[str, np.ndarray]:
    """``count`` things that are no digit, of each kind: (count, 784), 0..1."""
    rng = np.random.default_rng(seed)
    sets = {}
    for kind in negatives.HELD_OUT:
        shapes = Shapes(negatives.held_out(kind, count, rng), np.zeros(count, int))
        sets[kind] = prepared(shapes, rng)
    return sets


def prepared(shapes: Shapes, rng: np.random.Generator) -> np.ndarray:
    """The pictures of shapes, prepared as the program prepares ink: (n, 784), 0..1."""
    return pen.pictures(shapes.strokes, rng, pen.STILL).astype(np.float32) / 255


def report(gauge: Gauge, digits: dict[str, np.ndarray]) -> None:
    """Print how many digits are believed, how many others are caught, and each set's AUROC."""
    doubts = {name: doubt(gauge, x) for name, x in digits.items()}
    for name, values in doubts.items():
        print(f"{name:32} {len(values):6}  below half {100 * (values < 0.5).mean():6.2f} %")
    for kind, pictures in held_out_others(_COUNT, _SEED).items():
        others = doubt(gauge, pictures)
        areas = "  ".join(f"{auroc(values, others):.4f}" for values in doubts.values())
        caught = 100 * (others >= 0.5).mean()
        print(f"{kind:32} {len(others):6}  caught {caught:6.2f} %  AUROC {areas}")


def save_examples(digits: dict[str, np.ndarray], file: Path) -> None:
    """Save some pictures of every set, as bytes: tests and bench run without what made them."""
    rng = np.random.default_rng(_KEPT_SEED)
    kept = {}
    for name, x in (digits | held_out_others(_KEPT, _KEPT_SEED)).items():
        chosen = x[rng.choice(len(x), _KEPT, replace=False)]
        side = "digit" if name in digits else "other"
        kept[f"{side}: {name}"] = np.round(255 * chosen).astype(np.uint8)
    np.savez_compressed(file, **kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--examples", type=Path, help="save some pictures there")
    options = parser.parse_args()
    digits = held_out_digits(options.data)
    report(load_gauge(Assets()), digits)
    if options.examples:
        save_examples(digits, options.examples)


if __name__ == "__main__":
    main()
