"""In a kiosk everything can be touched by a finger, whatever is open, at every size of a screen."""

from __future__ import annotations

from itertools import combinations, product
from math import hypot

import pytest

from game.core.geometry import Rect
from game.lab.prediction.layout import TILES
from game.lab.stage.layout import Stage, layout, scale_of
from game.lab.stage.panels import Dock
from game.lab.stage.sheet_layout import SHEETS
from game.lab.targets import APART, FINGER, Targets, least_mm, targets_of
from tests.lab.stage.test_layout import DOCKS, SHARES, SIX, holds_others, meet, within, words

Size = tuple[int, int]


def millimeters(inches: float, size: Size) -> tuple[float, float]:
    """Width and height of a screen, by its diagonal."""
    a_px = inches * 25.4 / hypot(*size)
    return size[0] * a_px, size[1] * a_px


#: windows, and the diagonals of their screens; None: it is not known
SCREENS: list[tuple[Size, float | None]] = [
    *((size, None) for size in SIX),
    *(((1920, 1080), inches) for inches in (24, 21.5, 17.3)),
    *(((3840, 2160), inches) for inches in (55, 86)),
    *(((1080, 1920), inches) for inches in (32, 15.6)),
    ((800, 1280), None),
]


def kiosk(size: Size, inches: float | None) -> Targets:
    known = millimeters(inches, size) if inches else None
    return targets_of(size, scale_of(size), known)


def bar(size: Size, inches: float | None) -> float:
    """The least side of what is touched, px of the window."""
    width, height = size
    if inches:
        return FINGER * width / millimeters(inches, size)[0]
    return max(54 * min(size) / 1080, 0.045 * height)


def check(stage: Stage, least: float) -> None:
    """Every control is large enough, and far enough from every other."""
    controls = stage.controls()
    for item in controls:
        assert item.rect.h >= least, (item, least)
        assert item.role == "slider" or item.rect.w >= least, (item, least)
    for one, other in combinations(controls, 2):
        assert gap(one.rect, other.rect) >= APART, (one, other)


def gap(one: Rect, other: Rect) -> float:
    """How far two rectangles are apart, across or down."""
    across = max(one.x - other.right, other.x - one.right)
    return max(across, one.y - other.bottom, other.y - one.bottom)


@pytest.mark.parametrize("dock", DOCKS, ids=words)
@pytest.mark.parametrize("size, inches", SCREENS)
def test_every_control_is_as_large_as_a_finger(
    size: Size, inches: float | None, dock: Dock | None
) -> None:
    window, targets = Rect(0, 0, *size), kiosk(size, inches)
    for digits, banner in ((0, ""), (3, "taught"), (TILES + 2, "damaged")):
        stage = layout(size, 1.0, digits, None, dock, banner, targets=targets)
        check(stage, bar(size, inches))
        assert all(i.rect.w > 0 and i.rect.h > 0 and within(i.rect, window) for i in stage.items)
        panels = [item for item in stage.items if holds_others(item)]
        others = [item for item in stage.items if not holds_others(item)]
        for item, panel in product(stage.items, panels):
            apart = not meet(item.rect, panel.rect)
            assert apart or within(item.rect, panel.rect) or within(panel.rect, item.rect)
        for one, other in combinations(others, 2):
            assert not meet(one.rect, other.rect), (one, other)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("size, inches", SCREENS)
def test_every_button_of_a_sheet_is_as_large_as_a_finger(
    size: Size, inches: float | None, sheet: str
) -> None:
    stage = layout(size, sheet=sheet, targets=kiosk(size, inches))
    check(stage, bar(size, inches))
    assert stage.sheet is not None
    panel, *parts = stage.items[stage.sheet :]
    assert within(panel.rect, Rect(0, 0, *size))
    assert all(within(part.rect, panel.rect) for part in parts)
    assert not any(meet(a.rect, b.rect) for a, b in combinations(parts, 2))


@pytest.mark.parametrize("dock", DOCKS, ids=words)
@pytest.mark.parametrize("size", SIX)
def test_the_network_is_the_stage_of_a_kiosk_too(size: Size, dock: Dock | None) -> None:
    stage = layout(size, dock=dock, targets=kiosk(size, None))
    names = ("network.picture", "network.twin")
    areas = [item.rect.w * item.rect.h for item in stage.items if item.name in names]
    share = sum(areas) / (size[0] * (size[1] - stage.rect("header").bottom))
    assert share >= SHARES[dock.name if dock else None], share


def test_a_screen_too_small_for_fingers_gets_what_there_is_room_for() -> None:
    small = (((1920, 1080), 13.3), ((1366, 768), 13.3), ((1280, 800), 10.1), ((1024, 768), 12.1))
    for size, inches in (*small, ((800, 1280), 10.1)):
        scale, screen = scale_of(size), millimeters(inches, size)
        targets = targets_of(size, scale, screen)
        assert 7 < least_mm(size, scale, targets, screen) < FINGER
        for dock in DOCKS:
            check(layout(size, dock=dock, targets=targets), int(targets.least * scale))


def test_what_is_reached_is_said_in_mm() -> None:
    for size, inches in SCREENS:
        if inches:
            screen = millimeters(inches, size)
            assert least_mm(size, scale_of(size), kiosk(size, inches), screen) >= FINGER
