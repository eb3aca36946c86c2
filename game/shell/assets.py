"""Shipped files: where they lie, and their SHA-256, checked whenever one is read."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.ink import Ink, stroke_of
from game.core.network import Array

MANIFEST = "assets/MANIFEST"
FONTS = "assets/fonts/"
MODEL = "models/digits.onnx"
ICON = "assets/icon.png"
SAMPLES = "assets/samples.json"
TEST_IMAGES = "assets/digits/t10k-images-idx3-ubyte.gz"
TEST_LABELS = "assets/digits/t10k-labels-idx1-ubyte.gz"

CURE = "reinstall neural-lab, or restore the file from a complete checkout"

#: bytes; the largest shipped file has 1.6 MB, and nothing larger than this is even opened
_LARGEST = 8 << 20


class AssetError(Exception):
    """A shipped file cannot be used. One line: file, cause, cure."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Real handwriting to load instead of drawing.

    ``digits[d]`` are three inks of the digit d by three writers; ``numbers`` are numbers of
    several digits by one hand each, by what they say.
    """

    digits: tuple[tuple[Ink, ...], ...]
    numbers: Mapping[str, Ink]


def data_root() -> Path:
    """The folder that holds assets/ and models/: in an installed wheel, or the repository."""
    game = Path(__file__).resolve().parents[1]
    installed = game / "_data"
    return installed if installed.is_dir() else game.parent


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

    @property
    def font_folder(self) -> Path:
        """Where the fonts lie; ask ``faults(FONTS)`` before trusting them."""
        return self.root / FONTS

    def read(self, name: str) -> bytes:
        """A file's bytes, whose SHA-256 is the manifest's; AssetError otherwise."""
        path = self.root / name
        if name not in self._hashes:
            raise AssetError(f"{path}: not named in {MANIFEST}; {CURE}")
        try:
            size = path.stat().st_size
            if size > _LARGEST:
                raise AssetError(f"{path}: {size:,} bytes, at most {_LARGEST:,} expected; {CURE}")
            data = path.read_bytes()
        except OSError as error:
            raise AssetError(f"{path}: {_cause(error)}; {CURE}") from None
        if hashlib.sha256(data).hexdigest() != self._hashes[name]:
            raise AssetError(
                f"{path}: damaged or truncated ({len(data):,} bytes whose SHA-256 is not "
                f"the one in {MANIFEST}); {CURE}"
            )
        return data

    def faults(self, prefix: str = "") -> list[str]:
        """One line for each file that cannot be used, of those whose name starts so."""
        found = []
        for name in self.names:
            if name.startswith(prefix):
                try:
                    self.read(name)
                except AssetError as error:
                    found.append(str(error))
        return found

    @cached_property
    def samples(self) -> Samples:
        """The sample inks; AssetError when their file cannot be used."""
        data = json.loads(self.read(SAMPLES))
        digits = tuple(tuple(map(_ink_of, data["digits"][str(digit)])) for digit in range(10))
        return Samples(digits, {text: _ink_of(ink) for text, ink in data["numbers"].items()})

    def test_pictures(self) -> NDArray[np.uint8]:
        """MNIST's 10,000 test digits as they are stored: (10000, 784), 0..255."""
        images = np.frombuffer(gzip.decompress(self.read(TEST_IMAGES)), np.uint8, offset=16)
        return images.reshape(-1, 784)

    def test_labels(self) -> NDArray[np.uint8]:
        """What the test digits are: (10000,), 0..9."""
        return np.frombuffer(gzip.decompress(self.read(TEST_LABELS)), np.uint8, offset=8)

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
        lines = path.read_text("utf-8").splitlines()
        pairs = [line.split("  ", 1) for line in lines]
        hashes = {name: digest for digest, name in pairs}
    except (OSError, ValueError) as error:
        cause = _cause(error) if isinstance(error, OSError) else "not a list of hashes"
        raise AssetError(f"{path}: {cause}; {CURE}") from None
    if not hashes:
        raise AssetError(f"{path}: empty; {CURE}")
    return hashes


def _cause(error: OSError) -> str:
    return "not found" if isinstance(error, FileNotFoundError) else str(error.strerror).lower()
