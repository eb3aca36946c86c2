"""The weights on screen: words in their places, the same twice, never a crash, true bars."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace
from functools import cache

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame
import pytest

from game.core.model.blocks import BLOCKS, SORTS, values_of
from game.core.model.network import Network, forward
from game.engine.driver import Driver
from game.lab.intents import (
    ChooseTarget,
    Intent,
    LoadSample,
    MoreOfBlock,
    Pause,
    PinUnit,
    Replay,
    SetDamage,
    ShareAxes,
    ShowBlock,
    ShowComputation,
    SortNeurons,
    Teach,
    Tick,
    UndoTeach,
)
from game.lab.state.state import State
from game.lab.update import update
from game.shell.files.assets import Assets
from game.shell.files.model_file import load
from game.view.paint.brush import Brush
from game.view.paint.histogram import BINS, shape_of, statistics_of
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.view.weights.neurons import NeuronsPanel, NeuronsWordsPanel, spread
from game.view.weights.panels import (
    PANELS,
    BlockTitlePanel,
    HistogramPanel,
    LegendPanel,
    NumbersPanel,
)
from game.view.weights.unit import UnitPanel
from game.words.catalogue import say
from tests.networks import broken_network, some_drawing, some_network
from tests.states import having
from tests.view.words import SIZES, overlaps, recorder

FONTS = Assets().fonts


@cache
def _states() -> dict[str, State]:
    """A drawing read; before its answer is told; damaged in two ways; taught; and nothing drawn."""
    assets = Assets()
    driver = Driver(State())
    driver.load(load(assets), assets)
    found = {"blank": driver.advance([ShowComputation("weights"), Tick()])}
    found["drawn"] = run(driver, LoadSample(3))
    found["untold"] = run(driver, Replay(), Pause())
    found["taught"] = run(driver, Pause(), ChooseTarget(5), Teach())
    run(driver, UndoTeach())
    found["damaged"] = driver.advance([SetDamage("B1-N120.7")])
    found["cut"] = driver.advance([SetDamage("W1-W2")])
    return found


def run(driver: Driver, *intents: Intent) -> State:
    """Do something and let it come to rest."""
    driver.advance(list(intents))
    for _ in range(40):
        driver.advance([Tick()] * 10)
    return driver.state


def canvas(state: State) -> pygame.Surface:
    pygame.font.init()
    surface = pygame.Surface(state.screen.size, depth=32)
    surface.fill((12, 200, 34))
    return surface


def draw(surface: pygame.Surface, state: State, text: Text) -> dict[str, pygame.Rect]:
    """All panels, each clipped to its place; where they are."""
    brush, rooms = Brush(surface, Theme(scale=state.stage.scale), text), {}
    for kind in PANELS:
        panel = kind()
        if not state.stage.has(panel.name):
            continue
        rect = state.stage.rect(panel.name)
        rooms[panel.name] = box(rect)
        surface.set_clip(rooms[panel.name])
        panel.draw(brush, rect, panel.look(state))
    surface.set_clip(None)
    return rooms


def words_of(state: State) -> dict[str, list[str]]:
    """What each panel writes. Every text lies in its panel, has a size of the theme, one size a
    line, and touches no other."""
    text, theme = recorder(), Theme(scale=state.stage.scale)
    brush, found = Brush(canvas(state), theme, text), {}
    scale = {theme.px(one) for one in (theme.small, theme.body, theme.title, theme.large)}
    everything = list[tuple[str, pygame.Rect]]()
    for kind in PANELS:
        panel = kind()
        if not state.stage.has(panel.name):
            continue
        text.drawn = []
        rect = state.stage.rect(panel.name)
        panel.draw(brush, rect, panel.look(state))
        room = box(rect)
        for words, place, height, *_ in text.drawn:
            assert room.contains(place), (panel.name, words, place, room)
            assert height in scale, (panel.name, words, height)
            line = [
                tall for _, other, tall, *_ in text.drawn if abs(other.centery - place.centery) < 3
            ]
            assert set(line) == {height}, (panel.name, words, line)
        found[panel.name] = [words for words, *_ in text.drawn]
        everything += [(words, place) for words, place, *_ in text.drawn]
    assert overlaps(everything) == []
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["drawn", "untold", "taught", "damaged", "cut", "blank"])
def test_words_stay_in_their_places_whole_and_apart(size: tuple[int, int], name: str) -> None:
    state = having(_states()[name], size=size)
    views = [(block, SORTS[n % 4]) for n, block in enumerate(BLOCKS)]
    for block, sort in (*views, ("W1", "digit"), ("W2", "digit"), ("b3", "norm")):
        state = update(state, [PinUnit(None), ShowBlock(block), SortNeurons(sort), ShareAxes()])
        if sort == "norm":
            state = update(state, [PinUnit(int(block[1]), 9)])
        for shown in (state, update(state, [MoreOfBlock()])):
            found = words_of(shown)
            written = [words for panel in found.values() for words in panel]
            assert not any("…" in words for words in written), (block, sort, written)


def test_huge_numbers_leave_out_those_before() -> None:
    network = broken_network(1e38)
    state = having(_states()["damaged"], network=network, numbers=True, size=(1024, 768))
    for block in BLOCKS:
        found = words_of(update(state, [ShowBlock(block)]))
        assert not any("…" in words for words in found["weights.numbers"])


@pytest.mark.parametrize("block", BLOCKS)
def test_drawing_twice_gives_equal_pixels_and_none_outside(block: str) -> None:
    state = having(_states()["damaged"], size=(1280, 800))
    state = update(state, [ShowBlock(block), PinUnit(int(block[1]), 5)])
    for shown in (state, update(state, [MoreOfBlock()])):
        one, other = canvas(shown), canvas(shown)
        rooms = draw(one, shown, Text(FONTS))
        draw(other, shown, Text(FONTS))
        pixels = pygame.surfarray.array3d(one)
        assert np.array_equal(pixels, pygame.surfarray.array3d(other))
        for room in rooms.values():
            pixels[room.left : room.right, room.top : room.bottom] = (12, 200, 34)
        assert (pixels == (12, 200, 34)).all()


@pytest.mark.parametrize(
    ("name", "color", "words"),
    [
        ("taught", "learning", "weights.taught.long"),
        ("damaged", "damage", "weights.damaged.long"),
        ("drawn", None, None),
    ],
)
def test_the_outline_says_why_it_was_before(
    name: str, color: str | None, words: str | None
) -> None:
    """The colors of teaching and of damage are used for these, and for nothing else; gold never."""
    theme = Theme()
    state = having(_states()[name], size=(1920, 1080), numbers=True)
    surface = canvas(state)
    draw(surface, state, Text(FONTS))
    pixels = pygame.surfarray.array2d(surface) & 0xFFFFFF
    for meaning in ("learning", "damage", "winner"):
        red, green, blue = getattr(theme, meaning)
        assert bool((pixels == (red << 16 | green << 8 | blue)).any()) is (meaning == color)
    assert words_of(state)["weights.legend"] == ([say(words)] if words else [])


@pytest.mark.parametrize("block", ["W1", "W2", "W3", "b1", "b3"])
def test_no_neuron_is_gold(block: str) -> None:
    state = update(having(_states()["drawn"], size=(1280, 800)), [ShowBlock(block)])
    state = update(state, [SortNeurons("digit"), PinUnit(int(block[1]), 4)])
    surface = canvas(state)
    draw(surface, state, Text(FONTS))
    red, green, blue = Theme().winner
    pixels = pygame.surfarray.array2d(surface) & 0xFFFFFF
    assert not (pixels == (red << 16 | green << 8 | blue)).any()


def test_the_neuron_told_of_has_its_own_numbers() -> None:
    state = having(_states()["drawn"], size=(1920, 1080))
    network, trace = state.network, state.prediction.trace
    assert network is not None and trace is not None
    index = int(trace.activations[1].argmax())
    norm = float(np.sqrt((network.weights[0][index].astype(float) ** 2).sum()))
    paths = network.weights[2].astype(float) @ network.weights[1][:, index]
    assert words_of(state)["weights.unit"] == [
        f"Neuron {index} · strongest",
        f"a₁ = {trace.activations[1][index]:.2f}",
        f"bias {network.biases[0][index]:+.2f}",
        f"norm {norm:.2f}",
        f"raises digit {int(paths.argmax())} most",
    ]
    picked = update(state, [PinUnit(1, 5)])
    assert words_of(picked)["weights.unit"][0] == "Neuron 5 · your pick"


def test_before_the_answer_is_told_nothing_shows_it() -> None:
    """Whatever the answer will be, the room looks alike."""
    state = having(_states()["untold"], size=(1280, 800))
    trace = state.prediction.trace
    assert trace is not None
    z1, z2, z3 = trace.pre_activations
    other = replace(
        trace,
        pre_activations=(z1, z2, np.roll(z3, 3)),
        probabilities=np.roll(trace.probabilities, 3),
    )
    for block in BLOCKS:
        for sort in SORTS:
            shown = update(state, [ShowBlock(block), SortNeurons(sort)])
            changed = update(having(state, trace=other), [ShowBlock(block), SortNeurons(sort)])
            for kind in PANELS:
                assert kind().look(shown) == kind().look(changed), (block, sort, kind)


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
        more = update(state, [MoreOfBlock()])
        draw(canvas(more), more, text)


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
        (LegendPanel, SetDamage("N40.7"), True),
        (LegendPanel, ShowBlock("b2"), False),
        (BlockTitlePanel, SortNeurons("norm"), False),
        (HistogramPanel, ShareAxes(), True),
        (HistogramPanel, SetDamage("N40.7"), True),
        (HistogramPanel, PinUnit(1, 3), False),
        (NumbersPanel, ShowBlock("W3"), True),
        (NumbersPanel, ShareAxes(), False),
        (NeuronsWordsPanel, SortNeurons("norm"), True),
        (NeuronsWordsPanel, PinUnit(1, 3), False),
        (UnitPanel, PinUnit(1, 3), True),
        (UnitPanel, PinUnit(2, 3), False),  # another layer's, until the next tick shows it
        (UnitPanel, ShareAxes(), False),
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
