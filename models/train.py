"""Train the shipped network: python -m models.train --data ../shared/data --out models/digits.onnx

First a convolutional teacher learns, then the shipped network, its student, learns what the teacher
answers. Each epoch has a fresh bank of distorted digits. A second process makes it, and for the
student labels it with the teacher, while this process learns.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from models import bank, export, nets

_WARM_UP = 0.03  # share of all steps in which the learning rate rises
_CALIBRATION = 200  # batches from which batch norm's statistics are estimated anew
_DECAY = 0.02  # of weights, by AdamW
_TEMPERATURE = 2.0  # divides both nets' logits, so that less likely answers count, too


@dataclass(frozen=True, slots=True)
class Plan:
    """One stage. ``batch``: pictures in a step; ``passes``: how often an epoch's bank is used;
    ``rate``: the highest learning rate; ``keep``: the share of the averaged weights that a step
    keeps; ``soft``: the teacher's share in the loss."""

    stage: str
    epochs: int
    bank: int
    batch: int
    passes: int
    rate: float
    keep: float
    soft: float = 0.0

    @property
    def steps(self) -> int:
        return self.epochs * self.passes * (self.bank // self.batch)


def learning_rate(step: int, steps: int, peak: float) -> float:
    """Linear warm-up, then a cosine down to nearly 0."""
    warm = max(1, int(_WARM_UP * steps))
    if step < warm:
        return peak * (step + 1) / warm
    return peak * (0.002 + 0.998 * (1 + math.cos(math.pi * (step - warm) / (steps - warm))) / 2)


class Run:
    """A stage under way: the net, its average over steps, its optimizer, and where it stands."""

    def __init__(self, plan: Plan, seed: int) -> None:
        torch.manual_seed(seed)
        self.plan = plan
        make = nets.make_teacher if plan.stage == "teacher" else nets.make_student
        self.net, self.average = make(), make()
        self.average.load_state_dict(self.net.state_dict())
        self.optimizer = torch.optim.AdamW(
            self.net.parameters(), plan.rate, weight_decay=_DECAY, fused=True
        )
        self.epoch = 0
        self.step = 0

    def save(self, path: Path) -> None:
        state = {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "random": torch.get_rng_state(),
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.step = state["epoch"], state["step"]
        torch.set_rng_state(state["random"])

    def learn(self, pictures: np.ndarray, labels: np.ndarray, taught: np.ndarray) -> float:
        """Learn from a bank and return the mean loss. ``taught``: the teacher's logits, (n, 10), or
        none, (n, 0)."""
        self.net.train()
        total, size = 0.0, self.plan.batch
        for _ in range(self.plan.passes):
            order = np.random.default_rng(self.step).permutation(len(pictures) // size)
            for batch in order:
                rows = slice(batch * size, (batch + 1) * size)
                total += self._learn_batch(pictures[rows], labels[rows], taught[rows])
        self.epoch += 1
        return total / (self.plan.passes * (len(pictures) // size))

    def _learn_batch(self, pictures: np.ndarray, labels: np.ndarray, taught: np.ndarray) -> float:
        convolved = self.plan.stage == "teacher"
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.step, self.plan.steps, self.plan.rate)
        # bfloat16 doubles the speed of the convolutions on processors that have it.
        with torch.autocast("cpu", torch.bfloat16, enabled=convolved):
            logits = self.net(nets.as_input(pictures, convolved))
        loss = functional.cross_entropy(logits.float(), torch.from_numpy(labels).long())
        if self.plan.soft > 0:
            targets = (torch.from_numpy(taught).float() / _TEMPERATURE).softmax(dim=1)
            softly = functional.cross_entropy(logits / _TEMPERATURE, targets)
            # T² gives the soft part gradients as large as the hard part has (Hinton et al., 2015).
            loss = torch.lerp(loss, softly * _TEMPERATURE**2, self.plan.soft)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.step += 1
        keep = min(self.plan.keep, self.step / (self.step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self.average.parameters()), list(self.net.parameters()), 1 - keep
            )
        return loss.item()

    def calibrate(self, pictures: np.ndarray) -> None:
        """Estimate batch norm's statistics for the averaged weights."""
        size = self.plan.batch
        count = min(_CALIBRATION, len(pictures) // size)
        convolved = self.plan.stage == "teacher"
        rows = (pictures[k * size : (k + 1) * size] for k in range(count))
        nets.calibrate(self.average, [nets.as_input(r, convolved) for r in rows])


@cache
def _teacher(path: Path) -> nn.Sequential:
    net = nets.make_teacher()
    net.load_state_dict(torch.load(path, weights_only=True))
    return net.eval()


def teach(path: Path, pictures: np.ndarray) -> np.ndarray:
    """What the teacher saved at ``path`` answers: logits (n, 10) float16."""
    net, answers = _teacher(path), []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(pictures), 500):
            x = nets.as_input(pictures[begin : begin + 500], True)
            answers.append(net(x).half().numpy())
    return np.concatenate(answers)


def write_bank(options: argparse.Namespace, plan: Plan, epoch: int) -> Path:
    """Make an epoch's bank and leave it in three files; this runs in the second process."""
    torch.set_num_threads(1)
    material = bank.load(options.data, options.runs / "paths.pickle")
    student = plan.stage == "student"
    pictures, labels = bank.make(material, plan.bank, (options.seed, int(student), epoch))
    taught = np.zeros((len(labels), 0), np.float16)
    if plan.soft > 0:
        taught = teach(options.runs / "teacher.pt", pictures)
    # Three folders are used in turn: one is being read, one is ready, one is being written.
    folder = options.runs / f"bank-{epoch % 3}"
    folder.mkdir(exist_ok=True)
    for kind, values in (("pictures", pictures), ("labels", labels), ("taught", taught)):
        np.save(folder / f"{kind}.npy", values)
    return folder


def train(options: argparse.Namespace, plan: Plan) -> None:
    """Run one stage, from its last checkpoint if asked to resume."""
    run = Run(plan, options.seed)
    checkpoint = options.runs / f"checkpoint-{plan.stage}.pt"
    if options.resume and checkpoint.exists():
        run.load(checkpoint)
    begin = time.monotonic()
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        coming = pool.submit(write_bank, options, plan, run.epoch)
        for epoch in range(run.epoch, plan.epochs):
            folder = coming.result()
            if epoch + 1 < plan.epochs:
                coming = pool.submit(write_bank, options, plan, epoch + 1)
            kinds = ("pictures", "labels", "taught")
            pictures, labels, taught = (np.load(folder / f"{kind}.npy") for kind in kinds)
            loss = run.learn(pictures, labels, taught)
            run.save(checkpoint)
            took = time.monotonic() - begin
            line = f"{plan.stage} {epoch + 1}/{plan.epochs}  loss {loss:.4f}  {took:.0f} s"
            print(line, file=sys.stderr, flush=True)
            if (epoch + 1) % options.every == 0 or epoch + 1 == plan.epochs:
                run.calibrate(pictures)
                if plan.stage == "teacher":
                    torch.save(run.average.state_dict(), options.runs / "teacher.pt")
                else:
                    export.export(nets.folded(run.average), options.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("models/digits.onnx"))
    parser.add_argument("--runs", type=Path, default=Path("models/runs"), help="work files")
    parser.add_argument("--teacher-epochs", type=int, default=12, help="0: a saved teacher")
    parser.add_argument("--epochs", type=int, default=60, help="0: the teacher only")
    parser.add_argument("--bank", type=int, default=400_000, help="digits an epoch")
    parser.add_argument("--passes", type=int, default=2, help="through each of the student's banks")
    parser.add_argument("--soft", type=float, default=0.5, help="teacher's share in the loss")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=5, help="export after so many epochs")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.runs.mkdir(parents=True, exist_ok=True)
    if options.soft > 0 and options.teacher_epochs > 0:
        epochs = options.teacher_epochs
        train(options, Plan("teacher", epochs, options.bank, 256, 1, 2e-3, 0.998))
    if options.epochs > 0:
        passes, soft = options.passes, options.soft
        train(
            options, Plan("student", options.epochs, options.bank, 512, passes, 3e-3, 0.9995, soft)
        )


if __name__ == "__main__":
    main()
