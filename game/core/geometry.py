"""Rectangles in window px, x right and y down."""

from __future__ import annotations

from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle: left, top, width, height, window px.

    Points on its left and top edges lie in it, those on its right and bottom edges do not.
    """

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """The rectangle without margins of dx and dy; ``dy`` is ``dx`` where it is not given."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(self.w - 2 * dx, 0), max(self.h - 2 * dy, 0))

    def moved(self, dx: float, dy: float) -> Rect:
        """The rectangle dx further right and dy further down."""
        return self._replace(x=self.x + dx, y=self.y + dy)

    def rounded(self) -> Rect:
        """The rectangle with each of its four edges rounded to a whole pixel."""
        x, y = round(self.x), round(self.y)
        return Rect(x, y, round(self.right) - x, round(self.bottom) - y)

    def top_part(self, height: float, gap: float = 0) -> tuple[Rect, Rect]:
        """Cut off the top ``height`` px; returns that part and what is left below the gap."""
        below = height + gap
        return (
            Rect(self.x, self.y, self.w, height),
            Rect(self.x, self.y + below, self.w, max(self.h - below, 0)),
        )

    def left_part(self, width: float, gap: float = 0) -> tuple[Rect, Rect]:
        """Cut off the left ``width`` px; returns that part and what is left beyond the gap."""
        beyond = width + gap
        return (
            Rect(self.x, self.y, width, self.h),
            Rect(self.x + beyond, self.y, max(self.w - beyond, 0), self.h),
        )

    def columns(self, count: int, gap: float = 0) -> list[Rect]:
        """``count`` equal columns with gaps between them."""
        width = (self.w - gap * (count - 1)) / count
        return [Rect(self.x + i * (width + gap), self.y, width, self.h) for i in range(count)]

    def rows(self, count: int, gap: float = 0) -> list[Rect]:
        """``count`` equal rows with gaps between them."""
        height = (self.h - gap * (count - 1)) / count
        return [Rect(self.x, self.y + i * (height + gap), self.w, height) for i in range(count)]
