"""Settings are kept in the person's file, whole or not at all; what else stands in it stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.shell.files.settings import load_settings
from game.shell.files.settings_file import keep
from game.shell.files.whole_file import ExportError


def test_what_is_kept_is_what_the_next_start_has(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    assert keep([("language", "de"), ("reduced_motion", True), ("letters", "alt")], path) == path
    settings, notices = load_settings({}, (path,))
    assert notices == []
    assert (settings.language, settings.reduced_motion, settings.letters) == ("de", True, "alt")


def test_comments_and_other_settings_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# ours\nidle = 45 # short\nlanguage = "fr"\n', "utf-8")
    keep([("language", "hi")], path)
    assert path.read_text("utf-8") == '# ours\nidle = 45 # short\nlanguage = "hi"\n'


@pytest.mark.parametrize("text", [b"language = ", b"\xff\xfe", b"a=1\na=2", b"a=" + b"[" * 9000])
def test_a_file_that_is_no_toml_is_left_alone(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text)
    with pytest.raises(ExportError, match="mend or remove"):
        keep([("language", "hi")], path)
    assert path.read_bytes() == text and list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    with pytest.raises(ExportError, match=r"settings\.toml: .*not a file"):
        keep([("language", "hi")], tmp_path / "settings.toml")


def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(ExportError, match=r"settings\.toml"):
        keep([("language", "hi")], tmp_path / "settings.toml")
