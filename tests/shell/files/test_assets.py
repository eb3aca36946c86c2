"""Shipped files: the manifest is complete and true, and damage is refused in one clear line."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import numpy as np
import pytest

from game.core.ink.ink import bounds
from game.shell.files.assets import FONTS, ICON, MANIFEST, MODEL, NEEDED, AssetError, Assets
from game.shell.files.place import LANGUAGES, LESSON_NAMES

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A data root with the manifest and the icon only."""
    (tmp_path / "assets").mkdir()
    for name in (MANIFEST, ICON):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def refusal(root: Path) -> str:
    with pytest.raises(AssetError) as error:
        Assets(root).read(ICON)
    words = str(error.value)
    assert "icon.png: " in words and "reinstall" in words and "\n" not in words
    return words


def test_the_manifest_is_complete_and_true() -> None:
    made = runpy.run_path(str(ROOT / "assets" / "make_manifest.py"))["lines"]()
    assert (ROOT / MANIFEST).read_text("utf-8") == made, "run: python assets/make_manifest.py"
    assert MODEL in made


def test_every_file_can_be_used() -> None:
    assert Assets().faults() == []
    lessons = {f"assets/lessons/{name}.toml" for name in LESSON_NAMES}
    catalogues, faults = Assets().languages()
    spoken = {f"{LANGUAGES}/{code}.mo" for code in catalogues}
    assert set(Assets().names) == {*FONTS, *NEEDED, *spoken, *lessons} and faults == []


def test_a_changed_file_is_refused(copy: Path) -> None:
    data = bytearray((copy / ICON).read_bytes())
    data[100] ^= 4
    (copy / ICON).write_bytes(data)
    assert "damaged" in refusal(copy)


def test_a_truncated_file_is_refused(copy: Path) -> None:
    (copy / ICON).write_bytes((copy / ICON).read_bytes()[:50])
    assert "50 bytes" in refusal(copy)


def test_a_missing_file_is_refused(copy: Path) -> None:
    (copy / ICON).unlink()
    assert "not found" in refusal(copy)


def test_an_enormous_file_is_not_even_read(copy: Path) -> None:
    with (copy / ICON).open("wb") as file:
        file.truncate(1 << 40)
    assert "at most" in refusal(copy)


def test_a_folder_in_a_files_place_is_refused(copy: Path) -> None:
    (copy / ICON).unlink()
    (copy / ICON).mkdir()
    refusal(copy)


def test_a_file_that_the_manifest_does_not_name_is_refused() -> None:
    with pytest.raises(AssetError, match="not named"):
        Assets().read("pyproject.toml")


def test_faults_name_each_bad_file(copy: Path) -> None:
    assert len(Assets(copy).faults()) == len(NEEDED) - 1
    assert len(Assets(copy).font_faults) == 6 and Assets(copy).fonts == {}
    catalogues, faults = Assets(copy).languages()
    assert catalogues == {} and len(faults) == 4 and "English is spoken" in faults[0]


@pytest.mark.parametrize(
    "text", [None, b"", b"no manifest\n", b"\xff\xfe", b"00  ../x\n", b"00  /etc/passwd\n"]
)
def test_a_bad_manifest_is_refused(tmp_path: Path, text: bytes | None) -> None:
    (tmp_path / "assets").mkdir()
    if text is not None:
        (tmp_path / MANIFEST).write_bytes(text)
    with pytest.raises(AssetError, match=r"MANIFEST: .*reinstall"):
        Assets(tmp_path)


def test_samples_are_three_centered_inks_of_each_digit() -> None:
    samples = Assets().samples
    assert [len(inks) for inks in samples.digits] == [3] * 10
    for ink in (ink for inks in samples.digits for ink in inks):
        left, top, right, bottom = bounds(ink.strokes)
        assert max(right - left, bottom - top) == pytest.approx(0.65 * ink.height, abs=1)
        assert left + right == pytest.approx(ink.width, abs=1)
        assert top + bottom == pytest.approx(ink.height, abs=1)


def test_sample_numbers_stay_on_the_canvas() -> None:
    for text, ink in Assets().samples.numbers.items():
        assert text.isdecimal() and len(text) > 1
        left, top, right, bottom = bounds(ink.strokes)
        assert 0 < left < right < ink.width and 0 < top < bottom < ink.height


def test_the_test_digits_are_all_there() -> None:
    images, labels = Assets().test_digits()
    assert images.shape == (10000, 784) and images.dtype == np.float32
    assert images.min() == 0 and images.max() == 1
    assert np.bincount(labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
