"""Where the forward tab of Live Computation has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.cells import Cells
from game.lab.items import Item

BUTTON, LINE, GAP = 54, 26, 8
#: height of the name above a picture
CAPTION = 28
#: below this width, px, the shapes stand below the formula, and the sum has no picture
NARROW = 680
#: largest height of the pictures of a multiplication; height and number of the rows of its sum
PICTURE, ROW, ROWS = 256, 29, 7
#: height of the words below the number line or the table of the softmax: two lines, narrow three
WORDS = (64, 96)
#: the buttons of time
TIME = ("fterm.back", "fterm.play", "fterm.on", "fterm.pace")
#: the steps: W₁x + b₁, ReLU, W₂a₁ + b₂, ReLU, W₃a₂ + b₃, softmax
STEPS = 6

#: the cells of each layer's neurons
_GRIDS = (Cells(0, 28, 28), Cells(1, 8, 16), Cells(2, 8, 8), Cells(3, 1, 10))


def is_sum(step: int) -> bool:
    """Whether a step multiplies by weights; the others are the activation functions."""
    return step % 2 == 0


def layer_of(step: int) -> int:
    """The layer whose values a step makes, 1..3."""
    return step // 2 + 1


def grid_in(step: int) -> Cells:
    """The cells of what goes into a step."""
    return _GRIDS[step // 2 if is_sum(step) else layer_of(step)]


def grid_out(step: int) -> Cells:
    """The cells of what comes out of a step."""
    return _GRIDS[layer_of(step)]


def forward_items(body: Rect, step: int | None) -> list[Item]:
    """What stands in the tab. ``step``: the step shown; None without a drawing."""
    if step is None:
        return [Item("forward.blank", body, "text")]
    narrow = body.w < NARROW
    tiles, rest = body.top_part(BUTTON, GAP)
    line, rest = rest.top_part((3 if narrow else 2) * LINE, 4)
    formula, rest = rest.top_part(72 if narrow else 48, 4)
    items = [
        *(Item(f"fstep.{n}", tile, "tile") for n, tile in enumerate(tiles.columns(STEPS, GAP))),
        Item("forward.line", line, "text"),
        Item("forward.formula", formula, "text"),
    ]
    if is_sum(step):
        return items + _multiply(rest, step, narrow)
    return items + (_softmax(rest, narrow) if step == STEPS - 1 else _relu(rest, step, narrow))


def _multiply(rect: Rect, step: int, narrow: bool) -> list[Item]:
    """W · x + b = z in the order of the formula, and the sum of one neuron below."""
    below = 12 + BUTTON + GAP + ROWS * ROW
    high = min(PICTURE, rect.h - CAPTION - below)
    row, rest = rect.top_part(CAPTION + high, 12)
    sign, bias = (20, 12) if narrow else (28, 16)
    given, made = (_size(grid, high, 0.25 * row.w) for grid in (grid_in(step), grid_out(step)))
    matrix = row.w - given[0] - made[0] - bias - 3 * sign
    widths = (matrix, sign, given[0], sign, bias, sign, made[0])
    heights = (high, high, given[1], high, high, high, made[1])
    items, x = [], row.x
    for (name, role), wide, tall in zip(_EQUATION, widths, heights, strict=True):
        place = Rect(x, row.y + CAPTION + (high - tall) / 2, wide, tall)
        items.append(Item(name, place, role))
        x += wide
        if role == "cells":
            items.append(Item(f"{name}.words", _above(place), "text"))
        elif role == "picture":
            wider = place._replace(x=place.x - sign, w=place.w + 2 * sign)
            items.append(Item(f"{name}.words", _above(wider), "text"))
    controls, sums = rest.top_part(BUTTON, GAP)
    items += _controls(controls, narrow)
    if narrow:
        return [*items, Item("forward.sum", sums, "text")]
    table, path = sums.left_part(max(0.56 * sums.w, 430), 20)
    return [*items, Item("forward.sum", table, "text"), Item("forward.path", path, "picture")]


#: the items of W · x + b = z, from left to right, and their roles
_EQUATION = (
    ("forward.matrix", "cells"),
    ("forward.sign.times", "text"),
    ("forward.in", "cells"),
    ("forward.sign.plus", "text"),
    ("forward.bias", "picture"),
    ("forward.sign.is", "text"),
    ("forward.out", "cells"),
)


def _above(place: Rect) -> Rect:
    return Rect(place.x, place.y - CAPTION, place.w, CAPTION)


def _size(grid: Cells, high: float, wide: float) -> tuple[float, float]:
    """Width and height of a layer's cells: square ones, but for the ten outputs in a column."""
    if grid.columns == 1:
        return min(max(0.76 * wide, 128), 150), high
    cell = min(high / grid.rows, wide / grid.columns)
    return cell * grid.columns, cell * grid.rows


def _relu(rect: Rect, step: int, narrow: bool) -> list[Item]:
    """The cells before and after, the number line between them, and words about it."""
    high = rect.h - CAPTION - 12 - BUTTON - GAP - WORDS[narrow]
    row, rest = rect.top_part(CAPTION + high, 12)
    wide, tall = _size(grid_out(step), high, (0.27 if narrow else 0.3) * row.w)
    y, gap = row.y + CAPTION + (high - tall) / 2, 12 if narrow else 20
    before, after = Rect(row.x, y, wide, tall), Rect(row.right - wide, y, wide, tall)
    line = Rect(before.right + gap, row.y, row.w - 2 * (wide + gap), row.h)
    controls, words = rest.top_part(BUTTON, GAP)
    return [
        Item("forward.in", before, "cells"),
        Item("forward.in.words", _above(before), "text"),
        Item("forward.relu", line, "picture"),
        Item("forward.out", after, "cells"),
        Item("forward.out.words", _above(after), "text"),
        *_controls(controls, narrow),
        Item("forward.words", words, "text"),
    ]


def _softmax(rect: Rect, narrow: bool) -> list[Item]:
    """A table of the ten outputs, and words about it."""
    table, rest = rect.top_part(rect.h - 12 - BUTTON - GAP - WORDS[narrow], 12)
    controls, words = rest.top_part(BUTTON, GAP)
    return [
        Item("forward.softmax", table, "cells"),
        *_controls(controls, narrow),
        Item("forward.words", words, "text"),
    ]


def _controls(row: Rect, narrow: bool) -> list[Item]:
    """The neuron looked at, and the buttons of time."""
    button = 56 if narrow else 68
    words, buttons = row.left_part(row.w - 4 * (button + GAP), GAP)
    columns = buttons.columns(len(TIME), GAP)
    return [
        Item("forward.focus", words, "text"),
        *(Item(name, column, "button") for name, column in zip(TIME, columns, strict=True)),
    ]
