"""A slice of bench/fuzz.py: whatever a file holds, a right answer or one clear line.

A failure says how to replay it.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bench import fuzz as module
from bench.fuzz import SHARES, Fuzz, shared
from bench.fuzz_readers import READERS, Reader
from game.core.model.damage import HEALTHY
from tests.storms.cases import FORMS, Case, case

#: how many of each kind are tried each time: as many as take less than half a second
_FEW = {
    "ink": 120,
    "lines": 20,
    "read": 25,
    "png": 10,
    "jpeg": 8,
    "settings": 200,
    "lesson": 60,
    "code": 200,
    "script": 250,
    "replay": 80,
    "onnx": 60,
    "play": 8,
    "status": 200,
}


def tried(kind: str, seeds: range, folder: Path) -> Fuzz:
    fuzz = Fuzz(folder)
    for seed in seeds:
        if failure := fuzz.one(kind, seed):
            pytest.fail(failure.told())
    return fuzz


@pytest.mark.parametrize("kind", _FEW)
def test_some_inputs(kind: str, tmp_path: Path) -> None:
    tally = tried(kind, range(_FEW[kind]), tmp_path).tallies[kind]
    assert tally.accepted and tally.refused, "both ways are gone"


@pytest.mark.storm
def test_8_000_inputs(tmp_path: Path) -> None:
    for kind, count in shared(8_000, tuple(SHARES)).items():
        tried(kind, range(1_000_000, 1_000_000 + count), tmp_path)


def test_every_kind_is_tried() -> None:
    assert READERS.keys() == FORMS.keys() == SHARES.keys() == _FEW.keys()
    assert sum(shared(1_000_000, tuple(SHARES)).values()) == 1_000_000


def _busy(path: Path) -> None:
    begun = time.thread_time()
    while time.thread_time() - begun < 0.1:
        pass


def _loud(path: Path) -> None:
    os.write(2, b"libpng warning")


def _wrong(path: Path) -> None:
    raise ZeroDivisionError


def _refusing(words: str) -> Reader:
    """A reader that refuses everything in these words."""

    def read(path: Path) -> None:
        raise ValueError(words)

    return Reader(read, READERS["code"].check, ValueError)


def _fine(found: object, path: Path, given: Case) -> bool:
    return True


@pytest.mark.parametrize(
    ("reader", "cause"),
    [
        (Reader(_busy, _fine), "at most 0.05 s"),
        (Reader(_loud, _fine), "no library says anything"),
        (Reader(_wrong, _fine, ValueError), "ZeroDivisionError"),
        (Reader(lambda path: HEALTHY, READERS["code"].check), "read as what it says"),
        (_refusing("x" * 401), "at most 400"),
        (_refusing("a\nb"), "one line"),
        (_refusing("It is none of ours."), "a code that was made is read"),
    ],
)
def test_what_is_wrong_is_found(
    reader: Reader,
    cause: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(module, "READERS", {"code": reader})
    monkeypatch.setattr(module, "MOST_SECONDS", 0.05)
    fuzz = Fuzz(tmp_path)
    failure = fuzz.one("code", 0)
    assert failure and cause in failure.cause, failure
    assert "--replay code:0" in failure.told()
    assert fuzz.report(1)["failures"] == fuzz.tallies["code"].failed == 1
    assert not list(tmp_path.iterdir()), "the input is swept up"


def test_what_is_large_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter([100.0, 200.0, 701.0, 701.0, 701.0, 701.0])
    monkeypatch.setattr(module, "peak", lambda: next(sizes))
    fuzz = Fuzz(tmp_path)
    failure = fuzz.one("code", 0)
    assert failure and "601 MB" in failure.words
    assert not fuzz.one("code", 1), "the peak was another one's"


@pytest.mark.parametrize("kind", FORMS)
def test_a_number_makes_one_input(kind: str) -> None:
    assert all(case(kind, seed) == case(kind, seed) for seed in range(5))
    assert len({case(kind, seed).raw for seed in range(10)}) > 5
