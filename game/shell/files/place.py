"""Where the shipped files lie, and which languages and lessons are among them: asked before any
library is loaded."""

from __future__ import annotations

from pathlib import Path

LANGUAGES = "assets/languages"
#: the lessons, in the order in which they are offered
LESSON_NAMES = ("first-look", "why", "break-it", "learning")
#: most faults that are told of the file of one lesson
MOST_FAULTS = 20


def data_root() -> Path:
    """The folder that holds assets/ and models/: in an installed wheel, or the repository."""
    game = Path(__file__).resolve().parents[2]
    installed = game / "_data"
    return installed if installed.is_dir() else game.parent


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a catalogue, and English, which needs none."""
    found = (data_root() / LANGUAGES).glob("*.mo")
    return ("en", *sorted(path.stem for path in found if path.stem != "en"))


class LessonError(ValueError):
    """A lesson cannot be used. ``faults``: one line each: file, line, key, what is wrong, cure."""

    def __init__(self, faults: list[str]) -> None:
        more = len(faults) - 1
        rest = f" (and {more} more: `neural-lab lesson --check` tells all)" if more else ""
        super().__init__(f"{faults[0]}{rest}")
        self.faults = faults[:MOST_FAULTS]
