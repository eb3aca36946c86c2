"""Write settings into the person's settings file: other lines and comments in it stay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.shell.files.settings import settings_files, text_of
from game.shell.files.whole_file import ExportError, cause_of, write_whole
from game.words.catalogue import say


def keep(values: Iterable[tuple[str, object]], path: Path | None = None) -> Path:
    """Write ``values`` by their keys into a settings file, by default the person's, whole or not
    at all; returns which. ExportError says in one line what is wrong."""
    import tomlkit  # only here: few will keep anything, and it takes as long as a frame
    from tomlkit.exceptions import TOMLKitError

    path = path or settings_files()[-1]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        table = tomlkit.parse(text_of(path) if path.exists() else "")
    except (TOMLKitError, ValueError, RecursionError):
        raise ExportError(say("settings.bad", path=path)) from None
    except OSError as error:
        raise ExportError(say("export.file", path=path, cause=cause_of(error))) from None
    for key, value in values:
        table[key] = value
    write_whole(path, tomlkit.dumps(table).encode())
    return path
