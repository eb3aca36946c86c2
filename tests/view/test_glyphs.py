"""No glyph is missing: every character the lab may show is in one of the bundled fonts."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pygame
import pygame.freetype
import pytest
from babel.messages.pofile import read_po

from game.shell.files.assets import Assets, data_root
from game.shell.files.place import LANGUAGES
from game.view.paint.text import DEVANAGARI, Text

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


def translations() -> Iterator[str]:
    """Every sentence of the other languages."""
    for path in (data_root() / LANGUAGES).glob("*.po"):
        for message in read_po(BytesIO(path.read_bytes())):
            yield from [message.string] if isinstance(message.string, str) else message.string


@cache
def characters() -> list[str]:
    floors = (strings(ROOT / "game" / floor) for floor in ("view", "lab", "words"))
    used = {c for s in (*itertools.chain(*floors), *translations()) for c in s}
    return sorted(c for c in used | set(REQUIRED) if c.isprintable() and not c.isspace())


def lacking(name: str) -> set[str]:
    """The characters that a font lacks. pygame.font cannot tell: since SDL_ttf 2.20 it measures
    the box that stands for a missing glyph as if it were one."""
    pygame.freetype.init()
    words = "".join(characters())
    metrics = pygame.freetype.Font(FONTS / f"{name}.ttf", 20).get_metrics(words)
    return {c for c, known in zip(words, metrics, strict=True) if known is None}


@pytest.mark.parametrize(
    ("inter", "dejavu", "noto"),
    [
        ("Inter-Regular", "DejaVuSans", "NotoSansDevanagari-Regular"),
        ("Inter-SemiBold", "DejaVuSans-Bold", "NotoSansDevanagari-Bold"),
    ],
)
def test_each_character_is_in_a_bundled_font(inter: str, dejavu: str, noto: str) -> None:
    hindi = {c for c in characters() if DEVANAGARI.match(c)}
    assert len(hindi) > 40 and not hindi & lacking(noto)
    assert not (lacking(inter) & lacking(dejavu)) - hindi


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
