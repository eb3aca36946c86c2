"""A session bus with an accessibility bus, as a desktop has them, and a client of the latter that
does what a screen reader does: AT-SPI over D-Bus, spoken by jeepney, which has no part of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest
from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

T = TypeVar("T")

_BASE = "org.a11y.atspi"
_ROOT = "/org/a11y/atspi/accessible/root"
_STATUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
#: numbers of AT-SPI's roles, and of its states
ROLES = {16: "dialog", 23: "frame", 27: "image", 29: "label", 31: "list", 32: "list item"} | {
    43: "button",
    51: "slider",
    62: "toggle button",
}
STATES = {"checked": 4, "enabled": 8, "focused": 12, "pressed": 20, "selected": 23, "active": 1}


class Refused(Exception):
    """The bus, or who was asked on it, says no."""


class Spoken(NamedTuple):
    """Something on the bus: whose, where, and what it says of itself."""

    bus: str
    path: str
    name: str
    role: str
    description: str
    states: frozenset[str]


class A11yBus:
    """``environment``: for programs that are to be found on it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self._session = open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"])
        owner = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = _body(self._session, new_method_call(owner, "GetAddress"))
        self._bus: DBusConnection = open_dbus_connection(address)
        self._heard: DBusConnection = open_dbus_connection(address)
        rule = MatchRule(type="signal", interface=f"{_BASE}.Event.Object", member="Announcement")
        Proxy(message_bus, self._heard).AddMatch(rule)
        #: where what has a name was found last
        self._known: dict[str, tuple[str, str]] = {}
        self._announcements = self._heard.filter(rule, bufsize=1000).__enter__()

    def listen(self, on: bool = True) -> None:
        """A screen reader begins, or ends."""
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            _body(self._session, Properties(_STATUS).set(name, "b", on))

    def programs(self) -> list[tuple[str, str]]:
        """Whoever lets themselves be read: bus names and paths."""
        return self._children(f"{_BASE}.Registry", _ROOT)

    def walk(self) -> list[Spoken]:
        """Everything that can be read now, from the windows down."""
        found: list[Spoken] = []
        places: list[tuple[str, str]] = []
        for program in self.programs():
            with suppress(Refused):  # it has told its name, and not yet what it has
                places += self._children(*program)
        while places:
            bus, path = places.pop(0)
            with suppress(Refused):  # it has gone meanwhile
                found.append(self.at(bus, path))
                places = self._children(bus, path) + places
        return found

    def at(self, bus: str, path: str) -> Spoken:
        """What something says of itself."""
        found = self._at(bus, path)
        self._known[found.name] = bus, path
        return found

    def _at(self, bus: str, path: str) -> Spoken:
        about = f"{_BASE}.Accessible"
        name, description = (self.get(bus, path, about, n) for n in ("Name", "Description"))
        (role,) = self._call(bus, path, about, "GetRole")
        ((low, _),) = self._call(bus, path, about, "GetState")
        states = frozenset(state for state, bit in STATES.items() if low >> bit & 1)
        return Spoken(bus, path, name, ROLES.get(role, str(role)), description, states)

    def children(self, thing: Spoken) -> list[Spoken]:
        return [self.at(*place) for place in self._children(thing.bus, thing.path)]

    def named(self, name: str) -> Spoken:
        """The one thing of that name."""
        place = self._known.get(name)
        with suppress(Refused):
            if place is not None and self.get(*place, f"{_BASE}.Accessible", "Name") == name:
                return self.at(*place)
        (found,) = [thing for thing in self.walk() if thing.name == name]
        return found

    def press(self, name: str) -> None:
        """Do the first thing that can be done to what has that name."""
        thing = self.named(name)
        assert self._call(thing.bus, thing.path, f"{_BASE}.Action", "DoAction", "i", 0) == (True,)

    def focus(self, name: str) -> None:
        thing = self.named(name)
        self._call(thing.bus, thing.path, f"{_BASE}.Component", "GrabFocus")

    def value(self, name: str) -> float:
        thing = self.named(name)
        return float(self.get(thing.bus, thing.path, f"{_BASE}.Value", "CurrentValue"))

    def set_value(self, name: str, value: float) -> None:
        thing = self.named(name)
        about = DBusAddress(thing.path, thing.bus, f"{_BASE}.Value")
        _body(self._bus, Properties(about).set("CurrentValue", "d", value))

    def announced(self, seconds: float) -> list[str]:
        """What is announced within so many seconds, or within one after the first."""
        said, end = list[str](), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            with suppress(TimeoutError):
                message = self._heard.recv_until_filtered(self._announcements, timeout=left)
                said.append(message.body[3][1])
                end = min(end, time.monotonic() + 1)
        return said

    def get(self, bus: str, path: str, interface: str, name: str) -> Any:
        ((_, value),) = _body(self._bus, Properties(DBusAddress(path, bus, interface)).get(name))
        return value

    def close(self) -> None:
        for connection in (self._session, self._bus, self._heard):
            connection.close()

    def _children(self, bus: str, path: str) -> list[tuple[str, str]]:
        (found,) = self._call(bus, path, f"{_BASE}.Accessible", "GetChildren")
        return list(found)

    def _call(
        self, bus: str, path: str, interface: str, method: str, form: str = "", *given: object
    ) -> Any:
        address = DBusAddress(path, bus, interface)
        return _body(self._bus, new_method_call(address, method, form or None, given))


def _body(connection: DBusConnection, message: Any) -> Any:
    reply = connection.send_and_get_reply(message, timeout=20)
    if reply.header.message_type.name != "method_return":
        raise Refused(reply.body)
    return reply.body


def until(find: Callable[[], T], holds: Callable[[T], object], seconds: float = 20) -> T:
    """What is found as soon as that holds of it."""
    end = time.monotonic() + seconds
    while not holds(found := find()):
        assert time.monotonic() < end, f"not within {seconds} s: {found}"
        time.sleep(0.1)
    return found


@contextmanager
def a_session(folder: Path) -> Iterator[dict[str, str]]:
    """A session bus of its own; gives the environment that leads to it."""
    folder.mkdir(mode=0o700)
    environment = {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    # Without a display: the registry would end with one of an earlier test that is gone.
    own = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env={**own, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    yield environment | {"DBUS_SESSION_BUS_ADDRESS": address}
    daemon.terminate()
    daemon.wait()


@pytest.fixture(scope="module")
def a11y_bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[A11yBus]:
    """A session bus, on which the accessibility bus is started when it is asked for."""
    launchers = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
    if not shutil.which("dbus-daemon") or not any(Path(path).exists() for path in launchers):
        pytest.skip("dbus-daemon and at-spi2-core are not installed (.ci/run installs them)")
    # A socket's path has 107 characters at most.
    with a_session(Path(tmp_path_factory.mktemp("bus")) / "run") as environment:
        bus = A11yBus(environment)
        yield bus
        bus.close()
