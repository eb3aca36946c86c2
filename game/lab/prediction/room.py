"""The prediction as a room: digits, answers, the number."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.prediction import update
from game.lab.room import Room
from game.lab.stage.layout import TILES

ROOM = Room(
    "prediction",
    handlers={
        do.GaugeLoaded: lambda state, i: replace(state, gauge=i.gauge),
        do.AnswersInferred: update.take_answers,
        do.PickDigit: lambda state, i: update.pick(state, i.index),
    },
    controls={f"digit.{nth}": do.PickDigit(nth) for nth in range(TILES)},
    advance=update.read,
)
