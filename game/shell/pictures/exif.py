"""EXIF orientation: a camera's note of how it was held, by which its picture is set upright."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

_ORIENTATION = 0x0112
#: TIFF's types of a whole number, as struct reads them: byte, short, long
_WHOLE = {1: "B", 3: "H", 4: "I"}


def orientation_of(note: bytes) -> int:
    """The orientation, 1..8, of an EXIF block (a small TIFF file); 1, upright, where the block
    has none, has one that makes no sense, or is cut short."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(note[:4])
    if order is None:
        return 1
    try:
        directory = struct.unpack_from(order + "I", note, 4)[0]
        for nth in range(struct.unpack_from(order + "H", note, directory)[0]):
            entry = directory + 2 + 12 * nth
            tag, kind, count = struct.unpack_from(order + "HHI", note, entry)
            if tag == _ORIENTATION and kind in _WHOLE and count == 1:
                value = struct.unpack_from(order + _WHOLE[kind], note, entry + 8)[0]
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def upright(picture: NDArray[np.float32], orientation: int) -> NDArray[np.float32]:
    """``picture``, (height, width), turned and mirrored as its orientation, 1..8, asks."""
    # 5 to 8 exchange rows and columns; which ends are then swapped is in the specification's table.
    if orientation >= 5:
        picture = picture.T
    rows = -1 if orientation in (3, 4, 7, 8) else 1
    columns = -1 if orientation in (2, 3, 6, 7) else 1
    return picture[::rows, ::columns]
