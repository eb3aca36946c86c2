"""Intents of lessons, and what a lesson is: steps with one sentence each, as a teacher writes."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import FromOutside, Intent

#: one text in several languages: (language, text) each; "" stands for a text that is the same in
#: all of them. (): there is no such text
Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One step of a lesson."""

    #: the one sentence that is shown
    say: Texts
    #: what is lit as the step begins: names of `lab.lesson.parts`, or of items of the stage
    spotlight: tuple[str, ...] = ()
    #: what is waited for: a condition of `lab.lesson.conditions`; "": only for "on"
    until: str = ""
    #: whether the lesson goes on by itself once that has happened
    goes_on: bool = False
    #: what is done as the step begins
    do: tuple[Intent, ...] = ()
    #: for the teacher's notes: a question to the class, and the answer to be expected
    question: Texts = ()
    answer: Texts = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson. ``name``: of its file, without the ending; ``minutes``: how long it takes."""

    name: str
    title: Texts
    steps: tuple[LessonStep, ...]
    minutes: int = 0
    #: for the teacher's notes: what the class will have learned
    goal: Texts = ()


@dataclass(frozen=True, slots=True)
class LessonsRead(FromOutside):
    """The lessons that are shipped; ``fault``: why one of them cannot be used, or ""."""

    lessons: tuple[Lesson, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class BeginLesson(FromOutside):
    """Begin this lesson, which the command line has named."""

    lesson: Lesson


@dataclass(frozen=True, slots=True)
class ChooseLesson(Intent):
    """Begin the lesson with this place on the sheet of lessons, from 0."""

    nth: int


@dataclass(frozen=True, slots=True)
class TurnLesson(Intent):
    """Go on to the next step of the lesson (+1), or back to the one before (−1); on from the last
    step ends the lesson."""

    by: int


@dataclass(frozen=True, slots=True)
class LeaveLesson(Intent):
    """Leave the lesson; all else stays as it is."""
