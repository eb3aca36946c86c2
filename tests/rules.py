"""The rules of the house: each takes a house, returns what breaks it, and says its reason.

They are held by tests/test_imports.py; ARCHITECTURE.md describes the house.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable

from tests.house import File, House

#: floors from the bottom up; view and shell lie side by side
FLOORS = {
    "core": 0,
    "words": 1,
    "lab": 2,
    "view": 3,
    "shell": 3,
    "engine": 4,
    "commands": 5,
    "top": 6,
}
#: who may import what: a library that is not named here is everybody's
LIBRARIES: dict[str, set[str]] = {
    "pygame": {"view", "shell", "engine", "commands"},
    "onnxruntime": {"shell"},
    "accesskit": {"shell"},
    "av": {"shell"},
    "platformdirs": {"shell"},
    "time": {"shell", "engine", "commands"},
    "random": set(),
    "scipy": {"core", "view", "shell"},
    "onnx": set(),
    "torch": set(),
    "pickle": set(),
}
#: the storeys of a floor, from the bottom up: files and folders, the more exact name counts; "*" is
#: any folder that is not named, so a room
STOREYS = {
    "core": ("geometry job kept printed", "model", "ink", "insight"),
    "words": ("numbers advances", "en", "catalogue width"),
    "lab": (
        # what knows no State: intents, cells, where things stand
        "items needed targets cells intents network.plan network.signals network.readable "
        "stage.board *.layout",
        "arrangement stage.help stage.keys stage.layout stage.panels stage.sheet_layout",
        "state",
        # what a room is
        "room slider",
        "*",
        "rooms",
        # what knows all rooms
        "stage",
        "kiosk",
        "update",
        "access",
    ),
    "view": (
        "paint",
        "panel control",
        "*",
        "panels",
        "frame",
    ),
    "shell": (
        "process.faults process.installation process.signals process.streams process.worker",
        # files as they are, whatever is in them
        "files.place",
        "files.values",
        "files.hotkeys files.kiosk_values",
        "files.assets files.file_kind files.input_file files.onnx_file files.script_file"
        " files.settings files.whole_file",
        "pictures",
        "files",
        "process",
        "window",
    ),
    "engine": (
        "lookups visit.recorder",
        "driver export lessons notes visit.saving visit.opening",
        "access finish attendant idle resting sounds start visit.files",
        "visit.replay",
        "visit.player",
        "loop",
        "open_lab",
    ),
    "commands": (
        "exit bench_measures bench_motion",
        "bench_strokes doctor film layout lesson pin read render status",
        "lab",
        "kiosk",
        "bench",
    ),
}
#: which file of a room of view may import which of another room, and why
ACROSS_ROOMS = {
    ("page.page", "canvas.ink_picture"): "the page shows the drawing as the canvas does",
    ("page.page", "card.terms"): "the page prints the sums that a card shows",
}
#: private names that may be used, and why
PRIVATE = {
    "_signal": "importing signal itself takes so long that it could be interrupted",
    "os._exit": "it is documented; its name only warns of what it leaves undone",
    "pygame._sdl2": "it is documented; pygame has touch devices nowhere else",
}
#: methods of named tuples, which begin with "_" so that no field can have their names
NAMED_TUPLES = {"_replace", "_asdict", "_fields"}
MOST_FILES, LONGEST_FILE, LONGEST_FUNCTION = 20, 400, 50

Rule = Callable[[House], list[str]]


def floor_of(name: str) -> str:
    """The floor of a module of ours: of the files at the top, "top"."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FLOORS else "top"


def storey_of(name: str) -> int:
    """The storey of a module within its floor; ValueError for one that has none."""
    floor = floor_of(name)
    found = [
        (prefix.count("."), "*" not in prefix, number)
        for number, names in enumerate(STOREYS.get(floor, ()))
        for prefix in names.split()
        if lies_in(name, f"game.{floor}.{prefix}")
    ]
    if not found:
        raise ValueError(f"{name} is on no storey of {floor}")
    return max(found)[2]


def lies_in(name: str, prefix: str) -> bool:
    """Whether a module is what a prefix names, or stands in it; "*" is any folder."""
    parts, wanted = name.split("."), prefix.split(".")
    if wanted[-1] == "*" and len(parts) == len(wanted):  # a file, and no folder
        return False
    fits = [part == want or want == "*" for part, want in zip(parts, wanted, strict=False)]
    return len(parts) >= len(wanted) and all(fits)


def room_of(name: str) -> str | None:
    """The room of a module of view; None for what all rooms share."""
    _, _, *place = name.split(".")
    known = {first for names in STOREYS["view"] for first in names.split()}
    return place[0] if len(place) > 1 and place[0] not in known else None


def by_full_name(house: House) -> list[str]:
    """Whoever moves a file finds by its full name all who import it."""
    return [
        f"{file.path}:{i.line}" for file in house.values() for i in file.imports if i.name[0] == "."
    ]


def no_star(house: House) -> list[str]:
    """A reader must find where a name comes from."""
    return [
        f"{file.path}:{i.line}"
        for file in house.values()
        for i in file.imports
        if i.name[-1] == "*"
    ]


def downwards(house: House) -> list[str]:
    """What lies below can be understood, and tested, without what lies above it."""
    wrong = []
    for file, imported, there in house.edges:
        here, other = floor_of(file.name), floor_of(there)
        if there != "game" and here != other and FLOORS[here] <= FLOORS[other]:
            wrong.append(f"{file.path}:{imported.line}: {here} imports {there}")
    return wrong


def storeys(house: House) -> list[str]:
    """Within a floor as well, what others build on does not know them."""
    wrong = []
    for file, imported, there in house.edges:
        floor = floor_of(file.name)
        if floor not in STOREYS or floor != floor_of(there) or there == f"game.{floor}":
            continue
        if storey_of(file.name) < storey_of(there):
            wrong.append(f"{file.path}:{imported.line}: imports {there}")
    return wrong


def no_circles(house: House) -> list[str]:
    """Files that import each other can only be understood all at once."""
    return [" ↔ ".join(circle) for circle in house.circles()]


def rooms_apart(house: House) -> list[str]:
    """Rooms of view share what lies in paint, so that one can be changed without the others."""
    found = {
        (file.name.removeprefix("game.view."), there.removeprefix("game.view."))
        for file, _, there in house.edges
        if floor_of(file.name) == floor_of(there) == "view"
    }
    rooms = {pair: {room_of(f"game.view.{name}") for name in pair} for pair in found}
    crossing = {pair for pair, both in rooms.items() if len(both) == 2 and None not in both}
    needed = {pair for pair in ACROSS_ROOMS if f"game.view.{pair[0]}" in house}
    wrong = [f"{one} imports {other}" for one, other in crossing - ACROSS_ROOMS.keys()]
    return wrong + [f"{one} no longer imports {other}" for one, other in needed - crossing]


def libraries(house: House) -> list[str]:
    """core and lab have no clock, no chance and no screen, or runs could not be replayed; what
    trains networks is no part of the program; and unpickling runs whatever a file says."""
    wrong = []
    for file in house.values():
        for imported in file.imports:
            first, here = imported.name.split(".")[0], floor_of(file.name)
            if here not in LIBRARIES.get(first, {here}) or first in ("models", "tests", "bench"):
                wrong.append(f"{file.path}:{imported.line}: {here} imports {first}")
    return wrong


def no_identity(house: House) -> list[str]:
    """An `id` is given to another object as soon as the first is gone: it is no key."""
    return calls(house, "id")


def no_globals(house: House) -> list[str]:
    """Names made at run time cannot be searched for."""
    return calls(house, "globals") + calls(house, "locals") + calls(house, "vars")


def calls(house: House, name: str) -> list[str]:
    return [
        f"{file.path}:{node.lineno}"
        for file in house.values()
        for node in file.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def no_private_names(house: House) -> list[str]:
    """What begins with "_" changes without a word to those who use it."""
    wrong, allowed = [], tuple(PRIVATE)
    for file in house.values():
        found = [(i.line, i.name) for i in file.imports if private(i.name)]
        for node in file.nodes:
            if isinstance(node, ast.Attribute) and not belongs(node, file):
                found.append((node.lineno, ast.unparse(node)))
        wrong += [f"{file.path}:{n}: {name}" for n, name in found if not name.startswith(allowed)]
    return wrong


def private(name: str) -> bool:
    return any(part.startswith("_") and not part.endswith("__") for part in name.split("."))


def belongs(node: ast.Attribute, file: File) -> bool:
    """Whether an attribute is public, or this file's own."""
    if node.attr == "__wrapped__":  # what a decorator hides, so as private as any
        return False
    return not private(node.attr) or node.attr in NAMED_TUPLES | file.own_names


def small_files(house: House) -> list[str]:
    """A file is read at one sitting."""
    return [f.path for f in house.values() if len(f.text.splitlines()) > LONGEST_FILE]


def small_functions(house: House) -> list[str]:
    """A function is seen at one look."""
    return [
        f"{file.path}:{node.lineno}: {node.name}"
        for file in house.values()
        for node in file.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]


def small_folders(house: House) -> list[str]:
    """Whoever opens a folder sees at one look what is in it."""
    counts = Counter(file.path.rpartition("/")[0] for file in house.values())
    return [f"{folder}: {count} files" for folder, count in counts.items() if count > MOST_FILES]


#: all of them; and those that also hold for what stands beside the house
RULES: tuple[Rule, ...] = (
    *(by_full_name, no_star, downwards, storeys, no_circles, rooms_apart, libraries),
    *(no_identity, no_globals, no_private_names, small_files, small_functions, small_folders),
)
EVERYWHERE: tuple[Rule, ...] = (small_files, small_functions, small_folders)
