"""Where the weights tab of Live Computation has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.core.items import Item


def weights_items(body: Rect, part: str) -> list[Item]:
    """What stands in the tab. ``part``: what the tab shows, as its `dock_part` says."""
    return []
