"""Keys under their names in the table of hotkeys, whatever the keyboard's layout.

Latin layouts use their own letters: Ctrl+Z is where Z is printed. In layouts of other alphabets
(Cyrillic, Greek, Hebrew, Arabic, …) a key counts as the letter that a US keyboard has in its place.
"""

from __future__ import annotations

import sys
import unicodedata

import pygame

from game.lab.intents import PressKey, ReleaseKey
from game.lab.stage.keys import ARROWS

#: keys of a US keyboard by scan code
_US = dict(enumerate("abcdefghijklmnopqrstuvwxyz1234567890", pygame.KSCAN_A))
_US |= {pygame.KSCAN_COMMA: ",", pygame.KSCAN_PERIOD: "."}
_DIGITS = frozenset("0123456789")
#: characters that count as themselves on whichever key they are typed, the signs among them
_SIGNED = frozenset("?.,")
_TYPED = _DIGITS | _SIGNED | set("abcdefghijklmnopqrstuvwxyz")
#: keys that type a sign where a US keyboard has a letter, and count as that letter: W and Q in
#: Hebrew, Q in Greek. No Latin layout has these signs there.
_SIGNS = {("'", pygame.KSCAN_W): "w", ("/", pygame.KSCAN_Q): "q", (";", pygame.KSCAN_Q): "q"}
#: keys of the keypad; its decimal key counts as a dot, also where it types a comma
_KEYPAD = {
    **{getattr(pygame, f"K_KP{digit}"): digit for digit in _DIGITS},
    pygame.K_KP_PERIOD: ".",
    pygame.K_KP_MINUS: "-",
    pygame.K_KP_PLUS: "+",
    pygame.K_KP_ENTER: "return",
    1 << 30 | 133: ",",  # a second key beside the dot, in Brazil
}
#: keys that do something else with Shift
_SHIFTED = frozenset(("tab", *ARROWS))
_ALT_GR = pygame.KMOD_RALT | pygame.KMOD_MODE


def press_of(event: pygame.Event) -> PressKey | None:
    """The intent of a KEYDOWN; None for a key that has no name in the table."""
    name = key_name(event)
    if name is None:
        return None
    # A digit's key that types "-" (AZERTY's 6) counts as its digit, but types "-" into a field.
    return PressKey(name, "-" if name in _DIGITS and _typed(event) == "-" else "")


def release_of(event: pygame.Event) -> ReleaseKey | None:
    """The intent of a KEYUP: arrows act for as long as they are held. None for other keys."""
    key, scan = (_whole(event.dict.get(name)) for name in ("key", "scancode"))
    name = _own_name(key, scan) if key else None
    return ReleaseKey(name) if name in ARROWS else None


def key_name(event: pygame.Event) -> str | None:
    """A key as the hotkey table names it: "ctrl+z", "shift+tab", "?", "7". None where it has
    no such name. Nothing is raised, whatever the event holds or lacks."""
    key, scan, mods = (_whole(event.dict.get(name)) for name in ("key", "scancode", "mod"))
    own = _own_name(key, scan) if key else None
    typed = _typed(event).lower()
    control = pygame.KMOD_CTRL | (pygame.KMOD_META if sys.platform == "darwin" else 0)
    held = {
        "ctrl": mods & control,
        "alt": mods & (pygame.KMOD_ALT | pygame.KMOD_MODE),
        "meta": mods & pygame.KMOD_META & ~control,
    }
    third_level = mods & _ALT_GR and not mods & pygame.KMOD_SHIFT and typed != own
    if key and key not in _KEYPAD and typed in _TYPED and (third_level or not any(held.values())):
        return typed
    if held["alt"] and typed in _SIGNED and key not in _KEYPAD:  # wherever a layout has the sign
        own = typed
    if held["ctrl"] and own in _DIGITS and typed in ("+", "-"):  # AZERTY's 6, Czech 1: the scale
        own = typed
    if own is None:
        return None
    if own in _SHIFTED and mods & pygame.KMOD_SHIFT:
        held["shift"] = 1
    return "+".join([*(name for name, on in held.items() if on), own])


def _own_name(key: int, scan: int) -> str | None:
    """A key's name without modifiers, from SDL's key code and scan code; None if it has none."""
    if key in _KEYPAD:
        return _KEYPAD[key]
    if key <= ord(" ") or key == pygame.K_DELETE or key >= 1 << 30:
        return pygame.key.name(key) or None
    if key > sys.maxunicode:
        return None
    sign, us = chr(key), _US.get(scan)
    if sign.isascii():
        return sign.lower() if sign.isalnum() else _sign_name(sign, scan)
    # Other alphabets have letters on all keys, which count as the US key in their place. Latin
    # layouts have a few more letters (ö, ñ) beside those of a US keyboard, which count as nothing.
    if us in _DIGITS or (unicodedata.category(sign)[0] in "LMN" and not _is_latin(sign)):
        return us
    return None


def _sign_name(sign: str, scan: int) -> str:
    """What the key of an ASCII sign counts as: as a digit, where a layout such as AZERTY has its
    digits on the shifted keys."""
    us = _US.get(scan, "")
    return us if us in _DIGITS else _SIGNS.get((sign, scan), sign)


def _is_latin(sign: str) -> bool:
    return "LATIN" in unicodedata.name(sign, "LATIN")


def _typed(event: pygame.Event) -> str:
    """The one character that a key types, or ""."""
    typed = event.dict.get("unicode")
    return typed if isinstance(typed, str) and len(typed) == 1 else ""


def _whole(value: object) -> int:
    """A whole number as SDL uses them, or 0 for anything else."""
    return value if isinstance(value, int) and 0 <= value < 1 << 31 else 0
