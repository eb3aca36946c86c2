"""What draws on one surface: the surface, its colors and sizes, its fonts and its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pygame

from game.view.paint.text import Text, shortened
from game.view.paint.theme import Color, Theme
from game.words.catalogue import say as english


class Brush(NamedTuple):
    """Everything that a part of the picture needs besides its place and its value."""

    surface: pygame.Surface
    theme: Theme
    text: Text
    #: the words for a key of the catalogue, with its values filled in
    say: Callable[..., str] = english

    @property
    def title(self) -> int:
        """Text height of the lab's title and of a percentage, px."""
        return self.px(self.theme.title)

    @property
    def large(self) -> int:
        """Text height of a digit among others, px."""
        return self.px(self.theme.large)

    @property
    def result(self) -> int:
        """Text height of the answer, px."""
        return self.px(self.theme.result)

    @property
    def body(self) -> int:
        """Text height of running text, headings and buttons, px."""
        return self.px(self.theme.body)

    @property
    def small(self) -> int:
        """Text height of notes and numbers, px: nothing is smaller."""
        return self.px(self.theme.small)

    def on(self, surface: pygame.Surface) -> Brush:
        """The same brush on another surface."""
        return self._replace(surface=surface)

    def px(self, length: float) -> int:
        """A length given at 1080 lines, in px of this surface; at least 1."""
        return self.theme.px(length)

    def write(
        self,
        words: str,
        at: tuple[float, float],
        size: int,
        color: Color,
        *,
        bold: bool = False,
        anchor: str = "topleft",
    ) -> pygame.Rect:
        """Put one line so that its ``anchor`` (a pygame.Rect corner or side) is at ``at``; in the
        shade that words of this color have."""
        color = self.theme.words(color)
        return self.text.draw(self.surface, words, at, size, color, bold=bold, anchor=anchor)

    def paragraph(
        self, words: str, at: tuple[float, float], size: int, color: Color, width: float
    ) -> float:
        """Draw wrapped lines downwards from ``at``; returns the y below the last one."""
        color = self.theme.words(color)
        return self.text.paragraph(self.surface, words, at, size, color, width)

    def width(self, words: str, size: int, bold: bool = False) -> int:
        """Width of one line, px."""
        return self.text.width(words, size, bold)

    def fit(self, words: str, size: int, width: float, bold: bool = False) -> int:
        """The largest size ≤ ``size`` at which the line is no wider than ``width``."""
        return self.text.fit(words, size, width, bold)

    def choose(self, words: tuple[str, ...], size: int, width: float, bold: bool = False) -> str:
        """The first of some wordings, long to short, that is no wider than ``width``; else the
        last one, cut with an ellipsis."""
        for wording in words[:-1]:
            if self.text.width(wording, size, bold) <= width:
                return wording
        return shortened(self.text, words[-1], size, width, bold)

    def wrap(self, words: str, size: int, width: float, bold: bool = False) -> list[str]:
        """Break words into lines no wider than ``width`` px where spaces allow it."""
        return self.text.wrap(words, size, width, bold)
