"""Mouse, touch and keys → intents."""

from __future__ import annotations

import pygame

from game.lab import intents as do
from game.lab.intents import Intent

#: a finger that says nothing for so long has been lost (a screen unplugged), s
SILENCE = 3.0
_FINGERS = (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP)
_MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP)
_KEYPAD = {f"[{digit}]": str(digit) for digit in range(10)}


class Pointer:
    """Turns pygame's events into intents; mouse and touch become one thing.

    Pointer 0 is the mouse; fingers are 1 and up. Compositors that deliver touch as plain mouse
    events work too: nothing here requires finger events.
    """

    def __init__(self) -> None:
        self._fingers: dict[int, tuple[int, float, float, float]] = {}

    def intents(
        self, events: list[pygame.Event], size: tuple[int, int], now: float
    ) -> list[Intent]:
        """``size``: window, px. ``now``: any monotonic time, s."""
        found: list[Intent] = []
        for event in events:
            intent = self._intent(event, size, now)
            if intent is not None:
                found.append(intent)
        return found + self._lost_fingers(now)

    def _intent(self, event: pygame.Event, size: tuple[int, int], now: float) -> Intent | None:
        if event.type in _FINGERS:
            return self._finger(event, size, now)
        if event.type in _MOUSE:
            return _mouse(event)
        if event.type == pygame.KEYDOWN:
            return do.PressKey(key_name(event))
        if event.type == pygame.QUIT:
            return do.Quit()
        if event.type == pygame.WINDOWLEAVE:
            return do.HidePointer()
        if event.type == pygame.WINDOWFOCUSLOST:
            self._fingers.clear()
            return do.CancelPointers()
        return None

    def _finger(self, event: pygame.Event, size: tuple[int, int], now: float) -> Intent | None:
        values = event.dict
        if not all(isinstance(values.get(k), int | float) for k in ("finger_id", "x", "y")):
            return None  # a posted event without its values must not end the program
        x, y = values["x"] * size[0], values["y"] * size[1]
        finger = values["finger_id"]
        known = self._fingers.get(finger)
        if event.type == pygame.FINGERDOWN:
            number = next(
                n for n in range(1, 999) if n not in {f[0] for f in self._fingers.values()}
            )
            self._fingers[finger] = (number, x, y, now)
            return do.PointerDown(number, x, y)
        if known is None:
            return None
        if event.type == pygame.FINGERUP:
            del self._fingers[finger]
            return do.PointerUp(known[0], x, y)
        self._fingers[finger] = (known[0], x, y, now)
        return do.PointerMove(known[0], x, y)

    def _lost_fingers(self, now: float) -> list[Intent]:
        lost = [f for f, (_, _, _, heard) in self._fingers.items() if now - heard > SILENCE]
        gone = [self._fingers.pop(finger) for finger in lost]
        return [do.PointerUp(number, x, y) for number, x, y, _ in gone]


def _mouse(event: pygame.Event) -> Intent | None:
    values = event.dict
    if values.get("touch") or "pos" not in values:
        return None
    x, y = values["pos"]
    if event.type == pygame.MOUSEMOTION:
        return do.PointerMove(0, x, y)
    if values.get("button") != pygame.BUTTON_LEFT:
        return None
    return (
        do.PointerDown(0, x, y) if event.type == pygame.MOUSEBUTTONDOWN else do.PointerUp(0, x, y)
    )


def key_name(event: pygame.Event) -> str:
    """A key as the hotkey table names it: "ctrl+z", "shift+tab", "?", "7"."""
    if event.dict.get("unicode") == "?":
        return "?"
    name = pygame.key.name(event.key)
    name = _KEYPAD.get(name, "return" if name == "enter" else name)
    mods = event.dict.get("mod", 0)
    if mods & (pygame.KMOD_CTRL | pygame.KMOD_META):
        return f"ctrl+{name}"
    if mods & pygame.KMOD_SHIFT and name == "tab":
        return "shift+tab"
    return name
