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
from typing import NamedTuple

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
#: most characters of a code that a message repeats
_QUOTED = 40


class _Value(NamedTuple):
    """A number of a part: the catalogue key of what it is, its range, and an example."""

    name: str
    least: int
    most: int
    example: int


_NEURON = _Value("code.neuron", 0, NEURONS - 1, 3)
_TENTHS = _Value("code.tenths", 0, MOST_SHIFT, 15)
#: the numbers that each letter takes; K takes one or more of its own
_PARTS: dict[str, tuple[_Value, ...]] = {
    "B": (_Value("code.one", 1, 1, 1),),
    "N": (_Value("code.percent", 0, MOST_NOISE, 50), _Value("code.seed", 0, SEEDS - 1, 7)),
    "W": (_Value("code.layer", 1, 3, 2),),
    "K": (_NEURON,),
    "P": (_Value("code.percent", 0, 100, 40),),
    "Q": (_Value("code.bits", 1, 8, 4),),
    "T": (_Value("code.percent", *TEMPERATURES, 250),),
    "U": (_NEURON, _TENTHS),
    "D": (_NEURON, _TENTHS),
    "G": (_NEURON, _Value("code.percent", 0, MOST_GAIN, 50)),
}


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
    matter. ValueError says in one line which part cannot be read, and what to write instead.
    """
    damage = Damage()
    if len(code) > LONGEST:
        raise ValueError(say("code.long", count=count(len(code)), most=count(LONGEST)))
    words = code.strip().upper()
    for part in words.split("-") if words else []:
        if not part:
            cure = "-".join(filter(None, map(str.strip, words.split("-"))))
            damage_of(cure)  # says so if more is wrong than a “-”
            raise ValueError(say("code.dash", cure=_brief(cure or _example("B"))))
        letter, numbers = _read(part)
        damage = _with(damage, letter, numbers)
    return damage


def _read(part: str) -> tuple[str, list[int]]:
    """The letter and the numbers of one part; ValueError where one is missing, too many, or out of
    its range."""
    found = re.fullmatch(r"([A-Z])([0-9.]*)", part)
    if not found or found[1] not in _PARTS:
        raise ValueError(_unknown(part))
    letter, given = found[1], found[2].split(".")
    wanted = _PARTS[letter] if letter != "K" else _PARTS[letter] * len(given)
    given += [""] * (len(wanted) - len(given))
    cure = letter + ".".join(map(_mended, given, wanted))
    if len(given) > len(wanted):
        raise ValueError(say("code.more", part=_brief(part), cure=_brief(cure)))
    for number, value in zip(given, wanted, strict=True):
        if not number or value.least == value.most != int(number):
            what = say(value.name)
            raise ValueError(say("code.needs", part=_brief(part), what=what, cure=_brief(cure)))
        if not value.least <= int(number) <= value.most:
            raise ValueError(
                say(
                    "code.range",
                    part=_brief(part),
                    what=say(value.name),
                    least=value.least,
                    most=value.most,
                    cure=_brief(cure),
                )
            )
    return letter, [int(number) for number in given]


def _mended(number: str, value: _Value) -> str:
    """A number as it should have been: the example for none, the nearest for one out of range."""
    return str(min(max(int(number), value.least), value.most) if number else value.example)


def _unknown(part: str) -> str:
    """What to say of something that is no part: where "-" is missing between parts, that."""
    parts = re.findall(r"[A-Z][0-9.]+", part)
    if len(parts) > 1 and re.sub(r"[\s,;+_/]", "", part) == "".join(parts):
        return say("code.joined", cure=_brief("-".join(parts)))
    known = [_example(letter) for letter in _PARTS]
    return say("code.unknown", part=repr(_brief(part)), known=", ".join(known))


def _example(letter: str) -> str:
    return letter + ".".join(str(value.example) for value in _PARTS[letter])


def _brief(words: str) -> str:
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"


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
