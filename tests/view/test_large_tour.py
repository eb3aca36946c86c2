"""The tour once more with everything half as large again, page by page: words still have room."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import cache

import pytest

from game.lab import intents as do
from game.lab.update import update
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from tests.view.test_tour import ENDLESS, Tour, overlapping, seen, shortened
from tests.view.words import SIZES

#: windows of which every word has room; in portrait and at 1024×768 some are cut still
WINDOWS = [size for size in SIZES if size not in ((1080, 1920), (1024, 768))]
#: words on a small network that lie on a veil of their own, or on a tag's ground, over others
#: and the line below a neuron's name, of which one px may be cut from a descender
VEILED = ("network/words.py", "forward/panels.py")


@cache
def large(assets: Assets, model: Model, size: tuple[int, int]) -> Tour:
    """The stops of the tour at a scale of 1.5 in a window of this size, each on all its pages."""
    tour = copy(seen(assets, model))
    stops = {}
    for name, state in tour.stops.items():
        if state.kiosk.on or name in ENDLESS:
            continue
        state = update(state, [do.Resize(*size), do.SetScale(1.5)])
        for page in state.stage.pages or ("",):
            stops[f"{name}, {page}"] = replace(state, screen=replace(state.screen, stage_page=page))
    tour.stops, tour._kept = stops, cache(tour._drawn)
    return tour


@pytest.mark.storm
@pytest.mark.parametrize("size", [(1366, 768), (1280, 800)])  # elsewhere softmax's rows are low
def test_large_words_are_whole_and_on_no_other(
    size: tuple[int, int], assets: Assets, model: Model
) -> None:
    faults = overlapping(large(assets, model, size), size)
    lines = [line for line in faults.words().splitlines() if not line.startswith(VEILED)]
    assert not lines, "\n".join(lines)


@pytest.mark.storm
@pytest.mark.parametrize("size", WINDOWS)
def test_no_large_word_is_cut_short(size: tuple[int, int], assets: Assets, model: Model) -> None:
    faults = shortened(large(assets, model, size), size)
    lines = [line for line in faults.words().splitlines() if "'Exported to" not in line]
    assert not lines, "\n".join(lines)
