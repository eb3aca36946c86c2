"""The table of hotkeys in a settings file: read and checked, entry by entry.

[keys]
why = "f6"
clear = ["delete", "f8"]
pause = ""        # off
"""

from __future__ import annotations

from difflib import get_close_matches

from game.lab.stage.keys import Keys, plain
from game.shell.files.values import shown

#: keys that one hotkey may have; and faults of a table that are told one by one
_MOST_KEYS, _MOST_FAULTS = 4, 8


def read_hotkeys(value: object) -> tuple[Keys, list[str]]:
    """The entries of a table that can be used, and a line for each of the others. ValueError for
    what is no table."""
    # Here, and not above: it knows the whole lab, and help and errors come without that.
    from game.lab.stage.controls import NAMES

    if not isinstance(value, dict):
        raise ValueError(f'{shown(value)} is no table: write [keys], and below it why = "f6"')
    used: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    for name, keys in value.items():
        try:
            if name not in NAMES:
                near = ", ".join(get_close_matches(str(name)[:40], NAMES, 3, cutoff=0))
                raise ValueError(f"there is no hotkey of this name; the likest are {near}")
            used[name] = _keys(keys)
        except ValueError as error:
            faults.append(f"keys.{shown(name)[1:-1]}: {error}; ignored")
    while (doubled := _doubled(used, NAMES)) is not None:
        name, key, other = doubled
        del used[name]
        cure = f'give one of them another key, or switch one off: {other} = ""'
        faults.append(f"keys.{name}: {key} is already the key of {other}; {cure}; ignored")
    if (more := len(faults) - _MOST_FAULTS) > 0:
        faults[_MOST_FAULTS:] = [f"keys: and {more} more of them; ignored"]
    return tuple(used.items()), faults


def _keys(value: object) -> tuple[str, ...]:
    """One key or a list of them; "" is none. ValueError says what is wrong."""
    words = value if isinstance(value, list) else [] if value == "" else [value]
    if len(words) > _MOST_KEYS:
        raise ValueError(f"a hotkey has {_MOST_KEYS} keys at most")
    found: list[str] = []
    for word in words:
        try:
            found.append(plain(word))
        except ValueError as error:
            raise ValueError(f"{shown(word)}: {error}") from None
    return tuple(dict.fromkeys(found))


def _doubled(
    used: dict[str, tuple[str, ...]], names: dict[str, tuple[str, ...]]
) -> tuple[str, str, str] | None:
    """An entry that has the key of another hotkey, that key and that hotkey: of two entries the
    later one. Alt is no difference, since `letters` may ask for it."""
    taken = {
        key: name for name, keys in names.items() if name not in used for key in map(_bare, keys)
    }
    for name, keys in used.items():
        for key in keys:
            other = taken.setdefault(_bare(key), name)
            if other != name:
                return name, key, other
    return None


def _bare(key: str) -> str:
    """A key that types a character, without the Alt that it may want."""
    bare = key.removeprefix("alt+")
    return bare if len(bare) == 1 else key
