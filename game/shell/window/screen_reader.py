"""Screen readers: the lab's tree for them, and what they ask for, through AccessKit.

AccessKit speaks AT-SPI on Linux (by a UNIX socket of this machine's accessibility bus), UI
Automation on Windows and NSAccessibility on macOS. Without it, or where it fails, the lab runs and
is silent for screen readers. What Windows and macOS need is written by AccessKit's documentation,
and was not tried there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

import pygame

from game import __version__
from game.lab.access.requests import Request
from game.lab.access.tree import WINDOW, Node, Number, Tree
from game.shell.process.log import log

#: AccessKit's names of our roles
_ROLES = {
    "window": "WINDOW",
    "dialog": "DIALOG",
    "group": "GROUP",
    "list": "LIST",
    "item": "LIST_ITEM",
    "button": "BUTTON",
    "slider": "SLIDER",
    "image": "IMAGE",
    "text": "LABEL",
}
#: AccessKit's names of what can be asked of a node that has one of our actions
_ACTIONS = {
    "press": ("CLICK",),
    "focus": ("FOCUS",),
    "set": ("SET_VALUE", "INCREMENT", "DECREMENT"),
}
#: what each of them becomes
_ASKED = {"CLICK": "press", "FOCUS": "focus", "INCREMENT": "more", "DECREMENT": "less"}


class ScreenReader:
    """Tells a screen reader what there is, once one listens. It raises nothing: the first fault is
    logged, and after it nothing more is told."""

    def __init__(self, wake: Callable[[], object] = bool) -> None:
        """``wake`` is called, from any thread, when something was asked."""
        self.wake = wake
        self._kit: Any = None
        self._adapter: Any = None
        self._failed = False
        #: whether somebody listens, and whether that is new; set by AccessKit's thread
        self._active = self._begun = False
        self._focused: bool | None = None
        self._place: tuple[int, int, int, int] | None = None
        self._told: Tree | None = None
        self._asked: SimpleQueue[Request] = SimpleQueue()
        self._ids: dict[str, int] = {}
        self._keys: dict[int, str] = {}

    @property
    def needs_hidden_window(self) -> bool:
        """Whether it must be attached to the window before that is seen for the first time."""
        return sys.platform in ("win32", "darwin")

    @property
    def active(self) -> bool:
        """Whether somebody listens."""
        return self._active and not self._failed

    def attach(self) -> None:
        """Let screen readers find the lab. On Linux that opens the accessibility bus, in a thread
        of AccessKit's. Elsewhere the window must be there and hidden, and each new window must be
        attached anew."""
        self._active = self._begun = False
        self._guarded(self._attach)

    def requests(self) -> list[Request]:
        """What was asked since the last call."""
        found: list[Request] = []
        try:
            while True:
                found.append(self._asked.get_nowait())
        except Empty:
            return found

    def focus(self, focused: bool) -> None:
        """Whether the window has the keyboard."""
        self._focused = focused
        if self.active:
            self._guarded(self._tell_focus)

    def tell(self, tree: Tree, place: tuple[int, int, int, int]) -> None:
        """Tell the tree where it is another one than before. ``place``: left, top, width and height
        of the window, px of the desktop."""
        if not self.active:
            return
        begun, self._begun = self._begun, False
        if begun or place != self._place:
            self._place = place
            self._guarded(partial(self._tell_place, place))
        if begun or tree != self._told:
            self._told = tree
            self._guarded(partial(self._tell, tree))
        if begun:
            self._guarded(self._tell_focus)

    def close(self) -> None:
        """Nothing more is told or asked."""
        self._active, self._adapter = False, None

    def _guarded(self, act: Callable[[], object]) -> None:
        if self._failed:
            return
        try:
            act()
        except (KeyboardInterrupt, SystemExit):
            raise
        except ImportError as fault:
            self._give_up(f"accesskit cannot be imported ({fault})")
        except BaseException as fault:  # a panic in AccessKit is no Exception
            self._give_up(f"AccessKit failed: {type(fault).__name__}: {fault}")

    def _give_up(self, why: str) -> None:
        self._failed, self._adapter = True, None
        log.warning("screen readers are told nothing: %s", why)

    def _attach(self) -> None:
        import accesskit as kit  # only here: the start need not wait for it

        self._kit = kit
        if sys.platform == "win32":
            window = pygame.display.get_wm_info()["window"]
            self._adapter = kit.windows.SubclassingAdapter(window, self._begin, self._hear)
        elif sys.platform == "darwin":
            # SDL gives the keyboard to its window, AccessKit looks for it in the view.
            kit.macos.add_focus_forwarder_to_window_class("SDLWindow")
            window = pygame.display.get_wm_info()["window"]
            adapter = kit.macos.SubclassingAdapter
            self._adapter = adapter.for_window(window, self._begin, self._hear)
        else:
            self._adapter = kit.unix.Adapter(self._begin, self._hear, self._end)

    # AccessKit calls these three, on Linux from a thread of its own. While it calls `_begin` it
    # holds the adapter's lock: until then nothing of the adapter's may be called, or both threads
    # would wait for each other.

    def _begin(self) -> None:
        """Somebody listens. The tree follows at the next frame."""
        self._active = self._begun = True
        self.wake()

    def _end(self) -> None:
        """Nobody listens any more."""
        self._active = False

    def _hear(self, request: Any) -> None:
        key, name = self._keys.get(request.target), str(request.action).rpartition(".")[2]
        if key is None:
            return
        if name in _ASKED:
            self._asked.put(Request(key, _ASKED[name]))
        elif name == "SET_VALUE" and request.data is not None:
            _, value = request.data
            if isinstance(value, int | float):
                self._asked.put(Request(key, "set", float(value)))
        self.wake()

    def _tell(self, tree: Tree) -> None:
        events = self._adapter.update_if_active(lambda: self._update(tree))
        if events is not None:
            events.raise_events()

    def _tell_focus(self) -> None:
        focused = pygame.key.get_focused() if self._focused is None else self._focused
        if sys.platform == "darwin":
            events = self._adapter.update_view_focus_state(focused)
            if events is not None:
                events.raise_events()
        elif sys.platform != "win32":  # there AccessKit sees it by itself
            self._adapter.update_window_focus_state(focused)

    def _tell_place(self, place: tuple[int, int, int, int]) -> None:
        if not self.needs_hidden_window:
            x, y, width, height = place
            rect = self._kit.Rect(x, y, x + width, y + height)
            self._adapter.set_root_window_bounds(rect, rect)

    def _update(self, tree: Tree) -> Any:
        kit = self._kit
        update = kit.TreeUpdate(self._id(tree.focus))
        update.tree = about = kit.Tree(self._id(WINDOW))
        about.toolkit_name, about.toolkit_version = "Neural Lab", __version__
        nodes: list[tuple[int, Any]] = []
        self._add(tree.root, nodes)
        update.nodes = nodes
        return update

    def _add(self, node: Node, nodes: list[tuple[int, Any]]) -> None:
        nodes.append((self._id(node.key), self._node(node)))
        for child in node.children:
            self._add(child, nodes)

    def _node(self, node: Node) -> Any:
        kit = self._kit
        made = kit.Node(getattr(kit.Role, _ROLES[node.role]))
        if node.role == "text":
            made.set_value(node.name)
        else:
            made.set_label(node.name)
        if node.rect is not None:
            made.set_bounds(kit.Rect(*node.rect[:2], node.rect.right, node.rect.bottom))
        if node.more:
            made.set_description(node.more)
        for action in node.actions:
            for name in _ACTIONS[action]:
                made.add_action(getattr(kit.Action, name))
        made.set_children([self._id(child.key) for child in node.children])
        self._state(node, made)
        return made

    def _state(self, node: Node, made: Any) -> None:
        kit = self._kit
        if node.role == "item":
            made.set_selected(bool(node.on))
        elif node.on is not None:
            made.set_toggled(kit.Toggled.TRUE if node.on else kit.Toggled.FALSE)
        if node.idle:
            made.set_disabled()
        if node.live:
            made.set_live(kit.Live.POLITE)
        if node.role == "dialog":
            made.set_modal()
        if node.number is not None:
            self._number(node.number, made)

    def _number(self, number: Number, made: Any) -> None:
        now, least, most, step = number
        made.set_numeric_value(now)
        if least is not None and most is not None:
            made.set_min_numeric_value(least)
            made.set_max_numeric_value(most)
        if step is not None:
            made.set_numeric_value_step(step)

    def _id(self, key: str) -> int:
        """AccessKit's number of a node, the same for as long as the lab runs."""
        number = self._ids.setdefault(key, len(self._ids) + 1)
        self._keys[number] = key
        return number
