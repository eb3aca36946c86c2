"""The trace of a drawing as files: NPZ, CSV, PNG, PDF. Whatever goes wrong with them is an
ExportError."""

from __future__ import annotations

import csv
import io
import os
import zlib
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import pygame

from game.core.ink.digit import SIDE
from game.core.ink.ink import Ink
from game.core.model.network import Network, Trace
from game.shell.files.whole_file import ExportError, cause_of, write_whole
from game.words.catalogue import say

FOLDER = "Neural Lab"
#: how the files of one export end
ENDINGS = (".npz", ".csv", ".png", ".pdf")
#: the columns of the table, see `write_csv`
COLUMNS = ("layer", "index", "row", "column", "pre_activation", "activation", "damage")

#: A4, points of 1/72 inch
_A4 = "595.28", "841.89"


def export_folder() -> Path:
    """The folder "Neural Lab" in the person's Documents, made if need be; or ExportError.

    Another place in its stead was rejected: nobody would find the files there.
    """
    folder = Path(platformdirs.user_documents_path()) / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = say("export.folder", folder=folder, cause=cause_of(error))
        raise ExportError(words) from None
    return folder


def free_name(folder: Path, stem: str, endings: Sequence[str] = ENDINGS) -> str:
    """``stem``, or ``stem`` with "-2", "-3" … added: the first that no file with one of these
    endings in the folder has."""
    names = (stem if nth == 1 else f"{stem}-{nth}" for nth in count(1))
    # lexists rather than exists: a link to nowhere must not be written over either
    return next(n for n in names if not any(os.path.lexists(folder / (n + e)) for e in endings))


def write_npz(path: Path, network: Network, trace: Trace, ink: Ink, damage: str) -> None:
    """Everything as plain arrays, for ``numpy.load(path)``; or ExportError.

    Float32: x, z1, a1, z2, a2, z3, probabilities as in `Trace`; W1, b1 … W3, b3 of the network
    that was shown, damaged or not; ``strokes`` (n, 2), the points of all strokes one after the
    other, canvas px; ``canvas`` (2,): its width and height; ``pen``, px. ``stroke`` (n,), int32:
    which stroke each point belongs to. ``damage``: its code, and whether it was taught; "" for
    neither.
    """
    arrays: dict[str, Any] = {"x": trace.activations[0], "probabilities": trace.probabilities}
    for layer in (1, 2, 3):
        arrays[f"z{layer}"] = trace.pre_activations[layer - 1]
        arrays[f"W{layer}"] = network.weights[layer - 1]
        arrays[f"b{layer}"] = network.biases[layer - 1]
    arrays |= {"a1": trace.activations[1], "a2": trace.activations[2]}
    lengths = [len(stroke) for stroke in ink.strokes]
    arrays["strokes"] = np.concatenate([np.zeros((0, 2), np.float32), *ink.strokes])
    arrays["stroke"] = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    arrays["canvas"] = np.array([ink.width, ink.height], np.float32)
    arrays["pen"] = np.float32(ink.pen)
    arrays["damage"] = np.array(damage, np.str_)
    data = io.BytesIO()
    np.savez_compressed(data, **arrays)
    write_whole(path, data.getvalue())


def write_csv(path: Path, trace: Trace, damage: str) -> None:
    """One line a unit, 986 in all, below a line of names (COLUMNS); or ExportError.

    RFC 4180, UTF-8, lines ended by "\\n". ``layer``: 0 input … 3 output; ``row`` and ``column``:
    of a pixel; ``pre_activation``: z, of all but pixels; ``activation``: x, a, or the
    probability; ``damage``: the same, in every line, so that a table cannot be taken
    for that of a healthy network. Numbers are the shortest that give the same float32 back.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for layer, activations in enumerate(trace.layers):
        for index, a in enumerate(activations):
            z = str(trace.pre_activations[layer - 1][index]) if layer else ""
            place = ("", "") if layer else divmod(index, SIDE)
            table.writerow((layer, index, *place, z, str(a), damage))
    write_whole(path, text.getvalue().encode())


def save_picture(path: Path, surface: pygame.Surface) -> None:
    """A surface as PNG; or ExportError."""
    data = io.BytesIO()
    pygame.image.save(surface, data, "picture.png")
    write_whole(path, data.getvalue())


def write_pdf(path: Path, *surfaces: pygame.Surface) -> None:
    """Surfaces as the pages of a PDF, each filling A4 in portrait; or ExportError.

    Written by hand (PDF Reference 1.4, 3.4 and 4.8): a library for some pictures was rejected.
    """
    count = len(surfaces)
    kids = " ".join(f"{3 + 3 * nth} 0 R" for nth in range(count))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
    ]
    for surface in surfaces:
        objects += _page_objects(surface, len(objects) + 1)
    # Bytes ≥ 128 in the second line tell programs that carry the file that it is no text.
    data, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + entries
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    write_whole(path, data + table + trailer)


def _page_objects(surface: pygame.Surface, first: int) -> tuple[bytes, bytes, bytes]:
    """A page, its picture and what draws that: three objects, numbered from ``first`` on."""
    width, height = surface.get_size()
    pixels = zlib.compress(pygame.image.tobytes(surface, "RGB"), 6)
    page = f"q {_A4[0]} 0 0 {_A4[1]} 0 0 cm /Picture Do Q".encode()
    picture = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode "
        f"/Length {len(pixels)} >>\nstream\n"
    )
    head = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_A4[0]} {_A4[1]}] "
        f"/Contents {first + 2} 0 R /Resources << /XObject << /Picture {first + 1} 0 R >> >> >>"
    )
    return (
        head.encode(),
        picture.encode() + pixels + b"\nendstream",
        f"<< /Length {len(page)} >>\nstream\n".encode() + page + b"\nendstream",
    )
