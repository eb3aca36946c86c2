"""Lessons from TOML files, checked key by key: whatever is wrong is one line with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from game.lab.intents import Intent
from game.lab.intents.lesson import Lesson, LessonStep, Texts
from game.lab.intents.script import intent_of
from game.lab.lesson import conditions
from game.lab.lesson.actions import ACTIONS, CLOSES
from game.lab.lesson.parts import PANELS, PARTS
from game.lab.rooms import OWNERS
from game.lab.stage.controls import CONTROLS
from game.shell.files.assets import CURE, LESSONS, AssetError, Assets
from game.shell.files.input_file import STDIN, bytes_of
from game.shell.files.place import LessonError
from game.shell.files.values import shown

#: bytes of a file, and characters of a line in it: TOML's reader takes gigabytes for a key of
#: 40,000 characters
MOST_BYTES, MOST_LINE = 1 << 18, 2000
#: steps; characters of the one sentence, of a title, and of a text in the notes; parts that one
#: step lights, and things that it does; minutes
MOST_STEPS, MOST_SAY, MOST_TITLE, MOST_NOTE, MOST_LIT, MOST_DO = 40, 150, 60, 600, 4, 12
MOST_MINUTES = 240

_OF_LESSON = ("title", "minutes", "goal", "steps")
_OF_STEP = ("say", "spotlight", "until", "go", "do", "question", "answer")


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file, or on standard input; LessonError says all that is wrong with it."""
    place = "stdin" if path == STDIN else str(path)
    place = "".join(c if c.isprintable() else "�" for c in place)
    try:
        raw = bytes_of(path)
    except ValueError as error:
        raise LessonError([f"{place}: {error}"]) from None
    return lesson_of(raw, place, path.stem)


def find_lesson(words: str, assets: Assets) -> Lesson:
    """The shipped lesson of this name, or else the one in this file. Raises LessonError, and
    AssetError for a shipped one that is damaged."""
    if words in LESSONS:
        return _shipped(words, assets)
    try:
        return read_lesson(Path(words))
    except LessonError as error:
        if Path(words).name == words and not Path(words).suffix and not Path(words).exists():
            known = f"shipped are {', '.join(LESSONS)}"
            fault = f"{shown(words)}: no lesson of that name, and no such file; {known}"
            raise LessonError([fault]) from None
        raise error


def shipped_lessons(assets: Assets) -> tuple[tuple[Lesson, ...], str]:
    """The shipped lessons that can be used, in their order; and why one cannot, or ""."""
    found, fault = list[Lesson](), ""
    for name in LESSONS:
        try:
            found.append(_shipped(name, assets))
        except AssetError as error:
            fault = str(error)
    return tuple(found), fault


def _shipped(name: str, assets: Assets) -> Lesson:
    try:
        return lesson_of(assets.read(LESSONS[name]), LESSONS[name], name)
    except LessonError as error:
        raise AssetError(f"{error}; {CURE}") from None


def lesson_of(raw: bytes, place: str, name: str) -> Lesson:
    """The lesson in the bytes of a file. ``place``: what the file is called where something is
    wrong with it; ``name``: what the lesson is called."""
    try:
        text = _text(raw)
        table = tomllib.loads(text)
    except RecursionError:
        raise LessonError([f"{place}: nested too deeply; write it flat"]) from None
    except UnicodeDecodeError:
        raise LessonError([f"{place}: not UTF-8 text; save it as UTF-8"]) from None
    except ValueError as error:
        raise LessonError([f"{place}: {_brief(str(error))}"]) from None
    reader = _Reader(place, text)
    lesson = reader.lesson(table, name)
    if reader.faults:
        raise LessonError(reader.faults)
    return lesson


def lesson_in(table: object, name: object) -> Lesson:
    """The lesson called ``name`` in a table that was read elsewhere; ValueError says what is wrong
    with it."""
    if not isinstance(table, dict) or not isinstance(name, str) or len(name) > 255:
        raise ValueError("there is no lesson; record it anew")
    reader = _Reader("lesson", "")
    lesson = reader.lesson(table, name)
    if reader.faults:
        raise ValueError(reader.faults[0])
    return lesson


def _text(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES:,} bytes; split it into several lessons")
    text = raw.decode("utf-8-sig")
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > MOST_LINE:
            words = f"line {number}: more than {MOST_LINE:,} characters; break it into several"
            raise ValueError(words)
    return text


def _brief(words: str) -> str:
    """What TOML's reader says, which may quote a whole key and tells the line at the end."""
    words = words if words.startswith(("more than", "line ")) else f"not TOML: {words}"
    words = words if len(words) <= 200 else f"{words[:120]} … {words[-70:]}"
    return "".join(c if c.isprintable() else " " for c in words)


class _Reader:
    """Reads the tables of one file, and gathers what is wrong in them."""

    def __init__(self, place: str, text: str) -> None:
        self.faults: list[str] = []
        self._place, self._lines = place, text.splitlines()
        #: the lines, from 0, in which steps begin
        self._heads = [
            n for n, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*steps\s*\]\]", line)
        ]
        self._steps = 0

    def lesson(self, table: Mapping[str, Any], name: str) -> Lesson:
        self._unknown(table, _OF_LESSON, None)
        steps = table.get("steps")
        found: tuple[LessonStep, ...] = ()
        if not isinstance(steps, list) or not steps or not all(isinstance(s, dict) for s in steps):
            self._wrong("steps", None, 'no steps; write [[steps]] and below it say = "…"')
        elif len(steps) > MOST_STEPS:
            self._wrong("steps", None, f"{len(steps)} steps; at most {MOST_STEPS} are allowed")
        else:
            self._steps = len(steps)
            found = tuple(self._step(step, nth) for nth, step in enumerate(steps))
        return Lesson(
            name,
            self._texts(table, "title", None, MOST_TITLE, needed=True),
            found,
            self._minutes(table),
            self._texts(table, "goal", None, MOST_NOTE),
        )

    def _step(self, table: Mapping[str, Any], nth: int) -> LessonStep:
        self._unknown(table, _OF_STEP, nth)
        until = table.get("until", "")
        if not isinstance(until, str):
            self._wrong("until", nth, f'{shown(until)} is no text; write until = "drawn"')
        elif until and (cure := conditions.fault(until)):
            self._wrong("until", nth, f"{shown(until)} is nothing to wait for; {cure}")
        go = table.get("go", "")
        if go not in ("", "on"):
            self._wrong("go", nth, f'{shown(go)} is not known; write go = "on", or leave it out')
        if go and not until:
            self._wrong("go", nth, 'there is nothing to wait for; write until = "…" as well')
        return LessonStep(
            self._texts(table, "say", nth, MOST_SAY, needed=True),
            tuple(self._parts(table, nth)),
            until if isinstance(until, str) else "",
            go == "on",
            tuple(self._actions(table, nth)),
            self._texts(table, "question", nth, MOST_NOTE),
            self._texts(table, "answer", nth, MOST_NOTE),
        )

    def _minutes(self, table: Mapping[str, Any]) -> int:
        minutes = table.get("minutes", 0)
        if type(minutes) is int and 0 <= minutes <= MOST_MINUTES:
            return minutes
        words = f"{shown(minutes)} is no time; write whole minutes, up to {MOST_MINUTES}"
        self._wrong("minutes", None, words)
        return 0

    def _texts(
        self, table: Mapping[str, Any], key: str, nth: int | None, most: int, needed: bool = False
    ) -> Texts:
        """A text, or one a language."""
        value = table.get(key)
        if value is None:
            if needed:
                self._wrong(key, nth, f'is missing; write {key} = "…"')
            return ()
        texts = value if isinstance(value, dict) else {"": value}
        if not texts:
            self._wrong(key, nth, f'is empty; write {key} = "…"')
        for language, text in texts.items():
            if words := _text_fault(language, text, most):
                self._wrong(key, nth, words)
                return ()
        return tuple((language, " ".join(text.split())) for language, text in texts.items())

    def _parts(self, table: Mapping[str, Any], nth: int) -> Iterator[str]:
        value = table.get("spotlight", [])
        parts = [value] if isinstance(value, str) else value
        if not isinstance(parts, list) or len(parts) > MOST_LIT:
            cure = f'write spotlight = "canvas", or a list of up to {MOST_LIT}'
            self._wrong("spotlight", nth, f"{shown(value)} is no part of the stage; {cure}")
            return
        for part in parts:
            if isinstance(part, str) and part in known_parts():
                yield part
                continue
            near = get_close_matches(str(part)[:40], sorted(known_parts()), 2)
            cure = f"known are {', '.join(PARTS)}, and what `layout` names"
            cure = f"the likest are {', '.join(near)}; {cure}" if near else cure
            self._wrong("spotlight", nth, f"{shown(part)} is no part of the stage; {cure}")

    def _actions(self, table: Mapping[str, Any], nth: int) -> Iterator[Intent]:
        value = table.get("do", [])
        steps = [value] if isinstance(value, dict) else value
        if not isinstance(steps, list) or len(steps) > MOST_DO:
            cure = f'write do = [{{do = "LoadSample", digit = 7}}], up to {MOST_DO} in all'
            self._wrong("do", nth, f"{shown(value)} is no list of intents; {cure}")
            return
        for step in steps:
            name = step.get("do") if isinstance(step, dict) else None
            if not isinstance(name, str) or name not in ACTIONS:
                near = get_close_matches(str(name)[:40], ACTIONS, 5, cutoff=0)
                known = f"{', '.join(near)} …: see docs/lessons.md"
                self._wrong("do", nth, f"{shown(step)} is nothing a lesson does; known are {known}")
                continue
            if "at" in step:
                self._wrong("do", nth, "a lesson has no times; leave at out")
                continue
            try:
                yield intent_of({CLOSES[name]: None, **step} if name in CLOSES else step)
            except ValueError as error:
                self._wrong("do", nth, f"{error}; compare docs/lessons.md")

    def _unknown(self, table: Mapping[str, Any], known: tuple[str, ...], nth: int | None) -> None:
        for key in table:
            if key not in known:
                words = f"{shown(key)} is no key here; known are {', '.join(known)}"
                self._wrong(key, nth, words, named=False)

    def _wrong(self, key: str, nth: int | None, words: str, named: bool = True) -> None:
        """Note what is wrong with a key of the lesson, or of its step ``nth``, from 0."""
        line = self._line(key, nth)
        of_line = f", line {line}" if line else ""
        of_step = "" if nth is None else f", step {nth + 1}"
        place = f"{self._place}{of_line}{of_step}"
        said = f"{place}: {key}: {words}" if named else f"{place}: {words}"
        self.faults.append("".join(c if c.isprintable() else "�" for c in said))

    def _line(self, key: str, nth: int | None) -> int | None:
        """The line, from 1, in which a key stands; else that in which its step begins; None where
        it cannot be told. TOML's reader does not tell lines."""
        if nth is not None and len(self._heads) != self._steps:
            return None
        ends = [*self._heads, len(self._lines)]
        start, end = (0, ends[0]) if nth is None else (ends[nth], ends[nth + 1])
        named = re.compile(rf"\s*(\[\[?\s*(steps\s*\.\s*)?)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        for number in range(start, end):
            if named.match(self._lines[number]):
                return number + 1
        return None if nth is None else start + 1


def _text_fault(language: str, text: object, most: int) -> str | None:
    """What is wrong with a text; None where nothing is."""
    name = f"{shown(language)}: " if language else ""
    if language and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", language):
        return f"{shown(language)} is no language; write its code, such as en, de, fr, es or hi"
    if not isinstance(text, str):
        return f"{name}{shown(text)} is no text; write it in quotes"
    words = " ".join(text.split())
    if not words:
        return f"{name}is empty; write a sentence, or leave the key out"
    if not words.isprintable():
        return f"{name}holds signs that cannot be shown; write plain text"
    if len(words) > most:
        return f"{name}has {len(words)} characters; at most {most} fit, so say it shorter"
    return None


@cache
def known_parts() -> frozenset[str]:
    """All names that a spotlight can have."""
    return frozenset((*PARTS, *PANELS, *OWNERS, *CONTROLS))
