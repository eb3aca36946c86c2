"""`read`: say on stdout what the ink in files says, one JSON object an ink."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

import numpy as np

from game.core.doubt import Gauge, doubt_of
from game.core.network import Array, Network, probabilities
from game.core.reading import Reading, pictures_of, read_segments
from game.core.segment import Segment, segment
from game.shell.ink_file import Found, InkError, read_inks
from game.shell.streams import complain, deliver, murmur

#: inks whose digits the model reads in one go
BATCH = 256
#: s after which what has been read is written
_SOON = 0.5
#: exit status when some ink could not be read
BAD_INK = 2
#: seconds of silence before progress is shown, and between two lines of it
_PATIENCE = 1.0
_PATIENCE_IN_LOGS = 5.0


def run(
    paths: Iterable[Path],
    infer: Callable[[Array], Array],
    network: Network,
    gauge: Gauge,
    out: TextIO,
    err: TextIO,
) -> int:
    """Read every ink in ``paths``; returns the exit status, 0 or BAD_INK.

    ``network`` helps to tell digits apart; what each digit is comes from ``infer``, pictures
    (n, 784) → probabilities (n, 10), and whether it is one at all from ``gauge``. Whatever
    cannot be read is named on ``err``, one line each, and the rest is still read.
    """
    found = (item for path in paths for item in read_inks(path))
    progress = _Progress(err)
    status = 0
    for batch in _batches(found):
        lines = []
        for ink in _read_batch(batch, infer, network, gauge, progress):
            if isinstance(ink, InkError):
                progress.clear()
                complain(ink, out=err)
                status = BAD_INK
            else:
                lines.append(f"{as_json(ink)}\n")
        deliver("".join(lines), out)
    progress.clear()
    return status


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Inks in portions that are worth asking the model for, and soon enough to be waited for."""
    batch: list[Found] = []
    begun = time.monotonic()
    for item in found:
        batch.append(item)
        if len(batch) == BATCH or time.monotonic() - begun > _SOON:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch


def as_json(reading: Reading) -> str:
    """One line: {"number": …, "digits": [{"digit", "probability", "doubt", "box"}, …]}.

    A box is [x, y, w, h], canvas px.
    """
    digits = [
        {
            "digit": digit.digit,
            "probability": round(digit.probability, 4),
            "doubt": round(digit.doubt, 4),
            "box": [round(side, 1) for side in digit.box],
        }
        for digit in reading.digits
    ]
    return json.dumps({"number": reading.number, "digits": digits}, separators=(",", ":"))


def _read_batch(
    batch: list[Found],
    infer: Callable[[Array], Array],
    network: Network,
    gauge: Gauge,
    progress: _Progress,
) -> Iterator[Reading | InkError]:
    """What each of ``batch`` says, the model asked once for all of them."""
    parts: list[tuple[Segment, ...]] = []
    for item in batch:
        if isinstance(item.ink, InkError):
            parts.append(())
        else:
            parts.append(segment(item.ink, lambda x: probabilities(network, x)))
        progress.step(item.place)
    pictures = pictures_of([part for ink in parts for part in ink])
    rows = infer(pictures) if len(pictures) else np.zeros((0, 10), np.float32)
    at = 0
    for item, ink_parts in zip(batch, parts, strict=True):
        end = at + len(ink_parts)
        if isinstance(item.ink, InkError):
            yield item.ink
        else:
            doubts = doubt_of(gauge, ink_parts, item.ink.pen)
            yield read_segments(ink_parts, rows[at:end], doubts)
        at = end


class _Progress:
    """Says on stderr how far the reading is, once it takes longer than a moment."""

    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._rewrites = err.isatty()
        self._patience = _PATIENCE if self._rewrites else _PATIENCE_IN_LOGS
        self._next = time.monotonic() + _PATIENCE
        self._count = 0
        self._shown = False

    def step(self, place: str) -> None:
        """One more ink is done."""
        self._count += 1
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._patience
        words = f"read {self._count:,} inks, now in {place}"
        if self._rewrites:
            murmur(f"\r{words[:78]:<78}", self._err)
            self._shown = True
        else:
            murmur(f"{words}\n", self._err)

    def clear(self) -> None:
        """Take the progress line off the terminal, so that something else can stand there."""
        if self._shown:
            murmur(f"\r{'':78}\r", self._err)
            self._shown = False
