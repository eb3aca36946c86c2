"""The notes in the samples that are played: at their pitch, as loud as they should be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.lab.sound.notes import ANSWERS, FLIP, FLIPPING, LANDING, Note, pitch_of
from game.shell.window.speaker import RATE, samples
from tests.screens import ROOT

PLAYS = """
import logging, sys, time
logging.getLogger().addHandler(logging.NullHandler())
from game.lab.sound.notes import Note
from game.shell.window.speaker import Speaker
speaker = Speaker()
for words in sys.argv[2:]:
    pitch, seconds, loud = map(float, words.split(","))
    speaker.play((Note(pitch, seconds, loud),), int(sys.argv[1]))
    time.sleep(1.2)
speaker.close()
print("failed" if speaker.failed else "played")
"""


def pitch(wave: np.ndarray) -> float:
    """Where the spectrum has its peak, Hz; ``wave``: (n,)."""
    power = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 4 * RATE))
    return float(power.argmax()) / 4


def mono(raw: bytes) -> np.ndarray:
    both = np.frombuffer(raw, np.int16).reshape(-1, 2)
    assert (both[:, 0] == both[:, 1]).all()
    return both[:, 0].astype(float)


@pytest.mark.parametrize("digit", range(10))
def test_a_note_has_its_pitch_and_neither_clicks_nor_clips(digit: int) -> None:
    note = Note(pitch_of(ANSWERS, digit), LANDING, 1.0)
    wave = mono(samples(note))
    assert len(wave) == round(LANDING * RATE) and pitch(wave) == pytest.approx(note.pitch, rel=0.01)
    assert np.abs(wave).max() < 32767
    assert abs(wave[0]) < 20 and abs(wave[-1]) < 20
    soft = mono(samples(note._replace(loud=0.3)))
    assert np.abs(soft).max() == pytest.approx(0.3 * np.abs(wave).max(), rel=0.01)


def play(folder: Path, volume: int, *notes: Note, **environment: str) -> tuple[str, str]:
    """What the speaker says of playing notes one after the other, and what is on stderr."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SDL", "PULSE"))}
    words = [",".join(map(str, note)) for note in notes]
    run = subprocess.run(
        [sys.executable, "-c", PLAYS, str(volume), *words],
        cwd=ROOT,
        env=kept | {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return run.stdout.splitlines()[-1], run.stderr


def test_the_device_gets_the_notes(tmp_path: Path) -> None:
    """SDL's driver "disk" writes what a device would play."""
    file = tmp_path / "played"
    wanted = (Note(pitch_of(ANSWERS, 7), LANDING, 1.0), Note(FLIP, FLIPPING, 1.0))
    disk = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(file)}
    assert play(tmp_path, 100, *wanted, **disk)[0] == "played"
    wave = mono(file.read_bytes()[: file.stat().st_size // 4 * 4])
    loud = np.abs(wave) > 100
    begin = int(loud.argmax())
    first = wave[begin : begin + RATE // 2]
    rest = wave[begin + round(0.95 * RATE) :]
    second = rest[int((np.abs(rest) > 100).argmax()) :][: RATE // 2]
    assert pitch(first) == pytest.approx(wanted[0].pitch, rel=0.01)
    assert pitch(second) == pytest.approx(FLIP, rel=0.02)
    assert 0.3 * 32767 < np.abs(first).max() < 0.5 * 32767  # soft even at its loudest


def test_without_a_device_it_is_silent_and_says_so_nowhere_but_in_the_log(tmp_path: Path) -> None:
    driver = {"SDL_AUDIODRIVER": "none such"} if any(Path("/dev/snd").glob("pcm*p")) else {}
    assert play(tmp_path, 100, Note(FLIP, 0.1, 1.0), **driver) == ("failed", "")
