"""The names of the lessons that are shipped: the command line tells them, and imports nothing
heavy."""

from __future__ import annotations

#: in the order in which they are offered
LESSON_NAMES = ("first-look", "why", "break-it", "learning")
