"""The prediction as a room: digits, answers, the number."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.prediction import update
from game.lab.prediction.layout import PAGING, TILES
from game.lab.room import Room

ROOM = Room(
    "prediction",
    handlers={
        do.GaugeLoaded: lambda state, i: replace(state, gauge=i.gauge),
        do.AnswersInferred: update.take_answers,
        do.PickDigit: lambda state, i: update.pick(state, i.index),
        do.PickTile: lambda state, i: update.pick(state, update.first_tile(state) + i.nth),
        do.PageDigits: lambda state, i: update.page(state, i.by),
    },
    controls={f"digit.{nth}": do.PickTile(nth) for nth in range(TILES)}
    | dict(zip(PAGING, (do.PageDigits(-1), do.PageDigits(1)), strict=True)),
    advance=update.read,
)
