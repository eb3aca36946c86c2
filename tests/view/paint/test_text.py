"""Words on surfaces: Devanagari is shaped, stands on the line of other words, and has the width
that the layout counts with."""

from __future__ import annotations

import re

import numpy as np
import pygame
import pytest

from game.lab.needed import BODY
from game.shell.files.assets import Assets
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.words.catalogue import ENGLISH, offered, say, speak
from game.words.width import width


@pytest.fixture
def text(assets: Assets) -> Text:
    pygame.font.init()
    return Text(assets.fonts)


def drawn(text: Text, words: str) -> np.ndarray:
    surface = pygame.Surface((400, 80), depth=32)
    text.draw(surface, words, (5, 5), 40, (255, 255, 255))
    return pygame.surfarray.array_green(surface)


def test_letters_grow_together_where_they_should(text: Text) -> None:
    """A virama joins two letters to one that is narrower; with a zero width non-joiner between
    them it stays visible, and the letters stay apart."""
    for joined in ("क्ष", "त्र", "ज्ञ", "द्ध"):
        apart = joined[:2] + "\u200c" + joined[2:]
        assert text.width(joined, 40) < 0.85 * text.width(apart, 40)
        assert not np.array_equal(drawn(text, joined), drawn(text, apart))


def test_a_sign_moves_before_its_letter(text: Text) -> None:
    """The sign of a short i is written after its letter and drawn before it."""
    plain, with_sign = drawn(text, "क"), drawn(text, "कि")
    first = [np.flatnonzero(ink.any(axis=1))[0] for ink in (plain, with_sign)]
    letter = plain[first[0] : first[0] + 20].sum()
    assert with_sign[first[1] : first[1] + 20].sum() != letter
    assert text.width("कि", 40) > text.width("क", 40)


def test_devanagari_stands_on_the_line_of_latin_words(text: Text) -> None:
    """The lowest ink of क, which has nothing below the line, is that of H."""
    lowest = [np.flatnonzero(drawn(text, f"{words}").any(axis=0))[-1] for words in ("H", "क", "Hक")]
    assert max(lowest) - min(lowest) <= 2


def test_no_label_is_wider_than_the_layout_thinks(text: Text) -> None:
    for code in offered():
        speak(code)
        for key, words in ENGLISH.items():
            if isinstance(words, str) and len(words) < 30 and not re.search(r"{|^\W*$", words):
                real = text.width(say(key), BODY)
                assert real <= 1.02 * BODY * width(say(key)) + 3, (code, key)
                assert real >= 0.5 * BODY * width(say(key)) - 3, (code, key)
    speak("en")


def test_the_layout_knows_the_size_of_buttons_words() -> None:
    assert Theme().body == BODY
