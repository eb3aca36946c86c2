"""The words of sound."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "key.mute": "mute, and sound again",
    "status.loading.short": "Loading",
    "status.ready.short": "Ready",
    "no.sound": "Sound is off: start with --sound 30",
    "no.sound.device": "No sound device is here",
}
