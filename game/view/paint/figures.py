"""Numbers in columns: every digit as wide as the next, aligned at the right."""

from __future__ import annotations

from game.core.kept import kept
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Color, Theme

#: the digits of layers, as formulas write them
LOWERED = "₀₁₂₃"
_DIGITS = "0123456789"
#: as wide as a digit, so that signs stand above each other
_WIDE = _DIGITS + "+−"
#: how far below the middle of its line the decimal comma of many languages reaches, in sizes
COMMA = 0.56


@kept(512)
def _cell(text: Text, character: str, size: int, bold: bool) -> int:
    """Width a character is given, px."""
    if character not in _WIDE:
        return text.width(character, size, bold)
    return max(text.width(digit, size, bold) for digit in _DIGITS)


def figure_width(text: Text, words: str, size: int, bold: bool = False) -> int:
    """Width of a number in tabular digits, px."""
    return sum(_cell(text, character, size, bold) for character in words)


def draw_figure(
    brush: Brush,
    words: str,
    right: tuple[float, float],
    size: int,
    color: Color,
    bold: bool = False,
) -> float:
    """Put a number so that its right end's middle is at ``right``; returns its left end, px."""
    x, y = right
    for character in reversed(words):
        wide = _cell(brush.text, character, size, bold)
        brush.write(character, (x - wide / 2, y), size, color, bold=bold, anchor="center")
        x -= wide
    return x


def sign_color(theme: Theme, figure: str) -> Color:
    """The color of a printed number, by the sign it carries."""
    return {"+": theme.positive, "−": theme.negative}.get(figure[:1], theme.text)
