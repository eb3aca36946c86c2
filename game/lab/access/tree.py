"""The lab as a tree of nodes, as a screen reader is told of it: plain data, no library's."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.model.network import SIZES
from game.core.model.unit import OUTPUT, Unit
from game.lab.access.answer import activation, likely
from game.lab.access.names import LAYERS, spoken
from game.lab.canvas.timeline import share_beside
from game.lab.items import Item
from game.lab.kiosk.update import seconds_left
from game.lab.network.picture import NETWORK, plan
from game.lab.network.plan import UnitPlan, point_of
from game.lab.network.playback import reached
from game.lab.rooms import SLIDERS
from game.lab.stage.controls import bound, intent_of_control
from game.lab.stage.help import HELP
from game.lab.stage.labels import on, slider_words
from game.lab.stage.refusals import refusal
from game.lab.stage.sheets import typed_words
from game.lab.state.state import State
from game.words.catalogue import say

#: keys of nodes that are no controls: the window, the live regions, the open drawer and sheet
WINDOW, ANSWER, LINE, DRAWER, SHEET = "window", "answer", "line", "drawer", "sheet"
#: the band of attract mode, which wakes the lab
ATTRACT = "attract"
#: first parts of the names of controls that are on or off, and those that are called so wholly
_SWITCHES = {"tab", "part", "page", "cut", "tap", "block", "sort", "card", "near", "target"} | {
    *("fstep", "biases", "raw", "challenge", "fewest", "least_noise", "why", "why_not"),
}
_SWITCHED = ("weights.shared", "help.touch", "help.mouse", "help.keys", "scale.usual")
#: settings whose choices stand beside each other on their sheet
_CHOSEN = {"language", "profile", "hand", "controls", "sound", "motion", "letters", "board"}


class Number(NamedTuple):
    """The value of a slider or a neuron: what it is now, and for a slider its least and largest
    and the step of an arrow key."""

    now: float
    least: float | None = None
    most: float | None = None
    step: float | None = None


class Node(NamedTuple):
    """One thing that can be spoken of.

    ``key``: its own name among all nodes. ``role``: window, dialog, group, list, item, button,
    slider, image or text. ``name``: what it is called; of a text, what it says. ``more``: what is
    said of it besides. ``on``: of a switch, whether it is on. ``idle``: pressing it would do
    nothing now. ``live``: its name is spoken whenever it changes. ``actions``: of "press", "focus"
    and "set".
    """

    key: str
    role: str
    name: str
    rect: Rect | None = None
    more: str = ""
    number: Number | None = None
    on: bool | None = None
    idle: bool = False
    live: bool = False
    actions: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()


class Tree(NamedTuple):
    """All nodes, and the key of the one that has the keyboard's focus."""

    root: Node
    focus: str


def tree(state: State, answer: str) -> Tree:
    """The lab as it is now; ``answer``: the sentence that was spoken last of it."""
    stage = state.stage
    said = state.noticed or state.refused
    children = [_live(ANSWER, answer), _live(LINE, said)]
    if stage.sheet is not None:
        children.append(_sheet(state))
    else:
        children += _stage(state)
    root = Node(WINDOW, "window", say("title"), Rect(0, 0, *stage.size), children=tuple(children))
    return Tree(root, _focus(state))


def unit_key(unit: Unit) -> str:
    """The key of a neuron's node."""
    return f"unit.{unit.layer}.{unit.index}"


def _live(key: str, words: str) -> Node:
    return Node(key, "text", words, live=True)


def _focus(state: State) -> str:
    focus, unit = state.screen.focus, state.card.hovered
    if focus == NETWORK and unit is not None and unit in _shown(state, unit.layer):
        return unit_key(unit)
    return focus if focus is not None and state.stage.has(focus) else WINDOW


def _stage(state: State) -> list[Node]:
    """What stands on the stage, in focus order; what lies in the open drawer is its own."""
    stage = state.stage
    panel = next((stage.rect(name) for name in ("panel", "card") if stage.has(name)), None)
    nodes: list[Node] = []
    inside: list[Node] = []
    for item in stage.items:
        node = _node(state, item)
        if node is not None:
            within = panel is not None and panel.holds(*item.rect.center)
            (inside if within else nodes).append(node)
    if panel is not None:
        drawer = Node(DRAWER, "group", _drawer(state), panel, children=tuple(inside))
        at = next((n + 1 for n, node in enumerate(nodes) if node.key == NETWORK), 0)
        nodes.insert(at, drawer)
    return nodes


def _drawer(state: State) -> str:
    """What the open drawer is called."""
    if state.screen.tab is not None:
        return say(_DRAWERS[state.screen.tab])
    return say("spoken.card" if state.card.question is None else "spoken.question")


#: what the drawers of the tabs are called
_DRAWERS = {"break": "tab.break", "layers": "layers", "compute": "compute"}


def _node(state: State, item: Item) -> Node | None:
    """The node of an item of the stage; None where nothing is spoken of it."""
    if item.name == NETWORK:
        return _network(state, item.rect)
    if item.name == "canvas":
        strokes = len(state.canvas.ink.strokes)
        return Node(item.name, "image", say("spoken.canvas", count=strokes), item.rect)
    if item.name == ATTRACT:
        return Node(item.name, "button", say("spoken.start"), item.rect, actions=("press",))
    if item.role == "slider":
        return _slider(state, item)
    return _button(state, item) if item.role in ("button", "tile") else None


def _button(state: State, item: Item) -> Node:
    name = item.name
    intent = intent_of_control(name)
    why = refusal(state, intent) if intent is not None else ""
    family, _, choice = name.partition(".")
    switch = name in _SWITCHED or family in _SWITCHES or bool(choice and family in _CHOSEN)
    switched = on(state, name) if switch else None
    actions = ("press", "focus")
    words = spoken(state, name)
    return Node(name, "button", words, item.rect, why, None, switched, bool(why), False, actions)


def _slider(state: State, item: Item) -> Node:
    if item.name == "timeline":
        words, number = "", Number(round(100 * share_beside(state, 0)), 0, 100, 1)
    else:
        slider = SLIDERS[item.name]
        least, most = slider.values[0], slider.values[-1]
        words = slider_words(state, item.name)
        number = Number(slider.now(state), least, most, slider.step)
    actions = ("focus", "set")
    name = spoken(state, item.name)
    return Node(item.name, "slider", name, item.rect, words, number, actions=actions)


def _network(state: State, rect: Rect) -> Node:
    """The network as a group: its layers, and in each of them its neurons, of the hidden ones those
    of the Readable view."""
    name, place = say("spoken.network"), plan(state)
    children = tuple(_layer(state, place, layer) for layer in range(len(SIZES)))
    return Node(NETWORK, "group", name, rect, actions=("focus",), children=children)


def _shown(state: State, layer: int) -> tuple[Unit, ...]:
    """The neurons of a layer that have a node; and the one that is pointed at."""
    if layer == 0:
        return ()
    chosen = range(SIZES[OUTPUT]) if layer == OUTPUT else state.playback.chosen[layer - 1]
    units = {Unit(layer, index) for index in chosen}
    units |= {unit for unit in (state.card.hovered, state.card.pinned) if unit is not None}
    return tuple(sorted(unit for unit in units if unit.layer == layer))


def _layer(state: State, place: UnitPlan, layer: int) -> Node:
    key, trace = f"layer-{layer}", state.prediction.trace
    if layer == 0:
        if trace is None:
            return Node(key, "group", say("spoken.input.blank"))
        inked = int(np.count_nonzero(trace.activations[0]))
        return Node(key, "group", say("spoken.input", count=inked))
    units = _shown(state, layer)
    name = say("spoken.outputs")
    if layer < OUTPUT:
        name = say("spoken.layer", layer=say(LAYERS[layer]), shown=len(units), count=SIZES[layer])
    return Node(key, "list", name, children=tuple(_unit(state, place, unit) for unit in units))


def _unit(state: State, place: UnitPlan, unit: Unit) -> Node:
    """A neuron; it is on while its card is open."""
    (x, y), layer = point_of(place, unit), unit.layer
    radius = float(place.radii[place.layer(layer)][unit.index])
    rect = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
    name = say("spoken.output", digit=unit.index)
    if layer < OUTPUT:
        name = say("spoken.neuron", index=unit.index, layer=say(LAYERS[layer]))
    value, more = _value(state, unit), ""
    if unit in state.break_it.damage.ablated:
        more = say("spoken.off")
    elif value is not None:
        more = likely(value) if layer == OUTPUT else activation(value)
    number = None if value is None else Number(round(value, 3))
    key, actions, pinned = unit_key(unit), ("press", "focus"), state.card.pinned == unit
    return Node(key, "item", name, rect, more, number, on=pinned, actions=actions)


def _value(state: State, unit: Unit) -> float | None:
    """A neuron's activation, an output's probability, once the wave has told it; None before that,
    and where it is no number."""
    trace, row = state.prediction.trace, state.prediction.probabilities
    if trace is None or row is None or reached(state) < unit.layer:
        return None
    values = row if unit.layer == OUTPUT else trace.activations[unit.layer]
    value = float(values[unit.index])
    return value if np.isfinite(value) else None


def _sheet(state: State) -> Node:
    """The sheet that lies over the stage: its words and its buttons."""
    stage, sheet = state.stage, state.screen.sheet
    assert sheet is not None
    words = tuple(
        Node(f"text.{nth}", "text", words)
        for nth, words in enumerate(_words(state, sheet))
        if words
    )
    buttons = tuple(_button(state, item) for item in stage.controls())
    name = say(_SHEETS[sheet])
    return Node(SHEET, "dialog", name, stage.rect("sheet"), children=(*words, *buttons))


#: what the sheets are called
_SHEETS = {
    "help": "sheet.help",
    "settings": "sheet.settings",
    "lessons": "lessons",
    "quit": "sheet.quit",
    "code": "sheet.code",
    "idle": "idle.title",
    "pin": "pin",
    "staff": "staff",
    "touch": "staff.touch",
    "cleaning": "cleaning",
    "closed": "closed",
}


def _words(state: State, sheet: str) -> list[str]:
    """What a sheet says."""
    screen = state.screen
    if sheet == "quit":
        return [say("sheet.quit.line")]
    if sheet == "code":
        return [screen.typed, screen.typed_fault or typed_words(state)]
    if sheet == "idle":
        return [say("idle.line", seconds=seconds_left(state))]
    if sheet == "staff":
        return list(state.kiosk.staff.lines)
    if sheet != "help":
        return []
    if screen.help == "keys":
        return [f"{key.label}: {say(key.words)}" for key in bound(screen.letters, screen.keys)]
    return [f"{say(what)}: {say(why)}" for what, why in HELP[screen.help]]
