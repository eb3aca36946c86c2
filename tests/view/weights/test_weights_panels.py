"""The weights on screen: words in their places, the same twice, never a crash, true bars."""

from __future__ import annotations

import itertools
import os
from functools import cache

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame
import pytest

from game.core.model.blocks import BLOCKS, SORTS, values_of
from game.core.model.network import Network, forward
from game.engine.driver import Driver
from game.lab.intents import (
    Intent,
    LoadSample,
    PinUnit,
    SetDamage,
    ShareAxes,
    ShowBlock,
    ShowComputation,
    SortNeurons,
    Tick,
)
from game.lab.state.state import State
from game.lab.update import update
from game.shell.files.assets import Assets
from game.shell.files.model_file import load
from game.view.paint.brush import Brush
from game.view.paint.histogram import BINS, shape_of, statistics_of
from game.view.paint.text import Text
from game.view.paint.theme import Theme, broken
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.view.weights.neurons import NeuronsPanel, NeuronsWordsPanel, spread
from game.view.weights.panels import PANELS, BlockTitlePanel, HistogramPanel, NumbersPanel
from tests.networks import broken_network, some_drawing, some_network
from tests.states import having
from tests.view.words import SIZES, recorder

FONTS = Assets().fonts
#: no words are smaller, px at 1080 lines, unless numbers are huge
LEAST = 19.5


@cache
def _states() -> dict[str, State]:
    """A drawing read; damaged in two ways; and nothing drawn."""
    assets = Assets()
    driver = Driver(State())
    driver.load(load(assets), assets)
    found = {"blank": driver.advance([ShowComputation("weights"), Tick()])}
    found["drawn"] = driver.advance([LoadSample(3), *[Tick()] * 120])
    found["damaged"] = driver.advance([SetDamage("B1-N120.7")])
    found["cut"] = driver.advance([SetDamage("W1-W2")])
    return found


def canvas(state: State) -> pygame.Surface:
    pygame.font.init()
    surface = pygame.Surface(state.screen.size, depth=32)
    surface.fill((12, 200, 34))
    return surface


def draw(surface: pygame.Surface, state: State, text: Text) -> dict[str, pygame.Rect]:
    """All panels, each clipped to its place; where they are."""
    plain = Theme(scale=state.stage.scale)
    brush = Brush(surface, broken(plain) if state.break_it.on else plain, text)
    rooms = {}
    for kind in PANELS:
        panel = kind()
        rect = state.stage.rect(panel.name)
        rooms[panel.name] = box(rect)
        surface.set_clip(rooms[panel.name])
        panel.draw(brush, rect, panel.look(state))
    surface.set_clip(None)
    return rooms


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["drawn", "damaged", "cut", "blank"])
def test_words_stay_in_their_places_and_apart(size: tuple[int, int], name: str) -> None:
    text, state = recorder(), having(_states()[name], size=size)
    views = [(block, SORTS[n % 4]) for n, block in enumerate(BLOCKS)]
    for block, sort in (*views, ("W1", "digit"), ("W2", "digit"), ("b3", "norm")):
        state = update(state, [PinUnit(None), ShowBlock(block), SortNeurons(sort), ShareAxes()])
        if sort == "norm":
            state = update(state, [PinUnit(int(block[1]), 9)])
        brush = Brush(canvas(state), Theme(scale=state.stage.scale), text)
        everything = list[tuple[str, pygame.Rect, int]]()
        for kind in PANELS:
            panel = kind()
            text.drawn = []
            rect = state.stage.rect(panel.name)
            panel.draw(brush, rect, panel.look(state))
            room = box(rect)
            for words, place, height in text.drawn:
                assert room.contains(place), (block, sort, panel.name, words, place, room)
                assert height >= LEAST * state.stage.scale, (block, sort, words, height)
            everything += text.drawn
        for n, (words, place, _) in enumerate(everything):
            for other, there, _ in everything[n + 1 :]:
                both = place.clip(there)
                assert both.w <= 1 or both.h <= 1, (block, sort, words, other, place, there)


@pytest.mark.parametrize("block", BLOCKS)
def test_drawing_twice_gives_equal_pixels_and_none_outside(block: str) -> None:
    state = having(_states()["damaged"], size=(1280, 800))
    state = update(state, [ShowBlock(block), PinUnit(int(block[1]), 5)])
    one, other = canvas(state), canvas(state)
    rooms = draw(one, state, Text(FONTS))
    draw(other, state, Text(FONTS))
    pixels = pygame.surfarray.array3d(one)
    assert np.array_equal(pixels, pygame.surfarray.array3d(other))
    for room in rooms.values():
        pixels[room.left : room.right, room.top : room.bottom] = (12, 200, 34)
    assert (pixels == (12, 200, 34)).all()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e38, 0.0])
def test_broken_networks_do_not_raise(value: float) -> None:
    network = broken_network(value) if value else _silent()
    trace = forward(network, some_drawing())
    state = having(_states()["damaged"], size=(1024, 768), network=network, trace=trace)
    text = Text(FONTS)
    for block in BLOCKS:
        for sort in SORTS:
            state = update(state, [ShowBlock(block), SortNeurons(sort)])
            draw(canvas(state), state, text)


def _silent() -> Network:
    some = some_network()
    weights, biases = (tuple(np.zeros_like(v) for v in vs) for vs in (some.weights, some.biases))
    return Network(weights, biases)  # type: ignore[arg-type]


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("block", BLOCKS)
def test_bars_are_shares_of_all_numbers(block: str, shared: bool) -> None:
    healthy, network = some_network(), broken_network(np.inf)
    shape = shape_of(healthy, network, block, shared)
    assert shape.now.sum() == pytest.approx(1)
    assert shape.before is not None and shape.before.sum() == pytest.approx(1)
    values = values_of(network, block)
    values = values[np.isfinite(values)].astype(float)
    half = shape.limit / BINS
    assert shape.now[BINS // 2] == pytest.approx(((values >= -half) & (values < half)).mean())
    right = shape.now[BINS // 2 + 1 :].sum()
    assert right == pytest.approx((values >= half).mean())
    assert statistics_of(network, block).finite == values.size


def test_shared_axes_are_the_same_for_all_blocks() -> None:
    network = some_network()
    shapes = [shape_of(network, network, block, True) for block in BLOCKS]
    assert len({(shape.limit, shape.top) for shape in shapes}) == 1
    assert all(shape.before is None for shape in shapes)


def test_labels_are_spread_as_little_as_need_be() -> None:
    assert spread([10.0, 40.0], 20, 0, 100) == [10.0, 40.0]
    found = spread([1.0, 2.0, 3.0, 95.0, 99.0], 20, 0, 100)
    assert found[0] >= 10 and found[-1] <= 90
    assert all(b - a >= 20 - 1e-9 for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("kind", "intent", "differs"),
    [
        (BlockTitlePanel, ShowBlock("b2"), True),
        (BlockTitlePanel, SetDamage("N40.7"), True),
        (BlockTitlePanel, SortNeurons("norm"), False),
        (HistogramPanel, ShareAxes(), True),
        (HistogramPanel, SetDamage("N40.7"), True),
        (HistogramPanel, PinUnit(1, 3), False),
        (NumbersPanel, ShowBlock("W3"), True),
        (NumbersPanel, ShareAxes(), False),
        (NeuronsWordsPanel, SortNeurons("norm"), True),
        (NeuronsWordsPanel, PinUnit(1, 3), True),
        (NeuronsWordsPanel, PinUnit(2, 3), False),  # another layer's, until the next tick shows it
        (NeuronsPanel, PinUnit(1, 3), True),
        (NeuronsPanel, SortNeurons("digit"), True),
        (NeuronsPanel, SetDamage("N40.7"), True),
        (NeuronsPanel, ShareAxes(), False),
        *((kind, LoadSample(5), False) for kind in (BlockTitlePanel, HistogramPanel, NumbersPanel)),
    ],
)
def test_a_panel_looks_at_what_it_shows_and_at_nothing_else(
    kind: type[Panel[object]], intent: Intent, differs: bool
) -> None:
    state, panel = _states()["drawn"], kind()
    assert (panel.look(state) != panel.look(update(state, [intent]))) is differs


def test_neurons_look_at_the_drawing() -> None:
    panel = NeuronsPanel()
    state = _states()["drawn"]
    assert panel.look(state) != panel.look(having(state, trace=None))
    assert panel.look(state) == panel.look(update(state, [Tick()]))
