"""Lessons on screen and on paper: the band, the light, the notes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.engine.driver import Driver
from game.engine.lookups import read_lessons
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.intents.lesson import Lesson, LessonStep
from game.lab.lesson.update import said
from game.lab.stage.layout import layout
from game.lab.stage.now import moving
from game.shell.files.assets import Assets
from game.shell.files.place import LESSON_NAMES
from game.view.frame import Frame
from game.view.lesson.band import BandPanel
from game.view.page.notes import draw_notes
from game.view.page.page import MARGIN, SIZE
from game.view.paint.brush import Brush
from game.view.paint.text import LINE, Text
from game.view.paint.theme import Theme
from game.words.catalogue import speak
from tests.lab.stage.test_layout import SIX

LESSONS = {lesson.name: lesson for lesson in read_lessons(Assets()).lessons}


@pytest.fixture(scope="module", autouse=True)
def fonts() -> Iterator[None]:
    pygame.font.init()
    yield
    speak("en")


def pixels(surface: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(surface)


def beats(driver: Driver) -> Iterator[list[Intent]]:
    """A lesson as it goes: drawing under the light, the light fading, other parts lit, sheets."""
    yield [do.BeginLesson(LESSONS["first-look"]), do.Tick()]
    rect = driver.state.stage.rect("canvas")
    x, y = rect.center
    yield [do.PointerDown(1, x, y - 80), do.Tick()]
    yield [do.PointerMove(1, x, y + 80), do.Tick()]
    yield [do.PointerUp(1, x, y + 80), *[do.Tick()] * 40]
    yield [do.TurnLesson(1), *[do.Tick()] * 3]
    for ticks in (230, 8, 6, 8):
        yield [do.Tick()] * ticks
    yield [do.TurnLesson(1), do.Tick()]
    yield [do.ShowSheet("help"), do.Tick()]
    yield [do.ShowSheet(None), do.Tick()]
    yield [do.NextBoard(), do.Tick()]
    yield [do.NextBoard(), do.NextBoard(), do.OpenTab("break"), do.SetDamage("K3"), do.Tick()]
    yield [do.TurnLesson(1), do.Tick()]
    yield [do.Resize(700, 520), do.Tick()]
    yield [do.LeaveLesson(), do.Tick()]
    yield [do.BeginLesson(LESSONS["why"]), do.LeaveLesson(), do.Tick()]


def test_bit_by_bit_it_looks_as_drawn_wholly(driver: Driver, assets: Assets) -> None:
    frame, whole, compared = Frame(assets.fonts), Frame(assets.fonts), 0
    surface = pygame.Surface(driver.state.screen.size, depth=32)
    for nth, beat in enumerate(beats(driver)):
        for intent in beat:
            before = driver.state
            driver.advance([intent])
            if driver.state.canvas.ink is not before.canvas.ink:
                frame.draw_ink(surface, driver.state)
        if driver.state.prediction.trace and not driver.state.playback.paused:
            driver.advance([do.Pause()])
        if surface.get_size() != driver.state.screen.size:
            surface = pygame.Surface(driver.state.screen.size, depth=32)
            frame.forget()
        frame.draw(surface, driver.state)
        if moving(driver.state):  # some panels wait for a later tick
            continue
        other = pygame.Surface(surface.get_size(), depth=32)
        whole.draw_all(other, driver.state)
        assert (pixels(surface) == pixels(other)).all(), nth
        compared += 1
    assert compared >= 10


def test_around_what_is_lit_it_is_dark_for_a_while(driver: Driver, assets: Assets) -> None:
    driver.advance([do.LoadSample(7), *[do.Tick()] * 300, do.Pause()])
    words = (("", "Look here."),)
    lesson = Lesson("x", words, (LessonStep(words, ("prediction",)),))
    driver.advance([do.BeginLesson(lesson), do.Tick()])
    lit, later = (pygame.Surface((960, 540), depth=32) for _ in range(2))
    Frame(assets.fonts).draw_all(lit, driver.state)
    driver.advance([do.Tick()] * 300)
    Frame(assets.fonts).draw_all(later, driver.state)
    answer, undo, band = (
        pygame.Rect(*map(int, driver.state.stage.rect(name)))
        for name in ("prediction", "undo", "lesson")
    )
    inner = answer.inflate(-30, -30)
    assert (pixels(lit.subsurface(inner)) == pixels(later.subsurface(inner))).all()
    assert (pixels(lit.subsurface(band)) == pixels(later.subsurface(band))).all()
    dim, bright = (float(pixels(one.subsurface(undo)).mean()) for one in (lit, later))
    assert dim < 0.5 * bright
    assert pixels(later)[answer.left, answer.centery].min() > 200, "the ring stays"


@pytest.mark.parametrize("size", SIX)
def test_every_sentence_is_told_whole_and_english_as_large_as_running_text(
    size: tuple[int, int], assets: Assets
) -> None:
    stage = layout(size, banner="damaged", lessons=(True, 0))
    brush = Brush(pygame.Surface((1, 1)), Theme(scale=stage.scale), Text(assets.fonts))
    place = BandPanel.words_in(brush, stage.rect("lesson"))
    for lesson in LESSONS.values():
        for step in lesson.steps:
            for language in ("en", "de", "fr", "es", "hi"):
                words = said(step.say, language)
                size_ = BandPanel.size_of(brush, words, place)
                lines = brush.wrap(words, size_, place.w)
                assert len(lines) * size_ * LINE <= place.h + 1, (lesson.name, language, words)
                assert max(brush.width(line, size_) for line in lines) <= place.w
                assert size_ >= brush.body or language != "en", words


@pytest.mark.parametrize("language", ["en", "de", "hi"])
def test_notes_stand_within_the_margins_and_say_everything(language: str, assets: Assets) -> None:
    class Recorder(Text):
        drawn: list[tuple[str, pygame.Rect]] = []  # noqa: RUF012

        def draw(self, surface, words, at, size, color, *, bold=False, anchor="topleft"):
            place = super().draw(surface, words, at, size, color, bold=bold, anchor=anchor)
            self.drawn.append((words, place))
            assert size >= 26
            return place

    area = pygame.Rect(0, 0, *SIZE).inflate(-2 * MARGIN + 2, -2 * MARGIN + 8)
    for name in LESSON_NAMES:
        lesson, text = LESSONS[name], Recorder(assets.fonts)
        text.drawn = []
        pages = draw_notes(text, lesson, language)
        assert 1 <= len(pages) <= 4 and all(page.get_size() == SIZE for page in pages)
        assert all(area.contains(place) for words, place in text.drawn if words.strip())
        told = " ".join(words for words, _ in text.drawn)
        for step in lesson.steps:
            for wanted in (step.say, step.question, step.answer):
                assert said(wanted, language).rpartition(" ")[2] in told
