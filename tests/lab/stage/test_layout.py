"""The stage: whatever the window's shape and whatever is open, everything has room."""

from __future__ import annotations

import pytest

from game.lab.stage.layout import layout
from game.lab.stage.panels import PANELS
from game.shell.process.options import OPENINGS

#: windows from the smallest on, through squares to walls of screens, px
SIZES = [
    *((w, h) for w in range(640, 2000, 170) for h in range(480, 2000, 130)),
    *((1000, 1000), (1080, 1080), (799, 1000), (800, 1000), (801, 1000), (800, 1080)),
    *((7680, 1080), (640, 5120), (4096, 2160), (2160, 3840), (16384, 16384)),
]
DOCKS = [None, *("layers.0" if name == "layers" else name for name in OPENINGS)]


@pytest.mark.parametrize("dock", DOCKS)
def test_everything_has_room_in_every_window(dock: str | None) -> None:
    for size in SIZES:
        for wish in (0.75, 1.0, 2.0):
            for item in layout(size, wish, 3, None, dock).items:
                assert item.rect.w > 0 and item.rect.h > 0, (size, wish, item)


def test_the_panels_are_among_them() -> None:
    assert {name.split(".")[0] for name in DOCKS if name} >= set(PANELS)
