"""What the command line asks for at the start: a damage, and a lesson."""

from __future__ import annotations

from game.engine.driver import broken_by
from game.lab.intents import BeginLesson, Intent
from game.shell.files.assets import Assets
from game.shell.files.lesson_file import find_lesson


def begun_by(damage: str, lesson: str, assets: Assets) -> list[Intent]:
    """The intents that do the damage of a code, and begin the lesson of this name or in this file;
    none for "". Raises LessonError, and AssetError for a shipped lesson that is damaged."""
    begins: list[Intent] = [BeginLesson(find_lesson(lesson, assets))] if lesson else []
    return [*broken_by(damage), *begins]
