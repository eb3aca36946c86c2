"""The command line. Reading it imports nothing heavy, so that help and errors come at once."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from game import __version__
from game.shell.files.place import LESSON_NAMES
from game.shell.files.settings import KEYS
from game.shell.files.values import (
    shown,
)
from game.shell.process.setting_options import add_settings, telling
from game.shell.process.streams import complain

_EPILOG = """\
Without a command the lab opens in a window. Settings come from the system's settings.toml, then
the user's, then this line; `doctor` says where the files are.

exit status: 0 done, 1 failed, 2 bad input or a file that cannot be used, 3 no display, 130 Ctrl+C
"""

#: what `layout` can show open: a card below the network, or a panel in the middle of the stage
OPENINGS = (
    "neuron",
    "output",
    "question",
    "break",
    "break.neurons",
    "break.unit",
    "break.weights",
    "break.games",
    "break.accuracy",
    "break.code",
    "layers",
    "compute.forward",
    "compute.weights",
    "compute.gradient",
)
#: the pages of a stage that has no room for all on one
PAGES = ("draw", "network", "drawer")
#: seconds; an hour is more than anything here needs
LONGEST = 3600.0
#: frames a second of a film: one a tick; and of a GIF, which counts in 1/100 s, if not asked for
MOST_FPS, GIF_FPS = 60, 30
#: seconds below which `bench` would count single frames
SHORTEST = 1.0

T = TypeVar("T")
#: adds a command of a given name and returns its parser: ``add_parser`` of argparse's subparsers
AddCommand = Callable[..., argparse.ArgumentParser]


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line, ``sys.argv`` by default.

    ``command`` is "lab" or one of the commands below; the other attributes are those of its
    options. There always are those of the stage and of kiosk mode, None where not given, those of
    files to begin with, ``ink`` and ``replay``, ``damage``, a code or "", and ``lesson``, a file's
    name, a lesson's or "". Help and version exit
    with 0, errors with 2.
    """
    return _parser().parse_args(arguments, argparse.Namespace(command="lab"))


def given_settings(options: argparse.Namespace) -> dict[str, object]:
    """The part that `load_settings` takes as its command line."""
    return {key: getattr(options, key, None) for key in KEYS}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, where argparse would print the whole usage first."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message}; `{self.prog} --help` tells more", self.prog)
        self.exit(2)

    def print_help(self, file: object = None) -> None:
        """Write the help on stdout; argparse would not tell that it could not be written."""
        sys.stdout.write(self.format_help())


class _Version(argparse.Action):
    """Says the version on stdout; argparse would not tell that it could not be written."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        sys.stdout.write(f"neural-lab {__version__}\n")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="neural-lab",
        description="Draw a digit and watch a neural network read it: "
        "every neuron, every weight, live.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action=_Version,
        nargs=0,
        dest=argparse.SUPPRESS,
        default=argparse.SUPPRESS,
        help="show program's version number and exit",
    )
    add_settings(parser, None)
    _add_damage(parser, "")
    _add_files(parser, None)
    _add_autosave(parser)
    _add_lesson(parser, "")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", help="without one, the lab opens in a window"
    )
    add_command: AddCommand = commands.add_parser
    _add_damage(_add_read(add_command), argparse.SUPPRESS)
    _command(add_command, "doctor", "check this installation and say how to cure what is wrong")
    _command(
        add_command,
        "status",
        "print what the lab in kiosk mode is doing, as JSON",
        "The exit status is 1 where none runs.",
    )
    _command(
        add_command,
        "pin",
        "ask for a staff PIN twice, and print its line for settings.toml",
        "Settings keep a salted hash of it only.",
    )
    for add in (_add_render, _add_layout, _add_bench, _add_check):
        # Options may stand before or after the command; SUPPRESS keeps a default of the
        # command from hiding a value given before it.
        command = add(add_command)
        add_settings(command, argparse.SUPPRESS)
        if add is _add_render:
            _add_damage(command, argparse.SUPPRESS)
        if add is not _add_check:
            _add_lesson(command, argparse.SUPPRESS)
    return parser


def _add_damage(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--damage",
        metavar="CODE",
        default=default,
        help="break the network, for instance B1-N120.7-W2-K3: biases off, weight noise of 120 %% "
        "with seed 7, the weights of layer 2 cut, neuron 3 off; Break It shows a damage's code",
    )


def _add_files(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--ink",
        metavar="FILE",
        type=Path,
        default=default,
        help="ink to begin with (.json, or a picture of writing); without it, `render` draws a "
        "sample digit",
    )
    parser.add_argument(
        "--replay",
        metavar="FILE",
        type=Path,
        default=default,
        help="a visit to play (.replay.jsonl, as Ctrl+S saves it)",
    )


def _add_autosave(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--autosave",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="keep the last drawing when the lab closes, and let Undo bring it back at the next "
        "start; on if not given",
    )


def _add_lesson(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--lesson",
        metavar="FILE|NAME",
        default=default,
        help=f"begin this lesson: a file, or one of those shipped: {', '.join(LESSON_NAMES)}",
    )


def _command(
    add_command: AddCommand, name: str, help: str, more: str = ""
) -> argparse.ArgumentParser:
    parser = add_command(
        name, help=help, description=f"{help[0].upper()}{help[1:]}. {more}", allow_abbrev=False
    )
    parser.set_defaults(command=name)
    return parser


def _add_read(add_command: AddCommand) -> argparse.ArgumentParser:
    parser = _command(
        add_command,
        "read",
        "read the digits in files of ink",
        "Bad files are named, one line each on stderr, and the others are still read.",
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="ink (.json, or .jsonl with one a line) or a picture of writing (PNG, JPEG); "
        "- reads what is piped in",
    )
    return parser


def _add_render(add_command: AddCommand) -> argparse.ArgumentParser:
    parser = _command(
        add_command,
        "render",
        "draw the lab into a PNG file, or a replay into a film, without a screen",
        "Repeatable exactly.",
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        required=True,
        help="the picture to write, .png; with --sheet also .pdf; with --replay a film: .mp4, "
        ".gif, or a folder for its frames",
    )
    _add_files(parser, argparse.SUPPRESS)
    parser.add_argument(
        "--fps",
        metavar="N",
        type=telling(_frames),
        help=f"frames a second of a film, 1 to {MOST_FPS}; {MOST_FPS} if not given, and of a .gif "
        f"{GIF_FPS}",
    )
    parser.add_argument(
        "--sheet",
        action="store_true",
        help="the drawing's trace as a page to print instead (A4)",
    )
    parser.add_argument(
        "--notes",
        metavar="LESSON",
        default="",
        help="the teacher's notes of a lesson to print instead (A4, .pdf): its name or its file",
    )
    parser.add_argument(
        "--at",
        metavar="SECONDS",
        type=telling(_seconds),
        default=1.5,
        help="time after the ink is there, default %(default)s",
    )
    parser.add_argument(
        "--do", metavar="FILE", type=Path, help="intents to carry out first (.jsonl, one a line)"
    )
    return parser


def _add_layout(add_command: AddCommand) -> argparse.ArgumentParser:
    parser = _command(
        add_command, "layout", "print where everything on the stage is, as JSON, in window pixels"
    )
    parser.add_argument(
        "--open",
        metavar="WHAT",
        choices=OPENINGS,
        help="with this open: " + ", ".join(OPENINGS),
    )
    parser.add_argument(
        "--page",
        choices=PAGES,
        help="which page, where --scale or --low-controls divides the stage into pages",
    )
    return parser


def _add_bench(add_command: AddCommand) -> argparse.ArgumentParser:
    parser = _command(
        add_command, "bench", "measure speed and memory here, and print one JSON object"
    )
    parser.add_argument(
        "--seconds",
        metavar="S",
        type=telling(_positive_seconds),
        default=5.0,
        help="how long to draw frames, default %(default)s",
    )
    return parser


def _add_check(add_command: AddCommand) -> argparse.ArgumentParser:
    parser = _command(
        add_command,
        "lesson",
        "open the lab with a lesson, or only check its file",
        "docs/lessons.md says how to write one.",
    )
    parser.add_argument(
        "lesson",
        metavar="FILE|NAME",
        help=f"a file, or one of {', '.join(LESSON_NAMES)}; - is stdin",
    )
    parser.add_argument(
        "--check", action="store_true", help="say what is wrong with the file, line by line"
    )
    return parser


def _seconds(words: str) -> float:
    """A time of 0 s or more."""
    try:
        seconds = float(words)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= LONGEST:
        raise ValueError(f"{shown(words)} is no time: write seconds, from 0 to {LONGEST:g}")
    return seconds


def _frames(words: str) -> int:
    """Frames a second."""
    if not (words.isdecimal() and len(words) < 4 and 1 <= int(words) <= MOST_FPS):
        raise ValueError(f"{shown(words)} is no rate: write frames a second, from 1 to {MOST_FPS}")
    return int(words)


def _positive_seconds(words: str) -> float:
    seconds = _seconds(words)
    if seconds < SHORTEST:
        raise ValueError(f"{shown(words)} is too short to measure anything: at least {SHORTEST:g}")
    return seconds
