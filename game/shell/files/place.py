"""Where the shipped files lie, and which languages are among them: asked before any library is
loaded."""

from __future__ import annotations

from pathlib import Path

LANGUAGES = "assets/languages"


def data_root() -> Path:
    """The folder that holds assets/ and models/: in an installed wheel, or the repository."""
    game = Path(__file__).resolve().parents[2]
    installed = game / "_data"
    return installed if installed.is_dir() else game.parent


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a catalogue, and English, which needs none."""
    found = (data_root() / LANGUAGES).glob("*.mo")
    return ("en", *sorted(path.stem for path in found if path.stem != "en"))
