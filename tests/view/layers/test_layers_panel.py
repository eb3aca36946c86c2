"""What each layer does on screen: words within their places, the same twice, never a crash."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame
import pytest

from game.core.insight.layer_facts import LayerFacts, layer_facts
from game.core.model.network import SIZES, Network, forward
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.engine.lookups import find_responses
from game.lab.intents import LoadSample, OpenTab, SetDamage, Tick
from game.lab.layers.layout import grid_in
from game.lab.layers.update import focused
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import load
from game.view.layers.panels import PANELS
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme, broken
from game.view.paint.widgets import box
from tests.states import having

FONTS = Assets().fonts
SIZES_OF_WINDOWS = (
    (1920, 1080),
    (3840, 2160),
    (1366, 768),
    (1280, 800),
    (1024, 768),
    (1080, 1920),
)
#: no words are smaller, px at 1080 lines, but the digits below narrow columns
LEAST = 19.5


@cache
def _states() -> dict[str, State]:
    """A drawing read, measured; damaged; blank; and before anything was measured."""
    assets = Assets()
    driver = Driver(State())
    driver.load(load(assets), assets)
    blank = driver.advance([OpenTab("layers"), Tick()])
    waiting = driver.advance([LoadSample(3), *[Tick()] * 120])
    found = {"waiting": waiting, "blank": blank}
    for name, code in (("drawn", ""), ("damaged", "B1-N120.7"), ("cut", "W1")):
        state = driver.advance([SetDamage(code)])
        assert state.network is not None
        pictures, labels = assets.test_pictures(), assets.test_labels()
        measured = find_responses(state.network, state.network_revision, pictures, labels)
        found[name] = driver.advance([measured])
    facts = found["drawn"].layers
    found["blank"] = replace(blank, layers=replace(facts, measured=blank.network_revision))
    return found


class Recorder(Text):
    """Remembers where words were drawn, and how large."""

    def __init__(self) -> None:
        super().__init__(FONTS)
        self.drawn: list[tuple[str, pygame.Rect, int]] = []

    def draw(self, surface, words, at, size, color, **rest):  # type: ignore[no-untyped-def]
        place = super().draw(surface, words, at, size, color, **rest)
        if words.strip():
            self.drawn.append((words, place, size))
        return place


def opened(state: State, layer: int, size: tuple[int, int]) -> State:
    return having(state, layers=replace(state.layers, opened=layer), size=size)


def surface_of(state: State) -> pygame.Surface:
    pygame.font.init()
    surface = pygame.Surface(state.screen.size, depth=32)
    surface.fill((12, 200, 34))
    return surface


def draw(surface: pygame.Surface, state: State, text: Text) -> list[str]:
    """All panels of the open card, each clipped to its place; the names of those drawn."""
    plain = Theme(scale=state.stage.scale)
    theme = broken(plain) if state.break_it.on else plain
    names, brush = [], Brush(surface, theme, text)
    for make in PANELS:
        panel = make()
        if state.stage.has(panel.name):
            rect = state.stage.rect(panel.name)
            surface.set_clip(box(rect))
            panel.draw(brush, rect, panel.look(state))
            names.append(panel.name)
    surface.set_clip(None)
    return names


@pytest.mark.parametrize("size", SIZES_OF_WINDOWS)
@pytest.mark.parametrize("layer", range(4))
def test_words_stay_in_their_places_and_apart(size: tuple[int, int], layer: int) -> None:
    text = Recorder()
    for name in ("drawn", "damaged", "cut", "blank", "waiting"):
        state = opened(_states()[name], layer, size)
        brush = Brush(surface_of(state), Theme(scale=state.stage.scale), text)
        everything: list[tuple[str, pygame.Rect, int]] = []
        for make in PANELS:
            panel = make()
            if not state.stage.has(panel.name):
                continue
            text.drawn = []
            rect = state.stage.rect(panel.name)
            panel.draw(brush, rect, panel.look(state))
            room = box(rect)
            for words, place, height in text.drawn:
                assert room.contains(_ink(place, height)), (name, panel.name, words, place, room)
                assert height >= LEAST * state.stage.scale or words.isdigit(), (words, height)
            everything += text.drawn
        for n, (words, place, height) in enumerate(everything):
            for other, there, high in everything[n + 1 :]:
                apart = not _ink(place, height).colliderect(_ink(there, high))
                assert apart, (name, words, other, place, there)


def _ink(place: pygame.Rect, height: int) -> pygame.Rect:
    """A line's box without the leading above and below its letters and the space beside them,
    which may touch another's."""
    inner = place.inflate(-2, 0)
    inner.h = min(round(0.95 * height), place.h)
    inner.center = place.center
    return inner


@pytest.mark.parametrize("layer", range(4))
def test_drawing_twice_gives_equal_pixels_and_none_outside(layer: int) -> None:
    state = opened(_states()["drawn"], layer, (1280, 800))
    text, pictures = Text(FONTS), []
    for _ in range(2):
        surface = surface_of(state)
        assert len(draw(surface, state, text)) == 8
        pictures.append(pygame.surfarray.array2d(surface))
    assert (pictures[0] == pictures[1]).all()
    card = box(state.stage.rect("panel"))
    outside = pictures[0].copy()
    outside[card.left : card.right, card.top : card.bottom] = 0x0CC822
    assert (outside == 0x0CC822).all()


def test_the_cells_show_the_drawing() -> None:
    state = opened(_states()["drawn"], 0, (1920, 1080))
    assert state.prediction.trace is not None
    surface = surface_of(state)
    draw(surface, state, Text(FONTS))
    grid = grid_in(state.stage.rect("layer.cells"), 0)
    seen = [sum(surface.get_at([int(v) for v in grid.rect(i).center])[:3]) for i in range(784)]
    assert np.corrcoef(seen, state.prediction.trace.activations[0])[0, 1] > 0.99


@pytest.mark.parametrize("name", ["drawn", "damaged", "blank", "waiting"])
def test_what_is_looked_at_differs_with_what_is_shown(name: str) -> None:
    state = opened(_states()[name], 1, (1280, 800))

    def differ(other: State) -> set[str]:
        panels = [make() for make in PANELS]
        return {panel.name for panel in panels if panel.look(state) != panel.look(other)}

    def chosen(**units: Unit) -> State:
        return replace(state, card=replace(state.card, **units))

    assert differ(chosen(hovered=Unit(1, 3))) == {"layer.cells", "layer.neuron"}
    assert not differ(replace(chosen(hovered=Unit(2, 3)), tick=state.tick + 1))
    assert differ(chosen(pinned=focused(state))) == {"layer.cells"}
    measured = replace(state.layers, responses=replace(_states()["cut"].layers.responses))
    measured = replace(measured, measured=state.network_revision)
    assert differ(replace(state, layers=measured)) >= {"layer.neuron", "layer.words"}
    trace = _states()["drawn"].prediction.trace
    assert trace is not None
    drawn = replace(state, prediction=replace(state.prediction, trace=replace(trace)))
    assert {"layer.cells", "layer.words", "layer.2"} <= differ(drawn)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38, 0.0])
def test_networks_without_numbers_are_drawn(value: float) -> None:
    state = _states()["drawn"]
    network = state.network
    assert network is not None and state.prediction.trace is not None
    weights = [w.copy() for w in network.weights]
    weights[0][:64] = value
    weights[1][3:] = value
    odd = Network((weights[0], weights[1], weights[2]), network.biases)
    trace = forward(odd, state.prediction.trace.activations[0])
    layers = replace(state.layers, responses=_facts(odd), measured=state.network_revision)
    for layer in range(4):
        shown = opened(
            replace(
                state, network=odd, layers=layers, prediction=replace(state.prediction, trace=trace)
            ),
            layer,
            (1024, 768),
        )
        surface = surface_of(shown)
        for index in (0, SIZES[layer] - 1):
            draw(
                surface,
                replace(shown, card=replace(shown.card, hovered=Unit(layer, index))),
                Text(FONTS),
            )


def _facts(network: Network) -> LayerFacts:
    assets = Assets()
    return layer_facts(network, assets.test_pictures()[:300], assets.test_labels()[:300])
