"""Picture files → brightness, at the size worked on. Large pictures are never held twice."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

import numpy as np
import pygame
from numpy.typing import NDArray

from game.shell.files.file_kind import JPEG, PNG, kind_of
from game.shell.pictures import jpeg_file, png_file, png_rows
from game.shell.pictures.exif import upright
from game.shell.pictures.picture_head import BROKEN, Head

#: longest side that is worked on, px
LONGEST = 800
#: pixels made narrower at once: what fits into the processor's cache takes half the time
_PORTION = 1 << 18
Gray = NDArray[np.float32]


def gray_of(raw: bytes) -> tuple[Gray, Head]:
    """Brightness (height, width) of a PNG or JPEG file, 0..255, upright, at most LONGEST px on its
    longer side; and its head. Raises ValueError: cause and cure."""
    kind = kind_of(raw)
    if kind not in (PNG, JPEG):
        raise ValueError("is not a PNG or JPEG picture; save it as one")
    if kind == PNG:
        rows, head = png_file.look_through(raw)
        gray = _gray(_shrunk(_unpacked(rows, kind, head)), head)
        if rows.lacks:
            raise ValueError(BROKEN)
    else:
        plain, head = jpeg_file.look_through(raw)
        gray, gray_end = _gray_and_end(plain, head)
        if head.may_lack and gray_end:
            again, _ = _gray_and_end(jpeg_file.with_more(plain), head)
            if not np.array_equal(gray, again):
                raise ValueError(BROKEN)
    return np.ascontiguousarray(upright(gray.T, head.orientation)), head


def _gray_and_end(plain: bytes, head: Head) -> tuple[Gray, bool]:
    """What a JPEG shows, and whether its last pixel is the gray that the library paints where the
    data have ended.

    A photo of something gray may have it too: then more data behind its own change the picture
    only if its own did not suffice.
    """
    surface = _unpacked(io.BytesIO(plain), JPEG, head)
    last = surface.get_at((head.width - 1, head.height - 1))
    gray_end = all(abs(value - 128) <= 1 for value in tuple(last)[:3])
    return _gray(_shrunk(surface), head), gray_end


def _unpacked(file: io.BytesIO | png_rows.PngRows, kind: str, head: Head) -> pygame.Surface:
    try:
        with _quiet():
            surface = pygame.image.load(cast(io.BytesIO, file), f"picture.{kind}")
    except (pygame.error, SystemError):
        raise ValueError(BROKEN) from None
    except MemoryError:
        raise ValueError("is too large for the memory there is; scale it down") from None
    if surface.get_size() != (head.width, head.height):
        raise ValueError(BROKEN)
    return surface


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep libpng's words off stderr: it writes there by itself when a picture is broken. What
    other threads write to stderr meanwhile is lost as well."""
    kept = None
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # no stderr, no more files: go on
        kept = os.dup(2)
        if sys.stderr:
            sys.stderr.flush()
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        if kept is not None:
            os.dup2(kept, 2)
            os.close(kept)


def _shrunk(surface: pygame.Surface) -> pygame.Surface:
    """At most LONGEST px on its longer side, averaged; 24 or 32 bits a pixel."""
    size = surface.get_size()
    longest = max(size)
    if longest <= LONGEST:
        return _colored(surface)
    width, height = (max(1, round(side * LONGEST / longest)) for side in size)
    # It is made narrower first, in bands: that gives the same bits as all at once, with a fraction
    # of the memory.
    rows = max(1, _PORTION // size[0])
    narrow = None
    for top in range(0, size[1], rows):
        band = _colored(surface.subsurface((0, top, size[0], min(rows, size[1] - top))))
        if narrow is None:
            narrow = pygame.Surface((width, size[1]), 0, band)
        place = narrow.subsurface((0, top, width, band.get_height()))
        pygame.transform.smoothscale(band, place.get_size(), place)
    assert narrow is not None
    return pygame.transform.smoothscale(narrow, (width, height))


def _colored(band: pygame.Surface) -> pygame.Surface:
    """With 24 or 32 bits a pixel, and alpha where one color stands for transparent."""
    if band.get_bitsize() in (24, 32) and band.get_colorkey() is None:
        return band
    full = pygame.Surface(band.get_size(), pygame.SRCALPHA, 32)
    full.blit(band, (0, 0))
    return full


def _gray(surface: pygame.Surface, head: Head) -> Gray:
    """Brightness, (width, height), 0..255."""
    if head.cmyk:
        raw = surface.get_buffer().raw
        inks = np.frombuffer(raw, np.uint8).reshape(surface.get_height(), -1, 4)
        light = (inks if head.negative else 255 - inks).transpose(1, 0, 2).astype(np.float32)
        colors = light[..., :3] * light[..., 3:] / np.float32(255)
    else:
        colors = pygame.surfarray.array3d(surface).astype(np.float32)
    gray = colors @ np.array([0.299, 0.587, 0.114], np.float32)
    if surface.get_masks()[3] and not head.cmyk:
        alpha = pygame.surfarray.array_alpha(surface).astype(np.float32) / np.float32(255)
        gray = _on_paper(gray, alpha)
    return np.asarray(gray, np.float32)


def _on_paper(gray: Gray, alpha: Gray) -> Gray:
    """Lay a transparent picture on white, or on black if what it shows is bright."""
    if alpha.min() == 1:
        return gray
    shown = float((gray * alpha).sum() / max(float(alpha.sum()), 1e-6))
    return np.asarray(gray * alpha + (1 - alpha) * (255 if shown < 128 else 0), np.float32)
