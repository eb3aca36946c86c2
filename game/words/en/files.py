"""The words of what is saved and opened: drawings, pictures of the screen, replays."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "key.save": "save drawing, picture and replay",
    "hint.last": "Undo brings back your last drawing",
    "saved": "Saved to {path}: drawing (.json), picture, replay",
    "saved.blank": "Saved to {path}: picture and replay; nothing is drawn",
    "saved.full": "Saved to {path}; the replay was full: it ends after {minutes} min",
    "opened": "Opened {name}; Undo brings back what was drawn",
    "opened.not": "Not opened: {cause}",
    "replay.plays": "A replay plays: Esc or a touch takes over",
    "replay.over": "The replay has ended: the lab is yours, Undo brings back what was drawn",
    "replay.version": "This replay is from version {lab}, and this is {here}: it may differ",
}
