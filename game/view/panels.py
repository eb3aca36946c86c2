"""All parts of the stage that draw themselves."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.rooms import SLIDERS
from game.lab.state.state import State
from game.view.break_it.panels import AboutPanel, CodePanel, MeterPanel, NoisePanel
from game.view.canvas.panels import PANELS as CANVAS
from game.view.card.card import CardPanel
from game.view.forward.panels import PANELS as FORWARD
from game.view.gradient.panels import PANELS as LEARNING
from game.view.layers.panels import PANELS as LAYERS
from game.view.network.legend import LegendPanel
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.panel import Panel
from game.view.prediction.prediction import PANELS as PREDICTION
from game.view.stage.header import NotePanel, StatusPanel, TitlePanel
from game.view.stage.heading import NetworkHeading, PanelHeading
from game.view.stage.seal import SealPanel
from game.view.stage.slider import SliderPanel, SliderWords
from game.view.weights.panels import PANELS as WEIGHING


class Old(Panel):
    """TRANSITION: a panel that still has key(state) and draw(brush, state)."""

    def __init__(self, panel) -> None:
        self.panel, self.name, self.every = panel, panel.name, panel.every

    def look(self, state: State) -> object:
        self.state = state
        return self.panel.key(state)

    def draw(self, brush: Brush, rect: Rect, value: object) -> None:
        self.panel.draw(brush, self.state)


def panels_of(theme: Theme, text: Text) -> list[Panel]:
    """The panels for one set of colors and sizes."""
    old = (
        CardPanel,
        MeterPanel,
        NoisePanel,
        AboutPanel,
        CodePanel,
    )
    kinds = (TitlePanel, StatusPanel, NotePanel, PanelHeading, NetworkHeading, SealPanel)
    panels: list[Panel] = [Old(kind(theme, text)) for kind in old]
    panels += [kind() for kind in kinds]
    panels += [make() for make in (*CANVAS, *PREDICTION, LegendPanel)]
    panels += [Old(kind(theme, text)) for kind in (*LAYERS, *FORWARD, *WEIGHING, *LEARNING)]
    panels += [SliderPanel(name) for name in SLIDERS]
    return panels + [SliderWords(name) for name in SLIDERS]
