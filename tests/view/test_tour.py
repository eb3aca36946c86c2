"""A tour of the whole lab in six windows: every word in its place, and in a size of the scale."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from string import Formatter

import pygame
import pytest

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.kiosk.layout import SHEETS as KIOSK_SHEETS
from game.lab.state.kiosk import Kiosk
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.update import update
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.shell.files.place import languages
from game.view.frame import Frame
from game.view.kiosk.sheets import KioskSheetPanel
from game.view.paint.theme import Theme
from game.view.stage.sheets import SheetPanel
from game.words.catalogue import ENGLISH, say, speak
from tests.states import having
from tests.view.kiosk_tour import kiosk_tour
from tests.view.tour import tour
from tests.view.words import SIZES, Written, overlaps, recorder, recording

#: stops at which something is said that may be of any length
ENDLESS = (
    *("notice", "code, K0.1.2.3.", "break it, much", "break it, all off"),
    *("damaged and folded", "damaged, readable", "damaged, why"),
)
#: the six windows; that of 4K is the first one twice as large, and takes a minute to draw
MOSTLY = [pytest.param(size, marks=pytest.mark.storm) if size[0] > 1920 else size for size in SIZES]
#: most text sizes on one screen
MOST = 5
#: the forward pass, and how it is said where it has no room in full
LINE = ENGLISH["compute.line"]
SHORT = {LINE: "x ∈ ℝ⁷⁸⁴ → z₁ = W₁x + b₁ → … → ŷ = Softmax(z₃)"}
#: words that the product's design owes, as they are drawn: in parts where they break into lines
OWED = (
    "Neural Lab",
    "Draw, infer, inspect, and experiment in one workspace.",
    "Draw one large, centered digit. Multi-digit strokes are detected separately when spacing is "
    "clear.",
    "Network Architecture",
    "784 → 128 ReLU → 64 ReLU → 10 Softmax",
    "Hover nodes",
    *("Input", "784 px", "Hidden 1", "128 · ReLU", "Hidden 2", "64 · ReLU"),
    *("Output", "10 · Softmax"),
    "Draw a digit to fire the network",
    *("positive weight", "negative weight", "top prediction"),
    "Prediction",
    "Break It Mode — damage the network and watch it fail",
    *("Disable biases", "Weight noise", "Zero layer weights", "W₁", "W₂", "W₃"),
    "What each layer does",
    "Live Computation",
    "x ∈ ℝ⁷⁸⁴ → z₁ = W₁x + b₁ → a₁ = ReLU(z₁) → z₂ = W₂a₁ + b₂ → a₂ = ReLU(z₂) → z₃ = W₃a₂ + b₃ → "
    "ŷ = Softmax(z₃)",
)


#: values that stand for themselves
VALUES = {
    name: f"{{{name}}}"
    for words in ENGLISH.values()
    for _, name, _, _ in Formatter().parse("".join(words))
    if name
}


class Tour:
    """The stops of the tour, and what is written at each of them."""

    def __init__(self, assets: Assets, model: Model) -> None:
        driver = Driver(State(screen=Screen(size=(960, 540))))
        driver.load(model, assets)
        self.stops = dict(tour(driver, assets)) | dict(kiosk_tour(model, assets))
        self._kept = cache(self._drawn)
        self._frame = Frame(assets.fonts)
        self._frame._text = recorder()

    def written(
        self, name: str, size: tuple[int, int], kiosk: bool = False, language: str = "en"
    ) -> list[Written]:
        """All words at a stop, in a window of a size, in a language."""
        return self._kept(name, size, kiosk, language)

    def _drawn(self, name: str, size: tuple[int, int], kiosk: bool, language: str) -> list[Written]:
        return self.draw(having(self.stops[name], language=language), size, kiosk)

    def draw(self, state: State, size: tuple[int, int], kiosk: bool = False) -> list[Written]:
        """All words on the screen; of a sheet only its own. ``kiosk``: as a visitor sees it."""
        if kiosk and not state.kiosk.on:
            state = replace(state, kiosk=Kiosk(on=True, phase="visit"))
        state = update(state, [do.Resize(*size)])
        surface, text = pygame.Surface(size, depth=32), recorder()
        text.drawn = []
        if state.screen.sheet is None:
            self._frame._look = (0.0, "", False)  # new panels, which write with the recorder
            self._frame.draw_all(surface, state)
        else:
            brush = recording(surface, Theme(scale=state.stage.scale))
            panel = (KioskSheetPanel if state.screen.sheet in KIOSK_SHEETS else SheetPanel)()
            panel.draw(brush, state.stage.rect("sheet"), panel.look(state))
        return text.drawn


@cache
def seen(assets: Assets, model: Model) -> Tour:
    pygame.font.init()
    return Tour(assets, model)


@pytest.fixture
def visited(assets: Assets, model: Model) -> Tour:
    return seen(assets, model)


@pytest.mark.parametrize("size", MOSTLY)
def test_every_word_is_whole_and_on_no_other(size: tuple[int, int], visited: Tour) -> None:
    faults = overlapping(visited, size)
    assert not faults, faults.words()


def overlapping(
    visited: Tour, size: tuple[int, int], kiosk: bool = False, language: str = "en"
) -> Faults:
    """Words that are cut, or that meet others."""
    window, faults = pygame.Rect((0, 0), size), Faults()
    for name in visited.stops:
        written = visited.written(name, size, kiosk, language)
        for one in written:
            if one.cut or not window.contains(one.ink):
                faults.add(one.by, f"{name}: {one.words!r} is cut by its panel's edge")
        by = {one.words: one.by for one in written}
        for one, other in overlaps([(one.words, one.ink) for one in written]):
            faults.add(f"{by[one]} and {by[other]}", f"{name}: {one!r} meets {other!r}")
    return faults


@pytest.mark.parametrize("size", MOSTLY)
def test_every_word_has_a_size_of_the_scale(size: tuple[int, int], visited: Tour) -> None:
    faults = Faults()
    for name, state in visited.stops.items():
        theme = Theme(scale=update(state, [do.Resize(*size)]).stage.scale)
        lengths = (theme.small, theme.body, theme.title, theme.large, theme.result)
        scale = {theme.px(length) for length in lengths}
        for one in visited.written(name, size):
            if one.size not in scale:
                faults.add(one.by, f"{name}: {one.words!r} is {one.size / theme.scale:.0f} high")
    assert not faults, faults.words()


@pytest.mark.parametrize("size", MOSTLY)
def test_no_word_is_cut_short(size: tuple[int, int], visited: Tour) -> None:
    """What is too long has a shorter wording, or stands elsewhere; only what has no limit, as a
    code of 202 neurons or a path, may end in an ellipsis of its own."""
    faults = shortened(visited, size)
    assert not faults, faults.words()


def shortened(
    visited: Tour, size: tuple[int, int], kiosk: bool = False, language: str = "en"
) -> Faults:
    """Words that end in an ellipsis which is not their own."""
    faults, said = Faults(), sentences(language)
    for name in visited.stops:
        for one in visited.written(name, size, kiosk, language) if name not in ENDLESS else ():
            own = any(one.words in words for words in said) or one.words[:-1].isdigit()
            if one.words.endswith("…") and one.words != "…" and not own:
                faults.add(one.by, f"{name}: {one.words!r}")
    return faults


def sentences(language: str) -> list[str]:
    """Everything that is said in a language, with the names of values still in it."""
    speak(language)
    return [
        say(key, **VALUES) if isinstance(words, tuple) else say(key)
        for key, words in ENGLISH.items()
    ]


@pytest.mark.storm
@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])  # in others too much is cut still
@pytest.mark.parametrize("language", languages()[1:])
def test_nor_is_any_word_cut_in_another_language(
    language: str, size: tuple[int, int], visited: Tour
) -> None:
    faults = [look(visited, size, language=language) for look in (overlapping, shortened)]
    assert not any(faults), "\n".join(fault.words() for fault in faults)


@pytest.mark.storm
@pytest.mark.parametrize("size", [(1080, 1920), (1024, 768), (1366, 768)])
def test_nor_is_any_word_cut_in_a_kiosk(size: tuple[int, int], visited: Tour) -> None:
    """There what is touched is larger, or further apart, than where there is a mouse."""
    for look in overlapping, shortened:
        faults = look(visited, size, kiosk=True)
        assert not faults, faults.words()


@pytest.mark.parametrize("size", MOSTLY)
def test_no_screen_has_more_than_five_sizes(size: tuple[int, int], visited: Tour) -> None:
    counts = {
        name: len({one.size for one in visited.written(name, size)}) for name in visited.stops
    }
    assert {name: count for name, count in counts.items() if count > MOST} == {}


@pytest.mark.parametrize("size", MOSTLY)
def test_every_word_of_the_design_is_drawn(size: tuple[int, int], visited: Tour) -> None:
    pages = [visited.written(name, size) for name in visited.stops]
    pages.append(visited.draw(having(visited.stops["blank"], hint="hint.hover"), size))
    # What breaks into lines, or is written in parts, is one sentence all the same.
    said = [" ".join(" ".join(one.words for one in page).split()) for page in pages]
    assert [
        words
        for words in OWED
        if not any(words in page or SHORT.get(words, words) in page for page in said)
    ] == []


class Faults:
    """What is wrong, by the lines that do it: how often, and the first time."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def add(self, by: str, words: str) -> None:
        self._found.setdefault(by, []).append(words)

    def __bool__(self) -> bool:
        return bool(self._found)

    def words(self) -> str:
        lines = (f"{by} ×{len(all_)} {all_[0]}" for by, all_ in sorted(self._found.items()))
        return "\n".join(lines)
