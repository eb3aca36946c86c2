"""Lessons on the command line: `--lesson`, `lesson --check`, `render --notes`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.app import main
from game.shell.process.options import OPENINGS, parse
from tests.processes import run


def test_every_command_takes_a_lesson() -> None:
    assert parse(["--lesson", "why"]).lesson == "why"
    for command in (["render", "--out", "a.png"], ["layout"], ["bench"]):
        assert parse([*command, "--lesson", "why"]).lesson == "why"
        assert parse(["--lesson", "why", *command]).lesson == "why"
        assert parse(command).lesson == ""
    assert (parse(["lesson", "a.toml", "--check"]).lesson, parse(["lesson", "a"]).check) == (
        "a.toml",
        False,
    )


def test_layout_has_the_band(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layout", "--lesson", "why", "--size", "1280x800"]) == 0
    names = {item["name"] for item in json.loads(capsys.readouterr().out)}
    assert {"lesson", "lesson.back", "lesson.on", "lesson.leave"} <= names
    assert not names & {"title", "help"}


@pytest.mark.parametrize("opened", OPENINGS)
def test_layout_shows_everything_that_it_offers(
    opened: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["layout", "--open", opened]) == 0
    assert len(json.loads(capsys.readouterr().out)) > 20


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("layout --lesson nowhere", "'nowhere': no lesson of that name, and no such file"),
        ("render --lesson nowhere --out {out}.png", "'nowhere': no lesson of that name"),
        ("render --notes nowhere --out {out}.pdf", "shipped are first-look, why"),
        ("render --notes why --out {out}.png", "end its name in .pdf"),
        ("lesson nowhere.toml --check", "nowhere.toml: no such file"),
        ("--kiosk --lesson why", "--lesson: not with --kiosk"),
        ("lesson why --kiosk", "--lesson: not with --kiosk"),
    ],
)
def test_what_is_wrong_is_one_line(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.format(out=tmp_path / "out").split()) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_notes_are_a_pdf_of_pages(tmp_path: Path) -> None:
    out = tmp_path / "notes.pdf"
    assert main(["render", "--notes", "first-look", "--out", str(out)]) == 0
    data = out.read_bytes()
    assert data.startswith(b"%PDF-1.4") and data.endswith(b"%%EOF\n")
    count = data.count(b"/Type /Page ")
    assert count >= 2 and f"/Count {count} >>".encode() in data
    assert data.count(b"/Subtype /Image") == count
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert data[start:].startswith(b"xref")


def test_the_lab_opens_with_a_lesson_and_records_it(tmp_path: Path) -> None:
    ended = run("--lesson", "first-look", NEURAL_LAB_PROBE="1", XDG_STATE_HOME=str(tmp_path))
    assert (ended.status, ended.errors) == (0, "")
