"""kill −9, again and again: `python -m bench.kill --times 200`; one JSON object.

A lab in kiosk mode on an X server of its own, under packaging/supervise.py. Somebody touches it now
and then; at a random moment it is killed. How long until it is back in attract mode, whether a
counter that its status file had shown was lost, and whether its settings are what they were.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from game.shell.files.kiosk_values import hash_pin
from tests.faults.kiosk import SUPERVISE, Kiosk, kiosk
from tests.screens import SIZE
from tests.screens import _xvfb as own_screen

SETTINGS = f"""# Not one byte of this may change.
idle = 30
countdown = 1
kiosk_keys = ["7", "space"]
staff_pin = "{hash_pin("2468", bytes(16))}"
"""
#: counters that only grow
COUNTERS = ("visits", "resets", "errors")
#: kills between two visits that are left to end in a reset
RESETS = 40
#: s before the next start, as long as a lab is given to end
RESTART = "0.5"


def visited(lab: Kiosk, chance: random.Random, nth: int) -> None:
    """Now and then somebody comes; seldom they are waited for until all begins anew."""
    if chance.random() < 0.6:
        lab.desktop.press(chance.randrange(200, SIZE[0]), chance.randrange(200, SIZE[1]))
    if nth % RESETS == RESETS - 1 and lab.status["phase"] == "visit":
        lab.wait(phase="attract")
    time.sleep(chance.choice((chance.random() * 0.3, chance.random(), chance.uniform(0.5, 5))))


def killed(lab: Kiosk) -> tuple[float, list[str]]:
    """Kill it; s until it is back in attract mode, and what was lost."""
    before = lab.status
    begun = time.monotonic()
    os.kill(before["pid"], signal.SIGKILL)
    while True:
        now = lab.status
        if now["pid"] != before["pid"] and now["phase"] == "attract":
            break
        if time.monotonic() - begun > 120:
            return float("inf"), ["the lab"]
        time.sleep(0.01)
    took = time.monotonic() - begun
    lost = [name for name in COUNTERS if now[name] < before[name]]
    return took, lost + ["starts"] * (now["starts"] != before["starts"] + 1)


def measure(times: int, seed: int) -> dict[str, object]:
    """Kill it so many times."""
    chance, took, lost = random.Random(seed), list[float](), list[str]()
    with tempfile.TemporaryDirectory() as folder, own_screen() as desktop:
        home = Path(folder)
        supervise = (*SUPERVISE, "--restart", RESTART, "--")
        with kiosk(desktop, home, settings=SETTINGS, before=supervise) as lab:
            for nth in range(times):
                visited(lab, chance, nth)
                seconds, missing = killed(lab)
                took.append(seconds)
                lost += [f"{name} in kill {nth}" for name in missing]
                if (nth + 1) % 20 == 0:
                    print(f"{nth + 1} of {times}", file=sys.stderr, flush=True)
            last = lab.status
        intact = (home / "config/neural-lab/settings.toml").read_bytes() == SETTINGS.encode()
        left = sorted(path.name for path in lab.state.iterdir())
    return {
        "times": times, "seed": seed,
        "back_s": {"median": round(float(np.median(took)), 2),
                   "p99": round(float(np.percentile(took, 99)), 2), "worst": round(max(took), 2)},
        "within_10_s": sum(seconds <= 10 for seconds in took),
        "lost": lost, "settings_intact": intact, "left_in_the_folder": left,
        "counters": {name: last[name] for name in (*COUNTERS, "starts")},
        "load": round(os.getloadavg()[2], 1),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.times, chosen.seed)))


if __name__ == "__main__":
    main()
