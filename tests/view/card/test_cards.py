"""The pages of cards stay in their rect, in two sizes of text, and overlap nothing: measured."""

import itertools
from functools import cache

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.ink.digit import prepare
from game.core.ink.pieces import pieces
from game.core.insight.explain import CHAIN, why, why_not
from game.core.insight.favorite import favorite
from game.core.insight.nearest import nearest
from game.core.insight.worth import worth
from game.core.job import finished
from game.core.model.network import forward
from game.core.model.unit import Unit
from game.lab.card.pages import nearest_page, worth_page
from game.lab.card.sentences import card_of
from game.lab.card.why import why_card
from game.shell.files.assets import Assets
from game.view.card.changes import draw_ink, draw_nearest
from game.view.card.neuron import draw_numbers, draw_pictures, draw_short
from game.view.card.why import draw_neurons, draw_why_numbers
from game.view.paint import heat_map
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from tests.networks import broken_network, some_drawing, some_network, some_trace

ASSETS = Assets()
FONTS = ASSETS.fonts
#: rects of a card's body, px, and scale: 1080p, 1366×768, 1024×768, portrait, 4K
PLACES = {
    "1080p": (478, 640, 1.0),
    "laptop": (328, 430, 0.75),
    "low": (701, 120, 0.75),
    "portrait": (1016, 304, 1.0),
    "4k": (956, 1280, 2.0),
}
UNITS = {"first": Unit(1, 26), "second": Unit(2, 40), "output": Unit(3, 7)}
NEURON = {"short": draw_short, "pictures": draw_pictures, "numbers": draw_numbers}
WHY = {"neurons": draw_neurons, "table": draw_why_numbers}
GROUND = (1, 2, 3)
NETWORK = some_network()
INK = ASSETS.samples.digits[8][0]


@pytest.fixture(scope="module", autouse=True)
def fonts():
    pygame.font.init()


@cache
def drawer(name, state="live"):
    """A function of brush and rect that draws what ``name`` stands for: "first short"."""
    network = broken_network(float(state)) if state in ("nan", "inf", "3e38") else NETWORK
    who, page = name.split()
    if who in ("nearest", "ink"):
        x = prepare(INK.strokes)
        trace = forward(network, x)
        against = 4 if page == "lead" else None
        if who == "nearest":
            found = nearest(network, x)
            digit = next((n.digit for n in found if n.change is not None), found[0].digit)
            shown = nearest_page(trace, digit, (found, (0.5,) * 9))
            return lambda brush, rect: draw_nearest(brush, rect, shown)
        parts = pieces(INK.strokes, x)
        values = worth(network, x, parts.owner, parts.count)
        told = worth_page(trace, 3, against, (parts, values))
        return lambda brush, rect: draw_ink(brush, rect, told)
    trace = some_trace(network)
    if who in ("why", "whynot"):
        chain = why(network, trace, 7) if who == "why" else why_not(network, trace, 7, 1)
        answer = why_card(network, trace, chain)
        return lambda brush, rect: WHY[page](brush, rect, answer)
    liked = finished(favorite(network, UNITS[who]))
    card = card_of(
        network,
        None if state == "blank" else trace,
        UNITS[who],
        None if state == "waiting" else liked.x,
        liked.z,
        None if state == "waiting" else tuple(map(some_drawing, range(6))),
        None if state == "waiting" else (3, 3, 3, 3, 5, 3),
    )
    return lambda brush, rect: NEURON[page](brush, rect, card)


class Recorder(Text):
    """Text that remembers what it drew: words, place, size, and whether it is bold."""

    def __init__(self):
        super().__init__(FONTS)
        self.drawn = []

    def draw(self, surface, words, at, size, color, *, bold=False, anchor="topleft"):
        place = super().draw(surface, words, at, size, color, bold=bold, anchor=anchor)
        self.drawn.append((words, place, size, bold))
        return place


@cache
def text():
    """One for all tests: rendering the same words again is what takes the time."""
    return Recorder()


def draw(name, place, state="live"):
    """The picture of a page; `text` then has what was written in it."""
    width, height, scale = PLACES[place]
    surface = pygame.Surface((width + 60, height + 60))
    surface.fill(GROUND)
    text().drawn = []
    brush = Brush(surface, Theme(scale=scale), text())
    drawer(name, state)(brush, Rect(30, 30, width, height))
    return surface


NAMES = [
    *(f"{who} {page}" for who in UNITS for page in NEURON),
    *(f"{who} {page}" for who in ("why", "whynot") for page in WHY),
    *("nearest other", "ink logit", "ink lead"),
]
#: what is known of a neuron or an answer, and whether its numbers are sound
STATES = ("live", "blank", "waiting", "nan", "inf", "3e38")
ALL = [
    (name, place, state)
    for name in NAMES
    for place in PLACES
    for state in STATES
    if state == "live" or (name.split()[0] in UNITS or state in STATES[3:])
    if state == "live" or name.split()[0] not in ("nearest", "ink")
]
places = pytest.mark.parametrize("place", PLACES)


@pytest.mark.parametrize(("name", "place", "state"), ALL)
def test_a_page_stays_in_its_rect_and_covers_none_of_its_words(name, place, state, monkeypatch):
    pictures = []
    paint = heat_map._paint
    monkeypatch.setattr(
        heat_map, "_paint", lambda *args: pictures.append(paint(*args)) or pictures[-1]
    )
    pixels = pygame.surfarray.array3d(draw(name, place, state))
    width, height, scale = PLACES[place]
    pixels[28 : 32 + width, 28 : 32 + height] = GROUND
    assert (pixels == GROUND).all(), "something is drawn outside"
    theme = Theme(scale=scale)
    assert {size for _, _, size, _ in text().drawn} <= {theme.px(theme.small), theme.px(theme.body)}
    # A line of text has air above and below its letters; what counts is the letters.
    letters = [
        (words, rect.inflate(0, -round(0.36 * size)).inflate(-2, 0))
        for words, rect, size, _ in text().drawn
        if words.strip()
    ]
    inside = pygame.Rect(30, 30, width, height).inflate(4, 4)
    assert all(inside.contains(rect) for _, rect in letters)
    assert all(map(inside.contains, pictures))
    for one, two in itertools.combinations(pictures, 2):
        assert not one.inflate(-2, -2).colliderect(two.inflate(-2, -2))
    if name.startswith("ink"):  # there the pieces' numbers stand on the picture
        letters = [(w, r) for w, r in letters if not any(p.contains(r) for p in pictures)]
    for words, rect in letters:
        assert rect.collidelist(pictures) < 0, words
    # Neighboring digits of one number may kern into each other by a pixel.
    narrower = [rect.inflate(-2, 0) for _, rect in letters]
    for nth, (words, _) in enumerate(letters):
        others = narrower[nth + 1 :]
        assert narrower[nth].collidelist(others) < 0, words


@pytest.mark.parametrize("name", NAMES)
def test_drawing_twice_gives_equal_pixels(name):
    one, two = (pygame.surfarray.array3d(draw(name, "laptop")) for _ in range(2))
    assert (one == two).all()


@pytest.mark.parametrize("name", ["first short", "output short", "why neurons", "ink logit"])
@places
def test_a_plain_sentence_comes_first(name, place):
    draw(name, place)
    words, _, size, bold = text().drawn[0]
    theme = Theme(scale=PLACES[place][2])
    assert bold and size == theme.px(theme.body) and len(words.split()) > 1


@pytest.mark.parametrize("name", ["nearest other", "ink logit", "ink lead"])
@places
def test_it_is_said_what_it_speaks_of(name, place):
    draw(name, place)
    assert "28×28" in " ".join(words for words, *_ in text().drawn)


@pytest.mark.parametrize("name", ["why neurons", "why table", "whynot table"])
@places
def test_rows_stand_in_the_order_of_their_bars(name, place):
    """Of neurons in a column, what is printed first is the largest."""
    draw(name, place)
    columns = why if name.startswith("why ") else why_not
    chain = columns(NETWORK, some_trace(NETWORK), 7, *(() if columns is why else (1,)))
    order = chain.levels[0].strongest(CHAIN[0]).tolist()
    labels = [words.removeprefix("neuron ") for words, *_ in text().drawn]
    # Numbers are drawn digit by digit, so that a label of one digit cannot be told from them.
    shown = [labels.index(str(unit)) for unit in order if unit > 9 and str(unit) in labels]
    assert shown == sorted(shown) and shown


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.0])
def test_maps_of_strange_numbers_are_drawn(value):
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
