"""The panels of the canvas's room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.view.canvas.canvas import CanvasPanel
from game.view.canvas.timeline import TimelinePanel
from game.view.panel import Panel

PANELS: tuple[Callable[[], Panel[Any]], ...] = (CanvasPanel, TimelinePanel)
