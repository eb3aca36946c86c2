"""No glyph is missing: every character the lab may show is in one of the bundled fonts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pygame
import pygame.freetype
import pytest

from game.shell.files.assets import Assets, data_root
from game.view.paint.text import Text

ROOT = Path(__file__).resolve().parents[2]
FONTS = data_root() / "assets" / "fonts"
REQUIRED = (
    "₀₁₂₃ℝ∈⁷⁸⁴ŷ→←×·−∂≤≥…▲▼◀▶❚↶✕●○⚙□?Σσ Δ√²½¼⅒"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 %+-=/()[]{},.;:!\"'°"
)
#: a code point that no font may ever have
NOTHING = "\U0010fffe"


def strings(folder: Path) -> Iterator[str]:
    """Every string of the code but its docstrings."""
    for path in folder.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in docstrings:
                yield str(node.value)


def characters() -> list[str]:
    used = {c for floor in ("view", "lab") for s in strings(ROOT / "game" / floor) for c in s}
    return sorted(c for c in used | set(REQUIRED) if c.isprintable() and not c.isspace())


def lacking(name: str) -> set[str]:
    """The characters that a font lacks. pygame.font cannot tell: since SDL_ttf 2.20 it measures
    the box that stands for a missing glyph as if it were one."""
    pygame.freetype.init()
    words = "".join(characters())
    metrics = pygame.freetype.Font(FONTS / name, 20).get_metrics(words)
    return {c for c, known in zip(words, metrics, strict=True) if known is None}


@pytest.mark.parametrize(
    "pair", [("Inter-Regular", "DejaVuSans"), ("Inter-SemiBold", "DejaVuSans-Bold")]
)
def test_each_character_is_in_a_bundled_font(pair: tuple[str, str]) -> None:
    first, second = (lacking(f"{name}.ttf") for name in pair)
    assert not first & second


@pytest.mark.parametrize("bold", [False, True])
def test_text_finds_the_font_that_has_it(bold: bool) -> None:
    pygame.font.init()
    text = Text(Assets().fonts)

    def picture(words: str) -> bytes:
        surface = pygame.Surface((60, 60))
        text.draw(surface, words, (5, 5), 30, (255, 255, 255), bold=bold)
        return pygame.image.tobytes(surface, "RGB")

    missing = {picture(NOTHING)}
    assert [c for c in characters() if picture(c) in missing] == []
