"""Hints and refusals are never cut: whatever is open, the line above the network has room."""

from __future__ import annotations

import pygame
import pytest

from game.lab import intents as do
from game.lab.stage.hints import HINTS, hints, line_of
from game.view.paint.theme import Theme
from game.view.stage.hint import HintPanel
from game.words.catalogue import ENGLISH
from tests.lab.stage.test_hints import DRAWN, PLACES
from tests.labs import answered, on_screen
from tests.view.words import SIZES, recorder, recording

#: said on a sheet, where there is room
ON_SHEETS = (
    "no.typed",
    "no.paste",
    "no.sheet.help",
    "no.sheet.quit",
    "no.sheet.code",
    "no.sheet.lessons",
)
REFUSALS = [key for key in ENGLISH if key.startswith("no.") and key not in ON_SHEETS]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PLACES)
def test_no_hint_and_no_refusal_is_cut(name: str, size: tuple[int, int]) -> None:
    state = answered(DRAWN, do.Resize(*size), *PLACES[name][0])
    rect, panel = state.stage.rect("hint"), HintPanel()
    surface, text = pygame.Surface(size, depth=32), recorder()
    brush = recording(surface, Theme(scale=state.stage.scale))
    said = [on_screen(state, hint=key) for key in hints(state)]
    said += [on_screen(state, refusal=ENGLISH[key], refused_at=state.tick) for key in REFUSALS]
    for shown in said:
        text.drawn = []
        panel.draw(brush, rect, panel.look(shown))
        ((words, ink, *_),) = text.drawn
        assert words == line_of(shown)[0]
        assert pygame.Rect(rect).contains(ink), words


def test_there_are_refusals_and_hints() -> None:
    assert len(REFUSALS) > 15 and len(HINTS) > 15
