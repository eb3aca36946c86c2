"""Neurons as cells in rows and columns: how many cells there are, and where they stand."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.core.model.unit import Unit


class Cells(NamedTuple):
    """How the neurons of a layer stand in a picture of cells, row by row."""

    layer: int
    columns: int
    rows: int

    def unit_at(self, rect: Rect, x: float, y: float) -> Unit | None:
        """The neuron whose cell is at a point, where the cells fill a rect."""
        if not rect.holds(x, y):
            return None
        column = int((x - rect.x) / rect.w * self.columns)
        row = int((y - rect.y) / rect.h * self.rows)
        return Unit(self.layer, row * self.columns + column)

    def places(self, rect: Rect) -> list[tuple[Unit, Rect]]:
        """All neurons with their cells, where these fill a rect."""
        wide, high = rect.w / self.columns, rect.h / self.rows
        return [
            (
                Unit(self.layer, row * self.columns + column),
                Rect(rect.x + column * wide, rect.y + row * high, wide, high),
            )
            for row in range(self.rows)
            for column in range(self.columns)
        ]


class Grid(NamedTuple):
    """Equal cells, row by row, from the corner ``x``, ``y``. A cell's sides are whole px."""

    x: float
    y: float
    columns: int
    rows: int
    #: width and height of a cell, the gap to the next included
    cell: tuple[int, int]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of all cells together."""
        return self.columns * self.cell[0], self.rows * self.cell[1]

    def rect(self, index: int) -> Rect:
        """The cell of a unit."""
        row, column = divmod(index, self.columns)
        wide, high = self.cell
        return Rect(self.x + column * wide, self.y + row * high, wide, high)

    def at(self, x: float, y: float) -> int | None:
        """The unit whose cell is at a point."""
        column, row = (x - self.x) // self.cell[0], (y - self.y) // self.cell[1]
        if 0 <= column < self.columns and 0 <= row < self.rows:
            return int(row) * self.columns + int(column)
        return None


def grid_of(rect: Rect, columns: int, rows: int, stretch: float) -> Grid:
    """Cells from the top left of a rect, as large as fit; no side of a cell is more than
    ``stretch`` times as long as the other."""
    wide, high = max(int(rect.w / columns), 1), max(int(rect.h / rows), 1)
    cell = int(min(wide, stretch * high)), int(min(high, stretch * wide))
    return Grid(rect.x, rect.y, columns, rows, cell)
