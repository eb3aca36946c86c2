"""Whatever a file holds: a right answer or one clear line, in ≤ 1 s and ≤ 500 MB.

    python3 -m uv run python -m bench.fuzz --inputs 1000000 [--kinds ink,png] [--seed N]
    python3 -m uv run python -m bench.fuzz --replay ink:123

An input that kills the process, or hangs it in a library, ends the run, and is told as well.
Each input is made of its kind and number alone (tests/storms/cases.py) and given to the function
that the program reads such files with. What is wrong is said on stderr at once, with how to replay
it; the figures are one line of JSON on stdout. Exit status: 1 where anything was wrong.

The kinds: ink and lines (JSON → strokes), read (JSON → digits), png, jpeg (→ strokes), settings,
code (of a damage), script (→ intents), replay (→ passes), play (a script carried out, and every
eighth one drawn), status (of a lab in kiosk mode), onnx (a model as if its hash were right).
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from bench.fuzz_readers import READERS, Broken, Reader, keep
from tests.storms.cases import Case, case

#: what one input may take: s of its thread on the processor (the clock on the wall counts what
#: others do), and MB at the peak, above what the process had before the first input
MOST_SECONDS, MOST_MEGABYTES = 1.0, 500
#: s of the processor after which an input is given up, and MB of addresses that it may ask for
_ENDLESS, _ADDRESSES = 20.0, 6_000
#: how many of 1,000 inputs are of each kind: pictures, of which there are 100, and scripts carried
#: out take 20 times as long as the others
SHARES: Mapping[str, int] = {
    "ink": 160,
    "lines": 60,
    "read": 50,
    "png": 60,
    "jpeg": 40,
    "settings": 120,
    "lesson": 60,
    "code": 180,
    "script": 100,
    "replay": 40,
    "onnx": 40,
    "play": 20,
    "status": 70,
}
#: failures with one cause that are told in full; and how many times a run tells how far it is
_TOLD, _ROUNDS = 3, 100
#: s on the wall after which it is looked whether an input is still the one it was
_HUNG = 60.0
#: the file that libraries write to
_NOISE = "words"


class Endless(BaseException):
    """An input that would go on; no handler of the program's takes it for its own."""


@dataclass
class Tally:
    """What became of the inputs of one kind. ``slowest``: ms, and the number of that input;
    ``peak``: MB by which the process had grown after the largest."""

    accepted: int = 0
    refused: int = 0
    failed: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    peak: tuple[float, int] = (0.0, -1)


@dataclass
class Failure:
    """``cause``: the same for all failures that are likely to have the same one."""

    kind: str
    seed: int
    cause: str
    words: str
    raw: bytes

    def told(self) -> str:
        return (
            f"{self.kind}:{self.seed}: {self.words}\n"
            f"  {len(self.raw):,} bytes, {self.raw[:60].hex()}{'…' if len(self.raw) > 60 else ''}\n"
            f"  python3 -m uv run python -m bench.fuzz --replay {self.kind}:{self.seed}"
        )


@dataclass
class Fuzz:
    """Gives inputs to their readers. ``folder``: where they are written, best in memory."""

    folder: Path
    tallies: dict[str, Tally] = field(default_factory=dict)
    #: by its cause: how many, and the first of them
    causes: dict[str, tuple[int, Failure]] = field(default_factory=dict)
    _base: float = field(default_factory=lambda: peak())
    _most: float = 0.0

    def warm(self, kinds: tuple[str, ...]) -> None:
        """Load the libraries that each kind needs: they are no input's time and memory."""
        for kind in kinds:
            for seed in range(10):
                self.one(kind, seed)
        self.tallies, self.causes = {}, {}
        self._base, self._most = peak(), 0.0

    def one(self, kind: str, seed: int) -> Failure | None:
        """Try the input of this kind and number, and count what became of it."""
        tally = self.tallies.setdefault(kind, Tally())
        tried = case(kind, seed)
        # Under its own name: what kills the process leaves the file, which says who it was.
        path = self.folder / f"{kind}-{seed}{tried.ending}"
        path.write_bytes(tried.raw)
        try:
            accepted = self._given(READERS[kind], path, tried, tally)
        except Broken as error:
            cause, words = error.promise, f"{error.promise}: {error.words}"
        except (Exception, Endless) as error:
            frames = traceback.extract_tb(error.__traceback__)
            inner = [frame for frame in frames if "/game/" in frame.filename] or frames
            place = inner[-1].filename.rpartition("/game/")[2]
            cause = f"{type(error).__name__} at {place}:{inner[-1].lineno}"
            words = traceback.format_exc()
        else:
            tally.accepted += accepted
            tally.refused += not accepted
            return None
        finally:
            path.unlink()
        tally.failed += 1
        failure = Failure(kind, seed, f"{kind}: {cause}", words, tried.raw)
        count, first = self.causes.get(failure.cause, (0, failure))
        self.causes[failure.cause] = count + 1, first
        return failure

    def _given(self, reader: Reader, path: Path, tried: Case, tally: Tally) -> bool:
        """Whether a reader accepts an input; Broken where it is not as promised, or costs more."""
        self._most = max(self._most, peak() - self._base)  # what the making took is nobody's
        said, begun = _said(), time.thread_time()
        try:
            with _time_limit():
                found = reader.read(path)
        except reader.refuses as error:
            found = error
        seconds, grown = time.thread_time() - begun, peak() - self._base
        seed = int(path.stem.rpartition("-")[2])
        tally.slowest = max(tally.slowest, (round(seconds * 1000, 1), seed))
        before, self._most = self._most, max(self._most, grown)
        if grown > before:
            tally.peak = round(grown, 1), seed
        keep(f"it takes at most {MOST_SECONDS:g} s", seconds <= MOST_SECONDS, f"{seconds:.2f} s")
        small = grown <= max(before, MOST_MEGABYTES)
        keep(f"it takes at most {MOST_MEGABYTES} MB", small, f"{grown:.0f} MB at the peak")
        keep("no library says anything", _said() == said, _heard(said))
        return reader.check(found, path, tried)

    def report(self, seconds: float) -> dict[str, Any]:
        return {
            "inputs": sum(t.accepted + t.refused + t.failed for t in self.tallies.values()),
            "seconds": round(seconds),
            "peak_mb": round(peak() - self._base, 1),
            "whole_process_mb": round(peak(), 1),
            "failures": sum(tally.failed for tally in self.tallies.values()),
            "causes": {
                cause: {"count": count, "replay": f"{first.kind}:{first.seed}"}
                for cause, (count, first) in self.causes.items()
            },
            "kinds": {
                kind: {
                    "inputs": tally.accepted + tally.refused + tally.failed,
                    "accepted": tally.accepted,
                    "refused": tally.refused,
                    "failed": tally.failed,
                    "slowest_ms": tally.slowest[0],
                    "slowest": f"{kind}:{tally.slowest[1]}",
                    "peak_mb": tally.peak[0],
                }
                for kind, tally in self.tallies.items()
            },
        }


def peak() -> float:
    """MB resident at most, ever."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _said() -> int:
    """Bytes in what stderr writes to, where that is a file: libraries write past Python. In `main`
    stdout writes into the same one."""
    sys.stdout.flush()
    found = os.fstat(2)
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _heard(since: int) -> str:
    """The beginning of what stderr was told, as far as that can be read."""
    with suppress(OSError):
        return repr(os.pread(2, 500, since))
    return ""


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raise Endless after _ENDLESS seconds of the processor, where Python still runs."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Endless(f"{_ENDLESS:.0f} s of the processor")

    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


def shared(inputs: int, kinds: tuple[str, ...]) -> dict[str, int]:
    """How many inputs each kind gets, at least one."""
    whole = sum(SHARES[kind] for kind in kinds)
    counts = {kind: max(1, inputs * SHARES[kind] // whole) for kind in kinds}
    counts[kinds[0]] += max(0, inputs - sum(counts.values()))
    return counts


def folder_in_memory() -> tempfile.TemporaryDirectory[str]:
    memory = Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="fuzz-", dir=place)


def run(fuzz: Fuzz, counts: Mapping[str, int], first: int, words: Any) -> None:
    """Try all inputs, the kinds in turn, so that a run cut short has tried each of them."""
    begun = time.monotonic()
    done = dict.fromkeys(counts, 0)
    for nth in range(1, _ROUNDS + 1):
        for kind, count in counts.items():
            until = count * nth // _ROUNDS
            for seed in range(first + done[kind], first + until):
                failure = fuzz.one(kind, seed)
                if failure and fuzz.causes[failure.cause][0] <= _TOLD:
                    print(failure.told(), file=words, flush=True)
            done[kind] = until
        told = f"{nth} %, {sum(done.values()):,} inputs, {time.monotonic() - begun:.0f} s"
        print(f"{told}, {len(fuzz.causes)} kinds of failures", file=words, flush=True)


def replay(fuzz: Fuzz, kind: str, seed: int, words: Any) -> int:
    """Try one input again, and keep its file; returns the exit status."""
    tried = case(kind, seed)
    kept = Path(tempfile.gettempdir()) / f"fuzz-{kind}-{seed}{tried.ending}"
    kept.write_bytes(tried.raw)
    failure = fuzz.one(kind, seed)
    print(failure.told() if failure else fuzz.report(0)["kinds"][kind], file=words)
    print(f"  kept as {kept}", file=words)
    return 1 if failure else 0


def main() -> int:
    """Work in a process of its own, so that an input that kills it is known by what it leaves."""
    options = _options()
    if options.folder:
        return work(options)
    with folder_in_memory() as folder:
        worker = subprocess.Popen([sys.executable, "-m", "bench.fuzz", *sys.argv[1:], "-f", folder])
        signal.signal(signal.SIGTERM, lambda *_: worker.terminate())
        signal.signal(signal.SIGINT, lambda *_: None)  # the worker gets it as well
        status = _ended(worker, Path(folder))
        for path in _inputs(Path(folder)):
            kind, _, seed = path.stem.rpartition("-")
            heard = (Path(folder) / _NOISE).read_text("utf-8", "replace")
            heard = heard.partition("Extension modules")[0][-600:]  # a long list, of no use here
            words = f"the process died of it or hung in it (status {status}): {heard}"
            failure = Failure(kind, int(seed), "dead", words, path.read_bytes())
            print(failure.told(), file=sys.stderr)
            print(json.dumps({"died": f"{kind}:{seed}", "status": status}))
            return 1
        return status


def _ended(worker: subprocess.Popen[bytes], folder: Path) -> int:
    """The exit status of the worker, which is aborted if it stays at one input: it is in a library,
    where no exception reaches it."""
    before: set[Path] = set()
    while True:
        try:
            return worker.wait(_HUNG)
        except subprocess.TimeoutExpired:
            now = set(_inputs(folder))
            if now & before:
                worker.send_signal(signal.SIGABRT)  # and faulthandler says where it is
            before = now


def _inputs(folder: Path) -> list[Path]:
    return list(folder.glob("*-*"))


def work(options: argparse.Namespace) -> int:
    """Try what the options ask for; returns the exit status."""
    # Words of libraries among ours could not be told apart.
    words, out = (open(os.dup(n), "w", encoding="utf-8") for n in (2, 1))  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES << 20, _ADDRESSES << 20))
    kinds = tuple(options.kinds.split(","))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it, too, ends with figures
    faulthandler.enable(words)
    with (options.folder / _NOISE).open("w+b") as noise:
        os.dup2(noise.fileno(), 1)
        os.dup2(noise.fileno(), 2)
    fuzz = Fuzz(options.folder)
    if options.replay:
        kind, _, seed = options.replay.partition(":")
        fuzz.warm((kind,))
        return replay(fuzz, kind, int(seed), words)
    fuzz.warm(kinds)
    begun = time.monotonic()
    try:
        run(fuzz, shared(options.inputs, kinds), options.seed, words)
    except KeyboardInterrupt:
        print("stopped", file=words, flush=True)
    print(json.dumps(fuzz.report(time.monotonic() - begun)), file=out, flush=True)
    return 1 if fuzz.causes else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=20_000, help="of all kinds together")
    parser.add_argument("--kinds", default=",".join(k for k in SHARES if k in READERS))
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the first number")
    parser.add_argument("--replay", metavar="KIND:SEED", help="one input again, and keep its file")
    parser.add_argument("-f", dest="folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    asked = [options.replay.partition(":")[0]] if options.replay else options.kinds.split(",")
    if unknown := [kind for kind in asked if kind not in READERS]:
        parser.error(f"no kind {', '.join(unknown)}; there are {', '.join(READERS)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
