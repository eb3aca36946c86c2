"""Pictures of all kinds by seed: what they show, in which format, and what befell the file."""

from __future__ import annotations

import io
import struct

import numpy as np
import pygame
from numpy.typing import NDArray

from tests.picture_bytes import chunk, exif, jpeg, png

Chance = np.random.Generator
Gray = NDArray[np.uint8]


def picture(seed: int, most: int = 1_200) -> bytes:
    """A PNG or JPEG file; every other one is damaged."""
    chance = np.random.default_rng(seed)
    raw = _saved(_shown(_size(chance, most), chance), chance)
    return _damaged(raw, chance) if chance.random() < 0.5 else raw


def surface_of(gray: Gray) -> pygame.Surface:
    return pygame.surfarray.make_surface(np.repeat(gray.T[..., None], 3, axis=2))


def written(gray: Gray, ending: str) -> bytes:
    """A file as pygame writes it."""
    file = io.BytesIO()
    pygame.image.save(surface_of(gray), file, f"a{ending}")
    return file.getvalue()


def _size(chance: Chance, most: int) -> tuple[int, int]:
    """Height and width; often strips, and often small."""
    sides = [int(most ** chance.uniform(0, 1)) for _ in range(2)]
    if chance.random() < 0.2:
        sides[int(chance.integers(2))] = int(chance.integers(1, 4))
    return max(1, sides[0]), max(1, sides[1])


def _shown(size: tuple[int, int], chance: Chance) -> Gray:
    y, x = np.mgrid[: size[0], : size[1]].astype(np.float32)
    step = float(chance.choice([1, 2, 3, 5, 8, 20, 60]))
    round_middle = np.hypot(x - size[1] / 2, y - size[0] / 2)
    turn = np.arctan2(y - size[0] / 2, x - size[1] / 2) / (2 * np.pi)
    shapes = [
        lambda: x // step % 2,
        lambda: y // step % 2,
        lambda: (x // step + y // step) % 2,
        lambda: ((x // step % 2 == 0) | (y < step)) * 1.0,  # a comb
        lambda: (round_middle / (2 * step) + turn) % 1 < 0.5,  # a spiral
        lambda: round_middle // step % 2,
        lambda: round_middle < min(size) * 0.45,
        lambda: np.pad(np.ones((max(1, size[0] - 2), max(1, size[1] - 2))), 1)[
            : size[0], : size[1]
        ],
        lambda: np.full(size, 0.5),
        lambda: chance.random(size),
        lambda: chance.random(size) < chance.uniform(0, 1),
        lambda: np.kron(chance.random((size[0] // 4 + 1, size[1] // 4 + 1)) < 0.4, np.ones((4, 4))),
    ]
    shape = np.asarray(shapes[int(chance.integers(len(shapes)))](), np.float32)
    gray = shape[: size[0], : size[1]] * chance.uniform(30, 255) + chance.uniform(0, 60)
    if chance.random() < 0.3:
        gray = gray + chance.normal(0, chance.uniform(1, 40), gray.shape)
    return np.clip(255 - gray if chance.random() < 0.5 else gray, 0, 255).astype(np.uint8)


def _saved(gray: Gray, chance: Chance) -> bytes:
    kind = int(chance.integers(8))
    if kind == 0:
        color = int(chance.choice([0, 2, 3, 4, 6]))
        return png(gray, color, 8, int(chance.integers(2)), after=chunk(b"eXIf", exif(6)))
    if kind == 1 and gray.size < 40_000:
        return jpeg([gray] * int(chance.choice([1, 3, 4])), int(chance.choice([0xC0, 0xC2])))
    return written(gray, ".png" if kind < 4 else ".jpg")


def _damaged(raw: bytes, chance: Chance) -> bytes:
    """Flipped, cut, spliced, or with other numbers in its head."""
    changed = bytearray(raw)
    for _ in range(int(chance.integers(1, 4))):
        kind, at = int(chance.integers(6)), int(chance.integers(len(changed)))
        early = min(at, int(chance.integers(1, 700)), len(changed) - 1)
        if kind == 0:
            changed[at] ^= 1 << int(chance.integers(8))
        elif kind == 1:
            changed[early] = int(chance.integers(256))
        elif kind == 2:
            del changed[max(at, 1) :]
        elif kind == 3:
            other = int(chance.integers(len(changed)))
            changed[at:at] = changed[other : other + int(chance.integers(1, 400))]
        elif kind == 4:
            wild = [0, 1, 255, 2**15, 2**16 - 1, 2**31 - 1, int(chance.integers(2**16))]
            value = wild[int(chance.integers(len(wild)))]
            field = (
                struct.pack(">I", value)
                if chance.random() < 0.5
                else struct.pack(">H", value % 2**16)
            )
            changed[early : early + len(field)] = field
        else:
            changed[early:early] = bytes([0xFF, int(chance.integers(0xC0, 0x100))])
    # Checksums that fit, so that the damage gets past them.
    return _checked(bytes(changed)) if chance.random() < 0.7 else bytes(changed)


def _checked(raw: bytes) -> bytes:
    """A PNG file with the right checksum behind every chunk; anything else as it is."""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return raw
    out, at = raw[:8], 8
    while at + 12 <= len(raw):
        length = int.from_bytes(raw[at : at + 4], "big")
        if at + 12 + length > len(raw):
            break
        out += chunk(raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length])
        at += 12 + length
    return out + raw[at:]
