"""The program as others start it: processes of their own, with what they cost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
#: s and bytes that an answer to whatever is given may take
SECONDS, BYTES = 2.0, 500_000_000
#: s after which a command is ended
LONGEST = 30.0


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it took."""

    status: int
    out: bytes
    errors: str
    seconds: float
    bytes: int

    def in_one_line(self, status: int, *words: str) -> None:
        """It failed as it should: this status, one line with these words, within the bounds."""
        assert self.status == status, self
        assert self.errors.count("\n") == 1 and self.errors.startswith("neural-lab"), self
        for word in words:
            assert word in self.errors, self
        self.within_bounds()

    def within_bounds(self) -> None:
        assert "Traceback" not in self.errors, self
        assert self.seconds < SECONDS * patience() and self.bytes < BYTES, self


def patience() -> float:
    """How much longer things may take here: machines are shared. 1 on one that is not."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1) * 2)


def run(
    *arguments: str | Path,
    given: bytes = b"",
    root: Path = ROOT,
    python: str | Path = sys.executable,
    shell: str = "",
    before: str = "",
    **environment: str,
) -> Ended:
    """``main.py`` of a checkout with these arguments, without a display. ``given``: its stdin.
    ``shell``: redirections behind it, such as ">&-"; ``before``: what the shell does first."""
    errors: list[bytes] = []
    hidden = ("DISPLAY", "WAYLAND_DISPLAY")
    kept = {key: value for key, value in os.environ.items() if key not in hidden}
    command = [str(word) for word in (python, root / "main.py", *arguments)]
    if shell or before:
        command = ["sh", "-c", f'{before or ":"}; exec "$@" {shell}', "sh", *command]
    begun, peak = time.monotonic(), 0
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out:
        stdin.write(given)
        stdin.seek(0)
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=out,
            stderr=subprocess.PIPE,
            env=kept | {"SDL_VIDEODRIVER": "dummy"} | environment,
        )
        with process:
            reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
            reader.start()
            while process.poll() is None:
                peak = max(peak, _peak_of(process.pid))
                time.sleep(0.005)
                if time.monotonic() - begun > LONGEST:
                    process.kill()
            reader.join()
        out.seek(0)
        said = out.read()
    return Ended(process.returncode, said, errors[0].decode(), time.monotonic() - begun, peak)


#: what Python runs before all else: it tells when the program's own first file is executed, for
#: until then nobody but Python can answer a signal
TELLS = """
import os, sys
def heard(event, given):
    if event != "exec" or "TELLS" not in os.environ:  # once: libraries have a main.py as well
        return
    if given[0].co_filename.endswith(("main.py", "__main__.py")):
        os.write(int(os.environ.pop("TELLS")), b".")
sys.addaudithook(heard)
"""


def interrupted(
    command: list[str], after: float, number: int, telling: Path
) -> tuple[int, bytes, str, float]:
    """Status, output, errors, and the seconds from the signal to the end. The signal comes so many
    seconds after the program's first line. ``telling``: the fixture of that name."""
    hears, tells = os.pipe()
    own = {"SDL_VIDEODRIVER": "dummy", "PYTHONPATH": str(telling), "TELLS": str(tells)}
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **own},
        cwd=ROOT,
        pass_fds=[tells],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    os.close(tells)
    assert os.read(hears, 1), "it has not begun"
    os.close(hears)
    time.sleep(after)
    begun = time.monotonic()
    process.send_signal(number)
    out, errors = process.communicate(timeout=20)
    return process.returncode, out, errors.decode(), time.monotonic() - begun


def together(*calls: Callable[[], T]) -> list[T]:
    """What the calls return, two at a time: processes that wait for nobody have a core each."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda call: call(), calls))


def _peak_of(number: int) -> int:
    """The most memory a process has had so far, bytes. (What `wait` tells includes ours, which it
    was born with.)"""
    try:
        words = Path(f"/proc/{number}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", words)
    return int(found[1]) * 1024 if found else 0
