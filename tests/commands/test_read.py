"""`read`: JSON lines on stdout, one line for each fault on stderr, exit status 0 or 2."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.commands import read as read_command
from game.core.ink.doubt import Gauge
from game.core.model.network import Array
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge
from game.shell.files.model_file import Model

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = ROOT / "tests" / "data" / "numbers.jsonl"


@cache
def gauge() -> Gauge:
    return load_gauge(Assets())


def run(model: Model, *paths: Path) -> tuple[int, list[str], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    status = read_command.read_all(paths, model.probabilities, model.network, gauge(), out, err)
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_each_ink_gives_one_line_of_json(model: Model) -> None:
    status, out, err = run(model, NUMBERS)
    labels = [json.loads(line)["label"] for line in NUMBERS.read_text("utf-8").splitlines()]
    assert status == 0 and err == [] and len(out) == len(labels)
    values = [json.loads(line) for line in out]
    assert sum(v["number"] == said for v, said in zip(values, labels, strict=True)) >= 32
    for value in values:
        assert list(value) == ["number", "digits"]
        assert value["number"] == "".join(str(d["digit"]) for d in value["digits"])
        for digit in value["digits"]:
            assert list(digit) == ["digit", "probability", "doubt", "box"]
            assert isinstance(digit["digit"], int) and 0 < digit["probability"] <= 1
            assert 0 <= digit["doubt"] <= 1
            assert len(digit["box"]) == 4 and min(digit["box"][2:]) > 0


def test_bad_files_do_not_keep_the_others_from_being_read(model: Model, tmp_path: Path) -> None:
    good = json.loads(NUMBERS.read_text("utf-8").splitlines()[0])
    (tmp_path / "good.json").write_text(json.dumps(good))
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "some.jsonl").write_text(f"{json.dumps(good)}\nnope\n\n{json.dumps(good)}\n")
    status, out, err = run(
        model,
        tmp_path / "bad.json",
        tmp_path / "good.json",
        tmp_path / "missing.json",
        tmp_path / "some.jsonl",
    )
    assert status == 2
    assert len(out) == 3 and len(set(out)) == 1
    assert [line.split(": ")[1].removeprefix(f"{tmp_path}/") for line in err] == [
        "bad.json",
        "missing.json",
        "some.jsonl line 2",
    ]


def test_the_answer_is_what_the_model_infers(model: Model) -> None:
    asked: list[int] = []

    def seven(x: Array) -> Array:
        asked.append(len(x))
        return np.tile(np.eye(10, dtype=np.float32)[7], (len(x), 1))

    out = io.StringIO()
    read_command.read_all([NUMBERS], seven, model.network, gauge(), out, io.StringIO())
    assert set("".join(json.loads(line)["number"] for line in out.getvalue().splitlines())) == {"7"}
    assert len(asked) == 1  # all 36 inks in one batch


def test_nothing_is_asked_for_inks_without_digits(model: Model, tmp_path: Path) -> None:
    dot = {"width": 100, "height": 100, "pen": 9, "strokes": [[[50, 50]]]}
    (tmp_path / "dot.json").write_text(json.dumps(dot))
    status, out, _ = run(model, tmp_path / "dot.json")
    assert status == 0 and json.loads(out[0]) == {"number": "", "digits": []}


def test_a_scribble_is_doubted_and_a_digit_is_not(model: Model, tmp_path: Path) -> None:
    t = np.linspace(0, 40, 400)
    scribble = np.stack([200 + 90 * np.sin(t), 200 + 90 * np.sin(1.37 * t + 1)], axis=1)
    one = [[200, 100 + 20 * k] for k in range(10)]
    for name, stroke in (("scribble", scribble.tolist()), ("one", one)):
        ink = {"width": 400, "height": 400, "pen": 9, "strokes": [stroke]}
        (tmp_path / f"{name}.json").write_text(json.dumps(ink))
    _, out, _ = run(model, tmp_path / "scribble.json", tmp_path / "one.json")
    doubts = [[d["doubt"] for d in json.loads(line)["digits"]] for line in out]
    assert min(doubts[0]) > 0.9 and max(doubts[1]) < 0.1


def test_long_work_shows_progress_on_stderr_only(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_PATIENCE", "_PATIENCE_IN_LOGS"):
        monkeypatch.setattr(read_command, name, 0.05)
    (tmp_path / "many.jsonl").write_text(NUMBERS.read_text("utf-8") * 8)
    status, out, err = run(model, tmp_path / "many.jsonl")
    assert status == 0 and len(out) == 36 * 8
    said = [
        re.fullmatch(r"read ([\d,]+) inks, now in .*many\.jsonl line \d+", line) for line in err
    ]
    counts = [int(line[1].replace(",", "")) for line in said if line]
    assert len(counts) == len(err) > 0 and counts == sorted(counts) and counts[-1] <= len(out)


def test_three_thousand_inks_are_read_in_time(tmp_path: Path) -> None:
    """The whole program, its start included; the bar is 20 s on an idle machine."""
    lines = (ROOT / "tests" / "data" / "digits.jsonl").read_text("utf-8").splitlines()
    many = (lines * (3000 // len(lines) + 1))[:3000]
    (tmp_path / "many.jsonl").write_text("\n".join(many))
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "read", str(tmp_path / "many.jsonl")],
        capture_output=True,
        env={**os.environ, "HOME": str(tmp_path)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3000
    assert time.monotonic() - begin < 20


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *words], cwd=ROOT, capture_output=True, text=True
    )


def test_a_damaged_network_reads_as_its_code_says(model: Model) -> None:
    healthy, cut = (command("read", str(NUMBERS), *more) for more in ([], ["--damage", "W3"]))
    assert healthy.returncode == cut.returncode == 0
    digits = {d["digit"] for line in cut.stdout.splitlines() for d in json.loads(line)["digits"]}
    assert len(digits) == 1, "whatever is drawn"
    one = json.loads(cut.stdout.splitlines()[0])["digits"]
    same = json.loads(healthy.stdout.splitlines()[0])["digits"]
    assert [d["box"] for d in one] == [d["box"] for d in same], "told apart by the healthy one"
    nothing = command("--damage", "B1-W1-W2-W3", "read", str(NUMBERS))
    first = json.loads(nothing.stdout.splitlines()[0])["digits"][0]
    assert first["probability"] == 0.1


def test_a_code_that_makes_no_sense_is_one_line_and_status_2() -> None:
    for words in (["read", str(NUMBERS)], ["render", "--out", "no.png"], []):
        run = command(*words, "--damage", "B1-X7")
        assert run.returncode == 2 and run.stdout == ""
        assert "--damage: 'X7' is no damage; there are B1, N50.7" in run.stderr
        assert run.stderr.count("\n") == 1
    assert not (ROOT / "no.png").exists()


def test_one_slow_file_says_one_line(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_command, "_PATIENCE", 0.0)
    assert run(model, tmp_path / "none.json")[2] == [
        f"neural-lab: {tmp_path / 'none.json'}: no such file; check the name"
    ]
    assert len(run(model, NUMBERS)[2]) == 1


def test_batches_are_bounded_by_what_they_hold(model: Model, tmp_path: Path) -> None:
    """The model is asked before many large inks have come together."""
    line = [[x % 400, 3 * (x % 100)] for x in range(90_000)]
    ink = json.dumps({"width": 448, "height": 448, "pen": 9, "strokes": [line]})
    for nth in range(9):
        (tmp_path / f"{nth}.json").write_text(ink)
    asked: list[int] = []

    def infer(x: Array) -> Array:
        asked.append(len(x))
        return model.probabilities(x)

    out, err = io.StringIO(), io.StringIO()
    paths = sorted(tmp_path.glob("*.json"))
    assert read_command.read_all(paths, infer, model.network, gauge(), out, err) == 0
    assert len(out.getvalue().splitlines()) == 9
    assert sum(asked) == 9 and max(asked) <= 5
