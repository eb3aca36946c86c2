"""All parts of the stage that draw themselves only when they must."""

from __future__ import annotations

from game.lab.sliders import SLIDERS
from game.view.break_panel import AboutPanel, CodePanel, Heading, MeterPanel, NoisePanel
from game.view.canvas_panel import CanvasPanel, SeenPanel
from game.view.card_panel import CardPanel
from game.view.forward_panel import PANELS as FORWARD
from game.view.header import DamageNote, Header
from game.view.layers_panel import PANELS as LAYERS
from game.view.learning_panel import PANELS as LEARNING
from game.view.legend_panel import LegendPanel
from game.view.panel import Panel
from game.view.prediction_panel import PredictionPanel
from game.view.seal import SealPanel
from game.view.slider import SliderPanel, SliderWords
from game.view.text import Text
from game.view.theme import Theme
from game.view.timeline_panel import TimelinePanel
from game.view.weighing_panel import PANELS as WEIGHING


def panels_of(theme: Theme, text: Text) -> list[Panel]:
    """The panels for one set of colours and sizes; the canvas first."""
    kinds = (
        CanvasPanel,
        SeenPanel,
        PredictionPanel,
        Header,
        TimelinePanel,
        LegendPanel,
        CardPanel,
        DamageNote,
        Heading,
        MeterPanel,
        NoisePanel,
        AboutPanel,
        CodePanel,
        SealPanel,
    )
    panels: list[Panel] = [kind(theme, text) for kind in kinds]
    panels += [kind(theme, text) for kind in (*LAYERS, *FORWARD, *WEIGHING, *LEARNING)]
    panels += [SliderPanel(theme, name) for name in SLIDERS]
    return panels + [SliderWords(theme, text, name) for name in SLIDERS]
