"""What the kind of damage touched last does, in one or two sentences with measured numbers."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.insight.damage_facts import NOISE_SEEDS, TEMPERATURE, Cut
from game.core.insight.fragile import FewestOff, LeastNoise
from game.core.model.damage import SEEDS, Damage, neuron
from game.lab.card.sentences import title_of
from game.lab.state.break_it import BreakIt
from game.lab.state.state import State
from game.words.catalogue import say
from game.words.numbers import count, figure, listed, percent, plain, share, short

#: what is said of a layer whose weights are cut, as part of a damage and by itself
_CUT = {1: "damage.cut.1", 2: "damage.cut.2", 3: "damage.cut.3"}
_ABOUT_CUT = {1: "about.cut.1", 2: "about.cut.2", 3: "about.cut.3"}
_LAYER = ("layer.0", "layer.1", "layer.2", "layer.3")
_QUESTIONS = {"find.fewest": "about.find.fewest", "find.noise": "about.find.noise"}


def sentences(state: State) -> tuple[str, ...]:
    """Paragraphs, the most important first."""
    break_it = state.break_it
    name = break_it.about
    if name.startswith("find."):
        return _search(state, break_it)
    if name == "challenge":
        return _challenge(state, break_it)
    if name == "unit":
        return (_unit(state),)
    if name == "code" and state.break_it.damaged:
        return described(break_it.damage), say("about.code")
    healed = name in ("code", "heal") and state.network is state.healthy
    if healed:
        return (say("about.heal"),)
    if name in ("code", "heal", "intro"):
        return (say("about.intro", count=count(10_000)),)
    words = _measured(name, break_it) or say("about.wait")
    if name == "ablate" and break_it.damage.ablated:
        return say("about.ablate.now", count=len(break_it.damage.ablated)), words
    return (words,)


def described(damage: Damage) -> str:
    """All that a damage does, as a sentence."""
    return say("damage.all", parts=parts_of(damage))


def parts_of(damage: Damage) -> str:
    """All that a damage does, part by part; "" where it does nothing."""
    parts = [say("damage.biases")] if damage.biases_off else []
    if damage.noise:
        parts.append(say("damage.noise", percent=damage.noise, seed=damage.seed))
    parts += [say(_CUT[layer]) for layer in damage.cuts]
    for layer in (1, 2, 3):
        off = [str(unit.index) for unit in damage.ablated if unit.layer == layer]
        if off:
            parts.append(say("damage.off", layer=say(_LAYER[layer]), units=listed(off)))
    if damage.pruned:
        parts.append(say("damage.pruned", percent=damage.pruned))
    if damage.bits:
        parts.append(say("damage.bits", bits=damage.bits))
    if damage.temperature != 100:
        parts.append(say("damage.heat", temperature=short(damage.temperature / 100)))
    for change in damage.adjusted:
        shift = figure(change.shift / 10, 1)
        parts.append(say("damage.unit", name=title_of(change.unit), shift=shift, gain=change.gain))
    return "; ".join(parts)


def waits_for(break_it: BreakIt) -> str | None:
    """Which slow measurement the present sentence waits for: "noise" or "alone"; None: neither.
    That of "alone" follows the quicker ``facts``."""
    if break_it.about == "noise":
        return None if break_it.noise else "noise"
    if break_it.about == "ablate":
        return "alone" if break_it.facts is not None and not break_it.alone else None
    return None


def _measured(name: str, break_it: BreakIt) -> str:
    """The sentence about one kind of damage, with what was measured on the healthy network; ""
    until it is measured."""
    if name == "noise":
        return _noise_words(break_it.noise) if break_it.noise else ""
    facts = break_it.facts
    if facts is None or (name == "ablate" and not break_it.alone):
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
    alone = break_it.alone
    low, high = min(alone), max(alone)
    return say(
        "about.ablate",
        count=len(alone),
        low=share(low, 2),
        worst=title_of(neuron(alone.index(low))),
        high=share(high, 2),
        healthy=share(facts.healthy, 2),
    )


def _noise_words(noise: tuple[tuple[int, float, float], ...]) -> str:
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


def _unit(state: State) -> str:
    unit, network = state.break_it.unit, state.healthy
    if unit is None or network is None:
        return say("about.unit.none")
    bias = figure(float(network.biases[unit.layer - 1][unit.index]), 2)
    sigma = figure(float(network.weights[unit.layer - 1][unit.index].std()), 2, signed=False)
    return f"{title_of(unit)}. " + say("about.unit", bias=bias, sigma=sigma)


def _search(state: State, break_it: BreakIt) -> tuple[str, ...]:
    question = say(_QUESTIONS[break_it.about], seeds=count(SEEDS))
    if state.prediction.trace is None:
        return question, say("about.find.draw")
    if break_it.search is not None:
        return question, say("found.searching")
    found = break_it.found
    if isinstance(found, FewestOff):
        return _fewest(found)
    if isinstance(found, LeastNoise):
        return _noise(found)
    return (question,)


def _idea(digit: int | None) -> str:
    return say("twin.idea") if digit is None else str(digit)


def _fewest(found: FewestOff) -> tuple[str, ...]:
    if not found.units:
        return (say("found.fewest.proven" if found.exact else "found.fewest.none"),)
    key = "found.fewest.one" if len(found.units) == 1 else "found.fewest"
    after = _idea(found.after)
    first = say(key, count=len(found.units), before=found.before, after=after)
    return first, say("found.exact" if found.exact else "found.greedy")


def _noise(found: LeastNoise) -> tuple[str, ...]:
    if found.level is None:
        return (say("found.noise.none", seeds=count(SEEDS)),)
    first = say(
        "found.noise",
        level=found.level,
        seed=found.seed,
        before=found.before,
        after=_idea(found.after),
    )
    return first, say("found.noise.exact", seeds=count(SEEDS))


def _challenge(state: State, break_it: BreakIt) -> tuple[str, ...]:
    game = break_it.challenge
    best = () if break_it.best is None else (say("challenge.best", best=break_it.best),)
    if game is None:
        blank = state.prediction.trace is None
        return say("challenge.draw" if blank else "challenge.again"), *best
    if game.won is not None:
        return say("challenge.won", count=game.won), *best
    off = len(break_it.damage.ablated)
    return say("about.challenge", answer=game.answer, count=off), *best
