"""Draw the README's pictures with the program itself: `python docs/draw_pictures.py`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDE, HIGH = "1920x1080", "1080x1920"
#: each picture: its size, its time, s, and the intents before it, with their times
PICTURES: dict[str, tuple[str, float, list[dict[str, object]]]] = {
    "lab": (WIDE, 4, []),
    "light": (WIDE, 4, []),
    "why": (WIDE, 7, [{"do": "AskWhy", "at": 4}]),
    "break": (
        WIDE,
        6,
        [
            {"do": "OpenTab", "name": "break", "at": 4},
            {"do": "SetDamage", "code": "N110.7-K3.40.130", "at": 4},
        ],
    ),
    "forward": (WIDE, 5.2, [{"do": "ShowComputation", "name": "forward", "at": 3}]),
    "gradient": (
        WIDE,
        5.4,
        [
            {"do": "ShowComputation", "name": "gradient", "at": 3},
            {"do": "ChooseTarget", "digit": 8, "at": 3.5},
            {"do": "SendBack", "at": 4},
        ],
    ),
    "settings": (
        WIDE,
        4,
        [
            {"do": "SetLanguage", "language": "fr", "at": 3},
            {"do": "ShowSheet", "name": "settings", "at": 3},
        ],
    ),
    "portrait": (HIGH, 5, [{"do": "ToggleView", "at": 3}]),
}
#: pictures in another profile of colors
PROFILES = {"light": "light", "settings": "light"}
#: a moment of attract mode, s
KIOSK = 31


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, (size, at, intents) in PICTURES.items():
            script = Path(folder) / "intents.jsonl"
            script.write_text("".join(json.dumps(intent) + "\n" for intent in intents))
            command = [sys.executable, HERE.parent / "main.py", "render", "--size", size]
            command += ["--at", str(at), "--do", script, "--out", HERE / f"{name}.png"]
            command += ["--profile", PROFILES.get(name, "dark")]
            subprocess.run(command, check=True)
    command = [sys.executable, HERE.parent / "main.py", "render", "--kiosk", "--size", WIDE]
    subprocess.run([*command, "--at", str(KIOSK), "--out", HERE / "kiosk.png"], check=True)


if __name__ == "__main__":
    main()
