"""The stage mirrored, for left-handed people: its blocks change sides, and each stays as it is, so
that words, numbers and the network still run from left to right."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.geometry import Rect
from game.lab.arrangement.needs import BUTTONS, TABS
from game.lab.arrangement.parts import TIME
from game.lab.items import Item

#: what stands side by side and keeps its order
_BLOCKS = (
    ("timeline.play", "timeline"),
    BUTTONS,
    ("network.twin", "network.picture"),
    TIME[:5],
    tuple(TABS),
    ("untaught", "heal"),
)
_BLOCK_OF = {name: block for block in _BLOCKS for name in block}
#: panels, and on the drawers' what stands at their right end
_GROUNDS, _ENDS = ("prediction", "panel", "card"), ("fold", "pages", "heal", "again", "unpin")


def mirrored(items: Iterable[Item], width: float) -> list[Item]:
    """The items of a stage of this width, window px, in the same order."""
    items = list(items)
    grounds = [item for item in items if item.name in _GROUNDS]
    blocks: dict[object, list[Item]] = {}
    for item in items:
        holder = next((g.name for g in grounds if _within(item.rect, g.rect)), None)
        key = (holder, _BLOCK_OF.get(item.name, item.name)) if holder is None else holder
        blocks.setdefault(key, []).append(item)
    moved: dict[Item, Item] = {}
    for place, block in blocks.items():
        by = _swap(block, 0, width)
        moved |= {item: _shifted(item, by) for item in block}
        if place in ("panel", "card"):
            moved |= _ends_changed([moved[item] for item in block], block)
    return [moved[item] for item in items]


def _ends_changed(drawer: list[Item], before: list[Item]) -> dict[Item, Item]:
    """A drawer's buttons at its right end stand at its left, and what stood beside them at its
    right."""
    ground, *parts = drawer
    ends = [item for item in parts if item.name in _ENDS]
    if not ends:
        return {}
    top, bottom = min(i.rect.y for i in ends), max(i.rect.bottom for i in ends)
    column = any(item.name == "pages" for item in ends)  # Break It's: all its page is beside it
    beside = [i for i in parts if i not in ends]
    if not column:
        beside = [i for i in beside if i.rect.y < bottom and top < i.rect.bottom]
    changed = {
        item: _shifted(item, _swap(block, ground.rect.x, ground.rect.right))
        for block in (ends, beside)
        for item in block
    }
    return {old: changed[now] for old, now in zip(before, drawer, strict=True) if now in changed}


def _swap(block: list[Item], left: float, right: float) -> float:
    """How far a block moves to the right to be as far from ``right`` as it is from ``left``."""
    first = min(item.rect.x for item in block)
    last = max(item.rect.right for item in block)
    return left + right - first - last


def _shifted(item: Item, by: float) -> Item:
    return item._replace(rect=item.rect._replace(x=item.rect.x + by))


def _within(inner: Rect, outer: Rect) -> bool:
    inside = outer.x <= inner.x and inner.right <= outer.right
    return inside and outer.y <= inner.y and inner.bottom <= outer.bottom
