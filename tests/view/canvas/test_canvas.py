"""What the panels of the canvas see of a State: it differs when the picture must, and else not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from game.commands.render import play
from game.core.ink.ink import Ink, stroke_of
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.state.canvas import READ, Canvas
from game.lab.state.prediction import Prediction
from game.shell.files.assets import Assets
from game.view.canvas.canvas import CanvasPanel
from game.view.canvas.seen import SeenPanel
from game.view.canvas.timeline import TimelinePanel
from game.view.frame import Frame
from game.words.catalogue import say
from tests.view.words import drawn_words

CANVAS, SEEN, TIMELINE = CanvasPanel(), SeenPanel(), TimelinePanel()


def drawn(driver: Driver, *shown: do.Intent) -> None:
    """A digit on the canvas, long enough for all to have come to rest."""
    play(driver, [(0, do.LoadSample(7)), *((100, intent) for intent in shown)], 240)


def test_more_ink_than_is_read_says_so(driver: Driver, assets: Assets) -> None:
    def words_with(strokes: int) -> set[str]:
        ink = tuple(stroke_of([(20, 8 * i), (60, 8 * i + 4)]) for i in range(strokes))
        play(driver, [(0, do.ShowInk(Ink(448, 448, 20, ink)))], 10)
        return {words for words, _ in drawn_words(driver, assets)}

    said = say("canvas.unread", count=READ)
    assert said in words_with(READ + 1)
    assert said not in words_with(READ)


def test_time_alone_changes_nothing(driver: Driver) -> None:
    drawn(driver)
    before = [panel.look(driver.state) for panel in (CANVAS, SEEN, TIMELINE)]
    driver.advance([do.Tick()] * 3)
    assert [panel.look(driver.state) for panel in (CANVAS, SEEN, TIMELINE)] == before


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
    assert after != before, "the last answer is another"
    assert np.abs(after.moments[-1].probabilities - before.moments[-1].probabilities).max() > 0.1


def test_the_timeline_shows_which_moment_and_which_digit_leads(driver: Driver) -> None:
    drawn(driver)
    last = TIMELINE.look(driver.state)
    driver.advance([do.Scrub(0.0)])
    first = TIMELINE.look(driver.state)
    assert first != last and first.moments == last.moments
    assert (last.scrub, first.scrub) == (None, 0) and last.top == 7


def test_raw_ink_is_held_against_the_prepared_picture(driver: Driver) -> None:
    drawn(driver)
    one = SEEN.look(driver.state)
    assert one.x is not None and one.both is None
    driver.advance([do.ToggleRaw(), do.Tick()])
    both = SEEN.look(driver.state).both
    assert both is not None
    prepared, raw = both
    assert prepared.x == one.x != raw.x and prepared.digit == 7
    driver.advance([do.Clear(), do.Tick()])
    assert SEEN.look(driver.state) == (None, None)


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
