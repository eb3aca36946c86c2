"""`render`: draw the lab into a file without a display; the same options give the same pixels."""

from __future__ import annotations

import argparse
import json
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pygame

from game.commands.exit import FAILED, fail
from game.engine.driver import Driver
from game.engine.export import save_page
from game.engine.finish import finish
from game.engine.lessons import begun_by
from game.engine.notes import save_notes
from game.engine.start import prepare, start_state
from game.engine.visit.opening import shows
from game.lab.intents import Intent, LoadSample, Resize, Tick
from game.lab.intents.script import intent_of
from game.shell.files.assets import AssetError, Assets
from game.shell.files.export import save_picture
from game.shell.files.ink_file import InkError
from game.shell.files.model_file import ModelError, load
from game.shell.files.script_file import read_lines
from game.shell.files.settings import Settings
from game.shell.files.values import check_size, shown
from game.shell.files.whole_file import ExportError, is_stream, unwritable
from game.shell.process.options import LONGEST
from game.shell.process.streams import complain
from game.shell.window.clock import TICKS_A_SECOND
from game.view.frame import Frame

#: the sample drawn where no ink is given
SAMPLE = 3
#: most intents of one tick that are carried out before progress is told
PORTION = 500


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write ``chosen.out``; returns the exit status."""
    if refused := _out_fault(chosen.out, chosen.sheet, chosen.notes):
        return fail(refused)
    size = settings.size or (1920, 1080)
    state = start_state(replace(settings, size=size, fullscreen=False, kiosk=bool(chosen.kiosk)))
    try:
        assets = Assets()
        for fault in prepare(assets):
            complain(fault)
        if chosen.notes:
            save_notes(chosen.notes, assets, chosen.out, state.screen.language)
            return 0
        begins = begun_by(chosen.damage, chosen.lesson, assets)
        plan: list[tuple[int, Intent]] = [(0, intent) for intent in begins]
        if chosen.ink:
            plan += [(0, intent) for intent in shows(chosen.ink)]
        elif not (chosen.kiosk or chosen.lesson):  # there the lab, or the lesson, draws by itself
            plan += [(0, LoadSample(SAMPLE))]
        plan += scripted(chosen.do) if chosen.do else []
        assets.verify()
        driver = Driver(state)
        driver.load(load(assets), assets)
        play(driver, plan, round(chosen.at * TICKS_A_SECOND))
        if chosen.sheet:
            save_page(driver.state, assets.fonts, chosen.out)
        else:
            save_picture(chosen.out, picture(driver, Frame(assets.fonts)))
    except (AssetError, ModelError, InkError, ValueError) as error:
        return fail(error)
    except ExportError as error:
        return fail(error, FAILED)
    return 0


def _out_fault(out: Path, sheet: bool, notes: str) -> str | None:
    """Why nothing can be written to ``out``; None where it can."""
    if is_stream(out):
        return None
    if notes and out.suffix.lower() != ".pdf":
        return f"--out {out}: notes are pages to print; end its name in .pdf"
    if refused := unwritable(out):
        return refused
    endings = (".png", ".pdf") if sheet or notes else (".png",)
    if out.suffix.lower() not in endings:
        pages = "" if sheet else ", or write a page with --sheet, which may end in .pdf"
        return f"--out {out}: end its name in {' or '.join(endings)}{pages}"
    return None


def play(driver: Driver, plan: Iterable[tuple[int, Intent]], ticks: int) -> None:
    """Carry out intents at their ticks and run until ``ticks``; a slow run tells its progress."""
    waiting = deque(sorted(plan, key=lambda step: step[0]))
    count = max(len(waiting), 1)
    said = time.monotonic()
    for tick in range(ticks + 1):
        due: list[Intent] = []
        while waiting and waiting[0][0] <= tick:
            due.append(waiting.popleft()[1])
            if len(due) == PORTION:
                driver.advance(due)
                due = []
                said = tell(said, 1 - len(waiting) / count)
        driver.advance([*due, Tick()])
        said = tell(said, tick / max(ticks, 1))


def tell(said: float, share: float) -> float:
    """Tell the progress, 0..1, at most once a second. ``said``, and what is returned: when it was
    told last, monotonic s."""
    if time.monotonic() - said < 1:
        return said
    complain(f"{share:.0%} is done")
    return time.monotonic()


def picture(driver: Driver, frame: Frame) -> pygame.Surface:
    """The finished frame of the driver's state, its slow parts included."""
    pygame.font.init()
    surface = pygame.Surface(driver.state.screen.size, depth=32)
    finish(driver, frame, surface)
    return surface


def scripted(path: Path) -> list[tuple[int, Intent]]:
    """Intents of a .jsonl file, one a line, each with an optional "at" in seconds."""
    steps: list[tuple[int, Intent]] = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        try:
            steps.append(_step_of(json.loads(line)))
        except RecursionError:
            raise ValueError(f"{path}, line {number}: nested too deeply") from None
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from None
    return steps


def _step_of(data: object) -> tuple[int, Intent]:
    """An intent of a script and its tick; ValueError says what is wrong."""
    at = data.get("at", 0) if isinstance(data, dict) else 0
    if type(at) not in (int, float) or not 0 <= at <= LONGEST:
        raise ValueError(f"at {shown(at)} is no time: write seconds, from 0 to {LONGEST:g}")
    intent = intent_of(data)
    if isinstance(intent, Resize):  # a real window can only have sizes that can be drawn
        check_size(intent.width, intent.height)
    return round(at * TICKS_A_SECOND), intent
