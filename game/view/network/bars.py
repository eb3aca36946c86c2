"""The ten probabilities, as bars beside the outputs they belong to."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.unit import OFFSETS
from game.lab.network.plan import CAPTION, UnitPlan
from game.view.network.captions import caption_pitch
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box
from game.words.numbers import percent

#: height of a bar, as a share of the distance between two outputs, and at most, px at 1080 lines;
#: of two bars for one output each
_SHARE, _MOST = 0.42, 22.0
_PAIRED = 0.6
#: between bar and percentage, px at 1080 lines
_GAP = 12
#: a smaller probability has no figure, which would be "< 0.1 %" nine times
_SEEN = 0.0005
#: the widest figure
_WIDEST = 0.99999


def draw_bars(brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
    """Ten bars, empty before the answer is told; as it lands they fill. Of a damaged network there
    are two for each output: what the healthy one says, hollow, and below it what it says now."""
    if plan.bars is None:
        return
    left, right = plan.bars
    figures = brush.width(percent(_WIDEST), brush.small) + brush.px(_GAP)
    wide = max(right - left - figures, brush.px(24))
    y = plan.positions[OFFSETS[3] :, 1].tolist()
    high = min(_SHARE * (y[1] - y[0]), brush.px(_MOST))
    told = scene.trace is not None and scene.told
    if scene.healthy is not None:
        _draw_names(brush, scene, plan)
    answer = scene.probabilities.tolist() if told else [0.0] * len(y)
    healthy, winner, beat = scene.healthy if told else None, scene.winner, scene.beat
    for digit, (middle, share) in enumerate(zip(y, answer, strict=True)):
        row = Rect(left, middle - high / 2, wide, high)
        wins = digit == winner
        color = brush.theme.winner if wins else brush.theme.muted
        if scene.healthy is not None:
            above, row = _pair(row)
            _draw_bar(brush, above, healthy[digit] if healthy else 0.0, None)
        _draw_bar(brush, row, share * (1 - beat**2), color)
        if wins and beat:
            edge = box(row.inset(-brush.px(6 * beat)))
            pygame.draw.rect(brush.surface, color, edge, brush.px(3), border_radius=edge.h // 2)
        if share >= _SEEN:
            text = brush.theme.text if wins else brush.theme.muted
            at = right, middle
            brush.write(percent(share), at, brush.small, text, bold=wins, anchor="midright")


def _draw_names(brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
    """Which bar is whose, in the two lines of the captions: the upper, and the lower one."""
    if plan.bars is None or plan.caption_lines < 2:
        return
    lower = "side.taught" if scene.damage.none else "side.damaged"
    for nth, key in enumerate(("side.healthy", lower)):
        at = plan.bars[1], plan.caption_y + nth * caption_pitch(brush)
        brush.write(brush.say(key), at, brush.px(CAPTION), brush.theme.muted, anchor="topright")


def _pair(row: Rect) -> tuple[Rect, Rect]:
    """Two lower bars in place of one, one above the other."""
    high = _PAIRED * row.h
    middle = row.center[1]
    return row._replace(y=middle - high - 1, h=high), row._replace(y=middle + 1, h=high)


def _draw_bar(brush: Brush, rect: Rect, share: float, color: Color | None) -> None:
    """A bar filled by ``share``, 0..1, in its track; without a color it is hollow."""
    area = box(rect)
    full = round(area.w * min(max(share, 0.0), 1.0)) if share == share else 0
    brush.surface.blit(_bar(brush.theme, area.size, full, color), area)


@kept(96)
def _bar(theme: Theme, size: tuple[int, int], full: int, color: Color | None) -> pygame.Surface:
    """A bar that is filled for ``full`` px; most bars are empty most of the time. It is opaque,
    corners and all, which takes a tenth of the time to copy."""
    bar = pygame.Surface(size, depth=32)
    bar.fill(theme.ground)
    area, radius = bar.get_rect(), size[1] // 2
    pygame.draw.rect(bar, theme.ground, area, border_radius=radius)
    bar.set_clip((0, 0, full, size[1]))
    if color is not None:
        pygame.draw.rect(bar, color, area, border_radius=radius)
    bar.set_clip(None)
    pygame.draw.rect(bar, theme.track, area, theme.px(1.5), border_radius=radius)
    if color is None and full:
        bar.set_clip((0, 0, full, size[1]))
        pygame.draw.rect(bar, theme.text, area, theme.px(3), border_radius=radius)
        pygame.draw.line(bar, theme.text, (full - 1, 0), (full - 1, size[1]), theme.px(3))
    return bar
