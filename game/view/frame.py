"""The whole picture of a State: panels that redraw themselves only when they must."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pygame

from game.core.insight.explain import Edge
from game.core.job import Job
from game.core.model.gradient import Gradient
from game.core.model.network import Array, Trace
from game.lab.gradient.update import backward_since, slope_of
from game.lab.stage.labels import idle, label
from game.lab.stage.layout import Stage
from game.lab.state.state import State
from game.view.card.card import chain_of
from game.view.network.network import NetworkPicture
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme, broken
from game.view.paint.widgets import box, control_look, draw_button, draw_panel
from game.view.panel import Panel
from game.view.panels import panels_of
from game.view.stage.sheets import draw_sheet
from game.words.catalogue import say

#: buttons that lie on a panel, and are drawn again with it
ON_TOP = {"card": ("unpin", "why", "why_not")}
#: what the background shows: panels, and the network's heading
GROUND = ("seen", "network", "prediction", "panel", "network.heading")
#: thickness of the red rim of Break It, px at 1080 lines
RIM = 8


class _Answer(NamedTuple):
    """What the network shows, and since which tick."""

    tick: int
    trace: Trace | None
    probabilities: Array | None
    revision: int


class Frame:
    """Draws a State onto one surface and says which parts of it changed."""

    def __init__(self, fonts: Mapping[str, Path]) -> None:
        self._text = Text(fonts)
        self._theme = Theme()
        #: the whole one's and the broken one's, at this scale: sprites are kept with them
        self._themes: dict[bool, Theme] = {}
        self._stage: Stage | None = None
        #: scale, and whether the network is being broken; and what the background shows
        self._look: tuple[float, bool] = (0.0, False)
        self._ground: object = None
        self._background = pygame.Surface((1, 1))
        self._panels: list[Panel] = []
        self._network: NetworkPicture | None = None
        self._drawn: dict[str, object] = {}
        self._drawn_at: dict[str, int] = {}
        self._answer: _Answer | None = None
        self._chain: tuple[object, tuple[Edge, ...]] = (None, ())
        self._slope: tuple[object, Gradient | None] = (None, None)

    def draw(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        """Draw what changed since the last call; returns the changed parts, px."""
        changed = self._follow(surface, state)
        fresh = not self._drawn
        if fresh:
            surface.blit(self._background, (0, 0))
        if state.sheet:
            return self._draw_under_sheet(surface, state, fresh)
        changed += self._draw_panels(surface, state)
        changed += self._draw_controls(surface, state)
        return [surface.get_rect()] if fresh else changed

    def draw_all(self, surface: pygame.Surface, state: State) -> None:
        """Draw everything anew, also what would wait for a later tick."""
        self.forget()
        self.draw(surface, state)

    def forget(self) -> None:
        """What was drawn may no longer be on the screen: the next `draw` draws everything."""
        self._drawn = {}

    def draw_ink(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        """Draw only the canvas, at once: what a moving pen wants before the frame is due."""
        if self._stage is not state.stage or not self._drawn or state.sheet:
            return []
        return self._draw_panel(surface, state, self._panels[0])

    def jobs(self, state: State) -> list[Job]:
        """Slow work wanted now, for the worker."""
        if self._network is None or self._stage is not state.stage:
            return []
        return self._network.jobs(self._scene(state))

    def accept(self, slot: str, key: object, result: object) -> None:
        """Take the result of a job."""
        if self._network is not None:
            self._network.accept(slot, key, result)
            self._drawn.pop("network.picture", None)

    def _follow(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        """Make ready for another stage. Where only a few things stand elsewhere than before, those
        alone are wiped out; returns where."""
        before, stage, size = self._stage, state.stage, surface.get_size()
        look = (stage.scale, state.experiment.on)
        if before is stage and look == self._look and size == self._background.get_size():
            return []
        if look != self._look:
            self._theme = self._theme_of(*look)
            self._panels = panels_of(self._theme, self._text)
            self._network = NetworkPicture(self._theme, self._text)
        self._stage, self._look = stage, look
        ground = (size, look, [item for item in stage.items if item.name in GROUND])
        if before is None or ground != self._ground or before.sheet or stage.sheet:
            self._ground, self._drawn = ground, {}
            self._build(size)
            return []
        moved = set(before.items) ^ set(stage.items)
        wiped = [box(item.rect) for item in moved if item in before.items]
        for area in wiped:
            surface.blit(self._background, area, area)
        for item in stage.items:
            if item in moved or box(item.rect).collidelist(wiped) >= 0:
                self._drawn.pop(item.name, None)
        return wiped

    def _theme_of(self, scale: float, is_broken: bool) -> Theme:
        if scale != self._look[0]:
            self._themes = {}
        if is_broken not in self._themes:
            plain = Theme(scale=scale)
            self._themes[is_broken] = broken(plain) if is_broken else plain
        return self._themes[is_broken]

    def _build(self, size: tuple[int, int]) -> None:
        """A new background: all that never changes while nothing moves."""
        assert self._stage
        if self._background.get_size() != size:  # new memory of this size takes 4 ms
            self._background = pygame.Surface(size, depth=32)
        self._background.fill(self._theme.ground)
        for name in GROUND[:-1]:
            if self._stage.has(name):
                draw_panel(self._brush(self._background), self._stage.rect(name))
        if self._look[1]:
            rim = self._theme.px(RIM)
            pygame.draw.rect(self._background, self._theme.rim, ((0, 0), size), rim)
        self._draw_network_words()

    def _draw_network_words(self) -> None:
        """The heading of the network panel, which never changes, onto the background."""
        assert self._stage
        theme, text, surface = self._theme, self._text, self._background
        rect = self._stage.rect("network.heading")
        place = text.draw(
            surface, say("network"), rect[:2], theme.px(theme.heading), theme.text, bold=True
        )
        shape, size, gap = say("network.shape"), theme.px(theme.small), theme.px(24)
        if rect.h < 2 * place.h and rect.right - place.right < theme.px(360):
            return
        if rect.h < 2 * place.h:
            at, anchor, room = (
                (place.right + gap, place.centery),
                "midleft",
                rect.right - place.right,
            )
        else:
            at, anchor, room = (place.left, place.bottom), "topleft", rect.w + gap
        size = text.fit(shape, size, room - gap)
        text.draw(surface, shape, at, size, theme.muted, anchor=anchor)

    def _draw_panels(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        changed = []
        for panel in self._panels:
            changed += self._draw_panel(surface, state, panel)
        key = self._network_key(state)
        if self._drawn.get("network.picture") != key and self._network:
            self._drawn["network.picture"] = key
            self._network.draw(self._brush(surface), self._scene(state))
            changed.append(box(state.stage.rect("network.picture")))
        return changed

    def _draw_panel(self, surface: pygame.Surface, state: State, panel: Panel) -> list[pygame.Rect]:
        if not state.stage.has(panel.name):
            return []
        key = panel.key(state)
        drawn = self._drawn.get(panel.name, self)
        waited = state.tick - self._drawn_at.get(panel.name, 0)
        if drawn == key or (drawn is not self and state.moving and 0 <= waited < panel.every):
            return []
        self._drawn[panel.name], self._drawn_at[panel.name] = key, state.tick
        for name in ON_TOP.get(panel.name, ()):
            self._drawn.pop(name, None)
        area = self._restore(surface, state, panel.name)
        surface.set_clip(area)
        panel.draw(self._brush(surface), state)
        surface.set_clip(None)
        return [area]

    def _draw_controls(self, surface: pygame.Surface, state: State) -> list[pygame.Rect]:
        changed = []
        for item in state.stage.controls():
            if item.role != "button":
                continue  # tiles and sliders belong to their panels
            words = label(state, item.name)
            key = (control_look(state, item.name), words, idle(state, item.name))
            if self._drawn.get(item.name) == key:
                continue
            self._drawn[item.name] = key
            area = self._restore(surface, state, item.name)
            draw_button(self._brush(surface), item.rect, words, state, item.name)
            changed.append(area)
        return changed

    def _draw_under_sheet(
        self, surface: pygame.Surface, state: State, fresh: bool
    ) -> list[pygame.Rect]:
        """The stage stands still under a sheet."""
        looks = tuple(control_look(state, item.name) for item in state.stage.controls())
        if self._drawn.get("sheet") == looks:
            return []
        surface.blit(self._background, (0, 0))
        self._drawn = {}
        self._draw_panels(surface, state)
        for item in state.stage.items[: state.stage.sheet]:
            if item.role == "button":
                words = label(state, item.name)
                draw_button(self._brush(surface), item.rect, words, state, item.name)
        self._drawn = {"sheet": looks}
        draw_sheet(self._brush(surface), state)
        return [surface.get_rect()]

    def _brush(self, surface: pygame.Surface) -> Brush:
        return Brush(surface, self._theme, self._text)

    def _restore(self, surface: pygame.Surface, state: State, name: str) -> pygame.Rect:
        area = box(state.stage.rect(name))
        surface.blit(self._background, area, area)
        return area

    def _network_key(self, state: State) -> object:
        """The picture moves with every tick while there is something to move."""
        return (
            state.trace_revision,
            state.network_revision,
            state.time,
            state.fired_at,
            state.view,
            state.pinned,
            state.hovered,
            state.question,
            state.trace is None,
            state.experiment.damage,
            backward_since(state),
            state.dock,
        )

    def _held(self, state: State) -> _Answer:
        """The answer that the network shows. Under a moving pen it changes with every second
        frame only: the number beside it is current, and no eye follows neurons any faster."""
        answer = _Answer(state.tick, state.trace, state.probabilities, state.trace_revision)
        held = self._answer
        if (
            held
            and held.trace
            and state.trace
            and state.growing
            and 0 <= state.tick - held.tick < 2
        ):
            return held
        self._answer = answer
        return answer

    def _scene(self, state: State) -> NetworkScene:
        answer = self._held(state)
        return NetworkScene(
            rect=state.stage.rect("network.picture"),
            network=state.network,
            network_revision=state.network_revision,
            trace=answer.trace,
            answer=answer.probabilities,
            answer_revision=answer.revision,
            tick=state.time,
            fired_at=state.fired_at,
            signals=state.signals,
            still=state.reduced_motion and not state.paused,  # stepping moves nothing by itself
            growing=state.growing,
            dark=state.dark,
            view=state.view,
            chosen=state.chosen,
            pinned=state.pinned,
            hovered=state.hovered,
            chain=self._chain_of(state),
            layer=state.layers.card if state.tab == "layers" else None,
            backward=self._backward_of(state),
            damage=state.experiment.damage,
            sparks=state.moving,
        )

    def _backward_of(self, state: State) -> tuple[Gradient, int] | None:
        """The gradient that runs back through the network, worked out once for each answer."""
        since = backward_since(state)
        if since is None:
            return None
        key = (state.trace_revision, state.network_revision, state.learning.target)
        if key != self._slope[0]:
            self._slope = (key, slope_of(state))
        slope = self._slope[1]
        return None if slope is None else (slope, since)

    def _chain_of(self, state: State) -> tuple[Edge, ...]:
        """The edges that answer the open question, worked out once for each answer."""
        key = (state.trace_revision, state.network_revision, state.question, state.trace is None)
        if key != self._chain[0]:
            chain = state.network and chain_of(state.network, state.trace, state.question)
            self._chain = (key, chain.edges if chain else ())
        return self._chain[1]
