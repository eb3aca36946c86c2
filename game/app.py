"""The program: reads the command line and hands over to a command."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace

from game.commands.exit import FAILED, fail
from game.shell.files.settings import Settings, load_settings
from game.shell.process import installation, options
from game.shell.process.installation import import_fault
from game.shell.process.streams import complain, deliver, give_up


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Errors are one line on stderr."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    if not sys.warnoptions:  # libraries' warnings are for their developers, not for our users
        warnings.simplefilter("ignore")
    try:
        try:
            status = _run(options.parse(arguments))
        except SystemExit as leave:  # argparse, after help and after errors
            status = leave.code if isinstance(leave.code, int) else FAILED
        deliver("", sys.stdout)  # help and the like
        return status
    except ImportError as error:
        return fail(import_fault(error))
    except BrokenPipeError:  # whoever read our output has gone, and knows it
        give_up(sys.stdout)
        return FAILED
    except OSError as error:
        what = "the output" if error.filename is None else error.filename
        cure = "look whether it is open, may be used, and has room"
        give_up(sys.stdout)
        return fail(f"{what}: {str(error.strerror or error).lower()}; {cure}", FAILED)
    except MemoryError:
        return fail("not enough memory; close other programs, or choose a smaller --size", FAILED)


def _run(chosen: argparse.Namespace) -> int:
    # `doctor` reports itself what is missing, in more than one line.
    if chosen.command != "doctor" and (missing := installation.fault()):
        return fail(missing)
    settings, notices = load_settings(options.given_settings(chosen))
    for notice in notices:
        complain(notice)
    if fault := _code_fault(chosen.damage):
        return fail(f"--damage: {fault}")
    if chosen.command == "lesson" and not chosen.check:
        chosen.command = "lab"
    return _COMMANDS[chosen.command](chosen, settings)


def _code_fault(code: str) -> ValueError | None:
    """What is wrong with a damage's code; None where it can be read."""
    if not code:
        return None
    from game.lab.break_it.code import damage_of

    try:
        damage_of(code)
    except ValueError as error:
        return error
    return None


def _lab(chosen: argparse.Namespace, settings: Settings) -> int:
    if settings.kiosk:
        for option in ("damage", "ink", "replay"):
            if getattr(chosen, option):
                words = "not with --kiosk, where all begins anew after each visit"
                return fail(f"--{option}: {words}")
        if chosen.lesson:
            return fail("--lesson: not with --kiosk, where nobody stands beside the lab")
        from game.commands import kiosk

        whole = chosen.fullscreen is not False
        return kiosk.run(replace(settings, fullscreen=settings.fullscreen or whole))
    from game.commands import lab as lab_command

    begin = lab_command.Begin(chosen.damage, chosen.lesson, chosen.ink, chosen.replay)
    return lab_command.run(settings, begin)


def _read(chosen: argparse.Namespace, settings: Settings) -> int:
    from game.commands import read as read_command

    return read_command.run(chosen.files, chosen.damage)


def _render(chosen: argparse.Namespace, settings: Settings) -> int:
    if chosen.replay:
        from game.commands import film

        return film.run(chosen)
    from game.commands import render as render_command

    return render_command.run(chosen, settings)


def _layout(chosen: argparse.Namespace, settings: Settings) -> int:
    from game.commands import layout

    return layout.run(settings, chosen.open, chosen.page, chosen.lesson)


def _bench(chosen: argparse.Namespace, settings: Settings) -> int:
    from game.commands import bench as bench_command

    return bench_command.run(settings, chosen.seconds, chosen.lesson)


def _lesson(chosen: argparse.Namespace, settings: Settings) -> int:
    from game.commands import lesson

    return lesson.run(chosen.lesson)


def _doctor(chosen: argparse.Namespace, settings: Settings) -> int:
    from game.commands import doctor as doctor_command

    return doctor_command.run(sys.stdout)


def _status(chosen: argparse.Namespace, settings: Settings) -> int:
    from game.commands import status

    return status.run(sys.stdout)


def _pin(chosen: argparse.Namespace, settings: Settings) -> int:
    from game.commands import pin

    return pin.run()


_COMMANDS = {
    "status": _status,
    "pin": _pin,
    "lab": _lab,
    "read": _read,
    "render": _render,
    "layout": _layout,
    "bench": _bench,
    "lesson": _lesson,
    "doctor": _doctor,
}
