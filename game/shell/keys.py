"""Key events → the names of the hotkey table, on any keyboard layout."""

from __future__ import annotations

import sys
from string import ascii_lowercase

import pygame

#: what counts as typed, wherever a layout has it
_TYPED = frozenset("?.,-0123456789")
_KEYPAD = {f"[{sign}]": sign for sign in "0123456789.-"}
#: what a US keyboard has at each place of the board
_US: dict[int, str] = {
    pygame.KSCAN_A + nth: letter for nth, letter in enumerate(ascii_lowercase)
} | {pygame.KSCAN_1 + nth: digit for nth, digit in enumerate("1234567890")}
_US |= {pygame.KSCAN_COMMA: ",", pygame.KSCAN_PERIOD: ".", pygame.KSCAN_MINUS: "-"}
_LARGEST = 2**31 - 1


def key_name(event: pygame.Event) -> str | None:
    """A KEYDOWN's key as the hotkey table names it: "ctrl+z", "shift+tab", "?", "7"; None for an
    event without a key.

    A sign or digit that is typed counts as itself, a Latin letter as what stands on the key. Of
    other alphabets, and of signs that mean nothing to us, the place on the board counts, as on a US
    keyboard. With Alt a key is the window manager's: it is named "alt+…", unless it types a sign.
    """
    key, mods = _whole(event.dict.get("key")), _whole(event.dict.get("mod", 0)) or 0
    if key is None:
        return None
    control = pygame.KMOD_CTRL | (pygame.KMOD_META if sys.platform == "darwin" else 0)
    typed = event.dict.get("unicode")
    plain = not mods & (control | pygame.KMOD_LALT)
    if plain and isinstance(typed, str) and typed in _TYPED:
        return typed
    name = _name(key, _whole(event.dict.get("scancode")))
    if mods & pygame.KMOD_ALT:
        return f"alt+{name}"
    if mods & control:
        return f"ctrl+{name}"
    if mods & pygame.KMOD_META:
        return f"meta+{name}"
    return "shift+tab" if name == "tab" and mods & pygame.KMOD_SHIFT else name


def _name(key: int, place: int | None) -> str:
    letter = chr(key) if 32 < key < 0x110000 and key != pygame.K_DELETE else ""
    if not letter:
        name = pygame.key.name(key)
        return _KEYPAD.get(name, "return" if name == "enter" else name)
    us = _US.get(place) if place is not None else None
    if us is None or (letter.isascii() and letter.isalnum()):
        return letter
    # A sign of a Latin layout stands for itself unless a letter or digit is at its place.
    return us if us.isalnum() or not letter.isascii() else letter


def _whole(value: object) -> int | None:
    """A number as SDL sends it; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return value
    return None
