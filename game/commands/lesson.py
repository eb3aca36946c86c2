"""`lesson --check`: say what is wrong with the file of a lesson, line by line."""

from __future__ import annotations

import sys

from game.commands.exit import BAD_INPUT, fail
from game.shell.files.assets import AssetError, Assets
from game.shell.files.lesson_file import find_lesson
from game.shell.files.place import LessonError
from game.shell.process.streams import complain, deliver


def run(words: str) -> int:
    """Check the lesson of this name or in this file; returns the exit status."""
    try:
        lesson = find_lesson(words, Assets())
    except AssetError as error:
        return fail(error)
    except LessonError as error:
        for fault in error.faults:
            complain(fault)
        return BAD_INPUT
    languages = sorted({language for step in lesson.steps for language, _ in step.say} - {""})
    spoken = f", in {', '.join(languages)}" if languages else ""
    deliver(f"{lesson.name}: a lesson of {len(lesson.steps)} steps{spoken}\n", sys.stdout)
    return 0
