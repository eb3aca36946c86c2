"""Settings: the system's file, then the user's, then the command line; later ones win."""

from __future__ import annotations

import os
import reprlib
import stat
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from game.lab.items import SMALLEST

APP = "neural-lab"
FILE = "settings.toml"

#: largest width and height of a window or picture, px, and the most pixels: those of 4K.
#: All these can be drawn in half a gigabyte.
LARGEST = (7680, 4320)
MOST_PIXELS = 3840 * 2160
#: bytes of a settings file, and characters of a line in it; TOML's reader takes gigabytes for a
#: key of 40,000 characters
_MOST_BYTES, _MOST_CHARACTERS = 1 << 16, 1000
#: the least and the largest scale of the stage; 1 is what fits the screen by itself
SCALES = (0.75, 2.0)

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxlong = _SHORT.maxother = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What the lab starts with."""

    fullscreen: bool = False
    #: window, px; None: fits the screen
    size: tuple[int, int] | None = None
    #: see SCALES
    scale: float = 1.0
    #: which monitor to open on, from 0; None: the first
    display: int | None = None
    reduced_motion: bool = False


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


def shown(value: object) -> str:
    """A value as it was given, of bounded length and depth."""
    return _SHORT.repr(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is neither true nor false")
    return value


def _size(value: object) -> tuple[int, int]:
    if not isinstance(value, str):
        raise ValueError(f'{shown(value)} is no size: write "1920x1080", in quotes')
    return parse_size(value)


#: how each key of a file is read
KEYS: Mapping[str, Callable[[Any], object]] = {
    "fullscreen": _switch,
    "size": _size,
    "scale": parse_scale,
    "display": parse_display,
    "reduced_motion": _switch,
}


def settings_files() -> tuple[Path, ...]:
    """Where settings are looked for, the weakest first; the files need not exist."""
    import platformdirs  # only here: help and errors come without any library

    system = platformdirs.site_config_path(APP) / FILE
    return system, platformdirs.user_config_path(APP) / FILE


def load_settings(
    command_line: Mapping[str, Any], files: tuple[Path, ...] | None = None
) -> tuple[Settings, list[str]]:
    """Merge ``settings_files()`` (or other files) and what the command line gave; keys that it
    did not give are None.

    Returns the settings and one line for each file or key that could not be used. Whatever is
    wrong with them, the rest counts.
    """
    settings, notices = Settings(), []
    for path in settings_files() if files is None else files:
        values, found = _read(path)
        settings = replace(settings, **values)
        notices += found
    given = {key: value for key, value in command_line.items() if value is not None}
    return replace(settings, **given), notices


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The valid values of one file, and a line for everything else in it."""
    try:
        table = tomllib.loads(_text(path))
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except OSError as error:
        return {}, [f"{path}: {str(error.strerror).lower()}; its settings are not used"]
    except UnicodeDecodeError:
        return {}, [f"{path}: not UTF-8 text; its settings are not used"]
    except RecursionError:
        return {}, [f"{path}: not TOML (nested too deeply); its settings are not used"]
    except ValueError as error:
        return {}, [f"{path}: not TOML ({_brief(error)}); its settings are not used"]
    values, notices = {}, []
    for key, value in table.items():
        if key in KEYS:
            try:
                values[key] = KEYS[key](value)
            except ValueError as error:
                notices.append(f"{path}: {key}: {error}; ignored")
    if unknown := [shown(key) for key in table if key not in KEYS]:
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        which = "setting" if len(unknown) == 1 else "settings"
        notices.append(
            f"{path}: unknown {which} {', '.join(unknown[:5])}{more}, ignored; "
            f"known are {', '.join(KEYS)}"
        )
    return values, notices


def _brief(error: ValueError) -> str:
    """What TOML's reader says, at most 160 characters: it may quote a whole key, and tells the line
    at the end."""
    words = str(error)
    return words if len(words) <= 160 else f"{words[:100]} … {words[-60:]}"


def _text(path: Path) -> str:
    """The text of a settings file; OSError or ValueError. A pipe is refused: the lab would wait for
    its writer."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(None, "not a file")
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        raw = file.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise ValueError(f"more than {_MOST_BYTES:,} bytes")
    text = raw.decode("utf-8-sig")
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > _MOST_CHARACTERS:
            raise ValueError(f"line {number} has more than {_MOST_CHARACTERS:,} characters")
    return text
