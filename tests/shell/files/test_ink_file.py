"""Ink from files: what is read, and that everything else is one InkError of one line."""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.ink import Ink, bounds
from game.core.ink.reading import read_ink
from game.shell.files.assets import TEST_IMAGES, TEST_LABELS, Assets
from game.shell.files.ink_file import InkError, parse_ink, read_inks
from game.shell.files.model_file import Model
from game.shell.pictures.picture_file import read_picture

GOOD = {"width": 100, "height": 80, "pen": 5, "strokes": [[[10, 10], [50.5, 60], [20, 79]]]}
DATA = Path(__file__).resolve().parents[2] / "data"


def changed(**fields: object) -> bytes:
    return json.dumps({**GOOD, **fields}).encode()


def error_of(raw: bytes) -> str:
    with pytest.raises(InkError) as caught:
        parse_ink(raw, "a.json")
    return str(caught.value)


def only(path: Path) -> Ink | InkError:
    (found,) = read_inks(path)
    return found.ink


def test_a_good_ink_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(changed(extra="ignored"))
    ink = only(tmp_path / "a.json")
    assert isinstance(ink, Ink)
    assert (ink.width, ink.height, ink.pen) == (100, 80, 5)
    np.testing.assert_array_equal(ink.strokes[0], np.float32([[10, 10], [50.5, 60], [20, 79]]))
    assert isinstance(parse_ink(b"\xef\xbb\xbf" + changed(), "with a byte-order mark"), Ink)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{nope", "is not JSON"),
        (b"null", "not an ink"),
        (b"[1, 2]", "not an ink"),
        (b'"ink"', "not an ink"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (bytes(range(256)), "not UTF-8"),
        ("{}".encode("utf-16"), "not UTF-8"),
        (b"[" * 100_000, "nested"),
        (b'{"width":' + b"9" * 5000 + b"}", "nested or long"),
        (b"{}", 'no "width"'),
        (changed(width="100"), '"width"'),
        (changed(width=0), '"width"'),
        (changed(height=-3), '"height"'),
        (changed(height=float("nan")), '"height"'),
        (changed(pen=True), '"pen"'),
        (changed(pen=None), '"pen"'),
        (changed(width=1e9), '"width"'),
        (changed(strokes=[]), "has no strokes"),
        (changed(strokes=None), '"strokes"'),
        (changed(strokes="abc"), '"strokes"'),
        (changed(strokes=[[]]), "stroke 1 is not a list of points"),
        (changed(strokes=[GOOD["strokes"], 5]), "stroke 1, point 1"),
        (changed(strokes=[[[1, 2]], 5]), "stroke 2 is not a list"),
        (changed(strokes=[[[1, 2], [1]]]), "stroke 1, point 2"),
        (changed(strokes=[[[1, 2, 3]]]), "stroke 1, point 1"),
        (changed(strokes=[[["1", 2]]]), "stroke 1, point 1"),
        (changed(strokes=[[[True, 2]]]), "stroke 1, point 1"),
        (changed(strokes=[[["\ud800\n", 2]]]), "stroke 1, point 1"),
        (changed(strokes=[[[float("nan"), 2]]]), "finite"),
        (changed(strokes=[[[2, float("inf")]]]), "finite"),
        (changed(strokes=[[[1e999, 2]]]), "finite"),
        (changed(strokes=[[[101, 2]]]), "outside the canvas of 100×80"),
        (changed(strokes=[[[50, 80.5]]]), "outside"),
        (changed(strokes=[[[-0.1, 5]]]), "outside"),
        (changed(strokes=[[[10**400, 5]]]), "outside"),
        (changed(strokes=[[[1, 2]] * 1_000_000]), "more than 1,000,000 values"),
        (changed(strokes=[[[1, 2]] * 200_000]), "200,000 points"),
        (changed(strokes=[[[1, 2]]] * 2_000), "2,000 strokes"),
        (b" " * 17_000_000, "16 MB"),
        (changed(width=1e-40), "a number from 0.0001 to 100,000 px"),
        (changed(pen=1e-300, width=1e-300, height=1e-300), '"width" is 1e-300'),
        (changed(pen=5e-324), '"pen" is 5e-324'),
        (changed(pen=-0.0), '"pen" is -0.0'),
        (changed(height=10**400), '"height"'),
        (changed(strokes=[GOOD["strokes"][0], [[1, -(10**400)]]]), "stroke 2, point 1"),
        (changed(strokes=[["deep"]]).replace(b'"deep"', b"[" * 900 + b"]" * 900), "stroke 1"),
        (changed(strokes=[[["x" * 100_000, 2]]]), "stroke 1, point 1"),
        (changed(strokes=[[[list(range(9_000)), 2]]]), "stroke 1, point 1"),
        (b"[" + b"{}," * 5_000_000 + b"{}]", "more than 1,000,000 values"),
        (b'{"a": "' + b"[{," * 5_000_000 + b'"}', "more than 1,000,000 values"),
    ],
    ids=range(50),
)
def test_bad_ink_is_refused_in_one_line(raw: bytes, words: str) -> None:
    said = error_of(raw)
    assert said.startswith("a.json") and words in said
    assert said.isprintable() and len(said) < 300


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, JSON)))
def test_no_json_raises_anything_else(fields: dict[str, object]) -> None:
    try:
        assert isinstance(parse_ink(changed(**fields), "x"), Ink)
    except InkError as error:
        assert str(error).isprintable()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda s: s.encode("utf-8", "replace")))
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    with pytest.raises(InkError):
        parse_ink(raw, "x")
    with pytest.raises(ValueError):
        read_picture(raw)


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(changed() + b"\r\n\n{bad\n" + changed(strokes=[]) + b"\n  \n" + changed())
    found = list(read_inks(file))
    assert [isinstance(f.ink, Ink) for f in found] == [True, False, False, True]
    assert [f.place for f in found] == [f"{file} line {n}" for n in (1, 3, 4, 6)]
    assert f"{file} line 3: is not JSON" in str(found[1].ink)


def test_odd_but_clear_ink_is_read() -> None:
    text = changed(more={"a": [[]]}, strokes=[[[0, -0.0], [100, 80]], [[1e-300, 1e-7]]])
    twice = text.replace(b'{"width": 100', b'{"width": 7, "width": 100')  # the last one counts
    for raw in (text, twice, text.replace(b" ", b"\r\n\t "), b"\xef\xbb\xbf" + text):
        ink = parse_ink(raw, "x")
        assert (ink.width, len(ink.strokes)) == (100, 2)


@pytest.mark.parametrize("unit", [1 / 900, 1 / 9_000, 100, 0.0254])
def test_ink_is_read_alike_in_every_unit(model: Model, unit: float) -> None:
    """Some programs count in canvases, metres or inches: pens are as small as 0.002 then."""
    for line in (DATA / "numbers.jsonl").read_text("utf-8").splitlines()[:12]:
        value = json.loads(line)
        usual = parse_ink(line.encode(), "x")
        value["strokes"] = [[[x * unit, y * unit] for x, y in s] for s in value["strokes"]]
        for name in ("width", "height", "pen"):
            value[name] *= unit
        ink = parse_ink(json.dumps(value).encode(), "x")
        assert read_ink(model.network, ink).number == read_ink(model.network, usual).number


def test_lines_without_any_ink_are_given_up(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"x\n" * 50_000)
    found = list(read_inks(file))
    assert len(found) == 1_001 and "the rest is not read" in str(found[-1].ink)
    file.write_bytes((b"x\n" * 999 + changed() + b"\n") * 3)
    assert sum(isinstance(f.ink, Ink) for f in read_inks(file)) == 3
    file.write_bytes(b"\xef\xbb\xbf\n \n\r\n")
    assert str(only(file)).startswith(f"{file}: holds no ink")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def nothing(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("a.json", nothing, "no such file"),
        ("a.json", a_folder, "is a folder"),
        ("a.json", a_huge_file, "larger than 48 MB"),
        ("a.jsonl", a_huge_file, "larger than 48 MB"),
        ("a.png", a_huge_file, "larger than 48 MB"),
        ("a.json", lambda p: p.write_bytes(b""), "is empty"),
        ("a.jsonl", lambda p: p.write_bytes(b"\n \n"), "is empty"),
        ("a.png", lambda p: p.write_bytes(b"\x89PNG"), "is a broken picture"),
        ("a.jpg", lambda p: p.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF"), "is a broken"),
        ("b\n\x1b[31m.json", lambda p: p.write_bytes(b"x"), "is not JSON"),
    ],
    ids=range(10),
)
def test_bad_files_are_named(
    tmp_path: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / name
    make(path)
    said = only(path)
    assert isinstance(said, InkError)
    assert words in str(said) and str(said).isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(changed())
    path.chmod(0)
    assert "may not be read" in str(only(path))


def test_a_name_with_nul_is_refused() -> None:
    assert isinstance(only(Path("a\0.json")), InkError)


def png(gray: np.ndarray, path: Path) -> Path:
    surface = pygame.surfarray.make_surface(np.repeat(gray.T[..., None], 3, axis=2))
    pygame.image.save(surface, str(path))
    return path


def mnist(assets: Assets, count: int) -> tuple[np.ndarray, np.ndarray]:
    import gzip

    images = np.frombuffer(gzip.decompress(assets.read(TEST_IMAGES)), np.uint8, offset=16)
    labels = np.frombuffer(gzip.decompress(assets.read(TEST_LABELS)), np.uint8, offset=8)
    return images.reshape(-1, 28, 28)[:count], labels[:count]


@pytest.mark.parametrize("inverted", [False, True])
def test_pictures_of_mnist_are_read(
    assets: Assets, model: Model, tmp_path: Path, inverted: bool
) -> None:
    images, labels = mnist(assets, 120)
    right = 0
    for image, label in zip(images, labels, strict=True):
        ink = only(png(255 - image if inverted else image, tmp_path / "a.png"))
        assert isinstance(ink, Ink), ink
        right += read_ink(model.network, ink).number == str(label)
    assert right >= 114


def drawn(ink: Ink, ground: int, pen_color: int) -> np.ndarray:
    surface = pygame.Surface((int(ink.width), int(ink.height)))
    surface.fill((ground,) * 3)
    for stroke in ink.strokes:
        for one, two in pairwise(stroke):
            for t in np.linspace(0, 1, 12):
                pygame.draw.circle(surface, (pen_color,) * 3, one + (two - one) * t, ink.pen / 2)
    return pygame.surfarray.array3d(surface)[..., 0].T


def test_a_photo_of_a_number_is_read(model: Model, tmp_path: Path) -> None:
    """Gray paper under uneven light, with grain, saved as JPEG."""
    lines = (DATA / "numbers.jsonl").read_text("utf-8").splitlines()[:12]
    chance = np.random.default_rng(5)
    right = 0
    for line in lines:
        value = json.loads(line)
        ink = Ink(900, 400, 9, parse_ink(line.encode(), "x").strokes)
        paper = drawn(ink, 190, 70).astype(float)
        height, width = paper.shape
        light = np.linspace(0.6, 1.2, width) * np.linspace(1.1, 0.8, height)[:, None]
        photo = np.clip(paper * light + chance.normal(0, 5, paper.shape), 0, 255)
        found = only(png(photo.astype(np.uint8), tmp_path / "a.jpg"))
        assert isinstance(found, Ink), found
        assert (found.width, found.height) == (900, 400)
        right += read_ink(model.network, found).number == value["label"]
    assert right >= 10


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 1), (8, 3)])
def test_a_turned_photo_is_set_upright(tmp_path: Path, orientation: int, turns: int) -> None:
    """The camera's note of how it was held (EXIF), as phones write it into every photo."""
    upright = np.full((90, 60), 230, np.uint8)
    upright[10:50, 20:26] = 20
    raw = png(np.rot90(upright, turns), tmp_path / "a.jpg").read_bytes()
    note = struct.pack(">2sHIHHHIHH", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0" + note
    head = b"\xff\xe1" + struct.pack(">H", len(exif) + 2)
    (tmp_path / "a.jpg").write_bytes(raw[:2] + head + exif + raw[2:])
    ink = only(tmp_path / "a.jpg")
    assert isinstance(ink, Ink), ink
    assert (ink.width, ink.height) == (60, 90)
    left, top, right, bottom = bounds(ink.strokes)
    assert 18 < left <= right < 28 and 8 < top < bottom < 52


def test_a_transparent_drawing_is_read(model: Model, tmp_path: Path) -> None:
    surface = pygame.Surface((200, 200), pygame.SRCALPHA)
    pygame.draw.line(surface, (0, 0, 0, 255), (100, 30), (100, 170), 12)
    pygame.image.save(surface, str(tmp_path / "a.png"))
    ink = only(tmp_path / "a.png")
    assert isinstance(ink, Ink)
    assert read_ink(model.network, ink).number == "1"


def test_an_empty_picture_has_no_ink(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(200, 6, (300, 400)).clip(0, 255).astype(np.uint8)
    for gray in (np.zeros((28, 28), np.uint8), np.full((1, 1), 255, np.uint8), noise):
        assert "shows no ink" in str(only(png(gray, tmp_path / "a.png")))


@pytest.mark.parametrize("at", [10, 20, 40, 60, -20, -4])
def test_a_damaged_picture_is_named(tmp_path: Path, at: int) -> None:
    path = png(np.tile(np.arange(60, dtype=np.uint8), (60, 1)) * 4, tmp_path / "a.png")
    raw = bytearray(path.read_bytes())
    raw[at] ^= 0x55
    for broken in (bytes(raw), bytes(raw[:at])):
        path.write_bytes(broken)
        assert isinstance(only(path), InkError)


def test_a_picture_that_would_unpack_to_gigabytes_is_refused(tmp_path: Path) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    raw = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    (tmp_path / "a.png").write_bytes(raw)
    assert "60000×60000" in str(only(tmp_path / "a.png"))
