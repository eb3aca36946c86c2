"""The program's code as a house: which file imports which, read without running any of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple


class Import(NamedTuple):
    """One name that a file imports, wherever in it: also inside a function."""

    line: int
    #: the full name: "game.lab.state.state.State", "numpy"
    name: str


@dataclass(frozen=True)
class File:
    """``path``: from the root of the repository. ``name``: as it is imported."""

    path: str
    text: str

    @cached_property
    def name(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @cached_property
    def imports(self) -> list[Import]:
        found = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [Import(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                module = "." * node.level + (node.module or "")
                found += [Import(node.lineno, f"{module}.{alias.name}") for alias in node.names]
        return found

    @cached_property
    def own_names(self) -> set[str]:
        """What the file itself calls something: functions, classes, variables, attributes."""
        named = (ast.FunctionDef, ast.ClassDef)
        return (
            {node.name for node in self.nodes if isinstance(node, named)}
            | {n.id for n in self.nodes if isinstance(n, ast.Name) and _stored(n)}
            | {n.attr for n in self.nodes if isinstance(n, ast.Attribute) and _stored(n)}
        )


def _stored(node: ast.Name | ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Store)


class House(Mapping[str, File]):
    """All files by their names."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = {file.name: file for file in files}

    @classmethod
    def at(cls, root: Path, *folders: str) -> House:
        paths = [path for folder in folders for path in sorted((root / folder).rglob("*.py"))]
        return cls(File(p.relative_to(root).as_posix(), p.read_text("utf-8")) for p in paths)

    def __getitem__(self, name: str) -> File:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def module_of(self, name: str) -> str | None:
        """The file in which a full name stands; None where it is not in this house."""
        while name and name not in self:
            name = name.rpartition(".")[0]
        return name or None

    @cached_property
    def edges(self) -> list[tuple[File, Import, str]]:
        """Each import of one file of the house by another, with the imported one's name."""
        return [
            (file, imported, there)
            for file in self.values()
            for imported in file.imports
            if (there := self.module_of(imported.name)) is not None and there != file.name
        ]

    def circles(self) -> list[list[str]]:
        """Files that import each other, however far round (Tarjan 1972)."""
        graph: dict[str, list[str]] = {name: [] for name in self}
        for file, _, there in self.edges:
            graph[file.name].append(there)
        return _strongly_connected(graph)


def _strongly_connected(graph: Mapping[str, list[str]]) -> list[list[str]]:
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        number[name] = lowest[name] = len(number)
        open_.append(name)
        for other in graph[name]:
            if other not in number:
                visit(other)
            if other in open_:
                lowest[name] = min(lowest[name], lowest[other])
        if lowest[name] == number[name]:
            place = open_.index(name)
            group = open_[place:]
            del open_[place:]
            if len(group) > 1:
                found.append(sorted(group))

    for name in graph:
        if name not in number:
            visit(name)
    return found
