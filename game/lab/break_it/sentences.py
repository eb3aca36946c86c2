"""What the break_it touched last does, in one or two sentences with measured numbers."""

from __future__ import annotations

from game.core.insight.damage_facts import HEAT, THROWS, Cut
from game.core.insight.fragile import Kills, LeastNoise
from game.core.model.damage import SEEDS, Damage, neuron
from game.core.printed import figure
from game.lab.card.sentences import title_of
from game.lab.state.break_it import BreakIt
from game.lab.state.state import State
from game.words.catalogue import percent, say


def about(state: State) -> tuple[str, ...]:
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
        return (say("about.intro", count="10,000"),)
    words = _measured(name, break_it) or say("about.wait")
    if name == "kill" and break_it.damage.killed:
        return say("about.kill.now", count=len(break_it.damage.killed)), words
    return (words,)


def described(damage: Damage) -> str:
    """A damage in words, as a code names it."""
    parts = [say("part.biases")] if damage.biases_off else []
    if damage.noise:
        parts.append(say("part.noise", percent=damage.noise, seed=damage.seed))
    parts += [say(f"part.cut.{layer}") for layer in damage.cuts]
    for layer in (1, 2, 3):
        off = [str(unit.index) for unit in damage.killed if unit.layer == layer]
        if off:
            parts.append(say("part.off", layer=say(f"layer.{layer}"), units=", ".join(off)))
    if damage.pruned:
        parts.append(say("part.pruned", percent=damage.pruned))
    if damage.bits:
        parts.append(say("part.bits", bits=damage.bits))
    if damage.heat != 100:
        parts.append(say("part.heat", heat=f"{damage.heat / 100:g}"))
    for change in damage.adjusted:
        shift = figure(change.shift / 10, 1)
        parts.append(say("part.unit", name=title_of(change.unit), shift=shift, gain=change.gain))
    return say("part.all", parts="; ".join(parts))


def waits_for(break_it: BreakIt) -> str | None:
    """Which numbers the sentence about the break_it touched last waits for: "facts", "noise"
    or "alone"."""
    if break_it.about == "noise":
        return None if break_it.noise else "noise"
    if break_it.about == "kill":
        return "alone" if break_it.facts is not None and not break_it.alone else None
    return None


def _measured(name: str, break_it: BreakIt) -> str:
    """A sentence with what was measured on the healthy network; "" until it is."""
    if name == "noise":
        return _noise_words(break_it.noise) if break_it.noise else ""
    facts = break_it.facts
    if facts is None or (name == "kill" and not break_it.alone):
        return ""
    share = _share
    match name.split("."):
        case ["biases"]:
            return say(
                "about.biases",
                healthy=share(facts.healthy),
                off=share(facts.biases_off),
                faint=share(facts.faint[0]),
                faint_off=share(facts.faint[1]),
            )
        case ["cut", layer]:
            cut = facts.cuts[int(layer) - 1]
            return say(f"about.{name}", answer=_answer(cut), share=share(cut.accuracy))
        case ["prune"]:
            return say("about.prune", list=_list(facts.pruned, "{} %"))
        case ["bits"]:
            return say("about.bits", list=_list(facts.bits, say("about.bit", amount="{}")))
        case ["heat"]:
            hot, healthy = share(facts.hot), share(facts.healthy)
            return say("about.heat", heat=HEAT // 100, hot=hot, healthy=healthy)
    alone = break_it.alone
    low, high = min(alone), max(alone)
    return say(
        "about.kill",
        count=len(alone),
        low=share(low),
        worst=title_of(neuron(alone.index(low))),
        high=share(high),
        healthy=share(facts.healthy),
    )


def _noise_words(noise: tuple[tuple[int, float, float], ...]) -> str:
    spans = (
        say("about.span", amount=f"{percent} %", low=f"{100 * low:.1f}", high=f"{100 * high:.1f}")
        for percent, low, high in noise
    )
    return say("about.noise", throws=len(THROWS), list=", ".join(spans))


def _share(share: float) -> str:
    return f"{100 * share:.2f} %"


def _list(pairs: tuple[tuple[int, float], ...], amount: str) -> str:
    items = (say("about.item", amount=amount.format(n), share=f"{100 * s:.1f} %") for n, s in pairs)
    return ", ".join(items)


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
    question = say(f"{'about.' + break_it.about}", seeds=f"{SEEDS:,}")
    if state.prediction.trace is None:
        return question, say("about.find.draw")
    if break_it.search is not None:
        return question, say("found.searching")
    found = break_it.found
    if isinstance(found, Kills):
        return _kills(found)
    if isinstance(found, LeastNoise):
        return _noise(found)
    return (question,)


def _idea(digit: int | None) -> str:
    return say("twin.idea") if digit is None else str(digit)


def _kills(found: Kills) -> tuple[str, ...]:
    if not found.units:
        return (say("found.kills.proven" if found.exact else "found.kills.none"),)
    key = "found.kills.one" if len(found.units) == 1 else "found.kills"
    after = _idea(found.after)
    first = say(key, count=len(found.units), before=found.before, after=after)
    return first, say("found.exact" if found.exact else "found.greedy")


def _noise(found: LeastNoise) -> tuple[str, ...]:
    if found.level is None:
        return (say("found.noise.none", seeds=f"{SEEDS:,}"),)
    first = say(
        "found.noise",
        level=found.level,
        seed=found.seed,
        before=found.before,
        after=_idea(found.after),
    )
    return first, say("found.noise.exact", seeds=f"{SEEDS:,}")


def _challenge(state: State, break_it: BreakIt) -> tuple[str, ...]:
    game = break_it.challenge
    best = () if break_it.best is None else (say("challenge.best", best=break_it.best),)
    if game is None:
        return (
            say("challenge.draw" if state.prediction.trace is None else "challenge.again"),
            *best,
        )
    if game.won is not None:
        return (say("challenge.won", count=game.won), *best)
    count = len(break_it.damage.killed)
    return (say("about.challenge", answer=game.answer, count=count), *best)
