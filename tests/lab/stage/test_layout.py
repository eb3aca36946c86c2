"""The stage: whatever the window's shape and whatever is open, everything has its own place."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import combinations, product

import pytest

from game.core.geometry import Rect
from game.lab.break_it.layout import PAGES
from game.lab.break_it.layout import Shape as Pages
from game.lab.card.layout import CardShape
from game.lab.gradient.layout import Shape
from game.lab.items import CONTROLS, TOUCH, Item
from game.lab.prediction.layout import TILES
from game.lab.rooms import BY_NAME, ROOMS
from game.lab.stage.layout import layout, scale_of
from game.lab.stage.panels import Dock
from game.lab.stage.sheet_layout import SHEETS

#: windows from the smallest on, through squares to walls of screens, px
SIZES = [
    *((w, h) for w in range(640, 2000, 340) for h in range(480, 2000, 260)),
    *((1000, 1000), (1080, 1080), (799, 1000), (800, 1000), (801, 1000), (800, 1080)),
    *((7680, 1080), (640, 5120), (4096, 2160), (2160, 3840), (16384, 16384)),
]
WISHES = (0.75, 1.0, 1.5)
#: every shape of each room that a tab opens
SHAPES: dict[str, Iterable[Hashable]] = {
    "break_it": [Pages(), *map(Pages, PAGES), Pages("neurons", adjusting=True)],
    "layers": product(range(4), (False, True)),
    "forward": (None, *range(6)),
    "weights": product((False, True), repeat=2),
    "gradient": [Shape(*known) for known in product((False, True), repeat=3)],
    "card": (CardShape(False), CardShape(True), CardShape(True, tuple(range(9)))),
}
#: the drawers of these rooms, where it is not Live Computation
DRAWERS = {"break_it": "break", "layers": "layers", "card": "card"}


def drawer(room: str, shape: Hashable) -> Dock:
    items = BY_NAME[room].items
    assert items is not None
    return Dock(DRAWERS.get(room, "compute"), items, shape)


DOCKS = [None, *(drawer(room, shape) for room, shapes in SHAPES.items() for shape in shapes)]
#: the six sizes that every screen is looked at, and the network's least share of what is below the
#: header there
SIX = [(1920, 1080), (3840, 2160), (1366, 768), (1280, 800), (1024, 768), (1080, 1920)]
SHARES = {None: 0.48, "break": 0.40, "card": 0.40, "layers": 0.25, "compute": 0.25}


def words(dock: Dock | None) -> str:
    return "nothing" if dock is None else f"{dock.name}-{dock.shape}"


def meet(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def within(inner: Rect, outer: Rect) -> bool:
    inside = outer.x <= inner.x and inner.right <= outer.right
    return inside and outer.y <= inner.y and inner.bottom <= outer.bottom


def holds_others(item: Item) -> bool:
    return item.role == "panel" or item.name == "layer.card"


@pytest.mark.parametrize("dock", DOCKS, ids=words)
def test_everything_has_its_place_in_every_window(dock: Dock | None) -> None:
    for size, wish, digits in product(SIZES, WISHES, (0, 3, TILES + 2)):
        stage = layout(size, wish, digits, None, dock)
        window, panels = Rect(0, 0, *size), [item for item in stage.items if holds_others(item)]
        for item in stage.items:
            assert item.rect.w > 0 and item.rect.h > 0, (size, wish, item)
            assert within(item.rect, window), (size, wish, item)
            for panel in panels:  # an item lies in a panel or beside it
                apart = not meet(item.rect, panel.rect)
                assert apart or within(item.rect, panel.rect) or within(panel.rect, item.rect)
        others = [item for item in stage.items if not holds_others(item)]
        for one, other in combinations(others, 2):
            assert not meet(one.rect, other.rect), (size, one, other)


@pytest.mark.parametrize("board", ["network", "both"])
def test_the_whole_board_holds_the_network_larger_than_ever(board: str) -> None:
    for size, wish in product(SIZES, WISHES):
        usual, stage = layout(size, wish, page="network"), layout(size, wish, board=board)
        assert stage.scale > usual.scale and stage.controls() == ()
        names = {"hint", "network.picture"} | ({"canvas"} if board == "both" else set())
        assert {item.name for item in stage.items} == names
        assert all(within(item.rect, Rect(0, 0, *size)) for item in stage.items)
        assert not any(meet(a.rect, b.rect) for a, b in combinations(stage.items, 2))
        here, there = stage.rect("network.picture"), usual.rect("network.picture")
        assert here.w * here.h > there.w * there.h or board == "both"
        if board == "both":
            canvas = stage.rect("canvas")
            assert abs(canvas.w - canvas.h) <= 1
            assert size not in SIX or canvas.w > layout(size, wish).rect("canvas").w or wish > 1
    dock = drawer("layers", (0, False))
    assert layout(SIX[0], dock=dock, board=board) == layout(SIX[0], dock=dock)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_lies_in_the_window_and_only_its_own_controls_count(sheet: str) -> None:
    for size, wish in product(SIZES, WISHES):
        stage = layout(size, wish, 3, sheet)
        assert stage.sheet is not None
        panel, *parts = stage.items[stage.sheet :]
        assert panel.name == "sheet" and within(panel.rect, Rect(0, 0, *size))
        assert all(within(part.rect, panel.rect) for part in parts)
        assert not any(meet(a.rect, b.rect) for a, b in combinations(parts, 2))
        assert stage.controls() == tuple(part for part in parts if part.role in CONTROLS)
        canvas = stage.rect("canvas")
        assert stage.control_at(*stage.rect("help").center) in (None, *(p.name for p in parts))
        assert stage.cells_at(*canvas.center) is None


@pytest.mark.parametrize("dock", DOCKS, ids=words)
def test_what_is_touched_is_large_enough(dock: Dock | None) -> None:
    """At 1080 lines a button is at least 54 px high, in whole px of the window."""
    for size in SIZES:
        stage = layout(size, 1.0, 0, None, dock)
        for item in stage.controls():
            assert item.rect.h >= 0.8 * TOUCH * stage.scale - 1, (size, item)


def test_a_window_that_is_too_small_shows_a_part_of_the_smallest_stage() -> None:
    tiny, smallest = layout((100, 90)), layout((640, 480))
    assert tiny.scale == smallest.scale and tiny.items == smallest.items


def test_a_larger_wish_is_granted_in_full() -> None:
    for size in SIZES:
        scales = [scale_of(size, wish) for wish in WISHES]
        assert scales == sorted(scales) and scales[2] == 1.5 * scales[1]
    assert scale_of((3840, 2160), 0.75) == 1.5 and scale_of((1920, 1080), 1.5) == 1.5


@pytest.mark.parametrize("size", SIX)
@pytest.mark.parametrize("dock", DOCKS, ids=words)
def test_the_network_is_the_stage(dock: Dock | None, size: tuple[int, int]) -> None:
    stage = layout(size, dock=dock)
    pictures = [
        item.rect for item in stage.items if item.name in ("network.picture", "network.twin")
    ]
    below = size[0] * (size[1] - stage.rect("header").bottom)
    share = sum(rect.w * rect.h for rect in pictures) / below
    assert share >= SHARES[dock.name if dock else None], share


@pytest.mark.parametrize("size", SIX)
def test_the_smallest_words_are_18_px_of_the_window_and_24_at_1080_lines(
    size: tuple[int, int],
) -> None:
    assert 24 * scale_of(size) >= max(18, 24 * min(size[1], 1080) / 1080 - 0.5)


def test_every_room_that_a_tab_opens_is_among_them() -> None:
    assert {room.name for room in ROOMS if room.items} == set(SHAPES)
