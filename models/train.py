"""Train the shipped network: python -m models.train --data ../shared/data --out models/digits.onnx

Each epoch is a fresh bank of distorted digits, made by a second process while this one learns.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from game.core.network import SIZES
from models import bank, export

_BATCH = 512
_WARM_UP = 0.03  # share of all steps in which the learning rate rises
_CALIBRATION = 200  # batches from which batch norm's statistics are estimated anew


def make_student() -> nn.Sequential:
    """784 → 128 → 64 → 10 with batch norm before each ReLU, to be folded into the weights."""
    layers: list[nn.Module] = []
    for inputs, units in pairwise(SIZES[:3]):
        layers += [nn.Linear(inputs, units, bias=False), nn.BatchNorm1d(units), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(SIZES[2], SIZES[3]))


def folded(net: nn.Sequential) -> list[np.ndarray]:
    """W1, b1, W2, b2, W3, b3 with batch norm multiplied into them."""
    weights = []
    modules = list(net)
    for linear, norm in ((modules[0], modules[1]), (modules[3], modules[4])):
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weights += [linear.weight * scale[:, None], norm.bias - norm.running_mean * scale]
    weights += [modules[6].weight, modules[6].bias]
    return [w.detach().numpy().astype(np.float32) for w in weights]


def learning_rate(step: int, steps: int, peak: float) -> float:
    """Linear warm-up, then a cosine down to nearly 0."""
    warm = max(1, int(_WARM_UP * steps))
    if step < warm:
        return peak * (step + 1) / warm
    return peak * (0.002 + 0.998 * (1 + math.cos(math.pi * (step - warm) / (steps - warm))) / 2)


class Run:
    """A training run: the net, its average, its optimiser, and where it stands."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(options.seed)
        self.options = options
        self.net = make_student()
        self.average = make_student()
        self.average.load_state_dict(self.net.state_dict())
        self.optimiser = torch.optim.AdamW(
            self.net.parameters(), options.rate, weight_decay=options.decay, fused=True
        )
        self.epoch = 0
        self.steps = options.epochs * (options.bank // _BATCH)

    def save(self, path: Path) -> None:
        state = {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "random": torch.get_rng_state(),
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch = state["epoch"]
        torch.set_rng_state(state["random"])

    def learn(self, pictures: np.ndarray, labels: np.ndarray) -> float:
        """One pass over a bank; returns the mean loss."""
        self.net.train()
        total, count = 0.0, len(labels) // _BATCH
        for batch in range(count):
            rows = slice(batch * _BATCH, (batch + 1) * _BATCH)
            x = torch.from_numpy(pictures[rows]).float().div_(255)
            y = torch.from_numpy(labels[rows]).long()
            step = self.epoch * count + batch
            for group in self.optimiser.param_groups:
                group["lr"] = learning_rate(step, self.steps, self.options.rate)
            loss = functional.cross_entropy(self.net(x), y, label_smoothing=self.options.smoothing)
            self.optimiser.zero_grad()
            loss.backward()
            self.optimiser.step()
            keep = min(self.options.average, (step + 1) / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(
                    list(self.average.parameters()), list(self.net.parameters()), 1 - keep
                )
            total += loss.item()
        self.epoch += 1
        return total / count

    def calibrate(self, pictures: np.ndarray) -> None:
        """Batch norm's statistics for the averaged weights: those kept belong to other weights."""
        for module in self.average:
            if isinstance(module, nn.BatchNorm1d):
                module.reset_running_stats()
                module.momentum = None
        self.average.train()
        with torch.no_grad():
            for batch in range(min(_CALIBRATION, len(pictures) // _BATCH)):
                rows = pictures[batch * _BATCH : (batch + 1) * _BATCH]
                self.average(torch.from_numpy(rows).float().div_(255))
        self.average.eval()


def write_bank(options: argparse.Namespace, epoch: int) -> tuple[Path, Path]:
    """Runs in the second process: make an epoch's bank and leave it in two files."""
    material = bank.load(options.data, options.runs / "paths.pickle")
    pictures, labels = bank.make(material, options.bank, (options.seed, epoch))
    # Three names go round: one being read, one ready, one being written.
    files = tuple(options.runs / f"{kind}-{epoch % 3}.npy" for kind in ("pictures", "labels"))
    np.save(files[0], pictures)
    np.save(files[1], labels)
    return files


def train(options: argparse.Namespace) -> None:
    options.runs.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    checkpoint = options.runs / "checkpoint.pt"
    if options.resume and checkpoint.exists():
        run.load(checkpoint)
    begin = time.monotonic()
    pictures = None
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        coming: Future = pool.submit(write_bank, options, run.epoch)
        for epoch in range(run.epoch, options.epochs):
            files = coming.result()
            if epoch + 1 < options.epochs:
                coming = pool.submit(write_bank, options, epoch + 1)
            pictures, labels = np.load(files[0], mmap_mode="r+"), np.load(files[1])
            loss = run.learn(pictures, labels)
            run.save(checkpoint)
            took = time.monotonic() - begin
            print(
                f"epoch {epoch + 1}/{options.epochs}  loss {loss:.4f}  {took:.0f} s",
                file=sys.stderr,
                flush=True,
            )
            if (epoch + 1) % options.every == 0 or epoch + 1 == options.epochs:
                run.calibrate(pictures)
                export.export(folded(run.average), options.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("models/digits.onnx"))
    parser.add_argument("--runs", type=Path, default=Path("models/runs"), help="work files")
    parser.add_argument("--epochs", type=int, default=150)
    parser.add_argument("--bank", type=int, default=500_000, help="digits an epoch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--decay", type=float, default=0.02, help="weight decay")
    parser.add_argument("--smoothing", type=float, default=0.0, help="of labels")
    parser.add_argument("--average", type=float, default=0.9995, help="kept a step by the average")
    parser.add_argument("--every", type=int, default=10, help="export after so many epochs")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    torch.set_num_threads(1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
