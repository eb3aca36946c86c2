"""A script of intents as lines of text, of bounded size."""

from __future__ import annotations

from pathlib import Path

from game.shell.files.input_file import bytes_of

#: most bytes and lines of a script; half an hour of everything a hand can do has some 100,000 lines
MOST_BYTES, MOST_LINES = 8_000_000, 100_000


def read_lines(path: Path) -> list[str]:
    """The lines of a script; ValueError names the file and what is wrong, in one line."""
    try:
        raw = bytes_of(path)
        if len(raw) > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES:,} bytes; split it")
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise ValueError(f"{path}: not UTF-8 text; write one JSON object a line") from None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    if len(lines) > MOST_LINES + 1:  # the last one is empty
        raise ValueError(f"{path}: {len(lines):,} lines, at most {MOST_LINES:,} allowed; split it")
    return lines
