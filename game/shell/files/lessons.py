"""What the command line knows of lessons before anything heavy is imported: the names of those that
are shipped, and how one that cannot be used is told."""

from __future__ import annotations

#: in the order in which they are offered
LESSON_NAMES = ("first-look", "why", "break-it", "learning")
#: most faults that are told of one file
MOST_FAULTS = 20


class LessonError(ValueError):
    """A lesson cannot be used. ``faults``: one line each: file, line, key, what is wrong, cure."""

    def __init__(self, faults: list[str]) -> None:
        more = len(faults) - 1
        rest = f" (and {more} more: `neural-lab lesson --check` tells all)" if more else ""
        super().__init__(f"{faults[0]}{rest}")
        self.faults = faults[:MOST_FAULTS]
