"""Random visits: what people do in the lab, drawn from a seed, beat by beat.

A visit is a row of gestures; a gesture is a few beats, and after each of them the picture may be
looked at: in the middle of a stroke, with a button held down, with half a code typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from game.core.ink.ink import Ink
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.card.layout import NEURON_PAGES, WHY_PAGES
from game.lab.intents import Intent
from game.shell.files.assets import Assets

#: what is done before the picture is looked at again
Beat = list[Intent]
T = TypeVar("T")

SIZES = [(1280, 800), (1080, 1920), (1024, 768)]
#: what may be open in the middle of the stage: two tabs, and the parts of the third; or nothing
TABS, PARTS = ["break", "layers"], ["forward", "weights", "gradient"]
ROOMS = [*TABS, *PARTS, ""]
#: every kind of damage alone, and some together
CODES = [
    *("B1", "N60.2", "N300.5", "W1", "W2", "W3", "K3", "K3.130.195", "K198.199.200.201"),
    *("P40", "P100", "Q1", "Q4", "T10", "T1000", "U3.50", "D195.30", "G3.300", "G140.0"),
    *("B1-N120.7-W2-K3", "P60-Q3-T250", "W1-W2-W3", "K3.4.5.6-W1-U3.50", ""),
]
#: what is typed into the sheet for a code: right ones, wrong ones, and what no code may contain
TYPED = ["b1", "k3", "n60.2", "t250", "b1-", "x", "n999", "q9", "w2 k3", "--", "k"]
KEYS = [
    *("0", "3", "7", "e", "c", "ctrl+z", "space", ",", ".", "p", "s", "v", "w", "n", "x", "b", "t"),
    *("l", "k", "d", "h", "left", "right", "up", "down", "return", "escape", "f1", "?"),
]


class Visit:
    """Somebody in front of the lab. ``beats`` never ends; what comes next depends on the seed and
    on where things stand on the stage."""

    def __init__(self, driver: Driver, assets: Assets, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self._driver, self._samples = driver, assets.samples
        #: where this visitor likes to be
        self._room = ROOMS[seed % len(ROOMS)]

    def beats(self) -> Iterator[Beat]:
        """What is done, beat after beat."""
        gestures = [gesture for weight, gesture in self._gestures() for _ in range(weight)]
        yield from self._ink()
        yield [self._opens(self._room)]
        while True:
            yield from self._one(gestures)()

    def _gestures(self) -> list[tuple[int, Callable[[], Iterator[Beat]]]]:
        """Everything one may do, and how often it is done."""
        return [
            (5, self._ink),
            (4, self._wait),
            (3, self._point),
            (2, self._pin),
            (2, self._ask),
            (5, self._open),
            (6, self._press),
            (3, self._click),
            (3, self._slide),
            (2, self._scrub),
            (4, self._damage),
            (2, self._code),
            (1, self._sheet),
            (2, self._teach),
            (4, self._time),
            (2, self._look),
            (2, self._pick),
            (3, self._keys),
            (2, self._rare),
        ]

    # --- ink ---

    def _ink(self) -> Iterator[Beat]:
        """A digit by hand, a free stroke, a sample, a number, or ink taken back."""
        match self._below(8):
            case 0 | 1:
                yield from self._digit()
            case 2:
                yield from self._stroke(self.chance.uniform(0.05, 0.95, (self._below(12) + 2, 2)))
            case 3 | 4:
                yield [do.LoadSample(self._below(10)), *self._ticks(20)]
                yield self._ticks(60)
            case 5 | 6:
                yield [do.ShowInk(self._one(list(self._samples.numbers.values()))), do.Tick()]
            case _:
                yield [self._one([do.Undo(), do.Undo(), do.Redo(), do.Clear()]), do.Tick()]

    def _digit(self) -> Iterator[Beat]:
        """A recorded digit, drawn with the pointer somewhere on the canvas."""
        ink: Ink = self._one(self._one(self._samples.digits))
        size = self.chance.uniform(0.4, 1)
        corner = self.chance.uniform(0, 1 - size, 2)
        for stroke in ink.strokes:
            some = stroke[:: max(len(stroke) // 10, 1)]
            yield from self._stroke(corner + size * some / (ink.width, ink.height))

    def _stroke(self, points: np.ndarray) -> Iterator[Beat]:
        """A stroke through points, (n, 2), shares of the canvas; on a page without it, the next."""
        if not self._stage.has("canvas"):
            yield [do.TurnStage(), do.ShowBoard(""), do.Tick()]
            return
        pointer, rect = self._below(2), self._stage.rect("canvas")
        corner, size = (rect.x, rect.y), (rect.w, rect.h)
        (x, y), *rest = (np.array(corner) + points * size).tolist()
        yield [do.PointerDown(pointer, x, y), do.Tick()]
        for start in range(0, len(rest), 6):
            beat: Beat = []
            for x, y in rest[start : start + 6]:
                beat += [do.PointerMove(pointer, x, y), do.Tick()]
            yield beat
        yield [do.PointerUp(pointer, x, y), do.Tick()]

    def _scrub(self) -> Iterator[Beat]:
        """Back in the drawing's time, and perhaps forward again, or on from there."""
        yield [do.Scrub(self.chance.random())]
        yield [do.Scrub(self._one([0.0, 1.0, self.chance.random()])), do.Tick()]
        match self._below(4):
            case 0:
                yield [do.PlayDrawing(), *self._ticks(30)]
            case 1:
                yield from self._stroke(self.chance.uniform(0.1, 0.9, (6, 2)))

    # --- asking and looking ---

    def _wait(self) -> Iterator[Beat]:
        yield self._ticks(40)

    def _point(self) -> Iterator[Beat]:
        """The mouse over the network, or over anything; at last it may leave the window."""
        for _ in range(self._below(3) + 1):
            name = "network.picture" if self.chance.random() < 0.6 else None
            yield [do.PointerMove(0, *self._place(name)), *self._ticks(3)]
        if self.chance.random() < 0.3:
            yield [do.HidePointer()]

    def _pin(self) -> Iterator[Beat]:
        layer = self._below(3) + 1
        yield [do.PinUnit(layer, self._below((0, 128, 64, 10)[layer]))]
        if self.chance.random() < 0.5:
            yield [do.MoveUnit(self._below(3) - 1, self._below(3) - 1)]
        if self.chance.random() < 0.3:
            yield [do.PinUnit(None)]

    def _ask(self) -> Iterator[Beat]:
        why = do.AskWhy(self._one([None, self._below(10)]))
        yield [do.OpenTab(None), why] if self.chance.random() < 0.5 else [why]
        yield [do.AskWhyNot(self._one([None, self._below(10)])), *self._ticks(60)]
        for _ in range(self._below(3)):
            page = self._one([*map(do.ShowAnswer, WHY_PAGES), *map(do.ShowPage, NEURON_PAGES)])
            yield [page, *self._ticks(60)]
        yield [do.ShowNearest(self._below(10))]

    def _pick(self) -> Iterator[Beat]:
        """Another digit of the number."""
        yield [self._one([do.PickDigit(self._below(6)), do.StepDigit(1), do.StepDigit(-1)])]

    def _look(self) -> Iterator[Beat]:
        yield [self._one([do.ToggleView(), do.ToggleView(), do.ToggleRaw()]), *self._ticks(8)]
        if self.chance.random() < 0.5:
            yield self._ticks(40)

    def _time(self) -> Iterator[Beat]:
        """Pause, slow motion, and the wave layer by layer."""
        steps = [do.StepLayer(1), do.StepLayer(1), do.StepLayer(-1)]
        yield [self._one([do.Pause(), do.Pause(), do.Replay(), do.NextSpeed(), *steps])]

    # --- the stage ---

    def _open(self) -> Iterator[Beat]:
        """A room: mostly the one this visitor likes. Then something is done there."""
        room = self._room if self.chance.random() < 0.8 else self._one(ROOMS)
        if self.chance.random() < 0.5:
            yield [do.OpenTab(None), self._opens(room)]
        for _ in range(self._below(4)):
            yield from self._one([self._press, self._press, self._slide, self._click])()

    def _opens(self, room: str) -> Intent:
        if room in PARTS:
            return do.ShowComputation(room)
        return do.OpenTab(room or None)

    def _press(self) -> Iterator[Beat]:
        yield [do.Press(self._control()), do.Tick()]

    def _click(self) -> Iterator[Beat]:
        """Down and up on a control, or on cells or neurons; now and then let go elsewhere."""
        names = [item.name for item in self._stage.items if item.role == "cells"]
        at = self._place(self._one([self._control(), self._control(), "network.picture", *names]))
        end = self._place(None) if self.chance.random() < 0.1 else at
        yield [do.PointerMove(0, *at), do.PointerDown(0, *at)]
        yield [do.PointerUp(0, *end), do.Tick()]

    def _slide(self) -> Iterator[Beat]:
        """A slider, or the timeline, drawn along with a pointer."""
        names = [item.name for item in self._stage.controls() if item.role == "slider"]
        if not names:
            return
        name, pointer = self._one(names), self._below(2)
        yield [do.PointerDown(pointer, *self._place(name)), do.Tick()]
        for _ in range(self._below(3)):
            if self._stage.has(name):
                yield [do.PointerMove(pointer, *self._place(name)), *self._ticks(4)]
        yield [do.PointerUp(pointer, *self._place(None))]

    def _sheet(self) -> Iterator[Beat]:
        yield [do.ShowSheet(self._one(["help", "quit"])), *self._ticks(3)]
        yield [self._one([do.MoveFocus(1), *map(do.ShowHelp, ("touch", "mouse", "keys"))])]
        yield [self._one([do.Escape(), do.ShowSheet(None), do.PressKey("c")])]
        yield [do.ShowSheet(None)]

    def _keys(self) -> Iterator[Beat]:
        """Keys, with the focus or without."""
        arrows = ("left", "up", "right", "down", "shift+left", "shift+down")
        match self._below(4):
            case 3:  # the keyboard's pen, and cells
                yield [do.MoveFocus(1)] * (self._below(3) + 1)
                yield [do.PressFocused(), *self._ticks(2)]
                yield [do.PressKey(self._one(arrows)), *self._ticks(40)]
                yield [do.PressFocused(), *self._ticks(9)]
                yield [do.ReleaseKey(key) for key in arrows]
            case 0:
                yield [do.MoveFocus(self._one([1, -1])) for _ in range(self._below(9) + 1)]
                yield [self._one([do.PressFocused(), *map(do.PressKey, ("left", "up", "right"))])]
            case 1:
                yield [do.PressKey(self._one(KEYS)), *self._ticks(3)]
            case _:
                yield [do.Escape()]
                yield [do.ShowSheet(None)]

    def _rare(self) -> Iterator[Beat]:
        """What comes from outside, and seldom."""
        outside = [do.Resize(*self._one(SIZES)), do.SetSignals(self._one([0, 60, 400]))]
        said = do.Noticed("Something has come to an end.")
        yield [self._one([*outside, said, do.CancelPointers(), do.CopyCode()])]

    # --- breaking and teaching ---

    def _damage(self) -> Iterator[Beat]:
        """Damage, in Break It or while something else is open; once in a while it is healed."""
        if self.chance.random() < 0.4 and not self._stage.has("heal"):
            yield [do.OpenTab("break")]
        yield [do.SetDamage(self._one(CODES))]
        match self._below(4):
            case 0:
                yield [do.Heal(), do.Tick()]
            case 1:
                yield [do.SetTap(self._one(["kill", "adjust"])), do.AblateUnit(2, self._below(64))]
            case 2:
                yield [do.StartChallenge()]

    def _code(self) -> Iterator[Beat]:
        """A code, typed or pasted, right or wrong; then it is taken, or the sheet is closed."""
        yield [do.ShowSheet("code")]
        if self.chance.random() < 0.3:
            yield [do.PasteCode(self._one(CODES))]
        else:
            yield from ([do.PressKey(letter), do.Tick()] for letter in self._one(TYPED))
        if self.chance.random() < 0.3:
            yield [do.PressKey("backspace")]
        yield [do.PressKey(self._one(["ok", "ok", "escape"]))]
        yield [do.ShowSheet(None)]

    def _teach(self) -> Iterator[Beat]:
        """One of the gradient's lessons."""
        yield [do.ShowComputation("gradient"), do.ChooseTarget(self._below(10))]
        yield [do.SendBack(), *self._ticks(30)]
        yield [do.Teach()] * (self._below(3) + 1)
        if self.chance.random() < 0.5:
            yield [do.UndoTeach()]

    # --- chance ---

    @property
    def _stage(self):
        return self._driver.state.stage

    def _one(self, of: Sequence[T]) -> T:
        return of[self._below(len(of))]

    def _below(self, count: int) -> int:
        return int(self.chance.integers(count))

    def _ticks(self, most: int) -> Beat:
        """From 1 to ``most`` ticks."""
        return [do.Tick()] * (self._below(most) + 1)

    def _control(self) -> str:
        """A control that can be pressed now; not the one that leaves the lab."""
        names = [item.name for item in self._stage.controls() if item.name != "quit"]
        return self._one(names or ["close"])

    def _place(self, name: str | None) -> tuple[float, float]:
        """A point in an item, or in any of them, window px."""
        stage = self._stage
        known = name is not None and stage.has(name)
        rect = stage.rect(name) if known else self._one(stage.items).rect
        x, y = self.chance.random(2).tolist()
        return rect.x + x * rect.w, rect.y + y * rect.h
