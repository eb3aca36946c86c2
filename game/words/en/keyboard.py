"""The words of the keyboard's pen, and of its keys."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "pen.up": "Pen: ← ↑ ↓ → move it, Enter puts it down",
    "pen.corner": "← ↑ ↓ → move on; Enter here lifts the pen",
    "pen.line": "Enter draws this line",
    "key.pen": "the canvas’s pen, by small steps",
    "no.pen": "Go to the canvas with Tab first",
    "no.pen.busy": "Somebody else is drawing now",
}
