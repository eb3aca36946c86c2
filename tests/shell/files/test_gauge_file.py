"""The gauge's file: read from verified bytes, refused in one line when it is not one."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest

from game.core.ink.doubt import SIZES
from game.shell.files.assets import AssetError, Assets
from game.shell.files.gauge_file import GAUGE, load_gauge


def assets_with(root: Path, data: bytes) -> Assets:
    """Assets whose manifest vouches for ``data`` as the gauge."""
    (root / "assets").mkdir()
    (root / "models").mkdir()
    (root / GAUGE).write_bytes(data)
    (root / "assets" / "MANIFEST").write_text(f"{hashlib.sha256(data).hexdigest()}  {GAUGE}\n")
    return Assets(root)


def stored(**arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_the_shipped_gauge_is_read_only_float32(assets: Assets) -> None:
    gauge = load_gauge(assets)
    assert [w.shape[1] for w in gauge.weights] == list(SIZES[:-1])
    for values in (*gauge.weights, *gauge.biases):
        assert values.dtype == np.float32 and not values.flags.writeable


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a zip",
        b"\x80\x04K\x01.",
        stored(W1=np.zeros((2, 2))),
        stored(**{f"{name}{k}": np.zeros(3) for name in "Wb" for k in (1, 2, 3)}),
        stored(W1=np.array([{}], object)),
    ],
)
def test_what_is_no_gauge_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(AssetError, match="not a gauge") as error:
        load_gauge(assets_with(tmp_path, data))
    assert "\n" not in str(error.value) and "doubt.npz" in str(error.value)


def test_damage_is_noticed(tmp_path: Path) -> None:
    assets = assets_with(tmp_path, b"something")
    (tmp_path / GAUGE).write_bytes(b"somethinG")
    with pytest.raises(AssetError, match="damaged"):
        load_gauge(assets)
