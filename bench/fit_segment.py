"""Fit the weights of game/core/ink/line.py again, and print how well they do on unseen writers.

    python3 bench/fit_segment.py --data ../shared/data

Each ink can be cut in many ways; the weights are fitted so that the right way is as likely as it
can be (multinomial logistic regression). Only writers that the shipped network was not trained on
take part, since its probabilities are evidence; each is judged by weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.read_numbers import HELD_OUT, Sample, numbers, on_canvas, read_pendigits
from game.core.ink.digit import prepare_all
from game.core.ink.ink import Ink
from game.core.ink.line import CUT_WEIGHTS, DIGIT_WEIGHTS, cut_evidence, digit_evidence, line_up
from game.core.ink.spacing import measure
from game.core.model.network import Network, probabilities
from game.shell.files.assets import Assets
from game.shell.files.model_file import load

#: how much a single digit counts, where a number counts 1: most ink is one digit
SINGLE = 5.0

#: the evidence for every way to cut one ink, (ways, 6); which way is right; how much it counts
Choice = tuple[np.ndarray, int, float]


def choice(network: Network, ink: Ink, owners: list[int], weight: float) -> Choice | None:
    """All ways to cut ``ink``; None where there is only one, or where none of them is right."""
    line = line_up(measure(ink.strokes))
    members = {run: line.members(*run) for run in line.runs}
    x = prepare_all([tuple(ink.strokes[i] for i in own) for own in members.values()])
    weighed = digit_evidence(line.sizes, line.inner, probabilities(network, x))
    evidence = dict(zip(line.runs, weighed, strict=True))
    cuts = cut_evidence(line.gaps)
    rows, right = [], -1
    for path in _paths(len(line.parts), set(line.runs)):
        cut_sum = cuts[[first - 1 for first, _ in path if first]].sum(axis=0)
        digit_sum = np.sum([evidence[run] for run in path], axis=0)
        groups = [{owners[i] for i in members[run]} for run in path]
        if all(len(g) == 1 for g in groups) and len(path) == len(set(owners)):
            right = len(rows)
        rows.append(np.concatenate([cut_sum, digit_sum]))
    return (np.array(rows), right, weight) if right >= 0 and len(rows) > 1 else None


def _paths(count: int, runs: set[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Every way to lay runs end to end from 0 to ``count``."""
    ways: list[list[list[tuple[int, int]]]] = [[[]]]
    for end in range(1, count + 1):
        found = [w for w in range(end) if (w, end) in runs]
        ways.append([[*way, (first, end)] for first in found for way in ways[first]])
    return ways[count]


def fitted(choices: list[Choice]) -> np.ndarray:
    """The weights that make the right choices most likely, (6,)."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 1e-4 * weights @ weights, 2e-4 * weights
        for rows, right, much in choices:
            score = rows @ weights
            power = np.exp(score - score.max())
            share = power / power.sum()
            total -= much * np.log(max(share[right], 1e-300)) / len(choices)
            gradient += much * (share @ rows - rows[right]) / len(choices)
        return float(total), gradient

    return np.asarray(minimize(loss, np.zeros(6), jac=True, method="L-BFGS-B").x)


def right_percent(choices: list[Choice], weights: np.ndarray) -> float:
    """Share of contested inks cut right, %."""
    good = [int((rows @ weights).argmax()) == right for rows, right, _ in choices]
    return round(100 * float(np.mean(good)), 2)


def choices_of(network: Network, samples: list[Sample], count: int, seed: int) -> list[Choice]:
    random = np.random.default_rng(seed)
    inks = [(ink, owners, 1.0) for ink, owners, _, _ in numbers(samples, count, seed)]
    inks += [(on_canvas(list(s), random), [0] * len(s), SINGLE) for _, _, s in samples]
    found = [choice(network, *ink) for ink in inks]
    return [c for c in found if c is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with pendigits/")
    parser.add_argument("--count", type=int, default=400, help="numbers to compose a writer")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    samples = list(read_pendigits(options.data / "pendigits" / "pendigits-orig.tra.gz"))
    network = load(Assets()).network
    print("fitting, about a minute …", file=sys.stderr)
    by_writer = {
        writer: choices_of(
            network, [s for s in samples if s[1] == writer], options.count, options.seed
        )
        for writer in HELD_OUT
    }
    shipped = np.array([*CUT_WEIGHTS, *DIGIT_WEIGHTS])
    unseen = {}
    for writer in HELD_OUT:
        others = [c for w, found in by_writer.items() if w != writer for c in found]
        unseen[writer] = right_percent(by_writer[writer], fitted(others))
    every = [c for found in by_writer.values() for c in found]
    result = {
        "seed": options.seed,
        "contested_inks": len(every),
        "weights": np.round(fitted(every), 2).tolist(),
        "right_percent_of_contested_by_writer_left_out": unseen,
        "shipped_weights": shipped.tolist(),
        "right_percent_of_contested_with_shipped": right_percent(every, shipped),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
