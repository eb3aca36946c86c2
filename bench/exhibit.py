"""Kiosk mode for long: `python -m bench.exhibit resets --count 1000`, and so on; one JSON object.

- ``attract``: loops of attract mode in real time: frames a second and share of a core in each.
- ``resets``: random visits, each left; how many first frames differ by a pixel.
- ``year``: days with opening hours and visits, in fast time.
- ``soak``: visits without a pause for so many seconds of real time: memory, handles, threads, and
  whether frames become slower.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import threading
import time
from array import array
from pathlib import Path

import numpy as np

from game.lab.kiosk.attract import LOOP
from game.shell.files.kiosk_values import parse_opening
from game.shell.files.settings import Settings
from game.shell.files.values import parse_size
from game.shell.window.clock import TICKS_A_SECOND
from tests.engine.exhibit import Exhibit

SETTINGS = Settings(kiosk=True, idle=30, countdown=20)
#: visits after which memory counts: caches have filled by then
WARM_UP = 100
#: visits looked at after the warm-up and at the end: one look depends on what that visit opened
STRETCH = 100
#: visits of a day, least and most
_DAY = (2, 8)


def attract(exhibit: Exhibit, count: int) -> dict[str, object]:
    """``count`` loops of attract mode in real time."""
    costs: list[int] = []
    loop = exhibit.loop
    loop.uncapped = False
    loop.on_frame = lambda cpu, wall: costs.append(wall)
    shares, rates = [], []
    for _ in range(count):
        begun, cpu = time.monotonic(), time.process_time()
        for second in range(1, LOOP // TICKS_A_SECOND + 1):
            since, frames = time.monotonic(), len(costs)
            while time.monotonic() < begun + second:
                loop.step()
            rates.append((len(costs) - frames) / (time.monotonic() - since))
        shares.append((time.process_time() - cpu) / (time.monotonic() - begun))
    loop.uncapped = True
    wall = np.array(costs) / 1e6
    return {
        # The first one finds out what later ones know.
        "core_percent": [round(100 * share, 1) for share in shares],
        # Seconds in which nothing moves have none.
        "frames_per_second": {"median": round(float(np.median(rates)), 1),
                              "p25": round(float(np.percentile(rates, 25)), 1)},
        "frame_wall_ms": {"median": round(float(np.median(wall)), 2),
                          "p99": round(float(np.percentile(wall, 99)), 2)},
        "signals": exhibit.state.screen.signals,
    }  # fmt: skip


def resets(exhibit: Exhibit, count: int) -> dict[str, object]:
    """``count`` visits."""
    differ = []
    for seed in range(count):
        exhibit.visit(seed, 20)
        if not exhibit.left():
            differ.append(seed)
        _tell(seed, count)
    return {"resets": count, "that_differ": differ}


def year(exhibit: Exhibit, count: int) -> dict[str, object]:
    """``count`` days: opening hours, visits, darkness."""
    differ, visits = [], 0
    chance = np.random.default_rng(count)
    for day in range(count):
        exhibit.wall += 86_400 - (exhibit.wall - _opens(exhibit.wall)) % 86_400  # 09:00
        exhibit.settle("attract")
        if exhibit.pixels() != exhibit.first:
            differ.append(f"day {day} opens")
        for _ in range(int(chance.integers(*_DAY))):
            visits += 1
            exhibit.visit(visits, int(chance.integers(3, 12)))
            if not exhibit.left():
                differ.append(f"visit {visits}")
        exhibit.wall += 86_400 - (exhibit.wall - _opens(exhibit.wall)) % 86_400 - 7 * 3600
        exhibit.settle("closed")
        _tell(day, count)
    return {"days": count, "visits": visits, "that_differ": differ}


def soak(exhibit: Exhibit, count: int) -> dict[str, object]:
    """``count`` s of visits, one after the other."""
    # Four bytes a frame: a list of floats grows by 32, which is 10 MiB in an hour.
    costs = array("f")
    exhibit.loop.on_frame = lambda cpu, wall: costs.append(cpu / 1e6)
    begun, seed, simulated = time.monotonic(), 0, 0
    looks: list[dict[str, float]] = []
    while time.monotonic() < begun + count:
        tick = exhibit.state.kiosk.visits
        exhibit.visit(seed % 1000, 20)
        simulated += exhibit.state.tick
        assert exhibit.left() and exhibit.state.kiosk.visits == tick + 1
        simulated += SETTINGS.idle * 60 + SETTINGS.countdown * 60
        seed += 1
        if seed == WARM_UP:
            del costs[:]
        if seed >= WARM_UP:
            looks.append(_held())
    tenth = max(len(costs) // 10, 1)
    first, last = (float(np.percentile(part, 99)) for part in (costs[:tenth], costs[-tenth:]))
    return {
        "seconds": round(time.monotonic() - begun), "visits": seed,
        "hours_of_ticks": round(simulated / 216_000, 1), "frames": len(costs),
        "after_warm_up": _over(looks[:STRETCH]), "at_the_end": _over(looks[-STRETCH:]),
        "rss_mib_of_tenths": [
            _over(list(part))["rss_mib"]["median"] for part in np.array_split(np.array(looks), 10)
        ],
        "frame_cpu_p99_ms": {"first_tenth": round(first, 2), "last_tenth": round(last, 2)},
    }  # fmt: skip


def _over(looks: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    """Least, median and most of each figure over ``looks``."""
    return {
        name: {
            "least": min(look[name] for look in looks),
            "median": float(np.median([look[name] for look in looks])),
            "most": max(look[name] for look in looks),
        }
        for name in looks[0]
    }


def _held() -> dict[str, float]:
    """What the process holds: resident memory, MiB, handles and threads."""
    gc.collect()
    words = Path("/proc/self/smaps_rollup").read_text().split("Rss:")[1].split()[0]
    return {
        "rss_mib": round(int(words) / 1024, 1),
        "handles": len(os.listdir("/proc/self/fd")),
        "threads": sum(one.name != "status" for one in threading.enumerate()),
    }


def _opens(wall: float) -> float:
    """Some 09:00 by the local clock, s since 1970."""
    here = time.localtime(wall)
    return wall - (here.tm_hour * 60 + here.tm_min) * 60 - here.tm_sec + 9 * 3600


def _tell(done: int, count: int) -> None:
    if (done + 1) % max(count // 20, 1) == 0:
        print(f"{done + 1} of {count}", file=sys.stderr, flush=True)


_WHAT = {"attract": (attract, 1), "resets": (resets, 1000), "year": (year, 365),
         "soak": (soak, 3600)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=_WHAT)
    parser.add_argument("--count", type=int, help="loops, visits, days, or seconds")
    parser.add_argument("--size", type=parse_size, default=(1280, 800))
    chosen = parser.parse_args()
    measure, usual = _WHAT[chosen.what]
    settings = SETTINGS
    if chosen.what == "year":
        settings = Settings(kiosk=True, idle=30, opening=parse_opening("09:00-17:00"))
    with (
        tempfile.TemporaryDirectory() as folder,
        Exhibit(Path(folder), chosen.size, settings) as exhibit,
    ):
        found = measure(exhibit, usual if chosen.count is None else chosen.count)
    print(json.dumps({"size": chosen.size, **found}))


if __name__ == "__main__":
    main()
