"""`read`: say on stdout what the ink in files says, one JSON object an ink."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

import numpy as np

from game.commands.exit import BAD_INPUT, fail
from game.core.ink.doubt import Gauge, doubt_of
from game.core.ink.ink import Ink
from game.core.ink.reading import Reading, pictures_of, read_segments
from game.core.ink.segment import Segment, segment
from game.core.model.damage import damaged
from game.core.model.network import Array, Network, probabilities
from game.lab.break_it.code import damage_of
from game.shell.files.assets import AssetError, Assets
from game.shell.files.gauge_file import load_gauge
from game.shell.files.ink_file import Found, InkError, read_inks
from game.shell.files.model_file import ModelError, load
from game.shell.process.streams import complain, deliver, murmur

#: inks in a batch, whose digits the model reads in one go, and how many digits and points a batch
#: may have
BATCH = 256
_MOST_DIGITS, _MOST_POINTS = 4_096, 400_000
#: s after which a batch is read and written, full or not
_SOON = 0.5
#: s of silence before progress is shown, and in a log between two lines of it
_PATIENCE = 1.0
_PATIENCE_IN_LOGS = 5.0

#: an ink, or what is wrong with it, and its digits
_Parted = tuple[Ink | InkError, tuple[Segment, ...]]


def run(paths: Iterable[Path], damage: str) -> int:
    """Read every ink in ``paths`` with the shipped network, damaged as a code says ("": not at
    all); returns the exit status, 0 or BAD_INPUT."""
    try:
        assets = Assets()
        model, gauge = load(assets), load_gauge(assets)
    except (AssetError, ModelError) as error:
        return fail(error)
    network = damaged(model.network, damage_of(damage))

    def infer(x: Array) -> Array:
        return model.probabilities(x, network)

    return read_all(paths, infer, model.network, gauge, sys.stdout, sys.stderr)


def read_all(
    paths: Iterable[Path],
    infer: Callable[[Array], Array],
    network: Network,
    gauge: Gauge,
    out: TextIO,
    err: TextIO,
) -> int:
    """Read every ink in ``paths``; returns the exit status, 0 or BAD_INPUT.

    ``network`` tells where one digit ends and the next begins; ``infer``, pictures (n, 784) →
    probabilities (n, 10), says which digit each is, and ``gauge`` whether it is one at all. Ink
    that cannot be read is named on ``err``, one line each, and the rest is still read.
    """
    found = (item for path in paths for item in read_inks(path))
    progress = _Progress(err)
    status = 0
    for batch in _batches(found, network, progress):
        lines = []
        for ink in _read_batch(batch, infer, gauge):
            if isinstance(ink, InkError):
                progress.clear()
                complain(ink, out=err)
                status = BAD_INPUT
            else:
                lines.append(f"{as_json(ink)}\n")
        deliver("".join(lines), out)
    progress.clear()
    return status


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


def _batches(
    found: Iterable[Found], network: Network, progress: _Progress
) -> Iterator[list[_Parted]]:
    """All inks found, each cut into its digits, in batches small enough to take little memory
    and not to keep anybody waiting."""
    batch: list[_Parted] = []
    begun = time.monotonic()
    digits = points = 0
    for item in found:
        parts: tuple[Segment, ...] = ()
        if isinstance(item.ink, Ink):
            parts = segment(item.ink, lambda x: probabilities(network, x))
            digits += len(parts)
            points += item.ink.points
        batch.append((item.ink, parts))
        progress.step(item.place)
        full = len(batch) >= BATCH or digits >= _MOST_DIGITS or points >= _MOST_POINTS
        if full or time.monotonic() - begun > _SOON:
            yield batch
            batch, digits, points, begun = [], 0, 0, time.monotonic()
    if batch:
        yield batch


def _read_batch(
    batch: list[_Parted], infer: Callable[[Array], Array], gauge: Gauge
) -> Iterator[Reading | InkError]:
    """The reading of each ink in ``batch``; the model is asked once for all of them."""
    pictures = pictures_of([part for _, parts in batch for part in parts])
    rows = infer(pictures) if len(pictures) else np.zeros((0, 10), np.float32)
    at = 0
    for ink, parts in batch:
        end = at + len(parts)
        if isinstance(ink, InkError):
            yield ink
        else:
            yield read_segments(parts, rows[at:end], doubt_of(gauge, ink, parts))
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
        if self._count < 2 or time.monotonic() < self._next:  # one ink is no progress
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
