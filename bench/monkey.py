"""A monkey at the lab: `python -m bench.monkey --events 1000000 --seed 1 [--kiosk]`.

Raw events, malformed ones too, intents and resizes in one process, with the checks of
tests/storms/test_event_storm.py: no exception, no pass of more than 2 s of CPU time (10 in kiosk
mode), nothing held down at the end, no file and no thread left behind. Prints one JSON object. A
failure prints its seed, and how many events had come: the same seed makes the same storm.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from game.shell.files.settings import Settings
from tests.engine.exhibit import Exhibit
from tests.storms.test_event_storm import SIZES, KioskStorm, Storm, resident

#: events between two looks at what is held and open, and in one pass at most
PORTION, BATCH = 20_000, 60


def blown(storm: Storm, events: int) -> list[float]:
    """Blow so many events; memory after each PORTION, MiB."""
    memory = []
    storm.blow(PORTION)
    storm.calm()
    files, threads = storm.held()
    for done in range(0, events, PORTION):
        storm.blow(min(PORTION, events - done))
        storm.calm()
        after = storm.held()
        assert not set(after[0]) - set(files), f"seed {storm.seed}, {done:,}: {after[0]}"
        assert after[1] <= threads, f"seed {storm.seed}, {done:,}: {after[1]} threads"
        memory.append(round(resident(), 1))
        print(f"{done + PORTION:,} events, {memory[-1]} MiB", file=sys.stderr, flush=True)
    return memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kiosk", action="store_true")
    chosen = parser.parse_args()
    begun, settings = time.monotonic(), Settings(kiosk=True, idle=30)
    with (
        tempfile.TemporaryDirectory() as folder,
        Exhibit(Path(folder), SIZES[0], settings if chosen.kiosk else Settings()) as exhibit,
    ):
        kind = KioskStorm if chosen.kiosk else Storm
        storm = kind(exhibit.loop, chosen.seed, time.thread_time)
        storm.batch = BATCH
        memory = blown(storm, chosen.events)
    print(json.dumps({
        "events": chosen.events, "seed": chosen.seed, "kiosk": chosen.kiosk, "faults": 0,
        "memory_mib": {"first": memory[0], "last": memory[-1], "most": max(memory)},
        "seconds": round(time.monotonic() - begun),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
