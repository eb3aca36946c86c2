"""Export the trace of a drawing: arrays (NPZ), a table (CSV), and a page to print (PNG, PDF)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pygame

from game.lab.break_it.code import code_of
from game.lab.intents import Noticed
from game.lab.state.state import State
from game.shell.files.export import (
    export_folder,
    free_name,
    save_picture,
    write_csv,
    write_npz,
    write_pdf,
)
from game.shell.files.whole_file import ExportError
from game.view.page.page import draw_page
from game.view.paint.text import Text
from game.words.catalogue import say


def page_of(state: State, fonts: Mapping[str, Path]) -> pygame.Surface:
    """The A4 page of the shown digit; ExportError where nothing is drawn."""
    answer = state.prediction.probabilities
    if state.network is None or state.prediction.trace is None or answer is None:
        raise ExportError(say("export.blank"))
    pygame.font.init()
    # Another Text than the window's, which belongs to the main thread.
    return draw_page(
        Text(fonts), state.network, state.prediction.trace, answer, state.canvas.ink, _note(state)
    )


def done_to(state: State) -> str:
    """How the network differs from the file's: the damage's code, and "taught" with the number of
    steps; "" where it does not differ."""
    taught = state.gradient.taught
    steps = f"taught {taught[-1].number}" if taught else ""
    return " ".join(filter(None, (code_of(state.break_it.damage), steps)))


def _note(state: State) -> str:
    """The same in sentences, for the page."""
    code, taught = code_of(state.break_it.damage), state.gradient.taught
    words = [say("page.damage", code=code)] if code else []
    words += [say("page.taught", count=taught[-1].number)] if taught else []
    return ". ".join(words)


def export(state: State, fonts: Mapping[str, Path]) -> Noticed:
    """Write the drawing's trace into the person's documents; the notice says where, or what went
    wrong."""
    try:
        page = page_of(state, fonts)
        assert state.network and state.prediction.trace
        folder = export_folder()
        code = done_to(state)
        # Windows allows no "?" in the name of a file.
        stem = f"neural-lab-{state.prediction.number.replace('?', 'x')}"
        path = folder / free_name(folder, stem)
        write_npz(
            path.with_suffix(".npz"), state.network, state.prediction.trace, state.canvas.ink, code
        )
        write_csv(path.with_suffix(".csv"), state.prediction.trace, code)
        save_picture(path.with_suffix(".png"), page)
        write_pdf(path.with_suffix(".pdf"), page)
    except ExportError as error:
        return Noticed(str(error))
    return Noticed(say("exported", path=path))


def save_page(state: State, fonts: Mapping[str, Path], path: Path) -> None:
    """Write the page alone: as PDF where the path ends in .pdf, else as PNG."""
    page = page_of(state, fonts)
    (write_pdf if path.suffix.lower() == ".pdf" else save_picture)(path, page)
