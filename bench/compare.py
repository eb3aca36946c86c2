"""Compare two checkouts in one run, turn by turn: machines are shared and noisy.

    python -m bench.compare OLD NEW --rounds 3 --size 1920x1080 --seconds 2

prints JSON: for every figure in ms the median of each checkout over all rounds, and NEW / OLD.
Both need a display and an environment of their own (`uv sync`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median


def figures(checkout: Path, size: str, seconds: str) -> dict[str, float]:
    """The times that `bench` prints for a checkout, ms: "frame_cpu_ms.median", …"""
    command = [checkout / ".venv/bin/python", "main.py", "bench", "--size", size]
    command += ["--seconds", seconds]
    told = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)
    found: dict[str, float] = {}
    for name, value in json.loads(told.stdout).items():
        if name.endswith("_ms"):
            parts = value if isinstance(value, dict) else {"": value}
            found |= {f"{name}.{part}".rstrip("."): number for part, number in parts.items()}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkouts", nargs=2, type=Path, metavar="CHECKOUT")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--seconds", default="2")
    chosen = parser.parse_args()
    told: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for turn in range(chosen.rounds):
        for nth, checkout in enumerate(chosen.checkouts):
            print(f"round {turn + 1}: {checkout}", file=sys.stderr)
            for name, value in figures(checkout, chosen.size, chosen.seconds).items():
                told[name][nth].append(value)
    result = {}
    for name, (old, new) in told.items():
        if old and new:
            a, b = median(old), median(new)
            result[name] = {"old": a, "new": b, "ratio": round(b / a, 3) if a else None}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
