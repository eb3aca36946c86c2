"""The names of keys, and of what hotkeys do, as settings write them."""

from __future__ import annotations

from collections.abc import Iterable

#: hotkeys as a person has set them: (name, its keys), in the order of the settings
Keys = tuple[tuple[str, tuple[str, ...]], ...]

#: the arrows, by the names of their keys
ARROWS = ("left", "right", "up", "down")
#: keys that no setting changes: with them all else is reached, and left
FIXED = frozenset(
    ("tab", "shift+tab", "return", "escape", *ARROWS, *(f"shift+{arrow}" for arrow in ARROWS))
)
#: what a key may be called that types no character, and the characters of those that do; F13 and
#: beyond, and signs such as "/" or "[", are not on every keyboard
_NAMED = frozenset(
    (
        *(f"f{number}" for number in range(1, 13)),
        *("space", "backspace", "delete", "insert", "home", "end", "page up", "page down"),
    )
)
_TYPED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789,.?")
#: what may be held with them, in this order
_HELD = ("ctrl", "alt", "meta")
_CAPS = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "return": "Enter",
    "escape": "Esc",
}


def plain(name: object) -> str:
    """A key's name as the hotkey table has it, from how a person writes it: "Ctrl+E", "page_up".
    ValueError for what is no key that every keyboard has, and for one that is FIXED."""
    words = name.strip().lower().replace("_", " ") if isinstance(name, str) else ""
    *held, key = words.split("+")
    key = {"enter": "return", "esc": "escape"}.get(key, key)
    key = "+".join([*(one for one in _HELD if one in held), key])
    if key in FIXED:
        raise ValueError(f"{key} cannot be given away: choose another key")
    known = key.rpartition("+")[2] in _NAMED | _TYPED
    if not known or set(held) - set(_HELD) or len(held) != len(set(held)):
        raise ValueError("no key of this name; write for instance f6, w, ctrl+e or page up")
    return key


def types(key: str) -> bool:
    """Whether a key types a character, so that `Screen.letters` concerns it."""
    return len(key) == 1


def label_of(keys: Iterable[str]) -> str:
    """What keys look like on screen, two spaces apart: "Ctrl E  F6  0 … 9"."""
    caps: list[list[str]] = []
    for key in keys:
        run = caps[-1] if caps else [""]
        if key.isdecimal() and run[-1].isdecimal() and int(key) == int(run[-1]) + 1:
            run.append(key)
        else:
            caps.append([" ".join(map(_cap, key.split("+")))])
    return "  ".join(f"{run[0]} … {run[-1]}" if run[1:] else run[0] for run in caps)


def _cap(key: str) -> str:
    return _CAPS.get(key, key.title() if len(key) > 2 else key.upper())
