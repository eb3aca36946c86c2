"""Break It's part of the State: what is damaged, what that does, and the games with it."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.insight.damage_facts import DamageFacts
from game.core.insight.fragile import FewestOff, LeastNoise
from game.core.model.accuracy import Accuracy
from game.core.model.damage import HEALTHY, Damage
from game.core.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Flip:
    """The moment an answer changed: at which tick, from what to what (None: no idea), by what."""

    tick: int
    before: int
    after: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """Break this answer with as few neurons off as you can. ``won``: with how many, once it is."""

    answer: int
    won: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class BreakIt:
    """What is done to the network, what that does, and the games with it."""

    #: what is done to the healthy network
    damage: Damage = HEALTHY
    #: whether the stage is Break It's, from its opening until everything is healed
    on: bool = False
    #: what a tap on a neuron does: "kill" (and revive), or "adjust"
    tap: str = "kill"
    #: the neuron whose bias and weights the sliders change
    unit: Unit | None = None
    #: which experiment was touched last, and so is explained
    about: str = "intro"
    flip: Flip | None = None

    #: of the weights of revision ``measured``: under a moving slider they are a few frames old;
    #: and of the healthy ones; None until measured
    accuracy: Accuracy | None = None
    measured: int = 0
    healthy: Accuracy | None = None
    #: (noise in percent, accuracy 0..1) tried so far with this throw and other damage, ascending
    tried: tuple[tuple[int, float], ...] = ()
    #: what the experiments measurably do to the healthy network; None until measured
    facts: DamageFacts | None = None
    #: the same for noise: percent, lowest and highest accuracy of its throws; for each of the 192
    #: hidden neurons off alone: accuracy; () until measured
    noise: tuple[tuple[int, float, float], ...] = ()
    alone: tuple[float, ...] = ()

    #: the search that runs, "fewest" or "noise", and how many were begun so far
    search: str | None = None
    searches: int = 0
    #: what it found for this drawing
    found: FewestOff | LeastNoise | None = None
    #: damages still to come, one every few ticks, and the tick of the last one
    script: tuple[Damage, ...] = ()
    stepped_at: int = 0

    challenge: Challenge | None = None
    #: fewest neurons that broke an answer in this visit
    best: int | None = None

    @property
    def damaged(self) -> bool:
        """Whether anything is done to the network."""
        return not self.damage.none
