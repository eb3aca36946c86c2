"""The teacher's notes of a lesson, as a PDF to print."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.shell.files.assets import Assets
from game.shell.files.export import write_pdf
from game.shell.files.lesson_file import find_lesson
from game.view.page.notes import draw_notes
from game.view.paint.text import Text
from game.words.catalogue import speak


def save_notes(lesson: str, assets: Assets, path: Path, language: str) -> None:
    """Write the notes of the lesson of this name or in this file, in a language. Raises
    LessonError, AssetError for a shipped one that is damaged, and ExportError."""
    found = find_lesson(lesson, assets)
    pygame.font.init()
    speak(language)
    write_pdf(path, *draw_notes(Text(assets.fonts), found, language))
