"""The line above the network: a quiet hint that is true of this moment, unless something has to be
said."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.lab.canvas import pen
from game.lab.gradient.story import story as story_back
from game.lab.lesson.conditions import awaited
from game.lab.network.playback import told
from game.lab.network.story import story
from game.lab.stage.controls import intent_now, intent_of_key
from game.lab.stage.now import dock_of
from game.lab.state.lesson import Lessons
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.words.catalogue import say

#: ticks that a hint stands
EVERY = 480


class Hint(NamedTuple):
    """The catalogue key of a hint, and whether it is true of a state."""

    words: str
    holds: Callable[[State], bool]


def _blank(state: State) -> bool:
    return state.network is not None and not state.canvas.ink.strokes


def _offered(state: State) -> bool:
    """Whether the lab has just begun, and Undo would bring back what was drawn before."""
    return _blank(state) and state.canvas.drawing == 0 and bool(state.canvas.history)


def _bare(state: State) -> bool:
    """Whether nothing is drawn, and no drawer is open."""
    return _blank(state) and state.screen.tab is None and state.card.pinned is None


def _drawn(state: State) -> bool:
    return state.prediction.trace is not None


def _free(state: State) -> bool:
    """Whether there is a drawing, and no drawer is open."""
    card = state.card
    closed = state.screen.tab is None and card.pinned is None and card.question is None
    return _drawn(state) and closed


def _in(room: str) -> Callable[[State], bool]:
    """Whether there is a drawing, and a room's drawer is open."""
    return lambda state: _drawn(state) and state.screen.room == room


def _several(state: State) -> bool:
    return _free(state) and len(state.prediction.segments) > 1


def _past(state: State) -> bool:
    return _free(state) and len(state.canvas.moments) > 1


def _card(state: State) -> bool:
    return state.screen.tab is None and state.card.pinned is not None and not state.card.question


def _why(state: State) -> bool:
    return state.screen.tab is None and _drawn(state) and state.card.question is not None


def _harmed(state: State) -> bool:
    return state.changed and state.screen.tab != "break"


#: all of them, in the order in which they take turns
HINTS = (
    Hint("hint.last", _offered),
    Hint("hint.draw", _blank),
    Hint("hint.sample", _bare),
    Hint("hint.heal", _harmed),
    Hint("hint.neuron", _free),
    Hint("hint.why", lambda s: _free(s) and told(s)),
    Hint("hint.boxed", _several),
    Hint("hint.hover", lambda state: _bare(state) or _free(state)),
    Hint("hint.zero", _free),
    Hint("hint.strip", _past),
    Hint("hint.step", _free),
    Hint("hint.slow", _free),
    Hint("hint.fool", _free),
    Hint("hint.help", lambda state: _bare(state) or _free(state)),
    Hint("hint.close", _card),
    Hint("hint.walk", _card),
    Hint("hint.against", _why),
    Hint("hint.kill", lambda s: _in("break_it")(s) and s.break_it.tap == "kill"),
    Hint("hint.adjust", lambda s: _in("break_it")(s) and s.break_it.tap == "adjust"),
    Hint("hint.code", lambda s: _in("break_it")(s) and s.break_it.damaged),
    Hint("hint.cell", lambda s: _in("layers")(s) or _in("weights")(s) or _in("gradient")(s)),
    Hint("hint.term", _in("forward")),
    Hint("hint.follow", _in("forward")),
    Hint("hint.sort", _in("weights")),
    Hint("hint.teach", _in("gradient")),
    Hint("hint.fold", lambda s: s.screen.tab is not None),
)
#: hints that tell of keys or of the mouse
KEYED = {
    "hint.sample",
    "hint.hover",
    "hint.why",
    "hint.slow",
    "hint.walk",
    "hint.code",
    "hint.fold",
}
#: hints that tell of a hotkey, which may be off or have another key, and that key
_TOLD = {
    "hint.sample": "0",
    "hint.why": "w",
    "hint.slow": "s",
    "hint.code": "ctrl+c",
}


def hints(state: State) -> tuple[str, ...]:
    """The catalogue keys of the hints that are true now, in their order. In kiosk mode there are no
    keys; and while nobody is there, or on the whole board, none is needed."""
    if state.kiosk.attract or (state.screen.board and dock_of(state) is None):
        return ()
    if state.lessons.running:  # its band says what to do
        return ()
    untrue = KEYED if state.kiosk.on else {hint for hint in _TOLD if not _is_bound(state, hint)}
    return tuple(hint.words for hint in HINTS if hint.words not in untrue and hint.holds(state))


def _is_bound(state: State, hint: str) -> bool:
    """Whether the key that a hint tells of does what it does by itself."""
    key = _TOLD[hint]
    return intent_now(state, key) == intent_of_key(key)


def advance(state: State) -> State:
    """One tick: the next hint, where it is due or the present one is no longer true. While
    somebody draws nothing changes."""
    screen = state.screen
    if state.canvas.growing:
        return state
    true = hints(state)
    if screen.hint in true and state.tick - screen.hinted_at < EVERY:
        return state
    if not true:
        return shown(state, hint="") if screen.hint else state
    return shown(state, hint=_after(screen.hint, true), hinted_at=state.tick)


def line_of(state: State) -> tuple[str, bool]:
    """What the line says, and whether that is only a hint. What has happened last comes first."""
    screen = state.screen
    if state.screen.sheet is None and state.refused and screen.refused_at >= screen.noticed_at:
        return state.refused, False
    if state.noticed:
        return state.noticed, False
    if pen.is_down(state):
        return say("pen.corner" if pen.at_corner(state) else "pen.line"), True
    if words := story_back(state) or story(state):
        return words, False
    if state.lessons.step:
        return _of_lesson(state.lessons), True
    if pen.at_hand(state):
        return say("pen.up"), True
    true = hints(state)
    hint = screen.hint or next(iter(true), "")  # before the first tick: what that will choose
    return (_words(state, hint) if hint in true else ""), True


def _of_lesson(lessons: Lessons) -> str:
    """What the step of the lesson waits for."""
    step = lessons.step
    if step is None or not step.until:
        return say("lesson.next")
    return say("lesson.met" if lessons.at in lessons.done else awaited(step.until))


def _after(hint: str, true: tuple[str, ...]) -> str:
    """The true hint that comes after another one."""
    order = [one.words for one in HINTS]
    start = order.index(hint) + 1 if hint in order else 0
    return next(words for words in order[start:] + order[:start] if words in true)


def _words(state: State, hint: str) -> str:
    answer = state.prediction.probabilities
    if hint == "hint.why":
        return say("hint.why", digit="?" if answer is None else int(answer.argmax()))
    return say(hint)
