"""The parts of the forward pass on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.view.text import Text
from game.view.theme import Theme

#: the panels of this part
PANELS: tuple[Callable[[Theme, Text], Any], ...] = ()
