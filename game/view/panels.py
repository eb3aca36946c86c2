"""All parts of the stage that draw themselves only when they must."""

from __future__ import annotations

from game.lab.stage.sliders import SLIDERS
from game.view.break_it.panels import AboutPanel, CodePanel, MeterPanel, NoisePanel
from game.view.canvas.canvas import CanvasPanel
from game.view.canvas.seen import SeenPanel
from game.view.canvas.timeline import TimelinePanel
from game.view.card.card import CardPanel
from game.view.forward.panels import PANELS as FORWARD
from game.view.gradient.panels import PANELS as LEARNING
from game.view.layers.panels import PANELS as LAYERS
from game.view.network.legend import LegendPanel
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.panel import Panel
from game.view.prediction.prediction import PredictionPanel
from game.view.stage.header import DamageNote, Header
from game.view.stage.heading import Heading
from game.view.stage.seal import SealPanel
from game.view.stage.slider import SliderPanel, SliderWords
from game.view.weights.panels import PANELS as WEIGHING


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
