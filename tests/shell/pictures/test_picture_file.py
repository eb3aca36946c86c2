"""Ink from pictures: every stroke of a pen is found where it was drawn, on paper of any kind."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from game.shell.pictures.bitmap import LONGEST
from game.shell.pictures.picture_file import read_picture
from tests.picture_bytes import chunk, exif, png

Gray = NDArray[np.uint8]


def paper(width: int, height: int, *, light: bool = True) -> Gray:
    return np.full((height, width), 240 if light else 15, np.uint8)


def line(gray: Gray, x: int, top: int, bottom: int, pen: int, level: int) -> None:
    """A line down the picture, ``pen`` px wide."""
    gray[top:bottom, x - pen // 2 : x - pen // 2 + pen] = level


@pytest.mark.parametrize("light", [True, False], ids=["light paper", "dark paper"])
@pytest.mark.parametrize("size", [(200, 260), (40, 60), (700, 300)])
def test_a_line_is_found_where_it_is(light: bool, size: tuple[int, int]) -> None:
    (width, height), pen = size, max(size[1] // 20, 3)
    gray = paper(width, height, light=light)
    line(gray, width // 2, height // 5, 4 * height // 5, pen, 20 if light else 230)
    ink = read_picture(png(gray))
    assert (ink.width, ink.height) == size and ink.pen == pytest.approx(pen, rel=0.35)
    (stroke,) = ink.strokes
    assert stroke[:, 0] == pytest.approx(np.full(len(stroke), width / 2), abs=pen)
    assert stroke[:, 1].min() == pytest.approx(height / 5, abs=1.5 * pen)
    assert stroke[:, 1].max() == pytest.approx(4 * height / 5, abs=1.5 * pen)


def test_each_blob_is_one_stroke_that_walks_there_and_back() -> None:
    gray = paper(300, 200)
    line(gray, 60, 40, 160, 8, 10)
    line(gray, 200, 40, 160, 8, 10)
    gray[96:104, 160:240] = 10  # a crossing: still one blob
    strokes = read_picture(png(gray)).strokes
    assert len(strokes) == 2
    for stroke in strokes:
        assert np.array_equal(stroke[0], stroke[-1]), "it ends where it began"
        assert not stroke.flags.writeable
        steps = np.hypot(*np.diff(stroke, axis=0).T)
        once = {tuple(map(tuple, np.sort(stroke[i : i + 2], axis=0))) for i in range(len(steps))}
        assert len(steps) == 2 * len(once), "every edge is walked twice"


def test_specks_are_no_ink() -> None:
    gray = paper(200, 200)
    line(gray, 100, 30, 170, 8, 10)
    gray[20:23, 20:23] = gray[180:184, 170:173] = 10
    assert len(read_picture(png(gray)).strokes) == 1


def test_a_shadow_is_no_ink() -> None:
    gray = paper(400, 300)
    shade = np.linspace(1.0, 0.45, 400)
    line(gray, 90, 60, 240, 10, 40)
    line(gray, 310, 60, 240, 10, 40)
    ink = read_picture(png((gray * shade).astype(np.uint8)))
    assert len(ink.strokes) == 2
    assert sorted(round(float(s[:, 0].mean()), -1) for s in ink.strokes) == [90, 310]


@pytest.mark.parametrize("level", [240, 230, 222])
def test_where_nothing_stands_out_there_is_no_ink(level: int) -> None:
    gray = paper(150, 150)
    line(gray, 75, 30, 120, 8, level)
    assert read_picture(png(gray)).strokes == ()


def test_a_picture_of_one_px_has_no_ink() -> None:
    for level in (0, 255):
        assert read_picture(png(np.full((1, 1), level, np.uint8))).strokes == ()


def test_a_strip_is_read_whole() -> None:
    gray = paper(2400, 40)
    for x in range(100, 2400, 200):
        line(gray, x, 6, 34, 4, 10)
    ink = read_picture(png(gray))
    assert len(ink.strokes) == 12 and ink.width == 2400


@pytest.mark.parametrize(("orientation", "size"), [(1, (160, 96)), (3, (160, 96)), (6, (96, 160))])
def test_a_turned_picture_is_as_large_as_it_stands(orientation: int, size: tuple[int, int]) -> None:
    gray = paper(160, 96)
    line(gray, 80, 24, 72, 8, 10)
    ink = read_picture(png(gray, before=chunk(b"eXIf", exif(orientation))))
    assert (ink.width, ink.height) == size
    wide, high = np.ptp(np.concatenate(ink.strokes), axis=0)
    assert (wide > high) == (orientation == 6)


def test_more_than_writing_is_refused_with_the_cure() -> None:
    dots = paper(LONGEST, LONGEST)
    dots[::8, ::8] = dots[1::8, ::8] = dots[2::8, ::8] = 0
    with pytest.raises(ValueError, match="more than writing; crop it"):
        read_picture(png(dots))


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"P5 1 1 255 0"])
def test_what_is_no_picture_is_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(ValueError) as caught:
        read_picture(raw)
    assert str(caught.value) and "\n" not in str(caught.value)
