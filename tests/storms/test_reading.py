"""Fuzz of `read`: whatever a file holds, an answer or one line, in time and in bounds.

A failure names the seed, and the file it made stays: `python main.py read FILE`.
"""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from tests.picture_bytes import PNG_START, chunk, jpeg, png, png_file, segment
from tests.storms.inks import ink
from tests.storms.pictures import picture, written
from tests.storms.reader import Reader

_HEAD = struct.pack(">IIBBBBB", 31, 23, 8, 0, 0, 0, 0)
_FOUR = np.full((24, 32), 230, np.uint8)
_FOUR[4:14, 8:10] = _FOUR[12:14, 8:20] = _FOUR[8:22, 16:18] = 30


def read_all(tmp_path: Path, seeds: range, most: int) -> None:
    """Every line is an answer, or a cause and its cure; those of internal errors have no cure."""
    with Reader(tmp_path) as reader:
        for seed in seeds:
            said = reader.read(picture(seed, most), seed)
            assert said.startswith("{") or "; " in said, f"seed {seed}: {said}"


def test_some_pictures(tmp_path: Path) -> None:
    read_all(tmp_path, range(150), most=700)


def test_some_inks(tmp_path: Path) -> None:
    with Reader(tmp_path) as reader:
        for seed in range(600):
            reader.read(ink(seed), seed)


@pytest.mark.storm
def test_3150_pictures(tmp_path: Path) -> None:
    read_all(tmp_path, range(1_000_000, 1_003_150), most=3_000)


@pytest.mark.storm
def test_20_000_inks(tmp_path: Path) -> None:
    with Reader(tmp_path) as reader:
        for seed in range(1_000_000, 1_020_000):
            reader.read(ink(seed), seed)


def zeros(megabytes: int) -> bytes:
    """A zlib stream of a few kB that unpacks to so many megabytes, without its checksum."""
    packer = zlib.compressobj(9)
    start = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    more = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + more * (megabytes - 1)


def test_bombs_do_not_go_off(tmp_path: Path) -> None:
    """Files that unpack to gigabytes, or say so, or are read for minutes."""
    bomb = zeros(2_000)
    frame = struct.pack(">BHHB", 8, 24_000, 24_000, 1) + bytes([1, 0x11, 0])
    flat = jpeg([_FOUR])
    at = flat.index(b"\xff\xda")
    small = png(_FOUR)
    three = (b"[" + b"{}," * 5_300_000 + b"{}]\n") * 3
    with Reader(tmp_path) as reader:
        for name, raw, inks in (
            ("profile", png(_FOUR, before=chunk(b"iCCP", b"a\0\0" + bomb)), 1),
            ("text", png(_FOUR, after=chunk(b"zTXt", b"Raw profile type exif\0\0" + bomb)), 1),
            ("rows", png_file(_HEAD, bomb), 1),
            ("chunks", PNG_START + small[8:33] + chunk(b"teXt", b"") * 3_900_000 + small[33:], 1),
            ("frame", flat[:2] + b"\xff\xd0" + segment(0xC0, frame) + flat[2:], 1),
            ("segments", flat[:2] + b"\xff\xfe\0\2" * 11_000_000 + flat[2:], 1),
            ("fill", flat[:at] + b"\xff" * 40_000_000 + flat[at:], 1),
            ("scans", flat[:-2] + flat[at:-2] * 200_000 + b"\xff\xd9", 1),
            ("text lines", three, 3),
            ("bad lines", b"x\n" * 20_000_000, 1),
            ("blank", b" \n" * 23_000_000 + b"x", 1),
            ("braces", b"{" + b"}" * 15_900_000 + b"x", 1),
            ("digits", b'{"width": 0.' + b"1" * 15_900_000 + b"}", 1),
            ("wide text", json.dumps("\U0001f600" * 3_900_000, ensure_ascii=False).encode(), 1),
            ("deep", b"[" * 15_900_000, 1),
        ):
            reader.read(raw, name, ".jsonl" if name == "text lines" else "", inks)


@pytest.mark.parametrize("content", ["black", "comb", "noise"])
def test_strips_are_read_at_once(content: str, tmp_path: Path) -> None:
    """Enlarged until a stroke is some px wide, a strip would become many megapixels."""
    chance = np.random.default_rng(8)
    with Reader(tmp_path) as reader:
        for size in ((3, 2_000), (2, 900), (1, 800), (10, 5_000), (1, 60_000), (22_017, 1), (1, 1)):
            shown = {
                "black": np.where(np.arange(size[1]) % 900 < 800, 0, 255) + np.zeros((size[0], 1)),
                "comb": np.arange(size[0] * size[1]).reshape(size) % 2 * 255,
                "noise": chance.integers(0, 256, size),
            }[content].astype(np.uint8)
            for ending in (".png", ".jpg"):
                reader.read(written(shown, ending), f"{size}{ending}")


@pytest.mark.storm
def test_the_largest_pictures_are_read(tmp_path: Path) -> None:
    """9,248×6,936 px, as phones with 64 megapixels write, with the grain of their sensors."""
    grain = np.random.default_rng(1).normal(0, 9, (6_936, 9_248)).astype(np.float32)
    paper = np.kron(np.pad(_FOUR, 120, constant_values=230), np.ones((26, 34), np.float32))
    photo = np.clip(paper[:6_936, :9_248] + grain[: paper.shape[0], : paper.shape[1]], 0, 255)
    raw = written(photo.astype(np.uint8), ".jpg")
    assert len(raw) > 10_000_000
    with Reader(tmp_path) as reader:
        assert reader.read(raw, "photo").startswith('{"number":"4"')
