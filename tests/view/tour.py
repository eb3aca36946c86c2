"""A tour of the whole lab: one after the other, every panel in every state it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from game.core.ink.ink import Ink, stroke_of
from game.core.model.blocks import BLOCKS, SORTS
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.forward.layout import STEPS
from game.lab.intents import Intent
from game.lab.state.canvas import CANVAS, PEN
from game.lab.state.state import State
from game.shell.files.assets import Assets

#: intents, and how many ticks pass after them
Leg = tuple[list[Intent], int]

#: damage of every kind, and much of it at once
CODES = ("B1", "N60.2", "W1", "W2", "W3", "K3.130.195", "P40", "Q4", "T250", "U3.15-G3.50")
MUCH = "B1-N120.7-W2-K3.40.130-P20-Q6-T250-U130.12"
WRONG = "N110.1-K3.40.130"
NOTHING = "B1-W3-T1000-Q1-P100"
ALL_OFF = "K" + ".".join(map(str, range(202)))
#: everything closed, healed and at rest
HOME: list[Intent] = [
    *(do.ShowSheet(None), do.OpenTab(None), do.PinUnit(None), do.SetDamage(""), do.HidePointer()),
]


def smiley() -> Ink:
    """No digit at all."""
    turn = np.linspace(0, 2 * np.pi, 40)
    round_ = np.column_stack([224 + 150 * np.cos(turn), 224 + 150 * np.sin(turn)])
    half = np.linspace(0.2 * np.pi, 0.8 * np.pi, 20)
    mouth = np.column_stack([224 + 90 * np.cos(half), 224 + 90 * np.sin(half)])
    eyes = [stroke_of([(x, 170), (x, 195)]) for x in (170, 278)]
    return Ink(CANVAS, CANVAS, PEN, (stroke_of(round_), stroke_of(mouth), *eyes))


def tour(driver: Driver, assets: Assets) -> Iterator[tuple[str, State]]:
    """The lab at every stop, by name. What is slow is worked out before it is looked at."""
    for name, (intents, ticks) in _legs(assets):
        for intent in intents:
            driver.advance([intent])
        driver.advance([do.Tick()] * ticks)
        _settle(driver)
        yield name, driver.state


def _settle(driver: Driver) -> None:
    while jobs := driver.jobs():
        for job in jobs:
            result = job.done()
            assert isinstance(result, Intent)
            driver.advance([result])


def _legs(assets: Assets) -> Iterator[tuple[str, Leg]]:
    digits, numbers = assets.samples.digits, assets.samples.numbers
    yield "blank", ([], 3)
    for tab in ("break", "layers", "compute"):
        yield f"blank, {tab}", ([*HOME, do.OpenTab(tab)], 2)
    yield "blank, gradient", ([do.ShowComputation("gradient")], 2)
    yield "blank, card", ([*HOME, do.PinUnit(1, 32)], 30)
    yield "blank, key refused", ([*HOME, do.PressKey("w")], 2)
    yield from _drawn(digits[7][0])
    yield from _broken()
    yield from _layers()
    yield from _computed()
    yield from _sheets()
    yield from _many(numbers)


def _drawn(ink: Ink) -> Iterator[tuple[str, Leg]]:
    """Drawing, the wave, stepping, questions and cards."""
    first, *_ = ink.strokes
    begun: list[Intent] = [do.BeginStroke(*map(float, first[0]))]
    begun += [do.MovePen(*map(float, point)) for point in first[1 : len(first) // 2]]
    yield "a pen draws", ([*HOME, *begun], 1)
    yield "wave", ([do.EndStroke(), do.ShowInk(ink)], 20)
    yield "wave arrives", ([], 60)
    yield "drawn", ([], 300)
    yield "notice", ([do.Noticed("Exported to /home/somebody/Documents/x: NPZ, CSV, PNG, PDF")], 1)
    yield "paused", ([do.Pause()], 1)
    for layer in range(4):
        again: list[Intent] = [do.Replay(), do.Pause()] if layer == 0 else [do.StepLayer(1)]
        yield f"stepped to {layer}", (again, 60)
    yield "slow", ([do.Pause(), do.NextSpeed(), do.NextSpeed(), do.NextSpeed()], 30)
    yield "readable", ([do.NextSpeed(), do.ToggleView()], 60)
    yield "readable, card", ([do.PinUnit(1, 32)], 30)
    yield "card of hidden 1", ([do.ToggleView()], 60)
    for layer, index in ((2, 10), (3, 7), (3, 1)):
        yield f"card of {layer}, {index}", ([do.PinUnit(layer, index)], 30)
    yield "why", ([do.AskWhy()], 200)
    yield "why not", ([do.AskWhyNot()], 200)


def _broken() -> Iterator[tuple[str, Leg]]:
    """Break It: every kind of damage, its games, and what it leaves when folded."""
    yield "break it", ([*HOME, do.OpenTab("break")], 20)
    for code in CODES:
        yield f"break it, {code}", ([do.SetDamage(""), *_by_hand(code)], 20)
    for name, code in (("much", MUCH), ("no idea", NOTHING), ("all off", ALL_OFF)):
        yield f"break it, {name}", ([do.SetDamage(code)], 20)
    yield "sure but wrong", ([do.SetDamage(WRONG)], 20)
    yield "adjusting", ([do.SetDamage("U130.12-G130.250"), do.SetTap("adjust")], 2)
    yield "adjusting one", ([do.PinUnit(2, 2), do.ShiftBias(20)], 20)
    yield "damaged and folded", ([do.SetTap("kill"), do.SetDamage(MUCH), do.OpenTab(None)], 20)
    yield "damaged, readable", ([do.ToggleView()], 60)
    yield "damaged, why", ([do.ToggleView(), do.AskWhy()], 60)
    yield "challenge", ([*HOME, do.OpenTab("break"), do.StartChallenge(), do.AblateUnit(1, 3)], 5)
    for name in ("fewest", "noise"):
        searching: list[Intent] = [*HOME, do.OpenTab("break"), do.FindDamage(name)]
        yield f"searching {name}", (searching, 1)
        yield f"found {name}", ([], 300)
    yield "healed", ([do.Heal()], 300)


def _by_hand(code: str) -> list[Intent]:
    """A damage as a hand makes it, so that the panel explains its kind."""
    match code[0], code[1:].split(".")[0]:
        case "B", _:
            return [do.DisableBiases()]
        case "N", percent:
            return [do.SetNoise(int(percent))]
        case "W", layer:
            return [do.CutLayer(int(layer))]
        case "P", percent:
            return [do.PruneWeights(int(percent))]
        case "Q", bits:
            return [do.RoundWeights(int(bits))]
        case "T", percent:
            return [do.SetTemperature(int(percent))]
        case "K", _:
            return [do.AblateUnit(1, 3), do.AblateUnit(2, 2), do.AblateUnit(3, 3)]
    return [do.SetDamage(code)]


def _layers() -> Iterator[tuple[str, Leg]]:
    yield "settings", ([*HOME, do.ShowSheet("settings")], 3)
    yield "board", ([*HOME, do.NextBoard()], 3)
    yield "board with canvas", ([do.NextBoard()], 3)
    yield "board, damaged", ([do.SetDamage(MUCH)], 20)
    yield "board no more", ([do.SetDamage(""), do.NextBoard()], 3)
    yield "layers", ([*HOME, do.OpenTab("layers")], 3)
    for layer in range(4):
        yield f"layers, {layer}", ([do.OpenLayer(layer)], 3)
    yield "layers, raw", ([do.ToggleRaw()], 3)
    yield "layers, damaged", ([do.ToggleRaw(), do.SetDamage(MUCH), do.OpenLayer(2)], 3)


def _computed() -> Iterator[tuple[str, Leg]]:
    """Live Computation: six steps, six blocks in four orders, the gradient and teaching."""
    yield "forward", ([*HOME, do.ShowComputation("forward")], 3)
    for step in range(STEPS):
        yield f"forward, {step}", ([do.ShowStep(step)], 20)
        yield f"forward, all of {step}", ([do.StepTerm(9999)], 3)
    yield "forward, no idea", ([do.SetDamage(NOTHING)], 3)
    yield "forward, damaged", ([do.SetDamage(MUCH), do.ShowStep(2)], 30)
    yield "weights", ([*HOME, do.ShowComputation("weights")], 3)
    for block in BLOCKS:
        yield f"weights, {block}", ([do.ShowBlock(block)], 3)
    for sort in SORTS:
        yield f"weights by {sort}", ([do.ShowBlock("W1"), do.SortNeurons(sort)], 3)
    yield "weights, damaged", ([do.ShareAxes(), do.SetDamage(MUCH)], 3)
    yield "gradient", ([*HOME, do.ShowComputation("gradient")], 120)
    yield "gradient's wave", ([do.ChooseTarget(1)], 30)
    yield "taught", ([do.Teach(), do.Teach()], 120)
    yield "gradient, damaged", ([do.SetDamage(NOTHING)], 20)
    yield "taught and folded", ([*HOME, do.ShowComputation("gradient"), do.Teach()], 2)
    yield "taught, nothing open", ([do.OpenTab(None)], 20)


def _sheets() -> Iterator[tuple[str, Leg]]:
    for page in ("touch", "mouse", "keys"):
        yield f"help, {page}", ([*HOME, do.ShowSheet("help"), do.ShowHelp(page)], 1)
    yield "help, key refused", ([do.PressKey("c")], 1)
    yield "quit", ([*HOME, do.ShowSheet("quit")], 1)
    yield "quit, key refused", ([do.PressKey("c")], 1)
    yield "code", ([*HOME, do.ShowSheet("code")], 1)
    for typed in (MUCH, "N50", "x", ALL_OFF[:390]):
        yield f"code, {typed[:9]}", ([do.ShowSheet("code"), do.PasteCode(typed)], 1)
    yield "code, refused", ([do.ShowSheet("code"), do.PressKey("x")], 1)
    yield "code, wrong", ([do.PasteCode("N50"), do.PressKey("ok")], 1)


def _many(numbers: Mapping[str, Ink]) -> Iterator[tuple[str, Leg]]:
    """Numbers of several digits, and what is no digit; with nothing open, and with drawers."""
    longest = max(numbers, key=len)
    for name, ink in (("number", numbers[longest]), ("smiley", smiley())):
        yield name, ([*HOME, do.ShowInk(ink)], 300)
        yield f"{name}, picked", ([do.StepDigit(1)], 60)
        yield f"{name}, why", ([do.AskWhy()], 60)
        yield f"{name}, damaged", ([*HOME, do.OpenTab("break"), do.SetDamage("N60.2")], 60)
        for tab in ("layers", "compute"):
            yield f"{name}, {tab}", ([*HOME, do.OpenTab(tab)], 60)
