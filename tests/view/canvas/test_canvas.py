"""What the panels of the canvas see of a State: it differs when the picture must, and else not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.commands.render import play
from game.core.ink.ink import Ink, stroke_of
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.canvas.film import answer_of, film_of
from game.lab.canvas.timeline import answers_of
from game.lab.layers.update import sheared
from game.lab.network.playback import told
from game.lab.state.canvas import READ, Canvas
from game.lab.state.prediction import Prediction
from game.shell.files.assets import Assets
from game.view.canvas.canvas import CanvasPanel
from game.view.canvas.timeline import Timeline, TimelinePanel
from game.view.frame import Frame
from game.words.catalogue import say
from tests.view.words import drawn_words

CANVAS, TIMELINE = CanvasPanel(), TimelinePanel()


def drawn(driver: Driver, *shown: do.Intent) -> None:
    """A digit on the canvas, long enough for all to have come to rest."""
    play(driver, [(0, do.LoadSample(7)), *((100, intent) for intent in shown)], 240)


def test_more_ink_than_is_read_says_so(driver: Driver, assets: Assets) -> None:
    def words_with(strokes: int) -> set[str]:
        ink = tuple(stroke_of([(20, 8 * i), (60, 8 * i + 4)]) for i in range(strokes))
        play(driver, [(0, do.ShowInk(Ink(448, 448, 20, ink)))], 10)
        return {words for words, _ in drawn_words(driver, assets)}

    said = {say("canvas.unread", count=READ), say("canvas.unread.short", count=READ)}
    assert said & words_with(READ + 1)
    assert not said & words_with(READ)


def test_a_dot_is_not_nothing_and_not_read(driver: Driver, assets: Assets) -> None:
    """It is said on the canvas once the pen is lifted, and beside the picture."""
    driver.advance([do.BeginStroke(200, 200), do.Tick()])
    driver.advance([do.EndStroke(), do.Tick()])
    assert CANVAS.look(driver.state).small
    words = {words for words, _ in drawn_words(driver, assets)}
    assert {say("canvas.small"), say("canvas.small.short")} & words
    driver.advance([do.LoadSample(4), *[do.Tick()] * 90])
    assert not CANVAS.look(driver.state).small


def test_it_is_said_where_a_slant_was_taken_out(driver: Driver) -> None:
    upright = [[(60, 60), (60, 340)], [(300, 60), (300, 340)]]
    leaning = [[(x + (340 - y) * 0.6, y) for x, y in stroke] for stroke in upright]
    for strokes, slanted in ((leaning, True), (leaning[:1], False)):
        ink = Ink(448, 448, 20, tuple(map(stroke_of, strokes)))
        driver.advance([do.ShowInk(ink), do.Tick()])
        assert len(driver.state.prediction.segments) == len(strokes)
        assert sheared(driver.state) == slanted


def test_time_alone_changes_nothing(driver: Driver) -> None:
    drawn(driver)
    before = [panel.look(driver.state) for panel in (CANVAS, TIMELINE)]
    driver.advance([do.Tick()] * 3)
    assert [panel.look(driver.state) for panel in (CANVAS, TIMELINE)] == before


def test_each_digit_on_the_canvas_has_its_answer(driver: Driver, assets: Assets) -> None:
    number, ink = next(iter(assets.samples.numbers.items()))
    play(driver, [(0, do.ShowInk(ink))], 10)
    assert {found.digit for found in CANVAS.look(driver.state).digits} == {""}, "not told yet"
    driver.advance([do.Tick()] * 100)
    seen = CANVAS.look(driver.state)
    assert "".join(found.digit for found in seen.digits) == driver.state.prediction.number
    assert all(found.sure for found in seen.digits)
    assert len(seen.digits) == len(str(number))
    driver.advance([do.PickDigit(0)])
    assert [found.shown for found in CANVAS.look(driver.state).digits][:2] == [True, False]


def test_damage_changes_the_answers_on_the_canvas_and_on_the_timeline(driver: Driver) -> None:
    drawn(driver, do.OpenTab("break"))
    before, ink = TIMELINE.look(driver.state), driver.state.canvas.ink
    driver.advance([do.SetDamage("W3")])
    after = TIMELINE.look(driver.state)
    assert driver.state.canvas.ink is ink and len(after.moments) == len(before.moments)
    assert after != before
    for one, other in zip(rows_of(before), rows_of(after), strict=True):
        assert np.abs(one - other).max() > 0.1, "every moment is answered anew, not only the last"


def rows_of(value: Timeline) -> list[np.ndarray]:
    answers = answers_of(value.moments, value.network, value.revision)
    return [row[moment.newest] for row, moment in zip(answers, value.moments, strict=True)]


@pytest.mark.parametrize("damage", ["", "N60.2"])
def test_the_timeline_marks_the_answer_that_is_given(driver: Driver, damage: str) -> None:
    """At every moment of the drawing, held there, and whatever was done to the network since: the
    curve that leads and the answer that is marked are those of Prediction."""
    drawn(driver, do.SetDamage(damage))
    last = len(driver.state.canvas.moments) - 1
    for index in range(0, last + 1, 7):
        driver.advance([do.Scrub(index / last), do.Tick()])
        value, prediction = TIMELINE.look(driver.state), driver.state.prediction
        now = last if value.scrub is None else value.scrub
        assert prediction.probabilities is not None and now == index
        assert np.allclose(rows_of(value)[now], prediction.probabilities, atol=1e-6)
        answers = answers_of(value.moments, value.network, value.revision)
        film = film_of(value.moments, answers, 336)
        marked = film.shown(now, answer_of(answers[now], value.moments[now].doubts).number)
        assert marked is None or marked.answer.number == prediction.number


def test_a_moving_pen_draws_the_canvas_alone(driver: Driver, assets: Assets) -> None:
    pygame.font.init()
    frame, surface = Frame(assets.fonts), pygame.Surface(driver.state.screen.size, depth=32)
    frame.draw(surface, driver.state)
    canvas = pygame.Rect(*driver.state.stage.rect("canvas"))
    x, y = canvas.center
    driver.advance([do.PointerDown(0, x, y), do.PointerMove(0, x + 20, y + 9)])
    before = surface.copy()
    assert frame.draw_ink(surface, driver.state) == [canvas]
    assert surface.subsurface(canvas).copy().get_buffer().raw != (
        before.subsurface(canvas).copy().get_buffer().raw
    )
    for picture in (before, surface):
        picture.fill((0, 0, 0), canvas)
    assert surface.get_buffer().raw == before.get_buffer().raw
    assert frame.draw_ink(surface, driver.state) == []


def test_gauge_and_hint_follow_the_state_where_the_ink_stays(driver: Driver) -> None:
    drawn(driver)
    state = driver.state
    doubtful = replace(state.prediction, doubts=np.array([0.9], np.float32))
    assert CANVAS.look(replace(state, prediction=doubtful)) != CANVAS.look(state)
    blank = replace(state, canvas=Canvas(), prediction=Prediction())
    assert CANVAS.look(blank).hint and CANVAS.look(blank).doubt is None
    about_to_draw = replace(blank, canvas=Canvas(script=((1.0, 1.0, True),)))
    assert not CANVAS.look(about_to_draw).hint


def test_the_film_does_not_tell_the_answer_before_the_wave(driver: Driver, assets: Assets) -> None:
    """While the wave is on its way, the answer that stands now has its picture and no words."""
    drawn(driver)

    def film_words() -> list[str]:
        rect = driver.state.stage.rect("timeline")
        return [words for words, place in drawn_words(driver, assets) if rect.holds(*place[:2])]

    assert "7" in film_words()
    earlier = [words for words in film_words() if words != "7"]
    driver.advance([do.Replay(), do.Tick()])
    assert not told(driver.state) and "7" not in film_words()
    assert film_words() == earlier
    driver.advance([do.Tick()] * 120)
    assert told(driver.state) and "7" in film_words()
