"""`layout`: whatever can be shown open is printed, in and outside of a kiosk."""

from __future__ import annotations

import json

import pytest

from game.commands import layout
from game.shell.files.settings import Settings
from game.shell.process.options import OPENINGS


@pytest.mark.parametrize("kiosk", [False, True])
@pytest.mark.parametrize("opened", [None, *OPENINGS])
def test_whatever_is_open_is_printed(
    opened: str | None, kiosk: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert layout.run(Settings(kiosk=kiosk), opened, None) == 0
    items = json.loads(capsys.readouterr().out)
    names = {item["name"] for item in items}
    assert {"help", "canvas", "network.picture"} <= names
    assert opened is None or {"panel", "card"} & names


def test_buttons_are_as_wide_as_the_words_of_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    widths = {}
    for language in ("en", "de", "hi"):
        assert layout.run(Settings(language=language), None, None) == 0
        items = {item["name"]: item["rect"] for item in json.loads(capsys.readouterr().out)}
        widths[language] = items["clear"][2] / items["sample"][2]
    assert len(set(widths.values())) == 3
