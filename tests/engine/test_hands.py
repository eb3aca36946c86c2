"""The same visit by keyboard alone, by mouse alone and by one finger alone: real events, in a real
window, and what the lab makes of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pygame
import pytest

from game.core.model.unit import OFFSETS, Unit
from game.engine.loop import Loop
from game.engine.open_lab import open_lab
from game.lab.network.picture import NETWORK, plan
from game.lab.stage.focus import stops
from game.lab.state.canvas import CANVAS
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import load_in_background
from tests.screens import Desktop, Point, TouchDesktop

SIZE = (1280, 720)
#: a 4 as two strokes, canvas px: all of it multiples of the pen's step
FOUR = (((256, 80), (128, 256), (352, 256)), ((288, 144), (288, 384)))
#: the whole visit takes more seconds than the suite has for it
WHOLE = pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.storm)])


@contextmanager
def opened(desktop: Desktop, assets: Assets, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    """A lab in a window on a screen, without motion that one would have to wait for."""
    for name in ("DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.setenv(name, desktop.environment[name])
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    screen = Screen(size=SIZE, reduced_motion=True)
    loop = open_lab(State(screen=screen), assets, load_in_background(assets), SIZE)
    try:
        until(loop, lambda state: loop.ready and bool(state.canvas.samples))
        yield loop
    finally:
        loop._worker.close()
        pygame.display.quit()


def until(loop: Loop, done: Callable[[State], bool], seconds: float = 20) -> State:
    end = time.monotonic() + seconds
    while not done(loop.driver.state):
        assert time.monotonic() < end, loop.driver.state.refused
        loop.step()
    return loop.driver.state


class Hand:
    """What the three have in common: they wait until the lab has done what they asked for."""

    def __init__(self, desktop: Desktop, loop: Loop) -> None:
        self.desktop, self.loop = desktop, loop
        self.x, self.y, *_ = desktop.wait_window("Neural Lab")

    @property
    def state(self) -> State:
        return self.loop.driver.state

    def on_screen(self, x: float, y: float) -> Point:
        return self.x + x, self.y + y

    def of_canvas(self, point: Point) -> Point:
        rect = self.state.stage.rect("canvas")
        x, y = (value / CANVAS for value in point)
        return self.on_screen(rect.x + x * rect.w, rect.y + y * rect.h)

    def draw(self) -> None:
        for stroke in FOUR:
            count = len(self.state.canvas.ink.strokes)
            self.stroke([self.of_canvas(point) for point in _along(stroke)])
            until(
                self.loop,
                lambda s, n=count: len(s.canvas.ink.strokes) > n and s.canvas.pen_pointer is None,
            )

    def press(self, name: str, done: Callable[[State], bool]) -> None:
        self.tap(self.on_screen(*self.state.stage.rect(name).center))
        until(self.loop, done)

    def inspect(self) -> None:
        unit = Unit(2, 9)
        here = plan(self.state).positions[OFFSETS[unit.layer] + unit.index].tolist()
        self.tap(self.on_screen(*here))
        until(self.loop, lambda state: state.card.pinned == unit)

    def stroke(self, points: list[Point]) -> None:
        raise NotImplementedError

    def tap(self, at: Point) -> None:
        raise NotImplementedError


class Mouse(Hand):
    def stroke(self, points: list[Point]) -> None:
        self.desktop.drag(points, 0)

    def tap(self, at: Point) -> None:
        self.desktop.press(*at)


class Finger(Hand):
    desktop: TouchDesktop

    def stroke(self, points: list[Point]) -> None:
        self.desktop.touch.stroke(points)

    def tap(self, at: Point) -> None:
        self.desktop.touch.tap(*at)


class Keyboard(Hand):
    def __init__(self, desktop: Desktop, loop: Loop) -> None:
        super().__init__(desktop, loop)
        # Without a window manager keys go to the window under the pointer.
        desktop.move(self.x + 2, self.y + SIZE[1] - 2)

    def draw(self) -> None:
        self._go_to("canvas")
        for stroke in FOUR:
            for corner in stroke:
                (x, y), (to_x, to_y) = self.state.pen.at, corner
                across, down = (to_x - x) // 16, (to_y - y) // 16
                self._keys(["Right" if across > 0 else "Left"] * abs(across))
                self._keys(["Down" if down > 0 else "Up"] * abs(down))
                until(self.loop, lambda s, at=corner: s.pen.at == at and not s.pen.held)
                self._keys(["Return"])
            self._keys(["Return"])  # lifts the pen
            until(self.loop, lambda s: s.pen.to is None and s.canvas.pen_pointer is None)

    def press(self, name: str, done: Callable[[State], bool]) -> None:
        self._go_to(name)
        self._keys(["Return"])
        until(self.loop, done)

    def inspect(self) -> None:
        self._go_to(NETWORK)
        self._keys(["Up", "Left", "Down", "Return"])
        until(self.loop, lambda state: state.card.pinned is not None)
        assert self.state.card.pinned and self.state.card.pinned.layer == 2

    def _go_to(self, name: str) -> None:
        names, focus = stops(self.state), self.state.screen.focus
        count = names.index(name) - (names.index(focus) if focus in names else -1)
        self._keys(["Tab"] * count if count > 0 else ["shift+Tab"] * -count)
        until(self.loop, lambda state: state.screen.focus == name)

    def _keys(self, names: list[str]) -> None:
        if names:
            # Presses less than 2 ms apart would be one key that repeats itself, to SDL.
            self.desktop.xdotool("key", "--delay", "4", *names)
            for _ in range(2):
                self.loop.step()


def _along(stroke: tuple[Point, ...], pieces: int = 8) -> list[Point]:
    """The points of a stroke, and some between them."""
    points = [stroke[0]]
    for (x, y), (to_x, to_y) in pairwise(stroke):
        shares = [n / pieces for n in range(1, pieces + 1)]
        points += [(x + (to_x - x) * share, y + (to_y - y) * share) for share in shares]
    return points


def visit(hand: Hand, whole: bool) -> None:
    """Draw a 4, inspect a neuron, ask why, break, heal, look at the gradient, teach, undo, clear;
    unless it is to be the ``whole``, without all that comes after why, but for the last two."""
    hand.draw()
    until(hand.loop, lambda state: state.prediction.said == "4")
    hand.inspect()
    hand.press("why", lambda state: state.card.question == (4, None))
    if whole:
        _experiment(hand)
    hand.press("clear", lambda state: not state.canvas.ink.strokes)
    hand.press("undo", lambda state: state.prediction.said == "4")


def _experiment(hand: Hand) -> None:
    hand.press("tab.break", lambda state: state.screen.tab == "break")
    hand.press("biases", lambda state: state.break_it.damaged)
    hand.press("heal", lambda state: not state.changed)
    hand.press("tab.compute", lambda state: state.screen.tab == "compute")
    hand.press("part.gradient", lambda state: state.screen.room == "gradient")
    hand.press("target.9", lambda state: bool(state.gradient.targets))
    hand.press("teach", lambda state: len(state.gradient.taught) == 1)
    hand.press("undo.teach", lambda state: not state.gradient.taught and not state.changed)


@WHOLE
def test_a_visit_by_keyboard_alone(
    desktop: Desktop, assets: Assets, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    with opened(desktop, assets, monkeypatch) as loop:
        visit(Keyboard(desktop, loop), whole)
        assert loop.driver.state.screen.help == "keys"  # nothing else was used


@WHOLE
def test_a_visit_by_mouse_alone(
    desktop: Desktop, assets: Assets, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    with opened(desktop, assets, monkeypatch) as loop:
        visit(Mouse(desktop, loop), whole)
        assert loop.driver.state.screen.help == "mouse"


@WHOLE
def test_a_visit_by_one_finger_alone(
    touch_screen: TouchDesktop, assets: Assets, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    with opened(touch_screen, assets, monkeypatch) as loop:
        visit(Finger(touch_screen, loop), whole)
        assert loop.driver.state.screen.help == "touch"
