"""What a file holds that is opened in the lab: ink, a picture of ink, or a replay."""

from __future__ import annotations

from pathlib import Path

from game import __version__
from game.lab.intents import Intent, Noticed, ShowInk
from game.shell.files.ink_file import InkError, read_inks
from game.shell.files.input_file import bytes_of
from game.shell.files.replay_file import Replay, ReplayError, is_replay, read_replay
from game.shell.process.log import log
from game.words.catalogue import say


def open_file(path: Path, model: str) -> Replay | tuple[Intent, ...]:
    """What to do with the file at ``path``: play a replay, or these intents. For a file that cannot
    be used that is one notice, which says why. ``model``: the SHA-256 of the lab's model."""
    try:
        if _says_replay(path):
            replay = read_replay(path, model)
            if doubt := check_version(replay):
                log.warning(doubt)
            return replay
        return *shows(path), Noticed(say("opened", name=path.name))
    except (ReplayError, InkError) as error:
        return (Noticed(say("opened.not", cause=error)),)


def shows(path: Path) -> list[Intent]:
    """What shows the first ink of a file; InkError where it cannot be read."""
    found = next(iter(read_inks(path))).ink
    if isinstance(found, InkError):
        raise found
    return [ShowInk(found)]


def check_version(replay: Replay) -> str:
    """What to say of a replay that another version of the lab recorded; "" for one of this."""
    if replay.lab == __version__:
        return ""
    return say("replay.version", lab=replay.lab, here=__version__)


def _says_replay(path: Path) -> bool:
    """Whether a file says that it is a replay; one that cannot be read is left to others."""
    try:
        return is_replay(bytes_of(path))
    except ValueError:
        return False
