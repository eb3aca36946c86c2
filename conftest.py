"""Makes the screens of tests/screens.py known to every test (pytest wants that said here)."""

import os

# As the program itself does (game/__init__.py), and before anything imports numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

pytest_plugins = ["tests.screens"]
