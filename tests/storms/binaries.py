"""Pictures and models by chance, valid and changed where their formats are most delicate."""

from __future__ import annotations

import zlib
from functools import cache
from random import Random

import numpy as np

from tests.onnx_bytes import field, model, node, tensor, value, weights
from tests.picture_bytes import PNG_START, Gray, chunk, exif, jpeg, png, segment
from tests.storms import mutations
from tests.storms.pictures import picture, written
from tests.storms.texts import Said

_DEPTHS = ((0, (1, 2, 4, 8, 16)), (2, (8, 16)), (3, (1, 2, 4, 8)), (4, (8, 16)), (6, (8, 16)))
_KINDS = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"eXIf", b"zTXt", b"iCCP", b"acTL", b"ABCD")
_JPEG_SIZE = 8


def _drawn(chance: Random, most: int) -> Gray:
    """Bars on paper: enough to be read as ink, and quickly."""
    height, width = (int(most ** chance.random()) for _ in "hw")
    dark = chance.random() < 0.3
    gray = np.full((height, width), 20 if dark else 235, np.uint8)
    for _ in range(chance.randint(0, 4)):
        y, x = chance.randrange(height), chance.randrange(width)
        gray[y : y + chance.randint(1, most), x : x + chance.randint(1, 4)] = 230 if dark else 30
        gray[y : y + chance.randint(1, 4), x : x + chance.randint(1, most)] = 230 if dark else 30
    return gray


def png_picture(chance: Random) -> Said:
    """A PNG file of any color type and depth, and its size when it stands upright, px."""
    gray = _drawn(chance, chance.choice((8, 40, 40, 150)))
    color, depths = chance.choice(_DEPTHS)
    turned = chance.randrange(10)
    note = chunk(b"eXIf", exif(turned, chance.choice("<>"), chance.choice("HI")))
    before, after = chance.choice((note, b"")), chance.choice((note, chunk(b"tEXt", b"a\0b"), b""))
    laced = chance.randrange(2) if gray.shape[1] > 4 else 0  # `png` writes rows for empty passes
    raw = png(gray, color, chance.choice(depths), laced, before, after)
    return raw, _upright(gray.shape, turned if note in (before, after) else 1)


def jpeg_picture(chance: Random) -> Said:
    """A JPEG file, of flat blocks or as a library writes it, and its size when upright, px."""
    turned = chance.randrange(10)
    note = chance.choice((b"", segment(0xE1, b"Exif\0\0" + exif(turned, chance.choice("<>")))))
    if chance.random() < 0.4:
        gray = _drawn(chance, 60)
        raw = written(gray, ".jpg")
        return raw[:2] + note + raw[2:], _upright(gray.shape, turned if note else 1)
    gray = _drawn(chance, 16)
    planes = [gray] * chance.choice((1, 1, 3, 4))
    frame, restart = chance.choice((0xC0, 0xC1, 0xC2)), chance.choice((0, 0, 1, 3))
    if frame == 0xC2:  # the writer of flat blocks restarts only the first of its scans
        restart = 0
    raw = jpeg(planes, frame, note, restart, apart=chance.random() < 0.3)
    height, width = gray.shape
    return raw, _upright((_JPEG_SIZE * height, _JPEG_SIZE * width), turned if note else 1)


def _upright(shape: tuple[int, ...], turned: int) -> tuple[int, int]:
    height, width = shape
    return (height, width) if 5 <= turned <= 8 else (width, height)


def storm_of(start: bytes, seed: int) -> bytes:
    """A picture of `pictures.py` that is of the kind that begins so; else any other of them."""
    found = (picture(8 * seed + nth, 150 if seed % 9 else 700) for nth in range(8))
    return next((raw for raw in found if raw.startswith(start)), b"")


def png_changed(raw: bytes, other: bytes, chance: Random) -> bytes:
    """A PNG file whose chunks are changed and have checksums that fit, or whose bytes are."""
    chunks = png_chunks(raw)
    if not chunks or chance.random() < 0.2:
        return mutations.mutated(raw, other, chance, text=False)
    for _ in range(chance.choice((1, 1, 2, 3))):
        at, way = chance.randrange(len(chunks)), chance.randrange(7)
        kind, body = chunks[at]
        if way == 0:
            chunks.insert(chance.randrange(len(chunks) + 1), (chance.choice(_KINDS), body))
        elif way == 1:
            del chunks[at]
        elif way == 2:
            chunks.insert(chance.randrange(len(chunks)), chance.choice(png_chunks(other) or chunks))
        elif way == 3:
            chunks[at] = chance.choice(_KINDS), body
        elif way == 4 and kind == b"IDAT":
            chunks[at] = kind, _packed_anew(body, chance)
        else:
            chunks[at] = kind, mutations.mutated(body, other, chance, text=False)
        if not chunks:
            break
    return PNG_START + b"".join(chunk(kind, body) for kind, body in chunks)


def _packed_anew(body: bytes, chance: Random) -> bytes:
    """The rows of a picture with other bytes, so other filters too; or more of them, or fewer."""
    try:
        rows = bytearray(zlib.decompress(body))
    except zlib.error:
        return body
    for _ in range(chance.randint(0, 9)):
        if rows:
            rows[chance.randrange(len(rows))] = chance.choice((0, 1, 2, 3, 4, 5, 255))
    rows += bytes(chance.choice((0, 0, 1, 5_000_000 if chance.random() < 0.02 else 70_000)))
    return zlib.compress(bytes(rows), chance.choice((0, 1, 9)))[
        : chance.choice((None, None, -1, 9))
    ]


def png_chunks(raw: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and body of each chunk, as far as they make sense."""
    found, at = [], len(PNG_START)
    while at + 12 <= len(raw):
        length = int.from_bytes(raw[at : at + 4], "big")
        found.append((raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


@cache
def _model() -> tuple[bytes, tuple[int, ...]]:
    """A model that can be used, and the places of all its bytes that are no weights: those say
    what the others are."""
    arrays = weights()
    raw = model(arrays)
    rest = np.ones(len(raw), bool)
    for array in arrays.values():
        at = raw.index(array.tobytes())
        rest[at : at + array.nbytes] = False
    return raw, tuple(np.flatnonzero(rest).tolist())


def onnx_model(chance: Random) -> Said:
    return _model()[0], True


def onnx_changed(raw: bytes, other: bytes, chance: Random) -> bytes:
    """The model with other bytes where it says what it is made of, or with more in its graph."""
    if chance.random() < 0.2:
        return model(extra=_any_field(chance, 0), given=chance.choice(("x", "y", "", "é" * 200)))
    changed, places = bytearray(raw), _model()[1]
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at, way = min(chance.choice(places), len(changed) - 1), chance.randrange(7)
        if way < 2:
            changed[at] ^= 1 << chance.randrange(8)
        elif way == 2:
            changed[at] = chance.randrange(256)
        elif way == 3:
            del changed[at : at + chance.randint(1, 12)]
        elif way == 4:
            changed[at:at] = _any_field(chance, 0)
        elif way == 5:
            changed[at : at + 4] = bytes(
                chance.choice(((0xFF,) * 4, (0x80,) * 4, (0, 0, 0xC0, 0x7F)))
            )
        else:
            del changed[at:]
        changed = changed or bytearray(b"\0")
    return bytes(changed)


def onnx_noise(seed: int) -> bytes:
    """Fields in fields, as protobuf has them, and nothing behind them."""
    chance = Random(seed)
    return b"".join(_any_field(chance, 0) for _ in range(chance.randint(1, 30)))


def _any_field(chance: Random, depth: int) -> bytes:
    number = chance.choice((1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 20, 22, 23, 25, 2**28))
    kind = chance.randrange(7)
    if kind == 0:
        return field(number, chance.choice((0, 1, 2, 2**31, 2**63, 2**64 - 1, 2**69)))
    if kind == 1:
        return field(number, chance.randbytes(chance.randint(0, 30)))
    if kind == 2:
        return field(1, node(chance.choice(("Gemm", "Loop", "Relu", "é")), ["x", "W1"], "logits"))
    if kind == 3:
        return field(
            5, tensor(chance.choice(("W1", "b1", "T")), np.zeros((2, 3), np.float32), "/etc")
        )
    if kind == 4:
        return field(chance.choice((11, 12)), value("x", ("batch", 784), chance.randint(0, 20)))
    inside = b"".join(_any_field(chance, depth + 1) for _ in range(chance.randint(0, 3)))
    if depth == 0 and chance.random() < 0.1:
        for _ in range(chance.choice((5, 40, 400))):
            inside = field(chance.choice((5, 6, 11)), inside)
    return field(number, inside if depth < 6 else b"")
