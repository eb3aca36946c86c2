"""Pictures one after the other as a film: MP4, GIF, or a folder of PNG files.

MP4 and GIF need PyAV, which is FFmpeg's libraries: an extra, since few make films.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import pygame

from game.shell.files.export import save_picture
from game.shell.files.whole_file import ExportError, cause_of
from game.shell.process.signals import writing

FILMS = (".mp4", ".gif")
#: what a GIF's players show no faster: they count in 1/100 s, and take less than 2 for 10
MOST_GIF_FPS = 50
CURE = "install it with: python3 -m pip install 'neural-lab[film]', or uv sync --extra film"


class Film(Protocol):
    """Takes the frames of a film."""

    def add(self, frame: pygame.Surface) -> None:
        """The next frame; all have one size."""


def film_fault(out: Path, fps: int) -> str | None:
    """Why no film can be written to ``out``; None where it can."""
    kind = out.suffix.lower()
    if kind not in FILMS:
        if kind:
            return f"{out}: end its name in {' or '.join(FILMS)}, or name a folder for the frames"
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            return f"{out}: is there already and not an empty folder; name another one"
        return None
    if kind == ".gif" and fps > MOST_GIF_FPS:
        return f"--fps {fps}: a GIF shows at most {MOST_GIF_FPS} frames a second; ask for fewer"
    if _av() is None:
        return f"a {kind} needs the library PyAV, which is not here; {CURE}"
    return None


@contextmanager
def film(out: Path, size: tuple[int, int], fps: int) -> Iterator[Film]:
    """A film of frames of this size, px, written whole: where anything goes wrong in between,
    nothing is left of it but a folder's frames. ExportError where it cannot be written."""
    if out.suffix.lower() not in FILMS:
        yield _Folder(out)
        return
    part = out.with_name(f".{os.getpid()}.part")
    made: _Movie | None = None
    try:
        made = _Movie(part, out.suffix.lower(), size, fps)
        yield made
        made.close()
        with writing():
            os.replace(part, out)
    except OSError as error:  # PyAV's own errors are OSErrors, too
        raise ExportError(f"{out}: {cause_of(error)}; look whether there is room") from None
    finally:
        if made:
            made.leave()
        part.unlink(missing_ok=True)


class _Folder:
    """frame-000001.png, frame-000002.png, …"""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise ExportError(f"{folder}: {cause_of(error)}; make its folder first") from None

    def add(self, frame: pygame.Surface) -> None:
        self._count += 1
        save_picture(self._folder / f"frame-{self._count:06}.png", frame)


class _Movie:
    """A film by PyAV."""

    def __init__(self, path: Path, kind: str, size: tuple[int, int], fps: int) -> None:
        av = _av()
        assert av
        self._av, self._count, self._fps = av, 0, fps
        # H.264 halves the resolution of color, so that a side of an odd number of px has one more.
        width, height = (side + side % 2 for side in size)
        self._odd = size != (width, height)
        self._container = av.open(str(path), "w", format=kind[1:])
        name, pixels = ("libx264", "yuv420p") if kind == ".mp4" else ("gif", "pal8")
        self._stream = self._container.add_stream(name, rate=fps)
        self._stream.width, self._stream.height = width, height
        self._stream.pix_fmt = pixels
        self._graph: Any = None
        if kind == ".mp4":
            # Text stays sharp; one thread, so that a film takes one core and not all.
            self._stream.options = {"crf": "16", "preset": "veryfast", "threads": "1"}
        else:
            self._stream.time_base = Fraction(1, 100)
            self._graph = self._palettes(width, height)
        self._size = width, height

    def add(self, frame: pygame.Surface) -> None:
        if self._odd:
            wider = pygame.Surface(self._size, depth=32)
            wider.blit(frame, (0, 0))
            frame = wider
        pixels = pygame.surfarray.array3d(frame).swapaxes(0, 1)
        picture = self._av.VideoFrame.from_ndarray(pixels.copy(), format="rgb24")
        picture.time_base = Fraction(1, self._fps)
        picture.pts = self._count
        self._count += 1
        if self._graph:
            self._graph.push(picture)
            picture = self._graph.pull()
        self._write(picture)

    def close(self) -> None:
        """The film is complete."""
        self._write(None)
        self._container.close()

    def leave(self) -> None:
        """Whether complete or not, nothing more is written."""
        with suppress(OSError, ValueError):
            self._container.close()

    def _write(self, picture: Any) -> None:
        for packet in self._stream.encode(picture):
            self._container.mux(packet)

    def _palettes(self, width: int, height: int) -> Any:
        """256 colors of its own for each frame: one palette for all would need all frames at
        once."""
        graph = self._av.filter.Graph()
        source = graph.add_buffer(
            width=width, height=height, format="rgb24", time_base=Fraction(1, self._fps)
        )
        split = graph.add("split")
        palette = graph.add("palettegen", "stats_mode=single")
        use = graph.add("paletteuse", "new=1:dither=none")
        sink = graph.add("buffersink")
        source.link_to(split)
        split.link_to(use, 0, 0)
        split.link_to(palette, 1, 0)
        palette.link_to(use, 0, 1)
        use.link_to(sink)
        graph.configure()
        return graph


def _av() -> Any:
    """PyAV, or None where it is not installed."""
    try:
        import av
        import av.filter
    except ImportError:
        return None
    av.logging.set_level(av.logging.PANIC)  # what goes wrong is raised as well
    return sys.modules["av"]
