"""Lessons as TOML, valid ones with what they say, and others."""

from __future__ import annotations

import json
from random import Random

from game.lab import intents as do
from game.lab.intents.lesson import Lesson, LessonStep, Texts
from game.lab.lesson.conditions import CONDITIONS
from game.lab.lesson.parts import PARTS

#: what such files are made of
WORDS = (
    *(b"[[steps]]\n", b"say = ", b"say.de = ", b'title = "T"\n', b"spotlight = ", b'"canvas"'),
    *(b"until = ", b'"drawn"', b'do = [{do = "LoadSample", digit = 7}]', b"\n", b'"""', b"[", b"#"),
)
#: the name of every file, without its ending, is another one
NAME = "lesson"
_DEEDS = (
    ('{do = "OpenTab"}', do.OpenTab(None)),
    ('{do = "LoadSample", digit = 7}', do.LoadSample(7)),
    ('{do = "SetDamage", code = "B1"}', do.SetDamage("B1")),
)


def lesson(chance: Random) -> tuple[bytes, Lesson]:
    """A lesson of a few steps, and what it says."""
    lines = ['title = "T"', "minutes = 7"]
    steps = tuple(_step(chance, lines) for _ in range(chance.randint(1, 6)))
    text = chance.choice(("\n", "\r\n")).join(lines)
    return text.encode(), Lesson(NAME, (("", "T"),), steps, 7)


def _step(chance: Random, lines: list[str]) -> LessonStep:
    lines.append("[[steps]]")
    words = "".join(chance.choice("ab é🙂\"\\'#=[]") for _ in range(chance.randint(1, 60))) + "."
    told: Texts = (("", " ".join(words.split())),)
    quoted = json.dumps(words, ensure_ascii=False)
    if chance.random() < 0.5:
        told = (("en", told[0][1]), ("hi", "क"))
        lines += [f"say.en = {quoted}", 'say.hi = "क"']
    else:
        lines.append(f"say = {quoted}")
    until = chance.choice(("", *CONDITIONS))
    goes_on = bool(until) and chance.random() < 0.5
    lines += [f'until = "{until}"'] if until else []
    lines += ['go = "on"'] if goes_on else []
    parts = tuple(chance.sample(sorted(PARTS), chance.randint(0, 3)))
    lines += [f"spotlight = {json.dumps(parts)}"] if parts else []
    deeds = [chance.choice(_DEEDS) for _ in range(chance.randint(0, 3))]
    lines += [f"do = [{', '.join(text for text, _ in deeds)}]"] if deeds else []
    return LessonStep(told, parts, until, goes_on, tuple(deed for _, deed in deeds))


def storm(seed: int) -> bytes:
    """Keys with values of any kind, in any order."""
    chance = Random(seed)
    keys = "title say say.de spotlight until go do question answer minutes steps goal x".split()  # noqa: SIM905
    values = ('"x"', "1", "true", "[]", '["canvas", 1]', "{}", '[{do = "Quit"}]', "1e999", '""')
    lines = []
    for _ in range(chance.randint(0, 20)):
        head = chance.random() < 0.3
        lines.append("[[steps]]" if head else f"{chance.choice(keys)} = {chance.choice(values)}")
    return "\n".join(lines).encode()
