"""What a screen reader is told: every control by a name that can be spoken, and no two alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from game.core.model.blocks import BLOCKS
from game.core.model.unit import OUTPUT, Unit
from game.lab import intents as do
from game.lab.access.requests import Request, intents_of
from game.lab.access.tree import ANSWER, DRAWER, LINE, SHEET, Node, Tree, tree
from game.lab.break_it.layout import PAGES
from game.lab.card.layout import NEURON_PAGES, WHY_PAGES
from game.lab.forward.layout import STEPS
from game.lab.intents import Intent
from game.lab.kiosk import layout as kiosk_layout
from game.lab.network.picture import NETWORK
from game.lab.stage.now import placed
from game.lab.stage.sheet_layout import SHEETS
from game.lab.state.kiosk import Kiosk
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE as ONE
from tests.labs import READY, TWO, answered, at_rest, on_screen

DRAWN = at_rest(answered(READY, do.ShowInk(ONE)))
NUMBER = at_rest(answered(READY, do.ShowInk(TWO)))
VISIT = Kiosk(on=True, phase="visit")

#: a step of teaching, which a wave through the network ends
TEACHING: list[Intent] = [do.Teach(), *[do.Tick()] * 240]
#: what opens everything that can be open
OPENING: dict[str, list[Intent]] = {
    "nothing": [],
    "board": [do.NextBoard()],
    "break": [do.OpenTab("break")],
    **{f"break.{page}": [do.OpenTab("break"), do.TurnPage(page)] for page in PAGES},
    "break.unit": [do.OpenTab("break"), do.SetTap("adjust"), do.TouchUnit(1, 3)],
    "break.harmed": [do.OpenTab("break"), do.SetNoise(50), do.DisableBiases(), do.CutLayer(2)],
    "banner": [do.SetDamage("B1-K3")],
    "healed": [do.OpenTab("break"), do.SetNoise(50), do.Heal()],
    **{f"layer.{layer}": [do.OpenTab("layers"), do.OpenLayer(layer)] for layer in range(4)},
    "layer.more": [do.OpenTab("layers"), do.MoreOfLayer()],
    **{
        f"forward.{step}": [do.ShowComputation("forward"), do.ShowStep(step)]
        for step in range(STEPS)
    },
    **{f"weights.{name}": [do.ShowComputation("weights"), do.ShowBlock(name)] for name in BLOCKS},
    "weights.more": [do.ShowComputation("weights"), do.MoreOfBlock()],
    "weights.harmed": [do.SetNoise(9), do.ShowComputation("weights"), do.MoreOfBlock()],
    "gradient": [do.ShowComputation("gradient"), do.ChooseTarget(2)],
    "gradient.taught": [do.ShowComputation("gradient"), do.ChooseTarget(2), *TEACHING],
    "gradient.more": [do.ShowComputation("gradient"), do.ToggleWayBack()],
    "taught": [do.ShowComputation("gradient"), do.ChooseTarget(2), *TEACHING, do.OpenTab(None)],
    "pin": [do.PinUnit(1, 7)],
    **{f"card.{page}": [do.PinUnit(1, 7), do.ShowPage(page)] for page in NEURON_PAGES},
    **{f"why.{page}": [do.AskWhy(), do.ShowAnswer(page)] for page in WHY_PAGES},
    "why_not": [do.AskWhyNot()],
    "view": [do.ToggleView(), *[do.Tick()] * 60],
    "paused": [do.Pause(), do.NextSpeed()],
    **{f"sheet.{name}": [do.ShowSheet(name)] for name in SHEETS},
    "sheet.keys": [do.ShowSheet("help"), do.ShowHelp("keys")],
}
LABS = {"blank": READY, "drawn": DRAWN, "number": NUMBER}


def states() -> Iterator[tuple[str, State]]:
    for name, lab in LABS.items():
        for opened, intents in OPENING.items():
            yield f"{name}, {opened}", answered(lab, *intents)
        for size in ((1080, 1920), (1024, 768)):
            yield f"{name}, {size}", update(lab, [do.Resize(*size)])
        visit = placed(replace(lab, kiosk=VISIT))
        yield f"{name}, kiosk", visit
        for opened in ("break", "layer.0", "pin", "gradient"):
            yield f"{name}, kiosk, {opened}", answered(visit, *OPENING[opened])
    for sheet in kiosk_layout.SHEETS:
        yield f"kiosk, {sheet}", placed(shown(replace(READY, kiosk=VISIT), sheet=sheet))
    yield "attract", placed(replace(READY, kiosk=Kiosk(on=True, phase="attract")))


ALL = dict(states())


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def by_key(told: Tree) -> dict[str, Node]:
    return {node.key: node for node in nodes(told.root)}


@pytest.mark.parametrize("name", ALL)
def test_every_control_has_a_name_of_its_own_that_can_be_spoken(name: str) -> None:
    state = ALL[name]
    told = tree(state, "")
    found = by_key(told)
    assert len(found) == sum(1 for _ in nodes(told.root)), "a key stands for two nodes"
    controls = [item.name for item in state.stage.controls()]
    assert set(controls) <= set(found)
    for control in controls:
        assert re.search("[a-zA-Z]", found[control].name), (control, found[control].name)
        assert not re.search("[▶◀❚↻✕□↷⌫₀-₉→]", found[control].name), control
        assert found[control].actions and found[control].rect == state.stage.rect(control)
    pressable = [node.name for node in found.values() if node.actions]
    assert [word for word, count in Counter(pressable).items() if count > 1] == []
    assert told.focus in found


def test_every_state_differs_in_what_there_is() -> None:
    """The list above opens what it says."""
    for name, key in (
        ("drawn, break.unit", "slide.shift"),
        ("drawn, banner", "heal"),
        ("drawn, healed", "again"),
        ("drawn, taught", "untaught"),
        ("drawn, why.nearest", "near.0"),
        ("drawn, forward.2", "fterm.play"),
        ("number, nothing", "digit.1"),
        ("kiosk, pin", "pin.5"),
        ("kiosk, staff", "staff.doctor"),
        ("drawn, sheet.code", "type.B"),
    ):
        assert key in by_key(tree(ALL[name], "")), name


def test_a_sheet_is_all_there_is_while_it_lies_on_top() -> None:
    told = tree(ALL["drawn, sheet.keys"], "")
    assert [node.key for node in told.root.children] == [ANSWER, LINE, SHEET]
    sheet = told.root.children[-1]
    said = [node.name for node in sheet.children if node.role == "text"]
    assert "Ctrl Z  Y: undo; bring back what was undone" in said
    assert told.focus == "help.touch" or told.focus == "close"


def test_a_pin_is_never_spoken() -> None:
    state = ALL["kiosk, pin"]
    staff = replace(state.kiosk.staff, typed="4711")
    typed = tree(replace(state, kiosk=replace(state.kiosk, staff=staff)), "")
    assert typed == tree(state, "")


def test_switches_sliders_and_what_can_do_nothing() -> None:
    found = by_key(tree(ALL["drawn, break.harmed"], ""))
    assert found["cut.2"].on is True and found["cut.1"].on is False and found["clear"].on is None
    noise = found["slide.noise"]
    assert noise.number == (50, 0, 300, 5) and noise.more == "Weight noise: 50 %"
    assert not found["heal"].idle
    blank = by_key(tree(READY, ""))
    assert blank["undo"].idle and blank["undo"].more == "Nothing to undo: draw something"
    assert blank["timeline"].number == (100, 0, 100, 1)
    switches = {key for name in ALL for key, node in by_key(tree(ALL[name], "")).items() if node.on}
    assert {"tab.break", "part.weights", "block.b2", "card.short", "why", "target.2"} <= switches


def test_the_network_is_a_group_whose_neurons_have_their_activations() -> None:
    state = DRAWN
    network = by_key(tree(state, ""))[NETWORK]
    layers = [len(layer.children) for layer in network.children]
    assert layers == [0, 14, 10, 10]
    trace, row = state.prediction.trace, state.prediction.probabilities
    assert trace is not None and row is not None
    for unit in (*(Unit(1, i) for i in state.playback.chosen.first), Unit(3, 4)):
        node = by_key(tree(state, ""))[f"unit.{unit.layer}.{unit.index}"]
        values = row if unit.layer == OUTPUT else trace.activations[unit.layer]
        assert node.number is not None
        assert node.number.now == pytest.approx(float(values[unit.index]), abs=0.0006)
    blank = by_key(tree(READY, ""))
    assert all(node.number is None for node in blank.values() if node.role == "item")


def test_untold_values_are_not_spoken() -> None:
    """Before the wave gets there, no reader is ahead of those who see."""
    waving = answered(READY, do.ShowInk(ONE))
    found = by_key(tree(update(waving, [do.Tick()] * 30), ""))
    hidden = [node for key, node in found.items() if key.startswith("unit.1.")]
    outputs = [node for key, node in found.items() if key.startswith("unit.3.")]
    assert all(node.number is not None for node in hidden)
    assert all(node.number is None and node.more == "" for node in outputs)


def test_what_cannot_be_done_is_spoken() -> None:
    refused = update(READY, [do.Press("undo")])
    line = by_key(tree(refused, ""))[LINE]
    assert line.live and line.name == "Nothing to undo: draw something"


def asked(state: State, *requests: Request) -> State:
    for request in requests:
        state = update(state, intents_of(request))
    return state


def test_a_press_is_a_press() -> None:
    assert asked(READY, Request("tab.break", "press")).screen.tab == "break"
    assert tree(asked(READY, Request("canvas", "press")), "") == tree(READY, "")  # it is no button
    assert asked(DRAWN, Request("unit.1.7", "press")).card.pinned == Unit(1, 7)
    known = Request("unit.1.7", "focus")
    broken = asked(DRAWN, Request("tab.break", "press"), known, Request("unit.1.7", "press"))
    assert broken.break_it.damage.ablated == (Unit(1, 7),)
    node = by_key(tree(broken, ""))
    assert node[DRAWER].name == "Break It" and node["unit.1.7"].more == "switched off"


def test_the_focus_follows_the_reader_and_the_reader_the_focus() -> None:
    state = asked(DRAWN, Request("clear", "focus"))
    assert state.screen.focus == "clear" == tree(state, "").focus
    state = asked(state, Request("unit.2.5", "focus"))
    assert state.screen.focus == NETWORK and tree(state, "").focus == "unit.2.5"
    walked = update(state, [do.PressKey("down")])
    assert tree(walked, "").focus == "unit.2.6"
    assert asked(state, Request("no such thing", "focus")).screen.focus == NETWORK
    sheet = asked(on_screen(DRAWN, focus=None), Request("help", "press"), Request("clear", "focus"))
    assert sheet.screen.focus != "clear"


def test_sliders_are_set_as_by_a_hand() -> None:
    state = asked(DRAWN, Request("tab.break", "press"), Request("slide.noise", "set", 120))
    assert state.break_it.damage.noise == 120
    assert asked(state, Request("slide.noise", "more")).break_it.damage.noise == 125
    assert asked(state, Request("slide.noise", "less")).break_it.damage.noise == 115
    assert asked(state, Request("slide.noise", "set", float("nan"))) is state
    assert asked(state, Request("slide.noise", "set", 1e300)).break_it.damage.noise == 300
    begun = [do.OpenTab("break"), do.StartChallenge(), do.TurnPage("accuracy")]
    challenge = update(DRAWN, begun)
    assert challenge.break_it.challenge is not None
    refused = asked(challenge, Request("slide.noise", "set", 120))
    assert not refused.break_it.damaged and refused.refused == "End the challenge first"


def test_attract_mode_wakes_by_a_reader_too() -> None:
    attract = ALL["attract"]
    assert "attract" in by_key(tree(attract, ""))
    assert asked(attract, Request("attract", "press")).kiosk.phase == "visit"
    assert asked(attract, Request("help", "press")).kiosk.phase == "attract"
