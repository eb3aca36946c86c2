"""PNG files, looked through before they are unpacked."""

from __future__ import annotations

import struct
import zlib

from game.shell.pictures.exif import orientation_of
from game.shell.pictures.picture_head import BROKEN, Head, check_size
from game.shell.pictures.png_rows import PngRows, chunk, rows_length

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: bit depths that each color type may have, and its channels
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE = 3
#: the kinds of chunk that pixels are made of, and those that may hold a camera's note
_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_NOTES = (b"eXIf", b"zTXt", b"tEXt")
#: most chunks: 15 times as many as the largest file has if they are as large as libpng writes them,
#: 8 kB
_MOST_CHUNKS = 100_000
# What unpacking costs here at most, ns: each byte of the pixels, and each byte that has a code of
# its own, of which a file cannot hold more than it has bits.
_BYTE_TIME, _CODE_TIME = 3, 4
_MOST_TIME = 700_000_000
#: bytes of a note that are looked at; what makes a note longer, small pictures, comes last in it
_MOST_NOTE = 1 << 18


def look_through(raw: bytes) -> tuple[PngRows, Head]:
    """The PNG file with nothing in it but what its pixels need, and what its head says.

    Color profiles, texts, further frames and the like are dropped: the library would unpack them,
    and write warnings to stderr. Raises ValueError: cause and cure.
    """
    if not raw.startswith(_SIGNATURE) or raw[12:16] != b"IHDR":
        raise ValueError(BROKEN)
    header = raw[16:29]
    width, height, depth, color, interlace = _checked(header, len(raw))
    chunks = _chunks(raw)
    kinds = [kind for kind, _ in chunks]
    if kinds.count(b"IHDR") > 1 or b"IDAT" not in kinds:
        raise ValueError(BROKEN)
    for kind in kinds:
        if kind[:1].isupper() and kind not in _CRITICAL:
            raise ValueError(f"is a PNG with a rare part ({kind.decode()}); save it again")
    first = {kind: body for kind, body in reversed(chunks)}
    colors = _colors(color, bytes(first.get(b"PLTE", b"")), bytes(first.get(b"tRNS", b"")))
    rows = PngRows(
        _SIGNATURE + chunk(b"IHDR", header) + colors,
        (body for kind, body in chunks if kind == b"IDAT"),
        rows_length((width, height), depth * _CHANNELS[color], bool(interlace)),
    )
    notes = (_orientation(kind, body) for kind, body in chunks if kind in _NOTES)
    return rows, Head(width, height, next((n for n in notes if n > 1), 1))


def _chunks(raw: bytes) -> list[tuple[bytes, memoryview]]:
    """Kind and body of every chunk up to the end mark; raises ValueError where one is cut short or
    does not have the checksum that it names."""
    found: list[tuple[bytes, memoryview]] = []
    view, at = memoryview(raw), len(_SIGNATURE)
    while at + 12 <= len(raw) and len(found) < _MOST_CHUNKS:
        length, kind = struct.unpack_from(">I4s", raw, at)
        whole = view[at : at + 12 + length]
        at += 12 + length
        if at > len(raw) or whole[-4:] != struct.pack(">I", zlib.crc32(whole[4:-4])):
            break
        if not kind.isalpha():
            break
        found.append((kind, whole[8:-4]))
        if kind == b"IEND":
            return found
    raise ValueError(BROKEN)


def _checked(header: bytes, file: int) -> tuple[int, int, int, int, int]:
    """Width, height, depth, color type and interlacing out of the header; raises ValueError for
    what cannot be, or would take too long; ``file``: the file's size, bytes."""
    if len(header) != 13:
        raise ValueError(BROKEN)
    width, height, depth, color, packing, filtering, interlace = struct.unpack(">IIBBBBB", header)
    if depth not in _DEPTHS.get(color, ()) or packing or filtering or interlace > 1:
        raise ValueError(BROKEN)
    check_size(width, height)
    pixels = width * height * _CHANNELS[color] * depth // 8
    slower = (1 + interlace) * (1 + depth // 16)
    time = pixels * slower * _BYTE_TIME + min(pixels, 8 * file) * _CODE_TIME
    if time > _MOST_TIME:
        raise ValueError(
            f"is a PNG of {width}×{height} px and {file / 1e6:.0f} MB, too much to unpack; "
            "scale it down or save it as JPEG"
        )
    return width, height, depth, color, interlace


def _colors(color: int, palette: bytes, clear: bytes) -> bytes:
    """The chunks PLTE and tRNS, where this color type has them and they make sense."""
    parts = b""
    if color == _PALETTE:
        if not palette or len(palette) % 3 or len(palette) > 768:
            raise ValueError(BROKEN)
        parts = chunk(b"PLTE", palette)
        clear = clear[: len(palette) // 3]
    elif len(clear) != {0: 2, 2: 6}.get(color):
        clear = b""
    return parts + chunk(b"tRNS", clear) if clear else parts


def _orientation(kind: bytes, body: memoryview) -> int:
    """The orientation in a chunk eXIf, or in a text in which ImageMagick keeps the same block:
    a name, its length, and its bytes in hexadecimal."""
    note = bytes(body[:_MOST_NOTE])
    if kind != b"eXIf":
        name, _, text = note.partition(b"\0")
        if name not in (b"Raw profile type exif", b"Raw profile type APP1"):
            return 1
        try:
            if kind == b"zTXt":
                text = zlib.decompressobj().decompress(text[1:], _MOST_NOTE)
            note = bytes.fromhex(b"".join(text.split()[2:]).decode("ascii"))
        except (zlib.error, ValueError):
            return 1
    return orientation_of(note.removeprefix(b"Exif\0\0"))
