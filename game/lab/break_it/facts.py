"""What each kind of damage alone does to the healthy network: sentences with measured numbers."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.insight.damage_facts import NOISE_SEEDS, TEMPERATURE, Cut
from game.core.model.damage import Damage, neuron
from game.lab.card.sentences import title_of
from game.lab.state.break_it import BreakIt
from game.words.catalogue import say
from game.words.numbers import listed, percent, plain, share

#: what is said of a layer whose weights are zero
_ABOUT_CUT = {1: "about.cut.1", 2: "about.cut.2", 3: "about.cut.3"}


def kinds(damage: Damage) -> tuple[str, ...]:
    """The kinds of damage that are on, by the names that `fact` knows."""
    found = {
        "biases": damage.biases_off,
        "noise": damage.noise > 0,
        **{f"cut.{layer}": layer in damage.cuts for layer in (1, 2, 3)},
        "ablate": bool(damage.ablated),
        "prune": damage.pruned > 0,
        "bits": damage.bits is not None,
        "temperature": damage.temperature != 100,
        "unit": bool(damage.adjusted),
    }
    return tuple(name for name, on in found.items() if on)


def fact(name: str, break_it: BreakIt) -> str:
    """What one kind of damage does to the healthy network; "" until that is measured, and for what
    is no kind of damage."""
    if name == "noise":
        return _noise(break_it.noise) if break_it.noise else ""
    facts, alone = break_it.facts, break_it.alone
    if facts is None:
        return ""
    match name.split("."):
        case ["biases"]:
            return say(
                "about.biases",
                healthy=share(facts.healthy, 2),
                off=share(facts.biases_off, 2),
                faint=share(facts.faint[0], 2),
                faint_off=share(facts.faint[1], 2),
            )
        case ["cut", layer]:
            cut = facts.cuts[int(layer) - 1]
            return say(_ABOUT_CUT[int(layer)], answer=_answer(cut), share=share(cut.accuracy, 2))
        case ["prune"]:
            items = ((say("about.percent", amount=n), found) for n, found in facts.pruned)
            return say("about.prune", list=_list(items))
        case ["bits"]:
            items = ((say("about.bit", amount=n), found) for n, found in facts.bits)
            return say("about.bits", list=_list(items))
        case ["temperature"]:
            hot, healthy = share(facts.hot, 2), share(facts.healthy, 2)
            return say(
                "about.temperature", temperature=TEMPERATURE // 100, hot=hot, healthy=healthy
            )
        case ["ablate"] if alone:
            return _alone(alone, facts.healthy)
    return ""


def _alone(alone: tuple[float, ...], healthy: float) -> str:
    low, high = min(alone), max(alone)
    return say(
        "about.ablate",
        count=len(alone),
        low=share(low, 2),
        worst=title_of(neuron(alone.index(low))),
        high=share(high, 2),
        healthy=share(healthy, 2),
    )


def _noise(noise: tuple[tuple[int, float, float], ...]) -> str:
    spans = (
        say("about.span", amount=amount, low=plain(100 * low, 1), high=plain(100 * high, 1))
        for amount, low, high in noise
    )
    return say("about.noise", seeds=len(NOISE_SEEDS), list=listed(spans))


def _list(pairs: Iterable[tuple[str, float]]) -> str:
    return listed(say("about.item", amount=amount, share=share(found)) for amount, found in pairs)


def _answer(cut: Cut) -> str:
    if cut.digit is None:
        return say("about.answer.none")
    return say("about.answer", digit=cut.digit, probability=percent(cut.probability))
