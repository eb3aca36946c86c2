"""Settings: later sources win, and whatever is wrong is named while the rest counts."""

from __future__ import annotations

import os
import time
import tracemalloc
from pathlib import Path

import pytest

from game.shell.files.settings import (
    Settings,
    load_settings,
    settings_files,
)
from game.shell.files.values import parse_scale, parse_size


def load(tmp_path: Path, *texts: str, **line: object) -> tuple[Settings, list[str]]:
    """Settings from files with these texts, the weakest first, and a command line."""
    files = tuple(tmp_path / f"{number}.toml" for number in range(len(texts)))
    for path, text in zip(files, texts, strict=True):
        path.write_text(text, "utf-8")
    return load_settings(line, files)


def test_nothing_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings({}, (tmp_path / "none.toml",)) == (Settings(), [])


def test_the_user_overrides_the_system_and_the_line_both(tmp_path: Path) -> None:
    system = 'fullscreen = true\nscale = 1.5\nsize = "1920x1080"'
    settings, notices = load(tmp_path, system, "scale = 1.25", fullscreen=False, size=None)
    assert settings == Settings(fullscreen=False, size=(1920, 1080), scale=1.25)
    assert notices == []


def test_screen_readers_are_told_unless_it_is_a_kiosk(tmp_path: Path) -> None:
    for text, told in (
        ("", True),
        ("kiosk = true", False),
        ("kiosk = true\nscreen_reader = true", True),
        ("screen_reader = false", False),
    ):
        assert load(tmp_path, text)[0].reads_screen is told, text
    assert load(tmp_path, "screen_reader = 1")[1] != []


def test_sound_is_soft_and_off_in_a_kiosk(tmp_path: Path) -> None:
    for text, volume in (("", 30), ("kiosk = true", 0), ("kiosk = true\nsound = 60", 60)):
        assert load(tmp_path, text)[0].volume == volume
    assert load(tmp_path, "sound = 60", sound=0)[0].volume == 0


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("color = 3", "unknown setting 'color'"),
        ("fullscreen = 1", "fullscreen: 1 is neither"),
        ('scale = "big"', "scale: 'big' is no scale"),
        ("scale = 3", "scale: 3 is no scale"),
        ("scale = nan", "scale: nan is no scale"),
        ("scale = true", "scale: True is no scale"),
        ("scale = [1]", "scale: [1] is no scale"),
        ("left_handed = 1", "left_handed: 1 is neither"),
        ('low_controls = "yes"', "low_controls: 'yes' is neither"),
        ("letters = true", "letters: True is no choice for letters: write on, alt, off"),
        (
            'profile = "sepia"',
            "profile: 'sepia' is no choice for profile: write dark, light, contrast",
        ),
        ("sound = 101", "sound: 101 is no volume: write 0 to 100"),
        ("size = 800", "size: 800 is no size"),
        ('size = "0x0"', "size: 0x0 is too small"),
        ("[scale]\nx = 1", "scale: {'x': 1} is no scale"),
    ],
)
def test_a_bad_key_is_named_and_the_rest_counts(tmp_path: Path, bad: str, named: str) -> None:
    settings, notices = load(tmp_path, f"reduced_motion = true\n{bad}")
    assert settings == Settings(reduced_motion=True)
    assert len(notices) == 1 and named in notices[0] and "0.toml" in notices[0]


@pytest.mark.parametrize("text", ["scale = ", "\0", "= 3"])
def test_a_file_that_is_no_toml_is_named_and_passed_over(tmp_path: Path, text: str) -> None:
    settings, notices = load(tmp_path, text, "scale = 1.3")
    assert settings == Settings(scale=1.3)
    assert len(notices) == 1 and "not TOML" in notices[0] and "\n" not in notices[0]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "latin.toml").write_bytes(b"size = '\xe9'")
    settings, notices = load_settings({}, (tmp_path / "folder.toml", tmp_path / "latin.toml"))
    assert settings == Settings() and len(notices) == 2


#: files that once took gigabytes, or for ever, or ended in a traceback; what is said of each
BOMBS = {
    "a key of 20,000 parts": (b'"a"' + b".a" * 20_000 + b" = 1", "line 1 has more than"),
    "a bare key of 20,000 parts": (b"a" + b".a" * 20_000 + b" = 1", "line 1 has more than"),
    "many keys of 490 parts": (
        b"".join(b"a%d" % n + b".a" * 490 + b" = 1\n" for n in range(64)),
        "and 59 more",
    ),
    "deep tables": (b"[scale" + b".a" * 490 + b"]\na" + b".a" * 470 + b" = 1", "is no scale"),
    "nested lists": (b"x = " + b"[" * 900, "nested too deeply"),
    "nested lists on lines": (b"x = " + b"[\n" * 30_000, "nested too deeply"),
    "nested tables": (b"x={x=" * 190, "not TOML"),
    "a long line": (b"size = '" + b"x" * 50_000 + b"'", "line 1 has more than"),
    "a large file": (b"#\n" * 40_000, "more than 65,536 bytes"),
    "many keys": (b"".join(b"a%d=1\n" % n for n in range(8000)), "and 7995 more"),
    "a long number": (b"scale = " + b"9" * 900, "is no scale"),
    "infinity": (b"scale = inf", "scale: inf is no scale"),
    "a date": (b"scale = 1979-05-27T07:32:00Z", "is no scale"),
    "a line in a key": (rb'"a\nb" = 1', r"unknown setting 'a\nb'"),
    "UTF-16": ("scale = 1.3".encode("utf-16"), "not UTF-8"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_one_line_and_other_files_count(name: str, tmp_path: Path) -> None:
    data, said = BOMBS[name]
    (tmp_path / "bomb.toml").write_bytes(data)
    (tmp_path / "good.toml").write_text("scale = 1.3")
    begun = time.monotonic()
    tracemalloc.start()
    settings, notices = load_settings({}, (tmp_path / "bomb.toml", tmp_path / "good.toml"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert settings == Settings(scale=1.3)
    assert len(notices) == 1 and said in notices[0] and "bomb.toml" in notices[0]
    assert len(notices[0]) < 400 and "\n" not in notices[0]
    assert peak < 200_000_000 and time.monotonic() - begun < 5  # tracing takes the most of it


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    files = (tmp_path / "pipe", tmp_path, Path("/dev/zero"), Path("/dev/tty"))
    settings, notices = load_settings({}, files)
    assert settings == Settings() and len(notices) == 4
    assert all("not a file" in notice for notice in notices)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "bom.toml").write_bytes(b"\xef\xbb\xbfscale = 1.5\r\nfullscreen = true\r\n")
    settings = load_settings({}, (tmp_path / "bom.toml",))
    assert settings == (Settings(scale=1.5, fullscreen=True), [])


def test_the_line_of_a_fault_is_named(tmp_path: Path) -> None:
    _, notices = load(tmp_path, "scale = 2\n\nsize = 800x600\n")
    assert "at line 3, column" in notices[0]


def test_the_files_are_the_systems_and_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/home/me/.config")
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/etc/xdg")
    assert [str(path) for path in settings_files()] == [
        "/etc/xdg/neural-lab/settings.toml",
        "/home/me/.config/neural-lab/settings.toml",
    ]


def test_sizes() -> None:
    assert parse_size("1920x1080") == parse_size("1920X1080") == parse_size("1920×1080")
    for bad in (
        "800x",
        "x600",
        "800",
        "-800x600",
        "8e2x600",
        "0x0",
        "7681x800",
        "800x5121",
        "3840x2161",
        "16384x16384",
        "9" * 5000 + "x1",
    ):
        with pytest.raises(ValueError):
            parse_size(bad)


def test_scales() -> None:
    assert parse_scale("0.75") == 0.75 and parse_scale(1.5) == 1.5
    for bad in ("", "0.7", "1.6", "inf", "nan", "-1", None):
        with pytest.raises(ValueError):
            parse_scale(bad)  # type: ignore[arg-type]
