"""The log: a rotating file, every line written through at once, or memory when there is none."""

from __future__ import annotations

import logging
import logging.handlers
from collections import deque
from pathlib import Path

import platformdirs

from game.shell.files.settings import APP
from game.shell.process.streams import complain

#: largest size of a log file, bytes; and how many older files are kept
_LARGEST, _KEPT = 1 << 20, 2
#: lines kept in memory where no file can be written
_LINES = 1000

log = logging.getLogger(APP)


class MemoryLog(logging.Handler):
    """Keeps the newest lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class _FileLog(logging.handlers.RotatingFileHandler):
    """A file that goes on in memory once it cannot be written: a full disk must not stop a lab."""

    def handleError(self, record: logging.LogRecord) -> None:
        log.removeHandler(self)
        memory = MemoryLog()
        memory.setFormatter(self.formatter)
        log.addHandler(memory)
        notice = f"{self.baseFilename}: can no longer be written; the log goes on in memory"
        complain(notice)
        log.warning(notice)
        memory.handle(record)


def log_folder() -> Path:
    """Where the log files lie; need not exist."""
    return platformdirs.user_log_path(APP)


def log_place() -> str:
    """Where the log can be read."""
    files = [one.baseFilename for one in log.handlers if isinstance(one, logging.FileHandler)]
    return files[0] if files else "the log, which is kept in memory"


def newest_lines(most: int) -> tuple[str, ...]:
    """The newest lines of the log, oldest first; whatever cannot be read is left out."""
    memory = [one for one in log.handlers if isinstance(one, MemoryLog)]
    if memory:
        return tuple(memory[0].lines)[-most:]
    try:
        with Path(log_place()).open("rb") as file:
            file.seek(max(file.seek(0, 2) - 200 * most, 0))
            words = file.read().decode("utf-8", "replace")
    except OSError:
        return ()
    return tuple(words.splitlines()[-most:])


def open_log(folder: Path) -> list[str]:
    """Let ``log`` write to neural-lab.log in a folder; it is flushed line by line.

    Returns a notice, one line, when that is not possible: the log is then kept in memory.
    """
    notices = []
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{APP}.log"
        if path.exists() and not path.is_file():  # opening a pipe would wait for its reader
            raise FileExistsError(None, "the log in it is not a file")
        # StreamHandler flushes after every record, so the log is whole even if X kills the program.
        handler = _FileLog(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
    except OSError as error:
        handler = MemoryLog()
        notices.append(f"{folder}: {str(error.strerror).lower()}; the log is kept in memory")
    close_log()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    return notices


def close_log() -> None:
    """Close what ``open_log`` opened."""
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
