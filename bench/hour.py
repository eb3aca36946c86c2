"""A real hour at a kiosk: `python -m bench.hour --minutes 60`; one JSON object.

The program itself, on an X server of its own (Xvfb, 1920×1080), is visited by a mouse: strokes,
buttons, neurons, and half a minute of nobody, again and again. Every minute is noted what the
process holds: resident memory, handles, threads; and at the end what its status file counts.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DISPLAY, SIZE = ":77", (1920, 1080)
#: minutes after which memory counts, and of each of the two stretches compared: what is open takes
#: some 25 MiB, so their least is
WARM_UP, STRETCH = 12, 12


def _mouse(*words: object) -> None:
    environment = {**os.environ, "DISPLAY": DISPLAY}
    subprocess.run(["xdotool", *map(str, words)], env=environment, check=False)


def visit(chance: random.Random) -> None:
    """Somebody comes, draws a few strokes on the canvas, and touches whatever is there."""
    _mouse("mousemove", 900, 500, "click", 1)
    for _ in range(chance.randint(1, 3)):
        at = [chance.randint(60, 380), chance.randint(120, 440)]
        words: list[object] = ["mousemove", *at, "mousedown", 1]
        for _ in range(20):
            at = [max(a + chance.randint(-25, 25), 0) for a in at]
            words += ["mousemove", *at, "sleep", "0.02"]
        _mouse(*words, "mouseup", 1)
    for _ in range(chance.randint(2, 12)):
        at = [chance.randint(0, SIZE[0] - 1), chance.randint(140, SIZE[1] - 1)]
        _mouse("mousemove", *at, "click", 1, "sleep", f"{chance.uniform(0.2, 2):.2f}")


def held(pid: int) -> dict[str, float]:
    """What a process holds: resident memory, MiB, handles, threads."""
    words = Path(f"/proc/{pid}/smaps_rollup").read_text().split("Rss:")[1].split()[0]
    names = [Path(task, "comm").read_text().strip() for task in Path(f"/proc/{pid}/task").iterdir()]
    return {
        "rss_mib": round(int(words) / 1024, 1),
        "handles": len(os.listdir(f"/proc/{pid}/fd")),
        "threads": len(names),
    }


def _least(looks: list[dict[str, float]]) -> dict[str, float]:
    return {name: min(look[name] for look in looks) for name in looks[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    end = time.monotonic() + 60 * parser.parse_args().minutes
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"])
    time.sleep(2)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "DISPLAY": DISPLAY, "HOME": home, "XDG_STATE_HOME": home}
        command = [sys.executable, str(ROOT / "main.py"), "--kiosk", "--idle", "30"]
        lab = subprocess.Popen([*command, "--countdown", "5"], env=environment)
        looks, chance, minute = [], random.Random(1), time.monotonic()
        try:
            time.sleep(10)
            while time.monotonic() < end:
                visit(chance)
                time.sleep(chance.choice((1, 5, 40, 40, 60)))
                if time.monotonic() - minute > 60:
                    minute = time.monotonic()
                    looks.append(held(lab.pid))
                    print(looks[-1], file=sys.stderr, flush=True)
        finally:
            lab.send_signal(signal.SIGTERM)
            status = lab.wait(10)
            server.terminate()
        counted = json.loads((Path(home) / "neural-lab" / "status.json").read_text())
    warm = looks[WARM_UP:] or looks
    print(json.dumps({
        "minutes": len(looks), "exit_status": status,
        "least_after_warm_up": _least(warm[:STRETCH]), "least_at_the_end": _least(warm[-STRETCH:]),
        "most": {name: max(look[name] for look in warm) for name in warm[0]},
        **{name: counted[name] for name in ("visits", "resets", "errors")},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
