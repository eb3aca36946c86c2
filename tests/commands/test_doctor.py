"""`doctor` finds what is wrong, names the cure, and survives it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from game.commands import doctor as doctor_command
from game.shell.files import assets
from game.shell.process import installation


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def lines() -> tuple[int, list[str]]:
    out = io.StringIO()
    status = doctor_command.run(out)
    return status, out.getvalue().splitlines()


def test_all_is_well_here() -> None:
    status, found = lines()
    assert status == 0, found
    assert not [line for line in found if line.startswith("fail")]
    for subject in ("Python", "onnxruntime", "pygame-ce", "SHA-256", "differ", "settings", "log"):
        assert any(subject in line for line in found)
    assert any(line.startswith("warn  no display") and "render" in line for line in found)


def test_a_damaged_file_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = assets.data_root()
    for name in (assets.MANIFEST, *assets.Assets().names):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    (tmp_path / assets.MODEL).write_bytes(b"broken")
    monkeypatch.setattr(assets, "data_root", lambda: tmp_path)
    status, found = lines()
    assert status == 2
    assert any(line.startswith("fail") and "digits.onnx: damaged" in line for line in found)


def test_no_manifest_fails_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "data_root", lambda: tmp_path)
    status, found = lines()
    assert status == 2 and any("MANIFEST: not found" in line for line in found)


def test_plain_pygame_is_refused_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "__init__.py").write_text("# pygame - Python Game Library")
    monkeypatch.setattr(installation, "_file", lambda name: tmp_path / "__init__.py")
    status, found = lines()
    assert status == 2
    assert any("pip uninstall -y pygame pygame-ce" in line for line in found)


def test_bad_settings_and_a_log_that_cannot_be_written_are_warnings(tmp_path: Path) -> None:
    (tmp_path / "config" / "neural-lab").mkdir(parents=True)
    (tmp_path / "config" / "neural-lab" / "settings.toml").write_text("speed = 3")
    (tmp_path / "state").write_text("in the way")
    status, found = lines()
    assert status == 0
    assert any(line.startswith("warn  settings") and "'speed'" in line for line in found)
    assert any(line.startswith("warn  log") for line in found)


def test_a_check_that_raises_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(doctor_command.model_file, "load", lambda _: broken())
    status, found = lines()
    assert status == 2 and any("out of order" in line for line in found)


def test_without_accesskit_it_warns_and_says_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(line.startswith("ok    screen readers: told what there is") for line in lines()[1])
    monkeypatch.setattr(doctor_command, "find_spec", lambda name: None)
    status, found = lines()
    (line,) = [line for line in found if "screen readers" in line]
    assert status == 0 and line.startswith("warn") and "pip install accesskit" in line
