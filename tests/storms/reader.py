"""A process of its own that reads files, one after the other, and says what each one cost.

Run as a program it is that process: paths on stdin, one JSON line for each on stdout.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
#: what one input may take: s of the processor, beside the second that the program takes to start
#: (on a machine that others use too, the clock on the wall says nothing), and MB at most
MOST_SECONDS, MOST_MEGABYTES = 1.0, 500
#: MB of addresses, far above: what asks for more than that ends as a MemoryError, not the machine
_ADDRESSES = 6_000


class Reader:
    """Reads what it is given in a process of its own, and asserts what is owed to any input: an
    answer or one line, in time, in bounds, and not a word of a library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words = folder / "stderr"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.storms.reader"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words.open("wb"),
            text=True,
        )

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=30)

    def read(self, raw: bytes, seed: object, ending: str = "", inks: int = 1) -> str:
        """What is said of ``raw``, a line for each of its ``inks``, on stdout or stderr. ``seed``
        names it if it fails; the file is kept then."""
        path = self._folder / f"input{ending}"
        path.write_bytes(raw)
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        words = self._words.read_text(errors="replace")
        where = f"seed {seed}, {path}"
        assert line, f"{where}: died: {words[-2000:]}"
        found = json.loads(line)
        assert not found["trace"], f"{where}: {found['trace']}"
        assert not words, f"{where}: a library says {words[:500]}"
        assert found["seconds"] <= MOST_SECONDS, f"{where}: {found['seconds']:.2f} s"
        assert found["megabytes"] <= MOST_MEGABYTES, f"{where}: {found['megabytes']} MB"
        said = found["said"]
        assert len(said) == inks, f"{where}: {said[:5]}"
        path.unlink()
        return "\n".join(said)


def _work() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES << 20, _ADDRESSES << 20))
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    from game.commands import read as read_command
    from game.shell.files.assets import Assets
    from game.shell.files.gauge_file import load_gauge
    from game.shell.files.model_file import load
    from game.shell.pictures import picture_file  # noqa: F401  loaded now, not on the first picture's time

    assets = Assets()
    model, gauge = load(assets), load_gauge(assets)
    for line in sys.stdin:
        out, trace = io.StringIO(), ""
        begun = time.process_time()
        try:
            paths = [Path(line.rstrip("\n"))]
            read_command.read_all(paths, model.probabilities, model.network, gauge, out, out)
        except Exception:
            trace = traceback.format_exc()
        seconds = time.process_time() - begun
        said = [said for said in out.getvalue().splitlines() if not said.startswith("read ")]
        found = {"said": said, "trace": trace, "seconds": seconds, "megabytes": _peak()}
        print(json.dumps(found), flush=True)


def _peak() -> int:
    """MB resident at most, ever; getrusage counts what the process was forked from as well."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) >> 10


if __name__ == "__main__":
    _work()
