"""What a person keeps of a visit: the drawing, what the screen shows, and the replay; and the last
drawing, kept for the next start."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pygame

from game.core.ink.ink import Ink
from game.lab.canvas.history import whole_ink
from game.lab.intents import Noticed
from game.lab.state.state import State
from game.shell.files.export import export_folder, free_name, save_picture
from game.shell.files.ink_file import InkError, parse_ink
from game.shell.files.input_file import bytes_of
from game.shell.files.whole_file import ExportError, write_whole
from game.shell.process.log import log
from game.shell.window.clock import TICKS_A_SECOND
from game.words.catalogue import say

#: how the files of one visit end: the drawing, the picture, the replay
ENDINGS = (".json", ".screen.png", ".replay.jsonl")
#: the file of the last drawing, in the state folder
LAST = "last-drawing.json"


def save(
    state: State, picture: pygame.Surface, replay: bytes, full_at: int | None = None
) -> Noticed:
    """Write them into the folder of exports; the notice says where, or what went wrong.

    ``replay``: b"" for none; ``full_at``: the tick at which there was no more room in it.
    """
    try:
        folder = export_folder()
        number = state.prediction.number.replace("?", "x")
        stem = f"neural-lab-{number}" if number else "neural-lab"
        path = folder / free_name(folder, stem, ENDINGS)
        drawing, screen, visit = (path.with_name(path.name + end) for end in ENDINGS)
        ink = whole_ink(state.canvas)
        if ink.strokes:
            write_whole(drawing, ink_bytes(ink))
        save_picture(screen, picture)
        if replay:
            write_whole(visit, replay)
    except ExportError as error:
        return Noticed(str(error))
    if full_at is not None:
        return Noticed(say("saved.full", path=path, minutes=full_at // (60 * TICKS_A_SECOND)))
    return Noticed(say("saved" if ink.strokes else "saved.blank", path=path))


def ink_bytes(ink: Ink) -> bytes:
    """The ink as a file has it."""
    return json.dumps(ink.as_data(), separators=(",", ":")).encode() + b"\n"


def last_drawing(state: State) -> Ink | None:
    """The newest drawing that is not blank: that on the canvas, else that which Undo would bring
    back; None where there is none."""
    canvas = state.canvas
    inks: Sequence[Ink] = [whole_ink(canvas), *(past.ink for past in reversed(canvas.history))]
    return next((ink for ink in inks if ink.strokes), None)


def keep_last(state: State, folder: Path) -> None:
    """Keep the last drawing for the next start. What goes wrong is logged: nobody can wait for it
    any more."""
    ink = last_drawing(state)
    if ink is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / LAST, ink_bytes(ink))
    except (ExportError, OSError) as error:
        log.warning("the last drawing is not kept: %s", error)


def kept_last(folder: Path) -> Ink | None:
    """The drawing that an earlier lab kept; None where there is none, or where its file is damaged,
    which is logged."""
    path = folder / LAST
    if not os.path.lexists(path):
        return None
    try:
        return parse_ink(bytes_of(path), str(path))
    except (InkError, ValueError) as error:
        words = str(error)
        where = "" if words.startswith(str(path)) else f"{path}: "
        log.warning("the last drawing is not offered: %s%s", where, words)
        return None
