"""The catalogue and the code know the same keys; numbers and doubts are put into words alike."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from game.lab.rooms import OWNERS
from game.lab.stage.controls import CONTROLS
from game.words.catalogue import ENGLISH, brief, doubt_words, say
from game.words.numbers import percent

GAME = Path(__file__).resolve().parents[2] / "game"
#: what speaks: all code but the words themselves
TREES = {
    path.relative_to(GAME).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(GAME.rglob("*.py"))
    if "en" not in path.relative_to(GAME).parts
}
NODES = [(name, node) for name, tree in TREES.items() for node in ast.walk(tree)]
#: what is said by a key that stands whole in the code, or by the name of a control
SAID = {n.value for _, n in NODES if isinstance(n, ast.Constant) and isinstance(n.value, str)}
SAID |= OWNERS.keys() | CONTROLS.keys()


def test_every_sentence_is_said_somewhere() -> None:
    assert [key for key in ENGLISH if key not in SAID] == []


def test_no_key_is_put_together() -> None:
    """A search for a sentence's key must find who says it."""
    found = (ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.IfExp, ast.Call)
    wrong = [
        f"{name}:{node.lineno}"
        for name, node in NODES
        if isinstance(node, ast.Call) and spoken(node) and not isinstance(node.args[0], found)
    ]
    assert wrong == []


def test_nothing_is_written_past_the_catalogue() -> None:
    """Signs, digits and formulas need no language; words do."""
    wrong = [
        f"{name}:{node.lineno}: {node.args[0].value}"
        for name, node in NODES
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in ("write", "paragraph", "wrap", "fit")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and re.search(r"[a-z]{2}", str(node.args[0].value))
    ]
    assert wrong == []


def spoken(node: ast.Call) -> bool:
    """Whether it is `say(…)` or `brush.say(…)`."""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return name == "say" and bool(node.args)


def test_a_key_has_one_sentence() -> None:
    """The files of a language are put together, and a later one would win."""
    keys: list[str] = []
    for path in (GAME / "words" / "en").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                keys += [str(k.value) for k in node.keys if isinstance(k, ast.Constant)]
    assert sorted(keys) == sorted(set(keys)) == sorted(ENGLISH)


def test_what_is_said_is_in_the_catalogue_and_gets_its_values() -> None:
    wrong = []
    for name, node in NODES:
        if not (isinstance(node, ast.Call) and spoken(node)):
            continue
        key, given = node.args[0], {keyword.arg for keyword in node.keywords}
        if not isinstance(key, ast.Constant) or None in given:
            continue
        words = ENGLISH.get(str(key.value))
        wanted = {field for _, field, _, _ in Formatter().parse("".join(words or "")) if field}
        if words is None or ((given or wanted) and wanted != given):
            wrong.append(f"{name}:{node.lineno}: {key.value}")
    assert wrong == []


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(KeyError):
        say("no.such.key")


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.0, "0.0 %"), (0.0004, "< 0.1 %"), (0.0005, "0.1 %"), (0.5, "50.0 %"), (0.9994, "99.9 %")],
)
def test_probabilities(probability: float, words: str) -> None:
    assert percent(probability) == words


def test_nothing_is_called_certain() -> None:
    assert percent(0.9995) == percent(1.0) == "> 99.9 %"


def test_long_numbers_are_cut() -> None:
    assert brief("12345678") == "12345678" and brief("123456789") == "1234567…"


def test_doubt_grows_in_words() -> None:
    said = [doubt_words(doubt) for doubt in (0.0, 0.1, 0.3, 0.89, 0.9, 1.0)]
    assert said[0] == say("doubt.none") and said[-1] == said[-2] == say("doubt.all")
