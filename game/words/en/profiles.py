"""The words of the stage's profiles of colors."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "key.profile": "colors: dark, light, high contrast",
}
