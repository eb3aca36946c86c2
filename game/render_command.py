"""Draw the lab into a file, without a display, the same every time."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pygame

from game.app import BAD_INPUT, fail
from game.driver import Driver, broken_by
from game.exporting import save_page
from game.lab.intents import Intent, LoadSample, ShowInk, Tick, intent_of
from game.lab.state import State
from game.shell.assets import AssetError, Assets
from game.shell.clock import TICKS_A_SECOND
from game.shell.export import ExportError
from game.shell.ink_file import InkError, read_inks
from game.shell.model_file import ModelError, load
from game.shell.settings import Settings
from game.view.frame import Frame

#: the sample drawn where no ink is given
SAMPLE = 3


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write ``chosen.out``; returns the exit status."""
    state = State(
        size=settings.size or (1920, 1080),
        scale=settings.scale,
        reduced_motion=settings.reduced_motion,
    )
    try:
        assets = Assets()
        driver = Driver(state)
        driver.load(load(assets), assets)
        plan: list[tuple[int, Intent]] = [(0, intent) for intent in broken_by(chosen.damage)]
        plan += _first_intents(chosen.ink) if chosen.ink else [(0, LoadSample(SAMPLE))]
        plan += _scripted(chosen.do) if chosen.do else []
        play(driver, plan, round(chosen.at * TICKS_A_SECOND))
        if chosen.sheet:
            save_page(driver.state, assets.font_folder, chosen.out)
            return 0
        surface = picture(driver, Frame(assets.font_folder))
        pygame.image.save(surface, chosen.out)
    except (AssetError, ModelError, InkError, ExportError, ValueError) as error:
        return fail(error)
    except (OSError, pygame.error) as error:
        return fail(ValueError(f"{chosen.out}: cannot be written: {error}"), BAD_INPUT)
    return 0


def play(driver: Driver, plan: Iterable[tuple[int, Intent]], ticks: int) -> None:
    """Carry out intents at their ticks and run until ``ticks``; slow runs tell how far."""
    waiting = sorted(plan, key=lambda step: step[0])
    said = time.monotonic()
    for tick in range(ticks + 1):
        due = [intent for at, intent in waiting if at <= tick]
        waiting = waiting[len(due) :]
        driver.advance([*due, Tick()])
        if time.monotonic() - said > 1:
            said = time.monotonic()
            print(f"neural-lab: {tick / ticks:.0%} of the time has passed", file=sys.stderr)


def picture(driver: Driver, frame: Frame) -> pygame.Surface:
    """The finished frame of the driver's state, its slow parts included."""
    pygame.font.init()
    surface = pygame.Surface(driver.state.size, depth=32)
    frame.draw(surface, driver.state)
    # A job's result may be what another one waits for.
    while jobs := [*frame.jobs(driver.state), *driver.jobs()]:
        for job in jobs:
            result = job.done()
            if isinstance(result, Intent):
                driver.advance([result])
            else:
                frame.accept(job.slot, job.key, result)
    frame.draw_all(surface, driver.state)
    return surface


def _first_intents(path: Path) -> list[tuple[int, Intent]]:
    found = next(iter(read_inks(path))).ink
    if isinstance(found, InkError):
        raise found
    return [(0, ShowInk(found))]


def _scripted(path: Path) -> list[tuple[int, Intent]]:
    """Intents of a .jsonl file, one a line, each with an optional "at" in seconds."""
    steps: list[tuple[int, Intent]] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise ValueError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            at = float(data.get("at", 0)) if isinstance(data, dict) else 0.0
            if not 0 <= at <= 3600:
                raise ValueError(f"at {at:g} s is not between 0 and 3600")
            steps.append((round(at * TICKS_A_SECOND), intent_of(data)))
        except (ValueError, TypeError, RecursionError) as error:
            raise ValueError(f"{path}, line {number}: {error}") from None
    return steps
