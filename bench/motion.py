"""How much is seen to run from the back row: in two checkouts, and each in a process of its own.

    python -m bench.motion OLD NEW

prints JSON: for each sample digit the percent of pixels that are seen to change between two frames
of a wave (`game/commands/bench_motion.py`, that of this checkout for both), and NEW / OLD.
"""

from __future__ import annotations

import argparse
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

#: the file that measures: this checkout's, whichever checkout is measured
MEASURE = Path(__file__).resolve().parents[1] / "game/commands/bench_motion.py"
DIGITS = (2, 3, 5, 8)
#: ticks after which a sample has been drawn, and its wave has run through
DRAWN = 400


def percents() -> dict[str, float]:
    """The figures of the checkout that stands first on the path."""
    from game.engine.driver import Driver
    from game.lab import intents as do
    from game.lab.state.state import State
    from game.shell.files.assets import Assets
    from game.shell.files.model_file import load

    measure = runpy.run_path(str(MEASURE))["moving_percent"]
    assets, found = Assets(), {}
    for digit in DIGITS:
        driver = Driver(State())
        driver.load(load(assets), assets)
        driver.advance([do.LoadSample(digit)])
        for _ in range(DRAWN):
            driver.advance([do.Tick()])
        found[str(digit)] = round(measure(driver.state, assets.fonts), 3)
    return found


def _told(checkout: Path) -> dict[str, float]:
    """The figures of a checkout, in a process and with an environment of its own."""
    command = [checkout / ".venv/bin/python", "-P", Path(__file__).resolve(), "--here"]
    own = {"PYTHONPATH": str(checkout), "SDL_VIDEODRIVER": "dummy"}
    environment = {**os.environ, **own, "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    told = subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, check=True
    )
    return dict(json.loads(told.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkouts", nargs="*", type=Path, metavar="CHECKOUT")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        print(json.dumps(percents()))
        return
    if len(chosen.checkouts) != 2:
        parser.error("name two checkouts")
    old, new = (_told(checkout.resolve()) for checkout in chosen.checkouts)
    result = {
        digit: {"old": old[digit], "new": new[digit], "ratio": round(new[digit] / old[digit], 2)}
        for digit in old
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    sys.exit(main())
