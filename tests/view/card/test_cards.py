"""Cards stay in their rect, say everything in full size, and overlap nothing: measured."""

import itertools
from functools import cache

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.insight.explain import why, why_not
from game.core.insight.favorite import favorite
from game.core.job import finished
from game.core.model.unit import Unit
from game.lab.card.sentences import card_of, why_card
from game.shell.files.assets import Assets
from game.view.card.neuron import draw_card
from game.view.card.why import draw_why
from game.view.paint import heat_map
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from tests.networks import broken_network, some_drawing, some_network, some_trace

FONTS = Assets().fonts
#: rects of the dock, px, and scale: 1080p, 1024×768, portrait, 4K
PLACES = {
    "1080p": (995, 430, 1.0),
    "narrow": (455, 305, 0.711),
    "portrait": (1032, 480, 1.0),
    "4k": (1990, 860, 2.0),
}
UNITS = {"first": Unit(1, 26), "second": Unit(2, 40), "output": Unit(3, 7)}
WHYS = ("why", "why not")
GROUND = (1, 2, 3)
NETWORK = some_network()


@pytest.fixture(scope="module", autouse=True)
def fonts():
    pygame.font.init()


@cache
def drawer(name, state="live"):
    """A function of brush, rect and ``free`` that draws what ``name`` stands for."""
    network = broken_network(float(state)) if state in ("nan", "inf", "3e38") else NETWORK
    trace = some_trace(network)
    if name in WHYS:
        chain = why(network, trace, 7) if name == "why" else why_not(network, trace, 7, 1)
        card = why_card(chain, trace)
        return lambda brush, rect, free=0: draw_why(brush, rect, card, free)
    liked = finished(favorite(network, UNITS[name]))
    card = card_of(
        network,
        None if state == "blank" else trace,
        UNITS[name],
        None if state == "waiting" else liked.x,
        liked.z,
        None if state == "waiting" else tuple(map(some_drawing, range(6))),
    )
    return lambda brush, rect, free=0: draw_card(brush, rect, card, free)


class Recorder(Text):
    """Text that remembers what it drew: words, place, size."""

    def __init__(self):
        super().__init__(FONTS)
        self.drawn = []

    def draw(self, surface, words, at, size, color, *, bold=False, anchor="topleft"):
        place = super().draw(surface, words, at, size, color, bold=bold, anchor=anchor)
        self.drawn.append((words, place, size))
        return place


def draw(name, place, state="live", text=None):
    width, height, scale = PLACES[place]
    surface = pygame.Surface((width + 60, height + 60))
    surface.fill(GROUND)
    brush = Brush(surface, Theme(scale=scale), text or Text(FONTS))
    drawer(name, state)(brush, Rect(30, 30, width, height))
    return surface


cards = pytest.mark.parametrize("name", [*UNITS, *WHYS])
places = pytest.mark.parametrize("place", PLACES)
states = pytest.mark.parametrize("state", ["live", "blank", "waiting", "nan", "inf", "3e38"])


@cards
@places
@states
def test_nothing_is_drawn_outside_the_rect(name, place, state):
    pixels = pygame.surfarray.array3d(draw(name, place, state))
    width, height, _ = PLACES[place]
    pixels[30 : 30 + width, 30 : 30 + height] = GROUND
    assert (pixels == GROUND).all()


@cards
@places
def test_drawing_twice_gives_equal_pixels(name, place):
    width, height, scale = PLACES[place]
    surface, text = draw(name, place), Text(FONTS)
    before = pygame.surfarray.array3d(surface)
    drawer(name)(Brush(surface, Theme(scale=scale), text), Rect(30, 30, width, height))
    assert (pygame.surfarray.array3d(surface) == before).all()


@cards
@places
@states
def test_words_and_pictures_fit_and_do_not_overlap(name, place, state, monkeypatch):
    pictures = []
    paint = heat_map._paint
    monkeypatch.setattr(
        heat_map, "_paint", lambda *args: pictures.append(paint(*args)) or pictures[-1]
    )
    text = Recorder()
    draw(name, place, state, text)
    width, height, scale = PLACES[place]
    margin = round(6 * scale)
    inside = pygame.Rect(30, 30, width, height).inflate(-2 * margin, -2 * margin)
    # A line of text has air above and below its letters; what counts is the letters.
    letters = [
        (words, rect.inflate(0, -round(0.36 * size)).inflate(-2, 0))
        for words, rect, size in text.drawn
        if words.strip()
    ]
    for words, rect in letters:
        assert inside.contains(rect), words
        for picture in pictures:
            assert not rect.colliderect(picture), words
    for picture in pictures:
        assert inside.contains(picture)
    for one, two in itertools.combinations(pictures, 2):
        assert not one.inflate(-2, -2).colliderect(two.inflate(-2, -2))
    for (one, a), (two, b) in itertools.combinations(letters, 2):
        # Neighboring digits of one number may kern into each other by a pixel.
        assert not a.inflate(-2, 0).colliderect(b.inflate(-2, 0)), (one, two)


@cards
@places
@pytest.mark.parametrize("state", ["live", "blank", "waiting"])
def test_no_words_are_smaller_than_small(name, place, state):
    text = Recorder()
    draw(name, place, state, text)
    theme = Theme(scale=PLACES[place][2])
    assert min(size for _, _, size in text.drawn) >= theme.px(theme.small)


@cards
@places
def test_the_rect_is_used_to_its_edges(name, place):
    """No dead space: something stands near every edge, and no empty band spans the card."""
    width, height, scale = PLACES[place]
    surface = draw(name, place)
    inner = pygame.Rect(30, 30, width, height).inflate(*2 * [-round(8 * scale)])
    pixels = pygame.surfarray.array3d(surface.subsurface(inner)).astype(int)
    used = (np.abs(pixels - Theme().panel) > 12).any(axis=2)
    for axis, longest in ((0, 60), (1, 75)):
        empty = ~used.any(axis=axis)
        runs = [len(list(run)) for blank, run in itertools.groupby(empty) if blank]
        assert max(runs, default=0) < longest * scale


@cards
@places
def test_room_is_left_for_buttons(name, place):
    width, height, scale = PLACES[place]
    theme, text, free = Theme(scale=scale), Recorder(), 0.3 * width
    surface = pygame.Surface((width + 60, height + 60))
    drawer(name)(Brush(surface, theme, text), Rect(30, 30, width, height), free)
    corner = pygame.Rect(0, 0, free + theme.px(18), theme.px(54))
    corner.topright = 30 + width, 30
    assert not any(corner.colliderect(rect) for _, rect, _ in text.drawn)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.0])
def test_maps_of_strange_numbers_are_drawn(value):
    pygame.font.init()
    surface = pygame.Surface((56, 56))
    values = np.zeros(784, np.float32)
    values[3], values[4] = value, -2
    brush = Brush(surface, Theme(), Text(FONTS))
    heat_map.draw_signed_map(brush, Rect(0, 0, 56, 56), values)
    heat_map.draw_contributions_on_ink(brush, Rect(0, 0, 56, 56), values, np.abs(values))


def test_signed_maps_are_orange_above_zero_blue_below_and_black_at_zero():
    theme, surface = Theme(), pygame.Surface((280, 280))
    values = np.zeros(784, np.float32)
    values[[29, 31]] = 2, -2
    heat_map.draw_signed_map(Brush(surface, theme, Text(FONTS)), Rect(0, 0, 280, 280), values)
    assert surface.get_at((15, 15))[:3] == theme.positive
    assert surface.get_at((35, 15))[:3] == theme.negative
    assert surface.get_at((25, 15))[:3] == (0, 0, 0)
