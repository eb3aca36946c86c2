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

#: how H.264 is written: text stays sharp, and one film takes one core
_H264 = {"crf": "16", "preset": "veryfast", "threads": "1"}
#: the same without any loss, for what is read again
_WHOLE = {"crf": "0", "preset": "ultrafast", "threads": "1"}


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
    kind = out.suffix.lower()
    if kind not in FILMS:
        yield _Folder(out)
        return
    av, target = _av(), Path(os.path.realpath(out))  # a link stays a link
    part, done = (target.with_name(f".{os.getpid()}.{nth}.part") for nth in (1, 2))
    try:
        movie = _Movie(part, size, fps, lossless=kind == ".gif")
        try:
            yield movie
        finally:
            movie.close()
        if kind == ".gif":
            _to_gif(part, done)
        with writing():
            os.replace(done if kind == ".gif" else part, target)
    except (OSError, av.error.FFmpegError) as error:
        raise ExportError(f"{out}: {cause_of(error)}; look whether there is room") from None
    finally:
        part.unlink(missing_ok=True)
        done.unlink(missing_ok=True)


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
    """H.264 in MP4."""

    def __init__(self, path: Path, size: tuple[int, int], fps: int, lossless: bool) -> None:
        self._av, self._count = _av(), 0
        # H.264 halves the resolution of color: a side of an odd number of px gets one more.
        width, height = size if lossless else (side + side % 2 for side in size)
        self._size = width, height
        self._container = self._av.open(str(path), "w", format="mp4")
        name = "libx264rgb" if lossless else "libx264"
        self._stream = self._container.add_stream(name, rate=fps)
        self._stream.width, self._stream.height = self._size
        self._stream.pix_fmt = "rgb24" if lossless else "yuv420p"
        self._stream.options = _WHOLE if lossless else _H264

    def add(self, frame: pygame.Surface) -> None:
        if frame.get_size() != self._size:
            wider = pygame.Surface(self._size, depth=32)
            wider.blit(frame, (0, 0))
            frame = wider
        pixels = pygame.surfarray.array3d(frame).swapaxes(0, 1).copy()
        picture = self._av.VideoFrame.from_ndarray(pixels, format="rgb24")
        picture.pts = self._count
        self._count += 1
        self._container.mux(self._stream.encode(picture))

    def close(self) -> None:
        """Nothing more comes. OSError where the film is not complete."""
        try:
            with suppress(EOFError):  # it had been told before
                self._container.mux(self._stream.encode(None))
        finally:
            self._container.close()


def _to_gif(movie: Path, gif: Path) -> None:
    """A film as GIF, with the 256 colors that suit all of it. In two passes, since one would need
    all frames at once."""
    av = _av()
    colors = _pass(movie, "palettegen", None)
    *_, palette = colors
    with av.open(str(movie)) as source, av.open(str(gif), "w", format="gif") as target:
        video = source.streams.video[0]
        stream = target.add_stream("gif", rate=video.average_rate)
        stream.width, stream.height, stream.pix_fmt = video.width, video.height, "pal8"
        stream.time_base = Fraction(1, 100)
        for picture in _pass(movie, "paletteuse", palette):
            target.mux(stream.encode(picture))
        target.mux(stream.encode(None))


def _pass(movie: Path, name: str, palette: Any) -> Iterator[Any]:
    """What a filter makes of a film; with a palette, where it takes one."""
    av = _av()
    with av.open(str(movie)) as source:
        video = source.streams.video[0]
        graph = av.filter.Graph()
        frames, sink = graph.add_buffer(template=video), graph.add("buffersink")
        options = "dither=none:diff_mode=rectangle" if palette else "stats_mode=full"
        work = graph.add(name, options)
        frames.link_to(work)
        if palette:
            colors = graph.add_buffer(
                width=palette.width,
                height=palette.height,
                format=palette.format.name,
                time_base=video.time_base,
            )
            colors.link_to(work, 0, 1)
        work.link_to(sink)
        graph.configure()
        if palette:
            palette.pts, palette.time_base = 0, video.time_base
            colors.push(palette)
            colors.push(None)
        for frame in source.decode(video):
            frames.push(frame)
            yield from _pulled(sink)
        frames.push(None)
        yield from _pulled(sink)


def _pulled(sink: Any) -> Iterator[Any]:
    """All that a filter has ready."""
    av = _av()
    with suppress(av.error.BlockingIOError, av.error.EOFError):
        while True:
            yield sink.pull()


def _av() -> Any:
    """PyAV, or None where it is not installed."""
    try:
        import av
        import av.filter
    except ImportError:
        return None
    av.logging.set_level(av.logging.PANIC)  # what goes wrong is raised as well
    return sys.modules["av"]
