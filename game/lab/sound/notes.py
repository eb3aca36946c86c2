"""What is heard of the lab, as notes: of the wave as it passes, and of an answer that flips.

Nothing is told by sound alone: the wave's front, the ring at the answer and the words of the flip
are seen at the same time.
"""

from __future__ import annotations

from typing import NamedTuple

from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict
from game.core.model.unit import OUTPUT
from game.lab.network.playback import hides, reached, told
from game.lab.state.state import State

#: semitones of the pentatonic scale, in which no two notes jar
_SCALE = (0, 2, 4, 7, 9)
#: Hz: the note of the input, and of a 0 as the answer
LAYERS, ANSWERS = 220.0, 440.0
#: Hz: an answer that flips, below all others
FLIP = 98.0
#: s that the notes of layers, of answers and of flips last
PASSING, LANDING, FLIPPING = 0.25, 0.7, 0.9


class Note(NamedTuple):
    """``pitch``, Hz; how long it sounds, s; ``loud``, 0..1."""

    pitch: float
    seconds: float
    loud: float


def pitch_of(base: float, nth: int) -> float:
    """The nth note of the scale above ``base``, Hz."""
    octave, place = divmod(nth, len(_SCALE))
    return float(base * 2 ** (octave + _SCALE[place] / 12))


def notes(before: State, after: State) -> tuple[Note, ...]:
    """What is heard as one state becomes the other, at most 15 ticks later; nothing in attract
    mode, which goes on all day."""
    if after.kiosk.attract or after.prediction.trace is None:
        return ()
    first = before.prediction.trace is None
    fired = first or after.playback.fired_at != before.playback.fired_at
    found = [Note(pitch_of(LAYERS, layer), PASSING, 0.5) for layer in _passed(before, after, fired)]
    if _lands(before, after, fired):
        found.append(_landing(after))
    if _flips(before, after):
        found.append(Note(FLIP, FLIPPING, 1.0))
    return tuple(found)


def _passed(before: State, after: State, fired: bool) -> list[int]:
    """The layers below the output that the wave has come to."""
    if not hides(after):
        return []
    start, end = -1.0 if fired or not hides(before) else reached(before), reached(after)
    return [layer for layer in range(OUTPUT) if start < layer <= end]


def _lands(before: State, after: State, fired: bool) -> bool:
    """Whether the answer is told now: by the wave, or, where motion is reduced, without it."""
    if after.canvas.growing or not told(after):
        return False
    if hides(after):
        return fired or (hides(before) and not told(before))
    return fired and after.playback.dark


def _landing(state: State) -> Note:
    """The note of an answer: its digit's, soft where that is in doubt; the lowest for none."""
    row = state.prediction.probabilities
    digit = None if row is None else decided(row)
    sure = state.prediction.verdict is Verdict.SURE
    return Note(pitch_of(ANSWERS, digit or 0), LANDING, 0.8 if sure else 0.3)


def _flips(before: State, after: State) -> bool:
    """Whether the answer to the same ink has become another digit, and is told."""
    now, then = after.prediction, before.prediction
    same = now.answered is then.answered and now.shown == then.shown
    if not same or after.canvas.growing or not (told(before) and told(after)):
        return False
    rows = (now.probabilities, then.probabilities)
    digits = {None if row is None else decided(row) for row in rows}
    return len(digits) == 2
