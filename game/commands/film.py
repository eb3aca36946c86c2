"""`render --replay`: draw a visit into a film, frame for frame; the same replay gives the same."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import chain

import pygame

from game.commands.exit import FAILED, fail
from game.commands.render import tell
from game.core.job import Job
from game.engine.start import prepare
from game.engine.visit.opening import check_version
from game.engine.visit.replay import Replayer
from game.lab.state.state import State
from game.shell.files.assets import MODEL, AssetError, Assets
from game.shell.files.film import film, film_fault
from game.shell.files.model_file import ModelError, load
from game.shell.files.replay_file import Replay, Ticks, read_replay
from game.shell.files.whole_file import ExportError, unwritable
from game.shell.process.options import GIF_FPS, MOST_FPS
from game.shell.process.streams import complain
from game.shell.window.clock import TICKS_A_SECOND
from game.view.frame import Frame
from game.view.paint.letterbox import draw_fitted

#: options of `render` that a replay says itself
_OWN = ("ink", "do", "sheet", "damage", "kiosk", "size")


def run(chosen: argparse.Namespace) -> int:
    """Write the film of ``chosen.replay`` to ``chosen.out``; returns the exit status."""
    gif = chosen.out.suffix.lower() == ".gif"
    fps = chosen.fps or (GIF_FPS if gif else MOST_FPS)
    if clash := next((name for name in _OWN if getattr(chosen, name)), None):
        return fail(f"--{clash}: not with --replay, which has all that was done and seen")
    # A folder need not be there yet, a film's must.
    folder = not chosen.out.suffix and chosen.out.parent.is_dir()
    if refused := film_fault(chosen.out, fps) or (None if folder else unwritable(chosen.out)):
        return fail(refused)
    try:
        assets = Assets()
        assets.verify()
        replay = read_replay(chosen.replay, assets.sha256(MODEL))
        if doubt := check_version(replay):
            complain(doubt)
        for fault in prepare(assets):
            complain(fault)
        replayer = Replayer(replay, load(assets), assets)
        write(replayer, chosen, fps, assets, _length(replay))
    except (AssetError, ModelError, ValueError) as error:
        return fail(error)
    except ExportError as error:
        return fail(error, FAILED)
    return 0


def write(
    replayer: Replayer, chosen: argparse.Namespace, fps: int, assets: Assets, ticks: int
) -> None:
    """Draw the film, ``fps`` frames a second; a slow one tells its progress. ``ticks``: how many
    the replay has."""
    pygame.font.init()
    frames = _states(replayer, fps)
    first = next(frames)
    size, frame, said = first.screen.size, Frame(assets.fonts), time.monotonic()
    with film(chosen.out, size, fps) as out:
        shown, picture = pygame.Surface(size, depth=32), pygame.Surface(size, depth=32)
        for state in chain([first], frames):
            if picture.get_size() != state.screen.size:
                picture = pygame.Surface(state.screen.size, depth=32)
                frame.forget()
            _draw(frame, picture, state)
            draw_fitted(picture, shown)
            out.add(shown)
            said = tell(said, state.tick / max(ticks, 1))
    replayer.close()


def _draw(frame: Frame, picture: pygame.Surface, state: State) -> None:
    """Draw a State with all its slow pictures; what its look-ups find is in the replay."""
    frame.draw(picture, state)
    done: set[tuple[str, object]] = set()
    jobs: list[Job]
    while jobs := [job for job in frame.jobs(state) if job[:2] not in done]:
        for job in jobs:
            done.add(job[:2])
            frame.accept(job.slot, job.key, job.done())
        frame.draw(picture, state)


def _states(replayer: Replayer, fps: int) -> Iterator[State]:
    """The State of every frame: that after the last pass before its time; at least one."""
    count = 0
    while not replayer.over:
        state = replayer.step()
        # A pass of several ticks is one that a person did not see in between either.
        while count * TICKS_A_SECOND < state.tick * fps:
            yield state
            count += 1
    if not count:
        yield replayer.driver.state


def _length(replay: Replay) -> int:
    """About how many ticks a replay has."""
    return sum(step.count * step.times for step in replay.steps if isinstance(step, Ticks))
