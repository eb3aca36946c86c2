"""One epoch's pictures: a bank of digits from every source, each newly distorted and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from models import pen, sources, warp
from models.prototypes import prototype
from models.shapes import Shapes, Strokes
from models.styles import restyle

#: share of a bank that comes from each source
SHARES = {"pen": 0.34, "path": 0.24, "prototype": 0.18, "picture": 0.24}
#: share of the digits of a source that are restyled before they are drawn
RESTYLED = {"pen": 0.35, "path": 0.25}


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a bank is made from: training writers' strokes, pen paths of MNIST's training
    pictures, and these pictures, (n, 784) uint8, with their labels."""

    pen: Shapes
    path: Shapes
    pictures: np.ndarray
    labels: np.ndarray


@cache
def load(data: Path, cached: Path) -> Sources:
    """Read the training data; MNIST's pen paths are kept in the file ``cached``."""
    shapes, writers = sources.read_pendigits(data / "pendigits" / "pendigits-orig.tra.gz")
    pictures, labels = sources.read_mnist(data / "mnist", "train")
    path = sources.cached_paths(pictures, labels, cached)
    seen = ~np.isin(writers, sources.HELD_OUT)
    return Sources(shapes.where(seen), path, pictures, labels)


def make(material: Sources, count: int, seed: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """A shuffled bank: pictures (count, 784) uint8 and labels (count,) uint8."""
    rng = np.random.default_rng(seed)
    counts = {name: round(count * share) for name, share in SHARES.items()}
    counts["picture"] = count - sum(counts.values()) + counts["picture"]
    digits: list[Strokes] = []
    labels: list[np.ndarray] = []
    for name, shapes in (("pen", material.pen), ("path", material.path)):
        chosen = rng.integers(len(shapes.labels), size=counts[name])
        change = rng.random(counts[name]) < RESTYLED[name]
        labels.append(shapes.labels[chosen])
        for i, changed in zip(chosen, change, strict=True):
            strokes = shapes.strokes[i]
            digits.append(restyle(strokes, int(shapes.labels[i]), rng) if changed else strokes)
    made = rng.integers(10, size=counts["prototype"])
    digits += [prototype(int(label), rng) for label in made]
    labels.append(made)
    drawn = pen.pictures(digits, rng, pen.Amount())
    chosen = rng.integers(len(material.labels), size=counts["picture"])
    labels.append(material.labels[chosen])
    every = np.concatenate([drawn, warp.warp(material.pictures[chosen], rng)])
    order = rng.permutation(count)
    return every[order], np.concatenate(labels).astype(np.uint8)[order]
