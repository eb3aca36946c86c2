"""Words on surfaces: bundled fonts, rendered once and kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from weakref import proxy

import pygame
import pygame.freetype

from game.view.paint.theme import Color

_INTER = {False: "Inter-Regular.ttf", True: "Inter-SemiBold.ttf"}
_NOTO = {False: "NotoSansDevanagari-Regular.ttf", True: "NotoSansDevanagari-Bold.ttf"}
_DEJAVU = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}

#: the letters of Hindi, and the two signs that tell which of them grow together
DEVANAGARI = re.compile("[\u0900-\u097f\u200c\u200d]")

#: what pygame raises for files that are no fonts
_NO_FONT = (OSError, ValueError, RuntimeError, pygame.error)

#: what a line of text needs, as a share of its nominal size
LINE = 1.3


class Text:
    """Draws text in Inter; Devanagari in Noto Sans, shaped by SDL_ttf's HarfBuzz; what neither has
    (mathematics) comes from DejaVu Sans.

    ``fonts``: where the files lie that are named above, by these names. Those that are not there or
    not fonts are replaced by pygame's built-in font, so that the lab still opens.
    """

    def __init__(self, fonts: Mapping[str, Path]) -> None:
        self._fonts = fonts
        # Caches must not hold the Text that holds them: fonts are open files, which would then stay
        # open until the garbage collector runs.
        me = proxy(self)
        # Percentages change all the time: a larger cache would only hold words never shown again.
        self._image = lru_cache(maxsize=600)(partial(Text._render, me))
        self._font = lru_cache(maxsize=64)(partial(Text._open, me))
        self._charts: dict[bool, Callable[[str], bool]] = {}
        # Measuring costs as much as drawing, and the same words are measured every frame.
        self.width = lru_cache(maxsize=4096)(partial(Text._width, me))
        self._wrap = lru_cache(maxsize=512)(partial(Text._wrapped, me))

    def draw(
        self,
        surface: pygame.Surface,
        words: str,
        at: tuple[float, float],
        size: int,
        color: Color,
        *,
        bold: bool = False,
        anchor: str = "topleft",
    ) -> pygame.Rect:
        """Put one line so that its ``anchor`` (a pygame.Rect corner or side) is at ``at``."""
        image = self._image(words, size, color, bold)
        place = image.get_rect()
        # Devanagari reaches further down than the line that Latin words have, which all stand on.
        place.h = min(place.h, self._font(_INTER[bold], size).get_height())
        setattr(place, anchor, (round(at[0]), round(at[1])))
        surface.blit(image, place, special_flags=pygame.BLEND_PREMULTIPLIED)
        return place

    def _width(self, words: str, size: int, bold: bool = False) -> int:
        """Width of one line, px."""
        return sum(font.size(run)[0] for run, font in self._runs(words, size, bold))

    def fit(self, words: str, size: int, width: float, bold: bool = False) -> int:
        """The largest size ≤ ``size`` at which the line is no wider than ``width``."""
        wide = self.width(words, size, bold)
        if wide > width:
            size = max(int(size * width / wide) + 1, 8)
        while size > 8 and self.width(words, size, bold) > width:
            size -= 1
        return size

    def wrap(self, words: str, size: int, width: float, bold: bool = False) -> list[str]:
        """Break words into lines no wider than ``width`` px where spaces allow it."""
        return list(self._wrap(words, size, width, bold))

    def _wrapped(self, words: str, size: int, width: float, bold: bool) -> list[str]:
        lines: list[str] = []
        line = ""
        for word in re.split(r"[ \n]+(?!%)", words.strip()):  # a number keeps its sign
            longer = f"{line} {word}".strip()
            if line and self.width(longer, size, bold) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line] if line else lines

    def paragraph(
        self,
        surface: pygame.Surface,
        words: str,
        at: tuple[float, float],
        size: int,
        color: Color,
        width: float,
    ) -> float:
        """Draw wrapped lines downwards from ``at``; returns the y below the last one."""
        x, y = at
        for line in self.wrap(words, size, width):
            self.draw(surface, line, (x, y), size, color)
            y += size * LINE
        return y

    def _render(self, words: str, size: int, color: Color, bold: bool) -> pygame.Surface:
        """A line, its colors multiplied with its alpha: so it is drawn faster."""
        runs = self._runs(words, size, bold)
        pieces = [font.render(run, True, color) for run, font in runs]
        if len(pieces) == 1 and runs[0][1] is not self._font(_NOTO[bold], size):
            return pieces[0].premul_alpha()
        width = max(sum(piece.get_width() for piece in pieces), 1)
        tops = self._tops(runs, size, bold)
        height = max(top + piece.get_height() for top, piece in zip(tops, pieces, strict=True))
        line = pygame.Surface((width, height), pygame.SRCALPHA)
        x = 0
        for top, piece in zip(tops, pieces, strict=True):
            line.blit(piece, (x, top))
            x += piece.get_width()
        return line.premul_alpha()

    def _tops(self, runs: list[tuple[str, pygame.font.Font]], size: int, bold: bool) -> list[int]:
        """How far below the top of the line each run begins, px. Inter and DejaVu Sans are centered
        on each other; Devanagari, which reaches far below its line, stands on Inter's."""
        noto, main = self._font(_NOTO[bold], size), self._font(_INTER[bold], size)
        heights = [font.get_height() for _, font in runs if font is not noto]
        height = max([main.get_height(), *heights])
        return [
            max(main.get_ascent() - font.get_ascent(), 0)
            if font is noto
            else (height - font.get_height()) // 2
            for _, font in runs
        ]

    def _runs(self, words: str, size: int, bold: bool) -> list[tuple[str, pygame.font.Font]]:
        """Cut a line where the font must change."""
        words = words.replace("\0", "�")  # SDL refuses NUL
        main, other = self._font(_INTER[bold], size), self._font(_DEJAVU[bold], size)
        runs: list[tuple[str, pygame.font.Font]] = []
        known = self._known(bold)
        for character in words:
            if DEVANAGARI.match(character):
                font = self._font(_NOTO[bold], size)
            else:
                font = main if known(character) else other
            if runs and runs[-1][1] is font:
                runs[-1] = (runs[-1][0] + character, font)
            else:
                runs.append((character, font))
        return runs or [("", main)]

    def _known(self, bold: bool) -> Callable[[str], bool]:
        """Whether Inter has a character. pygame.font cannot tell: it measures the box that
        stands for a missing one; freetype answers None."""
        if bold not in self._charts:
            pygame.freetype.init()
            try:
                face = pygame.freetype.Font(self._fonts.get(_INTER[bold]), 20)
            except _NO_FONT:
                face = pygame.freetype.Font(None, 20)
            self._charts[bold] = lru_cache(None)(lambda c: face.get_metrics(c)[0] is not None)
        return self._charts[bold]

    def _open(self, name: str, size: int) -> pygame.font.Font:
        try:
            # The nominal size is that of the em, which is about what people call text height.
            font = pygame.font.Font(self._fonts.get(name), size)
            font.size("0")  # only using it tells whether the file is a font at all
            if name in _NOTO.values():  # of what is none, pygame would crash
                font.set_script("Deva")
        except _NO_FONT:
            font = pygame.font.Font(None, size)
        return font


def shortened(text: Text, words: str, size: int, width: float, bold: bool = False) -> str:
    """One line, cut with an ellipsis where it is too long."""
    if text.width(words, size, bold) <= width:
        return words
    while words and text.width(words + "…", size, bold) > width:
        words = words[:-1]
    return words + "…"
