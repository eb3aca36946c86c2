"""The program uses no private name of a library: those change without a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.rules import PRIVATE, private

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "game").rglob("*.py"))


def dotted(node: ast.expr) -> str | None:
    """The text of a name such as ``scipy.sparse._sparsetools``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return None


def library_names(tree: ast.Module) -> dict[str, str]:
    """What a file calls the modules, functions and classes of libraries → their full names."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.name if alias.asname else alias.name.split(".")[0]
                found[alias.asname or name] = name
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return {short: name for short, name in found.items() if name.split(".")[0] != "game"}


def overridden(base: str, methods: list[str]) -> Iterator[str]:
    """Private methods of a library's class that a class of ours replaces."""
    module, _, name = base.rpartition(".")
    if module:
        there = dir(getattr(import_module(module), name))
        yield from (f"{base}.{m}" for m in methods if private(m) and m in there)


def private_names(text: str) -> set[str]:
    """All private names of libraries that a file uses."""
    tree = ast.parse(text)
    libraries, found = library_names(tree), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "__wrapped__":
            found.add("__wrapped__")
        elif isinstance(node, ast.Attribute) and (name := dotted(node)):
            first, _, rest = name.partition(".")
            if first in libraries:
                found.add(f"{libraries[first]}.{rest}")
        elif isinstance(node, ast.ClassDef):
            methods = [part.name for part in node.body if isinstance(part, ast.FunctionDef)]
            for base in node.bases:
                first, _, rest = (dotted(base) or "").partition(".")
                if first in libraries:
                    full = f"{libraries[first]}.{rest}".rstrip(".")
                    found.update(overridden(full, methods))
    names = found | set(libraries.values())
    return {name for name in names if name == "__wrapped__" or private(name)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_private_name_of_a_library_is_used(path: Path) -> None:
    used = private_names(path.read_text("utf-8"))
    allowed = tuple(PRIVATE)
    assert not {name for name in used if not name.startswith(allowed)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from scipy.sparse import _sparsetools", "scipy.sparse._sparsetools"),
        ("import scipy.sparse as s\ns._sparsetools.f()", "scipy.sparse._sparsetools"),
        ("import argparse\nA = argparse._SubParsersAction", "argparse._SubParsersAction"),
        (
            "import argparse\nclass P(argparse.ArgumentParser):\n def _print_message(self, m): ...",
            "argparse.ArgumentParser._print_message",
        ),
        ("from game.a import f\nf.__wrapped__(1)", "__wrapped__"),
    ],
)
def test_private_names_are_found(text: str, name: str) -> None:
    assert name in private_names(text)
