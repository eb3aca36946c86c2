"""The house's rules (ARCHITECTURE.md): imports only point down, and rooms stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "game").rglob("*.py"))

#: floors from the bottom up; view and shell lie side by side, the top floor is everything else
LEVEL = {"core": 0, "lab": 1, "view": 2, "shell": 2, "top": 3}
#: who may import what; a module that is not named here is everybody's
ONLY = {
    "pygame": {"view", "shell", "top"},
    "onnxruntime": {"shell"},
    "platformdirs": {"shell"},
    "time": {"view", "shell", "top"},
    "random": {"view", "shell", "top"},
    "scipy": {"core", "view", "shell"},
    # wanted in training only, never by the program
    "onnx": set(),
    "torch": set(),
    "pickle": set(),
}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50


def floor_of(parts: tuple[str, ...]) -> str:
    return parts[0] if parts and parts[0] in LEVEL else "top"


def imports(path: Path) -> list[str]:
    """Full names of all modules that a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_only_point_down(path: Path) -> None:
    here = floor_of(path.relative_to(ROOT / "game").parts)
    for module in imports(path):
        first, *rest = module.split(".")
        assert first not in ("models", "tests", "bench"), f"imports {module}"
        if first == "game" and here != "top":
            there = floor_of(tuple(rest)) if rest[0] != "__version__" else here
            assert LEVEL[there] < LEVEL[here] or there == here, f"{here} imports {module}"
        allowed = ONLY.get(first)
        assert allowed is None or here in allowed, f"{here} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


def test_there_is_something_to_check() -> None:
    assert {floor_of(p.relative_to(ROOT / "game").parts) for p in FILES} == set(LEVEL)
