"""Train the not-a-digit gauge: python -m models.train_doubt --data ../shared/data

A small network of its own learns eleven answers from prepared pictures: the ten digits and
"nothing of the kind"; doubt is the probability of the eleventh. It never looks at digits.onnx.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from game.core.ink.doubt import SIZES, Gauge, doubt
from models import bank, negatives, pen, warp
from models.evaluate_doubt import held_out_digits, report
from models.shapes import Strokes

#: the eleventh answer
_NONE = 10
_BATCH = 512
_RATE = 2e-3
#: share of held-out digits whose doubt has to stay below one half
_BELIEVED = 0.993
#: shares of the negatives: those with a pen as uneven as MNIST's; those drawn with care; turned
#: MNIST pictures
_UNEVEN, _CAREFUL, _TURNED = 0.3, 0.35, 0.03
#: distortions of what is drawn with care: a house stands upright
_LITTLE = pen.Amount(0.06, 0.08, 0.1, 0.02, 0.015, 0.05, 0.05, 0.35, 0.1)


def draw_negatives(
    material: bank.Sources, shapes: list[Strokes], rng: np.random.Generator
) -> np.ndarray:
    """Distort and draw what is no digit, and add turned MNIST pictures: (n, 784) uint8."""
    uneven, careful = int(_UNEVEN * len(shapes)), int((_UNEVEN + _CAREFUL) * len(shapes))
    thick = pen.pictures(shapes[:uneven], rng, pen.Amount(pen=0.4))
    fine = pen.pictures(shapes[uneven:careful], rng, _LITTLE)
    usual = pen.pictures(shapes[careful:], rng, pen.Amount())
    turned = np.flatnonzero(np.isin(material.labels, (2, 3, 4, 5, 6, 7, 9)))
    some = rng.choice(turned, int(_TURNED * len(shapes)))
    mirrored = material.pictures[some].reshape(-1, 28, 28).transpose(0, 2, 1).reshape(-1, 784)
    return np.concatenate([thick, fine, usual, warp.warp(np.ascontiguousarray(mirrored), rng)])


def make_net() -> nn.Sequential:
    layers: list[nn.Module] = [nn.Dropout(0.05)]
    for inputs, units in pairwise(SIZES[:-1]):
        layers += [nn.Linear(inputs, units), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(SIZES[-2], SIZES[-1]))


def learn(options: argparse.Namespace) -> nn.Sequential:
    """Train on fresh banks of digits and negatives; returns the averaged network."""
    torch.manual_seed(options.seed)
    material = bank.load(options.data, options.runs / "paths.pickle")
    net = make_net()
    average = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998)
    )
    optimizer = torch.optim.AdamW(net.parameters(), weight_decay=0.02)
    steps = options.epochs * options.passes * (2 * options.bank // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, steps, pct_start=0.1)
    begin, step = time.monotonic(), 0
    for epoch in range(options.epochs):
        rng = np.random.default_rng((options.seed, 77, epoch))
        digits, labels = bank.make(material, options.bank, (options.seed, 7, epoch))
        shapes = negatives.training(options.bank, material.pen, rng)
        others = draw_negatives(material, shapes, rng)
        x = np.concatenate([digits, others])
        y = np.concatenate([labels, np.full(len(others), _NONE, np.uint8)])
        print(f"bank {epoch + 1}: {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
        total = 0.0
        for _ in range(options.passes):
            order = rng.permutation(len(x))
            for k in range(2 * options.bank // _BATCH):
                rows = order[k * _BATCH : (k + 1) * _BATCH]
                logits = net(torch.from_numpy(x[rows]).float().div_(255))
                loss = functional.cross_entropy(logits, torch.from_numpy(y[rows]).long())
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                if step < steps - 1:
                    schedule.step()
                average.update_parameters(net)
                total += loss.item()
                step += 1
        spent = time.monotonic() - begin
        mean = total / options.passes / (2 * options.bank // _BATCH)
        print(f"{epoch + 1}/{options.epochs} loss {mean:.4f} {spent:.0f} s", file=sys.stderr)
    return average.module


def parameters(net: nn.Sequential) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
    """Weights and biases in half precision, which halves their size and changes no result."""
    linear = [m for m in net if isinstance(m, nn.Linear)]
    weights = tuple(m.weight.detach().numpy().astype(np.float16) for m in linear)
    return weights, tuple(m.bias.detach().numpy().astype(np.float16) for m in linear)


def calibrated(gauge: Gauge, digits: np.ndarray) -> Gauge:
    """The gauge, its answer "none" shifted so that _BELIEVED of ``digits`` have a doubt below ½."""
    level = float(np.quantile(doubt(gauge, digits), _BELIEVED))
    shift = np.log(level / (1 - level))
    biases = [b.copy() for b in gauge.biases]
    biases[-1][_NONE] -= shift
    print(f"half was moved from {level:.3f}")
    return Gauge(gauge.weights, tuple(biases))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("models/doubt.npz"))
    parser.add_argument("--runs", type=Path, default=Path("models/runs"), help="work files")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--passes", type=int, default=5, help="through each bank")
    parser.add_argument("--bank", type=int, default=80_000, help="digits, and as many others")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    weights, biases = parameters(learn(options))
    digits = held_out_digits(options.data)
    prepared_digits = np.concatenate([x for name, x in digits.items() if "pictures" not in name])
    floats = [tuple(v.astype(np.float32) for v in values) for values in (weights, biases)]
    gauge = calibrated(Gauge(floats[0], floats[1]), prepared_digits)
    stored = {}
    for layer, (weight, bias) in enumerate(zip(weights, gauge.biases, strict=True), start=1):
        stored |= {f"W{layer}": weight, f"b{layer}": bias}
    np.savez(options.out, **stored)
    report(gauge, digits)


if __name__ == "__main__":
    main()
