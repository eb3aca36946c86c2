"""How wide words will be: the layout gives labels the room that they need in every language."""

from __future__ import annotations

import re
from functools import lru_cache

from game.words.advances import ADVANCES

#: of the sizes' thousandths: what a character takes that the table lacks; and how much wider than
#: the regular one the bold is, at most
_UNKNOWN, _BOLD = 1000, 1.08
#: vowel signs and marks that take no room, as they stand above or below their letter
_MARKS = frozenset(map(chr, (*range(0x900, 0x904), 0x93C, *range(0x941, 0x949), 0x94D, 0x200D)))
#: two letters that some of these stand beside, and what that takes at most
_WIDENED, _BESIDE = re.compile("[\u0930\u0932][\u0941\u0942]"), 300


@lru_cache(maxsize=2048)
def width(words: str, bold: bool = False) -> float:
    """The width of one line as a multiple of its text height: that of its characters side by side.
    Letters that grow together, as those of Hindi, take no more than that."""
    whole = sum(ADVANCES.get(character, _UNKNOWN) for character in words if character not in _MARKS)
    whole += _BESIDE * len(_WIDENED.findall(words))
    return whole / 1000 * (_BOLD if bold else 1)
