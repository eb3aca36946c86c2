"""Break It as a room: damage, searches, the challenge."""

from __future__ import annotations

from dataclasses import replace

from game.core.ink.reading import decided
from game.core.model.damage import MOST_GAIN, MOST_NOISE, MOST_SHIFT
from game.core.model.unit import OUTPUT, Unit
from game.lab import intents as do
from game.lab.break_it import games, play, update
from game.lab.break_it.code import adjustment, code_of
from game.lab.break_it.layout import FIRST, PAGES, Shape, break_it_items
from game.lab.intents import Intent
from game.lab.room import Room, undrawn
from game.lab.slider import Slider
from game.lab.state.shown import noticed
from game.lab.state.state import State
from game.lab.state.wishes import CopyText
from game.words.catalogue import say
from game.words.numbers import figure, plain

#: the softmax temperatures a slider stops at, percent: evenly spaced on a logarithmic scale
TEMPERATURES = tuple(round(100 * 10 ** (n / 20)) for n in range(-20, 21))
#: the search that each button begins and ends
_SEARCHES = {"fewest": "fewest", "least_noise": "noise"}
#: what a button says while its search, or the challenge, runs
_ENDS = {"fewest": "fewest.end", "least_noise": "least_noise.end", "challenge": "challenge.end"}
#: what the switches of the layers say
_WHOLE = {"cut.1": "layer.1.whole", "cut.2": "layer.2.whole", "cut.3": "layer.3.whole"}
#: what a hand on Break It's controls does: during a challenge, nothing
_BY_HAND = (
    *(do.DisableBiases, do.SetNoise, do.NextSeed, do.CutLayer, do.PruneWeights, do.RoundWeights),
    *(do.SetTemperature, do.ShiftBias, do.ScaleWeights, do.SetTap, do.SetDamage),
)


def _copy(state: State, _: do.CopyCode) -> State:
    code = code_of(state.break_it.damage)
    state = replace(state, wishes=(*state.wishes, CopyText(code)))
    return noticed(state, say("code.copied", code=code))


def _shift(state: State) -> int:
    unit = state.break_it.unit
    return adjustment(state.break_it.damage, unit).shift if unit else 0


def _gain(state: State) -> int:
    unit = state.break_it.unit
    return adjustment(state.break_it.damage, unit).gain if unit else 100


def _on(state: State, name: str) -> bool:
    break_it = state.break_it
    match name.split("."):
        case ["biases"]:
            return break_it.damage.biases_off
        case ["cut", layer]:
            return int(layer) in break_it.damage.cuts
        case ["tap", what]:
            return break_it.tap == what
        case ["page", page]:
            return break_it.page == page
        case ["challenge"]:
            return break_it.challenge is not None
        case ["fewest" | "least_noise"]:
            return break_it.search == _SEARCHES[name]
    return False


def _refuses(state: State, intent: Intent) -> str:
    break_it = state.break_it
    plays = break_it.search is not None or bool(break_it.script)
    match intent:
        case do.Heal() if not (state.changed or plays or break_it.challenge):
            return say("no.damage")
        case do.CopyCode() if not break_it.damaged:
            return say("no.code")
        case do.FindDamage() if break_it.search is None:
            return undrawn(state)
        case do.StartChallenge() if break_it.challenge is None:
            return undrawn(state) or _undecided(state)
        case do.NextSeed() if not break_it.damage.noise:
            return say("no.noise")
        case do.AblateUnit() if intent.layer == 0:
            return say("no.pixel")
        case do.AblateUnit() if break_it.challenge and break_it.challenge.won is not None:
            return say("challenge.again")
        case do.AblateUnit() if break_it.challenge and intent.layer == OUTPUT:
            return say("no.output")
    return say("no.challenge") if break_it.challenge and isinstance(intent, _BY_HAND) else ""


def _undecided(state: State) -> str:
    """Why there is no answer that a challenge could be to break; "" where there is one."""
    healthy = state.prediction.healthy_answer
    return say("no.answer") if healthy is None or decided(healthy) is None else ""


def _label(state: State, name: str) -> str | None:
    if name == "pages":
        return say("pages" if state.break_it.page == FIRST else "pages.back")
    if name in _WHOLE:
        return say(_WHOLE[name])
    return say(_ENDS[name]) if name in _ENDS and _on(state, name) else None


def _slider_words(state: State, name: str) -> str | None:
    damage = state.break_it.damage
    match name:
        case "slide.noise":
            return say("slide.noise", value=damage.noise)
        case "slide.prune":
            return say("slide.prune", value=damage.pruned)
        case "slide.bits":
            return say("slide.bits", value=damage.bits) if damage.bits else say("slide.bits.off")
        case "slide.heat":
            return say("slide.heat", value=plain(damage.temperature / 100, 2))
        case "slide.shift":
            return say("slide.shift", value=figure(_shift(state) / 10, 1))
        case "slide.gain":
            return say("slide.gain", value=_gain(state))
    return None


ROOM = Room(
    "break_it",
    handlers={
        do.NetworkLoaded: update.load,
        do.TurnPage: lambda state, i: update.turn_page(state, i.name),
        do.SetDamage: lambda state, i: update.set_code(state, i.code),
        do.DisableBiases: lambda state, _: update.disable_biases(state),
        do.SetNoise: lambda state, i: update.set_noise(state, i.percent),
        do.NextSeed: lambda state, _: update.next_seed(state),
        do.CutLayer: lambda state, i: update.cut(state, i.layer),
        do.AblateUnit: lambda state, i: update.ablate(state, Unit(i.layer, i.index)),
        do.PruneWeights: lambda state, i: update.prune(state, i.percent),
        do.RoundWeights: lambda state, i: update.round_to(state, i.bits),
        do.SetTemperature: lambda state, i: update.set_temperature(state, i.percent),
        do.ShiftBias: lambda state, i: update.shift(state, i.tenths),
        do.ScaleWeights: lambda state, i: update.scale(state, i.percent),
        do.SetTap: lambda state, i: update.set_tap(state, i.name),
        do.Heal: lambda state, _: games.heal(state),
        do.BreakAgain: lambda state, _: games.again(state),
        do.FindDamage: lambda state, i: games.find(state, i.name),
        do.StartChallenge: lambda state, _: games.challenge(state),
        do.CopyCode: _copy,
        do.AccuracyMeasured: update.take_accuracy,
        do.HealthyMeasured: lambda state, i: update.changed(state, healthy=i.accuracy),
        do.DamageFactsMeasured: lambda state, i: update.changed(state, facts=i.facts),
        do.NoiseMeasured: lambda state, i: update.changed(state, noise=i.shares),
        do.AloneMeasured: lambda state, i: update.changed(state, alone=i.shares),
        do.DamageFound: games.take_found,
    },
    controls={
        "pages": do.TurnPage(),
        **{f"page.{name}": do.TurnPage(name) for name in PAGES},
        "biases": do.DisableBiases(),
        "cut.1": do.CutLayer(1),
        "cut.2": do.CutLayer(2),
        "cut.3": do.CutLayer(3),
        "throw": do.NextSeed(),
        "tap.kill": do.SetTap("kill"),
        "tap.adjust": do.SetTap("adjust"),
        "challenge": do.StartChallenge(),
        "fewest": do.FindDamage("fewest"),
        "least_noise": do.FindDamage("noise"),
        "heal": do.Heal(),
        "again": do.BreakAgain(),
        "code.copy": do.CopyCode(),
        "code.type": do.ShowSheet("code"),
    },
    sliders={
        "slide.noise": Slider(
            tuple(range(MOST_NOISE + 1)),
            lambda state: state.break_it.damage.noise,
            do.SetNoise,
            neutral=0,
            step=5,
        ),
        "slide.prune": Slider(
            tuple(range(101)),
            lambda state: state.break_it.damage.pruned,
            do.PruneWeights,
            neutral=0,
            step=2,
        ),
        "slide.bits": Slider(
            tuple(range(1, update.ALL_BITS + 1)),
            lambda state: state.break_it.damage.bits or update.ALL_BITS,
            do.RoundWeights,
            neutral=update.ALL_BITS,
        ),
        "slide.heat": Slider(
            TEMPERATURES,
            lambda state: state.break_it.damage.temperature,
            do.SetTemperature,
            neutral=100,
        ),
        "slide.shift": Slider(
            tuple(range(-MOST_SHIFT, MOST_SHIFT + 1)), _shift, do.ShiftBias, neutral=0
        ),
        "slide.gain": Slider(
            tuple(range(0, MOST_GAIN + 1, 5)), _gain, do.ScaleWeights, neutral=100
        ),
    },
    advance=play.advance,
    answered=games.answered,
    moves=lambda state: state.break_it.playing,
    label=_label,
    slider_words=_slider_words,
    on=_on,
    refuses=_refuses,
    items=break_it_items,
    shape=lambda state: Shape(
        state.break_it.page, state.break_it.unit is not None, games.can_again(state)
    ),
)
