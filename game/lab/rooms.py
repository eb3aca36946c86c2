"""All rooms of the lab. To add one is to add its folders and one line here."""

from __future__ import annotations

from game.lab.break_it.room import ROOM as BREAK_IT
from game.lab.canvas.room import ROOM as CANVAS
from game.lab.card.room import ROOM as CARD
from game.lab.forward.room import ROOM as FORWARD
from game.lab.gradient.room import ROOM as GRADIENT
from game.lab.layers.room import ROOM as LAYERS
from game.lab.lesson.room import ROOM as LESSON
from game.lab.network.room import ROOM as NETWORK
from game.lab.prediction.room import ROOM as PREDICTION
from game.lab.room import Room
from game.lab.settings.room import ROOM as SETTINGS
from game.lab.slider import Slider
from game.lab.sound.room import ROOM as SOUND
from game.lab.weights.room import ROOM as WEIGHTS

#: in the order in which a tick advances them: time first, then the reading of new ink, and last
#: what only looks on
ROOMS: tuple[Room, ...] = (
    NETWORK,
    CARD,
    BREAK_IT,
    LAYERS,
    FORWARD,
    WEIGHTS,
    GRADIENT,
    CANVAS,
    PREDICTION,
    SETTINGS,
    SOUND,
    LESSON,
)
BY_NAME = {room.name: room for room in ROOMS}
#: the room of each control and slider, by its name
OWNERS = {name: room for room in ROOMS for name in (*room.controls, *room.sliders)}
SLIDERS: dict[str, Slider] = {name: s for room in ROOMS for name, s in room.sliders.items()}
