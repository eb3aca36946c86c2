"""What a file is, whatever it is called."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.core.ink.ink import Ink
from game.shell.files.file_kind import JPEG, PNG, kind_of
from game.shell.files.ink_file import InkError, read_inks
from tests.picture_bytes import jpeg, png

INK = b'{"width": 9, "height": 9, "pen": 1, "strokes": [[[1, 1], [5, 5]]]}'
GRAY = np.full((60, 60), 230, np.uint8)
GRAY[10:50, 28:34] = 20
BMP_HEAD = b"BM" + struct.pack("<IHHI", 1_000, 0, 0, 54)

OTHERS = {
    BMP_HEAD + struct.pack("<I", 40): "BMP",
    BMP_HEAD + struct.pack("<I", 124): "BMP",
    b"GIF87a\1\0": "GIF",
    b"GIF89a\1\0": "GIF",
    b"RIFF\x24\0\0\0WEBPVP8 ": "WebP",
    b"II*\0\x08\0\0\0": "TIFF",
    b"MM\0*\0\0\0\x08": "TIFF",
    b"\0\0\0\x18ftypheic\0\0\0\0": "HEIC",
    b"\0\0\0\x18ftypmif1\0\0\0\0": "HEIC",
    b"\0\0\0\x1cftypavif\0\0\0\0": "AVIF",
    b"\0\0\0\x20ftypisom\0\0\2\0": "film",
    b"\xff\x0a\xfa\x1f": "JPEG XL",
    b"\0\0\0\x0cJXL \r\n\x87\n": "JPEG XL",
    b"\0\0\0\x0cjP  \r\n\x87\n": "JPEG 2000",
    b"8BPS\0\1": "Photoshop",
    b"\0\0\1\0\1\0\x10\x10": "icon",
    b"P6\n2 2\n255\n": "PNM",
    b"%PDF-1.7\n": "PDF",
    b"%!PS-Adobe-3.0": "PostScript",
    b'<svg xmlns="http://www.w3.org/2000/svg"/>': "SVG",
    b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<svg>': "SVG",
    b"<!DOCTYPE html><html>": "HTML",
    b"<ink xmlns='http://www.w3.org/2003/InkML'>": "XML",
    b"PK\3\4\x14\0": "packed",
    gzip.compress(INK): "packed",
    "{}".encode("utf-16"): "UTF-16",
    INK.decode().encode("utf-16-le"): "UTF-16",
    INK.decode().encode("utf-16-be"): "UTF-16",
}


@pytest.mark.parametrize("raw", OTHERS, ids=range(len(OTHERS)))
@pytest.mark.parametrize("ending", [".png", ".json", ""])
def test_other_kinds_are_named_with_the_cure(raw: bytes, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(raw)
    (found,) = read_inks(path)
    said = str(found.ink)
    assert isinstance(found.ink, InkError) and OTHERS[raw] in said
    assert said.startswith(f"{path}: is ") and "; " in said and "\n" not in said


def test_what_pygame_writes_is_what_it_is(tmp_path: Path) -> None:
    surface = pygame.Surface((9, 9))
    for ending, kind in ((".png", PNG), (".jpg", JPEG)):
        pygame.image.save(surface, str(tmp_path / f"a{ending}"))
        assert kind_of((tmp_path / f"a{ending}").read_bytes()) == kind
    pygame.image.save(surface, str(tmp_path / "a.bmp"))
    with pytest.raises(ValueError, match="is a BMP picture; save it as PNG or JPEG"):
        kind_of((tmp_path / "a.bmp").read_bytes())


@pytest.mark.parametrize(
    "name", ["a", "a.png", "a.jpg", "a.jfif", "a.jpe", "a.JSON", "a.txt", "a.heic", "a.dat"]
)
def test_the_name_is_not_asked(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for raw in (png(GRAY), jpeg([GRAY]), INK, b"\xef\xbb\xbf" + INK, INK.replace(b" ", b"\r\n ")):
        path.write_bytes(raw)
        (found,) = read_inks(path)
        assert isinstance(found.ink, Ink), found.ink


@pytest.mark.parametrize("raw", [b"", b"x", INK, b"[1]", b"BMW", b"Pi", b"IIII", b"\0\0\0\0", b"{"])
def test_the_rest_may_be_ink(raw: bytes) -> None:
    assert kind_of(raw) == ""
