"""Every page of Break It's drawer has room for all it holds, whatever the window's shape."""

from __future__ import annotations

import pytest

from game.lab.arrangement.parts import HEADER
from game.lab.break_it.layout import FIRST, PAGES, Shape, break_it_items
from game.lab.items import CONTROLS
from game.lab.rooms import OWNERS
from game.lab.stage.layout import is_portrait, layout
from game.lab.stage.panels import Dock
from tests.view.words import SIZES, check_apart

SHAPES = [
    *(Shape(FIRST, again=again) for again in (False, True)),
    *map(Shape, PAGES),
    Shape("neurons", adjusting=True),
]
#: windows besides the six: the smallest, squares, walls of screens
ODD = [(640, 480), (1000, 1000), (820, 1024), (799, 1000), (7680, 1080), (1500, 1024), (640, 5120)]
#: what every page has, and the three experiments of the first
ALWAYS = {"panel", "fold", "pages"}
EXPERIMENTS = {"biases", "slide.noise", "noise.words", "throw", "cut.1", "cut.2", "cut.3"}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [*SIZES, *ODD])
def test_everything_has_its_place_and_can_be_touched(size: tuple[int, int], shape: Shape) -> None:
    stage = layout(size, dock=Dock("break", break_it_items, shape))
    panel = stage.rect("panel")
    inside = [i for i in stage.items if panel.holds(*i.rect.center) and i.name != "panel"]
    blocks = [item for item in inside if item.role == "panel"]
    check_apart([item for item in inside if item.role != "panel"], panel)
    check_apart(blocks, panel)
    for item in inside:
        if item.role in CONTROLS:
            assert item.rect.h >= 54 * stage.scale - 1 and item.rect.w >= 54 * stage.scale, item
        if item.role == "text":  # a line of the smallest words
            assert item.rect.h >= 30 * stage.scale - 1, item
    names = {item.name for item in inside} | {"panel"}
    assert names >= ALWAYS and names & {"heal", "again"} == {"again" if shape.again else "heal"}
    assert names >= EXPERIMENTS | {"panel.heading", "break.meter", "break.lead"} or (
        shape.page != FIRST and names >= {f"page.{page}" for page in PAGES}
    )


@pytest.mark.parametrize("size", SIZES)
def test_both_networks_together_keep_their_share(size: tuple[int, int]) -> None:
    stage = layout(size, dock=Dock("break", break_it_items, Shape()))
    below = size[0] * (size[1] - (12 + HEADER) * stage.scale)
    twin, other = stage.rect("network.twin"), stage.rect("network.picture")
    assert (twin.w * twin.h + other.w * other.h) / below >= 0.41 - 0.002
    if is_portrait(size):
        assert twin.bottom <= other.y and twin.w == other.w
    else:
        assert twin.right <= other.x and twin.h == other.h


def test_all_controls_of_the_room_are_on_some_page() -> None:
    shown = {
        item.name
        for shape in SHAPES
        for item in layout((1920, 1080), dock=Dock("break", break_it_items, shape)).items
    }
    own = {name for name, room in OWNERS.items() if room.name == "break_it"}
    assert own <= shown
