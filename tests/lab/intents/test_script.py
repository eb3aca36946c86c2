"""Scripts may name any intent with any values: refused in one line, or carried out unharmed."""

from __future__ import annotations

import json
import time
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents.script import LARGEST, SCRIPTABLE, intent_of
from game.lab.stage.controls import CONTROLS, HOTKEYS
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model

_EDGES = (0, 1, -1, 2, 3, 9, 10, 127, 128, 201, 202, 2**31, 2**63, LARGEST, -LARGEST, 10**400)
_WORDS = (
    *CONTROLS, *(key for hotkey in HOTKEYS for key in hotkey.keys), "break", "layers", "compute",
    "forward", "weights", "gradient", "help", "quit", "code", "fewest", "noise", "kill", "adjust",
    "W1", "b3", "norm", "digit", "B1-W3", "N300.999", "P100-Q1-T10", "K" + "3." * 5000, "digit.99",
    "digit.²", "digit.-1", "", "\0", "🙂", "x" * 100_000, "9" * 5000,
)  # fmt: skip
_VALUES = {
    "int": st.one_of(st.sampled_from(_EDGES), st.integers(-300, 300), st.integers()),
    "float": st.one_of(st.floats(), st.floats(-50, 2000), st.sampled_from(_EDGES)),
    "bool": st.booleans(),
    "str": st.one_of(st.sampled_from(_WORDS), st.text(max_size=20)),
}


@st.composite
def steps(draw: st.DrawFn) -> dict[str, object]:
    """What a line of a script may hold; mostly it makes sense."""
    name = draw(st.sampled_from(sorted(SCRIPTABLE)))
    step: dict[str, object] = {"do": name}
    for field in fields(SCRIPTABLE[name]):
        kind, _, nothing = str(field.type).partition(" | ")
        step[field.name] = draw(st.one_of(_VALUES[kind], st.none()) if nothing else _VALUES[kind])
    return step


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(script=st.lists(steps(), max_size=25))
def test_no_script_does_harm(script: list[dict[str, object]], model: Model, assets: Assets) -> None:
    driver = Driver(State(screen=Screen(size=(960, 540))))
    driver.load(model, assets)
    driver.advance([do.LoadSample(3), *[do.Tick()] * 3])
    for step in script:
        try:
            intent = intent_of(step)
        except ValueError as error:
            assert "\n" not in str(error) and len(str(error)) < 2000
            continue
        begun = time.process_time()
        driver.advance([intent, do.Tick(), do.Tick()])
        assert time.process_time() - begun < 2, step


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    data=st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(
                st.sampled_from(["do", "x", "y", "at", "percent", "layer", "z"]), inner, max_size=4
            ),
        ),
    )
)
def test_whatever_json_holds_is_an_intent_or_one_line(data: object) -> None:
    try:
        assert type(intent_of(json.loads(json.dumps(data)))) in SCRIPTABLE.values()
    except ValueError as error:
        assert len(str(error)) < 2000 and "\n" not in str(error)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"do": "PruneWeights", "percent": 10**400}, "PruneWeights.percent cannot be"),
        ({"do": "PruneWeights", "percent": LARGEST + 1}, "cannot be"),
        ({"do": "MovePen", "x": 1e300, "y": 0}, "MovePen.x cannot be 1e+300"),
        ({"do": "MovePen", "x": float("nan"), "y": 0}, "cannot be nan"),
        ({"do": "Press", "name": True}, "cannot be True"),
        ({"do": "Press"}, "Press needs name"),
        ({"do": "Pause", "x" * 5000: 1}, "Pause has no 'xxx"),
        ({"do": ["Pause"]}, "expected"),
        ({"do": "NetworkLoaded", "network": None}, "expected"),
    ],
)
def test_what_is_wrong_is_said(step: object, said: str) -> None:
    with pytest.raises(ValueError) as error:
        intent_of(step)
    assert said in str(error.value) and len(str(error.value)) < 2000
