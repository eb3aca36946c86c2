"""The teacher's notes of a lesson on pages to print: A4 in portrait, dark on white."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.intents.lesson import Lesson, LessonStep
from game.lab.lesson.conditions import awaited
from game.lab.lesson.update import said
from game.view.page.page import MARGIN, PAPER, SIZE
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Color
from game.view.paint.widgets import box
from game.words.catalogue import say

#: heights of text, px of the page: 38 px are 13.7 points
_TITLE, _SAY, _NOTE, _SMALL = 72, 38, 32, 28
#: width of the column of the steps' numbers, of that of "Question", between steps, and below the
#: heading, px
_NUMBER, _LABEL, _BETWEEN, _BELOW = 96, 300, 34, 30
#: height of the foot, px
_FOOT = 60


class Note(NamedTuple):
    """A paragraph: what stands before it, its words, and how they look."""

    label: str
    words: str
    size: int
    color: Color
    bold: bool = False


def draw_notes(text: Text, lesson: Lesson, language: str) -> list[pygame.Surface]:
    """Draw the pages; each is a surface of SIZE. No step is broken over two of them."""
    area = Rect(0, 0, *SIZE).inset(MARGIN)
    area = area._replace(h=area.h - _FOOT)
    brush = Brush(_page(), PAPER, text)
    pages, y = [brush.surface], _draw_head(brush, area, lesson, language)
    for nth, step in enumerate(lesson.steps, start=1):
        notes = list(_notes_of(step, language))
        high = sum(_height(brush, area, note) for note in notes)
        if y + high > area.bottom:
            brush = brush.on(_page())
            pages.append(brush.surface)
            y = area.y
        brush.write(str(nth), (area.x, y), _SAY, PAPER.muted, bold=True)
        for note in notes:
            y = _draw_note(brush, area, y, note)
        y += _BETWEEN
    title = said(lesson.title, language)
    for nth, page in enumerate(pages, start=1):
        words = say("notes.page", title=title, page=nth, pages=len(pages))
        at = area.x, area.bottom + _FOOT
        brush.on(page).write(words, at, _SMALL, PAPER.muted, anchor="bottomleft")
    return pages


def _page() -> pygame.Surface:
    page = pygame.Surface(SIZE, depth=32)
    page.fill(PAPER.ground)
    return page


def _draw_head(brush: Brush, area: Rect, lesson: Lesson, language: str) -> float:
    """Title, time and goal above a line; returns the y below."""
    title, muted = said(lesson.title, language), PAPER.muted
    place = brush.write(say("notes.head"), area[:2], _NOTE, muted)
    size = brush.fit(title, _TITLE, area.w, bold=True)
    place = brush.write(title, (area.x, place.bottom), size, PAPER.text, bold=True)
    count = len(lesson.steps)
    words = say("notes.steps", steps=count)
    if lesson.minutes:
        words = say("notes.minutes", minutes=lesson.minutes, steps=count)
    y = float(brush.write(words, (area.x, place.bottom + 6), _NOTE, muted).bottom)
    y = brush.paragraph(say("notes.keys"), (area.x, y), _SMALL, muted, area.w)
    if goal := said(lesson.goal, language):
        note = Note(say("notes.goal"), goal, _NOTE, PAPER.text)
        y = _draw_note(brush, area._replace(x=area.x - _NUMBER, w=area.w + _NUMBER), y + 12, note)
    brush.surface.fill(PAPER.panel_edge, box(Rect(area.x, y + 14, area.w, 2)))
    return y + 14 + _BELOW


def _notes_of(step: LessonStep, language: str) -> Iterator[Note]:
    """What is printed of a step: its sentence, what it waits for, question and answer."""
    yield Note("", said(step.say, language), _SAY, PAPER.text, bold=True)
    if step.until:
        yield Note("", say(awaited(step.until)), _SMALL, PAPER.muted)
    if question := said(step.question, language):
        yield Note(say("notes.question"), question, _NOTE, PAPER.text)
    if answer := said(step.answer, language):
        yield Note(say("notes.answer"), answer, _NOTE, PAPER.text)


def _place(area: Rect, note: Note) -> Rect:
    """Where a paragraph's words stand, beside the number and its label."""
    left = _NUMBER + (_LABEL if note.label else 0)
    return area._replace(x=area.x + left, w=area.w - left)


def _height(brush: Brush, area: Rect, note: Note) -> float:
    lines = brush.wrap(note.words, note.size, _place(area, note).w, note.bold)
    return len(lines) * note.size * LINE + 8


def _draw_note(brush: Brush, area: Rect, y: float, note: Note) -> float:
    """A paragraph; returns the y below it."""
    place = _place(area, note)
    if note.label:
        size = brush.fit(note.label, _SMALL, _LABEL - 20)
        at = area.x + _NUMBER, y + (note.size - size) / 2
        brush.write(note.label, at, size, PAPER.muted)
    for line in brush.wrap(note.words, note.size, place.w, note.bold):
        brush.write(line, (place.x, y), note.size, note.color, bold=note.bold)
        y += note.size * LINE
    return y + 8
