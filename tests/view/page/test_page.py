"""The printed page: everything on it, inside the margins, nothing over anything else."""

from __future__ import annotations

import itertools
import warnings
from functools import cache

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.ink.digit import prepare
from game.core.ink.ink import Ink, stroke_of
from game.core.model.network import Network, forward, probabilities
from game.core.printed import figure
from game.shell.files.assets import Assets
from game.view.page.page import (
    _CELL,
    _PICTURE,
    _RAMP,
    MARGIN,
    PAPER,
    SIZE,
    _draw_cells,
    _ink_image,
    draw_page,
)
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.words.catalogue import say
from game.words.en.page import WORDS
from tests.networks import broken_network, some_network

FONTS = Assets().fonts
SEVEN = Ink(
    760, 760, 34, (stroke_of([(220, 160), (400, 150), (540, 150), (430, 400), (360, 640)]),)
)
#: all 202 neurons switched off: the longest part a code can have
LONGEST = "N300.999-K" + ".".join(map(str, range(202)))
AREA = pygame.Rect(0, 0, *SIZE).inflate(-2 * MARGIN, -2 * MARGIN)


class Recorder(Text):
    """Text that remembers what it drew: words, place, size; unless ``shown``, it draws nothing."""

    def __init__(self, shown: bool = True) -> None:
        super().__init__(FONTS)
        self.drawn: list[tuple[str, pygame.Rect, int]] = []
        self.aside = None if shown else pygame.Surface(SIZE)

    def draw(self, surface, words, at, size, color, *, bold=False, anchor="topleft"):
        surface = self.aside or surface
        place = super().draw(surface, words, at, size, color, bold=bold, anchor=anchor)
        self.drawn.append((words, place, size))
        return place


def scaled(network: Network, factor: float) -> Network:
    weights, biases = network.weights, network.biases
    return Network(
        tuple(w * np.float32(factor) for w in weights),
        tuple(b * np.float32(factor) for b in biases),
    )


NETWORKS = {
    "healthy": (some_network(), ""),
    "damaged": (some_network(2, 3.0), "B1-N120.7-W2-K3.130"),
    "longest code": (some_network(1), LONGEST),
    "cut": (scaled(some_network(), 0.0), "W1-W2-W3"),
    "large": (scaled(some_network(), 1e11), "N300.1"),
    "NaN": (broken_network(float("nan")), "N1.1"),
    "infinite": (broken_network(float("inf")), "N1.1"),
    "minus infinite": (broken_network(-float("inf")), "N1.1"),
    "huge": (broken_network(3e38), "N1.1"),
}
states = pytest.mark.parametrize("state", NETWORKS)


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    pygame.font.init()


def fresh(
    state: str, shown: bool = True
) -> tuple[pygame.Surface, list[tuple[str, pygame.Rect, int]]]:
    """The page of one state, and what text it has; any warning is an error."""
    network, damage = NETWORKS[state]
    x, text = prepare(SEVEN.strokes), Recorder(shown)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace, answer = forward(network, x), probabilities(network, x[None])[0]
        note = say("page.damage", code=damage) if damage else ""
        page = draw_page(text, network, trace, answer, SEVEN, note)
    return page, text.drawn


page_of = cache(fresh)


def words_of(state: str) -> str:
    """All words of a page; numbers in columns are drawn digit by digit."""
    return "\n".join(words for words, _, _ in page_of(state)[1])


def lines_of(state: str) -> list[str]:
    """The page's text row by row from left to right, without spaces."""
    drawn = [(place, words) for words, place, _ in page_of(state)[1]]
    rows = itertools.groupby(
        sorted(drawn, key=lambda d: (d[0].centery, d[0].x)), key=lambda d: d[0].centery
    )
    return ["".join(words for _, words in row).replace(" ", "") for _, row in rows]


@states
def test_the_page_is_a4_and_its_margins_are_white(state: str) -> None:
    page, _ = page_of(state)
    assert page.get_size() == SIZE
    assert SIZE[0] / SIZE[1] == pytest.approx(210 / 297, abs=1e-4)
    assert MARGIN / SIZE[0] * 210 >= 12  # mm
    pixels = pygame.surfarray.array3d(page)
    pixels[AREA.left : AREA.right, AREA.top : AREA.bottom] = 255
    assert (pixels == 255).all()


@states
def test_text_is_inside_and_does_not_overlap(state: str) -> None:
    _, drawn = page_of(state)
    places = [(words, place) for words, place, _ in drawn if words.strip()]
    for words, place in places:
        assert AREA.contains(place), words
    for (one, a), (two, b) in itertools.combinations(places, 2):
        # Neighboring digits of one number may kern into each other by a pixel.
        assert not a.inflate(-2, 0).colliderect(b.inflate(-2, 0)), (one, two)


@states
def test_no_word_stands_on_a_picture_a_bar_or_a_line(state: str) -> None:
    page, drawn = fresh(state, shown=False)
    pixels = pygame.surfarray.array2d(page)
    for words, place, size in drawn:
        # A line of text has air above and below its letters; what counts is the letters.
        letters = place.inflate(-2, -round(0.36 * size))
        under = pixels[letters.left : letters.right, letters.top : letters.bottom]
        assert (under == under[0, 0]).all(), words


@states
def test_text_is_large_enough_to_read(state: str) -> None:
    _, drawn = page_of(state)
    smallest = min(size for _, _, size in drawn)
    assert smallest / 200 * 72 >= 7.5  # points


def test_drawing_twice_gives_the_same_bytes() -> None:
    for state in ("healthy", "NaN"):
        first, again = page_of(state)[0], fresh(state)[0]
        assert pygame.image.tobytes(first, "RGB") == pygame.image.tobytes(again, "RGB")


def test_the_page_says_what_it_should() -> None:
    words = words_of("healthy")
    network, _ = NETWORKS["healthy"]
    trace = forward(network, prepare(SEVEN.strokes))
    digit = int(trace.probabilities.argmax())
    assert "Neural Lab" in words and "784 → 128 ReLU → 64 ReLU → 10 Softmax" in words
    assert WORDS["page.formula"] in words
    for layer, size in ((1, 128), (2, 64)):
        fire = np.count_nonzero(trace.activations[layer] > 0)
        assert f"{size} neurons, {fire} fire" in words
        assert f"from 0.00 to {trace.activations[layer].max():.2f}" in words
    assert f"\n{digit}\n" in words and f"Why {digit}?" in words
    assert f"{100 * trace.probabilities[digit]:.1f} %" in words
    assert "damaged" not in words and WORDS["page.cross"] not in words


def test_the_bars_have_their_numbers() -> None:
    trace = forward(NETWORKS["healthy"][0], prepare(SEVEN.strokes))
    lines = lines_of("healthy")
    for digit in range(10):
        share, z = 100 * trace.probabilities[digit], float(trace.pre_activations[2][digit])
        assert f"{digit}{share:.1f}%" in lines
        assert f"{digit}{figure(z, 2)}" in lines


def test_the_printed_sum_adds_up() -> None:
    lines = lines_of("healthy")
    first = next(n for n, line in enumerate(lines) if line.endswith("w×a")) + 1
    last = next(n for n, line in enumerate(lines) if line.startswith("sum=logitz"))
    assert last - first == 14  # twelve terms, the rest, the bias

    def cents(line: str) -> int:
        number = line[max(line.rfind("+"), line.rfind("−"), line.rfind("s0.00")) :]
        return round(100 * float(number.replace("−", "-").removeprefix("s")))

    assert sum(map(cents, lines[first:last])) == cents(lines[last])


@pytest.mark.parametrize("state", ["damaged", "cut"])
def test_damage_is_said(state: str) -> None:
    assert f"The network was damaged: {NETWORKS[state][1]}" in words_of(state)


def test_a_long_code_is_cut_short_where_one_sees_it() -> None:
    _, drawn = page_of("longest code")
    code = [words for words, _, _ in drawn if words.startswith("The network was damaged")]
    assert code[0].startswith("The network was damaged: N300.999-K0.1.2.")
    assert any(words.endswith("…") and words[0].isdigit() for words, _, _ in drawn)


@pytest.mark.parametrize("state", ["NaN", "infinite", "minus infinite", "huge", "cut"])
def test_no_answer_is_shown_as_none(state: str) -> None:
    words = words_of(state)
    assert "\n?\n" in words and WORDS["page.none"] in words and "No answer." in words


def test_numbers_that_are_none_are_printed_as_such() -> None:
    words = words_of("NaN")
    assert "a₁ from NaN to NaN" in words and WORDS["page.cross"] in words
    assert "0NaN" in lines_of("NaN")
    assert "∞" in words_of("huge")


def test_an_answer_of_nan_is_drawn() -> None:
    network = NETWORKS["healthy"][0]
    x, text = prepare(SEVEN.strokes), Recorder()
    answer = np.full(10, np.nan, np.float32)
    draw_page(text, network, forward(network, x), answer, SEVEN, "")
    assert "?" in [words for words, _, _ in text.drawn]


def test_a_blank_drawing_is_drawn() -> None:
    network, x = NETWORKS["healthy"][0], np.zeros(784, np.float32)
    trace = forward(network, x)
    draw_page(Text(FONTS), network, trace, trace.probabilities, SEVEN.blank(), "")


@pytest.mark.parametrize("side", [(400, 1000), (1000, 400)])
def test_a_canvas_that_is_no_square_is_shown_whole(side: tuple[int, int]) -> None:
    width, height = side
    ink = Ink(width, height, 40, (stroke_of([(20, 20), (width - 20, height - 20)]),))
    dark = pygame.surfarray.array3d(_ink_image(ink)).max(axis=2) < 128
    spans = [np.flatnonzero(dark.any(axis=axis)) for axis in (1, 0)]
    for span, length in zip(spans, side, strict=True):
        assert span[0] + span[-1] + 1 == pytest.approx(_PICTURE, abs=3)
        assert len(span) == pytest.approx(_PICTURE * length / 1000, abs=3)


def cells(values: np.ndarray) -> pygame.Surface:
    surface = pygame.Surface((700, 400))
    surface.fill(PAPER.ground)
    brush = Brush(surface, PAPER, Text(FONTS))
    _draw_cells(brush, Rect(0, 0, 16 * _CELL, 8 * _CELL), values, 16)
    return surface


def color_of(surface: pygame.Surface, index: int) -> tuple[int, ...]:
    row, column = divmod(index, 16)
    return tuple(surface.get_at((column * _CELL + _CELL // 2, row * _CELL + _CELL // 2))[:3])


def test_neurons_get_darker_the_more_they_fire() -> None:
    surface = cells(np.arange(128, dtype=np.float32))
    colors = [color_of(surface, index) for index in range(128)]
    assert colors[0] == PAPER.ground and colors[-1] == _RAMP[-1]
    gray = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in colors]
    assert all(one > two for one, two in itertools.pairwise(gray))


def test_infinite_neurons_are_darkest_and_nan_is_crossed() -> None:
    values = np.zeros(128, np.float32)
    values[[3, 4, 5]] = np.inf, np.nan, 2
    surface = cells(values)
    found = [color_of(surface, index) for index in (2, 3, 4)]
    assert found == [PAPER.ground, _RAMP[-1], PAPER.damage]


def contrast(color: tuple[int, int, int]) -> float:
    """Of a color on white, WCAG 2.1."""
    shares = [value / 255 for value in color]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares]
    return 1.05 / (float(np.dot(linear, (0.2126, 0.7152, 0.0722))) + 0.05)


def test_words_are_dark_enough_on_white() -> None:
    for color in (PAPER.text, PAPER.muted):
        assert contrast(color) >= 7
    for color in (PAPER.negative, PAPER.damage):
        assert contrast(color) >= 4.5
    assert contrast(PAPER.positive) >= 3  # as graphics; its numbers carry a "+" as well
