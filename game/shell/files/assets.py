"""Shipped files: where they lie, and their SHA-256, checked whenever one is read."""

from __future__ import annotations

import hashlib
import json
import math
import re
import stat
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.ink.ink import Ink, stroke_of
from game.core.model.network import Array
from game.shell.files.place import LANGUAGES, LESSON_NAMES, data_root

MANIFEST = "assets/MANIFEST"
FONTS = tuple(
    f"assets/fonts/{name}.ttf"
    for name in (
        *("Inter-Regular", "Inter-SemiBold", "DejaVuSans", "DejaVuSans-Bold"),
        *("NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold"),
    )
)
MODEL = "models/digits.onnx"
GAUGE = "models/doubt.npz"
ICON = "assets/icon.png"
SAMPLES = "assets/samples.json"
TEST_IMAGES = "assets/digits/t10k-images-idx3-ubyte.gz"
TEST_LABELS = "assets/digits/t10k-labels-idx1-ubyte.gz"
#: the lessons by their names, in the order in which they are offered
LESSONS = {name: f"assets/lessons/{name}.toml" for name in LESSON_NAMES}
#: all but the fonts and the lessons, which the lab can do without
NEEDED = (MODEL, GAUGE, ICON, SAMPLES, TEST_IMAGES, TEST_LABELS)

CURE = "reinstall neural-lab, or restore the file from a complete checkout"

#: bytes; the largest shipped file has 1.6 MB, and nothing larger than this is even opened
_LARGEST = 8 << 20
_LARGEST_MANIFEST = 1 << 16
#: test digits
TESTS = 10_000


class AssetError(Exception):
    """A shipped file cannot be used. One line: file, cause, cure."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Real handwriting to load instead of drawing.

    ``digits[d]`` are three inks of the digit d by three writers; ``numbers``: by the number
    that is written, numbers of several digits, each by one hand.
    """

    digits: tuple[tuple[Ink, ...], ...]
    numbers: Mapping[str, Ink]


class Assets:
    """Checked access to every file that assets/MANIFEST names.

    Names are those of the manifest, such as "assets/icon.png". Raises AssetError when the
    manifest itself is missing or unreadable. Nothing else is opened before it is asked for,
    so that the start pays only for what it shows.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or data_root()
        self._hashes = _read_manifest(self.root / MANIFEST)

    @property
    def names(self) -> tuple[str, ...]:
        """Every shipped file, sorted."""
        return tuple(sorted(self._hashes))

    def sha256(self, name: str) -> str:
        """The SHA-256 that the manifest has for a file, hex; AssetError where it has none."""
        if name not in self._hashes:
            raise AssetError(f"{self.root / name}: not named in {MANIFEST}; {CURE}")
        return self._hashes[name]

    def languages(self) -> tuple[dict[str, bytes], list[str]]:
        """The catalogues of the languages besides English by their codes, and one line for each
        that cannot be used."""
        found: dict[str, bytes] = {}
        faults: list[str] = []
        for name in self._hashes:
            if name.startswith(f"{LANGUAGES}/"):
                try:
                    found[Path(name).stem] = self.read(name)
                except AssetError as error:
                    faults.append(f"{error}; until then English is spoken")
        return found, faults

    @property
    def fonts(self) -> dict[str, Path]:
        """The fonts that can be used, by the names of their files. Instead of others the
        built-in font is drawn; ``font_faults`` says why."""
        return self._checked_fonts[0]

    @property
    def font_faults(self) -> list[str]:
        """One line for each font that cannot be used."""
        return self._checked_fonts[1]

    @cached_property
    def _checked_fonts(self) -> tuple[dict[str, Path], list[str]]:
        bad = self._bad(FONTS)
        good = {Path(name).name: self.root / name for name in FONTS if name not in bad}
        return good, [f"{fault}; until then the built-in font is used" for fault in bad.values()]

    def verify(self) -> None:
        """Look at every file that the lab cannot do without; AssetError for the first that cannot
        be used. It takes some ms: the lab does it while the window opens."""
        for name in NEEDED:
            self.read(name)

    def read(self, name: str) -> bytes:
        """A file's bytes, whose SHA-256 is the manifest's; AssetError otherwise."""
        path, wanted = self.root / name, self.sha256(name)
        data = _bytes_of(path, _LARGEST)
        if hashlib.sha256(data).hexdigest() != wanted:
            raise AssetError(
                f"{path}: damaged or truncated ({len(data):,} bytes whose SHA-256 is not "
                f"the one in {MANIFEST}); {CURE}"
            )
        return data

    def faults(self) -> list[str]:
        """One line for each file that cannot be used and cannot be done without."""
        return list(self._bad(NEEDED).values())

    def lesson_faults(self) -> list[str]:
        """One line for each lesson that cannot be used."""
        return list(self._bad(LESSONS.values()).values())

    def _bad(self, names: Iterable[str]) -> dict[str, str]:
        """What is wrong with those of the files that cannot be used, by name."""
        found = {}
        for name in names:
            try:
                self.read(name)
            except AssetError as error:
                found[name] = str(error)
        return found

    @cached_property
    def samples(self) -> Samples:
        """The sample inks; AssetError when their file cannot be used."""
        try:
            data = json.loads(self.read(SAMPLES))
            digits = tuple(tuple(map(_ink_of, data["digits"][str(digit)])) for digit in range(10))
            return Samples(digits, {text: _ink_of(ink) for text, ink in data["numbers"].items()})
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise AssetError(f"{self.root / SAMPLES}: holds no samples ({error}); {CURE}") from None

    def test_pictures(self) -> NDArray[np.uint8]:
        """MNIST's 10,000 test digits as they are stored: (10000, 784), 0..255."""
        return self._unpacked(TEST_IMAGES, 16, (TESTS, 784))

    def test_labels(self) -> NDArray[np.uint8]:
        """What the test digits are: (10000,), 0..9."""
        return self._unpacked(TEST_LABELS, 8, (TESTS,))

    def _unpacked(self, name: str, head: int, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        """The numbers of a packed IDX file, which follow ``head`` bytes; AssetError if they are
        not as many as ``shape`` has. No more than that is unpacked."""
        size = head + math.prod(shape)
        try:
            data = zlib.decompressobj(wbits=31).decompress(self.read(name), size + 1)
        except zlib.error as error:
            raise AssetError(f"{self.root / name}: cannot be unpacked ({error}); {CURE}") from None
        if len(data) != size:
            raise AssetError(f"{self.root / name}: not {shape[0]:,} test digits; {CURE}")
        return np.frombuffer(data, np.uint8, offset=head).reshape(shape)

    def test_digits(self) -> tuple[Array, NDArray[np.uint8]]:
        """MNIST's 10,000 test digits: images (10000, 784), 0..1, and labels (10000,), 0..9."""
        return np.divide(self.test_pictures(), 255, dtype=np.float32), self.test_labels()


def _ink_of(data: dict[str, Any]) -> Ink:
    """Ink from a verified sample; what users bring is checked in ink_file instead."""
    strokes = tuple(stroke_of(points) for points in data["strokes"])
    return Ink(data["width"], data["height"], data["pen"], strokes)


def _read_manifest(path: Path) -> dict[str, str]:
    """Name → SHA-256 in hex, from lines as sha256sum writes them."""
    try:
        lines = _bytes_of(path, _LARGEST_MANIFEST).decode("utf-8").splitlines()
        pairs = [line.split("  ", 1) for line in lines]
        hashes = {name: digest for digest, name in pairs}
    except ValueError:
        raise AssetError(f"{path}: not a list of hashes; {CURE}") from None
    # Nothing outside its folder is ever opened, whatever the list says.
    if not all(re.fullmatch(r"\w[\w.-]*(/\w[\w.-]*)*", name) for name in hashes):
        raise AssetError(f"{path}: names a file outside its folder; {CURE}")
    if not hashes:
        raise AssetError(f"{path}: empty; {CURE}")
    return hashes


def _bytes_of(path: Path, most: int) -> bytes:
    """A file's bytes; AssetError where they cannot be read, or are more than ``most``."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would never end
            raise AssetError(f"{path}: not a file; {CURE}")
        if status.st_size > most:
            raise AssetError(f"{path}: {status.st_size:,} bytes, at most {most:,} expected; {CURE}")
        return path.read_bytes()
    except OSError as error:
        raise AssetError(f"{path}: {_cause(error)}; {CURE}") from None


def _cause(error: OSError) -> str:
    return "not found" if isinstance(error, FileNotFoundError) else str(error.strerror).lower()
