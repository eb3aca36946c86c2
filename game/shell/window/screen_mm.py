"""How large a screen is in mm, where it says so: by RandR, or by the EDID that Linux has of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.shell.window.x_monitors import Monitor

#: width and height, px or mm
Pair = tuple[int, int]

#: where Linux keeps what its screens say of themselves, with or without X
DRM = Path("/sys/class/drm")
#: no side of a screen is shorter, mm; and how far a screen's shape may be from that of its pixels:
#: TVs often give a shape instead of a size, and beamers anything
_LEAST, _OFF = 100, 0.25
#: what X takes for the size where a screen says none: 96 px an inch
_GUESSED = 25.4 / 96
#: how an EDID begins, its length, and where the first mode in it stands
_MAGIC, _BLOCK, _MODE = bytes.fromhex("00ffffffffffff00"), 128, slice(54, 72)


def screen_mm(
    size: Pair, place: Monitor | None, monitors: Mapping[Monitor, Pair], folder: Path = DRM
) -> Pair | None:
    """Width and height in mm of the screen that a window of ``size`` px fills; None where that is
    not known, or not likely.

    ``place``: where the window is; ``monitors``: X's monitors and what X says they are in mm.
    """
    if place is not None:
        middle = place.x + place.width // 2, place.y + place.height // 2
        for monitor, mm in monitors.items():
            if monitor.holds(*middle):
                return likely(mm, (monitor.width, monitor.height))
    return drm_mm(size, folder)


def drm_mm(size: Pair, folder: Path = DRM) -> Pair | None:
    """The size in mm of the connected screen that can show ``size`` px, lying or standing; None
    where none says it, or several say different ones."""
    found = set()
    for edid in sorted(folder.glob("*/edid")):
        try:
            data, modes = edid.read_bytes(), (edid.parent / "modes").read_text("ascii", "replace")
        except OSError:
            continue
        known = {f"{size[0]}x{size[1]}", f"{size[1]}x{size[0]}"} & set(modes.split())
        mm = edid_mm(data) if known else None
        found.add(likely(mm, size) if mm else None)
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def edid_mm(data: bytes) -> Pair | None:
    """Width and height in mm that an EDID gives; None for one that is damaged or gives none."""
    block = data[:_BLOCK]
    if len(block) < _BLOCK or not block.startswith(_MAGIC) or sum(block) % 256:
        return None
    mode = block[_MODE]
    if mode[0] or mode[1]:  # a timing, which gives mm; else the descriptor holds something else
        wide, high = mode[12] | (mode[14] & 0xF0) << 4, mode[13] | (mode[14] & 0x0F) << 8
        if wide >= _LEAST and high >= _LEAST:
            return wide, high
    wide, high = 10 * block[21], 10 * block[22]  # given in cm; one of them alone is a shape
    return (wide, high) if wide and high else None


def likely(mm: Pair, size: Pair) -> Pair | None:
    """What a screen of ``size`` px says it is in mm, turned as its pixels are; None where it cannot
    be that, or is only what X guesses."""
    (wide, high), (columns, rows) = mm, size
    if min(columns, rows) <= 0:
        return None
    if (wide > high) != (columns > rows) and wide != high:
        wide, high = high, wide
    guessed = max(abs(wide - columns * _GUESSED), abs(high - rows * _GUESSED)) < 1
    if min(wide, high) < _LEAST or guessed:
        return None
    return (wide, high) if abs(wide * rows / (high * columns) - 1) <= _OFF else None
