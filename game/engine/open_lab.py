"""The lab in a window of its own."""

from __future__ import annotations

from concurrent.futures import Future

from game.engine.attendant import Attendant
from game.engine.loop import Loop
from game.engine.visit.recorder import Recorder
from game.lab.state.state import State
from game.shell.files.assets import ICON, Assets
from game.shell.files.model_file import Model
from game.shell.window.screen_reader import ScreenReader
from game.shell.window.window import Window
from game.words.catalogue import say


def open_lab(
    state: State,
    assets: Assets,
    model: Future[Model],
    size: tuple[int, int] | None,
    display: int | None = None,
    attendant: Attendant | None = None,
    reader: ScreenReader | None = None,
    recorder: Recorder | None = None,
) -> Loop:
    """Open the window; DisplayError where there is none, AssetError where its icon is damaged."""
    icon = assets.read(ICON)
    hook = reader.attach if reader and reader.needs_hidden_window else None
    window = Window(size, state.screen.fullscreen, say("title"), display, hook)
    window.set_icon(icon)
    if attendant:
        window.hide_cursor()
    return Loop(window, state, assets, model, attendant, reader, recorder)
