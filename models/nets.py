"""The network that is shipped, and the larger one that teaches it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch
from torch import nn

from game.core.ink.digit import SIDE
from game.core.model.network import SIZES


def make_student() -> nn.Sequential:
    """784 → 128 → 64 → 10 with batch norm before each ReLU, to be folded into the weights."""
    layers: list[nn.Module] = []
    for inputs, units in pairwise(SIZES[:3]):
        layers += [nn.Linear(inputs, units, bias=False), nn.BatchNorm1d(units), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(SIZES[2], SIZES[3]))


def make_teacher() -> nn.Sequential:
    """Three convolutions and one hidden layer: small enough to label millions of digits."""
    layers: list[nn.Module] = [nn.Unflatten(1, (1, SIDE))]
    for inputs, outputs, size, stride in ((1, 24, 5, 2), (24, 48, 3, 2), (48, 64, 3, 1)):
        layers += [
            nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
        ]
    layers += [nn.Flatten(), nn.Dropout(0.2), nn.Linear(64 * 7 * 7, 128, bias=False)]
    layers += [nn.BatchNorm1d(128), nn.ReLU(), nn.Linear(128, 10)]
    return nn.Sequential(*layers).to(memory_format=torch.channels_last)


def as_input(pictures: np.ndarray, convolved: bool) -> torch.Tensor:
    """Pictures (n, 784) uint8 → float 0..1: (n, 28, 28) where ``convolved``, for the teacher."""
    x = torch.from_numpy(pictures).float().div_(255)
    return x.view(-1, SIDE, SIDE) if convolved else x


def calibrate(net: nn.Sequential, batches: list[torch.Tensor]) -> None:
    """Estimate batch norm's statistics anew: those an averaged net has belong to other weights."""
    norms = [m for m in net if isinstance(m, nn.BatchNorm1d | nn.BatchNorm2d)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the plain mean over all batches
        norm.train()
    with torch.no_grad():
        for x in batches:
            net(x)
    net.eval()


def folded(net: nn.Sequential) -> list[np.ndarray]:
    """W1, b1, W2, b2, W3, b3 of the student with batch norm multiplied into them."""
    weights = []
    modules = list(net)
    for linear, norm in ((modules[0], modules[1]), (modules[3], modules[4])):
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weights += [linear.weight * scale[:, None], norm.bias - norm.running_mean * scale]
    weights += [modules[6].weight, modules[6].bias]
    return [w.detach().numpy().astype(np.float32) for w in weights]
