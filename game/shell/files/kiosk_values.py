"""What the settings of kiosk mode may be; ValueError says what is wrong with a value."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime
from typing import NamedTuple

from game.shell.files.values import shown

#: s that a visitor may be idle, least and most; how long the countdown may be; and how often the
#: hub may be told
IDLES, COUNTDOWNS, HUB_EVERY = (30.0, 3600.0), (1.0, 600.0), (1.0, 86_400.0)
#: days as settings name them, from Monday
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: digits of a PIN, least and most
PIN = (4, 12)
#: scrypt's cost (RFC 7914): 16 MiB and some 50 ms for each try
_COST = {"n": 1 << 14, "r": 8, "p": 1}
_MOST_KEYS = 64

#: minutes since midnight: from, until; from > until: over midnight
Hours = tuple[int, int]


class Opening(NamedTuple):
    """Opening hours by weekday, from Monday; None: closed all day."""

    days: tuple[Hours | None, ...]

    def open_at(self, when: datetime) -> bool:
        """Whether the kiosk is open at a local time."""
        minute, today = when.hour * 60 + when.minute, when.weekday()
        hours, before = self.days[today], self.days[today - 1]
        if before and before[0] > before[1] and minute < before[1]:  # since yesterday
            return True
        if hours is None:
            return False
        begins, ends = hours
        return begins <= minute < ends or (begins > ends and minute >= begins)


def parse_seconds(value: object, limits: tuple[float, float]) -> float:
    """A time in s, within its limits."""
    low, high = limits
    try:
        seconds = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        seconds = float("nan")
    if isinstance(value, bool) or not low <= seconds <= high:
        raise ValueError(f"{shown(value)} is no time here: write seconds, {low:g} to {high:g}")
    return seconds


def parse_keys(value: object) -> tuple[str, ...]:
    """A list of hotkeys by their names, as F1 shows them, in lower case."""
    keys = tuple(value) if isinstance(value, list) else ()
    named = all(isinstance(key, str) and 0 < len(key) <= 20 for key in keys)
    if not isinstance(value, list) or not named or len(keys) > _MOST_KEYS:
        raise ValueError(f'{shown(value)} is no list of keys: write ["1", "space"]')
    return tuple(key.lower() for key in keys)


def parse_opening(value: object) -> Opening:
    """Opening hours: "09:00-17:00" for every day, or a table of days, of which those that it does
    not name are closed."""
    if isinstance(value, str):
        return Opening((_hours(value),) * 7)
    if not isinstance(value, dict):
        raise ValueError(f'{shown(value)} are no opening hours: write "09:00-17:00"')
    if unknown := [day for day in value if day not in DAYS]:
        raise ValueError(f"{shown(unknown[0])} is no day: write {', '.join(DAYS)}")
    return Opening(tuple(_hours(value.get(day, "closed")) for day in DAYS))


def _hours(value: object) -> Hours | None:
    if value == "closed":
        return None
    found = re.fullmatch(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)", str(value)[:20], re.ASCII)
    times = tuple(map(int, found.groups())) if found and isinstance(value, str) else ()
    if times:
        begins, ends = times[0] * 60 + times[1], times[2] * 60 + times[3]
        if max(times[1], times[3]) < 60 and max(begins, ends) <= 24 * 60 and begins != ends:
            return begins, ends
    raise ValueError(f'{shown(value)} are no hours: write "09:00-17:00", or "closed"')


def parse_pin(value: object) -> str:
    """The salted hash of a PIN, as `neural-lab pin` prints it."""
    if isinstance(value, str) and re.fullmatch(r"scrypt\$[0-9a-f]{32}\$[0-9a-f]{64}", value):
        return value
    raise ValueError("no hash of a PIN: write the line that `neural-lab pin` prints")


def hash_pin(pin: str, salt: bytes) -> str:
    """The hash of a PIN, of PIN digits, as it stands in settings. ``salt``: 16 random bytes.
    ValueError for what is no PIN."""
    low, high = PIN
    if not (pin.isascii() and pin.isdecimal() and low <= len(pin) <= high):
        raise ValueError(f"a PIN has {low} to {high} digits")
    key = hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)
    return f"scrypt${salt.hex()}${key.hex()}"


def is_pin(pin: str, kept: str) -> bool:
    """Whether a PIN is the one whose hash is kept. It takes as long for a wrong one."""
    if not kept:
        return False
    salt = bytes.fromhex(kept.split("$")[1])
    try:
        return hmac.compare_digest(hash_pin(pin, salt), kept)
    except ValueError:
        return False


def parse_millimeters(value: object) -> tuple[float, float]:
    """Width and height of a screen, mm."""
    sides = value if isinstance(value, list) else ()
    numbers = [side for side in sides if isinstance(side, int | float) and side is not True]
    if len(sides) != 2 or len(numbers) != 2 or not all(50 <= side <= 10_000 for side in numbers):
        raise ValueError(f"{shown(value)} is no screen: write [width, height] in mm, 50 to 10000")
    return float(numbers[0]), float(numbers[1])


def parse_hub(value: object) -> str:
    """The address of a hub; "" for none."""
    known = isinstance(value, str) and re.fullmatch(
        r"(https?://[\w.:\[\]-]+(/[!-~]*)?)?", value, re.ASCII
    )
    if not isinstance(value, str) or not known:
        # It is not quoted: somebody may have written a password into it.
        raise ValueError('no address of a hub: write "http://address:port/path"')
    return value
