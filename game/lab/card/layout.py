"""What stands on the card. Lengths are px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.items import BUTTON, Item


def card_items(panel: Rect, _: None) -> list[Item]:
    """The button that closes the card, in its corner."""
    return [Item("unpin", Rect(panel.right - 72, panel.y + 10, 62, BUTTON), "button")]
