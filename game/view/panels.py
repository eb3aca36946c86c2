"""All parts of the stage that draw themselves: one line a room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.view.break_it.panels import PANELS as BREAK_IT
from game.view.canvas.panels import PANELS as CANVAS
from game.view.card.card import PANELS as CARD
from game.view.forward.panels import PANELS as FORWARD
from game.view.gradient.panels import PANELS as GRADIENT
from game.view.kiosk.panels import PANELS as KIOSK
from game.view.layers.panels import PANELS as LAYERS
from game.view.lesson.band import PANELS as LESSON
from game.view.network.legend import LegendPanel
from game.view.panel import Panel
from game.view.prediction.prediction import PANELS as PREDICTION
from game.view.stage.panels import PANELS as STAGE
from game.view.weights.panels import PANELS as WEIGHTS

#: what makes each of them
PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    *STAGE,
    *CANVAS,
    *PREDICTION,
    LegendPanel,
    *CARD,
    *BREAK_IT,
    *LAYERS,
    *FORWARD,
    *WEIGHTS,
    *GRADIENT,
    *KIOSK,
    *LESSON,
)
