"""The entry point: Ctrl+C ends the program cleanly before anything else has been imported."""

# `_signal` is built in; importing `signal` takes so long that it could itself be interrupted.
import _signal  # type: ignore[import-not-found]
import os

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, lambda number, frame: os._exit(130))

from game.shell.process import signals, streams


def main() -> int:
    """Carry out the command line; returns the exit status."""
    signals.install()
    streams.open_closed()
    from game import app

    return app.main()
