"""Mouse, touch and keys → intents."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import NamedTuple

import pygame
from pygame._sdl2 import touch

from game.lab import intents as do
from game.lab.intents import Intent
from game.shell.window.keys import press_of, release_of

#: s after which a finger without events counts as lost (its screen may have been unplugged): one
#: that SDL no longer counts as touching, and one that it still does
SILENCE, RESTING = 3.0, 60.0
#: coordinates are limited to this, px: it is beyond any window
FARTHEST = 1e6
_FINGERS = (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP)
_AWAY = (pygame.WINDOWFOCUSLOST, pygame.WINDOWMINIMIZED, pygame.WINDOWHIDDEN)
_MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP)


class _Finger(NamedTuple):
    """Its number as a pointer; where it was last, window px; when it was last heard of, s; and
    SDL's number of its touch screen, where it has one."""

    number: int
    x: float
    y: float
    heard: float
    screen: object


class Pointer:
    """Turns pygame's events into intents; mouse and touch become one thing.

    Pointer 0 is the mouse; fingers are 1 and up. Compositors that deliver touch as plain mouse
    events work too: nothing here requires finger events.
    """

    def __init__(self, held: Callable[[], bool | None] = lambda: None) -> None:
        """``held``: whether the left button really is down; None where that cannot be told."""
        self._held = held
        #: whether the mouse is down; whether its press was ended because the window went away; and
        #: whether the button has been let go since then
        self._down = self._cut = self._let_go = False
        self._fingers: dict[int, _Finger] = {}
        #: fingers that are down, but whose strokes have been ended: they do nothing until they lift
        self._ended: set[int] = set()

    def intents(
        self, events: list[pygame.Event], size: tuple[int, int], now: float, pen: int | None = None
    ) -> list[Intent]:
        """The intents of these events, in their order.

        ``size``: of the window, px. ``now``: any monotonic time, s. ``pen``: the pointer that
        draws. All of its moves are kept; of every other pointer only the last one.
        """
        found: list[Intent] = []
        if self._cut and self._held() is False:
            self._let_go = True
        for event in events:
            if event.type in _MOUSE:
                found += self._mouse(event)
            elif (intent := self._intent(event, size, now)) is not None:
                found.append(intent)
        return _last_moves(found, pen) + self._lost_fingers(now)

    def _intent(self, event: pygame.Event, size: tuple[int, int], now: float) -> Intent | None:
        if event.type in _FINGERS:
            return self._finger(event, size, now)
        if event.type == pygame.KEYDOWN:
            return press_of(event)
        if event.type == pygame.KEYUP:
            return release_of(event)
        if event.type == pygame.QUIT:
            return do.Quit()
        if event.type == pygame.WINDOWLEAVE:
            return do.HidePointer()
        if event.type in _AWAY:
            self.end()
            return do.CancelPointers()
        return None

    def end(self) -> None:
        """Whatever is down does nothing more until it lifts."""
        if self._down:  # going away comes in several events
            self._down, self._cut, self._let_go = False, True, False
        self._ended |= set(self._fingers)
        self._fingers.clear()

    def _mouse(self, event: pygame.Event) -> list[Intent]:
        values = event.dict
        at = _point(values.get("pos"), FARTHEST)
        if values.get("touch") or at is None:
            return []
        # If the window was away when the button was released, SDL never heard of it: it takes the
        # button for held ever since, and reports no next press.
        swallowing = self._cut and self._let_go
        if event.type == pygame.MOUSEMOTION:
            if swallowing and _holds_left(values.get("buttons")) and self._held():
                self._down, self._cut = True, False
                return [do.PointerDown(0, *at)]
            return [do.PointerMove(0, *at)]
        if values.get("button") != pygame.BUTTON_LEFT:
            return []
        self._down, self._cut = event.type == pygame.MOUSEBUTTONDOWN, False
        if self._down:
            return [do.PointerDown(0, *at)]
        pressed = [do.PointerDown(0, *at)] if swallowing else []
        return [*pressed, do.PointerUp(0, *at)]

    def _finger(self, event: pygame.Event, size: tuple[int, int], now: float) -> Intent | None:
        values = event.dict
        finger, at = values.get("finger_id"), _point((values.get("x"), values.get("y")), 2)
        if not isinstance(finger, int) or at is None:
            return None  # a posted event without its values must not end the program
        x, y = at[0] * size[0], at[1] * size[1]
        known = self._fingers.get(finger)
        if event.type == pygame.FINGERUP:
            self._ended.discard(finger)
            self._fingers.pop(finger, None)
            return do.PointerUp(known.number, x, y) if known else None
        if event.type == pygame.FINGERDOWN:
            self._ended.discard(finger)
        elif finger in self._ended:
            return None
        # A finger that was given up as lost, and moves after all, puts the pen down again.
        number = known.number if known else self._free_number()
        self._fingers[finger] = _Finger(number, x, y, now, values.get("touch_id"))
        if known and event.type == pygame.FINGERMOTION:
            return do.PointerMove(number, x, y)
        return do.PointerDown(number, x, y)

    def _free_number(self) -> int:
        taken = {finger.number for finger in self._fingers.values()}
        return next(number for number in count(1) if number not in taken)

    def _lost_fingers(self, now: float) -> list[Intent]:
        lost = [f for f, finger in self._fingers.items() if _is_lost(f, finger, now)]
        gone = [self._fingers.pop(finger) for finger in lost]
        return [do.PointerUp(finger.number, finger.x, finger.y) for finger in gone]


def _is_lost(finger: int, known: _Finger, now: float) -> bool:
    """Whether a finger without events has gone. One that only rests is still listed by its screen,
    and is given more time."""
    silent = now - known.heard
    return silent > SILENCE and (silent > RESTING or not _is_touching(finger, known.screen))


def _is_touching(finger: int, screen: object) -> bool:
    """Whether SDL still counts a finger on a touch screen."""
    if not isinstance(screen, int):
        return False
    try:
        fingers = (touch.get_finger(screen, n) for n in range(touch.get_num_fingers(screen)))
        return any(one and one["id"] == finger for one in fingers)
    except (pygame.error, OverflowError, TypeError):  # the screen is gone
        return False


def _last_moves(intents: list[Intent], pen: int | None) -> list[Intent]:
    """The intents, of the moves of a pointer only the last one. All moves are kept of the pen, and
    of pointers that have gone down just now."""
    kept: list[Intent] = []
    down = {intent.pointer for intent in intents if isinstance(intent, do.PointerDown)}
    later: set[int] = set()
    for intent in reversed(intents):
        if isinstance(intent, do.PointerMove) and intent.pointer not in {pen, *down}:
            if intent.pointer in later:
                continue
            later.add(intent.pointer)
        elif isinstance(intent, do.PointerUp):
            later.discard(intent.pointer)
        kept.append(intent)
    return kept[::-1]


def _point(values: object, most: float) -> tuple[float, float] | None:
    """Two numbers, limited to −``most`` … ``most``; None for anything that is no place."""
    if not isinstance(values, tuple | list) or len(values) != 2:
        return None
    if not all(isinstance(value, int | float) and value == value for value in values):
        return None
    x, y = (float(min(max(value, -most), most)) for value in values)
    return x, y


def _holds_left(buttons: object) -> bool:
    return isinstance(buttons, tuple | list) and bool(buttons) and bool(buttons[0])
