"""AccessKit between the lab and a screen reader: missing, failing, and as each system wants it.

What it does on the real accessibility bus of Linux is tried in tests/engine/test_screen_reader.py.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from enum import Enum
from types import SimpleNamespace
from typing import Any

import pygame
import pytest

from game.lab.access.requests import Request
from game.lab.access.tree import tree
from game.shell.process.log import log
from game.shell.window.screen_reader import ScreenReader
from tests.labs import READY
from tests.screens import ROOT, Desktop

PLACE = (10, 20, 1280, 720)


class Panic(BaseException):
    """As pyo3 raises it: no Exception."""


class Action(Enum):
    CLICK, FOCUS, SET_VALUE, INCREMENT, SCROLL_UP = range(5)

    def __str__(self) -> str:  # as AccessKit's are printed
        return f"Action.{self.name}"


class Adapter:
    """Records what an adapter is made with and told; calls back as AccessKit does."""

    def __init__(self, *given: Any) -> None:
        self.given, self.updates, self.focused = given, list[Any](), list[bool]()
        self.fails = False

    def update_if_active(self, make: Any) -> Any:
        if self.fails:
            raise Panic("called `Option::unwrap()` on a `None` value")
        self.updates.append(make())
        return SimpleNamespace(raise_events=lambda: self.updates.append("raised"))

    def update_view_focus_state(self, focused: bool) -> None:
        self.focused.append(focused)

    @classmethod
    def for_window(cls, *given: Any) -> Adapter:
        return cls(*given)


@pytest.fixture
def kit(monkeypatch: pytest.MonkeyPatch) -> Any:
    """AccessKit's data, with adapters of ours for systems that this is not."""
    accesskit = pytest.importorskip("accesskit")
    forwarded: list[str] = []
    ours = SimpleNamespace(SubclassingAdapter=Adapter, forwarded=forwarded)
    ours.add_focus_forwarder_to_window_class = forwarded.append
    monkeypatch.setattr(accesskit, "windows", ours, raising=False)
    monkeypatch.setattr(accesskit, "macos", ours, raising=False)
    monkeypatch.setattr(pygame.display, "get_wm_info", lambda: {"window": 4711})
    return ours


def attached(monkeypatch: pytest.MonkeyPatch, platform: str) -> tuple[ScreenReader, Adapter]:
    monkeypatch.setattr(sys, "platform", platform)
    reader = ScreenReader()
    assert reader.needs_hidden_window
    reader.attach()
    adapter = reader._adapter
    assert isinstance(adapter, Adapter)
    return reader, adapter


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_windows_of_other_systems_are_attached_to(
    platform: str, kit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, adapter = attached(monkeypatch, platform)
    window, begin, hear = adapter.given
    assert window == 4711 and kit.forwarded == (["SDLWindow"] if platform == "darwin" else [])
    reader.tell(tree(READY, ""), PLACE)
    assert adapter.updates == []  # nobody listens
    assert begin() is None and reader.active
    reader.focus(True)
    reader.tell(tree(READY, "Nothing is drawn"), PLACE)
    update, raised = adapter.updates
    assert raised == "raised" and len(update.nodes) > 60
    assert adapter.focused == ([True, True] if platform == "darwin" else [])
    reader.tell(tree(READY, "Nothing is drawn"), PLACE)
    assert len(adapter.updates) == 2  # the same tree is not told again
    hear(SimpleNamespace(action=Action.CLICK, target=1, data=None))
    assert reader.requests() == [Request("window", "press")] and reader.requests() == []


def test_what_is_asked_is_handed_over(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, adapter = attached(monkeypatch, "win32")
    woken: list[int] = []
    reader.wake = lambda: woken.append(1)
    _, begin, hear = adapter.given
    begin()
    reader.tell(tree(READY, ""), PLACE)
    key = next(number for number, key in reader._keys.items() if key == "timeline")
    for action, data in (
        (Action.FOCUS, None),
        (Action.INCREMENT, None),
        (Action.SET_VALUE, (0, 40.0)),
        (Action.SET_VALUE, (0, "forty")),
        (Action.SCROLL_UP, None),
    ):
        hear(SimpleNamespace(action=action, target=key, data=data))
    hear(SimpleNamespace(action=Action.CLICK, target=10**9, data=None))  # no node of ours
    wanted = [Request("timeline", "focus"), Request("timeline", "more")]
    assert reader.requests() == [*wanted, Request("timeline", "set", 40.0)]
    assert len(woken) >= 4


def test_without_accesskit_the_lab_runs_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "accesskit", None)
    log.addHandler(caplog.handler)
    reader = ScreenReader()
    for _ in range(3):
        reader.attach()
        reader.focus(True)
        reader.tell(tree(READY, ""), PLACE)
    log.removeHandler(caplog.handler)
    # (A record that goes on to the root logger stands there twice.)
    (line,) = {record for record in caplog.records if record.levelno == logging.WARNING}
    assert "screen readers are told nothing: accesskit cannot be imported" in line.getMessage()
    assert not reader.active and reader.requests() == []


def test_a_panic_silences_it_and_nothing_else(
    kit: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reader, adapter = attached(monkeypatch, "win32")
    adapter.given[1]()
    adapter.fails = True
    log.addHandler(caplog.handler)
    reader.tell(tree(READY, ""), PLACE)
    reader.tell(tree(READY, "Nothing is drawn"), PLACE)
    log.removeHandler(caplog.handler)
    assert len(set(caplog.records)) == 1 and "Panic" in caplog.records[0].getMessage()
    assert not reader.active


HIDDEN = """
import pygame
from game.shell.window.window import Window
seen = []
def hook():
    seen.append(pygame.display.get_wm_info()["window"])
window = Window((640, 480), False, "Hidden first", None, hook)
pygame.event.pump()
assert seen == [pygame.display.get_wm_info()["window"]], "another window than the hidden one"
window.set_fullscreen(True)
assert seen[1:] == [pygame.display.get_wm_info()["window"]], "the new window was not attached"
print("shown", window.surface.get_size(), flush=True)
input()
"""


def test_a_window_can_be_attached_to_while_it_is_hidden(desktop: Desktop) -> None:
    """As Windows and macOS need it: the hook sees the very window that is shown then."""
    process = subprocess.Popen(
        [sys.executable, "-c", HIDDEN],
        cwd=ROOT,
        env=desktop.environment | {"PYGAME_HIDE_SUPPORT_PROMPT": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "shown (1920, 1080)\n"
    desktop.wait_window("Hidden first")
    process.communicate("\n", timeout=20)
    assert process.returncode == 0
