"""Settings: the system's file, then the user's, then the command line; later ones win."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs

from game.core.items import SMALLEST

APP = "neural-lab"
FILE = "settings.toml"

#: longest side of a window, px
LARGEST = 16384
#: the whole stage larger or smaller than fits the screen by itself
SCALES = (0.75, 2.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the lab starts with."""

    fullscreen: bool = False
    #: window, px; None: fits the screen
    size: tuple[int, int] | None = None
    #: see SCALES
    scale: float = 1.0
    reduced_motion: bool = False


def parse_size(words: str) -> tuple[int, int]:
    """A window size from "1920x1080"; ValueError says what is wrong with it."""
    width, cross, height = words.lower().replace("×", "x").partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise ValueError(f"{words!r} is no size: write WIDTHxHEIGHT in pixels, such as 1920x1080")
    if max(len(width), len(height)) > 6 or max(int(width), int(height)) > LARGEST:
        raise ValueError(f"{words} is too large: at most {LARGEST}x{LARGEST}")
    if int(width) < SMALLEST[0] or int(height) < SMALLEST[1]:
        raise ValueError(f"{words} is too small: at least {SMALLEST[0]}x{SMALLEST[1]}")
    return int(width), int(height)


def parse_scale(words: str | float) -> float:
    """A scale of the stage; ValueError says what is wrong with it."""
    low, high = SCALES
    try:
        scale = float(words)
    except (TypeError, ValueError, OverflowError):
        scale = float("nan")
    if isinstance(words, bool) or not low <= scale <= high:
        raise ValueError(f"{words!r} is no scale: write a number from {low:g} to {high:g}")
    return scale


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _size(value: object) -> tuple[int, int]:
    if not isinstance(value, str):
        raise ValueError(f'{value!r} is no size: write "1920x1080", in quotes')
    return parse_size(value)


#: how each key of a file is read
KEYS: Mapping[str, Callable[[Any], object]] = {
    "fullscreen": _switch,
    "size": _size,
    "scale": parse_scale,
    "reduced_motion": _switch,
}


def settings_files() -> tuple[Path, ...]:
    """Where settings are looked for, the weakest first; the files need not exist."""
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
        table = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except OSError as error:
        return {}, [f"{path}: {str(error.strerror).lower()}; its settings are not used"]
    except ValueError as error:  # not UTF-8, or not TOML
        return {}, [f"{path}: not TOML ({error}); its settings are not used"]
    values, notices = {}, []
    for key, value in table.items():
        if key not in KEYS:
            known = ", ".join(KEYS)
            notices.append(f"{path}: unknown setting {key!r}, ignored; known are {known}")
            continue
        try:
            values[key] = KEYS[key](value)
        except ValueError as error:
            notices.append(f"{path}: {key}: {error}; ignored")
    return values, notices
