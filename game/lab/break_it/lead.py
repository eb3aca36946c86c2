"""The lead of the answer over its strongest rival, in the healthy and in the present network."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.core.ink.reading import decided
from game.core.kept import kept
from game.core.model.network import Network, Trace, forward
from game.core.model.unit import OUTPUT
from game.lab.network.playback import told
from game.lab.state.state import State


class Lead(NamedTuple):
    """How far the healthy network's digit is ahead of ``rival``, in logits; below 0: behind.

    ``rival``: the strongest other digit of the present network. ``healthy``, ``now``: the lead over
    it in both networks, equal where they are the same, and not finite where a logit is not.
    ``off``: the digit's own output is switched off.
    """

    digit: int
    rival: int
    healthy: float
    now: float
    off: bool = False


def lead_of(state: State) -> Lead | None:
    """The lead in the shown digit; None without a drawing, before its answer is told, where even
    the healthy network has no answer, and where all other outputs are off."""
    prediction, healthy, answer = state.prediction, state.healthy, state.prediction.healthy_answer
    trace = prediction.trace
    digit = None if answer is None else decided(answer)
    off = {unit.index for unit in state.break_it.damage.ablated if unit.layer == OUTPUT}
    rivals = [other for other in range(10) if other != digit and other not in off]
    if trace is None or healthy is None or digit is None or not rivals or not told(state):
        return None
    logits = np.nan_to_num(trace.pre_activations[2])
    rival = max(rivals, key=lambda other: float(logits[other]))
    after = trace.pre_activations[2].tolist()
    before = _healthy_logits(trace, healthy) if state.changed else after
    now = after[digit] - after[rival]
    return Lead(digit, rival, before[digit] - before[rival], now, digit in off)


@kept(1)  # panels ask with every frame
def _healthy_logits(trace: Trace, healthy: Network) -> tuple[float, ...]:
    """The healthy network's logits for the picture of a trace."""
    found: list[float] = forward(healthy, trace.activations[0]).pre_activations[2].tolist()
    return tuple(found)
