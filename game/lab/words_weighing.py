"""The words of the weights; `words` has all the others."""

from __future__ import annotations

WORDS: dict[str, str] = {}
