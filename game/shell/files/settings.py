"""Settings: the system's file, then the user's, then the command line; later ones win."""

from __future__ import annotations

import os
import reprlib
import stat
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from game.lab.stage.keys import Keys
from game.shell.files.hotkeys import read_hotkeys
from game.shell.files.kiosk_values import (
    COUNTDOWNS,
    HUB_EVERY,
    IDLES,
    Opening,
    parse_hub,
    parse_keys,
    parse_millimeters,
    parse_opening,
    parse_pin,
    parse_seconds,
)
from game.shell.files.values import (
    parse_display,
    parse_language,
    parse_letters,
    parse_profile,
    parse_quoted_size,
    parse_scale,
    parse_switch,
    parse_volume,
)

APP = "neural-lab"
FILE = "settings.toml"

#: bytes of a settings file, and characters of a line in it; TOML's reader takes gigabytes for a
#: key of 40,000 characters
_MOST_BYTES, _MOST_CHARACTERS = 1 << 16, 1000

#: the volume where none is set, %
SOFT = 30

_NAMES = reprlib.Repr()
_NAMES.maxstring = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """What the lab starts with."""

    fullscreen: bool = False
    #: window, px; None: fits the screen
    size: tuple[int, int] | None = None
    #: see SCALES
    scale: float = 1.0
    left_handed: bool = False
    #: whether what is touched stands low; None: where the screen is known to be very high
    low_controls: bool | None = None
    #: which monitor to open on, from 0; None: the first
    display: int | None = None
    reduced_motion: bool = False
    #: what hotkeys do that type a character: one of `game.lab.state.screen.LETTERS`
    letters: str = "on"
    #: the code of the language that is spoken; "": the system's, where the lab speaks it
    language: str = ""
    #: the stage's colors: one of `game.lab.state.screen.PROFILES`
    profile: str = "dark"
    #: whether screen readers are told what there is; None: outside of kiosk mode
    screen_reader: bool | None = None
    #: how loud the lab is, 0..100 %; None: softly outside of kiosk mode, there not at all
    sound: int | None = None
    #: whether the last drawing is kept when the lab closes, and offered when it opens
    autosave: bool = True
    #: hotkeys that have other keys: the table [keys]
    keys: Keys = ()

    #: whether nobody stands beside the lab
    kiosk: bool = False
    #: s without a visitor's touch until the countdown begins, and how long that is
    idle: float = 60.0
    countdown: float = 20.0
    #: hotkeys that visitors may use
    kiosk_keys: tuple[str, ...] = ()
    #: when the kiosk is open; None: always
    opening: Opening | None = None
    #: salted hash of the staff's PIN, as `neural-lab pin` prints it; "": there is none
    staff_pin: str = ""
    #: width and height of the screen, mm, where it does not tell them rightly itself
    screen_mm: tuple[float, float] | None = None
    #: where `neural-lab-bridge` reports to, and how often, s; "": nowhere
    hub: str = ""
    hub_every: float = 60.0

    @property
    def reads_screen(self) -> bool:
        """Whether screen readers are told what there is."""
        return not self.kiosk if self.screen_reader is None else self.screen_reader

    @property
    def volume(self) -> int:
        """How loud the lab is, 0..100 %."""
        if self.sound is None:
            return 0 if self.kiosk else SOFT
        return self.sound


#: how each key of a file is read
KEYS: Mapping[str, Callable[[Any], object]] = {
    "fullscreen": parse_switch,
    "size": parse_quoted_size,
    "scale": parse_scale,
    "left_handed": parse_switch,
    "low_controls": parse_switch,
    "display": parse_display,
    "reduced_motion": parse_switch,
    "letters": parse_letters,
    "language": parse_language,
    "profile": parse_profile,
    "screen_reader": parse_switch,
    "sound": parse_volume,
    "autosave": parse_switch,
    "kiosk": parse_switch,
    "idle": partial(parse_seconds, limits=IDLES),
    "countdown": partial(parse_seconds, limits=COUNTDOWNS),
    "kiosk_keys": parse_keys,
    "opening": parse_opening,
    "staff_pin": parse_pin,
    "screen_mm": parse_millimeters,
    "hub": parse_hub,
    "hub_every": partial(parse_seconds, limits=HUB_EVERY),
}
#: the table of hotkeys, whose entries are used one by one
TABLE = "keys"


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
    return _used(path, table)


def _used(path: Path, table: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The valid values of a file's table, and a line for everything else in it."""
    values: dict[str, Any] = {}
    notices: list[str] = []
    for key, value in table.items():
        try:
            if key == TABLE:
                values[key], faults = read_hotkeys(value)
                notices += [f"{path}: {fault}" for fault in faults]
            elif key in KEYS:
                values[key] = KEYS[key](value)
        except ValueError as error:
            notices.append(f"{path}: {key}: {error}; ignored")
    if unknown := [key for key in table if key not in (*KEYS, TABLE)]:
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        which = "setting" if len(unknown) == 1 else "settings"
        names = ", ".join(map(_NAMES.repr, unknown[:5]))
        near = get_close_matches(unknown[0][:40], (*KEYS, TABLE), 3, cutoff=0)
        notices.append(
            f"{path}: unknown {which} {names}{more}, ignored; "
            f"the likest known are {', '.join(near)}; the README lists all"
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
