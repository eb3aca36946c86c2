"""The program: reads the command line and hands over to a command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from game.shell import options
from game.shell.settings import Settings, load_settings

#: exit statuses: see the epilog of options
FAILED, BAD_INPUT, NO_DISPLAY = 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Errors are one line on stderr."""
    # One thread for linear algebra: the matrices are small, and a second core is the worker's.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    chosen = options.parse(arguments)
    settings, notices = load_settings(options.given_settings(chosen))
    for notice in notices:
        print(f"neural-lab: {notice}", file=sys.stderr)
    if fault := _code_fault(chosen.damage):
        return fail(fault)
    try:
        return _COMMANDS[chosen.command](chosen, settings)
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def fail(error: Exception, status: int = BAD_INPUT) -> int:
    """Say what is wrong in one line; returns the status to leave with."""
    print(f"neural-lab: {error}", file=sys.stderr)
    return status


def _code_fault(code: str) -> ValueError | None:
    """What is wrong with a damage's code."""
    if not code:
        return None
    from game.lab.damage_code import damage_of

    try:
        damage_of(code)
    except ValueError as error:
        return error
    return None


def _lab(chosen: argparse.Namespace, settings: Settings) -> int:
    from game import lab_command

    return lab_command.run(settings, chosen.damage)


def _read(chosen: argparse.Namespace, settings: Settings) -> int:
    from game import read_command
    from game.core.damage import damaged
    from game.core.network import Array
    from game.driver import answers
    from game.lab.damage_code import damage_of
    from game.shell.assets import AssetError, Assets
    from game.shell.gauge_file import load_gauge
    from game.shell.model_file import ModelError, load

    try:
        assets = Assets()
        model, gauge = load(assets), load_gauge(assets)
    except (AssetError, ModelError) as error:
        return fail(error)
    network = damaged(model.network, damage_of(chosen.damage))

    def infer(x: Array) -> Array:
        return answers(model, x, network)

    return read_command.run(chosen.files, infer, model.network, gauge, sys.stdout, sys.stderr)


def _render(chosen: argparse.Namespace, settings: Settings) -> int:
    from game import render_command

    return render_command.run(chosen, settings)


def _layout(chosen: argparse.Namespace, settings: Settings) -> int:
    import json

    from game.core.layout import layout

    dock = "layers.0" if chosen.open == "layers" else chosen.open
    stage = layout(settings.size or (1920, 1080), settings.scale, dock=dock)
    items = [
        {"name": item.name, "rect": [int(value) for value in item.rect], "role": item.role}
        for item in stage.items
    ]
    print(json.dumps(items))
    return 0


def _bench(chosen: argparse.Namespace, settings: Settings) -> int:
    from game import bench_command

    return bench_command.run(settings.size or (1920, 1080), chosen.seconds)


def _doctor(chosen: argparse.Namespace, settings: Settings) -> int:
    from game import doctor_command

    return doctor_command.run(sys.stdout)


_COMMANDS = {
    "lab": _lab,
    "read": _read,
    "render": _render,
    "layout": _layout,
    "bench": _bench,
    "doctor": _doctor,
}
