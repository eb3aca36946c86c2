"""Settings: later sources win, and whatever is wrong is named while the rest counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.shell.settings import Settings, load_settings, parse_scale, parse_size, settings_files


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


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("colour = 3", "unknown setting 'colour'"),
        ("fullscreen = 1", "fullscreen: 1 is neither"),
        ('scale = "big"', "scale: 'big' is no scale"),
        ("scale = 3", "scale: 3 is no scale"),
        ("scale = nan", "scale: nan is no scale"),
        ("scale = true", "scale: True is no scale"),
        ("scale = [1]", "scale: [1] is no scale"),
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
    settings, notices = load(tmp_path, text, "scale = 2")
    assert settings == Settings(scale=2)
    assert len(notices) == 1 and "not TOML" in notices[0] and "\n" not in notices[0]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "latin.toml").write_bytes(b"size = '\xe9'")
    settings, notices = load_settings({}, (tmp_path / "folder.toml", tmp_path / "latin.toml"))
    assert settings == Settings() and len(notices) == 2


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
        "4096x2161",
        "16384x16384",
        "9" * 5000 + "x1",
    ):
        with pytest.raises(ValueError):
            parse_size(bad)


def test_scales() -> None:
    assert parse_scale("0.75") == 0.75 and parse_scale(2) == 2.0
    for bad in ("", "0.7", "2.1", "inf", "nan", "-1", None):
        with pytest.raises(ValueError):
            parse_scale(bad)  # type: ignore[arg-type]
