"""A screen reader on the real accessibility bus: it finds every control of `layout`, presses one,
hears the answer, walks the network."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from game.lab.access.names import spoken
from game.lab.items import CONTROLS
from game.lab.stage.now import placed
from game.lab.state.state import State
from tests.engine.a11y_bus import A11yBus, until
from tests.labs import READY, on_screen
from tests.screens import ROOT, Desktop

SIZE = (1280, 720)


@pytest.fixture(scope="module")
def lab(desktop: Desktop, a11y_bus: A11yBus) -> Iterator[subprocess.Popen[str]]:
    desktop.move(0, 0)  # it points at no neuron
    # Without motion it rests between the tests, and takes no time from others.
    process = desktop.start("--size", "1280x720", "--reduced-motion", **a11y_bus.environment)
    try:
        desktop.wait_window("Neural Lab", 60)
        a11y_bus.listen()
        until(a11y_bus.walk, lambda things: len(things) > 20, 60)
        yield process
    finally:  # or its window would lie on those of the tests that follow
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0 and errors == ""


def names_of_layout(state: State, *options: str) -> list[str]:
    """What the controls that `layout` prints are called."""
    command = [sys.executable, "main.py", "layout", "--size", "1280x720", *options]
    printed = subprocess.check_output(command, cwd=ROOT)
    return [spoken(state, item["name"]) for item in json.loads(printed) if item["role"] in CONTROLS]


def test_it_finds_every_control_presses_one_and_hears_the_answer(
    lab: subprocess.Popen[str], a11y_bus: A11yBus
) -> None:
    bus, state = a11y_bus, placed(on_screen(READY, size=SIZE))
    things = bus.walk()
    wanted = names_of_layout(state)
    roles = {thing.name: thing.role for thing in things}
    assert len(wanted) == 20 and [name for name in wanted if name not in roles] == []
    assert {roles[name] for name in wanted} <= {"button", "toggle button", "slider"}
    assert "Nothing to undo: draw something" in {thing.description for thing in things}
    bus.announced(0.1)
    bus.press("Draw a sample")
    said = bus.announced(6)
    assert len(said) == 1 and said[0].startswith(("Read as ", "In doubt: ")), said
    (answer,) = [thing for thing in bus.walk() if thing.name == said[0]]
    assert answer.role == "label"
    assert bus.announced(1) == []  # it stands, and is not said again


def test_it_opens_a_drawer_and_moves_a_slider(
    lab: subprocess.Popen[str], a11y_bus: A11yBus
) -> None:
    bus = a11y_bus
    bus.press("Break It")
    until(bus.walk, lambda things: "Weight noise, per cent" in {thing.name for thing in things})
    drawer = [thing for thing in bus.walk() if thing.name == "Break It"]
    assert {thing.role for thing in drawer} >= {"toggle button"} and len(drawer) == 2
    bus.set_value("Weight noise, per cent", 120)
    until(lambda: bus.value("Weight noise, per cent"), lambda value: value == 120)
    bus.press("Disable biases")
    until(lambda: bus.named("Disable biases"), lambda thing: "pressed" in thing.states)
    bus.press("Heal")
    until(lambda: bus.value("Weight noise, per cent"), lambda value: value == 0)
    bus.press("Close this drawer")
    until(bus.walk, lambda things: "Heal" not in {thing.name for thing in things})


def test_the_network_is_a_group_that_can_be_walked(
    lab: subprocess.Popen[str], a11y_bus: A11yBus
) -> None:
    bus = a11y_bus
    network = bus.named("Network: 784 pixels, 128 and 64 neurons, 10 outputs")
    layers = bus.children(network)
    assert [len(bus.children(layer)) for layer in layers] == [0, 14, 10, 10]
    neuron = bus.children(layers[1])[3]
    assert neuron.name.startswith("Neuron ") and neuron.description.startswith("activation ")
    assert bus.value(neuron.name) == pytest.approx(float(neuron.description[11:]), abs=0.051)
    outputs = [bus.value(output.name) for output in bus.children(layers[3])]
    assert sum(outputs) == pytest.approx(1, abs=0.01)
    bus.focus(neuron.name)
    until(lambda: bus.named(neuron.name), lambda thing: "focused" in thing.states)
    bus.press(neuron.name)
    until(bus.walk, lambda things: "Close this card" in {thing.name for thing in things})
    bus.press("Close this card")


def test_the_keyboard_and_the_reader_have_one_focus(
    lab: subprocess.Popen[str], desktop: Desktop, a11y_bus: A11yBus
) -> None:
    bus = a11y_bus
    bus.focus("Clear the canvas")
    until(lambda: bus.named("Clear the canvas"), lambda thing: "focused" in thing.states)
    desktop.key("Tab")
    until(lambda: bus.named("Draw a sample"), lambda thing: "focused" in thing.states)


def test_when_the_reader_ends_nothing_is_told(
    lab: subprocess.Popen[str], a11y_bus: A11yBus
) -> None:
    a11y_bus.listen(False)
    until(a11y_bus.programs, lambda found: found == [])
    a11y_bus.listen()
    until(a11y_bus.walk, lambda things: len(things) > 20)
    assert lab.poll() is None


@pytest.mark.parametrize(
    "option", ["--no-screen-reader", pytest.param("--kiosk", marks=pytest.mark.storm)]
)
def test_it_is_not_there_where_it_is_off(option: str, desktop: Desktop, a11y_bus: A11yBus) -> None:
    before = set(a11y_bus.programs())
    a11y_bus.listen()
    process = desktop.start(option, **a11y_bus.environment)
    time.sleep(3)
    found = set(a11y_bus.programs())
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0 and found <= before
