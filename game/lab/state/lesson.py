"""The lessons: their part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.lesson import Lesson, LessonStep


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons that there are, and the one that runs."""

    #: those that are shipped; None until they were asked for and read
    shipped: tuple[Lesson, ...] | None = None
    #: the one that the command line named
    own: Lesson | None = None
    #: the lesson that runs, the step it is at, from 0, and the tick at which that began
    running: Lesson | None = None
    at: int = 0
    since: int = 0
    #: whether what the step does as it begins is still to be done: that needs network and samples
    pending: bool = False
    #: the steps in which what they wait for has happened, and at which tick it did in this one;
    #: None: not yet, or already before
    done: frozenset[int] = frozenset()
    met_at: int | None = None

    @property
    def shelf(self) -> tuple[Lesson, ...]:
        """All that can be chosen."""
        shipped = self.shipped or ()
        own = () if self.own is None or self.own in shipped else (self.own,)
        return own + shipped

    @property
    def step(self) -> LessonStep | None:
        """The step that is shown; None where no lesson runs."""
        return None if self.running is None else self.running.steps[self.at]
