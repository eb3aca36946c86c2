"""Whether all libraries are there, and pygame-ce rather than pygame, asked before they are used."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

#: libraries: the name each is imported under, and the one it is installed under
LIBRARIES = {
    "numpy": "numpy",
    "scipy": "scipy",
    "onnxruntime": "onnxruntime",
    "pygame": "pygame-ce",
    "platformdirs": "platformdirs",
}

_NOT_CE = (
    "pygame is installed where pygame-ce is needed; cure: pip uninstall -y pygame pygame-ce, "
    "then pip install pygame-ce"
)


def fault() -> str | None:
    """What is missing or stands in the way, in one line with the cure; None if all is there.

    It imports none of them: that would take as long as the whole start.
    """
    files = {name: _file(name) for name in LIBRARIES}
    missing = [LIBRARIES[name] for name, file in files.items() if file is None]
    if missing:
        return f"not installed: {', '.join(missing)}; {cure()}"
    return pygame_fault()


def pygame_fault() -> str | None:
    """What is wrong with pygame alone, in one line with the cure; None if nothing is."""
    package = _file("pygame")
    if package is None:
        return f"not installed: pygame-ce; {cure()}"
    return None if _is_ce(package) else _NOT_CE


def import_fault(error: ImportError) -> str:
    """What to say when importing a library has failed: one line with the cure."""
    first = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return fault() or f"a library cannot be imported ({first}); {cure()}"


def cure() -> str:
    """The command that installs what is needed: in a checkout uv sees to all of it."""
    if (Path(__file__).resolve().parents[3] / "main.py").is_file():
        return "cure: python3 -m pip install uv && python3 -m uv run main.py"
    return f"cure: {sys.executable} -m pip install {' '.join(LIBRARIES.values())}"


def _file(name: str) -> Path | None:
    """A package's first file; an empty folder that an uninstaller left has none."""
    spec = find_spec(name)
    return Path(spec.origin) if spec and spec.origin else None


def _is_ce(package: Path) -> bool:
    """Whether the package is pygame-ce and nothing else. Plain pygame installs into the same
    folder: alone it lacks what we use, and if both are installed, files of one are overwritten by
    those of the other."""
    try:
        records = [path.name.lower() for path in package.parents[1].glob("pygame*-info")]
        named = "pygame-ce" in package.read_text("utf-8", "replace")
    except OSError:
        return True  # importing it will say what is wrong
    plain = any(name.startswith("pygame-") for name in records)
    return not plain and (named or any(name.startswith("pygame_ce-") for name in records))
