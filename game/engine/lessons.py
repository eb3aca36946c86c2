"""A lesson that the command line names, as the intent that begins it."""

from __future__ import annotations

from game.lab.intents import BeginLesson, Intent
from game.shell.files.assets import Assets
from game.shell.files.lesson_file import find_lesson


def taught_by(lesson: str, assets: Assets) -> list[Intent]:
    """The intent that begins the lesson of this name or in this file; none for "". Raises
    LessonError, and AssetError for a shipped one that is damaged."""
    return [BeginLesson(find_lesson(lesson, assets))] if lesson else []
