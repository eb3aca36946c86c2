"""What stands in the drawer of Break It, page by page. Lengths are px at 1080 lines."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.items import BUTTON, CAPTION, Item, row_of
from game.lab.targets import USUAL, Targets

#: the page that opens first, and those behind "More", in the order of their buttons
FIRST = "experiments"
PAGES = ("neurons", "weights", "games", "accuracy", "code")

#: from this width on, the buttons at the right are broad
BROAD, NARROW = 1100, 900
#: from these heights on, captions are as large as running text, and controls are higher
HIGH, HIGHER = 245, 265
#: height from which on the switch of the biases has a larger caption
TITLED = 90
#: height of the heading, and of the line with the answer's lead
HEADING, LEAD = 36, 31
#: below this width, px, and above this height the experiments stand one below the other; height of
#: the accuracy there
STACKED, TALL, METERED = 760, 400, 90
#: widths of the switch of the biases, of the block of the three layers and of the accuracy: where
#: the page is low, at least where it is high, and as a share; the noise and the words have the rest
BIASES, CUTS, METER = (184, 232, 0.19), (222, 286, 0.24), (362, 432, 0.34)


class Shape(NamedTuple):
    """What the layout must know: the page, whether it adjusts a neuron that was chosen, and whether
    damage that was healed can come back."""

    page: str = FIRST
    adjusting: bool = False
    again: bool = False


def break_it_items(inner: Rect, shape: Shape, targets: Targets = USUAL) -> list[Item]:
    """The open page, and at its right what folds the drawer, turns the page, and heals or takes
    that back."""
    side = 180 if inner.w >= BROAD else 140 if inner.w >= NARROW else 112
    page, column = inner.left_part(inner.w - side - 14, 14)
    if shape.page == FIRST:
        items = _experiments(page, targets)
    else:
        names = tuple(f"page.{name}" for name in PAGES)
        tabs, body = page.top_part(targets.side(BUTTON), targets.apart(6))
        items = list[Item]()
        if page.w < STACKED and page.h > TALL:  # in two rows
            items = row_of(names[:2], tabs, targets.apart(10))
            names = names[2:]
            tabs, body = body.top_part(targets.side(BUTTON), targets.apart(6))
        items += row_of(names, tabs, targets.apart(10))
        items += _more(body, shape, targets)
    gap = targets.apart(10)
    rows = column._replace(h=min(column.h, max(300, 3 * targets.least + 2 * gap))).rows(3, gap)
    buttons = zip(("fold", "pages", "again" if shape.again else "heal"), rows, strict=True)
    return [*items, *(Item(name, rect, "button") for name, rect in buttons)]


def _experiments(page: Rect, targets: Targets) -> list[Item]:
    """The heading, the three big experiments side by side, and what they do to the network."""
    if page.w < STACKED and page.h > TALL:
        return _stacked(page, targets)
    high, higher = page.h >= HIGH, page.h >= HIGHER
    heading, rest = page.top_part(HEADING, 4 if high else 0)
    caption, button = 38 if high else CAPTION, targets.side(BUTTON + 8 if higher else BUTTON)
    margin = 10 if higher else 6 if high else 4
    blocks, below = rest.top_part(caption + button + margin, 8 if higher else 6)
    switch = max(_width(BIASES, page), BIASES[1] if blocks.h > TITLED else 0)
    biases, others = blocks.left_part(switch, 10)
    least = _width(CUTS, page) + (10 if page.w < STACKED else 0)  # for its words
    switches = max(least, 3 * targets.least + 2 * targets.apart(8) + 20)
    noise, cuts = others.left_part(others.w - switches - 10, 10)
    wide = _width(METER, page) + (10 if page.w < STACKED else 0)  # for one line of words
    meter, rest = below.left_part(wide, 20)
    lead, words = rest.top_part(LEAD if below.h < 100 else LEAD + 7)
    return [
        Item("panel.heading", heading, "text"),
        Item("biases", biases, "button"),
        *_noise(noise, caption, button, targets.apart(8)),
        *_cuts(cuts, caption, button, targets.apart(8)),
        Item("break.meter", meter, "picture"),
        Item("break.lead", lead, "picture"),
        Item("break.words", words, "text"),
    ]


def _stacked(page: Rect, targets: Targets) -> list[Item]:
    """The same where the page is narrow, and high: the noise below the two other experiments."""
    heading, rest = page.top_part(HEADING, 4)
    button, gap = targets.side(BUTTON), targets.apart(8)
    block = CAPTION + button + 4
    above, rest = rest.top_part(block, 10)
    biases, cuts = above.left_part(BIASES[0], 10)
    noise, rest = rest.top_part(block, 10)
    words, meter = rest.top_part(rest.h - METERED, 8)
    lead, words = words.top_part(LEAD)
    return [
        Item("panel.heading", heading, "text"),
        Item("biases", biases, "button"),
        *_noise(noise, CAPTION, button, gap),
        *_cuts(cuts, CAPTION, button, gap),
        Item("break.meter", meter, "picture"),
        Item("break.lead", lead, "picture"),
        Item("break.words", words, "text"),
    ]


def _width(widths: tuple[float, float, float], page: Rect) -> float:
    low, high, share = widths
    return max(high if page.h >= HIGH else low, share * page.w)


def _noise(block: Rect, caption: float, button: float, gap: float) -> list[Item]:
    """The block of the noise: its words, its slider, and the button for another seed."""
    words, row = block.inset(10, 0).top_part(caption)
    row = row._replace(h=button)
    seed = 204 if row.w >= 480 else 158
    track, throw = row.left_part(row.w - seed - gap, gap)
    return [
        Item("block.noise", block, "panel"),
        Item("noise.words", words, "text"),
        Item("slide.noise", track, "slider"),
        Item("throw", throw, "button"),
    ]


def _cuts(block: Rect, caption: float, button: float, gap: float) -> list[Item]:
    """The block of the three layers: its words, and a switch for each of them."""
    words, row = block.inset(10, 0).top_part(caption)
    row = row._replace(h=button)
    return [
        Item("block.cuts", block, "panel"),
        Item("break.cuts", words, "text"),
        *row_of(("cut.1", "cut.2", "cut.3"), row, gap),
    ]


def _more(body: Rect, shape: Shape, targets: Targets) -> list[Item]:
    """What stands on a page behind "More"."""
    high, gap = targets.side(BUTTON), targets.apart(10)
    match shape.page:
        case "neurons":
            return _neurons(body, shape.adjusting, targets)
        case "weights":
            sliders, words = body.top_part(_caption(body) + high, 6)
            return [
                *_sliders(("prune", "bits", "heat"), sliders, high),
                Item("break.words", words, "text"),
            ]
        case "games":
            buttons, rest = body.top_part(high, 6)
            games = row_of(("fewest", "least_noise", "challenge"), buttons, gap)
            return games + _lead_and_words(rest)
        case "accuracy":
            digits, right = body.left_part(0.5 * body.w - 12, 24)
            curve, track = right.top_part(right.h - high)
            items = [Item("break.digits", digits, "picture"), Item("break.curve", curve, "picture")]
            return [*items, Item("slide.noise", track, "slider")]
    row, words = body.top_part(high, 6)
    code, buttons = row.left_part(row.w - 300 - 16, 16)
    items = [Item("break.code", code, "text"), *row_of(("code.copy", "code.type"), buttons, gap)]
    return [*items, Item("break.words", words, "text")]


def _neurons(body: Rect, adjusting: bool, targets: Targets) -> list[Item]:
    """What a touch does, and what that does to the network; for a chosen neuron its sliders."""
    column, rest = body.left_part(max(250, 0.24 * body.w), 16)
    gap = targets.apart(10)
    touch = column._replace(h=min(column.h, 2 * targets.side(62) + gap)).rows(2, gap)
    names = ("tap.kill", "tap.adjust")
    items = [Item(name, rect, "button") for name, rect in zip(names, touch, strict=True)]
    if not adjusting:
        return items + _lead_and_words(rest)
    high = targets.side(BUTTON)
    sliders, rest = rest.top_part(_caption(body) + high, 4)
    items += _sliders(("shift", "gain"), sliders, high)
    return [*items, Item("break.words", rest, "text")]


def _lead_and_words(rest: Rect) -> list[Item]:
    lead, words = rest.top_part(LEAD if rest.h < 165 else LEAD + 7, 2)
    return [Item("break.lead", lead, "picture"), Item("break.words", words, "text")]


def _caption(body: Rect) -> float:
    """Height of the words above a slider: of running text where there is room for it."""
    return 38 if body.h > 180 else CAPTION


def _sliders(names: tuple[str, ...], row: Rect, high: float) -> list[Item]:
    """Sliders side by side, each with its words above it."""
    items = []
    for name, column in zip(names, row.columns(len(names), 20), strict=True):
        caption, track = column.top_part(column.h - high)
        items += [Item(f"{name}.words", caption, "text"), Item(f"slide.{name}", track, "slider")]
    return items
