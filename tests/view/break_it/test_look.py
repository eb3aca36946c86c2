"""What the panels of Break It see of a State."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.model.accuracy import tally
from game.core.model.damage import Damage
from game.lab.stage.now import placed
from game.lab.state.break_it import BreakIt
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.view.break_it.curve import CurvePanel
from game.view.break_it.lead import LeadPanel
from game.view.break_it.meter import DigitsPanel, MeterPanel
from game.view.break_it.panels import AboutPanel, CodePanel
from game.view.break_it.switches import BiasesPanel, LayerSwitch
from game.view.panel import Panel
from game.view.stage.slider import SliderWords
from tests.networks import some_network, some_trace
from tests.states import having

NETWORK = some_network()
LABELS = np.arange(100, dtype=np.uint8) % 10
ACCURACY = tally(np.eye(10, dtype=np.float32)[LABELS], LABELS)
OTHER = tally(np.eye(10, dtype=np.float32)[LABELS[::-1]], LABELS)
OPEN = placed(
    State(
        healthy=NETWORK,
        network=NETWORK,
        break_it=BreakIt(
            accuracy=ACCURACY, healthy=ACCURACY, damage=Damage(noise=40), tried=((0, 0.9),)
        ),
        screen=Screen(size=(1920, 1080), tab="break"),
    )
)


def changed(**fields: object) -> State:
    return replace(OPEN, break_it=replace(OPEN.break_it, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("panel", "other"),
    [
        (MeterPanel(), changed(accuracy=OTHER)),
        (MeterPanel(), changed(accuracy=None)),
        (MeterPanel(), changed(healthy=None)),
        (DigitsPanel(), changed(accuracy=OTHER)),
        (CurvePanel(), changed(tried=((0, 0.9), (40, 0.5)))),
        (CurvePanel(), changed(damage=Damage(noise=41))),
        (SliderWords("slide.noise"), changed(damage=Damage(noise=41))),
        (LayerSwitch("cut.1"), changed(damage=Damage(noise=40, cuts=(1,)))),
        (BiasesPanel(), changed(damage=Damage(noise=40, biases_off=True))),
        (LeadPanel(), having(OPEN, trace=some_trace(NETWORK))),
        (AboutPanel(), changed(page="games")),
        (CodePanel(), changed(damage=Damage(noise=40, cuts=(1,)))),
    ],
)
def test_what_is_shown_looks_different(panel: Panel[object], other: State) -> None:
    assert panel.look(replace(OPEN, tick=1)) == panel.look(OPEN)
    assert panel.look(other) != panel.look(OPEN)
