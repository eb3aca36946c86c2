"""The stage's own panels: header, headings, the seal, sliders and their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from game.lab.rooms import SLIDERS
from game.view.panel import Panel
from game.view.stage.header import BannerPanel, StatusPanel, TitlePanel
from game.view.stage.heading import NetworkHeading, PanelHeading
from game.view.stage.hint import HintPanel
from game.view.stage.seal import SealPanel
from game.view.stage.slider import SliderPanel, SliderWords

PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    TitlePanel,
    StatusPanel,
    BannerPanel,
    HintPanel,
    PanelHeading,
    NetworkHeading,
    SealPanel,
    *(partial(SliderPanel, name) for name in SLIDERS),
    *(partial(SliderWords, name) for name in SLIDERS),
)
