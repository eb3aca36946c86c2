"""What a step of a lesson may do when it begins: what prepares the next sentence, and no more."""

from __future__ import annotations

#: what closes when the field that says what to open is left out: TOML has no None
CLOSES = {"OpenTab": "name", "PinUnit": "layer"}
#: intents by their names. None of them leaves the lab, writes a file or changes the window, and
#: none switches something over, whose outcome would depend on what was there before
ACTIONS = (
    "Clear",
    "LoadSample",
    "OpenTab",
    "ShowComputation",
    "OpenLayer",
    "PinUnit",
    "AskWhy",
    "AskWhyNot",
    "ShowAnswer",
    "ShowPage",
    "ShowNearest",
    "SetDamage",
    "SetNoise",
    "TurnPage",
    "SetTap",
    "Heal",
    "ShowStep",
    "ShowBlock",
    "SortNeurons",
    "ChooseTarget",
    "SetRate",
    "SendBack",
    "Teach",
    "UndoTeach",
    "Replay",
    "StepLayer",
)
