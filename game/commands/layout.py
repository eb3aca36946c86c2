"""`layout`: every panel and control of a stage as JSON."""

from __future__ import annotations

import json
import sys

from game.commands.exit import fail
from game.engine.start import prepare
from game.lab.break_it.layout import Shape
from game.lab.card.layout import CardShape
from game.lab.gradient.layout import Shape as GradientShape
from game.lab.rooms import BY_NAME
from game.lab.stage.layout import is_low, layout, scale_of
from game.lab.stage.panels import Dock
from game.lab.targets import USUAL, targets_of
from game.shell.files.assets import AssetError, Assets
from game.shell.files.lesson_file import find_lesson
from game.shell.files.place import LessonError
from game.shell.files.settings import Settings
from game.shell.process.streams import complain, deliver
from game.words.catalogue import SOURCE, speak

#: what `--open` can show: the tab or card, and for a panel its room and shape
_OPENINGS: dict[str, tuple[str, str, object]] = {
    "break": ("break", "break_it", Shape()),
    "break.neurons": ("break", "break_it", Shape("neurons")),
    "break.unit": ("break", "break_it", Shape("neurons", adjusting=True)),
    "break.weights": ("break", "break_it", Shape("weights")),
    "break.games": ("break", "break_it", Shape("games")),
    "break.accuracy": ("break", "break_it", Shape("accuracy")),
    "break.code": ("break", "break_it", Shape("code")),
    "neuron": ("card", "card", CardShape(asked=False)),
    "output": ("card", "card", CardShape(asked=False)),
    "question": ("card", "card", CardShape(asked=True)),
    "layers": ("layers", "layers", (0, False)),
    "compute.forward": ("compute", "forward", None),
    "compute.weights": ("compute", "weights", (False, False)),
    "compute.gradient": ("compute", "gradient", GradientShape(drawn=True, taught=False)),
}


def run(settings: Settings, opened: str | None, page: str | None, lesson: str = "") -> int:
    """Print the stage that settings ask for; ``opened``: one of `options.OPENINGS` or None;
    ``page``: one of `options.PAGES`, or None for that of what is open; ``lesson``: the name or the
    file of one that runs. Returns the exit status."""
    try:
        assets = Assets()
        for fault in prepare(assets):
            complain(fault)
        runs = bool(lesson and find_lesson(lesson, assets))
    except (AssetError, LessonError) as error:
        return fail(error)
    language = settings.language or SOURCE
    speak(language)
    size, kiosk = settings.size or (1920, 1080), settings.kiosk
    scale = scale_of(size, settings.scale)
    stage = layout(
        size,
        settings.scale,
        dock=_dock(opened),
        targets=targets_of(size, scale, settings.screen_mm) if kiosk else USUAL,
        kiosk="visit" if kiosk else "",
        language=language,
        lessons=(runs, 0),
        page=page or ("drawer" if opened else "draw"),
        left_handed=settings.left_handed,
        low=is_low(settings.low_controls, settings.screen_mm),
    )
    items = [
        {"name": item.name, "rect": [int(value) for value in item.rect], "role": item.role}
        for item in stage.items
    ]
    deliver(f"{json.dumps(items)}\n", sys.stdout)
    return 0


def _dock(opened: str | None) -> Dock | None:
    if opened is None:
        return None
    tab, room, shape = _OPENINGS[opened]
    items = BY_NAME[room].items
    assert items is not None
    return Dock(tab, items, shape)
