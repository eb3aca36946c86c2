"""How large a screen is: what it says of itself is believed only where it can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.shell.window.screen_mm import drm_mm, edid_mm, likely, screen_mm
from game.shell.window.x_monitors import Monitor

HD, TALL = (1920, 1080), (1080, 1920)


def edid(cm: tuple[int, int] = (0, 0), mm: tuple[int, int] | None = None) -> bytes:
    """An EDID that says a size in cm, and in mm with its first mode."""
    data = bytearray(128)
    data[:8] = bytes.fromhex("00ffffffffffff00")
    data[21], data[22] = cm
    if mm:
        data[54:56] = (14850).to_bytes(2, "little")
        data[66], data[67] = mm[0] & 0xFF, mm[1] & 0xFF
        data[68] = mm[0] >> 8 << 4 | mm[1] >> 8
    data[127] = -sum(data) % 256
    return bytes(data)


def connect(folder: Path, name: str, data: bytes, *modes: str) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "edid").write_bytes(data)
    (folder / name / "modes").write_text("\n".join(modes))


def test_mm_of_the_first_mode_go_before_cm() -> None:
    assert edid_mm(edid((53, 30), (531, 299))) == (531, 299)
    assert edid_mm(edid((53, 30))) == (530, 300)
    assert edid_mm(edid((121, 68), (16, 9))) == (1210, 680)  # a shape in place of mm
    assert edid_mm(edid((0, 0), (1872, 1053))) == (1872, 1053)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", edid((53, 30))[:127], b"x" + edid((53, 30))[1:], edid((0, 0)), edid((79, 0))),
        edid((53, 30))[:127] + b"\x00",
    ],
)
def test_an_edid_that_is_damaged_or_says_nothing_gives_nothing(data: bytes) -> None:
    assert edid_mm(data) is None


def test_more_blocks_may_follow() -> None:
    assert edid_mm(edid((53, 30)) + bytes(128)) == (530, 300)


def test_a_size_is_believed_where_it_has_the_shape_of_the_pixels() -> None:
    assert likely((531, 299), HD) == (531, 299)
    assert likely((531, 299), TALL) == (299, 531)
    assert likely((299, 531), TALL) == (299, 531)
    assert likely((530, 330), HD) == (530, 330)  # 16:10, stretched
    for mm in ((0, 0), (160, 90), (400, 400), (1000, 300), (-531, -299)):
        assert likely(mm, HD) is None
    assert likely((531, 299), (0, 0)) is None


def test_linux_is_asked_for_the_screen_that_can_show_the_window(tmp_path: Path) -> None:
    connect(tmp_path, "card0-HDMI-A-1", edid((53, 30)), "1920x1080", "1280x720")
    connect(tmp_path, "card0-DP-1", edid((121, 68)), "3840x2160")
    connect(tmp_path, "card0-DP-2", b"")
    assert drm_mm(HD, tmp_path) == (530, 300) and drm_mm(TALL, tmp_path) == (300, 530)
    assert drm_mm((3840, 2160), tmp_path) == (1210, 680)
    assert drm_mm((1024, 768), tmp_path) is None
    assert drm_mm(HD, tmp_path / "none") is None


def test_two_screens_that_differ_tell_nothing(tmp_path: Path) -> None:
    connect(tmp_path, "card0-HDMI-A-1", edid((53, 30)), "1920x1080")
    connect(tmp_path, "card0-HDMI-A-2", edid((53, 30)), "1920x1080")
    assert drm_mm(HD, tmp_path) == (530, 300)
    connect(tmp_path, "card0-HDMI-A-3", edid((70, 39)), "1920x1080")
    assert drm_mm(HD, tmp_path) is None


def test_x_is_asked_for_the_monitor_that_the_window_is_on(tmp_path: Path) -> None:
    connect(tmp_path, "card0-HDMI-A-1", edid((53, 30)), "1920x1080")
    left, right = Monitor(0, 0, *HD), Monitor(1920, 0, *TALL)
    monitors = {left: (531, 299), right: (0, 0)}
    assert screen_mm(HD, left, monitors, tmp_path) == (531, 299)
    assert screen_mm(TALL, right, monitors, tmp_path) is None  # X knows that it does not know
    assert screen_mm(HD, left, {}, tmp_path) == screen_mm(HD, None, monitors, tmp_path)
    assert screen_mm(HD, None, {}, tmp_path) == (530, 300)
