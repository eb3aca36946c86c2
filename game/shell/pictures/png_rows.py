"""A PNG file as the library is given it: its rows are unpacked here, just as many as it needs."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

# Where the passes of an interlaced picture (Adam7) begin and how they step: x, y, across, down.
_WHOLE = ((0, 0, 1, 1),)
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
#: compressed bytes taken at once; and bytes of rows passed on at once, the most that a stored block
#: of zlib's may have
_TAKEN, _PASSED = 1 << 14, (1 << 16) - 1
#: so many bytes at the start can be read again: whoever asks what kind of file it is, does so
_START = 1 << 16


def rows_length(size: tuple[int, int], bits: int, interlaced: bool) -> int:
    """How many bytes all rows have, each with the byte that names its filter. ``size``: width and
    height, px; ``bits``: those of a pixel."""
    width, height = size
    length = 0
    for x, y, across, down in _PASSES if interlaced else _WHOLE:
        columns, rows = -((x - width) // across), -((y - height) // down)
        if columns > 0 and rows > 0:
            length += rows * (1 + (columns * bits + 7) // 8)
    return length


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    check = zlib.crc32(body, zlib.crc32(kind))
    return b"".join([struct.pack(">I", len(body)), kind, body, struct.pack(">I", check)])


class PngRows:
    """A file to read from, once: ``start``, then ``length`` bytes of rows out of the compressed
    ``data``, stored as they are, then the end.

    So data that would unpack to gigabytes are not unpacked to their end, as the library would do,
    and data that end early are noticed here. ``lacks``: whether they ended early.
    """

    def __init__(self, start: bytes, data: Iterable[memoryview], length: int) -> None:
        self.lacks = False
        self._parts = self._written(start, data, length)
        self._held = bytearray()
        self._dropped = self._at = 0

    def read(self, size: int) -> bytes:
        while len(self._held) < self._at + size and (part := next(self._parts, b"")):
            if self._dropped + self._at > _START:
                del self._held[: self._at]
                self._dropped, self._at = self._dropped + self._at, 0
            self._held += part
        found = bytes(self._held[self._at : self._at + size])
        self._at += len(found)
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (self._at if whence == 1 else -self._dropped)
        return self.tell()

    def tell(self) -> int:
        return self._dropped + self._at

    def _written(self, start: bytes, data: Iterable[memoryview], length: int) -> Iterator[bytes]:
        yield start
        head, check = b"\x78\x01", 1
        for rows in self._exactly(_unpacked(data), length):
            length -= len(rows)
            check = zlib.adler32(rows, check)
            block = struct.pack("<BHH", not length, len(rows), len(rows) ^ 0xFFFF)
            tail = b"" if length else struct.pack(">I", check)
            yield chunk(b"IDAT", b"".join([head, block, rows, tail]))
            head = b""
        yield chunk(b"IEND", b"")

    def _exactly(self, parts: Iterator[bytes], length: int) -> Iterator[bytes]:
        """``length`` bytes of ``parts``, made up with zeros where they lack some."""
        while length:
            part = next(parts, b"")[:length]
            if not part:
                self.lacks = True
                part = bytes(min(length, _PASSED))
            length -= len(part)
            yield part


def _unpacked(data: Iterable[memoryview]) -> Iterator[bytes]:
    """What ``data`` hold, up to _PASSED bytes at once, up to the first error in them."""
    inflater = zlib.decompressobj()
    try:
        for part in data:
            for at in range(0, len(part), _TAKEN):
                taken: bytes | memoryview = part[at : at + _TAKEN]
                while rows := inflater.decompress(taken, _PASSED):
                    yield rows
                    taken = inflater.unconsumed_tail
                if inflater.eof:
                    return
    except zlib.error:
        return
