from __future__ import annotations

import ast
import gc
import weakref
from dataclasses import dataclass
from pathlib import Path

from game.core.kept import Keeper, kept

GAME = Path(__file__).resolve().parents[2] / "game"
#: what may not be kept by a module: what draws, and what is drawn or trained
OWNERS = {"Text", "Theme", "Network", "Trace", "Gradient", "State", "Sum", "Surface", "Font"}


class Owner:
    pass


def test_results_are_kept_for_each_owner() -> None:
    calls: list[tuple[Owner, int]] = []

    @kept(2)
    def doubled(owner: Owner, n: int) -> int:
        calls.append((owner, n))
        return 2 * n

    one, two = Owner(), Owner()
    assert [doubled(one, 1), doubled(one, 1), doubled(two, 1), doubled(one, n=3)] == [2, 2, 2, 6]
    assert calls == [(one, 1), (two, 1), (one, 3)]
    for n in (4, 5, 1):
        doubled(one, n)
    assert calls[-1] == (one, 1)  # forgotten: only the two last are kept


def test_results_go_with_their_owner_at_once() -> None:
    @kept(2)
    def made(owner: Owner) -> Owner:
        return Owner()

    owner = Owner()
    result = weakref.ref(made(owner))
    assert result() is not None
    del owner
    assert result() is None


def test_two_owners_that_refer_to_each_other_go_together() -> None:
    """A `Keeper` with slots as well."""

    @dataclass(frozen=True, slots=True, eq=False)
    class Slotted(Keeper):
        n: int

    @kept(2)
    def paired(owner: Owner | Slotted, other: Owner | Slotted) -> tuple[Owner | Slotted]:
        return (owner,)

    one, two = Owner(), Slotted(1)
    assert paired(one, two) == (one,) and paired(two, one) == (two,)
    gone = weakref.ref(one), weakref.ref(two)
    del one, two
    gc.collect()
    assert [who() for who in gone] == [None, None]


def test_no_module_keeps_what_draws_or_is_drawn() -> None:
    """A cache of a module that takes or gives one of OWNERS would outlive the window."""
    found = []
    for path in GAME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            cached = {"lru_cache", "cache"} & {
                getattr(part, "id", getattr(part, "attr", ""))
                for one in node.decorator_list
                for part in ast.walk(one)
            }
            notes = [a.annotation for a in node.args.args] + [node.returns]
            names = {
                getattr(part, "id", getattr(part, "attr", ""))
                for note in notes
                if note
                for part in ast.walk(note)
            }
            if cached and names & OWNERS:
                found.append(f"{path.name}: {node.name}")
    assert found == []
