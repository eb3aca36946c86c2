"""Real touches by the thousand: `python -m bench.touches --touches 100000`; one JSON object.

A real touch screen of ten fingers (Xorg with its inputtest driver, tests/touch.py), the lab on it
as a process of its own, first as a person has it, then in kiosk mode. Fingers tap, draw, and at
times come all ten at once. The lab runs in a small program that counts what `Pointer` makes of
its events: as many downs as were sent, as many ups, and at the end nothing is held.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.screens import ROOT, SIZE, TouchDesktop, _free_display
from tests.touch import Screen, Touch

#: touches after which the lab is waited for: SDL keeps no more than 65,535 events
BURST = 1000
#: px from the top that no finger goes to: help is there, which can leave full screen
TOP = 120
#: runs the lab, and tells twice a second in a file what it has got so far
COUNTING = """
import json, os, sys, time
import pygame
from game.engine.loop import Loop
from game.lab import intents as do
from game.shell.window.pointer import Pointer

path, told = os.environ["TOUCHES"], [0]
counts = dict.fromkeys(("begun", "ended", "downs", "ups"), 0)
intents, step = Pointer.intents, Loop.step
kinds = {pygame.FINGERDOWN: "begun", pygame.FINGERUP: "ended",
         do.PointerDown: "downs", do.PointerUp: "ups"}

def counted(self, events, *given):
    found = intents(self, events, *given)
    for one in (*(event.type for event in events), *map(type, found)):
        if one in kinds:
            counts[kinds[one]] += 1
    return found

def stepped(self):
    step(self)
    if time.monotonic() - told[0] > 0.5:
        told[0], state = time.monotonic(), self.driver.state
        held = (state.canvas.pen_pointer is not None) + len(state.screen.presses)
        with open(path + ".part", "w") as file:
            held += len(self._pointer._fingers)
            json.dump(counts | {"held": held, "phase": state.kiosk.phase}, file)
        os.replace(path + ".part", path)

Pointer.intents, Loop.step = counted, stepped
from game.start import main
raise SystemExit(main())
"""


class Hands:
    """Fingers on a screen, up to ten at once. ``pace``: s between two of their messages."""

    def __init__(self, touch: Touch, seed: int, pace: float) -> None:
        self._touch, self._chance, self._pace = touch, random.Random(seed), pace
        self.touches = 0

    def gesture(self) -> None:
        """A tap, a stroke, or ten fingers."""
        what = self._chance.random()
        if what < 0.7:
            self._together(1, self._chance.randrange(3))
        elif what < 0.95:
            self._together(self._chance.randrange(1, 4), 12)
        else:
            self._together(10, 8)

    def _together(self, count: int, moves: int) -> None:
        at = [self._place() for _ in range(count)]
        fingers = []
        for place in at:
            fingers.append(self._touch.down(*place))
            self._wait()
        for move in range(moves):
            for finger, (x, y) in zip(fingers, at, strict=True):
                angle = move / 2 + finger
                self._touch.move(finger, x + 25 * math.sin(angle), y + 25 * math.cos(angle))
                self._wait()
        for n in self._chance.sample(range(count), count):
            self._touch.up(fingers[n], *at[n])
            self._wait()
        self.touches += count

    def _place(self) -> tuple[float, float]:
        return self._chance.uniform(30, SIZE[0] - 30), self._chance.uniform(TOP, SIZE[1] - 30)

    def _wait(self) -> None:
        if self._pace:
            time.sleep(self._pace)


class Lab:
    """The counting lab on a screen."""

    def __init__(self, display: str, home: Path, mode: str) -> None:
        self._counts = home / "counts"
        environment = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
        own = {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
        own |= {"XDG_CONFIG_DIRS": home / "none", "TOUCHES": self._counts}
        self.process = subprocess.Popen(
            [sys.executable, "-c", COUNTING, mode],
            cwd=ROOT,
            env=environment | {key: str(path) for key, path in own.items()},
        )
        self.wait(lambda counts: mode != "--kiosk" or counts["phase"] == "attract")
        time.sleep(1)

    @property
    def counts(self) -> dict[str, Any]:
        """What it has got so far."""
        try:
            return dict(json.loads(self._counts.read_text()))
        except FileNotFoundError:
            return {}

    def wait(self, true: Any, patience: float = 60) -> dict[str, Any]:
        """Until its counts are so, or have not changed for so many s."""
        last, since = self.counts, time.monotonic()
        while not (last and true(last)) and time.monotonic() - since < patience:
            assert self.process.poll() is None, "the lab has ended"
            time.sleep(0.1)
            if (now := self.counts) != last:
                last, since = now, time.monotonic()
        return last


def touched(
    screen: Screen | TouchDesktop, mode: str, touches: int, seed: int, pace: float
) -> dict[str, object]:
    """So many touches on a lab; what it got. ``mode``: --fullscreen or --kiosk."""
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(screen.display, Path(folder), mode)
        try:
            before, hands, begun = lab.counts, Hands(screen.touch, seed, pace), time.monotonic()
            got, sent = before, 0.0
            while hands.touches < touches and got["ups"] == before["ups"] + hands.touches:
                end, since = min(hands.touches + BURST, touches), time.monotonic()
                while hands.touches < end:
                    hands.gesture()
                sent += time.monotonic() - since
                wanted = before["ups"] + hands.touches
                got = lab.wait(lambda c, n=wanted: c["ups"] >= n and not c["held"])
            seconds = time.monotonic() - begun
            words = Path(f"/proc/{lab.process.pid}/status").read_text()
            lab.process.terminate()
            status = lab.process.wait(20)
        finally:
            lab.process.kill()
    found = {key: got[key] - before[key] for key in ("begun", "ended", "downs", "ups")}
    return {
        "mode": mode.strip("-"), "touches": hands.touches, **found, "held": got["held"],
        "lost": 4 * hands.touches - sum(found.values()), "seconds": round(seconds),
        "a_second": {"sent": round(hands.touches / sent),
                     "seen": round(hands.touches / seconds, 1)},
        "exit": status,
        "peak_mib": int(words.split("VmHWM:")[1].split()[0]) // 1024,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--touches", type=int, default=100_000, help="in each of the two modes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=0.0, help="s between messages")
    chosen = parser.parse_args()
    with Screen(_free_display(), SIZE) as screen:
        modes = [
            touched(screen, mode, chosen.touches, chosen.seed, chosen.pace)
            for mode in ("--fullscreen", "--kiosk")
        ]
    print(json.dumps({"seed": chosen.seed, "pace_s": chosen.pace, "runs": modes}))


if __name__ == "__main__":
    main()
