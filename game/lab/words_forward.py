"""The words of the forward pass; `words` has all the others."""

from __future__ import annotations

WORDS: dict[str, str] = {}
