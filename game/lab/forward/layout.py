"""Where the forward tab of Live Computation has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.cells import Cells
from game.lab.items import Item, row_of
from game.lab.targets import USUAL, Targets

BUTTON, GAP = 54, 8
#: height of a line of small words, of one of body words, and of the name above a picture
LINE, TALL, CAPTION = 31, 37, 30
#: below this width, px, the sum has no picture; from WIDE on the sum stands beside the matrices
NARROW, WIDE = 700, 900
#: so low, px, the parts of a sum stand side by side however narrow the place is
FLAT = 400
#: largest height of the pictures of a multiplication; height and number of the rows of its sum, and
#: the least number of them beside the ten outputs, and where buttons are high; and the height that
#: the outputs need to be read
PICTURE, ROW, ROWS, FEW, FEWEST, OUTPUTS = 256, 29, 7, 5, 4, 270
#: widths of the table of a sum, and of the ten outputs
TABLE, LOGITS = 488, 142
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


def forward_items(body: Rect, step: int | None, targets: Targets = USUAL) -> list[Item]:
    """What stands in the tab. ``step``: the step shown; None without a drawing."""
    if step is None:
        return [Item("forward.blank", body, "text")]
    tiles, rest = body.top_part(targets.side(BUTTON), GAP)
    columns = tiles.columns(STEPS, targets.apart(GAP))
    items = [Item(f"fstep.{n}", tile, "tile") for n, tile in enumerate(columns)]
    low_table = step == STEPS - 1 and rest.h < FLAT + GAP + BUTTON
    if low_table or (body.w >= WIDE and targets.side(BUTTON) > BUTTON):
        return items + _tall(rest, step, targets)
    above, rest = _words(rest)
    items += above
    if is_sum(step):
        return items + _multiply(rest, step, targets)
    last = step == STEPS - 1
    return items + (_softmax(rest, targets) if last else _relu(rest, step, targets))


def _words(rect: Rect) -> tuple[list[Item], Rect]:
    """The whole calculation as a formula, and what the step does; and what is left below."""
    line, rest = rect.top_part(2 * LINE, 6)
    words, rest = rest.top_part(TALL + LINE, 8)
    return [Item("forward.line", line, "text"), Item("forward.words", words, "text")], rest


def _tall(rect: Rect, step: int, targets: Targets) -> list[Item]:
    """The parts of a step in two columns: buttons that are high would leave too little to the rest
    if they had a row of their own."""
    beside = TABLE if rect.w >= WIDE else 0.47 * rect.w
    left, right = rect.left_part(rect.w - beside - 24, 24)
    if step == STEPS - 1:
        words, rest = _words(right)
        controls, _ = _tall_controls(rest, targets)
        return [*words, Item("forward.softmax", left, "cells"), *controls]
    words, equation = _words(left)
    controls, table = _tall_controls(right, targets)
    if is_sum(step):
        return words + _beside(equation, table, controls, step)
    below = max(equation.y, table.y)
    return [*words, *_cells(rect._replace(y=below, h=rect.bottom - below), step), *controls]


def _tall_controls(rect: Rect, targets: Targets) -> tuple[list[Item], Rect]:
    """The neuron looked at, and below it the buttons of time; and what is left below these."""
    focus, rest = rect.top_part(2 * LINE, 6)
    row, rest = rest.top_part(targets.side(BUTTON), 8)
    buttons = row_of(TIME, row, targets.apart(GAP))
    return [Item("forward.focus", focus, "text"), *buttons], rest


def _multiply(rect: Rect, step: int, targets: Targets) -> list[Item]:
    """W · x + b = z in the order of the formula, and the sum of one neuron below or beside it."""
    last, high = step == STEPS - 2, targets.side(BUTTON)
    if rect.w >= WIDE or rect.h < FLAT:
        equation, side = rect.left_part(rect.w - TABLE - 24, 24)
        controls, table = side.top_part(high, GAP)
        return _beside(equation, table, _controls(controls, targets), step)
    rows = ROWS if not last else FEW if high <= BUTTON else FEWEST
    below = 12 + high + GAP + rows * ROW
    most = min(OUTPUTS if last else PICTURE, rect.h - CAPTION - below)
    row, rest = rect.top_part(CAPTION + most, 12)
    controls, table = rest.top_part(high, GAP)
    table, path = table.left_part(TABLE if rect.w >= NARROW else table.w, 20)
    return [*_equation(row, step), *_controls(controls, targets), *_sum(table, path)]


def _beside(equation: Rect, table: Rect, controls: list[Item], step: int) -> list[Item]:
    """W · x + b = z, below it the path of the sum, and beside them its controls and its table."""
    most = equation.h - CAPTION - (12 if step == STEPS - 2 else 12 + 4 * LINE)
    row, path = equation.top_part(CAPTION + min(OUTPUTS, most), 12)
    return [*_equation(row, step), *controls, *_sum(table, path)]


def _sum(table: Rect, path: Rect) -> list[Item]:
    """The sum as a table, and where there is room as a picture."""
    items, shown = [Item("forward.sum", table, "text")], path.w > 0 and path.h >= 4 * LINE
    return [*items, Item("forward.path", path, "picture")] if shown else items


def _equation(row: Rect, step: int) -> list[Item]:
    """The pictures of W · x + b = z with their names above them."""
    high, narrow = row.h - CAPTION, row.w < NARROW
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
    return items


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
        return LOGITS, high
    cell = min(high / grid.rows, wide / grid.columns)
    return cell * grid.columns, cell * grid.rows


def _relu(rect: Rect, step: int, targets: Targets) -> list[Item]:
    """The cells before and after with the number line between them, and the controls below."""
    row, controls = rect.top_part(rect.h - targets.side(BUTTON) - 12, 12)
    return [*_cells(row, step), *_controls(controls, targets)]


def _cells(row: Rect, step: int) -> list[Item]:
    """The cells before and after, and the number line between them."""
    high, narrow = row.h - CAPTION, row.w < NARROW
    wide, tall = _size(grid_out(step), high, (0.27 if narrow else 0.3) * row.w)
    y, gap = row.y + CAPTION + (high - tall) / 2, 12 if narrow else 20
    before, after = Rect(row.x, y, wide, tall), Rect(row.right - wide, y, wide, tall)
    line = Rect(before.right + gap, row.y, row.w - 2 * (wide + gap), row.h)
    return [
        Item("forward.in", before, "cells"),
        Item("forward.in.words", _above(before), "text"),
        Item("forward.relu", line, "picture"),
        Item("forward.out", after, "cells"),
        Item("forward.out.words", _above(after), "text"),
    ]


def _softmax(rect: Rect, targets: Targets) -> list[Item]:
    """A table of the ten outputs."""
    table, controls = rect.top_part(rect.h - targets.side(BUTTON) - 12, 12)
    return [Item("forward.softmax", table, "cells"), *_controls(controls, targets)]


def _controls(place: Rect, targets: Targets) -> list[Item]:
    """The neuron looked at, and the buttons of time."""
    button, gap = targets.side(64 if place.w < TABLE + 20 else 68), targets.apart(GAP)
    words, buttons = place.left_part(place.w - 4 * button - 3 * gap - 12, 12)
    return [Item("forward.focus", words, "text"), *row_of(TIME, buttons, gap)]
