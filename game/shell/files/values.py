"""What settings may be: each value as words or as TOML, read and checked; ValueError says what is
wrong with it."""

from __future__ import annotations

import reprlib

from game.lab.items import SMALLEST
from game.lab.state.screen import LETTERS, PROFILES, SCALES
from game.shell.files.place import languages

#: largest width and height of a window or picture, px, and the most pixels: those of 4K.
#: All these can be drawn in half a gigabyte.
LARGEST = (7680, 4320)
MOST_PIXELS = 3840 * 2160
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxlong = _SHORT.maxother = 60


def parse_size(words: str) -> tuple[int, int]:
    """A window size from "1920x1080"; ValueError says what is wrong with it."""
    width, cross, height = words.lower().replace("×", "x").partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise ValueError(
            f"{shown(words)} is no size: write WIDTHxHEIGHT in pixels, such as 1920x1080"
        )
    return check_size(int(width[:9]), int(height[:9]))  # more digits would be too large, anyway


def check_size(width: int, height: int) -> tuple[int, int]:
    """A window size that can be drawn; ValueError says what is wrong with it."""
    words = f"{width}x{height}"
    if width > LARGEST[0] or height > LARGEST[1]:
        raise ValueError(f"{words} is too large: at most {LARGEST[0]}x{LARGEST[1]}")
    if width * height > MOST_PIXELS:
        raise ValueError(f"{words} is too large: at most {MOST_PIXELS:,} pixels, as 3840x2160 has")
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise ValueError(f"{words} is too small: at least {SMALLEST[0]}x{SMALLEST[1]}")
    return width, height


def parse_display(words: str | int) -> int:
    """A monitor's number; ValueError says what is wrong with it."""
    number = words
    if isinstance(words, str) and words.isdecimal() and len(words) < 4:
        number = int(words)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 64:
        raise ValueError(f"{shown(words)} is no display: write its number, 0 for the first")
    return number


def parse_scale(words: str | float) -> float:
    """A scale of the stage; ValueError says what is wrong with it."""
    low, high = SCALES
    try:
        scale = float(words)
    except (TypeError, ValueError, OverflowError):
        scale = float("nan")
    if isinstance(words, bool) or not low <= scale <= high:
        raise ValueError(f"{shown(words)} is no scale: write a number from {low:g} to {high:g}")
    return scale


def parse_letters(value: object) -> str:
    """What keys do that type a character; ValueError says what is wrong with it."""
    if value not in LETTERS:
        raise ValueError(f"{shown(value)} is no choice for letters: write {', '.join(LETTERS)}")
    return str(value)


def parse_language(value: object) -> str:
    """The code of a language; ValueError says which there are."""
    known = languages()
    if value not in known:
        raise ValueError(f"{shown(value)} is no language of the lab: known are {', '.join(known)}")
    return str(value)


def parse_profile(value: object) -> str:
    """A profile of colors; ValueError says what is wrong with it."""
    if value not in PROFILES:
        raise ValueError(f"{shown(value)} is no choice for profile: write {', '.join(PROFILES)}")
    return str(value)


def parse_volume(words: str | int) -> int:
    """A volume in per cent; ValueError says what is wrong with it."""
    number = words
    if isinstance(words, str) and words.isdecimal() and len(words) < 4:
        number = int(words)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= 100:
        raise ValueError(f"{shown(words)} is no volume: write 0 to 100, in per cent")
    return number


def shown(value: object) -> str:
    """A value as it was given, in at most 160 characters."""
    words = _SHORT.repr(value)
    return words if len(words) <= 160 else f"{words[:159]}…"


def parse_switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is neither true nor false")
    return value


def parse_quoted_size(value: object) -> tuple[int, int]:
    if not isinstance(value, str):
        raise ValueError(f'{shown(value)} is no size: write "1920x1080", in quotes')
    return parse_size(value)
