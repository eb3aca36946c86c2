"""Measure the shipped file through onnxruntime: python -m models.evaluate --data ../shared/data

The digits are ones that training never saw: MNIST's test pictures, and writers it leaves out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnxruntime

from models import pen, sources
from models.prototypes import prototype
from models.shapes import Shapes
from models.styles import restyle

#: heights, canvas px, at which held-out digits are redrawn on whole pixels
_SIZES = (18, 40, 160)
_SEED = 20_000

Labeled = tuple[np.ndarray, np.ndarray]


def quantized(shapes: Shapes, size: float, rng: np.random.Generator) -> Shapes:
    """The digits as a pointer reports them, on whole pixels, with a longer side of ``size`` px."""
    redrawn = [[np.round(s * size + rng.random(2)) for s in strokes] for strokes in shapes.strokes]
    return Shapes(redrawn, shapes.labels)


def sets(data: Path) -> dict[str, Labeled]:
    """Pictures (n, 784) uint8 and labels (n,) of every set, by name."""
    rng = np.random.default_rng(_SEED)
    pictures, labels = sources.read_mnist(data / "mnist", "t10k")
    shapes, writers = sources.read_pendigits(data / "pendigits" / "pendigits-orig.tra.gz")
    held = shapes.where(np.isin(writers, sources.HELD_OUT))
    drawn = {"unseen writers": held}
    for size in _SIZES:
        drawn[f"unseen writers, {size} px high"] = quantized(held, size, rng)
    both = zip(held.strokes, held.labels, strict=True)
    changed = [restyle(strokes, int(label), rng) for strokes, label in both]
    drawn["unseen writers, restyled"] = Shapes(changed, held.labels)
    drawn["MNIST test, pen paths"] = sources.strokes_of_pictures(pictures, labels)
    made = np.repeat(np.arange(10), 300)
    drawn["prototypes"] = Shapes([prototype(int(label), rng) for label in made], made)
    still = {name: (pen.pictures(s.strokes, rng, pen.STILL), s.labels) for name, s in drawn.items()}
    distorted = pen.pictures(held.strokes, rng, pen.Amount())
    return {
        "MNIST test": (pictures, labels),
        **still,
        "unseen writers, distorted": (distorted, held.labels),
    }


def answers(model: Path, pictures: np.ndarray) -> np.ndarray:
    """The digit the network answers to each picture, (n,)."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # it warns that weights are replaceable inputs, as is intended
    providers = ["CPUExecutionProvider"]
    session = onnxruntime.InferenceSession(str(model), options, providers=providers)
    x = pictures.astype(np.float32) / 255
    return session.run(["probabilities"], {"x": x})[0].argmax(axis=1)


def confusion(labels: np.ndarray, read: np.ndarray) -> np.ndarray:
    """How often the digit of each row was read as the digit of each column, (10, 10)."""
    return np.bincount(10 * labels.astype(int) + read, minlength=100).reshape(10, 10)


def report(name: str, table: np.ndarray) -> str:
    """The accuracy of all digits and of each digit, %, as one line."""
    right, count = np.diag(table), table.sum(axis=1)
    digits = "  ".join(f"{100 * r / c:5.1f}" for r, c in zip(right, count, strict=True))
    return f"{name:32} {count.sum():6} {100 * right.sum() / count.sum():6.2f}   {digits}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=Path("models/digits.onnx"))
    options = parser.parse_args()
    print(f"{'set':32} {'digits':>6} {'all':>6}   " + "  ".join(f"{d:5}" for d in range(10)))
    tables = {}
    for name, (pictures, labels) in sets(options.data).items():
        tables[name] = confusion(labels, answers(options.model, pictures))
        print(report(name, tables[name]), flush=True)
    for name in ("MNIST test", "unseen writers"):
        print(f"\n{name}: drawn (down) read as (across)")
        print("     " + "".join(f"{d:5}" for d in range(10)))
        for digit, row in enumerate(tables[name]):
            print(f"{digit:5}" + "".join(f"{n or '·':>5}" for n in row))


if __name__ == "__main__":
    main()
