"""A damage as a short code that can be said, typed and shared: B1-N120.7-W2-K3.

| part | means |
|---|---|
| B1 | biases off |
| N120.7 | weight noise of 120 % of σ, seed 7 |
| W2 | the weights of layer 2 cut; one part a layer |
| K3.130 | neurons 3 and 130 switched off, counted through Hidden 1, Hidden 2 and Output from 0 |
| P40 | the smallest 40 % of each layer's weights pruned |
| Q4 | weights rounded to 4 bits |
| T250 | softmax temperature 2.5 |
| U3.15, D3.15 | the bias of neuron 3 raised, or lowered, by 1.5 |
| G3.50 | the incoming weights of neuron 3 scaled to 50 % |
"""

from __future__ import annotations

import re
from dataclasses import replace

from game.core.model.damage import (
    MOST_GAIN,
    MOST_NOISE,
    MOST_SHIFT,
    NEURONS,
    SEEDS,
    TEMPERATURES,
    Adjustment,
    Damage,
    neuron,
    number_of,
)
from game.core.model.unit import Unit
from game.words.catalogue import say
from game.words.numbers import count

#: longest code that is read, characters: all 202 neurons, and then some
LONGEST = 4000
#: the numbers that each letter takes, as the largest value of each; K takes one or more of its own
_PARTS: dict[str, tuple[int, ...]] = {
    "B": (1,),
    "N": (MOST_NOISE, SEEDS - 1),
    "W": (3,),
    "K": (NEURONS - 1,),
    "P": (100,),
    "Q": (8,),
    "T": (TEMPERATURES[1],),
    "U": (NEURONS - 1, MOST_SHIFT),
    "D": (NEURONS - 1, MOST_SHIFT),
    "G": (NEURONS - 1, MOST_GAIN),
}
#: the smallest value of a letter's numbers, where it is not 0
_LEAST = {"B": 1, "W": 1, "Q": 1, "T": TEMPERATURES[0]}


def code_of(damage: Damage) -> str:
    """The code of a damage; "" where nothing is damaged."""
    parts = ["B1"] if damage.biases_off else []
    if damage.noise:
        parts.append(f"N{damage.noise}.{damage.seed}")
    parts += [f"W{layer}" for layer in damage.cuts]
    if damage.ablated:
        parts.append("K" + ".".join(str(number_of(unit)) for unit in damage.ablated))
    if damage.pruned:
        parts.append(f"P{damage.pruned}")
    if damage.bits:
        parts.append(f"Q{damage.bits}")
    if damage.temperature != 100:
        parts.append(f"T{damage.temperature}")
    for change in damage.adjusted:
        number = number_of(change.unit)
        if change.shift:
            parts.append(f"{'U' if change.shift > 0 else 'D'}{number}.{abs(change.shift)}")
        if change.gain != 100:
            parts.append(f"G{number}.{change.gain}")
    return "-".join(parts)


def damage_of(code: str) -> Damage:
    """The damage that a code names; "" is none. The order of its parts and their case do not
    matter. ValueError says in one line which part cannot be read.
    """
    damage = Damage()
    if len(code) > LONGEST:
        raise ValueError(say("code.long", count=count(len(code)), most=count(LONGEST)))
    words = code.strip().upper()
    for part in words.split("-") if words else []:
        letter, numbers = _read(part)
        damage = _with(damage, letter, numbers)
    return damage


def _read(part: str) -> tuple[str, list[int]]:
    """The letter and the numbers of one part; ValueError where one is out of its range."""
    found = re.fullmatch(r"([A-Z])([0-9]{1,4}(?:\.[0-9]{1,4})*)", part)
    if not found or found[1] not in _PARTS:
        known = "B1, N120.7, W2, K3, P40, Q4, T250, U3.15, D3.15, G3.50"
        raise ValueError(say("code.unknown", part=repr(part[:40]), known=known))
    letter, numbers = found[1], [int(number) for number in found[2].split(".")]
    most = _PARTS[letter]
    if letter == "K":
        most = most * len(numbers)
    if len(numbers) != len(most):
        raise ValueError(say("code.numbers", part=repr(part[:40]), count=len(most), letter=letter))
    for number, largest in zip(numbers, most, strict=True):
        if not _LEAST.get(letter, 0) <= number <= largest:
            least, where = _LEAST.get(letter, 0), repr(part[:40])
            raise ValueError(
                say("code.range", number=number, part=where, least=least, most=largest)
            )
    return letter, numbers


def _with(damage: Damage, letter: str, numbers: list[int]) -> Damage:
    match letter:
        case "B":
            return replace(damage, biases_off=True)
        case "N":
            return replace(damage, noise=numbers[0], seed=numbers[1])
        case "W":
            return replace(damage, cuts=tuple(sorted({*damage.cuts, numbers[0]})))
        case "K":
            return replace(damage, ablated=tuple(sorted({*damage.ablated, *map(neuron, numbers)})))
        case "P":
            return replace(damage, pruned=numbers[0])
        case "Q":
            return replace(damage, bits=numbers[0])
        case "T":
            return replace(damage, temperature=numbers[0])
    unit, amount = neuron(numbers[0]), numbers[1]
    old = adjustment(damage, unit)
    if letter == "G":
        return adjust(damage, replace(old, gain=amount))
    return adjust(damage, replace(old, shift=amount if letter == "U" else -amount))


def adjustment(damage: Damage, unit: Unit) -> Adjustment:
    """What a damage does to one neuron's bias and incoming weights, even where that is nothing."""
    return next((a for a in damage.adjusted if a.unit == unit), Adjustment(unit))


def adjust(damage: Damage, change: Adjustment) -> Damage:
    """The damage with one neuron's adjustment replaced; one that changes nothing is left out."""
    others = [a for a in damage.adjusted if a.unit != change.unit]
    if change != Adjustment(change.unit):
        others.append(change)
    return replace(damage, adjusted=tuple(sorted(others, key=lambda a: a.unit)))
