"""What stands in the panel of Break It. Lengths are px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.items import BUTTON, CAPTION, ROW_GAP, WIDE, Item, fold_item, row_of


def break_it_items(inner: Rect, adjusting: bool) -> list[Item]:
    """The meter, the switches and sliders of damage, what it does in words, and the searches.

    ``adjusting``: two sliders change one neuron, where else three change all weights.
    """
    heading, rest = inner.top_part(BUTTON, 8)
    heading, fold = fold_item(heading)
    meter, rest = rest.top_part(170, 12)
    switches, rest = rest.top_part(BUTTON, ROW_GAP)
    noise, rest = rest.top_part(CAPTION + 50 + BUTTON, ROW_GAP)
    others, rest = rest.top_part(CAPTION + BUTTON, ROW_GAP)
    seed = Rect(noise.right - 190, noise.bottom - BUTTON, 190, BUTTON)
    track = Rect(noise.x, seed.y, noise.w - 190 - 16, BUTTON)
    sliders = ("shift", "gain") if adjusting else ("prune", "bits", "heat")
    wide = inner.w >= WIDE
    below = BUTTON * (2 if wide else 3) + ROW_GAP * (2 if wide else 3)
    words, foot = rest.top_part(rest.h - below, ROW_GAP)
    first, foot = foot.top_part(BUTTON, ROW_GAP)
    names: tuple[str, ...] = ("tap.kill", "tap.adjust", "challenge")
    seek = ("fewest", "least_noise", "heal")
    items = [
        Item("panel.heading", heading, "text"),
        fold,
        Item("break.meter", meter, "picture"),
        *_switches(switches),
        Item("break.noise", noise._replace(h=noise.h - BUTTON), "picture"),
        Item("slide.noise", track, "slider"),
        Item("throw", seed, "button"),
    ]
    for name, column in zip(sliders, others.columns(len(sliders), 16), strict=True):
        caption, own = column.top_part(CAPTION)
        items += [Item(f"{name}.words", caption, "text"), Item(f"slide.{name}", own, "slider")]
    items.append(Item("break.words", words, "text"))
    if wide:
        items += row_of((*names, *seek), first)
    else:
        second, foot = foot.top_part(BUTTON, ROW_GAP)
        items += row_of(names, first) + row_of(seek, second)
    return [*items, *_code(foot)]


def _switches(row: Rect) -> list[Item]:
    """The switches of the biases and of the three layers' weights."""
    biases, cuts = row.left_part(0.4 * row.w, 10)
    names = ("cut.1", "cut.2", "cut.3")
    return [Item("biases", biases, "button"), *row_of(names, cuts)]


def _code(row: Rect) -> list[Item]:
    """The damage's code, and the buttons that copy and type one."""
    width = min(0.22 * row.w, 150)
    code, buttons = row.left_part(row.w - 2 * width - 10 - 16, 16)
    return [Item("break.code", code, "text"), *row_of(("code.copy", "code.type"), buttons)]
