"""What the lab sounds like: the notes between one frame and the next."""

from __future__ import annotations

from game.lab.intents import Intent, SoundFailed
from game.lab.sound.notes import notes
from game.lab.sound.room import audible
from game.lab.state.state import State
from game.shell.window.speaker import Speaker


class Sounds:
    """Listens to what is drawn, and has it played."""

    def __init__(self) -> None:
        self._speaker = Speaker()
        self._before: State | None = None

    def shown(self, state: State) -> list[Intent]:
        """A frame is on the screen. Returns what comes of that: that there is no sound here."""
        before, self._before = self._before, state if audible(state) else None
        if self._before is None or before is None:
            return []
        self._speaker.play(notes(before, state), state.screen.volume)
        return [SoundFailed()] if self._speaker.failed else []

    def close(self) -> None:
        """The lab ends."""
        self._speaker.close()
