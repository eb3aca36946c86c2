"""PNG and JPEG files of every kind, written byte by byte as their specifications say."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]

#: where Adam7 begins and steps: x, y, across, down
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2))
_PASSES = (*_PASSES, (0, 1, 1, 2))
PNG_START = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


def png(
    gray: Gray,
    color: int = 0,
    depth: int = 8,
    interlace: int = 0,
    before: bytes = b"",
    after: bytes = b"",
) -> bytes:
    """``gray`` as a PNG file of this color type and depth: its channels are all alike, alpha is
    full, a palette runs from black to white. ``before``, ``after``: chunks around its data."""
    head = struct.pack(">IIBBBBB", gray.shape[1], gray.shape[0], depth, color, 0, 0, interlace)
    steps = _PASSES if interlace else ((0, 0, 1, 1),)
    rows = b"".join(
        b"\0" + _row(row, color, depth) for x, y, dx, dy in steps for row in gray[y::dy, x::dx]
    )
    if color == 3:
        shades = [round(255 * level / (2**depth - 1)) for level in range(2**depth)]
        before = chunk(b"PLTE", bytes(shade for shade in shades for _ in range(3))) + before
    return png_file(head, zlib.compress(rows), before, after)


def png_file(head: bytes, data: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    parts = chunk(b"IHDR", head), before, chunk(b"IDAT", data), after, chunk(b"IEND", b"")
    return PNG_START + b"".join(parts)


def _row(row: Gray, color: int, depth: int) -> bytes:
    channels, alpha = {0: (1, 0), 2: (3, 0), 3: (1, 0), 4: (1, 1), 6: (3, 1)}[color]
    if depth == 16:
        values = row.astype(">u2") * 257
    else:
        values = (row.astype(np.uint16) * (2**depth - 1) // 255).astype(np.uint8)
    full = np.full(len(row), 2**depth - 1, values.dtype)
    flat = np.stack([values] * channels + [full] * alpha, axis=1).ravel()
    if depth >= 8:
        return flat.tobytes()
    bits = (flat[:, None] >> np.arange(depth - 1, -1, -1, dtype=np.uint8)) & 1
    return np.packbits(bits).tobytes()


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int, order: str = ">", kind: str = "H") -> bytes:
    """An EXIF block that says how the camera was held. ``kind``: "H" a SHORT, "I" a LONG."""
    number = {"H": 3, "I": 4}[kind]
    value = struct.pack(order + kind, orientation).ljust(4, b"\0")
    entries = struct.pack(order + "HHI4s", 0x010F, 2, 2, b"x\0\0\0")  # the maker, before it
    entries += struct.pack(order + "HHI4s", 0x0112, number, 1, value)
    mark = b"MM" if order == ">" else b"II"
    return mark + struct.pack(order + "HIH", 42, 8, 2) + entries + b"\0" * 4


#: the Huffman tables of the JPEG files here: 4 bits for each size of a difference, and for the
#: other coefficients one bit that says "none"
_TABLES = segment(0xC4, bytes([0x00, 0, 0, 0, 12, *[0] * 12, *range(12)]))
_TABLES += segment(0xC4, bytes([0x10, 1, *[0] * 15, 0]))


def jpeg(
    planes: Sequence[Gray],
    frame: int = 0xC0,
    before: bytes = b"",
    restart: int = 0,
    apart: bool = False,
) -> bytes:
    """A JPEG file of flat blocks, 8×8 px for each value of its ``planes`` (all one shape).

    ``frame``: 0xC0 baseline, 0xC1 extended, 0xC2 progressive. ``before``: segments at its start.
    ``restart``: after so many blocks. ``apart``: a scan for each component.
    """
    rows, columns = planes[0].shape
    numbers = range(1, len(planes) + 1)
    size = struct.pack(">BHHB", 8, 8 * rows, 8 * columns, len(planes))
    out = b"\xff\xd8" + before + segment(0xDB, bytes([0] + [8] * 64))
    out += segment(frame, size + b"".join(bytes([number, 0x11, 0]) for number in numbers))
    out += _TABLES + (segment(0xDD, struct.pack(">H", restart)) if restart else b"")
    progressive = frame == 0xC2
    scans = [[number] for number in numbers] if apart else [list(numbers)]
    for scan in scans:
        out += _scan(scan, (0, 0) if progressive else (0, 63))
        flats = [planes[number - 1].ravel().astype(int) - 128 for number in scan]
        out += _data(flats, "" if progressive else "0", restart)
    if progressive:
        for number in numbers:
            out += _scan([number], (1, 63)) + _packed("0" * (rows * columns))
    return out + b"\xff\xd9"


def _scan(numbers: Iterable[int], coefficients: tuple[int, int]) -> bytes:
    chosen = list(numbers)
    body = bytes([len(chosen)]) + b"".join(bytes([number, 0x00]) for number in chosen)
    return segment(0xDA, body + bytes([*coefficients, 0]))


def _data(flats: list[NDArray[np.int_]], after: str, restart: int) -> bytes:
    """The entropy-coded data of blocks of one value; ``after``: the bits behind each."""
    count = len(flats[0])
    every = restart or count
    parts = []
    for begin in range(0, count, every):
        bits, last = [], [0] * len(flats)
        for at in range(begin, min(begin + every, count)):
            for nth, flat in enumerate(flats):
                bits.append(_difference(int(flat[at]) - last[nth]) + after)
                last[nth] = int(flat[at])
        parts.append(_packed("".join(bits)))
    return b"".join(
        part + (bytes([0xFF, 0xD0 + nth % 8]) if nth < len(parts) - 1 else b"")
        for nth, part in enumerate(parts)
    )


def _difference(value: int) -> str:
    size = abs(value).bit_length()
    shown = value if value >= 0 else value + 2**size - 1
    return format(size, "04b") + (format(shown, f"0{size}b") if size else "")


def _packed(bits: str) -> bytes:
    bits += "1" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)).replace(
        b"\xff", b"\xff\0"
    )
