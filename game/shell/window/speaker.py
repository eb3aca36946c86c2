"""The sound: notes become samples, and are played, in a thread of their own.

The device is opened at the first note, so that the start does not wait for it, and a lab that makes
no sound opens none.
"""

from __future__ import annotations

import os
import sys
import threading
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pygame

from game.lab.sound.notes import Note
from game.shell.process.log import log

#: samples a second; and samples that the device takes at once, 12 ms
RATE, CHUNK = 44_100, 512
#: s in which a note swells; and in which it falls to a third
_SWELL, _FALL = 0.012, 0.22
#: how loud all is at most: soft beside what else a machine plays
_LOUDEST = 0.5


@lru_cache(maxsize=64)
def samples(note: Note) -> bytes:
    """A note as 16-bit samples, left and right alike: a sine and a faint octave above it, which
    swell softly and fade."""
    time = np.arange(round(note.seconds * RATE)) / RATE
    tone = np.sin(2 * np.pi * note.pitch * time) + 0.15 * np.sin(4 * np.pi * note.pitch * time)
    swell = np.minimum(time / _SWELL, 1) * np.exp(-time / _FALL)
    end = np.minimum((note.seconds - time) / _SWELL, 1)  # no click
    wave = np.rint(32767 / 1.15 * note.loud * tone * swell * end).astype(np.int16)
    return np.repeat(wave, 2).tobytes()


class Speaker:
    """Plays notes. Where there is no device it is silent, which is logged once."""

    def __init__(self) -> None:
        #: whether there is nothing to play with
        self.failed = False
        self._queue: SimpleQueue[tuple[tuple[Note, ...], float] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def play(self, notes: tuple[Note, ...], volume: int) -> None:
        """Play notes at once; ``volume``: 0..100 %."""
        if self.failed or not notes:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
            self._thread.start()
        self._queue.put((notes, _LOUDEST * volume / 100))

    def close(self) -> None:
        """What sounds falls silent, and the device is closed."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(2)

    def _run(self) -> None:
        try:
            if not _has_sound():
                raise pygame.error("no sound device")
            pygame.mixer.init(RATE, -16, 2, CHUNK, allowedchanges=0)
            while (wanted := self._queue.get()) is not None:
                notes, volume = wanted
                for note in notes:
                    sound = pygame.mixer.Sound(buffer=samples(note))
                    sound.set_volume(volume)
                    sound.play()
        except (pygame.error, OSError) as fault:
            self.failed = True
            log.warning("no sound: %s", fault)
        finally:
            pygame.mixer.quit()


def _has_sound() -> bool:
    """Whether asking for a device makes sense. On Linux without any, its sound library would fill
    stderr with complaints."""
    if not sys.platform.startswith("linux") or "SDL_AUDIODRIVER" in os.environ:
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}"))
    servers = (runtime / "pulse" / "native", runtime / "pipewire-0")
    if "PULSE_SERVER" in os.environ or any(path.exists() for path in servers):
        return True
    return any(Path("/dev/snd").glob("pcm*p"))
