"""Files that the lab opens and writes while it runs: the worker reads and writes them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import pygame

from game.engine.visit.recorder import Recorder
from game.lab.intents import Intent, Noticed
from game.lab.state.state import State
from game.lab.state.wishes import ExportTrace, SaveVisit, Wish, WriteSettings
from game.shell.files.assets import MODEL, Assets
from game.shell.files.replay_file import Replay
from game.shell.process.worker import Worker
from game.words.catalogue import say

#: the worker's slots for them
OPEN, SAVE, EXPORT, SETTINGS = "open", "save", "export", "settings"

Opened = Replay | tuple[Intent, ...]


class Files:
    """Asks the worker to open what is dropped on the window, to save, to export, and to keep
    settings. What is opened comes back under OPEN as `Opened`; what was saved, as a notice."""

    def __init__(self, worker: Worker, assets: Assets) -> None:
        self._worker, self._fonts, self._model = worker, assets.fonts, assets.sha256(MODEL)

    def look(self, events: Iterable[pygame.Event]) -> None:
        """Open what has been dropped on the window: ink, a picture of ink, or a replay."""
        for event in events:
            path = event.dict.get("file")
            if event.type == pygame.DROPFILE and isinstance(path, str):
                run = partial(_open, Path(path), self._model)
                self._worker.ask(OPEN, (path, time.monotonic_ns()), run, 0)

    def grant(
        self, wish: Wish, state: State, surface: pygame.Surface, recorder: Recorder | None
    ) -> None:
        """Write what is wished. ``surface``: what the window shows."""
        match wish:
            case ExportTrace():
                run = partial(_export, state, self._fonts)
                self._worker.ask(EXPORT, state.tick, run, 0)
            case WriteSettings():
                self._worker.ask(SETTINGS, state.tick, partial(_keep, wish), 0)
            case SaveVisit():
                run = partial(_save, state, surface.copy(), recorder)
                self._worker.ask(SAVE, state.tick, run, 0)


# Imported in the worker, so that the start need not wait for what few will use.
def _open(path: Path, model: str) -> Opened:
    from game.engine.visit.opening import open_file

    return open_file(path, model)


def _export(state: State, fonts: Mapping[str, Path]) -> Intent:
    from game.engine.export import export

    return export(state, fonts)


def _save(state: State, picture: pygame.Surface, recorder: Recorder | None) -> Intent:
    from game.engine.visit.saving import save

    text, full_at = (recorder.text(), recorder.full_at) if recorder else (b"", None)
    return save(state, picture, text, full_at)


def _keep(wish: WriteSettings) -> Intent:
    """Write settings; what is said of it."""
    from game.shell.files.settings_file import keep
    from game.shell.files.whole_file import ExportError

    try:
        return Noticed(say("settings.kept", path=keep(wish.values)))
    except ExportError as error:
        return Noticed(str(error))
