"""Mirrored for left-handed people, the stage has all it has, on the other side."""

from __future__ import annotations

from itertools import combinations

import pytest

from game.lab import intents as do
from game.lab.arrangement.needs import BUTTONS
from game.lab.arrangement.parts import TIME
from game.lab.forward.layout import STEPS
from game.lab.stage.layout import layout, scale_of
from game.lab.stage.panels import Dock
from game.lab.targets import targets_of
from game.lab.update import update
from tests.lab.stage.test_layout import DOCKS, SIX, words
from tests.lab.stage.test_pages import Size, check
from tests.labs import READY, on_screen

#: what is read from left to right in a mirror, too
ORDERED = (
    tuple(BUTTONS),
    TIME[:5],
    ("why", "why_not"),
    ("cut.1", "cut.2", "cut.3"),
    tuple(f"target.{digit}" for digit in range(5)),
    tuple(f"fstep.{step}" for step in range(STEPS)),
    ("forward.matrix", "forward.in", "forward.out"),
    ("network.twin", "network.picture"),
)


@pytest.mark.parametrize("dock", DOCKS, ids=words)
@pytest.mark.parametrize("size", SIX)
def test_a_mirrored_stage_has_the_same_in_the_same_sizes(size: Size, dock: Dock | None) -> None:
    targets = targets_of(size, scale_of(size))
    for wish, page, kiosk in ((1.0, "draw", "visit"), (1.5, "drawer", "")):
        given = (size, wish, 3, None, dock, "taught")
        asked = {"page": page, "kiosk": kiosk, **({"targets": targets} if kiosk else {})}
        usual, stage = layout(*given, **asked), layout(*given, **asked, left_handed=True)  # type: ignore[arg-type]
        check(stage)
        assert [item.name for item in stage.items] == [item.name for item in usual.items]
        for one, other in zip(usual.items, stage.items, strict=True):
            assert one.rect.y == other.rect.y and one.rect.h == other.rect.h
            assert abs(one.rect.w - other.rect.w) <= 1
        for names in ORDERED:
            for one, other in combinations([name for name in names if stage.has(name)], 2):
                before = usual.rect(one).x <= usual.rect(other).x
                assert before == (stage.rect(one).x <= stage.rect(other).x), (one, other)


@pytest.mark.parametrize("size", SIX)
def test_the_canvas_changes_sides_and_so_do_a_drawers_buttons(size: Size) -> None:
    for dock in DOCKS:
        usual, stage = layout(size, dock=dock), layout(size, dock=dock, left_handed=True)
        for name in ("canvas", "help", "fullscreen"):
            left, right = usual.rect(name), stage.rect(name)
            assert left.x + left.right + right.x + right.right == pytest.approx(2 * size[0], abs=3)
        for ground, button in (("panel", "fold"), ("card", "unpin")):
            if stage.has(button):
                place, before = stage.rect(ground), usual.rect(ground)
                aside = before.right - usual.rect(button).right
                assert stage.rect(button).x - place.x == pytest.approx(aside, abs=2)


def test_the_mirror_is_switched_live_and_belongs_to_the_owner() -> None:
    state = update(READY, [do.PressKey("ctrl+m")])
    assert state.stage == layout(state.screen.size, left_handed=True)
    assert update(state, [do.BeginAnew()]).screen.left_handed
    assert update(state, [do.PressKey("ctrl+m")]).stage == READY.stage
    assert update(READY, [do.SetLeftHanded(True)]).stage == state.stage
    assert not on_screen(READY, left_handed=False).screen.left_handed
