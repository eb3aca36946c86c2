"""Break It's part of the State: what is damaged, what that does, and the games with it."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.insight.damage_facts import DamageFacts
from game.core.insight.fragile import FewestOff, LeastNoise
from game.core.model.accuracy import Accuracy
from game.core.model.damage import HEALTHY, Damage
from game.core.model.unit import Unit
from game.lab.break_it.layout import FIRST, PAGES


@dataclass(frozen=True, slots=True)
class Flip:
    """The moment at which damage changed the answer: the tick, the digit ``before`` and ``after``
    (None: no idea), and the damage's code."""

    tick: int
    before: int
    after: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """The game to change this answer with as few neurons off as possible. ``won``: with how many
    off it changed; None while it has not."""

    answer: int
    won: int | None = None


@dataclass(frozen=True, slots=True)
class Spotlight:
    """All light on the neuron that is being switched off, since a tick."""

    unit: Unit
    since: int


@dataclass(frozen=True, slots=True, eq=False)
class BreakIt:
    """All that the lab knows about the damage of its network."""

    #: the page of the drawer that is shown, and the one that "More" turns to: the last of them
    page: str = FIRST
    other_page: str = PAGES[0]
    #: what is done to the healthy network
    damage: Damage = HEALTHY
    #: what was taken away last, so that it can come back
    healed: Damage = HEALTHY
    #: what a tap on a neuron does: "kill" switches it off or on again, "adjust" chooses it
    tap: str = "kill"
    #: the neuron whose bias and weights the sliders change
    unit: Unit | None = None
    #: the kind of damage that was touched last (`facts.fact`), "code", "heal" or "intro"
    about: str = "intro"
    flip: Flip | None = None

    #: accuracy of the weights of revision ``measured``, which are a few frames old while a slider
    #: moves; None until measured
    accuracy: Accuracy | None = None
    measured: int = 0
    #: accuracy of the healthy network; None until measured
    healthy: Accuracy | None = None
    #: (noise in percent, accuracy 0..1) tried so far with this seed and this other damage,
    #: ascending
    tried: tuple[tuple[int, float], ...] = ()
    #: what each kind of damage measurably does to the healthy network; None until measured
    facts: DamageFacts | None = None
    #: the same for noise: percent, lowest and highest accuracy over the seeds; () until measured
    noise: tuple[tuple[int, float, float], ...] = ()
    #: the same with each of the 192 hidden neurons off alone: accuracy; () until measured
    alone: tuple[float, ...] = ()

    #: the search that runs, "fewest" or "noise", and how many searches were begun so far
    search: str | None = None
    searches: int = 0
    #: what the last search found for this drawing
    found: FewestOff | LeastNoise | None = None
    #: damages that are still to be played, one every few ticks, and the tick of the last one
    script: tuple[Damage, ...] = ()
    stepped_at: int = 0
    #: the neuron that the script is about to switch off, or has just switched off
    spotlight: Spotlight | None = None

    challenge: Challenge | None = None
    #: fewest neurons with which a challenge was won in this visit
    best: int | None = None

    @property
    def playing(self) -> bool:
        """Whether what a search found is being played, so that its outcome is not told yet."""
        return bool(self.script) or self.spotlight is not None

    @property
    def damaged(self) -> bool:
        """Whether anything is done to the network."""
        return not self.damage.none
