"""At every scale all can be reached: what has no room on one page stands on another."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from game.core.geometry import Rect
from game.lab import intents as do
from game.lab.arrangement.pages import LOW
from game.lab.prediction.layout import TILES
from game.lab.stage.layout import Stage, layout, scale_of
from game.lab.stage.panels import Dock
from game.lab.state.screen import SCALES, STEPS
from game.lab.targets import USUAL, targets_of
from game.lab.update import update
from tests.lab.stage.test_layout import DOCKS, SIX, holds_others, meet, within, words
from tests.labs import READY, answered

LARGE = (1.15, 1.3, 1.5)
PAGES = ("draw", "network", "drawer")
#: in portrait, so high that its owner may want what is touched low
TALL = [(1080, 1920), (2160, 3840)]
#: what has no place of its own in a narrow drawer, whatever the scale: the curve of a sum that
#: stands as a table, and what is said of the outputs in ten tiles or in a table
OTHERWISE = {"forward.path", "gradient.names", "gradient.outputs"}

Size = tuple[int, int]


def pages(size: Size, wish: float, dock: Dock | None, **more: bool) -> list[Stage]:
    """All pages of a stage."""
    return [layout(size, wish, dock=dock, page=page, **more) for page in PAGES]


def check(stage: Stage) -> None:
    """Everything lies in the window, and nothing on anything else."""
    window = Rect(0, 0, *stage.size)
    panels = [item for item in stage.items if holds_others(item)]
    for item in stage.items:
        assert item.rect.w > 0 and item.rect.h > 0, item
        assert within(item.rect, window), item
        for panel in panels:
            apart = not meet(item.rect, panel.rect)
            inside = within(item.rect, panel.rect) or within(panel.rect, item.rect)
            assert apart or inside, (item, panel)
    others = [item for item in stage.items if not holds_others(item)]
    for one, other in combinations(others, 2):
        assert not meet(one.rect, other.rect), (one, other)


@pytest.mark.parametrize("dock", DOCKS, ids=words)
@pytest.mark.parametrize("size", SIX)
def test_all_that_stands_on_the_usual_stage_is_on_some_page(size: Size, dock: Dock | None) -> None:
    usual = {item.name for item in layout(size, dock=dock).items} - OTHERWISE
    for wish in LARGE:
        found = pages(size, wish, dock)
        assert usual - {item.name for stage in found for item in stage.items} == set()
        # Nobody is lost: each page leads on, and says what cannot be done.
        assert all(stage.has("turn") and stage.has("hint") for stage in found)
        assert {stage.page for stage in found} == set(found[0].pages)


@pytest.mark.parametrize("dock", DOCKS, ids=words)
@pytest.mark.parametrize("size", SIX[2:])
def test_on_a_page_everything_has_its_place(size: Size, dock: Dock | None) -> None:
    for page in PAGES:
        check(layout(size, 1.5, 3, None, dock, "taught", page=page))


@pytest.mark.storm
@pytest.mark.parametrize("dock", DOCKS, ids=words)
@pytest.mark.parametrize("size", SIX)
def test_so_it_has_at_every_scale_and_in_a_kiosk(size: Size, dock: Dock | None) -> None:
    for wish, digits, banner in (
        (1.15, 0, ""),
        (1.3, 3, "damaged"),
        (1.5, 0, ""),
        (1.5, TILES + 2, "taught"),
    ):
        targets = targets_of(size, scale_of(size, wish))
        for page, kiosk in product(PAGES, ("", "visit", "attract")):
            given = targets if kiosk else USUAL
            shown = layout(size, wish, digits, None, dock, banner, given, kiosk, page=page)
            check(shown)
            for item in shown.controls() if kiosk == "visit" else ():
                assert item.rect.h >= int(targets.least * shown.scale), item


@pytest.mark.parametrize("size", SIX)
def test_what_is_touched_is_larger_by_the_factor(size: Size) -> None:
    usual = {item.name: item.rect for item in layout(size).controls()}
    for wish in LARGE:
        assert scale_of(size, wish) == pytest.approx(wish * scale_of(size))
        for stage in pages(size, wish, None):
            for item in stage.controls():
                if item.name in usual:
                    assert item.rect.h >= wish * usual[item.name].h - 2, item


@pytest.mark.parametrize("dock", DOCKS, ids=words)
@pytest.mark.parametrize("size", TALL)
def test_low_controls_stand_in_the_lower_part(size: Size, dock: Dock | None) -> None:
    for banner, page in product(("", "taught"), PAGES):
        stage = layout(size, 1.0, 3, None, dock, banner, page=page, low=True)
        check(stage)
        for item in stage.items:
            if item.role in ("button", "tile", "slider", "canvas"):
                assert item.rect.center[1] >= (1 - LOW) * size[1], (stage.page, item)
    usual = {item.name for item in layout(size, dock=dock).items} - OTHERWISE
    found = {item.name for one in pages(size, 1.0, dock, low=True) for item in one.items}
    assert usual - found == set()


def test_a_screen_known_to_be_high_has_low_controls_by_itself() -> None:
    state = update(READY, [do.Resize(1080, 1920)])
    assert state.stage == layout((1080, 1920))
    high = update(state, [do.ScreenMeasured((680.0, 1210.0))])
    assert high.stage == layout((1080, 1920), low=True)
    assert update(high, [do.SetLowControls(False)]).stage == layout((1080, 1920))
    assert update(state, [do.SetLowControls(True)]).stage == high.stage


def test_the_scale_is_set_live_and_nothing_is_lost() -> None:
    x, y = READY.stage.rect("canvas").center
    state = answered(READY, do.PointerDown(0, x, y), do.PointerMove(0, x, y + 90))
    state = update(state, [do.OpenTab("layers"), do.MoveFocus(1)])
    seen = [state]
    for step in STEPS[3:]:
        state = update(state, [do.PressKey("ctrl++")])
        assert state.screen.scale == step and not state.refused
        assert state.stage.scale == scale_of(state.screen.size, step)
        seen.append(state)
    for one in seen[1:]:
        assert one.canvas.ink == seen[0].canvas.ink and one.canvas.pen_pointer is None
        assert (one.screen.tab, one.screen.focus) == (seen[0].screen.tab, seen[0].screen.focus)
        assert one.prediction == seen[0].prediction
    assert update(state, [do.PressKey("ctrl++")]).refused
    assert update(state, [do.PressKey("ctrl+0")]).stage == seen[0].stage


@pytest.mark.parametrize("wrong", [float("nan"), 1e9, -1.0, 0.0])
def test_no_scale_is_beyond_the_bounds(wrong: float) -> None:
    state = update(READY, [do.SetScale(wrong)])
    assert SCALES[0] <= state.screen.scale <= SCALES[1]


def test_a_drawer_opens_on_its_page_and_closes_to_the_network() -> None:
    state = update(READY, [do.SetScale(1.5)])
    assert (state.stage.page, state.stage.pages) == ("draw", ("draw", "network"))
    state = update(state, [do.OpenTab("break")])
    assert state.stage.page == "drawer" and state.stage.has("biases")
    state = update(state, [do.Press("turn")])
    assert state.stage.page == "draw" and state.stage.has("canvas") and state.screen.tab
    state = update(state, [do.PressKey("f7"), do.PressKey("f7")])
    assert state.stage.page == "drawer"
    state = update(state, [do.OpenTab(None)])
    assert state.stage.page == "network" and not state.screen.tab
