"""Pictures of every kind come out as what they show, or as one clear line."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.shell.pictures.bitmap import LONGEST, gray_of
from game.shell.pictures.picture_head import BROKEN
from tests.picture_bytes import chunk, exif, jpeg, png, png_file, segment

ROOT = Path(__file__).resolve().parents[3]
CHANCE = np.random.default_rng(3)
SHOWN = CHANCE.integers(0, 256, (23, 31)).astype(np.uint8)
BLOCKS = CHANCE.integers(20, 230, (9, 13)).astype(np.uint8)
NONE, FULL = np.full_like(BLOCKS, 128), np.full_like(BLOCKS, 255)
EIGHT = np.ones((8, 8), np.uint8)
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def adobe(transform: int) -> bytes:
    return segment(0xEE, b"Adobe" + bytes([0, 100, 0, 0, 0, 0, transform]))


def says(raw: bytes) -> str:
    with pytest.raises(ValueError) as caught:
        gray_of(raw)
    return str(caught.value)


def shows(raw: bytes, expected: np.ndarray) -> bool:
    gray, _ = gray_of(raw)
    return gray.shape == expected.shape and bool(np.abs(gray - expected).max() < 0.01)


@pytest.mark.parametrize("interlace", [0, 1])
@pytest.mark.parametrize(("color", "depth"), [(c, d) for c in DEPTHS for d in DEPTHS[c]])
def test_png_of_every_kind(color: int, depth: int, interlace: int) -> None:
    steps = 2 ** min(depth, 8) - 1
    stored = np.uint8(np.int64(SHOWN) * steps // 255 * 255 // steps)
    assert shows(png(SHOWN, color, depth, interlace), stored)


GRAY, COLOR = [BLOCKS], [BLOCKS, NONE, NONE]
JPEGS = {
    "gray": jpeg(GRAY),
    "extended": jpeg(COLOR, frame=0xC1),
    "progressive": jpeg(COLOR, frame=0xC2),
    "restarts": jpeg(COLOR, restart=5),
    "a scan for each component": jpeg(COLOR, apart=True),
    "progressive apart, with restarts": jpeg(COLOR, frame=0xC2, apart=True, restart=50),
    "RGB": jpeg([BLOCKS] * 3, before=adobe(0)),
    "CMYK": jpeg([FULL * 0, FULL * 0, FULL * 0, 255 - BLOCKS]),
    "Adobe's CMYK": jpeg([FULL, FULL, FULL, BLOCKS], before=adobe(0)),
    "YCCK": jpeg([FULL * 0, NONE, NONE, BLOCKS], before=adobe(2)),
}


@pytest.mark.parametrize("kind", JPEGS)
def test_jpeg_of_every_kind(kind: str) -> None:
    assert shows(JPEGS[kind], np.kron(BLOCKS, EIGHT))


# Where the first stored row and the first stored column stand in what is seen (EXIF 2.3, 4.6.4).
SIDES = {
    1: ("top", "left"),
    2: ("top", "right"),
    3: ("bottom", "right"),
    4: ("bottom", "left"),
    5: ("left", "top"),
    6: ("right", "top"),
    7: ("right", "bottom"),
    8: ("left", "bottom"),
}
LONG_NOTE = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b" " * 65_000) * 2


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("kind", ["H", "I"])
@pytest.mark.parametrize("orientation", SIDES)
def test_pictures_are_set_upright(orientation: int, kind: str, order: str) -> None:
    stored = np.full((6, 9), 200, np.uint8)
    stored[0], stored[:, 0], stored[0, 0] = 50, 100, 50
    note = exif(orientation, order, kind)
    hexed = b"\nexif\n %d\n" % len(note) + note.hex().encode()
    raw_profile = b"Raw profile type exif\0"
    for raw, unit in (
        (jpeg([stored], before=LONG_NOTE + segment(0xE1, b"Exif\0\0" + note)), 8),
        (png(stored, before=chunk(b"eXIf", note)), 1),
        (png(stored, after=chunk(b"eXIf", note)), 1),
        (png(stored, before=chunk(b"tEXt", raw_profile + hexed)), 1),
        (png(stored, after=chunk(b"zTXt", raw_profile + b"\0" + zlib.compress(hexed))), 1),
    ):
        gray = gray_of(raw)[0][::unit, ::unit]
        assert gray.shape == ((6, 9) if orientation < 5 else (9, 6))
        sides = {"top": gray[0], "bottom": gray[-1], "left": gray[:, 0], "right": gray[:, -1]}
        row, column = SIDES[orientation]
        assert np.median(sides[row]) == pytest.approx(50, abs=0.1)
        assert np.median(sides[column]) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    "note",
    [
        exif(0),
        exif(9),
        exif(6)[:20],
        b"MM\0\x2a\xff\xff\xff\xff",
        b"II" + exif(6)[2:],
        b"",
        struct.pack(">2sHIH", b"MM", 42, 8, 65_535),
    ],
)
def test_a_senseless_note_turns_nothing(note: bytes) -> None:
    assert shows(png(SHOWN, before=chunk(b"eXIf", note)), SHOWN)
    assert shows(jpeg(GRAY, before=segment(0xE1, b"Exif\0\0" + note)), np.kron(BLOCKS, EIGHT))


def test_a_jpeg_may_hold_fill_bytes_and_more_than_one_picture() -> None:
    raw, shown = jpeg(COLOR, restart=7), np.kron(BLOCKS, EIGHT)
    filled = raw.replace(b"\xff\xc0", b"\xff" * 9 + b"\xc0").replace(b"\xff\xda", b"\xff\xff\xda")
    assert filled != raw and shows(filled, shown)
    assert shows(raw[:-2] + b"\xff\xff\xff\xd9", shown)
    for behind in (b"\0" * 5_000, b"SEFT trailer", raw, jpeg([FULL]), b"\xff\xd8\xff"):
        assert shows(raw + behind, shown)
    thumbnail = segment(0xE1, b"Exif\0\0" + exif(1) + jpeg([FULL])) + segment(0xE2, jpeg([FULL]))
    assert shows(jpeg(COLOR, before=thumbnail), shown)
    # Restarts and other markers that stand alone are no segments with a length.
    assert shows(jpeg(COLOR, before=b"\xff\xd0\xff\x01\xff\xd7"), shown)


@pytest.mark.parametrize("kind", ["gray", "extended", "restarts", "a scan for each component"])
def test_a_jpeg_cut_short_is_refused(kind: str) -> None:
    """Also where an end mark was put behind what is left, and between two restarts."""
    raw = JPEGS[kind]
    data = raw.rindex(b"\xff\xda")
    # What lacks in the last block alone is not seen, nor what lacks in the colors alone.
    seen = data if kind.startswith("a scan") else len(raw) - 8
    for at in range(3, len(raw) - 2, 5):
        assert says(raw[:at]) == BROKEN
        if at < seen:
            assert says(raw[:at] + b"\xff\xd9") == BROKEN
    for at in range(data, seen):
        if raw[at : at + 1] == b"\xff" and 0xD0 <= raw[at + 1] <= 0xD7:
            assert says(raw[:at] + b"\xff\xd9") == says(raw[: at + 2] + b"\xff\xd9") == BROKEN
    assert says(raw[:-2]) == says(raw[:-1]) == BROKEN


def test_a_progressive_jpeg_without_its_last_scans_is_refused() -> None:
    raw = JPEGS["progressive"]
    at = raw.rindex(b"\xff\xda")
    assert says(raw[:at] + b"\xff\xd9") == BROKEN
    assert says(raw[:at]) == BROKEN


@pytest.mark.parametrize("planes", [[NONE], [NONE, NONE, NONE], [NONE] * 4])
@pytest.mark.parametrize("restart", [0, 4])
def test_a_gray_jpeg_is_not_taken_for_one_cut_short(planes: list[np.ndarray], restart: int) -> None:
    gray, _ = gray_of(jpeg(planes, restart=restart))
    assert np.ptp(gray) == 0


@pytest.mark.parametrize("at", range(8, 60))
@pytest.mark.parametrize("bit", [1, 0x80])
def test_a_damaged_png_is_refused_and_no_library_says_why(
    at: int, bit: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """With checksums put right as well, so that the damage gets as far as the library."""
    raw = bytearray(png(SHOWN, before=chunk(b"gAMA", b"\0\0\xb1\x8f")))
    raw[at] ^= bit
    assert says(bytes(raw)) and says(bytes(raw[:at])) == BROKEN
    length = int.from_bytes(raw[8:12], "big")
    if length == 13 and 16 <= at < 29:
        mended = bytes(raw[:8]) + chunk(bytes(raw[12:16]), bytes(raw[16:29])) + bytes(raw[33:])
        with pytest.raises(ValueError, match="; "):
            gray_of(mended)
            raise ValueError("read; as it may be")
    assert capfd.readouterr() == ("", "")


HEAD = struct.pack(">IIBBBBB", 31, 23, 8, 0, 0, 0, 0)
ROWS = b"".join(b"\0" + row.tobytes() for row in SHOWN)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib at all",
        zlib.compress(ROWS)[:-9],
        zlib.compress(ROWS[:200]),
        zlib.compress(b"\7" + ROWS[1:]),
        zlib.compress(ROWS)[:-4] + b"sums",
    ],
)
def test_bad_data_in_a_png_are_refused_in_silence(
    data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    raw = png_file(HEAD, data)
    try:
        assert shows(raw, SHOWN)  # a wrong checksum behind all the pixels
    except ValueError as error:
        assert str(error) == BROKEN
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"iCCP", b"bad\0\0" + zlib.compress(b"not a profile")),
        chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(2_000_000))),
        chunk(b"acTL", struct.pack(">II", 2, 0)) + chunk(b"fdAT", b"\0\0\0\1nonsense"),
        chunk(b"tIME", b"wrong") + chunk(b"pHYs", b"") + chunk(b"sBIT", b"\x99" * 9),
        chunk(b"tRNS", b"\0" * 99) + chunk(b"PLTE", b"\0" * 7) + chunk(b"gAMA", b"\0"),
    ],
    ids=range(5),
)
def test_what_else_is_in_a_png_is_left_alone(
    extra: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert shows(png(SHOWN, before=extra), SHOWN)
    assert shows(png(SHOWN, after=extra), SHOWN)
    assert capfd.readouterr() == ("", "")


def test_data_beyond_the_last_row_are_left_out(capfd: pytest.CaptureFixture[str]) -> None:
    assert shows(png_file(HEAD, zlib.compress(ROWS + bytes(3_000_000))), SHOWN)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (png_file(struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0), b""), "60000×60000"),
        (png_file(struct.pack(">IIBBBBB", 2, 262_160, 1, 0, 0, 0, 0), b""), "2×262160"),
        (png_file(struct.pack(">IIBBBBB", 2**31, 1, 8, 0, 0, 0, 0), b""), "2147483648×1"),
        (png_file(struct.pack(">IIBBBBB", 0, 5, 8, 0, 0, 0, 0), b""), "broken"),
        (png_file(struct.pack(">IIBBBBB", 8_000, 8_000, 16, 6, 0, 0, 0), b""), "too much to"),
        (png_file(struct.pack(">IIBBBBB", 8, 8, 3, 2, 0, 0, 0), b""), "broken"),
        (png(SHOWN, before=chunk(b"CgBI", b"\0" * 4)), "rare part (CgBI)"),
        (jpeg([BLOCKS]).replace(b"\0\x48\0\x68", b"\xff\xff\xff\xff"), "65535×65535"),
        (jpeg([BLOCKS]).replace(b"\0\x48\0\x68", b"\0\0\0\x68"), "broken"),
        (jpeg([BLOCKS]).replace(b"\xff\xc0\0\x0b\x08", b"\xff\xc0\0\x0b\x0c"), "12 bits"),
        (jpeg([BLOCKS], frame=0xC3), "lossless"),
        (jpeg([BLOCKS], frame=0xC9), "arithmetic"),
        (jpeg([BLOCKS], frame=0xC5), "hierarchical"),
        (jpeg([BLOCKS] * 2), "broken"),
        (jpeg([BLOCKS]).replace(b"\xff\xc0", b"\xff\xfe"), "broken"),
        (b"\xff\xd8\xff\xd9", "broken"),
        (b"\xff\xd8" + b"\xff\xfe\0\x02" * 9_000 + jpeg([BLOCKS])[2:], "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
    ],
    ids=range(18),
)
def test_what_cannot_be_or_takes_too_much_is_named(raw: bytes, words: str) -> None:
    assert words in says(raw)


def two_frames(width: int, height: int) -> bytes:
    """A small picture, and within it and before it the frame of one of another size."""
    other = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + bytes([1, 0x11, 0]))
    raw = jpeg(GRAY)
    at = raw.index(b"\xff\xda")
    return raw[:at] + other + raw[at:]


def test_a_frame_behind_a_misread_marker_is_the_one_that_counts() -> None:
    """A restart has no length: whoever reads one finds a small frame where there is none."""
    small = segment(0xC0, struct.pack(">BHHB", 8, 100, 100, 1) + bytes([1, 0x11, 0]))
    raw = jpeg(GRAY).replace(b"\0\x48\0\x68", struct.pack(">HH", 12_000, 12_000))
    hidden = b"\xff\xd0" + struct.pack(">H", 4) + b"\0\0" + small
    for start in (b"\xff\xd0\0\x04\0\0", hidden, b"\xff\xff\xff\xd3", segment(0xE1, small)):
        assert "12000×12000" in says(raw[:2] + start + raw[2:]) or start == hidden
    assert says(two_frames(12, 12)) == BROKEN
    assert "24000×24000" in says(two_frames(24_000, 24_000))


def test_scans_by_the_thousand_are_refused() -> None:
    blocks = np.zeros((400, 400), np.uint8)
    raw = jpeg([blocks], frame=0xC2)
    at = raw.rindex(b"\xff\xda")
    assert "too much to unpack" in says(raw[:at] + raw[at:-2] * 100 + raw[-2:])


def test_one_transparent_color_is_paper() -> None:
    rows = np.full((23, 31, 3), (9, 9, 9), np.uint8)
    rows[5:9, 5:9] = (200, 0, 0)
    head = struct.pack(">IIBBBBB", 31, 23, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row.tobytes() for row in rows))
    clear = chunk(b"tRNS", struct.pack(">HHH", 9, 9, 9))
    gray, _ = gray_of(png_file(head, data, before=clear))
    assert gray[0, 0] == 255 and gray[6, 6] < 100


@pytest.mark.parametrize("size", [(1_700, 1_303), (2_000, 3), (3, 2_000), (801, 801)])
@pytest.mark.parametrize("bits", [24, 32])
def test_shrinking_in_bands_is_shrinking_at_once(size: tuple[int, int], bits: int) -> None:
    surface = pygame.Surface(size, pygame.SRCALPHA if bits == 32 else 0, bits)
    surface.fill((0, 0, 0, 255))
    noise = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)
    pygame.surfarray.blit_array(surface, noise)
    file = io.BytesIO()
    pygame.image.save(surface, file, "a.png")
    small = [max(1, round(side * LONGEST / max(size))) for side in size]
    whole = pygame.surfarray.array3d(pygame.transform.smoothscale(surface, small))
    weights = np.array([0.299, 0.587, 0.114], np.float32)
    np.testing.assert_array_equal(gray_of(file.getvalue())[0].T, whole.astype(np.float32) @ weights)


@pytest.mark.skipif(sys.platform == "win32", reason="closes a handle as Unix does")
def test_pictures_are_read_with_stderr_closed() -> None:
    code = (
        "import os, sys; os.close(2); from game.shell.pictures.bitmap import gray_of\n"
        "gray_of(sys.stdin.buffer.read()); print('read')"
    )
    environment = {**os.environ, "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=png(SHOWN),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert done.stdout == b"read\n"
