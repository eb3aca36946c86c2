"""The switches of Break It that are more than a button: that of the biases, and of the layers."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.lab.break_it.layout import TITLED
from game.lab.state.state import State
from game.view.control import Button, button_of
from game.view.paint.brush import Brush
from game.view.paint.theme import readable_on
from game.view.paint.widgets import box, draw_caption
from game.view.panel import Panel
from game.words.catalogue import say

#: what a layer's switch says where there is room, while it is on
_GONE = {"cut.1": "damage.cut.1", "cut.2": "damage.cut.2", "cut.3": "damage.cut.3"}


class BiasesPanel(Panel[Button]):
    """The whole block is the switch: what it does, how it stands, and what that means."""

    name = "biases"

    def look(self, state: State) -> Button:
        return button_of(state, self.name)

    def draw(self, brush: Brush, rect: Rect, value: Button) -> None:
        theme, small = brush.theme, brush.small
        _draw_ground(brush, rect, value)
        high = rect.h > brush.px(TITLED)
        inner = rect.inset(brush.px(10), 0)
        head, below = inner.top_part(brush.px(38 if high else 30))
        below = below._replace(h=below.h - brush.px(4))
        draw_caption(brush, head, value.words[0], theme.muted if value.idle else theme.text)
        switch = Rect(below.x, below.center[1] - brush.px(16), brush.px(62), brush.px(32))
        _draw_switch(brush, switch, value.switched)
        says = (brush.say("biases.on"), brush.say("biases.on.short"))
        if value.switched:
            says = (brush.say("biases.off"), brush.say("biases.off.short"))
        left = switch.right + brush.px(10)
        said = brush.choose(says, small, below.right - left)
        brush.write(said, (left, below.center[1]), small, theme.text, anchor="midleft")


class LayerSwitch(Panel[Button]):
    """The switch of one layer's weights."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> Button:
        button = button_of(state, self.name)
        if button.switched:
            return button._replace(words=(say(_GONE[self.name]), *button.words))
        return button

    def draw(self, brush: Brush, rect: Rect, value: Button) -> None:
        _draw_ground(brush, rect, value)
        color = brush.theme.muted if value.idle else brush.theme.text
        words = brush.choose(value.words, brush.body, rect.w - brush.px(8), bold=value.switched)
        brush.write(words, rect.center, brush.body, color, bold=value.switched, anchor="center")


class LayersWords(Panel[None]):
    """What the three switches of the layers do."""

    name = "break.cuts"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        draw_caption(brush, rect, brush.say("cuts"), brush.theme.text)


def _draw_ground(brush: Brush, rect: Rect, button: Button) -> None:
    """A button's ground; that of a switch which is on has the color of damage, and a broad edge."""
    theme, (held, hovered, focused) = brush.theme, button.control
    fill = theme.button_down if held else theme.button_hover if hovered else theme.button
    fill = theme.damage_ground if button.switched else fill
    area, radius = box(rect), brush.px(12)
    pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
    edge = theme.text if focused else theme.damage if button.switched else theme.edge
    width = brush.px(4 if focused or button.switched else 1.5)
    pygame.draw.rect(brush.surface, edge, area, width, border_radius=radius)


def _draw_switch(brush: Brush, rect: Rect, on: bool) -> None:
    """A knob that stands left, or right where the switch is on."""
    theme, area = brush.theme, box(rect)
    ground = theme.damage if on else theme.ground
    pygame.draw.rect(brush.surface, ground, area, border_radius=area.h // 2)
    pygame.draw.rect(brush.surface, theme.edge, area, brush.px(2), border_radius=area.h // 2)
    x = area.right - area.h / 2 if on else area.left + area.h / 2
    pygame.draw.aacircle(
        brush.surface, readable_on(ground), (x, area.centery), area.h / 2 - brush.px(4)
    )
