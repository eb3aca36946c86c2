"""The way in, before anything else is imported: from here on signals end the program cleanly."""

import _signal  # built in, where importing `signal` would itself take long enough to be interrupted
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
