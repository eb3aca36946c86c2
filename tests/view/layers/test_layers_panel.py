"""What each layer does on screen: words within their places, the same twice, never a crash."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame
import pytest

from game.core.ink.ink import Ink, stroke_of
from game.core.ink.verdict import Verdict
from game.core.insight.layer_facts import LayerFacts, layer_facts
from game.core.model.network import SIZES, Network, forward
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.engine.lookups import find_responses
from game.lab.intents import (
    Clear,
    Intent,
    LoadSample,
    OpenTab,
    Pause,
    Replay,
    SetDamage,
    ShowInk,
    Tick,
    ToggleRaw,
)
from game.lab.layers.layout import grid_in
from game.lab.layers.update import focused
from game.lab.state.canvas import CANVAS, PEN
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import load
from game.view.layers.panels import PANELS
from game.view.layers.seen import SeenPanel
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box
from game.words.catalogue import say
from tests.states import having
from tests.view.words import SIZES as WINDOWS
from tests.view.words import overlaps, recorder

FONTS = Assets().fonts
DOT = Ink(CANVAS, CANVAS, PEN, (stroke_of([(200, 200)]),))
#: the colors that have a meaning of their own
MEANINGS = ("positive", "negative", "winner", "learning", "damage")


def run(driver: Driver, *intents: Intent) -> State:
    """Do something and let it come to rest."""
    driver.advance(list(intents))
    for _ in range(40):
        driver.advance([Tick()] * 10)
    return driver.state


@cache
def _states() -> dict[str, State]:
    """Everything that the cards may have to tell of."""
    assets = Assets()
    driver = Driver(State())
    driver.load(load(assets), assets)
    found = {"blank": run(driver, OpenTab("layers"))}
    found["waiting"] = run(driver, LoadSample(3))
    found["untold"] = run(driver, Replay(), Pause())
    found["raw"] = run(driver, Pause(), ToggleRaw())
    run(driver, ToggleRaw())
    for name, code in (("drawn", ""), ("damaged", "B1-N120.7"), ("cut", "W1")):
        state = driver.advance([SetDamage(code)])
        assert state.network is not None
        pictures, labels = assets.test_pictures(), assets.test_labels()
        driver.advance([find_responses(state.network, state.network_revision, pictures, labels)])
        found[name] = run(driver)
    facts = found["drawn"].layers
    driver.advance([SetDamage(""), Clear()])
    numbers = assets.samples.numbers.values()
    for name, ink in (("several", next(iter(numbers))), ("dot", DOT)):
        state = run(driver, ShowInk(ink))
        found[name] = replace(state, layers=replace(facts, measured=state.network_revision))
    blank = found["blank"]
    found["blank"] = replace(blank, layers=replace(facts, measured=blank.network_revision))
    return found


def opened(state: State, layer: int, size: tuple[int, int], more: bool = False) -> State:
    return having(state, layers=replace(state.layers, opened=layer, more=more), size=size)


def surface_of(state: State) -> pygame.Surface:
    pygame.font.init()
    surface = pygame.Surface(state.screen.size, depth=32)
    surface.fill((12, 200, 34))
    return surface


def draw(surface: pygame.Surface, state: State, text: Text) -> list[str]:
    """All panels of the cards, each clipped to its place; the names of those drawn."""
    names, brush = [], Brush(surface, Theme(scale=state.stage.scale), text)
    for make in PANELS:
        panel = make()
        if state.stage.has(panel.name):
            rect = state.stage.rect(panel.name)
            surface.set_clip(box(rect))
            panel.draw(brush, rect, panel.look(state))
            names.append(panel.name)
    surface.set_clip(None)
    return names


def words_of(state: State) -> dict[str, list[str]]:
    """What each panel writes. Every text lies in its panel, has a size of the theme, one size a
    line, and touches no other."""
    text, theme = recorder(), Theme(scale=state.stage.scale)
    brush = Brush(surface_of(state), theme, text)
    scale = {theme.px(one) for one in (theme.small, theme.body, theme.title, theme.large)}
    found, everything = {}, list[tuple[str, pygame.Rect]]()
    for make in PANELS:
        panel = make()
        if not state.stage.has(panel.name):
            continue
        text.drawn = []
        rect = state.stage.rect(panel.name)
        panel.draw(brush, rect, panel.look(state))
        room = box(rect)
        for words, ink, height, *_ in text.drawn:
            assert room.contains(ink), (panel.name, words, ink, room)
            assert height in scale, (panel.name, words, height)
            line = [
                high for _, other, high, *_ in text.drawn if abs(other.centery - ink.centery) < 3
            ]
            assert set(line) == {height}, (panel.name, words, line)
        found[panel.name] = [words for words, *_ in text.drawn]
        everything += [(words, ink) for words, ink, *_ in text.drawn]
    assert overlaps(everything) == []
    return found


@pytest.mark.parametrize("size", WINDOWS)
@pytest.mark.parametrize("layer", range(4))
@pytest.mark.parametrize("more", [False, True])
def test_words_stay_in_their_places_whole_and_apart(
    size: tuple[int, int], layer: int, more: bool
) -> None:
    for name, state in _states().items():
        found = words_of(opened(state, layer, size, more))
        written = [words for panel in found.values() for words in panel]
        cut = [words for words in written if words[-1] == "…" and words not in say("layers.wait")]
        assert cut == [], name
        assert found["layer.title"][0] == say(("layer.0", "layer.1", "layer.2", "layer.3")[layer])
        assert found["layer.words"], name


@pytest.mark.parametrize("size", WINDOWS)
def test_all_four_formulas_are_there(size: tuple[int, int]) -> None:
    found = words_of(opened(_states()["drawn"], 1, size))
    written = {words for panel in found.values() for words in panel}
    formulas = {"a₁ = ReLU(W₁x + b₁)", "a₂ = ReLU(W₂a₁ + b₂)", "ŷ = Softmax(W₃a₂ + b₃)"}
    assert formulas <= written
    assert written & {"Your drawing as numbers: x ∈ ℝ⁷⁸⁴", "x ∈ ℝ⁷⁸⁴"}


def test_what_the_network_sees_stands_above_it_or_what_is_read_in_it() -> None:
    drawn, raw = (opened(_states()[name], 0, (1920, 1080)) for name in ("drawn", "raw"))
    assert words_of(drawn)["seen"] == ["What the network sees", "28 × 28 px, each 0…1"]
    prepared, as_drawn = SeenPanel().look(raw).reads
    assert prepared is not None and as_drawn is not None and prepared.digit == "3"
    found = words_of(raw)["seen"]
    assert found[0].startswith("prepared: reads 3, ") and found[1].startswith("as drawn: reads ")
    untold = replace(raw, playback=_states()["untold"].playback)
    assert words_of(untold)["seen"] == ["prepared", "as drawn"]


def test_a_dot_is_not_called_nothing() -> None:
    found = words_of(opened(_states()["dot"], 0, (1920, 1080)))
    assert " ".join(found["layer.words"]) == say("layers.dot")


@pytest.mark.parametrize("layer", range(4))
@pytest.mark.parametrize("more", [False, True])
def test_drawing_twice_gives_equal_pixels_and_none_outside(layer: int, more: bool) -> None:
    state = opened(_states()["drawn"], layer, (1280, 800), more)
    text, pictures = Text(FONTS), []
    for _ in range(2):
        surface = surface_of(state)
        names = draw(surface, state, text)
        assert {"layer.cells", "layer.neuron", "layer.words", "layer.measured"} <= set(names)
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


def test_the_ink_as_drawn_stands_where_the_pixel_stood() -> None:
    state = opened(_states()["raw"], 0, (1920, 1080))
    assert state.canvas.raw_x is not None
    surface = surface_of(state)
    draw(surface, state, Text(FONTS))
    grid = grid_in(state.stage.rect("layer.neuron"), 0)
    seen = [sum(surface.get_at([int(v) for v in grid.rect(i).center])[:3]) for i in range(784)]
    assert np.corrcoef(seen, state.canvas.raw_x)[0, 1] > 0.99


@pytest.mark.parametrize("layer", [1, 2])
def test_dark_cells_have_edges_that_can_be_seen(layer: int) -> None:
    """A neuron that does not fire can be touched as well."""
    state, theme = opened(_states()["blank"], layer, (1920, 1080)), Theme()
    surface = surface_of(state)
    draw(surface, state, Text(FONTS))
    cell = grid_in(state.stage.rect("layer.cells"), layer).rect(63)
    row = [
        tuple(surface.get_at((x, int(cell.center[1]))))[:3]
        for x in range(*map(int, (cell.x, cell.right)))
    ]
    assert theme.edge in row and theme.button in row


@pytest.mark.parametrize("name", ["blank", "untold"])
def test_colors_with_a_meaning_are_used_for_nothing_else(name: str) -> None:
    """Without an answer nothing is gold; without damage and teaching nothing has their colors; only
    a neuron's weights have signs."""
    theme = Theme()
    for layer in range(4):
        state = opened(_states()[name], layer, (1920, 1080))
        surface = surface_of(state)
        draw(surface, state, Text(FONTS))
        pygame.draw.rect(surface, theme.panel, box(state.stage.rect("layer.neuron")))
        found = set(np.unique(pygame.surfarray.array2d(surface) & 0xFFFFFF).tolist())
        for meaning in MEANINGS:
            red, green, blue = getattr(theme, meaning)
            assert red << 16 | green << 8 | blue not in found, (layer, meaning)


def test_only_a_sure_answer_is_gold() -> None:
    theme, state = Theme(), opened(_states()["drawn"], 3, (1920, 1080))
    doubtful = having(state, verdicts=(Verdict.HARDLY,))
    for one, gold in ((state, True), (doubtful, False)):
        surface = surface_of(one)
        draw(surface, one, Text(FONTS))
        red, green, blue = theme.winner
        pixels = pygame.surfarray.array2d(surface) & 0xFFFFFF
        assert bool((pixels == (red << 16 | green << 8 | blue)).any()) is gold


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
    assert differ(chosen(pinned=focused(state))) == {"layer.cells", "layer.neuron"}
    more = replace(state, layers=replace(state.layers, more=True))
    assert {"layer.neuron", "layer.words", "layer.measured"} <= differ(more)
    measured = replace(state.layers, responses=replace(_states()["cut"].layers.responses))
    measured = replace(measured, measured=state.network_revision)
    assert differ(replace(state, layers=measured)) >= {"layer.neuron", "layer.measured"}
    other = having(state, trace=_states()["several"].prediction.trace)
    assert {"layer.cells", "layer.words", "layer.2"} <= differ(other)


def test_before_the_answer_is_told_nothing_shows_it() -> None:
    """Whatever the answer will be, the cards look alike."""
    state = opened(_states()["untold"], 3, (1280, 800))
    trace = state.prediction.trace
    assert trace is not None
    z1, z2, z3 = trace.pre_activations
    other = replace(
        trace,
        pre_activations=(z1, z2, np.roll(z3, 3)),
        probabilities=np.roll(trace.probabilities, 3),
    )
    for layer in range(4):
        for more in (False, True):
            shown = opened(state, layer, (1280, 800), more)
            for make in PANELS:
                panel = make()
                assert panel.look(shown) == panel.look(having(shown, trace=other)), panel.name


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
    broken = having(state, network=odd, layers=layers, trace=trace)
    for layer in range(4):
        for more in (False, True):
            shown = opened(broken, layer, (1024, 768), more)
            surface = surface_of(shown)
            for index in (0, SIZES[layer] - 1):
                draw(surface, having(shown, hovered=Unit(layer, index)), Text(FONTS))


def _facts(network: Network) -> LayerFacts:
    assets = Assets()
    return layer_facts(network, assets.test_pictures()[:300], assets.test_labels()[:300])
