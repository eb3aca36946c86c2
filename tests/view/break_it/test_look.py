"""What the panels of Break It see of a State."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.model.accuracy import tally
from game.core.model.damage import Damage
from game.lab.break_it.lead import Lead
from game.lab.stage.now import placed
from game.lab.state.break_it import BreakIt
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.view.break_it.curve import CurvePanel
from game.view.break_it.lead import Ahead, LeadPanel
from game.view.break_it.meter import DigitsPanel, Meter, MeterPanel
from game.view.break_it.panels import AboutPanel, CodePanel
from game.view.break_it.switches import BiasesPanel, LayerSwitch
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme
from game.view.panel import Panel
from game.view.stage.slider import SliderWords
from tests.networks import some_network, some_trace
from tests.states import having
from tests.view.words import recorder

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


@pytest.mark.parametrize("damaged", [False, True])
def test_only_damage_has_its_color(damaged: bool) -> None:
    """What teaching has changed is hatched as well, but is not shown as broken."""
    meter, theme = Meter(OTHER, ACCURACY, damaged), Theme()
    lead = Ahead(Lead(4, 9, 12.7, 8.1), none="", changed=True, damaged=damaged)
    for panel, value in ((MeterPanel(), meter), (DigitsPanel(), meter), (LeadPanel(), lead)):
        surface = pygame.Surface((700, 200), depth=32)
        panel.draw(Brush(surface, theme, recorder()), Rect(10, 10, 680, 180), value)
        seen = pygame.surfarray.array3d(surface)
        assert (seen == theme.damage).all(axis=2).any() == damaged, panel.name
        assert (seen == theme.learning).all(axis=2).any() != damaged, panel.name


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (Lead(4, 9, 12.7, 8.1), "4 ahead of 9 by 12.7 → 8.1 (logits)"),
        (Lead(4, 9, 12.7, -3.24), "4 behind 9: 12.7 → −3.2 (logits)"),
        (Lead(4, 0, 12.7, 0.0), "4 level with 0: 12.7 → 0.0 (logits)"),
        (Lead(4, 0, 12.7, -9000.0, off=True), "the output of 4 is off"),
        (Lead(4, 0, 12.7, float("nan")), "no lead: the logits are no numbers"),
    ],
)
def test_the_lead_in_words(lead: Lead, words: str) -> None:
    text = recorder()
    text.drawn = []
    surface = pygame.Surface((900, 60), depth=32)
    value = Ahead(lead, none="", changed=True, damaged=True)
    LeadPanel().draw(Brush(surface, Theme(), text), Rect(0, 0, 900, 60), value)
    assert [one.words for one in text.drawn] == [words]
