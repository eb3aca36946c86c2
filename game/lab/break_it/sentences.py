"""What the pages of Break It say: of the damage that is on, measured now, and of the games."""

from __future__ import annotations

from typing import NamedTuple

from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict
from game.core.insight.fragile import FewestOff, LeastNoise
from game.core.model.damage import SEEDS, Damage
from game.lab.break_it.facts import fact, kinds
from game.lab.card.sentences import title_of
from game.lab.network.playback import told_answer
from game.lab.state.break_it import BreakIt, Challenge
from game.lab.state.state import State
from game.words.catalogue import say
from game.words.numbers import count, figure, listed, percent, share, short

#: paragraphs, the most important first
Paragraphs = tuple[str, ...]

#: a damaged network that gives another digit at least this probability is sure, but wrong
SURE = 0.9
#: more kinds of damage than this are counted, not listed
MOST_KINDS = 4
#: what is said of a layer whose weights are zero, as part of a damage
_CUT = {1: "damage.cut.1", 2: "damage.cut.2", 3: "damage.cut.3"}
_LAYER = ("layer.0", "layer.1", "layer.2", "layer.3")
_QUESTIONS = {"fewest": "about.find.fewest", "noise": "about.find.noise"}
#: the kinds of damage that the page of the weights has sliders for
_WORN = ("prune", "bits", "temperature")


class Said(NamedTuple):
    """What a page says, in several versions, the fullest first; and ``least``, for where not even
    small text has room for any of them."""

    versions: tuple[Paragraphs, ...]
    least: Paragraphs


def sentences(state: State) -> Said:
    """What the open page says."""
    break_it = state.break_it
    match break_it.page:
        case "neurons" if break_it.tap == "adjust":
            return _said((_unit(state),))
        case "neurons":
            return _touched(break_it)
        case "weights":
            worn = break_it.about if break_it.about in _WORN else ""
            said = fact(worn, break_it) or say("about.worn")
            long, brief = _now(state)
            return Said(((said, long), (said, brief)), (said,))
        case "games":
            return _said(_games(state))
        case "code":
            return _named(state)
    return _experiments(state)


def _said(*versions: Paragraphs) -> Said:
    return Said(versions, versions[-1])


def waits_for(break_it: BreakIt) -> str | None:
    """Which slow measurement the open page waits for: "noise" or "alone"; None: neither. That of
    "alone" follows the quicker ``facts``."""
    if break_it.page == "code" and break_it.about == "noise":
        return None if break_it.noise else "noise"
    if break_it.page == "neurons" and break_it.tap == "kill":
        return "alone" if break_it.facts is not None and not break_it.alone else None
    return None


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


def in_short(damage: Damage) -> str:
    """All that a damage does, in few words: neurons are only counted."""
    parts = [say("damage.biases")] if damage.biases_off else []
    if damage.noise:
        parts.append(say("part.noise", percent=damage.noise))
    parts += [say(_CUT[layer]) for layer in damage.cuts]
    if damage.ablated:
        parts.append(say("part.off", count=len(damage.ablated)))
    if damage.pruned:
        parts.append(say("part.pruned", percent=damage.pruned))
    if damage.bits:
        parts.append(say("part.bits", bits=damage.bits))
    if damage.temperature != 100:
        parts.append(say("part.heat", temperature=short(damage.temperature / 100)))
    if damage.adjusted:
        parts.append(say("part.adjusted", count=len(damage.adjusted)))
    many = len(parts) > MOST_KINDS
    return say("part.many", count=len(kinds(damage))) if many else " + ".join(parts)


def outcome(break_it: BreakIt) -> Paragraphs:
    """What the last search has found; () before it has."""
    found = break_it.found
    if isinstance(found, FewestOff):
        return _fewest(found)
    return _noise(found) if isinstance(found, LeastNoise) else ()


def _experiments(state: State) -> Said:
    """What the damage that is on does, all of it together, and what the answer has become."""
    break_it, damage = state.break_it, state.break_it.damage
    if break_it.challenge is not None:
        return _said((say("challenge.only"),))
    if damage.none:
        if state.changed:
            return _said((say("now.taught", count=len(state.gradient.taught)),))
        if break_it.about not in ("code", "heal"):
            return _said((say("about.intro"),), (say("about.intro.short"),))
        back = () if break_it.healed.none else (say("about.heal.again"),)
        return _said((say("about.heal"), *back), (say("about.heal.short"), *back))
    long, brief = _now(state)
    told, told_briefly = _answer(state)
    on = kinds(damage)
    alone = fact(on[0], break_it) if len(on) == 1 else ""
    versions = (long, told, alone), (long, told), (brief, told), (brief, told_briefly)
    least = _measured(state, say("part.many", count=len(on)), "now.brief"), told_briefly
    whole = tuple(tuple(filter(None, version)) for version in versions)
    return Said(whole, tuple(filter(None, least)) if len(on) > 1 else whole[-1])


def _now(state: State) -> tuple[str, str]:
    """How many test digits are read right with exactly this damage, in more words and in fewer."""
    damage = state.break_it.damage
    what = say("part.none") if damage.none else in_short(damage)
    return _measured(state, what, "now.right"), _measured(state, what, "now.brief")


def _measured(state: State, what: str, key: str) -> str:
    """``what`` is damaged, and the share read right put into the words of ``key``; until that is
    measured for these very weights, that it is being measured."""
    accuracy = state.break_it.accuracy
    if accuracy is None or state.break_it.measured != state.network_revision:
        return say("now.wait", what=what)
    return say(key, what=what, share=share(accuracy.share, 2))


def _answer(state: State) -> tuple[str, str]:
    """What the damage has made of the answer, in more words and in fewer; "" without a drawing, and
    before the answer is told."""
    prediction = state.prediction
    healthy, now = prediction.healthy_answer, told_answer(state)
    before = None if healthy is None else decided(healthy)
    if now is None or before is None:
        return "", ""
    after = decided(now)
    if after is None:
        return say("flip.idea", before=before), say("flip.idea.short")
    certain = percent(float(now[after]))
    if after == before:
        return say("flip.none", digit=after, percent=certain), say("flip.none.short", digit=after)
    # Of ink that is no digit nobody can say what would be right.
    if now[after] >= SURE and prediction.verdict is Verdict.SURE:
        words = say("flip.sure", after=after, percent=certain, before=before)
        return words, say("flip.sure.short", after=after, percent=certain)
    words = say("flip", before=before, after=after, percent=certain)
    return words, say("flip.short", before=before, after=after)


def _touched(break_it: BreakIt) -> Said:
    """How many neurons are off, and what each of them alone would do."""
    off = len(break_it.damage.ablated)
    first = say("about.touch.off", count=off) if off else say("about.touch")
    alone = fact("ablate", break_it) or say("about.wait")
    return Said(((first, alone),), (first,))


def _unit(state: State) -> str:
    unit, network = state.break_it.unit, state.healthy
    if unit is None or network is None:
        return say("about.unit.none")
    bias = figure(float(network.biases[unit.layer - 1][unit.index]), 2)
    sigma = figure(float(network.weights[unit.layer - 1][unit.index].std()), 2, signed=False)
    return say("about.unit", name=title_of(unit), bias=bias, sigma=sigma)


def _named(state: State) -> Said:
    """All that is damaged, and what the kind touched last does alone."""
    break_it = state.break_it
    if not break_it.damaged:
        return _said((say("about.code"),))
    same = say("code.same")
    whole = described(break_it.damage)
    brief = say("damage.all", parts=in_short(break_it.damage))
    alone = fact(break_it.about, break_it)
    if not alone and waits_for(break_it):
        alone = say("about.wait")
    if not alone:
        return Said(((same, whole),), (same, brief))
    return Said(((same, whole, alone), (same, brief, alone), (brief, alone)), (alone,))


def _games(state: State) -> Paragraphs:
    break_it = state.break_it
    if state.prediction.trace is None:
        return (say("about.find.draw"),)
    if break_it.challenge is not None:
        return _challenge(break_it, break_it.challenge)
    if break_it.search is not None:
        return say(_QUESTIONS[break_it.search], seeds=count(SEEDS)), say("found.searching")
    if break_it.playing:
        return (_playing(break_it),)
    return outcome(break_it) or (say("about.games"),)


def _playing(break_it: BreakIt) -> str:
    """What is being done at this moment of the play."""
    light, found, off = break_it.spotlight, break_it.found, len(break_it.damage.ablated)
    if light is None or not isinstance(found, FewestOff):
        noise = break_it.damage.noise
        return say("play.noise", percent=noise) if noise else say("play.back", count=off)
    if light.unit in found.units and light.unit not in break_it.damage.ablated:
        name = title_of(light.unit)
        return say("play.next", nth=off + 1, count=len(found.units), name=name)
    name = title_of(found.units[off - 1])
    return say("play.off", nth=off, count=len(found.units), name=name)


def _idea(digit: int | None) -> str:
    return say("twin.idea") if digit is None else str(digit)


def _fewest(found: FewestOff) -> Paragraphs:
    if not found.units:
        return (say("found.fewest.proven" if found.exact else "found.fewest.none"),)
    off, after = len(found.units), _idea(found.after)
    first = say("found.fewest", count=off, before=found.before, after=after)
    return first, say("found.exact" if found.exact else "found.greedy")


def _noise(found: LeastNoise) -> Paragraphs:
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


def _challenge(break_it: BreakIt, game: Challenge) -> Paragraphs:
    best = () if break_it.best is None else (say("challenge.best", best=break_it.best),)
    if game.won is not None:
        return say("challenge.won", count=game.won), *best
    off = len(break_it.damage.ablated)
    return say("about.challenge", answer=game.answer, count=off), *best
