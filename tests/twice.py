"""The same visit drawn twice, incrementally and wholly, and what differs between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.intents import Intent
from game.shell.files.assets import Assets
from game.view.frame import Frame

FAILURES = Path(__file__).parent / "failures"
#: ticks that pass unseen before two pictures are compared. It is longer than any time for which
#: the view means to show what is old: a panel's numbers (8 ticks at most), the answer under a
#: moving pen (2), the pulses (4).
SETTLE = 12
#: frames at the end of a visit, and ticks before each: in the slowest motion, 1/10, the wave has
#: passed by then, and one picture has melted into the other (8 ticks)
LAST, APART = 14, 100


@dataclass(frozen=True)
class Difference:
    """Where an incremental picture is not the whole one."""

    #: what differs there: items of the stage, smallest first, with the px that differ in each
    items: tuple[tuple[str, int], ...]
    #: left, top, width, height of all that differs, px
    area: tuple[int, int, int, int]
    #: expected, actual and their difference, side by side
    path: Path

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.items)

    def __str__(self) -> str:
        where = ", ".join(f"{name} ({count} px)" for name, count in self.items)
        return f"{where}; all of it in {self.area}; expected | actual | difference: {self.path}"


class Twice:
    """A lab whose picture is drawn by two frames.

    One of them only ever draws what changed, as the window does, and ``screen`` receives nothing
    but the rectangles it names, as a display does. The other one lives through the same and, when
    pictures are compared, draws everything. Both need the same past: pictures melt into each other
    and pulses are chosen anew now and then, and neither is what this test is about.
    """

    def __init__(self, driver: Driver, assets: Assets) -> None:
        pygame.font.init()
        self.driver = driver
        self._fonts = assets.fonts
        self._frame, self._whole = Frame(assets.fonts), Frame(assets.fonts)
        self._surfaces: tuple[pygame.Surface, ...] = ()

    def play(self, *beat: Intent, chance: np.random.Generator | None = None) -> None:
        """Carry out intents one by one; a frame is drawn before the first and after the last of
        them, and by chance after others as well."""
        self.driver.advance([do.Tick()])  # no two frames are of one tick
        self.show()
        for intent in beat:
            self.driver.advance([intent])
            if chance is not None and chance.random() < 0.3:
                self.show()
        self.show()

    def show(self) -> None:
        """Both frames draw what changed."""
        self._show_changes()
        self._whole.draw(self._of_size()[2], self.driver.state)

    def look_up(self, chance: np.random.Generator) -> None:
        """Do one of the slow look-ups that are wanted."""
        if wanted := self.driver.jobs():
            result = wanted[int(chance.integers(len(wanted)))].done()
            if isinstance(result, Intent):
                self.driver.advance([result])

    def difference(self, name: str, paint: bool = True) -> Difference | None:
        """Let things settle, and compare. ``name``: that of the picture of a difference.
        ``paint``: whether the slow pictures are finished before, or are still to come."""
        for _ in range(SETTLE):
            self.driver.advance([do.Tick()])
        # Both are asked at once, as the loop asks: a frame may note when it last told an answer.
        _finish((self._frame, self._whole), self.driver, paint)
        expected = self._of_size()[2]
        self._show_changes()
        self._whole.draw_all(expected, self.driver.state)
        return self._compare(name, expected, expected.get_rect())

    def last_difference(self, name: str, ink: bool = False) -> Difference | None:
        """Let everything come to an end, pen, sheet and slow pictures, and compare with what a
        frame shows that saw nothing of it: a frame keeps much from one picture to the next.
        ``ink``: whether the ink on the canvas is compared as well."""
        # A wave set out anew, so that no pause keeps one picture half melted into another.
        self.driver.advance([do.CancelPointers(), do.ShowSheet(None), do.Replay()])
        for _ in range(LAST):
            self.driver.advance([do.Tick()] * APART)
            _finish([self._frame], self.driver)
            self._show_changes()
        state, fresh = self.driver.state, Frame(self._fonts)
        expected = self._of_size()[2]
        fresh.draw(expected, state)
        _finish([fresh], self.driver)
        fresh.draw_all(expected, state)
        if not ink:
            area = _box(state.stage.rect("canvas"))
            expected.blit(self._surfaces[0], area, area)
        return self._compare(name, expected, expected.get_rect())

    def _show_changes(self) -> None:
        """The frame draws what changed, and the display shows what it names."""
        screen, drawn, _ = self._of_size()
        for area in self._frame.draw(drawn, self.driver.state):
            screen.blit(drawn, area, area)

    def _of_size(self) -> tuple[pygame.Surface, ...]:
        """What the display shows, and what the two frames drew; new ones for another size."""
        size = self.driver.state.stage.size
        if not self._surfaces or self._surfaces[0].get_size() != size:
            self._surfaces = tuple(pygame.Surface(size, depth=32) for _ in range(3))
        return self._surfaces

    def _compare(self, name: str, expected: pygame.Surface, area: pygame.Rect) -> Difference | None:
        screen = self._surfaces[0]
        part = slice(area.left, area.right), slice(area.top, area.bottom)
        shown, wanted = (pygame.surfarray.pixels2d(surface)[part] for surface in (screen, expected))
        if np.array_equal(shown, wanted):
            return None
        off = np.zeros(screen.get_size(), bool)
        off[part] = shown != wanted
        del shown, wanted  # they lock the surfaces
        for frame in (self._frame, self._whole):
            frame.forget()  # what comes after is another difference
        x, y = (np.flatnonzero(off.any(axis=axis)) for axis in (1, 0))
        place = int(x[0]), int(y[0]), int(x[-1] - x[0] + 1), int(y[-1] - y[0] + 1)
        return Difference(self._items(off), place, _pictured(name, expected, screen, off))

    def _items(self, off: NDArray[np.bool_]) -> tuple[tuple[str, int], ...]:
        """Which items of the stage differ: a pixel belongs to the smallest one it lies in."""
        left, found = off.copy(), []
        for item in sorted(
            self.driver.state.stage.items, key=lambda item: item.rect.w * item.rect.h
        ):
            x, y, w, h = (max(round(value), 0) for value in item.rect)
            part = left[x : x + w, y : y + h]
            if count := int(part.sum()):
                found.append((item.name, count))
                part[:] = False
        return tuple(found) + ((("beside all items", int(left.sum())),) if left.any() else ())


def _finish(frames: Iterable[Frame], driver: Driver, paint: bool = True) -> None:
    """Do the slow pictures that frames want, in place; one may be what another one waits for.
    What two frames want for the same key is painted once: pictures are never drawn onto."""
    done: dict[object, object] = {}
    for frame in frames:
        while (jobs := frame.jobs(driver.state)) and paint:
            for job in jobs:
                what = job.slot, job.key
                if what not in done:
                    done[what] = job.done()
                frame.accept(job.slot, job.key, done[what])


def _box(rect: Rect) -> pygame.Rect:
    return pygame.Rect(*(round(value) for value in rect))


def _pictured(
    name: str, expected: pygame.Surface, actual: pygame.Surface, off: NDArray[np.bool_]
) -> Path:
    """Save both and their difference, in which what differs is white."""
    FAILURES.mkdir(exist_ok=True)
    both = [pygame.surfarray.array3d(surface) for surface in (expected, actual)]
    where = np.where(off[..., None], np.uint8(255), both[0] // 4)
    path = FAILURES / f"{name}.png"
    pygame.image.save(pygame.surfarray.make_surface(np.concatenate([*both, where])), path)
    return path
