"""What words a picture of the lab has, and where they stand."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pygame

from game.commands.render import picture
from game.core.geometry import Rect
from game.core.model.network import Network
from game.engine.driver import Driver
from game.lab.items import Item
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.view.frame import Frame
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.panel import Panel
from tests.networks import some_network, some_trace
from tests.states import having

#: the sizes that every screen is looked at in
SIZES = [(1920, 1080), (3840, 2160), (1366, 768), (1280, 800), (1024, 768), (1080, 1920)]

Words = list[tuple[str, pygame.Rect]]


class Written(NamedTuple):
    """Words, where their ink is, and their size, px; the file of `game.view` that wrote them, with
    its line; and whether the panel's edge cuts them."""

    words: str
    ink: pygame.Rect
    size: int
    by: str
    cut: bool


class Recorder(Text):
    """Remembers what was drawn."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(fonts)
        self.drawn: list[Written] = []

    def draw(self, surface, words, at, size, color, *, bold=False, anchor="topleft"):  # type: ignore[no-untyped-def]
        place = super().draw(surface, words, at, size, color, bold=bold, anchor=anchor)
        if words.strip():
            # A line's box is as high as its font's; what must not collide is what is seen.
            ink = self._image(words, size, color, bold).get_bounding_rect()
            ink = ink.move(place.topleft)
            cut = not surface.get_clip().contains(ink)
            self.drawn.append(Written(words, ink, size, _writer(), cut))
        return place


def _writer() -> str:
    """Who asked for words: the nearest file that is not one of the paint room's."""
    frame = inspect.currentframe()
    while frame is not None:
        path = frame.f_code.co_filename
        if "/game/view/" in path and "/game/view/paint/" not in path:
            return f"{path.partition('/game/view/')[2]}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


@cache
def recorder() -> Recorder:
    """One for all tests: rendering the same words again is what takes the time."""
    pygame.font.init()
    return Recorder(Assets().fonts)


def recording(surface: pygame.Surface, theme: Theme) -> Brush:
    """A brush whose words are recorded."""
    return Brush(surface, theme, recorder())


def computing(
    size: tuple[int, int], part: str, network: Network | None = None, **shown: object
) -> State:
    """A lab with a tab of Live Computation open on a drawing whose wave has run through; ``shown``:
    fields of the State."""
    network = network or some_network()
    blank = State()
    values = {"healthy": network, "network": network, "trace": some_trace(network)}
    values |= {"read": blank.canvas.ink, "answered_by": network, "time": 1000.0}
    return having(blank, size=size, tab="compute", computation=part, **values, **shown)


def sizes_of(theme: Theme) -> set[int]:
    """The text heights there are, px."""
    heights = theme.small, theme.body, theme.title, theme.large, theme.result
    return {theme.px(height) for height in heights}


def panel_words(
    makers: Sequence[Callable[[], Panel[Any]]], state: State, theme: Theme
) -> dict[str, list[str]]:
    """What each panel that the stage has writes. Every text must lie in its item, have one of the
    theme's heights, and overlap no other."""
    surface, text = pygame.Surface(state.screen.size, depth=32), recorder()
    brush = Brush(surface, theme, text)
    found: dict[str, list[str]] = {}
    everything: Words = []
    for make in makers:
        panel = make()
        if not state.stage.has(panel.name):
            continue
        text.drawn = []
        place = state.stage.rect(panel.name)
        panel.draw(brush, place, panel.look(state))
        rect = pygame.Rect(*map(round, place))
        for words, ink, size, *_ in text.drawn:
            assert rect.contains(ink), (panel.name, words, ink, rect)
            assert size in sizes_of(theme), (panel.name, words, size)
        found[panel.name] = [one.words for one in text.drawn]
        everything += [(one.words, one.ink) for one in text.drawn]
    assert overlaps(everything) == []
    return found


def drawn_words(driver: Driver, assets: Assets) -> Words:
    """The lines of one whole picture with the places of their ink, the network's own left out."""
    frame, text = Frame(assets.fonts), recorder()
    finished = picture(driver, frame)
    frame._text = text
    frame._look = (0.0, "", False)  # new panels, which write with the recorder
    text.drawn = []
    frame.draw_all(finished, driver.state)
    network = pygame.Rect(*driver.state.stage.rect("network.picture"))
    return [(one.words, one.ink) for one in text.drawn if not network.colliderect(one.ink)]


def check_apart(items: Sequence[Item], panel: Rect) -> None:
    """Each item lies in the panel, and no two of them cover each other."""
    for n, one in enumerate(items):
        assert panel.x <= one.rect.x and one.rect.right <= panel.right, one
        assert panel.y <= one.rect.y and one.rect.bottom <= panel.bottom, one
        for other in items[n + 1 :]:
            a, b = pygame.Rect(one.rect), pygame.Rect(other.rect)
            assert not a.colliderect(b), (one, other)


def overlaps(words: Words) -> list[tuple[str, str]]:
    """Pairs of lines that cover each other by more than a pixel of soft edge."""
    found = []
    for n, (one, a) in enumerate(words):
        for other, b in words[n + 1 :]:
            if (both := a.clip(b)).w > 1 and both.h > 1:
                found.append((one, other))
    return found
