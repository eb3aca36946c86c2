"""The parts that every arrangement of the stage is made of. Lengths are px at 1080 lines."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.geometry import Rect
from game.lab.arrangement.needs import buttons_need, language_needs, repair_needs, tabs_need
from game.lab.items import GAP, HINT, REPAIRS, TOUCH, Item, row_by, row_of
from game.lab.stage.panels import Dock
from game.lab.targets import Targets

MARGIN = 16
HEADER = 60

#: height of the film strip of the drawing
STRIP = 2 * TOUCH
#: width of the button that plays it
PLAY = 54
#: the height that the prediction needs below the canvas, with all gaps there, beside a row of
#: buttons and one of tiles that are high
LEFT = 285
#: heights of the network's heading, and of its legend
HEADING, LEGEND = 40, 36
#: how much higher the band of attract mode is than the row of controls. It takes the place of the
#: legend as well: so the network stands where it stands in a visit, and need not be painted anew
BAND = LEGEND + 8
#: controls of time and view
TIME = ("replay", "step_back", "pause", "step", "speed", "view")


def header_items(whole: Rect, banner: str, targets: Targets, kiosk: str) -> list[Item]:
    """Title, status and the stage's own buttons; the banner and its buttons take the place of what
    the lab is for."""
    high = targets.side(HEADER)
    row = Rect(MARGIN, 12, whole.w - 2 * MARGIN, high)
    button = targets.side(HEADER + 8)
    full = Rect(row.right - button, row.y, button, high)
    apart = targets.apart(12)
    help_ = full if kiosk else full._replace(x=full.x - apart - button)
    # In kiosk mode a button for the next language stands where the settings do elsewhere.
    wide = targets.side(language_needs()) if kiosk else button
    gear = help_._replace(x=help_.x - apart - wide, w=wide)
    right = row.right if kiosk == "attract" else gear.x - 12
    status = Rect(right - 220, row.y, 220, high)
    title = Rect(row.x, row.y, status.x - GAP - row.x, high)
    items = [Item("header", row._replace(w=status.right - row.x), "panel")]
    if banner:
        title, rest = title.left_part(236, GAP)
        items += banner_items(rest, banner, targets)
    items += [Item("title", title, "text"), Item("status", status, "text")]
    if kiosk == "attract":
        return items
    places = {"language": gear, "help": help_} if kiosk else {"settings": gear, "help": help_}
    places |= {} if kiosk else {"fullscreen": full}
    return [*items, *(Item(name, place, "button") for name, place in places.items())]


def banner_items(row: Rect, banner: str, targets: Targets) -> list[Item]:
    """What was done to the network, "damaged" or "taught", and the buttons that take it back."""
    names, gap = REPAIRS[banner], targets.apart(8)
    wide = max(targets.least, repair_needs())
    words, buttons = row.left_part(row.w - len(names) * (wide + gap), gap)
    return [Item("banner", words, "text"), *row_of(names, buttons, gap)]


def row_width(row: Mapping[str, float], targets: Targets) -> float:
    """The width that a row of buttons needs."""
    return sum(map(targets.side, row.values())) + (len(row) - 1) * targets.apart(8)


def is_small(dock: Dock | None) -> bool:
    """Whether the prediction is the small one, with the bars that else stand in the network's
    picture: with a tab open."""
    return dock is not None and dock.name != "card"


def drawing_items(canvas: Rect, strip: Rect, buttons: Rect | None, targets: Targets) -> list[Item]:
    """Canvas, the film strip of its ink, and its buttons, if it has any."""
    if buttons is None:
        return [Item("canvas", canvas, "canvas"), Item("timeline", strip, "slider")]
    play, film = strip.left_part(targets.side(PLAY), targets.apart(8))
    return [
        Item("canvas", canvas, "canvas"),
        Item("timeline.play", play, "button"),
        Item("timeline", film, "slider"),
        *_buttons(buttons, targets),
    ]


def _buttons(row: Rect, targets: Targets) -> list[Item]:
    """The canvas's buttons, each as wide as its words ask for."""
    return row_by(buttons_need(), row, targets.apart(8), targets.least)


def control_items(row: Rect, targets: Targets) -> list[Item]:
    """The controls of time and view, and the buttons that open the drawers."""
    gap = targets.apart(8)
    time, rest = row.left_part(5 * targets.side(TOUCH) + 4 * gap, gap)
    view, tabs = rest.left_part(min(0.17 * row.w, 160), GAP)
    return [
        *row_of(TIME[:5], time, gap),
        Item("view", view, "button"),
        *row_by(tabs_need(), tabs, gap),
    ]


def picture_items(hint: Rect, picture: Rect) -> list[Item]:
    return [Item("hint", hint, "text"), Item("network.picture", picture, "picture")]


def network_items(area: Rect, legend: bool) -> list[Item]:
    """The network alone: as large as it can be."""
    heading, rest = area.top_part(HEADING)
    hint, rest = rest.top_part(HINT, 8)
    items = [Item("network.heading", heading, "text")]
    if not legend:
        return [*items, *picture_items(hint, rest)]
    picture, below = rest.top_part(rest.h - LEGEND - 8, 8)
    return [*items, *picture_items(hint, picture), Item("network.legend", below, "text")]


def leader_item(picture: Rect, card: Rect) -> Item:
    """The gap between the network and a card, which the line to the card's neuron crosses."""
    gap = Rect(picture.right, card.y, card.x - picture.right, card.h)
    if card.y > picture.y:
        gap = Rect(card.x, picture.bottom, card.w, card.y - picture.bottom)
    return Item("card.leader", gap, "text")
