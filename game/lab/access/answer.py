"""The answer as a sentence to be spoken: only once it has settled, never 60 times a second."""

from __future__ import annotations

from typing import NamedTuple

from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict
from game.lab.network.playback import told
from game.lab.state.state import State
from game.words.catalogue import say
from game.words.numbers import listed, plain, share

#: ticks that an answer must stand before it is spoken
SETTLED = 20


class Heard(NamedTuple):
    """``said``: what was spoken last; ``next``: what will be spoken unless it changes again, and
    since which tick it stands."""

    said: str = ""
    next: str = ""
    since: int = 0


def heard(before: Heard, state: State) -> Heard:
    """What has been spoken by now. To be called now and then, with later and later states."""
    words = answer(state)
    if words is None:  # not yet: what was spoken remains
        return before._replace(next="", since=state.tick)
    if words == before.said:
        return Heard(words, words, state.tick)
    if words != before.next or state.tick < before.since:
        return Heard(before.said, words, state.tick)
    return Heard(words, words, before.since) if state.tick - before.since >= SETTLED else before


def answer(state: State) -> str | None:
    """What is answered, as a sentence; None while it is still becoming: while a pen draws, the wave
    is on its way, a hand is on a control, or the lab shows something by itself."""
    prediction, canvas = state.prediction, state.canvas
    busy = state.screen.presses or state.break_it.playing or state.kiosk.attract
    if busy or canvas.growing or state.unread or state.wants_answers or not told(state):
        return None
    row, how = prediction.probabilities, prediction.verdict
    if row is None or how is None:
        return say("spoken.answer.none")
    if len(prediction.segments) > 1:
        return _number(prediction.said)
    digit = decided(row)
    if digit is None:
        return say("spoken.answer.undecided")
    percent = likely(float(row[digit]))
    if how is Verdict.SURE:
        return say("spoken.answer.sure", digit=digit, percent=percent)
    if how is Verdict.HARDLY:
        return say("spoken.answer.hardly", digit=digit, percent=percent)
    return say("spoken.answer.doubt", digit=digit, percent=percent)


def _number(said: str) -> str:
    """A number is spelled, "4, 7", and what is in doubt in it is counted."""
    places = [say("spoken.digit.unsure") if place == "?" else place for place in said]
    words = say("spoken.answer.number", number=listed(places))
    unsure = said.count("?")
    return say("spoken.answer.unread", answer=words, count=unsure) if unsure else words


def likely(probability: float) -> str:
    """A probability as it is spoken: in whole per cent, and nothing is called certain."""
    if probability > 0.99:
        return say("spoken.over", percent=share(0.99, 0))
    return share(probability, 0)


def activation(value: float) -> str:
    """A neuron's activation as it is spoken."""
    return say("spoken.activation", a=plain(value, 1))
