"""What a screen reader is told of the sheets of settings and lessons, and of a stage with pages."""

from __future__ import annotations

import pytest

from game.lab import intents as do
from game.lab.access.tree import DRAWER, SHEET, Node, tree
from game.lab.network.picture import NETWORK
from game.lab.stage.open import SHEETS
from game.lab.state.state import State
from tests.labs import READY, answered

#: a scale at which this window is divided into pages
LARGE = answered(READY, do.Resize(1024, 768), do.SetScale(1.5))


def keys(node: Node) -> list[str]:
    return [node.key, *(key for child in node.children for key in keys(child))]


def turned(page: str) -> State:
    """The layers' drawer is open, and this page shown."""
    state = answered(LARGE, do.OpenTab("layers"))
    while state.stage.page != page:
        state = answered(state, do.TurnStage())
    return state


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_has_a_name(sheet: str) -> None:
    told = tree(answered(READY, do.ShowSheet(sheet)), "").root.children[-1]
    assert told.key == SHEET and any(letter.isalpha() for letter in told.name)


def test_of_the_choices_of_a_setting_the_one_that_holds_is_on() -> None:
    told = tree(answered(READY, do.ShowSheet("settings"), do.SetProfile("light")), "")
    chosen = {node.key: node.on for node in told.root.children[-1].children if node.actions}
    profiles = (chosen[f"profile.{name}"] for name in ("dark", "light", "contrast"))
    assert (*profiles,) == (False, True, False)
    assert chosen["scale.usual"] and chosen["scale.more"] is None and chosen["close"] is None


@pytest.mark.parametrize("page", LARGE.stage.pages)
def test_every_page_is_told_with_the_drawer_where_it_is_seen(page: str) -> None:
    state = turned(page)
    told = keys(tree(state, "").root)
    assert (NETWORK in told) == state.stage.has(NETWORK)
    assert (DRAWER in told) == state.stage.has("panel")


def test_a_drawer_is_told_where_its_page_has_no_network() -> None:
    state = turned("drawer")
    assert not state.stage.has(NETWORK)
    told = keys(tree(state, "").root)
    assert DRAWER in told and told.index(DRAWER) < told.index("tab.layers")
